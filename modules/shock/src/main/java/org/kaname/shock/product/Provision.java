package org.kaname.shock.product;

import java.util.List;
import java.util.Optional;
import org.kaname.shock.scenario.Responses.Policy;

/**
 * All that the survive/recover engine needs of one good in one economy (shock 2.1), every number settled. Days count from 0; quantities
 * are in any one unit.
 *
 * @param startDay from which times are counted
 * @param alarmDay from which responses count their leads
 * @param need d, units a day, above 0
 * @param stock S0, units at the begin of day 0
 */
public record Provision(
        int horizonDays,
        int startDay,
        int alarmDay,
        double need,
        double stock,
        List<Supplier> suppliers,
        Ramp thrift,
        Ramp designOut,
        Ramp recycling,
        Release release,
        Optional<Price> price,
        Policy policy) {
    public Provision {
        suppliers = List.copyOf(suppliers);
        if (!(need > 0)) {
            throw new IllegalArgumentException("The need (" + need + ") is not above zero.");
        }
        for (var supplier : suppliers) {
            if (supplier.lost().length != horizonDays || supplier.factor().length != horizonDays) {
                throw new IllegalArgumentException("The supplier (" + supplier.economy()
                        + ") has other days than the horizon (" + horizonDays + ").");
            }
        }
    }

    /**
     * One supplier; the economy itself is one too.
     *
     * @param share m, part of the need that it normally delivers
     * @param lost r, share lost by day, length of the horizon
     * @param factor on what it delivers, by day: front-loading before the start, else 1
     * @param transitDays ℓ, goods under way still arrive
     * @param spare units a day that it could deliver more, once {@code ramp} lets it
     */
    public record Supplier(
            String economy, double share, double[] lost, double[] factor, int transitDays, double spare, Ramp ramp) {}

    /**
     * A response that grows from its lead on: R = 1 − exp(−(t − alarm − lead)/τ), at once where τ is 0.
     *
     * @param most what it reaches in the end: a share of the need for thrift and design-out, units a day for recycling; 1 for suppliers
     */
    public record Ramp(double most, double leadDays, double tauDays) {
        public static final Ramp NONE = new Ramp(0, 0, 0);

        /** 0..1, so many days after the alarm. */
        double reached(double sinceAlarm) {
            double since = sinceAlarm - leadDays;
            if (since < 0) {
                return 0;
            }
            return tauDays == 0 ? 1 : 1 - Math.exp(-since / tauDays);
        }
    }

    /**
     * A stockpile that covers what inflow lacks.
     *
     * @param stock units
     * @param rate most units a day
     */
    public record Release(double stock, double rate, double leadDays) {
        public static final Release NONE = new Release(0, 0, 0);
    }

    /**
     * The price response (shock 2.2).
     *
     * @param elasticity absolute, above 0
     * @param exportedShare of the restrictor's output; empty without a price inside
     * @param freed part of its exports that the restrictor withholds, by day
     */
    public record Price(
            double elasticity,
            int delayDays,
            double adjustmentDays,
            double ceilingRatio,
            double speculation,
            Optional<Double> exportedShare,
            double[] freed) {}

    /** The same with another stock. */
    public Provision withStock(double units) {
        return new Provision(
                horizonDays,
                startDay,
                alarmDay,
                need,
                units,
                suppliers,
                thrift,
                designOut,
                recycling,
                release,
                price,
                policy);
    }
}
