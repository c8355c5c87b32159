package org.kaname.measure.advantage;

/**
 * Revealed comparative advantage, {@code rca@ge}: (X[c,p]/X[c,·]) / (X[·,p]/X[·,·]); held where it is 1 or more (measurement 4.4).
 * Reference: {@code rca.sql}.
 */
public final class Rca {
    private Rca() {}

    /** NaN where the economy exports nothing at all or nobody exports the good. */
    public static double rca(double exports, double economyTotal, double productTotal, double worldTotal) {
        return exports * worldTotal / (economyTotal * productTotal);
    }
}
