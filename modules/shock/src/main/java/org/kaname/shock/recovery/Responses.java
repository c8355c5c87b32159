package org.kaname.shock.recovery;

import java.util.List;
import java.util.function.ToIntBiFunction;

/**
 * How buyers and states answer (extensions E2, E3, E5). {@link #NONE} is the reference: every input is critical, orders are filled in
 * proportion, no state holds stocks.
 *
 * @param inputs class of each input by product (sector) and industry
 * @param essential industries served first by rationing, sorted
 */
public record Responses(InputClasses inputs, Rationing rationing, int[] essential, List<Stockpile> stockpiles) {
    public static final Responses NONE =
            new Responses(InputClasses.ALL_CRITICAL, Rationing.PROPORTIONAL, new int[0], List.of());

    public Responses {
        essential = java.util.Arrays.stream(essential).sorted().distinct().toArray();
        stockpiles = List.copyOf(stockpiles);
    }

    /** What the want of an input does to the output of an industry. */
    public enum InputClass {
        /** min(1, S/C). */
        CRITICAL,
        /** ½(1 + min(1, S/C)). */
        IMPORTANT,
        /** Nothing. */
        OTHER
    }

    /** By product (a sector of the table) and industry. */
    public interface InputClasses {
        InputClasses ALL_CRITICAL = (product, industry) -> InputClass.CRITICAL;

        InputClass of(int product, int industry);

        /** From a number of {@link InputClass#values}. */
        static InputClasses of(ToIntBiFunction<Integer, Integer> ordinal) {
            return (product, industry) -> InputClass.values()[ordinal.applyAsInt(product, industry)];
        }
    }

    /** Who is served when an industry cannot fill its orders; in the order of {@link RationingRule#STRICT}. */
    public enum Tier {
        ESSENTIAL,
        INDUSTRIES,
        HOUSEHOLDS,
        REBUILDING
    }

    public enum RationingRule {
        /** All orders in proportion. */
        PROPORTIONAL,
        /** Tier by tier, inside a tier in proportion. */
        STRICT,
        /** {@code min(o, λ ω o)}, with λ such that all that is made is delivered. */
        WEIGHTED
    }

    /**
     * @param weights ω by tier, above 0; for {@link RationingRule#WEIGHTED} only
     */
    public record Rationing(RationingRule rule, double[] weights) {
        public static final Rationing PROPORTIONAL =
                new Rationing(RationingRule.PROPORTIONAL, new double[] {1, 1, 1, 1});
        public static final Rationing STRICT = new Rationing(RationingRule.STRICT, new double[] {1, 1, 1, 1});

        public Rationing {
            if (weights.length != Tier.values().length) {
                throw new IllegalArgumentException("Rationing needs a weight for every tier.");
            }
            weights = weights.clone();
        }

        public static Rationing weighted(double essential, double industries, double households, double rebuilding) {
            return new Rationing(RationingRule.WEIGHTED, new double[] {essential, industries, households, rebuilding});
        }
    }

    /**
     * A stock of one product that a state holds for the industries of its economy (E5). Released while their stocks are below what
     * production needs; bought back once all losses are over and nothing is short.
     *
     * @param amount money of the table
     * @param releasePerDay most that leaves in a day, money of the table
     * @param delayDays days from the first shortage to the first release
     * @param refillPerDay most that is ordered in a day after recovery, money of the table
     */
    public record Stockpile(
            int economy, int product, double amount, double releasePerDay, int delayDays, double refillPerDay) {}
}
