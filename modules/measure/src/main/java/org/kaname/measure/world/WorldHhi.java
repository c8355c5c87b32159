package org.kaname.measure.world;

/** Concentration of world exports of one good, the subject included: HW = Σ w² over named exporters. Reference: {@code world_hhi.sql}. */
public final class WorldHhi {
    private WorldHhi() {}

    public static double point(double[] exports, boolean[] named, double world, double unallocated) {
        double squares = 0;
        for (int j = 0; j < exports.length; j++) {
            if (named[j]) {
                squares += exports[j] * exports[j];
            }
        }
        double base = world - unallocated;
        return base > 0 ? squares / (base * base) : Double.NaN;
    }
}
