package org.kaname.measure.complexity;

import java.util.Arrays;

/**
 * Proximity of goods and what follows from it (measurement 4.6): φ[p,q] = Σ_c M[c,p]·M[c,q] / max(u_p, u_q), never stored for all
 * pairs, but computed by block from the bits of the matrix. References: {@code proximity.sql}, {@code density.sql}, {@code coi.sql},
 * {@code cog.sql}.
 */
public final class ProductSpace {
    private static final int BLOCK = 64;

    private ProductSpace() {}

    /** φ of two columns, 0..1; 1 for a good with itself. */
    public static double proximity(HeldMatrix matrix, int column, int other) {
        return (double) matrix.together(column, other) / Math.max(matrix.ubiquity(column), matrix.ubiquity(other));
    }

    /** φ of a column to every column. */
    public static double[] proximities(HeldMatrix matrix, int column) {
        var near = new double[matrix.products()];
        for (int q = 0; q < near.length; q++) {
            near[q] = proximity(matrix, column, q);
        }
        return near;
    }

    /** d[c,p] = Σ_q M[c,q]·φ[q,p] / Σ_q φ[q,p], the good itself included; of one good, by row. */
    public static double[] density(HeldMatrix matrix, int column) {
        var density = new double[matrix.economies()];
        double total = 0;
        for (int q = 0; q < matrix.products(); q++) {
            double near = proximity(matrix, q, column);
            total += near;
            for (int c : matrix.holders(q)) {
                density[c] += near;
            }
        }
        for (int c = 0; c < density.length; c++) {
            density[c] /= total;
        }
        return density;
    }

    /** The same of every good: rows × columns, row by row. */
    public static double[] densities(HeldMatrix matrix) {
        var total = new double[matrix.products()];
        var density = sums(matrix, ones(matrix), total);
        for (int c = 0; c < matrix.economies(); c++) {
            for (int p = 0; p < total.length; p++) {
                density[c * total.length + p] /= total[p];
            }
        }
        return density;
    }

    /**
     * {@code coi@cid}: Σ_p d[c,p]·(1−M[c,p])·PCI[p] over the goods not held, as a z-score by the population deviation. With raw PCI,
     * which is not centred, it reproduces the reference packages.
     *
     * @param density of {@link #densities}
     * @param pci by column: raw for {@code coi@cid}, standardised for {@code coi@centred}
     */
    public static double[] outlook(HeldMatrix matrix, double[] density, double[] pci) {
        var outlook = rawOutlook(matrix, density, pci);
        double mean = SymmetricEci.mean(outlook);
        return SymmetricEci.standard(outlook, mean, SymmetricEci.deviation(outlook, mean));
    }

    /** The same before it is made a z-score. */
    public static double[] rawOutlook(HeldMatrix matrix, double[] density, double[] pci) {
        int columns = matrix.products();
        var outlook = new double[matrix.economies()];
        for (int c = 0; c < outlook.length; c++) {
            for (int p = 0; p < columns; p++) {
                if (!matrix.held(c, p)) {
                    outlook[c] += density[c * columns + p] * pci[p];
                }
            }
        }
        return outlook;
    }

    /**
     * {@code cog@cid}: (1−M[c,p])·Σ_q (1−M[c,q])·φ[q,p]·PCI[q] / Σ_r φ[q,r], over the deviation of raw ECI; the term of p itself is
     * in the sum, as in the reference package. Rows × columns, row by row; 0 where the good is held.
     *
     * @param pci by column: raw for {@code cog@cid}, standardised for {@code cog@centred} with a deviation of 1
     */
    public static double[] gain(HeldMatrix matrix, double[] pci, double deviation) {
        int columns = matrix.products();
        var near = new double[columns];
        for (int q = 0; q < columns; q++) {
            for (int r = 0; r < columns; r++) {
                near[q] += proximity(matrix, q, r);
            }
        }
        var weight = new double[columns];
        for (int q = 0; q < columns; q++) {
            weight[q] = pci[q] / near[q];
        }
        var total = new double[columns];
        var gain = sums(matrix, weight, total);
        for (int c = 0; c < matrix.economies(); c++) {
            for (int p = 0; p < columns; p++) {
                int cell = c * columns + p;
                gain[cell] = matrix.held(c, p) ? 0 : (total[p] - gain[cell]) / deviation;
            }
        }
        return gain;
    }

    private static double[] ones(HeldMatrix matrix) {
        var ones = new double[matrix.products()];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Σ_q M[c,q]·φ[q,p]·w[q] by row and column, and Σ_q φ[q,p]·w[q] by column into {@code total}. A block of columns at a time, so that
     * the sums of all rows stay in the cache.
     */
    private static double[] sums(HeldMatrix matrix, double[] weight, double[] total) {
        int rows = matrix.economies();
        int columns = matrix.products();
        var sums = new double[rows * columns];
        var near = new double[BLOCK];
        var block = new double[rows * BLOCK];
        for (int from = 0; from < columns; from += BLOCK) {
            int width = Math.min(BLOCK, columns - from);
            Arrays.fill(block, 0);
            for (int q = 0; q < columns; q++) {
                for (int b = 0; b < width; b++) {
                    near[b] = proximity(matrix, q, from + b) * weight[q];
                    total[from + b] += near[b];
                }
                for (int c : matrix.holders(q)) {
                    int at = c * BLOCK;
                    for (int b = 0; b < BLOCK; b++) {
                        block[at + b] += near[b];
                    }
                }
            }
            for (int c = 0; c < rows; c++) {
                System.arraycopy(block, c * BLOCK, sums, c * columns + from, width);
            }
        }
        return sums;
    }
}
