package org.kaname.data.workspace;

import java.util.ArrayList;
import java.util.List;
import org.kaname.data.Origin;
import org.kaname.data.source.FlowTable;

/** One source row of a stored row that was made of several (data-formats 1.6). */
record LineageRow(
        String table,
        String classification,
        int year,
        int month,
        String product,
        String exporter,
        String importer,
        String reportedBy,
        Origin origin) {
    static List<LineageRow> of(String table, FlowTable settled) {
        var rows = new ArrayList<LineageRow>();
        for (var part : settled.parts()) {
            int row = part.row();
            var form = settled.form(row);
            rows.add(new LineageRow(
                    table,
                    form.classification(),
                    form.year(),
                    form.month(),
                    settled.product(row),
                    settled.exporter(row),
                    settled.importer(row),
                    form.reportedBy().name(),
                    part.origin()));
        }
        return rows;
    }
}
