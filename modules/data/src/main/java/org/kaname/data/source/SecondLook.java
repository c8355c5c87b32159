package org.kaname.data.source;

import java.io.IOException;
import java.util.SortedSet;

/** Reads single records of an input again, for their text: rows that were taken at first and turned out to contradict another. */
public interface SecondLook {
    /** Called for each record that was asked for and found. */
    interface Found {
        /**
         * @param raw the record as it was read, cut to what quarantine keeps
         * @param truncated some of it was cut off
         * @param value text of its value
         */
        void record(int line, String raw, boolean truncated, String value);
    }

    void find(int ordinal, SortedSet<Integer> lines, Found found) throws IOException;
}
