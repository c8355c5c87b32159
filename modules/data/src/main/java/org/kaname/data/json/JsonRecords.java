package org.kaname.data.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Flat records of a JSON text, one at a time: an object with an array {@code data}, a bare array, objects one after another, or several
 * of these in a row. The text is never held as a whole. What is wrong with it ends the reading and is told by {@link #problem}. Not
 * thread-safe.
 */
public final class JsonRecords implements AutoCloseable {
    /** Deeper texts are refused (data-formats 6, row 47). */
    public static final int DEEPEST = 64;

    private static final int MOST_ERROR_TEXT = 200;
    private static final int MOST_RAW = 1 << 16;

    /** Why a text cannot be read to its end, or must not be believed. */
    public enum Kind {
        TRUNCATED,
        SYNTAX,
        NESTING,
        DUPLICATE_KEY,
        /** {@code data} is null or no array. */
        NO_DATA,
        /** The envelope reports an error. */
        ERROR,
        /** The envelope counts other records than there are. */
        COUNT
    }

    /**
     * @param record the last one that was begun, from 1
     * @param expected records that the envelope promised; -1 where it does not say
     * @param text what the reading or the envelope said
     */
    public record Problem(Kind kind, long record, long expected, String text) {}

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private enum Inside {
        ROOT,
        ENVELOPE,
        ARRAY
    }

    private final RecentBytes bytes;
    private final JsonParser parser;
    private final Map<String, Integer> fields = new HashMap<>();
    private final String[] texts;
    private final Set<String> names = new LinkedHashSet<>();
    private final List<Long> pages = new ArrayList<>();
    private Inside inside = Inside.ROOT;
    private boolean enveloped;
    private long records;
    private long recordsOfPage;
    private long loose;
    private long promised = -1;
    private String error = "";
    private long from;
    private long to;
    private @Nullable Problem problem;

    /** Any object is a record, whatever its fields are called. */
    private boolean anyObject;

    /** @param wanted names of the fields whose texts are kept, in the order of their numbers; others are skipped */
    public JsonRecords(InputStream utf8, List<String> wanted) throws IOException {
        bytes = new RecentBytes(utf8);
        texts = new String[wanted.size()];
        for (int i = 0; i < wanted.size(); i++) {
            fields.put(wanted.get(i), i);
        }
        try {
            parser = FACTORY.createParser(ObjectReadContext.empty(), bytes);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    /** Moves to the next record; false at the end of the text and where a {@link #problem} ends it. */
    public boolean next() throws IOException {
        if (problem != null) {
            return false;
        }
        try {
            return advance();
        } catch (UnexpectedEndOfInputException e) {
            return fail(Kind.TRUNCATED, "");
        } catch (StreamConstraintsException e) {
            boolean deep = parser.streamReadContext().getNestingDepth() >= DEEPEST;
            return fail(deep ? Kind.NESTING : Kind.SYNTAX, said(e));
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            if (bytes.ended && parser.currentLocation().getByteOffset() >= bytes.passed) {
                return fail(Kind.TRUNCATED, "");
            }
            var said = said(e);
            return fail(said.startsWith("Duplicate") ? Kind.DUPLICATE_KEY : Kind.SYNTAX, said);
        }
    }

    private static String said(JacksonException e) {
        var text = String.valueOf(e.getOriginalMessage());
        return text.length() <= MOST_ERROR_TEXT ? text : text.substring(0, MOST_ERROR_TEXT);
    }

    private boolean fail(Kind kind, String text) {
        problem = new Problem(kind, records, promised, text);
        return false;
    }

    private boolean advance() {
        while (true) {
            switch (inside) {
                case ROOT -> {
                    var token = parser.nextToken();
                    if (token == null) {
                        if (loose > 0) {
                            pages.add(loose);
                        }
                        return false;
                    }
                    if (token == JsonToken.START_ARRAY) {
                        begin(false);
                    } else if (token == JsonToken.START_OBJECT) {
                        promised = -1;
                        error = "";
                        if (object()) {
                            loose++;
                            return true;
                        }
                        if (problem != null) {
                            return false;
                        }
                    } else {
                        return fail(Kind.SYNTAX, token.name());
                    }
                }
                case ENVELOPE -> {
                    var token = parser.nextToken();
                    if (token == null) {
                        return fail(Kind.TRUNCATED, "");
                    }
                    if (token == JsonToken.END_OBJECT) {
                        inside = Inside.ROOT;
                        if (!endOfEnvelope()) {
                            return false;
                        }
                    } else {
                        envelopeField();
                    }
                }
                case ARRAY -> {
                    var token = parser.nextToken();
                    if (token == JsonToken.END_ARRAY) {
                        pages.add(recordsOfPage);
                        inside = enveloped ? Inside.ENVELOPE : Inside.ROOT;
                    } else if (token == JsonToken.START_OBJECT) {
                        recordsOfPage++;
                        record();
                        return true;
                    } else if (token == null) {
                        return fail(Kind.TRUNCATED, "");
                    } else {
                        return fail(Kind.SYNTAX, token.name());
                    }
                }
            }
        }
    }

    private void begin(boolean ofEnvelope) {
        enveloped = ofEnvelope;
        inside = Inside.ARRAY;
        recordsOfPage = 0;
        if (records == 0) {
            names.clear(); // those so far were the envelope's
        }
    }

    /** An object at the root: a record of its own (true), or an envelope. */
    private boolean object() {
        from = parser.currentTokenLocation().getByteOffset();
        Arrays.fill(texts, "");
        boolean any = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            if (name.equals("data")) {
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    begin(true);
                    return false;
                }
                parser.skipChildren();
                fail(Kind.NO_DATA, "");
                return false;
            }
            any |= anyObject || fields.containsKey(name);
            if (records == 0) {
                names.add(name);
            }
            field(name);
        }
        to = parser.currentLocation().getByteOffset();
        if (any) {
            records++;
            return true;
        }
        fail(error.isBlank() ? Kind.NO_DATA : Kind.ERROR, error);
        return false;
    }

    /** One value behind its name, of a record or, before it is known to be none, of an envelope. */
    private void field(String name) {
        var number = fields.get(name);
        var token = parser.nextToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            parser.skipChildren();
            if (number != null) {
                texts[number] = "{}";
            }
            return;
        }
        if (number != null) {
            texts[number] = token == JsonToken.VALUE_NULL ? "" : parser.getString();
        }
        if (name.equals("count") && token == JsonToken.VALUE_NUMBER_INT) {
            promised = parser.getLongValue();
        } else if ((name.equals("error") || name.equals("message")) && token == JsonToken.VALUE_STRING) {
            error = parser.getString();
        }
    }

    private void envelopeField() {
        var name = parser.currentName();
        if (name != null) {
            field(name);
        }
    }

    private boolean endOfEnvelope() {
        if (!error.isBlank()) {
            return fail(Kind.ERROR, error.length() <= MOST_ERROR_TEXT ? error : error.substring(0, MOST_ERROR_TEXT));
        }
        if (promised >= 0 && promised != recordsOfPage) {
            problem = new Problem(Kind.COUNT, recordsOfPage, promised, "");
            return false;
        }
        return true;
    }

    private void record() {
        records++;
        from = parser.currentTokenLocation().getByteOffset();
        Arrays.fill(texts, "");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            if (records == 1) {
                names.add(name);
            }
            var number = fields.get(name);
            var token = parser.nextToken();
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                parser.skipChildren();
                if (number != null) {
                    texts[number] = "{}";
                }
            } else if (number != null && token != JsonToken.VALUE_NULL) {
                texts[number] = parser.getString();
            }
        }
        to = parser.currentLocation().getByteOffset();
    }

    /** Number of the current record in the text, from 1. */
    public long number() {
        return records;
    }

    /** Records that the envelope promised; -1 where it does not say, or not yet. */
    public long promised() {
        return promised;
    }

    /** The text of a wanted field, numbers as they are written; empty where it is null or absent. */
    public String text(int field) {
        return texts[field];
    }

    /** Names of the fields of the first record, wanted or not. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** How many records each answer held that was read to its end. */
    public List<Long> pages() {
        return List.copyOf(pages);
    }

    /** The current record as it was read; at most so many characters. Only the last MiB of the text can be given. */
    public String raw(int mostCharacters) {
        return bytes.text(from, Math.min(to, from + 4L * mostCharacters), mostCharacters);
    }

    /** The current record is longer than that. */
    public boolean longerThan(int characters) {
        return to - from > characters;
    }

    /** What ended the reading too early, or makes the records unworthy of belief. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void close() throws IOException {
        try {
            parser.close();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        bytes.close();
    }

    /** The text of one record in one line, by its number from 1. */
    public static Optional<String> find(InputStream utf8, long number) throws IOException {
        try (var records = new JsonRecords(utf8, List.of())) {
            records.anyObject = true;
            while (records.next()) {
                if (records.number() == number) {
                    return Optional.of(records.raw(MOST_RAW).replaceAll("\\s*\\R\\s*", " "));
                }
            }
            return Optional.empty();
        }
    }

    /** The last bytes that went by, so that a record can be shown as it was. */
    private static final class RecentBytes extends InputStream {
        private static final int KEPT = 1 << 20;
        private static final int MARK = 3;

        private final InputStream in;
        private final byte[] ring = new byte[KEPT];
        private long passed;
        private boolean ended;

        RecentBytes(InputStream in) throws IOException {
            var head = new java.io.PushbackInputStream(in, MARK);
            var first = head.readNBytes(MARK);
            boolean mark = first.length == MARK
                    && first[0] == (byte) 0xEF
                    && first[1] == (byte) 0xBB
                    && first[2] == (byte) 0xBF;
            if (!mark) {
                head.unread(first);
            }
            this.in = head;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            ended |= b < 0;
            if (b >= 0) {
                ring[(int) (passed++ & (KEPT - 1))] = (byte) b;
            }
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, Math.min(length, KEPT / 2));
            ended |= read < 0;
            if (read > 0) {
                int at = (int) (passed & (KEPT - 1));
                int first = Math.min(read, KEPT - at);
                System.arraycopy(into, offset, ring, at, first);
                System.arraycopy(into, offset + first, ring, 0, read - first);
                passed += read;
            }
            return read;
        }

        String text(long from, long to, int mostCharacters) {
            long start = Math.max(from, passed - KEPT);
            int length = (int) Math.max(0, Math.min(to, passed) - start);
            var copy = new byte[length];
            for (int i = 0; i < length; i++) {
                copy[i] = ring[(int) ((start + i) & (KEPT - 1))];
            }
            var text = new String(copy, StandardCharsets.UTF_8);
            return text.length() <= mostCharacters ? text : text.substring(0, mostCharacters);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
