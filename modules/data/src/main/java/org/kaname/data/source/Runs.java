package org.kaname.data.source;

import java.io.IOException;
import java.util.List;
import org.kaname.data.Origin;

/** Where settled tables go that are too many for memory, and what is known of rows of one key in different ones. */
public interface Runs {
    /** A row whose key is in another run too. */
    record Repeated(String key, int year, Origin origin, double value, double quantity) {}

    /** Nowhere to go: everything stays in memory. */
    Runs NONE = new Runs() {
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public void add(FlowTable settled) {
            throw new IllegalStateException("There is no place for runs.");
        }

        @Override
        public List<List<Repeated>> findRepeated() {
            return List.of();
        }

        @Override
        public void drop(Origin origin) {
            throw new IllegalStateException("There is no place for runs.");
        }
    };

    boolean ready();

    void add(FlowTable settled) throws IOException;

    /** Rows of one key in different runs, each group in the order of the files. */
    List<List<Repeated>> findRepeated() throws IOException;

    /** Leaves a row out. */
    void drop(Origin origin);
}
