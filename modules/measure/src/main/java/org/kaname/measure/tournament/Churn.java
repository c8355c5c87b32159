package org.kaname.measure.tournament;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import org.kaname.model.Code;
import org.kaname.model.Truth;

/**
 * How the goods that a rule flags change from one year to another (measurement 3.5), over goods that it judged in both. Reference:
 * {@code churn.sql}.
 *
 * @param kept flagged in both
 * @param leftOut flagged in the first only
 * @param entered flagged in the second only
 * @param compared goods judged in both
 * @param excluded goods in either year that are not compared: recoded, or not judged in one of them
 */
public record Churn(
        String rule, int year, int nextYear, int kept, int leftOut, int entered, int compared, int excluded) {

    /** Compares outcomes by good; a good that is in one map only is excluded. */
    public static Churn between(String rule, int year, Map<Code, Truth> first, int nextYear, Map<Code, Truth> second) {
        int kept = 0;
        int leftOut = 0;
        int entered = 0;
        int compared = 0;
        for (var entry : first.entrySet()) {
            var then = entry.getValue();
            var now = second.getOrDefault(entry.getKey(), Truth.UNKNOWN);
            if (then == Truth.UNKNOWN || now == Truth.UNKNOWN) {
                continue;
            }
            compared++;
            kept += then == Truth.YES && now == Truth.YES ? 1 : 0;
            leftOut += then == Truth.YES && now == Truth.NO ? 1 : 0;
            entered += then == Truth.NO && now == Truth.YES ? 1 : 0;
        }
        int either = first.size() + outside(second.keySet(), first);
        return new Churn(rule, year, nextYear, kept, leftOut, entered, compared, either - compared);
    }

    private static int outside(Collection<Code> codes, Map<Code, Truth> known) {
        return (int) codes.stream().filter(c -> !known.containsKey(c)).count();
    }

    /** Part of the first year's flagged goods that is flagged no more, 0..1; none where nothing was flagged. */
    public OptionalDouble exit() {
        return part(leftOut, kept + leftOut);
    }

    /** Part of the second year's flagged goods that was not flagged before. */
    public OptionalDouble entry() {
        return part(entered, kept + entered);
    }

    /** Part of the first year's flagged goods that is flagged again: persistence over the years between. */
    public OptionalDouble persistence() {
        return part(kept, kept + leftOut);
    }

    /** |D_y ∩ D_z| / |D_y ∪ D_z|. */
    public OptionalDouble jaccard() {
        return part(kept, kept + leftOut + entered);
    }

    private static OptionalDouble part(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
