package org.kaname.data.source.comtrade;

import java.util.regex.Pattern;

/** Years and months as Comtrade writes them: 2023 or 202301; month 52 is the whole year. Not thread-safe. */
final class Periods {
    /** @param month 1 to 12, 0 for the whole year; a year below 0 is none */
    record Period(int year, int month) {
        static final Period NONE = new Period(-1, 0);
    }

    private static final int MIN_YEAR = 1900;
    private static final int MONTHS = 12;
    private static final int WHOLE_YEAR = 52;
    private static final Pattern TEXT = Pattern.compile("(\\d{4})(\\d{2})?");

    private final int lastYear;
    private final Meanings<Period> periods = new Meanings<>(this::period);
    private final Meanings<Period> years = new Meanings<>(this::period);
    private final Meanings<Integer> months = new Meanings<>(text -> month(Meanings.code(text)));
    private final Meanings<Integer> frequencies = new Meanings<>(Periods::frequency);

    Periods(int lastYear) {
        this.lastYear = lastYear;
    }

    /** The row's period; none where its fields contradict each other. */
    Period read(ComtradeRow row) {
        var year = years.of(row, Field.YEAR);
        Period period;
        if (!row.isEmpty(Field.PERIOD)) {
            period = periods.of(row, Field.PERIOD);
            if (!row.isEmpty(Field.YEAR) && year.year() != period.year()) {
                return Period.NONE;
            }
        } else {
            int month = months.of(row, Field.MONTH);
            period = month < 0 ? Period.NONE : new Period(year.year(), month);
        }
        int frequency = frequencies.of(row, Field.FREQUENCY);
        boolean fits = frequency == ANY || (frequency == MONTHLY) == period.month() > 0 && frequency != OTHER;
        return fits ? period : Period.NONE;
    }

    private static final int ANY = 0;
    private static final int ANNUAL = 1;
    private static final int MONTHLY = 2;
    private static final int OTHER = 3;

    private static int frequency(String text) {
        return switch (text.strip()) {
            case "" -> ANY;
            case "A" -> ANNUAL;
            case "M" -> MONTHLY;
            default -> OTHER;
        };
    }

    private Period period(String text) {
        var matcher = TEXT.matcher(Meanings.code(text));
        if (!matcher.matches()) {
            return Period.NONE;
        }
        int year = Integer.parseInt(matcher.group(1));
        int month = matcher.group(2) == null ? 0 : month(matcher.group(2));
        return year < MIN_YEAR || year > lastYear || month < 0 ? Period.NONE : new Period(year, month);
    }

    /** 0 for the whole year, -1 where the text is no month. */
    private static int month(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("\\d{1,2}")) {
            return -1;
        }
        int month = Integer.parseInt(text);
        return month == WHOLE_YEAR ? 0 : month >= 1 && month <= MONTHS ? month : -1;
    }

    /** A year can be read from the text. */
    boolean isPeriod(String text) {
        return period(text).year() > 0;
    }
}
