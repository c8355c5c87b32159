package org.kaname.measure.known;

import java.util.List;
import org.kaname.model.Explanation;

/**
 * Where a known answer stands on a data set: not run, and why. There is no other standing before rules are evaluated over whole data
 * sets.
 *
 * @param missing requirements that the data set does not meet, as in an insufficient verdict; empty where the rule is missing, or where
 *     all are met
 * @param explanation the sentence that says so
 */
public record Standing(KnownAnswer answer, List<String> missing, Explanation explanation) {
    public Standing {
        missing = List.copyOf(missing);
    }
}
