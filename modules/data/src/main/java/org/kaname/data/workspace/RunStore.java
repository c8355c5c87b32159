package org.kaname.data.workspace;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.Progress;
import org.kaname.data.source.FlowSummary;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.Runs;
import org.kaname.model.Unit;

/**
 * Flows of a data set that does not fit into memory: each settled table becomes files of its own in staging; a year that lies in one
 * run needs nothing more, the others are merged by the engine, which sorts on the disk. Not thread-safe.
 */
final class RunStore implements Runs, AutoCloseable {
    private static final String KEY = "month, classification, good, level, importer, exporter, reported_by";
    private static final double BILLION = 1e9;

    /** One file of one run. */
    private record RunFile(int run, FlowParquet.Part part, boolean numeric) {}

    private final Place place;
    private final Progress progress;
    private final String memory;
    private final RowHash hash = new RowHash();
    private final TreeMap<Integer, List<RunFile>> filesByYear = new TreeMap<>();
    private final TreeSet<Integer> repeatedYears = new TreeSet<>();
    private final TreeSet<Integer> droppedYears = new TreeSet<>();
    private final List<Repeated> dropped = new ArrayList<>();
    private final List<LineageRow> lineage = new ArrayList<>();
    private int runs;
    private @org.jspecify.annotations.Nullable Connection engine;
    private Unit unit = Unit.KUSD;

    /** Where files may be written; made when it is first needed. */
    interface Place {
        Path directory() throws IOException;
    }

    /** @param memory of the engine that merges */
    RunStore(Place place, Progress progress, String memory) {
        this.place = place;
        this.progress = progress;
        this.memory = memory;
    }

    @Override
    public void unit(Unit ofValues) {
        unit = ofValues;
    }

    /** The unit in which values were written. */
    Unit unit() {
        return unit;
    }

    @Override
    public boolean ready() {
        return true;
    }

    boolean used() {
        return runs > 0;
    }

    private Connection engine() throws SQLException, IOException {
        var open = engine;
        if (open == null) {
            open = ParquetFiles.open(memory, place.directory().resolveSibling("sort"));
            engine = open;
        }
        return open;
    }

    @Override
    public void add(FlowTable settled, SortedSet<Integer> repeated) throws IOException {
        lineage.addAll(LineageRow.of("flow", settled));
        repeatedYears.addAll(repeated);
        var writing = new FlowParquet(settled, unit, false);
        try {
            for (var part : writing.write(engine(), place.directory(), "run-" + runs, 0, hash, progress)) {
                filesByYear
                        .computeIfAbsent(part.year(), unknown -> new ArrayList<>())
                        .add(new RunFile(runs, part, writing.numeric()));
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        runs++;
    }

    /** Several files of one run are one run. */
    private static boolean severalRuns(List<RunFile> files) {
        return files.stream().mapToInt(RunFile::run).distinct().count() > 1;
    }

    private static boolean allNumeric(List<RunFile> files) {
        return files.stream().allMatch(RunFile::numeric);
    }

    /**
     * Rows of files as a table of SQL. Where some runs keep codes as numbers and others as texts all of them are texts; a column
     * {@code good} is the text in every case.
     */
    private String rows(List<RunFile> files) throws IOException {
        boolean mixed = !allNumeric(files) && files.stream().anyMatch(RunFile::numeric);
        var parts = new ArrayList<String>();
        for (boolean numeric : new boolean[] {true, false}) {
            var entries = files.stream()
                    .filter(f -> f.numeric() == numeric)
                    .map(f -> entry(f.part()))
                    .toList();
            if (!entries.isEmpty()) {
                var text = numeric
                        ? "lpad(CAST(product AS VARCHAR), CAST(level AS INTEGER), '0')"
                        : "CAST(product AS VARCHAR)";
                parts.add("SELECT *" + (mixed ? " REPLACE (" + text + " AS product)" : "") + ", " + text
                        + " AS good FROM " + FlowParquet.table(place.directory(), entries, false));
            }
        }
        return "(" + String.join(" UNION ALL BY NAME ", parts) + ")";
    }

    private static Manifest.FileEntry entry(FlowParquet.Part part) {
        return new Manifest.FileEntry(part.name(), 0, "", part.constants());
    }

    /** The column of the files that holds values, in their unit. */
    static String valueOf(Unit unit) {
        return unit == Unit.KUSD
                ? "value_kusd"
                : unit == Unit.BN_JPY ? "value_national / " + BILLION : "value_national";
    }

    private String value() {
        return valueOf(unit);
    }

    @Override
    public List<List<Repeated>> findRepeated() throws IOException {
        var groups = new ArrayList<List<Repeated>>();
        int rows = 0;
        for (var entry : filesByYear.entrySet()) {
            if (!severalRuns(entry.getValue()) && !repeatedYears.contains(entry.getKey())) {
                continue;
            }
            var sql = "WITH f AS " + rows(entry.getValue())
                    + " SELECT f.classification, f.good, f.exporter, f.importer, f.reported_by,"
                    + " CAST(coalesce(f.month, 0) AS INTEGER), CAST(" + value()
                    + " AS DOUBLE), f.quantity_tonnes, CAST(f.file_ordinal AS INTEGER), CAST(f.line AS BIGINT)"
                    + " FROM f JOIN (SELECT " + KEY + " FROM f GROUP BY ALL HAVING count(*) > 1) k"
                    + " ON f.month IS NOT DISTINCT FROM k.month AND f.classification = k.classification"
                    + " AND f.good = k.good AND f.level = k.level AND f.importer = k.importer"
                    + " AND f.exporter = k.exporter AND f.reported_by = k.reported_by"
                    + " ORDER BY f.month NULLS FIRST, f.classification, f.good, f.importer, f.exporter,"
                    + " f.reported_by, f.file_ordinal, f.line";
            try (var statement = engine().createStatement();
                    var result = statement.executeQuery(sql)) {
                while (result.next() && rows <= MOST_REPEATED) {
                    var row = repeated(result, entry.getKey());
                    if (groups.isEmpty() || !groups.getLast().getFirst().sameKey(row)) {
                        groups.add(new ArrayList<>());
                    }
                    groups.getLast().add(row);
                    rows++;
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
        return groups;
    }

    private static Repeated repeated(ResultSet result, int year) throws SQLException {
        double quantity = result.getDouble(8);
        if (result.wasNull()) {
            quantity = Double.NaN;
        }
        return new Repeated(
                result.getString(1),
                year,
                result.getInt(6),
                result.getString(2),
                result.getString(3),
                result.getString(4),
                result.getString(5),
                new Origin(result.getInt(9), (int) result.getLong(10)),
                result.getDouble(7),
                quantity);
    }

    @Override
    public void drop(Repeated row) {
        dropped.add(row);
        droppedYears.add(row.year());
    }

    List<LineageRow> lineage() {
        return List.copyOf(lineage);
    }

    RowHash hash() {
        return hash;
    }

    private static final String DROPPED = " dropped d ON d.file_ordinal = f.file_ordinal AND d.line = f.line"
            + " AND d.month IS NOT DISTINCT FROM f.month AND d.classification = f.classification AND d.good = f.good"
            + " AND d.exporter = f.exporter AND d.importer = f.importer AND d.reported_by = f.reported_by";

    private void listDropped(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TEMP TABLE dropped(file_ordinal INTEGER, line BIGINT, month TINYINT,"
                            + " classification VARCHAR, good VARCHAR, exporter VARCHAR, importer VARCHAR, reported_by VARCHAR)");
        }
        try (var insert =
                connection.prepareStatement("INSERT INTO dropped VALUES (?, ?, nullif(?, 0), ?, ?, ?, ?, ?)")) {
            for (var row : dropped) {
                insert.setInt(1, row.origin().file());
                insert.setLong(2, row.origin().line());
                insert.setInt(3, row.month());
                insert.setString(4, row.classification());
                insert.setString(5, row.product());
                insert.setString(6, row.exporter());
                insert.setString(7, row.importer());
                insert.setString(8, row.reportedBy());
                insert.addBatch();
            }
            if (!dropped.isEmpty()) {
                insert.executeBatch();
            }
        }
    }

    /** Puts the files of all runs in their final places below {@code flow}; their names. */
    List<FlowParquet.Part> merge() throws IOException, SQLException {
        var directory = place.directory();
        var names = new ArrayList<FlowParquet.Part>();
        var connection = engine();
        listDropped(connection);
        // one type for the codes of the whole table
        boolean numeric = filesByYear.values().stream().allMatch(RunStore::allNumeric);
        for (var entry : filesByYear.entrySet()) {
            var year = "flow/year=" + entry.getKey();
            Files.createDirectories(directory.resolve(year));
            var files = entry.getValue();
            boolean asTheyAre =
                    !severalRuns(files) && allNumeric(files) == numeric && !droppedYears.contains(entry.getKey());
            if (asTheyAre) {
                int number = 0;
                for (var run : files) {
                    var file = year + "/part-" + String.format(Locale.ROOT, "%03d", number++) + ".parquet";
                    Files.move(
                            directory.resolve(run.part().name()),
                            directory.resolve(file),
                            StandardCopyOption.ATOMIC_MOVE);
                    names.add(new FlowParquet.Part(
                            file, entry.getKey(), run.part().rows(), run.part().constants()));
                }
                continue;
            }
            var file = year + "/part-000.parquet";
            var all = rows(files);
            if (droppedYears.contains(entry.getKey())) {
                forget(connection, all);
            }
            try (var statement = connection.createStatement()) {
                statement.execute("COPY (SELECT f.* EXCLUDE (good)" + (numeric ? "" : " REPLACE (good AS product)")
                        + " FROM " + all + " f ANTI JOIN" + DROPPED
                        + " ORDER BY f.month NULLS FIRST, f.classification, f.good, f.importer, f.exporter,"
                        + " f.reported_by) TO " + ParquetFiles.quoted(directory.resolve(file)) + ParquetFiles.form());
            }
            names.add(new FlowParquet.Part(file, entry.getKey(), 0, new TreeMap<>()));
            progress.advance(file, names.size(), filesByYear.size());
        }
        for (int run = 0; run < runs; run++) {
            Disk.deleteTree(directory.resolve("run-" + run));
        }
        return names;
    }

    /** Tells a summary what is left where rows were dropped. */
    void recount(Path directory, List<FlowParquet.Part> files, FlowSummary summary) throws SQLException, IOException {
        if (dropped.isEmpty()) {
            return;
        }
        var rows =
                FlowParquet.table(directory, files.stream().map(RunStore::entry).toList(), false);
        var good =
                "CASE WHEN typeof(product) = 'INTEGER' THEN lpad(CAST(product AS VARCHAR), CAST(level AS INTEGER), '0')"
                        + " ELSE CAST(product AS VARCHAR) END";
        summary.left(
                texts("SELECT DISTINCT exporter FROM " + rows),
                texts("SELECT DISTINCT importer FROM " + rows),
                texts("SELECT DISTINCT " + good + " FROM " + rows),
                texts("SELECT DISTINCT " + good + " FROM " + rows));
    }

    private Set<String> texts(String sql) throws SQLException, IOException {
        var texts = new HashSet<String>();
        try (var statement = engine().createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }

    /** Takes the rows that are left out from the sums of the hash. */
    private void forget(Connection connection, String flows) throws SQLException {
        var sql = ContentHash.sql(
                FlowParquet.columns(false), "SELECT f.* EXCLUDE (good) FROM " + flows + " f SEMI JOIN" + DROPPED);
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            hash.remove(
                    result.getLong(1),
                    new BigInteger(result.getString(2)).longValue(),
                    new BigInteger(result.getString(3)).longValue());
        }
    }

    @Override
    public void close() throws IOException {
        var open = engine;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }
}
