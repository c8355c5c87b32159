package org.kaname.data.source.comtradejson;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.csv.Numbers;
import org.kaname.data.csv.TextFile;
import org.kaname.data.csv.TextPool;
import org.kaname.data.json.JsonRecords;
import org.kaname.data.source.Amounts;
import org.kaname.data.source.Intake;
import org.kaname.data.source.SecondLook;
import org.kaname.data.source.comtrade.ComtradeFormat;
import org.kaname.data.source.comtrade.ComtradeRow;
import org.kaname.data.source.comtrade.ComtradeRows;
import org.kaname.data.source.comtrade.Field;

/** Answers of Comtrade's programming interface: records one after another, a page or several in a file (data-formats 3.2). */
final class ComtradeJson implements ComtradeFormat {
    /** Without these a record means nothing; a year or a period is needed besides. */
    private static final List<Field> MANDATORY =
            List.of(Field.REPORTER, Field.FLOW, Field.PARTNER, Field.GOOD, Field.CLASSIFICATION, Field.VALUE);

    private static final List<Field> DETAILS = List.of(Field.SECOND_PARTNER, Field.CUSTOMS, Field.TRANSPORT);

    /** Answers end at these numbers of records, by the kind of access (data-formats 3.2). */
    private static final Set<Long> LIMITS = Set.of(500L, 100_000L, 250_000L);

    private static final int PROGRESS_EVERY = 1 << 16;

    /** Bytes that a record with the mandatory fields has at least. */
    private static final int SHORTEST_RECORD = 80;

    private final List<String> wanted =
            Arrays.stream(Field.values()).map(f -> f.names().getFirst()).toList();
    private final Map<Integer, TextFile> files = new HashMap<>();
    private final Amounts amounts = new Amounts();

    @Override
    public long mostRecords(List<TextFile> of) {
        return of.stream()
                .mapToLong(f -> f.gzip() ? Long.MAX_VALUE / (of.size() + 1L) : f.size() / SHORTEST_RECORD + 1)
                .sum();
    }

    @Override
    public void read(int ordinal, TextFile file, Sink sink) throws IOException {
        files.put(ordinal, file);
        try (var records = new JsonRecords(file.open(), wanted)) {
            new FileRun(ordinal, file, records, sink).run();
        }
    }

    @Override
    public void find(int ordinal, SortedSet<Integer> lines, SecondLook.Found found) throws IOException {
        var file = files.get(ordinal);
        if (file == null) {
            return;
        }
        try (var records = new JsonRecords(file.open(), wanted)) {
            while (records.number() < lines.last() && records.next()) {
                int number = (int) records.number();
                if (lines.contains(number)) {
                    found.record(
                            number,
                            records.raw(QuarantinedRow.LONGEST_RAW),
                            records.longerThan(QuarantinedRow.LONGEST_RAW),
                            shown(records.text(Field.VALUE.ordinal())));
                }
            }
        }
    }

    private static String shown(String text) {
        return text.length() <= QuarantinedRow.LONGEST_VALUE ? text : text.substring(0, QuarantinedRow.LONGEST_VALUE);
    }

    private final class FileRun implements ComtradeRow {
        private final int ordinal;
        private final TextFile file;
        private final JsonRecords records;
        private final Sink sink;
        private final Intake intake;

        FileRun(int ordinal, TextFile file, JsonRecords records, Sink sink) {
            this.ordinal = ordinal;
            this.file = file;
            this.records = records;
            this.sink = sink;
            intake = sink.intake();
        }

        void run() throws IOException {
            var details = new HashSet<Field>();
            while (!intake.refused() && records.next()) {
                intake.countRead();
                if (records.number() == 1) {
                    refuseMissing();
                }
                if ((records.number() & (PROGRESS_EVERY - 1)) == 0) {
                    intake.progress()
                            .advance(file.shown(), records.number(), Math.max(records.number(), records.promised()));
                    intake.makeRoom(sink.look());
                }
                if (details.size() < DETAILS.size()) {
                    DETAILS.stream().filter(f -> !isEmpty(f)).forEach(details::add);
                }
                if (!intake.refused()) {
                    sink.rows().read(this);
                }
            }
            if (!intake.refused() && !sound()) {
                return;
            }
            if (intake.refused()) {
                return;
            }
            if (details.isEmpty()) {
                intake.note("KAN-DATA-083", "note.aggregated").count(ordinal, 1);
            }
            for (long page : records.pages()) {
                if (LIMITS.contains(page)) {
                    intake.excerpt();
                    intake.note("KAN-DATA-082", "note.answer-cut", "records", Long.toString(page))
                            .count(ordinal, 1);
                }
            }
            intake.input(new Manifest.Input(
                    ordinal,
                    file.shown(),
                    file.member(),
                    file.size(),
                    file.sha256(),
                    file.outerSize(),
                    file.outerSha256(),
                    file.encoding(),
                    file.mark(),
                    file.lineEnd(),
                    "",
                    records.names(),
                    records.number(),
                    "record"));
            intake.endOfFile(sink.look());
        }

        private void refuseMissing() {
            for (var field : MANDATORY) {
                var name = field.names().getFirst();
                if (!records.names().contains(name)) {
                    missing(name);
                }
            }
            var period = Field.PERIOD.names().getFirst();
            if (!records.names().contains(period)
                    && !records.names().contains(Field.YEAR.names().getFirst())) {
                missing(period);
            }
        }

        private void missing(String name) {
            intake.refuse(
                    "KAN-DATA-028", file.shown(), 1, "column", name, "columns", String.join(", ", records.names()));
        }

        /** Refuses a text that is damaged or says itself that it is not whole. */
        private boolean sound() {
            var problem = records.problem();
            if (problem.isEmpty()) {
                if (records.number() == 0) {
                    intake.refuse("KAN-DATA-006.records", file.shown(), 0);
                }
                return records.number() > 0;
            }
            var found = problem.get();
            long record = found.record();
            switch (found.kind()) {
                case TRUNCATED -> {
                    if (found.expected() >= 0) {
                        intake.refuse(
                                "KAN-DATA-026.truncated-of",
                                file.shown(),
                                0,
                                "record",
                                record,
                                "records",
                                found.expected());
                    } else {
                        intake.refuse("KAN-DATA-026.truncated", file.shown(), 0, "record", record);
                    }
                }
                case SYNTAX ->
                    intake.refuse("KAN-DATA-026", file.shown(), 0, "record", record, "problem", found.text());
                case NESTING ->
                    intake.refuse(
                            "KAN-DATA-026.nesting", file.shown(), 0, "record", record, "deepest", JsonRecords.DEEPEST);
                case DUPLICATE_KEY ->
                    intake.refuse("KAN-DATA-026.duplicate", file.shown(), 0, "record", record, "problem", found.text());
                case NO_DATA -> intake.refuse("KAN-DATA-026.no-data", file.shown(), 0);
                case ERROR -> intake.refuse("KAN-DATA-026.error", file.shown(), 0, "error", found.text());
                case COUNT ->
                    intake.refuse("KAN-DATA-026.count", file.shown(), 0, "found", record, "expected", found.expected());
            }
            return false;
        }

        @Override
        public long line() {
            return records.number();
        }

        @Override
        public boolean isEmpty(Field field) {
            return records.text(field.ordinal()).isEmpty();
        }

        @Override
        public String text(Field field) {
            return records.text(field.ordinal());
        }

        @Override
        public int pooled(Field field, TextPool pool) {
            return pool.idOf(records.text(field.ordinal()));
        }

        @Override
        public double number(Field field) {
            var text = records.text(field.ordinal());
            if (text.isEmpty()) {
                return Double.NaN;
            }
            double plain = Numbers.parse(text);
            return Double.isNaN(plain) ? amounts.parse(text) : plain;
        }

        @Override
        public void reject(@Nullable Field field, Reason reason) {
            double worth = reason == Reason.VALUE_ABSURD ? 0 : ComtradeRows.worth(this);
            intake.reject(
                    new QuarantinedRow(
                            new Origin(ordinal, (int) records.number()),
                            field == null ? null : field.names().getFirst(),
                            reason,
                            field == null ? null : shown(text(field)),
                            records.raw(QuarantinedRow.LONGEST_RAW),
                            records.longerThan(QuarantinedRow.LONGEST_RAW),
                            0),
                    Double.isNaN(worth) ? 0 : worth);
        }
    }
}
