package org.kaname.measure.noise;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a figure lies in worlds with reporting noise. The mean need not be the observed figure: noise that multiplies raises a
 * concentration on average.
 *
 * @param p05 type-7 quantile at 5 %
 * @param p95 type-7 quantile at 95 %
 * @param draws worlds in which the figure is a number
 */
public record Spread(double mean, double p05, double p95, int draws) {
    // The two quantiles are what the names say (measurement 6.4): no parameters.
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    /** Of the finite values; empty without any. */
    public static Optional<Spread> of(double[] values) {
        var ascending = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (ascending.length == 0) {
            return Optional.empty();
        }
        double sum = 0;
        for (double value : ascending) {
            sum += value;
        }
        // A rounding error of the sum must not put the mean of equal values beside them.
        double mean = Math.max(ascending[0], Math.min(ascending[ascending.length - 1], sum / ascending.length));
        return Optional.of(new Spread(
                mean,
                Quantile.of(ascending, ascending.length, LOW),
                Quantile.of(ascending, ascending.length, HIGH),
                ascending.length));
    }
}
