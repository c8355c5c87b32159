package org.kaname.app.shock.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kaname.app.console.Console;
import org.kaname.app.console.TextTable;
import org.kaname.model.Phrasebook;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;

/** Networks of firms for terminals: what they are, the index of each firm, the days of a run. */
public final class NetworkText {
    private static final int NAME_WIDTH = 34;
    private static final int CODE_WIDTH = 14;
    private static final String UNKNOWN = "–";

    private final Phrasebook book;
    private final Console console;

    public NetworkText(Phrasebook book, Console console) {
        this.book = book;
        this.console = console;
    }

    /** Counts, and how a made-up network was made. */
    public List<String> description(NetworkDescription described) {
        var lines = new ArrayList<String>();
        var source = described.source();
        lines.add(console.bold(source.id()) + "   " + size(source));
        label(source, lines);
        lines.add("  "
                + book.say(
                        "network.degrees",
                        "mean",
                        plain(described.meanDegree()),
                        "out",
                        Integer.toString(described.mostCustomers()),
                        "in",
                        Integer.toString(described.mostSuppliers()),
                        "unlinked",
                        Integer.toString(described.unlinked())));
        lines.add("  " + book.say("network.giant", "share", share(described.giantShare())));
        lines.add("  "
                + book.say(
                        "network.merged",
                        "count",
                        Integer.toString(source.network().merged())));
        described
                .evidence()
                .forEach((evidence, count) -> lines.add(
                        "  " + book.say("network.evidence." + evidence.name(), "count", Integer.toString(count))));
        source.made().ifPresent(made -> {
            lines.add("  "
                    + book.say(
                            "network.made.factors",
                            "out",
                            plain(made.result().outFactor()),
                            "in",
                            plain(made.result().inFactor()),
                            "source",
                            made.spec().calibration().source()));
            lines.add("  "
                    + book.say(
                            "network.made.fit",
                            "residual",
                            share(made.result().residual()),
                            "lost",
                            Integer.toString(made.result().lostStubs()),
                            "table",
                            made.table()));
            lines.add("  "
                    + book.say(
                            "network.made.distance",
                            "out",
                            plain(described.outDistance()),
                            "in",
                            plain(described.inDistance())));
            lines.add("  " + book.say("network.made.final", "unit", made.unit()));
        });
        return lines;
    }

    /** The firms with the largest index first. */
    public List<String> risk(RiskAnswer answer, int top) {
        var lines = new ArrayList<String>();
        var source = answer.source();
        var eps = Double.toString(answer.options().eps());
        lines.add(console.bold(book.say("network.risk")) + "   " + source.id() + "   " + size(source));
        label(source, lines);
        lines.add("  " + assumption(answer));
        lines.add("  "
                + book.say(answer.options().replaceable() ? "network.risk.replaced" : "network.risk.not-replaced"));
        lines.add("");
        var table = new TextTable()
                .right(book.say("column.rank"))
                .left(book.say("network.column.firm"), NAME_WIDTH)
                .left(book.say("network.column.economy"), CODE_WIDTH)
                .left(book.say("network.column.sector"), CODE_WIDTH)
                .right("ESRI (eps " + eps + ")")
                .right("ESRI_d")
                .right("ESRI_u");
        int shown = Math.min(top, answer.order().size());
        for (int k = 0; k < shown; k++) {
            int i = answer.order().get(k);
            table.row(
                    Integer.toString(k + 1),
                    source.name(i),
                    known(source.economy(i)),
                    known(source.sector(i)),
                    book.figure(answer.figure(i, RiskAnswer.Measure.ESRI)),
                    book.figure(answer.figure(i, RiskAnswer.Measure.DOWNSTREAM)),
                    book.figure(answer.figure(i, RiskAnswer.Measure.UPSTREAM)));
        }
        lines.addAll(table.lines());
        if (shown < answer.order().size()) {
            lines.add("  "
                    + book.say(
                            "network.more",
                            "count",
                            Integer.toString(answer.order().size() - shown)));
        }
        lines.add("");
        lines.add("  " + book.say("network.risk.read", "eps", eps));
        lines.add("  " + book.say("network.risk.not-modelled"));
        return lines;
    }

    private String assumption(RiskAnswer answer) {
        var kind = book.say("network.class." + EssentialityFile.word(answer.assumed()));
        return answer.classes()
                .map(classes ->
                        book.say("network.risk.classes", "given", Integer.toString(classes.given()), "class", kind))
                .orElse(book.say(
                        answer.source().firmsKnown() ? "network.risk.assumed" : "network.risk.assumed.sectors",
                        "class",
                        kind));
    }

    /** Both bounds day by day, and the firms that lose most. */
    public List<String> daily(DailyAnswer answer, int top) {
        var lines = new ArrayList<String>();
        var source = answer.source();
        lines.add(console.bold(book.say("network.daily")) + "   " + source.id() + "   " + size(source));
        label(source, lines);
        lines.add("  "
                + book.say(
                        "network.daily.shock",
                        "firms",
                        String.join(", ", answer.request().names()),
                        "share",
                        share(answer.request().share()),
                        "days",
                        Integer.toString(answer.request().days()),
                        "horizon",
                        Integer.toString(answer.request().horizon())));
        if (answer.firstDay() > 0) {
            lines.add("  " + book.say("network.daily.resumed", "day", Integer.toString(answer.firstDay())));
        }
        lines.add("");
        var bounds = new TextTable().left("", NAME_WIDTH);
        answer.bounds().forEach(bound -> bounds.right(name(bound)));
        row(bounds, answer, "network.daily.lost", bound -> share(bound.lostShare()));
        row(bounds, answer, "network.daily.worst", bound -> share(bound.least()) + " (" + bound.leastDay() + ")");
        row(
                bounds,
                answer,
                "network.daily.below",
                bound -> bound.firstBelow().isPresent()
                        ? Integer.toString(bound.firstBelow().getAsInt())
                        : book.say("network.daily.never"));
        for (int day : answer.shownDays()) {
            var cells = new ArrayList<String>();
            cells.add(book.say("network.daily.day", "day", Integer.toString(day)));
            answer.bounds().forEach(bound -> cells.add(share(bound.output(day))));
            bounds.row(cells.toArray(String[]::new));
        }
        lines.addAll(bounds.lines());
        lines.add("");
        lines.add(book.say("network.daily.hit"));
        var table = new TextTable()
                .right(book.say("column.rank"))
                .left(book.say("network.column.firm"), NAME_WIDTH)
                .left(book.say("network.column.economy"), CODE_WIDTH)
                .left(book.say("network.column.sector"), CODE_WIDTH);
        answer.bounds().forEach(bound -> table.right(name(bound)));
        int rank = 0;
        for (int i : answer.worstHit(top)) {
            var cells = new ArrayList<>(List.of(
                    Integer.toString(++rank), source.name(i), known(source.economy(i)), known(source.sector(i))));
            answer.bounds().forEach(bound -> cells.add(share(bound.lostShare(i))));
            table.row(cells.toArray(String[]::new));
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.add("  " + book.say("network.daily.read"));
        lines.add("  " + book.say("network.daily.not-modelled"));
        return lines;
    }

    private void row(TextTable table, DailyAnswer answer, String key, BoundCell cell) {
        var cells = new ArrayList<String>();
        cells.add(book.say(key));
        answer.bounds().forEach(bound -> cells.add(cell.of(bound)));
        table.row(cells.toArray(String[]::new));
    }

    private interface BoundCell {
        String of(DailyAnswer.Bound bound);
    }

    private String name(DailyAnswer.Bound bound) {
        return book.say("network.bound", "rate", Rounding.text(bound.rate(), Unit.SHARE, book.language()));
    }

    private String size(NetworkSource source) {
        return book.say(
                "network.size",
                "firms",
                Integer.toString(source.network().size()),
                "links",
                Integer.toString(source.network().links()));
    }

    private void label(NetworkSource source, List<String> lines) {
        source.made().ifPresent(made -> lines.add("  " + book.say("network.synthetic")));
    }

    private static String known(String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }

    private String share(double value) {
        return Rounding.text(value, Unit.SHARE, book.language());
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
