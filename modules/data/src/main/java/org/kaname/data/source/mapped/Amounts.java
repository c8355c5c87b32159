package org.kaname.data.source.mapped;

import java.util.regex.Pattern;
import org.kaname.data.csv.Numbers;

/** Numbers as people write them in one file: its decimal sign, and thousands set apart only in groups of three (data-formats 3.0). */
final class Amounts {
    private static final Pattern ANY_GROUPS =
            Pattern.compile("[+-]?\\d{1,3}(?:([, \\u00A0\\u2009\\u202F])\\d{3})(?:\\1\\d{3})*(?:\\.\\d+)?");

    private final char decimal;
    private final Pattern groups;

    Amounts(Mapping.Csv csv) {
        decimal = csv.decimal();
        var point = Pattern.quote(String.valueOf(csv.decimal()));
        if (csv.thousands() != 0) {
            var separator = Pattern.quote(String.valueOf(csv.thousands()));
            groups = Pattern.compile("[+-]?\\d{1,3}(?:" + separator + "\\d{3})+(?:" + point + "\\d+)?");
        } else if (decimal == '.') {
            groups = ANY_GROUPS;
        } else {
            groups = Pattern.compile("[+-]?\\d{1,3}(?:[ \\u00A0\\u2009\\u202F]\\d{3})+(?:" + point + "\\d+)?");
        }
    }

    /** True where the decimal sign is a point, so that a plain number needs no text. */
    boolean plain() {
        return decimal == '.';
    }

    /** The number, or NaN where the text is none. */
    double parse(String text) {
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
