package org.kaname.data.source.japanarea;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.source.FlowTable.ReportedBy;

/**
 * What the areas of a good and year add up to, beside the total that the source states. Amounts are whole yen, so that sums are exact
 * and do not depend on the order of rows. Not thread-safe.
 */
final class AreaSums {
    /** A good in one direction and year. */
    record Cell(ReportedBy side, String good, int year) implements Comparable<Cell> {
        private static final Comparator<Cell> ORDER =
                Comparator.comparing(Cell::side).thenComparing(Cell::good).thenComparingInt(Cell::year);

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }
    }

    /** A row's amount and place. */
    record Amount(double yen, int file, int line) {}

    private static final class Parts {
        final Map<String, Double> yenByArea = new HashMap<>();
        final TreeSet<String> contradicted = new TreeSet<>();
    }

    private final TreeMap<Cell, Parts> parts = new TreeMap<>();
    private final TreeMap<Cell, Amount> totals = new TreeMap<>();
    private final TreeSet<Cell> contradicted = new TreeSet<>();

    /** One area's row. A row that repeats another counts once; rows that contradict each other count for nothing. */
    void area(Cell cell, String area, double yen) {
        var of = parts.computeIfAbsent(cell, unknown -> new Parts());
        var before = of.yenByArea.putIfAbsent(area, yen);
        if (before != null && before != yen) {
            of.contradicted.add(area);
        }
    }

    /** The source's own total. */
    void total(Cell cell, Amount amount) {
        var before = totals.putIfAbsent(cell, amount);
        if (before != null && before.yen() != amount.yen()) {
            contradicted.add(cell);
        }
    }

    /** Cells with an area or a total, in a fixed order. */
    TreeSet<Cell> cells() {
        var cells = new TreeSet<>(parts.keySet());
        cells.addAll(totals.keySet());
        return cells;
    }

    /** The total of a cell; empty where the source states none, or two that differ. */
    java.util.Optional<Amount> findTotal(Cell cell) {
        return contradicted.contains(cell)
                ? java.util.Optional.empty()
                : java.util.Optional.ofNullable(totals.get(cell));
    }

    /** Whole yen of all areas of a cell. */
    double listed(Cell cell) {
        var of = parts.get(cell);
        double sum = 0;
        if (of != null) {
            for (var entry : of.yenByArea.entrySet()) {
                sum += of.contradicted.contains(entry.getKey()) ? 0 : entry.getValue();
            }
        }
        return sum;
    }
}
