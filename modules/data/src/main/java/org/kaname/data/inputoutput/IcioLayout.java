package org.kaname.data.inputoutput;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * OECD Inter-Country Input–Output tables: one square CSV with labels {@code ECONOMY_INDUSTRY} in rows and columns, final demand to the
 * right, taxes, value added and output below. Editions differ in the labels; final demand is {@code ECONOMY_CATEGORY} or
 * {@code CATEGORY_ECONOMY}.
 */
final class IcioLayout implements IoLayout {
    private static final Set<String> OUTPUT = Set.of("OUTPUT", "OUT");
    private static final Set<String> VALUE_ADDED = Set.of("VALU", "VA", "VA+TAXSUB");
    private static final Set<String> CHECKS = Set.of("TOTAL", "OUT", "OUTPUT");
    private static final String DISCREPANCY = "DISC";
    private static final Pattern FIRST_CELL = Pattern.compile("(\"\"|\"?V1\"?|\"?row\"?)?,\"?[A-Z0-9]{3}_.*");
    private static final Pattern OTHER = Pattern.compile("[ZFx]_\\d{4}\\.csv(\\.gz)?");
    private static final Pattern EDITION = Pattern.compile("ICIO(\\d{4})");

    /** A column of the file: an industry, a column of final demand, the discrepancy, or a total. */
    private record Column(Kind kind, int index) {}

    private enum Kind {
        INDUSTRY,
        FINAL,
        DISCREPANCY,
        TOTAL
    }

    @Override
    public String id() {
        return "oecd-icio";
    }

    @Override
    public List<String> begins(IoInput input) throws Refused {
        var found = new ArrayList<String>();
        for (var name : input.anchors()) {
            if (name.toLowerCase(Locale.ROOT).matches(".*\\.csv(\\.gz)?")
                    && !OTHER.matcher(name).matches()
                    && FIRST_CELL.matcher(input.firstLine(name)).matches()) {
                found.add(name);
            }
        }
        return found;
    }

    @Override
    public RawTable read(IoInput input, String anchor) throws Refused {
        var part = input.part(anchor);
        var rowLabels = new ArrayList<String>();
        var pass = new Cells(part, ',');
        pass.nextRow();
        pass.nextCell();
        var header = pass.rest();
        while (pass.nextRow()) {
            rowLabels.add(pass.nextCell() ? pass.text() : "");
        }
        var headerSet = new HashSet<>(header);
        var industryLabels = rowLabels.stream()
                .filter(headerSet::contains)
                .filter(l -> l.contains("_"))
                .toList();
        var industries = new ArrayList<RawTable.Industry>();
        var economies = new HashSet<String>();
        for (var label : industryLabels) {
            int at = label.indexOf('_');
            var sector = label.substring(at + 1);
            industries.add(new RawTable.Industry(label.substring(0, at), sector, sector));
            economies.add(label.substring(0, at));
        }
        var finals = new ArrayList<RawTable.Final>();
        var columns = columns(input, header, industryLabels, economies, finals);
        var raw = new RawTable(input, id(), industries, finals);
        var edition = EDITION.matcher(anchor);
        if (edition.find()) {
            raw.edition("edition of " + edition.group(1));
        }
        fill(part, raw, columns, new HashSet<>(industryLabels));
        return raw;
    }

    private static List<Column> columns(
            IoInput input,
            List<String> header,
            List<String> industryLabels,
            Set<String> economies,
            List<RawTable.Final> finals)
            throws Refused {
        var place = new HashMap<String, Integer>();
        for (int i = 0; i < industryLabels.size(); i++) {
            place.putIfAbsent(industryLabels.get(i), i);
        }
        var columns = new ArrayList<Column>();
        var unknown = new LinkedHashSet<String>();
        var seen = new HashSet<String>();
        var twice = new LinkedHashSet<String>();
        for (var label : header) {
            if (!seen.add(label)) {
                twice.add(label);
            }
            var industry = place.get(label);
            if (industry != null) {
                columns.add(new Column(Kind.INDUSTRY, industry));
            } else if (CHECKS.contains(label)) {
                columns.add(new Column(Kind.TOTAL, 0));
            } else if (label.equals(DISCREPANCY)) {
                columns.add(new Column(Kind.DISCREPANCY, 0));
            } else {
                int at = label.indexOf('_');
                var before = at < 0 ? "" : label.substring(0, at);
                var behind = label.substring(at + 1);
                boolean economyFirst = economies.contains(before);
                if (!economyFirst && !economies.contains(behind)) {
                    unknown.add(label);
                    continue;
                }
                var category = economyFirst ? behind : before;
                columns.add(new Column(Kind.FINAL, finals.size()));
                finals.add(new RawTable.Final(economyFirst ? before : behind, category, Layouts.kind(category)));
            }
        }
        if (!twice.isEmpty()) {
            throw new Refused(
                    "KAN-DATA-093", input.shown(), 0, "count", twice.size(), "labels", RawTable.firstOf(twice));
        }
        if (!unknown.isEmpty()) {
            throw new Refused("KAN-DATA-097.final", input.shown(), 0, "columns", RawTable.firstOf(unknown));
        }
        return columns;
    }

    private static void fill(IoInput.Part part, RawTable raw, List<Column> columns, Set<String> industries)
            throws Refused {
        int n = raw.size();
        int finals = raw.finals().size();
        var cells = new Cells(part, ',');
        cells.nextRow();
        var dropped = new ArrayList<String>();
        var valueAdded = new double[n];
        var output = new double[n];
        boolean hasOutput = false;
        boolean hasValueAdded = false;
        double discrepancy = 0;
        int row = 0;
        while (cells.nextRow()) {
            var label = cells.nextCell() ? cells.text() : "";
            boolean industry = industries.contains(label);
            boolean isOutput = !industry && OUTPUT.contains(label);
            boolean isValueAdded = !industry && VALUE_ADDED.contains(label);
            hasOutput |= isOutput;
            hasValueAdded |= isValueAdded;
            if (!industry && !isOutput && !isValueAdded) {
                dropped.add(label);
                continue;
            }
            int at = 0;
            while (cells.nextCell()) {
                if (at == columns.size()) {
                    at++;
                    break;
                }
                var column = columns.get(at++);
                if (industry) {
                    switch (column.kind()) {
                        case INDUSTRY -> raw.deliveries()[row * n + column.index()] = cells.number();
                        case FINAL -> raw.finalDemand()[row * finals + column.index()] = cells.number();
                        case DISCREPANCY -> discrepancy += cells.number();
                        case TOTAL -> {} // output stands in the row of outputs
                    }
                } else if (column.kind() == Kind.INDUSTRY) {
                    (isOutput ? output : valueAdded)[column.index()] = cells.number();
                }
            }
            // rows of value added and output may end before final demand
            if (industry ? at != columns.size() : at < n) {
                throw new Refused(
                        "KAN-DATA-092",
                        part.shown(),
                        cells.line(),
                        "row",
                        row + 1,
                        "cells",
                        at > columns.size() ? columns.size() + 1 + " or more" : Integer.toString(at),
                        "columns",
                        columns.size());
            }
            row += industry ? 1 : 0;
        }
        cells.requireNumbers();
        if (!dropped.isEmpty()) {
            raw.note("note.io-rows-left-out", "rows", RawTable.firstOf(dropped));
        }
        if (discrepancy != 0) {
            raw.note("note.io-discrepancy", "sum", discrepancy);
        }
        if (hasOutput) {
            raw.output(output);
        } else if (industriesOfOneEconomy(raw)) {
            raw.scope(IoTable.Scope.PARTIAL);
            raw.note("note.io-domestic-block");
        }
        if (hasValueAdded) {
            raw.valueAdded(valueAdded);
        }
    }

    private static boolean industriesOfOneEconomy(RawTable raw) {
        return raw.industries().stream()
                        .map(RawTable.Industry::economy)
                        .distinct()
                        .count()
                == 1;
    }
}
