package org.kaname.data.source;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import org.kaname.data.Origin;
import org.kaname.model.Unit;

/** Where settled tables go that are too many for memory, and what is known of rows of one key in different ones. */
public interface Runs {
    /** So many rows of shared keys are brought into memory; more of them are no accident. */
    int MOST_REPEATED = 1_000_000;

    /**
     * A row whose key other rows have too.
     *
     * @param month 0 for a whole year
     * @param value in the data set's unit
     * @param quantity NaN where not known
     */
    record Repeated(
            String classification,
            int year,
            int month,
            String product,
            String exporter,
            String importer,
            String reportedBy,
            Origin origin,
            double value,
            double quantity) {
        /** The key for people. */
        public String key() {
            return exporter + " → " + importer + " " + classification + ":" + product + " " + year;
        }

        /** True where the whole key is the same. */
        public boolean sameKey(Repeated other) {
            return year == other.year
                    && month == other.month
                    && classification.equals(other.classification)
                    && product.equals(other.product)
                    && exporter.equals(other.exporter)
                    && importer.equals(other.importer)
                    && reportedBy.equals(other.reportedBy);
        }
    }

    /** Nowhere to go: everything stays in memory. */
    Runs NONE = new Runs() {
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public void unit(Unit ofValues) {}

        @Override
        public void add(FlowTable settled, SortedSet<Integer> repeatedYears) {
            throw new IllegalStateException("There is no place for runs.");
        }

        @Override
        public List<List<Repeated>> findRepeated() {
            return List.of();
        }

        @Override
        public void drop(Repeated row) {
            throw new IllegalStateException("There is no place for runs.");
        }
    };

    boolean ready();

    /** The unit of values in the tables to come; thousand US$ where nothing is said. */
    void unit(Unit ofValues);

    /** @param repeatedYears years in which the table holds several rows of one key */
    void add(FlowTable settled, SortedSet<Integer> repeatedYears) throws IOException;

    /**
     * Rows of one key, in one run or in several: groups in the order of the stored table, each in the order of the files. Stops after
     * {@link #MOST_REPEATED} rows.
     */
    List<List<Repeated>> findRepeated() throws IOException;

    /** Leaves a row out. */
    void drop(Repeated row);
}
