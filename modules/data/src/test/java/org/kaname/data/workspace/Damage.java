package org.kaname.data.workspace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Ways to break a text, by chance: those of data-formats 6, and values and structures that readers are known to stumble over. */
final class Damage {
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "NA",
            "N/A",
            "..",
            "-",
            "null",
            "NaN",
            "Infinity",
            "0",
            "-0",
            "-12.4",
            "1e400",
            "1e-400",
            "8.1e13",
            "1e5",
            "10,000",
            "\"10,000\"",
            "1.234,5",
            "1 234",
            ">85",
            "~95",
            "(1,234)",
            "12.5%",
            "99999999999999999999",
            "2147483648",
            "9223372036854775808",
            "1850",
            "2199",
            "20230101",
            "202313",
            "000000",
            "999999",
            "2510",
            "28053",
            "1-Jan",
            "8.47E+05",
            "=1+1",
            "'",
            "\"",
            "\"\"",
            "\"\"\"",
            "\uFEFF",
            "\u3000",
            "\uFF11\uFF12",
            "\u00E9",
            "\uD83D\uDE00",
            "\\",
            "\u0001",
            "WLD",
            "W00",
            "QQQ",
            "9999",
            "392",
            "TOTAL",
            "AG2",
            "true",
            "{}",
            "[",
            "0x10",
            "1_000",
            "+5",
            ".5",
            "5.",
            ".",
            "e",
            "1e",
            "--1");

    private static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "{}",
            "[]",
            "null",
            "[[[[[[[[",
            "\"a\":{",
            "\\u0000",
            "\\ud800",
            "1e999",
            "//");

    private static final List<Charset> CHARSETS = List.of(
            Charset.forName("windows-31j"),
            Charset.forName("windows-1252"),
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            Charset.forName("EUC-JP"));

    /** A text in memory would have grown to this; more damages of the kind are left out. */
    private static final int LARGEST = 8 << 20;

    private Damage() {}

    /** @param large one case in so many brings a field of 2 MB; it takes as long as hundreds of others */
    static byte[] text(byte[] bytes, Random random, boolean json, int large) {
        if (random.nextInt(large) == 0 && bytes.length < LARGEST) {
            return insert(bytes, random, "x".repeat(2 << 20).getBytes(StandardCharsets.UTF_8));
        }
        return switch (random.nextInt(json ? 22 : 18)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> flip(bytes, random, 0);
            case 2 -> ends(bytes, random);
            case 3 -> string(bytes).getBytes(CHARSETS.get(random.nextInt(CHARSETS.size())));
            case 4 -> insert(bytes, random, new byte[] {0});
            case 5 -> insert(bytes, random, new byte[] {(byte) random.nextInt(256)});
            case 6 -> insert(bytes, random, new byte[] {'"'});
            case 7 -> string(bytes).replace("\"", "").getBytes(StandardCharsets.UTF_8);
            case 8 -> quoted(bytes);
            case 9 -> string(bytes).replaceAll("([,\"; ])0+", "$1").getBytes(StandardCharsets.UTF_8);
            case 10 ->
                string(bytes).replace(',', ";\t|".charAt(random.nextInt(3))).getBytes(StandardCharsets.UTF_8);
            case 11 -> Arrays.copyOfRange(bytes, random.nextInt(bytes.length + 1), bytes.length);
            case 12, 13, 14, 15 -> fields(bytes, random);
            case 16, 17 -> lines(bytes, random);
            default ->
                insert(bytes, random, JSON.get(random.nextInt(JSON.size())).getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Deletes, doubles, swaps or replaces a quoted text of a JSON text: a name or a value. */
    static byte[] member(byte[] bytes, Random random) {
        var parts = string(bytes).split("\"", -1);
        int at = 1 + 2 * random.nextInt(Math.max(1, (parts.length - 1) / 2));
        if (at < parts.length) {
            int other = Math.min(parts.length - 1, 1 + 2 * random.nextInt(Math.max(1, (parts.length - 1) / 2)));
            parts[at] = switch (random.nextInt(4)) {
                case 0 -> parts[other];
                case 1 -> VALUES.get(random.nextInt(VALUES.size())).replace("\"", "\\\"");
                case 2 -> parts[at] + parts[other];
                default -> "";
            };
        }
        return String.join("\"", parts).getBytes(StandardCharsets.UTF_8);
    }

    static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Another bit at a place from {@code first} on. */
    static byte[] flip(byte[] bytes, Random random, int first) {
        var flipped = bytes.clone();
        if (flipped.length > first) {
            flipped[first + random.nextInt(flipped.length - first)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    static byte[] insert(byte[] bytes, Random random, byte[] what) {
        int at = random.nextInt(bytes.length + 1);
        var out = new ByteArrayOutputStream(bytes.length + what.length);
        out.write(bytes, 0, at);
        out.writeBytes(what);
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    private static byte[] ends(byte[] bytes, Random random) {
        var text = string(bytes);
        return (switch (random.nextInt(5)) {
                    case 0 -> text.replace("\n", "\r\n");
                    case 1 -> text.replace("\r\n", "\n").replace('\n', '\r');
                    case 2 -> text.replaceFirst("\n", "\r");
                    case 3 -> text.replace("\n", "\n\n");
                    default -> text.replace("\n", "");
                })
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] quoted(byte[] bytes) {
        var lines = new ArrayList<String>();
        for (var line : string(bytes).split("\n", -1)) {
            lines.add(line.isEmpty() ? line : '"' + line.replace("\"", "").replace(",", "\",\"") + '"');
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** Deletes, doubles, swaps or replaces a field of one line, or of all. */
    private static byte[] fields(byte[] bytes, Random random) {
        var lines = string(bytes).split("\n", -1);
        boolean all = random.nextInt(10) == 0;
        int kind = random.nextInt(5);
        var value = VALUES.get(random.nextInt(VALUES.size()));
        int line = random.nextInt(lines.length);
        int place = random.nextInt(1 << 16);
        int with = random.nextInt(1 << 16);
        for (int i = all ? 0 : line; i < (all ? lines.length : line + 1); i++) {
            var fields = new ArrayList<>(Arrays.asList(lines[i].split(",", -1)));
            int at = place % fields.size();
            switch (kind) {
                case 0 -> fields.remove(at);
                case 1 -> fields.add(at, fields.get(at));
                case 2 -> Collections.swap(fields, at, with % fields.size());
                default -> fields.set(at, value);
            }
            lines[i] = String.join(",", fields);
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] lines(byte[] bytes, Random random) {
        var lines = new ArrayList<>(Arrays.asList(string(bytes).split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> Collections.shuffle(lines, random);
            case 1 -> lines.add(at, lines.getFirst());
            case 2 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 3 -> lines.remove(at);
            case 4 -> lines.add(at, VALUES.get(random.nextInt(VALUES.size())));
            default -> lines.addAll(List.copyOf(lines)); // two files pasted together
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
