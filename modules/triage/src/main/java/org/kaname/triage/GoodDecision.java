package org.kaname.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Verdict;
import org.kaname.model.Explanation;
import org.kaname.model.Passport;
import org.kaname.model.Truth;

/**
 * The colours of one good, why, how robustly, and what would flip them. Colours and tags are decided at once; rows, verdicts and the
 * explanation are made from the same profile when first asked for, so that a change of a threshold shows at once in all goods of an
 * economy. Safe for many threads.
 */
public final class GoodDecision {
    private final GoodProfile profile;
    private final SortedSet<Colour> colours;
    private final List<Colour> alsoMet;
    private final Map<Colour, Truth> truths;
    private final SortedSet<String> tags;
    private final GoodReasons reasons;
    private final Map<Colour, Robustness> robustness;
    private final Uncertainty uncertainty;
    private final Once<List<Counterfactual>> counterfactuals;
    private final boolean inDepth;

    GoodDecision(
            GoodProfile profile,
            SortedSet<Colour> colours,
            List<Colour> alsoMet,
            Map<Colour, Truth> truths,
            SortedSet<String> tags,
            GoodReasons reasons) {
        this(profile, colours, alsoMet, truths, tags, reasons, Map.of(), Uncertainty.NONE, new Once<>(List::of), true);
    }

    private GoodDecision(
            GoodProfile profile,
            SortedSet<Colour> colours,
            List<Colour> alsoMet,
            Map<Colour, Truth> truths,
            SortedSet<String> tags,
            GoodReasons reasons,
            Map<Colour, Robustness> robustness,
            Uncertainty uncertainty,
            Once<List<Counterfactual>> counterfactuals,
            boolean inDepth) {
        this.profile = profile;
        this.colours = colours;
        this.alsoMet = List.copyOf(alsoMet);
        this.truths = truths;
        this.tags = tags;
        this.reasons = reasons;
        this.robustness = robustness;
        this.uncertainty = uncertainty;
        this.counterfactuals = counterfactuals;
        this.inDepth = inDepth;
    }

    public GoodProfile profile() {
        return profile;
    }

    /** At most two; empty means none of the rows fired, or that the good could not be judged. */
    public SortedSet<Colour> colours() {
        return colours;
    }

    /** A third colour whose row fired, if any. */
    public List<Colour> alsoMet() {
        return alsoMet;
    }

    /** The truth of each colour. */
    public Map<Colour, Truth> truths() {
        return truths;
    }

    public List<GoodRowOutcome> rows() {
        return reasons.rows();
    }

    public List<Verdict> verdicts() {
        return reasons.verdicts();
    }

    public SortedSet<String> tags() {
        return tags;
    }

    /** By colour, also for absent ones; empty until computed. */
    public Map<Colour, Robustness> robustness() {
        return robustness;
    }

    /** Figures and ranks in the same worlds; without figures until computed. */
    public Uncertainty uncertainty() {
        return uncertainty;
    }

    public List<Counterfactual> counterfactuals() {
        return counterfactuals.get();
    }

    /** False where robustness and changes of the world were left out: no colour, not near a threshold, many goods. */
    public boolean inDepth() {
        return inDepth;
    }

    public Explanation explanation() {
        return reasons.explanation(colours);
    }

    public Passport passport() {
        return profile.passport(TriageConstants.METHOD, "decision", profile.dataYear());
    }

    /** {@code GREEN}, {@code BLUE}, {@code RED} joined by +, or {@code INSUFFICIENT}, or {@code NONE}. */
    public String outcome() {
        if (!colours.isEmpty()) {
            return String.join("+", colours.stream().map(Enum::name).toList());
        }
        return truths.containsValue(Truth.UNKNOWN) ? "INSUFFICIENT" : "NONE";
    }

    /** The rows of this colour that fired. */
    public List<GoodRowOutcome> fired(Colour colour) {
        return rows().stream()
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
        return verdicts().stream()
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
        return verdicts().stream()
                .filter(v ->
                        v.rule().leads() && !Optional.ofNullable(v.reason()).equals(Optional.of("NO_IMPORTS")));
    }

    public GoodDecision withWorlds(RobustnessRun.Found found) {
        return with(found.robustness(), found.uncertainty(), counterfactuals, inDepth);
    }

    public GoodDecision withCounterfactuals(List<Counterfactual> found) {
        return with(robustness, uncertainty, new Once<>(() -> found), inDepth);
    }

    /** The same with changes of thresholds alone, searched for when first asked for. */
    GoodDecision leftOut(Supplier<List<Counterfactual>> thresholds) {
        return with(robustness, uncertainty, new Once<>(thresholds), false);
    }

    private GoodDecision with(
            Map<Colour, Robustness> worlds, Uncertainty spread, Once<List<Counterfactual>> found, boolean deep) {
        return new GoodDecision(profile, colours, alsoMet, truths, tags, reasons, worlds, spread, found, deep);
    }
}
