package org.kaname.measure.known;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kaname.data.reference.EndUse;
import org.kaname.model.Explanation;

/**
 * How a known answer is asked of a data set: the numbers that were published, and the readings of the source that may answer.
 *
 * @param classification goods of the classifications that begin so are counted; of the Harmonized System those of six digits
 * @param goods how many goods the source says that it looked at
 * @param edition the data that the source used, where it names them
 * @param partitions names, each a reading
 * @param asOf years, each a reading: the year of a one-year rule, the last of the window of others
 * @param bases what of a bloc's purchases shares are taken of, each a reading
 * @param counts the numbers published, the main one first
 * @param otherwise what else could have been read in another way, for the attribution of a difference
 */
public record Question(
        String classification,
        OptionalInt goods,
        Optional<Edition> edition,
        List<String> partitions,
        List<Integer> asOf,
        List<Base> bases,
        List<Count> counts,
        Otherwise otherwise) {
    public Question {
        partitions = List.copyOf(partitions);
        asOf = List.copyOf(asOf);
        bases = List.copyOf(bases);
        counts = List.copyOf(counts);
    }

    /** Purchases of a bloc from outside it, or all its members' purchases, those from each other included. */
    public enum Base {
        EXTRA,
        ALL
    }

    /** What flagged goods must have besides, to be counted. */
    public enum Grouping {
        NONE,
        /** Their top supplier is the economy or unit. */
        TOP_SUPPLIER,
        /** Of a measure about all units: they are the unit's. */
        UNIT,
        /** They are bought for this. */
        END_USE
    }

    /**
     * An edition of data.
     *
     * @param provider as in the manifest of a data set
     * @param product as there; empty for any of the provider
     * @param vintage as there; empty where the source names none
     */
    public record Edition(String provider, String product, String vintage) {}

    /**
     * One published number.
     *
     * @param name short name within the answer; empty for its only number, or the code of an economy
     * @param published the count, or the part of the flagged goods, 0..1, where {@code part}
     * @param part the number is the part of the flagged goods that are in the group
     * @param rules ids, each a reading
     * @param subject economy or unit; empty where the measure is about all
     * @param partners each asked about alone, and the goods added up; empty: the top supplier is the partner
     * @param group the economy, unit or end use of the grouping
     * @param lists product lists that the number rests on and that nobody published
     * @param gate the relative difference that still passes; empty: report only
     */
    public record Count(
            Explanation.Bilingual name,
            double published,
            boolean part,
            List<String> rules,
            String subject,
            List<String> partners,
            Grouping grouping,
            String group,
            List<Explanation.Bilingual> lists,
            OptionalDouble gate) {
        public Count {
            rules = List.copyOf(rules);
            partners = List.copyOf(partners);
            lists = List.copyOf(lists);
            if (grouping == Grouping.END_USE) {
                EndUse.valueOf(group);
            }
        }
    }

    /**
     * Readings that nobody claims, tried for the size of their effect.
     *
     * @param rule id of another rule; empty for none
     * @param partition name of another partition; empty for none
     * @param strictness equality counts where it does not, and the other way round
     * @param thresholds other values of constants, by name
     * @param floorKusd least value of the goods counted, in thousand US dollars
     */
    public record Otherwise(
            String rule,
            String partition,
            boolean strictness,
            SortedMap<String, Double> thresholds,
            OptionalDouble floorKusd) {
        public Otherwise {
            thresholds = Collections.unmodifiableSortedMap(new TreeMap<>(thresholds));
        }
    }
}
