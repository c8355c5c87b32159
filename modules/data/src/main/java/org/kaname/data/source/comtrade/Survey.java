package org.kaname.data.source.comtrade;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.kaname.data.source.FlowTable.ReportedBy;

/** What is known of the files only when all rows were seen: how fine their goods are, and who reported in which year. Not thread-safe. */
final class Survey {
    private record Delivery(ReportedBy side, String economy, int year) {}

    private final BitSet levels = new BitSet();
    private final Set<Delivery> deliveries = new HashSet<>();

    void level(int digits) {
        levels.set(digits);
    }

    /** The economy delivered a report of its imports, or of its exports. */
    void delivered(ReportedBy side, String economy, int year) {
        deliveries.add(new Delivery(side, economy, year));
    }

    boolean hasDelivered(ReportedBy side, String economy, int year) {
        return deliveries.contains(new Delivery(side, economy, year));
    }

    /** The most digits a good has; -1 without rows. */
    int finest() {
        return levels.length() - 1;
    }
}
