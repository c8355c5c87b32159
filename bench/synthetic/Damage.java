package synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import synthetic.Randomness.Stream;

/**
 * Damages a generated file at places drawn from the seed, and keeps the list of what it did:
 *
 * <ul>
 *   <li>of the whole file: {@code bom}, {@code semicolon}, {@code lost-zeros} (of product codes), {@code pad} (quantity in quotes and
 *       blanks, NA), {@code shuffle} (lines, within windows of 65,536), {@code truncate:BYTES} (so many bytes are missing at the end),
 *       {@code cp1252-names} (a dictionary of economies in windows-1252 beside the file);
 *   <li>of n rows: {@code dup-identical:n} and {@code dup-conflict:n} (the row comes again up to 1,000 rows later, the second kind with
 *       another value), {@code negative:n}, {@code absurd:n} (a value above 1e10), {@code unknown-economy:n} (998), {@code short-row:n}
 *       (the last field is missing), {@code quote:n} (a quotation mark inside the value).
 * </ul>
 *
 * A row is damaged once at most. Not thread-safe.
 */
final class Damage {
    private static final int WINDOW = 65_536;
    private static final int FARTHEST_COPY = 1000;
    /** Above the limit of 1e10 thousand US$ for one flow. */
    private static final String ABSURD_VALUE = "20000000000.5";
    /** In no list of economies. */
    private static final String UNKNOWN_ECONOMY = "998";

    /** Damages of single rows and what a reader has to say about each. */
    enum Kind {
        DUP_IDENTICAL(""),
        DUP_CONFLICT("DUPLICATE_CONFLICT"),
        NEGATIVE("VALUE_NEGATIVE"),
        ABSURD("VALUE_ABSURD"),
        UNKNOWN_ECONOMY("ECONOMY_UNKNOWN"),
        SHORT_ROW("COLUMN_COUNT"),
        QUOTE("VALUE_NOT_A_NUMBER");

        final String reason;

        Kind(String reason) {
            this.reason = reason;
        }

        String option() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private static final class Entry {
        final String kind;
        final String reason;
        long line;
        long otherLine;

        Entry(String kind, String reason) {
            this.kind = kind;
            this.reason = reason;
        }
    }

    private record Line(byte[] bytes, Entry entry, boolean copy) {}

    private record Copy(long due, int order, Line line) {}

    private final Randomness random;
    private final Map<String, Long> asked = new LinkedHashMap<>();
    /** Row ordinal in the upper bits, kind in the lower three; ascending. */
    private final long[] places;

    private final PriorityQueue<Copy> copies =
            new PriorityQueue<>(Comparator.comparingLong(Copy::due).thenComparingInt(Copy::order));
    private final List<Line> window = new ArrayList<>();
    private List<Entry> entries = new ArrayList<>();
    private OutputStream out = OutputStream.nullOutputStream();
    private char delimiter = ',';
    private int lineEnd = 1;
    private int nextPlace;
    private long nextRow;
    private long lines;
    private long windows;
    private String dictionary = "";

    Damage(World world, String list, long expectedRows) {
        random = world.random;
        var known = new ArrayList<>(List.of("bom", "cp1252-names", "semicolon", "lost-zeros", "pad", "truncate", "shuffle"));
        for (var kind : Kind.values()) {
            known.add(kind.option());
        }
        for (var word : list.split(",")) {
            var parts = word.split(":", 2);
            boolean counted = parts.length == 2 && parts[1].matches("[1-9]\\d{0,6}");
            boolean needsCount = known.indexOf(parts[0]) >= known.indexOf("shuffle") + 1 || parts[0].equals("truncate");
            if (!known.contains(parts[0]) || (needsCount ? !counted : parts.length == 2)) {
                throw new IllegalArgumentException(
                        "The damage (" + word + ") is unknown or lacks its number. Known: " + String.join(", ", known) + ".");
            }
            if (asked.put(parts[0], counted ? Long.parseLong(parts[1]) : 1) != null) {
                throw new IllegalArgumentException("The damage (" + parts[0] + ") is given twice.");
            }
        }
        places = draw(expectedRows);
    }

    /** Distinct rows in the first 95 %, so that all of them exist whatever chance made of the number of rows. */
    private long[] draw(long expectedRows) {
        long limit = (long) (expectedRows * 0.95);
        long wanted = 0;
        for (var kind : Kind.values()) {
            wanted += asked.getOrDefault(kind.option(), 0L);
        }
        if (wanted > limit / 2) {
            throw new IllegalArgumentException(
                    "The damages (" + wanted + ") are more than half of the " + limit + " rows they may fall on.");
        }
        var taken = new HashSet<Long>();
        var drawn = new long[(int) wanted];
        int next = 0;
        for (var kind : Kind.values()) {
            long count = asked.getOrDefault(kind.option(), 0L);
            for (long n = 0, attempt = 0; n < count; attempt++) {
                long row = (long) (random.uniform(Stream.DAMAGE_PLACE, kind.ordinal(), attempt, 0) * limit);
                if (taken.add(row)) {
                    drawn[next++] = row << 3 | kind.ordinal();
                    n++;
                }
            }
        }
        Arrays.sort(drawn);
        return drawn;
    }

    boolean has(String damage) {
        return asked.containsKey(damage);
    }

    BaciText.Style style(BaciText.Style style) {
        var changed = has("semicolon") ? style.withDelimiter(';') : style;
        changed = has("lost-zeros") ? changed.withZerosLost() : changed;
        return has("pad") ? changed.withPadding() : changed;
    }

    void begin(OutputStream file, BaciText.Style style) throws IOException {
        out = file;
        delimiter = style.delimiter();
        lineEnd = style.windowsLines() ? 2 : 1;
        if (has("bom")) {
            out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        }
        out.write(style.header());
        lines = 1;
    }

    void part(byte[] bytes, int length, int rows) throws IOException {
        int start = 0;
        for (int at = 0; at < length; at++) {
            if (bytes[at] == '\n') {
                row(Arrays.copyOfRange(bytes, start, at + 1));
                start = at + 1;
            }
        }
    }

    private void row(byte[] bytes) throws IOException {
        while (!copies.isEmpty() && copies.peek().due() <= nextRow) {
            put(copies.remove().line());
        }
        if (nextPlace < places.length && places[nextPlace] >> 3 == nextRow) {
            damage(bytes, Kind.values()[(int) (places[nextPlace] & 7)]);
            nextPlace++;
        } else {
            put(new Line(bytes, null, false));
        }
        nextRow++;
    }

    private void damage(byte[] bytes, Kind kind) throws IOException {
        var entry = new Entry(kind.option(), kind.reason);
        entries.add(entry);
        var end = new String(bytes, bytes.length - lineEnd, lineEnd, StandardCharsets.US_ASCII);
        var fields = new String(bytes, 0, bytes.length - lineEnd, StandardCharsets.US_ASCII)
                .split(String.valueOf(delimiter), -1);
        switch (kind) {
            case DUP_IDENTICAL -> copy(bytes, bytes.clone(), entry);
            case DUP_CONFLICT -> {
                fields[4] = "1" + fields[4];
                copy(bytes, join(fields, end), entry);
            }
            case NEGATIVE -> {
                fields[4] = "-" + fields[4];
                put(new Line(join(fields, end), entry, false));
            }
            case ABSURD -> {
                fields[4] = ABSURD_VALUE;
                put(new Line(join(fields, end), entry, false));
            }
            case UNKNOWN_ECONOMY -> {
                fields[nextRow % 2 == 0 ? 1 : 2] = UNKNOWN_ECONOMY;
                put(new Line(join(fields, end), entry, false));
            }
            case SHORT_ROW -> put(new Line(join(Arrays.copyOf(fields, 5), end), entry, false));
            case QUOTE -> {
                fields[4] = fields[4].charAt(0) + "\"" + fields[4].substring(1);
                put(new Line(join(fields, end), entry, false));
            }
        }
    }

    private void copy(byte[] original, byte[] copied, Entry entry) throws IOException {
        long distance = 1 + (long) (random.uniform(Stream.DAMAGE_DISTANCE, nextRow, 0, 0) * FARTHEST_COPY);
        copies.add(new Copy(nextRow + distance, nextPlace, new Line(copied, entry, true)));
        put(new Line(original, entry, false));
    }

    private byte[] join(String[] fields, String end) {
        return GenerateBaci.ascii(String.join(String.valueOf(delimiter), fields) + end);
    }

    private void put(Line line) throws IOException {
        if (!has("shuffle")) {
            emit(line);
            return;
        }
        window.add(line);
        if (window.size() == WINDOW) {
            shuffle();
        }
    }

    private void shuffle() throws IOException {
        for (int n = window.size() - 1; n > 0; n--) {
            int other = (int) (random.uniform(Stream.DAMAGE_SHUFFLE, windows, n, 0) * (n + 1));
            var kept = window.get(n);
            window.set(n, window.get(other));
            window.set(other, kept);
        }
        for (var line : window) {
            emit(line);
        }
        window.clear();
        windows++;
    }

    private void emit(Line line) throws IOException {
        out.write(line.bytes());
        lines++;
        if (line.entry() != null) {
            if (line.copy()) {
                line.entry().otherLine = lines;
            } else {
                line.entry().line = lines;
            }
        }
    }

    void end() throws IOException {
        while (!copies.isEmpty()) {
            put(copies.remove().line());
        }
        shuffle();
        if (nextPlace < places.length) {
            throw new IllegalStateException("The file ended before row " + (places[nextPlace] >> 3) + ", which was to be damaged.");
        }
    }

    /** Cuts the end off, once the file is closed: what was done to lines that are gone leaves the list. */
    void cut(Path file) throws IOException {
        if (!has("truncate")) {
            return;
        }
        int bytes = Math.toIntExact(asked.get("truncate"));
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            long size = access.length() - bytes;
            if (size < 1) {
                throw new IllegalArgumentException("The file is no longer than the " + bytes + " bytes to be cut off.");
            }
            var removed = new byte[bytes];
            access.seek(size);
            access.readFully(removed);
            for (byte b : removed) {
                if (b == '\n') {
                    lines--;
                }
            }
            var rest = new byte[(int) Math.min(200, size)];
            access.seek(size - rest.length);
            access.readFully(rest);
            access.setLength(size);
            var text = new String(rest, StandardCharsets.US_ASCII);
            var last = text.substring(text.lastIndexOf('\n') + 1);
            boolean partial = !last.isEmpty() && removed[0] != '\n' && removed[0] != '\r';
            long whole = partial || last.isEmpty() ? lines : lines + 1;
            entries.removeIf(e -> Math.max(e.line, e.otherLine) > whole);
            if (partial) {
                boolean quoted = last.chars().filter(c -> c == '"').count() % 2 == 1;
                int fields = last.split(String.valueOf(delimiter), -1).length;
                // a number that lost digits at its end is still a number: nobody can see that
                var entry = new Entry("truncate", quoted ? "QUOTE_UNCLOSED" : fields < 6 ? "COLUMN_COUNT" : "");
                entry.line = whole + 1;
                entries.add(entry);
                lines = whole + 1;
            } else {
                lines = whole;
            }
        }
    }

    long rows() {
        return lines - 1;
    }

    void dictionary(String name) {
        dictionary = name;
    }

    /**
     * {@code damage} lists the damaged lines, ascending: {@code line} from 1 with the header, {@code other_line} of a copy, and the
     * {@code reason} under which the line (of a conflict: both lines) belongs into quarantine. An empty reason: it does not belong
     * there, for a repeated row is kept once, and the cut last row may still look whole.
     */
    String json(Path file, long bytes) {
        entries.sort(Comparator.comparingLong(e -> e.line));
        var json = new StringBuilder("{\"file\": \"")
                .append(file.getFileName())
                .append("\", \"rows\": ")
                .append(rows())
                .append(", \"bytes\": ")
                .append(bytes)
                .append(", \"whole_file\": [");
        var whole = asked.keySet().stream()
                .filter(name -> Arrays.stream(Kind.values()).noneMatch(k -> k.option().equals(name)))
                .map(name -> '"' + name + '"')
                .toList();
        json.append(String.join(", ", whole)).append("], \"dictionary\": ");
        json.append(dictionary.isEmpty() ? "null" : '"' + dictionary + '"').append(", \"damage\": [");
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            json.append(i == 0 ? "\n" : ",\n")
                    .append("{\"kind\": \"")
                    .append(entry.kind)
                    .append("\", \"line\": ")
                    .append(entry.line)
                    .append(", \"other_line\": ")
                    .append(entry.otherLine == 0 ? "null" : Long.toString(entry.otherLine))
                    .append(", \"reason\": \"")
                    .append(entry.reason)
                    .append("\"}");
        }
        return json.append("\n]}\n").toString();
    }
}
