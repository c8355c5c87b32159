package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.kaname.app.report.Voice;
import org.kaname.app.wording.Words;
import org.kaname.model.Code;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Result;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Range;
import org.kaname.shock.scenario.Restriction;

/** One language of a run's page: its sentences, names, days and shares. */
final class ShockVoice {
    private final ShockAnswer answer;
    private final Phrasebook book;
    private final Voice page;

    ShockVoice(ShockAnswer answer, Words words, Language language) {
        this.answer = answer;
        this.book = words.in(language);
        this.page = Voice.of(language);
    }

    /** What the frame of every page speaks with. */
    Voice page() {
        return page;
    }

    Language language() {
        return page.language();
    }

    String say(String key, Object... namesAndValues) {
        return Voice.tidy(book.say(key, namesAndValues));
    }

    /** The phrase of a key that banners and explanations hold. */
    String sentence(String key) {
        return book.say(key);
    }

    String economy(String code) {
        if (code.equals(Membership.ALL)) {
            return say("shock.page.everyone");
        }
        return answer.data()
                .economies()
                .findEconomy(code)
                .map(economy -> economy.name(language()))
                .filter(name -> !name.isEmpty())
                .orElse(code);
    }

    String economies(List<String> codes) {
        return String.join(
                language() == Language.JA ? "、" : ", ",
                codes.stream().map(this::economy).toList());
    }

    /** The name of a good; empty where the data set has none. */
    String good(String code) {
        return Code.parse(code) instanceof Result.Ok<Code> ok
                ? answer.data()
                        .findProduct(ok.value())
                        .map(product -> product.name(language()))
                        .orElse("")
                : "";
    }

    String never() {
        return ">" + answer.source().scenario().horizonDays();
    }

    String days(OptionalInt days) {
        return days.isPresent() ? Integer.toString(days.getAsInt()) : never();
    }

    String days(double days) {
        return Double.isInfinite(days) ? never() : Long.toString(Math.round(days));
    }

    String percent(double share) {
        return Voice.tidy(Rounding.text(share, Unit.SHARE, language()));
    }

    String date(java.time.LocalDate day) {
        return page.date(day.toString());
    }

    /** What a restriction takes away, in per cent: low, mid and high, by step where it has steps. */
    static String lost(Restriction restriction) {
        if (restriction.steps().isEmpty()) {
            return range(restriction.shareLost(), 100) + " %";
        }
        var steps = new ArrayList<String>();
        for (var step : restriction.steps()) {
            steps.add("+" + step.day() + "d " + range(step.shareLost(), 100) + " %");
        }
        return String.join(", ", steps);
    }

    /** Low, mid and high, or the one value. */
    static String range(Range range, double scale) {
        return range.isFixed()
                ? number(range.mid() * scale)
                : number(range.low() * scale) + " / " + number(range.mid() * scale) + " / "
                        + number(range.high() * scale);
    }

    /** Whole where it is whole, else one digit. */
    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
