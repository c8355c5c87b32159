package org.kaname.app.console;

import java.util.ArrayList;
import java.util.List;

/** A table for terminals: columns as wide as needed, numbers right, the last text column cut to fit. */
public final class TextTable {
    private record Column(String title, boolean right, int most) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** @param most widest allowed, in terminal columns */
    public TextTable left(String title, int most) {
        columns.add(new Column(title, false, most));
        return this;
    }

    public TextTable right(String title) {
        columns.add(new Column(title, true, 40));
        return this;
    }

    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int size() {
        return rows.size();
    }

    /** The lines, the titles first. */
    public List<String> lines() {
        var widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Width.of(columns.get(i).title());
            for (var row : rows) {
                widths[i] = Math.max(widths[i], Math.min(columns.get(i).most(), Width.of(row.get(i))));
            }
        }
        var lines = new ArrayList<String>();
        lines.add(line(columns.stream().map(Column::title).toList(), widths));
        for (var row : rows) {
            lines.add(line(row, widths));
        }
        return lines;
    }

    private String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var cell = Width.cut(cells.get(i), widths[i]);
            line.append("  ");
            line.append(columns.get(i).right() ? Width.padLeft(cell, widths[i]) : Width.padRight(cell, widths[i]));
        }
        return line.toString().stripTrailing();
    }
}
