package org.kaname.shock.product;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the engine found for one good in one economy (shock 2.2).
 *
 * @param timeToSurvive days from the start to the first day with unmet need; empty: not within the horizon
 * @param timeToRecover days from the start from which inflow meets need on every day to the horizon; empty: not within the horizon
 * @param gapDays days between both, 0 where there is no stop; empty where it does not recover
 * @param unmet units over the horizon
 * @param depth largest part of the need of a day that was unmet, 0..1
 * @param stockNeededDays stock that would have closed the gap, in days of need
 * @param lowestStock units
 * @param pricePeakRatio greatest price ratio; empty with price off
 * @param series by day
 */
public record Survival(
        OptionalInt timeToSurvive,
        OptionalInt timeToRecover,
        OptionalInt gapDays,
        double unmet,
        double depth,
        double stockNeededDays,
        double lowestStock,
        OptionalDouble pricePeakRatio,
        Series series) {
    /**
     * Units a day; stock at the end of the day; price as a ratio to the price before (all 1 with price off), inside only where it was
     * asked for (else empty).
     */
    public record Series(
            double[] need,
            double[] inflow,
            double[] use,
            double[] unmet,
            double[] stock,
            double[] price,
            double[] priceInside) {}
}
