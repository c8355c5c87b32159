package org.kaname.measure.concentration;

/** Imports of one good by one importer, and the part of unspecified origin. Reference: {@code import_totals.sql}. */
public final class ImportTotals {
    private ImportTotals() {}

    /** M = Σ v over all flows in [from, to), unspecified origin included; in the unit of the values. */
    public static double imports(double[] value, int from, int to) {
        double total = 0;
        for (int i = from; i < to; i++) {
            total += value[i];
        }
        return total;
    }

    /** n = Σ v over flows whose exporter is no supplier (unspecified origin, remainders). */
    public static double unallocated(double[] value, short[] exporter, boolean[] named, int from, int to) {
        double total = 0;
        for (int i = from; i < to; i++) {
            if (!named[exporter[i]]) {
                total += value[i];
            }
        }
        return total;
    }
}
