package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kaname.app.console.Console;
import org.kaname.app.console.TextTable;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.data.inputoutput.IoTables;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Phrasebook;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;
import org.kaname.shock.exposure.ExposureMeasure;

/** Exposures for terminals, and as rows. */
public final class ExposureText {
    private static final int NAME_WIDTH = 28;
    private static final int MOST_LOSERS = 8;

    private final ExposureAnswer answer;
    private final Phrasebook book;
    private final Console console;
    private final boolean shipped;

    /** @param shipped true where the table is the one that ships: then the text says what to bring for a newer year */
    public ExposureText(ExposureAnswer answer, Phrasebook book, Console console, boolean shipped) {
        this.answer = answer;
        this.book = TableNames.in(book, answer.read());
        this.console = console;
        this.shipped = shipped;
    }

    /** A measure's name without its version. */
    public static String name(ExposureMeasure measure) {
        return measure.id().substring(0, measure.id().indexOf('@'));
    }

    /** The measure of a name, with or without its version. */
    public static Optional<ExposureMeasure> measure(String name) {
        for (var measure : ExposureMeasure.values()) {
            if (measure.id().equals(name) || name(measure).equals(name)) {
                return Optional.of(measure);
            }
        }
        return Optional.empty();
    }

    /** One line on the table of an answer. */
    static String table(IoTable table, Phrasebook book) {
        return book.say(
                "table.head",
                "title",
                table.head().title(),
                "year",
                Integer.toString(table.head().year()),
                "economies",
                table.economies().size(),
                "sectors",
                table.sectors().size(),
                "unit",
                table.unit().isEmpty() ? "–" : table.unit(),
                "id",
                table.head().id());
    }

    /** What to bring in place of the shipped table. */
    static String newer(IoTable table, Phrasebook book) {
        return book.say(
                "table.newer",
                "year",
                Integer.toString(table.head().year()),
                "layouts",
                String.join(", ", IoTables.layouts().stream().skip(1).toList()));
    }

    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(console.bold(book.say("exposure.title", "buyer", buyer())));
        lines.add("  " + table(answer.table(), book));
        if (shipped) {
            lines.add("  " + newer(answer.table(), book));
        }
        answer.read().notes().forEach(note -> lines.add("  " + book.render(note)));
        lines.add("");
        var table =
                new TextTable().left(book.say("exposure.column.supplier"), 9).left("", NAME_WIDTH);
        for (var measure : answer.measures()) {
            table.right(book.say("exposure.column." + name(measure)));
        }
        for (var row : answer.rows()) {
            var cells = new ArrayList<String>();
            cells.add(row.supplier() + (row.own() ? " *" : ""));
            cells.add(row.own() ? book.say("exposure.own") : name(row.supplier()));
            for (var measure : answer.measures()) {
                cells.add(text(answer.share(measure, row)));
            }
            table.row(cells.toArray(String[]::new));
        }
        lines.addAll(table.lines());
        for (var row : answer.rows()) {
            if (!row.outside().isEmpty()) {
                lines.add("  "
                        + book.say(
                                "exposure.outside",
                                "bloc",
                                row.supplier(),
                                "members",
                                String.join(" ", row.outside())));
            }
        }
        lines.add("");
        for (var measure : answer.measures()) {
            lines.add("  " + book.say("exposure.column." + name(measure)) + ": " + book.render(measure.title()));
        }
        lines.add("  " + book.say("exposure.monetary"));
        answer.extraction().ifPresent(link -> extraction(link, lines));
        return lines;
    }

    private void extraction(ExposureAnswer.Link link, List<String> lines) {
        var extracted = link.extracted();
        boolean finals = !extracted.link().finalBuyers().isEmpty();
        lines.add("");
        lines.add(console.bold(book.say(
                finals ? "exposure.extraction.final" : "exposure.extraction",
                "supplier",
                link.supplier(),
                "buyer",
                link.buyer(),
                "share",
                Explanation.number(extracted.link().share(), Unit.SHARE))));
        lines.add("  " + book.render(extracted.label()));
        var table = new TextTable()
                .left(book.say("shock.column.economy"), 9)
                .left("", NAME_WIDTH)
                .right(book.say("exposure.column.output"))
                .right(book.say("exposure.column.value-added"));
        row(table, link, ExposureAnswer.WORLD);
        var losers = answer.losers(link);
        var shown = new ArrayList<>(losers.subList(0, Math.min(MOST_LOSERS, losers.size())));
        for (var end : List.of(economy(link.supplier()), economy(link.buyer()))) {
            if (!shown.contains(end)) {
                shown.add(end);
            }
        }
        shown.forEach(economy -> row(table, link, economy));
        lines.addAll(table.lines());
        if (extracted.direct()) {
            lines.add("  " + book.say("exposure.direct"));
        }
    }

    private void row(TextTable table, ExposureAnswer.Link link, String economy) {
        table.row(
                economy,
                economy.equals(ExposureAnswer.WORLD) ? book.say("exposure.world") : name(economy),
                money(answer.lost(link, ExposureAnswer.OUTPUT, economy)),
                money(answer.lost(link, ExposureAnswer.VALUE_ADDED, economy)));
    }

    private String economy(String end) {
        return answer.table().economies().stream()
                .filter(economy -> end.equals(economy) || end.startsWith(economy + "_"))
                .findFirst()
                .orElse(end);
    }

    private String money(Figure figure) {
        var text = Rounding.text(figure.value(), figure.unit(), book.language());
        return figure.unit() == Unit.VALUE ? text + " " + answer.table().unit() : text;
    }

    private String buyer() {
        var economy = name(answer.shares().economy());
        return answer.shares().sector().isEmpty()
                ? economy
                : economy + ", " + answer.shares().sector();
    }

    private String name(String economy) {
        return book.economy(economy);
    }

    private String text(Figure share) {
        return share.isMissing() ? "–" : Rounding.text(share.value(), Unit.SHARE, book.language());
    }

    /** A head and a row for each supplier, then rows of the extraction where there is one. */
    public List<List<Object>> rows() {
        var rows = new ArrayList<List<Object>>();
        rows.add(List.of("table", "buyer", "supplier", "own", "measure", "value", "unit"));
        for (var row : answer.rows()) {
            for (var measure : answer.measures()) {
                add(rows, row.supplier(), Boolean.toString(row.own()), measure.id(), answer.share(measure, row));
            }
        }
        answer.extraction().ifPresent(link -> {
            var economies = new ArrayList<>(List.of(ExposureAnswer.WORLD));
            economies.addAll(answer.losers(link));
            for (var economy : economies) {
                for (var figure : List.of(ExposureAnswer.OUTPUT, ExposureAnswer.VALUE_ADDED)) {
                    var lost = answer.lost(link, figure, economy);
                    add(rows, economy, "", lost.passport().method() + "/" + figure, lost);
                }
            }
        });
        return rows;
    }

    private void add(List<List<Object>> rows, String supplier, String own, String measure, Figure figure) {
        rows.add(List.of(
                answer.table().head().id(),
                answer.buyer(),
                supplier,
                own,
                measure,
                figure.value(),
                figure.unit().code()));
    }
}
