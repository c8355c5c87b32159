package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.model.Phrasebook;
import org.kaname.shock.run.SupplyShares;
import tools.jackson.databind.node.ObjectNode;

/** The passport of a run resolved, for people and programs. */
public final class ExplainedRun {
    private ExplainedRun() {}

    public static ObjectNode json(ShockExplainer.Explained explained, Words words) {
        var node = Json.figure(explained.figure());
        node.put("figure", explained.passport().figure());
        node.put("method", explained.passport().method());
        node.put("dataset", explained.passport().dataset());
        node.set(
                "formula",
                Json.texts(words.both("survive." + explained.passport().figure())));
        node.put("scenario", explained.source().id());
        node.put(
                "recomputed_missing",
                "no reference statement: the engine is tested against the worked example of its method");
        var rows = node.putArray("rows");
        for (var part : explained.supply().parts()) {
            var row = rows.addObject();
            row.put("supplier", part.economy());
            row.put("share_of_need", part.share());
            row.put("largest_share_lost", explained.lost().getOrDefault(part.economy(), 0.0));
        }
        explained.supply().year().ifPresent(year -> node.put("data_year", year));
        return node;
    }

    public static List<String> csv(ShockExplainer.Explained explained) {
        var lines = new ArrayList<String>();
        lines.add("supplier,share_of_need,largest_share_lost");
        for (var part : explained.supply().parts()) {
            lines.add(
                    part.economy() + "," + part.share() + "," + explained.lost().getOrDefault(part.economy(), 0.0));
        }
        return lines;
    }

    public static List<String> text(ShockExplainer.Explained explained, Phrasebook book) {
        var lines = new ArrayList<String>();
        lines.add(explained.passport().figure() + "   " + explained.passport().method() + "   "
                + explained.passport().dataset());
        explained.passport().parameters().forEach((key, value) -> lines.add("  " + key + " = " + value));
        lines.add("");
        lines.add("  " + book.figure(explained.figure()));
        lines.add("  " + book.say("survive." + explained.passport().figure()));
        lines.add("  " + book.say("survive.no-reference"));
        lines.add("");
        lines.add("  "
                + (explained.supply().basis() == SupplyShares.Basis.IMPORTS
                        ? book.say(
                                "survive.imports",
                                "dataset",
                                explained.supply().dataset(),
                                "year",
                                explained.supply().year().map(String::valueOf).orElse("–"))
                        : book.say(
                                "survive.own-shares",
                                "scenario",
                                explained.source().id())));
        for (var part : explained.supply().parts()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "    %-6s %6.2f %%   %s %6.2f %%",
                    part.economy(),
                    100 * part.share(),
                    book.say("survive.lost"),
                    100 * explained.lost().getOrDefault(part.economy(), 0.0)));
        }
        return lines;
    }
}
