package org.kaname.triage;

import java.util.List;
import org.kaname.model.Condition;
import org.kaname.model.Explanation;
import org.kaname.model.Truth;

/**
 * One row of the rule table for one thing judged.
 *
 * @param row the row's name in the table
 * @param conditions every comparison that was made, in order
 * @param strength orders lists, never decides: for a row that fired the least of its conditions' strengths, else 0
 */
public record RowOutcome(
        String row, Colour colour, Truth truth, double strength, List<Condition> conditions, Explanation explanation) {
    public RowOutcome {
        conditions = List.copyOf(conditions);
    }
}
