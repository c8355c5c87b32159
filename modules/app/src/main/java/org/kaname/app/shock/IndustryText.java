package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kaname.app.console.Console;
import org.kaname.app.console.TextTable;
import org.kaname.model.Explanation;
import org.kaname.model.Phrasebook;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;
import org.kaname.shock.recovery.RecoveryGrid;
import org.kaname.shock.recovery.RecoveryOutcome.UnstableReason;

/** Industries of a run for terminals, and the grid of stock and restoration. */
public final class IndustryText {
    private static final int NAME_WIDTH = 44;
    private static final int MOST_INPUTS = 3;

    private final IndustryRun run;
    private final Phrasebook book;
    private final Console console;

    public IndustryText(IndustryRun run, Phrasebook book, Console console) {
        this.run = run;
        this.book = TableNames.in(book, run.read());
        this.console = console;
    }

    /** The part of a run on industries. */
    List<String> lines(int limit) {
        var lines = new ArrayList<String>();
        lines.add(console.bold(book.say("industry.title")));
        lines.add("  " + ExposureText.table(run.table(), book));
        lines.add("  " + balanced());
        lines.add("  " + chosen());
        run.headline()
                .ifPresentOrElse(
                        headline -> {
                            lines.add("  "
                                    + book.say(
                                            "industry.headline",
                                            "loss",
                                            money(headline.outputLoss()),
                                            "share",
                                            String.format(Locale.ROOT, "%.3f %%", headline.outputLossShare() * 100),
                                            "days",
                                            Integer.toString(run.parameters().days())));
                            if (headline.amplified()) {
                                lines.add("  "
                                        + book.say(
                                                "industry.amplified",
                                                "ratio",
                                                Explanation.number(headline.lossPerDirectLoss(), Unit.RATIO)));
                            }
                        },
                        () -> lines.add("  "
                                + book.say(
                                        "industry.unstable",
                                        "reasons",
                                        run.reasons().stream()
                                                .map(reason ->
                                                        (Object) Explanation.key("recovery.unstable." + reason.name()))
                                                .toList())));
        run.otherOverlap()
                .ifPresent(other ->
                        lines.add("  " + book.say("industry.other-overlap", "loss", money(other.outputLoss()))));
        lines.add("  " + spread());
        if (!run.sectors().isEmpty()) {
            lines.addAll(sectors(limit).lines());
        }
        if (!run.outside().isEmpty()) {
            lines.add("  " + book.say("industry.outside", "members", String.join(" ", run.outside())));
        }
        lines.add("  " + book.say("industry.firms"));
        lines.add("");
        return lines;
    }

    private String balanced() {
        return book.say(
                "industry.balanced",
                "cells",
                run.balanced().negativeCells(),
                "share",
                String.format(Locale.ROOT, "%.3f %%", run.balanced().changedShare() * 100));
    }

    private String chosen() {
        return book.say(
                "industry.chosen",
                "mode",
                run.parameters().mode().name().toLowerCase(Locale.ROOT),
                "stock",
                days(run.parameters().stockDays()),
                "tau",
                days(run.parameters().restorationDays()));
    }

    private String spread() {
        int cells = run.grid().cells().size();
        return run.grid()
                .stable()
                .map(spread -> book.say(
                        "industry.spread",
                        "stable",
                        spread.cells(),
                        "cells",
                        cells,
                        "least",
                        money(spread.least()),
                        "median",
                        money(spread.median()),
                        "most",
                        money(spread.most())))
                .orElseGet(() -> book.say("industry.spread.none", "cells", cells));
    }

    private TextTable sectors(int limit) {
        var table = new TextTable()
                .left(book.say("industry.column.industry"), NAME_WIDTH)
                .right(book.say("industry.column.loss"))
                .right(book.say("industry.column.share"))
                .right(book.say("industry.column.low"))
                .left(book.say("industry.column.via"), NAME_WIDTH);
        var losses = run.sectors();
        for (var loss : losses.subList(0, Math.min(limit, losses.size()))) {
            var via = loss.via().subList(0, Math.min(MOST_INPUTS, loss.via().size())).stream()
                    .map(part -> run.table().sectors().get(part.product()) + " " + share(part.share()))
                    .collect(Collectors.joining(", "));
            table.row(
                    run.table().label(loss.industry()),
                    money(loss.loss()),
                    share(loss.share()),
                    loss.firstDayBelow95().isPresent()
                            ? Integer.toString(loss.firstDayBelow95().getAsInt())
                            : "–",
                    via.isEmpty() ? "–" : via);
        }
        return table;
    }

    /** The grid as an answer of its own. */
    public List<String> grid() {
        var lines = new ArrayList<String>();
        var scenario = run.source().scenario();
        lines.add(console.bold(scenario.title().in(book.language())) + "   " + scenario.id() + "   "
                + book.say("shock.status." + scenario.status().name()));
        lines.add("  " + ExposureText.table(run.table(), book));
        lines.add("  " + balanced());
        lines.add("  "
                + book.say(
                        "grid.title", "days", Integer.toString(run.parameters().days())));
        lines.add("");
        var restorations = new TreeSet<Double>();
        run.grid().cells().forEach(cell -> restorations.add(cell.restorationDays()));
        var table = new TextTable().left(book.say("grid.column.stock"), 16);
        restorations.forEach(tau -> table.right(book.say("grid.column.tau", "tau", days(tau))));
        var row = new ArrayList<String>();
        for (var cell : run.grid().cells()) {
            if (row.isEmpty()) {
                row.add(days(cell.stockDays()));
            }
            row.add(text(cell));
            if (row.size() > restorations.size()) {
                table.row(row.toArray(String[]::new));
                row.clear();
            }
        }
        lines.addAll(table.lines());
        lines.add("");
        for (var reason : UnstableReason.values()) {
            lines.add("  " + letter(reason) + "  "
                    + book.say("grid.unstable", "reason", Explanation.key("recovery.unstable." + reason.name())));
        }
        lines.add("  " + book.say("grid.marks"));
        lines.add("  " + spread());
        lines.add("  " + book.say("industry.firms"));
        return lines;
    }

    /** A letter for each reason, as the legend has them. */
    private static String letter(UnstableReason reason) {
        return switch (reason) {
            case RESTORATION_LONGER_THAN_STOCK -> "S";
            case STILL_FALLING -> "F";
            case RESTORATION_TOO_FAST -> "X";
            case COLLAPSE -> "C";
        };
    }

    private String text(RecoveryGrid.Cell cell) {
        var value = cell.stable()
                ? money(cell.outputLoss()) + (cell.amplified() ? " !" : "")
                : cell.reasons().stream().map(IndustryText::letter).collect(Collectors.joining());
        return cell.chosen() ? value + " *" : value;
    }

    /** A head and a row a cell; no loss of unstable cells. */
    public List<List<Object>> rows() {
        var rows = new ArrayList<List<Object>>();
        rows.add(List.of(
                "table", "stock_days", "tau_days", "loss", "unit", "min_output", "amplified", "unstable", "chosen"));
        for (var cell : run.grid().cells()) {
            rows.add(List.of(
                    run.table().head().id(),
                    cell.stockDays(),
                    cell.restorationDays(),
                    cell.stable() ? (Object) cell.outputLoss() : "",
                    ExposureAnswer.money(run.table()).code(),
                    cell.stable() ? (Object) cell.lowestShare() : "",
                    cell.amplified(),
                    cell.reasons().stream().map(Enum::name).collect(Collectors.joining(" ")),
                    cell.chosen()));
        }
        return rows;
    }

    private String money(double value) {
        var unit = ExposureAnswer.money(run.table());
        var text = (value < 0 ? "−" : "") + Rounding.text(Math.abs(value), unit, book.language());
        return unit == Unit.VALUE ? text + " " + run.table().unit() : text;
    }

    private String share(double value) {
        return Rounding.text(value, Unit.SHARE, book.language());
    }

    private static String days(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
