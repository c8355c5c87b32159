package org.kaname.app.report;

import java.util.List;
import org.kaname.model.Unit;
import org.kaname.triage.Colour;
import tools.jackson.databind.JsonNode;

/** Page one, which reads alone: what was found, one sentence per colour, the plane, the findings. */
final class Overview {
    private static final List<String> KINDS = List.of("goods", "materials", "inputs", "fields");

    private final Html html;
    private final Voice voice;
    private final Assessed assessed;

    Overview(Html html, Voice voice, Assessed assessed) {
        this.html = html;
        this.voice = voice;
        this.assessed = assessed;
    }

    void write() {
        html.open("header", "class", "first");
        html.element("p", voice.say("eyebrow"), "class", "eyebrow");
        html.element("h1", title());
        html.open("p", "class", "facts");
        facts();
        html.close("p");
        html.open("ul", "class", "summary");
        for (var colour : Colour.values()) {
            html.open("li");
            Marks.shape(html, colour.name());
            sentence(summary(colour));
            html.close("li");
        }
        html.close("ul").close("header").line();
        html.open("div", "class", "front");
        new Plane(html, voice, assessed).write();
        findings();
        html.close("div").line();
    }

    /** The finding as a sentence: economy, year, and how much of each colour. */
    String title() {
        return voice.say(
                "title",
                "economy",
                economy(),
                "year",
                Assessed.text(assessed.root(), "year"),
                "green",
                part(Colour.GREEN),
                "blue",
                part(Colour.BLUE),
                "red",
                part(Colour.RED));
    }

    /** How many things have a colour, and of which kinds they are. */
    private String part(Colour colour) {
        int count = number(colour);
        var kinds = KINDS.stream()
                .filter(kind -> assessed.founded(kind, colour.name()) > 0)
                .map(kind -> voice.say(count == 1 ? "kind." + kind + ".one" : "kind." + kind))
                .toList();
        int doubtful = assessed.count("goods", colour.name());
        if (count == 0 && doubtful > 0) {
            return voice.say("title.doubt." + colour.name(), "count", doubtful);
        }
        int open = assessed.open(colour.name());
        if (count == 0 && open > 0) {
            return voice.say("title.open." + colour.name(), "count", open);
        }
        return count == 0
                ? voice.say("title.none." + colour.name())
                : voice.say("title.some." + colour.name(), "count", count, "kinds", voice.join(kinds));
    }

    /** Goods, materials, inputs and fields of a colour that do not rest on a world share or a world stage alone. */
    private int number(Colour colour) {
        int all = 0;
        for (var list : KINDS) {
            all += assessed.founded(list, colour.name());
        }
        return all;
    }

    String economy() {
        var name = voice.pick(assessed.root().path("economy_names"));
        return name.isEmpty() ? Assessed.text(assessed.root(), "economy") : name;
    }

    private void facts() {
        var info = assessed.root().path("dataset_info");
        html.text(voice.say("fact.year", "year", Assessed.text(assessed.root(), "year")))
                .text(" · ");
        html.element("span", Assessed.text(info, "title"), "lang", "en")
                .text(" (")
                .element("code", Assessed.text(assessed.root(), "dataset"))
                .text(")");
        var vintage = Assessed.text(info, "vintage");
        if (!vintage.isEmpty()) {
            html.text(" · ").text(voice.say("vintage.is", "vintage", vintage));
        }
        html.text(" · ")
                .text(voice.say(
                        "fact.goods", "goods", assessed.goods().size(), "open", assessed.outcomes("INSUFFICIENT")));
        var created = Assessed.text(assessed.root(), "created");
        if (!created.isEmpty()) {
            html.text(" · ").text(voice.say("fact.created", "date", voice.date(created)));
        }
    }

    private static String plural(String key, int count) {
        return key + (count == 0 ? ".none" : count == 1 ? ".one" : "");
    }

    private String summary(Colour colour) {
        var written = voice.pick(assessed.root().path("summary").path(colour.name()));
        if (!written.isEmpty()) {
            return written;
        }
        int count = number(colour);
        return voice.say(
                plural("summary", count),
                "colour",
                voice.word("colour." + colour.name(), colour.name()),
                "count",
                voice.number(count, Unit.COUNT.code()));
    }

    /** A colour's sentence, with what stands before its first colon in bold: the colour and its meaning. */
    private void sentence(String text) {
        int colon = text.indexOf(voice.say("colon"));
        html.open("span");
        if (colon > 0) {
            html.element("b", text.substring(0, colon + 1)).text(text.substring(colon + 1));
        } else {
            html.text(text);
        }
        html.close("span");
    }

    private void findings() {
        html.open("section", "class", "findings", "aria-labelledby", "findings-" + voice.code());
        var findings = assessed.findings();
        html.element("h2", voice.say("findings", "count", findings.size()), "id", "findings-" + voice.code());
        if (findings.isEmpty()) {
            html.element("p", voice.say("findings.none"));
        }
        html.open("ol");
        for (var finding : findings) {
            html.open("li").open("span", "class", "what");
            Marks.shape(html, finding.colour());
            html.open("span", "class", "sr")
                    .text(voice.colour(finding.colour()))
                    .text(": ")
                    .close("span");
            if (finding.anchor().isEmpty()) {
                html.element("span", voice.pick(finding.text()));
            } else {
                html.element("a", voice.pick(finding.text()), "href", "#" + finding.anchor() + "-" + voice.code());
            }
            html.close("span");
            var sure = sure(finding);
            if (!sure.isEmpty()) {
                html.element("small", sure, "class", "quiet");
            }
            html.close("li");
        }
        html.close("ol").close("section");
    }

    /** How many rules agree, in how many perturbed worlds the colour stands, and what to mind. */
    private String sure(Assessed.Finding finding) {
        var parts = new java.util.ArrayList<String>();
        var autonomy = finding.good().path("autonomy");
        if (autonomy.path("applicable").asInt(0) > 0 && finding.colour().equals(Colour.GREEN.name())) {
            parts.add(voice.say(
                    "sure.rules",
                    "flagged",
                    autonomy.path("flagged").asInt(),
                    "applicable",
                    autonomy.path("applicable").asInt()));
        }
        var detail = finding.good().path("robustness_detail").path(finding.colour());
        if (detail.path("kept").isNumber()) {
            parts.add(voice.say(
                    "sure.worlds",
                    "kept",
                    voice.number(detail.path("kept").asDouble(), Unit.COUNT.code()),
                    "draws",
                    voice.number(detail.path("draws").asDouble(), Unit.COUNT.code())));
        }
        if (finding.headline().path("narrow").asBoolean(false)) {
            parts.add(voice.say("why.narrow"));
        }
        JsonNode tags = finding.good().isMissingNode() ? finding.headline() : finding.good();
        Assessed.strings(tags, "tags").forEach(t -> parts.add(voice.word("tag." + t, t)));
        return String.join(" · ", parts);
    }
}
