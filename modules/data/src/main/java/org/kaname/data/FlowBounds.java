package org.kaname.data;

import java.util.Arrays;

/**
 * Bounds of the flows of a {@link TradeCube} whose goods were converted from another list (data-formats 2.5). Flows without bounds are
 * not in it, so a set that was not converted pays nothing. Values in thousandths of the unit, as in {@link FlowBlock}. Immutable.
 */
public final class FlowBounds {
    /** Of a cube of which every value is what was read. */
    public static final FlowBounds NONE = new FlowBounds(
            new int[0], new double[0], new double[0], new int[] {0}, new long[0], new double[0], new double[0], 0);

    /** Whose sums of amounts that may belong to a good, of partners of whom nothing is known to belong to it. */
    public enum Side {
        IMPORTER,
        EXPORTER
    }

    /**
     * Amounts that may belong to a good, of partners that no flow of it names.
     *
     * @param sum over partners
     * @param largest of one partner
     */
    public record More(double sum, double largest) {
        static final More NOTHING = new More(0, 0);
    }

    private final int[] flow;
    private final double[] low;
    private final double[] high;
    private final int[] blockStart;
    private final long[] key;
    private final double[] sum;
    private final double[] largest;
    private final int economies;

    /**
     * @param flow ascending positions of flows with bounds; {@code low} and {@code high} parallel
     * @param blockStart of the cube
     * @param key ascending, of {@link #key}; {@code sum} and {@code largest} parallel
     */
    FlowBounds(
            int[] flow,
            double[] low,
            double[] high,
            int[] blockStart,
            long[] key,
            double[] sum,
            double[] largest,
            int economies) {
        this.flow = flow;
        this.low = low;
        this.high = high;
        this.blockStart = blockStart;
        this.key = key;
        this.sum = sum;
        this.largest = largest;
        this.economies = economies;
    }

    static long key(int cell, Side side, int economy, int economies) {
        return ((long) cell * Side.values().length + side.ordinal()) * economies + economy;
    }

    /** No flow of the cube has bounds. */
    public boolean isEmpty() {
        return flow.length == 0 && key.length == 0;
    }

    /** Some flow of the good and year has bounds, or may be missing from it. */
    boolean touches(int cell) {
        return !isEmpty()
                && (first(blockStart[cell]) < first(blockStart[cell + 1])
                        || firstKey(key(cell, Side.IMPORTER, 0, economies))
                                < firstKey(key(cell + 1, Side.IMPORTER, 0, economies)));
    }

    private int first(int position) {
        int found = Arrays.binarySearch(flow, position);
        return found < 0 ? -found - 1 : found;
    }

    private int firstKey(long wanted) {
        int found = Arrays.binarySearch(key, wanted);
        return found < 0 ? -found - 1 : found;
    }

    /** The least that the flow may be; its value where it has no bounds. */
    public double low(int position, double value) {
        int found = Arrays.binarySearch(flow, position);
        return found < 0 ? value : low[found];
    }

    /** The most that the flow may be; its value where it has no bounds. */
    public double high(int position, double value) {
        int found = Arrays.binarySearch(flow, position);
        return found < 0 ? value : high[found];
    }

    More more(int cell, Side side, int economy) {
        int found = Arrays.binarySearch(key, key(cell, side, economy, economies));
        return found < 0 ? More.NOTHING : new More(sum[found], largest[found]);
    }
}
