package org.kaname.app.explain;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.Settings;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Result;
import org.kaname.model.Unit;
import org.kaname.triage.TriageConstants;

/** Verdicts of rules and colours of goods. Not thread-safe. */
final class GoodOutcomes {
    private final Profiles profiles;
    private final References references;
    private final SourceRows sources;
    private final DecisionNumbers numbers;

    GoodOutcomes(Profiles profiles, References references, SourceRows sources, DecisionNumbers numbers) {
        this.profiles = profiles;
        this.references = references;
        this.sources = sources;
        this.numbers = numbers;
    }

    Result<Explained> verdict(Passport passport, RuleJudge judge, Settings settings) {
        return profiles.asOf(passport, settings).then(profile -> {
            var verdict = judge.judge(profile);
            var row = profile.partners().isEmpty()
                    ? references.row(judge.rule().sqlFile(), profile, profile.dataYear(), settings)
                    : Optional.<Map<String, Object>>empty();
            var constants = new TreeMap<String, Double>();
            for (var name : judge.rule().constants().keySet()) {
                double value = settings.get(judge.rule().id() + "." + name);
                if (!Double.isNaN(value)) {
                    constants.put(judge.rule().id() + "." + name, value);
                }
            }
            var node = Explanation.of("explain.verdict", "rule", judge.rule().id(), "outcome", verdict.outcome())
                    .withTruth(verdict.truth());
            for (var year : verdict.years()) {
                var inYear = Explanation.of("condition.year", "year", Integer.toString(year.year()))
                        .withTruth(year.truth());
                for (var condition : year.conditions()) {
                    inYear = inYear.with(condition.explain());
                }
                node = node.with(inYear);
            }
            var rows = sources.windowRows(profile);
            return Result.ok(new Explained(
                    passport,
                    null,
                    verdict.outcome(),
                    Double.NaN,
                    row.map(r -> String.valueOf(r.get("outcome"))).orElse(""),
                    row.isPresent()
                            ? ""
                            : "the reference answers for importers that reported, and for the top supplier",
                    String.join(
                            " and ",
                            judge.rule().conditions().stream()
                                    .map(c -> c.measure().formula() + " "
                                            + c.comparison().sign() + " "
                                            + threshold(
                                                    settings.get(judge.rule().id() + "." + c.constant())))
                                    .toList()),
                    judge.rule().sqlFile(),
                    constants,
                    rows.shown(),
                    rows.restCount(),
                    rows.restSum(),
                    node));
        });
    }

    /** How many years of the window hold, as the condition on them states it. */
    Result<Explained> yearsHeld(Passport passport, RuleJudge judge, Settings settings) {
        return profiles.asOf(passport, settings)
                .then(profile -> Result.ok(Explained.made(
                        passport,
                        Figure.of(judge.judge(profile).yearsHeld(), Unit.COUNT, passport),
                        "the reference gives the outcome over the window",
                        GoodMeasure.YEARS_HELD.formula(),
                        sources.windowRows(profile),
                        null)));
    }

    private static String threshold(double value) {
        return Double.isNaN(value) ? "a threshold that only the user can set" : Double.toString(value);
    }

    Result<Explained> decision(Passport passport, Settings settings) {
        return profiles.asOf(passport, settings).then(profile -> {
            var decision = numbers.decide(profile, passport, settings);
            var rows = sources.windowRows(profile);
            return Result.ok(new Explained(
                    passport,
                    null,
                    decision.outcome(),
                    Double.NaN,
                    "",
                    "the colours follow from figures and rules, each with its own passport and reference",
                    "rows G1, G2, B1, B2, B2e of triage@1",
                    "",
                    DecisionNumbers.constants(settings, TriageConstants.METHOD),
                    rows.shown(),
                    rows.restCount(),
                    rows.restSum(),
                    decision.explanation()));
        });
    }
}
