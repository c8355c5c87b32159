package org.kaname.data.workspace;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.kaname.data.Origin;
import org.kaname.data.Progress;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.Runs;
import org.kaname.model.Unit;

/**
 * Flows of a data set that does not fit into memory: each settled table becomes files of its own in staging; a year that lies in one
 * run needs nothing more, the others are merged by the engine, which sorts on the disk. Not thread-safe.
 */
final class RunStore implements Runs, AutoCloseable {
    /** Rows that repeat rows of another run are brought into memory; more of them are no accident. */
    private static final int MOST_REPEATED = 1_000_000;

    private static final String KEY = "month, classification, product, level, importer, exporter, reported_by";

    private final Place place;
    private final Progress progress;
    private final RowHash hash = new RowHash();
    private final TreeMap<Integer, List<String>> filesByYear = new TreeMap<>();
    private final List<Origin> dropped = new ArrayList<>();
    private final List<LineageRow> lineage = new ArrayList<>();
    private boolean numeric = true;
    private int runs;
    private @org.jspecify.annotations.Nullable Connection engine;
    private Unit unit = Unit.KUSD;

    /** Where files may be written; made when it is first needed. */
    interface Place {
        Path directory() throws IOException;
    }

    RunStore(Place place, Progress progress) {
        this.place = place;
        this.progress = progress;
    }

    /** The unit of values in the tables to come. */
    void unit(Unit ofValues) {
        unit = ofValues;
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
            open = ParquetFiles.open();
            try (var statement = open.createStatement()) {
                statement.execute("SET temp_directory = "
                        + ParquetFiles.quoted(place.directory().resolveSibling("sort")));
            }
            engine = open;
        }
        return open;
    }

    @Override
    public void add(FlowTable settled) throws IOException {
        lineage.addAll(LineageRow.of("flow", settled));
        var writing = new FlowParquet(settled, unit, false);
        numeric &= writing.numeric() || settled.size() == 0;
        try {
            for (var part : writing.write(engine(), place.directory(), "run-" + runs, 0, hash, progress)) {
                filesByYear
                        .computeIfAbsent(part.year(), unknown -> new ArrayList<>())
                        .add(part.name());
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        runs++;
    }

    /** Several files of one run are one run. */
    private static long runsOf(List<String> files) {
        return files.stream()
                .map(f -> f.substring(0, f.indexOf('/')))
                .distinct()
                .count();
    }

    private String files(List<String> names) throws IOException {
        var paths = new ArrayList<String>();
        for (var name : names) {
            paths.add(ParquetFiles.quoted(place.directory().resolve(name)));
        }
        return "read_parquet([" + String.join(", ", paths) + "], hive_partitioning = false, union_by_name = true)";
    }

    @Override
    public List<List<Repeated>> findRepeated() throws IOException {
        var groups = new ArrayList<List<Repeated>>();
        int rows = 0;
        for (var entry : filesByYear.entrySet()) {
            if (runsOf(entry.getValue()) < 2) {
                continue;
            }
            var flows = files(entry.getValue());
            var sql = "SELECT f.classification, CAST(f.product AS VARCHAR), f.exporter, f.importer,"
                    + " CAST(coalesce(f.value_kusd, f.value_national) AS DOUBLE), f.quantity_tonnes,"
                    + " CAST(f.file_ordinal AS INTEGER), CAST(f.line AS BIGINT) FROM " + flows
                    + " f JOIN (SELECT " + KEY + " FROM " + flows + " GROUP BY ALL HAVING count(*) > 1) k"
                    + " ON f.month IS NOT DISTINCT FROM k.month AND f.classification = k.classification"
                    + " AND f.product = k.product AND f.level = k.level AND f.importer = k.importer"
                    + " AND f.exporter = k.exporter AND f.reported_by = k.reported_by"
                    + " ORDER BY f.month NULLS FIRST, f.classification, f.product, f.importer, f.exporter,"
                    + " f.reported_by, f.file_ordinal, f.line";
            try (var statement = engine().createStatement();
                    var result = statement.executeQuery(sql)) {
                var last = "";
                while (result.next()) {
                    double quantity = result.getDouble(6);
                    if (result.wasNull()) {
                        quantity = Double.NaN;
                    }
                    var key = result.getString(3) + " → " + result.getString(4) + " " + result.getString(1) + ":"
                            + result.getString(2) + " " + entry.getKey();
                    if (!key.equals(last)) {
                        groups.add(new ArrayList<>());
                        last = key;
                    }
                    groups.getLast()
                            .add(new Repeated(
                                    key,
                                    entry.getKey(),
                                    new Origin(result.getInt(7), (int) result.getLong(8)),
                                    result.getDouble(5),
                                    quantity));
                    if (++rows > MOST_REPEATED) {
                        throw new IOException(
                                "More than " + MOST_REPEATED
                                        + " rows have keys of other rows far away in the files: two editions seem to be mixed.");
                    }
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
        return groups;
    }

    @Override
    public void drop(Origin origin) {
        dropped.add(origin);
    }

    List<LineageRow> lineage() {
        return List.copyOf(lineage);
    }

    RowHash hash() {
        return hash;
    }

    /** Puts the files of all runs in their final places below {@code flow}; their names. */
    List<String> merge() throws IOException, SQLException {
        var directory = place.directory();
        var names = new ArrayList<String>();
        var connection = engine();
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE dropped(file_ordinal INTEGER, line BIGINT)");
        }
        for (int from = 0; from < dropped.size(); from += 1000) {
            var values = new ArrayList<String>();
            for (var origin : dropped.subList(from, Math.min(dropped.size(), from + 1000))) {
                values.add("(" + origin.file() + ", " + origin.line() + ")");
            }
            try (var statement = connection.createStatement()) {
                statement.execute("INSERT INTO dropped VALUES " + String.join(", ", values));
            }
        }
        for (var entry : filesByYear.entrySet()) {
            var target = directory.resolve("flow/year=" + entry.getKey());
            Files.createDirectories(target);
            int number = 0;
            if (runsOf(entry.getValue()) < 2 && numeric) {
                for (var name : entry.getValue()) {
                    var file = "flow/year=" + entry.getKey() + "/part-"
                            + String.format(java.util.Locale.ROOT, "%03d", number++) + ".parquet";
                    Files.move(directory.resolve(name), directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
                    names.add(file);
                }
                continue;
            }
            var file = "flow/year=" + entry.getKey() + "/part-000.parquet";
            var all = files(entry.getValue());
            if (!dropped.isEmpty()) {
                forget(connection, all);
            }
            var product = numeric
                    ? "product"
                    : "CASE WHEN level > 0 THEN lpad(CAST(product AS VARCHAR), level, '0') ELSE CAST(product AS VARCHAR) END";
            try (var statement = connection.createStatement()) {
                statement.execute("COPY (SELECT f.* REPLACE (" + product + " AS product) FROM " + all
                        + " f ANTI JOIN dropped d ON d.file_ordinal = f.file_ordinal AND d.line = f.line"
                        + " ORDER BY f.month NULLS FIRST, f.classification, f.product, f.importer, f.exporter,"
                        + " f.reported_by) TO " + ParquetFiles.quoted(directory.resolve(file)) + ParquetFiles.form());
            }
            names.add(file);
            progress.advance(file, names.size(), filesByYear.size());
        }
        for (int run = 0; run < runs; run++) {
            Disk.deleteTree(directory.resolve("run-" + run));
        }
        return names;
    }

    /** Takes the rows that are left out from the sums of the hash. */
    private void forget(Connection connection, String flows) throws SQLException {
        var sql = ContentHash.sql(
                FlowParquet.columns(false),
                "SELECT f.* FROM " + flows
                        + " f SEMI JOIN dropped d ON d.file_ordinal = f.file_ordinal AND d.line = f.line");
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
