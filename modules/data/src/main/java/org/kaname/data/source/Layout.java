package org.kaname.data.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kaname.data.Refusal;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextFile;

/** How one file is laid out: delimiter, header, and whether every row ends with an empty field too many. */
public final class Layout {
    /**
     * What is known of a file's form before it is opened.
     *
     * @param delimiter 0 where the file itself shall tell
     * @param quote -1 where the file does not quote
     */
    public record Form(char delimiter, int quote, boolean header, int skipLines) {
        /** A header, quotes where needed, and any delimiter. */
        public static final Form USUAL = new Form((char) 0, '"', true, 0);

        /** The same without quotes. */
        public Form withoutQuotes() {
            return new Form(delimiter, -1, header, skipLines);
        }
    }

    private static final int SAMPLE_BYTES = 1 << 18;
    private static final int SAMPLE_RECORDS = 200;

    /** No table of trade has more columns (data-formats 6, row 46). */
    private static final int MOST_COLUMNS = 5_000;

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private final TextFile file;
    private final Form csv;
    private final char delimiter;
    private final List<String> header;
    private final boolean extraField;
    private final List<Refusal> faults;
    private final int shift;

    private Layout(
            TextFile file,
            Form csv,
            char delimiter,
            List<String> header,
            boolean extraField,
            List<Refusal> faults,
            int shift) {
        this.file = file;
        this.csv = csv;
        this.delimiter = delimiter;
        this.header = List.copyOf(header);
        this.extraField = extraField;
        this.faults = List.copyOf(faults);
        this.shift = shift;
    }

    /**
     * Looks at the first records only.
     *
     * @param wanted columns that help to tell the delimiter
     */
    public static Layout of(TextFile file, Form csv, List<String> wanted) throws IOException {
        byte[] sample;
        try (var in = file.open()) {
            sample = in.readNBytes(SAMPLE_BYTES);
        }
        boolean cut = sample.length == SAMPLE_BYTES;
        char best = csv.delimiter();
        if (best == 0) {
            int mostFound = -1;
            for (char candidate : DELIMITERS) {
                int found = score(sample, cut, candidate, csv, wanted);
                if (found > mostFound) {
                    mostFound = found;
                    best = candidate;
                }
            }
        }
        var records = records(sample, best, csv);
        var header = new ArrayList<String>();
        boolean readable = records.next();
        var faults = new ArrayList<Refusal>();
        if (readable) {
            readable = records.shape() == CsvRecords.Shape.WHOLE;
            fault(file, records).ifPresent(faults::add);
            for (int i = 0; i < records.fields(); i++) {
                header.add(csv.header() ? records.text(i).strip() : Integer.toString(i + 1));
            }
        }
        if (header.isEmpty()) {
            faults.add(Refusal.of("KAN-DATA-003.blank", file.shown(), 0));
        }
        int rows = csv.header() ? 0 : 1;
        boolean extra = csv.header() && readable;
        while (extra && rows < SAMPLE_RECORDS && records.next()) {
            int last = records.fields() - 1;
            if (cut && records.shape() == CsvRecords.Shape.QUOTE_UNCLOSED) {
                break;
            }
            extra = records.fields() == header.size() + 1 && records.isEmpty(last);
            rows++;
        }
        return new Layout(file, csv, best, header, extra && rows > 0, faults, 0);
    }

    /** The same file with values that stand so many columns left of their names (less than zero: right). */
    public Layout shifted(int columns) {
        return new Layout(file, csv, delimiter, header, extraField, faults, columns);
    }

    private static CsvRecords records(byte[] sample, char delimiter, Form csv) throws IOException {
        var records = CsvRecords.of(new ByteArrayInputStream(sample), delimiter, csv.quote());
        records.skipLines(csv.skipLines());
        return records;
    }

    /** Columns that the mapping asks for and this delimiter shows, then how even the records are. */
    private static int score(byte[] sample, boolean cut, char delimiter, Form csv, List<String> wanted)
            throws IOException {
        var records = records(sample, delimiter, csv);
        int fields = -1;
        int even = 0;
        int read = 0;
        int found = 0;
        while (read < SAMPLE_RECORDS && records.next()) {
            if (fields < 0) {
                fields = records.fields();
                for (int i = 0; i < fields; i++) {
                    var name = normal(records.text(i));
                    found += wanted.stream().anyMatch(w -> normal(w).equals(name)) ? 1 : 0;
                }
            }
            even += records.fields() == fields ? 1 : 0;
            read++;
        }
        return fields > 1 ? found * 10_000 + (read == 0 ? 0 : even * 1000 / read) + 1 : 0;
    }

    /** Letters and digits only, small. */
    public static String normal(String name) {
        var normal = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                normal.append(c);
            }
        }
        return normal.toString();
    }

    /** The file's records, the header not yet read. */
    public CsvRecords open(java.io.InputStream in) throws IOException {
        var records = CsvRecords.of(in, delimiter, csv.quote());
        records.skipLines(csv.skipLines());
        return records;
    }

    /** The field that holds a column: by its exact name, else by its letters and digits. */
    public OptionalInt column(String name) {
        int found = header.indexOf(name);
        var wanted = normal(name);
        for (int i = 0; found < 0 && !wanted.isEmpty() && i < header.size(); i++) {
            if (normal(header.get(i)).equals(wanted)) {
                found = i;
            }
        }
        int field = found - shift;
        return found < 0 || field < 0 || field >= header.size() ? OptionalInt.empty() : OptionalInt.of(field);
    }

    /** Where the first of some spellings of one column is. */
    public OptionalInt firstColumn(String... names) {
        for (var name : names) {
            var found = column(name);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalInt.empty();
    }

    /** Names that stand more than once in the header. */
    public List<String> repeated() {
        Map<String, Integer> times = new HashMap<>();
        var repeated = new ArrayList<String>();
        for (var name : header) {
            if (times.merge(name, 1, Integer::sum) == 2) {
                repeated.add(name);
            }
        }
        return repeated;
    }

    /** The first line holds names of columns. */
    public boolean hasHeader() {
        return csv.header();
    }

    public TextFile file() {
        return file;
    }

    /** The name of the column whose values stand in a field. */
    public String name(int field) {
        int named = field + shift;
        return named >= 0 && named < header.size() ? header.get(named) : "";
    }

    public char delimiter() {
        return delimiter;
    }

    public List<String> header() {
        return header;
    }

    public boolean extraField() {
        return extraField;
    }

    /** Why the first record cannot be the header of a table, whatever its columns are called; empty where it can. */
    public List<Refusal> faults() {
        return faults;
    }

    private static Optional<Refusal> fault(TextFile file, CsvRecords first) {
        return switch (first.shape()) {
            case TOO_LONG -> Optional.of(Refusal.of("KAN-DATA-039", file.shown(), first.line()));
            case QUOTE_UNCLOSED -> Optional.of(Refusal.of("KAN-DATA-011", file.shown(), first.line()));
            case WHOLE ->
                first.fields() <= MOST_COLUMNS
                        ? Optional.empty()
                        : Optional.of(Refusal.of(
                                "KAN-DATA-028.wide",
                                file.shown(),
                                first.line(),
                                "found",
                                first.fields(),
                                "most",
                                MOST_COLUMNS));
        };
    }
}
