package org.kaname.triage;

/**
 * Which reporting noise the draws have.
 *
 * @param sigma of every flow where the kind is {@link Kind#FIXED}, at least 0; else NaN
 * @param drop flows may also vanish, with half the probability that one side alone reports a flow of their class
 */
public record NoiseChoice(Kind kind, double sigma, boolean drop) {
    /** How the noise is sized. */
    public enum Kind {
        /** From both reports where the data set holds them, else by the table of constants. */
        BEST,
        /** Normal, by the spread between both reports in the data set. */
        MIRROR,
        /** Quantiles of the gaps between both reports in the data set. */
        EMPIRICAL,
        /** Normal, by the table of constants. */
        FALLBACK,
        /** Normal, one σ for all flows. */
        FIXED
    }

    /** What is drawn where nothing else is said. */
    public static final NoiseChoice BEST = of(Kind.BEST);

    /** Throws for a fixed σ below 0 or none, and for a σ of another kind. */
    public NoiseChoice {
        if (kind == Kind.FIXED ? !(sigma >= 0) : !Double.isNaN(sigma)) {
            throw new IllegalArgumentException("The noise (" + kind + ") does not go with a sigma of " + sigma + ".");
        }
    }

    /** Any kind but the fixed one, without loss of flows. */
    public static NoiseChoice of(Kind kind) {
        return new NoiseChoice(kind, Double.NaN, false);
    }

    /** One σ for all flows; NaN: {@link #BEST}. */
    public static NoiseChoice fixed(double sigma) {
        return Double.isNaN(sigma) ? BEST : new NoiseChoice(Kind.FIXED, sigma, false);
    }

    public NoiseChoice withDrop(boolean flowsVanish) {
        return new NoiseChoice(kind, sigma, flowsVanish);
    }

    /** It asks for both reports, and cannot do without. */
    public boolean needsMirror() {
        return kind == Kind.MIRROR || kind == Kind.EMPIRICAL;
    }
}
