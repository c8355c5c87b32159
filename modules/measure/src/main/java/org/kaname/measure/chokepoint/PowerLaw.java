package org.kaname.measure.chokepoint;

import java.util.Arrays;

/**
 * A power law fitted to sizes by maximum likelihood, with the lower bound at the smallest Kolmogorov–Smirnov distance (Clauset, Shalizi
 * and Newman 2009, continuous form).
 *
 * @param alpha exponent, above 1; NaN where no fit is possible
 * @param xMin sizes below it are left out
 * @param distance largest difference of the two distribution functions, 0..1
 * @param tail how many sizes are at or above {@code xMin}
 */
public record PowerLaw(double alpha, double xMin, double distance, int tail) {
    /** A tail of one size fits anything. */
    private static final int LEAST_TAIL = 2;

    private static final PowerLaw NONE = new PowerLaw(Double.NaN, Double.NaN, Double.NaN, 0);

    /** Fits the sizes above zero, in any order; without two different ones nothing is fitted. */
    public static PowerLaw fit(double[] sizes) {
        var sorted = Arrays.stream(sizes).filter(s -> s > 0).sorted().toArray();
        var best = NONE;
        for (int from = 0; from <= sorted.length - LEAST_TAIL; from++) {
            if (from > 0 && sorted[from] == sorted[from - 1]) {
                continue;
            }
            double alpha = alpha(sorted, from);
            if (Double.isFinite(alpha)) {
                double distance = distance(sorted, from, alpha);
                if (Double.isNaN(best.distance()) || distance < best.distance()) {
                    best = new PowerLaw(alpha, sorted[from], distance, sorted.length - from);
                }
            }
        }
        return best;
    }

    /** α = 1 + n / Σ ln(x / x_min) over the n sizes from {@code from}; infinite where all are equal. */
    static double alpha(double[] sorted, int from) {
        double sum = 0;
        for (int i = from; i < sorted.length; i++) {
            sum += Math.log(sorted[i] / sorted[from]);
        }
        return 1 + (sorted.length - from) / sum;
    }

    /** max |S(x) − P(x)| with P(x) = 1 − (x / x_min)^(1 − α), at both sides of each step. */
    private static double distance(double[] sorted, int from, double alpha) {
        double n = sorted.length - from;
        double largest = 0;
        for (int i = from; i < sorted.length; i++) {
            double model = 1 - Math.pow(sorted[i] / sorted[from], 1 - alpha);
            largest =
                    Math.max(largest, Math.max(Math.abs((i - from) / n - model), Math.abs((i - from + 1) / n - model)));
        }
        return largest;
    }
}
