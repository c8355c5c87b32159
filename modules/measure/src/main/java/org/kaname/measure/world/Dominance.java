package org.kaname.measure.world;

/** {@code dominance@2023} (CEPII PB 2023-44): an exporter is dominant where its world share is above the threshold. Reference: {@code dominance.sql}. */
public final class Dominance {
    private Dominance() {}

    /** Index of the dominant exporter, or -1. For thresholds of 0.5 and more there is at most one. */
    public static int dominant(double[] exports, boolean[] named, double world, double unallocated, double threshold) {
        for (int j = 0; j < exports.length; j++) {
            if (named[j] && WorldShare.share(exports[j], world, unallocated) > threshold) {
                return j;
            }
        }
        return -1;
    }
}
