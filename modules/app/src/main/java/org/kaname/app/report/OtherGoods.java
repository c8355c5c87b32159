package org.kaname.app.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Goods in one compact table: those without a colour, and coloured ones for which there was no room. */
final class OtherGoods {
    private final Html html;
    private final Voice voice;
    private final Assessed assessed;

    OtherGoods(Html html, Voice voice, Assessed assessed) {
        this.html = html;
        this.voice = voice;
        this.assessed = assessed;
    }

    /** Coloured goods that have no page of their own, after the first ones that do. */
    void withoutPage(int pages) {
        int left = assessed.coloured().size() - pages;
        if (left > 0) {
            html.open("section", "class", "page").element("h2", voice.say("overflow"));
            html.element("p", voice.say("overflow.why", "count", left));
            table(assessed.placed().subList(pages, assessed.placed().size()), voice.say("overflow"));
            more(assessed.coloured().size() - assessed.placed().size());
            html.close("section");
        }
    }

    void withoutColour() {
        var goods = assessed.uncoloured();
        if (goods.isEmpty()) {
            return;
        }
        long open = goods.stream()
                .filter(g -> Assessed.text(g, "outcome").equals("INSUFFICIENT"))
                .count();
        html.open("section", "class", "page").element("h2", voice.say("others"));
        html.element("p", voice.say("others.why", "none", goods.size() - open, "open", open));
        table(assessed.listed(), voice.say("others"));
        more(goods.size() - assessed.listed().size());
        html.close("section").line();
    }

    private void more(int count) {
        if (count > 0) {
            html.element("p", voice.say("others.more", "count", count), "class", "note");
        }
    }

    private void table(List<JsonNode> goods, String caption) {
        html.open("table", "class", "stack compact sortable")
                .element("caption", caption)
                .open("thead")
                .open("tr");
        Marks.column(html, voice.say("good"));
        Marks.column(html, voice.say("outcome"));
        Marks.column(html, voice.say("year"), "class", "num");
        Marks.column(html, voice.say("imports"), "class", "num");
        Marks.column(html, voice.say("top"), "class", "num");
        Marks.column(html, "HHI", "class", "num");
        Marks.column(html, voice.say("share.world"), "class", "num");
        Marks.column(html, voice.say("rules.short"), "class", "num");
        html.close("tr").close("thead").open("tbody");
        goods.forEach(this::row);
        html.close("tbody").close("table").line();
    }

    private void row(JsonNode good) {
        html.open("tr", "id", assessed.anchor(good) + "-" + voice.code());
        html.open("th", "scope", "row")
                .text(voice.goodName(good))
                .text(" ")
                .element("span", Assessed.text(good, "code"), "class", "code");
        var missing = missing(good);
        if (!missing.isEmpty()) {
            html.empty("br")
                    .element(
                            "small",
                            voice.say("missing.was", "what", String.join(voice.say("semicolon"), missing)),
                            "class",
                            "nodata");
        }
        html.close("th").open("td", "data-l", voice.say("outcome"));
        var colours = Assessed.strings(good, "colours");
        if (colours.isEmpty()) {
            Marks.outcome(html, voice, Assessed.text(good, "outcome"));
        } else {
            Marks.badges(html, voice, good);
        }
        for (var tag : Assessed.strings(good, "tags")) {
            html.text(" ").element("small", voice.word("tag." + tag, tag), "class", "quiet");
        }
        html.close("td");
        html.element("td", Assessed.text(good, "data_year"), "class", "num", "data-l", voice.say("year"));
        var autonomy = good.path("autonomy");
        cell(autonomy.path("imports_kusd"), voice.say("imports"));
        html.open("td", "class", "num", "data-l", voice.say("top"));
        Marks.figure(html, voice, autonomy.path("top_share"));
        var top = Assessed.text(autonomy, "top_supplier");
        if (!top.isEmpty()) {
            html.text(" ").element("small", voice.economy(top), "class", "quiet");
        }
        html.close("td");
        cell(autonomy.path("hhi"), "HHI");
        cell(good.path("indispensability").path("world_share"), voice.say("share.world"));
        html.element(
                "td",
                autonomy.path("flagged").asInt() + "/"
                        + autonomy.path("applicable").asInt(),
                "class",
                "num",
                "data-l",
                voice.say("rules.short"));
        html.close("tr");
    }

    private void cell(JsonNode figure, String label) {
        html.open("td", "class", "num", "data-l", label);
        if (Voice.known(figure)) {
            html.element("span", voice.figure(figure), "title", Assessed.text(figure, "value"));
        } else {
            Marks.missing(html, voice, voice.why(figure));
        }
        html.close("td");
    }

    /** What kept the rows of the table from being judged: colour, condition, reason. */
    private LinkedHashSet<String> missing(JsonNode good) {
        var found = new LinkedHashSet<String>();
        for (var row : Assessed.list(good, "rows")) {
            if (!row.path("applies").asBoolean(true) || row.path("fired").isBoolean()) {
                continue;
            }
            var conditions = new ArrayList<>(Assessed.list(row, "once"));
            Assessed.list(row, "years").forEach(y -> conditions.addAll(Assessed.list(y, "conditions")));
            for (var condition : conditions) {
                if (!condition.path("holds").isBoolean()
                        && condition.path("missing").isString()) {
                    found.add(voice.say(
                            "missing.one",
                            "row",
                            Assessed.text(row, "row"),
                            "condition",
                            voice.pick(condition.path("label")),
                            "reason",
                            voice.reason(Assessed.text(condition, "missing"))));
                }
            }
        }
        return found;
    }
}
