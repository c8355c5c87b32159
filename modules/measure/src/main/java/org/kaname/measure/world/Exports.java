package org.kaname.measure.world;

/** Exports of one good by exporter, over all importers of the block, remainders included. Reference: {@code export_totals.sql}. */
public final class Exports {
    private Exports() {}

    /** Adds X[j] = Σ_i v to {@code exports}, which has one cell for each economy and is cleared first. */
    public static void byExporter(double[] value, short[] exporter, int from, int to, double[] exports) {
        java.util.Arrays.fill(exports, 0);
        for (int i = from; i < to; i++) {
            exports[exporter[i]] += value[i];
        }
    }
}
