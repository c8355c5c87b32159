package org.kaname.data.workspace;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The logical hash of a table (data-formats 1.2): each row as text, columns joined by {@code |}, nulls as {@code \N}, doubles as
 * {@code floor(x·1e6 + 0.5)}; MD5 of that text, its two halves added separately modulo 2^64. Independent of the order of rows, of the
 * engine and of how the file is compressed. It proves "the same rows"; it is no security feature. Not thread-safe.
 */
final class RowHash {
    private static final byte[] NULL = {'\\', 'N'};
    private static final double SCALE = 1e6;
    private static final double LARGEST_LONG = 9e18;
    private static final int HALF = 8;

    private final MessageDigest md5;
    private final byte[] digest = new byte[2 * HALF];
    private byte[] row = new byte[256];
    private int length;
    private long rows;
    private long high;
    private long low;

    RowHash() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5.", e);
        }
    }

    private void room(int more) {
        if (length + more > row.length) {
            row = java.util.Arrays.copyOf(row, Math.max(row.length * 2, length + more));
        }
    }

    private void separate() {
        if (length > 0) {
            row[length++] = '|';
        }
    }

    /** A column whose text is these bytes; null for a null. */
    RowHash text(byte @org.jspecify.annotations.Nullable [] text) {
        var bytes = text == null ? NULL : text;
        room(bytes.length + 1);
        separate();
        System.arraycopy(bytes, 0, row, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** A whole number. */
    RowHash whole(long number) {
        room(21);
        separate();
        digits(number);
        return this;
    }

    /** A number that is NaN where it is null. */
    RowHash number(double number) {
        if (Double.isNaN(number)) {
            return text(NULL);
        }
        double scaled = Math.floor(number * SCALE + 0.5);
        if (Math.abs(scaled) < LARGEST_LONG) {
            return whole((long) scaled);
        }
        return text(new BigDecimal(scaled)
                .setScale(0, RoundingMode.UNNECESSARY)
                .toPlainString()
                .getBytes(StandardCharsets.US_ASCII));
    }

    private void digits(long number) {
        long rest = number;
        if (rest < 0) {
            row[length++] = '-';
            rest = -rest;
        }
        int from = length;
        do {
            row[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        for (int i = from, j = length - 1; i < j; i++, j--) {
            byte swap = row[i];
            row[i] = row[j];
            row[j] = swap;
        }
    }

    /** The row is complete. */
    void end() {
        md5.update(row, 0, length);
        length = 0;
        try {
            md5.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("Sixteen bytes hold an MD5.", e);
        }
        rows++;
        high += half(0);
        low += half(HALF);
    }

    private long half(int at) {
        long half = 0;
        for (int i = at; i < at + HALF; i++) {
            half = half << 8 | digest[i] & 0xFF;
        }
        return half;
    }

    /** Adds the rows of another hash to this one. */
    void add(RowHash other) {
        rows += other.rows;
        high += other.high;
        low += other.low;
    }

    /** Takes rows out again, given by their sums. */
    void remove(long rowsOut, long highOut, long lowOut) {
        rows -= rowsOut;
        high -= highOut;
        low -= lowOut;
    }

    long rows() {
        return rows;
    }

    /** {@code m128:<rows>:<32 hex>}. */
    String text() {
        return "m128:" + rows + ":" + HexFormat.of().toHexDigits(high)
                + HexFormat.of().toHexDigits(low);
    }
}
