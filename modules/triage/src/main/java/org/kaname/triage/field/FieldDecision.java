package org.kaname.triage.field;

import java.util.List;
import java.util.Optional;
import org.kaname.measure.emergence.FieldProfile;
import org.kaname.model.Explanation;
import org.kaname.model.Passport;
import org.kaname.triage.Clause;
import org.kaname.triage.Colour;
import org.kaname.triage.RowOutcome;
import org.kaname.triage.ThresholdFlip;

/**
 * The colours of one field for one subject (clarification 9).
 *
 * @param profile the proxies side by side; empty for a field that a policy lists and no series covers
 * @param strategicFields ids of the policy fields that a proposed link ties this field to
 */
public record FieldDecision(
        String subject,
        String scheme,
        String field,
        List<Colour> colours,
        List<String> tags,
        Optional<FieldProfile> profile,
        List<String> strategicFields,
        List<RowOutcome> rows,
        List<ThresholdFlip> flips,
        Explanation explanation,
        Passport passport) {
    public FieldDecision {
        colours = List.copyOf(colours);
        tags = List.copyOf(tags);
        strategicFields = List.copyOf(strategicFields);
        rows = List.copyOf(rows);
        flips = List.copyOf(flips);
    }

    /** No colour, because something needed is missing. */
    public boolean insufficient() {
        return Clause.insufficient(rows);
    }
}
