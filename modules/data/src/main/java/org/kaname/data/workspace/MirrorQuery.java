package org.kaname.data.workspace;

/** The query behind {@link org.kaname.data.MirrorPairs}: both reports of each flow whose two economies are reporters in its year. */
final class MirrorQuery {
    private MirrorQuery() {}

    /** @param flows a table of SQL with the columns of {@code flow} */
    static String of(String flows) {
        return "WITH given AS (SELECT CAST(year AS INTEGER) AS year, CASE WHEN typeof(product) = 'INTEGER' THEN"
                + " lpad(CAST(product AS VARCHAR), level, '0') ELSE CAST(product AS VARCHAR) END AS good,"
                + " CAST(exporter AS VARCHAR) AS exporter, CAST(importer AS VARCHAR) AS importer,"
                + " CAST(reported_by AS VARCHAR) AS side, CAST(value_kusd AS DOUBLE) AS value_kusd FROM " + flows
                + " WHERE month IS NULL AND level <> 0 AND exporter <> importer AND value_kusd > 0),"
                // who reports in a year, in either direction
                + " reporter AS (SELECT DISTINCT year, CASE WHEN side = 'IMPORTER' THEN importer ELSE exporter END AS"
                + " economy FROM given WHERE side IN ('IMPORTER', 'EXPORTER'))"
                + " SELECT g.year, g.good, sum(CASE WHEN g.side = 'IMPORTER' THEN g.value_kusd ELSE 0 END),"
                + " sum(CASE WHEN g.side = 'EXPORTER' THEN g.value_kusd ELSE 0 END) FROM given g"
                + " JOIN reporter i ON i.year = g.year AND i.economy = g.importer"
                + " JOIN reporter e ON e.year = g.year AND e.economy = g.exporter"
                + " WHERE g.side IN ('IMPORTER', 'EXPORTER')"
                + " GROUP BY g.year, g.good, g.exporter, g.importer ORDER BY g.year, g.good, g.exporter, g.importer";
    }
}
