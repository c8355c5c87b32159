package org.kaname.data.reference;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kaname.model.Code;

/**
 * What goods are bought for, in the classes of the national accounts: from the Broad Economic Categories, revision 4, by the shipped
 * table {@code end_use.csv.gz}.
 */
public enum EndUse {
    CAPITAL,
    CONSUMPTION,
    INTERMEDIATE,
    /** In the categories, but in no single class: passenger cars, motor spirit, goods not specified elsewhere. */
    UNCLASSIFIED;

    private static final class Shipped {
        static final Map<Code, Set<EndUse>> USES = new HashMap<>();
        static final Set<String> CLASSIFICATIONS = new HashSet<>();

        static {
            var known = new HashMap<String, Set<EndUse>>();
            for (var row : ReferenceTable.shipped("end_use.csv.gz").rows()) {
                var uses = known.computeIfAbsent(row.get("end_uses"), Shipped::parse);
                for (var revision : row.get("revisions").split(" ")) {
                    CLASSIFICATIONS.add(revision);
                    USES.put(new Code(revision, row.get("code")), uses);
                }
            }
        }

        private static Set<EndUse> parse(String text) {
            var uses = EnumSet.noneOf(EndUse.class);
            for (var use : text.split(" ")) {
                uses.add(valueOf(use.toUpperCase(Locale.ROOT)));
            }
            return Collections.unmodifiableSet(uses);
        }
    }

    /** The end uses of a good; several where its categories fall into several classes, none where the table does not list it. */
    public static Set<EndUse> of(Code good) {
        return Shipped.USES.getOrDefault(good, Set.of());
    }

    /** The table lists goods of this classification. */
    public static boolean knows(String classification) {
        return Shipped.CLASSIFICATIONS.contains(classification);
    }
}
