package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.kaname.data.Recipe;
import org.kaname.data.Refusal;
import org.kaname.data.source.CoverageGap;
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
    private final String memory;
    private final RunStore runs;
    private @Nullable Staging staging;

    /** Bytes that a stored row takes at most on the disk while it is written, sorted copies included. */
    private static final long BYTES_OF_ROW = 24;

    /**
     * @param dryRun nothing of the workspace is touched; what does not fit into memory goes to a temporary directory
     * @param memory of the engine
     */
    Publishing(Workspace workspace, Clock clock, Progress progress, boolean dryRun, String memory) {
        this.memory = memory;
        this.workspace = workspace;
        this.clock = clock;
        this.progress = progress;
        this.dryRun = dryRun;
        runs = new RunStore(() -> staging().content(), progress, memory);
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
                made = Staging.create(workspace, progress);
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

    /**
     * How much of the world a data set holds: what the user says, or where nothing was stated what the rows tell. One economy's own
     * book of both directions is a part of the world whatever is said of it: nobody else's trade is in it.
     */
    static FlowCoverage.Extent extent(SourceRead read, Optional<FlowCoverage.Extent> stated) {
        if (read.summary().oneReporter()) {
            return FlowCoverage.Extent.EXCERPT;
        }
        if (stated.isPresent()) {
            return stated.get();
        }
        var flows = read.summary();
        boolean part = read.excerpt()
                || flows.importers() < LEAST_REPORTERS
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
        if (flows.oneReporter()) {
            gaps.add("gap.one-reporter");
        } else if (flows.twoReports()) {
            gaps.add(StoredDataSet.fillsUp(described.recipe().options()) ? "gap.filled-up" : "gap.two-reports");
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

    /**
     * @param given copies that are stored with the data set
     * @param keepInputs inputs are copied too
     * @param need bytes, as estimated before the inputs were read
     */
    Outcome<Manifest> publish(SourceRead read, FlowCoverage.Extent extent, Given given, boolean keepInputs, long need) {
        progress.phase(4, PHASES, "phase.write");
        var slug = Recipe.slug(read.described().slug());
        try {
            long bytes = read.rows().stored() * BYTES_OF_ROW;
            if (Disk.free(workspace.root()) < bytes) {
                return new Outcome.Refused<>(
                        List.of(Disk.full(workspace.root(), slug, Math.max(bytes, need), Disk.free(workspace.root()))));
            }
            var target = workspace.dataSet(read.described().recipe().id(slug));
            var content = staging().content();
            PublishStep.STAGED.reached();
            if (keepInputs) {
                if (!KeptInputs.keep(workspace, read.inputs(), read.paths(), content.resolveSibling("inputs"))) {
                    return new Outcome.Refused<>(List.of(
                            Refusal.of("KAN-DATA-051", read.inputs().getFirst().path(), 0)));
                }
                PublishStep.INPUTS_KEPT.reached();
            }
            var manifest = write(content, read, extent, given, keepInputs);
            PublishStep.MANIFEST_WRITTEN.reached();
            progress.phase(PHASES, PHASES, "phase.publish");
            boolean moved = workspace.locked(progress, () -> {
                PublishStep.LOCKED.reached();
                if (!staging().moveTo(target)) {
                    return false; // another process was faster with the same rows
                }
                PublishStep.RENAMED.reached();
                Disk.forceDirectory(workspace.dataSets());
                PublishStep.DIRECTORY_SYNCED.reached();
                return true;
            });
            if (moved) {
                remember(manifest, read.paths());
            } else {
                assertSame(manifest);
            }
            PublishStep.REMEMBERED.reached();
            return new Outcome.Taken<>(manifest);
        } catch (IOException | SQLException e) {
            return new Outcome.Refused<>(List.of(Disk.refusal(workspace.root(), e, slug, need)));
        }
    }

    /** Writes all tables where nobody looks and says what a manifest would say of them: what reading inputs again gives. */
    Manifest rehearse(SourceRead read, FlowCoverage.Extent extent) throws IOException, SQLException {
        var tables = tables(staging().content(), read, extent);
        return manifest(read, extent, tables, contentHash(tables), null);
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

    /** Absolute paths stay out of the manifest; losing the cache only loses the way back to the source lines. */
    private void remember(Manifest manifest, List<Path> paths) {
        var lines = paths.stream()
                .map(p -> p.toAbsolutePath().normalize().toString())
                .toList();
        try {
            Files.createDirectories(workspace.cache());
            Files.write(workspace.cache().resolve(manifest.id() + ".inputs"), lines);
        } catch (IOException e) {
            return; // published all the same
        }
        CheckedFiles.read(workspace, manifest.id())
                .remember(workspace.dataSet(manifest.id()), StoredDataSet.files(manifest));
    }

    private Manifest write(Path directory, SourceRead read, FlowCoverage.Extent extent, Given given, boolean keepInputs)
            throws IOException, SQLException {
        var tables = tables(directory, read, extent);
        var copies = given.write(directory);
        PublishStep.TABLES_WRITTEN.reached();
        var at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var manifest = manifest(read, extent, tables, contentHash(tables), at).with(copies, keepInputs);
        Disk.forceTree(directory);
        PublishStep.SYNCED.reached();
        Disk.write(directory.resolve("manifest.json"), ManifestJson.write(manifest));
        Disk.forceDirectory(directory);
        return manifest;
    }

    private TreeMap<String, Manifest.Table> tables(Path directory, SourceRead read, FlowCoverage.Extent extent)
            throws IOException, SQLException {
        var tables = new TreeMap<String, Manifest.Table>();
        var described = read.described();
        if (runs.used() && runs.unit() != described.unit()) {
            throw new IllegalStateException("Values were written in " + runs.unit() + ", the data set is in "
                    + described.unit() + ": the reader must say its unit before its first row.");
        }
        try (var engine = ParquetFiles.open(memory, directory.resolveSibling("sort"))) {
            var lineage = new ArrayList<>(runs.lineage());
            var flow = runs.used()
                    ? merged(directory, read.summary())
                    : flows(engine, directory, "flow", read.flows(), described.unit());
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
        assertStored(tables, read);
        return tables;
    }

    /** Every row that was accepted and not set aside lies in a table. */
    private static void assertStored(SortedMap<String, Manifest.Table> tables, SourceRead read) {
        long stored = 0;
        for (var name : FLOW_TABLES) {
            var table = tables.get(name);
            stored += table == null ? 0 : table.rows();
        }
        long expected = read.rows().stored() + read.rows().derived();
        if (stored != expected) {
            throw new IllegalStateException("The tables hold " + stored + " rows, to be stored were " + expected + ".");
        }
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
        var parts = new FlowParquet(flows, unit, kinds).write(engine, directory, name, 0, hash, progress);
        return Optional.of(table(engine, directory, parts, hash));
    }

    private Optional<Manifest.Table> merged(Path directory, FlowSummary summary) throws SQLException, IOException {
        var parts = runs.merge();
        runs.recount(directory, parts, summary);
        try (var engine = ParquetFiles.open(memory, directory.resolveSibling("sort"))) {
            return Optional.of(table(engine, directory, parts, runs.hash()));
        }
    }

    /** Counts the rows of files again: they must be those handed over. */
    private static Manifest.Table table(Connection engine, Path directory, List<FlowParquet.Part> parts, RowHash hash)
            throws SQLException, IOException {
        var entries = new ArrayList<Manifest.FileEntry>();
        var files = new ArrayList<String>();
        for (var part : parts) {
            var entry = entry(directory, part.name());
            entries.add(new Manifest.FileEntry(entry.path(), entry.bytes(), entry.sha256(), part.constants()));
            files.add(part.name());
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
        var flows = FlowParquet.table(directory, flow.files(), false);
        var excerpt = extent == FlowCoverage.Extent.EXCERPT ? "'EXCERPT'" : "NULL";
        var partial = new ArrayList<String>();
        for (var gap : read.gaps()) {
            for (var side : List.of(CoverageGap.Side.IMPORTER, CoverageGap.Side.EXPORTER)) {
                if (gap.side() == CoverageGap.Side.BOTH || gap.side() == side) {
                    partial.add("(" + ParquetFiles.quoted(gap.classification()) + ", "
                            + (gap.product().isEmpty() ? "NULL" : ParquetFiles.quoted(gap.product())) + ", "
                            + gap.year() + ", NULL, '*', '" + side + "', 'EXCERPT')");
                }
            }
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

    static final List<String> FLOW_TABLES = List.of("flow", "total", "reexport");

    /** Scan, read, check, write, publish. */
    static final int PHASES = 5;

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
