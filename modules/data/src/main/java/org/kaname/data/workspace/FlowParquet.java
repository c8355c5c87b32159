package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
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
    record Part(String name, int year, int rows) {}

    private record Range(String name, int year, int from, int to) {}

    private final FlowTable flows;
    private final Unit unit;
    private final boolean kinds;
    private final boolean numeric;
    private final byte[][] economies;
    private final byte[][] products;
    private final boolean[] used;

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
                var running = new ArrayList<Future<RowHash>>();
                for (var range : ranges) {
                    running.add(threads.submit(() -> {
                        try (var own = ((DuckDBConnection) engine).duplicate()) {
                            return write(own, directory, range);
                        }
                    }));
                }
                for (int i = 0; i < ranges.size(); i++) {
                    hash.add(result(running.get(i)));
                    done += ranges.get(i).to() - ranges.get(i).from();
                    progress.advance(ranges.get(i).name(), done, flows.size());
                }
            }
        } else {
            for (var range : ranges) {
                hash.add(write(engine, directory, range));
                done += range.to() - range.from();
                progress.advance(range.name(), done, flows.size());
            }
        }
        for (var range : ranges) {
            parts.add(new Part(range.name(), range.year(), range.to() - range.from()));
        }
        return parts;
    }

    private static RowHash result(Future<RowHash> running) throws SQLException, IOException {
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

    private RowHash write(Connection engine, Path directory, Range range) throws SQLException {
        var forms = flows.forms();
        var used = formsOf(range.year());
        var emitted = new ArrayList<Column>();
        var selected = new ArrayList<String>();
        var text = new FormTexts(forms, used, emitted, selected);
        text.add("classification", FlowTable.Form::classification);
        text.addNumber("year", "SMALLINT", FlowTable.Form::year);
        text.addNullable("month", "TINYINT", f -> f.month() == 0 ? null : Integer.toString(f.month()));
        if (numeric) {
            var numbers = new int[flows.productCount()];
            Arrays.fill(numbers, -1);
            emitted.add(Column.ofInt("product", row -> {
                int product = flows.productNumber(row);
                if (numbers[product] < 0) {
                    numbers[product] = Integer.parseInt(flows.productText(product));
                }
                return numbers[product];
            }));
        } else {
            emitted.add(Column.ofBytes("product", row -> products[flows.productNumber(row)]));
        }
        selected.add("product");
        text.addNumber("level", "TINYINT", FlowTable.Form::level);
        emitted.add(Column.ofBytes("exporter", row -> economies[flows.exporterNumber(row)]));
        selected.add("exporter");
        emitted.add(Column.ofBytes("importer", row -> economies[flows.importerNumber(row)]));
        selected.add("importer");
        text.add("reported_by", f -> f.reportedBy().name());
        boolean dollars = unit == Unit.KUSD;
        emitted.add(Column.ofDouble("amount", flows::value));
        selected.add(dollars ? "amount AS value_kusd" : "CAST(NULL AS DOUBLE) AS value_kusd");
        text.add("value_basis", f -> f.valueBasis().name());
        text.add("value_status", f -> f.valueEstimated() ? "ESTIMATED" : "OBSERVED");
        selected.add("CAST(NULL AS DOUBLE) AS value_low_kusd");
        selected.add("CAST(NULL AS DOUBLE) AS value_high_kusd");
        emitted.add(Column.ofDouble("quantity_tonnes", flows::quantity));
        selected.add("quantity_tonnes");
        text.emit("known_status", f -> f.quantityEstimated() ? "ESTIMATED" : "OBSERVED");
        selected.add(
                "CASE WHEN quantity_tonnes IS NULL THEN 'MISSING' ELSE " + text.last() + " END AS quantity_status");
        boolean extras =
                Arrays.stream(used).anyMatch(f -> !forms.get(f).extraUnit().isEmpty());
        if (extras) {
            emitted.add(Column.ofDouble("extra_quantity", flows::extra));
            selected.add("extra_quantity");
            text.emit("unit_of_extra", FlowTable.Form::extraUnit);
            selected.add("CASE WHEN extra_quantity IS NULL THEN NULL ELSE " + text.last() + " END AS extra_unit");
        } else {
            selected.add("CAST(NULL AS DOUBLE) AS extra_quantity");
            selected.add("CAST(NULL AS VARCHAR) AS extra_unit");
        }
        if (dollars && !flows.hasNational()) {
            selected.add("CAST(NULL AS VARCHAR) AS currency");
            selected.add("CAST(NULL AS DOUBLE) AS value_national");
        } else {
            emitted.add(Column.ofDouble("national", this::national));
            selected.add("CASE WHEN national IS NULL THEN NULL ELSE " + currencyText() + " END AS currency");
            selected.add("national AS value_national");
        }
        emitted.add(Column.ofInt("flags", flows::flags));
        selected.add("flags");
        if (kinds) {
            text.addNullable("flow_kind", "VARCHAR", f -> f.flowKind().isEmpty() ? null : f.flowKind());
        }
        text.addNumber("file_ordinal", "INTEGER", FlowTable.Form::file);
        emitted.add(Column.ofLong("line", flows::line));
        selected.add("line");
        emitted.add(Column.ofInt("source_rows", flows::sourceRows));
        selected.add("source_rows");
        var hash = new RowHash();
        var rowTexts = formHashes(forms);
        var withHash = new ArrayList<>(emitted);
        withHash.set(
                withHash.size() - 1, withHash.getLast().andThen((first, count) -> hash(hash, rowTexts, first, count)));
        ParquetFiles.write(engine, directory.resolve(range.name()), withHash, selected, range.from(), range.to());
        return hash;
    }

    /** ISO 4217 code as SQL text; a value without a currency that is known has none. */
    private String currencyText() {
        return unit == Unit.BN_JPY ? "'JPY'" : "CAST(NULL AS VARCHAR)";
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

    private void hash(RowHash hash, FormHash[] forms, int first, int count) {
        boolean dollars = unit == Unit.KUSD;
        byte[] currency = unit == Unit.BN_JPY ? ascii("JPY") : NULL;
        for (int row = first; row < first + count; row++) {
            var form = forms[flows.formNumber(row)];
            double quantity = flows.quantity(row);
            double extra = flows.extra(row);
            double national = dollars ? flows.national(row) : national(row);
            var unitOfExtra = form.extraUnit();
            hash.raw(form.first())
                    .raw(products[flows.productNumber(row)])
                    .raw(form.level())
                    .raw(economies[flows.exporterNumber(row)])
                    .raw(SEPARATOR)
                    .raw(economies[flows.importerNumber(row)])
                    .raw(form.reportedBy())
                    .rawNumber(dollars ? flows.value(row) : Double.NaN)
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
                    .rawWhole(flows.flags(row))
                    .raw(form.kind())
                    .end();
        }
    }

    /** Columns that a form decides: said once where all forms of a file agree. */
    private final class FormTexts {
        private final List<FlowTable.Form> forms;
        private final int[] used;
        private final List<Column> emitted;
        private final List<String> selected;
        private String last = "";

        FormTexts(List<FlowTable.Form> forms, int[] used, List<Column> emitted, List<String> selected) {
            this.forms = forms;
            this.used = used;
            this.emitted = emitted;
            this.selected = selected;
        }

        interface Of {
            @Nullable String text(FlowTable.Form form);
        }

        interface Number {
            int number(FlowTable.Form form);
        }

        /** The expression of the column handed over last. */
        String last() {
            return last;
        }

        void add(String name, Of of) {
            emit(name, of);
            selected.add(last.equals(name) ? name : last + " AS " + name);
        }

        void addNumber(String name, String type, Number of) {
            emit(name, f -> Integer.toString(of.number(f)));
            selected.add("CAST(" + last + " AS " + type + ") AS " + name);
        }

        void addNullable(String name, String type, Of of) {
            emit(name, of);
            selected.add("CAST(" + last + " AS " + type + ") AS " + name);
        }

        void emit(String name, Of of) {
            var first = of.text(forms.get(used[0]));
            boolean same = Arrays.stream(used).allMatch(f -> java.util.Objects.equals(of.text(forms.get(f)), first));
            if (same) {
                last = first == null ? "NULL" : ParquetFiles.quoted(first);
                return;
            }
            last = name;
            var texts = new byte[forms.size()][];
            for (int form : used) {
                var text = of.text(forms.get(form));
                texts[form] = text == null ? new byte[0] : ascii(text);
            }
            emitted.add(Column.ofBytes(name, row -> texts[flows.formNumber(row)]));
            if (Arrays.stream(used).anyMatch(f -> of.text(forms.get(f)) == null)) {
                last = "nullif(" + name + ", '')";
            }
        }
    }

    /** Names of the columns of the table, in the order of the file. */
    static List<String> columns(boolean kinds) {
        var names = new ArrayList<>(List.of(
                "classification",
                "year",
                "month",
                "product",
                "level",
                "exporter",
                "importer",
                "reported_by",
                "value_kusd",
                "value_basis",
                "value_status",
                "value_low_kusd",
                "value_high_kusd",
                "quantity_tonnes",
                "quantity_status",
                "extra_quantity",
                "extra_unit",
                "currency",
                "value_national",
                "flags"));
        if (kinds) {
            names.add("flow_kind");
        }
        return names;
    }
}
