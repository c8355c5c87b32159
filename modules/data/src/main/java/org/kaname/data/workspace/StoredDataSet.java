package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBPreparedStatement;
import org.kaname.data.Bloc;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Economies;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.Outcome;
import org.kaname.data.Product;
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

    /** Files that are absent or of another length; their hashes are the affair of {@code data verify}. */
    private List<Refusal> findDamage() {
        var damaged = new ArrayList<Refusal>();
        for (var table : manifest.tables().values()) {
            for (var file : table.files()) {
                try {
                    if (Files.size(directory.resolve(file.path())) != file.bytes()) {
                        damaged.add(damage(file.path()));
                    }
                } catch (IOException e) {
                    damaged.add(damage(file.path()));
                }
            }
        }
        return damaged;
    }

    private String flowFiles() {
        var table = manifest.tables().get("flow");
        return table == null || table.files().isEmpty()
                ? ""
                : ParquetFiles.read(
                        directory,
                        table.files().stream().map(Manifest.FileEntry::path).toList());
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
                        "SELECT classification, coalesce(product, ''), CAST(year AS INTEGER) FROM "
                                + ParquetFiles.read(directory, List.of("coverage.parquet")) + " WHERE economy = '*'")) {
            while (result.next()) {
                partial.add(new FlowCoverage.Partial(result.getString(1), result.getString(2), result.getInt(3)));
            }
        }
        return partial;
    }

    private DataSet load(Connection engine) throws SQLException, IOException {
        var flows = flowFiles();
        var own = ownEconomies();
        var unit = Unit.valueOf(manifest.unit());
        Economies economies;
        TradeCube cube;
        var present = Coverage.State.RECONCILED;
        if (flows.isEmpty()) {
            economies = own.isEmpty() ? Reference.load().economiesWith(new TreeSet<>()) : new Economies(own);
            cube = TradeCube.empty(economies, unit);
        } else {
            var used = new TreeSet<>(texts(
                    engine,
                    "SELECT DISTINCT exporter FROM " + flows + " UNION SELECT DISTINCT importer FROM " + flows));
            economies = own.isEmpty() ? Reference.load().economiesWith(used) : new Economies(own);
            var sides = texts(engine, "SELECT DISTINCT reported_by FROM " + flows);
            var side = side(sides);
            present = side == FlowTable.ReportedBy.IMPORTER ? Coverage.State.REPORTED : Coverage.State.RECONCILED;
            cube = cube(engine, flows, economies, unit, side);
        }
        var extent = FlowCoverage.Extent.valueOf(manifest.coverage().state());
        var products = new ArrayList<Product>();
        for (var code : cube.products()) {
            products.add(
                    own.isEmpty() ? Reference.load().product(code) : new Product(code, code.value(), "", "", "", ""));
        }
        List<Bloc> blocs = own.isEmpty() ? Reference.load().blocs() : List.of();
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
                new FlowCoverage(cube, extent, present, partial(engine)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(source),
                new InputLines(manifest, InputLines.paths(workspace, manifest), workspace.cache()));
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

    private static TradeCube cube(
            Connection engine, String flows, Economies economies, Unit unit, FlowTable.ReportedBy side)
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
        execute(
                engine,
                "CREATE TEMP TABLE known_product AS SELECT classification, product, level,"
                        + " CAST(row_number() OVER () - 1 AS INTEGER) AS number FROM"
                        + " (SELECT DISTINCT classification, product, level FROM " + flows + ")");
        var codes = new ArrayList<Code>();
        try (var statement = engine.createStatement();
                var result = statement.executeQuery("SELECT classification, CASE WHEN typeof(product) = 'INTEGER'"
                        + " THEN lpad(CAST(product AS VARCHAR), level, '0') ELSE CAST(product AS VARCHAR) END"
                        + " FROM known_product ORDER BY number")) {
            while (result.next()) {
                codes.add(new Code(result.getString(1), result.getString(2)));
            }
        }
        // The yen of a file are kept as whole yen, its figures in billions.
        var value = unit == Unit.KUSD
                ? "f.value_kusd"
                : unit == Unit.BN_JPY ? "f.value_national / 1e9" : "f.value_national";
        var builder = new TradeCube.Builder(economies, unit);
        var goods = codes.stream().mapToInt(builder::number).toArray();
        var sql = "SELECT CAST(f.year AS SMALLINT), p.number, i.number, e.number, CAST(" + value
                + " AS DOUBLE), CAST(f.file_ordinal AS INTEGER), CAST(f.line AS BIGINT) FROM " + flows
                + " f JOIN known_product p ON p.classification = f.classification AND p.product = f.product"
                + " AND p.level = f.level JOIN known_economy i ON i.code = f.importer"
                + " JOIN known_economy e ON e.code = f.exporter WHERE f.month IS NULL AND f.reported_by = "
                + ParquetFiles.quoted(side.name());
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
                for (int row = 0; row < chunk.rowCount(); row++) {
                    builder.add(
                            year.getShort(row),
                            goods[product.getInt(row)],
                            importer.getInt(row),
                            exporter.getInt(row),
                            amount.getDouble(row),
                            file.getInt(row),
                            (int) line.getLong(row));
                }
            }
        }
        return builder.build()
                .withTable("SELECT f.classification AS scheme, CAST(f.year AS INTEGER) AS year, CASE WHEN"
                        + " typeof(f.product) = 'INTEGER' THEN lpad(CAST(f.product AS VARCHAR), f.level, '0') ELSE"
                        + " CAST(f.product AS VARCHAR) END AS product, f.exporter, f.importer, CAST(" + value
                        + " AS DOUBLE) AS value FROM " + flows + " f WHERE f.month IS NULL AND f.reported_by = "
                        + ParquetFiles.quoted(side.name()) + " AND f.exporter <> f.importer AND " + value + " > 0");
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
        private final Manifest manifest;
        private final List<Path> paths;
        private final Path cache;
        private final java.util.Map<Integer, LineIndex> indexes = new HashMap<>();
        private final java.util.Map<Integer, Boolean> same = new ConcurrentHashMap<>();
        private final java.util.Map<Origin, String> read = new HashMap<>();

        InputLines(Manifest manifest, List<Path> paths, Path cache) {
            this.manifest = manifest;
            this.paths = List.copyOf(paths);
            this.cache = cache;
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
            return cache.resolve(manifest.id() + "." + origin.file() + ".lines");
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
            if (origin.file() < 0 || origin.file() >= paths.size()) {
                return java.util.Optional.empty();
            }
            var known = read.get(origin);
            if (known != null) {
                return java.util.Optional.of(known);
            }
            var path = paths.get(origin.file());
            var input = manifest.inputs().get(origin.file());
            // The index counts line feeds; the first line may begin with a mark.
            boolean plain = origin.line() > 1
                    && input.member().isEmpty()
                    && input.encoding().equals("UTF-8")
                    && "LF".equals(input.lineEnd())
                    && input.outerBytes() == input.bytes()
                    && input.bytes() >= INDEXED_BYTES;
            if (plain) {
                var found = indexed(origin, path);
                if (found.isPresent()) {
                    return found;
                }
            }
            boolean unchanged = same.computeIfAbsent(origin.file(), file -> {
                try {
                    return Files.isRegularFile(path)
                            && Files.size(path) == input.outerBytes()
                            && Disk.sha256(path).equals(input.outerSha256());
                } catch (IOException e) {
                    return false;
                }
            });
            if (!unchanged) {
                return java.util.Optional.empty();
            }
            if (plain) {
                try {
                    indexes.put(origin.file(), LineIndex.make(keptIndex(origin), path));
                } catch (IOException e) {
                    return java.util.Optional.empty();
                }
                return indexed(origin, path);
            }
            try (var in = org.kaname.data.csv.TextFile.open(path, input.member(), input.encoding())) {
                var found = org.kaname.data.csv.PhysicalLines.find(in, origin.line());
                found.ifPresent(text -> read.put(origin, text));
                return found;
            } catch (IOException e) {
                return java.util.Optional.empty();
            }
        }
    }
}
