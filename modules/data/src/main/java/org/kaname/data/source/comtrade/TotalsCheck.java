package org.kaname.data.source.comtrade;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Origin;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.FlowTable.Form;
import org.kaname.data.source.FlowTable.ReportedBy;

/** Compares the sum of partners with the World row of the same reporter, good and period (data-formats 3.2). */
final class TotalsCheck {
    /** A difference of this share of the World row passes. */
    private static final double TOLERANCE = 0.001;

    private static final String WORLD = "WLD";

    private record Part(String classification, int year, int month, ReportedBy by) {}

    private static final class Cell {
        final double whole;
        final Origin place;
        double sum;
        boolean hasPartners;

        Cell(double whole, Origin place) {
            this.whole = whole;
            this.place = place;
        }

        boolean differs() {
            return hasPartners && Math.abs(sum - whole) > TOLERANCE * whole;
        }
    }

    /** Called for each World row that its partners do not add up to. */
    interface Found {
        void mismatch(Origin worldRow);
    }

    private final FlowTable flows;
    private final Map<Part, Integer> parts = new HashMap<>();
    private final Map<Long, Cell> cells = new HashMap<>();

    private TotalsCheck(FlowTable flows) {
        this.flows = flows;
    }

    /** Flags flows of reporters whose partners do not add up; both tables are settled. */
    static void run(FlowTable flows, FlowTable totals, Found found) {
        new TotalsCheck(flows).check(totals, found);
    }

    private static long key(int part, int product, int reporter) {
        return ((long) part << 40) | ((long) product << 16) | reporter;
    }

    private int part(Form form) {
        return parts.computeIfAbsent(
                new Part(form.classification(), form.year(), form.month(), form.reportedBy()), unknown -> parts.size());
    }

    private void check(FlowTable totals, Found found) {
        for (int row = 0; row < totals.size(); row++) {
            var form = totals.form(row);
            boolean imports = form.reportedBy() == ReportedBy.IMPORTER;
            boolean again = !form.flowKind().equals(imports ? "M" : "X");
            if (again || !(imports ? totals.exporter(row) : totals.importer(row)).equals(WORLD)) {
                continue;
            }
            var reporter = imports ? totals.importer(row) : totals.exporter(row);
            cells.put(
                    key(part(form), flows.product(totals.product(row)), flows.economy(reporter)),
                    new Cell(totals.value(row), totals.origin(row)));
        }
        if (cells.isEmpty()) {
            return;
        }
        var partOfForm = flows.forms().stream().mapToInt(this::part).toArray();
        var imports = flows.forms().stream()
                .map(f -> f.reportedBy() == ReportedBy.IMPORTER)
                .toList();
        for (int row = 0; row < flows.size(); row++) {
            var cell = cell(row, partOfForm, imports);
            if (cell != null && (flows.flags(row) & FlowTable.MIRROR_ONE_SIDED) == 0) {
                cell.sum += flows.value(row);
                cell.hasPartners = true;
            }
        }
        boolean any = false;
        for (var cell : inFileOrder()) {
            if (cell.differs()) {
                any = true;
                found.mismatch(cell.place);
            }
        }
        for (int row = 0; any && row < flows.size(); row++) {
            var cell = cell(row, partOfForm, imports);
            if (cell != null && cell.differs() && (flows.flags(row) & FlowTable.MIRROR_ONE_SIDED) == 0) {
                flows.flag(row, FlowTable.TOTAL_MISMATCH);
            }
        }
    }

    private List<Cell> inFileOrder() {
        var ordered = new ArrayList<>(cells.values());
        ordered.sort(Comparator.<Cell>comparingInt(c -> c.place.file()).thenComparingInt(c -> c.place.line()));
        return ordered;
    }

    private @Nullable Cell cell(int row, int[] partOfForm, List<Boolean> imports) {
        int form = flows.formNumber(row);
        return cells.get(key(
                partOfForm[form],
                flows.productNumber(row),
                imports.get(form) ? flows.importerNumber(row) : flows.exporterNumber(row)));
    }
}
