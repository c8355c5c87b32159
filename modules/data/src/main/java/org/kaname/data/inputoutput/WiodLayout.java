package org.kaname.data.inputoutput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The WIOD release of 2013 as converted CSV: {@code Z_<year>.csv}, {@code F_<year>.csv} with labels {@code ECONOMY_code} in the first row
 * and column, {@code x_<year>.csv} with {@code row,output}, perhaps {@code sectors.csv} with {@code code,industry}.
 */
final class WiodLayout implements IoLayout {
    private static final Pattern ANCHOR = Pattern.compile("Z_(\\d{4})\\.csv(\\.gz)?");

    @Override
    public String id() {
        return "wiod-2013";
    }

    @Override
    public List<String> begins(IoInput input) throws Refused {
        var found = new ArrayList<String>();
        for (var name : input.anchors()) {
            if (ANCHOR.matcher(name).matches() && input.firstLine(name).matches("\"?row\"?,.*")) {
                found.add(name);
            }
        }
        return found;
    }

    @Override
    public RawTable read(IoInput input, String anchor) throws Refused {
        var year = anchor.substring(2, 6);
        var names = sectorNames(input);
        var z = new Cells(input.part(anchor), ',');
        z.nextRow();
        z.nextCell();
        var industries = new ArrayList<RawTable.Industry>();
        for (var label : z.rest()) {
            var parts = split(input, label);
            industries.add(new RawTable.Industry(parts[0], parts[1], names.getOrDefault(parts[1], parts[1])));
        }
        var f = new Cells(input.part(companion(input, "F_" + year)), ',');
        f.nextRow();
        f.nextCell();
        var finals = new ArrayList<RawTable.Final>();
        for (var label : f.rest()) {
            var parts = split(input, label);
            finals.add(new RawTable.Final(parts[0], parts[1], Layouts.kind(parts[1])));
        }
        var raw = new RawTable(input, id(), industries, finals);
        var labels = industries.stream().map(RawTable.Industry::label).toList();
        Matrix.fill(z, input.part(anchor).shown(), labels, 1, raw.deliveries(), labels.size());
        Matrix.fill(f, input.part(companion(input, "F_" + year)).shown(), labels, 1, raw.finalDemand(), finals.size());
        var outputPart = input.part(companion(input, "x_" + year));
        var x = new Cells(outputPart, ',');
        x.nextRow();
        x.rest();
        var output = new double[labels.size()];
        Matrix.fill(x, outputPart.shown(), labels, 1, output, 1);
        raw.output(output);
        return raw;
    }

    private static String companion(IoInput input, String stem) throws Refused {
        return input.first(List.of(stem + ".csv"))
                .orElseThrow(() -> new Refused("KAN-DATA-095", input.shown(), 0, "part", stem + ".csv"));
    }

    private static String[] split(IoInput input, String label) throws Refused {
        int at = label.indexOf('_');
        if (at < 1 || at == label.length() - 1) {
            throw new Refused("KAN-DATA-097.label", input.shown(), 0, "label", label);
        }
        return new String[] {label.substring(0, at), label.substring(at + 1)};
    }

    private static Map<String, String> sectorNames(IoInput input) throws Refused {
        var names = new LinkedHashMap<String, String>();
        var file = input.first(List.of("sectors.csv"));
        if (file.isPresent()) {
            var cells = new Cells(input.part(file.get()), ',');
            cells.nextRow();
            while (cells.nextRow()) {
                var row = cells.rest();
                if (row.size() == 2) {
                    names.put(row.get(0), row.get(1));
                }
            }
        }
        return names;
    }
}
