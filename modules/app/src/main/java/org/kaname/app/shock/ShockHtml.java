package org.kaname.app.shock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kaname.app.report.Html;
import org.kaname.app.report.Sheet;
import org.kaname.app.wording.Words;
import org.kaname.model.Language;
import org.kaname.shock.product.Survival;
import org.kaname.shock.run.GoodRun;
import org.kaname.shock.scenario.Restriction;

/**
 * One HTML file that holds a run for people, in both languages: what was assumed, days until it stops, the course over time, flows
 * before and after, published outcomes, what matters most, what is not modelled, how to run it again. It needs no script and asks no
 * other host for anything.
 */
public final class ShockHtml {
    /** Goods whose course and flows are drawn; the files beside the page have more. */
    private static final int MOST_DRAWN = 3;

    /** The stock of the grid that is drawn beside no stock at all. */
    private static final int SECOND_STOCK = 2;

    private static final int ROWS_OF_TIME = 12;

    private final Html html;
    private final ShockVoice voice;
    private final ShockAnswer answer;

    private ShockHtml(Html html, ShockVoice voice, ShockAnswer answer) {
        this.html = html;
        this.voice = voice;
        this.answer = answer;
    }

    /** With the language that shows when the file is opened; the other is one press away. */
    public static String write(ShockAnswer answer, Words words, Language first) {
        var opening = new ShockVoice(answer, words, first);
        var voices = Arrays.stream(Language.values())
                .map(language -> new ShockVoice(answer, words, language))
                .toList();
        var html = new Html();
        Sheet.open(
                html,
                opening.page(),
                voices.stream().map(ShockVoice::page).toList(),
                title(answer, first),
                page -> footer(answer, page.language()),
                style());
        for (var voice : voices) {
            Sheet.tongue(html, voice.page(), title(answer, voice.language()));
            new ShockHtml(html, voice, answer).page();
            html.close("main").line();
        }
        Sheet.close(html);
        return html.toString();
    }

    private static String title(ShockAnswer answer, Language language) {
        return "Kaname: " + answer.source().scenario().title().in(language);
    }

    private static String footer(ShockAnswer answer, Language language) {
        return String.join(
                " · ",
                "Kaname",
                answer.source().scenario().title().in(language),
                answer.source().id(),
                answer.data().id());
    }

    private static String style() {
        try (InputStream in = ShockHtml.class.getResourceAsStream("shock.css")) {
            if (in == null) {
                throw new IllegalStateException("The style of the page of a run is absent.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void page() {
        head();
        restrictions();
        new DaysBoard(html, voice, answer).write();
        course();
        flows();
        outcomes();
        drivers();
        banner();
        again();
        html.open("footer", "class", "colophon")
                .element("p", footer(answer, voice.language()))
                .close("footer");
    }

    private void head() {
        var scenario = answer.source().scenario();
        var status = scenario.status().name();
        html.open("p", "class", "eyebrow").text(voice.say("shock.page.eyebrow")).text(" ");
        html.open("span", "class", "tag status s-" + status.toLowerCase(Locale.ROOT))
                .element("span", mark(status), "aria-hidden", "true")
                .text(" ")
                .text(voice.say("shock.status." + status))
                .close("span")
                .close("p");
        html.element("h1", scenario.title().in(voice.language()));
        html.element(
                "p",
                voice.say(
                        "shock.page.facts",
                        "economies",
                        voice.economies(scenario.subject()),
                        "days",
                        Integer.toString(scenario.horizonDays()),
                        "origin",
                        voice.date(scenario.originDate()),
                        "scenario",
                        answer.source().id(),
                        "dataset",
                        answer.data().id()),
                "class",
                "facts");
        html.open("ul", "class", "findings-of-run");
        findings().forEach(finding -> html.element("li", finding));
        html.close("ul").line();
    }

    /** Status and quality by a shape beside the word. */
    private static String mark(String word) {
        return switch (word) {
            case "HISTORICAL", "PRIMARY" -> "●";
            case "HYPOTHETICAL", "JUDGEMENT" -> "○";
            case "SECONDARY" -> "◐";
            default -> "□";
        };
    }

    /** The answer first: the good that stops first, how sure that is, and what the stock would have to be. */
    private List<String> findings() {
        var findings = new ArrayList<String>();
        if (answer.goods().isEmpty()) {
            findings.add(voice.say("shock.goods.none"));
            return findings;
        }
        var first = answer.goods().getFirst();
        var cell = first.cells().getFirst();
        var stops = cell.central().timeToSurvive();
        var name = name(first);
        if (!first.stockKnown()) {
            findings.add(voice.say(
                    "shock.page.finding.grid",
                    "good",
                    name,
                    "none",
                    voice.days(stops),
                    "stock",
                    ShockVoice.number(first.cells().get(SECOND_STOCK).stockDays()),
                    "days",
                    voice.days(first.cells().get(SECOND_STOCK).central().timeToSurvive())));
        } else if (stops.isPresent()) {
            findings.add(voice.say(
                    "shock.page.finding.stops",
                    "good",
                    name,
                    "days",
                    voice.days(stops),
                    "none",
                    voice.days(cell.noResponse().timeToSurvive()),
                    "full",
                    voice.days(cell.fullResponse().timeToSurvive())));
        } else {
            findings.add(voice.say(
                    "shock.page.finding.never",
                    "days",
                    Integer.toString(answer.source().scenario().horizonDays()),
                    "stock",
                    ShockVoice.number(cell.stockDays())));
        }
        if (first.stockKnown() && cell.drawn().isPresent()) {
            var drawn = cell.drawn().get();
            findings.add(voice.say(
                    "shock.page.finding.drawn",
                    "good",
                    name,
                    "share",
                    voice.percent(drawn.stops()),
                    "draws",
                    Integer.toString(drawn.draws()),
                    "p5",
                    voice.days(drawn.timeToSurvive().p5()),
                    "p95",
                    voice.days(drawn.timeToSurvive().p95())));
        }
        findings.add(voice.say(
                "shock.page.finding.lost",
                "lost",
                voice.percent(first.lostMid()),
                "needed",
                ShockVoice.number(Math.ceil(cell.central().stockNeededDays())),
                "good",
                name));
        return findings;
    }

    private String name(GoodRun good) {
        var name = voice.good(good.supply().code());
        return name.isEmpty() ? good.supply().code() : name;
    }

    private void restrictions() {
        html.open("section").element("h2", voice.say("shock.restrictions"));
        html.open("table", "class", "stack restrictions").open("thead").open("tr");
        for (var column : List.of("restriction", "who", "goods", "when", "days", "lost", "evidence")) {
            html.element("th", voice.say("shock.page.column." + column), "scope", "col");
        }
        html.close("tr").close("thead").open("tbody").line();
        for (var restriction : answer.source().scenario().restrictions()) {
            html.open("tr")
                    .open("th", "scope", "row")
                    .element("span", restriction.id(), "class", "code")
                    .close("th");
            cell("who", voice.economies(restriction.from()) + " → " + voice.economies(restriction.to()));
            html.open("td", "data-l", voice.say("shock.page.column.goods"), "class", "code")
                    .text(String.join(" ", restriction.scope().codes()))
                    .close("td");
            cell("when", voice.date(restriction.start()));
            cell(
                    "days",
                    restriction
                            .duration()
                            .map(range -> ShockVoice.range(range, 1))
                            .orElse(voice.say("shock.open")));
            cell("lost", ShockVoice.lost(restriction));
            html.open("td", "data-l", voice.say("shock.page.column.evidence"), "class", "full");
            evidence(restriction);
            html.close("td").close("tr").line();
        }
        html.close("tbody").close("table");
        html.element("p", voice.say("shock.page.evidence.read"), "class", "note")
                .close("section")
                .line();
    }

    private void cell(String column, String text) {
        html.element("td", text, "data-l", voice.say("shock.page.column." + column));
    }

    private void evidence(Restriction restriction) {
        boolean lost = false;
        html.open("ul", "class", "plain");
        for (var evidence : restriction.evidence()) {
            lost |= evidence.field().equals("share_lost") || evidence.field().equals("steps");
            var quality = evidence.quality().name();
            html.open("li").element("span", evidence.field(), "class", "code").text(" ");
            html.open("b")
                    .element("span", mark(quality), "aria-hidden", "true")
                    .text(" " + voice.say("shock.quality." + quality))
                    .close("b")
                    .text(voice.say("shock.page.colon"))
                    .element("span", evidence.citation(), "lang", "en")
                    .close("li");
        }
        if (!lost) {
            html.open("li")
                    .element("span", "share_lost", "class", "code")
                    .text(" ○ " + voice.say("shock.page.assumption"));
            html.close("li");
        }
        html.close("ul");
    }

    private void course() {
        var drawn = distinct();
        if (drawn.isEmpty()) {
            return;
        }
        html.open("section").element("h2", voice.say("shock.page.course"));
        html.element(
                "p",
                voice.say(
                        "shock.page.course.read",
                        "origin",
                        voice.date(answer.source().scenario().originDate())),
                "class",
                "note");
        courseKeys();
        for (var group : drawn) {
            var good = group.getFirst();
            html.element(
                    "h3",
                    String.join(
                                    " · ",
                                    group.stream()
                                            .map(one -> one.supply().code())
                                            .distinct()
                                            .toList()) + " · "
                            + voice.economy(good.supply().economy()));
            html.open("div", "class", "pair");
            if (good.stockKnown()) {
                panel(good, good.cells().getFirst(), true);
                panel(good, good.cells().getFirst(), false);
            } else {
                panel(good, good.cells().getFirst(), true);
                panel(good, good.cells().get(SECOND_STOCK), true);
            }
            html.close("div").line();
        }
        html.close("section").line();
    }

    private void courseKeys() {
        html.open("p", "class", "legend");
        for (var line : List.of("middle", "none", "full")) {
            html.open("span")
                    .open("svg", "class", "course key", "width", "36", "height", "12", "aria-hidden", "true")
                    .empty("line", "class", line, "x1", "0", "y1", "6", "x2", "36", "y2", "6")
                    .close("svg")
                    .text(voice.say("shock.page.legend.line." + line))
                    .close("span")
                    .text(" ");
        }
        html.close("p");
    }

    /** Goods with the same course are drawn once. */
    private List<List<GoodRun>> distinct() {
        var groups = new ArrayList<List<GoodRun>>();
        for (var good : answer.goods()) {
            var same = groups.stream()
                    .filter(group -> sameCourse(group.getFirst(), good))
                    .findFirst();
            if (same.isPresent()) {
                same.get().add(good);
            } else if (groups.size() < MOST_DRAWN) {
                groups.add(new ArrayList<>(List.of(good)));
            }
        }
        return groups;
    }

    private static boolean sameCourse(GoodRun one, GoodRun two) {
        return one.supply().economy().equals(two.supply().economy())
                && same(one.cells().getFirst(), two.cells().getFirst());
    }

    private static boolean same(GoodRun.OfStock one, GoodRun.OfStock two) {
        return same(one.central(), two.central())
                && same(one.noResponse(), two.noResponse())
                && same(one.fullResponse(), two.fullResponse());
    }

    private static boolean same(Survival one, Survival two) {
        return Arrays.equals(one.series().unmet(), two.series().unmet())
                && Arrays.equals(one.series().stock(), two.series().stock());
    }

    private void panel(GoodRun good, GoodRun.OfStock cell, boolean unmet) {
        var central = series(cell.central(), unmet);
        var none = series(cell.noResponse(), unmet);
        var full = series(cell.fullResponse(), unmet);
        var stock = ShockVoice.number(cell.stockDays());
        var extreme = unmet
                ? Arrays.stream(central).max().orElse(0)
                : Arrays.stream(central).min().orElse(0);
        var alternative = unmet
                ? extreme == 0
                        ? voice.say("shock.page.unmet.none", "stock", stock)
                        : voice.say("shock.page.unmet.alt", "stock", stock, "most", voice.percent(extreme))
                : voice.say("shock.page.stock.alt", "stock", stock, "least", ShockVoice.number(extreme));
        html.open("figure").element("h4", voice.say(unmet ? "shock.page.unmet" : "shock.page.stock", "stock", stock));
        CourseChart.write(
                html,
                new CourseChart.Lines(central, none, full, unmet, good.startDay(), alternative),
                voice.say("shock.page.start"));
        html.element("figcaption", alternative);
        table(central, none, full, unmet);
        html.close("figure").line();
    }

    private static double[] series(Survival survival, boolean unmet) {
        return unmet ? survival.series().unmet() : survival.series().stock();
    }

    private void table(double[] central, double[] none, double[] full, boolean unmet) {
        html.open("details").element("summary", voice.say("shock.page.table"));
        html.open("table", "class", "compact").open("thead").open("tr");
        html.element("th", voice.say("shock.page.column.day"), "scope", "col");
        for (var line : List.of("middle", "none", "full")) {
            html.element("th", voice.say("shock.page.legend.line." + line), "scope", "col", "class", "num");
        }
        html.close("tr").close("thead").open("tbody");
        int step = Math.max(1, (int) Math.ceil(central.length / (double) ROWS_OF_TIME));
        for (int t = 0; t < central.length; t += step) {
            html.open("tr").element("th", Integer.toString(t), "scope", "row");
            for (var line : List.of(central, none, full)) {
                html.element("td", unmet ? voice.percent(line[t]) : ShockVoice.number(line[t]), "class", "num");
            }
            html.close("tr");
        }
        html.close("tbody").close("table").close("details");
    }

    private void flows() {
        if (answer.goods().isEmpty()) {
            return;
        }
        html.open("section").element("h2", voice.say("shock.page.flows"));
        html.element(
                "p",
                voice.say(
                        "shock.page.flows.read",
                        "days",
                        Integer.toString(answer.source().scenario().horizonDays())),
                "class",
                "note");
        html.open("p", "class", "legend")
                .open("span")
                .raw("<svg class=\"sankey key\" width=\"28\" height=\"14\" aria-hidden=\"true\">"
                        + "<rect class=\"kept\" width=\"28\" height=\"14\"/></svg>")
                .text(voice.say("shock.page.flows.kept"))
                .close("span")
                .text(" ")
                .open("span")
                .raw("<svg class=\"sankey key\" width=\"28\" height=\"14\" aria-hidden=\"true\">"
                        + "<rect class=\"gone\" width=\"28\" height=\"14\"/></svg>")
                .text(voice.say("shock.page.flows.lost"))
                .close("span")
                .close("p");
        new FlowsChart(html, voice).write(answer, MOST_DRAWN);
        html.close("section").line();
    }

    private void outcomes() {
        var outcomes = PublishedOutcome.of(answer);
        if (outcomes.isEmpty()) {
            return;
        }
        html.open("section").element("h2", voice.say("shock.published"));
        html.open("table", "class", "stack outcomes").open("thead").open("tr");
        for (var column : List.of("verdict", "fact", "model", "source")) {
            html.element("th", voice.say("shock.page.column." + column), "scope", "col");
        }
        html.close("tr").close("thead").open("tbody").line();
        for (var outcome : outcomes) {
            html.open("tr").open("th", "scope", "row");
            verdict(outcome.verdict());
            html.close("th");
            html.element(
                    "td",
                    outcome.fact().fact().in(voice.language()),
                    "data-l",
                    voice.say("shock.page.column.fact"),
                    "class",
                    "full");
            cell("model", model(outcome));
            html.open("td", "data-l", voice.say("shock.page.column.source"), "class", "full")
                    .element("small", outcome.fact().source(), "lang", "en")
                    .close("td")
                    .close("tr")
                    .line();
        }
        html.close("tbody").close("table").close("section").line();
    }

    private void verdict(PublishedOutcome.Verdict verdict) {
        var truth = switch (verdict) {
            case HIT -> "YES";
            case MISS -> "NO";
            case SHOWN, NOT_COMPUTED -> "UNKNOWN";
        };
        html.open("span", "class", "truth t-" + truth);
        if (verdict != PublishedOutcome.Verdict.SHOWN) {
            html.open("svg", "viewBox", "0 0 16 16", "aria-hidden", "true")
                    .empty("use", "href", "#t-" + truth)
                    .close("svg");
        }
        html.element("span", voice.say("shock.verdict." + verdict.name()).strip())
                .close("span");
    }

    private String model(PublishedOutcome outcome) {
        if (outcome.actual().isEmpty()) {
            return voice.say("shock.page.no-number");
        }
        var check = outcome.fact().check().orElseThrow();
        var bounds = new ArrayList<String>();
        check.atLeast().ifPresent(value -> bounds.add("≥ " + short3(value)));
        check.atMost().ifPresent(value -> bounds.add("≤ " + short3(value)));
        return check.metric() + voice.say("shock.page.colon")
                + short3(outcome.actual().get()) + " (" + String.join(", ", bounds) + ")";
    }

    /** Three digits, or all of a whole number. */
    private static String short3(double value) {
        return value == Math.rint(value) ? ShockVoice.number(value) : String.format(Locale.ROOT, "%.3g", value);
    }

    private void drivers() {
        var good = answer.goods().stream()
                .filter(one -> one.cells().getFirst().drawn().stream()
                        .anyMatch(drawn -> !drawn.drivers().isEmpty()))
                .findFirst();
        if (good.isEmpty()) {
            return;
        }
        html.open("section").element("h2", voice.say("shock.page.drivers"));
        html.element(
                "p",
                voice.say(
                        "shock.page.drivers.read",
                        "good",
                        good.get().supply().code(),
                        "stock",
                        ShockVoice.number(good.get().cells().getFirst().stockDays())),
                "class",
                "note");
        html.open("table", "class", "drivers").open("tbody");
        for (var driver : good.get().cells().getFirst().drawn().orElseThrow().drivers()) {
            double x = 50 + 48 * Math.min(0, driver.correlation());
            html.open("tr")
                    .open("th", "scope", "row")
                    .element("span", driver.path(), "class", "code")
                    .close("th")
                    .open("td", "class", "wide")
                    .open("svg", "class", "range", "width", "100%", "height", "16", "aria-hidden", "true");
            html.empty("line", "class", "grid", "x1", "50%", "y1", "0", "x2", "50%", "y2", "16");
            html.empty(
                    "rect",
                    "class",
                    driver.correlation() < 0 ? "less" : "more",
                    "x",
                    String.format(Locale.ROOT, "%.2f%%", x),
                    "y",
                    "3",
                    "width",
                    String.format(Locale.ROOT, "%.2f%%", 48 * Math.abs(driver.correlation())),
                    "height",
                    "10");
            html.close("svg").close("td");
            html.element("td", signed(driver.correlation()), "class", "num").close("tr");
        }
        html.close("tbody").close("table").close("section").line();
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.2f", value).replace('-', '−');
    }

    private void banner() {
        html.open("section", "class", "modelled").element("h2", voice.say("shock.banner"));
        html.open("div", "class", "three");
        list("modelled", "●", answer.banner().modelled());
        list("partly", "◐", answer.banner().partly());
        list("not", "○", answer.banner().notModelled());
        html.close("div");
        var notes = answer.source().scenario().notes();
        if (!notes.isEmpty()) {
            html.open("ul", "class", "limits");
            notes.forEach(note -> html.element("li", note.in(voice.language())));
            html.close("ul");
        }
        html.close("section").line();
    }

    private void list(String kind, String mark, List<String> keys) {
        html.open("div")
                .open("h3")
                .element("span", mark, "aria-hidden", "true")
                .text(" " + voice.say("shock.page.banner." + kind))
                .close("h3")
                .open("ul");
        keys.forEach(key -> html.element("li", voice.sentence(key)));
        if (keys.isEmpty()) {
            html.element("li", voice.say("shock.page.banner.nothing"));
        }
        html.close("ul").close("div");
    }

    private void again() {
        html.open("section").element("h2", voice.say("shock.page.again"));
        html.element("p", voice.say("shock.page.again.text"));
        html.open("p")
                .element(
                        "code",
                        "kaname shock run scenario.json --dataset "
                                + answer.data().id() + " --draws " + answer.draws() + " --seed " + answer.seed())
                .close("p");
        html.element(
                "p",
                voice.say(
                        "shock.page.again.ids",
                        "scenario",
                        answer.source().id(),
                        "dataset",
                        answer.data().id(),
                        "title",
                        answer.data().manifest().title(),
                        "licence",
                        answer.data().manifest().licence().text()),
                "class",
                "note");
        html.close("section").line();
    }
}
