package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.Refusal;
import org.kaname.data.source.Described;
import org.kaname.data.source.FlowSummary;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.SourceRead;
import org.kaname.data.workspace.ParquetFiles.Column;
import org.kaname.model.Unit;

/** Writes what a reader handed over into the workspace (data-formats 1.3): everything in staging, the manifest last, then one rename. */
final class Publishing implements AutoCloseable {
    /** Below these a file is visibly a part of the world (data-formats 2.1). */
    private static final int LEAST_REPORTERS = 60;

    private static final int LEAST_GOODS = 1000;
    private static final int LEAST_EXPORTERS = 60;

    private final Workspace workspace;
    private final Clock clock;
    private final Progress progress;
    private final boolean dryRun;
    private final RunStore runs;
    private @Nullable Staging staging;

    /** @param dryRun nothing of the workspace is touched; what does not fit into memory goes to a temporary directory */
    Publishing(Workspace workspace, Clock clock, Progress progress, boolean dryRun) {
        this.workspace = workspace;
        this.clock = clock;
        this.progress = progress;
        this.dryRun = dryRun;
        runs = new RunStore(() -> staging().content(), progress);
    }

    /** Where tables go that are too many for memory. */
    RunStore runs() {
        return runs;
    }

    private Staging staging() throws IOException {
        var made = staging;
        if (made == null) {
            if (dryRun) {
                made = Staging.createTemporary();
            } else {
                workspace.prepare();
                made = Staging.create(workspace);
            }
            staging = made;
        }
        return made;
    }

    @Override
    public void close() throws IOException {
        runs.close();
        if (staging != null) {
            staging.close();
        }
    }

    /** What the user says of the file's extent, or empty where the rows shall tell. */
    static FlowCoverage.Extent extent(FlowSummary flows, Optional<FlowCoverage.Extent> stated) {
        if (stated.isPresent()) {
            return stated.get();
        }
        boolean part = flows.importers() < LEAST_REPORTERS
                || flows.finestGoods() < LEAST_GOODS
                || flows.exporters() < LEAST_EXPORTERS;
        return part ? FlowCoverage.Extent.EXCERPT : FlowCoverage.Extent.COMPLETE_PRODUCTS;
    }

    /** The manifest of a data set whose tables are not written. */
    Manifest manifest(
            SourceRead read,
            FlowCoverage.Extent extent,
            TreeMap<String, Manifest.Table> tables,
            String contentHash,
            @Nullable String publishedAt) {
        var described = read.described();
        var flows = read.summary();
        var gaps = new ArrayList<>(described.knownGaps());
        if (flows.flows() == 0) {
            gaps.add("gap.no-flows");
        }
        if (flows.twoReports()) {
            gaps.add("gap.two-reports");
        }
        if (flows.monthly()) {
            gaps.add("gap.monthly");
        }
        if (extent == FlowCoverage.Extent.EXCERPT) {
            gaps.add("gap.excerpt");
        }
        return new Manifest(
                described.recipe().id(described.slug()),
                described.title(),
                described.recipe().reader(),
                described.recipe().readerVersion(),
                described.recipe().options(),
                described.provider(),
                described.product(),
                described.vintage(),
                described.licence(),
                publishedAt,
                read.inputs(),
                described.classification(),
                described.unit().name(),
                tables,
                contentHash,
                read.rows(),
                new Manifest.CoverageSummary(
                        flows.years().stream().boxed().toList(),
                        flows.exporters(),
                        flows.importers(),
                        flows.goods(),
                        flows.flowsPerYear(),
                        flows.valuePerYear(),
                        extent.name()),
                read.notes(),
                gaps,
                described.unconfirmed());
    }

    Outcome<Manifest> publish(SourceRead read, FlowCoverage.Extent extent) {
        progress.phase(4, 4, "phase.publish");
        try {
            var target = workspace.dataSet(
                    read.described().recipe().id(read.described().slug()));
            var content = staging().content();
            PublishStep.STAGED.reached();
            var manifest = write(content, read, extent);
            PublishStep.MANIFEST_WRITTEN.reached();
            var moved = workspace.locked(() -> {
                PublishStep.LOCKED.reached();
                if (Files.exists(target)) {
                    return false; // another process was faster with the same rows
                }
                Files.move(content, target, StandardCopyOption.ATOMIC_MOVE);
                PublishStep.RENAMED.reached();
                Disk.forceDirectory(workspace.dataSets());
                PublishStep.DIRECTORY_SYNCED.reached();
                return true;
            });
            if (moved.isEmpty()) {
                return refused("KAN-DATA-053", "");
            }
            if (!moved.get()) {
                assertSame(manifest);
            }
            rememberPaths(manifest.id(), read.paths());
            PublishStep.REMEMBERED.reached();
            return new Outcome.Taken<>(manifest);
        } catch (IOException | SQLException e) {
            var said = e.getMessage();
            return refused("KAN-DATA-050.write", said == null ? e.getClass().getSimpleName() : said);
        }
    }

    private void assertSame(Manifest mine) {
        switch (workspace.find(mine.id())) {
            case Outcome.Taken<Manifest> there -> {
                if (!there.value().contentHash().equals(mine.contentHash())) {
                    throw new IllegalStateException("The same recipe gave other rows: " + mine.id());
                }
            }
            case Outcome.Refused<Manifest> gone -> throw new IllegalStateException("Removed meanwhile: " + mine.id());
        }
    }

    private Outcome<Manifest> refused(String code, String problem) {
        return new Outcome.Refused<>(List.of(Refusal.of(code, workspace.root().toString(), 0, "problem", problem)));
    }

    /** Absolute paths stay out of the manifest; losing the cache only loses the way back to the source lines. */
    private void rememberPaths(String id, List<Path> paths) throws IOException {
        Files.createDirectories(workspace.cache());
        var lines = paths.stream()
                .map(p -> p.toAbsolutePath().normalize().toString())
                .toList();
        Files.write(workspace.cache().resolve(id + ".inputs"), lines);
    }

    private Manifest write(Path directory, SourceRead read, FlowCoverage.Extent extent)
            throws IOException, SQLException {
        var tables = new TreeMap<String, Manifest.Table>();
        var described = read.described();
        try (var engine = ParquetFiles.open()) {
            var lineage = new ArrayList<>(runs.lineage());
            var flow =
                    runs.used() ? merged(directory) : flows(engine, directory, "flow", read.flows(), described.unit());
            flow.ifPresent(table -> tables.put("flow", table));
            lineage.addAll(LineageRow.of("flow", read.flows()));
            lineage.addAll(LineageRow.of("total", read.totals()));
            lineage.addAll(LineageRow.of("reexport", read.reexports()));
            flows(engine, directory, "total", read.totals(), described.unit())
                    .ifPresent(table -> tables.put("total", table));
            flows(engine, directory, "reexport", read.reexports(), described.unit())
                    .ifPresent(table -> tables.put("reexport", table));
            PublishStep.FLOWS_WRITTEN.reached();
            if (!lineage.isEmpty()) {
                tables.put("lineage", lineage(engine, directory, lineage));
            }
            var written = tables.get("flow");
            if (written != null) {
                tables.put("coverage", coverage(engine, directory, written, read, extent));
            }
            tables.put("quarantine", quarantine(engine, directory, read.quarantine()));
        }
        if (!described.ownEconomies().isEmpty()) {
            tables.put("economy", economies(directory, described));
        }
        PublishStep.TABLES_WRITTEN.reached();
        var at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var manifest = manifest(read, extent, tables, contentHash(tables), at);
        Disk.forceTree(directory);
        PublishStep.SYNCED.reached();
        Disk.write(directory.resolve("manifest.json"), ManifestJson.write(manifest));
        Disk.forceDirectory(directory);
        return manifest;
    }

    /** The data set's own hash: over the hashes of its tables in the order of their names (data-formats 1.2). */
    static String contentHash(SortedMap<String, Manifest.Table> tables) {
        var digest = sha256();
        for (var table : tables.values()) {
            digest.update(table.contentHash().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private Optional<Manifest.Table> flows(Connection engine, Path directory, String name, FlowTable flows, Unit unit)
            throws SQLException, IOException {
        if (flows.size() == 0) {
            return Optional.empty();
        }
        boolean kinds = !name.equals("flow");
        var hash = new RowHash();
        var files = new FlowParquet(flows, unit, kinds)
                .write(engine, directory, name, 0, hash, progress).stream()
                        .map(FlowParquet.Part::name)
                        .toList();
        return Optional.of(table(engine, directory, files, hash));
    }

    private Optional<Manifest.Table> merged(Path directory) throws SQLException, IOException {
        var files = runs.merge();
        try (var engine = ParquetFiles.open()) {
            return Optional.of(table(engine, directory, files, runs.hash()));
        }
    }

    /** Counts the rows of files again: they must be those handed over. */
    private static Manifest.Table table(Connection engine, Path directory, List<String> files, RowHash hash)
            throws SQLException, IOException {
        var entries = new ArrayList<Manifest.FileEntry>();
        for (var file : files) {
            entries.add(entry(directory, file));
        }
        try (var statement = engine.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM " + ParquetFiles.read(directory, files))) {
            result.next();
            if (result.getLong(1) != hash.rows()) {
                throw new IllegalStateException(
                        "The files hold " + result.getLong(1) + " rows, handed over were " + hash.rows() + ".");
            }
        }
        return new Manifest.Table(hash.rows(), entries, hash.text());
    }

    /** Who delivered what (data-formats 2.1), and the periods of which the files hold a part only. */
    private static Manifest.Table coverage(
            Connection engine, Path directory, Manifest.Table flow, SourceRead read, FlowCoverage.Extent extent)
            throws SQLException, IOException {
        var flows = ParquetFiles.read(
                directory, flow.files().stream().map(Manifest.FileEntry::path).toList());
        var excerpt = extent == FlowCoverage.Extent.EXCERPT ? "'EXCERPT'" : "NULL";
        var partial = new ArrayList<String>();
        for (var gap : read.gaps()) {
            partial.add("(" + ParquetFiles.quoted(gap.classification()) + ", "
                    + (gap.product().isEmpty() ? "NULL" : ParquetFiles.quoted(gap.product())) + ", " + gap.year()
                    + ", NULL, '*', 'IMPORTER', 'EXCERPT')");
        }
        var sql = "SELECT classification, CAST(NULL AS VARCHAR) AS product, year, month, importer AS economy,"
                + " 'IMPORTER' AS role, coalesce(" + excerpt
                + ", CASE WHEN reported_by = 'RECONCILED' THEN 'RECONCILED' ELSE 'REPORTED' END) AS state FROM "
                + flows + " WHERE reported_by <> 'EXPORTER' GROUP BY ALL UNION ALL"
                + " SELECT classification, NULL, year, month, exporter, 'EXPORTER', coalesce(" + excerpt
                + ", CASE WHEN reported_by = 'RECONCILED' THEN 'RECONCILED' ELSE 'REPORTED' END) FROM " + flows
                + " WHERE reported_by <> 'IMPORTER' GROUP BY ALL"
                + (partial.isEmpty() ? "" : " UNION ALL SELECT * FROM (VALUES " + String.join(", ", partial) + ")")
                + " ORDER BY ALL";
        try (var statement = engine.createStatement()) {
            statement.execute("COPY (" + sql + ") TO " + ParquetFiles.quoted(directory.resolve("coverage.parquet"))
                    + ParquetFiles.form());
        }
        return smallTable(engine, directory, "coverage.parquet", COVERAGE_COLUMNS);
    }

    static final List<String> COVERAGE_COLUMNS =
            List.of("classification", "product", "year", "month", "economy", "role", "state");
    static final List<String> LINEAGE_COLUMNS =
            List.of("table_name", "classification", "year", "month", "product", "exporter", "importer", "reported_by");
    static final List<String> QUARANTINE_COLUMNS = List.of("column_name", "reason", "value", "raw", "raw_truncated");

    private static Manifest.Table smallTable(Connection engine, Path directory, String file, List<String> columns)
            throws SQLException, IOException {
        var hash = ContentHash.of(engine, columns, "SELECT * FROM " + ParquetFiles.read(directory, List.of(file)));
        long rows = Long.parseLong(hash.split(":", -1)[1]);
        return new Manifest.Table(rows, List.of(entry(directory, file)), hash);
    }

    private static Manifest.Table lineage(Connection engine, Path directory, List<LineageRow> rows)
            throws SQLException, IOException {
        var columns = List.of(
                Column.ofText("table_name", row -> rows.get(row).table()),
                Column.ofText("classification", row -> rows.get(row).classification()),
                Column.ofShort("year", row -> rows.get(row).year()),
                Column.ofByte("month", row -> rows.get(row).month()),
                Column.ofText("product", row -> rows.get(row).product()),
                Column.ofText("exporter", row -> rows.get(row).exporter()),
                Column.ofText("importer", row -> rows.get(row).importer()),
                Column.ofText("reported_by", row -> rows.get(row).reportedBy()),
                Column.ofInt("file_ordinal", row -> rows.get(row).origin().file()),
                Column.ofLong("line", row -> rows.get(row).origin().line()));
        ParquetFiles.write(engine, directory.resolve("lineage.parquet"), columns, 0, rows.size());
        return smallTable(engine, directory, "lineage.parquet", LINEAGE_COLUMNS);
    }

    private static Manifest.Table quarantine(Connection engine, Path directory, List<QuarantinedRow> rows)
            throws SQLException, IOException {
        var columns = List.of(
                Column.ofInt("file_ordinal", row -> rows.get(row).origin().file()),
                Column.ofLong("line", row -> rows.get(row).origin().line()),
                Column.ofText("column_name", row -> rows.get(row).column()),
                Column.ofText("reason", row -> rows.get(row).reason().name()),
                Column.ofText("value", row -> rows.get(row).value()),
                Column.ofText("raw", row -> rows.get(row).raw()),
                Column.ofBoolean("raw_truncated", row -> rows.get(row).rawTruncated()),
                Column.ofLong("other_line", row -> rows.get(row).otherLine()));
        ParquetFiles.write(engine, directory.resolve("quarantine.parquet"), columns, 0, rows.size());
        return smallTable(engine, directory, "quarantine.parquet", QUARANTINE_COLUMNS);
    }

    private static Manifest.Table economies(Path directory, Described described) throws IOException {
        var text = new StringBuilder("code,name,kind\n");
        for (var economy : described.ownEconomies()) {
            text.append(cell(economy.code()))
                    .append(',')
                    .append(cell(economy.nameEn()))
                    .append(',')
                    .append(economy.kind().name())
                    .append('\n');
        }
        var file = directory.resolve("economy.csv");
        Files.writeString(file, text);
        return new Manifest.Table(
                described.ownEconomies().size(),
                List.of(entry(directory, "economy.csv")),
                "sha256:" + Disk.sha256(file));
    }

    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Manifest.FileEntry entry(Path directory, String name) throws IOException {
        var file = directory.resolve(name);
        return new Manifest.FileEntry(name, Files.size(file), Disk.sha256(file));
    }
}
