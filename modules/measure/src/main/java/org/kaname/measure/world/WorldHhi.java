package org.kaname.measure.world;

import org.kaname.measure.concentration.Hhi;

/**
 * Concentration of world exports of one good, the subject included: HW = Σ w² over named exporters, with bounds for the part of unspecified
 * origin, as for imports (measurement 1.3). Reference: {@code world_hhi.sql}.
 */
public final class WorldHhi {
    private WorldHhi() {}

    /** Σ x² over named exporters. */
    public static double squares(double[] exports, boolean[] named) {
        double squares = 0;
        for (int j = 0; j < exports.length; j++) {
            if (named[j]) {
                squares += exports[j] * exports[j];
            }
        }
        return squares;
    }

    /** The largest exports of a named exporter; 0 where nobody is named. */
    public static double largest(double[] exports, boolean[] named) {
        double largest = 0;
        for (int j = 0; j < exports.length; j++) {
            if (named[j] && exports[j] > largest) {
                largest = exports[j];
            }
        }
        return largest;
    }

    /** Point: named exporters only, in numerator and base. NaN where nobody named exports. */
    public static double point(double squares, double world, double unallocated) {
        return Hhi.point(squares, world, unallocated);
    }

    /** Lower end: the unallocated part is split infinitely. */
    public static double low(double squares, double world) {
        return Hhi.low(squares, world);
    }

    /** Upper end: the unallocated part all comes from the largest exporter. */
    public static double high(double squares, double largest, double world, double unallocated) {
        return Hhi.high(squares, largest, world, unallocated);
    }
}
