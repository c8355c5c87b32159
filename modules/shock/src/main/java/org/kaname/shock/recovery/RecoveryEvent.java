package org.kaname.shock.recovery;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happens to the industries and links of a table. Industries and columns of final demand are numbered as in the table. Layers of
 * one measure share a nest: inside it the greatest loss counts, across nests the survivors multiply (shock 0.4).
 */
public sealed interface RecoveryEvent {
    /** Named in messages. */
    String id();

    /** Productive capital is lost and comes back along the path; the amounts are money of the table. */
    record CapitalLoss(String id, SortedMap<Integer, Double> amounts, LossPath path) implements RecoveryEvent {
        public CapitalLoss {
            amounts = sorted(amounts);
        }

        public CapitalLoss(String id, Map<Integer, Double> amounts, LossPath path) {
            this(id, new TreeMap<>(amounts), path);
        }
    }

    /**
     * Capital is lost and has to be built again by sectors, which adds to the demand for them (shock 3.4).
     *
     * @param amounts money of the table by industry
     * @param start first day of the loss
     * @param durationDays days until rebuilding starts
     * @param tauDays on each day {@code 1/tau} of what remains is asked for
     * @param builders shares of the loss by sector, which add up to 1
     */
    record CapitalRebuilt(
            String id,
            SortedMap<Integer, Double> amounts,
            int start,
            int durationDays,
            double tauDays,
            SortedMap<Integer, Double> builders)
            implements RecoveryEvent {
        public CapitalRebuilt {
            amounts = sorted(amounts);
            builders = sorted(builders);
        }

        public CapitalRebuilt(
                String id,
                Map<Integer, Double> amounts,
                int start,
                int durationDays,
                double tauDays,
                Map<Integer, Double> builders) {
            this(id, new TreeMap<>(amounts), start, durationDays, tauDays, new TreeMap<>(builders));
        }
    }

    /** A share of the capacity of industries is lost: quota, licence, labour, plant inspections. The path multiplies the shares. */
    record CapacityLoss(String id, String nest, SortedMap<Integer, Double> shares, LossPath path)
            implements RecoveryEvent {
        public CapacityLoss {
            shares = sorted(shares);
        }

        public CapacityLoss(String id, String nest, Map<Integer, Double> shares, LossPath path) {
            this(id, nest, new TreeMap<>(shares), path);
        }
    }

    /** A share of what suppliers would send to buyers does not arrive (extension E1): every pair of the two sets. */
    record LinkRestriction(
            String id, String nest, int[] suppliers, int[] buyerIndustries, int[] buyerColumns, LossPath path)
            implements RecoveryEvent {
        public LinkRestriction {
            suppliers = sorted(suppliers);
            buyerIndustries = sorted(buyerIndustries);
            buyerColumns = sorted(buyerColumns);
        }
    }

    /** A share of what columns of final demand would buy from suppliers is not wanted any more (extension E6). */
    record DemandLoss(String id, String nest, int[] suppliers, int[] buyerColumns, LossPath path)
            implements RecoveryEvent {
        public DemandLoss {
            suppliers = sorted(suppliers);
            buyerColumns = sorted(buyerColumns);
        }
    }

    /**
     * Money for investment is withheld from industries (extension E6, channel capital): no output is lost at once, but times of
     * recovery are multiplied by {@code 1/(1 − share)}, and so much less can be produced above the ordinary.
     */
    record CreditStop(String id, SortedMap<Integer, Double> shares) implements RecoveryEvent {
        public CreditStop {
            shares = sorted(shares);
        }

        public CreditStop(String id, Map<Integer, Double> shares) {
            this(id, new TreeMap<>(shares));
        }
    }

    private static SortedMap<Integer, Double> sorted(SortedMap<Integer, Double> map) {
        return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    private static int[] sorted(int[] numbers) {
        return Arrays.stream(numbers).sorted().distinct().toArray();
    }
}
