package org.kaname.shock.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.shock.product.SurviveRecover;
import org.kaname.shock.scenario.Draw;
import org.kaname.shock.scenario.LossPath;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Scenario;

/**
 * The numbers of a run that published outcomes are held against (shock 6), by name. Over several goods each is the worst; a number that
 * the run cannot give is absent.
 */
public final class Metrics {
    /** 1 where some good stops although it has sixty days of stock, mid run; else 0. */
    public static final String STOPS = "stops_with_60_days";

    private static final int STOCK = 60;
    private static final int WINDOW = 60;
    /** Days of a month, the twelfth part of a year. */
    private static final double MONTH = 365 / 12.0;

    private static final int FOURTH = 4;
    private static final double NOTHING = 0.01;

    private Metrics() {}

    public static Map<String, Double> of(Scenario scenario, Membership membership, List<GoodRun> runs) {
        var metrics = new TreeMap<String, Double>();
        var mid = Draw.mid(scenario);
        for (var run : runs) {
            var provisions = new Provisions(scenario, membership, run.supply());
            var sixty = SurviveRecover.run(provisions.of(mid, Responsiveness.CENTRAL, STOCK, scenario.overlap()));
            worse(metrics, STOPS, sixty.timeToSurvive().isPresent() ? 1 : 0);
            months(scenario, provisions, run, mid, metrics);
            if (scenario.responses().price().isPresent()) {
                prices(run, metrics);
            }
        }
        return metrics;
    }

    private static void worse(Map<String, Double> metrics, String name, double value) {
        metrics.merge(name, value, Math::max);
    }

    private static void prices(GoodRun run, Map<String, Double> metrics) {
        var cell = run.cells().getFirst();
        cell.drawn().flatMap(GoodRun.Drawn::pricePeak).ifPresent(peak -> {
            worse(metrics, "price_peak_ratio_p5", peak.p5());
            worse(metrics, "price_peak_ratio_p95", peak.p95());
        });
        var series = cell.central().series();
        double change = 0;
        for (int t = run.startDay(); t < Math.min(run.startDay() + WINDOW, series.price().length); t++) {
            change = Math.max(change, Math.abs(series.price()[t] - 1));
        }
        worse(metrics, "price_change_in_60_days", change);
        for (int t = 0; t < series.priceInside().length; t++) {
            worse(metrics, "inside_price_over_outside", series.priceInside()[t] / series.price()[t]);
        }
    }

    /** What the restricted suppliers still send, month by month from the start, as parts of what they sent before. */
    private static void months(
            Scenario scenario, Provisions provisions, GoodRun run, Draw mid, Map<String, Double> metrics) {
        for (var part : run.supply().parts()) {
            var acting = provisions.acting(part.economy());
            if (acting.isEmpty()) {
                continue;
            }
            var lost = LossPath.combined(scenario, acting, mid, scenario.overlap());
            int empty = 0;
            for (int month = 1; run.startDay() + month * MONTH <= lost.length; month++) {
                double sent = 1 - mean(lost, run.startDay() + (month - 1) * MONTH, run.startDay() + month * MONTH);
                empty += sent <= NOTHING ? 1 : 0;
                if (month == FOURTH) {
                    worse(metrics, "fourth_month_share_mid", sent);
                }
            }
            worse(metrics, "months_without_supply", empty);
        }
    }

    private static double mean(double[] values, double from, double to) {
        double sum = 0;
        int days = 0;
        for (int t = (int) Math.ceil(from); t < to; t++) {
            sum += values[t];
            days++;
        }
        return days == 0 ? 0 : sum / days;
    }
}
