package org.kaname.data.workspace;

import java.util.List;
import org.kaname.data.Refusal;

/**
 * What checking a data set gave.
 *
 * @param deep what reading the inputs again gave
 * @param problems empty where the data set is as it was published
 */
public record Verification(String id, Deep deep, List<Refusal> problems) {
    /** Whether the inputs were read again. */
    public enum Deep {
        /** Nobody asked, or the data set is damaged already. */
        NOT_READ,
        /** They give the same rows. */
        SAME,
        /** They give other rows, or are refused; the problems say which. */
        DIFFERENT,
        /** They do not lie anywhere that is known, with the same bytes. */
        NOT_AT_HAND,
        /** This program reads the format in another way than the one that published the data set. */
        OTHER_READER
    }

    public Verification {
        problems = List.copyOf(problems);
    }

    /** The data set is as it was published, as far as was checked. */
    public boolean ok() {
        return problems.isEmpty();
    }

    static Verification unreadable(String id) {
        return new Verification(id, Deep.NOT_READ, List.of(Refusal.of("KAN-DATA-054", "manifest.json", 0, "id", id)));
    }
}
