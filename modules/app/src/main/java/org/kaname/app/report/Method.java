package org.kaname.app.report;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How it was judged, from what, within which limits, and how to compute any number again. */
final class Method {
    private static final List<String> STANDING_LIMITS =
            List.of("limit.1", "limit.2", "limit.3", "limit.4", "limit.5", "limit.8");

    private final Html html;
    private final Voice voice;
    private final Assessed assessed;

    Method(Html html, Voice voice, Assessed assessed) {
        this.html = html;
        this.voice = voice;
        this.assessed = assessed;
    }

    void write() {
        html.open("section", "class", "page method").element("h2", voice.say("method"));
        html.element("p", voice.say("method.text", "method", Assessed.text(assessed.root(), "method")));
        rows();
        again();
        limits();
        constants();
        html.close("section").line();
        sources();
    }

    private void rows() {
        if (assessed.goods().isEmpty()) {
            return;
        }
        html.open("table", "class", "compact")
                .element("caption", voice.say("method.rows"))
                .open("tbody");
        for (var row : Assessed.list(assessed.goods().getFirst(), "rows")) {
            html.open("tr")
                    .element("th", Assessed.text(row, "row"), "scope", "row")
                    .open("td");
            Marks.badge(html, voice, Assessed.text(row, "colour"));
            html.close("td").element("td", voice.pick(row.path("text"))).close("tr");
        }
        html.close("tbody").close("table").line();
    }

    private void again() {
        html.element("h3", voice.say("again"));
        var example =
                assessed.goods().isEmpty() ? "" : Assessed.text(assessed.goods().getFirst(), "passport");
        html.element("p", voice.say("again.text"));
        html.open("p")
                .element("code", "kaname explain '" + (example.isEmpty() ? "PASSPORT" : example) + "'")
                .close("p");
        var noise = assessed.root().path("noise");
        if (!noise.isEmpty()) {
            html.element(
                    "p",
                    voice.say(
                            "again.noise",
                            "kind",
                            Assessed.text(noise, "kind"),
                            "seed",
                            Assessed.text(noise, "seed"),
                            "draws",
                            Assessed.text(noise, "draws")),
                    "class",
                    "note");
        }
    }

    private void constants() {
        html.element("h3", voice.say("constants"));
        html.open("div", "class", "columns")
                .open("table", "class", "compact constants")
                .element("caption", voice.say("constants.caption"));
        html.open("thead").open("tr");
        Marks.column(html, voice.say("constant"));
        Marks.column(html, voice.say("constant.value"), "class", "num");
        Marks.column(html, voice.say("constant.origin"));
        html.close("tr").close("thead").open("tbody");
        for (var constant : assessed.root().path("constants").properties()) {
            var origin = Assessed.text(constant.getValue(), "origin");
            html.open("tr")
                    .open("th", "scope", "row")
                    .element("code", constant.getKey())
                    .close("th");
            html.element("td", digits(constant.getValue().path("value").asDouble()), "class", "num");
            html.element("td", voice.word("status." + origin, voice.open("origin", origin)))
                    .close("tr");
        }
        html.close("tbody").close("table").close("div").line();
    }

    private static String digits(double value) {
        return new java.math.BigDecimal(Double.toString(value))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void sources() {
        html.open("section", "class", "page").element("h2", voice.say("sources"));
        var info = assessed.root().path("dataset_info");
        html.open("p")
                .text(voice.say("sources.set"))
                .text(" ")
                .element("span", Assessed.text(info, "title"), "lang", "en")
                .text(" ")
                .element("code", Assessed.text(assessed.root(), "dataset"));
        html.text(". ")
                .element("span", Assessed.text(info, "licence"), "lang", "en")
                .close("p");
        html.open("table", "class", "stack compact")
                .element("caption", voice.say("sources.caption"))
                .open("thead")
                .open("tr");
        Marks.column(html, voice.say("source"));
        Marks.column(html, voice.say("vintage"));
        Marks.column(html, voice.say("licence"));
        Marks.column(html, voice.say("attribution"));
        html.close("tr").close("thead").open("tbody");
        for (var source : Assessed.list(info, "sources")) {
            source(source);
        }
        html.close("tbody").close("table").close("section").line();
    }

    private void source(JsonNode source) {
        html.open("tr")
                .open("th", "scope", "row")
                .element("span", Assessed.text(source, "id"), "class", "code")
                .empty("br");
        html.element("span", Assessed.text(source, "title"), "lang", "en").close("th");
        html.element("td", Assessed.text(source, "vintage"), "data-l", voice.say("vintage"));
        html.open("td", "data-l", voice.say("licence"))
                .element("b", voice.open("source.status", Assessed.text(source, "status")))
                .text(voice.say("colon"))
                .text(" ");
        html.element("span", Assessed.text(source, "licence"), "lang", "en").close("td");
        html.element("td", Assessed.text(source, "attribution"), "data-l", voice.say("attribution"), "lang", "en")
                .close("tr");
    }

    private void limits() {
        html.element("h3", voice.say("limits")).open("ol", "class", "limits");
        var written = new ArrayList<String>();
        Assessed.list(assessed.root(), "limits").forEach(l -> written.add(voice.pick(l)));
        if (written.isEmpty()) {
            STANDING_LIMITS.forEach(key -> written.add(voice.word(key, "")));
            if (assessed.root().path("dataset_info").path("excerpt").asBoolean(false)) {
                written.add(voice.word("limit.excerpt", ""));
            }
        }
        written.forEach(limit -> html.element("li", limit));
        html.close("ol");
        var open = Assessed.list(assessed.root(), "not_modelled").stream()
                .map(voice::pick)
                .toList();
        if (!open.isEmpty() && Assessed.list(assessed.root(), "limits").isEmpty()) {
            html.element("p", voice.say("not.modelled", "what", String.join(voice.say("semicolon"), open)));
        }
        html.line();
    }
}
