package org.kaname.data.inputoutput;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaname.model.Explanation;

/** A table as its file has it, before economies are folded and industries stand in order. */
final class RawTable {
    /** @param name English name of the sector, or its code */
    record Industry(String economy, String sector, String name) {
        String label() {
            return economy + "_" + sector;
        }
    }

    record Final(String economy, String category, IoTable.FinalKind kind) {
        String label() {
            return economy + "_" + category;
        }
    }

    private static final int SHOWN = 10;

    private final IoInput input;
    private final String layout;
    private final List<Industry> industries;
    private final List<Final> finals;
    private final List<Explanation> notes = new ArrayList<>();
    private double[] deliveries;
    private double[] finalDemand;
    private double @Nullable [] output;
    private double @Nullable [] valueAdded;
    private IoTable.Scope scope = IoTable.Scope.MULTI_REGION;
    private String unit = "";
    private String title = "";
    private String edition = "";

    RawTable(IoInput input, String layout, List<Industry> industries, List<Final> finals) throws Refused {
        this.input = input;
        this.layout = layout;
        this.industries = List.copyOf(industries);
        this.finals = List.copyOf(finals);
        long n = industries.size();
        if (n == 0 || finals.isEmpty() || n * Math.max(n, finals.size()) > Integer.MAX_VALUE - 16) {
            throw new Refused("KAN-DATA-092.size", input.shown(), 0, "industries", n, "columns", finals.size());
        }
        requireDistinct(industries.stream().map(Industry::label).toList());
        requireDistinct(finals.stream().map(Final::label).toList());
        this.deliveries = new double[(int) (n * n)];
        this.finalDemand = new double[(int) (n * finals.size())];
    }

    private void requireDistinct(List<String> labels) throws Refused {
        var seen = new HashSet<String>();
        var twice = new LinkedHashSet<String>();
        for (var label : labels) {
            if (!seen.add(label)) {
                twice.add(label);
            }
        }
        if (!twice.isEmpty()) {
            throw new Refused("KAN-DATA-093", input.shown(), 0, "count", twice.size(), "labels", firstOf(twice));
        }
    }

    static String firstOf(Iterable<String> labels) {
        var first = new ArrayList<String>();
        for (var label : labels) {
            if (first.size() == SHOWN) {
                first.add("…");
                break;
            }
            first.add(label);
        }
        return String.join(", ", first);
    }

    int size() {
        return industries.size();
    }

    List<Industry> industries() {
        return industries;
    }

    List<Final> finals() {
        return finals;
    }

    double[] deliveries() {
        return deliveries;
    }

    double[] finalDemand() {
        return finalDemand;
    }

    void output(double[] values) {
        output = values;
    }

    /** The output known so far; of length 0 where there is none. */
    double[] outputSoFar() {
        return output == null ? new double[0] : output;
    }

    void valueAdded(double[] values) {
        valueAdded = values;
    }

    void scope(IoTable.Scope value) {
        scope = value;
    }

    void unit(String value) {
        unit = value;
    }

    void title(String value) {
        title = value;
    }

    void edition(String value) {
        edition = value;
    }

    void note(String key, Object... namesAndValues) {
        notes.add(Explanation.of(key, namesAndValues));
    }

    List<Explanation> notes() {
        return notes;
    }

    /** Output as Z1 + F1, for files that hold none; says so. */
    void outputFromRows() {
        int n = size();
        int columns = finals.size();
        var x = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                x[i] += deliveries[i * n + j];
            }
            for (int k = 0; k < columns; k++) {
                x[i] += finalDemand[i * columns + k];
            }
        }
        output = x;
        note("note.io-output-from-rows");
    }

    /**
     * Adds rows and columns of parts of an economy to those of the economy itself, in Z, F, value added and output.
     *
     * @param economies part to economy
     */
    RawTable folded(Map<String, String> economies) throws Refused {
        var parts = new LinkedHashSet<String>();
        var groups = new LinkedHashMap<String, Industry>();
        var finalGroups = new LinkedHashMap<String, Final>();
        var target = new int[size()];
        var finalTarget = new int[finals.size()];
        var place = new HashMap<String, Integer>();
        for (int i = 0; i < size(); i++) {
            var industry = industries.get(i);
            var economy = economies.getOrDefault(industry.economy(), industry.economy());
            if (!economy.equals(industry.economy())) {
                parts.add(industry.economy());
            }
            var whole = new Industry(economy, industry.sector(), industry.name());
            groups.putIfAbsent(whole.label(), whole);
            target[i] = place.computeIfAbsent(whole.label(), label -> place.size());
        }
        place.clear();
        for (int k = 0; k < finals.size(); k++) {
            var column = finals.get(k);
            var economy = economies.getOrDefault(column.economy(), column.economy());
            if (!economy.equals(column.economy())) {
                parts.add(column.economy());
            }
            var whole = new Final(economy, column.category(), column.kind());
            finalGroups.putIfAbsent(whole.label(), whole);
            finalTarget[k] = place.computeIfAbsent(whole.label(), label -> place.size());
        }
        if (parts.isEmpty()) {
            return this;
        }
        var folded = new RawTable(input, layout, List.copyOf(groups.values()), List.copyOf(finalGroups.values()));
        folded.scope = scope;
        folded.unit = unit;
        folded.title = title;
        folded.edition = edition;
        folded.notes.addAll(notes);
        folded.note("note.io-folded", "parts", String.join(", ", parts));
        int n = folded.size();
        int columns = folded.finals.size();
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                folded.deliveries[target[i] * n + target[j]] += deliveries[i * size() + j];
            }
            for (int k = 0; k < finals.size(); k++) {
                folded.finalDemand[target[i] * columns + finalTarget[k]] += finalDemand[i * finals.size() + k];
            }
        }
        folded.output = output == null ? null : summed(output, target, n);
        folded.valueAdded = valueAdded == null ? null : summed(valueAdded, target, n);
        return folded;
    }

    private static double[] summed(double[] values, int[] target, int n) {
        var sums = new double[n];
        for (int i = 0; i < values.length; i++) {
            sums[target[i]] += values[i];
        }
        return sums;
    }

    /** The table in economy-major order; every economy must have the same sectors. */
    IoTable table(Layouts.Layout known, int year) throws Refused {
        var economies = new LinkedHashMap<String, Integer>();
        var sectors = new LinkedHashMap<String, Integer>();
        var names = new ArrayList<String>();
        for (var industry : industries) {
            economies.putIfAbsent(industry.economy(), economies.size());
            if (sectors.putIfAbsent(industry.sector(), sectors.size()) == null) {
                names.add(industry.name());
            }
        }
        int n = size();
        if (n != economies.size() * sectors.size()) {
            var present = new HashSet<String>();
            industries.forEach(industry -> present.add(industry.label()));
            var missing = new LinkedHashSet<String>();
            for (var economy : economies.keySet()) {
                for (var sector : sectors.keySet()) {
                    if (!present.contains(economy + "_" + sector)) {
                        missing.add(economy + "_" + sector);
                    }
                }
            }
            throw new Refused(
                    "KAN-DATA-097",
                    input.shown(),
                    0,
                    "economies",
                    economies.size(),
                    "sectors",
                    sectors.size(),
                    "missing",
                    firstOf(missing));
        }
        var columns = new ArrayList<IoTable.FinalColumn>();
        var strangers = new LinkedHashSet<String>();
        for (var column : finals) {
            var economy = economies.get(column.economy());
            if (economy == null) {
                strangers.add(column.label());
            } else {
                columns.add(new IoTable.FinalColumn(economy, column.category(), column.kind()));
            }
        }
        if (!strangers.isEmpty()) {
            throw new Refused("KAN-DATA-097.final", input.shown(), 0, "columns", firstOf(strangers));
        }
        var to = new int[n];
        boolean inOrder = true;
        for (int i = 0; i < n; i++) {
            var industry = industries.get(i);
            to[i] = at(economies, industry.economy()) * sectors.size() + at(sectors, industry.sector());
            inOrder &= to[i] == i;
        }
        if (output == null) {
            outputFromRows();
        }
        if (!inOrder) {
            reorder(to);
        }
        var x = outputSoFar();
        var head = new IoTable.Head(
                layout + "-" + (year > 0 ? year + "-" : "")
                        + input.contentHash().substring(0, 12),
                title.isEmpty() ? known.title() : title,
                unit.isEmpty() ? known.unit() : unit,
                known.priceBasis(),
                year,
                edition.isEmpty() ? known.edition() : edition,
                scope,
                integers(deliveries) && integers(finalDemand) && integers(x));
        return new IoTable(
                head,
                List.copyOf(economies.keySet()),
                List.copyOf(sectors.keySet()),
                names,
                columns,
                deliveries,
                finalDemand,
                x,
                valueAdded);
    }

    private static int at(Map<String, Integer> places, String name) {
        return java.util.Objects.requireNonNull(places.get(name), name);
    }

    private void reorder(int[] to) {
        int n = size();
        int columns = finals.size();
        var z = new double[deliveries.length];
        var f = new double[finalDemand.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                z[to[i] * n + to[j]] = deliveries[i * n + j];
            }
            System.arraycopy(finalDemand, i * columns, f, to[i] * columns, columns);
        }
        deliveries = z;
        finalDemand = f;
        output = output == null ? null : summed(output, to, n);
        valueAdded = valueAdded == null ? null : summed(valueAdded, to, n);
    }

    private static boolean integers(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == Math.rint(value));
    }
}
