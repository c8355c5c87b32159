package org.kaname.data.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextPool;

/**
 * Six-digit codes of the Harmonised System as files write them: each distinct text is looked at once for each scheme. One lost zero is
 * put back, for chapters begin at 01; anything else that is not six digits is no good (data-formats 3.1). Not thread-safe.
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
            known = lookAt(pool.text(id).strip(), flows);
            last.set(id, known);
        }
        return known;
    }

    private static Meaning lookAt(String text, FlowTable flows) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() < DIGITS - 1 || text.length() > DIGITS) {
            return new Meaning("", -1, 0, Reason.PRODUCT_MALFORMED);
        }
        boolean padded = text.length() < DIGITS;
        var code = padded ? "0" + text : text;
        return new Meaning(code, flows.product(code), padded ? FlowTable.CODE_PADDED : 0, null);
    }
}
