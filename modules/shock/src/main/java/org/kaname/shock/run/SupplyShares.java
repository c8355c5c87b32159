package org.kaname.shock.run;

import java.util.List;
import java.util.Optional;

/**
 * Who normally supplies one good to one economy.
 *
 * @param code {@code SCHEME:code}
 * @param economy the buyer
 * @param parts shares of the need, 0..1; what they lack to 1 comes from suppliers that are not named and is not restricted
 * @param yearlyImports in thousand US dollars; empty where no data set covers the good
 * @param dataset id of the data set; the id of the scenario where it brought its own shares
 * @param year of the shares; empty where the scenario brought them
 */
public record SupplyShares(
        String code,
        String economy,
        List<Part> parts,
        Basis basis,
        Optional<Double> yearlyImports,
        String dataset,
        Optional<Integer> year) {
    /** What the shares are shares of. */
    public enum Basis {
        /** Imports of a data set; home production is not known. */
        IMPORTS,
        /** Shares that the scenario brought (clarification 22). */
        SCENARIO
    }

    /**
     * @param path of the range in the scenario whose draw is the share; empty for shares from data
     */
    public record Part(String economy, double share, Optional<String> path) {}

    public SupplyShares {
        parts = List.copyOf(parts);
    }
}
