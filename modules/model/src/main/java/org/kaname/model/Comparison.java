package org.kaname.model;

/** How an actual value stands to a threshold. The comparison is the object that decides, explains and yields the margin. */
public enum Comparison {
    ABOVE(">"),
    AT_LEAST(">="),
    BELOW("<"),
    AT_MOST("<=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** The sign as it stands in JSON: {@code >}, {@code >=}, {@code <}, {@code <=}. */
    public String sign() {
        return sign;
    }

    public boolean test(double actual, double threshold) {
        return switch (this) {
            case ABOVE -> actual > threshold;
            case AT_LEAST -> actual >= threshold;
            case BELOW -> actual < threshold;
            case AT_MOST -> actual <= threshold;
        };
    }

    /** True for {@code >} and {@code >=}: larger values hold. */
    public boolean wantsMore() {
        return this == ABOVE || this == AT_LEAST;
    }

    /** True where equality holds. */
    public boolean inclusive() {
        return this == AT_LEAST || this == AT_MOST;
    }

    /**
     * Relative distance to the threshold, positive on the side that holds (measurement 3.3): {@code (actual − t)/|t|}, with the sign
     * turned for upper limits. For a threshold of zero the absolute distance.
     */
    public double margin(double actual, double threshold) {
        double scale = threshold == 0 ? 1 : Math.abs(threshold);
        return wantsMore() ? (actual - threshold) / scale : (threshold - actual) / scale;
    }
}
