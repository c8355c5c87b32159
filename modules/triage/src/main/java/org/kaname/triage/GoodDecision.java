package org.kaname.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Verdict;
import org.kaname.model.Explanation;
import org.kaname.model.Passport;
import org.kaname.model.Truth;

/**
 * The colours of one good, why, how robustly, and what would flip them.
 *
 * @param colours at most two; empty means none of the rows fired, or that the good could not be judged
 * @param alsoMet a third colour whose row fired, if any
 * @param truths the truth of each colour
 * @param robustness by colour, also for absent ones; empty until computed
 * @param inDepth false where robustness and changes of the world were left out: no colour, not near a threshold, many goods
 */
public record GoodDecision(
        GoodProfile profile,
        SortedSet<Colour> colours,
        List<Colour> alsoMet,
        Map<Colour, Truth> truths,
        List<GoodRowOutcome> rows,
        List<Verdict> verdicts,
        SortedSet<String> tags,
        Map<Colour, Robustness> robustness,
        List<Counterfactual> counterfactuals,
        boolean inDepth,
        Explanation explanation,
        Passport passport) {

    /** {@code GREEN}, {@code BLUE}, {@code RED} joined by +, or {@code INSUFFICIENT}, or {@code NONE}. */
    public String outcome() {
        if (!colours.isEmpty()) {
            return String.join("+", colours.stream().map(Enum::name).toList());
        }
        return truths.containsValue(Truth.UNKNOWN) ? "INSUFFICIENT" : "NONE";
    }

    /** The rows of this colour that fired. */
    public List<GoodRowOutcome> fired(Colour colour) {
        return rows.stream()
                .filter(r -> r.colour() == colour && r.truth() == Truth.YES)
                .toList();
    }

    /** The largest strength among the colour's fired rows; 0 without one. */
    public double strength(Colour colour) {
        return fired(colour).stream()
                .mapToDouble(GoodRowOutcome::strength)
                .max()
                .orElse(0);
    }

    /** Judges of the good: voting rules that could judge it. */
    public int applicable() {
        return (int) judges().stream().filter(v -> v.truth() != Truth.UNKNOWN).count();
    }

    /** Judges that flag it. */
    public int flagged() {
        return (int) judges().stream().filter(v -> v.truth() == Truth.YES).count();
    }

    /** Voting rules, none where the good is known not to be imported. */
    public List<Verdict> judges() {
        return verdicts.stream()
                .filter(v ->
                        v.rule().votes() && !Optional.ofNullable(v.reason()).equals(Optional.of("NO_IMPORTS")))
                .toList();
    }

    /** Families whose lead rule flags the good: one family, one vote (measurement 3.1). */
    public int familiesFlagged() {
        return (int) leads().filter(v -> v.truth() == Truth.YES).count();
    }

    /** Families whose lead rule could judge the good. */
    public int familiesApplicable() {
        return (int) leads().filter(v -> v.truth() != Truth.UNKNOWN).count();
    }

    /** The lead rules, none where the good is known not to be imported. A lead without a vote of its own counts for its family. */
    private Stream<Verdict> leads() {
        return verdicts.stream()
                .filter(v ->
                        v.rule().leads() && !Optional.ofNullable(v.reason()).equals(Optional.of("NO_IMPORTS")));
    }

    public GoodDecision withRobustness(Map<Colour, Robustness> computed) {
        return new GoodDecision(
                profile,
                colours,
                alsoMet,
                truths,
                rows,
                verdicts,
                tags,
                computed,
                counterfactuals,
                inDepth,
                explanation,
                passport);
    }

    public GoodDecision withCounterfactuals(List<Counterfactual> found) {
        return with(found, inDepth);
    }

    /** The same with changes of thresholds alone. */
    public GoodDecision leftOut(List<Counterfactual> thresholds) {
        return with(thresholds, false);
    }

    private GoodDecision with(List<Counterfactual> found, boolean deep) {
        return new GoodDecision(
                profile,
                colours,
                alsoMet,
                truths,
                rows,
                verdicts,
                tags,
                robustness,
                found,
                deep,
                explanation,
                passport);
    }
}
