package org.kaname.shock.scenario;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * An uncertain number of a scenario (shock 0.2): low ≤ mid ≤ high.
 *
 * @param mid what the mid run uses; for {@link Shape#UNIFORM} it takes no part in sampling
 */
public record Range(double low, double mid, double high, Shape shape) {
    /** How values between the ends are drawn. */
    public enum Shape {
        FIXED,
        UNIFORM,
        TRIANGULAR,
        /** Beta between the ends with weight 4 on mid. */
        PERT,
        /** Median mid, 5 % at low and 95 % at high by the wider of both sides; above zero. */
        LOGNORMAL
    }

    private static final double PERT_WEIGHT = 4;
    private static final double UPPER_TAIL = 0.95;

    public Range {
        if (!(low <= mid && mid <= high)) {
            throw new IllegalArgumentException("The range (" + low + ", " + mid + ", " + high + ") is out of order.");
        }
        if (shape == Shape.LOGNORMAL && !(low > 0)) {
            throw new IllegalArgumentException("A lognormal range starts above zero, this one at (" + low + ").");
        }
    }

    public static Range fixed(double value) {
        return new Range(value, value, value, Shape.FIXED);
    }

    public boolean isFixed() {
        return low == high;
    }

    /** The value below which a part {@code u} of all draws lies; u in (0, 1). */
    public double quantile(double u) {
        if (isFixed()) {
            return mid;
        }
        return switch (shape) {
            case FIXED -> mid;
            case UNIFORM -> low + u * (high - low);
            case TRIANGULAR -> triangular(u);
            case PERT -> pert(u);
            case LOGNORMAL -> LogNormalDistribution.of(Math.log(mid), sigma()).inverseCumulativeProbability(u);
        };
    }

    private double triangular(double u) {
        double width = high - low;
        double turn = (mid - low) / width;
        return u <= turn ? low + Math.sqrt(u * width * (mid - low)) : high - Math.sqrt((1 - u) * width * (high - mid));
    }

    private double pert(double u) {
        double width = high - low;
        double alpha = 1 + PERT_WEIGHT * (mid - low) / width;
        double beta = 1 + PERT_WEIGHT * (high - mid) / width;
        return low + width * BetaDistribution.of(alpha, beta).inverseCumulativeProbability(u);
    }

    /** Of ln: the wider of both sides, so that neither end lies inside its 5 %. */
    private double sigma() {
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(UPPER_TAIL);
        return Math.max(Math.log(high / mid), Math.log(mid / low)) / z;
    }
}
