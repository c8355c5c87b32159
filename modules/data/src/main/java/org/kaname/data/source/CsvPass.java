package org.kaname.data.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextFile;

/**
 * One pass over a delimited file. Records that are no rows of the table (wrong number of fields, an open quotation mark, bytes that are
 * no text, a footer, a repeated header) end here; the others go to the reader.
 */
public final class CsvPass {
    /** Takes one whole record. */
    public interface Row {
        void read(CsvRecords records);
    }

    /** The value a record would have brought, in the set's unit; NaN or less than zero where it cannot be read. */
    public interface Worth {
        double of(CsvRecords records);
    }

    private static final int MOST_PENDING = 1000;
    private static final int PROGRESS_EVERY = 1 << 16;

    private final Intake intake;
    private final int ordinal;
    private final Layout layout;
    private final MeaningProbe probe;
    private final Worth worth;
    private final List<QuarantinedRow> pending = new ArrayList<>();

    public CsvPass(Intake intake, int ordinal, Layout layout, MeaningProbe probe, Worth worth) {
        this.intake = intake;
        this.ordinal = ordinal;
        this.layout = layout;
        this.probe = probe;
        this.worth = worth;
    }

    private Origin origin(CsvRecords records) {
        return new Origin(ordinal, (int) records.line());
    }

    private QuarantinedRow rejected(CsvRecords records, @Nullable String column, Reason reason, @Nullable String text) {
        var shown = text == null || text.length() <= QuarantinedRow.LONGEST_VALUE
                ? text
                : text.substring(0, QuarantinedRow.LONGEST_VALUE);
        var raw = records.raw(QuarantinedRow.LONGEST_RAW);
        return new QuarantinedRow(origin(records), column, reason, shown, raw, truncated(records, raw), 0);
    }

    private static boolean truncated(CsvRecords records, String raw) {
        return records.rawLength() > QuarantinedRow.LONGEST_RAW && raw.length() >= QuarantinedRow.LONGEST_RAW;
    }

    /** Puts the record into quarantine; a column of less than 0 means the whole record. */
    public void reject(CsvRecords records, int column, Reason reason) {
        boolean at = column >= 0 && column < records.fields();
        reject(
                records,
                column >= 0 && column < layout.header().size() ? layout.name(column) : null,
                reason,
                at ? records.text(column) : null);
    }

    /** Puts the record into quarantine. */
    public void reject(CsvRecords records, @Nullable String column, Reason reason, @Nullable String text) {
        double lost = records.shape() == CsvRecords.Shape.WHOLE && reason != Reason.VALUE_ABSURD
                ? worth.of(records)
                : Double.NaN;
        intake.reject(rejected(records, column, reason, text), Double.isNaN(lost) ? 0 : lost);
    }

    /** Reads the whole file and enters it among the inputs, or refuses it. */
    public void run(Row row, SecondLook look) throws IOException {
        var file = layout.file();
        long before = intake.read();
        try (var in = file.open()) {
            var records = layout.open(in);
            if (layout.hasHeader()) {
                records.next();
            }
            boolean checkText = file.firstBadOffset() >= 0 && !file.guessed();
            while (!intake.refused() && records.next()) {
                intake.countRead();
                if ((records.records() & (PROGRESS_EVERY - 1)) == 0) {
                    intake.progress().advance(file.shown(), records.line(), file.lines());
                    intake.makeRoom(look);
                }
                record(records, checkText, row);
            }
            for (var footer : pending) {
                intake.aside("footer", footer.origin().line());
                intake.note("KAN-DATA-038", "note.not-data")
                        .count(ordinal, footer.origin().line());
            }
            if (records.oddRecords() > 0) {
                intake.note("KAN-DATA-032", "note.odd-quotes").count(records.oddRecords());
            }
            probe.judge(intake, file.shown());
            intake.progress().advance(file.shown(), file.lines(), file.lines());
        }
        if (layout.extraField()) {
            intake.note(
                            "KAN-DATA-034",
                            "note.extra-field",
                            "found",
                            Integer.toString(layout.header().size() + 1),
                            "expected",
                            Integer.toString(layout.header().size()))
                    .count(ordinal, 1);
        }
        long count = intake.read() - before;
        if (intake.refused()) {
            return;
        }
        if (count == 0) {
            intake.refuse("KAN-DATA-006", file.shown(), 0, "columns", String.join(", ", layout.header()));
            return;
        }
        intake.input(input(ordinal, file, layout, count));
        intake.endOfFile(look);
    }

    private static Manifest.Input input(int ordinal, TextFile file, Layout layout, long records) {
        return new Manifest.Input(
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
                String.valueOf(layout.delimiter()),
                layout.header(),
                records,
                "line");
    }

    private boolean footer(CsvRecords records) {
        if (records.fields() == layout.header().size() && !records.isEmpty(records.fields() - 1)
                || layout.header().size() <= 2
                || pending.size() >= MOST_PENDING) {
            return false;
        }
        int filled = 0;
        for (int i = 0; i < records.fields() && filled <= 1; i++) {
            filled += records.isEmpty(i) ? 0 : 1;
        }
        return filled <= 1;
    }

    private boolean repeatsHeader(CsvRecords records) {
        if (!layout.hasHeader()
                || !records.text(0).strip().equals(layout.header().getFirst())) {
            return false;
        }
        for (int i = 0; i < records.fields() && i < layout.header().size(); i++) {
            if (!records.text(i).strip().equals(layout.header().get(i))) {
                return false;
            }
        }
        return true;
    }

    private void record(CsvRecords records, boolean checkText, Row row) {
        switch (records.shape()) {
            case QUOTE_UNCLOSED -> {
                if (records.quotedLines() > CsvRecords.MOST_QUOTED_LINES) {
                    intake.refuse("KAN-DATA-011", layout.file().shown(), records.line());
                } else {
                    reject(records, null, Reason.QUOTE_UNCLOSED, null);
                }
                return;
            }
            case TOO_LONG -> {
                reject(records, null, Reason.LINE_TOO_LONG, null);
                return;
            }
            case WHOLE -> {
                // goes on
            }
        }
        if (checkText && !records.validText()) {
            reject(records, null, Reason.BAD_ENCODING, null);
            return;
        }
        int fields = layout.header().size();
        boolean extra = layout.extraField() && records.fields() == fields + 1;
        if (extra && !records.isEmpty(fields)) {
            intake.refuse(
                    "KAN-DATA-021.extra",
                    layout.file().shown(),
                    records.line(),
                    "value",
                    records.text(fields),
                    "expected",
                    fields);
            return;
        }
        if (footer(records)) {
            pending.add(rejected(records, null, Reason.COLUMN_COUNT, Integer.toString(records.fields())));
            return;
        }
        if (!pending.isEmpty()) {
            // rows follow: it was no footer
            pending.forEach(p -> intake.reject(p, 0));
            pending.clear();
        }
        if (records.fields() != fields && !extra) {
            reject(records, null, Reason.COLUMN_COUNT, Integer.toString(records.fields()));
            return;
        }
        if (firstByteOfHeader(records) && repeatsHeader(records)) {
            intake.aside("repeated-header", records.line());
            intake.note("KAN-DATA-038", "note.not-data").count(ordinal, records.line());
            return;
        }
        probe.observe(records, intake, layout.file().shown());
        if (!intake.refused()) {
            row.read(records);
        }
    }

    /** Cheap: most rows begin with another byte than the header. */
    private boolean firstByteOfHeader(CsvRecords records) {
        var first = layout.header().getFirst();
        return first.isEmpty()
                || records.firstByte() == first.charAt(0)
                || first.charAt(0) > 127
                || records.firstByte() == ' ';
    }

    /** Reads records of a delimited file again for their text. */
    public static void find(Layout layout, int valueColumn, SortedSet<Integer> lines, SecondLook.Found found)
            throws IOException {
        try (var in = layout.file().open()) {
            var records = layout.open(in);
            while (records.next()) {
                if (lines.contains((int) records.line())) {
                    var text = valueColumn >= 0 && valueColumn < records.fields() ? records.text(valueColumn) : "";
                    var raw = records.raw(QuarantinedRow.LONGEST_RAW);
                    found.record(
                            (int) records.line(),
                            raw,
                            truncated(records, raw),
                            text.length() > QuarantinedRow.LONGEST_VALUE
                                    ? text.substring(0, QuarantinedRow.LONGEST_VALUE)
                                    : text);
                    if (records.line() >= lines.last()) {
                        return;
                    }
                }
            }
        }
    }
}
