package org.kaname.measure.verify;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaname.model.Truth;

/** Counts the cells of one check and keeps the first difference. Not thread-safe. */
public final class Tally {
    /** Largest difference of two sums in different order: relative, absolute below 1 (measurement 8). */
    public static final double TOLERANCE = 1e-9;

    private final String name;
    private long cells;
    private double largest;
    private String first = "";

    public Tally(String name) {
        this.name = name;
    }

    /** Two numbers; NaN and null both mean that there is none. */
    public void number(double kernel, @Nullable Object sql, Supplier<String> where) {
        cells++;
        boolean absent = Double.isNaN(kernel);
        if (absent != (sql == null)) {
            differ(where, absent ? "none" : Double.toString(kernel), String.valueOf(sql));
        } else if (sql instanceof Number number) {
            double difference = Math.abs(kernel - number.doubleValue()) / Math.max(1, Math.abs(kernel));
            largest = Math.max(largest, difference);
            if (!(difference <= TOLERANCE)) {
                differ(where, Double.toString(kernel), sql.toString());
            }
        } else if (sql != null) {
            differ(where, Double.toString(kernel), sql.toString());
        }
    }

    /** Two texts or flags; null means that there is none. */
    public void same(@Nullable Object kernel, @Nullable Object sql, Supplier<String> where) {
        cells++;
        if (!Objects.equals(kernel, sql)) {
            differ(where, String.valueOf(kernel), String.valueOf(sql));
        }
    }

    /** A three-valued truth and its boolean, null for unknown; at the boundary the two may disagree. */
    public void truth(Truth kernel, @Nullable Object sql, boolean boundary, Supplier<String> where) {
        if (boundary) {
            cells++;
        } else {
            same(kernel == Truth.UNKNOWN ? null : kernel == Truth.YES, sql, where);
        }
    }

    /** A row that only one side has. */
    public void alone(boolean inKernel, Supplier<String> where) {
        cells++;
        differ(where, inKernel ? "a row" : "no row", inKernel ? "no row" : "a row");
    }

    private void differ(Supplier<String> where, String kernel, String sql) {
        if (first.isEmpty()) {
            first = where.get() + ": kernel " + kernel + ", SQL " + sql;
        }
    }

    public Check check() {
        return new Check(name, cells, largest, first.isEmpty(), first);
    }
}
