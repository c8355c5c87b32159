package org.kaname.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number with its unit, an optional interval and its passport; or the reason why there is none. Missing is never zero.
 *
 * <p>An <em>unbounded</em> figure (a ratio to exports of zero) is known to be larger than every threshold and has no value to print:
 * it compares, it is never ranked, averaged or shown as a number.
 */
public final class Figure {
    private final double value;
    private final Unit unit;
    private final @Nullable Interval interval;
    private final boolean decidedByInterval;
    private final @Nullable Reason missing;
    private final String detail;
    private final Passport passport;

    private Figure(
            double value,
            Unit unit,
            @Nullable Interval interval,
            boolean decidedByInterval,
            @Nullable Reason missing,
            String detail,
            Passport passport) {
        this.value = value;
        this.unit = unit;
        this.interval = interval;
        this.decidedByInterval = decidedByInterval;
        this.missing = missing;
        this.detail = detail;
        this.passport = passport;
    }

    /** A known number. Throws on NaN and infinity: those are missing or unbounded. */
    public static Figure of(double value, Unit unit, Passport passport) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The figure (" + passport + ") is not finite (" + value + ").");
        }
        return new Figure(value, unit, null, false, null, "", passport);
    }

    /** No number, and why. The detail is a plain English clause for JSON; the reason is what is translated. */
    public static Figure missing(Reason reason, String detail, Unit unit, Passport passport) {
        return new Figure(Double.NaN, unit, null, false, reason, detail, passport);
    }

    /** Larger than every threshold; not a number to print. */
    public static Figure unbounded(Reason reason, String detail, Unit unit, Passport passport) {
        return new Figure(Double.POSITIVE_INFINITY, unit, null, false, reason, detail, passport);
    }

    /** A copy with bounds; the value must lie inside them. */
    public Figure withInterval(double low, double high) {
        return new Figure(value, unit, new Interval(low, high), decidedByInterval, missing, detail, passport);
    }

    /** A copy of which a condition holds only if it holds at both ends (measurement 1.3, unallocated part above the limit). */
    public Figure decidedByInterval() {
        return new Figure(value, unit, interval, true, missing, detail, passport);
    }

    public boolean isMissing() {
        return missing != null && !isUnbounded();
    }

    public boolean isUnbounded() {
        return value == Double.POSITIVE_INFINITY;
    }

    /** The number; NaN when missing, positive infinity when unbounded. */
    public double value() {
        return value;
    }

    public Unit unit() {
        return unit;
    }

    public Optional<Interval> interval() {
        return Optional.ofNullable(interval);
    }

    public boolean intervalDecides() {
        return decidedByInterval && interval != null;
    }

    /** Why there is no number to print; empty for a known number. */
    public Optional<Reason> reason() {
        return Optional.ofNullable(missing);
    }

    public String detail() {
        return detail;
    }

    public Passport passport() {
        return passport;
    }

    @Override
    public String toString() {
        return missing != null ? passport.figure() + " " + missing : passport.figure() + " " + value;
    }
}
