package org.kaname.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers for people (measurement 10): shares one decimal in percent, HHI and indices two decimals, ratios two significant figures, counts whole. */
public final class Rounding {
    private Rounding() {}

    /** The value as text with its unit. */
    public static String text(double value, Unit unit, Language language) {
        return switch (unit) {
            case SHARE -> decimals(value * 100, 1) + " %";
            case HHI -> decimals(value, 2);
            case INDEX -> (value < 0 ? "−" : "") + decimals(Math.abs(value), 2);
            case RATIO -> significant(value, 2);
            case RANK, COUNT -> String.format(Locale.ROOT, "%,d", Math.round(value));
            case PER_YEAR ->
                (value >= 0 ? "+" : "−")
                        + decimals(Math.abs(value) * 100, 1)
                        + (language == Language.JA ? " %/年" : " %/year");
            case DAYS ->
                String.format(Locale.ROOT, "%,d", Math.round(value)) + (language == Language.JA ? "日" : " days");
            case MUSD -> money(value * 1e6, language);
            case KUSD -> money(value * 1e3, language);
            case BN_JPY ->
                language == Language.JA ? significant(value * 10, 3) + "億円" : "¥" + significant(value, 3) + " bn";
            case VALUE -> significant(value, 3);
            case TRUTH -> value > 0 ? "YES" : "NO";
        };
    }

    /**
     * The value rounded for people, with one more digit each time the rounded number would stand on the other side of the threshold,
     * or on it while the value does not.
     */
    public static String beside(double value, double threshold, Unit unit, Language language) {
        if (unit != Unit.SHARE && unit != Unit.HHI) {
            return text(value, unit, language);
        }
        double scale = unit == Unit.SHARE ? 100 : 1;
        int first = unit == Unit.SHARE ? 1 : 2;
        for (int digits = first; digits < first + 8; digits++) {
            double rounded = new BigDecimal(value * scale)
                            .setScale(digits, RoundingMode.HALF_UP)
                            .doubleValue()
                    / scale;
            if (Double.compare(Math.signum(rounded - threshold), Math.signum(value - threshold)) == 0
                    || Math.abs(value - threshold) < 1e-12) {
                return decimals(value * scale, digits) + (unit == Unit.SHARE ? " %" : "");
            }
        }
        return text(value, unit, language);
    }

    private static String money(double dollars, Language language) {
        if (language == Language.JA) {
            if (Math.abs(dollars) >= 1e8) {
                return significant(dollars / 1e8, 3) + "億米ドル";
            }
            return Math.abs(dollars) >= 1e4 ? significant(dollars / 1e4, 3) + "万米ドル" : significant(dollars, 3) + "米ドル";
        }
        if (Math.abs(dollars) >= 1e9) {
            return "US$ " + significant(dollars / 1e9, 3) + " bn";
        }
        if (Math.abs(dollars) >= 1e6) {
            return "US$ " + significant(dollars / 1e6, 3) + " m";
        }
        return Math.abs(dollars) >= 1e3
                ? "US$ " + significant(dollars / 1e3, 3) + " k"
                : "US$ " + significant(dollars, 3);
    }

    private static String decimals(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    private static String significant(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        var rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        if (rounded.scale() < 0) {
            rounded = rounded.setScale(0, RoundingMode.UNNECESSARY);
        }
        return rounded.abs().compareTo(BigDecimal.valueOf(1000)) >= 0
                ? String.format(Locale.ROOT, "%,d", rounded.longValue())
                : rounded.toPlainString();
    }
}
