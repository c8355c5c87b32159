package org.kaname.app.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.Settings;
import org.kaname.model.Explanation;
import org.kaname.model.Passport;
import org.kaname.model.Result;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.TriageConstants;

/** Verdicts of rules and colours of goods. Not thread-safe. */
final class GoodOutcomes {
    private final DataSet data;
    private final Profiles profiles;
    private final References references;
    private final SourceRows sources;
    private final Map<List<Object>, GoodTriage> triages = new HashMap<>();

    GoodOutcomes(DataSet data, Profiles profiles, References references, SourceRows sources) {
        this.data = data;
        this.profiles = profiles;
        this.references = references;
        this.sources = sources;
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
                                            + threshold(settings.get(judge.rule().id() + "." + c.constant())))
                                    .toList()),
                    judge.rule().sqlFile(),
                    constants,
                    rows.shown(),
                    rows.restCount(),
                    rows.restSum(),
                    node));
        });
    }

    private static String threshold(double value) {
        return Double.isNaN(value) ? "a threshold that only the user can set" : Double.toString(value);
    }

    Result<Explained> decision(Passport passport, Settings settings) {
        return profiles.asOf(passport, settings).then(profile -> {
            var triage = triages.computeIfAbsent(
                    List.of(profile.subject(), profile.partners(), settings.changes()),
                    k -> new GoodTriage(data, profile.subject(), profile.partners(), List.of(), settings));
            var decision = triage.decide(profile, profile.dataYear());
            var rows = sources.windowRows(profile);
            var constants = new TreeMap<String, Double>();
            settings.all().values().stream()
                    .filter(c -> c.name().startsWith(TriageConstants.METHOD)
                            || c.name().startsWith("geodep@2024.")
                            || c.name().startsWith("kiet@2021.vulnerable.world")
                            || c.name().startsWith("dominance"))
                    .forEach(c -> constants.put(c.name(), c.value()));
            return Result.ok(new Explained(
                    passport,
                    null,
                    decision.outcome(),
                    Double.NaN,
                    "",
                    "the colours follow from figures and rules, each with its own passport and reference",
                    "rows G1, G2, B1, B2, B2e of triage@1",
                    "",
                    constants,
                    rows.shown(),
                    rows.restCount(),
                    rows.restSum(),
                    decision.explanation()));
        });
    }
}
