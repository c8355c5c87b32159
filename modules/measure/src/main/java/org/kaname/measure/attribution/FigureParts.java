package org.kaname.measure.attribution;

import java.util.SortedMap;
import java.util.TreeMap;

/** Closed forms of the difference of single figures, exact up to rounding of doubles (measurement 3.4). */
public final class FigureParts {
    private FigureParts() {}

    /**
     * ΔHHI = Σ (s_j1² − s_j0²), one part for each supplier, new and vanished ones included.
     *
     * @param before shares by supplier, each 0..1
     * @param after likewise; absent is 0
     */
    public static SortedMap<String, Double> hhi(SortedMap<String, Double> before, SortedMap<String, Double> after) {
        var parts = new TreeMap<String, Double>();
        before.forEach((supplier, share) -> parts.merge(supplier, -share * share, Double::sum));
        after.forEach((supplier, share) -> parts.merge(supplier, share * share, Double::sum));
        return parts;
    }

    /** Δ ln(M/X) = Δ ln M − Δ ln X: the part of imports, then that of exports. All above zero. */
    public static double[] ratio(double imports0, double exports0, double imports1, double exports1) {
        return new double[] {Math.log(imports1) - Math.log(imports0), Math.log(exports0) - Math.log(exports1)};
    }

    /**
     * Δ(v/M) = (v1−v0)(1/M0+1/M1)/2 + (v0+v1)/2 (1/M1−1/M0): the part of the supplier's value, then that of all imports. M above
     * zero.
     */
    public static double[] share(double value0, double imports0, double value1, double imports1) {
        return new double[] {
            (value1 - value0) * (1 / imports0 + 1 / imports1) / 2, (value0 + value1) / 2 * (1 / imports1 - 1 / imports0)
        };
    }
}
