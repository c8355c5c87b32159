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
    private final Set<String> reporters = new TreeSet<>();
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
        var forms = table.forms();
        var rows = new long[forms.size()];
        var values = new double[forms.size()];
        var exporterSeen = new boolean[table.economyCount()];
        var importerSeen = new boolean[table.economyCount()];
        var reporterSeen = new boolean[table.economyCount()];
        var goodsOfForm = new BitSet[forms.size()];
        for (int i = 0; i < goodsOfForm.length; i++) {
            goodsOfForm[i] = new BitSet();
        }
        var sideOfForm = forms.stream().map(FlowTable.Form::reportedBy).toArray(FlowTable.ReportedBy[]::new);
        table.each((form, product, exporter, importer, value) -> {
            rows[form]++;
            values[form] += value;
            exporterSeen[exporter] = true;
            importerSeen[importer] = true;
            switch (sideOfForm[form]) {
                case IMPORTER -> reporterSeen[importer] = true;
                case EXPORTER -> reporterSeen[exporter] = true;
                case RECONCILED -> {
                    // the provider says not who delivered
                }
            }
            goodsOfForm[form].set(product);
        });
        for (int i = 0; i < exporterSeen.length; i++) {
            if (exporterSeen[i]) {
                exporters.add(table.economyText(i));
            }
            if (importerSeen[i]) {
                importers.add(table.economyText(i));
            }
            if (reporterSeen[i]) {
                reporters.add(table.economyText(i));
            }
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == 0) {
                continue;
            }
            var form = forms.get(i);
            years.set(form.year());
            sides.add(form.reportedBy());
            monthly |= form.month() > 0;
            var year = Integer.toString(form.year());
            flowsPerYear.merge(year, rows[i], Long::sum);
            valuePerYear.merge(year, values[i], Double::sum);
            flows += rows[i];
            goodsOfForm[i].stream().forEach(product -> {
                goods.add(table.productText(product));
                if (form.level() == DIGITS_OF_GOOD) {
                    finestGoods.add(table.productText(product));
                }
            });
        }
    }

    /** Takes back rows of a year that turned out to repeat or contradict rows of another run. */
    public void remove(int year, long rows, double value) {
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

    /** Distinct codes; one that stands in several revisions counts once. */
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

    /** All flows are what one economy reported, of its imports and of its exports: no flow is reported twice. */
    public boolean oneReporter() {
        return reporters.size() == 1
                && sides.equals(EnumSet.of(FlowTable.ReportedBy.IMPORTER, FlowTable.ReportedBy.EXPORTER));
    }

    public boolean monthly() {
        return monthly;
    }

    public BitSet years() {
        return (BitSet) years.clone();
    }

    public SortedMap<String, Long> flowsPerYear() {
        return new TreeMap<>(flowsPerYear);
    }

    public SortedMap<String, Double> valuePerYear() {
        return new TreeMap<>(valuePerYear);
    }
}
