package org.kaname.data.source.mapped;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextPool;
import org.kaname.data.reference.Reference;
import org.kaname.data.source.FlowTable;
import org.kaname.model.Economy;

/** One column of economies: each distinct text is looked up once. */
final class EconomyColumn {
    /** What a text of the column means: an economy, or why none. */
    record Meaning(@Nullable Economy economy, int flags, QuarantinedRow.@Nullable Reason reason, int text) {}

    private final Mapping.@Nullable Column column;
    private final int index;
    private final Set<String> missing;
    private final MappedReader.@Nullable OwnEconomies own;
    private final FlowTable table;
    private final TextPool pool = new TextPool();
    private final List<Meaning> meanings = new ArrayList<>();
    private final @Nullable Meaning constant;

    EconomyColumn(
            Mapping.@Nullable Column column,
            int index,
            @Nullable String constant,
            Set<String> missingInFile,
            MappedReader.@Nullable OwnEconomies own,
            FlowTable table) {
        this.column = column;
        this.index = index;
        this.own = own;
        this.table = table;
        var stated = column == null ? null : column.missing();
        missing = stated == null ? missingInFile : stated;
        this.constant = constant == null ? null : lookUp(constant);
    }

    Meaning read(CsvRecords records) {
        if (constant != null) {
            return constant;
        }
        int id = records.pooled(index, pool);
        while (id >= meanings.size()) {
            meanings.add(lookUp(pool.text(meanings.size())));
        }
        return meanings.get(id);
    }

    String name() {
        return column == null ? "" : column.from();
    }

    int index() {
        return index;
    }

    private Meaning lookUp(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty() || missing.contains(stripped)) {
            return new Meaning(null, 0, QuarantinedRow.Reason.ECONOMY_MISSING, -1);
        }
        Map<String, String> map = column == null ? Map.of() : column.map();
        var translated = map.getOrDefault(stripped, stripped);
        Economy economy;
        int flags = 0;
        if (own != null) {
            economy = own.byCode().get(translated);
        } else {
            var scheme =
                    column == null || !map.isEmpty() && map.containsKey(stripped) ? Reference.ISO3 : column.scheme();
            var found = Reference.load().find(scheme, translated);
            economy = found.map(Reference.Meaning::economy).orElse(null);
            flags = found.map(Reference.Meaning::flags).orElse(0);
        }
        if (economy == null) {
            return new Meaning(null, 0, QuarantinedRow.Reason.ECONOMY_UNKNOWN, -1);
        }
        boolean unspecified = economy.kind() == Economy.Kind.UNSPECIFIED || economy.kind() == Economy.Kind.SPECIAL;
        return new Meaning(
                economy,
                flags | (unspecified ? FlowTable.PARTNER_UNSPECIFIED : 0),
                null,
                table.economy(economy.code()));
    }
}
