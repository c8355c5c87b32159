package org.kaname.app.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kaname.app.wording.RowSource;
import org.kaname.app.wording.Sentences;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.data.TradeCube;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.GoodYear;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.Settings;
import org.kaname.measure.Verdict;
import org.kaname.measure.noise.ImputedShare;
import org.kaname.measure.power.Erosion;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Comparison;
import org.kaname.model.Condition;
import org.kaname.model.Language;
import org.kaname.model.Passport;
import org.kaname.model.Truth;
import org.kaname.triage.Colour;
import org.kaname.triage.Counterfactual;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.GoodRowOutcome;
import org.kaname.triage.assess.Assessment;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One good of an assessment as the contract has it, with what a report needs to draw it. */
final class GoodJson {
    private static final int SUPPLIERS_SHOWN = 6;

    private final DataSet data;
    private final Words words;
    private final Settings settings;
    private final int draws;
    private final long seed;
    private final String noise;
    private final int asOf;
    private final GoodEvaluator evaluator;
    private final Sentences sentences;
    private final Language language;

    /** @param assessment whose goods these are */
    GoodJson(Assessment assessment, Words words, GoodEvaluator evaluator, Language language) {
        this.data = assessment.data();
        this.words = words;
        this.settings = assessment.settings();
        this.draws = assessment.draws();
        this.seed = assessment.seed();
        this.noise = assessment.noise();
        this.asOf = assessment.year();
        this.evaluator = evaluator;
        this.language = language;
        this.sentences = new Sentences(data, words);
    }

    ObjectNode good(GoodDecision decision) {
        var profile = decision.profile();
        var code = profile.product();
        var node = Json.object();
        node.put("code", code.value());
        node.put("scheme", code.scheme());
        node.put("name", Words.good(data, code, language));
        var names = Json.object();
        names.put("en", Words.good(data, code, Language.EN));
        names.put("ja", Words.good(data, code, Language.JA));
        node.set("names", names);
        data.findProduct(code).ifPresent(product -> {
            if (!product.theme().isEmpty()) {
                node.put("theme", product.theme());
            }
            if (!product.designated().isEmpty()) {
                node.put("designated_product", product.designated());
            }
            if (!product.note().isEmpty()) {
                node.put("note", product.note());
            }
        });
        node.put("outcome", decision.outcome());
        node.set(
                "colours",
                Json.array(decision.colours().stream().map(Enum::name).toList()));
        node.set(
                "also_met",
                Json.array(decision.alsoMet().stream().map(Enum::name).toList()));
        var truths = node.putObject("truths");
        decision.truths().forEach((colour, truth) -> Json.truth(truths, colour.name(), truth));
        var strengths = node.putObject("strength");
        for (var colour : decision.colours()) {
            strengths.put(colour.name(), decision.strength(colour));
        }
        node.put("data_year", profile.dataYear());
        node.put("window", profile.singleYear() ? 1 : GoodProfile.WINDOW);
        node.set("tags", Json.array(decision.tags()));
        node.set("title", Json.texts(sentences.finding(decision)));
        node.set("autonomy", autonomy(decision));
        node.set("indispensability", indispensability(decision));
        node.set("rows", rows(decision));
        robustness(decision, node);
        UncertaintyJson.write(decision, drawn(decision), data, node);
        node.set("counterfactual", counterfactual(decision));
        node.set("history", history(profile));
        node.set("explanation", Json.explanation(decision.explanation(), words));
        node.set("links", new LinksJson(data, words).ofGood(code));
        node.set("sources", Json.array(sources(profile)));
        node.put("passport", decision.passport().toString());
        node.set("passports", passports(decision));
        return node;
    }

    /** The passports of numbers that stand alone, in the places of the numbers. */
    private ObjectNode passports(GoodDecision decision) {
        var node = Json.object();
        if (!decision.colours().isEmpty()) {
            var strengths = node.putObject("strength");
            decision.colours()
                    .forEach(colour -> strengths.put(
                            colour.name(), strength(decision, colour).toString()));
        }
        if (!decision.robustness().isEmpty()) {
            var shares = node.putObject("robustness");
            decision.robustness()
                    .keySet()
                    .forEach(colour -> shares.put(colour.name(), robustness(decision, colour, "robustness")));
        }
        return node;
    }

    /** The passport of a colour's strength. */
    static Passport strength(GoodDecision decision, Colour colour) {
        return decision.passport().withFigure("strength").with("colour", colour.name());
    }

    private String robustness(GoodDecision decision, Colour colour, String figure) {
        return drawn(decision).withFigure(figure).with("colour", colour.name()).toString();
    }

    /** What every number from worlds with noise is made of; reports later than the assessment's year size no noise. */
    private Passport drawn(GoodDecision decision) {
        return decision.passport()
                .with("as_of", Integer.toString(asOf))
                .with("draws", Integer.toString(draws))
                .with("noise", noise)
                .with("seed", Long.toString(seed));
    }

    /** Of a number beside a measure, in the year. */
    private static String beside(GoodProfile profile, GoodYear year, GoodMeasure measure, String figure) {
        return profile.passport(measure.method(), figure, year.year()).toString();
    }

    private ObjectNode autonomy(GoodDecision decision) {
        var profile = decision.profile();
        var node = Json.object();
        node.set("imports_kusd", Json.figure(profile.figure(GoodMeasure.IMPORTS)));
        int top = profile.newest().topSupplier();
        if (top >= 0) {
            var supplier = data.economies().get(top);
            node.put("top_supplier", supplier.code());
            node.set("top_supplier_names", names(supplier.code()));
            if (profile.newest().tied() > 1) {
                node.put("tied", profile.newest().tied());
            }
        } else {
            node.putNull("top_supplier");
        }
        node.set("top_share", Json.figure(profile.figure(GoodMeasure.TOP_SHARE)));
        node.set("hhi", Json.figure(profile.figure(GoodMeasure.HHI)));
        node.set("effective_suppliers", Json.figure(profile.figure(GoodMeasure.EFFECTIVE_SUPPLIERS)));
        node.set("import_export_ratio", Json.figure(profile.figure(GoodMeasure.RATIO)));
        node.set("hhi_world", Json.figure(profile.figure(GoodMeasure.WORLD_HHI)));
        if (profile.newest().importsKnown()) {
            node.put("suppliers", profile.newest().suppliers());
            node.put("unallocated_share", profile.newest().unallocatedShare());
        }
        double imputed = ImputedShare.of(
                data.cube(), evaluator.observed(profile.dataYear(), profile.product()), evaluator.subject());
        if (!Double.isNaN(imputed)) {
            node.put("imputed_share", imputed);
        }
        var passports = Json.object();
        if (node.has("imputed_share")) {
            passports.put("imputed_share", beside(profile, profile.newest(), GoodMeasure.IMPORTS, "imputed_share"));
        }
        if (node.has("tied")) {
            passports.put("tied", beside(profile, profile.newest(), GoodMeasure.TOP_VALUE, "tied"));
        }
        if (node.has("suppliers")) {
            passports.put("suppliers", beside(profile, profile.newest(), GoodMeasure.IMPORTS, "suppliers"));
            passports.put(
                    "unallocated_share", beside(profile, profile.newest(), GoodMeasure.IMPORTS, "unallocated_share"));
        }
        for (var votes : List.of("flagged", "applicable")) {
            passports.put(votes, votes(decision, votes));
        }
        var ofFamilies = passports.putObject("families");
        for (var votes : List.of("flagged", "applicable")) {
            ofFamilies.put(votes, votes(decision, "families_" + votes));
        }
        node.put("flagged", decision.flagged());
        node.put("applicable", decision.applicable());
        var families = node.putObject("families");
        families.put("flagged", decision.familiesFlagged());
        families.put("applicable", decision.familiesApplicable());
        var verdicts = node.putArray("verdicts");
        for (var verdict : decision.verdicts()) {
            verdicts.add(verdict(verdict));
        }
        node.set("passports", passports);
        return node;
    }

    /** Of a count of verdicts; names the rules where not all were judged. */
    private static String votes(GoodDecision decision, String figure) {
        var passport = decision.passport().withFigure(figure);
        var judged = decision.verdicts().stream().map(v -> v.rule().id()).toList();
        return (judged.size() == RuleCatalogue.listRules().size()
                        ? passport
                        : passport.with("rules", String.join(" ", judged)))
                .toString();
    }

    private ObjectNode verdict(Verdict verdict) {
        var node = Json.object();
        node.put("rule", verdict.rule().id());
        node.put("title", verdict.rule().title());
        node.put("family", verdict.rule().family().name());
        node.put("status", verdict.rule().status().name());
        node.set("status_text", Json.texts(words.both(verdict.rule().explainStatus())));
        node.put("votes", verdict.rule().votes());
        node.put("experimental", verdict.rule().experimental());
        node.put("outcome", verdict.outcome());
        if (verdict.band() != null) {
            node.put("band", verdict.band());
        }
        if (verdict.reason() != null) {
            node.put("reason", verdict.reason());
        }
        node.set("missing", Json.array(verdict.missing()));
        var conditions = node.putArray("conditions");
        for (var condition : verdict.newest()) {
            conditions.add(condition(condition));
        }
        var persistence = verdict.persistence();
        if (persistence != null) {
            var persists = Json.object();
            persists.put("name", "persists");
            persists.put("actual", verdict.yearsHeld());
            persists.put("comparison", Comparison.AT_LEAST.sign());
            persists.put("threshold", persistence.years());
            persists.put("window", persistence.window());
            Json.truth(persists, "holds", verdict.truth());
            persists.put("margin", (double) (verdict.yearsHeld() - persistence.years()) / persistence.years());
            persists.put(
                    "passport",
                    verdict.passport()
                            .withFigure(GoodMeasure.YEARS_HELD.figure())
                            .toString());
            conditions.add(persists);
            var years = node.putArray("years");
            for (var year : verdict.years()) {
                var one = years.addObject();
                one.put("year", year.year());
                Json.truth(one, "holds", year.truth());
                var inYear = one.putArray("conditions");
                for (var condition : year.conditions()) {
                    inYear.add(condition(condition));
                }
            }
        }
        node.put("passport", verdict.passport().toString());
        return node;
    }

    private ObjectNode condition(Condition condition) {
        return Json.condition(condition, words, settings.get("triage@1.narrow_margin"));
    }

    private ObjectNode indispensability(GoodDecision decision) {
        var profile = decision.profile();
        var newest = profile.newest();
        var node = Json.object();
        node.set("exports_kusd", Json.figure(profile.figure(GoodMeasure.EXPORTS)));
        node.set("world_share", Json.figure(profile.figure(GoodMeasure.WORLD_SHARE)));
        node.set("world_rank", Json.figure(profile.figure(GoodMeasure.WORLD_RANK)));
        Json.truth(
                node,
                "dominant",
                newest.test(GoodMeasure.WORLD_SHARE, Comparison.ABOVE, settings.get(MeasureConstants.DOMINANCE)));
        node.set("rca", Json.figure(profile.figure(GoodMeasure.RCA)));
        node.set("dependents_count", Json.figure(profile.figure(GoodMeasure.DEPENDENTS)));
        var dependents = node.putArray("dependents");
        for (var dependent : newest.dependents()) {
            var one = dependents.addObject();
            var code = data.economies().get(dependent.economy()).code();
            one.put("economy", code);
            one.set("names", names(code));
            one.put("share", dependent.share());
            one.put("value_kusd", dependent.valueThousandths() / TradeCube.SCALE);
            // What the subject sells to the dependent is what the dependent buys from its top supplier.
            var bought = profile.passport(GoodMeasure.TOP_VALUE.method(), GoodMeasure.TOP_VALUE.figure(), newest.year())
                    .with("subject", code);
            one.putObject("passports")
                    .put(
                            "share",
                            profile.passport("import-share@1", "import_share", newest.year())
                                    .with("subject", code)
                                    .with("supplier", profile.subject())
                                    .toString())
                    .put("value_kusd", bought.toString());
        }
        var passports = Json.object();
        if (!newest.dependents().isEmpty()) {
            node.put("dependents_cover", newest.dependentsCover());
            node.put("dependents_reach", newest.dependentsReach());
            passports.put("dependents_cover", beside(profile, newest, GoodMeasure.DEPENDENTS, "cover"));
            passports.put("dependents_reach", beside(profile, newest, GoodMeasure.DEPENDENTS, "reach"));
        }
        var erosion = Erosion.of(data, evaluator, profile.product(), profile.dataYear(), settings);
        if (!erosion.isEmpty()) {
            node.set("erosion", ErosionJson.of(erosion, decision.tags().contains("ERODING")));
        }
        if (!Double.isNaN(newest.reporterCoverage())) {
            node.put("reporter_coverage", newest.reporterCoverage());
            passports.put("reporter_coverage", beside(profile, newest, GoodMeasure.WORLD_HHI, "reporter_coverage"));
        }
        var absent = data.coverage().importersWithoutData(profile.dataYear(), profile.product());
        if (!absent.isEmpty()) {
            node.set(
                    "importers_without_data",
                    Json.array(absent.stream()
                            .mapToObj(i -> data.economies().get(i).code())
                            .toList()));
        }
        if (!passports.isEmpty()) {
            node.set("passports", passports);
        }
        return node;
    }

    private ArrayNode rows(GoodDecision decision) {
        var array = Json.array();
        for (var outcome : decision.rows()) {
            array.add(row(outcome, decision));
        }
        return array;
    }

    private ObjectNode row(GoodRowOutcome outcome, GoodDecision decision) {
        var node = Json.object();
        node.put("row", outcome.row());
        node.put("colour", outcome.colour().name());
        node.put("rule", outcome.rule());
        node.set("text", Json.texts(words.both("row." + outcome.row())));
        Json.truth(node, "fired", outcome.truth());
        if (!outcome.applies()) {
            node.put("applies", false);
        }
        if (outcome.truth() == Truth.YES) {
            node.put("strength", outcome.strength());
            node.putObject("passports")
                    .put(
                            "strength",
                            decision.passport()
                                    .withFigure("strength")
                                    .with("row", outcome.row())
                                    .toString());
        }
        var persistence = outcome.persistence();
        if (persistence != null) {
            node.put("needed", persistence.years());
            node.put("window", persistence.window());
        }
        var years = node.putArray("years");
        for (var year : outcome.years()) {
            var one = years.addObject();
            one.put("year", year.year());
            Json.truth(one, "holds", year.truth());
            var conditions = one.putArray("conditions");
            for (var condition : year.conditions()) {
                conditions.add(condition(condition));
            }
        }
        var once = node.putArray("once");
        for (var condition : outcome.once()) {
            once.add(condition(condition));
        }
        return node;
    }

    private void robustness(GoodDecision decision, ObjectNode node) {
        if (decision.robustness().isEmpty()) {
            node.putNull("robustness");
            node.put(
                    "robustness_missing",
                    decision.inDepth()
                            ? "no draws were asked for"
                            : "no colour and no threshold near, in a set of many goods: ask with --all-goods");
            return;
        }
        var shares = node.putObject("robustness");
        var details = node.putObject("robustness_detail");
        decision.robustness().forEach((colour, robustness) -> {
            shares.put(colour.name(), robustness.share());
            var one = details.putObject(colour.name());
            one.put("share", robustness.share());
            one.put("low", robustness.low());
            one.put("high", robustness.high());
            one.put("kept", robustness.kept());
            one.put("draws", robustness.draws());
            one.put("noise", robustness.noise());
            one.set("text", Json.texts(sentences.robustness(colour, robustness)));
            one.putObject("passports")
                    .put("share", robustness(decision, colour, "robustness"))
                    .put("low", robustness(decision, colour, "robustness_low"))
                    .put("high", robustness(decision, colour, "robustness_high"))
                    .put("kept", robustness(decision, colour, "robustness_kept"))
                    .put("draws", robustness(decision, colour, "robustness_draws"));
        });
    }

    private ObjectNode counterfactual(GoodDecision decision) {
        var node = Json.object();
        for (var colour : Colour.values()) {
            var found = decision.counterfactuals().stream()
                    .filter(c -> c.colour() == colour)
                    .toList();
            if (found.isEmpty()) {
                continue;
            }
            var array = node.putArray(colour.name());
            for (var one : found) {
                array.add(counterfactual(one, decision));
            }
        }
        return node;
    }

    private ObjectNode counterfactual(Counterfactual one, GoodDecision decision) {
        var node = Json.object();
        node.put("lever", one.lever().name());
        if (!one.destination().isEmpty()) {
            node.put("destination", one.destination());
        }
        node.put("flips", one.flips());
        node.set("text", Json.texts(sentences.flip(one)));
        if (one.flips()) {
            node.put("relative", one.relative());
            var change = decision.passport()
                    .with("colour", one.colour().name())
                    .with("lever", one.lever().name());
            if (!one.destination().isEmpty()) {
                change = change.with("destination", one.destination());
            }
            var passports = Json.object();
            passports.put("relative", change.withFigure("relative").toString());
            if (!Double.isNaN(one.amount())) {
                node.put("amount_kusd", one.amount());
                passports.put("amount_kusd", change.withFigure("amount_kusd").toString());
            }
            if (one.count() > 0) {
                node.put("count", one.count());
                passports.put("count", change.withFigure("count").toString());
            }
            if (!one.thresholds().isEmpty()) {
                var thresholds = node.putObject("thresholds");
                for (var entry : one.thresholds().entrySet()) {
                    var moved = thresholds.putObject(entry.getKey());
                    moved.put("from", settings.get(entry.getKey()));
                    moved.put("to", entry.getValue());
                    moved.putObject("passports")
                            .put(
                                    "to",
                                    change.withFigure("threshold")
                                            .with("constant", entry.getKey())
                                            .toString());
                }
            }
            node.set("before", outcome(one.before()));
            node.set("after", outcome(one.after()));
            node.put("verified", true);
            node.set("passports", passports);
        }
        return node;
    }

    private static ObjectNode outcome(Iterable<Colour> colours) {
        var node = Json.object();
        var array = node.putArray("colours");
        colours.forEach(c -> array.add(c.name()));
        return node;
    }

    /** Every covered year up to the data year: imports, concentration, the suppliers that matter, and the subject's world share. */
    private ArrayNode history(GoodProfile profile) {
        var years = new ArrayList<GoodYear>();
        for (int year : data.coverage().years(profile.product())) {
            if (year <= profile.dataYear()) {
                years.add(evaluator.evaluate(year, profile.product()));
            }
        }
        var shown = suppliersShown(profile, years);
        var array = Json.array();
        for (var year : years) {
            array.add(year(profile, year, shown));
        }
        return array;
    }

    /** The largest suppliers of the newest year, and every top supplier of a year. */
    private TreeSet<Integer> suppliersShown(GoodProfile profile, List<GoodYear> years) {
        var shown = new TreeSet<Integer>();
        for (var year : years) {
            if (year.topSupplier() >= 0) {
                shown.add(year.topSupplier());
            }
        }
        var block = evaluator.observed(profile.dataYear(), profile.product());
        var flows = new ArrayList<Integer>();
        for (int i = block.first(evaluator.subject()); i < block.end(evaluator.subject()); i++) {
            if (data.economies().get(block.exporter()[i]).named()) {
                flows.add(i);
            }
        }
        flows.sort(Comparator.comparingDouble((Integer i) -> -block.value()[i]));
        for (int i = 0; i < Math.min(SUPPLIERS_SHOWN, flows.size()); i++) {
            shown.add((int) block.exporter()[flows.get(i)]);
        }
        return shown;
    }

    private ObjectNode year(GoodProfile profile, GoodYear year, TreeSet<Integer> shown) {
        var node = Json.object();
        node.put("year", year.year());
        node.set("imports_kusd", Json.figure(profile.figure(GoodMeasure.IMPORTS, year)));
        node.set("top_share", Json.figure(profile.figure(GoodMeasure.TOP_SHARE, year)));
        node.set("hhi", Json.figure(profile.figure(GoodMeasure.HHI, year)));
        node.set("world_share", Json.figure(profile.figure(GoodMeasure.WORLD_SHARE, year)));
        if (!year.importsKnown() || !(year.value(GoodMeasure.IMPORTS) > 0)) {
            return node;
        }
        var block = evaluator.observed(year.year(), profile.product());
        double total = year.value(GoodMeasure.IMPORTS) * TradeCube.SCALE;
        double unallocated = year.unallocatedShare() * total;
        double base = total - unallocated;
        var byEconomy = new TreeMap<Integer, Double>();
        double other = 0;
        for (int i = block.first(evaluator.subject()); i < block.end(evaluator.subject()); i++) {
            int exporter = block.exporter()[i];
            if (shown.contains(exporter)) {
                byEconomy.put(exporter, block.value()[i]);
            } else if (data.economies().get(exporter).named()) {
                other += block.value()[i];
            }
        }
        var suppliers = node.putArray("suppliers");
        byEconomy.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
                .forEach(entry -> {
                    var code = data.economies().get(entry.getKey()).code();
                    var one = suppliers.addObject();
                    one.put("economy", code);
                    one.set("names", names(code));
                    one.put("value_kusd", entry.getValue() / TradeCube.SCALE);
                    one.put("share", base > 0 ? entry.getValue() / base : 0);
                    one.put(
                            "passport",
                            profile.passport("import-share@1", "import_share", year.year())
                                    .with("supplier", code)
                                    .toString());
                });
        node.put("other_share", base > 0 ? other / base : 0);
        node.put("unallocated_share", year.unallocatedShare());
        for (var supplier : suppliers) {
            supplier.asObject()
                    .putObject("passports")
                    .put(
                            "value_kusd",
                            profile.passport("import-share@1", "value_kusd", year.year())
                                    .with("supplier", supplier.path("economy").asString())
                                    .toString());
        }
        var passports = node.putObject("passports");
        if (base > 0) {
            passports.put(
                    "other_share",
                    profile.passport("import-share@1", "other_share", year.year())
                            .with(
                                    "suppliers",
                                    byEconomy.keySet().stream()
                                            .map(i -> data.economies().get(i).code())
                                            .sorted()
                                            .collect(Collectors.joining(" ")))
                            .toString());
        }
        passports.put("unallocated_share", beside(profile, year, GoodMeasure.IMPORTS, "unallocated_share"));
        return node;
    }

    private ObjectNode names(String code) {
        var node = Json.object();
        node.put("en", data.economies().name(code, Language.EN));
        node.put("ja", data.economies().name(code, Language.JA));
        return node;
    }

    private List<String> sources(GoodProfile profile) {
        var found = new TreeSet<String>();
        for (var year : profile.window()) {
            var block = evaluator.observed(year.year(), profile.product());
            int first = block.first(evaluator.subject());
            if (first < block.end(evaluator.subject())) {
                RowSource.find(data, data.cube().origin(first)).ifPresent(s -> found.add(s.id()));
            }
        }
        return List.copyOf(found);
    }
}
