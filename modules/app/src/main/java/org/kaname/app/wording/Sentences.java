package org.kaname.app.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodMeasure;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Language;
import org.kaname.model.Truth;
import org.kaname.model.Unit;
import org.kaname.triage.Colour;
import org.kaname.triage.Counterfactual;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.Robustness;
import org.kaname.triage.field.FieldDecision;
import org.kaname.triage.field.FieldTriage;
import org.kaname.triage.field.InputDecision;
import org.kaname.triage.material.MaterialDecision;

/** Sentences about decisions in both languages, each built from the figures it tells. */
public final class Sentences {
    private final DataSet data;
    private final Words words;

    public Sentences(DataSet data, Words words) {
        this.data = data;
        this.words = words;
    }

    private interface Writer {
        String write(Language language);
    }

    private static Map<String, String> both(Writer writer) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("en", writer.write(Language.EN));
        texts.put("ja", writer.write(Language.JA));
        return texts;
    }

    /** The title of a good: what was found, with the number that matters. */
    public Map<String, String> finding(GoodDecision decision) {
        return both(language -> finding(decision, language));
    }

    private String finding(GoodDecision decision, Language language) {
        var profile = decision.profile();
        var book = words.in(language);
        var good = Words.good(data, profile.product(), language);
        var year = Integer.toString(profile.dataYear());
        if (decision.colours().contains(Colour.GREEN)) {
            return green(decision, good, year, language);
        }
        if (decision.colours().contains(Colour.BLUE)) {
            return book.say(
                    "finding.blue",
                    "good",
                    good,
                    "economy",
                    Explanation.economy(profile.subject()),
                    "share",
                    profile.figure(GoodMeasure.WORLD_SHARE),
                    "year",
                    year,
                    "rank",
                    profile.figure(GoodMeasure.WORLD_RANK));
        }
        return book.say(
                decision.outcome().equals("INSUFFICIENT") ? "finding.insufficient" : "finding.none",
                "good",
                good,
                "year",
                year);
    }

    private String green(GoodDecision decision, String good, String year, Language language) {
        var profile = decision.profile();
        var newest = profile.newest();
        var supplier = data.economies().get(newest.topSupplier()).code();
        var first = profile.window().getFirst();
        var arguments = new ArrayList<Object>(List.of(
                "good",
                good,
                "share",
                profile.figure(GoodMeasure.TOP_SHARE),
                "supplier",
                Explanation.economy(supplier),
                "year",
                year));
        boolean sameSupplier = first.topSupplier() == newest.topSupplier() && first.year() < newest.year();
        if (sameSupplier) {
            arguments.addAll(List.of(
                    "before", profile.figure(GoodMeasure.TOP_SHARE, first), "since", Integer.toString(first.year())));
        }
        return words.in(language).say(sameSupplier ? "finding.green.trend" : "finding.green", arguments.toArray());
    }

    /** The title of a material: its binding stage and who leads it. */
    public Map<String, String> material(MaterialDecision decision) {
        return both(language -> material(decision, language));
    }

    private String material(MaterialDecision decision, Language language) {
        var name = Terms.material(decision.material(), language);
        var binding = decision.stages().stream()
                .filter(s -> s.stage().equals(decision.bindingStage()))
                .findFirst();
        if (binding.isEmpty() || binding.get().topEconomy().isEmpty()) {
            return words.in(language).say("finding.material.unknown", "material", name);
        }
        var stage = binding.get();
        return words.in(language)
                .say(
                        "finding.material",
                        "material",
                        name,
                        "stage",
                        stage.name(),
                        "share",
                        stage.topShare(),
                        "economy",
                        Explanation.economy(stage.topEconomy()),
                        "year",
                        Integer.toString(stage.year()));
    }

    /** The title of a field: the subject's place in the proxy that matters, and how fast the field moves. */
    public Map<String, String> field(FieldDecision decision) {
        return both(language -> field(decision, language));
    }

    private String field(FieldDecision decision, Language language) {
        var name = fieldName(decision, language);
        var profile = decision.profile();
        if (profile.isEmpty() || profile.get().proxies().isEmpty()) {
            return words.in(language).say("finding.field.unknown", "field", name);
        }
        // The proxy that decided; among several the one in which the field grows most, or in which the subject stands
        // best.
        boolean red = decision.colours().contains(Colour.RED);
        var decided = new TreeSet<String>();
        decision.rows().stream().filter(r -> r.truth() == Truth.YES).forEach(r -> deciding(r.explanation(), decided));
        var shown = profile.get().proxies().stream()
                .filter(p -> decided.isEmpty() || decided.contains(p.measure()))
                .max(Comparator.comparingDouble(p -> {
                    double value = red ? p.relativeGrowth().value() : -p.rank().value();
                    return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
                }))
                .orElseThrow();
        return words.in(language)
                .say(
                        red ? "finding.field.red" : "finding.field",
                        "field",
                        name,
                        "economy",
                        Explanation.economy(decision.subject()),
                        "share",
                        shown.share(),
                        "rank",
                        shown.rank(),
                        "growth",
                        shown.relativeGrowth(),
                        "measure",
                        Explanation.key("measure." + shown.measure()),
                        "year",
                        Integer.toString(shown.dataYear()));
    }

    private static void deciding(Explanation node, TreeSet<String> measures) {
        if (node.key().equals("field.proxy") && node.truth() == Truth.YES) {
            measures.add(String.valueOf(node.arguments().get("measure")));
        }
        node.children().forEach(child -> deciding(child, measures));
    }

    /** The name of a field, or of the policy field that a list holds without a series. */
    public String fieldName(FieldDecision decision, Language language) {
        return decision.scheme().equals(FieldTriage.POLICY_SCHEME)
                ? data.strategicFields().stream()
                        .filter(f ->
                                f.id().equals(decision.field()) || f.nameEn().equals(decision.field()))
                        .findFirst()
                        .map(f -> language == Language.JA ? f.nameJa() : f.nameEn())
                        .orElse(decision.field())
                : Terms.field(decision.field(), language);
    }

    /** The title of a published share. */
    public Map<String, String> input(InputDecision decision) {
        return both(language -> words.in(language)
                .say(
                        "finding.input." + decision.kind(),
                        "name",
                        inputName(decision, language),
                        "economy",
                        Explanation.economy(decision.subject()),
                        "share",
                        decision.share(),
                        "year",
                        Integer.toString(decision.dataYear()),
                        "source",
                        decision.source()));
    }

    /** The good's name in a language where it is a good of the set; else the name as published. */
    public String inputName(InputDecision decision, Language language) {
        var code = new Code(decision.scheme(), decision.code());
        return data.findProduct(code).isPresent()
                ? Words.good(data, code, language)
                : Terms.input(decision.name(), language);
    }

    public Map<String, String> robustness(Colour colour, Robustness robustness) {
        return words.both(
                "robustness",
                "colour",
                Explanation.key("colour.short." + colour.name()),
                "share",
                Explanation.number(robustness.share(), Unit.SHARE),
                "draws",
                Explanation.number(robustness.draws(), Unit.COUNT),
                "low",
                Explanation.number(robustness.low(), Unit.SHARE),
                "high",
                Explanation.number(robustness.high(), Unit.SHARE));
    }

    /** What would flip a colour, or that this lever cannot. */
    public Map<String, String> flip(Counterfactual one) {
        return both(language -> flip(one, language));
    }

    private String flip(Counterfactual one, Language language) {
        var book = words.in(language);
        var colour = Explanation.key("colour.short." + one.colour().name());
        var lever = Explanation.key("lever." + one.lever().name());
        boolean named = data.economies().indexOf(one.destination()) >= 0;
        if (!one.flips()) {
            return one.destination().isEmpty()
                    ? book.say("flip.cannot", "lever", lever, "colour", colour)
                    : book.say(
                            "flip.cannot.to",
                            "lever",
                            lever,
                            "destination",
                            named
                                    ? Explanation.economy(one.destination())
                                    : Explanation.key("destination." + one.destination()),
                            "colour",
                            colour);
        }
        var share = Explanation.number(one.relative(), Unit.SHARE);
        var amount = Explanation.number(one.amount(), data.cube().unit());
        return switch (one.lever()) {
            case THRESHOLD -> {
                var changes = new ArrayList<String>();
                one.thresholds()
                        .forEach((constant, value) -> changes.add(
                                book.say("flip.threshold.one", "constant", constant, "value", threshold(value))));
                yield book.say("flip.threshold", "colour", colour, "changes", changes);
            }
            case DIVERSION ->
                named
                        ? book.say(
                                "flip.diversion.named",
                                "colour",
                                colour,
                                "share",
                                share,
                                "amount",
                                amount,
                                "economy",
                                Explanation.economy(one.destination()))
                        : book.say(
                                "flip.diversion",
                                "colour",
                                colour,
                                "share",
                                share,
                                "amount",
                                amount,
                                "destination",
                                Explanation.key("destination." + one.destination()));
            case HOME_PRODUCTION -> book.say("flip.home", "colour", colour, "share", share, "amount", amount);
            case EXPORTS ->
                one.destination().equals("begin")
                        ? book.say("flip.exports.begin", "colour", colour, "amount", amount)
                        : book.say(
                                "flip.exports." + one.destination(),
                                "colour",
                                colour,
                                "share",
                                share,
                                "amount",
                                amount);
            case DEPENDENTS ->
                book.say("flip.dependents", "colour", colour, "count", Explanation.number(one.count(), Unit.COUNT));
        };
    }

    /** A threshold with four significant digits. */
    private static String threshold(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
