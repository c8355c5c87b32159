package org.kaname.data.source.comtrade;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.Intake;

/** Goods of any depth in the revisions that Comtrade names. Not thread-safe. */
final class Goods {
    /** Digits of a good of the Harmonised System. */
    static final int DIGITS = 6;

    /** {@code H0} to {@code H6} are the editions since the first, in this order (data-formats 2.1). */
    private static final Map<String, String> SCHEMES = Map.ofEntries(
            Map.entry("H0", "HS92"),
            Map.entry("H1", "HS96"),
            Map.entry("H2", "HS02"),
            Map.entry("H3", "HS07"),
            Map.entry("H4", "HS12"),
            Map.entry("H5", "HS17"),
            Map.entry("H6", "HS22"),
            Map.entry("S1", "SITC1"),
            Map.entry("S2", "SITC2"),
            Map.entry("S3", "SITC3"),
            Map.entry("S4", "SITC4"));

    /** "Not specified" in the first edition: the only code of six characters that are not all digits. */
    private static final Pattern NOT_SPECIFIED = Pattern.compile("\\d{4}AA");

    private static final Pattern ALL = Pattern.compile("TOTAL|ALL|AG\\d");

    /**
     * @param level digits; 0 for all goods
     * @param text number of the code in the table of flows; -1 where there is none
     * @param reason why there is no good
     */
    record Good(
            String code,
            int level,
            int text,
            int flags,
            @Nullable Reason reason) {}

    private final Intake intake;
    private final Map<String, Meanings<Good>> byScheme = new HashMap<>();
    private String lastScheme = "";
    private @Nullable Meanings<Good> last;

    Goods(Intake intake) {
        this.intake = intake;
    }

    /** The scheme of a classification code, or empty where the code is none of goods. */
    static Optional<String> scheme(String code) {
        return Optional.ofNullable(SCHEMES.get(code.strip()));
    }

    /** The code names a list of services. */
    static boolean services(String code) {
        return code.strip().startsWith("EB");
    }

    Good read(ComtradeRow row, String scheme) {
        var meanings = last;
        if (meanings == null || !scheme.equals(lastScheme)) {
            meanings = byScheme.computeIfAbsent(scheme, s -> new Meanings<>(text -> lookAt(Meanings.code(text), s)));
            last = meanings;
            lastScheme = scheme;
        }
        return meanings.of(row, Field.GOOD);
    }

    private Good lookAt(String text, String scheme) {
        boolean harmonised = scheme.startsWith("HS");
        if (ALL.matcher(text).matches()) {
            return good(text, 0, 0);
        }
        if (harmonised && NOT_SPECIFIED.matcher(text).matches()) {
            return good(text, DIGITS, 0);
        }
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() > DIGITS) {
            return new Good("", 0, -1, 0, Reason.PRODUCT_MALFORMED);
        }
        // Codes of the Harmonised System have an even number of digits and chapters begin at 01: an odd number lost its
        // zero.
        boolean padded = harmonised && text.length() % 2 == 1;
        var code = padded ? "0" + text : text;
        return good(code, code.length(), padded ? FlowTable.CODE_PADDED : 0);
    }

    private Good good(String code, int level, int flags) {
        return new Good(code, level, intake.flows().product(code), flags, null);
    }
}
