package org.kaname.shock.exposure;

import java.util.List;
import java.util.Optional;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.shock.ShockConstants;

/**
 * A table's coefficients and their factorisation, made once and used by all that follows (shock 1.3):
 *
 * <pre>
 * A_ij = Z_ij / x_j (0 where x_j = 0)     L = (I − A)⁻¹     v_j = (x_j − Σ_i Z_ij) / x_j (0 where x_j = 0)
 * B_ij = Z_ij / x_i                       G = (I − B)⁻¹ = diag(x)⁻¹ L diag(x)
 * y    = x − Z·1   the closure, so that L y = x holds whatever the imbalance of the table
 * </pre>
 *
 * Arrays are N, or N × N row by row (row supplies, column buys); callers do not write to them. Safe for several threads.
 */
public final class Leontief {
    private final IoTable table;
    private final double[] a;
    private final double[] valueAddedRates;
    private final double[] closure;
    private final LeontiefSolver solver;

    private Leontief(IoTable table, double[] a, double[] valueAddedRates, double[] closure, LeontiefSolver solver) {
        this.table = table;
        this.a = a;
        this.valueAddedRates = valueAddedRates;
        this.closure = closure;
        this.solver = solver;
    }

    /**
     * Factorises a table; up to {@code exposure@1.dense_industries} industries directly, above by the power series.
     *
     * @return refused with {@code KAN-SHOCK-031} where the table holds some blocks only, {@code KAN-SHOCK-032} where {@code I − A} has no
     *     inverse
     */
    public static Outcome<Leontief> of(IoTable table) {
        return of(table, coefficients(table));
    }

    /**
     * The same for the domestic part of a table of one economy whose imports compete: {@code (I − (I − M̂)A)⁻¹} with {@link #importShares}.
     * The closure is that of the domestic coefficients.
     */
    public static Outcome<Leontief> domestic(IoTable national) {
        int n = national.industries();
        var shares = importShares(national);
        var a = coefficients(national);
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * n; j < n; j++, at++) {
                a[at] *= 1 - shares[i];
            }
        }
        return of(national, a);
    }

    private static Outcome<Leontief> of(IoTable table, double[] a) {
        if (table.head().scope() == IoTable.Scope.PARTIAL) {
            return refused("KAN-SHOCK-031.partial", "table", table.head().id());
        }
        int n = table.industries();
        var x = table.output();
        var rates = new double[n];
        var closure = x.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * n; j < n; j++, at++) {
                rates[j] += a[at];
                closure[i] -= a[at] * x[j];
            }
        }
        for (int j = 0; j < n; j++) {
            rates[j] = x[j] == 0 ? 0 : 1 - rates[j];
        }
        return solver(a, n)
                .<Outcome<Leontief>>map(solver -> new Outcome.Taken<>(new Leontief(table, a, rates, closure, solver)))
                .orElseGet(() -> refused("KAN-SHOCK-032", "table", table.head().id()));
    }

    private static Optional<? extends LeontiefSolver> solver(double[] a, int n) {
        if (n > ShockConstants.value("exposure@1.dense_industries")) {
            return SeriesSolver.of(a, n, ShockConstants.value("exposure@1.series_stop"), (int)
                    ShockConstants.value("exposure@1.series_terms"));
        }
        return LuSolver.factorise(identityLess(a, n), n);
    }

    /** {@code I − A}, new. */
    static double[] identityLess(double[] a, int n) {
        var matrix = new double[a.length];
        for (int at = 0; at < a.length; at++) {
            matrix[at] = -a[at];
        }
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] += 1;
        }
        return matrix;
    }

    static <T> Outcome<T> refused(String code, Object... namesAndValues) {
        return new Outcome.Refused<>(List.of(Refusal.of(code, "", 0, namesAndValues)));
    }

    private static double[] coefficients(IoTable table) {
        int n = table.industries();
        var z = table.deliveries();
        var x = table.output();
        var a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * n; j < n; j++, at++) {
                a[at] = x[j] == 0 ? 0 : z[at] / x[j];
            }
        }
        return a;
    }

    /**
     * Of a table of one economy: imports of a product over all domestic demand for it, 0..1, N; 0 where nothing is demanded. Imports are the
     * columns of kind {@code IMPORT} (with duties and taxes on them), domestic demand all but exports and imports.
     */
    public static double[] importShares(IoTable national) {
        int n = national.industries();
        int columns = national.finalColumns().size();
        var shares = new double[n];
        for (int i = 0; i < n; i++) {
            double demand = 0;
            double imports = 0;
            for (int j = 0; j < n; j++) {
                demand += national.deliveries()[i * n + j];
            }
            for (int k = 0; k < columns; k++) {
                double cell = national.finalDemand()[i * columns + k];
                switch (national.finalColumns().get(k).kind()) {
                    case DOMESTIC_USE, INVENTORY -> demand += cell;
                    case IMPORT -> imports -= cell;
                    case EXPORT -> {} // sold abroad: no domestic demand
                }
            }
            shares[i] = demand > 0 ? imports / demand : 0;
        }
        return shares;
    }

    public IoTable table() {
        return table;
    }

    /** A. */
    public double[] coefficients() {
        return a;
    }

    /** v: value added in a unit of output, from the table's purchases; 0 where there is no output. */
    public double[] valueAddedRates() {
        return valueAddedRates;
    }

    /** y, in the table's money. */
    public double[] closure() {
        return closure;
    }

    /** {@code L b}: output of all industries for final demand b. Refined once, so that {@code L y = x} holds to the last digits. */
    public double[] solve(double[] b) {
        int n = table.industries();
        var x = solver.solve(b);
        var left = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = b[i] - x[i];
            for (int j = 0, at = i * n; j < n; j++, at++) {
                sum += a[at] * x[j];
            }
            left[i] = sum;
        }
        var correction = solver.solve(left);
        for (int i = 0; i < n; i++) {
            x[i] += correction[i];
        }
        return x;
    }

    /** {@code c L}. */
    public double[] solveTransposed(double[] c) {
        return solver.solveTransposed(c);
    }

    /** {@code L B}, B of N × count row by row. */
    public double[] solveMany(double[] b, int count) {
        return solver.solveMany(b, count);
    }

    /** {@code Lᵀ C}, C of N × count row by row. */
    public double[] solveManyTransposed(double[] c, int count) {
        return solver.solveManyTransposed(c, count);
    }

    /** Terms of the power series, 0 where the table was factorised. */
    public int terms() {
        return solver.terms();
    }

    /** L, new: N² memory and N solutions. For checks and small tables; nothing else needs it. */
    public double[] inverse() {
        int n = table.industries();
        var identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        return solver.solveMany(identity, n);
    }

    /** B, new: share of a supplier's output that goes to a buyer; 0 where there is no output. */
    public double[] allocations() {
        int n = table.industries();
        var x = table.output();
        var b = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * n; j < n; j++, at++) {
                b[at] = x[i] == 0 ? 0 : a[at] * x[j] / x[i];
            }
        }
        return b;
    }

    /** G, new, by its similarity to L; the identity's row where there is no output. */
    public double[] ghoshInverse() {
        int n = table.industries();
        var x = table.output();
        var g = inverse();
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * n; j < n; j++, at++) {
                g[at] = x[i] == 0 ? (i == j ? 1 : 0) : g[at] * x[j] / x[i];
            }
        }
        return g;
    }

    /**
     * {@code x = wᵀ G}: output pushed forward by primary inputs. An upper, price-like view ({@code exposure.label.supply-push}), never the
     * output that is possible.
     *
     * @param primaryInputs w, N, in the table's money; unchanged is {@code v ∘ x}
     */
    public double[] supplyPush(double[] primaryInputs) {
        int n = table.industries();
        var x = table.output();
        var scaled = new double[n];
        for (int i = 0; i < n; i++) {
            scaled[i] = x[i] == 0 ? 0 : primaryInputs[i] / x[i];
        }
        var pushed = solver.solveTransposed(scaled);
        for (int j = 0; j < n; j++) {
            pushed[j] *= x[j];
        }
        return pushed;
    }
}
