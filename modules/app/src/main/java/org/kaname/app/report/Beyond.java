package org.kaname.app.report;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is judged without the subject's trade: technology fields by both proxies, inputs known by published shares. */
final class Beyond {
    private final Html html;
    private final Voice voice;
    private final Assessed assessed;

    Beyond(Html html, Voice voice, Assessed assessed) {
        this.html = html;
        this.voice = voice;
        this.assessed = assessed;
    }

    void fields() {
        html.open("section", "class", "page").element("h2", voice.say("fields"));
        var fields = Assessed.list(assessed.root(), "fields").stream()
                .sorted(colouredFirst())
                .toList();
        if (fields.isEmpty()) {
            absent();
            return;
        }
        html.element("p", voice.say("fields.why"), "class", "note");
        html.open("table", "class", "stack compact fields")
                .element("caption", voice.say("fields.caption"))
                .open("thead")
                .open("tr");
        Marks.column(html, voice.say("field"));
        Marks.column(html, voice.say("proxy"));
        Marks.column(html, voice.say("year"), "class", "num");
        Marks.column(html, voice.say("share.own"), "class", "num");
        Marks.column(html, voice.say("leader"));
        Marks.column(html, voice.say("lead"), "class", "num");
        Marks.column(html, voice.say("growth.relative"), "class", "num");
        Marks.column(html, voice.say("churn"), "class", "num");
        html.close("tr").close("thead");
        for (var field : fields) {
            field(field);
        }
        html.close("table").close("section").line();
    }

    private static Comparator<JsonNode> colouredFirst() {
        return Comparator.comparing(f -> Assessed.strings(f, "colours").isEmpty());
    }

    private void field(JsonNode field) {
        var proxies = Assessed.list(field, "proxies");
        html.open(
                "tbody",
                "id",
                assessed.anchor(Assessed.text(field, "scheme") + ":" + Assessed.text(field, "field")) + "-"
                        + voice.code());
        for (int i = 0; i < Math.max(1, proxies.size()); i++) {
            html.open("tr");
            if (i == 0) {
                html.open("th", "scope", "rowgroup", "rowspan", Integer.toString(Math.max(1, proxies.size())));
                html.element("span", name(field, "field"));
                html.open("div");
                Marks.badges(html, voice, field);
                html.close("div");
                for (var tag : Assessed.strings(field, "tags")) {
                    html.element(
                            "div", voice.word("tag." + tag, tag), "class", tag.equals("DISPUTED") ? "tag" : "note");
                }
                html.close("th");
            }
            if (proxies.isEmpty()) {
                html.open("td", "colspan", "7");
                Marks.missing(html, voice, voice.reason("NOT_IN_SOURCE"));
                html.close("td");
            } else {
                proxy(proxies.get(i));
            }
            html.close("tr");
        }
        html.close("tbody").line();
    }

    private String name(JsonNode thing, String code) {
        var name = voice.pick(thing.path("names"));
        return name.isEmpty() ? Assessed.text(thing, code) : name;
    }

    private void proxy(JsonNode proxy) {
        html.open("td", "data-l", voice.say("proxy")).text(voice.open("measure", Assessed.text(proxy, "measure")));
        if (proxy.path("narrow").asBoolean(false)) {
            html.text(" ").element("small", voice.say("why.narrow"), "class", "tag");
        }
        html.close("td").element("td", Assessed.text(proxy, "data_year"), "class", "num", "data-l", voice.say("year"));
        html.open("td", "class", "num", "data-l", voice.say("share.own"));
        Marks.figure(html, voice, proxy.path("share"));
        if (Voice.known(proxy.path("rank"))) {
            html.text(" ")
                    .element("small", voice.say("rank", "rank", voice.figure(proxy.path("rank"))), "class", "quiet");
        }
        html.close("td").open("td", "data-l", voice.say("leader"));
        var leader = Assessed.text(proxy, "leader");
        if (leader.isEmpty()) {
            Marks.missing(html, voice, voice.reason("NOT_IN_SOURCE"));
        } else {
            html.text(voice.economy(leader));
        }
        html.close("td");
        cell(proxy, "lead_ratio", "lead");
        cell(proxy, "relative_growth", "growth.relative");
        cell(proxy, "churn", "churn");
    }

    private void cell(JsonNode proxy, String figure, String label) {
        html.open("td", "class", "num", "data-l", voice.say(label));
        Marks.figure(html, voice, proxy.path(figure));
        html.close("td");
    }

    void inputs() {
        html.open("section", "class", "page").element("h2", voice.say("inputs"));
        var inputs = Assessed.list(assessed.root(), "inputs").stream()
                .sorted(colouredFirst())
                .toList();
        if (inputs.isEmpty()) {
            absent();
            return;
        }
        html.element("p", voice.say("inputs.why", "tag", voice.word("tag.SHARE_ONLY", "SHARE_ONLY")), "class", "note");
        html.open("table", "class", "stack compact sortable")
                .element("caption", voice.say("inputs.caption"))
                .open("thead")
                .open("tr");
        Marks.column(html, voice.say("input"));
        Marks.column(html, voice.say("outcome"));
        Marks.column(html, voice.say("share.world"), "class", "num");
        Marks.column(html, voice.say("rank.column"), "class", "num");
        Marks.column(html, voice.say("year"), "class", "num");
        Marks.column(html, voice.say("source"));
        html.close("tr").close("thead").open("tbody");
        inputs.forEach(this::input);
        html.close("tbody").close("table").close("section").line();
    }

    private void input(JsonNode input) {
        html.open(
                "tr",
                "id",
                assessed.anchor(Assessed.text(input, "scheme") + ":" + Assessed.text(input, "code")) + "-"
                        + voice.code());
        var names = input.path("names");
        var name = voice.pick(names);
        html.element(
                "th",
                name.isEmpty() ? Assessed.text(input, "name") : name,
                "scope",
                "row",
                "lang",
                voice.languageOf(names));
        html.open("td", "data-l", voice.say("outcome"));
        if (Assessed.strings(input, "colours").isEmpty()) {
            Marks.outcome(html, voice, "NONE");
        } else {
            Marks.badges(html, voice, input);
        }
        List<String> tags = Assessed.strings(input, "tags").stream()
                .map(t -> voice.word("tag." + t, t))
                .toList();
        html.text(" ")
                .element("small", String.join(voice.say("comma"), tags), "class", "quiet")
                .close("td");
        html.open("td", "class", "num", "data-l", voice.say("share.world"));
        Marks.figure(html, voice, input.path("share"));
        html.close("td").open("td", "class", "num", "data-l", voice.say("rank.column"));
        Marks.figure(html, voice, input.path("rank"));
        html.close("td").element("td", Assessed.text(input, "data_year"), "class", "num", "data-l", voice.say("year"));
        html.open("td", "data-l", voice.say("source"))
                .element("span", Assessed.text(input, "source"), "class", "code")
                .close("td")
                .close("tr");
    }

    private void absent() {
        html.open("p");
        Marks.missing(html, voice, voice.reason("TABLE_ABSENT"));
        html.close("p").close("section");
    }
}
