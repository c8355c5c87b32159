package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Progress;
import org.kaname.data.source.FlowTable;
import org.kaname.data.workspace.ParquetFiles.Column;
import org.kaname.model.Unit;

/**
 * Writes a settled table of flows to Parquet, one directory for each year. What all rows of a file share is said once in the query;
 * only what differs is handed over row by row. The logical hash of the rows is taken from memory on the way.
 */
final class FlowParquet {
    /** Rows of one file: a year of world trade becomes three, which two cores write side by side. */
    static final int ROWS_OF_FILE = 1 << 22;

    /** Below this many rows one thread is as fast as two. */
    private static final int ROWS_FOR_THREADS = 1 << 19;

    /** Codes of digits of at most this length are kept as numbers. */
    private static final int MOST_DIGITS = 9;

    /** Whole units of a currency in one billion. */
    private static final double BILLION = 1e9;

    /** One file of a table. */
    record Part(String name, int year, int rows, SortedMap<String, String> constants) {}

    private record Written(RowHash hash, SortedMap<String, String> constants) {}

    private record Range(String name, int year, int from, int to) {}

    private final FlowTable flows;
    private final Unit unit;
    private final boolean kinds;
    private final boolean numeric;
    private final byte[][] economies;
    private final byte[][] products;
    private final boolean[] used;
    private final String economyCodes;

    /** @param kinds the table has a column {@code flow_kind} */
    FlowParquet(FlowTable flows, Unit unit, boolean kinds) {
        this.flows = flows;
        this.unit = unit;
        this.kinds = kinds;
        numeric = isNumeric(flows);
        economies = new byte[flows.economyCount()][];
        for (int i = 0; i < economies.length; i++) {
            economies[i] = ascii(flows.economyText(i));
        }
        var codes = new ArrayList<String>();
        for (int i = 0; i < economies.length; i++) {
            codes.add(ParquetFiles.quoted(flows.economyText(i)));
        }
        economyCodes = "CAST([" + String.join(", ", codes) + "] AS ENUM(" + String.join(", ", codes) + ")[])";
        used = new boolean[flows.forms().size()];
        flows.each((form, product, exporter, importer, value) -> used[form] = true);
        products = new byte[flows.productCount()][];
        for (int i = 0; i < products.length; i++) {
            products[i] = ascii(flows.productText(i));
        }
    }

    /** Codes whose digits are as many as their level: half the time to read; the level restores their zeros. */
    private static boolean isNumeric(FlowTable flows) {
        var forms = flows.forms();
        var digits = new int[flows.productCount()]; // of a code of digits; else 0
        for (int i = 0; i < digits.length; i++) {
            var text = flows.productText(i);
            digits[i] = text.length() <= MOST_DIGITS && text.matches("[0-9]+") ? text.length() : 0;
        }
        var levels = forms.stream().mapToInt(FlowTable.Form::level).toArray();
        var other = new boolean[1];
        flows.each((form, product, exporter, importer, value) ->
                other[0] |= digits[product] != levels[form] || digits[product] == 0);
        return !other[0];
    }

    boolean numeric() {
        return numeric;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes all rows below a directory.
     *
     * @param table {@code flow}, {@code total} or {@code reexport}
     * @param firstFile number of the first file of each year
     * @param hash takes the rows
     */
    List<Part> write(Connection engine, Path directory, String table, int firstFile, RowHash hash, Progress progress)
            throws SQLException, IOException {
        var ranges = ranges(table, firstFile);
        for (var range : ranges) {
            Files.createDirectories(directory.resolve(range.name()).getParent());
        }
        var parts = new ArrayList<Part>();
        boolean many = ranges.size() > 1 && flows.size() >= ROWS_FOR_THREADS;
        int done = 0;
        if (many) {
            try (var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
                var running = new ArrayList<Future<Written>>();
                for (var range : ranges) {
                    running.add(threads.submit(() -> {
                        try (var own = ((DuckDBConnection) engine).duplicate()) {
                            return write(own, directory, range);
                        }
                    }));
                }
                for (int i = 0; i < ranges.size(); i++) {
                    var written = result(running.get(i));
                    hash.add(written.hash());
                    parts.add(part(ranges.get(i), written));
                    done += ranges.get(i).to() - ranges.get(i).from();
                    progress.advance(ranges.get(i).name(), done, flows.size());
                }
            }
        } else {
            for (var range : ranges) {
                var written = write(engine, directory, range);
                hash.add(written.hash());
                parts.add(part(range, written));
                done += range.to() - range.from();
                progress.advance(range.name(), done, flows.size());
            }
        }
        return parts;
    }

    private static Part part(Range range, Written written) {
        return new Part(range.name(), range.year(), range.to() - range.from(), written.constants());
    }

    private static Written result(Future<Written> running) throws SQLException, IOException {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            if (cause instanceof SQLException sql) {
                throw sql;
            }
            if (cause instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(cause);
        }
    }

    private List<Range> ranges(String table, int firstFile) {
        var ranges = new ArrayList<Range>();
        int from = 0;
        while (from < flows.size()) {
            int year = flows.year(from);
            int number = firstFile;
            while (from < flows.size() && flows.year(from) == year) {
                int to = yearEnd(from, year);
                ranges.add(new Range(
                        table + "/year=" + year + "/part-" + String.format(java.util.Locale.ROOT, "%03d", number)
                                + ".parquet",
                        year,
                        from,
                        to));
                number++;
                from = to;
            }
        }
        return ranges;
    }

    /** The end of a file that begins at a row: the year's, or a file's size further on. */
    private int yearEnd(int from, int year) {
        int most = Math.min(flows.size(), from + ROWS_OF_FILE);
        if (flows.year(most - 1) == year) {
            return most;
        }
        int low = from;
        int high = most - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (flows.year(middle) == year) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The forms of one year that rows have, by their numbers. */
    private int[] formsOf(int year) {
        return java.util.stream.IntStream.range(0, used.length)
                .filter(f -> used[f] && flows.forms().get(f).year() == year)
                .toArray();
    }

    private Written write(Connection engine, Path directory, Range range) throws SQLException {
        var forms = flows.forms();
        var ofYear = formsOf(range.year());
        var rows = flows.window();
        var columns = new Columns(ofYear, rows);
        columns.ofForm("classification", FlowTable.Form::classification, "VARCHAR");
        columns.ofForm("year", f -> Integer.toString(f.year()), "SMALLINT");
        columns.ofForm("month", f -> f.month() == 0 ? "" : Integer.toString(f.month()), "TINYINT");
        if (numeric) {
            var numbers = new int[flows.productCount()];
            for (int i = 0; i < numbers.length; i++) {
                var text = flows.productText(i);
                numbers[i] = text.length() <= MOST_DIGITS && text.matches("[0-9]+") ? Integer.parseInt(text) : 0;
            }
            columns.of(Column.ofInt("product", row -> numbers[rows.product(row)]), "product");
        } else {
            columns.of(Column.ofBytes("product", row -> products[rows.product(row)]), "product");
        }
        columns.ofForm("level", f -> Integer.toString(f.level()), "TINYINT");
        columns.of(Column.ofShort("sender", rows::exporter), economy("sender") + " AS exporter");
        columns.of(Column.ofShort("receiver", rows::importer), economy("receiver") + " AS importer");
        columns.ofForm("reported_by", f -> f.reportedBy().name(), "VARCHAR");
        boolean dollars = unit == Unit.KUSD;
        if (dollars) {
            columns.of(Column.ofDouble("value_kusd", rows::value), "value_kusd");
        } else {
            columns.constant("value_kusd", "");
        }
        columns.ofForm("value_basis", f -> f.valueBasis().name(), "VARCHAR");
        columns.ofForm("value_status", f -> f.valueEstimated() ? "ESTIMATED" : "OBSERVED", "VARCHAR");
        columns.constant("value_low_kusd", "");
        columns.constant("value_high_kusd", "");
        columns.of(Column.ofDouble("quantity_tonnes", rows::quantity), "quantity_tonnes");
        columns.ofForm("quantity_status", f -> f.quantityEstimated() ? "ESTIMATED" : "OBSERVED", "VARCHAR");
        if (Arrays.stream(ofYear).anyMatch(f -> !forms.get(f).extraUnit().isEmpty())) {
            columns.of(Column.ofDouble("extra_quantity", flows::extra), "extra_quantity");
            columns.ofForm("extra_unit", FlowTable.Form::extraUnit, "VARCHAR");
        } else {
            columns.constant("extra_quantity", "");
            columns.constant("extra_unit", "");
        }
        columns.constant("currency", currency());
        if (dollars && !flows.hasNational()) {
            columns.constant("value_national", "");
        } else {
            columns.of(Column.ofDouble("value_national", this::national), "value_national");
        }
        columns.of(Column.ofInt("flags", rows::flags), "flags");
        if (kinds) {
            columns.ofForm("flow_kind", FlowTable.Form::flowKind, "VARCHAR");
        }
        columns.ofForm("file_ordinal", f -> Integer.toString(f.file()), "INTEGER");
        columns.of(Column.ofLong("line", rows::line), "line");
        if (flows.parts().isEmpty()) {
            columns.constant("source_rows", "1");
        } else {
            columns.of(Column.ofInt("source_rows", flows::sourceRows), "source_rows");
        }
        var hash = new RowHash();
        var rowTexts = formHashes(forms);
        columns.around(rows::move, (first, count) -> hash(hash, rowTexts, rows, first, count));
        ParquetFiles.write(
                engine,
                directory.resolve(range.name()),
                columns.emitted(),
                columns.selected(),
                range.from(),
                range.to());
        return new Written(hash, columns.constants());
    }

    /** The code of an economy's number, as a type of the engine that it writes without looking at each text. */
    private String economy(String column) {
        return economyCodes + "[" + column + " + 1]";
    }

    private String currency() {
        return unit == Unit.BN_JPY ? "JPY" : flows.currency();
    }

    private double national(int row) {
        if (unit == Unit.BN_JPY) {
            return Math.rint(flows.value(row) * BILLION);
        }
        return unit == Unit.KUSD ? flows.national(row) : flows.value(row);
    }

    /**
     * What the rows of one form share in their text, with the separators around it.
     *
     * @param status of a quantity that is known
     */
    private record FormHash(
            byte[] first,
            byte[] level,
            byte[] reportedBy,
            byte[] basis,
            byte[] status,
            byte @Nullable [] extraUnit,
            byte[] kind) {}

    private static final byte[] MISSING = ascii("|MISSING|");
    private static final byte[] SEPARATOR = ascii("|");
    private static final byte[] NULL = ascii("\\N");

    private FormHash[] formHashes(List<FlowTable.Form> forms) {
        return forms.stream()
                .map(f -> new FormHash(
                        ascii(f.classification() + "|" + f.year() + "|"
                                + (f.month() == 0 ? "\\N" : Integer.toString(f.month())) + "|"),
                        ascii("|" + f.level() + "|"),
                        ascii("|" + f.reportedBy().name() + "|"),
                        ascii("|" + f.valueBasis().name() + "|" + (f.valueEstimated() ? "ESTIMATED" : "OBSERVED")
                                + "|\\N|\\N|"),
                        ascii(f.quantityEstimated() ? "|ESTIMATED|" : "|OBSERVED|"),
                        f.extraUnit().isEmpty() ? null : ascii(f.extraUnit()),
                        ascii(!kinds ? "" : "|" + (f.flowKind().isEmpty() ? "\\N" : f.flowKind()))))
                .toArray(FormHash[]::new);
    }

    private void hash(RowHash hash, FormHash[] forms, FlowTable.Window rows, int first, int count) {
        boolean dollars = unit == Unit.KUSD;
        byte[] currency = currency().isEmpty() ? NULL : ascii(currency());
        for (int row = first; row < first + count; row++) {
            var form = forms[rows.form(row)];
            double quantity = rows.quantity(row);
            double extra = flows.extra(row);
            double national = dollars ? flows.national(row) : national(row);
            var unitOfExtra = form.extraUnit();
            hash.raw(form.first())
                    .raw(products[rows.product(row)])
                    .raw(form.level())
                    .raw(economies[rows.exporter(row)])
                    .raw(SEPARATOR)
                    .raw(economies[rows.importer(row)])
                    .raw(form.reportedBy())
                    .rawNumber(dollars ? rows.value(row) : Double.NaN)
                    .raw(form.basis())
                    .rawNumber(quantity)
                    .raw(Double.isNaN(quantity) ? MISSING : form.status())
                    .rawNumber(extra)
                    .raw(SEPARATOR)
                    .raw(Double.isNaN(extra) || unitOfExtra == null ? NULL : unitOfExtra)
                    .raw(SEPARATOR)
                    .raw(Double.isNaN(national) ? NULL : currency)
                    .raw(SEPARATOR)
                    .rawNumber(national)
                    .raw(SEPARATOR)
                    .rawWhole(rows.flags(row))
                    .raw(form.kind())
                    .end();
        }
    }

    /** The columns of one file: those that its rows differ in, and those that they do not. */
    private final class Columns {
        private final int[] forms;
        private final List<Column> emitted = new ArrayList<>();
        private final List<String> selected = new ArrayList<>();
        private final SortedMap<String, String> constants = new TreeMap<>();

        interface OfForm {
            String text(FlowTable.Form form);
        }

        private final FlowTable.Window rows;

        Columns(int[] forms, FlowTable.Window rows) {
            this.forms = forms;
            this.rows = rows;
        }

        void of(Column column, String expression) {
            emitted.add(column);
            selected.add(expression);
        }

        /** @param value empty for null */
        void constant(String name, String value) {
            constants.put(name, value);
        }

        /** A column that a form decides; an empty text is null. */
        void ofForm(String name, OfForm of, String type) {
            var all = flows.forms();
            var first = of.text(all.get(forms[0]));
            if (Arrays.stream(forms).allMatch(f -> of.text(all.get(f)).equals(first))) {
                constant(name, first);
                return;
            }
            var texts = new byte[all.size()][];
            for (int form : forms) {
                texts[form] = ascii(of.text(all.get(form)));
            }
            of(
                    Column.ofBytes(name, row -> texts[rows.form(row)]),
                    "CAST(nullif(" + name + ", '') AS " + type + ") AS " + name);
        }

        /** Something is done with a run of rows before its first column is handed over, and something after its last. */
        void around(Column.Rest before, Column.Rest after) {
            emitted.set(0, emitted.getFirst().after(before));
            emitted.set(emitted.size() - 1, emitted.getLast().andThen(after));
        }

        List<Column> emitted() {
            return emitted;
        }

        List<String> selected() {
            return selected;
        }

        SortedMap<String, String> constants() {
            return constants;
        }
    }

    /** A column of the table, its type, and whether it is lineage. */
    private record Named(String name, String type, boolean lineage) {}

    private static final List<Named> NAMED = List.of(
            new Named("classification", "VARCHAR", false),
            new Named("year", "SMALLINT", false),
            new Named("month", "TINYINT", false),
            new Named("product", "", false),
            new Named("level", "TINYINT", false),
            new Named("exporter", "VARCHAR", false),
            new Named("importer", "VARCHAR", false),
            new Named("reported_by", "VARCHAR", false),
            new Named("value_kusd", "DOUBLE", false),
            new Named("value_basis", "VARCHAR", false),
            new Named("value_status", "VARCHAR", false),
            new Named("value_low_kusd", "DOUBLE", false),
            new Named("value_high_kusd", "DOUBLE", false),
            new Named("quantity_tonnes", "DOUBLE", false),
            new Named("quantity_status", "VARCHAR", false),
            new Named("extra_quantity", "DOUBLE", false),
            new Named("extra_unit", "VARCHAR", false),
            new Named("currency", "VARCHAR", false),
            new Named("value_national", "DOUBLE", false),
            new Named("flags", "INTEGER", false),
            new Named("flow_kind", "VARCHAR", false),
            new Named("file_ordinal", "INTEGER", true),
            new Named("line", "BIGINT", true),
            new Named("source_rows", "INTEGER", true));

    /** Names of the columns that say what the rows are, lineage left out, in the order of the table. */
    static List<String> columns(boolean kinds) {
        return NAMED.stream()
                .filter(c -> !c.lineage() && (kinds || !c.name().equals("flow_kind")))
                .map(Named::name)
                .toList();
    }

    /** Files of a table as one table of SQL with all its columns, those that the files do not hold among them. */
    static String table(Path directory, List<Manifest.FileEntry> files, boolean kinds) {
        var byConstants = new LinkedHashMap<SortedMap<String, String>, List<String>>();
        for (var file : files) {
            byConstants
                    .computeIfAbsent(file.constants(), unknown -> new ArrayList<>())
                    .add(file.path());
        }
        var parts = new ArrayList<String>();
        byConstants.forEach((constants, names) -> {
            var columns = new ArrayList<String>();
            for (var column : NAMED) {
                if (kinds || !column.name().equals("flow_kind")) {
                    var text = expression(column, constants);
                    columns.add(text + " AS " + column.name());
                }
            }
            parts.add("SELECT " + String.join(", ", columns) + " FROM " + ParquetFiles.read(directory, names));
        });
        return "(" + String.join(" UNION ALL ", parts) + ")";
    }

    private static String expression(Named column, SortedMap<String, String> constants) {
        var constant = constants.get(column.name());
        var text = constant == null ? column.name() : constant.isEmpty() ? "NULL" : ParquetFiles.quoted(constant);
        return switch (column.name()) {
            // a quantity or a currency belongs to an amount; without it there is none
            case "quantity_status" -> "CASE WHEN quantity_tonnes IS NULL THEN 'MISSING' ELSE " + text + " END";
            case "extra_unit" ->
                constants.containsKey("extra_quantity")
                        ? "CAST(NULL AS VARCHAR)"
                        : "CASE WHEN extra_quantity IS NULL THEN NULL ELSE " + text + " END";
            case "currency" ->
                constants.containsKey("value_national")
                        ? "CAST(NULL AS VARCHAR)"
                        : "CASE WHEN value_national IS NULL THEN NULL ELSE CAST(" + text + " AS VARCHAR) END";
            default ->
                column.type().isEmpty() || constant == null && !column.type().equals("VARCHAR")
                        ? text
                        : "CAST(" + text + " AS " + column.type() + ")";
        };
    }
}
