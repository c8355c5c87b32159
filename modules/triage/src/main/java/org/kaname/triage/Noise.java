package org.kaname.triage;

import java.nio.charset.StandardCharsets;

/**
 * Counter-based draws of reporting noise (measurement 6.4): no order, no thread and no subset changes a draw, so a change of threshold
 * re-uses the same worlds.
 */
public final class Noise {
    private static final double TWO_TO_MINUS_53 = 0x1p-53;
    private static final double LARGEST_U = 1 - 0x1p-53;
    /** Where the middle part of AS 241 ends. */
    private static final double CENTRAL = 0.425;
    /** Between the parts of a key. */
    static final byte[] BAR = {'|'};

    private Noise() {}

    /** One step of SplitMix64 (Steele, Lea, Flood 2014). */
    static long mix(long z) {
        z += 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** FNV-1a, 64 bits, of the flow's key {@code year|product|exporter|importer} in UTF-8. */
    public static long key(String year, String product, String exporter, String importer) {
        return extend(
                extend(extend(start(year, product), exporter.getBytes(StandardCharsets.UTF_8)), BAR),
                importer.getBytes(StandardCharsets.UTF_8));
    }

    /** What the keys of all flows of one good and year have in common: the key of {@code year|product|}. */
    static long start(String year, String product) {
        return extend(0xcbf29ce484222325L, (year + "|" + product + "|").getBytes(StandardCharsets.UTF_8));
    }

    /** The key of a longer text. */
    static long extend(long key, byte[] text) {
        long hash = key;
        for (byte b : text) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The hash behind one draw of one flow. */
    static long hash(long seed, long draw, long key) {
        return hash(stream(seed, draw), key);
    }

    /** What all flows of one draw have in common. */
    static long stream(long seed, long draw) {
        return mix(mix(seed) ^ draw);
    }

    /** The same hash, from the draw's {@link #stream}. */
    static long hash(long stream, long key) {
        return mix(stream ^ key);
    }

    /** Uniform in (0, 1). */
    static double uniform(long hash) {
        return Math.min(((hash >>> 11) + 0.5) * TWO_TO_MINUS_53, LARGEST_U);
    }

    /** v' = v · exp(σ z), z = Φ⁻¹(u). */
    public static double perturb(double value, double sigma, long seed, long draw, long key) {
        return value * Math.exp(sigma * normal(uniform(hash(seed, draw, key))));
    }

    /**
     * The same for many flows, bit for bit, about twice as fast: each loop does one thing, so that the compiler can take several flows
     * at once. The plain reference is {@link #perturb(double, double, long, long, long)}.
     *
     * @param stream of {@link #stream}
     * @param drawn as long as the others; written to
     * @param scratch at least as long; written to
     */
    static void perturb(double[] value, double[] sigma, long[] key, long stream, double[] drawn, double[] scratch) {
        int n = value.length;
        for (int i = 0; i < n; i++) {
            drawn[i] = uniform(hash(stream, key[i]));
        }
        for (int i = 0; i < n; i++) {
            scratch[i] = central(drawn[i] - 0.5);
        }
        for (int i = 0; i < n; i++) {
            if (Math.abs(drawn[i] - 0.5) > CENTRAL) {
                scratch[i] = normal(drawn[i]);
            }
        }
        for (int i = 0; i < n; i++) {
            drawn[i] = value[i] * Math.exp(sigma[i] * scratch[i]);
        }
    }

    /**
     * Φ⁻¹, accurate to about 1e-16 relative: algorithm AS 241 (PPND16), Wichura 1988, Applied Statistics 37(3), 477–484; the
     * coefficients are those of the article.
     */
    static double normal(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= CENTRAL) {
            return central(q);
        }
        double r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
        double tail;
        if (r <= 5) {
            r -= 1.6;
            tail = (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
                                                                                            + 1.27045825245236838258)
                                                                                    * r
                                                                            + 3.64784832476320460504)
                                                                    * r
                                                            + 5.7694972214606914055)
                                                    * r
                                            + 4.6303378461565452959)
                                    * r
                            + 1.42343711074968357734)
                    / (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966)
                                                                                                    * r
                                                                                            + 0.14810397642748007459)
                                                                                    * r
                                                                            + 0.68976733498510000455)
                                                                    * r
                                                            + 1.6763848301838038494)
                                                    * r
                                            + 2.05319162663775882187)
                                    * r
                            + 1.0);
        } else {
            r -= 5;
            tail = (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
                                                                                            + 0.026532189526576123093)
                                                                                    * r
                                                                            + 0.29656057182850489123)
                                                                    * r
                                                            + 1.7848265399172913358)
                                                    * r
                                            + 5.4637849111641143699)
                                    * r
                            + 6.6579046435011037772)
                    / (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5)
                                                                                                    * r
                                                                                            + 7.868691311456132591e-4)
                                                                                    * r
                                                                            + 0.0148753612908506148525)
                                                                    * r
                                                            + 0.13692988092273580531)
                                                    * r
                                            + 0.59983220655588793769)
                                    * r
                            + 1.0);
        }
        return q < 0 ? -tail : tail;
    }

    /** The middle part of AS 241, for |q| up to {@link #CENTRAL}. */
    private static double central(double q) {
        double r = 0.180625 - q * q;
        return q
                * (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
                                                                                        + 45921.953931549871457)
                                                                                * r
                                                                        + 13731.693765509461125)
                                                                * r
                                                        + 1971.5909503065514427)
                                                * r
                                        + 133.14166789178437745)
                                * r
                        + 3.387132872796366608)
                / (((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
                                                                                        + 21213.794301586595867)
                                                                                * r
                                                                        + 5394.1960214247511077)
                                                                * r
                                                        + 687.1870074920579083)
                                                * r
                                        + 42.313330701600911252)
                                * r
                        + 1.0);
    }
}
