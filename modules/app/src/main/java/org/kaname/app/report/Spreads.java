package org.kaname.app.report;

import java.util.ArrayList;
import java.util.List;
import org.kaname.model.Unit;
import tools.jackson.databind.JsonNode;

/**
 * Where the figures of a good lie in worlds with reporting noise, and how sure its two ranks are. Two paragraphs, for a report has room
 * for so many pages only.
 */
final class Spreads {
    private final Html html;
    private final Voice voice;

    Spreads(Html html, Voice voice) {
        this.html = html;
        this.voice = voice;
    }

    /** Writes nothing for assessments without draws, and of earlier releases. */
    void write(JsonNode good) {
        var figures = new ArrayList<String>();
        for (var name : good.path("uncertainty").propertyNames()) {
            figures.add(figure(name, good.path("uncertainty").path(name)));
        }
        if (!figures.isEmpty()) {
            html.element(
                    "p",
                    voice.say("spread.figures", "figures", String.join(voice.say("spread.next"), figures)),
                    "class",
                    "note");
        }
        var ranks = ranks(good.path("rank_chances"));
        if (!ranks.isEmpty()) {
            html.element("p", String.join(" ", ranks), "class", "note");
        }
    }

    private String figure(String name, JsonNode figure) {
        var unit = Assessed.text(figure, "unit");
        return voice.say(
                "spread.figure",
                "figure",
                voice.open("figure", name),
                "observed",
                number(figure, "observed", unit),
                "mean",
                number(figure, "mean", unit),
                "low",
                number(figure, "p05", unit),
                "high",
                number(figure, "p95", unit));
    }

    private List<String> ranks(JsonNode chances) {
        var sentences = new ArrayList<String>();
        var atMost = Assessed.list(chances, "world_rank");
        if (!atMost.isEmpty()) {
            sentences.add(voice.say(
                    "spread.rank",
                    "ranks",
                    String.join(
                            voice.say("comma"),
                            atMost.stream()
                                    .map(one -> Assessed.text(one, "at_most"))
                                    .toList()),
                    "shares",
                    String.join(
                            voice.say("comma"),
                            atMost.stream()
                                    .map(one -> share(one, "probability"))
                                    .toList())));
        }
        var top = chances.path("top_supplier");
        if (!top.isEmpty()) {
            sentences.add(voice.say(
                    "spread.top",
                    "economy",
                    voice.economy(Assessed.text(top, "economy")),
                    "share",
                    share(top, "stays")));
        }
        return sentences;
    }

    private String share(JsonNode node, String name) {
        return number(node, name, Unit.SHARE.code());
    }

    private String number(JsonNode figure, String name, String unit) {
        return voice.number(figure.path(name).asDouble(), unit);
    }
}
