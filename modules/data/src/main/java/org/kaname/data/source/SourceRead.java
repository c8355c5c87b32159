package org.kaname.data.source;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.kaname.data.Manifest;
import org.kaname.data.QuarantinedRow;

/**
 * Everything a reader hands over for publishing.
 *
 * @param flows the flows of the last run, settled: in the order of the stored table, keys unique; earlier runs went to the sink
 * @param totals rows with the world, a group or a heading on one side; never added up
 * @param reexports goods that leave or return unchanged
 * @param rowsByClassification stored flows of each scheme
 * @param gaps of coverage that the rows themselves do not show
 * @param excerpt the files are visibly a part of what was asked for, however large they are
 * @param paths of the inputs, in the order of {@code inputs}: where source lines may be read again
 */
public record SourceRead(
        Described described,
        List<Manifest.Input> inputs,
        List<Path> paths,
        FlowTable flows,
        FlowTable totals,
        FlowTable reexports,
        FlowSummary summary,
        SortedMap<String, Long> rowsByClassification,
        List<CoverageGap> gaps,
        boolean excerpt,
        List<QuarantinedRow> quarantine,
        Manifest.Rows rows,
        List<Manifest.Note> notes) {
    public SourceRead {
        inputs = List.copyOf(inputs);
        paths = List.copyOf(paths);
        gaps = List.copyOf(gaps);
        quarantine = List.copyOf(quarantine);
        notes = List.copyOf(notes);
    }
}
