package org.kaname.shock.network.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Means and covariance of (ln k_out, ln k_in, ln s_out, ln s_in), degrees and strengths of firms: {@code calibrations.csv} beside this
 * class, with the origin. Only shapes are used: the two mean degrees of a source need not agree.
 *
 * @param covariance 4 × 4 row by row
 */
public record Calibration(String id, String source, List<Double> means, List<Double> covariance) {
    static final int DRAWS = 4;

    public Calibration {
        means = List.copyOf(means);
        covariance = List.copyOf(covariance);
        if (means.size() != DRAWS || covariance.size() != DRAWS * DRAWS) {
            throw new IllegalArgumentException("A calibration has 4 means and 16 covariances.");
        }
    }

    /** Those shipped, in the order of the file. */
    public static List<Calibration> listCalibrations() {
        try (var in = Objects.requireNonNull(Calibration.class.getResourceAsStream("calibrations.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Calibration::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Calibration of(String line) {
        var cells = line.split(",", -1);
        return new Calibration(cells[0], cells[1], numbers(cells[2]), numbers(cells[3]));
    }

    private static List<Double> numbers(String cell) {
        return Arrays.stream(cell.split(" ")).map(Double::valueOf).toList();
    }

    /** L with L · Lᵀ = covariance (Cholesky). */
    double[][] root() {
        var l = new double[DRAWS][DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = covariance.get(i * DRAWS + j);
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return l;
    }
}
