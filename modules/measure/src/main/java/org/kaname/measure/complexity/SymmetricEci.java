package org.kaname.measure.complexity;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.kaname.measure.Settings;
import org.kaname.model.Reason;
import org.kaname.model.Result;

/**
 * ECI and PCI by the symmetric eigenproblem, {@code eci@symmetric} (measurement 4.5): S[c,p] = M / √(k·u), K = S·Sᵀ, v the eigenvector
 * of the second largest eigenvalue λ2. Raw PCI[p] = (1/u) Σ_c M·v_c/√k_c, raw ECI[c] = (1/k) Σ_p M·PCI[p]; both less the mean of raw
 * ECI, over its population deviation, so that ECI is the mean PCI of the goods held. Signed so that ECI goes with diversity. Checked by
 * {@code eci_check.sql}, given the vector; {@code eci.sql} and {@code pci.sql} follow from it.
 *
 * @param eci by row of the matrix, standardised
 * @param pci by column of the matrix, by the mean and deviation of ECI
 * @param rawEci before standardising
 * @param rawPci before standardising
 * @param vector v, of length 1, signed as the index
 * @param lambda1 largest eigenvalue, 1 but for rounding
 * @param lambda2 the index's eigenvalue
 * @param lambda3 the next one; the gap to it says how well the index is identified
 * @param mean of raw ECI
 * @param deviation population deviation of raw ECI
 * @param signByConvention raw ECI does not go with diversity at all; the economy with the largest diversity, of equals the first, is
 *     positive
 */
public record SymmetricEci(
        double[] eci,
        double[] pci,
        double[] rawEci,
        double[] rawPci,
        double[] vector,
        double lambda1,
        double lambda2,
        double lambda3,
        double mean,
        double deviation,
        boolean signByConvention) {
    /** Method id. */
    public static final String METHOD = "eci@symmetric";

    /** Computes the index, or says why the matrix does not identify it. */
    public static Result<SymmetricEci> of(HeldMatrix matrix, Settings settings) {
        int n = matrix.economies();
        int least = (int) settings.get(METHOD + ".least");
        if (n < least || matrix.products() < least) {
            return Result.failure(
                    Reason.TOO_SMALL, n + " economies and " + matrix.products() + " goods are in the matrix");
        }
        var solver = DecompositionFactory_DDRM.eig(n, true, true);
        if (!solver.decompose(DMatrixRMaj.wrap(n, n, similarity(matrix)))) {
            return Result.failure(Reason.DEGENERATE, "the eigenvalues were not found");
        }
        var order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Double.compare(
                        solver.getEigenvalue(b).getReal(),
                        solver.getEigenvalue(a).getReal()))
                .limit(least)
                .toList();
        double first = solver.getEigenvalue(order.get(0)).getReal();
        double second = solver.getEigenvalue(order.get(1)).getReal();
        double third = solver.getEigenvalue(order.get(2)).getReal();
        if (second < settings.get(METHOD + ".no_variation")) {
            return Result.failure(Reason.NO_VARIATION, "all economies hold the same goods");
        }
        if (second > 1 - settings.get(METHOD + ".disconnected")) {
            return Result.failure(Reason.DISCONNECTED, "economies fall into groups that hold no good in common");
        }
        if (second - third < settings.get(METHOD + ".degenerate")) {
            return Result.failure(
                    Reason.DEGENERATE, "the second and third eigenvalue are equal (" + second + " and " + third + ")");
        }
        return Result.ok(
                index(matrix, solver.getEigenVector(order.get(1)).getData().clone(), first, second, third, settings));
    }

    /** K, row by row: who holds a good shares 1/u of it with each other holder. */
    static double[] similarity(HeldMatrix matrix) {
        int n = matrix.economies();
        var k = new double[n * n];
        for (int p = 0; p < matrix.products(); p++) {
            var holders = matrix.holders(p);
            double weight = 1.0 / holders.length;
            for (int a = 0; a < holders.length; a++) {
                int row = holders[a] * n;
                for (int b = 0; b <= a; b++) {
                    k[row + holders[b]] += weight;
                }
            }
        }
        var root = new double[n];
        for (int c = 0; c < n; c++) {
            root[c] = Math.sqrt(matrix.diversity(c));
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                k[a * n + b] /= root[a] * root[b];
                k[b * n + a] = k[a * n + b];
            }
        }
        return k;
    }

    private static SymmetricEci index(
            HeldMatrix matrix, double[] v, double first, double second, double third, Settings settings) {
        int n = matrix.economies();
        var rawPci = new double[matrix.products()];
        var rawEci = new double[n];
        for (int p = 0; p < rawPci.length; p++) {
            for (int c : matrix.holders(p)) {
                rawPci[p] += v[c] / Math.sqrt(matrix.diversity(c));
            }
            rawPci[p] /= matrix.ubiquity(p);
            for (int c : matrix.holders(p)) {
                rawEci[c] += rawPci[p];
            }
        }
        int widest = 0;
        for (int c = 0; c < n; c++) {
            rawEci[c] /= matrix.diversity(c);
            widest = matrix.diversity(c) > matrix.diversity(widest) ? c : widest;
        }
        double mean = mean(rawEci);
        double deviation = deviation(rawEci, mean);
        double along = correlation(matrix, rawEci, mean, deviation);
        boolean byConvention = !(Math.abs(along) >= settings.get(METHOD + ".sign"));
        if (byConvention ? rawEci[widest] < 0 : along < 0) {
            negate(v);
            negate(rawPci);
            negate(rawEci);
            mean = -mean;
        }
        return new SymmetricEci(
                standard(rawEci, mean, deviation),
                standard(rawPci, mean, deviation),
                rawEci,
                rawPci,
                v,
                first,
                second,
                third,
                mean,
                deviation,
                byConvention);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    // Population deviation, as the Python reference; R's package divides by n-1.
    static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }

    static double[] standard(double[] values, double mean, double deviation) {
        var standardised = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            standardised[i] = (values[i] - mean) / deviation;
        }
        return standardised;
    }

    /** corr(k, raw ECI); NaN where all hold equally many goods. */
    private static double correlation(HeldMatrix matrix, double[] rawEci, double mean, double deviation) {
        var diversity = new double[rawEci.length];
        for (int c = 0; c < diversity.length; c++) {
            diversity[c] = matrix.diversity(c);
        }
        double meanDiversity = mean(diversity);
        double product = 0;
        for (int c = 0; c < diversity.length; c++) {
            product += (diversity[c] - meanDiversity) * (rawEci[c] - mean);
        }
        return product / diversity.length / (deviation(diversity, meanDiversity) * deviation);
    }

    private static void negate(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
    }
}
