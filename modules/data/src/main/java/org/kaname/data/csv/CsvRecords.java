package org.kaname.data.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Records of a delimited UTF-8 text (RFC 4180), one at a time, each with the physical line where it starts. Line ends are LF, CRLF or
 * CR; blank lines are skipped but counted; a byte order mark is skipped; a quoted field may hold line breaks. A record longer than the
 * buffer grows it, up to {@link #LONGEST_RECORD}. Fields are slices of the buffer: valid until the next call of {@link #next}. Not
 * thread-safe.
 */
public final class CsvRecords {
    /** A record above this many bytes is cut off and reported as {@link Shape#TOO_LONG} (data-formats 6, row 36). */
    public static final int LONGEST_RECORD = 1 << 20;

    /** A field above this many bytes makes its record {@link Shape#TOO_LONG}. */
    public static final int LONGEST_FIELD = 1 << 16;

    /** An open quote that runs over more lines than this ends the reading: the rest of the file is inside it. */
    public static final int MOST_QUOTED_LINES = 1000;

    private static final int RAW_OF_LONG_RECORD = 4096;
    private static final int END = -1;

    /** Whether a record could be split. */
    public enum Shape {
        WHOLE,
        QUOTE_UNCLOSED,
        TOO_LONG
    }

    private final InputStream in;
    private final int delimiter;
    private final int quote;
    private byte[] buffer;
    private int limit;
    private int start;
    private int length;
    private boolean exhausted;
    private int[] from = new int[32];
    private int[] to = new int[32];
    private boolean[] escaped = new boolean[32];
    private int count;
    private long nextLine = 1;
    private long line;
    private long records;
    private Shape shape = Shape.WHOLE;
    private boolean oddQuotes;
    private long oddRecords;
    private int quotedLines;

    private CsvRecords(InputStream in, byte[] buffer, int limit, char delimiter, int quote) {
        this.in = in;
        this.buffer = buffer;
        this.limit = limit;
        this.delimiter = delimiter;
        this.quote = quote;
    }

    /** Reads a text that is in memory; the array must not change meanwhile. */
    public static CsvRecords of(byte[] text) {
        var records = new CsvRecords(InputStream.nullInputStream(), text, text.length, ',', '"');
        records.exhausted = true;
        records.skipMark();
        return records;
    }

    /** @param quote the quotation mark, or -1 where the file does not quote */
    public static CsvRecords of(InputStream in, char delimiter, int quote) throws IOException {
        return of(in, delimiter, quote, 1 << 16);
    }

    static CsvRecords of(InputStream in, char delimiter, int quote, int bufferSize) throws IOException {
        var records = new CsvRecords(in, new byte[Math.max(4, bufferSize)], 0, delimiter, quote);
        while (records.limit < 3 && records.fill()) {
            // three bytes are needed to see a byte order mark
        }
        records.skipMark();
        return records;
    }

    static CsvRecords of(String text) {
        try {
            return of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ',', '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void skipMark() {
        if (limit - start >= 3
                && buffer[start] == (byte) 0xEF
                && buffer[start + 1] == (byte) 0xBB
                && buffer[start + 2] == (byte) 0xBF) {
            start += 3;
        }
    }

    /** Skips physical lines before the first record; quotes mean nothing in them. */
    public void skipLines(int lines) throws IOException {
        for (int skipped = 0; skipped < lines; skipped++) {
            int c = peek(0);
            while (c != END && c != '\n' && c != '\r') {
                start++;
                c = peek(0);
            }
            if (c == END) {
                return;
            }
            start++;
            if (c == '\r' && peek(0) == '\n') {
                start++;
            }
            nextLine++;
        }
    }

    /** Moves to the next record that is not a blank line; false at the end. */
    public boolean next() throws IOException {
        do {
            start += length;
            length = 0;
            if (shape == Shape.QUOTE_UNCLOSED && quotedLines > MOST_QUOTED_LINES) {
                return false;
            }
            if (peek(0) == END) {
                count = 0;
                return false;
            }
            split();
        } while (count == 1 && from[0] == to[0] && shape == Shape.WHOLE && !escaped[0]);
        records++;
        if (oddQuotes) {
            oddRecords++;
        }
        return true;
    }

    private void split() throws IOException {
        line = nextLine;
        count = 0;
        shape = Shape.WHOLE;
        oddQuotes = false;
        quotedLines = 0;
        int at = 0;
        while (true) {
            int c = peek(at);
            if (c == ' ' && quote != END) {
                int next = at + 1;
                while (peek(next) == ' ') {
                    next++;
                }
                if (peek(next) == quote) {
                    oddQuotes = true;
                    at = next;
                    c = quote;
                }
            }
            if (c == quote && c != END) {
                at = quoted(at + 1);
            } else {
                at = plain(at);
            }
            if (shape != Shape.WHOLE) {
                length = at;
                return;
            }
            if (at > LONGEST_RECORD) {
                cutOff(at);
                return;
            }
            c = peek(at);
            if (c == delimiter) {
                at++;
                continue;
            }
            if (c == '\r') {
                at++;
                if (peek(at) == '\n') {
                    at++;
                }
                nextLine++;
            } else if (c == '\n') {
                at++;
                nextLine++;
            }
            length = at;
            return;
        }
    }

    /** Scans an unquoted field from {@code at}; returns the place of the delimiter, line end or end of text. */
    private int plain(int at) throws IOException {
        int begin = at;
        boolean odd = false;
        while (true) {
            var bytes = buffer;
            int i = start + at;
            int end = Math.min(limit, start + LONGEST_RECORD + 2);
            while (i < end) {
                byte b = bytes[i];
                if (b == delimiter || b == '\n' || b == '\r') {
                    break;
                }
                if (b == quote) {
                    odd = true;
                }
                i++;
            }
            at = i - start;
            if (i < end || at > LONGEST_RECORD || peek(at) == END) {
                break;
            }
        }
        oddQuotes |= odd;
        add(begin, at, false);
        return at;
    }

    /** Scans a quoted field from behind its opening quote; returns the place behind it and any blanks. */
    private int quoted(int at) throws IOException {
        int begin = at;
        boolean inner = false;
        while (true) {
            int c = peek(at);
            if (c == END) {
                shape = Shape.QUOTE_UNCLOSED;
                add(begin, at, inner);
                return at;
            }
            if (c == quote) {
                int next = peek(at + 1);
                if (next == quote) {
                    inner = true;
                    at += 2;
                    continue;
                }
                int behind = at + 1;
                while (peek(behind) == ' ') {
                    behind++;
                }
                next = peek(behind);
                if (next == delimiter || next == '\n' || next == '\r' || next == END) {
                    oddQuotes |= behind > at + 1;
                    add(begin, at, inner);
                    return behind;
                }
                oddQuotes = true;
            } else if (c == '\n' || c == '\r' && peek(at + 1) != '\n') {
                nextLine++;
                quotedLines++;
                if (quotedLines > MOST_QUOTED_LINES) {
                    shape = Shape.QUOTE_UNCLOSED;
                    add(begin, at, inner);
                    return at;
                }
            }
            at++;
            if (at > LONGEST_RECORD) {
                add(begin, at, inner);
                return at;
            }
        }
    }

    /** Drops the rest of an overlong record up to its physical line end; its first bytes stay as its raw text. */
    private void cutOff(int at) throws IOException {
        shape = Shape.TOO_LONG;
        var head = Arrays.copyOfRange(buffer, start, start + RAW_OF_LONG_RECORD);
        start += at;
        while (true) {
            int c = peek(0);
            if (c == END) {
                break;
            }
            start++;
            if (c == '\n' || c == '\r') {
                if (c == '\r' && peek(0) == '\n') {
                    start++;
                }
                nextLine++;
                break;
            }
        }
        count = 1;
        from[0] = 0;
        to[0] = head.length;
        escaped[0] = false;
        cut = head;
        length = 0;
    }

    private byte[] cut = new byte[0];

    private void add(int begin, int end, boolean inner) {
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
            escaped = Arrays.copyOf(escaped, count * 2);
        }
        from[count] = begin;
        to[count] = end;
        escaped[count] = inner;
        count++;
    }

    /** The byte at a place of the current record, or END. Reads more when needed. */
    private int peek(int at) throws IOException {
        while (start + at >= limit) {
            if (!fill()) {
                return END;
            }
        }
        return buffer[start + at];
    }

    private boolean fill() throws IOException {
        if (exhausted) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            exhausted = true;
            return false;
        }
        limit += read;
        return true;
    }

    public Shape shape() {
        if (shape == Shape.WHOLE) {
            for (int i = 0; i < count; i++) {
                if (to[i] - from[i] > LONGEST_FIELD) {
                    return Shape.TOO_LONG;
                }
            }
        }
        return shape;
    }

    /** Physical line, from 1, where the current record starts. */
    public long line() {
        return line;
    }

    /** Physical line on which the next record would start: one past the lines read so far. */
    public long nextLine() {
        return nextLine;
    }

    /** How many line breaks the current record holds inside quotes. */
    public int quotedLines() {
        return quotedLines;
    }

    /** Records read so far, the current one included. */
    public long records() {
        return records;
    }

    /** The current record has quotes that are not doubled, or blanks around a quoted field. */
    public boolean oddQuotes() {
        return oddQuotes;
    }

    /** Records so far with {@link #oddQuotes}. */
    public long oddRecords() {
        return oddRecords;
    }

    /** The first byte of the current record, its opening quote skipped; -1 where there is none. */
    public int firstByte() {
        return shape == Shape.TOO_LONG || count == 0 || from[0] == to[0] ? END : buffer[start + from[0]];
    }

    public int fields() {
        return count;
    }

    public boolean isEmpty(int field) {
        return from[field] == to[field];
    }

    /** A field as text, doubled quotes undone. */
    public String text(int field) {
        if (shape == Shape.TOO_LONG) {
            return new String(cut, StandardCharsets.UTF_8);
        }
        var text = new String(buffer, start + from[field], to[field] - from[field], StandardCharsets.UTF_8);
        return escaped[field] ? text.replace("\"\"", "\"") : text;
    }

    /** The dense number of a field's text among all texts that the pool has met. */
    public int pooled(int field, TextPool pool) {
        return escaped[field] || shape == Shape.TOO_LONG
                ? pool.idOf(text(field))
                : pool.idOf(buffer, start + from[field], start + to[field]);
    }

    /** A field as a plain decimal number, or NaN where it is empty or none. Correctly rounded. */
    public double number(int field) {
        return escaped[field] || shape == Shape.TOO_LONG
                ? Numbers.parse(text(field))
                : Numbers.parse(buffer, start + from[field], start + to[field]);
    }

    /** True where the current record is valid UTF-8. */
    public boolean validText() {
        return shape == Shape.TOO_LONG || Utf8.firstBad(buffer, start, start + length) < 0;
    }

    /** The current record as it was read, without its line end; at most so many characters. */
    public String raw(int mostCharacters) {
        var text = shape == Shape.TOO_LONG
                ? new String(cut, StandardCharsets.UTF_8)
                : new String(buffer, start, Math.min(length, mostCharacters * 4), StandardCharsets.UTF_8);
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, Math.min(end, mostCharacters));
    }

    /** Length of the current record in bytes, its line end included; of an overlong record only what was kept. */
    public int rawLength() {
        return shape == Shape.TOO_LONG ? LONGEST_RECORD : length;
    }
}
