package org.kaname.measure.world;

import java.util.BitSet;

/** {@code dominance@2023} (CEPII PB 2023-44): an exporter is dominant where its world share is above the threshold. Reference: {@code dominance.sql}. */
public final class Dominance {
    private Dominance() {}

    /** Indexes of every dominant exporter; for thresholds of 0.5 and more there is at most one. */
    public static BitSet all(double[] exports, boolean[] named, double world, double unallocated, double threshold) {
        var dominant = new BitSet();
        for (int j = 0; j < exports.length; j++) {
            if (named[j] && WorldShare.share(exports[j], world, unallocated) > threshold) {
                dominant.set(j);
            }
        }
        return dominant;
    }

    /** Index of the dominant exporter, the first where a low threshold admits several, or -1. */
    public static int dominant(double[] exports, boolean[] named, double world, double unallocated, double threshold) {
        return all(exports, named, world, unallocated, threshold).nextSetBit(0);
    }
}
