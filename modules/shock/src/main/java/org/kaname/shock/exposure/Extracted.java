package org.kaname.shock.exposure;

import org.kaname.data.inputoutput.IoTable;
import org.kaname.model.Explanation;

/**
 * What output and value added existed because of a link: change of both if it is taken out, below zero where lost, in the table's money.
 * Demand-side: mostly the supplier's loss; not what the buyer loses when inputs fail to arrive. {@link #label()} belongs to each figure.
 *
 * @param outputChange {@code x* − x}, N
 * @param valueAddedChange {@code v ∘ (x* − x)}, N
 * @param condition of {@code I + W L[:,S]} in the 1-norm; NaN where it was not needed
 * @param direct true where the system was factorised anew, because the condition was bad or to have a reference
 */
public record Extracted(
        IoTable table,
        ExtractedLink link,
        double[] outputChange,
        double[] valueAddedChange,
        double condition,
        boolean direct) {
    /** The sentence that is part of the figure. */
    public Explanation label() {
        return Explanation.of("exposure.label.backward");
    }

    /** Loss of output of the world, above zero where lost. */
    public double outputLoss() {
        return -sum(outputChange, 0, outputChange.length);
    }

    /** Loss of output of an economy by its index. */
    public double outputLoss(int economy) {
        return -ofEconomy(outputChange, economy);
    }

    /** Loss of value added of the world. */
    public double valueAddedLoss() {
        return -sum(valueAddedChange, 0, valueAddedChange.length);
    }

    /** Loss of value added of an economy by its index. */
    public double valueAddedLoss(int economy) {
        return -ofEconomy(valueAddedChange, economy);
    }

    private double ofEconomy(double[] values, int economy) {
        int first = table.industry(economy, 0);
        return sum(values, first, first + table.sectors().size());
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
