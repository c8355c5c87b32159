package org.kaname.shock.exposure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kaname.data.Outcome;
import org.kaname.data.inputoutput.IoTable;

/** Keeps the factorisations of the tables used last, by the table's id, which holds its content hash. Safe for several threads. */
public final class Factorisations {
    private final Map<String, Leontief> kept;

    /** @param most how many tables are kept; one of WIOD's size holds about 50 MB */
    public Factorisations(int most) {
        this.kept = new LinkedHashMap<>(most, 1, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Leontief> eldest) {
                return size() > most;
            }
        };
    }

    /** As {@link Leontief#of}, once for each table. */
    public synchronized Outcome<Leontief> of(IoTable table) {
        var known = kept.get(table.head().id());
        if (known != null) {
            return new Outcome.Taken<>(known);
        }
        var made = Leontief.of(table);
        if (made instanceof Outcome.Taken<Leontief> taken) {
            kept.put(table.head().id(), taken.value());
        }
        return made;
    }
}
