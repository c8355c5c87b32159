package org.kaname.measure.tournament;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kaname.model.Code;
import org.kaname.model.Truth;

/**
 * The least change by one lever that turns what a rule says of a good. Each was run just before and just after: what does not turn then is
 * no flip.
 *
 * @param lever what moves
 * @param conditions names of the conditions that decide
 * @param destination of a diversion: {@code others}, {@code new} or the code of an economy; {@code up} or {@code down} for exports; empty
 *     for thresholds
 * @param cost relative change of thresholds; part of imports diverted; additional exports as a part of imports, or the part of exports
 *     lost
 * @param valueAtFlip thresholds at the flip by full name; empty for other levers
 */
public record Flip(
        Code code,
        String rule,
        Truth from,
        Truth to,
        Lever lever,
        List<String> conditions,
        String destination,
        double cost,
        SortedMap<String, Double> valueAtFlip) {
    /** What moves: the yardstick, the purchases, the sales. */
    public enum Lever {
        THRESHOLD,
        DIVERSION,
        EXPORTS
    }

    public Flip {
        conditions = List.copyOf(conditions);
        valueAtFlip = Collections.unmodifiableSortedMap(new TreeMap<>(valueAtFlip));
    }
}
