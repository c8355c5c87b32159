package org.kaname.measure.world;

/** World export shares and ranks of one good, named exporters only. References: {@code world_share.sql}, {@code world_totals.sql}. */
public final class WorldShare {
    private WorldShare() {}

    /** W = Σ X over all exporters, unspecified origin included. */
    public static double world(double[] exports) {
        double total = 0;
        for (double x : exports) {
            total += x;
        }
        return total;
    }

    /** Σ X over exporters that are no supplier. */
    public static double unallocated(double[] exports, boolean[] named) {
        double total = 0;
        for (int j = 0; j < exports.length; j++) {
            if (!named[j]) {
                total += exports[j];
            }
        }
        return total;
    }

    /** Point: w = X / (W − n). NaN where nothing is traded by named exporters. */
    public static double share(double exports, double world, double unallocated) {
        double base = world - unallocated;
        return base > 0 ? exports / base : Double.NaN;
    }

    public static double low(double exports, double world) {
        return world > 0 ? exports / world : Double.NaN;
    }

    public static double high(double exports, double world, double unallocated) {
        return world > 0 ? (exports + unallocated) / world : Double.NaN;
    }

    /** 1 + the number of named exporters that export more; ties share the rank. */
    public static int rank(double[] exports, boolean[] named, int subject) {
        int rank = 1;
        for (int j = 0; j < exports.length; j++) {
            if (named[j] && exports[j] > exports[subject]) {
                rank++;
            }
        }
        return rank;
    }
}
