package org.kaname.shock.network.synthetic;

import java.util.Arrays;

/** How far the degrees of a network are from a log-normal law. */
final class DegreeFit {
    private static final int STEPS = 400;

    /** Beyond so many deviations the normal distribution is 0 or 1 to 1e-15. */
    private static final double FAR = 8;

    private DegreeFit() {}

    /**
     * Kolmogorov and Smirnov's distance at half integers: a degree k is what rounding made of k − ½ to k + ½.
     *
     * @param ptr the links of firm i are {@code ptr[i]} up to {@code ptr[i + 1]}
     * @param mean of ln degree
     */
    static double distance(int[] ptr, double mean, double deviation) {
        int n = ptr.length - 1;
        var degree = new int[n];
        Arrays.setAll(degree, i -> ptr[i + 1] - ptr[i]);
        Arrays.sort(degree);
        double worst = 0;
        for (int i = 0; i + 1 < n; i++) {
            if (degree[i] < degree[i + 1]) {
                double target = normal((StrictMath.log(degree[i] + .5) - mean) / deviation);
                worst = Math.max(worst, Math.abs((i + 1.0) / n - target));
            }
        }
        return worst;
    }

    /** Standard normal distribution function by Simpson's rule from 0. */
    private static double normal(double z) {
        double end = Math.max(-FAR, Math.min(FAR, z));
        double h = end / STEPS;
        double sum = 1 + StrictMath.exp(-end * end / 2);
        for (int k = 1; k < STEPS; k++) {
            double x = k * h;
            sum += (k % 2 == 1 ? 4 : 2) * StrictMath.exp(-x * x / 2);
        }
        return .5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
    }
}
