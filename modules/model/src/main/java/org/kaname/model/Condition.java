package org.kaname.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A comparison that decides. The same object yields the truth, the margin and the explanation, so text cannot drift from code.
 *
 * @param name the condition's name, a message key below {@code condition.}
 * @param threshold NaN where no source gives one and the user has set none: the truth is then unknown
 * @param origin where the threshold comes from: a rule id, {@code kaname}, or {@code user}
 */
public record Condition(String name, Figure actual, Comparison comparison, double threshold, String origin) {
    /** Relative margin below which kernel and SQL may disagree (measurement 1.1). */
    public static final double BOUNDARY = 1e-9;

    public Truth holds() {
        if (actual.isMissing() || Double.isNaN(threshold)) {
            return Truth.UNKNOWN;
        }
        if (actual.intervalDecides()) {
            var ends = actual.interval().orElseThrow();
            boolean low = comparison.test(ends.low(), threshold);
            boolean high = comparison.test(ends.high(), threshold);
            return low == high ? Truth.of(low) : Truth.UNKNOWN;
        }
        return Truth.of(comparison.test(actual.value(), threshold));
    }

    /** Relative margin, positive where the condition holds; empty when missing or unbounded. */
    public OptionalDouble margin() {
        return actual.isMissing() || actual.isUnbounded() || Double.isNaN(threshold)
                ? OptionalDouble.empty()
                : OptionalDouble.of(comparison.margin(actual.value(), threshold));
    }

    /** So close to the threshold that the order of a sum could decide. */
    public boolean boundary() {
        var margin = margin();
        return margin.isPresent() && Math.abs(margin.getAsDouble()) < BOUNDARY;
    }

    /** How far the actual is on its side, as a factor of the threshold, capped at 4; unbounded figures and truths count as 4 (measurement 6.1). */
    public double strength() {
        if (actual.isMissing()) {
            return 0;
        }
        if (actual.unit() == Unit.TRUTH) {
            return 4;
        }
        double factor = comparison.wantsMore() ? actual.value() / threshold : threshold / actual.value();
        return Double.isNaN(factor) ? 0 : Math.min(factor, 4);
    }

    public Explanation explain() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("name", Explanation.key("condition." + name));
        arguments.put("actual", actual);
        if (Double.isNaN(threshold)) {
            return Explanation.of("condition.unset", arguments).withTruth(holds());
        }
        arguments.put("threshold", Explanation.number(threshold, actual.unit()));
        arguments.put("origin", origin);
        var key = switch (comparison) {
            case ABOVE -> "condition.above";
            case AT_LEAST -> "condition.atLeast";
            case BELOW -> "condition.below";
            case AT_MOST -> "condition.atMost";
        };
        var node = Explanation.of(key, arguments).withTruth(holds());
        return boundary() ? node.with(Explanation.of("condition.boundary").nonDeciding()) : node;
    }
}
