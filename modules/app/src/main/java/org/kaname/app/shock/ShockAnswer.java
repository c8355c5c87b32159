package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.shock.run.Banner;
import org.kaname.shock.run.GoodRun;
import org.kaname.shock.run.Metrics;
import org.kaname.shock.run.Provisions;
import org.kaname.shock.run.SupplyShares;
import org.kaname.shock.scenario.Draw;
import org.kaname.shock.scenario.LossPath;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Restriction;
import org.kaname.shock.scenario.Scenario;

/**
 * What a run found.
 *
 * @param goods by the day on which they stop without stock known: the earliest first
 * @param untouched goods of the scope whose suppliers are not restricted toward the subject
 * @param missing codes of the scope of which nothing is known
 * @param readAs codes of the scope that are another code in the data set, one to one
 * @param flows between economies before and after, largest loss first
 * @param metrics what published outcomes are held against
 */
public record ShockAnswer(
        ScenarioSource source,
        DataSet data,
        int draws,
        long seed,
        List<GoodRun> goods,
        int untouched,
        List<SupplyFinder.Missing> missing,
        Map<String, String> readAs,
        List<Flow> flows,
        Map<String, Double> metrics,
        Banner banner) {
    /**
     * One flow of a good over the horizon, at mid.
     *
     * @param before part of the buyer's need, 0..1
     * @param after the same with the restrictions, mean over the horizon
     */
    public record Flow(String from, String to, String code, double before, double after) {}

    public ShockAnswer {
        goods = List.copyOf(goods);
        missing = List.copyOf(missing);
        flows = List.copyOf(flows);
    }

    /** Runs every good of a scenario for every subject. */
    public static ShockAnswer run(ScenarioSource source, DataSet data, Membership membership, int draws, long seed) {
        var scenario = source.scenario();
        var finder = new SupplyFinder(data, scenario, membership);
        var goods = new ArrayList<GoodRun>();
        var flows = new ArrayList<Flow>();
        int untouched = 0;
        for (var supply : finder.find()) {
            var provisions = new Provisions(scenario, membership, supply);
            if (!provisions.affected()) {
                untouched++;
                continue;
            }
            goods.add(GoodRun.of(scenario, membership, supply, draws, seed));
            addFlows(scenario, provisions, supply, flows);
        }
        goods.sort(Comparator.comparingDouble(ShockAnswer::stopsOn)
                .thenComparingDouble(good -> -good.lostMid())
                .thenComparing(good -> good.supply().code())
                .thenComparing(good -> good.supply().economy()));
        flows.sort(Comparator.comparingDouble((Flow flow) -> flow.after() - flow.before())
                .thenComparing(Flow::code)
                .thenComparing(Flow::to)
                .thenComparing(Flow::from));
        return new ShockAnswer(
                source,
                data,
                draws,
                seed,
                goods,
                untouched,
                finder.missing(),
                finder.readAs(),
                flows,
                new TreeMap<>(Metrics.of(scenario, membership, goods)),
                Banner.of(scenario, goods, false, false));
    }

    /** The same scenario where only other engines run. */
    public static ShockAnswer withoutGoods(ScenarioSource source, DataSet data, int draws, long seed) {
        return new ShockAnswer(
                source,
                data,
                draws,
                seed,
                List.of(),
                0,
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Banner.of(source.scenario(), List.of(), false, false));
    }

    /** The same with another banner. */
    public ShockAnswer withBanner(Banner newBanner) {
        return new ShockAnswer(source, data, draws, seed, goods, untouched, missing, readAs, flows, metrics, newBanner);
    }

    private static double stopsOn(GoodRun good) {
        var first = good.cells().getFirst().central().timeToSurvive();
        return first.isPresent() ? first.getAsInt() : Double.POSITIVE_INFINITY;
    }

    private static void addFlows(Scenario scenario, Provisions provisions, SupplyShares supply, List<Flow> flows) {
        var mid = Draw.mid(scenario);
        for (var part : supply.parts()) {
            List<Restriction> acting = provisions.acting(part.economy());
            if (part.share() <= 0) {
                continue;
            }
            var lost = LossPath.combined(scenario, acting, mid, scenario.overlap());
            double sum = 0;
            for (double share : lost) {
                sum += share;
            }
            flows.add(new Flow(
                    part.economy(),
                    supply.economy(),
                    supply.code(),
                    part.share(),
                    part.share() * (1 - sum / lost.length)));
        }
    }
}
