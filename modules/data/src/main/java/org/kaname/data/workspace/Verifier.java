package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.Refusal;
import org.kaname.model.Unit;

/**
 * Checks a data set against its manifest: the hash of every file, the rows of every table, the logical hash of every table by SQL (the
 * second implementation beside the one that published), the key of flows, and the sums of rows and values.
 */
final class Verifier {
    /** Sums of doubles depend on the order in which the engine adds. */
    private static final double TOLERANCE = 1e-9;

    private static final String KEY = "classification, year, month, product, level, exporter, importer, reported_by";

    private final Workspace workspace;
    private final Manifest manifest;
    private final Path directory;
    private final Progress progress;
    private final List<Refusal> problems = new ArrayList<>();

    Verifier(Workspace workspace, Manifest manifest, Progress progress) {
        this.workspace = workspace;
        this.manifest = manifest;
        this.progress = progress;
        directory = workspace.dataSet(manifest.id());
    }

    Verification verify(boolean deep) {
        files();
        if (problems.isEmpty()) {
            tables();
        }
        var read = deep && problems.isEmpty() ? readAgain() : Verification.Deep.NOT_READ;
        return new Verification(manifest.id(), read, problems);
    }

    private void problem(String code, String file, Object... namesAndValues) {
        var all = new ArrayList<Object>(List.of("id", manifest.id()));
        all.addAll(List.of(namesAndValues));
        problems.add(Refusal.of(code, file, 0, all.toArray()));
    }

    private void files() {
        var files = StoredDataSet.files(manifest);
        for (int i = 0; i < files.size(); i++) {
            var entry = files.get(i);
            var file = directory.resolve(entry.path());
            try {
                if (Files.size(file) != entry.bytes() || !Disk.sha256(file).equals(entry.sha256())) {
                    problem("KAN-DATA-054", entry.path());
                }
            } catch (IOException e) {
                problem("KAN-DATA-054", entry.path());
            }
            progress.advance(manifest.id(), i + 1, files.size());
        }
    }

    private void tables() {
        if (!Publishing.contentHash(manifest.tables()).equals(manifest.contentHash())) {
            problem("KAN-DATA-054.content", "manifest.json", "table", "manifest.json");
        }
        try (var staging = Staging.createTemporary();
                var engine = ParquetFiles.open(ParquetFiles.MEMORY, staging.content())) {
            for (var entry : manifest.tables().entrySet()) {
                table(engine, entry.getKey(), entry.getValue());
            }
            var flow = manifest.tables().get("flow");
            if (flow != null) {
                keys(engine, read("flow", flow));
                values(engine, read("flow", flow));
            }
            sums();
        } catch (SQLException | IOException e) {
            var said = e.getMessage();
            problem(
                    "KAN-DATA-054.unreadable",
                    "",
                    "problem",
                    said == null ? e.getClass().getSimpleName() : said);
        }
    }

    private String read(String name, Manifest.Table table) {
        return switch (name) {
            case "flow", "total", "reexport" -> FlowParquet.table(directory, table.files(), !name.equals("flow"));
            default ->
                ParquetFiles.read(
                        directory,
                        table.files().stream().map(Manifest.FileEntry::path).toList());
        };
    }

    private static List<String> columns(String table) {
        return switch (table) {
            case "coverage" -> Publishing.COVERAGE_COLUMNS;
            case "lineage" -> Publishing.LINEAGE_COLUMNS;
            case "quarantine" -> Publishing.QUARANTINE_COLUMNS;
            case "bound" -> ConvertedTables.BOUND_COLUMNS;
            case "conversion" -> ConversionPairs.COLUMNS;
            default -> FlowParquet.columns(!table.equals("flow"));
        };
    }

    private void table(Connection engine, String name, Manifest.Table table) throws SQLException, IOException {
        if (name.equals("economy")) {
            var hash = "sha256:"
                    + Disk.sha256(directory.resolve(table.files().getFirst().path()));
            if (!hash.equals(table.contentHash())) {
                problem("KAN-DATA-054.content", name, "table", name);
            }
            return;
        }
        long rows = number(engine, "SELECT count(*) FROM " + read(name, table));
        if (rows != table.rows()) {
            problem("KAN-DATA-054.rows", name, "table", name, "found", rows, "stated", table.rows());
            return;
        }
        if (!ContentHash.of(engine, columns(name), "SELECT * FROM " + read(name, table))
                .equals(table.contentHash())) {
            problem("KAN-DATA-054.content", name, "table", name);
        }
    }

    private static long number(Connection engine, String sql) throws SQLException {
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void keys(Connection engine, String flows) throws SQLException {
        long twice = number(
                engine,
                "SELECT count(*) FROM (SELECT " + KEY + " FROM " + flows + " GROUP BY ALL HAVING count(*) > 1)");
        if (twice > 0) {
            problem("KAN-DATA-054.keys", "flow", "count", twice);
        }
    }

    private void values(Connection engine, String flows) throws SQLException {
        var stated = manifest.coverage();
        var met = new TreeSet<String>();
        try (var statement = engine.createStatement();
                var result = statement.executeQuery("SELECT CAST(year AS INTEGER), count(*), sum("
                        + RunStore.valueOf(Unit.valueOf(manifest.unit())) + ") FROM " + flows + " GROUP BY year")) {
            while (result.next()) {
                var year = Integer.toString(result.getInt(1));
                met.add(year);
                sum("flows " + year, result.getLong(2), stated.flowsPerYear().getOrDefault(year, 0L));
                double value = stated.valuePerYear().getOrDefault(year, Double.NaN);
                if (!(Math.abs(result.getDouble(3) - value) <= TOLERANCE * Math.max(1, Math.abs(value)))) {
                    problem(
                            "KAN-DATA-054.sums",
                            "flow",
                            "what",
                            "value " + year,
                            "found",
                            result.getDouble(3),
                            "stated",
                            value);
                }
            }
        }
        if (!met.equals(stated.flowsPerYear().keySet())) {
            problem(
                    "KAN-DATA-054.sums",
                    "flow",
                    "what",
                    "years",
                    "found",
                    met.toString(),
                    "stated",
                    stated.flowsPerYear().keySet().toString());
        }
    }

    /** What was read lies in tables, was set aside, or is in quarantine. The manifest itself asserts the rest. */
    private void sums() {
        long stored = 0;
        for (var name : Publishing.FLOW_TABLES) {
            var table = manifest.tables().get(name);
            stored += table == null ? 0 : table.rows();
        }
        sum("rows stored", stored, manifest.rows().stored() + manifest.rows().derived());
        var quarantine = manifest.tables().get("quarantine");
        sum(
                "rows quarantined",
                quarantine == null ? 0 : quarantine.rows(),
                manifest.rows().quarantined());
        sum(
                "rows quarantined by reason",
                manifest.rows().quarantinedByReason().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                manifest.rows().quarantined());
    }

    private void sum(String what, long found, long stated) {
        if (found != stated) {
            problem("KAN-DATA-054.sums", "manifest.json", "what", what, "found", found, "stated", stated);
        }
    }

    private Verification.Deep convertAgain(Manifest.Conversion conversion) {
        var parent = DataConvert.findParent(workspace, conversion);
        if (parent.isEmpty()) {
            return Verification.Deep.NOT_AT_HAND;
        }
        if (manifest.readerVersion() != DataConvert.VERSION) {
            return Verification.Deep.OTHER_READER;
        }
        try {
            if (DataConvert.convertAgain(workspace, manifest, parent.get(), progress)
                    .equals(manifest.contentHash())) {
                return Verification.Deep.SAME;
            }
            problem("KAN-DATA-054.inputs", conversion.parent(), "tables", "flow");
        } catch (IOException | SQLException e) {
            problem("KAN-DATA-054.unreadable", conversion.parent(), "problem", String.valueOf(e.getMessage()));
        }
        return Verification.Deep.DIFFERENT;
    }

    private Verification.Deep readAgain() {
        var conversion = manifest.conversion();
        if (conversion != null) {
            return convertAgain(conversion);
        }
        var again = new ReadAgain(workspace, manifest);
        var inputs = again.findInputs();
        if (inputs.isEmpty()) {
            return Verification.Deep.NOT_AT_HAND;
        }
        if (again.otherReader()) {
            return Verification.Deep.OTHER_READER;
        }
        try {
            switch (again.read(inputs.get(), progress)) {
                case Outcome.Refused<Manifest> bad -> {
                    problem(
                            "KAN-DATA-054.inputs",
                            manifest.inputs().getFirst().path(),
                            "tables",
                            bad.refusals().getFirst().code());
                    return Verification.Deep.DIFFERENT;
                }
                case Outcome.Taken<Manifest> read -> {
                    if (read.value().contentHash().equals(manifest.contentHash())) {
                        return Verification.Deep.SAME;
                    }
                    problem(
                            "KAN-DATA-054.inputs",
                            manifest.inputs().getFirst().path(),
                            "tables",
                            String.join(", ", differing(read.value())));
                    return Verification.Deep.DIFFERENT;
                }
            }
        } catch (IOException | SQLException e) {
            problem(
                    "KAN-DATA-054.unreadable",
                    manifest.inputs().getFirst().path(),
                    "problem",
                    String.valueOf(e.getMessage()));
            return Verification.Deep.DIFFERENT;
        }
    }

    private TreeSet<String> differing(Manifest other) {
        var names = new TreeSet<>(manifest.tables().keySet());
        names.addAll(other.tables().keySet());
        names.removeIf(name -> {
            var mine = manifest.tables().get(name);
            var theirs = other.tables().get(name);
            return mine != null && theirs != null && mine.contentHash().equals(theirs.contentHash());
        });
        return names;
    }
}
