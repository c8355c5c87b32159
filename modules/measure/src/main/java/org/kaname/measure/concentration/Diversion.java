package org.kaname.measure.concentration;

/**
 * The smallest part of imports, diverted from the top supplier, at which a concentration or a share comes down to a threshold, in closed
 * form (measurement 3.3). Shares are of named suppliers, 0..1; NaN where no diversion of that kind reaches the threshold.
 */
public final class Diversion {
    private Diversion() {}

    /**
     * To all others in proportion: HHI becomes (s1−x)² + (1−s1+x)²·h.
     *
     * @param top s1, below 1
     * @param others h = Σ_{j≥2} s_j² / (1−s1)²
     */
    public static double toOthers(double top, double others, double threshold) {
        double rest = 1 - top;
        return smallerRoot(1 + others, 2 * others * rest - 2 * top, top * top + others * rest * rest - threshold);
    }

    /** Least HHI that diversion to all others reaches: h / (1+h). */
    public static double floorOfOthers(double others) {
        return others / (1 + others);
    }

    /** To one supplier with share s2: HHI becomes HHI − 2x(s1−s2) + 2x². */
    public static double toOne(double top, double receiver, double hhi, double threshold) {
        return smallerRoot(2, -2 * (top - receiver), hhi - threshold);
    }

    /** Least HHI that diversion to one supplier reaches: HHI − (s1−s2)²/2. */
    public static double floorOfOne(double top, double receiver, double hhi) {
        return hhi - (top - receiver) * (top - receiver) / 2;
    }

    /** To many new small suppliers, or home production counted in the base: HHI becomes HHI − s1² + (s1−x)². */
    public static double toNew(double top, double hhi, double threshold) {
        return top - Math.sqrt(top * top - (hhi - threshold));
    }

    /** Least HHI that diversion to many new suppliers reaches: HHI − s1². */
    public static double floorOfNew(double top, double hhi) {
        return hhi - top * top;
    }

    private static double smallerRoot(double a, double b, double c) {
        // NaN for a threshold below the floor, where the parabola never comes down to it
        return (-b - Math.sqrt(b * b - 4 * a * c)) / (2 * a);
    }
}
