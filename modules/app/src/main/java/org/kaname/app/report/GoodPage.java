package org.kaname.app.report;

import java.util.List;
import org.kaname.model.Unit;
import tools.jackson.databind.JsonNode;

/** The page of one coloured good: the finding, why, who supplies, who depends, all rules, how sure, what would flip it, from where. */
final class GoodPage {
    private final Html html;
    private final Voice voice;
    private final Assessed assessed;

    GoodPage(Html html, Voice voice, Assessed assessed) {
        this.html = html;
        this.voice = voice;
        this.assessed = assessed;
    }

    void write(JsonNode good) {
        var anchor = assessed.anchor(good) + "-" + voice.code();
        html.open("section", "class", "good page", "id", anchor, "aria-labelledby", anchor + "-h");
        head(good, anchor);
        why(good);
        var suppliers = new Suppliers(html, voice);
        suppliers.now(good);
        suppliers.dependents(good);
        new Stages(html, voice, assessed).linked(good);
        robustness(good);
        flips(good);
        verdicts(good);
        provenance(good);
        html.close("section").line();
    }

    private void head(JsonNode good, String anchor) {
        html.open("p", "class", "eyebrow");
        Marks.badges(html, voice, good);
        html.text(" ")
                .element("span", Assessed.text(good, "scheme") + " " + Assessed.text(good, "code"), "class", "code");
        html.text(" · ")
                .text(voice.say("data.year", "year", Assessed.text(good, "data_year")))
                .close("p");
        html.element(
                "h2",
                voice.pick(good.path("title")),
                "id",
                anchor + "-h",
                "lang",
                voice.languageOf(good.path("title")));
        var words = new java.util.ArrayList<String>();
        for (var tag : Assessed.strings(good, "tags")) {
            words.add(voice.word("tag." + tag, tag));
        }
        for (var colour : Assessed.strings(good, "also_met")) {
            words.add(voice.say("also.met", "colour", voice.colour(colour)));
        }
        html.open("p", "class", "meaning");
        for (var colour : Assessed.strings(good, "colours")) {
            html.text(voice.word("colour." + colour, colour))
                    .text(voice.say("stop"))
                    .text(" ");
        }
        if (!words.isEmpty()) {
            html.element("b", voice.say("tags"))
                    .text(" ")
                    .text(String.join(voice.say("comma"), words))
                    .text(voice.say("stop"));
        }
        html.close("p");
        var note = Assessed.text(good, "note");
        if (!note.isEmpty()) {
            html.open("p", "class", "note")
                    .text(voice.say("note"))
                    .text(" ")
                    .element("span", note, "lang", "en")
                    .close("p");
        }
    }

    private void why(JsonNode good) {
        html.element("h3", voice.say("why"));
        var bars = new ComparisonBars(html, voice);
        var colours = Assessed.strings(good, "colours");
        var rows = Assessed.list(good, "rows").stream()
                .filter(r -> colours.contains(Assessed.text(r, "colour"))
                        && r.path("applies").asBoolean(true))
                .toList();
        bars.rows(rows.stream().filter(GoodPage::fired).toList());
        var others = rows.stream().filter(r -> !fired(r)).toList();
        if (!others.isEmpty()) {
            html.open("p", "class", "note");
            for (var row : others) {
                html.text(voice.say(
                                row.path("fired").isBoolean() ? "row.no" : "row.open",
                                "row",
                                Assessed.text(row, "row"),
                                "what",
                                voice.pick(row.path("text"))))
                        .text(" ");
            }
            html.close("p");
        }
        reasons(good, colours);
    }

    private static boolean fired(JsonNode row) {
        return row.path("fired").asBoolean(false);
    }

    /** The explanation tree of the good's own colours, as sentences; on paper the bars above say the same. */
    private void reasons(JsonNode good, List<String> colours) {
        var branches = Assessed.list(good.path("explanation"), "children").stream()
                .filter(b -> Assessed.text(b, "truth").equals("YES"))
                .toList();
        if (branches.isEmpty() || colours.isEmpty()) {
            return;
        }
        html.open("details", "class", "screen")
                .element("summary", voice.say("why.tree"))
                .open("ul", "class", "tree");
        branches.forEach(this::reason);
        html.close("ul").close("details").line();
    }

    private void reason(JsonNode node) {
        html.open("li");
        var truth = Assessed.text(node, "truth");
        if (!truth.isEmpty()) {
            Marks.truth(html, voice, truth);
            html.text(" ");
        }
        html.text(voice.pick(node.path("text")));
        var children = Assessed.list(node, "children");
        if (!children.isEmpty()) {
            html.open("ul");
            children.forEach(this::reason);
            html.close("ul");
        }
        html.close("li");
    }

    private void verdicts(JsonNode good) {
        var autonomy = good.path("autonomy");
        html.element("h3", voice.say("rules"));
        html.element(
                "p",
                voice.say(
                        "rules.count",
                        "flagged",
                        autonomy.path("flagged").asInt(),
                        "applicable",
                        autonomy.path("applicable").asInt(),
                        "families",
                        autonomy.path("families").path("flagged").asInt(),
                        "ofFamilies",
                        autonomy.path("families").path("applicable").asInt()));
        html.open("table", "class", "rules stack")
                .element("caption", voice.say("rules.caption"))
                .open("thead")
                .open("tr");
        Marks.column(html, voice.say("rule"));
        Marks.column(html, voice.say("outcome"));
        Marks.column(html, voice.say("rule.conditions"));
        html.close("tr").close("thead").open("tbody");
        var bars = new ComparisonBars(html, voice);
        for (var verdict : Assessed.list(autonomy, "verdicts")) {
            verdict(verdict, bars);
        }
        html.close("tbody").close("table").line();
    }

    private void verdict(JsonNode verdict, ComparisonBars bars) {
        boolean votes = verdict.path("votes").asBoolean(true);
        html.open("tr", "class", votes ? "" : "quiet")
                .open("th", "scope", "row")
                .element("span", Assessed.text(verdict, "rule"), "class", "code");
        html.empty("br")
                .element(
                        "small",
                        status(verdict)
                                + (verdict.path("experimental").asBoolean(false)
                                        ? voice.say("comma") + voice.say("rule.experimental")
                                        : votes ? "" : voice.say("comma") + voice.say("rule.novote")));
        html.close("th").open("td", "data-l", voice.say("outcome"));
        var outcome = Assessed.text(verdict, "outcome");
        var truth = switch (outcome) {
            case "FLAGGED" -> "YES";
            case "NOT_FLAGGED" -> "NO";
            default -> "UNKNOWN";
        };
        html.open("span", "class", "truth t-" + truth)
                .open("svg", "viewBox", "0 0 16 16", "aria-hidden", "true")
                .empty("use", "href", "#t-" + truth)
                .close("svg")
                .element("span", voice.open("verdict", outcome))
                .close("span");
        if (!Assessed.text(verdict, "band").isEmpty()) {
            html.text(" ").element("small", voice.word("band." + Assessed.text(verdict, "band"), ""), "class", "tag");
        }
        html.close("td").open("td", "data-l", voice.say("rule.conditions"));
        var missing = Assessed.strings(verdict, "missing");
        if (!missing.isEmpty()) {
            html.open("div");
            Marks.missing(
                    html,
                    voice,
                    String.join(
                            voice.say("comma"),
                            missing.stream().map(voice::requirement).toList()));
            html.close("div");
        }
        for (var condition : Assessed.list(verdict, "conditions")) {
            bars.line(condition);
        }
        html.close("td").close("tr");
    }

    private String status(JsonNode verdict) {
        // assessments of earlier releases have no such text
        return verdict.path("status_text").isObject()
                ? voice.pick(verdict.path("status_text"))
                : voice.word("status." + Assessed.text(verdict, "status"), Assessed.text(verdict, "status"));
    }

    private void robustness(JsonNode good) {
        html.element("h3", voice.say("robustness"));
        var details = good.path("robustness_detail");
        if (details.isEmpty()) {
            html.open("p");
            Marks.missing(html, voice, voice.say("robustness.none"));
            html.close("p");
            return;
        }
        for (var colour : Assessed.strings(good, "colours")) {
            var detail = details.path(colour);
            if (detail.path("share").isNumber()) {
                html.open("p", "class", "sure");
                html.open("span", "class", "meter", "aria-hidden", "true")
                        .element(
                                "i",
                                "",
                                "style",
                                "width:" + Marks.percent(detail.path("share").asDouble()))
                        .close("span");
                html.text(voice.say(
                        "robustness.text",
                        "colour",
                        voice.colour(colour),
                        "kept",
                        voice.number(detail.path("kept").asDouble(), Unit.COUNT.code()),
                        "draws",
                        voice.number(detail.path("draws").asDouble(), Unit.COUNT.code()),
                        "low",
                        voice.number(detail.path("low").asDouble(), Unit.SHARE.code()),
                        "high",
                        voice.number(detail.path("high").asDouble(), Unit.SHARE.code())));
                html.close("p");
            }
        }
        new Spreads(html, voice).write(good);
    }

    private void flips(JsonNode good) {
        html.element("h3", voice.say("flip"));
        var levers = Assessed.strings(good, "colours").stream()
                .flatMap(c -> Assessed.list(good.path("counterfactual"), c).stream())
                .toList();
        if (levers.isEmpty()) {
            html.open("p");
            Marks.missing(html, voice, voice.say("flip.none"));
            html.close("p");
            return;
        }
        html.open("table", "class", "flips stack")
                .element("caption", voice.say("flip.caption"))
                .open("thead")
                .open("tr");
        Marks.column(html, voice.say("flip.change"));
        Marks.column(html, voice.say("flip.size"), "class", "num");
        Marks.column(html, voice.say("value"), "class", "num");
        Marks.column(html, voice.say("flip.before"));
        html.close("tr").close("thead").open("tbody");
        levers.stream().filter(l -> l.path("flips").asBoolean(false)).forEach(this::flip);
        html.close("tbody").close("table").line();
        var cannot = levers.stream()
                .filter(l -> !l.path("flips").asBoolean(false))
                .map(this::lever)
                .toList();
        if (!cannot.isEmpty()) {
            html.element(
                    "p",
                    voice.say("flip.cannot", "levers", String.join(voice.say("semicolon"), cannot)),
                    "class",
                    "note");
        }
    }

    private String lever(JsonNode lever) {
        var kind = Assessed.text(lever, "lever");
        var destination = Assessed.text(lever, "destination");
        var words = voice.word("lever." + kind, kind);
        if (destination.isEmpty()) {
            return words;
        }
        var whole = kind + "." + destination;
        return voice.open("lever", whole).equals(whole)
                ? voice.say(
                        "flip.to",
                        "lever",
                        words,
                        "destination",
                        voice.word("destination." + destination, voice.economy(destination)))
                : voice.open("lever", whole);
    }

    private void flip(JsonNode lever) {
        html.open("tr").open("th", "scope", "row").text(lever(lever));
        for (var change : lever.path("thresholds").properties()) {
            html.empty("br")
                    .element(
                            "small",
                            change.getKey() + ": "
                                    + digits(change.getValue().path("from").asDouble()) + " → "
                                    + digits(change.getValue().path("to").asDouble()),
                            "class",
                            "code");
        }
        html.close("th").open("td", "class", "num", "data-l", voice.say("flip.size"));
        if (lever.path("count").isNumber()) {
            html.text(voice.say("flip.count", "count", lever.path("count").asInt()));
        } else if (lever.path("relative").isNumber()) {
            html.text(voice.change(lever.path("relative").asDouble()));
        }
        html.close("td");
        var amount = lever.path("amount_kusd");
        html.element(
                "td",
                amount.isNumber()
                        ? voice.number(
                                amount.asDouble(), Assessed.text(assessed.root().path("dataset_info"), "unit"))
                        : "",
                "class",
                amount.isNumber() ? "num" : "num blank",
                "data-l",
                voice.say("value"));
        html.open("td", "data-l", voice.say("flip.before"));
        Marks.colours(html, voice, Assessed.strings(lever.path("before"), "colours"));
        html.text(" → ");
        Marks.colours(html, voice, Assessed.strings(lever.path("after"), "colours"));
        html.close("td").close("tr");
    }

    private static String digits(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void provenance(JsonNode good) {
        html.element("h3", voice.say("sources.good"));
        html.open("ul", "class", "plain");
        for (var id : Assessed.strings(good, "sources")) {
            var source = source(id);
            html.open("li").element("span", id, "class", "code").text(" ");
            html.element("span", Assessed.text(source, "title"), "lang", "en")
                    .text(" — ")
                    .text(Assessed.text(source, "provider"))
                    .text(voice.say("comma"))
                    .text(voice.say("vintage.is", "vintage", Assessed.text(source, "vintage")));
            html.close("li");
        }
        html.close("ul");
        html.open("table", "class", "passports")
                .element("caption", voice.say("passports.caption"))
                .open("tbody");
        passport("decision", Assessed.text(good, "passport"));
        var autonomy = good.path("autonomy");
        for (var name : List.of("imports_kusd", "top_share", "hhi", "hhi_world", "import_export_ratio")) {
            passport(name, Assessed.text(autonomy.path(name), "passport"));
        }
        for (var name : List.of("exports_kusd", "world_share", "dependents_count")) {
            passport(name, Assessed.text(good.path("indispensability").path(name), "passport"));
        }
        html.close("tbody").close("table").line();
    }

    private JsonNode source(String id) {
        return Assessed.list(assessed.root().path("dataset_info"), "sources").stream()
                .filter(s -> Assessed.text(s, "id").equals(id))
                .findFirst()
                .orElse(assessed.root().path("dataset_info").path("sources").path(-1));
    }

    private void passport(String name, String passport) {
        if (!passport.isEmpty()) {
            html.open("tr")
                    .element("th", voice.open("figure", name), "scope", "row")
                    .open("td")
                    .element("code", passport)
                    .close("td")
                    .close("tr");
        }
    }
}
