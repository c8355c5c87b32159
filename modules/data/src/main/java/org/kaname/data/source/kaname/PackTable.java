package org.kaname.data.source.kaname;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.Refusal;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextPool;

/** Walks one table of the pack row by row; what does not fit goes to the list of refusals. */
final class PackTable {
    /** The range of data-formats 2.1. */
    private static final int MIN_YEAR = 1900;

    private static final int MAX_YEAR = 2100;

    private final String display;
    private final String sha256;
    private final byte[] bytes;
    private final int ordinal;
    private final CsvRecords records;
    private final List<String> header = new ArrayList<>();
    private final List<Refusal> refusals;
    private boolean usable = true;
    private long rows;

    PackTable(String display, byte[] bytes, String sha256, int ordinal, List<Refusal> refusals) {
        this.display = display;
        this.bytes = bytes;
        this.sha256 = sha256;
        this.ordinal = ordinal;
        this.refusals = refusals;
        records = CsvRecords.of(bytes);
        if (advance()) {
            for (int i = 0; i < records.fields(); i++) {
                header.add(records.text(i));
            }
        } else {
            refuse("KAN-DATA-003", 0, "bytes", bytes.length);
            usable = false;
        }
    }

    private boolean advance() {
        try {
            return records.next();
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot fail.", e);
        }
    }

    /** The index of a column that must be there. */
    int column(String name) {
        int index = header.indexOf(name);
        if (index < 0 && usable) {
            refuse("KAN-DATA-028", 0, "column", name, "columns", String.join(", ", header));
            usable = false;
        }
        return Math.max(index, 0);
    }

    boolean next() {
        while (usable && advance()) {
            rows++;
            if (records.shape() != CsvRecords.Shape.WHOLE) {
                refuse(records.shape() == CsvRecords.Shape.TOO_LONG ? "KAN-DATA-039" : "KAN-DATA-011", records.line());
            } else if (records.fields() != header.size()) {
                refuse("KAN-DATA-012", records.line(), "actual", records.fields(), "expected", header.size());
            } else {
                return true;
            }
        }
        return false;
    }

    String text(int column) {
        return records.text(column);
    }

    int pooled(int column, TextPool pool) {
        return records.pooled(column, pool);
    }

    boolean isEmpty(int column) {
        return records.isEmpty(column);
    }

    /** A number that must be there, zero or more; a refusal and 0 where it is not. */
    double amount(int column) {
        double value = records.number(column);
        if (!(value >= 0)) {
            boolean negative = value < 0;
            refuse(
                    negative ? "KAN-DATA-018" : "KAN-DATA-015",
                    records.line(),
                    "column",
                    header.get(column),
                    "value",
                    records.text(column));
            return 0;
        }
        return value;
    }

    /** A number, or NaN where the cell is empty. */
    double optional(int column) {
        if (records.isEmpty(column)) {
            return Double.NaN;
        }
        double value = records.number(column);
        if (Double.isNaN(value)) {
            refuse("KAN-DATA-015", records.line(), "column", header.get(column), "value", records.text(column));
        }
        return value;
    }

    int year(int column) {
        double value = records.number(column);
        if (!(value >= MIN_YEAR && value <= MAX_YEAR) || value != Math.rint(value)) {
            refuse("KAN-DATA-019.year", records.line(), "value", records.text(column));
            return 0;
        }
        return (int) value;
    }

    void refuse(String code, long line, Object... namesAndValues) {
        refusals.add(Refusal.of(code, display, line, namesAndValues));
    }

    Origin origin() {
        return new Origin(ordinal, (int) records.line());
    }

    int ordinal() {
        return ordinal;
    }

    long line() {
        return records.line();
    }

    long rows() {
        return rows;
    }

    Manifest.Input input() {
        return new Manifest.Input(
                ordinal,
                display,
                "",
                bytes.length,
                sha256,
                bytes.length,
                sha256,
                "UTF-8",
                false,
                "LF",
                ",",
                header,
                rows,
                "line");
    }
}
