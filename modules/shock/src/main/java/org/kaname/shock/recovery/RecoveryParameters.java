package org.kaname.shock.recovery;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kaname.shock.ShockConstants;

/**
 * The method, as one record: nothing else tells the two modes apart.
 *
 * @param mode whether quirks of the reference series are reproduced
 * @param days simulated, 1 or more
 * @param stockDays stock of inputs; of a product 1 day or less counts as 2
 * @param stockFactors s_p over the days above, by product (a sector of the table); 1 where absent
 * @param restorationDays τ_inv, in which a gap of the stock is ordered
 * @param psi share of the wanted stock below which production is held back
 * @param overproductionMax a_max, 1 or more, a factor on capacity
 * @param overproductionDays τ_a
 * @param resourcing η (E4): 1 asks suppliers by the capacity they have (order type alt), 0 as ever (noalt), between moves by that part a day
 * @param overlap how losses of different nests meet
 */
public record RecoveryParameters(
        Mode mode,
        int days,
        double stockDays,
        SortedMap<Integer, Double> stockFactors,
        double restorationDays,
        double psi,
        double overproductionMax,
        double overproductionDays,
        double resourcing,
        Overlap overlap) {
    public enum Mode {
        /** As the reference series, quirks included. */
        REFERENCE,
        KANAME
    }

    public RecoveryParameters {
        stockFactors = Collections.unmodifiableSortedMap(new TreeMap<>(stockFactors));
    }

    /** Across nests (shock 0.4). */
    public enum Overlap {
        MULTIPLY,
        MAXIMUM
    }

    /** The published parameters, ψ .8. */
    public static RecoveryParameters of(Mode mode, int days) {
        return new RecoveryParameters(
                mode,
                days,
                ShockConstants.value("ario@1.stock_days"),
                new TreeMap<>(),
                ShockConstants.value("ario@1.restoration_days"),
                ShockConstants.value("ario@1.psi"),
                ShockConstants.value("ario@1.overproduction_max"),
                ShockConstants.value("ario@1.overproduction_days"),
                1,
                Overlap.MULTIPLY);
    }

    /** The base model without ψ: 1, and stocks restored within a day. */
    public RecoveryParameters baseModel() {
        return new RecoveryParameters(
                mode, days, stockDays, stockFactors, 1, 1, overproductionMax, overproductionDays, resourcing, overlap);
    }

    public RecoveryParameters withStock(double newStockDays, double newRestorationDays) {
        return new RecoveryParameters(
                mode,
                days,
                newStockDays,
                stockFactors,
                newRestorationDays,
                psi,
                overproductionMax,
                overproductionDays,
                resourcing,
                overlap);
    }

    public RecoveryParameters withResourcing(double newResourcing) {
        return new RecoveryParameters(
                mode,
                days,
                stockDays,
                stockFactors,
                restorationDays,
                psi,
                overproductionMax,
                overproductionDays,
                newResourcing,
                overlap);
    }

    public RecoveryParameters withOverlap(Overlap newOverlap) {
        return new RecoveryParameters(
                mode,
                days,
                stockDays,
                stockFactors,
                restorationDays,
                psi,
                overproductionMax,
                overproductionDays,
                resourcing,
                newOverlap);
    }

    /** Stocks of their own for some products; the grid moves them in proportion. */
    public RecoveryParameters withStockFactors(Map<Integer, Double> newFactors) {
        return new RecoveryParameters(
                mode,
                days,
                stockDays,
                new TreeMap<>(newFactors),
                restorationDays,
                psi,
                overproductionMax,
                overproductionDays,
                resourcing,
                overlap);
    }

    /** s_p. */
    double stockDaysOf(int product) {
        double ofProduct = stockDays * stockFactors.getOrDefault(product, 1.0);
        return ofProduct <= 1 ? 2 : ofProduct;
    }

    boolean reference() {
        return mode == Mode.REFERENCE;
    }
}
