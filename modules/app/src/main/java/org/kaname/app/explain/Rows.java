package org.kaname.app.explain;

import java.util.List;

/**
 * Source rows, largest first.
 *
 * @param restCount rows not shown, and their sum in the set's unit
 */
record Rows(List<Explained.Row> shown, int restCount, double restSum) {
    static final Rows NONE = new Rows(List.of(), 0, 0);

    Rows {
        shown = List.copyOf(shown);
    }
}
