package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBPreparedStatement;
import org.kaname.data.Bloc;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Economies;
import org.kaname.data.FlowBounds;
import org.kaname.data.Manifest;
import org.kaname.data.MirrorPairs;
import org.kaname.data.Origin;
import org.kaname.data.Outcome;
import org.kaname.data.Product;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.Refusal;
import org.kaname.data.SourceRef;
import org.kaname.data.TradeCube;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.reference.Reference;
import org.kaname.data.source.FlowTable;
import org.kaname.model.Code;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/** A published data set on the disk and its way into memory. */
final class StoredDataSet {
    private final Workspace workspace;
    private final Manifest manifest;
    private final Path directory;

    StoredDataSet(Workspace workspace, Manifest manifest) {
        this.workspace = workspace;
        this.manifest = manifest;
        directory = workspace.dataSet(manifest.id());
    }

    Outcome<DataSet> load() {
        var damaged = findDamage();
        if (!damaged.isEmpty()) {
            return new Outcome.Refused<>(damaged);
        }
        try (var engine = ParquetFiles.open()) {
            return new Outcome.Taken<>(load(engine));
        } catch (SQLException | IOException e) {
            return new Outcome.Refused<>(List.of(damage("flow")));
        }
    }

    private Refusal damage(String file) {
        return Refusal.of("KAN-DATA-054", file, 0, "id", manifest.id());
    }

    /** Every file that a data set is made of, but its manifest. */
    static List<Manifest.FileEntry> files(Manifest manifest) {
        var files = new ArrayList<Manifest.FileEntry>();
        manifest.tables().values().forEach(table -> files.addAll(table.files()));
        files.addAll(manifest.given());
        return files;
    }

    /** Files that are absent, of another length, or of another hash. */
    List<Refusal> findDamage() {
        return CheckedFiles.read(workspace, manifest.id()).findDamaged(directory, files(manifest)).stream()
                .map(this::damage)
                .toList();
    }

    Verification verify(boolean deep, Progress progress) {
        return new Verifier(workspace, manifest, progress).verify(deep);
    }

    private String flowFiles() {
        var table = manifest.tables().get("flow");
        return table == null || table.files().isEmpty() ? "" : FlowParquet.table(directory, table.files(), false);
    }

    /** Periods of which the files hold a part only, although they hold rows. */
    private java.util.Set<FlowCoverage.Partial> partial(Connection engine) throws SQLException {
        var partial = new java.util.HashSet<FlowCoverage.Partial>();
        var file = directory.resolve("coverage.parquet");
        if (!Files.isRegularFile(file)) {
            return partial;
        }
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(
                        "SELECT classification, coalesce(product, ''), CAST(year AS INTEGER), role FROM "
                                + ParquetFiles.read(directory, List.of("coverage.parquet")) + " WHERE economy = '*'")) {
            while (result.next()) {
                partial.add(new FlowCoverage.Partial(
                        result.getString(1), result.getString(2), result.getInt(3), result.getString(4)));
            }
        }
        return partial;
    }

    private DataSet load(Connection engine) throws SQLException, IOException {
        var frame = frame(engine);
        var cube = frame.flows().isEmpty()
                ? TradeCube.empty(frame.economies(), unit())
                : cube(engine, frame.flows(), frame.economies(), unit(), frame.sides(), bounds(""));
        var coverage = new FlowCoverage(cube, extent(), frame.present(), partial(engine), frame.onlyReporter());
        return dataSet(frame.economies(), cube, coverage, mirror(engine, frame));
    }

    /**
     * The set with the flows of one good, and what is known of all goods together. The whole set where that would not say the same:
     * several classifications, or amounts whose sums depend on their order.
     *
     * @param importer the one whose purchases of every good are summed
     */
    Outcome<DataSet> load(Code good, String importer) {
        if (manifest.conversion() != null) {
            return load(); // bounds of converted flows are read with all goods
        }
        var damaged = findDamage();
        if (!damaged.isEmpty()) {
            return new Outcome.Refused<>(damaged);
        }
        try (var engine = ParquetFiles.open()) {
            var frame = frame(engine);
            var flows = frame.flows();
            var schemes = flows.isEmpty() ? List.<Scheme>of() : schemes(engine, flows);
            if (schemes.size() != 1 || !schemes.getFirst().classification().equals(good.scheme())) {
                return load();
            }
            var table = flows + asked(frame.sides());
            var sums = GoodSums.read(engine, table, value(unit()), frame.economies(), importer);
            if (sums.isEmpty()) {
                return load();
            }
            var ofGood = FlowFilter.ALL
                    .withClassification(good.scheme())
                    .withProduct(good.value())
                    .condition(isNumeric(engine, flows));
            var cube = cube(
                            engine,
                            "(SELECT * FROM " + flows + " WHERE " + ofGood + ")",
                            frame.economies(),
                            unit(),
                            frame.sides(),
                            new Bounds(false, ""))
                    .withAllGoods(sums.get().allGoods());
            var coverage = new FlowCoverage.Builder(extent(), frame.present(), partial(engine), frame.onlyReporter());
            sums.get().cover(coverage, cube, good.scheme());
            return new Outcome.Taken<>(dataSet(frame.economies(), cube, coverage.build(), mirror(engine, frame)));
        } catch (SQLException | IOException e) {
            return new Outcome.Refused<>(List.of(damage("flow")));
        }
    }

    private static boolean isNumeric(Connection engine, String flows) throws SQLException {
        return !texts(engine, "SELECT typeof(any_value(product)) FROM (SELECT product FROM " + flows + " LIMIT 1)")
                .contains("VARCHAR");
    }

    /**
     * What holds for all years of a data set.
     *
     * @param flows a table of SQL, codes of other revisions joined; empty without flows
     * @param sides whose reports are read
     * @param onlyReporter as of {@link FlowCoverage}
     * @param bothReports importers and exporters reported, and neither fills up the other
     */
    private record Frame(
            String flows,
            Economies economies,
            List<FlowTable.ReportedBy> sides,
            Coverage.State present,
            int onlyReporter,
            boolean bothReports) {}

    private Unit unit() {
        return Unit.valueOf(manifest.unit());
    }

    private FlowCoverage.Extent extent() {
        return FlowCoverage.Extent.valueOf(manifest.coverage().state());
    }

    private Frame frame(Connection engine) throws SQLException, IOException {
        var flows = flowFiles();
        var own = ownEconomies();
        if (flows.isEmpty()) {
            var economies = own.isEmpty() ? Reference.load().economiesWith(new TreeSet<>()) : new Economies(own);
            return new Frame("", economies, List.of(), Coverage.State.RECONCILED, -1, false);
        }
        var used = new TreeSet<>(texts(
                engine, "SELECT DISTINCT exporter FROM " + flows + " UNION SELECT DISTINCT importer FROM " + flows));
        var economies = own.isEmpty() ? Reference.load().economiesWith(used) : new Economies(own);
        var sides = texts(engine, "SELECT DISTINCT reported_by FROM " + flows);
        var side = side(sides);
        var present = side == FlowTable.ReportedBy.IMPORTER ? Coverage.State.REPORTED : Coverage.State.RECONCILED;
        int onlyReporter = onlyReporter(engine, flows, economies, sides);
        boolean both = onlyReporter >= 0 || fillsUp(manifest.options());
        // a conversion has joined what may be joined; what is left of other revisions stays apart
        var joined =
                manifest.conversion() == null ? JoinedRevisions.of(engine, flows, manifest.classification()) : flows;
        boolean bothReports = !both && sides.contains("IMPORTER") && sides.contains("EXPORTER");
        return new Frame(joined, economies, both ? BOTH_SIDES : List.of(side), present, onlyReporter, bothReports);
    }

    private DataSet dataSet(Economies economies, TradeCube cube, Coverage coverage, MirrorPairs mirror)
            throws IOException {
        boolean own = !ownEconomies().isEmpty();
        var products = new ArrayList<Product>();
        for (var code : cube.products()) {
            products.add(
                    own
                            ? new Product(code, code.value(), "", "", "", "")
                            : Reference.load().product(code));
        }
        List<Bloc> blocs = own ? List.of() : Reference.load().blocs();
        var licence = manifest.licence();
        var vintage = manifest.vintage();
        var url = licence.url();
        var source = new SourceRef(
                manifest.id(),
                manifest.title(),
                manifest.provider(),
                vintage == null ? "" : vintage,
                url == null ? "" : url,
                licence.text(),
                licence.statedBy(),
                manifest.provider());
        return new DataSet(
                manifest,
                economies,
                products,
                blocs,
                cube,
                coverage,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(source),
                new InputLines(workspace, manifest),
                mirror);
    }

    /**
     * Flows of the years that hold both sides' reports, by code as text: an importer and an exporter that report in different revisions
     * meet under the same digits. Flows filled up from the other side, and one economy's own book, have no second report.
     */
    private MirrorPairs mirror(Connection engine, Frame frame) throws SQLException, IOException {
        if (!frame.bothReports() || unit() != Unit.KUSD) {
            return MirrorPairs.NONE;
        }
        var goods = Reference.load().goods();
        var sections = goods.listSections();
        var builder = new MirrorPairs.Builder();
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(MirrorQuery.of(frame.flows()))) {
            while (result.next()) {
                int section = goods.findSection(result.getString(2))
                                .map(sections::indexOf)
                                .orElse(-1)
                        + 1;
                builder.add(result.getInt(1), section, result.getDouble(3), result.getDouble(4));
            }
        }
        return builder.build();
    }

    /** What is known of all years, without the flows of any. */
    Outcome<StoredYears> years() {
        var damaged = findDamage();
        if (!damaged.isEmpty()) {
            return new Outcome.Refused<>(damaged);
        }
        try (var engine = ParquetFiles.open()) {
            var frame = frame(engine);
            var coverage = new FlowCoverage.Builder(extent(), frame.present(), partial(engine), frame.onlyReporter());
            var products = new TreeSet<Code>();
            if (!frame.flows().isEmpty()) {
                for (var year : texts(engine, "SELECT DISTINCT year FROM " + frame.flows() + " ORDER BY 1")) {
                    cells(engine, frame, Integer.parseInt(year), products, coverage);
                }
            }
            return new Outcome.Taken<>(new StoredYears(
                    frame.economies(),
                    List.copyOf(products),
                    coverage.build(),
                    (year, known) -> load(frame, year, known)));
        } catch (SQLException | IOException e) {
            return new Outcome.Refused<>(List.of(damage("flow")));
        }
    }

    private Outcome<DataSet> load(Frame frame, int year, Coverage coverage) {
        var damaged = findDamage();
        if (!damaged.isEmpty()) {
            return new Outcome.Refused<>(damaged);
        }
        try (var engine = ParquetFiles.open()) {
            var cube = frame.flows().isEmpty()
                    ? TradeCube.empty(frame.economies(), unit())
                    : cube(
                            engine,
                            ofYear(frame, year),
                            frame.economies(),
                            unit(),
                            frame.sides(),
                            bounds(" WHERE year = " + year));
            return new Outcome.Taken<>(dataSet(frame.economies(), cube, coverage, MirrorPairs.NONE));
        } catch (SQLException | IOException e) {
            return new Outcome.Refused<>(List.of(damage("flow")));
        }
    }

    private static String ofYear(Frame frame, int year) {
        return "(SELECT * FROM " + frame.flows() + " WHERE year = " + year + ")";
    }

    /** Stands in no code of an economy. */
    private static final String SEPARATOR = "\n";

    /** Who imports which good in a year, as the cube of that year would tell. */
    private void cells(Connection engine, Frame frame, int year, TreeSet<Code> products, FlowCoverage.Builder coverage)
            throws SQLException {
        // One row for each good, its importers as one text: rows by the hundred thousand would cost more than the
        // query.
        var sql = "SELECT classification, good, string_agg(importer, '" + SEPARATOR + "') FILTER (WHERE bought) FROM"
                + " (SELECT f.classification, CASE WHEN typeof(f.product) = 'INTEGER' THEN"
                + " lpad(CAST(f.product AS VARCHAR), f.level, '0') ELSE CAST(f.product AS VARCHAR) END AS good,"
                + " CAST(f.importer AS VARCHAR) AS importer, bool_or(f.exporter <> f.importer AND " + value(unit())
                + " > 0) AS bought FROM " + ofYear(frame, year) + asked(frame.sides())
                + " GROUP BY ALL) GROUP BY ALL ORDER BY ALL";
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                var product = new Code(result.getString(1), result.getString(2));
                products.add(product);
                coverage.add(year, product);
                var importers = result.getString(3);
                for (var importer : importers == null ? new String[0] : importers.split(SEPARATOR)) {
                    coverage.add(year, product, frame.economies().indexOf(importer));
                }
            }
        }
    }

    /** One side's reports are filled up from the other's, on its terms, so that both belong together (data-formats 4.2). */
    static boolean fillsUp(java.util.Map<String, String> options) {
        return options.getOrDefault("report", "").startsWith("prefer-");
    }

    /** Two reports of one flow never mix: the importer's is taken where there is one, for it knows the origin (data-formats 4.2). */
    private static FlowTable.ReportedBy side(List<String> sides) {
        for (var preferred : List.of(
                FlowTable.ReportedBy.RECONCILED, FlowTable.ReportedBy.IMPORTER, FlowTable.ReportedBy.EXPORTER)) {
            if (sides.contains(preferred.name())) {
                return preferred;
            }
        }
        throw new IllegalStateException("A flow table names no side that reported.");
    }

    private static final List<FlowTable.ReportedBy> BOTH_SIDES =
            List.of(FlowTable.ReportedBy.IMPORTER, FlowTable.ReportedBy.EXPORTER);

    /**
     * The economy whose own book of both directions the flows are, or -1. Its imports and its exports are different flows (one of the
     * economy to itself is in no cube), so both may stand in one cube: none is reported twice.
     */
    private static int onlyReporter(Connection engine, String flows, Economies economies, List<String> sides)
            throws SQLException {
        if (!new TreeSet<>(sides).equals(new TreeSet<>(List.of("EXPORTER", "IMPORTER")))) {
            return -1;
        }
        var reporters = texts(
                engine,
                "SELECT DISTINCT CASE WHEN reported_by = 'IMPORTER' THEN importer ELSE exporter END FROM " + flows);
        return reporters.size() == 1 ? economies.indexOf(reporters.getFirst()) : -1;
    }

    private static List<String> texts(Connection engine, String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }

    /**
     * What a converted data set holds of bounds.
     *
     * @param ofFlows the flows have columns of bounds
     * @param besides the table {@code bound} as a table of SQL; empty where there is none
     */
    private record Bounds(boolean ofFlows, String besides) {}

    private Bounds bounds(String which) {
        var table = manifest.tables().get("bound");
        return new Bounds(
                manifest.conversion() != null,
                table == null
                        ? ""
                        : "(SELECT * FROM " + ParquetFiles.read(directory, List.of("bound.parquet")) + which + ")");
    }

    private static void besides(
            Connection engine, String table, List<FlowTable.ReportedBy> sides, TradeCube.Builder builder)
            throws SQLException {
        try (var statement = engine.createStatement();
                var result =
                        statement.executeQuery("SELECT f.classification, f.product, CAST(f.year AS INTEGER), f.side,"
                                + " k.number, sum(f.more_high_kusd), max(f.top_high_kusd) FROM " + table
                                + asked(sides)
                                        .replace(" f WHERE ", " f JOIN known_economy k ON k.code = f.economy WHERE ")
                                + " GROUP BY ALL")) {
            while (result.next()) {
                builder.besides(
                        result.getInt(3),
                        new Code(result.getString(1), result.getString(2)),
                        FlowBounds.Side.valueOf(result.getString(4)),
                        result.getInt(5),
                        result.getDouble(6),
                        result.getDouble(7));
            }
        }
    }

    private static TradeCube cube(
            Connection engine,
            String flows,
            Economies economies,
            Unit unit,
            List<FlowTable.ReportedBy> sides,
            Bounds bounds)
            throws SQLException {
        // Codes become numbers inside the engine, so that no row becomes a text here.
        var rows = new StringBuilder();
        for (int i = 0; i < economies.size(); i++) {
            rows.append(i == 0 ? "" : ", ")
                    .append('(')
                    .append(ParquetFiles.quoted(economies.get(i).code()))
                    .append(", ")
                    .append(i)
                    .append(')');
        }
        execute(
                engine,
                "CREATE TEMP TABLE known_economy AS SELECT code, CAST(number AS INTEGER) AS number FROM (VALUES " + rows
                        + ") t(code, number)");
        // Level 0 is all goods: a whole, and no good to judge.
        var schemes = schemes(engine, flows);
        if (schemes.isEmpty()) {
            return TradeCube.empty(economies, unit);
        }
        boolean numeric = isNumeric(engine, flows);
        if (!numeric) {
            execute(
                    engine,
                    "CREATE TEMP TABLE known_product AS SELECT product, CAST(row_number() OVER () - 1 AS INTEGER) AS number"
                            + " FROM (SELECT DISTINCT product FROM " + flows + " WHERE level <> 0)");
        }
        var names = numeric ? List.<String>of() : texts(engine, "SELECT product FROM known_product ORDER BY number");
        var value = value(unit);
        var asked = asked(sides);
        var builder = new TradeCube.Builder(economies, unit).statingEstimates();
        boolean someEstimated = !texts(engine, "SELECT value_status FROM " + flows + " WHERE " + ESTIMATED + " LIMIT 1")
                .isEmpty();
        var schemeNumber = new StringBuilder(schemes.size() == 1 ? "0" : "CASE");
        for (int i = 0; schemes.size() > 1 && i < schemes.size(); i++) {
            schemeNumber
                    .append(" WHEN f.classification = ")
                    .append(ParquetFiles.quoted(schemes.get(i).classification()))
                    .append(" AND f.level = ")
                    .append(schemes.get(i).level())
                    .append(" THEN ")
                    .append(i);
        }
        schemeNumber.append(schemes.size() == 1 ? "" : " END");
        var sql = "SELECT CAST(f.year AS SMALLINT), CAST(" + (numeric ? "f.product" : "p.number")
                + " AS INTEGER), i.number, e.number, CAST(" + value
                + " AS DOUBLE), CAST(f.file_ordinal AS INTEGER), CAST(f.line AS BIGINT), CAST(" + schemeNumber
                + " AS INTEGER)" + (someEstimated ? ", CAST(f." + ESTIMATED + " AS INTEGER)" : "")
                + (bounds.ofFlows() ? ", f.value_low_kusd, f.value_high_kusd" : "") + " FROM "
                + flows
                + asked.replace(
                        " f WHERE ",
                        " f JOIN known_economy i ON i.code = f.importer JOIN known_economy e ON e.code = f.exporter"
                                + (numeric ? "" : " JOIN known_product p ON p.product = f.product") + " WHERE ");
        var goods = new ArrayList<Map<Integer, Integer>>();
        schemes.forEach(scheme -> goods.add(new HashMap<>()));
        int lastCode = -1;
        int lastScheme = -1;
        int good = -1;
        try (var prepared = engine.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
                var result = prepared.query()) {
            while (result.nextChunk()) {
                var chunk = result.chunk();
                var year = chunk.vector(0);
                var product = chunk.vector(1);
                var importer = chunk.vector(2);
                var exporter = chunk.vector(3);
                var amount = chunk.vector(4);
                var file = chunk.vector(5);
                var line = chunk.vector(6);
                var scheme = chunk.vector(7);
                var estimated = someEstimated ? chunk.vector(8) : scheme;
                int firstBound = someEstimated ? 9 : 8;
                var low = bounds.ofFlows() ? chunk.vector(firstBound) : amount;
                var high = bounds.ofFlows() ? chunk.vector(firstBound + 1) : amount;
                for (int row = 0; row < chunk.rowCount(); row++) {
                    int code = product.getInt(row);
                    int of = scheme.getInt(row);
                    if (code != lastCode || of != lastScheme) {
                        good = goods.get(of)
                                .computeIfAbsent(
                                        code,
                                        unknown ->
                                                builder.number(schemes.get(of).good(code, names)));
                        lastCode = code;
                        lastScheme = of;
                    }
                    if (someEstimated && estimated.getInt(row) != 0) {
                        builder.addEstimated(
                                year.getShort(row),
                                good,
                                importer.getInt(row),
                                exporter.getInt(row),
                                amount.getDouble(row),
                                file.getInt(row),
                                (int) line.getLong(row));
                        continue;
                    }
                    int before = builder.size();
                    builder.add(
                            year.getShort(row),
                            good,
                            importer.getInt(row),
                            exporter.getInt(row),
                            amount.getDouble(row),
                            file.getInt(row),
                            (int) line.getLong(row));
                    if (bounds.ofFlows() && !low.isNull(row)) {
                        builder.bounds(before, low.getDouble(row), high.getDouble(row));
                    }
                }
            }
        }
        if (!bounds.besides().isEmpty()) {
            besides(engine, bounds.besides(), sides, builder);
        }
        return builder.build()
                .withTable("SELECT f.classification AS scheme, CAST(f.year AS INTEGER) AS year, CASE WHEN"
                        + " typeof(f.product) = 'INTEGER' THEN lpad(CAST(f.product AS VARCHAR), f.level, '0') ELSE"
                        + " CAST(f.product AS VARCHAR) END AS product, f.exporter, f.importer, CAST(" + value
                        + " AS DOUBLE) AS value FROM " + flows + asked + " AND f.exporter <> f.importer AND " + value
                        + " > 0");
    }

    /** A value split by weights is no estimate: it has bounds. */
    private static final String ESTIMATED = "value_status NOT IN ('OBSERVED', 'CONVERTED')";

    /** The yen of a file are kept as whole yen, its figures in billions. */
    private static String value(Unit unit) {
        return unit == Unit.KUSD ? "f.value_kusd" : unit == Unit.BN_JPY ? "f.value_national / 1e9" : "f.value_national";
    }

    /** Level 0 is all goods: a whole, and no good to judge. */
    private static String asked(List<FlowTable.ReportedBy> sides) {
        return " f WHERE f.month IS NULL AND f.level <> 0 AND f.reported_by IN ("
                + String.join(
                        ", ",
                        sides.stream().map(s -> ParquetFiles.quoted(s.name())).toList())
                + ")";
    }

    /** Codes of one list with one number of digits. */
    private record Scheme(String classification, int level) {
        /** @param names texts of codes by their number; empty where the number is the code */
        Code good(int number, List<String> names) {
            return new Code(
                    classification,
                    names.isEmpty()
                            ? String.format(java.util.Locale.ROOT, "%0" + level + "d", number)
                            : names.get(number));
        }
    }

    private static List<Scheme> schemes(Connection engine, String flows) throws SQLException {
        var schemes = new ArrayList<Scheme>();
        try (var statement = engine.createStatement();
                var result = statement.executeQuery("SELECT DISTINCT classification, CAST(level AS INTEGER) FROM "
                        + flows + " WHERE level <> 0 ORDER BY ALL")) {
            while (result.next()) {
                schemes.add(new Scheme(result.getString(1), result.getInt(2)));
            }
        }
        return schemes;
    }

    private static void execute(Connection engine, String sql) throws SQLException {
        try (var statement = engine.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Economy> ownEconomies() throws IOException {
        var file = directory.resolve("economy.csv");
        var own = new ArrayList<Economy>();
        if (!Files.isRegularFile(file)) {
            return own;
        }
        var records = CsvRecords.of(Files.readAllBytes(file));
        records.next();
        while (records.next()) {
            own.add(new Economy(
                    records.text(0), Economy.Kind.valueOf(records.text(2)), records.text(1), records.text(1)));
        }
        return own;
    }

    Outcome<List<QuarantinedRow>> listQuarantine(int limit) {
        var rows = new ArrayList<QuarantinedRow>();
        var damaged = findDamage();
        if (!damaged.isEmpty()) {
            return new Outcome.Refused<>(damaged);
        }
        try (var engine = ParquetFiles.open();
                var statement = engine.createStatement();
                var result = statement.executeQuery("SELECT * FROM read_parquet("
                        + ParquetFiles.quoted(directory.resolve("quarantine.parquet")) + ") LIMIT "
                        + Math.max(0, limit))) {
            while (result.next()) {
                rows.add(new QuarantinedRow(
                        new Origin(result.getInt("file_ordinal"), (int) result.getLong("line")),
                        result.getString("column_name"),
                        QuarantinedRow.Reason.valueOf(result.getString("reason")),
                        result.getString("value"),
                        result.getString("raw"),
                        result.getBoolean("raw_truncated"),
                        result.getLong("other_line")));
            }
        } catch (SQLException e) {
            return new Outcome.Refused<>(List.of(damage("quarantine.parquet")));
        }
        return new Outcome.Taken<>(rows);
    }

    /** Texts of source lines, read again from inputs that are still the ones that were read. */
    static final class InputLines implements org.kaname.data.SourceLines {
        private final Workspace workspace;
        private final Manifest manifest;
        private final java.util.Map<Integer, LineIndex> indexes = new HashMap<>();
        private final java.util.Map<Integer, java.util.Optional<Path>> same = new ConcurrentHashMap<>();
        private final java.util.Map<Origin, String> read = new HashMap<>();

        InputLines(Workspace workspace, Manifest manifest) {
            this.workspace = workspace;
            this.manifest = manifest;
        }

        /** Where the inputs lay: absolute paths are kept in the cache only, for a manifest may be published. */
        static List<Path> paths(Workspace workspace, Manifest manifest) {
            var paths = new ArrayList<Path>();
            var kept = workspace.cache().resolve(manifest.id() + ".inputs");
            try {
                if (Files.isRegularFile(kept)) {
                    for (var line : Files.readAllLines(kept)) {
                        paths.add(Path.of(line));
                    }
                    return paths;
                }
            } catch (IOException e) {
                paths.clear(); // the cache may be lost at any time
            }
            for (var input : manifest.inputs()) {
                var shown = input.path();
                paths.add(Path.of(
                        input.member().isEmpty()
                                ? shown
                                : shown.substring(
                                        0, shown.length() - input.member().length() - 1)));
            }
            return paths;
        }

        @Override
        public String fileName(Origin origin) {
            return manifest.inputs().get(origin.file()).path();
        }

        /** Files below this are read from their start. */
        private static final long INDEXED_BYTES = 1 << 24;

        private Path keptIndex(Origin origin) {
            return workspace.cache().resolve(manifest.id() + "." + origin.file() + ".lines");
        }

        private java.util.Optional<String> indexed(Origin origin, Path path) {
            try {
                var index = indexes.get(origin.file());
                if (index == null) {
                    var kept = LineIndex.kept(keptIndex(origin), path);
                    if (kept.isEmpty()) {
                        return java.util.Optional.empty();
                    }
                    index = kept.get();
                    indexes.put(origin.file(), index);
                }
                var found = index.find(origin.line());
                found.ifPresent(text -> read.put(origin, text));
                return found;
            } catch (IOException e) {
                return java.util.Optional.empty();
            }
        }

        @Override
        public synchronized java.util.Optional<String> line(Origin origin) {
            if (origin.file() < 0 || origin.file() >= manifest.inputs().size()) {
                return java.util.Optional.empty();
            }
            var known = read.get(origin);
            if (known != null) {
                return java.util.Optional.of(known);
            }
            var input = manifest.inputs().get(origin.file());
            // The index counts line feeds; the first line may begin with a mark.
            boolean plain = origin.line() > 1
                    && input.member().isEmpty()
                    && input.lineKind().equals("line")
                    && input.encoding().equals("UTF-8")
                    && "LF".equals(input.lineEnd())
                    && input.outerBytes() == input.bytes()
                    && input.bytes() >= INDEXED_BYTES;
            if (plain) {
                for (var place : KeptInputs.places(workspace, manifest, origin.file())) {
                    var found = indexed(origin, place);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            var path = same.computeIfAbsent(origin.file(), file -> KeptInputs.find(workspace, manifest, file));
            if (path.isEmpty()) {
                return java.util.Optional.empty();
            }
            if (plain) {
                try {
                    indexes.put(origin.file(), LineIndex.make(keptIndex(origin), path.get()));
                } catch (IOException e) {
                    return java.util.Optional.empty();
                }
                return indexed(origin, path.get());
            }
            try (var in = org.kaname.data.csv.TextFile.open(path.get(), input.member(), input.encoding())) {
                var found = input.lineKind().equals("record")
                        ? org.kaname.data.json.JsonRecords.find(in, origin.line())
                        : org.kaname.data.csv.PhysicalLines.find(in, origin.line());
                found.ifPresent(text -> read.put(origin, text));
                return found;
            } catch (IOException e) {
                return java.util.Optional.empty();
            }
        }
    }
}
