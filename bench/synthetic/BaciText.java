package synthetic;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of BACI as bytes. Not thread-safe: one for each part. */
final class BaciText implements World.FlowSink {
    /** How files look; the first two as published, the others of them after damage. */
    record Style(boolean quotedHeader, boolean windowsLines, boolean zerosLost, boolean padded, char delimiter) {
        /** As files of 2025: plain, LF, codes of six digits, a missing quantity is empty. */
        static final Style OF_2025 = new Style(false, false, false, false, ',');
        /** As the files of 2023: quoted header, CRLF, leading zeros lost, quantity in quotes and padded to 13 characters. */
        static final Style OF_2023 = new Style(true, true, true, true, ',');

        static Style named(String name) {
            return switch (name) {
                case "2025" -> OF_2025;
                case "2023" -> OF_2023;
                default -> throw new IllegalArgumentException("The style (" + name + ") is neither 2025 nor 2023.");
            };
        }

        Style withDelimiter(char changed) {
            return new Style(quotedHeader, windowsLines, zerosLost, padded, changed);
        }

        Style withZerosLost() {
            return new Style(quotedHeader, windowsLines, true, padded, delimiter);
        }

        Style withPadding() {
            return new Style(quotedHeader, windowsLines, zerosLost, true, delimiter);
        }

        byte[] header() {
            var names = List.of("t", "i", "j", "k", "v", "q").stream()
                    .map(name -> quotedHeader ? '"' + name + '"' : name)
                    .toList();
            return (String.join(String.valueOf(delimiter), names) + (windowsLines ? "\r\n" : "\n"))
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static final int LONGEST_LINE = 80;
    private static final byte[] NOT_AVAILABLE = "\"           NA\"".getBytes(StandardCharsets.US_ASCII);

    private final Style style;
    private final byte[][] exporter;
    private final byte[][] importer;
    private final byte[][] product;
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private int rows;

    BaciText(World world, Style style) {
        this.style = style;
        var d = String.valueOf(style.delimiter());
        exporter = world.economies().stream()
                .map(e -> (world.year + d + e.number() + d).getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        importer = world.economies().stream()
                .map(e -> (e.number() + d).getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        product = world.products().stream()
                .map(k -> ((style.zerosLost() && k.startsWith("0") ? k.substring(1) : k) + d)
                        .getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    private BaciText(BaciText other) {
        style = other.style;
        exporter = other.exporter;
        importer = other.importer;
        product = other.product;
    }

    /** An empty one that shares the texts of codes. */
    BaciText fork() {
        return new BaciText(this);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    int rows() {
        return rows;
    }

    @Override
    public void flow(int i, int j, int k, long value, long quantity) {
        if (length + LONGEST_LINE > bytes.length) {
            bytes = java.util.Arrays.copyOf(bytes, bytes.length + (bytes.length >> 1));
        }
        put(exporter[i]);
        put(importer[j]);
        put(product[k]);
        // R, which wrote the files of 2023, prints no zeros at the end of a number
        decimal(value, style.padded());
        bytes[length++] = (byte) style.delimiter();
        if (style.padded()) {
            padded(quantity);
        } else if (quantity >= 0) {
            decimal(quantity, false);
        }
        if (style.windowsLines()) {
            bytes[length++] = '\r';
        }
        bytes[length++] = '\n';
        rows++;
    }

    private void put(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void padded(long quantity) {
        if (quantity < 0) {
            put(NOT_AVAILABLE);
            return;
        }
        bytes[length++] = '"';
        for (int width = digits(quantity / 1000) + 4; width < 13; width++) {
            bytes[length++] = ' ';
        }
        decimal(quantity, false);
        bytes[length++] = '"';
    }

    /** A number of thousandths with three decimals, or without the zeros at its end. */
    private void decimal(long thousandths, boolean withoutZeros) {
        long whole = thousandths / 1000;
        int decimals = (int) (thousandths - whole * 1000);
        int digits = digits(whole);
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + whole % 10);
            whole /= 10;
        }
        length += digits;
        if (withoutZeros && decimals == 0) {
            return;
        }
        bytes[length++] = '.';
        bytes[length++] = (byte) ('0' + decimals / 100);
        bytes[length++] = (byte) ('0' + decimals / 10 % 10);
        bytes[length++] = (byte) ('0' + decimals % 10);
        while (withoutZeros && bytes[length - 1] == '0') {
            length--;
        }
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
