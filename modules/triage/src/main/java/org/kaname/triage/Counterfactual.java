package org.kaname.triage;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * The smallest change by one lever that turns a colour, verified by running the whole triage just before and at the flip.
 *
 * @param lever what is moved
 * @param destination to whom or by what way, a key of the phrasebook below {@code destination.} or an economy's code; empty for none
 * @param flips false where this lever cannot turn the colour; then all numbers are NaN
 * @param relative the change relative to what is moved: the threshold, the imports, or the exports
 * @param amount the change in the set's unit of value; NaN for thresholds and counts
 * @param count number of importers, for {@link Lever#DEPENDENTS}; 0 else
 * @param thresholds for {@link Lever#THRESHOLD}: constant → value at the flip
 * @param before colours just before the flip
 * @param after colours just after it
 */
public record Counterfactual(
        Colour colour,
        Lever lever,
        String destination,
        boolean flips,
        double relative,
        double amount,
        int count,
        Map<String, Double> thresholds,
        SortedSet<Colour> before,
        SortedSet<Colour> after,
        List<String> conditions) {

    /** What can be moved (measurement 6.3). */
    public enum Lever {
        THRESHOLD,
        DIVERSION,
        HOME_PRODUCTION,
        EXPORTS,
        DEPENDENTS;

        /** True where the lever changes the world and not the yardstick. */
        public boolean isData() {
            return this != THRESHOLD;
        }
    }
}
