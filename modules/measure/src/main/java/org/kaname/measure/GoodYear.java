package org.kaname.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.model.Comparison;
import org.kaname.model.Reason;
import org.kaname.model.Truth;

/**
 * The numbers of one subject, good and year, before they become figures: what rules and triage judge, and what perturbed worlds are
 * judged by. One column for each {@link GoodMeasure}. Filled by {@link GoodEvaluator}, then only read.
 */
public final class GoodYear {
    private static final int WIDTH = GoodMeasure.values().length;

    /** Figures that no data set can give, before any is put. */
    private static final @Nullable Reason[] LACKING = lacking();

    private final int year;
    private final double[] value = new double[WIDTH];
    private final double[] low = new double[WIDTH];
    private final double[] high = new double[WIDTH];
    private final boolean[] decidedByInterval = new boolean[WIDTH];
    private final @Nullable Reason[] reason = LACKING.clone();
    int topSupplier = -1;
    int tied;
    int suppliers;
    double unallocatedShare;
    double reporterCoverage = Double.NaN;
    boolean importsKnown;
    private boolean converted;
    List<Dependent> dependents = List.of();
    double dependentsCover = Double.NaN;
    double dependentsReach = Double.NaN;

    /**
     * An importer that hangs on the subject.
     *
     * @param share of its imports of the good, 0..1
     */
    public record Dependent(int economy, double share, double valueThousandths) {}

    GoodYear(int year) {
        this.year = year;
        java.util.Arrays.fill(value, Double.NaN);
        java.util.Arrays.fill(low, Double.NaN);
        java.util.Arrays.fill(high, Double.NaN);
    }

    private static @Nullable Reason[] lacking() {
        @Nullable Reason[] lacking = new Reason[WIDTH];
        for (var measure : GoodMeasure.values()) {
            if (measure.lacks().isPresent()) {
                lacking[measure.ordinal()] = Reason.TABLE_ABSENT;
            }
        }
        return lacking;
    }

    void put(GoodMeasure measure, double number) {
        value[measure.ordinal()] = number;
    }

    void put(GoodMeasure measure, double number, double lowEnd, double highEnd, boolean intervalDecides) {
        int i = measure.ordinal();
        value[i] = number;
        low[i] = lowEnd;
        high[i] = highEnd;
        decidedByInterval[i] = intervalDecides;
    }

    /** Widens the interval of a figure that has a number, so that it holds these ends and the number. */
    void widen(GoodMeasure measure, double lowEnd, double highEnd) {
        int i = measure.ordinal();
        if (Double.isFinite(value[i])) {
            converted = true;
            low[i] = Math.min(value[i], Double.isNaN(low[i]) ? lowEnd : Math.min(low[i], lowEnd));
            high[i] = Math.max(value[i], Double.isNaN(high[i]) ? highEnd : Math.max(high[i], highEnd));
        }
    }

    void missing(GoodMeasure measure, Reason why) {
        value[measure.ordinal()] = Double.NaN;
        reason[measure.ordinal()] = why;
    }

    /** Takes a figure over from another year, with its interval or the reason why there is none. */
    void take(GoodMeasure measure, GoodYear other) {
        int i = measure.ordinal();
        value[i] = other.value[i];
        low[i] = other.low[i];
        high[i] = other.high[i];
        decidedByInterval[i] = other.decidedByInterval[i];
        reason[i] = other.reason[i];
    }

    /** Known to exceed every threshold, with no number to print. */
    void unbounded(GoodMeasure measure, Reason why) {
        value[measure.ordinal()] = Double.POSITIVE_INFINITY;
        reason[measure.ordinal()] = why;
    }

    public int year() {
        return year;
    }

    /** The number; NaN where missing, infinite where unbounded. */
    public double value(GoodMeasure measure) {
        return value[measure.ordinal()];
    }

    public double low(GoodMeasure measure) {
        return low[measure.ordinal()];
    }

    public double high(GoodMeasure measure) {
        return high[measure.ordinal()];
    }

    public boolean hasInterval(GoodMeasure measure) {
        return !Double.isNaN(low[measure.ordinal()]);
    }

    public boolean intervalDecides(GoodMeasure measure) {
        return decidedByInterval[measure.ordinal()];
    }

    /** Why a figure is missing or unbounded; null for a number. */
    public @Nullable Reason reason(GoodMeasure measure) {
        return reason[measure.ordinal()];
    }

    /** Intervals are wider than the part of unspecified origin makes them: the good went through a one-to-many conversion. */
    public boolean converted() {
        return converted;
    }

    /** Index of the top supplier, or -1. */
    public int topSupplier() {
        return topSupplier;
    }

    /** How many suppliers share the largest value. */
    public int tied() {
        return tied;
    }

    /** Number of named suppliers. */
    public int suppliers() {
        return suppliers;
    }

    /** n / M, 0..1. */
    public double unallocatedShare() {
        return unallocatedShare;
    }

    /** Part of last year's world imports made by importers present in this year; NaN where there is no year before. */
    public double reporterCoverage() {
        return reporterCoverage;
    }

    /** The importer reported this good in this year, so that no row is an observed zero. */
    public boolean importsKnown() {
        return importsKnown;
    }

    public List<Dependent> dependents() {
        return dependents;
    }

    /** For how much of the dependents' imports the subject stands, 0..1; NaN without dependents. */
    public double dependentsCover() {
        return dependentsCover;
    }

    /** How much of world demand the dependents are, 0..1; NaN without dependents. */
    public double dependentsReach() {
        return dependentsReach;
    }

    /** The truth of one comparison, exactly as {@link org.kaname.model.Condition#holds} would say it, without building one. */
    public Truth test(GoodMeasure measure, Comparison comparison, double threshold) {
        int i = measure.ordinal();
        if (Double.isNaN(value[i]) || Double.isNaN(threshold)) {
            return Truth.UNKNOWN;
        }
        if (decidedByInterval[i]) {
            boolean atLow = comparison.test(low[i], threshold);
            boolean atHigh = comparison.test(high[i], threshold);
            return atLow == atHigh ? Truth.of(atLow) : Truth.UNKNOWN;
        }
        return Truth.of(comparison.test(value[i], threshold));
    }
}
