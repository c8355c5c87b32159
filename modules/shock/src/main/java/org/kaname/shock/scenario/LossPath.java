package org.kaname.shock.scenario;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Shares lost over time (shock 0.3) and their combination where restrictions overlap (0.4). Days count from the scenario's origin; day
 * 0 is the first.
 */
public final class LossPath {
    private LossPath() {}

    /** Days from the origin to the start of a restriction; negative where it started before. */
    public static int startDay(Scenario scenario, Restriction restriction) {
        return Math.toIntExact(ChronoUnit.DAYS.between(scenario.originDate(), restriction.start()));
    }

    /** The share that one restriction takes from an affected flow on each day of the horizon, 0..1, rerouting not yet taken off. */
    public static double[] of(Scenario scenario, Restriction restriction, Draw draw) {
        int horizon = scenario.horizonDays();
        int start = startDay(scenario, restriction);
        var path = "restrictions." + restriction.id() + ".";
        double held =
                restriction.duration().isPresent() ? draw.value(path + "duration_days") : Double.POSITIVE_INFINITY;
        double tau = draw.value(path + "recovery.tau_days");
        double atEnd = inForce(restriction, draw, path, held);
        var share = new double[horizon];
        for (int t = Math.max(0, start); t < horizon; t++) {
            double since = (double) t - start;
            share[t] = since < held
                    ? inForce(restriction, draw, path, since)
                    : atEnd * restriction.recovery().shape().left(since - held, tau);
        }
        return share;
    }

    /** The share while the restriction holds, so many days after its start. */
    private static double inForce(Restriction restriction, Draw draw, String path, double since) {
        if (restriction.steps().isEmpty()) {
            return draw.value(path + "share_lost");
        }
        double share = 0;
        for (int i = 0;
                i < restriction.steps().size() && restriction.steps().get(i).day() <= since;
                i++) {
            share = draw.value(path + "steps." + i);
        }
        return share;
    }

    /** Less what arrives through third economies. */
    public static double[] effective(Scenario scenario, Restriction restriction, Draw draw) {
        var share = of(scenario, restriction, draw);
        double arrives = 1 - draw.value("restrictions." + restriction.id() + ".rerouted_share");
        for (int t = 0; t < share.length; t++) {
            share[t] *= arrives;
        }
        return share;
    }

    /** The factor on the flow before the start, by day; 1 where nothing is brought forward. */
    public static double[] frontLoading(Scenario scenario, List<Restriction> acting, Draw draw) {
        var factor = new double[scenario.horizonDays()];
        java.util.Arrays.fill(factor, 1);
        for (var restriction : acting) {
            int start = startDay(scenario, restriction);
            double by = draw.value("restrictions." + restriction.id() + ".front_loading.factor");
            int days = restriction.frontLoading().days();
            for (int t = Math.max(0, start - days); t < Math.min(start, factor.length); t++) {
                factor[t] = Math.max(factor[t], by);
            }
        }
        return factor;
    }

    /**
     * Combined over the restrictions that act on one flow: the largest inside a nest; across nests survivors multiply, or the largest
     * counts.
     */
    public static double[] combined(Scenario scenario, List<Restriction> acting, Draw draw, Scenario.Overlap overlap) {
        var nests = new LinkedHashMap<String, List<double[]>>();
        for (var restriction : acting) {
            nests.computeIfAbsent(restriction.nestOrOwn(), name -> new ArrayList<>())
                    .add(effective(scenario, restriction, draw));
        }
        var lost = new double[scenario.horizonDays()];
        for (int t = 0; t < lost.length; t++) {
            double survives = 1;
            double largest = 0;
            for (var layers : nests.values()) {
                double most = 0;
                for (var layer : layers) {
                    most = Math.max(most, layer[t]);
                }
                survives *= 1 - most;
                largest = Math.max(largest, most);
            }
            lost[t] = overlap == Scenario.Overlap.MAX ? largest : 1 - survives;
        }
        return lost;
    }
}
