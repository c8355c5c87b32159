package org.kaname.model;

import java.util.Collection;

/** Three-valued truth. Unknown is never clear: two unknowns never add up to an answer. Strong Kleene logic. */
public enum Truth {
    YES,
    NO,
    UNKNOWN;

    public static Truth of(boolean value) {
        return value ? YES : NO;
    }

    public Truth and(Truth other) {
        return this == NO || other == NO ? NO : this == YES && other == YES ? YES : UNKNOWN;
    }

    public Truth or(Truth other) {
        return this == YES || other == YES ? YES : this == NO && other == NO ? NO : UNKNOWN;
    }

    public Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Conjunction; an empty one is YES. */
    public static Truth all(Iterable<Truth> parts) {
        var result = YES;
        for (var part : parts) {
            result = result.and(part);
        }
        return result;
    }

    /** Disjunction; an empty one is NO. */
    public static Truth any(Iterable<Truth> parts) {
        var result = NO;
        for (var part : parts) {
            result = result.or(part);
        }
        return result;
    }

    /**
     * Holds in at least {@code needed} of {@code window} years, of which only some could be judged: YES when enough years hold, NO
     * when even all unknown years would not be enough, else UNKNOWN (measurement 1.5).
     *
     * @param years the truth of each year of the window that the data have; the others count as unknown
     */
    public static Truth persists(int needed, int window, Collection<Truth> years) {
        int holding = 0;
        int failing = 0;
        for (var year : years) {
            if (year == YES) {
                holding++;
            } else if (year == NO) {
                failing++;
            }
        }
        int unknown = window - holding - failing;
        return holding >= needed ? YES : holding + unknown < needed ? NO : UNKNOWN;
    }
}
