package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.kaname.app.report.Html;
import org.kaname.shock.run.GoodRun;

/** Suppliers of one good to one economy: bands as wide as their shares of the need, the part that is lost hatched. */
final class FlowsChart {
    /** Suppliers that are drawn; the rest is one band. */
    private static final int MOST = 8;

    private static final double SPACE = 200;
    private static final double GAP = 8;
    private static final double LABEL = 30;
    private static final double NODE = 6;
    private static final double TOP = 4;
    private static final double ROUNDING = 0.0005;

    private final Html html;
    private final ShockVoice voice;

    /** One band. */
    private record Band(String name, double before, double after) {}

    FlowsChart(Html html, ShockVoice voice) {
        this.html = html;
        this.voice = voice;
    }

    /** The first goods; those with the same bands to the same economy are drawn once. */
    void write(ShockAnswer answer, int most) {
        var groups = new LinkedHashMap<List<Object>, List<GoodRun>>();
        for (var good : answer.goods()) {
            var same = List.<Object>of(good.supply().economy(), bands(answer, good));
            if (groups.containsKey(same) || groups.size() < most) {
                groups.computeIfAbsent(same, key -> new ArrayList<>()).add(good);
            }
        }
        groups.values().forEach(group -> write(answer, group));
    }

    /** Both sizes and the table of the same numbers. */
    private void write(ShockAnswer answer, List<GoodRun> group) {
        var good = group.getFirst();
        var bands = bands(answer, good);
        var buyer = voice.economy(good.supply().economy());
        double lost =
                bands.stream().mapToDouble(band -> band.before() - band.after()).sum();
        var alternative = voice.say(
                "shock.page.flows.alt",
                "good",
                String.join(
                        " · ", group.stream().map(one -> one.supply().code()).toList()),
                "economy",
                buyer,
                "supplier",
                bands.getFirst().name(),
                "share",
                voice.percent(bands.getFirst().before()),
                "lost",
                voice.percent(lost));
        html.open("figure", "class", "flows")
                .element(
                        "h3", String.join(" · ", group.stream().map(this::title).toList()));
        draw(bands, buyer, 720, 210, "wide", alternative);
        draw(bands, buyer, 336, 112, "narrow", alternative);
        html.element("figcaption", alternative);
        table(bands);
        html.close("figure").line();
    }

    private String title(GoodRun good) {
        var name = voice.good(good.supply().code());
        return (name.isEmpty() ? "" : name + " ") + good.supply().code();
    }

    private List<Band> bands(ShockAnswer answer, GoodRun good) {
        var bands = new ArrayList<Band>();
        double before = 0;
        double after = 0;
        double all = 0;
        var flows = answer.flows().stream()
                .filter(flow -> flow.code().equals(good.supply().code())
                        && flow.to().equals(good.supply().economy()))
                .sorted(Comparator.comparingDouble((ShockAnswer.Flow flow) -> -flow.before())
                        .thenComparing(ShockAnswer.Flow::from))
                .toList();
        for (int i = 0; i < flows.size(); i++) {
            var flow = flows.get(i);
            all += flow.before();
            if (i < MOST) {
                bands.add(new Band(voice.economy(flow.from()), flow.before(), flow.after()));
            } else {
                before += flow.before();
                after += flow.after();
            }
        }
        if (before > 0) {
            bands.add(new Band(voice.say("shock.page.flows.others", "count", flows.size() - MOST), before, after));
        }
        if (all < 1 - ROUNDING) {
            bands.add(new Band(voice.say("shock.page.flows.unnamed"), 1 - all, 1 - all));
        }
        return bands;
    }

    private void draw(List<Band> bands, String buyer, double width, double label, String size, String alternative) {
        double height = TOP;
        for (var band : bands) {
            height += Math.max(LABEL, band.before() * SPACE) + GAP;
        }
        html.open(
                "svg",
                "class",
                "sankey " + size,
                "viewBox",
                "0 0 " + one(width) + " " + one(height),
                "role",
                "img",
                "aria-label",
                alternative);
        double right = width - (size.equals("wide") ? 120 : 88);
        double total = bands.stream().mapToDouble(band -> band.before() * SPACE).sum();
        double y = TOP;
        double target = (height - total) / 2;
        double start = target;
        for (var band : bands) {
            double slot = Math.max(LABEL, band.before() * SPACE);
            double from = y + (slot - band.before() * SPACE) / 2;
            double kept = band.after() * SPACE;
            double gone = (band.before() - band.after()) * SPACE;
            ribbon("kept", label + NODE, from, right, target, kept);
            if (gone > 0) {
                ribbon("gone", label + NODE, from + kept, right, target + kept, gone);
            }
            html.empty(
                    "rect",
                    "class",
                    "node",
                    "x",
                    one(label),
                    "y",
                    one(from),
                    "width",
                    one(NODE),
                    "height",
                    one(Math.max(1, band.before() * SPACE)));
            double middle = y + slot / 2;
            html.element(
                    "text", cut(band.name(), label), "x", one(label - 6), "y", one(middle - 2), "text-anchor", "end");
            html.element(
                    "text",
                    gone > 0
                            ? voice.percent(band.before()) + " → " + voice.percent(band.after())
                            : voice.percent(band.before()),
                    "class",
                    "axis",
                    "x",
                    one(label - 6),
                    "y",
                    one(middle + 12),
                    "text-anchor",
                    "end");
            y += slot + GAP;
            target += band.before() * SPACE;
        }
        html.empty("rect", "class", "node", "x", one(right), "y", one(start), "width", one(NODE), "height", one(total));
        html.element("text", cut(buyer, width - right), "x", one(right + NODE + 6), "y", one(start + total / 2));
        html.element(
                "text",
                voice.percent(bands.stream().mapToDouble(Band::after).sum()),
                "class",
                "axis",
                "x",
                one(right + NODE + 6),
                "y",
                one(start + total / 2 + 14));
        html.close("svg");
    }

    /** A name that fits: square letters are wide. */
    private static String cut(String name, double room) {
        double used = 0;
        for (int i = 0; i < name.length(); i++) {
            used += name.charAt(i) >= 0x2E80 ? 13 : 7;
            if (used > room - 10) {
                return name.substring(0, Math.max(1, i - 1)).strip() + "…";
            }
        }
        return name;
    }

    private void ribbon(String kind, double x1, double y1, double x2, double y2, double thick) {
        double middle = (x1 + x2) / 2;
        html.empty(
                "path",
                "class",
                kind,
                "d",
                "M" + one(x1) + " " + one(y1) + "C" + one(middle) + " " + one(y1) + " " + one(middle) + " " + one(y2)
                        + " "
                        + one(x2) + " " + one(y2) + "v" + one(thick) + "C" + one(middle) + " " + one(y2 + thick) + " "
                        + one(middle) + " " + one(y1 + thick) + " " + one(x1) + " " + one(y1 + thick) + "z");
    }

    private void table(List<Band> bands) {
        html.open("details")
                .element("summary", voice.say("shock.page.table"))
                .open("table", "class", "compact")
                .open("thead")
                .open("tr")
                .element("th", voice.say("shock.page.column.supplier"), "scope", "col")
                .element("th", voice.say("shock.page.column.before"), "scope", "col", "class", "num")
                .element("th", voice.say("shock.page.column.after"), "scope", "col", "class", "num")
                .close("tr")
                .close("thead")
                .open("tbody");
        for (var band : bands) {
            html.open("tr")
                    .element("th", band.name(), "scope", "row")
                    .element("td", voice.percent(band.before()), "class", "num")
                    .element("td", voice.percent(band.after()), "class", "num")
                    .close("tr");
        }
        html.close("tbody").close("table").close("details");
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
