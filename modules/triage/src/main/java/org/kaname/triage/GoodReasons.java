package org.kaname.triage;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Verdict;
import org.kaname.model.Explanation;
import org.kaname.model.Truth;

/** Why a good was coloured as it was, made from its profile when first asked for. Safe for many threads. */
final class GoodReasons {
    private final GoodTriage triage;
    private final GoodProfile profile;
    private final Map<Colour, Truth> truths;
    private @Nullable List<GoodRowOutcome> rows;
    private @Nullable List<Verdict> verdicts;

    GoodReasons(GoodTriage triage, GoodProfile profile, Map<Colour, Truth> truths) {
        this.triage = triage;
        this.profile = profile;
        this.truths = truths;
    }

    synchronized List<GoodRowOutcome> rows() {
        var made = rows;
        if (made == null) {
            made = triage.outcomes(profile);
            rows = made;
        }
        return made;
    }

    synchronized List<Verdict> verdicts() {
        var made = verdicts;
        if (made == null) {
            made = triage.verdicts(profile);
            verdicts = made;
        }
        return made;
    }

    Explanation explanation(SortedSet<Colour> colours) {
        return triage.explanation(profile, colours, truths, rows());
    }
}
