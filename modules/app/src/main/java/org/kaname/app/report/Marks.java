package org.kaname.app.report;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The marks that go with every colour and truth: a shape, a letter and a word, so that neither grey print nor any eye loses them. */
final class Marks {
    private Marks() {}

    /** Shapes, once per file; each mark uses them by name. */
    static void define(Html html) {
        html.open("svg", "class", "defs", "width", "0", "height", "0", "aria-hidden", "true", "focusable", "false");
        symbol(html, "s-GREEN", "<circle cx=\"8\" cy=\"8\" r=\"7.5\"/>");
        symbol(html, "s-BLUE", "<rect x=\"1\" y=\"1\" width=\"14\" height=\"14\"/>");
        symbol(html, "s-RED", "<path d=\"M8 .5 16 15H0Z\"/>");
        symbol(html, "s-NONE", "<circle class=\"hollow\" cx=\"8\" cy=\"8\" r=\"6.5\"/>");
        symbol(html, "s-INSUFFICIENT", "<circle class=\"hollow dotted\" cx=\"8\" cy=\"8\" r=\"6.5\"/>");
        symbol(html, "t-YES", "<path class=\"stroke\" d=\"M2 9l4 4L14 3\"/>");
        symbol(html, "t-NO", "<path class=\"stroke\" d=\"M3 3l10 10M13 3L3 13\"/>");
        symbol(
                html,
                "t-UNKNOWN",
                "<path class=\"stroke\" d=\"M4 5.5C4 .5 12 .5 12 5.500c0 3.500-4 2.500-4 6M8 13.500v1.500\"/>");
        html.open("defs")
                .open(
                        "pattern",
                        "id",
                        "hatch",
                        "width",
                        "5",
                        "height",
                        "5",
                        "patternUnits",
                        "userSpaceOnUse",
                        "patternTransform",
                        "rotate(45)")
                .empty("rect", "class", "hatchline", "width", "1.6", "height", "5")
                .close("pattern")
                .close("defs");
        html.close("svg").line();
    }

    private static void symbol(Html html, String id, String shape) {
        html.open("symbol", "id", id, "viewBox", "0 0 16 16").raw(shape).close("symbol");
    }

    /** Shape with its letter, then the word. */
    static void badge(Html html, Voice voice, String colour) {
        html.open("span", "class", "badge c-" + colour);
        shape(html, colour);
        html.element("span", voice.colour(colour)).close("span");
    }

    static void badges(Html html, Voice voice, JsonNode holder) {
        for (var colour : Assessed.strings(holder, "colours")) {
            badge(html, voice, colour);
        }
    }

    /** The shape alone with its letter; the word must stand beside it. */
    static void shape(Html html, String colour) {
        html.open("svg", "class", "shape c-" + colour, "viewBox", "0 0 16 16", "aria-hidden", "true")
                .empty("use", "href", "#s-" + colour);
        var letter = letter(colour);
        if (!letter.isEmpty()) {
            html.element("text", letter, "x", "8", "y", colour.equals("RED") ? "13.2" : "11.4");
        }
        html.close("svg");
    }

    static String letter(String colour) {
        return switch (colour) {
            case "GREEN", "BLUE", "RED" -> colour.substring(0, 1);
            case "INSUFFICIENT" -> "?";
            default -> "";
        };
    }

    /** An outcome of triage: a colour, none, or not judged. */
    static void outcome(Html html, Voice voice, String outcome) {
        html.open("span", "class", "badge c-" + outcome);
        shape(html, outcome);
        html.element("span", voice.word("colour.short." + outcome, voice.word("colour." + outcome, outcome)))
                .close("span");
    }

    /** Colours of a before or after; none fired where it holds none. */
    static void colours(Html html, Voice voice, List<String> colours) {
        if (colours.isEmpty()) {
            html.open("span", "class", "badge c-NONE");
            shape(html, "NONE");
            html.element("span", voice.say("no.colour")).close("span");
        }
        for (var colour : colours) {
            badge(html, voice, colour);
        }
    }

    static String truthOf(JsonNode truth) {
        return truth.isBoolean() ? truth.asBoolean() ? "YES" : "NO" : "UNKNOWN";
    }

    /** YES, NO or UNKNOWN as a shape with its word. */
    static void truth(Html html, Voice voice, String truth) {
        html.open("span", "class", "truth t-" + truth)
                .open("svg", "viewBox", "0 0 16 16", "aria-hidden", "true")
                .empty("use", "href", "#t-" + truth)
                .close("svg")
                .element("span", voice.word("truth." + truth, truth.toLowerCase(Locale.ROOT)))
                .close("span");
    }

    /** A figure in a cell, or "no data" with its reason. */
    static void figure(Html html, Voice voice, JsonNode figure) {
        if (Voice.known(figure)) {
            html.element(
                    "span",
                    voice.figure(figure),
                    "class",
                    "n",
                    "title",
                    Assessed.text(figure, "value") + " " + Assessed.text(figure, "unit"));
            voice.interval(figure).ifPresent(i -> html.text(" ").element("small", i));
        } else {
            missing(html, voice, voice.why(figure));
        }
    }

    static void missing(Html html, Voice voice, String why) {
        html.open("span", "class", "nodata")
                .text(voice.say("nodata"))
                .text(" ")
                .element("small", why)
                .close("span");
    }

    /** A heading of a table's column. */
    static void column(Html html, String text, String... attributes) {
        var all = new String[attributes.length + 2];
        all[0] = "scope";
        all[1] = "col";
        System.arraycopy(attributes, 0, all, 2, attributes.length);
        html.element("th", text, all);
    }

    static String percent(double position) {
        return String.format(Locale.ROOT, "%.2f%%", Math.clamp(position, 0, 1) * 100);
    }
}
