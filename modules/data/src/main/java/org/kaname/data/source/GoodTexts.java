package org.kaname.data.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextPool;
import org.kaname.data.reference.Reference;

/**
 * Six-digit codes of the Harmonised System as files write them: each distinct text is looked at once for each scheme. One lost zero is
 * put back, for chapters begin at 01; anything else that is not six digits is no good (data-formats 3.1). A code that only another
 * revision knows is kept and flagged; one that none knows is unknown (data-formats 2.4). Not thread-safe.
 */
public final class GoodTexts {
    /** Digits of a good. */
    public static final int DIGITS = 6;

    /**
     * What a text means.
     *
     * @param code with its zeros; empty where it is none
     * @param text number of the code in the table of flows; -1 where there is none
     * @param flags as in table {@code flow}
     * @param reason why there is no good
     */
    public record Meaning(
            String code, int text, int flags, @Nullable Reason reason) {}

    private final TextPool pool = new TextPool();
    private final Map<String, List<@Nullable Meaning>> byScheme = new HashMap<>();
    private String lastScheme = "";
    private List<@Nullable Meaning> last = new ArrayList<>();

    /** @param column of a whole record */
    public Meaning read(CsvRecords records, int column, String scheme, FlowTable flows) {
        return meaning(records.pooled(column, pool), scheme, flows);
    }

    /** The same for a text that is no field of a record. */
    public Meaning read(String text, String scheme, FlowTable flows) {
        return meaning(pool.idOf(text), scheme, flows);
    }

    private Meaning meaning(int id, String scheme, FlowTable flows) {
        if (!scheme.equals(lastScheme)) {
            last = byScheme.computeIfAbsent(scheme, unknown -> new ArrayList<>());
            lastScheme = scheme;
        }
        while (id >= last.size()) {
            last.add(null);
        }
        var known = last.get(id);
        if (known == null) {
            known = lookAt(pool.text(id).strip(), scheme, flows);
            last.set(id, known);
        }
        return known;
    }

    private static Meaning lookAt(String text, String scheme, FlowTable flows) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() < DIGITS - 1 || text.length() > DIGITS) {
            return new Meaning("", -1, 0, Reason.PRODUCT_MALFORMED);
        }
        boolean padded = text.length() < DIGITS;
        var code = padded ? "0" + text : text;
        int flags = padded ? FlowTable.CODE_PADDED : 0;
        var goods = Reference.load().goods();
        if (!goods.known(scheme, code) && !goods.notSpecified(code)) {
            if (goods.knownIn(code).isEmpty()) {
                return new Meaning(code, -1, 0, Reason.PRODUCT_UNKNOWN);
            }
            flags |= FlowTable.MIXED_REVISION;
        }
        return new Meaning(code, flows.product(code), flags, null);
    }

    /** Distinct six-digit codes met in a scheme, unknown ones among them; codes for goods not specified are in no revision. */
    public Set<String> codes(String scheme) {
        var codes = new TreeSet<String>();
        for (var meaning : byScheme.getOrDefault(scheme, List.of())) {
            if (meaning != null
                    && !meaning.code().isEmpty()
                    && !Reference.load().goods().notSpecified(meaning.code())) {
                codes.add(meaning.code());
            }
        }
        return codes;
    }

    /** So much of the distinct codes must be known in the revision that is stated (data-formats 3.1). */
    private static final double LEAST_FIT = 0.99;

    /**
     * Refuses files whose codes are of another revision than the one stated, with the one that fits best.
     *
     * @param codes distinct six-digit codes of the files
     */
    public static void judgeFit(Intake intake, String scheme, Set<String> codes, String shown) {
        var goods = Reference.load().goods();
        if (codes.isEmpty() || goods.fit(scheme, codes) >= LEAST_FIT) {
            return;
        }
        var best = scheme;
        for (var entry : goods.fit(codes).entrySet()) {
            best = entry.getValue() > goods.fit(best, codes) ? entry.getKey() : best;
        }
        if (best.equals(scheme)) {
            // no other revision explains them: they are damaged or national codes, and lost as other rows are
            if (!intake.lossesAccepted()) {
                intake.refuse(
                        "KAN-DATA-014.no-revision",
                        shown,
                        0,
                        "classification",
                        scheme,
                        "fit",
                        percent(goods.fit(scheme, codes)),
                        "codes",
                        codes.size());
            }
            return;
        }
        intake.refuse(
                "KAN-DATA-014.revision",
                shown,
                0,
                "classification",
                scheme,
                "fit",
                percent(goods.fit(scheme, codes)),
                "codes",
                codes.size(),
                "best",
                best,
                "bestFit",
                percent(goods.fit(best, codes)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", Math.floor(share * 1000) / 10);
    }
}
