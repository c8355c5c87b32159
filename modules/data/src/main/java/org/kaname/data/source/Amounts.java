package org.kaname.data.source;

import java.util.regex.Pattern;
import org.kaname.data.csv.Numbers;

/** Numbers as people write them in one file: its decimal sign, and thousands set apart only in groups of three (data-formats 3.0). */
public final class Amounts {
    private static final Pattern ANY_GROUPS =
            Pattern.compile("[+-]?\\d{1,3}(?:([, \\u00A0\\u2009\\u202F])\\d{3})(?:\\1\\d{3})*(?:\\.\\d+)?");

    private final char decimal;
    private final Pattern groups;

    /** Points for decimals; thousands by commas or spaces. */
    public Amounts() {
        this('.', (char) 0);
    }

    /** @param thousands 0 where groups of three may be set apart by a comma or a space */
    public Amounts(char decimal, char thousands) {
        this.decimal = decimal;
        var point = Pattern.quote(String.valueOf(decimal));
        if (thousands != 0) {
            var separator = Pattern.quote(String.valueOf(thousands));
            groups = Pattern.compile("[+-]?\\d{1,3}(?:" + separator + "\\d{3})+(?:" + point + "\\d+)?");
        } else if (decimal == '.') {
            groups = ANY_GROUPS;
        } else {
            groups = Pattern.compile("[+-]?\\d{1,3}(?:[ \\u00A0\\u2009\\u202F]\\d{3})+(?:" + point + "\\d+)?");
        }
    }

    /** True where the decimal sign is a point, so that a plain number needs no text. */
    public boolean plain() {
        return decimal == '.';
    }

    /** The number, or NaN where the text is none. */
    public double parse(String text) {
        var stripped = text.strip();
        if (groups.matcher(stripped).matches()) {
            var joined = new StringBuilder();
            for (char c : stripped.toCharArray()) {
                if (c == decimal) {
                    joined.append('.');
                } else if (c >= '0' && c <= '9' || c == '-' || c == '+') {
                    joined.append(c);
                }
            }
            return Numbers.parse(joined.toString());
        }
        if (decimal == '.') {
            return Numbers.parse(stripped);
        }
        return stripped.indexOf('.') >= 0 ? Double.NaN : Numbers.parse(stripped.replace(decimal, '.'));
    }
}
