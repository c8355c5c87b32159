package org.kaname.data.inputoutput;

import java.util.List;
import org.kaname.model.Explanation;

/**
 * A table as it was read, with what does not add up and what the reader did.
 *
 * @param layout the layout's name, one of {@link IoTables#layouts()}
 * @param imbalanceAccepted the balance is beyond the rule and the caller said to take the table all the same
 * @param notes what the reader folded, dropped, computed or could not know; sentences of the module data
 * @param sources the files that were read, by name
 * @param contentHash SHA-256 of the one file, or over the hashes of all in the order of their names
 */
public record ReadTable(
        IoTable table,
        BalanceReport balance,
        String layout,
        boolean imbalanceAccepted,
        List<Explanation> notes,
        List<Source> sources,
        String contentHash) {
    /** @param sha256 of the file as it lies there, packed or not */
    public record Source(String name, String sha256) {}

    public ReadTable {
        notes = List.copyOf(notes);
        sources = List.copyOf(sources);
    }
}
