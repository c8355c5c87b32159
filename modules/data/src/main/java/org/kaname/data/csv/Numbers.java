package org.kaname.data.csv;

import java.nio.charset.StandardCharsets;

/** Plain decimal numbers: optional sign, digits, one decimal point, optional exponent. */
public final class Numbers {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;

    private Numbers() {}

    /** The number, or NaN where the text is empty or no plain number. Blanks around it are skipped. */
    public static double parse(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    static double parse(byte[] bytes, int first, int last) {
        int from = first;
        int to = last;
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        int at = from;
        boolean negative = false;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at] == '-';
            at++;
        }
        long digits = 0;
        int seen = 0;
        int decimals = 0;
        boolean point = false;
        boolean exact = true;
        for (; at < to; at++) {
            int c = bytes[at];
            if (c >= '0' && c <= '9') {
                seen++;
                if (digits < EXACT / 10 - 1) {
                    digits = digits * 10 + (c - '0');
                    decimals += point ? 1 : 0;
                } else {
                    exact = false;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        if (at < to) {
            if (bytes[at] != 'e' && bytes[at] != 'E') {
                return Double.NaN;
            }
            at++;
            if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
                at++;
            }
            int exponentDigits = 0;
            for (; at < to; at++, exponentDigits++) {
                if (bytes[at] < '0' || bytes[at] > '9') {
                    return Double.NaN;
                }
            }
            if (exponentDigits == 0 || exponentDigits > 4) {
                return Double.NaN;
            }
            exact = false;
        }
        if (exact && decimals < POWERS.length) {
            // Both operands are exact doubles, so one division rounds once (Clinger 1990).
            double value = digits / POWERS[decimals];
            return negative ? -value : value;
        }
        double value = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
