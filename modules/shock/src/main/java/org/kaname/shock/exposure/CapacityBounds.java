package org.kaname.shock.exposure;

import java.util.Locale;
import org.kaname.data.Outcome;

/**
 * The pair of static bounds of a fall of capacity: no substitution at all, and a perfect planner. They stand beside each other even where
 * they are far apart: the distance is the finding.
 *
 * @param cascade the pessimistic end
 * @param rationing the optimistic end, or why there is none: {@code KAN-SHOCK-035} where the table is too large for the program or its
 *     answer was not proved
 */
public record CapacityBounds(CapacityBound cascade, Outcome<CapacityBound> rationing) {
    /**
     * Computes both.
     *
     * @param capacity κ, N: share of each industry's output that is still possible, 0..1
     * @return refused with {@code KAN-SHOCK-034} where a capacity is outside 0 to 1 or the length differs
     */
    public static Outcome<CapacityBounds> of(Leontief leontief, double[] capacity) {
        int n = leontief.table().industries();
        if (capacity.length != n) {
            return Leontief.refused("KAN-SHOCK-034.length", "capacities", capacity.length, "industries", n);
        }
        for (int i = 0; i < n; i++) {
            if (!(capacity[i] >= 0 && capacity[i] <= 1)) {
                return Leontief.refused(
                        "KAN-SHOCK-034",
                        "capacity",
                        String.format(Locale.ROOT, "%s", capacity[i]),
                        "industry",
                        leontief.table().label(i));
            }
        }
        return new Outcome.Taken<>(new CapacityBounds(
                Cascade.compute(leontief, capacity), Rationing.compute(leontief, capacity, new OjAlgoSolver())));
    }
}
