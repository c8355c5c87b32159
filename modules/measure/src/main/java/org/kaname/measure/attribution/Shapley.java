package org.kaname.measure.attribution;

/**
 * Shapley values of a count over a few factors, exactly: {@code Σ_S |S|!(n−|S|−1)!/n! · (f(S∪k) − f(S))} (Shapley 1953; measurement 3.4).
 * Numerators over the common denominator n! are whole numbers, so the parts add up to f(all) − f(none) without rounding.
 */
public final class Shapley {
    /** 2^8 answers are computed for each good; more factors would be slow to compute and to read. */
    public static final int MOST_FACTORS = 8;

    private Shapley() {}

    /**
     * Numerators of the parts over {@link #denominator}.
     *
     * @param answers f by set of factors taken from the second side, bit k for factor k; 2^n of them
     * @param factors n, from 1 to {@link #MOST_FACTORS}
     */
    public static long[] numerators(int[] answers, int factors) {
        if (factors < 1 || factors > MOST_FACTORS || answers.length != 1 << factors) {
            throw new IllegalArgumentException("There are (" + answers.length + ") answers for (" + factors
                    + ") factors; expected 2 to that power, of 1 to " + MOST_FACTORS + " factors.");
        }
        var parts = new long[factors];
        for (int set = 0; set < answers.length; set++) {
            int size = Integer.bitCount(set);
            for (int k = 0; k < factors; k++) {
                if ((set & 1 << k) == 0) {
                    parts[k] +=
                            factorial(size) * factorial(factors - size - 1) * (answers[set | 1 << k] - answers[set]);
                }
            }
        }
        return parts;
    }

    /** n!, the denominator of every part. */
    public static long denominator(int factors) {
        return factorial(factors);
    }

    private static long factorial(int n) {
        long product = 1;
        for (int i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }
}
