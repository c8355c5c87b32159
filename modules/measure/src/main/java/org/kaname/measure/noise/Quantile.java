package org.kaname.measure.noise;

/** Quantiles of ascending values. */
public final class Quantile {
    private Quantile() {}

    /**
     * Type 7 of Hyndman and Fan 1996: the value at place p · (n − 1), linear between neighbours. NaN of none.
     *
     * @param p 0..1
     * @param count how many values, from the first
     */
    public static double of(double[] ascending, int count, double p) {
        if (count == 0) {
            return Double.NaN;
        }
        double place = p * (count - 1);
        int below = (int) place;
        double part = place - below;
        return part == 0 || below + 1 >= count
                ? ascending[below]
                : ascending[below] + part * (ascending[below + 1] - ascending[below]);
    }
}
