package org.kaname.measure.noise;

/** Classes of flows by value, within which two reports lie about equally far apart (measurement 6.4): six, each ten times the one before. */
public final class ValueClass {
    /** How many classes there are. */
    public static final int COUNT = 6;

    private static final double[] FROM_DOLLARS = {1e4, 1e5, 1e6, 1e7, 1e8};

    private ValueClass() {}

    /** 0 below US$ 10⁴, then one more for each power of ten up to 5 from US$ 10⁸. */
    public static int of(double dollars) {
        int found = 0;
        while (found < FROM_DOLLARS.length && dollars >= FROM_DOLLARS[found]) {
            found++;
        }
        return found;
    }
}
