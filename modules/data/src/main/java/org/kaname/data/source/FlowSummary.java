package org.kaname.data.source;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts over flows, gathered run by run so that no run has to stay in memory. Not thread-safe. */
public final class FlowSummary {
    private static final int DIGITS_OF_GOOD = 6;

    private final Set<String> exporters = new TreeSet<>();
    private final Set<String> importers = new TreeSet<>();
    private final Set<String> goods = new HashSet<>();
    private final Set<String> finestGoods = new HashSet<>();
    private final EnumSet<FlowTable.ReportedBy> sides = EnumSet.noneOf(FlowTable.ReportedBy.class);
    private final SortedMap<String, Long> flowsPerYear = new TreeMap<>();
    private final SortedMap<String, Double> valuePerYear = new TreeMap<>();
    private final BitSet years = new BitSet();
    private boolean monthly;
    private long flows;

    /** Adds the rows of a settled table. */
    public void add(FlowTable table) {
        var exporterSeen = new BitSet();
        var importerSeen = new BitSet();
        int rows = table.size();
        int lastForm = -1;
        int lastProduct = -1;
        String year = "";
        for (int row = 0; row < rows; row++) {
            int form = table.formNumber(row);
            int product = table.productNumber(row);
            if (form != lastForm) {
                var shape = table.form(row);
                year = Integer.toString(shape.year());
                years.set(shape.year());
                sides.add(shape.reportedBy());
                monthly |= shape.month() > 0;
            }
            if (form != lastForm || product != lastProduct) {
                var shape = table.form(row);
                goods.add(shape.classification() + ":" + table.productText(product));
                if (shape.level() == DIGITS_OF_GOOD) {
                    finestGoods.add(table.productText(product));
                }
            }
            lastForm = form;
            lastProduct = product;
            exporterSeen.set(table.exporterNumber(row));
            importerSeen.set(table.importerNumber(row));
            count(year, table.value(row));
        }
        exporterSeen.stream().forEach(e -> exporters.add(table.economyText(e)));
        importerSeen.stream().forEach(e -> importers.add(table.economyText(e)));
        flows += rows;
    }

    private String counted = "";
    private long pendingCount;
    private double pendingValue;

    private void count(String year, double value) {
        if (!year.equals(counted)) {
            flush();
            counted = year;
        }
        pendingCount++;
        pendingValue += value;
    }

    private void flush() {
        if (pendingCount != 0) {
            flowsPerYear.merge(counted, pendingCount, Long::sum);
            valuePerYear.merge(counted, pendingValue, Double::sum);
        }
        pendingCount = 0;
        pendingValue = 0;
    }

    /** Takes back rows of a year that turned out to repeat or contradict rows of another run. */
    public void remove(int year, long rows, double value) {
        flush();
        flowsPerYear.merge(Integer.toString(year), -rows, Long::sum);
        valuePerYear.merge(Integer.toString(year), -value, Double::sum);
        flows -= rows;
        if (flowsPerYear.getOrDefault(Integer.toString(year), 0L) == 0) {
            flowsPerYear.remove(Integer.toString(year));
            valuePerYear.remove(Integer.toString(year));
            years.clear(year);
        }
    }

    /** Replaces what was met by what is left after rows were taken back. */
    public void left(
            Set<String> exportersLeft, Set<String> importersLeft, Set<String> goodsLeft, Set<String> finestLeft) {
        exporters.retainAll(exportersLeft);
        importers.retainAll(importersLeft);
        goods.retainAll(goodsLeft);
        finestGoods.retainAll(finestLeft);
    }

    public long flows() {
        return flows;
    }

    public int exporters() {
        return exporters.size();
    }

    public int importers() {
        return importers.size();
    }

    /** Distinct goods with their schemes. */
    public int goods() {
        return goods.size();
    }

    /** Distinct six-digit goods. */
    public int finestGoods() {
        return finestGoods.size();
    }

    /** Flows are stored as importers and as exporters reported them, side by side. */
    public boolean twoReports() {
        return sides.size() > 1;
    }

    public boolean monthly() {
        return monthly;
    }

    public BitSet years() {
        return (BitSet) years.clone();
    }

    public SortedMap<String, Long> flowsPerYear() {
        flush();
        return new TreeMap<>(flowsPerYear);
    }

    public SortedMap<String, Double> valuePerYear() {
        flush();
        return new TreeMap<>(valuePerYear);
    }
}
