package org.kaname.data.workspace;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.kaname.data.reference.Goods;
import org.kaname.data.reference.Reference;

/**
 * Goods of several revisions in one data set (clarification 5): a code that stands for the same goods in the set's main revision, by a
 * relation that is one to one both ways, is read as that code; all others stay apart. The files keep what was read.
 */
final class JoinedRevisions {
    private JoinedRevisions() {}

    /**
     * The flows as a table of SQL in which such codes are joined; the table itself where there are none.
     *
     * @param flows a table of SQL with the columns of {@code flow}
     * @param main the set's main revision
     */
    static String of(Connection engine, String flows, String main) throws SQLException {
        if (!Goods.REVISIONS.contains(main)) {
            return flows;
        }
        var concordance = Reference.load().concordance();
        var joined = new ArrayList<String>();
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(
                        "SELECT DISTINCT classification, CASE WHEN typeof(product) = 'INTEGER' THEN lpad(CAST(product AS VARCHAR),"
                                + " level, '0') ELSE CAST(product AS VARCHAR) END FROM " + flows
                                + " WHERE classification <> " + ParquetFiles.quoted(main))) {
            while (result.next()) {
                var from = result.getString(1);
                var code = result.getString(2);
                if (Goods.REVISIONS.contains(from)) {
                    concordance
                            .oneToOne(from, code, main)
                            .ifPresent(to -> joined.add("(" + ParquetFiles.quoted(from) + ", "
                                    + ParquetFiles.quoted(code) + ", " + ParquetFiles.quoted(to) + ")"));
                }
            }
        }
        if (joined.isEmpty()) {
            return flows;
        }
        // One economy may have reported in two revisions in one year: the parts of one flow are added, its line is the
        // first.
        return "(SELECT CASE WHEN m.code IS NULL THEN f.classification ELSE " + ParquetFiles.quoted(main)
                + " END AS classification, f.year, f.month, coalesce(m.code, f.code) AS product, f.level, f.exporter,"
                + " f.importer, f.reported_by, CAST(sum(f.value_kusd) AS DOUBLE) AS value_kusd,"
                + " CAST(sum(f.value_national) AS DOUBLE) AS value_national, CASE WHEN bool_or(f.value_status <> 'OBSERVED')"
                + " THEN 'ESTIMATED' ELSE 'OBSERVED' END AS value_status, arg_min(f.file_ordinal,"
                + " (f.file_ordinal, f.line)) AS file_ordinal, arg_min(f.line, (f.file_ordinal, f.line)) AS line FROM"
                + " (SELECT *, CASE WHEN typeof(product) = 'INTEGER' THEN lpad(CAST(product AS VARCHAR), level, '0')"
                + " ELSE CAST(product AS VARCHAR) END AS code FROM " + flows + ") f LEFT JOIN (VALUES "
                + String.join(", ", joined)
                + ") m(classification_of, code_of, code) ON m.classification_of = f.classification AND m.code_of = f.code"
                + " GROUP BY ALL)";
    }
}
