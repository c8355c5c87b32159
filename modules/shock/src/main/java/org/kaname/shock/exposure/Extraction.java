package org.kaname.shock.exposure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kaname.data.Outcome;
import org.kaname.shock.ShockConstants;

/**
 * Hypothetical extraction by low-rank updates of one factorisation (shock 1.5). With {@code W = r·A[S,R]} and {@code y* = y − E_S·r·(F[S,
 * economies of R]·1)}:
 *
 * <pre>
 * x* = b − L[:,S] · (I + W L[:,S])⁻¹ · W b ,   b = L y* = x − L[:,S] · r·(F·1)
 * </pre>
 *
 * Where {@code cond(I + W L[:,S])} is above {@code exposure@1.largest_condition}, {@code (I − A + E_S W) x* = y*} is solved directly and the
 * result says so. Reference: {@link #direct}. Safe for several threads.
 */
public final class Extraction {
    /** Right sides solved for at once: more do not get faster. */
    private static final int TOGETHER = 128;

    private final Leontief leontief;
    private final double[] base;
    /** {@code L[:,S]}, N × |S| row by row, of suppliers asked for before. */
    private final Map<List<Integer>, double[]> columns = new ConcurrentHashMap<>();

    public Extraction(Leontief leontief) {
        this.leontief = leontief;
        this.base = leontief.table().output();
    }

    /** Refused with {@code KAN-SHOCK-032} where a direct solution is needed and there is none. */
    public Outcome<Extracted> compute(ExtractedLink link) {
        var suppliers = ExtractedLink.array(link.suppliers());
        int count = suppliers.length;
        int n = base.length;
        var l = columnsOf(link.suppliers());
        var cut = finalCut(link);
        var b = base.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < count; k++) {
                b[i] -= l[i * count + k] * cut[k];
            }
        }
        var matrix = new double[count * count];
        var right = new double[count];
        updates(link, l, b, matrix, right);
        double condition;
        double[] weights;
        if (count == 1) {
            condition = matrix[0] == 0 ? Double.POSITIVE_INFINITY : 1;
            weights = new double[] {right[0] / matrix[0]};
        } else {
            var inverse = LuSolver.factorise(matrix.clone(), count);
            if (inverse.isEmpty()) {
                return direct(link);
            }
            condition = condition(matrix, inverse.get(), count);
            weights = inverse.get().solve(right);
        }
        if (!(condition <= ShockConstants.value("exposure@1.largest_condition"))) {
            return direct(link);
        }
        for (int i = 0; i < n; i++) {
            double change = 0;
            for (int k = 0; k < count; k++) {
                change += l[i * count + k] * weights[k];
            }
            b[i] -= change;
        }
        return new Outcome.Taken<>(extracted(link, b, condition, false));
    }

    /** The same for many links, in their order: columns of L that are missing are solved for together. */
    public List<Outcome<Extracted>> computeAll(List<ExtractedLink> links) {
        var missing = links.stream()
                .map(ExtractedLink::suppliers)
                .distinct()
                .filter(suppliers -> !columns.containsKey(suppliers))
                .toList();
        int from = 0;
        while (from < missing.size()) {
            int to = from;
            int count = 0;
            while (to < missing.size() && (to == from || count + missing.get(to).size() <= TOGETHER)) {
                count += missing.get(to++).size();
            }
            solveTogether(missing.subList(from, to), count);
            from = to;
        }
        return links.stream().map(this::compute).toList();
    }

    private void solveTogether(List<List<Integer>> suppliers, int count) {
        int n = base.length;
        var right = new double[n * count];
        int column = 0;
        for (var set : suppliers) {
            for (int industry : set) {
                right[industry * count + column++] = 1;
            }
        }
        var solved = leontief.solveMany(right, count);
        int first = 0;
        for (var set : suppliers) {
            var own = new double[n * set.size()];
            for (int i = 0; i < n; i++) {
                System.arraycopy(solved, i * count + first, own, i * set.size(), set.size());
            }
            columns.putIfAbsent(set, own);
            first += set.size();
        }
    }

    /** {@code I + W L[:,S]} and {@code W b}. */
    private void updates(ExtractedLink link, double[] l, double[] b, double[] matrix, double[] right) {
        int n = base.length;
        var suppliers = ExtractedLink.array(link.suppliers());
        var buyers = ExtractedLink.array(link.buyers());
        int count = suppliers.length;
        var a = leontief.coefficients();
        for (int s = 0; s < count; s++) {
            matrix[s * count + s] = 1;
            for (int buyer : buyers) {
                double w = link.share() * a[suppliers[s] * n + buyer];
                if (w != 0) {
                    right[s] += w * b[buyer];
                    for (int k = 0; k < count; k++) {
                        matrix[s * count + k] += w * l[buyer * count + k];
                    }
                }
            }
        }
    }

    /** The 1-norm condition: {@code ‖M‖ ‖M⁻¹‖}. */
    private static double condition(double[] matrix, LuSolver solver, int n) {
        var identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        return norm(matrix, n) * norm(solver.solveMany(identity, n), n);
    }

    private static double norm(double[] matrix, int n) {
        var sums = new double[n];
        for (int at = 0; at < matrix.length; at++) {
            sums[at % n] += Math.abs(matrix[at]);
        }
        return Arrays.stream(sums).max().orElse(0);
    }

    private double[] columnsOf(List<Integer> suppliers) {
        return columns.computeIfAbsent(suppliers, key -> {
            int count = key.size();
            var right = new double[base.length * count];
            for (int k = 0; k < count; k++) {
                right[key.get(k) * count + k] = 1;
            }
            return leontief.solveMany(right, count);
        });
    }

    /** Final purchases that are taken out, by supplier. */
    private double[] finalCut(ExtractedLink link) {
        var table = leontief.table();
        int finals = table.finalColumns().size();
        var suppliers = ExtractedLink.array(link.suppliers());
        var cut = new double[suppliers.length];
        for (int k = 0; k < finals; k++) {
            if (link.finalBuyers().contains(table.finalColumns().get(k).economy())) {
                for (int s = 0; s < cut.length; s++) {
                    cut[s] += link.share() * table.finalDemand()[suppliers[s] * finals + k];
                }
            }
        }
        return cut;
    }

    /** The plain way: a new factorisation of {@code I − A + E_S W}. */
    public Outcome<Extracted> direct(ExtractedLink link) {
        int n = base.length;
        var a = leontief.coefficients();
        var matrix = Leontief.identityLess(a, n);
        var y = leontief.closure().clone();
        var suppliers = ExtractedLink.array(link.suppliers());
        var cut = finalCut(link);
        for (int s = 0; s < suppliers.length; s++) {
            y[suppliers[s]] -= cut[s];
            for (int buyer : ExtractedLink.array(link.buyers())) {
                int at = suppliers[s] * n + buyer;
                matrix[at] += link.share() * a[at];
            }
        }
        var solver = LuSolver.factorise(matrix, n);
        if (solver.isEmpty()) {
            return Leontief.refused(
                    "KAN-SHOCK-032", "table", leontief.table().head().id());
        }
        return new Outcome.Taken<>(extracted(link, solver.get().solve(y), Double.NaN, true));
    }

    private Extracted extracted(ExtractedLink link, double[] output, double condition, boolean direct) {
        var change = new double[base.length];
        var valueAdded = new double[base.length];
        var v = leontief.valueAddedRates();
        for (int i = 0; i < base.length; i++) {
            change[i] = output[i] - base[i];
            valueAdded[i] = v[i] * change[i];
        }
        return new Extracted(leontief.table(), link, change, valueAdded, condition, direct);
    }
}
