package org.kaname.app.report;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is judged without the subject's trade: technology fields by both proxies, inputs known by published shares. */
final class Beyond {
    /** Columns of the brief table. */
    private static final int PROXIES = 2;

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
        var coloured = fields.stream()
                .filter(f -> !Assessed.strings(f, "colours").isEmpty())
                .toList();
        if (!coloured.isEmpty()) {
            full(coloured);
        }
        if (coloured.size() < fields.size()) {
            brief(fields.subList(coloured.size(), fields.size()));
        }
        html.close("section").line();
    }

    /** Coloured fields: one row per proxy, then the comparisons that decided. */
    private void full(List<JsonNode> fields) {
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
        fields.forEach(this::field);
        html.close("table").line();
    }

    /** Fields without a colour: both proxies side by side on one row. */
    private void brief(List<JsonNode> fields) {
        html.open("table", "class", "stack compact brief")
                .element("caption", voice.say("fields.others"))
                .open("thead")
                .open("tr");
        Marks.column(html, voice.say("field"));
        Marks.column(html, voice.say("outcome"));
        Marks.column(html, voice.say("proxy.first"));
        Marks.column(html, voice.say("proxy.second"));
        html.close("tr").close("thead").open("tbody");
        for (var field : fields) {
            var name = name(field, "field");
            html.open("tr", "id", assessed.anchor(field) + "-" + voice.code())
                    .element("th", name, "scope", "row", "lang", voice.languageOfPlain(name));
            html.open("td", "data-l", voice.say("outcome"));
            Marks.outcome(
                    html, voice, Assessed.text(field, "outcome").isEmpty() ? "NONE" : Assessed.text(field, "outcome"));
            html.close("td");
            var proxies = Assessed.list(field, "proxies");
            for (int i = 0; i < PROXIES; i++) {
                html.open("td", "data-l", voice.say(i == 0 ? "proxy.first" : "proxy.second"));
                if (i < proxies.size()) {
                    html.text(oneLine(proxies.get(i)));
                } else if (i == 0) {
                    Marks.missing(html, voice, voice.reason("NOT_IN_SOURCE"));
                } else {
                    html.element("span", voice.say("proxy.none"), "class", "quiet");
                }
                html.close("td");
            }
            html.close("tr");
        }
        html.close("tbody").close("table").line();
    }

    private String oneLine(JsonNode proxy) {
        return voice.say(
                "proxy.line",
                "measure",
                voice.open("measure", Assessed.text(proxy, "measure")),
                "year",
                Assessed.text(proxy, "data_year"),
                "share",
                voice.figure(proxy.path("share")),
                "growth",
                voice.figure(proxy.path("relative_growth")));
    }

    private static Comparator<JsonNode> colouredFirst() {
        return Comparator.comparing(f -> Assessed.strings(f, "colours").isEmpty());
    }

    private void field(JsonNode field) {
        var proxies = Assessed.list(field, "proxies");
        html.open("tbody", "id", assessed.anchor(field) + "-" + voice.code());
        for (int i = 0; i < Math.max(1, proxies.size()); i++) {
            html.open("tr");
            if (i == 0) {
                html.open("th", "scope", "rowgroup", "rowspan", Integer.toString(Math.max(1, proxies.size())));
                html.element("span", name(field, "field"), "lang", voice.languageOfPlain(name(field, "field")));
                html.open("div");
                if (Assessed.strings(field, "colours").isEmpty()) {
                    Marks.outcome(
                            html,
                            voice,
                            Assessed.text(field, "outcome").isEmpty() ? "NONE" : Assessed.text(field, "outcome"));
                }
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
        why(field);
        html.close("tbody").line();
    }

    /** The conditions of the rows that fired, one line each. */
    private void why(JsonNode field) {
        var fired = Assessed.list(field, "rows").stream()
                .filter(r -> r.path("fired").asBoolean(false))
                .toList();
        if (fired.isEmpty()) {
            return;
        }
        html.open("tr", "class", "why").open("td", "colspan", "8");
        var bars = new ComparisonBars(html, voice);
        for (var row : fired) {
            html.open("div").element("b", Assessed.text(row, "row"));
            Assessed.list(row, "conditions").forEach(bars::line);
            html.close("div");
        }
        var strategic = Assessed.list(field, "strategic_fields").stream()
                .map(f -> f.isString() ? f.asString() : voice.pick(f.path("names")))
                .toList();
        if (!strategic.isEmpty()) {
            html.element("div", voice.say("field.strategic", "fields", String.join(voice.say("comma"), strategic)));
        }
        html.close("td").close("tr");
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
        html.open("tr", "id", assessed.anchor(input) + "-" + voice.code());
        var names = input.path("names");
        var name = voice.pick(names);
        html.element(
                "th",
                name.isEmpty() ? Assessed.text(input, "name") : name,
                "scope",
                "row",
                "lang",
                voice.languageOfPlain(voice.pick(names)));
        html.open("td", "data-l", voice.say("outcome"));
        if (Assessed.strings(input, "colours").isEmpty()) {
            Marks.outcome(
                    html, voice, Assessed.text(input, "outcome").isEmpty() ? "NONE" : Assessed.text(input, "outcome"));
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
