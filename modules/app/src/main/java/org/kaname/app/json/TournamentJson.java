package org.kaname.app.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.tournament.Attribution;
import org.kaname.measure.tournament.Churn;
import org.kaname.measure.tournament.Flip;
import org.kaname.measure.tournament.Tournament;
import org.kaname.model.Language;
import org.kaname.model.Passport;
import org.kaname.model.Truth;
import tools.jackson.databind.node.ObjectNode;

/** The document of {@code rules compare} (measurement 3.6). The passports of its numbers stand in their places below {@code passports}. */
public final class TournamentJson {
    private static final String SEPARATOR = " ";
    private static final List<String> CHURN =
            List.of("kept", "left_out", "entered", "compared", "excluded", "exit", "entry", "persistence", "jaccard");

    private final DataSet data;
    private final Passport origin;
    private final Tournament tournament;
    private final List<Integer> judges;
    private final Language language;

    /**
     * @param origin what the passports of all figures share
     * @param judges places of the rules that are counted in the agreement
     */
    public TournamentJson(
            DataSet data, Passport origin, Tournament tournament, List<Integer> judges, Language language) {
        this.data = data;
        this.origin = origin;
        this.tournament = tournament;
        this.judges = List.copyOf(judges);
        this.language = language;
    }

    /**
     * Why two counts differ.
     *
     * @param question the keys of a passport that asks for it: the rules, or the rule and the other year; empty for
     *     two editions, because a passport names one data set
     */
    public record Explained(String first, String second, Map<String, String> question, Attribution attribution) {
        public Explained {
            question = Map.copyOf(question);
        }

        /** Message key of why there is nothing to explain; empty where there is. */
        public String nothing() {
            if (first.equals(second)) {
                return "text.compare.explained.same";
            }
            return attribution.compared() == 0 ? "text.compare.explained.none" : "";
        }
    }

    /**
     * The document.
     *
     * @param flips those shown, of {@code flipsFound}
     * @param searched whether flips were looked for
     */
    public ObjectNode document(
            String partition,
            Settings settings,
            List<Flip> flips,
            boolean searched,
            int flipsFound,
            List<Churn> churn,
            Optional<Explained> explained) {
        var node = Json.object();
        var passports = Json.object();
        node.put("economy", origin.parameter("subject"));
        node.put("year", Integer.parseInt(origin.parameter("year")));
        node.put("dataset", data.id());
        node.put("partition", partition);
        var changed = node.putObject("changed_constants");
        settings.changes().forEach(changed::put);
        var rules = tournament.rules();
        node.set("rules", Json.array(rules.stream().map(RuleVersion::id).toList()));
        node.set(
                "judges", Json.array(judges.stream().map(j -> rules.get(j).id()).toList()));
        node.put("goods", tournament.goods().size());
        node.put("goods_imported", tournament.imported());
        node.put("goods_imports_unknown", tournament.unknown());
        var unknown = node.putObject("imports_unknown_by_reason");
        tournament.unknownByReason().forEach((reason, count) -> unknown.put(reason.name(), count));
        node.put("goods_not_imported", tournament.notImported());
        for (var figure : List.of("goods", "goods_imported", "goods_imports_unknown", "goods_not_imported")) {
            passports.put(figure, of(figure, Map.of()));
        }
        var ofUnknown = passports.putObject("imports_unknown_by_reason");
        tournament
                .unknownByReason()
                .keySet()
                .forEach(reason ->
                        ofUnknown.put(reason.name(), of("goods_imports_unknown", Map.of("reason", reason.name()))));
        counts(node, passports);
        pairs(node, passports);
        agreement(node, passports);
        node.put("flips_found", flipsFound);
        passports.put("flips_found", of("flips_found", searched ? Map.of("rules", judging()) : Map.of("rules", "")));
        var listed = node.putArray("flips");
        flips.forEach(flip -> listed.add(flip(flip)));
        var years = node.putArray("churn");
        churn.forEach(c -> years.add(churn(c)));
        explained.ifPresent(e -> node.setAll(attribution(e)));
        node.set("passports", passports);
        return node;
    }

    private String of(String figure, Map<String, String> keys) {
        var passport = origin.withFigure(figure);
        for (var entry : keys.entrySet()) {
            passport = passport.with(entry.getKey(), entry.getValue());
        }
        return passport.toString();
    }

    private String judging() {
        return judges.stream().map(j -> tournament.rules().get(j).id()).collect(Collectors.joining(SEPARATOR));
    }

    private void counts(ObjectNode node, ObjectNode passports) {
        var flagged = node.putObject("flagged");
        var judged = node.putObject("judged");
        var ofFlagged = passports.putObject("flagged");
        var ofJudged = passports.putObject("judged");
        for (int r = 0; r < tournament.rules().size(); r++) {
            var rule = tournament.rules().get(r).id();
            flagged.put(rule, tournament.flagged(r));
            judged.put(rule, tournament.judged(r));
            ofFlagged.put(rule, of("flagged", Map.of("rule", rule)));
            ofJudged.put(rule, of("judged", Map.of("rule", rule)));
        }
    }

    private void pairs(ObjectNode node, ObjectNode passports) {
        var rules = tournament.rules();
        var jaccard = node.putArray("jaccard");
        var excluded = node.putArray("excluded");
        var ofJaccard = passports.putArray("jaccard");
        var ofExcluded = passports.putArray("excluded");
        for (int a = 0; a < rules.size(); a++) {
            var row = jaccard.addArray();
            var left = excluded.addArray();
            var ofRow = ofJaccard.addArray();
            var ofLeft = ofExcluded.addArray();
            for (int b = 0; b < rules.size(); b++) {
                var pair = tournament.pair(a, b);
                if (pair.jaccard().isPresent()) {
                    row.add(pair.jaccard().getAsDouble());
                } else {
                    row.addNull();
                }
                left.add(pair.excluded());
                var two = Map.of(
                        "rules", rules.get(a).id() + SEPARATOR + rules.get(b).id());
                ofRow.add(of("jaccard", two));
                ofLeft.add(of("excluded", two));
            }
        }
    }

    private void agreement(ObjectNode node, ObjectNode passports) {
        var agreement = node.putObject("agreement");
        var ofAgreement = passports.putObject("agreement");
        tournament.agreement(judges).forEach((n, goods) -> {
            agreement.put(Integer.toString(n), goods);
            ofAgreement.put(
                    Integer.toString(n), of("agreement", Map.of("rules", judging(), "flagged", Integer.toString(n))));
        });
    }

    /** {@code FLAGGED}, {@code NOT_FLAGGED} or {@code INSUFFICIENT}. */
    public static String outcome(Truth truth) {
        return switch (truth) {
            case YES -> "FLAGGED";
            case NO -> "NOT_FLAGGED";
            case UNKNOWN -> "INSUFFICIENT";
        };
    }

    private ObjectNode flip(Flip flip) {
        var node = Json.object();
        node.put("code", flip.code().value());
        node.put("scheme", flip.code().scheme());
        node.put("name", Words.good(data, flip.code(), language));
        node.put("rule", flip.rule());
        node.put("from", outcome(flip.from()));
        node.put("to", outcome(flip.to()));
        node.put("lever", flip.lever().name());
        node.set("conditions", Json.array(flip.conditions()));
        node.put("condition", String.join("+", flip.conditions()));
        node.put("destination", flip.destination());
        node.put("cost", flip.cost());
        if (flip.valueAtFlip().size() == 1) {
            node.put("value_at_flip", flip.valueAtFlip().values().iterator().next());
        } else {
            node.putNull("value_at_flip");
        }
        var values = node.putObject("values_at_flip");
        flip.valueAtFlip().forEach(values::put);
        var keys = new TreeMap<String, String>();
        keys.put("product", flip.code().toString());
        keys.put("rule", flip.rule());
        keys.put("lever", flip.lever().name());
        if (!flip.destination().isEmpty()) {
            keys.put("destination", flip.destination());
        }
        var passports = node.putObject("passports");
        passports.put("cost", of("cost", keys));
        var ofValues = passports.putObject("values_at_flip");
        flip.valueAtFlip().keySet().forEach(constant -> {
            var moved = new TreeMap<>(keys);
            moved.put("constant", constant);
            ofValues.put(constant, of("value_at_flip", moved));
            if (flip.valueAtFlip().size() == 1) {
                passports.put("value_at_flip", of("value_at_flip", moved));
            }
        });
        // only flips that turned when the rule was run on both sides are kept
        node.put("verified", true);
        return node;
    }

    private ObjectNode churn(Churn churn) {
        var node = Json.object();
        node.put("rule", churn.rule());
        node.put("year", churn.year());
        node.put("next_year", churn.nextYear());
        node.put("kept", churn.kept());
        node.put("left_out", churn.leftOut());
        node.put("entered", churn.entered());
        node.put("compared", churn.compared());
        node.put("excluded", churn.excluded());
        put(node, "exit", churn.exit());
        put(node, "entry", churn.entry());
        put(node, "persistence", churn.persistence());
        put(node, "jaccard", churn.jaccard());
        var keys = Map.of(
                "rule",
                churn.rule(),
                "year",
                Integer.toString(churn.year()),
                "next_year",
                Integer.toString(churn.nextYear()),
                "as_of",
                origin.parameter("year"));
        var passports = node.putObject("passports");
        for (var figure : CHURN) {
            passports.put(figure, of("churn_" + figure, keys));
        }
        return node;
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        } else {
            node.putNull(name);
        }
    }

    /** {@code {explained{…}, attribution[]}}: parts add up to the difference exactly. */
    private ObjectNode attribution(Explained asked) {
        var attribution = asked.attribution();
        var node = Json.object();
        var explained = node.putObject("explained");
        explained.put("first", asked.first());
        explained.put("second", asked.second());
        explained.put("flagged_first", attribution.first());
        explained.put("flagged_second", attribution.second());
        explained.put("difference", attribution.second() - attribution.first());
        explained.put("compared", attribution.compared());
        explained.put("excluded", attribution.excluded());
        if (!asked.nothing().isEmpty()) {
            explained.set(
                    "nothing",
                    Json.texts(
                            Words.plain().both(asked.nothing(), "excluded", Integer.toString(attribution.excluded()))));
        }
        boolean citable = !asked.question().isEmpty();
        if (citable) {
            var passports = explained.putObject("passports");
            for (var figure : List.of("flagged_first", "flagged_second", "difference", "compared", "excluded")) {
                passports.put(figure, of("part_" + figure, asked.question()));
            }
        }
        var parts = node.putArray("attribution");
        for (var part : attribution.parts()) {
            var one = parts.addObject();
            one.put("factor", part.factor());
            one.put("parts", part.count().toString());
            one.put("value", part.count().value());
            if (citable) {
                var keys = new TreeMap<>(asked.question());
                keys.put("factor", part.factor());
                one.put("passport", of("part", keys));
            }
            var goods = one.putArray("goods");
            part.goods().forEach((code, fraction) -> {
                var good = goods.addObject();
                good.put("scheme", code.scheme());
                good.put("code", code.value());
                good.put("parts", fraction.toString());
            });
        }
        return node;
    }
}
