package org.kaname.app.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kaname.measure.RuleVersion;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;
import org.kaname.triage.Colour;
import org.kaname.triage.dossier.Dossier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One language of the report: its words, names, numbers and dates. */
public final class Voice {
    /** Keeps a number and its unit on one line. */
    static final char THIN = '\u202F';

    private static final List<Class<?>> OWNERS =
            List.of(Phrasebook.class, RuleVersion.class, Colour.class, Dossier.class, ReportHtml.class);
    private static final Pattern ORIGIN = Pattern.compile("(.*) \\((\\w+)\\)");
    private static final Pattern REQUIREMENT =
            Pattern.compile("(\\w+)(?:\\((\\d+)\\))?: ([A-Z_]+)(?:,.*)?", Pattern.DOTALL);
    /** Where a share is not zero but would read so. */
    private static final double SMALL_SHARE = 0.0005;

    private static final Pattern BEFORE_PERCENT = Pattern.compile("(?<=\\d) (?=%)");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d),(?=\\d{3}(?!\\d))");
    private static final Pattern MONEY = Pattern.compile("(?<=US\\$) (?=\\d)|(?<=\\d) (?=(?:bn|m|k)\\b)");

    private final Language language;
    private final Phrasebook book;
    private final Assessed assessed;

    Voice(Language language, Assessed assessed) {
        this.language = language;
        this.assessed = assessed;
        this.book = book(language);
    }

    /** Of a page that holds no assessment. */
    public static Voice of(Language language) {
        return new Voice(language, new Assessed(MissingNode.getInstance()));
    }

    static Phrasebook book(Language language) {
        return Phrasebook.read(language, OWNERS);
    }

    public Language language() {
        return language;
    }

    /** The value of a {@code lang} attribute. */
    public String code() {
        return language.name().toLowerCase(Locale.ROOT);
    }

    /** A phrase of the report's own. */
    public String say(String key, Object... namesAndValues) {
        return book.say("report." + key, namesAndValues);
    }

    /** A word that another module owns, or the text itself where nobody does. */
    String word(String key, String otherwise) {
        return book.findTemplate(key).orElse(otherwise);
    }

    /** A phrase of the report's own for a value of an open list, or the value itself. */
    String open(String prefix, String value) {
        return book.findTemplate("report." + prefix + "." + value).orElse(value);
    }

    String colour(String colour) {
        return word("colour.short." + colour, colour);
    }

    /** The text of this language; another language's where this one is absent. */
    String pick(JsonNode texts) {
        if (texts.path(code()).isString()) {
            return tidy(texts.path(code()).asString());
        }
        for (var text : texts) {
            if (text.isString()) {
                return tidy(text.asString());
            }
        }
        return texts.isString() ? tidy(texts.asString()) : "";
    }

    /** The language of what {@link #pick} returns. */
    String languageOf(JsonNode texts) {
        return texts.path(code()).isString() || texts.isEmpty()
                ? code()
                : texts.propertyNames().iterator().next();
    }

    String economy(String economyCode) {
        var name = pick(assessed.economyNames(economyCode));
        return name.isEmpty() ? economyCode : name;
    }

    /** The name of a good, before what stands in brackets. */
    String shortName(JsonNode good) {
        var name = pick(good.path("names"));
        if (name.isEmpty()) {
            return Assessed.text(good, "code");
        }
        int bracket = indexOfFirst(name, '(', '(');
        return bracket > 2 ? name.substring(0, bracket).strip() : name;
    }

    private static int indexOfFirst(String text, char one, char other) {
        int first = text.indexOf(one);
        int second = text.indexOf(other);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }

    String goodName(JsonNode good) {
        var name = pick(good.path("names"));
        return name.isEmpty() ? Assessed.text(good, "code") : name;
    }

    static boolean known(JsonNode figure) {
        return figure.path("value").isNumber();
    }

    /** A figure for people, or "no data" and why. */
    String figure(JsonNode figure) {
        return known(figure)
                ? number(figure.path("value").asDouble(), Assessed.text(figure, "unit"))
                : say("nodata.why", "reason", why(figure));
    }

    /** Why a figure is missing, in words. */
    String why(JsonNode figure) {
        if (figure.path("unbounded").asBoolean(false)) {
            return word("figure.unbounded", "");
        }
        var reason = Assessed.text(figure, "missing");
        return reason.isEmpty() ? say("nodata.absent") : reason(reason);
    }

    String reason(String reason) {
        return word("reason." + reason, reason);
    }

    public String number(double value, String unit) {
        return unit(unit) == Unit.SHARE && value > 0 && value < SMALL_SHARE
                ? "<" + tidy(Rounding.text(2 * SMALL_SHARE, Unit.SHARE, language))
                : tidy(Rounding.text(value, unit(unit), language));
    }

    /** Rounded so that it stays on its side of the threshold. */
    String beside(double value, double threshold, String unit) {
        return tidy(Rounding.beside(value, threshold, unit(unit), language));
    }

    /** A threshold as it was set: no digit more than it has. */
    String threshold(double value, String unit) {
        return unit(unit) == Unit.SHARE ? number(value, unit) : tidy(plain(value, unit));
    }

    private String plain(double value, String unit) {
        return switch (unit(unit)) {
            case RATIO, HHI, VALUE -> {
                var text = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
                yield (text.scale() < 2 && unit(unit) == Unit.HHI ? text.setScale(2) : text).toPlainString();
            }
            case SHARE, RANK, COUNT, PER_YEAR, INDEX, DAYS, KUSD, BN_JPY, MUSD, TRUTH ->
                Rounding.text(value, unit(unit), language);
        };
    }

    /** An interval, or nothing where the bounds say no more than the value. */
    Optional<String> interval(JsonNode figure) {
        double low = figure.path("low").asDouble(Double.NaN);
        double high = figure.path("high").asDouble(Double.NaN);
        var unit = Assessed.text(figure, "unit");
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return Optional.empty();
        }
        var from = number(low, unit);
        var to = number(high, unit);
        return from.equals(to) ? Optional.empty() : Optional.of(say("interval", "low", from, "high", to));
    }

    /** A change as a percentage, or as a factor once it more than doubles. */
    String change(double relative) {
        if (relative <= 1) {
            return number(relative, Unit.SHARE.code());
        }
        var factor = new BigDecimal(1 + relative).round(new MathContext(3));
        return "×" + tidy(String.format(Locale.ROOT, "%,." + Math.max(0, factor.scale()) + "f", factor));
    }

    /** A constant's name with its origin in words, from the text {@code name (ORIGIN)}. */
    String origin(String origin) {
        var parts = ORIGIN.matcher(origin);
        return parts.matches()
                ? parts.group(1) + " · " + word("status." + parts.group(2), open("origin", parts.group(2)))
                : open("origin", origin);
    }

    /** What a rule lacked, from the text {@code REQUIREMENT(year): REASON, detail}. */
    String requirement(String lacking) {
        var parts = REQUIREMENT.matcher(lacking);
        if (!parts.matches()) {
            return reason(lacking);
        }
        var year = parts.group(2) == null ? "" : parts.group(2);
        var name = word("requirement." + parts.group(1), open("figure", parts.group(1)));
        return year.isEmpty()
                ? say("missing.rule", "condition", name, "reason", reason(parts.group(3)))
                : say("missing.rule.year", "condition", name, "year", year, "reason", reason(parts.group(3)));
    }

    /** The language of a text that comes without one: names in plain letters are not Japanese. */
    String languageOfPlain(String text) {
        return text.chars().allMatch(c -> c < 0x2E80) ? Language.EN.name().toLowerCase(Locale.ROOT) : code();
    }

    /** Kinds in one phrase: "goods and materials". */
    String join(List<String> parts) {
        return parts.size() < 2
                ? String.join("", parts)
                : String.join(say("comma"), parts.subList(0, parts.size() - 1)) + say("and") + parts.getLast();
    }

    /** A day, as people of this language write it; the text itself where it is none. */
    public String date(String iso) {
        try {
            var day = LocalDate.parse(iso.length() > 10 ? iso.substring(0, 10) : iso);
            return language == Language.JA
                    ? day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日"
                    : day.format(DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH));
        } catch (DateTimeParseException e) {
            return iso;
        }
    }

    /** Numbers in sentences that others wrote: thin spaces instead of breaks and commas. */
    public static String tidy(String text) {
        var spaced = BEFORE_PERCENT.matcher(text).replaceAll(String.valueOf(THIN));
        spaced = MONEY.matcher(spaced).replaceAll(String.valueOf(THIN));
        return THOUSANDS.matcher(spaced).replaceAll(String.valueOf(THIN));
    }

    static Unit unit(String code) {
        for (var unit : Unit.values()) {
            if (unit.code().equals(code)) {
                return unit;
            }
        }
        return Unit.VALUE;
    }
}
