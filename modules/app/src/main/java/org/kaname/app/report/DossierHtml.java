package org.kaname.app.report;

import java.util.Arrays;
import java.util.List;
import org.kaname.model.Language;
import tools.jackson.databind.JsonNode;

/**
 * A dossier as one HTML file in both languages, in the look of the report: for screen and A4, without a request to anywhere. Written
 * from the dossier's document alone.
 */
public final class DossierHtml {
    private final Html html;
    private final Voice voice;
    private final JsonNode root;

    private DossierHtml(Html html, Voice voice, JsonNode root) {
        this.html = html;
        this.voice = voice;
        this.root = root;
    }

    /** With the language that shows when the file is opened; the other is one press away. */
    public static String write(JsonNode document, Language first) {
        var voices = Arrays.stream(Language.values())
                .map(language -> new Voice(language, new Assessed(document)))
                .toList();
        var opening = new Voice(first, new Assessed(document));
        var html = new Html();
        Sheet.open(
                html,
                opening,
                voices,
                "Kaname: " + opening.pick(document.path("title")),
                voice -> footer(voice, document));
        for (var voice : voices) {
            Sheet.tongue(html, voice, "Kaname: " + voice.pick(document.path("title")));
            new DossierHtml(html, voice, document).main();
            html.open("footer", "class", "colophon")
                    .element("p", footer(voice, document))
                    .close("footer");
            html.close("main").line();
        }
        Sheet.close(html);
        return html.toString();
    }

    private static String footer(Voice voice, JsonNode document) {
        return String.join(
                " · ",
                List.of(
                        "Kaname",
                        voice.pick(document.path("economy_names")),
                        Assessed.text(document, "year"),
                        Assessed.text(document, "dataset")));
    }

    private String word(String key) {
        return voice.word("dossier." + key, key);
    }

    /** Between two sentences. */
    private String gap() {
        return voice.language() == Language.JA ? "" : " ";
    }

    private void main() {
        html.open("header", "class", "dossier");
        html.element("p", voice.pick(root.path("about")), "class", "eyebrow");
        html.element("h1", voice.pick(root.path("title")));
        html.open("p", "class", "facts")
                .text(voice.pick(root.path("together")))
                .text(gap())
                .text(voice.pick(root.path("no_finding")))
                .close("p");
        if (root.has("other_economy")) {
            html.open("p", "class", "facts")
                    .element("b", voice.pick(root.path("other_economy")))
                    .close("p");
        }
        html.open("p", "class", "facts")
                .text(voice.pick(root.path("figures_of")))
                .text(gap())
                .text(voice.pick(root.path("links_from")))
                .close("p");
        html.close("header").line();
        goods();
        html.element("h2", word("head.criteria"), "class", "part");
        root.path("criteria").forEach(this::part);
        if (!root.path("items").isEmpty()) {
            html.element("h2", word("head.items"), "class", "part");
            html.element("p", voice.pick(root.path("items_note")), "class", "note");
            root.path("items").forEach(this::part);
        }
        open();
        submission();
        instruments();
        lists();
        limits();
        sources();
        figures();
    }

    private void section(String heading) {
        html.open("section", "class", "page").element("h2", word(heading));
    }

    private void columns(String... keys) {
        html.open("thead").open("tr");
        for (var key : keys) {
            Marks.column(html, word(key));
        }
        html.close("tr").close("thead").open("tbody");
    }

    private void cell(String text, String column, String... attributes) {
        var all = Arrays.copyOf(attributes, attributes.length + 2);
        all[attributes.length] = "data-l";
        all[attributes.length + 1] = word(column);
        html.element("td", text, all);
    }

    private void goods() {
        html.open("section").element("h2", word("head.goods"), "class", "sr");
        html.open("table", "class", "stack");
        columns("column.good", "column.outcome", "column.finding");
        for (var good : root.path("goods")) {
            html.open("tr")
                    .open("th", "scope", "row")
                    .text(voice.pick(good.path("names")))
                    .empty("br")
                    .element("span", Assessed.id(good), "class", "code")
                    .close("th");
            html.open("td", "data-l", word("column.outcome"));
            var colours = Assessed.strings(good, "colours");
            if (!colours.isEmpty()) {
                Marks.colours(html, voice, colours);
            } else if (good.path("outcome").isString()) {
                var outcome = Assessed.text(good, "outcome");
                html.open("span", "class", "badge c-" + outcome);
                Marks.shape(html, outcome);
                html.element("span", word("outcome." + outcome)).close("span");
            } else {
                html.element("span", word("nodata"), "class", "nodata");
            }
            html.close("td");
            html.open("td", "class", "full", "data-l", word("column.finding")).text(voice.pick(good.path("title")));
            var tags = voice.pick(good.path("tags_text"));
            if (!tags.isEmpty()) {
                html.empty("br").element("small", tags, "class", "quiet");
            }
            html.close("td");
            html.close("tr");
        }
        html.close("tbody").close("table").close("section").line();
    }

    private void part(JsonNode part) {
        html.open("article", "class", "criterion");
        html.open("h3")
                .element("span", voice.pick(part.path("heading")), "class", "quiet")
                .text(" ")
                .text(voice.pick(part.path("text")))
                .close("h3");
        html.open("p", "class", "note").text(voice.pick(part.path("status_text")));
        source(part);
        html.close("p");
        html.open("div", "class", "two").open("div").element("p", word("says"), "class", "eyebrow");
        for (var evidence : part.path("evidence")) {
            html.element("h4", label(evidence));
            facts(evidence.path("facts"));
        }
        html.close("div").open("div");
        if (!part.path("cannot").isEmpty()) {
            html.element("p", word("cannot"), "class", "eyebrow").open("ul", "class", "evidence");
            for (var open : part.path("cannot")) {
                html.element("li", voice.pick(open.path("what")));
            }
            html.close("ul");
        }
        if (part.has("finding")) {
            finding();
        }
        html.close("div").close("div").close("article").line();
    }

    private void finding() {
        html.open("p", "class", "finding")
                .element("b", word("finding"))
                .text(voice.say("colon"))
                .text(" ")
                .text(word("finding.people"))
                .close("p");
    }

    private void source(JsonNode holder) {
        var source = voice.pick(holder.path("source"));
        if (!source.isEmpty()) {
            html.text(" · ").text(source);
        }
    }

    /** Of several goods, each has its name above its facts. */
    private void facts(JsonNode facts) {
        boolean several = root.path("goods").size() > 1;
        var shown = "";
        for (var fact : facts) {
            var good = Assessed.text(fact, "good");
            if (!good.equals(shown)) {
                if (!shown.isEmpty()) {
                    html.close("ul");
                }
                if (several) {
                    html.element("p", good, "class", "code");
                }
                html.open("ul", "class", "evidence");
                shown = good;
            }
            fact(fact);
        }
        html.close("ul").line();
    }

    private String label(JsonNode evidence) {
        var list = voice.pick(evidence.path("list_name"));
        return voice.pick(evidence.path("label")) + (list.isEmpty() ? "" : voice.say("colon") + " " + list);
    }

    private void fact(JsonNode fact) {
        html.open("li");
        if (fact.path("absent").asBoolean(false)) {
            html.element("span", word("nodata"), "class", "nodata").text(" · ");
        }
        html.text(voice.pick(fact.path("text")));
        numbers(fact);
        if (!fact.path("children").isEmpty()) {
            html.open("ul");
            fact.path("children").forEach(this::fact);
            html.close("ul");
        }
        html.close("li");
    }

    /** The numbers of a sentence's figures, each a link to its row. */
    private void numbers(JsonNode fact) {
        for (var number : fact.path("figures")) {
            html.text(" ")
                    .element(
                            "a",
                            "[" + number.asInt() + "]",
                            "class",
                            "ref",
                            "href",
                            "#f" + number.asInt() + "-" + voice.code());
        }
    }

    private void open() {
        section("head.open");
        html.element("p", word("open.intro"), "class", "note");
        html.open("table", "class", "stack compact asks");
        columns("column.where", "column.good", "column.open", "column.ask");
        for (var question : root.path("open")) {
            html.open("tr").element("th", voice.pick(question.path("where")), "scope", "row");
            cell(String.join(voice.say("comma"), Assessed.strings(question, "goods")), "column.good", "class", "code");
            cell(voice.pick(question.path("what")), "column.open");
            cell(voice.pick(question.path("ask")), "column.ask", "class", "full");
            html.close("tr");
        }
        html.close("tbody").close("table").close("section").line();
    }

    private void submission() {
        if (root.path("submission").isEmpty()) {
            return;
        }
        html.open("section", "class", "page short").element("h2", word("head.submission"));
        html.open("table", "class", "stack compact");
        columns("column.field", "column.value");
        for (var field : root.path("submission")) {
            html.open("tr").element("th", voice.pick(field.path("label")), "scope", "row");
            html.open("td", "data-l", word("column.value"));
            if (field.path("values").isEmpty()) {
                html.element("span", word("blank"), "class", "nodata");
            }
            for (var value : field.path("values")) {
                html.open("div").text(voice.pick(value.path("text")));
                numbers(value);
                html.close("div");
            }
            html.close("td").close("tr");
        }
        html.close("tbody").close("table").close("section").line();
    }

    private void instruments() {
        html.open("section", "class", "page short").element("h2", word("head.instruments"));
        html.element("p", word("instruments.intro"), "class", "note");
        if (root.path("instruments").isEmpty()) {
            html.element("p", word("instruments.none-at-all"));
        }
        for (var menu : root.path("instruments")) {
            html.open("h3");
            Marks.badge(html, voice, Assessed.text(menu, "colour"));
            html.text(voice.pick(menu.path("names")))
                    .text(voice.say("colon"))
                    .text(" ")
                    .text(voice.pick(menu.path("aim")))
                    .close("h3");
            html.open("ul", "class", "evidence");
            for (var line : List.of("justification", "evidence_first", "mildest")) {
                html.element("li", voice.pick(menu.path(line)));
            }
            menu.path("additions").forEach(text -> html.element("li", voice.pick(text)));
            html.close("ul").open("table", "class", "stack compact");
            columns("column.rule", "column.incentive", "column.bears");
            for (var pair : menu.path("pairs")) {
                html.open("tr").element("th", voice.pick(pair.path("rule")), "scope", "row");
                cell(voice.pick(pair.path("incentive")), "column.incentive");
                cell(voice.pick(pair.path("bears")), "column.bears");
                html.close("tr");
            }
            html.close("tbody").close("table");
        }
        html.close("section").line();
    }

    private void lists() {
        if (root.path("lists").isEmpty()) {
            return;
        }
        section("head.lists");
        html.element("p", word("lists.intro"), "class", "note");
        for (var list : root.path("lists")) {
            html.element("h3", voice.pick(list.path("names")));
            html.open("p", "class", "note").text(voice.pick(list.path("about")));
            source(list);
            html.close("p");
            for (var member : list.path("members")) {
                html.open("p")
                        .element("b", voice.pick(member.path("names")))
                        .text(" → ")
                        .text(voice.pick(member.path("entry").path("names")))
                        .text(" (")
                        .text(word("column.confidence"))
                        .text(voice.say("colon"))
                        .text(" ")
                        .text(voice.pick(member.path("confidence_text")))
                        .text(") ")
                        .element("small", Assessed.text(member, "rationale"), "class", "quiet", "lang", "en")
                        .close("p");
            }
            if (list.has("without_text")) {
                html.element("p", voice.pick(list.path("without_text")), "class", "note");
            }
            html.open("table", "class", "stack compact");
            columns("column.entry", "column.status", "column.designated", "column.source");
            for (var entry : list.path("rows")) {
                html.open("tr").open("th", "scope", "row").text(voice.pick(entry.path("names")));
                var scope = voice.pick(entry.path("scope"));
                if (!scope.isEmpty()) {
                    html.empty("br").element("small", scope, "class", "quiet");
                }
                html.close("th");
                cell(voice.pick(entry.path("status_text")), "column.status");
                cell(voice.pick(entry.path("designated")), "column.designated");
                cell(voice.pick(entry.path("source")), "column.source");
                html.close("tr");
            }
            html.close("tbody").close("table");
        }
        html.close("section").line();
    }

    private void limits() {
        section("head.limits");
        html.open("ol", "class", "limits");
        root.path("limits").forEach(limit -> html.element("li", voice.pick(limit)));
        html.close("ol").close("section").line();
    }

    private void sources() {
        html.open("section", "class", "page short").element("h2", word("head.sources"));
        html.open("p").element("code", Assessed.text(root, "dataset")).close("p");
        if (root.path("sources").isEmpty()) {
            html.element("p", voice.pick(root.path("licence")), "class", "note");
        } else {
            html.open("table", "class", "stack compact");
            columns("column.source", "column.licence", "column.attribution");
            for (var source : root.path("sources")) {
                html.open("tr")
                        .open("th", "scope", "row")
                        .element("span", Assessed.text(source, "id"), "class", "code")
                        .empty("br")
                        .element("span", Assessed.text(source, "title"), "lang", "en")
                        .close("th");
                cell(Assessed.text(source, "licence"), "column.licence", "lang", "en");
                cell(Assessed.text(source, "attribution"), "column.attribution", "lang", "en");
                html.close("tr");
            }
            html.close("tbody").close("table");
        }
        html.close("section").line();
    }

    private void figures() {
        section("head.figures");
        html.open("table", "class", "stack compact register");
        columns("column.number", "column.figure", "column.amount", "column.year", "column.passport");
        for (var figure : root.path("figures")) {
            html.open("tr", "id", "f" + Assessed.text(figure, "n") + "-" + voice.code())
                    .element("th", Assessed.text(figure, "n"), "scope", "row");
            html.open("td", "data-l", word("column.figure")).text(voice.pick(figure.path("names")));
            var about = String.join(
                    " ",
                    List.of(Assessed.text(figure, "good"), Assessed.text(figure, "economy")).stream()
                            .filter(t -> !t.isEmpty())
                            .toList());
            html.empty("br").text(" ").element("small", about, "class", "code").close("td");
            html.open("td", "data-l", word("column.amount")).text(voice.pick(figure.path("shown")));
            var interval = voice.pick(figure.path("interval_shown"));
            if (!interval.isEmpty()) {
                html.empty("br").text(" ").element("small", interval, "class", "quiet");
            }
            html.close("td");
            cell(Assessed.text(figure, "year"), "column.year");
            html.open("td", "data-l", word("column.passport"))
                    .element("code", Assessed.text(figure, "passport"))
                    .close("td")
                    .close("tr");
        }
        html.close("tbody").close("table").close("section").line();
    }
}
