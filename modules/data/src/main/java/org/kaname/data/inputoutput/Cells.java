package org.kaname.data.inputoutput;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.kaname.data.Refusal;

/**
 * Walks the cells of a delimited text once, over its bytes. Made for matrices of millions of numbers, so a number is read without a
 * text in between. A cell that is no number reads as NaN and is counted; {@link #requireNumbers()} then refuses the file.
 */
final class Cells {
    private static final int FIRST_BAD = 10;
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final IoInput.Part part;
    private final byte[] bytes;
    private final byte delimiter;
    private int at;
    private boolean rowOpen;
    private int from;
    private int to;
    private boolean quoted;
    private long line;
    private int column;
    private long bad;
    private final List<String> firstBad = new ArrayList<>();

    Cells(IoInput.Part part, char delimiter) {
        this.part = part;
        this.bytes = part.bytes();
        this.delimiter = (byte) delimiter;
        boolean mark =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        this.at = mark ? 3 : 0;
    }

    /** To the next line that is not empty; false at the end. */
    boolean nextRow() {
        while (rowOpen) {
            nextCell();
        }
        while (at < bytes.length && (bytes[at] == '\n' || bytes[at] == '\r')) {
            newLine();
        }
        column = 0;
        rowOpen = at < bytes.length;
        if (rowOpen && line == 0) {
            line = 1;
        }
        return rowOpen;
    }

    /** To the next cell of the row; false behind its last. */
    boolean nextCell() {
        if (!rowOpen) {
            return false;
        }
        column++;
        quoted = at < bytes.length && bytes[at] == '"';
        if (quoted) {
            from = ++at;
            while (at < bytes.length && !(bytes[at] == '"' && (at + 1 >= bytes.length || bytes[at + 1] != '"'))) {
                at += bytes[at] == '"' ? 2 : 1;
            }
            to = Math.min(at, bytes.length);
            at++;
        } else {
            from = at;
        }
        while (at < bytes.length && bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        if (!quoted) {
            to = at;
        }
        if (at < bytes.length && bytes[at] == delimiter) {
            at++;
        } else {
            rowOpen = false;
            if (at < bytes.length) {
                newLine();
            }
        }
        return true;
    }

    private void newLine() {
        line = Math.max(line, 1) + 1;
        if (bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n') {
            at++;
        }
        at++;
    }

    /** Line from 1 of the row that was last begun and not yet ended; behind its last cell the next line. */
    long line() {
        return rowOpen ? line : Math.max(1, line - 1);
    }

    /** The cell, trimmed; two quotes inside quotes are one. */
    String text() {
        var text = new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
        return quoted ? text.replace("\"\"", "\"") : text;
    }

    /** The row's remaining cells as texts. */
    List<String> rest() {
        var texts = new ArrayList<String>();
        while (nextCell()) {
            texts.add(text());
        }
        return texts;
    }

    /** The cell as a number; NaN, and counted, where it is none. */
    double number() {
        int i = from;
        int end = to;
        while (i < end && bytes[i] == ' ') {
            i++;
        }
        while (end > i && bytes[end - 1] == ' ') {
            end--;
        }
        int start = i;
        boolean negative = i < end && bytes[i] == '-';
        if (i < end && (negative || bytes[i] == '+')) {
            i++;
        }
        long digits = 0;
        int count = 0;
        int fraction = -1;
        for (; i < end; i++) {
            byte b = bytes[i];
            if (b >= '0' && b <= '9') {
                if (count > EXACT_DIGITS) {
                    return slowNumber(start, end);
                }
                digits = digits * 10 + (b - '0');
                count += digits == 0 ? 0 : 1;
                fraction += fraction < 0 ? 0 : 1;
            } else if (b == '.' && fraction < 0) {
                fraction = 0;
            } else {
                return slowNumber(start, end);
            }
        }
        if (end == start
                || count > EXACT_DIGITS
                || fraction > EXACT_DIGITS
                || !(bytes[end - 1] >= '0' && bytes[end - 1] <= '9')) {
            return slowNumber(start, end);
        }
        // both are exact, so the quotient is the nearest double of the decimal
        double value = fraction > 0 ? digits / POWERS[fraction] : digits;
        return negative ? -value : value;
    }

    private double slowNumber(int start, int end) {
        var text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        }
        bad++;
        if (firstBad.size() < FIRST_BAD) {
            firstBad.add(line() + ":" + column + " (" + text + ")");
        }
        return Double.NaN;
    }

    /** A number that is not there: NaN, and counted. */
    double missing() {
        from = at;
        to = at;
        return slowNumber(at, at);
    }

    /** Passes the next row where its first cell has a text; else the row stays the next. */
    void skipRowBeginning(String text) {
        while (rowOpen) {
            nextCell();
        }
        int back = at;
        long backLine = line;
        if (nextRow() && nextCell() && text().equals(text)) {
            rest();
            return;
        }
        at = back;
        line = backLine;
        rowOpen = false;
    }

    /** Refuses the file where a cell that should be a number was none. */
    void requireNumbers() throws Refused {
        if (bad > 0) {
            throw new Refused(List.of(
                    Refusal.of("KAN-DATA-091", part.shown(), 0, "cells", bad, "first", String.join(", ", firstBad))));
        }
    }
}
