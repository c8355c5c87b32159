package org.kaname.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kaname.model.Unit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Who supplies a good now and over the years, and who depends on the subject for it. Chart and table are one. */
final class Suppliers {
    private static final int SLOT = 9;
    private static final int HEIGHT = 30;

    private final Html html;
    private final Voice voice;

    Suppliers(Html html, Voice voice) {
        this.html = html;
        this.voice = voice;
    }

    /** A supplier's share by year; absent in years without a number for it. */
    private record Line(String economy, JsonNode newest, Map<Integer, Double> shares) {}

    void now(JsonNode good) {
        var history = Assessed.list(good, "history");
        var covered =
                history.stream().filter(y -> y.path("suppliers").isArray()).toList();
        html.element("h3", voice.say("suppliers"));
        if (covered.isEmpty()) {
            html.open("p");
            Marks.missing(html, voice, voice.why(good.path("autonomy").path("top_share")));
            html.close("p");
            return;
        }
        var newest = covered.getLast();
        int first = history.getFirst().path("year").asInt();
        int last = history.getLast().path("year").asInt();
        double threshold = threshold(good);
        html.open("table", "class", "sup")
                .open("caption")
                .text(voice.say("suppliers.caption", "year", Assessed.text(newest, "year"), "from", first));
        if (!Double.isNaN(threshold)) {
            html.text(" ")
                    .text(voice.say(
                            "suppliers.threshold",
                            "share",
                            voice.number(threshold, Unit.SHARE.code()),
                            "rule",
                            origin(good)));
        }
        html.close("caption").open("thead").open("tr");
        Marks.column(html, voice.say("supplier"));
        Marks.column(html, voice.say("import.share"), "class", "wide");
        Marks.column(html, "%", "class", "num");
        Marks.column(html, voice.say("value"), "class", "num");
        Marks.column(html, voice.say("years", "from", first, "to", last), "class", "spark");
        html.close("tr").close("thead").open("tbody");
        for (var line : lines(covered)) {
            supplier(good, line, covered, first, last, threshold);
        }
        rest(newest, covered, first, last);
        html.close("tbody").close("table").line();
        unallocated(newest);
        total(history, first, last);
    }

    private List<Line> lines(List<JsonNode> covered) {
        var byEconomy = new LinkedHashMap<String, Line>();
        for (int i = covered.size() - 1; i >= 0; i--) {
            var year = covered.get(i);
            for (var supplier : Assessed.list(year, "suppliers")) {
                var code = Assessed.text(supplier, "economy");
                byEconomy
                        .computeIfAbsent(code, c -> new Line(c, supplier, new LinkedHashMap<>()))
                        .shares()
                        .put(year.path("year").asInt(), supplier.path("share").asDouble(Double.NaN));
            }
        }
        return new ArrayList<>(byEconomy.values());
    }

    private void supplier(JsonNode good, Line line, List<JsonNode> covered, int first, int last, double threshold) {
        int newest = covered.getLast().path("year").asInt();
        var shares = line.shares();
        boolean supplies = shares.containsKey(newest);
        double share = shares.getOrDefault(newest, Double.NaN);
        html.open("tr")
                .element("th", voice.economy(line.economy()), "scope", "row")
                .open("td", "class", "wide");
        var top = good.path("autonomy").path("top_share");
        bar(
                supplies ? share : 0,
                "fill",
                line.economy().equals(Assessed.text(good.path("autonomy"), "top_supplier"))
                        ? top
                        : MissingNode.getInstance(),
                threshold);
        html.close("td");
        html.element(
                "td", supplies ? voice.number(share, Unit.SHARE.code()) : voice.say("supplies.not"), "class", "num");
        html.element(
                "td",
                supplies ? voice.number(line.newest().path("value_kusd").asDouble(), unit(covered.getLast())) : "",
                "class",
                "num");
        html.open("td", "class", "spark");
        columns(voice.economy(line.economy()), shares, covered, first, last, threshold);
        html.close("td").close("tr");
    }

    private static String unit(JsonNode year) {
        return Assessed.text(year.path("imports_kusd"), "unit");
    }

    private void rest(JsonNode newest, List<JsonNode> covered, int first, int last) {
        double other = newest.path("other_share").asDouble(0);
        if (!(other > 0)) {
            return;
        }
        var shares = new LinkedHashMap<Integer, Double>();
        covered.forEach(
                y -> shares.put(y.path("year").asInt(), y.path("other_share").asDouble(Double.NaN)));
        html.open("tr")
                .element("th", voice.say("suppliers.other"), "scope", "row")
                .open("td", "class", "wide");
        bar(other, "fill hatched", MissingNode.getInstance(), Double.NaN);
        html.close("td").element("td", voice.number(other, Unit.SHARE.code()), "class", "num");
        html.element("td", "", "class", "num").open("td", "class", "spark");
        columns(voice.say("suppliers.other"), shares, covered, first, last, Double.NaN);
        html.close("td").close("tr");
    }

    private void bar(double share, String fill, JsonNode bounds, double threshold) {
        html.open("div", "class", "hbar", "aria-hidden", "true")
                .element("i", "", "class", fill, "style", "width:" + Marks.percent(share));
        double low = bounds.path("low").asDouble(Double.NaN);
        double high = bounds.path("high").asDouble(Double.NaN);
        if (high > low) {
            html.element(
                    "i",
                    "",
                    "class",
                    "whisker",
                    "style",
                    "left:" + Marks.percent(low) + ";right:" + Marks.percent(1 - high));
        }
        if (!Double.isNaN(threshold)) {
            html.element("i", "", "class", "tick", "style", "left:" + Marks.percent(threshold));
        }
        html.close("div");
    }

    /** Small columns, one per year, the newest dark; a year without data is a dot on the ground. */
    private void columns(
            String name, Map<Integer, Double> shares, List<JsonNode> covered, int first, int last, double threshold) {
        int width = (last - first + 1) * SLOT;
        var label = new StringBuilder(name).append(": ");
        for (var year : covered) {
            int y = year.path("year").asInt();
            label.append(y)
                    .append(' ')
                    .append(
                            shares.containsKey(y)
                                    ? voice.number(shares.get(y), Unit.SHARE.code())
                                    : voice.say("supplies.not"))
                    .append("; ");
        }
        html.open(
                "svg",
                "class",
                "cols",
                "viewBox",
                "0 0 " + width + " " + (HEIGHT + 1),
                "width",
                Integer.toString(width),
                "height",
                Integer.toString(HEIGHT + 1),
                "role",
                "img",
                "aria-label",
                label.toString());
        html.empty("path", "class", "ground", "d", "M0 " + HEIGHT + ".5H" + width);
        for (int year = first; year <= last; year++) {
            int at = year;
            boolean has = covered.stream().anyMatch(y -> y.path("year").asInt() == at);
            int x = (year - first) * SLOT + 1;
            if (!has) {
                html.empty(
                        "circle",
                        "class",
                        "gap",
                        "cx",
                        Integer.toString(x + 3),
                        "cy",
                        Integer.toString(HEIGHT - 3),
                        "r",
                        "1");
            } else if (shares.getOrDefault(year, 0.0) > 0) {
                double tall = Math.max(1, shares.getOrDefault(year, 0.0) * HEIGHT);
                html.empty(
                        "rect",
                        "class",
                        year == last ? "col new" : "col",
                        "x",
                        Integer.toString(x),
                        "y",
                        String.format(Locale.ROOT, "%.1f", HEIGHT - tall),
                        "width",
                        "7",
                        "height",
                        String.format(Locale.ROOT, "%.1f", tall));
            }
        }
        if (!Double.isNaN(threshold)) {
            html.empty(
                    "path",
                    "class",
                    "limit",
                    "d",
                    String.format(Locale.ROOT, "M0 %.1fH%d", HEIGHT * (1 - threshold), width));
        }
        html.close("svg");
    }

    private void unallocated(JsonNode newest) {
        double share = newest.path("unallocated_share").asDouble(0);
        if (share > 0) {
            html.element(
                    "p",
                    voice.say("suppliers.unallocated", "share", voice.number(share, Unit.SHARE.code())),
                    "class",
                    "note");
        }
    }

    /** All imports and the concentration, first and newest year. */
    private void total(List<JsonNode> history, int first, int last) {
        var begin = history.getFirst();
        var end = history.getLast();
        html.open("p", "class", "note");
        if (first == last) {
            html.text(voice.say(
                    "suppliers.total.one",
                    "year",
                    last,
                    "imports",
                    voice.figure(end.path("imports_kusd")),
                    "hhi",
                    voice.figure(end.path("hhi"))));
        } else {
            html.text(voice.say(
                    "suppliers.total",
                    "from",
                    first,
                    "to",
                    last,
                    "imports0",
                    voice.figure(begin.path("imports_kusd")),
                    "imports1",
                    voice.figure(end.path("imports_kusd")),
                    "hhi0",
                    voice.figure(begin.path("hhi")),
                    "hhi1",
                    voice.figure(end.path("hhi"))));
        }
        html.close("p");
    }

    private static List<JsonNode> topShare(JsonNode good) {
        var found = new ArrayList<JsonNode>();
        for (var row : Assessed.list(good, "rows")) {
            for (var year : Assessed.list(row, "years")) {
                Assessed.list(year, "conditions").stream()
                        .filter(c -> Assessed.text(c, "name").equals("top_share"))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** The share that a row of the table asks of the largest supplier; NaN where none does. */
    private static double threshold(JsonNode good) {
        var conditions = topShare(good);
        return conditions.isEmpty()
                ? Double.NaN
                : conditions.getLast().path("threshold").asDouble(Double.NaN);
    }

    private static String origin(JsonNode good) {
        return topShare(good).getLast().path("origin").asString();
    }

    void dependents(JsonNode good) {
        var side = good.path("indispensability");
        var dependents = Assessed.list(side, "dependents");
        html.element("h3", voice.say("dependents"));
        html.open("p")
                .text(voice.say(
                        "dependents.position",
                        "exports",
                        voice.figure(side.path("exports_kusd")),
                        "share",
                        voice.figure(side.path("world_share")),
                        "rank",
                        voice.figure(side.path("world_rank"))));
        html.text(" ").text(count(side.path("dependents_count"))).close("p");
        if (dependents.isEmpty()) {
            return;
        }
        html.open("table", "class", "sup dep")
                .element("caption", voice.say("dependents.caption", "year", Assessed.text(good, "data_year")));
        html.open("thead").open("tr");
        Marks.column(html, voice.say("economy"));
        Marks.column(html, voice.say("dependents.share"), "class", "wide");
        Marks.column(html, "%", "class", "num");
        Marks.column(html, voice.say("value"), "class", "num");
        html.close("tr").close("thead").open("tbody");
        for (var dependent : dependents) {
            double share = dependent.path("share").asDouble();
            html.open("tr").element("th", voice.economy(Assessed.text(dependent, "economy")), "scope", "row");
            html.open("td", "class", "wide")
                    .open("div", "class", "hbar", "aria-hidden", "true")
                    .element("i", "", "class", "stem", "style", "width:" + Marks.percent(share))
                    .element("i", "", "class", "dot", "style", "left:" + Marks.percent(share))
                    .close("div")
                    .close("td");
            html.element("td", voice.number(share, Unit.SHARE.code()), "class", "num");
            html.element(
                            "td",
                            voice.number(
                                    dependent.path("value_kusd").asDouble(),
                                    Assessed.text(side.path("exports_kusd"), "unit")),
                            "class",
                            "num")
                    .close("tr");
        }
        html.close("tbody").close("table").line();
        if (side.path("dependents_cover").isNumber()) {
            html.element(
                    "p",
                    voice.say(
                            "dependents.cover",
                            "cover",
                            voice.number(side.path("dependents_cover").asDouble(), Unit.SHARE.code()),
                            "reach",
                            voice.number(side.path("dependents_reach").asDouble(0), Unit.SHARE.code())),
                    "class",
                    "note");
        }
    }

    private String count(JsonNode count) {
        if (!Voice.known(count)) {
            return voice.say("dependents.missing", "reason", voice.why(count));
        }
        double value = count.path("value").asDouble();
        double open = count.path("high").asDouble(value) - value;
        var text = value > 0
                ? voice.say("dependents.count", "count", voice.number(value, Unit.COUNT.code()))
                : voice.say("dependents.none");
        return open > 0
                ? text + voice.say("dependents.open", "count", voice.number(open, Unit.COUNT.code()))
                : text + voice.say("stop");
    }
}
