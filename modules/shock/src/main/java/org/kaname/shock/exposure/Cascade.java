package org.kaname.shock.exposure;

import org.kaname.data.inputoutput.IoTable;
import org.kaname.shock.ShockConstants;

/**
 * The pessimistic cascade: nothing replaces anything (shock 1.5). {@code ρ_j ← min(κ_j, min over products p used by j of Σ_{i∈p} Z_ij ρ_i /
 * Σ_{i∈p} Z_ij)} until nothing changes by {@code exposure@1.cascade_stop}; a product is a sector over all economies.
 */
final class Cascade {
    private Cascade() {}

    /** @param capacity κ, N, 0..1 */
    static CapacityBound compute(Leontief leontief, double[] capacity) {
        var table = leontief.table();
        var left = shares(table, capacity);
        int n = left.length;
        var output = new double[n];
        var finalDemand = new double[n];
        double loss = 0;
        for (int i = 0; i < n; i++) {
            output[i] = left[i] * table.output()[i];
            finalDemand[i] = left[i] * leontief.closure()[i];
            loss += leontief.closure()[i] - finalDemand[i];
        }
        return new CapacityBound("exposure.label.cascade", output, finalDemand, loss);
    }

    /** ρ, N. Falls in every step, so it ends at the largest fixed point below κ. */
    static double[] shares(IoTable table, double[] capacity) {
        int n = table.industries();
        int sectors = table.sectors().size();
        var z = table.deliveries();
        var whole = new double[sectors * n];
        for (int i = 0; i < n; i++) {
            int p = table.sectorOf(i);
            for (int j = 0; j < n; j++) {
                whole[p * n + j] += z[i * n + j];
            }
        }
        double stop = ShockConstants.value("exposure@1.cascade_stop");
        var left = capacity.clone();
        var arrived = new double[sectors * n];
        double change;
        do {
            java.util.Arrays.fill(arrived, 0);
            for (int i = 0; i < n; i++) {
                int row = table.sectorOf(i) * n;
                for (int j = 0; j < n; j++) {
                    arrived[row + j] += z[i * n + j] * left[i];
                }
            }
            change = 0;
            for (int j = 0; j < n; j++) {
                double least = left[j];
                for (int p = 0; p < sectors; p++) {
                    if (whole[p * n + j] > 0) {
                        least = Math.min(least, arrived[p * n + j] / whole[p * n + j]);
                    }
                }
                change = Math.max(change, left[j] - least);
                left[j] = least;
            }
        } while (change >= stop);
        return left;
    }
}
