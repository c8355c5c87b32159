package org.kaname.shock.product;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kaname.shock.scenario.Responses.Policy;

/** The survive/recover engine {@code survive@1} (shock 2.2), one good in one economy, day by day. */
public final class SurviveRecover {
    public static final String METHOD = "survive@1";

    /** Unmet need below this part of the daily need is rounding. */
    private static final double TOLERANCE = 1e-9;

    private static final int MOST_HALVINGS = 60;

    private final Provision given;
    private final int days;
    private final double[] arriving;
    private final double[] broughtForward;
    private final double[] needWithoutPrice;

    private SurviveRecover(Provision given) {
        this.given = given;
        days = given.horizonDays();
        arriving = new double[days];
        broughtForward = new double[days];
        needWithoutPrice = new double[days];
        for (int t = 0; t < days; t++) {
            fill(t);
        }
    }

    public static Survival run(Provision given) {
        return new SurviveRecover(given).run();
    }

    private void fill(int t) {
        double d = given.need();
        double since = (double) t - given.alarmDay();
        for (var supplier : given.suppliers()) {
            int sent = t - supplier.transitDays();
            double lost = sent < 0 ? 0 : supplier.lost()[sent];
            double delivered = supplier.share() * d * (1 - lost);
            double more = Math.max(0, delivered * (supplier.factor()[t] - 1));
            arriving[t] += delivered * supplier.factor()[t];
            broughtForward[t] += more;
            if (supplier.spare() > 0) {
                arriving[t] += supplier.spare() * supplier.ramp().reached(since) * (1 - supplier.lost()[t]);
            }
        }
        arriving[t] += given.recycling().most() * given.recycling().reached(since);
        double saved = thrift(since);
        double designedOut = given.designOut().most() * given.designOut().reached(since);
        needWithoutPrice[t] = d * (1 - saved) * (1 - designedOut);
    }

    private double thrift(double since) {
        var thrift = given.thrift();
        if (since < 0) {
            return 0;
        }
        return thrift.tauDays() == 0 ? thrift.most() : thrift.most() * (1 - Math.exp(-since / thrift.tauDays()));
    }

    private Survival run() {
        var free = new Course(needWithoutPrice, ones());
        if (given.price().isEmpty()) {
            return outcome(rationed(needWithoutPrice, free), ones(), new double[0], OptionalDouble.empty());
        }
        var price = given.price().get();
        var outside = prices(price, free);
        var need = needWithoutPrice.clone();
        for (int t = 0; t < days; t++) {
            need[t] *= Math.pow(outside[t], -price.elasticity());
        }
        double peak = Arrays.stream(outside).max().orElse(1);
        return outcome(rationed(need, new Course(need, ones())), outside, pricesInside(price), OptionalDouble.of(peak));
    }

    private double[] ones() {
        var ones = new double[days];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Even rationing finds the largest share of the need that stock and inflow carry until inflow suffices. */
    private Course rationed(double[] need, Course flat) {
        if (given.policy() != Policy.EVEN_RATION || flat.unmetTotal <= TOLERANCE * given.need()) {
            return flat;
        }
        int until = flat.recoversOn < 0 ? days : flat.recoversOn;
        double low = 0;
        double high = 1;
        for (int i = 0; i < MOST_HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (new Course(need, share(middle, until)).reaches(need)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Course(need, share(low, until));
    }

    private double[] share(double share, int until) {
        var all = ones();
        Arrays.fill(all, Math.min(given.startDay(), until), until, share);
        return all;
    }

    /** One walk over the days with a given need; where rationed, stock is drawn only up to a share of the need. */
    private final class Course {
        private final double[] inflow = new double[days];
        private final double[] use = new double[days];
        private final double[] unmet = new double[days];
        private final double[] stock = new double[days];
        private final double[] need;
        private final double[] drawnTo;
        private double unmetTotal;
        private double lowest;
        private int stopsOn = -1;
        private int recoversOn;

        Course(double[] need, double[] drawnTo) {
            this.need = need;
            this.drawnTo = drawnTo;
            walk();
            recoversOn = recovery();
        }

        private void walk() {
            double s = given.stock();
            double pile = given.release().stock();
            lowest = s;
            for (int t = 0; t < days; t++) {
                double since = (double) t - given.alarmDay();
                double released = since >= given.release().leadDays()
                        ? Math.min(Math.min(pile, given.release().rate()), Math.max(0, need[t] - arriving[t]))
                        : 0;
                pile -= released;
                inflow[t] = arriving[t] + released;
                double wanted =
                        drawnTo[t] == 1 ? need[t] : Math.max(drawnTo[t] * need[t], Math.min(need[t], inflow[t]));
                use[t] = Math.min(wanted, s + inflow[t]);
                unmet[t] = need[t] - use[t];
                if (unmet[t] > TOLERANCE * given.need() && stopsOn < 0 && t >= given.startDay()) {
                    stopsOn = t;
                }
                unmetTotal += unmet[t];
                s = Math.min(Math.max(given.stock(), s) + broughtForward[t], s + inflow[t] - use[t]);
                stock[t] = s;
                lowest = Math.min(lowest, s);
            }
        }

        /** The first day from which inflow meets need to the horizon, or -1. */
        private int recovery() {
            int day = days;
            while (day > given.startDay() && inflow[day - 1] >= need[day - 1] - TOLERANCE * given.need()) {
                day--;
            }
            return day == days ? -1 : day;
        }

        /** True where the share that was promised was kept on every day. */
        private boolean reaches(double[] full) {
            for (int t = given.startDay(); t < days; t++) {
                if (use[t] < drawnTo[t] * full[t] - TOLERANCE * given.need()) {
                    return false;
                }
            }
            return true;
        }
    }

    private Survival outcome(Course course, double[] price, double[] inside, OptionalDouble peak) {
        double depth = 0;
        double missing = 0;
        double needed = 0;
        for (int t = 0; t < days; t++) {
            depth = Math.max(depth, course.need[t] > 0 ? course.unmet[t] / course.need[t] : 0);
            if (t >= given.startDay()) {
                missing += course.need[t] - course.inflow[t];
                needed = Math.max(needed, missing);
            }
        }
        var stops = course.stopsOn < 0 ? OptionalInt.empty() : OptionalInt.of(course.stopsOn - given.startDay());
        var recovers =
                course.recoversOn < 0 ? OptionalInt.empty() : OptionalInt.of(course.recoversOn - given.startDay());
        return new Survival(
                stops,
                recovers,
                gap(stops, recovers),
                course.unmetTotal,
                depth < TOLERANCE ? 0 : depth,
                needed / given.need(),
                course.lowest,
                peak,
                new Survival.Series(course.need, course.inflow, course.use, course.unmet, course.stock, price, inside));
    }

    private static OptionalInt gap(OptionalInt stops, OptionalInt recovers) {
        if (stops.isEmpty()) {
            return OptionalInt.of(0);
        }
        return recovers.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Math.max(0, recovers.getAsInt() - stops.getAsInt()));
    }

    /** The ratio outside: ln P moves to the delayed equilibrium of availability and need without a price response. */
    private double[] prices(Provision.Price price, Course free) {
        var equilibrium = new double[days];
        for (int t = 0; t < days; t++) {
            double available = Math.min(1, free.use[t] / free.need[t]);
            equilibrium[t] = price.speculation() == 1
                    ? scarcity(price, available)
                    : Math.min(price.ceilingRatio(), scarcity(price, available) * price.speculation());
        }
        return adjusted(price, equilibrium);
    }

    /** Inside the restrictor, availability is larger by what is not exported: the ratio may fall. */
    private double[] pricesInside(Provision.Price price) {
        if (price.exportedShare().isEmpty()) {
            return new double[0];
        }
        double exported = price.exportedShare().get();
        var equilibrium = new double[days];
        for (int t = 0; t < days; t++) {
            double freed = exported < 1 ? price.freed()[t] * exported / (1 - exported) : Double.POSITIVE_INFINITY;
            equilibrium[t] = Math.max(1 / price.ceilingRatio(), Math.pow(1 + freed, -1 / price.elasticity()));
        }
        return adjusted(price, equilibrium);
    }

    private static double scarcity(Provision.Price price, double available) {
        return available <= 0
                ? price.ceilingRatio()
                : Math.min(price.ceilingRatio(), Math.pow(available, -1 / price.elasticity()));
    }

    private double[] adjusted(Provision.Price price, double[] equilibrium) {
        var ratio = new double[days];
        double log = 0;
        for (int t = 0; t < days; t++) {
            ratio[t] = Math.exp(log);
            int seen = t - price.delayDays();
            double aim = seen < 0 ? 0 : Math.log(equilibrium[seen]);
            log += (aim - log) / Math.max(1, price.adjustmentDays());
        }
        return ratio;
    }
}
