package org.kaname.measure.concentration;

/**
 * Where a good stands among the goods that an economy imports: (1 + number of goods with more imports) / number of goods imported.
 * Equal imports share the rank. Reference: {@code import_rank.sql}.
 */
public final class ImportRank {
    private ImportRank() {}

    /**
     * The share of goods down to this one, above 0 to 1; NaN where it is not imported.
     *
     * @param ascending imports of all goods with imports, sorted
     * @param observed what this good adds to that list; 0 if it is not in it
     * @param imports what it counts with now
     */
    public static double share(double[] ascending, double observed, double imports) {
        if (!(imports > 0)) {
            return Double.NaN;
        }
        int more = above(ascending, imports) - (observed > imports ? 1 : 0);
        int goods = ascending.length + (observed > 0 ? 0 : 1);
        return (1.0 + more) / goods;
    }

    /** How many are above a value. */
    private static int above(double[] ascending, double value) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return ascending.length - low;
    }
}
