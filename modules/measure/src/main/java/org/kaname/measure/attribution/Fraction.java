package org.kaname.measure.attribution;

/**
 * A whole number over another, in lowest terms with a denominator above zero. Parts of counts are kept so, because a rounded part no
 * longer adds up.
 */
public record Fraction(long numerator, long denominator) {
    public static final Fraction ZERO = new Fraction(0, 1);

    public Fraction {
        if (denominator == 0) {
            throw new IllegalArgumentException("The fraction (" + numerator + "/0) has no value.");
        }
        long divisor = divisor(Math.abs(numerator), Math.abs(denominator)) * (denominator < 0 ? -1 : 1);
        numerator /= divisor;
        denominator /= divisor;
    }

    public Fraction plus(Fraction other) {
        return new Fraction(
                Math.addExact(
                        Math.multiplyExact(numerator, other.denominator),
                        Math.multiplyExact(other.numerator, denominator)),
                Math.multiplyExact(denominator, other.denominator));
    }

    public double value() {
        return (double) numerator / denominator;
    }

    /** As in JSON: {@code 84/1}. */
    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }

    private static long divisor(long a, long b) {
        return b == 0 ? Math.max(a, 1) : divisor(b, a % b);
    }
}
