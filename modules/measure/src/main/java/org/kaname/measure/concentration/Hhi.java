package org.kaname.measure.concentration;

/**
 * Import concentration, 0..1: HHI = Σ (v/(M−n))² over named suppliers, with bounds for the part of unspecified origin (measurement
 * 1.1 and 1.3). Reference: {@code import_hhi.sql}.
 */
public final class Hhi {
    private Hhi() {}

    /** Σ v² over named suppliers. */
    public static double squares(double[] value, short[] exporter, boolean[] named, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            if (named[exporter[i]]) {
                squares += value[i] * value[i];
            }
        }
        return squares;
    }

    /** Point: named suppliers only, in numerator and base. NaN where no supplier is named. */
    public static double point(double squares, double imports, double unallocated) {
        double base = imports - unallocated;
        return base > 0 ? squares / (base * base) : Double.NaN;
    }

    /** Lower end: the unallocated part is split infinitely: Σ v² / M². */
    public static double low(double squares, double imports) {
        return imports > 0 ? squares / (imports * imports) : Double.NaN;
    }

    /** Upper end: the unallocated part all comes from the largest supplier: ((v1+n)² + Σ_{k≥2} v_k²) / M². */
    public static double high(double squares, double top, double imports, double unallocated) {
        // (v1 + n)² − v1² as n (2 v1 + n): never below the low end by rounding, and equal to it without an unallocated
        // part.
        double added = unallocated * (2 * top + unallocated);
        return imports > 0 ? (squares + added) / (imports * imports) : Double.NaN;
    }

    /** Effective number of suppliers: 1 / HHI. */
    public static double effectiveSuppliers(double hhi) {
        return 1 / hhi;
    }
}
