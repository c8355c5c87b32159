package org.kaname.data.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextPool;
import org.kaname.data.reference.Reference;
import org.kaname.model.Economy;

/** Codes of economies in one alias scheme: each distinct text is looked up once. Not thread-safe. */
public final class EconomyTexts {
    /**
     * What a text means.
     *
     * @param text number of the economy's code in the table of flows; -1 where there is none
     * @param kind null where there is no economy
     * @param flags as in table {@code flow}
     * @param reason why there is no economy
     */
    public record Meaning(
            int text,
            Economy.@Nullable Kind kind,
            String code,
            int flags,
            @Nullable Reason reason) {
        /** The world or a group: never a side of a flow. */
        public boolean total() {
            return kind == Economy.Kind.WORLD || kind == Economy.Kind.GROUP;
        }
    }

    private final String scheme;
    private final TextPool pool = new TextPool();
    private final List<Meaning> meanings = new ArrayList<>();

    public EconomyTexts(String scheme) {
        this.scheme = scheme;
    }

    /** @param column of a whole record */
    public Meaning read(CsvRecords records, int column, FlowTable flows) {
        return meaning(records.pooled(column, pool), flows);
    }

    /** The same for a text that is no field of a record. */
    public Meaning read(String text, FlowTable flows) {
        return meaning(pool.idOf(text), flows);
    }

    private Meaning meaning(int id, FlowTable flows) {
        while (id >= meanings.size()) {
            meanings.add(lookUp(pool.text(meanings.size()), flows));
        }
        return meanings.get(id);
    }

    private Meaning lookUp(String text, FlowTable flows) {
        if (text.isBlank()) {
            return new Meaning(-1, null, "", 0, Reason.ECONOMY_MISSING);
        }
        var found = Reference.load().find(scheme, text);
        if (found.isEmpty()) {
            return new Meaning(-1, null, "", 0, Reason.ECONOMY_UNKNOWN);
        }
        var economy = found.get().economy();
        boolean unspecified = economy.kind() == Economy.Kind.UNSPECIFIED || economy.kind() == Economy.Kind.SPECIAL;
        return new Meaning(
                flows.economy(economy.code()),
                economy.kind(),
                economy.code(),
                found.get().flags() | (unspecified ? FlowTable.PARTNER_UNSPECIFIED : 0),
                null);
    }

    /** Distinct texts met so far that are no economy, and all texts met. */
    public Seen seen() {
        var unknown = new ArrayList<String>();
        for (int id = 0; id < meanings.size(); id++) {
            if (meanings.get(id).reason() == Reason.ECONOMY_UNKNOWN) {
                unknown.add(pool.text(id));
            }
        }
        return new Seen(meanings.size(), unknown);
    }

    /** @param texts how many distinct texts were met */
    public record Seen(int texts, List<String> unknown) {
        /** Above this share of unknown codes the file speaks another language of codes (data-formats 2.3). */
        private static final double MOST_UNKNOWN = 0.05;

        /** A few strange codes are damage, not another scheme. */
        private static final int FEW = 3;

        public Seen {
            unknown = List.copyOf(unknown);
        }

        public Seen plus(Seen other) {
            var all = new java.util.TreeSet<>(unknown);
            all.addAll(other.unknown);
            return new Seen(Math.max(texts, other.texts), List.copyOf(all));
        }

        /** The codes are of another scheme. */
        public boolean otherScheme() {
            return unknown.size() > FEW && unknown.size() > MOST_UNKNOWN * texts;
        }
    }
}
