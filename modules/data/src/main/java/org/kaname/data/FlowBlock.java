package org.kaname.data;

/**
 * The flows of one good in one year, sorted by importer, then exporter: what a kernel works on. Shares the columns of its owner for
 * speed, so it is read-only by contract; a changed world is a block over a changed copy of the values.
 *
 * @param value thousandths of the data set's unit (whole US dollars where the unit is thousand US dollars), above zero; kept so
 *     because sums of whole numbers below 2^53 are exact and independent of order (measurement 1.1)
 * @param exporter index into {@link Economies}
 * @param importer index into {@link Economies}; ascending in [from, to)
 * @param from first flow
 * @param to one past the last flow
 */
public record FlowBlock(double[] value, short[] exporter, short[] importer, int from, int to) {
    public int size() {
        return to - from;
    }

    /** First flow of an importer, or one past its last where it has none. */
    public int first(int importerIndex) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (importer[middle] < importerIndex) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** One past the last flow of an importer. */
    public int end(int importerIndex) {
        return first(importerIndex + 1);
    }

    /** The same flows with other values, which the caller owns; the copy starts at 0. */
    public FlowBlock copy() {
        var values = java.util.Arrays.copyOfRange(value, from, to);
        return new FlowBlock(
                values,
                java.util.Arrays.copyOfRange(exporter, from, to),
                java.util.Arrays.copyOfRange(importer, from, to),
                0,
                values.length);
    }
}
