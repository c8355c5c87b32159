package org.kaname.triage.field;

import java.util.List;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.triage.Clause;
import org.kaname.triage.Colour;
import org.kaname.triage.RowOutcome;
import org.kaname.triage.ThresholdFlip;

/**
 * The colour of a good or input by shares that others published (clarification 9). Rests on the share alone and says so.
 *
 * @param kind {@code world-exports} or {@code world-market}
 * @param share the subject's; missing where none was published for it
 */
public record InputDecision(
        String subject,
        String kind,
        String scheme,
        String code,
        String name,
        List<Colour> colours,
        Figure share,
        Figure rank,
        String source,
        int dataYear,
        List<String> tags,
        List<RowOutcome> rows,
        List<ThresholdFlip> flips,
        Explanation explanation,
        Passport passport) {
    public InputDecision {
        colours = List.copyOf(colours);
        tags = List.copyOf(tags);
        rows = List.copyOf(rows);
        flips = List.copyOf(flips);
    }

    /** No colour, because something needed is missing. */
    public boolean insufficient() {
        return Clause.insufficient(rows);
    }
}
