package org.kaname.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.kaname.app.command.CompareRules.Found;
import org.kaname.app.console.Session;
import org.kaname.app.console.TextTable;
import org.kaname.app.json.TournamentJson.Explained;
import org.kaname.app.wording.Words;
import org.kaname.data.Partition;
import org.kaname.data.Partitions;
import org.kaname.measure.tournament.Churn;
import org.kaname.measure.tournament.Flip;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;

/** The tournament for people: counts, what rules share, how many agree, the nearest flips, churn, parts of a difference. */
final class TournamentText {
    private static final int GOOD_WIDTH = 36;
    /** One decimal of a percent would show less as nothing. */
    private static final double SMALL_COST = 0.001;

    private static final double LEAST_COST = 0.0001;
    private static final int NAMED_GOODS = 5;
    private static final int YEARS_SHOWN = 2;

    private final Found found;
    private final Session session;
    private final Phrasebook book;

    TournamentText(Found found, Session session) {
        this.found = found;
        this.session = session;
        this.book = session.words().with(found.data().economies()).in(session.language());
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(book.say(
                "text.compare.head",
                "economy",
                book.economy(found.subject()),
                "year",
                Integer.toString(found.year()),
                "goods",
                number(found.tournament().imported()),
                "none",
                number(found.tournament().notImported()),
                "unknown",
                number(found.tournament().unknown()),
                "partition",
                found.partition().equals(Partitions.IDENTITY) ? say("partition.identity") : found.partition()));
        lines.addAll(unknown());
        lines.add("");
        lines.addAll(counts());
        lines.add("");
        lines.addAll(agreement());
        lines.add("");
        lines.addAll(shared());
        found.explained().ifPresent(explained -> {
            lines.add("");
            lines.addAll(parts(explained));
        });
        if (!found.flips().isEmpty()) {
            lines.add("");
            lines.addAll(flips());
        }
        if (!found.churn().isEmpty()) {
            lines.add("");
            lines.addAll(churn());
        }
        return lines;
    }

    private String say(String key, Object... namesAndValues) {
        return book.say(key, namesAndValues);
    }

    private String number(long number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }

    private String share(OptionalDouble share) {
        return share.isPresent() ? Rounding.text(share.getAsDouble(), Unit.SHARE, session.language()) : "–";
    }

    /** Why imports are not known, where they are not. */
    private List<String> unknown() {
        var lines = new ArrayList<String>();
        var reasons = found.tournament().unknownByReason().entrySet().stream()
                .map(e -> say(
                        "text.compare.unknown.reason",
                        "reason",
                        say("reason." + e.getKey()),
                        "count",
                        number(e.getValue())))
                .toList();
        if (!reasons.isEmpty()) {
            lines.add("◌ " + say("text.compare.unknown", "reasons", reasons));
            if (found.data().findBloc(found.subject()).isPresent()) {
                lines.add("  "
                        + say(
                                "text.compare.unknown.unit",
                                "share",
                                Rounding.text(Partition.MEMBER_COVERAGE, Unit.SHARE, session.language())));
            }
        }
        return lines;
    }

    private List<String> counts() {
        var table = new TextTable()
                .right("#")
                .left(say("column.rule"), 32)
                .right(say("column.flagged"))
                .right(say("column.judged"))
                .right(say("column.insufficient"))
                .left(say("column.votes"), 8);
        var tournament = found.tournament();
        for (int r = 0; r < tournament.rules().size(); r++) {
            table.row(
                    Integer.toString(r + 1),
                    tournament.rules().get(r).id(),
                    number(tournament.flagged(r)),
                    number(tournament.judged(r)),
                    number(tournament.goods().size() - tournament.judged(r)),
                    say(found.judges().contains(r) ? "vote.yes" : "vote.no"));
        }
        return table.lines();
    }

    private List<String> agreement() {
        var lines = new ArrayList<String>();
        lines.add(say(
                "text.compare.agreement",
                "judges",
                Integer.toString(found.judges().size())));
        var agreement = found.tournament().agreement(found.judges());
        if (agreement.isEmpty()) {
            lines.add("  " + say("text.compare.none"));
            return lines;
        }
        int most = agreement.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        agreement.forEach((n, goods) -> lines.add(String.format(
                java.util.Locale.ROOT, "  %3d  %7s  %s", n, number(goods), "█".repeat(bar(goods, most)))));
        lines.add("  " + say("text.compare.overlap"));
        return lines;
    }

    private static int bar(int goods, int most) {
        int widest = 40;
        return goods == 0 ? 0 : Math.max(1, (int) Math.round((double) widest * goods / most));
    }

    private List<String> shared() {
        var lines = new ArrayList<String>();
        lines.add(say("text.compare.jaccard"));
        var table = new TextTable().right("#");
        var tournament = found.tournament();
        if (found.judges().stream().allMatch(r -> tournament.flagged(r) == 0)) {
            lines.add("  " + say("text.compare.jaccard.none"));
            return lines;
        }
        found.judges().forEach(r -> table.right(Integer.toString(r + 1)));
        for (int a : found.judges()) {
            var cells = new ArrayList<String>();
            cells.add(Integer.toString(a + 1));
            for (int b : found.judges()) {
                var jaccard = tournament.pair(a, b).jaccard();
                cells.add(
                        jaccard.isPresent()
                                ? String.format(java.util.Locale.ROOT, "%.2f", jaccard.getAsDouble())
                                : "–");
            }
            table.row(cells.toArray(String[]::new));
        }
        lines.addAll(table.lines());
        return lines;
    }

    private List<String> parts(Explained explained) {
        var lines = new ArrayList<String>();
        var attribution = explained.attribution();
        lines.add(say(
                "text.compare.explained",
                "first",
                explained.first(),
                "a",
                number(attribution.first()),
                "second",
                explained.second(),
                "b",
                number(attribution.second()),
                "compared",
                number(attribution.compared()),
                "excluded",
                number(attribution.excluded())));
        var nothing = explained.nothing();
        if (!nothing.isEmpty()) {
            lines.add("  " + say(nothing, "excluded", number(attribution.excluded())));
            lines.addAll(unknown());
            return lines;
        }
        var table = new TextTable()
                .left(say("column.factor"), 48)
                .right(say("column.part"))
                .right(say("column.exactly"))
                .left(say("column.goods"), 60);
        for (var part : attribution.parts()) {
            int colon = part.factor().indexOf(':');
            var goods = part.goods().keySet().stream()
                    .limit(NAMED_GOODS)
                    .map(code -> code.value())
                    .toList();
            table.row(
                    say(
                            "factor." + part.factor().substring(0, colon),
                            "what",
                            say("factor.what." + part.factor().substring(colon + 1))),
                    String.format(java.util.Locale.ROOT, "%+.1f", part.count().value()),
                    part.count().toString(),
                    String.join(" ", goods) + (part.goods().size() > NAMED_GOODS ? " …" : ""));
        }
        lines.addAll(table.lines());
        return lines;
    }

    private List<String> flips() {
        var lines = new ArrayList<String>();
        lines.add(say(
                "text.compare.flips",
                "shown",
                Integer.toString(found.flips().size()),
                "found",
                number(found.flipsFound())));
        var table = new TextTable()
                .left(say("column.code"), 14)
                .left(say("column.good"), GOOD_WIDTH)
                .left(say("column.rule"), 28)
                .left(say("column.becomes"), 14)
                .right(say("column.cost"))
                .left(say("column.lever"), 60);
        for (var flip : found.flips()) {
            table.row(
                    flip.code().value(),
                    Words.good(found.data(), flip.code(), session.language()),
                    flip.rule(),
                    say("outcome." + flip.to()),
                    cost(flip.cost(), session.language()),
                    lever(flip));
        }
        lines.addAll(table.lines());
        return lines;
    }

    /** One decimal of a percent; two significant digits below that, down to a hundredth. */
    static String cost(double cost, Language language) {
        if (cost > 0 && cost < LEAST_COST) {
            return "< " + Rounding.text(LEAST_COST * 100, Unit.RATIO, language) + " %";
        }
        if (cost > 0 && cost < SMALL_COST) {
            return Rounding.text(cost * 100, Unit.RATIO, language) + " %";
        }
        return Rounding.text(cost, Unit.SHARE, language);
    }

    private String lever(Flip flip) {
        var conditions = flip.conditions().stream()
                .map(c -> (Object) book.say("condition." + c))
                .toList();
        return switch (flip.lever()) {
            case THRESHOLD -> say("turn.threshold", "conditions", conditions);
            case EXPORTS -> say("turn.exports." + flip.destination());
            case DIVERSION ->
                flip.destination().equals("others") || flip.destination().equals("new")
                        ? say("turn.diversion." + flip.destination())
                        : say("turn.diversion.one", "economy", book.economy(flip.destination()));
        };
    }

    private List<String> churn() {
        var lines = new ArrayList<String>();
        lines.add(say("text.compare.churn"));
        var table = new TextTable()
                .left(say("column.rule"), 32)
                .left(say("column.years"), 12)
                .right(say("column.kept"))
                .right(say("column.leftout"))
                .right(say("column.entered"))
                .right(say("column.persistence"))
                .right(say("column.excluded"));
        int newest = found.churn().stream().mapToInt(Churn::nextYear).max().orElse(0);
        for (var churn : found.churn()) {
            if (churn.nextYear() <= newest - YEARS_SHOWN) {
                continue;
            }
            table.row(
                    churn.rule(),
                    churn.year() + "–" + churn.nextYear(),
                    number(churn.kept()),
                    number(churn.leftOut()),
                    number(churn.entered()),
                    share(churn.persistence()),
                    number(churn.excluded()));
        }
        lines.addAll(table.lines());
        return lines;
    }
}
