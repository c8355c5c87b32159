package org.kaname.data.inputoutput;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What does not add up in a table (shock 1.2): reported, never repaired. The imbalance of an industry is what its rows sum to, less its
 * published output: {@code b_i = Σ_j Z_ij + Σ_k F_ik − x_i}, in the table's unit.
 *
 * @param maxAbs largest absolute imbalance
 * @param sum sum of all imbalances
 * @param outputSum sum of all outputs, for shares
 * @param floor imbalances up to here are accepted whatever the output
 * @param beyond industries whose imbalance is above the rule; empty where the table is accepted
 * @param worst the ten largest absolute imbalances, largest first
 * @param zeroOutput industries without output: their column of A is zero
 * @param negativeDeliveries cells of Z below zero
 * @param negativeFinal cells of F below zero, as changes in inventories may be
 * @param defects what no accounting explains
 * @param costAboveOutput industries whose purchases are above their output: their value added is negative
 * @param byEconomy sum of imbalances of each economy, which is published final demand less the closure {@code x − Z1}
 */
public record BalanceReport(
        double maxAbs,
        double sum,
        double outputSum,
        double floor,
        List<Row> beyond,
        List<Row> worst,
        List<Integer> zeroOutput,
        long negativeDeliveries,
        long negativeFinal,
        List<Defect> defects,
        List<Integer> costAboveOutput,
        List<Double> byEconomy) {
    /** @param tolerance the largest absolute imbalance that the rule accepts here */
    public record Row(int industry, String label, double imbalance, double output, double tolerance) {}

    /** What no accounting explains. */
    public enum DefectKind {
        /** The industry buys and makes nothing. */
        INPUTS_WITHOUT_OUTPUT,
        /** Others buy from the industry, and it makes nothing. */
        USED_BUT_NOT_PRODUCED,
        /** The output is below zero. */
        NEGATIVE_OUTPUT
    }

    public record Defect(DefectKind kind, int industry, String label) {}

    /** Share of an industry's output that its rows may miss it by (shock 1.2). */
    static final double SHARE_OF_OUTPUT = 0.005;
    /** Units a column of an integer table, of which each cell misses less than one (shock 1.2). */
    static final double UNITS_PER_COLUMN = 0.1;
    /** Share of all output that rows of any other table may miss theirs by (shock 1.2). */
    static final double SHARE_OF_ALL_OUTPUT = 1e-7;

    private static final int WORST = 10;

    public BalanceReport {
        beyond = List.copyOf(beyond);
        worst = List.copyOf(worst);
        zeroOutput = List.copyOf(zeroOutput);
        defects = List.copyOf(defects);
        costAboveOutput = List.copyOf(costAboveOutput);
        byEconomy = List.copyOf(byEconomy);
    }

    /** True where every industry keeps the rule. */
    public boolean accepted() {
        return beyond.isEmpty();
    }

    /** Walks the table once. */
    public static BalanceReport of(IoTable table) {
        int n = table.industries();
        int columns = table.finalColumns().size();
        var z = table.deliveries();
        var f = table.finalDemand();
        var x = table.output();
        var bought = new double[n];
        var sold = new double[n];
        var imbalance = new double[n];
        long negativeDeliveries = 0;
        long negativeFinal = 0;
        double outputSum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * n; j < n; j++, at++) {
                double value = z[at];
                sold[i] += value;
                bought[j] += value;
                negativeDeliveries += value < 0 ? 1 : 0;
            }
            double used = sold[i];
            for (int k = 0, at = i * columns; k < columns; k++, at++) {
                used += f[at];
                negativeFinal += f[at] < 0 ? 1 : 0;
            }
            imbalance[i] = used - x[i];
            outputSum += x[i];
        }
        double floor =
                table.head().balancedInIntegers() ? UNITS_PER_COLUMN * (n + columns) : SHARE_OF_ALL_OUTPUT * outputSum;
        var rows = new ArrayList<Row>();
        var zeroOutput = new ArrayList<Integer>();
        var defects = new ArrayList<Defect>();
        var costAboveOutput = new ArrayList<Integer>();
        var byEconomy = new double[table.economies().size()];
        double sum = 0;
        double maxAbs = 0;
        for (int i = 0; i < n; i++) {
            var label = table.label(i);
            rows.add(new Row(i, label, imbalance[i], x[i], Math.max(SHARE_OF_OUTPUT * Math.abs(x[i]), floor)));
            sum += imbalance[i];
            maxAbs = Math.max(maxAbs, Math.abs(imbalance[i]));
            byEconomy[table.economyOf(i)] += imbalance[i];
            if (x[i] == 0) {
                zeroOutput.add(i);
                if (bought[i] != 0) {
                    defects.add(new Defect(DefectKind.INPUTS_WITHOUT_OUTPUT, i, label));
                }
                if (sold[i] != 0) {
                    defects.add(new Defect(DefectKind.USED_BUT_NOT_PRODUCED, i, label));
                }
            } else if (x[i] < 0) {
                defects.add(new Defect(DefectKind.NEGATIVE_OUTPUT, i, label));
            } else if (bought[i] > x[i]) {
                costAboveOutput.add(i);
            }
        }
        rows.sort(Comparator.comparingDouble((Row row) -> -Math.abs(row.imbalance()))
                .thenComparingInt(Row::industry));
        return new BalanceReport(
                maxAbs,
                sum,
                outputSum,
                floor,
                rows.stream()
                        .filter(row -> !(Math.abs(row.imbalance()) <= row.tolerance()))
                        .toList(),
                rows.subList(0, Math.min(WORST, rows.size())),
                zeroOutput,
                negativeDeliveries,
                negativeFinal,
                defects,
                costAboveOutput,
                java.util.Arrays.stream(byEconomy).boxed().toList());
    }
}
