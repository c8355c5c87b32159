package org.kaname.data.inputoutput;

import java.util.ArrayList;
import java.util.List;

/** Fills a matrix from the rows of a text, checking labels and lengths. */
final class Matrix {
    private static final int SHOWN = 5;

    private Matrix() {}

    /**
     * Reads the remaining rows, one for each label, in the same order.
     *
     * @param labels of the rows; the label cells of a row joined by {@code _} must equal it
     * @param labelCells how many cells stand before the numbers; 0 where rows have no labels
     * @param to row by row
     */
    static void fill(Cells cells, String shown, List<String> labels, int labelCells, double[] to, int columns)
            throws Refused {
        int row = 0;
        var wrong = new ArrayList<String>();
        while (cells.nextRow()) {
            if (row == labels.size()) {
                row++;
                break;
            }
            var label = new ArrayList<String>();
            for (int k = 0; k < labelCells && cells.nextCell(); k++) {
                label.add(cells.text());
            }
            var joined = String.join("_", label);
            if (labelCells > 0 && !joined.equals(labels.get(row))) {
                wrong.add(joined + " / " + labels.get(row));
            }
            int column = 0;
            int at = row * columns;
            while (cells.nextCell()) {
                if (column < columns) {
                    to[at + column] = cells.number();
                } else if (!cells.text().isEmpty()) {
                    column = Integer.MAX_VALUE - 1;
                } else {
                    continue; // an empty cell behind the last: a trailing delimiter
                }
                column++;
            }
            if (column != columns) {
                throw new Refused(
                        "KAN-DATA-092",
                        shown,
                        cells.line(),
                        "row",
                        row + 1,
                        "cells",
                        column > columns ? columns + 1 + " or more" : Integer.toString(column),
                        "columns",
                        columns);
            }
            row++;
        }
        if (row != labels.size()) {
            throw new Refused(
                    "KAN-DATA-092.rows",
                    shown,
                    0,
                    "rows",
                    row > labels.size() ? labels.size() + 1 + " or more" : Integer.toString(row),
                    "columns",
                    labels.size());
        }
        if (!wrong.isEmpty()) {
            throw new Refused(
                    "KAN-DATA-092.labels",
                    shown,
                    0,
                    "count",
                    wrong.size(),
                    "first",
                    String.join(", ", wrong.subList(0, Math.min(SHOWN, wrong.size()))));
        }
        cells.requireNumbers();
    }
}
