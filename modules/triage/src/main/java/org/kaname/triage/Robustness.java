package org.kaname.triage;

/**
 * The share of perturbed worlds in which a colour's truth is the reported one. It measures sensitivity to reporting noise and nothing
 * else.
 *
 * @param kept draws with the reported truth
 * @param draws all draws, at least 1
 * @param noise how the noise was sized: {@code fallback} or {@code fixed}
 */
public record Robustness(int kept, int draws, String noise) {
    // Two-sided 95 % quantile of the normal distribution.
    private static final double Z = 1.959963984540054;

    public double share() {
        return (double) kept / draws;
    }

    /** Lower end of the Wilson 95 % interval. */
    public double low() {
        return wilson(-1);
    }

    /** Upper end of the Wilson 95 % interval. */
    public double high() {
        return wilson(1);
    }

    private double wilson(int sign) {
        double n = draws;
        double p = share();
        double centre = p + Z * Z / (2 * n);
        double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        double end = (centre + sign * half) / (1 + Z * Z / n);
        return Math.max(0, Math.min(1, end));
    }
}
