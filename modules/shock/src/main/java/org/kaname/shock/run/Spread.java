package org.kaname.shock.run;

import java.util.Arrays;

/**
 * What many draws gave for one number. Values may be infinite ("never"); they sort last.
 *
 * @param p5 the value below which 5 % lie; infinite where fewer draws are finite
 * @param standardError of p50 by batch means; NaN where p50 or a batch is infinite
 */
public record Spread(double p5, double p50, double p95, double standardError) {
    private static final int BATCHES = 20;

    /** @param values by draw, at least one */
    public static Spread of(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 0.05), quantile(sorted, 0.5), quantile(sorted, 0.95), standardError(values));
    }

    /** Linear between order statistics (type 7 of Hyndman and Fan 1996); infinite where either neighbour is. */
    static double quantile(double[] sorted, double p) {
        double at = (sorted.length - 1) * p;
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.length - 1, below + 1);
        double part = at - below;
        if (part == 0 || sorted[below] == sorted[above]) {
            return sorted[below];
        }
        return sorted[below] + part * (sorted[above] - sorted[below]);
    }

    private static double standardError(double[] values) {
        int size = values.length / BATCHES;
        if (size < 2) {
            return Double.NaN;
        }
        var medians = new double[BATCHES];
        for (int b = 0; b < BATCHES; b++) {
            var batch = Arrays.copyOfRange(values, b * size, (b + 1) * size);
            Arrays.sort(batch);
            medians[b] = quantile(batch, 0.5);
        }
        double mean = Arrays.stream(medians).average().orElse(Double.NaN);
        double squares = 0;
        for (double median : medians) {
            squares += (median - mean) * (median - mean);
        }
        double error = Math.sqrt(squares / (BATCHES - 1) / BATCHES);
        return Double.isFinite(error) ? error : Double.NaN;
    }

    /** Spearman's rank correlation, ties at their mean rank; NaN where one side does not vary. */
    public static double rankCorrelation(double[] a, double[] b) {
        var x = ranks(a);
        var y = ranks(b);
        double mean = (a.length - 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }

    private static double[] ranks(double[] values) {
        var order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
        var ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to + 1 < order.length && values[order[to + 1]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i <= to; i++) {
                ranks[order[i]] = (from + to) / 2.0;
            }
            from = to + 1;
        }
        return ranks;
    }
}
