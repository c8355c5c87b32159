package org.kaname.app.json;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.tournament.Attribution;
import org.kaname.measure.tournament.Churn;
import org.kaname.measure.tournament.Flip;
import org.kaname.measure.tournament.Tournament;
import org.kaname.model.Language;
import org.kaname.model.Truth;
import tools.jackson.databind.node.ObjectNode;

/** The document of {@code rules compare} (measurement 3.6). */
public final class TournamentJson {
    private TournamentJson() {}

    /**
     * The document.
     *
     * @param judges places of the rules that are counted in the agreement
     * @param flips those shown, of {@code flipsFound}
     */
    public static ObjectNode of(
            DataSet data,
            String subject,
            int year,
            String partition,
            Settings settings,
            Tournament tournament,
            List<Integer> judges,
            List<Flip> flips,
            int flipsFound,
            List<Churn> churn,
            Optional<ObjectNode> attribution,
            Language language) {
        var node = Json.object();
        node.put("economy", subject);
        node.put("year", year);
        node.put("dataset", data.id());
        node.put("partition", partition);
        var changed = node.putObject("changed_constants");
        settings.changes().forEach(changed::put);
        var rules = tournament.rules();
        node.set("rules", Json.array(rules.stream().map(RuleVersion::id).toList()));
        node.set(
                "judges", Json.array(judges.stream().map(j -> rules.get(j).id()).toList()));
        node.put("goods", tournament.goods().size());
        node.put("goods_not_imported", tournament.notImported());
        var flagged = node.putObject("flagged");
        var judged = node.putObject("judged");
        for (int r = 0; r < rules.size(); r++) {
            flagged.put(rules.get(r).id(), tournament.flagged(r));
            judged.put(rules.get(r).id(), tournament.judged(r));
        }
        var jaccard = node.putArray("jaccard");
        var excluded = node.putArray("excluded");
        for (int a = 0; a < rules.size(); a++) {
            var row = jaccard.addArray();
            var left = excluded.addArray();
            for (int b = 0; b < rules.size(); b++) {
                var pair = tournament.pair(a, b);
                if (pair.jaccard().isPresent()) {
                    row.add(pair.jaccard().getAsDouble());
                } else {
                    row.addNull();
                }
                left.add(pair.excluded());
            }
        }
        var agreement = node.putObject("agreement");
        tournament.agreement(judges).forEach((n, goods) -> agreement.put(Integer.toString(n), goods));
        node.put("flips_found", flipsFound);
        var listed = node.putArray("flips");
        flips.forEach(flip -> listed.add(flip(data, flip, language)));
        var years = node.putArray("churn");
        churn.forEach(c -> years.add(churn(c)));
        attribution.ifPresent(node::setAll);
        return node;
    }

    /** {@code FLAGGED}, {@code NOT_FLAGGED} or {@code INSUFFICIENT}. */
    public static String outcome(Truth truth) {
        return switch (truth) {
            case YES -> "FLAGGED";
            case NO -> "NOT_FLAGGED";
            case UNKNOWN -> "INSUFFICIENT";
        };
    }

    private static ObjectNode flip(DataSet data, Flip flip, Language language) {
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
        // only flips that turned when the rule was run on both sides are kept
        node.put("verified", true);
        return node;
    }

    private static ObjectNode churn(Churn churn) {
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
    public static ObjectNode attribution(String first, String second, Attribution attribution) {
        var node = Json.object();
        var explained = node.putObject("explained");
        explained.put("first", first);
        explained.put("second", second);
        explained.put("flagged_first", attribution.first());
        explained.put("flagged_second", attribution.second());
        explained.put("difference", attribution.second() - attribution.first());
        explained.put("compared", attribution.compared());
        explained.put("excluded", attribution.excluded());
        var parts = node.putArray("attribution");
        for (var part : attribution.parts()) {
            var one = parts.addObject();
            one.put("factor", part.factor());
            one.put("parts", part.count().toString());
            one.put("value", part.count().value());
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
