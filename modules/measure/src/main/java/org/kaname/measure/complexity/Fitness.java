package org.kaname.measure.complexity;

import java.util.Arrays;

/**
 * Fitness of economies and complexity of goods by iteration (measurement 4.6): F' = M·Q, Q' = 1 / (Mᵀ·(1/F)), both from the old values,
 * each divided by its mean, from ones. One update: {@code fitness_step.sql}.
 *
 * @param fitness F by row of the matrix
 * @param complexity Q by column of the matrix
 * @param updates how many were made
 */
public record Fitness(double[] fitness, double[] complexity, int updates) {
    /** Method id of the values after 19 updates. */
    public static final String METHOD = "fitness@20r";

    /** The values after so many updates from the ones; R's package counts the start, so its 20 iterations are 19 updates. */
    public static Fitness after(HeldMatrix matrix, int updates) {
        var current = new Fitness(ones(matrix.economies()), ones(matrix.products()), 0);
        for (int i = 0; i < updates; i++) {
            current = current.step(matrix);
        }
        return current;
    }

    /** One more update. */
    public Fitness step(HeldMatrix matrix) {
        var f = new double[fitness.length];
        var q = new double[complexity.length];
        for (int p = 0; p < q.length; p++) {
            double sum = 0;
            for (int c : matrix.holders(p)) {
                f[c] += complexity[p];
                sum += 1 / fitness[c];
            }
            q[p] = 1 / sum;
        }
        divideByMean(f);
        divideByMean(q);
        return new Fitness(f, q, updates + 1);
    }

    private static double[] ones(int size) {
        var ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void divideByMean(double[] values) {
        double mean = SymmetricEci.mean(values);
        for (int i = 0; i < values.length; i++) {
            values[i] /= mean;
        }
    }
}
