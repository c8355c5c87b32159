package org.kaname.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kaname.measure.known.Question.Base;
import org.kaname.measure.known.Question.Count;
import org.kaname.measure.known.Reading;
import org.kaname.measure.known.Standing;
import org.kaname.measure.known.Standing.Counted;
import org.kaname.measure.known.Standing.State;
import org.kaname.model.Phrasebook;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;

/** Known answers for people: each number beside the published one, what other readings give, what is missing. */
final class KnownAnswerText {
    private final Phrasebook book;

    KnownAnswerText(Phrasebook book) {
        this.book = book;
    }

    List<String> lines(List<Standing> standings) {
        var lines = new ArrayList<String>();
        standings.forEach(s -> add(s, lines));
        return lines;
    }

    private void add(Standing standing, List<String> lines) {
        var id = standing.answer().id();
        var run = standing.counts().stream()
                .filter(c -> c.state() != State.NOT_RUN)
                .toList();
        if (run.isEmpty()) {
            lines.add("  " + mark(State.NOT_RUN) + " " + id + "  " + book.render(standing.explanation()));
            return;
        }
        for (var counted : standing.counts()) {
            var name = counted.count().name().in(book.language());
            lines.add("  " + mark(counted.state()) + " " + id + (name.isEmpty() ? "" : "  " + name) + "  "
                    + book.render(counted.explanation()));
            if (counted.state() != State.NOT_RUN) {
                details(counted, lines);
            }
        }
    }

    private static String mark(State state) {
        return switch (state) {
            case INSIDE -> "✓";
            case BEYOND -> "✗";
            case OTHER_EDITION, OPEN, REPORTED -> "◌";
            case NOT_RUN -> "○";
        };
    }

    private void details(Counted counted, List<String> lines) {
        for (var value : counted.values()) {
            lines.add("      "
                    + (counted.best().filter(value::equals).isPresent() ? "→ " : "  ")
                    + book.say(
                            "known.value",
                            "reading",
                            reading(value.reading()),
                            "computed",
                            number(counted.count(), value.value()),
                            "goods",
                            count(value.goods()),
                            "open",
                            count(value.open())));
        }
        if (!counted.candidates().isEmpty()) {
            lines.add("      "
                    + book.say(
                            "known.difference",
                            "difference",
                            number(counted.count(), counted.difference().orElse(Double.NaN))));
            counted.candidates().forEach(c -> lines.add("        · " + book.render(c)));
        }
        counted.attribution().ifPresent(shared -> {
            var attribution = shared.attribution();
            lines.add("      "
                    + book.say(
                            "known.attribution",
                            "first",
                            count(attribution.first()),
                            "second",
                            count(attribution.second()),
                            "compared",
                            count(attribution.compared()),
                            "excluded",
                            count(attribution.excluded())));
            for (var part : attribution.parts()) {
                int colon = part.factor().indexOf(':');
                lines.add(String.format(
                        Locale.ROOT,
                        "        %+9.1f  (%s)  %s",
                        part.count().value(),
                        part.count(),
                        book.say(
                                "known.factor." + part.factor().substring(0, colon),
                                "what",
                                part.factor().substring(colon + 1))));
            }
        });
        if (!counted.needs().isEmpty()) {
            lines.add("      "
                    + book.say(
                            "known.not_run",
                            "needs",
                            counted.needs().stream().map(n -> n.why()).toList()));
        }
    }

    private String reading(Reading reading) {
        return book.say(
                reading.base() == Base.ALL ? "known.reading.all" : "known.reading",
                "rule",
                reading.rule(),
                "partition",
                reading.partition(),
                "year",
                Integer.toString(reading.year()));
    }

    private String number(Count count, double value) {
        return Double.isNaN(value)
                ? "–"
                : Rounding.text(value, count.part() ? Unit.SHARE : Unit.COUNT, book.language());
    }

    private String count(int value) {
        return Rounding.text(value, Unit.COUNT, book.language());
    }
}
