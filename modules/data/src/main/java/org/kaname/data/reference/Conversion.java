package org.kaname.data.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.kaname.model.Interval;
import org.kaname.model.Reason;
import org.kaname.model.Result;

/**
 * Converts amounts by code of one list into amounts by code of another, with bounds (data-formats 2.5). P(a) are the codes that a may
 * become, those of weight 0 included:
 *
 * <pre>
 * point(b) = Σ_a w(a→b) · v(a)         NaN where a contributing a has no weights and several targets
 * low(b)   = Σ_{a: P(a) = {b}} v(a)
 * high(b)  = Σ_{a: b ∈ P(a)} v(a)
 * </pre>
 *
 * <p>Works for values and quantities of any unit. The sources are fixed when it is made; {@link #convert} may then be called for every
 * pair of economies and year. Immutable.
 */
public final class Conversion {
    /** Flag of table {@code flow} for a row whose amount was split (data-formats 2.1), beside the status CONVERTED. */
    public static final int CONVERTED_REVISION = 32;

    private final List<String> targets;
    private final List<String> unlisted;
    /** Of source i: {@code first[i]} to {@code first[i + 1]} in {@code target} and {@code weight}. */
    private final int[] first;

    private final int[] target;
    private final double[] weight;
    private final boolean[] certain;
    private final boolean[] whole;
    private final int sources;

    private Conversion(
            int sources,
            List<String> targets,
            List<String> unlisted,
            int[] first,
            int[] target,
            double[] weight,
            boolean[] certain,
            boolean[] whole) {
        this.sources = sources;
        this.targets = targets;
        this.unlisted = unlisted;
        this.first = first;
        this.target = target;
        this.weight = weight;
        this.certain = certain;
        this.whole = whole;
    }

    static Conversion of(List<String> codes, Function<String, Concordance.Targets> lookUp) {
        var found = new ArrayList<Concordance.Targets>();
        var unlisted = new ArrayList<String>();
        var index = new TreeMap<String, Integer>();
        int pairs = 0;
        for (var code : codes) {
            var targets = lookUp.apply(code);
            found.add(targets);
            if (targets.codes().isEmpty()) {
                unlisted.add(code);
            }
            targets.codes().forEach(target -> index.put(target, 0));
            pairs += targets.codes().size();
        }
        int next = 0;
        for (var entry : index.entrySet()) {
            entry.setValue(next++);
        }
        var first = new int[codes.size() + 1];
        var target = new int[pairs];
        var weight = new double[pairs];
        var certain = new boolean[codes.size()];
        var whole = new boolean[codes.size()];
        int at = 0;
        for (int i = 0; i < codes.size(); i++) {
            var targets = found.get(i);
            first[i] = at;
            certain[i] = targets.certain();
            whole[i] = targets.whole();
            for (int j = 0; j < targets.codes().size(); j++) {
                target[at] = index.getOrDefault(targets.codes().get(j), -1);
                weight[at++] = targets.weights()[j];
            }
        }
        first[codes.size()] = at;
        return new Conversion(
                codes.size(),
                List.copyOf(index.keySet()),
                List.copyOf(unlisted),
                first,
                target,
                weight,
                certain,
                whole);
    }

    /** The codes of the other list that may be reached, in ascending order. */
    public List<String> targets() {
        return targets;
    }

    /** Source codes that the concordance does not hold: their amounts are in no target and must be shown apart. */
    public List<String> unlisted() {
        return unlisted;
    }

    /**
     * Amounts by target, parallel to {@link #targets()}. Entries of targets that nothing reached are 0 and not {@link #reached}.
     * Arrays are fresh for each call and belong to the receiver.
     *
     * @param point NaN where it cannot be known, by a split without weights or by a missing amount
     * @param low never NaN: a missing amount is at least 0
     * @param high NaN where an amount that may have come here is missing
     * @param unplaced known amounts for which the concordance has no target, or none at some step of a chain; NaN where they cannot be
     *     known. Points and this add up to all amounts
     * @param split some amount that may have come here may have gone elsewhere: status CONVERTED; false: stays OBSERVED
     */
    public record Amounts(
            List<String> targets,
            double[] point,
            double[] low,
            double[] high,
            boolean[] reached,
            boolean[] split,
            double unplaced) {

        /** {@link #CONVERTED_REVISION} where amounts were split; 0 for one to one and many to one, which stay as observed. */
        public int flags(int index) {
            return split[index] ? CONVERTED_REVISION : 0;
        }

        /** The point value, or why there is none. */
        public Result<Double> findPoint(int index) {
            return Double.isNaN(point[index])
                    ? Result.failure(
                            Reason.CONVERSION_AMBIGUOUS,
                            "The amount of (" + targets.get(index) + ") lies from " + low[index] + " to " + high[index]
                                    + ": a code that was split has no weights, or its amount is missing.")
                    : Result.ok(point[index]);
        }
    }

    /**
     * Converts one amount for each source code.
     *
     * @param amounts parallel to the codes this was made for, at least 0; 0 where there is none, NaN where it is missing
     */
    public Amounts convert(double[] amounts) {
        if (amounts.length != sources) {
            throw new IllegalArgumentException(
                    "There are " + amounts.length + " amounts for " + sources + " source codes.");
        }
        int size = targets.size();
        var point = new double[size];
        var low = new double[size];
        var high = new double[size];
        var reached = new boolean[size];
        var split = new boolean[size];
        for (int i = 0; i < sources; i++) {
            double amount = amounts[i];
            if (amount == 0) {
                continue;
            }
            for (int k = first[i]; k < first[i + 1]; k++) {
                int to = target[k];
                reached[to] = true;
                high[to] += amount;
                if (weight[k] != 0) {
                    point[to] += weight[k] * amount;
                }
                if (!certain[i]) {
                    split[to] = true;
                } else if (!Double.isNaN(amount)) {
                    low[to] += amount;
                }
            }
        }
        clamp(point, low, high);
        return new Amounts(targets, point, low, high, reached, split, unplaced(amounts));
    }

    private double unplaced(double[] amounts) {
        double unplaced = 0;
        for (int i = 0; i < sources; i++) {
            if (whole[i] || amounts[i] == 0) {
                continue;
            }
            double placed = 0;
            for (int k = first[i]; k < first[i + 1]; k++) {
                placed += weight[k];
            }
            unplaced += amounts[i] * (1 - placed);
        }
        return unplaced;
    }

    /** Sums in another order may pass a bound by a rounding error; the point stays inside. */
    private static void clamp(double[] point, double[] low, double[] high) {
        for (int b = 0; b < point.length; b++) {
            if (point[b] < low[b]) {
                point[b] = low[b];
            } else if (point[b] > high[b]) {
                point[b] = high[b];
            }
        }
    }

    /**
     * The bounds of supplier s's share of one good: {@code [low_s / (low_s + Σ_{t≠s} high_t), high_s / (high_s + Σ_{t≠s} low_t)]}. Fails
     * where nothing can have been supplied, and where an upper bound is missing.
     *
     * @param low lower bounds by supplier
     * @param high upper bounds by supplier
     */
    public static Result<Interval> share(double[] low, double[] high, int supplier) {
        double othersLow = 0;
        double othersHigh = 0;
        for (int t = 0; t < low.length; t++) {
            if (t != supplier) {
                othersLow += low[t];
                othersHigh += high[t];
            }
        }
        if (Double.isNaN(high[supplier] + othersHigh)) {
            return Result.failure(Reason.CONVERSION_AMBIGUOUS, "An amount that may belong to this good is missing.");
        }
        if (high[supplier] + othersHigh <= 0) {
            return Result.failure(Reason.NO_DENOMINATOR, "Nothing can have been supplied.");
        }
        double lowest = low[supplier] == 0 ? 0 : low[supplier] / (low[supplier] + othersHigh);
        double highest = high[supplier] == 0 ? 0 : high[supplier] / (high[supplier] + othersLow);
        return Result.ok(new Interval(lowest, highest));
    }
}
