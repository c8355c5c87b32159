package org.kaname.shock.exposure;

import java.util.Optional;
import java.util.stream.IntStream;
import org.kaname.data.Outcome;
import org.kaname.shock.ShockConstants;

/**
 * Optimal rationing: a planner who knows all, with fixed recipes (shock 1.5): {@code max Σf} where {@code x = A x + f, 0 ≤ f ≤ f⁰, x ≤ κ∘x⁰}. A
 * program in output as a share of the unshocked, {@code ξ = x/x⁰}: {@code max Σ v_j x⁰_j ξ_j} where {@code 0 ≤ ξ − B ξ ≤ f⁰/x⁰}. Where {@code
 * f⁰_i < 0} (stocks are drawn down), {@code f⁰_i ≤ f_i ≤ 0}. The solver's answer is checked here: feasible to {@code
 * exposure@1.lp_tolerance}, and as good as the bound that prices of its dual prove, to the same share.
 */
final class Rationing {
    private Rationing() {}

    /** @param capacity κ, N, 0..1 */
    static Outcome<CapacityBound> compute(Leontief leontief, double[] capacity, LinearSolver solver) {
        var active = IntStream.range(0, capacity.length)
                .filter(i -> leontief.table().output()[i] > 0)
                .toArray();
        int most = (int) ShockConstants.value("exposure@1.lp_industries");
        if (active.length > most) {
            return Leontief.refused(
                    "KAN-SHOCK-035.size",
                    "table",
                    leontief.table().head().id(),
                    "industries",
                    active.length,
                    "most",
                    most);
        }
        var program = program(leontief, capacity, active);
        double tolerance = ShockConstants.value("exposure@1.lp_tolerance");
        var optimum = solver.maximise(program);
        var prices = optimum.isEmpty() ? Optional.<double[]>empty() : solver.maximise(program.dual());
        if (optimum.isEmpty() || prices.isEmpty()) {
            return Leontief.refused(
                    "KAN-SHOCK-035", "table", leontief.table().head().id());
        }
        var shares = optimum.get();
        double value = program.value(shares);
        double violation = program.violation(shares);
        double gap = program.bound(net(prices.get(), program.rows())) - value;
        if (!(violation <= tolerance && Math.abs(gap) <= tolerance * Math.max(1, Math.abs(value)))) {
            return Leontief.refused(
                    "KAN-SHOCK-035.unproved",
                    "table",
                    leontief.table().head().id(),
                    "violation",
                    violation,
                    "gap",
                    gap);
        }
        return new Outcome.Taken<>(bound(leontief, shares, active));
    }

    private static double[] net(double[] dual, int rows) {
        var prices = new double[rows];
        for (int i = 0; i < rows; i++) {
            prices[i] = dual[i] - dual[rows + i];
        }
        return prices;
    }

    /** Scaled so that all of final demand is 1: the objective is the share of it that is left. */
    private static LinearProgram program(Leontief leontief, double[] capacity, int[] active) {
        int n = capacity.length;
        int m = active.length;
        var x = leontief.table().output();
        var f = leontief.closure();
        double all = 0;
        for (int i : active) {
            all += Math.abs(f[i]);
        }
        var objective = new double[m];
        var matrix = new double[m * m];
        var rowLower = new double[m];
        var rowUpper = new double[m];
        var upper = new double[m];
        for (int r = 0; r < m; r++) {
            int i = active[r];
            for (int c = 0; c < m; c++) {
                int j = active[c];
                double cell = (r == c ? 1 : 0) - leontief.coefficients()[i * n + j] * x[j] / x[i];
                matrix[r * m + c] = cell;
                objective[c] += cell * x[i] / all;
            }
            rowLower[r] = Math.min(0, f[i] / x[i]);
            rowUpper[r] = Math.max(0, f[i] / x[i]);
            upper[r] = capacity[i];
        }
        return new LinearProgram(objective, matrix, rowLower, rowUpper, upper);
    }

    private static CapacityBound bound(Leontief leontief, double[] shares, int[] active) {
        int n = leontief.table().industries();
        var output = new double[n];
        for (int c = 0; c < active.length; c++) {
            output[active[c]] = shares[c] * leontief.table().output()[active[c]];
        }
        var finalDemand = output.clone();
        double loss = 0;
        for (int i : active) {
            for (int j = 0; j < n; j++) {
                finalDemand[i] -= leontief.coefficients()[i * n + j] * output[j];
            }
            loss += leontief.closure()[i] - finalDemand[i];
        }
        return new CapacityBound("exposure.label.rationing", output, finalDemand, loss);
    }
}
