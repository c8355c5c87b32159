package org.kaname.data.workspace;

import java.io.IOException;
import java.math.BigInteger;
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
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duckdb.DuckDBColumnType;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.Refusal;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.SourceRead;
import org.kaname.data.workspace.ParquetFiles.Column;
import org.kaname.model.Unit;

/** Writes what a reader handed over into the workspace (data-formats 1.3): everything in staging, the manifest last, then one rename. */
final class Publishing {
    /** Below these a file is visibly a part of the world (data-formats 2.1). */
    private static final int LEAST_REPORTERS = 60;

    private static final int LEAST_GOODS = 1000;
    private static final int LEAST_EXPORTERS = 60;
    private static final int DIGITS_OF_GOOD = 6;

    private final Workspace workspace;
    private final Clock clock;
    private final Progress progress;

    Publishing(Workspace workspace, Clock clock, Progress progress) {
        this.workspace = workspace;
        this.clock = clock;
        this.progress = progress;
    }

    /** What the user says of the file's extent, or empty where the rows shall tell. */
    static FlowCoverage.Extent extent(FlowTable flows, Optional<FlowCoverage.Extent> stated) {
        if (stated.isPresent()) {
            return stated.get();
        }
        var importers = new HashSet<String>();
        var exporters = new HashSet<String>();
        var goods = new HashSet<String>();
        for (int row = 0; row < flows.size(); row++) {
            importers.add(flows.importer(row));
            exporters.add(flows.exporter(row));
            if (flows.level(row) == DIGITS_OF_GOOD) {
                goods.add(flows.product(row));
            }
        }
        boolean part =
                importers.size() < LEAST_REPORTERS || goods.size() < LEAST_GOODS || exporters.size() < LEAST_EXPORTERS;
        return part ? FlowCoverage.Extent.EXCERPT : FlowCoverage.Extent.COMPLETE_PRODUCTS;
    }

    /** The manifest of a data set whose tables are not written. */
    Manifest manifest(
            SourceRead read,
            FlowCoverage.Extent extent,
            TreeMap<String, Manifest.Table> tables,
            String contentHash,
            @Nullable String publishedAt) {
        var flows = read.flows();
        var exporters = new TreeSet<String>();
        var importers = new TreeSet<String>();
        var goods = new HashSet<String>();
        var flowsPerYear = new TreeMap<String, Long>();
        var valuePerYear = new TreeMap<String, Double>();
        var years = new BitSet();
        for (int row = 0; row < flows.size(); row++) {
            exporters.add(flows.exporter(row));
            importers.add(flows.importer(row));
            goods.add(flows.classification(row) + ":" + flows.product(row));
            var year = Integer.toString(flows.year(row));
            flowsPerYear.merge(year, 1L, Long::sum);
            valuePerYear.merge(year, flows.value(row), Double::sum);
            years.set(flows.year(row));
        }
        var gaps = new ArrayList<>(read.knownGaps());
        if (extent == FlowCoverage.Extent.EXCERPT) {
            gaps.add("gap.excerpt");
        }
        return new Manifest(
                read.recipe().id(read.slug()),
                read.title(),
                read.recipe().reader(),
                read.recipe().readerVersion(),
                read.recipe().options(),
                read.provider(),
                read.product(),
                read.vintage(),
                read.licence(),
                publishedAt,
                read.inputs(),
                read.classification(),
                read.unit().name(),
                tables,
                contentHash,
                read.rows(),
                new Manifest.CoverageSummary(
                        years.stream().boxed().toList(),
                        exporters.size(),
                        importers.size(),
                        goods.size(),
                        flowsPerYear,
                        valuePerYear,
                        extent.name()),
                read.notes(),
                gaps,
                List.of());
    }

    Outcome<Manifest> publish(SourceRead read, FlowCoverage.Extent extent) {
        progress.phase(4, 4, "phase.publish");
        try {
            workspace.prepare();
            var target = workspace.dataSet(read.recipe().id(read.slug()));
            try (var staging = Staging.create(workspace)) {
                var manifest = write(staging.content(), read, extent);
                var moved = workspace.locked(() -> {
                    if (Files.exists(target)) {
                        return false; // another process was faster with the same rows
                    }
                    Files.move(staging.content(), target, StandardCopyOption.ATOMIC_MOVE);
                    Disk.forceDirectory(workspace.dataSets());
                    return true;
                });
                if (moved.isEmpty()) {
                    return refused("KAN-DATA-053", "");
                }
                if (!moved.get()) {
                    assertSame(manifest);
                }
                rememberPaths(manifest.id(), read.paths());
                return new Outcome.Taken<>(manifest);
            }
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
        try (var engine = ParquetFiles.open()) {
            if (read.flows().size() > 0) {
                tables.put("flow", flow(engine, directory, read));
            }
            if (!read.flows().parts().isEmpty()) {
                tables.put("lineage", lineage(engine, directory, read.flows()));
            }
            tables.put("quarantine", quarantine(engine, directory, read.quarantine()));
        }
        if (!read.ownEconomies().isEmpty()) {
            tables.put("economy", economies(directory, read));
        }
        var digest = sha256();
        for (var table : tables.values()) {
            digest.update(table.contentHash().getBytes(StandardCharsets.UTF_8));
        }
        var contentHash = HexFormat.of().formatHex(digest.digest());
        var at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var manifest = manifest(read, extent, tables, contentHash, at);
        Disk.forceTree(directory);
        Disk.write(directory.resolve("manifest.json"), ManifestJson.write(manifest));
        Disk.forceDirectory(directory);
        return manifest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private Manifest.Table flow(Connection engine, Path directory, SourceRead read) throws SQLException, IOException {
        var flows = read.flows();
        boolean numeric = numericGoods(flows);
        boolean dollars = read.unit() == Unit.KUSD;
        var columns = List.of(
                Column.ofText("classification", flows::classification),
                Column.ofShort("year", flows::year),
                Column.ofNull("month", DuckDBColumnType.TINYINT),
                numeric
                        ? Column.ofInt("product", row -> Integer.parseInt(flows.product(row)))
                        : Column.ofText("product", flows::product),
                Column.ofByte("level", flows::level),
                Column.ofText("exporter", flows::exporter),
                Column.ofText("importer", flows::importer),
                Column.ofText("reported_by", row -> flows.reportedBy(row).name()),
                dollars
                        ? Column.ofDouble("value_kusd", flows::value)
                        : Column.ofNull("value_kusd", DuckDBColumnType.DOUBLE),
                Column.ofText("value_basis", row -> flows.valueBasis(row).name()),
                Column.ofText("value_status", row -> "OBSERVED"),
                Column.ofNull("value_low_kusd", DuckDBColumnType.DOUBLE),
                Column.ofNull("value_high_kusd", DuckDBColumnType.DOUBLE),
                Column.ofDouble("quantity_tonnes", flows::quantity),
                Column.ofText("quantity_status", row -> Double.isNaN(flows.quantity(row)) ? "MISSING" : "OBSERVED"),
                Column.ofNull("extra_quantity", DuckDBColumnType.DOUBLE),
                Column.ofNull("extra_unit", DuckDBColumnType.VARCHAR),
                dollars
                        ? Column.ofNull("currency", DuckDBColumnType.VARCHAR)
                        : Column.ofText("currency", row -> read.unit().name()),
                dollars
                        ? Column.ofNull("value_national", DuckDBColumnType.DOUBLE)
                        : Column.ofDouble("value_national", flows::value),
                Column.ofInt("flags", flows::flags),
                Column.ofInt("file_ordinal", row -> flows.origin(row).file()),
                Column.ofLong("line", row -> flows.origin(row).line()),
                Column.ofInt("source_rows", flows::sourceRows));
        var files = new ArrayList<String>();
        int from = 0;
        while (from < flows.size()) {
            int to = from + 1;
            while (to < flows.size() && flows.year(to) == flows.year(from)) {
                to++;
            }
            var name = "flow/year=" + flows.year(from) + "/part-000.parquet";
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            ParquetFiles.write(engine, file, columns, from, to);
            files.add(name);
            progress.advance(name, to, flows.size());
            from = to;
        }
        return table(engine, directory, files, columns, List.of("file_ordinal", "line", "source_rows"), flows.size());
    }

    /** Codes of digits of a known length are kept as numbers: half the time to read; the level restores their zeros. */
    private static boolean numericGoods(FlowTable flows) {
        String last = "";
        for (int row = 0; row < flows.size(); row++) {
            var product = flows.product(row);
            if (product.equals(last)) {
                continue;
            }
            last = product;
            if (product.length() != flows.level(row) || product.length() > 9) {
                return false;
            }
        }
        return true;
    }

    private Manifest.Table lineage(Connection engine, Path directory, FlowTable flows)
            throws SQLException, IOException {
        var parts = flows.parts();
        var columns = List.of(
                Column.ofText("table_name", row -> "flow"),
                Column.ofText(
                        "classification",
                        row -> flows.classification(parts.get(row).row())),
                Column.ofShort("year", row -> flows.year(parts.get(row).row())),
                Column.ofText("product", row -> flows.product(parts.get(row).row())),
                Column.ofText("exporter", row -> flows.exporter(parts.get(row).row())),
                Column.ofText("importer", row -> flows.importer(parts.get(row).row())),
                Column.ofText(
                        "reported_by",
                        row -> flows.reportedBy(parts.get(row).row()).name()),
                Column.ofInt("file_ordinal", row -> parts.get(row).origin().file()),
                Column.ofLong("line", row -> parts.get(row).origin().line()));
        ParquetFiles.write(engine, directory.resolve("lineage.parquet"), columns, 0, parts.size());
        return table(
                engine, directory, List.of("lineage.parquet"), columns, List.of("file_ordinal", "line"), parts.size());
    }

    private Manifest.Table quarantine(Connection engine, Path directory, List<QuarantinedRow> rows)
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
        return table(
                engine,
                directory,
                List.of("quarantine.parquet"),
                columns,
                List.of("file_ordinal", "line", "other_line"),
                rows.size());
    }

    private static Manifest.Table economies(Path directory, SourceRead read) throws IOException {
        var text = new StringBuilder("code,name,kind\n");
        for (var economy : read.ownEconomies()) {
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
                read.ownEconomies().size(), List.of(entry(directory, "economy.csv")), "sha256:" + Disk.sha256(file));
    }

    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Manifest.FileEntry entry(Path directory, String name) throws IOException {
        var file = directory.resolve(name);
        return new Manifest.FileEntry(name, Files.size(file), Disk.sha256(file));
    }

    /** Reads the files back: their rows must be the rows handed over, and their content is hashed without its order. */
    private static Manifest.Table table(
            Connection engine,
            Path directory,
            List<String> files,
            List<Column> columns,
            List<String> lineage,
            int expected)
            throws SQLException, IOException {
        var rendered = new ArrayList<String>();
        for (var column : columns) {
            if (lineage.contains(column.name())) {
                continue;
            }
            var text = switch (column.type()) {
                case DOUBLE -> "CAST(CAST(floor(\"" + column.name() + "\" * 1e6 + 0.5) AS HUGEINT) AS VARCHAR)";
                default -> "CAST(\"" + column.name() + "\" AS VARCHAR)";
            };
            if (column.name().equals("product") && column.type() == DuckDBColumnType.INTEGER) {
                text = "lpad(CAST(product AS VARCHAR), level, '0')"; // as text, however it is kept
            }
            rendered.add("coalesce(" + text + ", '\\N')");
        }
        var entries = new ArrayList<Manifest.FileEntry>();
        var paths = new ArrayList<String>();
        for (var file : files) {
            entries.add(entry(directory, file));
            paths.add(ParquetFiles.quoted(directory.resolve(file)));
        }
        var sql = "SELECT count(*), CAST(coalesce(sum(CAST('0x' || substr(h, 1, 16) AS UBIGINT)), 0) AS VARCHAR),"
                + " CAST(coalesce(sum(CAST('0x' || substr(h, 17, 16) AS UBIGINT)), 0) AS VARCHAR) FROM (SELECT md5(concat_ws('|', "
                + String.join(", ", rendered) + ")) AS h FROM read_parquet([" + String.join(", ", paths)
                + "], hive_partitioning = false))";
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            long rows = result.getLong(1);
            if (rows != expected) {
                throw new IllegalStateException("The files hold " + rows + " rows, handed over were " + expected + ".");
            }
            var hash = "m128:" + rows + ":" + half(result.getString(2)) + half(result.getString(3));
            return new Manifest.Table(rows, entries, hash);
        }
    }

    /** A sum modulo 2^64 as sixteen digits. */
    private static String half(String sum) {
        var rest = new BigInteger(sum).mod(BigInteger.ONE.shiftLeft(Long.SIZE));
        return HexFormat.of().toHexDigits(rest.longValue());
    }
}
