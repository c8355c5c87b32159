package org.kaname.app.report;

import org.kaname.model.Unit;
import tools.jackson.databind.JsonNode;

/** Where the figures of a good lie in worlds with reporting noise, and how sure its two ranks are. */
final class Spreads {
    private final Html html;
    private final Voice voice;

    Spreads(Html html, Voice voice) {
        this.html = html;
        this.voice = voice;
    }

    /** Writes nothing for assessments without draws, and of earlier releases. */
    void write(JsonNode good) {
        var figures = good.path("uncertainty");
        if (!figures.isEmpty()) {
            table(figures);
        }
        var ranks = good.path("rank_chances");
        for (var one : Assessed.list(ranks, "world_rank")) {
            html.element(
                    "p",
                    voice.say(
                            "spread.rank",
                            "rank",
                            Assessed.text(one, "at_most"),
                            "share",
                            voice.number(one.path("probability").asDouble(), Unit.SHARE.code())),
                    "class",
                    "note");
        }
        var top = ranks.path("top_supplier");
        if (!top.isEmpty()) {
            html.element(
                    "p",
                    voice.say(
                            "spread.top",
                            "economy",
                            voice.economy(Assessed.text(top, "economy")),
                            "share",
                            voice.number(top.path("stays").asDouble(), Unit.SHARE.code())),
                    "class",
                    "note");
        }
    }

    private void table(JsonNode figures) {
        html.open("table", "class", "spreads stack")
                .element("caption", voice.say("spread.caption"))
                .open("thead")
                .open("tr");
        Marks.column(html, voice.say("spread.figure"));
        Marks.column(html, voice.say("spread.observed"), "class", "num");
        Marks.column(html, voice.say("spread.mean"), "class", "num");
        Marks.column(html, voice.say("spread.range"), "class", "num");
        html.close("tr").close("thead").open("tbody");
        for (var name : figures.propertyNames()) {
            var one = figures.path(name);
            var unit = Assessed.text(one, "unit");
            html.open("tr")
                    .element("td", voice.open("figure", name), "data-l", voice.say("spread.figure"))
                    .element(
                            "td", number(one, "observed", unit), "class", "num", "data-l", voice.say("spread.observed"))
                    .element("td", number(one, "mean", unit), "class", "num", "data-l", voice.say("spread.mean"))
                    .element(
                            "td",
                            voice.say(
                                    "spread.from-to",
                                    "low",
                                    number(one, "p05", unit),
                                    "high",
                                    number(one, "p95", unit)),
                            "class",
                            "num",
                            "data-l",
                            voice.say("spread.range"))
                    .close("tr");
        }
        html.close("tbody").close("table").line();
    }

    private String number(JsonNode figure, String name, String unit) {
        return voice.number(figure.path(name).asDouble(), unit);
    }
}
