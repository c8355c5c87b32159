package org.kaname.measure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.kaname.model.Comparison;
import org.kaname.model.Condition;
import org.kaname.model.Passport;
import org.kaname.model.Truth;

/** Judges goods by one rule version with the thresholds of given settings. Immutable. */
public final class RuleJudge {
    private final RuleVersion rule;
    private final String settingsName;
    private final double[] thresholds;
    private final List<String> origins;
    private final double[] bandThresholds;

    public RuleJudge(RuleVersion rule, Settings settings) {
        this.rule = rule;
        this.settingsName = rule.id() + ".";
        this.thresholds = new double[rule.conditions().size()];
        this.origins = new ArrayList<>();
        for (int i = 0; i < thresholds.length; i++) {
            var constant = settingsName + rule.conditions().get(i).constant();
            thresholds[i] = settings.get(constant);
            origins.add(settings.origin(constant).equals("user") ? "user" : rule.id());
        }
        this.bandThresholds = rule.bands().stream()
                .mapToDouble(b -> settings.get(settingsName + b.constant()))
                .toArray();
    }

    public RuleVersion rule() {
        return rule;
    }

    /**
     * The conjunction of the conditions in one year; NO where the importer is known to import nothing, UNKNOWN where its purchases are
     * not known, whatever the rest of the world tells (measurement 2.3).
     */
    public Truth test(GoodYear year) {
        if (!year.importsKnown()) {
            return Truth.UNKNOWN;
        }
        if (importsNothing(year)) {
            return Truth.NO;
        }
        var truth = Truth.YES;
        for (int i = 0; i < thresholds.length; i++) {
            var condition = rule.conditions().get(i);
            truth = truth.and(year.test(condition.measure(), condition.comparison(), thresholds[i]));
        }
        return truth;
    }

    /** The rule's truth over the window's years; a set that holds the good for one year only is judged by that year. */
    public Truth test(List<GoodYear> window, boolean singleYear) {
        if (window.isEmpty()) {
            return Truth.UNKNOWN;
        }
        var persistence = rule.persistence();
        if (persistence == null || singleYear) {
            return test(window.getLast());
        }
        var truths = new ArrayList<Truth>();
        for (var year : window) {
            truths.add(test(year));
        }
        return Truth.persists(persistence.years(), persistence.window(), truths);
    }

    /** The band of a year: the first that holds where none before it is open. Empty for rules without bands and where it is open. */
    public Optional<String> band(GoodYear year) {
        for (int i = 0; i < bandThresholds.length; i++) {
            var band = rule.bands().get(i);
            var truth = year.test(band.measure(), band.comparison(), bandThresholds[i]);
            if (truth == Truth.UNKNOWN) {
                return Optional.empty();
            }
            if (truth == Truth.YES) {
                return Optional.of(band.name());
            }
        }
        return Optional.empty();
    }

    /** Threshold of a band by its place in the rule. */
    public double bandThreshold(int index) {
        return bandThresholds[index];
    }

    private static boolean importsNothing(GoodYear year) {
        return year.importsKnown() && year.value(GoodMeasure.IMPORTS) == 0;
    }

    /** The full verdict with its conditions as objects. The same truth as {@link #test(List, boolean)}. */
    public Verdict judge(GoodProfile profile) {
        var years = new ArrayList<Verdict.YearVerdict>();
        var judged = rule.persistence() == null && !profile.window().isEmpty()
                ? List.of(profile.window().getLast())
                : profile.window();
        for (var year : judged) {
            var conditions = new ArrayList<Condition>();
            for (int i = 0; i < thresholds.length; i++) {
                conditions.add(condition(profile, year, i));
            }
            years.add(new Verdict.YearVerdict(year.year(), test(year), conditions));
        }
        var truth = test(profile.window(), profile.singleYear());
        var missing = new LinkedHashSet<String>();
        if (truth == Truth.UNKNOWN) {
            for (var year : years) {
                for (int i = 0; i < year.conditions().size(); i++) {
                    var condition = year.conditions().get(i);
                    if (condition.holds() == Truth.UNKNOWN) {
                        missing.add(profile.missing(rule.conditions().get(i).measure(), condition, year.year()));
                    }
                    if (Double.isNaN(thresholds[i])) {
                        missing.add("THRESHOLD: the source gives none; it is set by " + settingsName
                                + rule.conditions().get(i).constant());
                    }
                }
            }
            var persistence = rule.persistence();
            if (persistence != null && !profile.singleYear() && years.size() < persistence.window()) {
                missing.add(
                        "YEARS_MISSING: " + years.size() + " of " + persistence.window() + " years in the data set");
            }
        }
        boolean nothing =
                !profile.window().isEmpty() && importsNothing(profile.window().getLast());
        return new Verdict(
                rule,
                truth,
                List.copyOf(missing),
                years,
                profile.singleYear() ? null : rule.persistence(),
                nothing ? "NO_IMPORTS" : null,
                profile.window().isEmpty()
                        ? null
                        : band(profile.window().getLast()).orElse(null),
                passport(profile));
    }

    private Condition condition(GoodProfile profile, GoodYear year, int index) {
        var spec = rule.conditions().get(index);
        return new Condition(
                spec.name(),
                profile.figure(spec.measure(), year),
                spec.comparison(),
                thresholds[index],
                origins.get(index));
    }

    private Passport passport(GoodProfile profile) {
        return profile.passport(rule.id(), "verdict", profile.dataYear());
    }

    /** Threshold of a condition by its place in the rule. */
    public double threshold(int index) {
        return thresholds[index];
    }

    /** The comparison of a condition by its place in the rule. */
    public Comparison comparison(int index) {
        return rule.conditions().get(index).comparison();
    }
}
