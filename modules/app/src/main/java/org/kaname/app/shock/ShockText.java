package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Console;
import org.kaname.app.console.TextTable;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Phrasebook;
import org.kaname.model.Result;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;
import org.kaname.shock.run.GoodRun;
import org.kaname.shock.scenario.Evidence;
import org.kaname.shock.scenario.LossPath;
import org.kaname.shock.scenario.Range;
import org.kaname.shock.scenario.Responses;
import org.kaname.shock.scenario.Restriction;
import org.kaname.shock.scenario.Scenario;

/** A run for terminals: restrictions, days until stop, both bounds, what matters most, published outcomes, the banner. */
public final class ShockText {
    private static final int NAME_WIDTH = 34;

    private final ShockAnswer answer;
    private final Phrasebook book;
    private final Console console;
    private final int limit;
    private final List<String> lines = new ArrayList<>();
    private @Nullable IndustryRun industries;

    public ShockText(ShockAnswer answer, Phrasebook book, Console console, int limit) {
        this.answer = answer;
        this.book = book;
        this.console = console;
        this.limit = limit;
    }

    /** With the industries of a table. */
    public ShockText with(IndustryRun run) {
        industries = run;
        return this;
    }

    public List<String> lines() {
        var scenario = answer.source().scenario();
        lines.add(console.bold(scenario.title().in(book.language())) + "   " + scenario.id() + "   "
                + book.say("shock.status." + scenario.status().name()));
        lines.add(book.say(
                "shock.horizon",
                "days",
                Integer.toString(scenario.horizonDays()),
                "origin",
                scenario.originDate().toString()));
        lines.add("");
        restrictions();
        boolean ran = !answer.goods().isEmpty() || !answer.missing().isEmpty() || answer.untouched() > 0;
        if (ran || industries == null) {
            goods();
        }
        if (industries != null) {
            lines.addAll(new IndustryText(industries, book, console).lines(limit));
        }
        outcomes();
        banner();
        for (var note : scenario.notes()) {
            lines.add("  " + note.in(book.language()));
        }
        return lines;
    }

    private void restrictions() {
        lines.add(console.bold(book.say("shock.restrictions")));
        for (var restriction : answer.source().scenario().restrictions()) {
            lines.add("  "
                    + book.say(
                            "shock.restriction",
                            "id",
                            restriction.id(),
                            "from",
                            String.join(" ", restriction.from()),
                            "to",
                            String.join(" ", restriction.to()),
                            "codes",
                            scope(restriction),
                            "start",
                            restriction.start().toString(),
                            "days",
                            restriction
                                    .duration()
                                    .map(range -> book.say("shock.days", "days", range(range, 1)))
                                    .orElse(book.say("shock.open")),
                            "lost",
                            lost(restriction)));
            lines.add("    " + evidence(restriction));
        }
        lines.add("");
    }

    private static String scope(Restriction restriction) {
        var all = new ArrayList<>(restriction.scope().codes());
        all.addAll(restriction.scope().ioSectors());
        return String.join(" ", all);
    }

    private static String lost(Restriction restriction) {
        if (restriction.steps().isEmpty()) {
            return range(restriction.shareLost(), 100) + " %";
        }
        var steps = new ArrayList<String>();
        for (var step : restriction.steps()) {
            steps.add("+" + step.day() + "d " + range(step.shareLost(), 100) + " %");
        }
        return String.join(", ", steps);
    }

    /** What the share lost rests on; a field without evidence is an assumption. */
    private String evidence(Restriction restriction) {
        for (var evidence : restriction.evidence()) {
            if (evidence.field().equals("share_lost") || evidence.field().equals("steps")) {
                return book.say("shock.evidence." + evidence.quality().name(), "citation", evidence.citation());
            }
        }
        return book.say("shock.evidence." + Evidence.Quality.JUDGEMENT.name(), "citation", "–");
    }

    private static String range(Range range, double scale) {
        return range.isFixed()
                ? number(range.mid() * scale)
                : number(range.low() * scale) + " / " + number(range.mid() * scale) + " / "
                        + number(range.high() * scale);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private void goods() {
        lines.add(console.bold(book.say("shock.goods")));
        if (answer.goods().isEmpty()) {
            lines.add("  " + book.say("shock.goods.none"));
        }
        var known = answer.goods().stream().filter(GoodRun::stockKnown).toList();
        var unknown = answer.goods().stream().filter(good -> !good.stockKnown()).toList();
        if (!known.isEmpty()) {
            known(known);
        }
        if (!unknown.isEmpty()) {
            grid(unknown);
        }
        answer.readAs()
                .forEach((code, held) -> lines.add("  " + book.say("shock.read-as", "code", code, "held", held)));
        remarks(answer.goods());
        if (answer.untouched() > 0) {
            lines.add("  " + book.say("shock.untouched", "count", answer.untouched()));
        }
        for (var missing : answer.missing()) {
            lines.add("  "
                    + book.say(
                            missing.near().isEmpty() ? "shock.no-supply" : "shock.no-supply.near",
                            "code",
                            missing.code(),
                            "dataset",
                            answer.data().id(),
                            "near",
                            String.join(" ", missing.near())));
        }
        lines.add("");
    }

    private void known(List<GoodRun> goods) {
        var table = new TextTable()
                .left(book.say("shock.column.good"), 16)
                .left(book.say("shock.column.name"), NAME_WIDTH)
                .left(book.say("shock.column.economy"), 7)
                .right(book.say("shock.column.lost"))
                .right(book.say("shock.column.stock"))
                .right(book.say("shock.column.tts"))
                .right(book.say("shock.column.none"))
                .right(book.say("shock.column.full"))
                .right(book.say("shock.column.quantiles"))
                .right(book.say("shock.column.ttr"))
                .right(book.say("shock.column.unmet"))
                .right(book.say("shock.column.needed"));
        for (var good : goods.subList(0, Math.min(limit, goods.size()))) {
            var cell = good.cells().getFirst();
            table.row(
                    good.supply().code(),
                    name(good.supply().code()),
                    good.supply().economy(),
                    percent(good.lostMid()),
                    number(cell.stockDays()),
                    days(cell.central().timeToSurvive()),
                    days(cell.noResponse().timeToSurvive()),
                    days(cell.fullResponse().timeToSurvive()),
                    cell.drawn()
                            .map(drawn -> days(drawn.timeToSurvive().p5()) + " / "
                                    + days(drawn.timeToSurvive().p50()) + " / "
                                    + days(drawn.timeToSurvive().p95()))
                            .orElse("–"),
                    days(cell.central().timeToRecover()),
                    percent(cell.central().unmet() / answer.source().scenario().horizonDays()),
                    number(Math.ceil(cell.central().stockNeededDays())));
        }
        lines.addAll(table.lines());
        more(goods.size());
        lines.add("  " + book.say("shock.columns", "never", never()));
        drivers(goods.getFirst());
    }

    private void drivers(GoodRun good) {
        var drawn = good.cells().getFirst().drawn();
        if (drawn.isEmpty() || drawn.get().drivers().isEmpty()) {
            return;
        }
        var parts = new ArrayList<String>();
        for (var driver : drawn.get()
                .drivers()
                .subList(0, Math.min(4, drawn.get().drivers().size()))) {
            parts.add(driver.path() + " " + String.format(Locale.ROOT, "%+.2f", driver.correlation()));
        }
        lines.add("  "
                + book.say(
                        "shock.drivers",
                        "good",
                        good.supply().code(),
                        "stops",
                        Explanation.number(drawn.get().stops(), Unit.SHARE),
                        "draws",
                        Integer.toString(drawn.get().draws()),
                        "drivers",
                        String.join(", ", parts)));
    }

    private void grid(List<GoodRun> goods) {
        lines.add("  " + book.say("shock.grid"));
        var table = new TextTable()
                .left(book.say("shock.column.good"), 16)
                .left(book.say("shock.column.name"), NAME_WIDTH)
                .left(book.say("shock.column.economy"), 7)
                .right(book.say("shock.column.lost"));
        for (int stock : GoodRun.STOCKS) {
            table.right(book.say("shock.column.with", "stock", Integer.toString(stock)));
        }
        for (var good : goods.subList(0, Math.min(limit, goods.size()))) {
            var cells = new ArrayList<String>(List.of(
                    good.supply().code(),
                    name(good.supply().code()),
                    good.supply().economy(),
                    percent(good.lostMid())));
            for (var cell : good.cells()) {
                var central = days(cell.central().timeToSurvive());
                var worst = days(cell.noResponse().timeToSurvive());
                var best = days(cell.fullResponse().timeToSurvive());
                cells.add(
                        central.equals(worst) && central.equals(best)
                                ? central
                                : central + " (" + worst + "–" + best + ")");
            }
            table.row(cells.toArray(String[]::new));
        }
        lines.addAll(table.lines());
        more(goods.size());
        lines.add("  " + book.say("shock.grid.read", "never", never()));
    }

    /** What a reader must know of the days: restrictions from before day 0, the other rule of overlap, even rationing. */
    private void remarks(List<GoodRun> goods) {
        var scenario = answer.source().scenario();
        for (var restriction : scenario.restrictions()) {
            int start = LossPath.startDay(scenario, restriction);
            if (start < 0) {
                lines.add("  " + book.say("shock.before", "id", restriction.id(), "days", -start));
            }
            if (start >= scenario.horizonDays()) {
                lines.add("  " + book.say("shock.after", "id", restriction.id(), "start", restriction.start()));
            }
        }
        if (scenario.responses().policy() == Responses.Policy.EVEN_RATION) {
            lines.add("  " + book.say("shock.even"));
        }
        for (var good : goods.subList(0, Math.min(limit, goods.size()))) {
            good.otherOverlap()
                    .ifPresent(other -> lines.add("  "
                            + book.say(
                                    scenario.overlap() == Scenario.Overlap.MAX
                                            ? "shock.overlap.multiply"
                                            : "shock.overlap.max",
                                    "good",
                                    good.supply().code(),
                                    "economy",
                                    good.supply().economy(),
                                    "stock",
                                    number(good.cells().getFirst().stockDays()),
                                    "days",
                                    days(other.timeToSurvive()))));
        }
    }

    private void more(int size) {
        if (size > limit) {
            lines.add("  " + book.say("shock.more", "count", size - limit));
        }
    }

    private void outcomes() {
        var outcomes = PublishedOutcome.of(answer);
        if (outcomes.isEmpty()) {
            return;
        }
        lines.add(console.bold(book.say("shock.published")));
        for (var outcome : outcomes) {
            lines.add("  " + book.say("shock.verdict." + outcome.verdict().name()) + "  "
                    + outcome.fact().fact().in(book.language())
                    + outcome.actual()
                            .map(value -> "  "
                                    + book.say(
                                            "shock.model",
                                            "metric",
                                            outcome.fact().check().orElseThrow().metric(),
                                            "value",
                                            String.format(Locale.ROOT, "%.3g", value)))
                            .orElse(""));
        }
        lines.add("");
    }

    private void banner() {
        lines.add(console.bold(book.say("shock.banner")));
        list("shock.banner.modelled", answer.banner().modelled());
        list("shock.banner.partly", answer.banner().partly());
        list("shock.banner.not", answer.banner().notModelled());
    }

    private void list(String title, List<String> keys) {
        if (!keys.isEmpty()) {
            lines.add("  "
                    + book.say(
                            title,
                            "what",
                            keys.stream()
                                    .map(Explanation::key)
                                    .map(key -> (Object) key)
                                    .toList()));
        }
    }

    private String name(String code) {
        return Code.parse(answer.readAs().getOrDefault(code, code)) instanceof Result.Ok<Code> ok
                ? answer.data()
                        .findProduct(ok.value())
                        .map(product -> product.name(book.language()))
                        .orElse("")
                : "";
    }

    private String never() {
        return ">" + answer.source().scenario().horizonDays();
    }

    private String days(OptionalInt days) {
        return days.isPresent() ? Integer.toString(days.getAsInt()) : never();
    }

    private String days(double days) {
        return Double.isInfinite(days) ? never() : Long.toString(Math.round(days));
    }

    private String percent(double share) {
        return Rounding.text(share, Unit.SHARE, book.language());
    }
}
