package org.kaname.measure.concentration;

/**
 * The largest named supplier of one importer's good; ties go to the lower code, which is the first flow, because flows are sorted by
 * exporter. Reference: {@code top_supplier.sql}.
 */
public final class TopSupplier {
    private TopSupplier() {}

    /** Position of the top supplier's flow in [from, to), or -1 where no supplier is named. */
    public static int position(double[] value, short[] exporter, boolean[] named, int from, int to) {
        int best = -1;
        for (int i = from; i < to; i++) {
            if (named[exporter[i]] && (best < 0 || value[i] > value[best])) {
                best = i;
            }
        }
        return best;
    }

    /** How many named suppliers share the largest value; 1 where there is no tie. */
    public static int tied(double[] value, short[] exporter, boolean[] named, int from, int to, double top) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (named[exporter[i]] && value[i] == top) {
                count++;
            }
        }
        return count;
    }

    /** Point share: v1 / (M − n). NaN where no supplier is named. */
    public static double share(double top, double imports, double unallocated) {
        double base = imports - unallocated;
        return base > 0 ? top / base : Double.NaN;
    }

    /** Lower end of the share: v1 / M. */
    public static double low(double top, double imports) {
        return imports > 0 ? top / imports : Double.NaN;
    }

    /** Upper end of the share: (v1 + n) / M. */
    public static double high(double top, double imports, double unallocated) {
        return imports > 0 ? (top + unallocated) / imports : Double.NaN;
    }
}
