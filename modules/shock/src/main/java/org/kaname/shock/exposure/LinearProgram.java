package org.kaname.shock.exposure;

/**
 * {@code max c·x} where {@code rowLower ≤ M x ≤ rowUpper} and {@code 0 ≤ x ≤ upper}.
 *
 * @param objective c, columns
 * @param matrix M, rows × columns, row by row
 * @param rowLower may be minus infinity
 * @param rowUpper may be infinity
 * @param upper may be infinity
 */
record LinearProgram(double[] objective, double[] matrix, double[] rowLower, double[] rowUpper, double[] upper) {
    int columns() {
        return objective.length;
    }

    int rows() {
        return rowLower.length;
    }

    double value(double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += objective[j] * x[j];
        }
        return sum;
    }

    /** How far a point is outside the bounds and rows at most. */
    double violation(double[] x) {
        double worst = 0;
        for (int j = 0; j < x.length; j++) {
            worst = Math.max(worst, Math.max(-x[j], x[j] - upper[j]));
        }
        for (int i = 0; i < rows(); i++) {
            double sum = 0;
            for (int j = 0, at = i * columns(); j < columns(); j++, at++) {
                sum += matrix[at] * x[j];
            }
            worst = Math.max(worst, Math.max(rowLower[i] - sum, sum - rowUpper[i]));
        }
        return worst;
    }

    /**
     * A value that no feasible point exceeds, whatever the prices: {@code Σ_i (p_i>0 ? p_i·rowUpper_i : p_i·rowLower_i) + Σ_j max(0, c_j −
     * (Mᵀp)_j)·upper_j}. The best prices give the optimum itself.
     */
    double bound(double[] prices) {
        double bound = 0;
        var reduced = objective.clone();
        for (int i = 0; i < rows(); i++) {
            double price = prices[i];
            if (price != 0) {
                bound += price * (price > 0 ? rowUpper[i] : rowLower[i]);
                for (int j = 0, at = i * columns(); j < columns(); j++, at++) {
                    reduced[j] -= price * matrix[at];
                }
            }
        }
        for (int j = 0; j < columns(); j++) {
            bound += reduced[j] > 0 ? reduced[j] * upper[j] : 0;
        }
        return bound;
    }

    /** The dual, as a program of the same form: variables are prices above and below zero of the rows, then of the upper bounds; its value is minus the bound. */
    LinearProgram dual() {
        int rows = rows();
        int columns = columns();
        int variables = 2 * rows + columns;
        var objective = new double[variables];
        var matrix = new double[columns * variables];
        for (int i = 0; i < rows; i++) {
            objective[i] = -rowUpper[i];
            objective[rows + i] = rowLower[i];
            for (int j = 0; j < columns; j++) {
                matrix[j * variables + i] = this.matrix[i * columns + j];
                matrix[j * variables + rows + i] = -this.matrix[i * columns + j];
            }
        }
        var infinite = new double[columns];
        java.util.Arrays.fill(infinite, Double.POSITIVE_INFINITY);
        var free = new double[variables];
        java.util.Arrays.fill(free, Double.POSITIVE_INFINITY);
        for (int j = 0; j < columns; j++) {
            objective[2 * rows + j] = -upper[j];
            matrix[j * variables + 2 * rows + j] = 1;
        }
        return new LinearProgram(objective, matrix, this.objective.clone(), infinite, free);
    }
}
