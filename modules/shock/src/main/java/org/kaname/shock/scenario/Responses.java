package org.kaname.shock.scenario;

import java.util.List;
import java.util.Optional;

/**
 * What the subject may do (shock 2.1). Absent means that nothing of the kind is done; an absent stock means that it is not known and
 * that the grid of stocks is run.
 *
 * @param alarmDay days after the first start on which responses are decided, at least 0
 * @param stockDays stock in days of need
 * @param transitDays goods under way that still arrive, in days
 */
public record Responses(
        int alarmDay,
        Optional<Range> stockDays,
        Range transitDays,
        Optional<Ramp> thrift,
        Optional<Ramp> substitution,
        Optional<Ramp> recycling,
        Optional<Release> release,
        List<Spare> spare,
        Optional<Price> price,
        Policy policy) {
    /** How stock is used. */
    public enum Policy {
        /** All of the need while it lasts. */
        RUN_FLAT,
        /** Use scaled so that stock lasts until inflow meets need again. */
        EVEN_RATION
    }

    /** The response of nobody. */
    public static final Responses NONE = new Responses(
            0,
            Optional.empty(),
            Range.fixed(0),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Policy.RUN_FLAT);

    /**
     * A response that grows.
     *
     * @param share of the daily need: saved, substituted or recycled in the end, 0..1
     * @param leadDays until it starts; thrift has none
     * @param tauDays ramp constant; 0 acts at once
     */
    public record Ramp(Range share, Range leadDays, Range tauDays) {}

    /**
     * A stockpile of the state.
     *
     * @param stockDays its size in days of need
     * @param rate most that is released a day, in parts of the daily need
     * @param leadDays from the alarm to the first release
     */
    public record Release(Range stockDays, Range rate, Range leadDays) {}

    /**
     * Capacity of a supplier that is open to the subject.
     *
     * @param share units a day in parts of the daily need
     */
    public record Spare(String economy, Range share, Range leadDays, Range tauDays) {}

    /**
     * The price with a response of demand.
     *
     * @param elasticity of demand in the short run, absolute, above 0
     * @param delayDays between scarcity and its effect on the price
     * @param adjustmentDays in which the gap to the equilibrium closes
     * @param ceilingRatio greatest ratio to the price before
     * @param speculation multiplier of the equilibrium ratio, 1 where none
     * @param exportedShare of the restrictor's output of the good, 0..1: what is withheld lowers the price inside; absent without a price inside
     */
    public record Price(
            Range elasticity,
            Range delayDays,
            Range adjustmentDays,
            Range ceilingRatio,
            Range speculation,
            Optional<Range> exportedShare) {}
}
