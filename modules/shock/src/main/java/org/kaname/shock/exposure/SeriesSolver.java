package org.kaname.shock.exposure;

import java.util.Optional;

/**
 * {@code L b = Σ_k A^k b}, term by term, until a term is below {@code exposure@1.series_stop} of the sum or {@code
 * exposure@1.series_terms} are reached (shock 1.8). For tables too large for a dense factorisation, and the plain reference beside it.
 */
final class SeriesSolver implements LeontiefSolver {
    private final double[] a;
    private final int n;
    private final double stop;
    private final int mostTerms;
    private final int terms;

    private SeriesSolver(double[] a, int n, double stop, int mostTerms, int terms) {
        this.a = a;
        this.n = n;
        this.stop = stop;
        this.mostTerms = mostTerms;
        this.terms = terms;
    }

    /** Empty where the series does not come to its end on a right side of ones, from either side. */
    static Optional<SeriesSolver> of(double[] a, int n, double stop, int mostTerms) {
        var trial = new SeriesSolver(a, n, stop, mostTerms, 0);
        var ones = new double[n];
        java.util.Arrays.fill(ones, 1);
        var count = new int[1];
        boolean ends = trial.sum(ones, false, count) != null;
        int terms = count[0];
        ends &= trial.sum(ones, true, count) != null;
        return ends
                ? Optional.of(new SeriesSolver(a, n, stop, mostTerms, Math.max(terms, count[0])))
                : Optional.empty();
    }

    private double @org.jspecify.annotations.Nullable [] sum(double[] b, boolean transposed, int[] count) {
        var sum = b.clone();
        var term = b;
        for (int step = 1; step <= mostTerms; step++) {
            term = transposed ? timesTransposed(term) : times(term);
            double size = 0;
            double whole = 0;
            for (int i = 0; i < n; i++) {
                sum[i] += term[i];
                size = Math.max(size, Math.abs(term[i]));
                whole = Math.max(whole, Math.abs(sum[i]));
            }
            count[0] = step;
            if (size <= stop * whole) {
                return sum;
            }
        }
        return null;
    }

    private double[] times(double[] x) {
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0, at = i * n; j < n; j++, at++) {
                sum += a[at] * x[j];
            }
            y[i] = sum;
        }
        return y;
    }

    private double[] timesTransposed(double[] x) {
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            double factor = x[i];
            for (int j = 0, at = i * n; j < n; j++, at++) {
                y[j] += a[at] * factor;
            }
        }
        return y;
    }

    private double[] required(double[] b, boolean transposed) {
        var sum = sum(b, transposed, new int[1]);
        if (sum == null) {
            throw new IllegalStateException(
                    "The series ended on ones and not on this right side: the table has cells below zero.");
        }
        return sum;
    }

    @Override
    public double[] solve(double[] b) {
        return required(b, false);
    }

    @Override
    public double[] solveTransposed(double[] c) {
        return required(c, true);
    }

    @Override
    public double[] solveMany(double[] b, int count) {
        return many(b, count, false);
    }

    @Override
    public double[] solveManyTransposed(double[] c, int count) {
        return many(c, count, true);
    }

    private double[] many(double[] b, int count, boolean transposed) {
        var x = new double[b.length];
        var one = new double[n];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < n; i++) {
                one[i] = b[i * count + k];
            }
            var solved = required(one, transposed);
            for (int i = 0; i < n; i++) {
                x[i * count + k] = solved[i];
            }
        }
        return x;
    }

    @Override
    public int terms() {
        return terms;
    }
}
