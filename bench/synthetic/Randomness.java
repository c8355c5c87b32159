package synthetic;

/**
 * Counter-based random numbers: each is a pure function of (seed, year, stream, a, b, c), so that nothing depends on the order or the
 * thread in which it is asked for. Only IEEE operations and {@link StrictMath}: the same bits on every platform.
 */
final class Randomness {
    /** What a number is drawn for; the ordinal is part of the counter, so new streams go to the end. */
    enum Stream {
        SIZE, UBIQUITY, UNIT_VALUE, ADVANTAGE, DISTANCE, PRESENCE, VALUE, TAIL, UNIT_NOISE, NO_QUANTITY,
        SAMPLE, SAMPLE_NOISE, DAMAGE_PLACE, DAMAGE_DISTANCE, DAMAGE_SHUFFLE,
        REPORT_IMPORTER, REPORT_EXPORTER, REPORT_SIDE, REPORT_DETAIL, REPORT_SECOND_PARTNER
    }

    /** Step of SplitMix64: 2^64 divided by the golden ratio, made odd. */
    static final long STEP = 0x9E3779B97F4A7C15L;

    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

    // Inverse of the standard normal distribution function, relative error below 1.15e-9: P. J. Acklam, "An algorithm for computing
    // the inverse normal cumulative distribution function" (2003), coefficients as published there.
    private static final double[] A = {
        -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
        1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00
    };
    private static final double[] B = {
        -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01
    };
    private static final double[] C = {
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
        -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00
    };
    private static final double[] D = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
    private static final double LOW = 0.02425;

    private final long seed;
    private final int year;

    Randomness(long seed, int year) {
        this.seed = seed;
        this.year = year;
    }

    /** Finaliser of SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014), variant 13 of Stafford. */
    static long finish(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** mix(stream, year, a, b, 0); adding c steps gives mix(stream, year, a, b, c). */
    long mix(Stream stream, long a, long b) {
        long h = finish((stream.ordinal() + 1) * STEP + year);
        h = finish(h + a * STEP);
        return finish(h + b * STEP);
    }

    /** 64 random bits for a mixed counter. */
    long bits(long mixed) {
        return finish(seed ^ mixed);
    }

    /** In [0, 1), from the top 53 bits. */
    static double uniform(long bits) {
        return (bits >>> 11) * TWO_TO_MINUS_53;
    }

    double uniform(Stream stream, long a, long b, long c) {
        return uniform(bits(mix(stream, a, b) + c * STEP));
    }

    double normal(Stream stream, long a, long b, long c) {
        return normal(uniform(stream, a, b, c));
    }

    /** The standard normal quantile of p in [0, 1); p = 0 counts as 2^-54. */
    static double normal(double p) {
        if (p < LOW) {
            double q = StrictMath.sqrt(-2 * StrictMath.log(p > 0 ? p : TWO_TO_MINUS_53 / 2));
            return tail(q);
        }
        if (p > 1 - LOW) {
            double q = StrictMath.sqrt(-2 * StrictMath.log(1 - p));
            return -tail(q);
        }
        double q = p - 0.5;
        double r = q * q;
        return (((((A[0] * r + A[1]) * r + A[2]) * r + A[3]) * r + A[4]) * r + A[5])
                * q
                / (((((B[0] * r + B[1]) * r + B[2]) * r + B[3]) * r + B[4]) * r + 1);
    }

    private static double tail(double q) {
        return (((((C[0] * q + C[1]) * q + C[2]) * q + C[3]) * q + C[4]) * q + C[5])
                / ((((D[0] * q + D[1]) * q + D[2]) * q + D[3]) * q + 1);
    }
}
