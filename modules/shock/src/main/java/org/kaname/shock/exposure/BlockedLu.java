package org.kaname.shock.exposure;

/**
 * LU with partial pivoting in place, right-looking, in blocks: most of the work is the update {@code C −= L U} of what is left, four rows of U
 * at a time, which the compiler turns into vector instructions. The order of all sums is fixed.
 */
final class BlockedLu {
    private static final int BLOCK = 64;
    private static final int STRIP = 512;

    private BlockedLu() {}

    /**
     * @param a n × n, row by row; becomes the unit lower and the upper factor
     * @param pivot n, filled: the row of the original that stands in each place
     * @return false where a pivot is zero or below the rounding of the matrix
     */
    static boolean factorise(double[] a, int n, int[] pivot) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            pivot[i] = i;
        }
        for (double value : a) {
            largest = Math.max(largest, Math.abs(value));
        }
        double smallest = largest * n * Math.ulp(1.0);
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            if (!panel(a, n, from, to, pivot, smallest)) {
                return false;
            }
            // rows of U beside the panel
            for (int k = from; k < to; k++) {
                for (int i = k + 1; i < to; i++) {
                    subtract(a, i * n, a[i * n + k], k * n, to, n);
                }
            }
            for (int strip = to; strip < n; strip += STRIP) {
                update(a, n, from, to, strip, Math.min(n, strip + STRIP));
            }
        }
        return true;
    }

    /** Factorises columns from..to of all rows below; whole rows are exchanged. */
    private static boolean panel(double[] a, int n, int from, int to, int[] pivot, double smallest) {
        for (int k = from; k < to; k++) {
            int best = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(a[i * n + k]) > Math.abs(a[best * n + k])) {
                    best = i;
                }
            }
            if (!(Math.abs(a[best * n + k]) > smallest)) {
                return false;
            }
            if (best != k) {
                exchange(a, n, k, best);
                int place = pivot[k];
                pivot[k] = pivot[best];
                pivot[best] = place;
            }
            double diagonal = a[k * n + k];
            for (int i = k + 1; i < n; i++) {
                double factor = a[i * n + k] / diagonal;
                a[i * n + k] = factor;
                subtract(a, i * n, factor, k * n, k + 1, to);
            }
        }
        return true;
    }

    private static void exchange(double[] a, int n, int one, int other) {
        for (int j = 0, p = one * n, q = other * n; j < n; j++, p++, q++) {
            double value = a[p];
            a[p] = a[q];
            a[q] = value;
        }
    }

    /** {@code a[row + j] −= factor · a[source + j]}, j in from..to. */
    private static void subtract(double[] a, int row, double factor, int source, int from, int to) {
        for (int j = from; j < to; j++) {
            a[row + j] -= factor * a[source + j];
        }
    }

    /** Rows below the panel, columns left..right, less the panel's factors times its rows of U. */
    private static void update(double[] a, int n, int from, int to, int left, int right) {
        for (int i = to; i < n; i++) {
            int row = i * n;
            int k = from;
            for (; k + 3 < to; k += 4) {
                subtractFour(
                        a,
                        row,
                        k * n,
                        n,
                        new double[] {a[row + k], a[row + k + 1], a[row + k + 2], a[row + k + 3]},
                        left,
                        right);
            }
            for (; k < to; k++) {
                subtract(a, row, a[row + k], k * n, left, right);
            }
        }
    }

    private static void subtractFour(double[] a, int row, int source, int n, double[] factors, int left, int right) {
        double f0 = factors[0];
        double f1 = factors[1];
        double f2 = factors[2];
        double f3 = factors[3];
        int second = source + n;
        int third = second + n;
        int fourth = third + n;
        for (int j = left; j < right; j++) {
            a[row + j] -= f0 * a[source + j] + f1 * a[second + j] + f2 * a[third + j] + f3 * a[fourth + j];
        }
    }
}
