package org.kaname.data.source.comtrade;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextFile;
import org.kaname.data.csv.TextPool;
import org.kaname.data.source.Amounts;
import org.kaname.data.source.CsvPass;
import org.kaname.data.source.Layout;
import org.kaname.data.source.MeaningProbe;
import org.kaname.data.source.SecondLook;

/** Delimited files of Comtrade: columns are found by their names, of which there are those since 2023 and those before. */
public final class ComtradeCsv implements ComtradeFormat {
    /** Which names a file's columns have. */
    public enum Names {
        PLUS,
        LEGACY;

        List<String> of(Field field) {
            return this == PLUS ? field.names() : field.legacyNames();
        }
    }

    /** Without these a row means nothing; a year or a period is needed besides. */
    private static final List<Field> MANDATORY =
            List.of(Field.REPORTER, Field.FLOW, Field.PARTNER, Field.GOOD, Field.VALUE);

    /** Where none of these is there, the provider has added the details up already. */
    private static final List<Field> DETAILS = List.of(Field.SECOND_PARTNER, Field.CUSTOMS, Field.TRANSPORT);

    private static final String NUMERIC_CODE = "\\d{1,3}(?:\\.0)?";

    private final Names names;
    private final Map<Integer, Layout> layouts = new HashMap<>();
    private final Amounts amounts = new Amounts();

    public ComtradeCsv(Names names) {
        this.names = names;
    }

    /** Columns of one file by field; -1 where there is none. */
    private int[] columns(Layout layout) {
        var columns = new int[Field.values().length];
        for (var field : Field.values()) {
            columns[field.ordinal()] =
                    layout.firstColumn(names.of(field).toArray(String[]::new)).orElse(-1);
        }
        return columns;
    }

    @Override
    public void read(int ordinal, TextFile file, Sink sink) throws IOException {
        var form = sink.request().quotes() ? Layout.Form.USUAL : Layout.Form.USUAL.withoutQuotes();
        var wanted =
                Arrays.stream(Field.values()).flatMap(f -> names.of(f).stream()).toList();
        var layout = Layout.of(file, form, wanted).shifted(sink.request().shift());
        layouts.put(ordinal, layout);
        var intake = sink.intake();
        intake.refuse(layout.faults());
        if (intake.refused()) {
            return;
        }
        var columns = columns(layout);
        for (var field : MANDATORY) {
            if (columns[field.ordinal()] < 0) {
                refuseMissing(sink, layout, names.of(field).getFirst());
            }
        }
        if (columns[Field.YEAR.ordinal()] < 0 && columns[Field.PERIOD.ordinal()] < 0) {
            refuseMissing(sink, layout, names.of(Field.PERIOD).getFirst());
        }
        if (columns[Field.CLASSIFICATION.ordinal()] < 0
                && sink.request().classification().isEmpty()) {
            intake.refuse("KAN-DATA-023", file.shown(), 0, "known", ComtradeReading.schemes());
        }
        for (var name : layout.repeated()) {
            if (wanted.stream().anyMatch(w -> Layout.normal(w).equals(Layout.normal(name)))) {
                intake.refuse("KAN-DATA-021.repeated", file.shown(), 0, "column", name);
            }
        }
        if (intake.refused()) {
            return;
        }
        if (DETAILS.stream().allMatch(f -> columns[f.ordinal()] < 0)) {
            intake.note("KAN-DATA-083", "note.aggregated").count(ordinal, 1);
        }
        new FileRun(ordinal, layout, columns, sink).run();
    }

    private static void refuseMissing(Sink sink, Layout layout, String column) {
        sink.intake()
                .refuse(
                        "KAN-DATA-028",
                        layout.file().shown(),
                        0,
                        "column",
                        column,
                        "columns",
                        String.join(", ", layout.header()));
    }

    @Override
    public void find(int ordinal, SortedSet<Integer> lines, SecondLook.Found found) throws IOException {
        var layout = layouts.get(ordinal);
        if (layout != null) {
            CsvPass.find(layout, columns(layout)[Field.VALUE.ordinal()], lines, found);
        }
    }

    private final class FileRun implements ComtradeRow {
        private final Layout layout;
        private final int[] columns;
        private final Sink sink;
        private final CsvPass pass;
        private @Nullable CsvRecords current;

        FileRun(int ordinal, Layout layout, int[] columns, Sink sink) {
            this.layout = layout;
            this.columns = columns;
            this.sink = sink;
            pass = new CsvPass(sink.intake(), ordinal, layout, probe(), records -> {
                current = records;
                return columns[Field.VALUE.ordinal()] < records.fields() ? ComtradeRows.worth(this) : Double.NaN;
            });
        }

        private MeaningProbe probe() {
            var periods = new Periods(sink.request().latestYear() + 1);
            var expected = new ArrayList<MeaningProbe.Expected>();
            expect(expected, Field.YEAR, periods::isPeriod, "expected.year");
            expect(expected, Field.PERIOD, periods::isPeriod, "expected.period");
            expect(expected, Field.REPORTER, text -> text.matches(NUMERIC_CODE), "expected.numeric-code");
            expect(expected, Field.FLOW, ComtradeRows::isFlow, "expected.flow");
            expect(expected, Field.PARTNER, text -> text.matches(NUMERIC_CODE), "expected.numeric-code");
            expect(
                    expected,
                    Field.CLASSIFICATION,
                    text -> text.matches("[A-Z]{1,2}\\d{0,2}"),
                    "expected.classification");
            expect(
                    expected,
                    Field.GOOD,
                    text -> text.matches("\\d{1,6}|TOTAL|ALL|AG\\d|\\d{4}AA"),
                    "expected.good-or-heading");
            return new MeaningProbe(expected, layout.file().lines());
        }

        private void expect(
                List<MeaningProbe.Expected> expected,
                Field field,
                java.util.function.Predicate<String> fits,
                String expectation) {
            int column = columns[field.ordinal()];
            if (column >= 0) {
                expected.add(new MeaningProbe.Expected(layout.name(column), column, fits, expectation));
            }
        }

        void run() throws IOException {
            pass.run(
                    records -> {
                        current = records;
                        sink.rows().read(this);
                    },
                    sink.look());
        }

        private CsvRecords records() {
            return java.util.Objects.requireNonNull(current);
        }

        private int column(Field field) {
            return columns[field.ordinal()];
        }

        @Override
        public long line() {
            return records().line();
        }

        @Override
        public boolean isEmpty(Field field) {
            int column = column(field);
            return column < 0 || records().isEmpty(column);
        }

        @Override
        public String text(Field field) {
            int column = column(field);
            return column < 0 ? "" : records().text(column);
        }

        @Override
        public int pooled(Field field, TextPool pool) {
            int column = column(field);
            return column < 0 ? pool.idOf("") : records().pooled(column, pool);
        }

        @Override
        public double number(Field field) {
            int column = column(field);
            if (column < 0) {
                return Double.NaN;
            }
            double plain = records().number(column);
            return Double.isNaN(plain) && !records().isEmpty(column)
                    ? amounts.parse(records().text(column))
                    : plain;
        }

        @Override
        public void reject(@Nullable Field field, Reason reason) {
            pass.reject(records(), field == null ? -1 : column(field), reason);
        }
    }
}
