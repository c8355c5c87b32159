package org.kaname.data.inputoutput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The starter pack's table, one delivery a row: {@code year,from_region,from_sector,to_region,to_use,value_musd}, beside it
 * {@code year,region,sector,output_musd,value_added_musd}. A use that is no sector of the output table is final demand. Rows that round
 * to zero are absent: here absent is zero.
 */
final class PackLayout implements IoLayout {
    static final String TABLE = "io_world_2011.csv";
    static final String TABLE_OUTPUT = "io_world_2011_output.csv";

    private static final String HEADER = "year,from_region,from_sector,to_region,to_use,value_musd";
    private static final String OUTPUT_HEADER = "year,region,sector,output_musd,value_added_musd";

    private record Delivery(String from, String to, String use, double value) {}

    @Override
    public String id() {
        return "kaname-io";
    }

    @Override
    public List<String> begins(IoInput input) throws Refused {
        var found = new ArrayList<String>();
        for (var name : input.anchors()) {
            if (name.matches("(?i).*\\.csv(\\.gz)?") && input.firstLine(name).equals(HEADER)) {
                found.add(name);
            }
        }
        return found;
    }

    @Override
    public RawTable read(IoInput input, String anchor) throws Refused {
        var outputName = input.first(List.of(anchor.replaceFirst("(?i)\\.csv(\\.gz)?$", "_output.csv")))
                .orElseThrow(() -> new Refused(
                        "KAN-DATA-095", input.shown(), 0, "part", anchor.replaceFirst("\\.csv", "_output.csv")));
        if (!input.firstLine(outputName).equals(OUTPUT_HEADER)) {
            throw new Refused("KAN-DATA-092.header", input.part(outputName).shown(), 0, "columns", OUTPUT_HEADER);
        }
        var industries = new ArrayList<RawTable.Industry>();
        var place = new LinkedHashMap<String, Integer>();
        var outputs = new ArrayList<double[]>();
        var years = new LinkedHashSet<String>();
        var cells = new Cells(input.part(outputName), ',');
        cells.nextRow();
        cells.rest();
        while (cells.nextRow()) {
            years.add(text(cells));
            var economy = text(cells);
            var sector = text(cells);
            industries.add(new RawTable.Industry(
                    economy, sector, sector.replace('-', ' ').replace('_', ' ')));
            place.put(economy + "_" + sector, place.size());
            outputs.add(new double[] {number(cells), number(cells)});
        }
        cells.requireNumbers();
        var deliveries = new ArrayList<Delivery>();
        var finals = new LinkedHashMap<String, RawTable.Final>();
        var strangers = new LinkedHashSet<String>();
        var rows = new Cells(input.part(anchor), ',');
        rows.nextRow();
        rows.rest();
        while (rows.nextRow()) {
            years.add(text(rows));
            var from = text(rows) + "_" + text(rows);
            var economy = text(rows);
            var use = text(rows);
            var to = economy + "_" + use;
            if (!place.containsKey(from)) {
                strangers.add(from);
            }
            if (!place.containsKey(to)) {
                finals.putIfAbsent(to, new RawTable.Final(economy, use, Layouts.kind(use)));
            }
            deliveries.add(new Delivery(from, to, use, number(rows)));
        }
        rows.requireNumbers();
        if (years.size() > 1) {
            throw new Refused("KAN-DATA-096", input.shown(), 0, "year", 0, "tables", RawTable.firstOf(years));
        }
        if (!strangers.isEmpty()) {
            throw new Refused("KAN-DATA-097.row", input.shown(), 0, "rows", RawTable.firstOf(strangers));
        }
        return filled(input, industries, place, outputs, deliveries, finals);
    }

    private RawTable filled(
            IoInput input,
            List<RawTable.Industry> industries,
            Map<String, Integer> place,
            List<double[]> outputs,
            List<Delivery> deliveries,
            Map<String, RawTable.Final> finals)
            throws Refused {
        var categories = new LinkedHashSet<String>();
        finals.values().forEach(column -> categories.add(column.category()));
        var columns = new ArrayList<RawTable.Final>();
        var columnPlace = new LinkedHashMap<String, Integer>();
        for (var economy :
                industries.stream().map(RawTable.Industry::economy).distinct().toList()) {
            for (var category : categories) {
                columnPlace.put(economy + "_" + category, columns.size());
                columns.add(new RawTable.Final(economy, category, Layouts.kind(category)));
            }
        }
        var raw = new RawTable(input, id(), industries, columns);
        for (var delivery : deliveries) {
            int from = place(place, delivery.from());
            var to = place.get(delivery.to());
            if (to != null) {
                raw.deliveries()[from * raw.size() + to] += delivery.value();
                continue;
            }
            var column = columnPlace.get(delivery.to());
            if (column == null) {
                throw new Refused("KAN-DATA-097.final", input.shown(), 0, "columns", delivery.to());
            }
            raw.finalDemand()[from * columns.size() + column] += delivery.value();
        }
        raw.output(outputs.stream().mapToDouble(row -> row[0]).toArray());
        raw.valueAdded(outputs.stream().mapToDouble(row -> row[1]).toArray());
        return raw;
    }

    private static int place(Map<String, Integer> place, String label) {
        return java.util.Objects.requireNonNull(place.get(label), label);
    }

    private static String text(Cells cells) {
        return cells.nextCell() ? cells.text() : "";
    }

    private static double number(Cells cells) {
        return cells.nextCell() ? cells.number() : cells.missing();
    }
}
