package org.kaname.measure.world;

/**
 * The suppliers of one good that a subject could turn to: named exporters other than itself. Everything is counted afresh and nothing
 * subtracted from a world total, which would lose digits where the subject is most of the world. Reference: {@code others.sql}.
 */
public final class OtherExporters {
    private OtherExporters() {}

    /** How many export anything. */
    public static int count(double[] exports, boolean[] named, int subject) {
        int count = 0;
        for (int j = 0; j < exports.length; j++) {
            if (named[j] && j != subject && exports[j] > 0) {
                count++;
            }
        }
        return count;
    }

    /** HW₋ᵢ = Σ (X_j / Σ X_j)², 0..1; NaN where nobody else exports. */
    public static double hhi(double[] exports, boolean[] named, int subject) {
        double total = 0;
        double squares = 0;
        for (int j = 0; j < exports.length; j++) {
            if (named[j] && j != subject) {
                total += exports[j];
                squares += exports[j] * exports[j];
            }
        }
        return total > 0 ? squares / (total * total) : Double.NaN;
    }

    /** (1 / HHI) / (1 / HW₋ᵢ): effective suppliers bought from, over effective suppliers there are. NaN where either is. */
    public static double effectiveRatio(double importHhi, double othersHhi) {
        return importHhi > 0 ? othersHhi / importHhi : Double.NaN;
    }
}
