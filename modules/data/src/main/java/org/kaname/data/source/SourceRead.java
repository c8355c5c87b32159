package org.kaname.data.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.Recipe;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/**
 * Everything a reader hands over for publishing.
 *
 * @param slug what the id starts with
 * @param flows settled: in the order of the stored table, keys unique
 * @param ownEconomies economies that exist in this data set only; empty where the reference tables serve
 * @param paths of the inputs, in the order of {@code inputs}: where source lines may be read again
 */
public record SourceRead(
        Recipe recipe,
        String slug,
        String title,
        String provider,
        String product,
        @Nullable String vintage,
        Manifest.Licence licence,
        List<Manifest.Input> inputs,
        List<java.nio.file.Path> paths,
        String classification,
        Unit unit,
        FlowTable flows,
        List<QuarantinedRow> quarantine,
        Manifest.Rows rows,
        List<Manifest.Note> notes,
        List<String> knownGaps,
        List<Economy> ownEconomies) {
    public SourceRead {
        inputs = List.copyOf(inputs);
        paths = List.copyOf(paths);
        quarantine = List.copyOf(quarantine);
        notes = List.copyOf(notes);
        knownGaps = List.copyOf(knownGaps);
        ownEconomies = List.copyOf(ownEconomies);
    }
}
