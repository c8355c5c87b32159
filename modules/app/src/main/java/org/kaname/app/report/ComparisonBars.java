package org.kaname.app.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kaname.model.Unit;
import tools.jackson.databind.JsonNode;

/** The comparisons of one row of the table, one bar each: where the figure stands, where the threshold, and which side holds. */
final class ComparisonBars {
    /** Room around the outermost value on a scale that has no natural end. */
    private static final double ROOM = 1.6;

    private final Html html;
    private final Voice voice;

    ComparisonBars(Html html, Voice voice) {
        this.html = html;
        this.voice = voice;
    }

    /** A scale from 0 to 1 along the bar. */
    private interface Scale {
        double at(double value);
    }

    /** The rows that fired, each with the conditions of its newest year in front and the other years as small marks. */
    void rows(List<JsonNode> rows) {
        html.open("table", "class", "cmp stack");
        html.element("caption", voice.say("why.legend"));
        html.open("thead").open("tr");
        Marks.column(html, voice.say("why.condition"));
        Marks.column(html, "", "class", "wide");
        Marks.column(html, voice.say("why.actual"), "class", "num");
        Marks.column(html, voice.say("why.asked"), "class", "num");
        Marks.column(html, voice.say("why.margin"), "class", "num");
        Marks.column(html, voice.say("why.holds"));
        html.close("tr").close("thead");
        var shown = new HashSet<String>();
        for (var row : rows) {
            row(row, shown);
        }
        html.close("table").line();
    }

    /** Conditions that stand once in every row, such as the floor of value, are drawn once. */
    private void row(JsonNode row, Set<String> shown) {
        var years = Assessed.list(row, "years");
        html.open("tbody").open("tr", "class", "group").open("th", "scope", "rowgroup", "colspan", "6");
        html.element("b", Assessed.text(row, "row")).text(" ").text(voice.pick(row.path("text")));
        if (!years.isEmpty()) {
            var held =
                    years.stream().filter(y -> y.path("holds").asBoolean(false)).count();
            html.text(voice.say("dash"))
                    .text(voice.say(
                            "why.persists",
                            "newest",
                            Assessed.text(years.getLast(), "year"),
                            "held",
                            held,
                            "years",
                            years.size(),
                            "needed",
                            row.path("needed").asInt(),
                            "window",
                            row.path("window").asInt()));
        }
        html.close("th").close("tr");
        if (!years.isEmpty()) {
            for (var condition : Assessed.list(years.getLast(), "conditions")) {
                condition(condition, earlier(years, Assessed.text(condition, "name")));
            }
        }
        for (var condition : Assessed.list(row, "once")) {
            if (shown.add(Assessed.text(condition, "passport") + condition.path("threshold"))) {
                condition(condition, List.of());
            }
        }
        html.close("tbody");
    }

    private record Earlier(String year, double actual) {}

    private static List<Earlier> earlier(List<JsonNode> years, String name) {
        var found = new ArrayList<Earlier>();
        for (var year : years.subList(0, years.size() - 1)) {
            for (var condition : Assessed.list(year, "conditions")) {
                if (Assessed.text(condition, "name").equals(name)
                        && condition.path("actual").isNumber()) {
                    found.add(new Earlier(
                            Assessed.text(year, "year"),
                            condition.path("actual").asDouble()));
                }
            }
        }
        return found;
    }

    private void condition(JsonNode condition, List<Earlier> earlier) {
        var unit = Assessed.text(condition, "unit");
        double threshold = condition.path("threshold").asDouble();
        html.open("tr").open("th", "scope", "row").text(voice.pick(condition.path("label")));
        html.empty("br").element("small", origin(condition), "class", "quiet").close("th");
        html.open("td", "class", "wide");
        bar(condition, earlier);
        html.close("td");
        html.open("td", "class", "num", "data-l", voice.say("why.actual"));
        actual(condition);
        html.close("td");
        html.element(
                "td",
                sign(condition) + Voice.THIN + voice.threshold(threshold, unit),
                "class",
                "num",
                "data-l",
                voice.say("why.asked"));
        html.open("td", "class", "num", "data-l", voice.say("why.margin"))
                .text(margin(condition).orElse("—"));
        if (condition.path("boundary").asBoolean(false)) {
            html.text(" ").element("small", voice.say("why.boundary"));
        } else if (condition.path("narrow").asBoolean(false)) {
            html.text(" ").element("small", voice.say("why.narrow"));
        }
        html.close("td").open("td", "data-l", voice.say("why.holds"));
        Marks.truth(html, voice, Marks.truthOf(condition.path("holds")));
        html.close("td").close("tr");
    }

    /** The constant behind a threshold, with where it comes from in words. */
    private String origin(JsonNode condition) {
        return voice.origin(Assessed.text(condition, "origin"));
    }

    /** A condition on one line, for tables that hold many. */
    void line(JsonNode condition) {
        html.open("div", "class", "cond");
        if (Assessed.text(condition, "name").equals("persists")) {
            html.text(voice.say(
                    "why.persists.short",
                    "held",
                    condition.path("actual").asInt(),
                    "window",
                    condition.path("window").asInt(),
                    "needed",
                    condition.path("threshold").asInt()));
        } else {
            html.text(voice.pick(condition.path("label")));
            if (Voice.unit(Assessed.text(condition, "unit")) != Unit.TRUTH) {
                html.text(" ");
                actual(condition);
                if (condition.path("threshold").isNumber()) {
                    html.text(" ")
                            .text(sign(condition)
                                    + Voice.THIN
                                    + voice.threshold(
                                            condition.path("threshold").asDouble(), Assessed.text(condition, "unit")));
                }
                margin(condition).ifPresent(m -> html.text(" ").element("small", m, "class", "quiet"));
                if (condition.path("narrow").asBoolean(false)) {
                    html.text(" ").element("small", voice.say("why.narrow"), "class", "tag");
                }
            }
        }
        html.text(" ");
        Marks.truth(html, voice, Marks.truthOf(condition.path("holds")));
        html.close("div");
    }

    /** What was found, rounded beside its threshold. */
    void actual(JsonNode condition) {
        if (!condition.path("actual").isNumber()) {
            Marks.missing(html, voice, voice.why(condition));
            return;
        }
        html.text(voice.beside(
                condition.path("actual").asDouble(),
                condition.path("threshold").asDouble(),
                Assessed.text(condition, "unit")));
        voice.interval(condition).ifPresent(i -> html.text(" ").element("small", i));
    }

    static String sign(JsonNode condition) {
        return switch (Assessed.text(condition, "comparison")) {
            case ">=" -> "≥";
            case "<=" -> "≤";
            default -> Assessed.text(condition, "comparison");
        };
    }

    /** How far from the threshold: points for shares, a difference for HHI, ranks and counts, a factor for the rest. */
    Optional<String> margin(JsonNode condition) {
        if (!condition.path("actual").isNumber()) {
            return Optional.empty();
        }
        double actual = condition.path("actual").asDouble();
        double threshold = condition.path("threshold").asDouble();
        double difference = actual - threshold;
        var sign = difference > 0 ? "+" : difference < 0 ? "−" : "±";
        var unit = Assessed.text(condition, "unit");
        return Optional.of(
                switch (Voice.unit(unit)) {
                    case SHARE -> voice.say("margin.points", "points", sign + digits(Math.abs(difference) * 100, 1));
                    case HHI, INDEX -> sign + digits(Math.abs(difference), 2);
                    case RANK, COUNT, DAYS -> sign + voice.number(Math.abs(difference), Unit.COUNT.code());
                    case RATIO, KUSD, BN_JPY, MUSD, VALUE, PER_YEAR, TRUTH ->
                        threshold > 0
                                ? "×" + voice.number(actual / threshold, Unit.RATIO.code())
                                : sign + voice.number(Math.abs(difference), unit);
                });
    }

    /** At least the given decimals, more where the difference would vanish. */
    private static String digits(double value, int decimals) {
        for (int d = decimals; d < decimals + 6; d++) {
            var text = String.format(java.util.Locale.ROOT, "%." + d + "f", value);
            if (value < 1e-9 || Double.parseDouble(text) > 0) {
                return text;
            }
        }
        return "0";
    }

    private void bar(JsonNode condition, List<Earlier> earlier) {
        double threshold = condition.path("threshold").asDouble();
        boolean above = Assessed.text(condition, "comparison").startsWith(">");
        var known = new ArrayList<Double>(List.of(threshold));
        double actual = condition.path("actual").asDouble(Double.NaN);
        if (!Double.isNaN(actual)) {
            known.add(actual);
        }
        earlier.forEach(e -> known.add(e.actual()));
        var scale = scale(Voice.unit(Assessed.text(condition, "unit")), known);
        double tick = scale.at(threshold);
        html.open("div", "class", "bar", "role", "img", "aria-label", describe(condition, earlier));
        html.element(
                "i",
                "",
                "class",
                "side",
                "style",
                above ? "left:" + Marks.percent(tick) + ";right:0" : "left:0;right:" + Marks.percent(1 - tick));
        for (var one : earlier) {
            html.element("i", "", "class", "was", "style", "left:" + Marks.percent(scale.at(one.actual())));
        }
        double low = condition.path("low").asDouble(Double.NaN);
        double high = condition.path("high").asDouble(Double.NaN);
        if (!Double.isNaN(low) && !Double.isNaN(high) && high > low) {
            html.element(
                    "i",
                    "",
                    "class",
                    "whisker",
                    "style",
                    "left:" + Marks.percent(scale.at(low)) + ";right:" + Marks.percent(1 - scale.at(high)));
        }
        html.element("i", "", "class", "tick", "style", "left:" + Marks.percent(tick));
        if (!Double.isNaN(actual)) {
            html.element("i", "", "class", "dot", "style", "left:" + Marks.percent(scale.at(actual)));
        } else if (condition.path("unbounded").asBoolean(false)) {
            html.element("i", "→", "class", "beyond");
        }
        html.close("div");
    }

    private String describe(JsonNode condition, List<Earlier> earlier) {
        var unit = Assessed.text(condition, "unit");
        double threshold = condition.path("threshold").asDouble();
        var text = new StringBuilder(voice.pick(condition.path("label"))).append(": ");
        text.append(
                condition.path("actual").isNumber()
                        ? voice.beside(condition.path("actual").asDouble(), threshold, unit)
                        : voice.say("nodata.why", "reason", voice.why(condition)));
        text.append("; ").append(sign(condition)).append(' ').append(voice.threshold(threshold, unit));
        for (var one : earlier) {
            text.append("; ").append(one.year()).append(": ").append(voice.beside(one.actual(), threshold, unit));
        }
        return text.toString();
    }

    /** Shares and HHI run from 0 to 1, ranks and counts from 0; money and ratios by their logarithm. */
    private static Scale scale(Unit unit, List<Double> values) {
        double max = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        double least = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(v -> v > 0)
                .min()
                .orElse(1);
        return switch (unit) {
            case SHARE, HHI, TRUTH -> value -> value;
            case RANK, COUNT, DAYS -> value -> value / Math.max(1, max * 1.15);
            case PER_YEAR, INDEX ->
                value -> (value - Math.min(0, least)) / Math.max(1e-9, max * 1.15 - Math.min(0, least));
            case RATIO, KUSD, BN_JPY, MUSD, VALUE -> {
                double from = Math.log(least / ROOM);
                double to = Math.log(Math.max(max, least) * ROOM);
                yield value -> value > 0 ? (Math.log(value) - from) / (to - from) : 0;
            }
        };
    }
}
