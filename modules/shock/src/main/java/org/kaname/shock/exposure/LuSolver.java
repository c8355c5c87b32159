package org.kaname.shock.exposure;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;

/** Dense LU with partial pivoting, factorised once: {@code P (I − A) = L U}. References: {@link #factorisePlainly} and {@link SeriesSolver}. */
final class LuSolver implements LeontiefSolver {
    private final int n;
    private final double[] lu;
    private final int[] pivot;

    private LuSolver(int n, double[] lu, int[] pivot) {
        this.n = n;
        this.lu = lu;
        this.pivot = pivot;
    }

    /**
     * @param matrix n × n, row by row; overwritten by the factors
     * @return empty where the matrix is singular
     */
    static Optional<LuSolver> factorise(double[] matrix, int n) {
        var pivot = new int[n];
        return BlockedLu.factorise(matrix, n, pivot) ? Optional.of(new LuSolver(n, matrix, pivot)) : Optional.empty();
    }

    /** The same by EJML's decomposition, which walks columns: the reference; blocks take less than half of its time at 1,435 industries. */
    static Optional<LuSolver> factorisePlainly(double[] matrix, int n) {
        var decomposition = new LUDecompositionAlt_DDRM();
        if (!decomposition.decompose(DMatrixRMaj.wrap(n, n, matrix)) || decomposition.isSingular()) {
            return Optional.empty();
        }
        return Optional.of(new LuSolver(
                n, decomposition.getLU().data, decomposition.getPivot().clone()));
    }

    @Override
    public double[] solve(double[] b) {
        return solveMany(b, 1);
    }

    @Override
    public double[] solveTransposed(double[] c) {
        return solveManyTransposed(c, 1);
    }

    @Override
    public double[] solveMany(double[] b, int count) {
        var x = new double[n * count];
        for (int i = 0; i < n; i++) {
            System.arraycopy(b, pivot[i] * count, x, i * count, count);
        }
        for (int i = 0; i < n; i++) {
            subtract(x, i, 0, i, count);
        }
        for (int i = n - 1; i >= 0; i--) {
            subtract(x, i, i + 1, n, count);
            double diagonal = lu[i * n + i];
            for (int k = i * count; k < (i + 1) * count; k++) {
                x[k] /= diagonal;
            }
        }
        return x;
    }

    /** Row i of x less the factors' columns from..to of row i times those rows of x. */
    private void subtract(double[] x, int i, int from, int to, int count) {
        if (count == 1) {
            double sum = 0;
            for (int j = from, at = i * n + from; j < to; j++, at++) {
                sum += lu[at] * x[j];
            }
            x[i] -= sum;
            return;
        }
        for (int j = from; j < to; j++) {
            double factor = lu[i * n + j];
            if (factor != 0) {
                addScaled(x, i * count, -factor, x, j * count, count);
            }
        }
    }

    @Override
    public double[] solveManyTransposed(double[] c, int count) {
        var w = c.clone();
        for (int i = 0; i < n; i++) {
            double diagonal = lu[i * n + i];
            for (int k = i * count; k < (i + 1) * count; k++) {
                w[k] /= diagonal;
            }
            spread(w, i, i + 1, n, count);
        }
        for (int i = n - 1; i >= 0; i--) {
            spread(w, i, 0, i, count);
        }
        var x = new double[n * count];
        for (int i = 0; i < n; i++) {
            System.arraycopy(w, i * count, x, pivot[i] * count, count);
        }
        return x;
    }

    /** Rows from..to of w less row i of w times the factors' row i. */
    private void spread(double[] w, int i, int from, int to, int count) {
        if (count == 1) {
            addScaled(w, from, -w[i], lu, i * n + from, to - from);
            return;
        }
        for (int j = from; j < to; j++) {
            double factor = lu[i * n + j];
            if (factor != 0) {
                addScaled(w, j * count, -factor, w, i * count, count);
            }
        }
    }

    /** {@code to[k] += factor · from[k]}. */
    private static void addScaled(double[] to, int toAt, double factor, double[] from, int fromAt, int count) {
        for (int k = 0; k < count; k++) {
            to[toAt + k] += factor * from[fromAt + k];
        }
    }

    @Override
    public int terms() {
        return 0;
    }
}
