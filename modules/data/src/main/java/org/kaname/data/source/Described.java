package org.kaname.data.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Recipe;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/**
 * What a data set is called and where it is from.
 *
 * @param slug what the id starts with
 * @param classification scheme of most rows
 * @param unit of values
 * @param unconfirmed facts of secondary sources that the reader relied on
 * @param ownEconomies economies that exist in this data set only; empty where the reference tables serve
 */
public record Described(
        Recipe recipe,
        String slug,
        String title,
        String provider,
        String product,
        @Nullable String vintage,
        Manifest.Licence licence,
        String classification,
        Unit unit,
        List<String> knownGaps,
        List<String> unconfirmed,
        List<Economy> ownEconomies) {
    public Described {
        knownGaps = List.copyOf(knownGaps);
        unconfirmed = List.copyOf(unconfirmed);
        ownEconomies = List.copyOf(ownEconomies);
    }
}
