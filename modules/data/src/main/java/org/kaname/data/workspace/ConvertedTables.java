package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kaname.data.Manifest;
import org.kaname.data.Progress;
import org.kaname.data.reference.Conversion;
import org.kaname.data.reference.Goods;
import org.kaname.data.source.FlowTable;
import org.kaname.model.Code;

/**
 * Writes the tables of a converted data set from those of another, year by year inside the engine, so that no year has to fit into the
 * heap. The formulas are those of {@link Conversion} (data-formats 2.5); sums are of whole billionths of the unit, so that they do not
 * depend on the order in which threads add. Rows of which nothing is in a target but what may be (weight 0) are kept as sums by
 * importer and by exporter in the table {@code bound}: they are no flows.
 */
final class ConvertedTables {
    /** Amounts that may be a good's, of partners of whom the point value holds nothing: Σ, largest, and how many. */
    static final List<String> BOUND_COLUMNS = List.of(
            "classification",
            "product",
            "level",
            "year",
            "month",
            "reported_by",
            "side",
            "economy",
            "more_high_kusd",
            "top_high_kusd",
            "partners");

    /** Sums of values before and after agree to this part (data-formats, T16). */
    private static final double CONSERVED = 1e-9;

    private final Connection engine;
    private final Path from;
    private final Manifest parent;
    private final Path to;
    private final ConversionPairs pairs;
    private final Progress progress;
    private final SortedMap<String, Manifest.Table> tables = new TreeMap<>();
    private final SortedMap<String, Long> flowsPerYear = new TreeMap<>();
    private final SortedMap<String, Double> valuePerYear = new TreeMap<>();
    private final SortedMap<String, Manifest.Counted> counted = new TreeMap<>();
    private Manifest.CoverageSummary summary;
    private boolean numeric;

    /**
     * @param from directory of the data set that is converted
     * @param to where the tables go; empty
     */
    ConvertedTables(Connection engine, Path from, Manifest parent, Path to, ConversionPairs pairs, Progress progress) {
        this.engine = engine;
        this.from = from;
        this.parent = parent;
        this.to = to;
        this.pairs = pairs;
        this.progress = progress;
        summary = parent.coverage();
    }

    SortedMap<String, Manifest.Table> tables() {
        return tables;
    }

    SortedMap<String, Manifest.Counted> counted() {
        return counted;
    }

    /** What the rows written are, with the claim of the parent on how much of the world they hold. */
    Manifest.CoverageSummary summary() {
        return summary;
    }

    private Manifest.CoverageSummary countFlows() throws SQLException {
        var flows = tables.get("flow");
        if (flows == null) {
            return parent.coverage();
        }
        var table = FlowParquet.table(to, flows.files(), false);
        try (var statement = engine.createStatement();
                var result = statement.executeQuery("SELECT count(DISTINCT exporter), count(DISTINCT importer),"
                        + " count(DISTINCT product) FROM " + table)) {
            result.next();
            return new Manifest.CoverageSummary(
                    parent.coverage().years(),
                    result.getInt(1),
                    result.getInt(2),
                    result.getInt(3),
                    flowsPerYear,
                    valuePerYear,
                    parent.coverage().state());
        }
    }

    /** The tables of a data set with flows, as one table of SQL each. */
    static String rows(Path directory, Manifest manifest, String name) {
        var table = manifest.tables().get(name);
        return table == null || table.files().isEmpty()
                ? ""
                : FlowParquet.table(directory, table.files(), !name.equals("flow"));
    }

    /** The text of a code, however it is kept. */
    private static final String CODE =
            "CASE WHEN typeof(product) = 'INTEGER' THEN lpad(CAST(product AS VARCHAR), level, '0') ELSE CAST(product AS"
                    + " VARCHAR) END";

    /** Six-digit codes of revisions other than the target, of all tables. */
    static List<Code> listCodes(Connection engine, Path directory, Manifest manifest, String target)
            throws SQLException {
        var codes = new java.util.TreeSet<Code>();
        for (var name : Publishing.FLOW_TABLES) {
            var rows = rows(directory, manifest, name);
            if (rows.isEmpty()) {
                continue;
            }
            try (var statement = engine.createStatement();
                    var result = statement.executeQuery(
                            "SELECT DISTINCT classification, CAST(level AS INTEGER), " + CODE + " FROM " + rows)) {
                while (result.next()) {
                    if (ConversionPairs.convertible(result.getString(1), result.getInt(2), target)) {
                        codes.add(new Code(result.getString(1), result.getString(3)));
                    }
                }
            }
        }
        return List.copyOf(codes);
    }

    void write() throws SQLException, IOException {
        pairsTable();
        for (var name : Publishing.FLOW_TABLES) {
            var rows = rows(from, parent, name);
            if (!rows.isEmpty()) {
                flows(name, rows);
            }
        }
        if (numberOf("SELECT count(*) FROM bounds") > 0) {
            small("bound", "SELECT * FROM bounds ORDER BY ALL", BOUND_COLUMNS);
        }
        if (numberOf("SELECT count(*) FROM parts") > 0) {
            small("lineage", "SELECT * FROM parts ORDER BY ALL", Publishing.LINEAGE_COLUMNS);
        }
        var coverage = parent.tables().get("coverage");
        if (coverage != null) {
            coverage();
        }
        small(
                "quarantine",
                "SELECT * FROM " + ParquetFiles.read(from, List.of("quarantine.parquet")) + " LIMIT 0",
                Publishing.QUARANTINE_COLUMNS);
        ParquetFiles.write(
                engine,
                to.resolve("conversion.parquet"),
                pairs.columns(),
                0,
                pairs.pairs().size());
        table("conversion", ConversionPairs.COLUMNS);
        if (parent.tables().containsKey("economy")) {
            Files.copy(from.resolve("economy.csv"), to.resolve("economy.csv"));
            tables.put("economy", parent.tables().get("economy"));
        }
        assertConserved();
        summary = countFlows();
    }

    private void pairsTable() throws SQLException {
        execute("CREATE TEMP TABLE pair(classification VARCHAR, code VARCHAR, into_scheme VARCHAR, into_code VARCHAR,"
                + " weight DOUBLE, certain BOOLEAN, relation VARCHAR, alone BOOLEAN)");
        try (var insert = engine.prepareStatement("INSERT INTO pair VALUES (?, ?, ?, ?, ?, ?, ?, true)")) {
            for (var pair : pairs.pairs()) {
                insert.setString(1, pair.from().scheme());
                insert.setString(2, pair.from().value());
                insert.setString(3, pair.to().scheme());
                insert.setString(4, pair.to().value());
                insert.setDouble(5, pair.weight());
                insert.setBoolean(6, !pair.relation().equals(ConversionPairs.ONE_TO_MANY));
                insert.setString(7, pair.relation());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        execute("UPDATE pair SET alone = false WHERE into_scheme = " + ParquetFiles.quoted(pairs.target())
                + " AND into_code IN (SELECT into_code FROM pair WHERE into_scheme = "
                + ParquetFiles.quoted(pairs.target()) + " GROUP BY 1 HAVING count(*) > 1 UNION ALL "
                + inTarget() + ")");
        execute("CREATE TEMP TABLE bounds(classification VARCHAR, product VARCHAR, level TINYINT, year SMALLINT, month"
                + " TINYINT, reported_by VARCHAR, side VARCHAR, economy VARCHAR, more_high_kusd DOUBLE, top_high_kusd"
                + " DOUBLE, partners INTEGER)");
        execute(
                "CREATE TEMP TABLE parts(table_name VARCHAR, classification VARCHAR, year SMALLINT, month TINYINT, product"
                        + " VARCHAR, exporter VARCHAR, importer VARCHAR, reported_by VARCHAR, file_ordinal INTEGER, line BIGINT)");
    }

    /** Codes that are of the target already: what becomes of others may add up with them. */
    private String inTarget() {
        var codes = new ArrayList<String>();
        for (var name : Publishing.FLOW_TABLES) {
            var rows = rows(from, parent, name);
            if (!rows.isEmpty()) {
                codes.add("SELECT DISTINCT " + CODE + " FROM " + rows + " WHERE classification = "
                        + ParquetFiles.quoted(pairs.target()));
            }
        }
        return codes.isEmpty() ? "SELECT NULL WHERE false" : String.join(" UNION ALL ", codes);
    }

    private void flows(String name, String rows) throws SQLException, IOException {
        boolean kinds = !name.equals("flow");
        numeric = numberOf("SELECT count(*) FROM (DESCRIBE SELECT product FROM " + rows
                                + ") WHERE column_type = 'INTEGER'")
                        > 0
                && pairs.digits();
        if (!kinds) {
            count(rows);
        }
        var files = new ArrayList<Manifest.FileEntry>();
        for (var year : texts("SELECT DISTINCT year FROM " + rows + " ORDER BY 1")) {
            group(rows, year, kinds);
            var file = name + "/year=" + year + "/part-000.parquet";
            Files.createDirectories(to.resolve(file).getParent());
            copy(
                    columns(kinds) + " FROM " + all(rows, year, kinds)
                            + " WHERE positive ORDER BY year, month NULLS FIRST, classification, product,"
                            + " importer, exporter, reported_by" + (kinds ? ", flow_kind" : ""),
                    file);
            files.add(new Manifest.FileEntry(file, Files.size(to.resolve(file)), Disk.sha256(to.resolve(file))));
            if (!kinds) {
                bounds(all(rows, year, kinds));
                summarise(year, FlowParquet.table(to, List.of(files.getLast()), false));
            }
            parts(name, rows, year, kinds);
            execute("DROP TABLE grouped");
            progress.advance(file, files.size(), parent.coverage().years().size());
        }
        var hash = ContentHash.of(
                engine, FlowParquet.columns(kinds), "SELECT * FROM " + FlowParquet.table(to, files, kinds));
        tables.put(name, new Manifest.Table(rowsOf(hash), files, hash));
    }

    private static long rowsOf(String hash) {
        return Long.parseLong(hash.split(":", -1)[1]);
    }

    /** Each row once for each code that it may become. */
    private String exploded(String rows, String year) {
        return "(SELECT coalesce(p.into_scheme, CASE WHEN f.level = 0 THEN " + ParquetFiles.quoted(pairs.target())
                + " ELSE f.classification END) AS into_scheme, coalesce(p.into_code, f.code) AS into_code,"
                + " coalesce(p.weight, 1) AS weight, coalesce(p.certain, true) AS certain, coalesce(p.alone, NOT EXISTS"
                + " (SELECT 1 FROM pair o WHERE o.into_scheme = f.classification AND o.into_code = f.code)) AS alone, f.*"
                + " FROM (SELECT *, " + CODE
                + " AS code FROM " + rows + " WHERE year = " + year + ") f LEFT JOIN pair p ON p.classification ="
                + " f.classification AND p.code = f.code AND f.level = " + ConversionPairs.DIGITS + ")";
    }

    private static final String KEY = "into_scheme, into_code, year, month, level, exporter, importer, reported_by";

    /** Whole billionths: their sum is exact, whatever the order; a single row keeps its own number. */
    private static String exactSum(String amount, String which) {
        return "CASE WHEN count(*) FILTER (" + which + ") = 1 THEN any_value(" + amount + ") FILTER (" + which
                + ") ELSE CAST(sum(CAST(round(" + amount + " * 1e9) AS HUGEINT)) FILTER (" + which
                + ") AS DOUBLE) / 1e9 END";
    }

    /** The sum of a column that may be missing; missing where a part of it is. */
    private static String known(String column) {
        return "CASE WHEN count(*) FILTER (weight > 0) = count(" + column + ") FILTER (weight > 0) THEN "
                + exactSum(column + " * weight", "weight > 0") + " END";
    }

    private void group(String rows, String year, boolean kinds) throws SQLException {
        var point = exactSum("value_kusd * weight", "weight > 0");
        var split = "bool_or(NOT certain AND value_kusd > 0)";
        execute("CREATE TEMP TABLE grouped AS SELECT " + KEY + (kinds ? ", flow_kind" : "")
                + ", bool_or(weight > 0) AS positive, coalesce(" + split + ", false) AS split, " + point
                + " AS point, coalesce("
                + exactSum("value_kusd", "certain") + ", 0) AS low, " + exactSum("value_kusd", "true") + " AS high, "
                + same("value_basis", "UNKNOWN") + " AS value_basis, " + same("value_status", "ESTIMATED")
                + " AS value_status, " + known("quantity_tonnes") + " AS quantity_tonnes, "
                + same("quantity_status", "ESTIMATED")
                + " AS quantity_status, CASE WHEN count(DISTINCT extra_unit) FILTER"
                + " (weight > 0) = 1 THEN " + known("extra_quantity") + " END AS extra_quantity, any_value(extra_unit)"
                + " FILTER (weight > 0) AS extra_unit, " + same("currency", "") + " AS currency, "
                + known("value_national")
                + " AS value_national, coalesce(bit_or(flags) FILTER (weight > 0), 0) AS flags, arg_min(file_ordinal,"
                + " (file_ordinal, line)) FILTER (weight > 0) AS file_ordinal, arg_min(line, (file_ordinal, line)) FILTER"
                + " (weight > 0) AS line, CAST(sum(source_rows) FILTER (weight > 0) AS INTEGER) AS source_rows FROM "
                + exploded(rows, year) + " WHERE NOT alone GROUP BY " + KEY + (kinds ? ", flow_kind" : ""));
    }

    /** The grouped rows, and beside them those that add up with no others: most goods are one to one. */
    private String all(String rows, String year, boolean kinds) {
        return "(SELECT * FROM grouped UNION ALL SELECT " + KEY + (kinds ? ", flow_kind" : "")
                + ", weight > 0 AS positive, coalesce(NOT certain AND value_kusd > 0, false) AS split, value_kusd * weight AS"
                + " point, CASE WHEN certain THEN value_kusd ELSE 0 END AS low, value_kusd AS high, value_basis,"
                + " value_status, quantity_tonnes * weight AS quantity_tonnes, quantity_status, extra_quantity * weight AS"
                + " extra_quantity, extra_unit, currency, value_national * weight AS value_national, flags, file_ordinal,"
                + " line, source_rows FROM " + exploded(rows, year) + " WHERE alone)";
    }

    /** The one text that all parts have, or another. */
    private static String same(String column, String otherwise) {
        return "CASE WHEN min(" + column + ") FILTER (weight > 0) = max(" + column + ") FILTER (weight > 0) THEN min("
                + column + ") FILTER (weight > 0) WHEN count(" + column + ") FILTER (weight > 0) > 0 THEN "
                + ParquetFiles.quoted(otherwise) + " END";
    }

    private String columns(boolean kinds) {
        var target = ParquetFiles.quoted(pairs.target());
        var hs = String.join(
                ", ", Goods.REVISIONS.stream().map(ParquetFiles::quoted).toList());
        return "SELECT into_scheme AS classification, year, month, "
                + (numeric ? "CAST(into_code AS INTEGER)" : "into_code")
                + " AS product, level, exporter, importer, reported_by, CASE WHEN split THEN greatest(low, least(high, point))"
                + " ELSE point END AS value_kusd, value_basis, CASE WHEN split THEN 'CONVERTED' ELSE value_status END AS"
                + " value_status, CASE WHEN split THEN low END AS value_low_kusd, CASE WHEN split THEN high END AS"
                + " value_high_kusd, quantity_tonnes, quantity_status, extra_quantity, extra_unit, currency, value_national,"
                + " CAST((CASE WHEN into_scheme = " + target + " THEN flags & ~" + FlowTable.MIXED_REVISION
                + " WHEN into_scheme IN (" + hs + ") THEN flags | " + FlowTable.MIXED_REVISION + " ELSE flags END)"
                + " | CASE WHEN split THEN " + Conversion.CONVERTED_REVISION
                + " ELSE 0 END | CASE WHEN source_rows > 1 THEN "
                + FlowTable.AGGREGATED + " ELSE 0 END AS INTEGER) AS flags" + (kinds ? ", flow_kind" : "")
                + ", file_ordinal, line, source_rows";
    }

    private void copy(String sql, String file) throws SQLException {
        execute("COPY (" + sql + ") TO " + ParquetFiles.quoted(to.resolve(file)) + ParquetFiles.form());
    }

    private void bounds(String all) throws SQLException {
        for (var side : List.of("IMPORTER", "EXPORTER")) {
            var economy = side.toLowerCase(Locale.ROOT);
            execute("INSERT INTO bounds SELECT into_scheme, into_code, level, year, month, reported_by, '" + side
                    + "', "
                    + economy + ", CAST(sum(CAST(round(high * 1e9) AS HUGEINT)) AS DOUBLE) / 1e9, max(high),"
                    + " CAST(count(*) AS INTEGER) FROM " + all
                    + " WHERE NOT positive AND high > 0 AND exporter <> importer"
                    + " GROUP BY ALL");
        }
    }

    private void summarise(String year, String written) throws SQLException {
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(
                        "SELECT count(*), sum(value_kusd), count(*) FILTER (NOT (value_low_kusd <= value_kusd AND"
                                + " value_kusd <= value_high_kusd)) FROM " + written)) {
            result.next();
            flowsPerYear.merge(year, result.getLong(1), Long::sum);
            valuePerYear.merge(year, result.getDouble(2), Double::sum);
            if (result.getLong(3) > 0) {
                throw new IllegalStateException(result.getLong(3) + " converted rows lie outside their bounds.");
            }
        }
    }

    /** Rows of the source behind rows made of several, those that the parent names among them. */
    private void parts(String name, String rows, String year, boolean kinds) throws SQLException {
        var exploded = exploded(rows, year);
        var table = ParquetFiles.quoted(name);
        execute("INSERT INTO parts SELECT DISTINCT " + table
                + ", e.into_scheme, e.year, e.month, e.into_code, e.exporter,"
                + " e.importer, e.reported_by, e.file_ordinal, e.line FROM " + exploded
                + " e WHERE NOT e.alone AND e.weight > 0 AND EXISTS"
                + " (SELECT 1 FROM grouped g WHERE g.positive AND g.source_rows > 1 AND g.into_scheme = e.into_scheme AND"
                + " g.into_code = e.into_code AND g.month IS NOT DISTINCT FROM e.month AND g.exporter = e.exporter AND"
                + " g.importer = e.importer AND g.reported_by = e.reported_by"
                + (kinds ? " AND g.flow_kind IS NOT DISTINCT FROM e.flow_kind" : "") + ")");
        if (parent.tables().containsKey("lineage")) {
            execute(
                    "INSERT INTO parts SELECT DISTINCT l.table_name, coalesce(p.into_scheme, l.classification), l.year, CASE"
                            + " WHEN l.month = 0 THEN NULL ELSE l.month END, coalesce(p.into_code, l.product), l.exporter,"
                            + " l.importer, l.reported_by, l.file_ordinal, l.line FROM "
                            + ParquetFiles.read(from, List.of("lineage.parquet"))
                            + " l LEFT JOIN pair p ON p.classification = l.classification AND p.code = l.product AND p.weight > 0"
                            + " WHERE l.table_name = " + table + " AND l.year = " + year
                            + " AND NOT EXISTS (SELECT 1 FROM parts o"
                            + " WHERE o.table_name = l.table_name AND o.classification = coalesce(p.into_scheme, l.classification)"
                            + " AND o.year = l.year AND o.product = coalesce(p.into_code, l.product) AND o.exporter = l.exporter"
                            + " AND o.importer = l.importer AND o.reported_by = l.reported_by AND o.file_ordinal = l.file_ordinal"
                            + " AND o.line = l.line)");
        }
    }

    /** What became of the parent's flows. */
    private void count(String rows) throws SQLException {
        var sql = "SELECT coalesce(p.relation, CASE WHEN f.level = 0 OR f.classification = "
                + ParquetFiles.quoted(pairs.target()) + " THEN '" + ConversionPairs.IN_TARGET + "' ELSE '"
                + ConversionPairs.OTHER_LEVEL
                + "' END) AS relation, count(DISTINCT (f.classification, f.code)), count(*),"
                + " sum(f.value_kusd) FROM (SELECT *, " + CODE + " AS code FROM " + rows
                + ") f LEFT JOIN (SELECT DISTINCT classification, code, relation FROM pair) p ON p.classification ="
                + " f.classification AND p.code = f.code AND f.level = " + ConversionPairs.DIGITS + " GROUP BY 1";
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                counted.put(
                        result.getString(1),
                        new Manifest.Counted(result.getLong(2), result.getLong(3), result.getDouble(4)));
            }
        }
    }

    /** Who delivered what holds for the codes that a list became; of one good, for every code that it may have become. */
    private void coverage() throws SQLException, IOException {
        var file = ParquetFiles.read(from, List.of("coverage.parquet"));
        var lists = "(SELECT DISTINCT classification, into_scheme FROM pair)";
        small(
                "coverage",
                "SELECT DISTINCT coalesce(p.into_scheme, l.into_scheme, c.classification) AS classification,"
                        + " coalesce(p.into_code, c.product) AS product, c.year, c.month, c.economy, c.role, c.state FROM "
                        + file
                        + " c LEFT JOIN pair p ON c.product IS NOT NULL AND p.classification = c.classification AND"
                        + " p.code = c.product LEFT JOIN " + lists
                        + " l ON c.product IS NULL AND l.classification = c.classification ORDER BY ALL",
                Publishing.COVERAGE_COLUMNS);
    }

    private void small(String name, String sql, List<String> columns) throws SQLException, IOException {
        copy(sql, name + ".parquet");
        table(name, columns);
    }

    private void table(String name, List<String> columns) throws SQLException, IOException {
        var file = name + ".parquet";
        var hash = ContentHash.of(engine, columns, "SELECT * FROM " + ParquetFiles.read(to, List.of(file)));
        var path = to.resolve(file);
        tables.put(
                name,
                new Manifest.Table(
                        rowsOf(hash),
                        List.of(new Manifest.FileEntry(file, Files.size(path), Disk.sha256(path))),
                        hash));
    }

    private void assertConserved() {
        valuePerYear.forEach((year, value) -> {
            double before = parent.coverage().valuePerYear().getOrDefault(year, Double.NaN);
            if (!(Math.abs(value - before) <= CONSERVED * Math.max(1, Math.abs(before)))) {
                throw new IllegalStateException("The flows of " + year + " were " + before + " before and are " + value
                        + " after the conversion.");
            }
        });
    }

    private void execute(String sql) throws SQLException {
        try (var statement = engine.createStatement()) {
            statement.execute(sql);
        }
    }

    private long numberOf(String sql) throws SQLException {
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }
}
