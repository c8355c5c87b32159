package org.kaname.app.shock;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.kaname.app.report.Html;
import org.kaname.shock.run.GoodRun;

/** The board "days until it stops": a bar for each good where its stock is known, a grid of stocks where it is not. */
final class DaysBoard {
    /** Rows of the page; the file goods.csv has all. */
    static final int MOST_GOODS = 40;

    /** Part of the width that days within the scale take; the rest says "not within the horizon". */
    private static final double WITHIN = 84;

    private static final double FIRST = 2;
    private static final double NEVER = 94;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    private final Html html;
    private final ShockVoice voice;
    private final ShockAnswer answer;

    DaysBoard(Html html, ShockVoice voice, ShockAnswer answer) {
        this.html = html;
        this.voice = voice;
        this.answer = answer;
    }

    void write() {
        html.open("section", "class", "board").element("h2", voice.say("shock.goods"));
        var known = answer.goods().stream().filter(GoodRun::stockKnown).toList();
        var unknown = answer.goods().stream().filter(good -> !good.stockKnown()).toList();
        if (answer.goods().isEmpty()) {
            html.element("p", voice.say("shock.goods.none"));
        }
        if (!known.isEmpty()) {
            bars(known);
        }
        if (!unknown.isEmpty()) {
            grid(unknown);
        }
        if (answer.untouched() > 0) {
            html.element("p", voice.say("shock.untouched", "count", answer.untouched()), "class", "note");
        }
        for (var missing : answer.missing()) {
            html.element(
                    "p",
                    voice.say(
                            missing.near().isEmpty() ? "shock.no-supply" : "shock.no-supply.near",
                            "code",
                            missing.code(),
                            "dataset",
                            answer.data().id(),
                            "near",
                            String.join(" ", missing.near())),
                    "class",
                    "note");
        }
        html.close("section").line();
    }

    private void bars(List<GoodRun> goods) {
        var shown = goods.subList(0, Math.min(MOST_GOODS, goods.size()));
        double scale = scale(shown);
        html.open("table", "class", "stack days")
                .element("caption", voice.say("shock.page.days.read", "never", voice.never()))
                .open("thead")
                .open("tr");
        head(voice.say("shock.column.good"), false);
        head(voice.say("shock.goods"), false);
        for (var column : List.of("lost", "stock", "tts", "bounds", "interval", "ttr", "unmet", "needed")) {
            head(column(column), true);
        }
        html.close("tr").close("thead").open("tbody").line();
        for (var good : shown) {
            var cell = good.cells().getFirst();
            html.open("tr");
            name(good);
            html.open("td", "class", "wide");
            bar(good, cell, scale);
            html.close("td");
            number("lost", voice.percent(good.lostMid()));
            number("stock", ShockVoice.number(cell.stockDays()));
            number("tts", voice.days(cell.central().timeToSurvive()));
            number(
                    "bounds",
                    voice.days(cell.noResponse().timeToSurvive()) + " – "
                            + voice.days(cell.fullResponse().timeToSurvive()));
            number(
                    "interval",
                    cell.drawn()
                            .map(drawn -> voice.days(drawn.timeToSurvive().p5()) + " – "
                                    + voice.days(drawn.timeToSurvive().p95()))
                            .orElse(voice.say("shock.page.not-drawn")));
            number("ttr", voice.days(cell.central().timeToRecover()));
            number(
                    "unmet",
                    voice.percent(
                            cell.central().unmet() / answer.source().scenario().horizonDays()));
            number("needed", ShockVoice.number(Math.ceil(cell.central().stockNeededDays())));
            html.close("tr").line();
        }
        html.close("tbody").close("table");
        more(goods.size());
        legend();
    }

    private String column(String name) {
        return voice.say((name.equals("bounds") ? "shock.page.column." : "shock.column.") + name);
    }

    private void head(String text, boolean number) {
        if (number) {
            html.element("th", text, "scope", "col", "class", "num");
        } else {
            html.element("th", text, "scope", "col");
        }
    }

    private void name(GoodRun good) {
        var name = voice.good(good.supply().code());
        html.open("th", "scope", "row");
        if (!name.isEmpty()) {
            html.text(name).text(" ");
        }
        html.element("span", good.supply().code(), "class", "code")
                .text(" ")
                .element("small", voice.economy(good.supply().economy()), "class", "quiet")
                .close("th");
    }

    private void number(String column, String text) {
        html.element("td", text, "class", "num", "data-l", column(column));
    }

    /** P5–P95 as a hollow bar, both bounds as a line with ends, the central run as a dot. */
    private void bar(GoodRun good, GoodRun.OfStock cell, double scale) {
        html.open(
                "svg",
                "class",
                "range",
                "width",
                "100%",
                "height",
                "38",
                "role",
                "img",
                "aria-label",
                voice.say(
                        "shock.page.days.bar",
                        "good",
                        good.supply().code(),
                        "tts",
                        voice.days(cell.central().timeToSurvive()),
                        "none",
                        voice.days(cell.noResponse().timeToSurvive()),
                        "full",
                        voice.days(cell.fullResponse().timeToSurvive())));
        line("grid", FIRST, 12, NEVER + 4, 12);
        line("limit", FIRST + WITHIN + 3, 2, FIRST + WITHIN + 3, 24);
        cell.drawn().ifPresent(drawn -> {
            double from = at(drawn.timeToSurvive().p5(), scale);
            double to = at(drawn.timeToSurvive().p95(), scale);
            html.empty(
                    "rect",
                    "class",
                    "p90",
                    "x",
                    percent(from),
                    "y",
                    "6",
                    "width",
                    percent(Math.max(0.4, to - from)),
                    "height",
                    "12");
        });
        double none = at(number(cell.noResponse().timeToSurvive()), scale);
        double full = at(number(cell.fullResponse().timeToSurvive()), scale);
        line("bound", none, 12, full, 12);
        line("bound", none, 4, none, 20);
        line("bound", full, 4, full, 20);
        html.empty(
                "circle",
                "class",
                "central",
                "cx",
                percent(at(number(cell.central().timeToSurvive()), scale)),
                "cy",
                "12",
                "r",
                "5");
        tick("0", FIRST, "start");
        tick(ShockVoice.number(scale), FIRST + WITHIN, "end");
        tick(voice.never(), NEVER, "middle");
        html.close("svg");
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        html.empty(
                "line",
                "class",
                kind,
                "x1",
                percent(x1),
                "y1",
                ShockVoice.number(y1),
                "x2",
                percent(x2),
                "y2",
                ShockVoice.number(y2));
    }

    private void tick(String text, double x, String anchor) {
        html.element("text", text, "class", "axis", "x", percent(x), "y", "35", "text-anchor", anchor);
    }

    private static double at(double days, double scale) {
        return Double.isInfinite(days) ? NEVER : FIRST + WITHIN * days / scale;
    }

    private static double number(OptionalInt days) {
        return days.isPresent() ? days.getAsInt() : Double.POSITIVE_INFINITY;
    }

    private static String percent(double position) {
        return String.format(Locale.ROOT, "%.2f%%", position);
    }

    /** The last day of the axis: round, and not before any day that is drawn. */
    private double scale(List<GoodRun> goods) {
        double most = 0;
        for (var good : goods) {
            var cell = good.cells().getFirst();
            for (var survival : List.of(cell.central(), cell.noResponse(), cell.fullResponse())) {
                most = Math.max(most, survival.timeToSurvive().orElse(0));
            }
            if (cell.drawn().isPresent()) {
                var spread = cell.drawn().get().timeToSurvive();
                most = Math.max(most, Double.isInfinite(spread.p5()) ? 0 : spread.p5());
                most = Math.max(most, Double.isInfinite(spread.p95()) ? 0 : spread.p95());
            }
        }
        return most == 0 ? answer.source().scenario().horizonDays() : round(most);
    }

    /** The next of 1, 2, 2.5, 5 times a power of ten. */
    static double round(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : STEPS) {
            if (step * power >= most) {
                return step * power;
            }
        }
        return most;
    }

    private void legend() {
        html.open("p", "class", "legend");
        key("central", "<circle class=\"central\" cx=\"14\" cy=\"8\" r=\"5\"/>");
        key("bounds", "<path class=\"bound\" d=\"M2 8H26M2 2V14M26 2V14\"/>");
        key("interval", "<rect class=\"p90\" x=\"2\" y=\"2\" width=\"24\" height=\"12\"/>");
        html.close("p");
    }

    private void key(String name, String shape) {
        html.open("span")
                .open("svg", "width", "28", "height", "16", "class", "range key", "aria-hidden", "true")
                .raw(shape)
                .close("svg")
                .text(voice.say("shock.page.legend." + name))
                .close("span")
                .text(" ");
    }

    private void grid(List<GoodRun> goods) {
        html.open("table", "class", "stack stocks")
                .element("caption", voice.say("shock.grid"))
                .open("thead")
                .open("tr");
        head(voice.say("shock.column.good"), false);
        head(voice.say("shock.column.lost"), true);
        for (int stock : GoodRun.STOCKS) {
            head(voice.say("shock.column.with", "stock", Integer.toString(stock)), true);
        }
        html.close("tr").close("thead").open("tbody").line();
        for (var good : goods.subList(0, Math.min(MOST_GOODS, goods.size()))) {
            html.open("tr");
            name(good);
            number("lost", voice.percent(good.lostMid()));
            for (var cell : good.cells()) {
                var central = voice.days(cell.central().timeToSurvive());
                var none = voice.days(cell.noResponse().timeToSurvive());
                var full = voice.days(cell.fullResponse().timeToSurvive());
                html.open(
                                "td",
                                "class",
                                cell.central().timeToSurvive().isPresent() ? "num stops" : "num",
                                "data-l",
                                voice.say("shock.column.with", "stock", ShockVoice.number(cell.stockDays())))
                        .text(central);
                if (!none.equals(central) || !full.equals(central)) {
                    html.text(" ").element("small", none + " – " + full);
                }
                html.close("td");
            }
            html.close("tr").line();
        }
        html.close("tbody").close("table");
        more(goods.size());
        html.element("p", voice.say("shock.grid.read", "never", voice.never()), "class", "note");
    }

    private void more(int goods) {
        if (goods > MOST_GOODS) {
            html.element("p", voice.say("shock.page.more", "count", goods - MOST_GOODS), "class", "note");
        }
    }
}
