package org.kaname.measure.noise;

/** The gap between two reports of one flow and its spread (measurement 6.4). Reference: {@code mirror_gap.sql} */
public final class MirrorGap {
    /** Makes the median absolute deviation of a normal distribution its standard deviation: 1 / Φ⁻¹(3/4), rounded as in the text. */
    private static final double NORMAL = 1.4826;

    private MirrorGap() {}

    /** g = ln(importer's value / exporter's value). */
    public static double gap(double importer, double exporter) {
        return Math.log(importer / exporter);
    }

    /** The value by which a flow is classed: √(importer's value · exporter's value). */
    public static double size(double importer, double exporter) {
        return Math.sqrt(importer * exporter);
    }

    /** The middle of ascending values, or the mean of the two middle ones; NaN of none. */
    public static double median(double[] ascending) {
        int n = ascending.length;
        return n == 0 ? Double.NaN : (ascending[(n - 1) / 2] + ascending[n / 2]) / 2;
    }

    /** σ = 1.4826 · median |g − median g|, from what {@link #deviations} gives; NaN of none. */
    public static double sigma(double[] deviations) {
        var sizes = new double[deviations.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(deviations[i]);
        }
        java.util.Arrays.sort(sizes);
        return NORMAL * median(sizes);
    }

    /** g − median g, ascending; a fresh array. */
    public static double[] deviations(double[] gaps) {
        var ascending = gaps.clone();
        java.util.Arrays.sort(ascending);
        double middle = median(ascending);
        for (int i = 0; i < ascending.length; i++) {
            ascending[i] -= middle;
        }
        return ascending;
    }
}
