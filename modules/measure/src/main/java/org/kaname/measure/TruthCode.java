package org.kaname.measure;

import java.util.ArrayList;
import org.kaname.model.Truth;

/** A {@link Truth} in two bits, which say what may be: 1 that it holds, 2 that it does not; 3 is unknown, 0 is no judgement at all. */
final class TruthCode {
    static final int NONE = 0;
    static final int YES = 1;
    static final int NO = 2;
    static final int UNKNOWN = YES | NO;

    /** Bits of one truth. */
    static final int BITS = 2;

    private TruthCode() {}

    static int of(Truth truth) {
        return switch (truth) {
            case YES -> YES;
            case NO -> NO;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Throws for {@link #NONE}. */
    static Truth truth(int code) {
        return switch (code) {
            case YES -> Truth.YES;
            case NO -> Truth.NO;
            case UNKNOWN -> Truth.UNKNOWN;
            default -> throw new IllegalArgumentException("No truth has the code (" + code + ").");
        };
    }

    /** The conjunction: it may hold where both may, and may fail where one may. */
    static int and(int a, int b) {
        return a & b & YES | (a | b) & NO;
    }

    /** The years of a window, the newest in the lowest bits, years without a judgement left out. */
    static ArrayList<Truth> years(int window, int length) {
        var years = new ArrayList<Truth>();
        for (int age = length - 1; age >= 0; age--) {
            int code = window >>> age * BITS & UNKNOWN;
            if (code != NONE) {
                years.add(truth(code));
            }
        }
        return years;
    }
}
