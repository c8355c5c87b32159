package org.kaname.shock.network;

/** Random numbers that belong to an item and not to a moment: the same seed and item give the same number on any thread. */
public final class Draws {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private Draws() {}

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014) over seed + item · golden ratio. */
    public static long mix64(long seed, long item) {
        long z = seed + item * GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    public static double unit(long seed, long item) {
        return (mix64(mix64(seed, item), 1) >>> 11) * 0x1.0p-53;
    }

    /** Standard normal (Box and Muller 1958). */
    public static double gaussian(long seed, long item) {
        double radius = 1 - unit(seed, 2 * item);
        double angle = unit(seed, 2 * item + 1);
        return Math.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * Math.PI * angle);
    }

    /** Poisson, by multiplying uniforms (Knuth); for small means. */
    public static int poisson(double mean, long seed, long item) {
        long own = mix64(seed, item);
        double limit = StrictMath.exp(-mean);
        double product = unit(own, 0);
        int count = 0;
        while (product > limit) {
            count++;
            product *= unit(own, count);
        }
        return count;
    }
}
