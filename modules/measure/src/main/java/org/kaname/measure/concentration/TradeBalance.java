package org.kaname.measure.concentration;

/** (X − M) / (X + M) of one good, −1 where it is only imported, 1 where it is only exported. Reference: {@code others.sql}. */
public final class TradeBalance {
    private TradeBalance() {}

    /** Both in one unit; NaN where neither is traded. */
    public static double balance(double imports, double exports) {
        double both = exports + imports;
        return both > 0 ? (exports - imports) / both : Double.NaN;
    }
}
