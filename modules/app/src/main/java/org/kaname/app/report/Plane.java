package org.kaname.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.kaname.measure.MeasureConstants;
import org.kaname.model.Unit;
import org.kaname.triage.Colour;
import tools.jackson.databind.JsonNode;

/**
 * The plane: import concentration across, share of world exports up on a square-root scale, one mark per good. A good with one side
 * missing sits in a labelled strip, never at zero.
 */
final class Plane {
    private static final String IMPORT_HHI = "geodep@2024.import_hhi";
    private static final String B2_SHARE = "triage@1.b2_world_share";
    private static final double[] SHARES = {0, 0.01, 0.05, 0.1, 0.25, 0.5, 1};
    private static final double[] HHIS = {0, 0.2, 0.4, 0.6, 0.8, 1};
    private static final int NAMED = 12;
    /** Uncoloured goods with a mark of their own; the others are dots. */
    private static final int MARKED = 150;

    private static final double SMALLEST = 2.6;
    private static final double SMALLEST_COLOURED = 6.2;
    private static final double LARGEST = 15;
    /** Values above this share of all goods get the largest mark: one whole chapter must not dwarf the rest. */
    private static final double CAPPED = 0.9;

    /** One good as it stands on the plane; NaN where a side is not covered. */
    private record Point(
            JsonNode good, String outcome, double hhi, double low, double high, double share, double value) {
        boolean coloured() {
            return !Assessed.strings(good, "colours").isEmpty();
        }
    }

    private final Html html;
    private final Voice voice;
    private final Assessed assessed;
    private final List<Point> points;
    private final double cap;

    Plane(Html html, Voice voice, Assessed assessed) {
        this.html = html;
        this.voice = voice;
        this.assessed = assessed;
        this.points = points(assessed);
        var values = points.stream()
                .mapToDouble(Point::value)
                .filter(v -> v > 0)
                .sorted()
                .toArray();
        this.cap =
                values.length == 0 ? 1 : values[(int) Math.min(values.length - 1, Math.floor(values.length * CAPPED))];
    }

    private static List<Point> points(Assessed assessed) {
        var all = new ArrayList<>(assessed.coloured());
        assessed.uncoloured().stream()
                .sorted(Comparator.comparingDouble((JsonNode g) -> -Assessed.valueAtStake(g))
                        .thenComparing(Assessed::id))
                .forEach(all::add);
        return all.stream()
                .map(good -> {
                    var hhi = good.path("autonomy").path("hhi");
                    var colours = Assessed.strings(good, "colours");
                    return new Point(
                            good,
                            colours.isEmpty() ? Assessed.text(good, "outcome") : colours.getFirst(),
                            hhi.path("value").asDouble(Double.NaN),
                            hhi.path("low").asDouble(Double.NaN),
                            hhi.path("high").asDouble(Double.NaN),
                            good.path("indispensability")
                                    .path("world_share")
                                    .path("value")
                                    .asDouble(Double.NaN),
                            Assessed.valueAtStake(good));
                })
                .toList();
    }

    /** The picture for a wide and for a narrow page, its sentence, and its table. */
    void write() {
        html.open("figure", "class", "plane");
        html.element("h2", voice.say("plane.title"));
        draw("wide", 720, 400, 11.5, 44, 58, 34, 30);
        draw("narrow", 336, 420, 11, 34, 40, 36, 30);
        html.open("figcaption")
                .text(sentence())
                .text(" ")
                .element("span", legend(), "class", "quiet")
                .close("figcaption");
        table();
        html.close("figure").line();
    }

    private void draw(String kind, int width, int height, double size, int labels, int strip, int below, int bottom) {
        double left = labels + strip;
        double right = width - 14;
        double top = 12;
        double ground = height - bottom - below;
        html.open(
                "svg",
                "class",
                kind,
                "viewBox",
                "0 0 " + width + " " + height,
                "role",
                "img",
                "aria-label",
                voice.say("plane.title") + voice.say("stop") + " " + sentence(),
                "font-size",
                text(size));
        frame(left, right, top, ground, labels, height - bottom, size);
        var places = new Labels(new Labels.Box(left + 2, top, right + 12, ground - 1), size);
        thresholds(places, left, right, top, ground, size);
        var spots = new ArrayList<Spot>();
        int uncoloured = 0;
        var dots = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            var point = points.get(i);
            double x = Double.isNaN(point.hhi())
                    ? left - strip / 2.0 + jitter(i, strip)
                    : left + point.hhi() * (right - left);
            double y = Double.isNaN(point.share())
                    ? ground + below / 2.0 + jitter(i, below)
                    : ground - Math.sqrt(point.share()) * (ground - top);
            if (!point.coloured() && ++uncoloured > MARKED) {
                dots.append(String.format(Locale.ROOT, "M%.1f %.1fh0", x, y));
            } else {
                spots.add(new Spot(point, x, y, radius(point)));
            }
        }
        if (dots.length() > 0) {
            html.empty("path", "class", "dots", "d", dots.toString());
        }
        for (var spot : spots.reversed()) {
            mark(spot, left, right);
            var box =
                    new Labels.Box(spot.x() - spot.r(), spot.y() - spot.r(), spot.x() + spot.r(), spot.y() + spot.r());
            if (spot.point().coloured()) {
                places.take(box);
            } else {
                places.avoid(box);
            }
        }
        names(spots, places, size, kind.equals("wide") ? 19 : 12);
        html.close("svg").line();
    }

    private record Spot(Point point, double x, double y, double r) {}

    private static double jitter(int i, double room) {
        return ((i * 7) % 5 - 2) * room / 9;
    }

    private double radius(Point point) {
        double r = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.min(1, Math.max(0, point.value()) / cap));
        return point.coloured() ? Math.max(SMALLEST_COLOURED, r) : Math.min(r, LARGEST);
    }

    private void frame(double left, double right, double top, double ground, double strip, double end, double size) {
        html.empty(
                "rect",
                "class",
                "strip",
                "x",
                text(strip),
                "y",
                text(top),
                "width",
                text(left - strip - 4),
                "height",
                text(ground - top));
        html.empty(
                "rect",
                "class",
                "strip",
                "x",
                text(left),
                "y",
                text(ground + 4),
                "width",
                text(right - left),
                "height",
                text(end - ground - 4));
        html.element(
                "text",
                voice.say("plane.noimports"),
                "class",
                "axis",
                "text-anchor",
                "middle",
                "transform",
                "translate(" + text(strip + size * 1.05) + " " + text((top + ground) / 2) + ") rotate(-90)");
        html.element("text", voice.say("plane.noexports"), "class", "axis", "x", text(left + 6), "y", text(end - 5));
        for (double share : SHARES) {
            double y = ground - Math.sqrt(share) * (ground - top);
            html.empty("path", "class", "grid", "d", "M" + text(left) + " " + text(y) + "H" + text(right));
            html.element(
                    "text",
                    Math.round(share * 100) + (share > 0.9 ? Voice.THIN + "%" : ""),
                    "class",
                    "axis",
                    "text-anchor",
                    "end",
                    "x",
                    text(strip - 4),
                    "y",
                    text(y + 4));
        }
        for (double hhi : HHIS) {
            double x = left + hhi * (right - left);
            html.empty("path", "class", "grid", "d", "M" + text(x) + " " + text(top) + "V" + text(ground));
            html.element(
                    "text",
                    String.format(Locale.ROOT, "%.1f", hhi),
                    "class",
                    "axis",
                    "text-anchor",
                    "middle",
                    "x",
                    text(x),
                    "y",
                    text(end + size + 2));
        }
        html.element(
                "text",
                voice.say("plane.x") + " →",
                "class",
                "axis strong",
                "text-anchor",
                "end",
                "x",
                text(right),
                "y",
                text(end + 2 * size + 5));
        html.element(
                "text",
                "↑ " + voice.say("plane.y"),
                "class",
                "axis strong",
                "x",
                text(left + 5),
                "y",
                text(top + size));
    }

    private void thresholds(Labels places, double left, double right, double top, double ground, double size) {
        double hhi = assessed.constant(IMPORT_HHI);
        if (!Double.isNaN(hhi)) {
            double x = left + hhi * (right - left);
            html.empty("path", "class", "limit", "d", "M" + text(x) + " " + text(top) + "V" + text(ground));
            limit(
                    places,
                    rule(IMPORT_HHI) + " > " + voice.threshold(hhi, Unit.HHI.code()),
                    x + 4,
                    top + size * 2.4,
                    "start",
                    size);
        }
        for (var name : List.of(MeasureConstants.DOMINANCE, B2_SHARE)) {
            double share = assessed.constant(name);
            if (!Double.isNaN(share)) {
                double y = ground - Math.sqrt(share) * (ground - top);
                html.empty("path", "class", "limit", "d", "M" + text(left) + " " + text(y) + "H" + text(right));
                limit(
                        places,
                        rule(name)
                                + (name.equals(B2_SHARE) ? " ≥ " : " > ")
                                + voice.threshold(share, Unit.SHARE.code()),
                        right - 2,
                        y - 4,
                        "end",
                        size);
            }
        }
    }

    private void limit(Labels places, String words, double x, double baseline, String anchor, double size) {
        html.element("text", words, "class", "rule", "text-anchor", anchor, "x", text(x), "y", text(baseline));
        double width = Labels.width(words, size);
        double from = anchor.equals("end") ? x - width : x;
        places.take(new Labels.Box(from, baseline - size, from + width, baseline + 3));
    }

    private static String rule(String constant) {
        return constant.substring(0, constant.lastIndexOf('.'));
    }

    private void mark(Spot spot, double left, double right) {
        var point = spot.point();
        var good = point.good();
        var link = assessed.anchor(good);
        if (point.coloured() && link.isEmpty()) {
            html.open("g", "class", "mark c-" + point.outcome());
            shape(point.outcome(), spot.x(), spot.y(), spot.r());
            html.close("g");
            return;
        }
        if (point.coloured()) {
            html.open("a", "href", "#" + link + "-" + voice.code(), "class", "mark c-" + point.outcome());
        } else {
            html.open("g", "class", "mark c-" + point.outcome());
        }
        html.element("title", describe(point));
        if (!Double.isNaN(point.hhi()) && point.high() - point.low() > 0.004) {
            html.empty(
                    "path",
                    "class",
                    "whisker",
                    "d",
                    "M" + text(left + point.low() * (right - left)) + " " + text(spot.y()) + "H"
                            + text(left + Math.min(1, point.high()) * (right - left)));
        }
        shape(point.outcome(), spot.x(), spot.y(), spot.r());
        html.close(point.coloured() ? "a" : "g");
    }

    private void shape(String outcome, double x, double y, double r) {
        switch (outcome) {
            case "BLUE" ->
                html.empty(
                        "rect",
                        "x",
                        text(x - r * 0.9),
                        "y",
                        text(y - r * 0.9),
                        "width",
                        text(r * 1.8),
                        "height",
                        text(r * 1.8));
            case "RED" ->
                html.empty(
                        "path",
                        "d",
                        "M" + text(x) + " " + text(y - r * 1.1) + "L" + text(x + r * 1.1) + " " + text(y + r * 0.85)
                                + "H" + text(x - r * 1.1) + "Z");
            default -> html.empty("circle", "cx", text(x), "cy", text(y), "r", text(r));
        }
        var letter = Marks.letter(outcome);
        if (!letter.isEmpty()) {
            html.element("text", letter, "x", text(x), "y", text(y + 3.3), "font-size", "9.5", "text-anchor", "middle");
        }
    }

    private String describe(Point point) {
        var good = point.good();
        var text = new StringBuilder(voice.goodName(good));
        text.append(" (").append(Assessed.text(good, "code")).append(")\n");
        text.append(voice.say("plane.x"))
                .append(": ")
                .append(full(good.path("autonomy").path("hhi")))
                .append('\n');
        text.append(voice.say("plane.y"))
                .append(": ")
                .append(full(good.path("indispensability").path("world_share")))
                .append('\n');
        var colours = Assessed.strings(good, "colours");
        text.append(
                colours.isEmpty()
                        ? voice.word("colour." + point.outcome(), point.outcome())
                        : String.join(" ", colours.stream().map(voice::colour).toList()));
        for (var tag : Assessed.strings(good, "tags")) {
            text.append("; ").append(voice.word("tag." + tag, tag));
        }
        return text.toString();
    }

    private String full(JsonNode figure) {
        return voice.figure(figure) + voice.interval(figure).map(i -> " " + i).orElse("");
    }

    private void names(List<Spot> spots, Labels places, double size, int ems) {
        int named = 0;
        for (var spot : spots) {
            if (named == NAMED) {
                return;
            }
            if (Double.isNaN(spot.point().hhi()) || Double.isNaN(spot.point().share())) {
                continue;
            }
            named++;
            var name = Labels.cut(voice.shortName(spot.point().good()), ems);
            places.place(name, spot.x(), spot.y(), spot.r()).ifPresent(place -> {
                if (place.apart()) {
                    double to = place.anchor().equals("middle")
                            ? place.x()
                            : place.anchor().equals("start")
                                    ? place.box().left()
                                    : place.box().right();
                    html.empty(
                            "path",
                            "class",
                            "leader",
                            "d",
                            "M" + text(spot.x()) + " " + text(spot.y()) + "L" + text(to) + " "
                                    + text((place.box().top() + place.box().bottom()) / 2));
                }
                html.element(
                        "text",
                        name,
                        "class",
                        "name",
                        "x",
                        text(place.x()),
                        "y",
                        text(place.baseline()),
                        "text-anchor",
                        place.anchor());
            });
        }
    }

    /** What the picture says, counted from the goods. */
    private String sentence() {
        double hhi = assessed.constant(IMPORT_HHI);
        double share = assessed.constant(B2_SHARE);
        var both = points.stream()
                .filter(p -> !Double.isNaN(p.hhi()) && !Double.isNaN(p.share()))
                .toList();
        return voice.say(
                "plane.sentence",
                "goods",
                points.size(),
                "right",
                both.stream().filter(p -> p.hhi() > hhi).count(),
                "hhi",
                Double.isNaN(hhi) ? "?" : voice.threshold(hhi, Unit.HHI.code()),
                "high",
                both.stream().filter(p -> p.share() >= share).count(),
                "share",
                Double.isNaN(share) ? "?" : voice.threshold(share, Unit.SHARE.code()),
                "noimports",
                points.stream().filter(p -> Double.isNaN(p.hhi())).count(),
                "noexports",
                points.stream().filter(p -> Double.isNaN(p.share())).count());
    }

    private String legend() {
        return voice.say("plane.legend", "cap", voice.number(cap, money()));
    }

    private String money() {
        return points.isEmpty()
                ? Unit.VALUE.code()
                : Assessed.text(points.getFirst().good().path("autonomy").path("imports_kusd"), "unit");
    }

    private void table() {
        html.open("details", "class", "screen").element("summary", voice.say("plane.table"));
        html.open("table", "class", "stack compact")
                .element("caption", voice.say("plane.title"))
                .open("thead")
                .open("tr");
        Marks.column(html, voice.say("good"));
        Marks.column(html, voice.say("outcome"));
        Marks.column(html, voice.say("plane.x"), "class", "num");
        Marks.column(html, voice.say("plane.y"), "class", "num");
        Marks.column(html, voice.say("stake"), "class", "num");
        html.close("tr").close("thead").open("tbody");
        for (var point : points.subList(0, Math.min(MARKED, points.size()))) {
            var good = point.good();
            html.open("tr")
                    .element("th", voice.goodName(good), "scope", "row")
                    .open("td", "data-l", voice.say("outcome"));
            Marks.outcome(html, voice, point.outcome());
            html.close("td")
                    .element(
                            "td",
                            full(good.path("autonomy").path("hhi")),
                            "class",
                            "num",
                            "data-l",
                            voice.say("plane.x"));
            html.element(
                    "td",
                    full(good.path("indispensability").path("world_share")),
                    "class",
                    "num",
                    "data-l",
                    voice.say("plane.y"));
            html.element(
                            "td",
                            voice.figure(
                                    point.outcome().equals(Colour.BLUE.name())
                                            ? good.path("indispensability").path("exports_kusd")
                                            : good.path("autonomy").path("imports_kusd")),
                            "class",
                            "num",
                            "data-l",
                            voice.say("stake"))
                    .close("tr");
        }
        html.close("tbody").close("table").close("details");
    }

    private static String text(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
