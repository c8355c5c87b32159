package org.kaname.shock.exposure;

import java.util.Arrays;
import java.util.Optional;

/** A dense tableau with Bland's rule, two phases, every bound a row: slow, short, and the reference of the solver that is used. */
final class PlainSimplex implements LinearSolver {
    private static final double SMALL = 1e-10;

    @Override
    public Optional<double[]> maximise(LinearProgram p) {
        int n = p.columns();
        var rows = new java.util.ArrayList<double[]>(); // n coefficients and the right side of a·x <= b
        for (int i = 0; i < p.rows(); i++) {
            var row = Arrays.copyOfRange(p.matrix(), i * n, (i + 1) * n);
            add(rows, row, p.rowUpper()[i], 1);
            add(rows, row, p.rowLower()[i], -1);
        }
        for (int j = 0; j < n; j++) {
            var row = new double[n];
            row[j] = 1;
            add(rows, row, p.upper()[j], 1);
        }
        int m = rows.size();
        int width = n + m + m + 1; // variables, slacks, artificials, right side
        var tableau = new double[m][width];
        var basis = new int[m];
        for (int i = 0; i < m; i++) {
            double sign = rows.get(i)[n] < 0 ? -1 : 1;
            for (int j = 0; j < n; j++) {
                tableau[i][j] = sign * rows.get(i)[j];
            }
            tableau[i][n + i] = sign;
            tableau[i][width - 1] = sign * rows.get(i)[n];
            basis[i] = sign > 0 ? n + i : n + m + i;
            tableau[i][n + m + i] = sign > 0 ? 0 : 1;
        }
        var phaseOne = new double[width];
        Arrays.fill(phaseOne, n + m, n + 2 * m, -1);
        if (!run(tableau, basis, phaseOne, n + 2 * m)) {
            return Optional.empty();
        }
        double left = 0;
        for (int i = 0; i < m; i++) {
            left += basis[i] >= n + m ? tableau[i][width - 1] : 0;
        }
        if (left > 1e-7) {
            return Optional.empty();
        }
        var phaseTwo = new double[width];
        System.arraycopy(p.objective(), 0, phaseTwo, 0, n);
        if (!run(tableau, basis, phaseTwo, n + m)) {
            return Optional.empty();
        }
        var x = new double[n];
        for (int i = 0; i < m; i++) {
            if (basis[i] < n) {
                x[basis[i]] = tableau[i][width - 1];
            }
        }
        return Optional.of(x);
    }

    private static void add(java.util.List<double[]> rows, double[] row, double bound, int sign) {
        if (Double.isFinite(bound)) {
            var signed = Arrays.copyOf(row, row.length + 1);
            for (int j = 0; j < row.length; j++) {
                signed[j] *= sign;
            }
            signed[row.length] = sign * bound;
            rows.add(signed);
        }
    }

    /** False where unbounded. Columns from {@code usable} on do not enter. */
    private static boolean run(double[][] tableau, int[] basis, double[] objective, int usable) {
        int m = basis.length;
        while (true) {
            int enter = -1;
            for (int j = 0; j < usable && enter < 0; j++) {
                double reduced = objective[j];
                for (int i = 0; i < m; i++) {
                    reduced -= objective[basis[i]] * tableau[i][j];
                }
                if (reduced > SMALL) {
                    enter = j;
                }
            }
            if (enter < 0) {
                return true;
            }
            int leave = -1;
            double least = Double.POSITIVE_INFINITY;
            int right = tableau[0].length - 1;
            for (int i = 0; i < m; i++) {
                if (tableau[i][enter] > SMALL) {
                    double ratio = tableau[i][right] / tableau[i][enter];
                    if (ratio < least - SMALL || (ratio < least + SMALL && basis[i] < basis[leave])) {
                        least = Math.min(least, ratio);
                        leave = i;
                    }
                }
            }
            if (leave < 0) {
                return false;
            }
            double pivot = tableau[leave][enter];
            for (int j = 0; j <= right; j++) {
                tableau[leave][j] /= pivot;
            }
            for (int i = 0; i < m; i++) {
                double factor = tableau[i][enter];
                if (i != leave && factor != 0) {
                    for (int j = 0; j <= right; j++) {
                        tableau[i][j] -= factor * tableau[leave][j];
                    }
                }
            }
            basis[leave] = enter;
        }
    }
}
