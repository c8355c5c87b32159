package org.kaname.data.inputoutput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Japan's national table as e-Stat gives it: long ({@code input_type,input_name,output_type,output_name,value_M}) or wide (first column
 * {@code input}, names with {@code industry/}, {@code finaldemand/}, {@code export/}, {@code import/}, {@code valueadded/} before them).
 * Names begin with their code. Totals are dropped by code; imports are negative columns; items marked {@code (less)} are negative
 * already. Output is what rows sum to, which must equal what columns sum to.
 */
final class EstatLayout implements IoLayout {
    private static final String LONG = "input_type,input_name,output_type,output_name,value_M";
    private static final Pattern WIDE = Pattern.compile("\"?input\"?,\"?industry/.*");
    private static final Pattern NAME = Pattern.compile("(\\d+)_(.*)");
    /** Totals and subtotals of the tables, by code (data-formats 3.12 to 3.18). */
    private static final Set<String> TOTALS = Set.of("70", "78", "82", "87", "97");

    private static final String INDUSTRY = "industry";
    private static final String VALUE_ADDED = "valueadded";

    private record Cell(String input, String output, double value) {}

    @Override
    public String id() {
        return "estat-io";
    }

    @Override
    public List<String> begins(IoInput input) throws Refused {
        var found = new ArrayList<String>();
        for (var name : input.anchors()) {
            if (name.matches("(?i).*\\.csv(\\.gz)?")) {
                var line = input.firstLine(name);
                if (line.replace("\"", "").equals(LONG) || WIDE.matcher(line).matches()) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    @Override
    public RawTable read(IoInput input, String anchor) throws Refused {
        var part = input.part(anchor);
        var cells = cells(part);
        var economy = Layouts.get(id()).economy();
        var industries = new LinkedHashMap<String, RawTable.Industry>();
        var finals = new LinkedHashMap<String, RawTable.Final>();
        var dropped = new LinkedHashSet<String>();
        for (var cell : cells) {
            var name = name(input, cell.output());
            if (TOTALS.contains(name[1])) {
                dropped.add(cell.output());
            } else if (name[0].equals(INDUSTRY)) {
                industries.putIfAbsent(cell.output(), new RawTable.Industry(economy, name[1], name[2]));
            } else {
                finals.putIfAbsent(cell.output(), new RawTable.Final(economy, name[1] + "_" + name[2], kind(name)));
            }
        }
        var raw = new RawTable(input, id(), List.copyOf(industries.values()), List.copyOf(finals.values()));
        raw.scope(IoTable.Scope.NATIONAL);
        fill(input, raw, cells, places(industries), places(finals), dropped);
        if (!dropped.isEmpty()) {
            raw.note("note.io-totals-dropped", "items", RawTable.firstOf(dropped));
        }
        return raw;
    }

    private static void fill(
            IoInput input,
            RawTable raw,
            List<Cell> cells,
            Map<String, Integer> rows,
            Map<String, Integer> columns,
            Set<String> dropped)
            throws Refused {
        int n = raw.size();
        int finals = raw.finals().size();
        var valueAdded = new double[n];
        var bought = new double[n];
        for (var cell : cells) {
            var from = name(input, cell.input());
            if (TOTALS.contains(from[1])) {
                dropped.add(cell.input());
                continue;
            }
            var to = rows.get(cell.output());
            var column = columns.get(cell.output());
            var row = rows.get(cell.input());
            if (from[0].equals(VALUE_ADDED)) {
                if (to != null) {
                    valueAdded[to] += cell.value();
                }
            } else if (row == null) {
                throw new Refused("KAN-DATA-097.row", input.shown(), 0, "rows", cell.input());
            } else if (to != null) {
                raw.deliveries()[row * n + to] += cell.value();
                bought[to] += cell.value();
            } else if (column != null) {
                raw.finalDemand()[row * finals + column] += cell.value();
            }
        }
        raw.outputFromRows();
        raw.valueAdded(valueAdded);
        var output = raw.outputSoFar();
        double worst = 0;
        for (int j = 0; j < n; j++) {
            worst = Math.max(worst, Math.abs(bought[j] + valueAdded[j] - output[j]));
        }
        raw.note("note.io-columns-against-rows", "difference", worst);
    }

    private static Map<String, Integer> places(Map<String, ?> names) {
        var places = new LinkedHashMap<String, Integer>();
        names.keySet().forEach(name -> places.put(name, places.size()));
        return places;
    }

    private static IoTable.FinalKind kind(String[] name) {
        return switch (name[0]) {
            case "import" -> IoTable.FinalKind.IMPORT;
            case "export" -> IoTable.FinalKind.EXPORT;
            default -> Layouts.kind(name[2]);
        };
    }

    /** Type, code and name of {@code industry/01_Agriculture}. */
    private static String[] name(IoInput input, String typed) throws Refused {
        int slash = typed.indexOf('/');
        var matcher = NAME.matcher(typed.substring(slash + 1));
        if (slash < 1 || !matcher.matches()) {
            throw new Refused("KAN-DATA-097.label", input.shown(), 0, "label", typed);
        }
        return new String[] {typed.substring(0, slash), matcher.group(1), matcher.group(2)};
    }

    private static List<Cell> cells(IoInput.Part part) throws Refused {
        var cells = new Cells(part, ',');
        var all = new ArrayList<Cell>();
        cells.nextRow();
        var header = cells.rest();
        boolean wide = header.getFirst().equals("input");
        while (cells.nextRow()) {
            if (wide) {
                var input = cells.nextCell() ? cells.text() : "";
                for (int k = 1; k < header.size(); k++) {
                    if (!cells.nextCell()) {
                        throw new Refused(
                                "KAN-DATA-092",
                                part.shown(),
                                cells.line(),
                                "row",
                                cells.line(),
                                "cells",
                                Integer.toString(k),
                                "columns",
                                header.size());
                    }
                    // value added has no final demand: those cells are empty in the wide form
                    var text = cells.text();
                    if (!(input.startsWith(VALUE_ADDED) && (text.isEmpty() || text.equals("NA")))) {
                        all.add(new Cell(input, header.get(k), cells.number()));
                    }
                }
            } else {
                var texts = new String[4];
                for (int k = 0; k < texts.length; k++) {
                    texts[k] = cells.nextCell() ? cells.text() : "";
                }
                double value = cells.nextCell() ? cells.number() : cells.missing();
                all.add(new Cell(texts[0] + "/" + texts[1], texts[2] + "/" + texts[3], value));
            }
        }
        cells.requireNumbers();
        return all;
    }
}
