package org.kaname.shock.recovery;

/** Loops over one row of the table; a day is one pass of them over all rows (shock 3.8). Four sums side by side keep the additions apart. */
final class RowKernels {
    private RowKernels() {}

    /** {@code Σ_f a[from + f] · b[at + f]}. */
    static double dot(double[] a, int from, double[] b, int at, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int f = 0;
        for (; f < length - 3; f += 4) {
            s0 += a[from + f] * b[at + f];
            s1 += a[from + f + 1] * b[at + f + 1];
            s2 += a[from + f + 2] * b[at + f + 2];
            s3 += a[from + f + 3] * b[at + f + 3];
        }
        for (; f < length; f++) {
            s0 += a[from + f] * b[at + f];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** The same over the buyers that are marked only. */
    static double dotOf(boolean[] marked, double[] a, int from, double[] b, int at, int length) {
        double sum = 0;
        for (int f = 0; f < length; f++) {
            sum += marked[f] ? a[from + f] * b[at + f] : 0;
        }
        return sum;
    }

    /** {@code y[at + f] += a[from + f] · x}. */
    static void add(double[] a, int from, double x, double[] y, int at, int length) {
        for (int f = 0; f < length; f++) {
            y[at + f] += a[from + f] * x;
        }
    }

    /** The same with another factor for the buyers that are marked. */
    static void addOf(boolean[] marked, double[] a, int from, double x, double other, double[] y, int at, int length) {
        for (int f = 0; f < length; f++) {
            y[at + f] += a[from + f] * (marked[f] ? x : other);
        }
    }
}
