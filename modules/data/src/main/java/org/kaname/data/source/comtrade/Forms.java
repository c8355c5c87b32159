package org.kaname.data.source.comtrade;

import java.util.Arrays;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.FlowTable.Form;

/** Numbers of forms in one table: a look at a small array for nearly every row instead of a search. Not thread-safe. */
final class Forms {
    /** 2^64 divided by the golden ratio: spreads neighbouring keys (Knuth, TAOCP 3, 6.4). */
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private static final int SLOT_BITS = 10;
    private static final int SLOTS = 1 << SLOT_BITS;

    private final long[] keys = new long[SLOTS];
    private final int[] numbers = new int[SLOTS];

    Forms() {
        Arrays.fill(keys, -1);
    }

    /** Forgets everything: the next file has forms of its own. */
    void clear() {
        Arrays.fill(keys, -1);
    }

    /**
     * @param key tells forms of one file apart, zero or more
     * @param made makes the form where it is not known yet
     */
    int number(FlowTable table, long key, Made made) {
        int slot = (int) ((key * MIX) >>> (Long.SIZE - SLOT_BITS));
        if (keys[slot] != key) {
            numbers[slot] = table.form(made.form());
            keys[slot] = key;
        }
        return numbers[slot];
    }

    interface Made {
        Form form();
    }
}
