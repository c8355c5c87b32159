package org.kaname.app.report;

import java.util.Comparator;
import java.util.List;
import org.kaname.model.Unit;
import org.kaname.triage.Colour;
import tools.jackson.databind.JsonNode;

/** Materials by stage: mine, smelt, refine side by side, the largest economies as bars, the binding stage outlined. */
final class Stages {
    private static final List<String> ORDER = List.of("mine", "plant", "smelt", "refine");
    private static final int SHOWN = 5;

    private final Html html;
    private final Voice voice;
    private final Assessed assessed;

    Stages(Html html, Voice voice, Assessed assessed) {
        this.html = html;
        this.voice = voice;
        this.assessed = assessed;
    }

    /** All materials: coloured ones drawn, the others listed. */
    void all() {
        var materials = Assessed.list(assessed.root(), "materials");
        html.open("section", "class", "page").element("h2", voice.say("materials"));
        if (materials.isEmpty()) {
            html.open("p");
            Marks.missing(html, voice, voice.reason("TABLE_ABSENT"));
            html.close("p").close("section");
            return;
        }
        html.element("p", voice.say("materials.why"), "class", "note");
        var coloured = materials.stream()
                .filter(m -> !Assessed.strings(m, "colours").isEmpty())
                .sorted(Comparator.comparing((JsonNode m) ->
                                Colour.valueOf(Assessed.strings(m, "colours").getFirst()))
                        .thenComparing(m -> Assessed.text(m, "material")))
                .toList();
        html.open("div", "class", "materials");
        for (var material : coloured) {
            html.open("article", "class", "material", "id", assessed.anchor(material) + "-" + voice.code());
            html.open("h3");
            Marks.badges(html, voice, material);
            html.text(" ")
                    .element("span", title(material), "lang", voice.languageOf(material.path("title")))
                    .close("h3");
            tags(material);
            draw(material);
            why(material);
            links(material);
            passport(material);
            html.close("article").line();
        }
        html.close("div");
        var others = materials.stream()
                .filter(m -> Assessed.strings(m, "colours").isEmpty())
                .toList();
        if (!others.isEmpty()) {
            table(others);
        }
        html.close("section").line();
    }

    /** The stages of the materials that a good is linked to; nothing where there is no link. */
    void linked(JsonNode good) {
        var materials = assessed.materialsOf(good);
        if (materials.isEmpty()) {
            return;
        }
        html.element("h3", voice.say("stages"));
        for (var material : materials) {
            html.element("p", title(material), "class", "stagename");
            draw(material);
        }
    }

    private String title(JsonNode material) {
        var title = voice.pick(material.path("title"));
        return title.isEmpty() ? name(material) : title;
    }

    private String name(JsonNode material) {
        var name = voice.pick(material.path("names"));
        return name.isEmpty() ? Assessed.text(material, "material") : name;
    }

    private void tags(JsonNode material) {
        var words = Assessed.strings(material, "tags").stream()
                .map(t -> voice.word("tag." + t, t))
                .toList();
        if (!words.isEmpty()) {
            html.element("p", String.join(voice.say("comma"), words), "class", "note");
        }
    }

    private void draw(JsonNode material) {
        var binding = Assessed.text(material, "binding_stage");
        html.open("div", "class", "stages");
        Assessed.list(material, "stages").stream()
                .sorted(Comparator.comparingInt(s -> order(Assessed.text(s, "stage"))))
                .forEach(stage -> stage(stage, Assessed.text(stage, "stage").equals(binding)));
        html.close("div");
        var missing = Assessed.list(material, "stages_missing").stream()
                .map(m -> voice.open("stage", m.isString() ? m.asString() : Assessed.text(m, "stage")))
                .toList();
        if (!missing.isEmpty()) {
            html.open("p", "class", "note")
                    .text(voice.say(
                            "stage.missing",
                            "stages",
                            String.join(voice.say("comma"), missing),
                            "reason",
                            voice.reason("NOT_IN_SOURCE")))
                    .close("p");
        }
        html.line();
    }

    private String stageName(JsonNode stage) {
        var name = voice.pick(stage.path("names"));
        return name.isEmpty() ? voice.open("stage", Assessed.text(stage, "stage")) : name;
    }

    private static int order(String stage) {
        int index = ORDER.indexOf(stage);
        return index < 0 ? ORDER.size() : index;
    }

    private void stage(JsonNode stage, boolean binding) {
        html.open("div", "class", binding ? "stage binding" : "stage")
                .open("h4")
                .text(stageName(stage))
                .text(" ");
        html.element("small", Assessed.text(stage, "year"), "class", "quiet");
        if (binding) {
            html.text(" ").element("small", voice.say("stage.binding"), "class", "tag");
        }
        html.close("h4");
        var economies = Assessed.list(stage, "economies");
        if (economies.isEmpty()) {
            bar(voice.economy(Assessed.text(stage, "top_economy")), stage.path("top_share"));
        }
        for (var economy : economies.subList(0, Math.min(SHOWN, economies.size()))) {
            bar(voice.economy(Assessed.text(economy, "economy")), economy.path("share"));
        }
        html.open("p", "class", "note").text("HHI ");
        Marks.figure(html, voice, stage.path("hhi"));
        html.text(" · ")
                .text(voice.say(
                        "stage.subject",
                        "economy",
                        voice.economy(Assessed.text(assessed.root(), "economy")),
                        "share",
                        voice.figure(stage.path("subject_share"))));
        html.text(" · ")
                .element("span", Assessed.text(stage, "source"), "class", "code")
                .close("p");
        for (var other : Assessed.list(stage, "others")) {
            html.element(
                    "p",
                    voice.say(
                            "stage.beside",
                            "source",
                            Assessed.text(other, "source"),
                            "year",
                            Assessed.text(other, "year"),
                            "economy",
                            voice.economy(Assessed.text(other, "top_economy")),
                            "share",
                            voice.figure(other.path("top_share"))),
                    "class",
                    "note");
        }
        html.close("div");
    }

    /** A share as a plain number or as a figure. */
    private void bar(String name, JsonNode share) {
        double value = share.isNumber() ? share.asDouble() : share.path("value").asDouble(Double.NaN);
        html.open("div", "class", "seg").element("span", name, "class", "who");
        html.open("span", "class", "hbar", "aria-hidden", "true");
        if (!Double.isNaN(value)) {
            html.element("i", "", "class", "fill", "style", "width:" + Marks.percent(value));
        }
        html.close("span")
                .element(
                        "span",
                        Double.isNaN(value) ? voice.figure(share) : voice.number(value, Unit.SHARE.code()),
                        "class",
                        "num")
                .close("div");
    }

    /** The conditions of the rows that fired, one line each. */
    private void why(JsonNode material) {
        var bars = new ComparisonBars(html, voice);
        for (var row : Assessed.list(material, "rows")) {
            if (row.path("fired").asBoolean(false)) {
                html.open("div", "class", "why").element("b", Assessed.text(row, "row"));
                Assessed.list(row, "conditions").forEach(bars::line);
                html.close("div");
            }
        }
    }

    private void links(JsonNode material) {
        var goods = assessed.goods().stream()
                .filter(g -> Assessed.linkedGoods(material).contains(Assessed.id(g))
                        && !assessed.anchor(g).isEmpty())
                .toList();
        if (!goods.isEmpty()) {
            html.open("p", "class", "note").text(voice.say("stage.goods")).text(" ");
            for (int i = 0; i < goods.size(); i++) {
                html.text(i > 0 ? voice.say("comma") : "")
                        .element(
                                "a",
                                voice.shortName(goods.get(i)),
                                "href",
                                "#" + assessed.anchor(goods.get(i)) + "-" + voice.code());
            }
            html.close("p");
        }
    }

    private void passport(JsonNode thing) {
        var passport = Assessed.text(thing, "passport");
        if (!passport.isEmpty()) {
            html.open("p", "class", "pass").element("code", passport).close("p");
        }
    }

    private void table(List<JsonNode> materials) {
        html.open("table", "class", "stack compact")
                .element("caption", voice.say("materials.others"))
                .open("thead")
                .open("tr");
        Marks.column(html, voice.say("material"));
        Marks.column(html, voice.say("stage"));
        Marks.column(html, voice.say("year"), "class", "num");
        Marks.column(html, voice.say("stage.top"), "class", "num");
        Marks.column(html, "HHI", "class", "num");
        Marks.column(html, voice.say("stage.own"), "class", "num");
        html.close("tr").close("thead").open("tbody");
        for (var material : materials) {
            for (var stage : Assessed.list(material, "stages")) {
                html.open("tr")
                        .element("th", name(material), "scope", "row")
                        .element("td", stageName(stage), "data-l", voice.say("stage"));
                html.element("td", Assessed.text(stage, "year"), "class", "num", "data-l", voice.say("year"));
                html.open("td", "class", "num", "data-l", voice.say("stage.top"));
                Marks.figure(html, voice, stage.path("top_share"));
                var top = Assessed.text(stage, "top_economy");
                if (!top.isEmpty()) {
                    html.text(" ").element("small", voice.economy(top), "class", "quiet");
                }
                html.close("td").open("td", "class", "num", "data-l", "HHI");
                Marks.figure(html, voice, stage.path("hhi"));
                html.close("td").open("td", "class", "num", "data-l", voice.say("stage.own"));
                Marks.figure(html, voice, stage.path("subject_share"));
                html.close("td").close("tr");
            }
        }
        html.close("tbody").close("table").line();
    }
}
