package org.kaname.measure.complexity;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kaname.measure.advantage.Rca;

/**
 * M[c,p] = 1 where an economy holds a good: its comparative advantage {@code rca@ge} is 1 or more, decided by
 * X[c,p]·X[·,·] ≥ X[c,·]·X[·,p] with X[c,p] > 0 (measurement 4.4). Economies that a filter leaves out leave the sums too; exports of
 * unspecified origin stay in X[·,p] and X[·,·] (measurement 1.2) and hold nothing. Rows and columns without exports, and those that
 * hold or are held by nothing, are left out and listed. Rows and columns below are positions among those that stayed; where a method
 * takes one of the export table, it says so. Immutable. Reference: {@code matrix.sql}, {@code diversity.sql}, {@code ubiquity.sql}.
 */
public final class HeldMatrix {
    /** Method id of who is in the matrix and who holds what. */
    public static final String METHOD = "matrix@1";

    /** Why an economy or a good is not in the matrix. */
    public enum Absence {
        /** It exports nothing, or nobody in the matrix exports it. */
        NO_EXPORTS,
        /** Its exports are below the least trade of the filter. */
        BELOW_MIN_TRADE,
        /** Fewer economies than the filter asks for export it. */
        FEW_EXPORTERS,
        /** It holds no good, or no economy holds it. */
        NOTHING_HELD,
        /** It stands outside the connected part that was asked for. */
        OUTSIDE_PART
    }

    private final ExportTable exports;
    private final double[] rowTotal;
    private final double[] columnTotal;
    private final double total;
    private final int[] rows;
    private final int[] columns;
    private final int words;
    private final long[] held;
    private final int[][] holders;
    private final int[] diversity;
    private final SortedMap<Integer, Absence> absentRows;
    private final SortedMap<Integer, Absence> absentColumns;

    private HeldMatrix(
            ExportTable exports,
            double[] rowTotal,
            double[] columnTotal,
            double total,
            BitSet rowsLeft,
            BitSet columnsLeft,
            SortedMap<Integer, Absence> absentRows,
            SortedMap<Integer, Absence> absentColumns) {
        this.exports = exports;
        this.rowTotal = rowTotal;
        this.columnTotal = columnTotal;
        this.total = total;
        this.rows = rowsLeft.stream().toArray();
        this.columns = columnsLeft.stream().toArray();
        this.absentRows = Collections.unmodifiableSortedMap(absentRows);
        this.absentColumns = Collections.unmodifiableSortedMap(absentColumns);
        words = (rows.length + Long.SIZE - 1) / Long.SIZE;
        held = new long[columns.length * words];
        holders = new int[columns.length][];
        diversity = new int[rows.length];
        var found = new int[rows.length];
        for (int p = 0; p < columns.length; p++) {
            int count = 0;
            for (int c = 0; c < rows.length; c++) {
                if (holds(rows[c], columns[p])) {
                    held[p * words + c / Long.SIZE] |= 1L << c;
                    found[count++] = c;
                    diversity[c]++;
                }
            }
            holders[p] = Arrays.copyOf(found, count);
        }
    }

    /**
     * Builds the matrix.
     *
     * @param minTrade least exports of an economy over all goods, in the unit of the table; 0 keeps all that export
     * @param minExporters least number of retained economies that export a good; 0 keeps all
     */
    public static HeldMatrix of(ExportTable exports, double minTrade, double minExporters) {
        var absentRows = new TreeMap<Integer, Absence>();
        var absentColumns = new TreeMap<Integer, Absence>();
        var rowTotal = rowTotals(exports, new BitSet());
        for (int c = 0; c < exports.rows(); c++) {
            if (!(rowTotal[c] > 0)) {
                absentRows.put(c, Absence.NO_EXPORTS);
            } else if (rowTotal[c] < minTrade) {
                absentRows.put(c, Absence.BELOW_MIN_TRADE);
            }
        }
        var dropped = new BitSet();
        var columnTotal = new double[exports.columns()];
        double total = 0;
        for (int p = 0; p < exports.columns(); p++) {
            int exporters = 0;
            for (int c = 0; c < exports.rows(); c++) {
                if (!absentRows.containsKey(c) && exports.value(c, p) > 0) {
                    exporters++;
                    columnTotal[p] += exports.value(c, p);
                }
            }
            if (exporters == 0 || exporters < minExporters) {
                absentColumns.put(p, exporters == 0 ? Absence.NO_EXPORTS : Absence.FEW_EXPORTERS);
                dropped.set(p);
            } else {
                columnTotal[p] += exports.outside(p);
                total += columnTotal[p];
            }
        }
        rowTotal = rowTotals(exports, dropped);
        return withoutEmpty(exports, rowTotal, columnTotal, total, absentRows, absentColumns);
    }

    /** Emptying a row empties no column: who holds a good keeps it. So one look at both is stable. */
    private static HeldMatrix withoutEmpty(
            ExportTable exports,
            double[] rowTotal,
            double[] columnTotal,
            double total,
            SortedMap<Integer, Absence> absentRows,
            SortedMap<Integer, Absence> absentColumns) {
        var all = new HeldMatrix(
                exports,
                rowTotal,
                columnTotal,
                total,
                others(exports.rows(), absentRows),
                others(exports.columns(), absentColumns),
                absentRows,
                absentColumns);
        for (int c = 0; c < all.rows.length; c++) {
            if (all.diversity[c] == 0) {
                absentRows.put(all.rows[c], Absence.NOTHING_HELD);
            }
        }
        for (int p = 0; p < all.columns.length; p++) {
            if (all.holders[p].length == 0) {
                absentColumns.put(all.columns[p], Absence.NOTHING_HELD);
            }
        }
        return new HeldMatrix(
                exports,
                rowTotal,
                columnTotal,
                total,
                others(exports.rows(), absentRows),
                others(exports.columns(), absentColumns),
                absentRows,
                absentColumns);
    }

    private static BitSet others(int size, SortedMap<Integer, Absence> absent) {
        var left = new BitSet();
        left.set(0, size);
        absent.keySet().forEach(left::clear);
        return left;
    }

    private static double[] rowTotals(ExportTable exports, BitSet dropped) {
        var totals = new double[exports.rows()];
        for (int c = 0; c < totals.length; c++) {
            for (int p = 0; p < exports.columns(); p++) {
                if (!dropped.get(p)) {
                    totals[c] += exports.value(c, p);
                }
            }
        }
        return totals;
    }

    private boolean holds(int row, int column) {
        double x = exports.value(row, column);
        return x > 0 && x * total >= rowTotal[row] * columnTotal[column];
    }

    /** Number of economies. */
    public int economies() {
        return rows.length;
    }

    /** Number of goods. */
    public int products() {
        return columns.length;
    }

    /** The row of the export table behind a row. */
    public int sourceRow(int row) {
        return rows[row];
    }

    /** The column of the export table behind a column. */
    public int sourceColumn(int column) {
        return columns[column];
    }

    /** The row of an economy given by its row of the export table, or -1 where it was left out. */
    public int findRow(int sourceRow) {
        int found = Arrays.binarySearch(rows, sourceRow);
        return found < 0 ? -1 : found;
    }

    /** The column of a good given by its column of the export table, or -1 where it was left out. */
    public int findColumn(int sourceColumn) {
        int found = Arrays.binarySearch(columns, sourceColumn);
        return found < 0 ? -1 : found;
    }

    public boolean held(int row, int column) {
        return (held[column * words + row / Long.SIZE] >>> row & 1) != 0;
    }

    /** How many goods the economy holds: k. */
    public int diversity(int row) {
        return diversity[row];
    }

    /** How many economies hold the good: u. */
    public int ubiquity(int column) {
        return holders[column].length;
    }

    /** Σ M. */
    public long ones() {
        return Arrays.stream(diversity).asLongStream().sum();
    }

    /** (X[c,p]/X[c,·]) / (X[·,p]/X[·,·]) among what stayed. */
    public double rca(int row, int column) {
        return Rca.rca(
                exports.value(rows[row], columns[column]), rowTotal[rows[row]], columnTotal[columns[column]], total);
    }

    /** Exports of a good by an economy, in the unit of the table. */
    public double exports(int row, int column) {
        return exports.value(rows[row], columns[column]);
    }

    /** Economies left out, by row of the export table. */
    public SortedMap<Integer, Absence> absentRows() {
        return absentRows;
    }

    /** Goods left out, by column of the export table. */
    public SortedMap<Integer, Absence> absentColumns() {
        return absentColumns;
    }

    /** Rows that hold the column, ascending; the matrix owns the array. */
    int[] holders(int column) {
        return holders[column];
    }

    /** How many economies hold both goods. */
    int together(int column, int other) {
        int count = 0;
        for (int w = 0; w < words; w++) {
            count += Long.bitCount(held[column * words + w] & held[other * words + w]);
        }
        return count;
    }

    /**
     * The connected part with most economies, of equals the one with the first economy: goods and economies that hang together by who
     * holds what. Advantages stay those of the whole matrix.
     */
    public HeldMatrix largestPart() {
        var unseen = new BitSet();
        unseen.set(0, rows.length);
        var largest = new BitSet();
        while (!unseen.isEmpty()) {
            var part = part(unseen.nextSetBit(0));
            unseen.andNot(part);
            if (part.cardinality() > largest.cardinality()) {
                largest = part;
            }
        }
        var absentR = new TreeMap<>(absentRows);
        var absentC = new TreeMap<>(absentColumns);
        for (int c = largest.nextClearBit(0); c < rows.length; c = largest.nextClearBit(c + 1)) {
            absentR.put(rows[c], Absence.OUTSIDE_PART);
        }
        for (int p = 0; p < columns.length; p++) {
            if (!largest.get(holders[p][0])) {
                absentC.put(columns[p], Absence.OUTSIDE_PART);
            }
        }
        return new HeldMatrix(
                exports,
                rowTotal,
                columnTotal,
                total,
                others(exports.rows(), absentR),
                others(exports.columns(), absentC),
                absentR,
                absentC);
    }

    private BitSet part(int first) {
        var part = new BitSet();
        var met = new BitSet();
        var next = new ArrayDeque<Integer>();
        part.set(first);
        next.add(first);
        while (!next.isEmpty()) {
            int row = next.remove();
            for (int p = 0; p < columns.length; p++) {
                if (!met.get(p) && held(row, p)) {
                    met.set(p);
                    for (int other : holders[p]) {
                        if (!part.get(other)) {
                            part.set(other);
                            next.add(other);
                        }
                    }
                }
            }
        }
        return part;
    }
}
