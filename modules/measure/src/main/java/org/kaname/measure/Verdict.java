package org.kaname.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.model.Condition;
import org.kaname.model.Passport;
import org.kaname.model.Truth;

/**
 * What one rule says of one good.
 *
 * @param truth YES flagged, NO not flagged, UNKNOWN insufficient
 * @param missing what was missing, one clause each; empty unless insufficient
 * @param years the judged years of the window, oldest first; one for one-year rules
 * @param persistence the rule's window, null for one-year rules
 * @param reason a stated reason of a NO that is no comparison ({@code NO_IMPORTS}), or null
 * @param band name of the band that the newest year lies in, for rules that have bands; null where it is open or the rule has none
 */
public record Verdict(
        RuleVersion rule,
        Truth truth,
        List<String> missing,
        List<YearVerdict> years,
        RuleVersion.@Nullable Persistence persistence,
        @Nullable String reason,
        @Nullable String band,
        Passport passport) {

    /** The conditions of one year and their conjunction. */
    public record YearVerdict(int year, Truth truth, List<Condition> conditions) {}

    public Verdict {
        missing = List.copyOf(missing);
        years = List.copyOf(years);
    }

    /** {@code FLAGGED}, {@code NOT_FLAGGED} or {@code INSUFFICIENT}. */
    public String outcome() {
        return switch (truth) {
            case YES -> "FLAGGED";
            case NO -> "NOT_FLAGGED";
            case UNKNOWN -> "INSUFFICIENT";
        };
    }

    /** The conditions of the newest judged year; empty where no year could be judged. */
    public List<Condition> newest() {
        return years.isEmpty() ? List.of() : years.getLast().conditions();
    }

    public int yearsHeld() {
        return (int) years.stream().filter(y -> y.truth() == Truth.YES).count();
    }
}
