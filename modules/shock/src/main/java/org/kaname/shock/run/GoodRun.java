package org.kaname.shock.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kaname.shock.product.Survival;
import org.kaname.shock.product.SurviveRecover;
import org.kaname.shock.scenario.Draw;
import org.kaname.shock.scenario.LossPath;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Scenario;

/**
 * The answer for one good in one economy: with a known stock one cell, else one for each stock of the grid, and then the grid is the
 * answer. Each cell holds the central run, both bounds and what the draws say.
 *
 * @param startDay first day of a restriction on the good, from the origin
 * @param stockKnown false where the scenario gives no stock
 * @param cells by stock, ascending; at least one
 * @param otherOverlap the first cell under the other rule of combining restrictions, where both differ by more than the limit anywhere
 * @param lostMid share of the need that the restrictions take away at most, at mid, 0..1
 */
public record GoodRun(
        SupplyShares supply,
        int startDay,
        boolean stockKnown,
        List<OfStock> cells,
        Optional<Survival> otherOverlap,
        double lostMid) {
    /** The stocks that are run where none is given, in days of need (shock 2.1). */
    public static final List<Integer> STOCKS = List.of(0, 15, 30, 60, 90, 180);

    private static final String STOCK_PATH = "responses.stock_days";
    private static final double OVERLAP_LIMIT = 0.05;
    private static final int MOST_DRIVERS = 8;

    /**
     * One stock.
     *
     * @param stockDays in days of need; of the mid run where the stock is a range
     * @param drawn empty where nothing was drawn
     */
    public record OfStock(
            double stockDays, Survival central, Survival noResponse, Survival fullResponse, Optional<Drawn> drawn) {}

    /**
     * @param timeToSurvive days; infinite where a draw has no stop
     * @param unmetShare of the need over the horizon
     * @param pricePeak ratio; empty with price off
     * @param stops part of the draws with a stop, 0..1
     * @param drivers the ranges whose ranks go most with the unmet share, largest first
     */
    public record Drawn(
            int draws,
            Spread timeToSurvive,
            Spread timeToRecover,
            Spread unmetShare,
            Optional<Spread> pricePeak,
            double stops,
            List<Driver> drivers) {}

    /** @param correlation Spearman's, −1..1 */
    public record Driver(String path, double correlation) {}

    /**
     * @param draws 0 for none
     * @param seed of the draws
     */
    public static GoodRun of(Scenario scenario, Membership membership, SupplyShares supply, int draws, long seed) {
        var provisions = new Provisions(scenario, membership, supply);
        var mid = Draw.mid(scenario);
        boolean known = scenario.responses().stockDays().isPresent();
        var cells = new ArrayList<OfStock>();
        var drawn = draws == 0 ? new Draw[0] : draws(scenario, draws, seed);
        if (known) {
            cells.add(cell(scenario, provisions, supply, mid, mid.value(STOCK_PATH), drawn));
        } else {
            for (int days : STOCKS) {
                cells.add(cell(scenario, provisions, supply, mid, days, drawn));
            }
        }
        return new GoodRun(
                supply,
                provisions.startDay(),
                known,
                List.copyOf(cells),
                other(scenario, provisions, supply, mid, cells.getFirst().stockDays()),
                most(provisions, mid, scenario));
    }

    private static OfStock cell(
            Scenario scenario, Provisions provisions, SupplyShares supply, Draw mid, double stock, Draw[] drawn) {
        return new OfStock(
                stock,
                run(provisions, mid, Responsiveness.CENTRAL, stock, scenario.overlap()),
                run(provisions, mid, Responsiveness.NONE, stock, scenario.overlap()),
                run(provisions, mid, Responsiveness.FULL, stock, scenario.overlap()),
                drawn.length == 0 ? Optional.empty() : Optional.of(drawn(scenario, provisions, supply, drawn, stock)));
    }

    private static Draw[] draws(Scenario scenario, int draws, long seed) {
        var all = new Draw[draws];
        IntStream.range(0, draws).parallel().forEach(k -> all[k] = Draw.of(scenario, seed, k + 1));
        return all;
    }

    private static Survival run(
            Provisions provisions, Draw draw, Responsiveness level, double stock, Scenario.Overlap overlap) {
        return SurviveRecover.run(provisions.of(draw, level, stock, overlap));
    }

    /** The run under the other rule of overlap, where it makes a difference to some flow. */
    private static Optional<Survival> other(
            Scenario scenario, Provisions provisions, SupplyShares supply, Draw mid, double stock) {
        var rule = scenario.overlap() == Scenario.Overlap.MAX ? Scenario.Overlap.MULTIPLY : Scenario.Overlap.MAX;
        for (var part : supply.parts()) {
            var acting = provisions.acting(part.economy());
            var one = LossPath.combined(scenario, acting, mid, scenario.overlap());
            var two = LossPath.combined(scenario, acting, mid, rule);
            for (int t = 0; t < one.length; t++) {
                if (Math.abs(one[t] - two[t]) > OVERLAP_LIMIT) {
                    return Optional.of(run(provisions, mid, Responsiveness.CENTRAL, stock, rule));
                }
            }
        }
        return Optional.empty();
    }

    private static double most(Provisions provisions, Draw mid, Scenario scenario) {
        var given = provisions.of(mid, Responsiveness.NONE, 0, scenario.overlap());
        double most = 0;
        for (int t = 0; t < given.horizonDays(); t++) {
            double lost = 0;
            for (var supplier : given.suppliers()) {
                lost += supplier.share() * supplier.lost()[t];
            }
            most = Math.max(most, lost);
        }
        return most;
    }

    private static Drawn drawn(
            Scenario scenario, Provisions provisions, SupplyShares supply, Draw[] all, double given) {
        int draws = all.length;
        var survive = new double[draws];
        var recover = new double[draws];
        var unmet = new double[draws];
        var peak = new double[draws];
        boolean priced = scenario.responses().price().isPresent();
        boolean known = scenario.responses().stockDays().isPresent();
        IntStream.range(0, draws).parallel().forEach(k -> {
            double stock = known ? all[k].value(STOCK_PATH) : given;
            var run = run(provisions, all[k], Responsiveness.CENTRAL, stock, scenario.overlap());
            survive[k] = run.timeToSurvive().isPresent() ? run.timeToSurvive().getAsInt() : Double.POSITIVE_INFINITY;
            recover[k] = run.timeToRecover().isPresent() ? run.timeToRecover().getAsInt() : Double.POSITIVE_INFINITY;
            unmet[k] = run.unmet() / scenario.horizonDays();
            peak[k] = run.pricePeakRatio().orElse(1);
        });
        int stops = 0;
        for (double days : survive) {
            stops += Double.isInfinite(days) ? 0 : 1;
        }
        return new Drawn(
                draws,
                Spread.of(survive),
                Spread.of(recover),
                Spread.of(unmet),
                priced ? Optional.of(Spread.of(peak)) : Optional.empty(),
                stops / (double) draws,
                drivers(scenario, supply, all, unmet));
    }

    /** Shares of other goods and restrictions of other scopes do not enter. */
    private static boolean enters(Scenario scenario, SupplyShares supply, String path) {
        if (path.startsWith("supply.")) {
            return supply.basis() == SupplyShares.Basis.SCENARIO && path.startsWith("supply." + supply.code() + ".");
        }
        return scenario.restrictions().stream()
                .noneMatch(r -> path.startsWith("restrictions." + r.id() + ".")
                        && !r.scope().covers(supply.code()));
    }

    private static List<Driver> drivers(Scenario scenario, SupplyShares supply, Draw[] all, double[] output) {
        var drivers = new ArrayList<Driver>();
        scenario.ranges().forEach((path, range) -> {
            if (!range.isFixed() && enters(scenario, supply, path)) {
                var input = new double[all.length];
                for (int k = 0; k < all.length; k++) {
                    input[k] = all[k].value(path);
                }
                double correlation = Spread.rankCorrelation(input, output);
                if (!Double.isNaN(correlation)) {
                    drivers.add(new Driver(path, correlation));
                }
            }
        });
        drivers.sort(Comparator.comparingDouble((Driver driver) -> -Math.abs(driver.correlation()))
                .thenComparing(Driver::path));
        return List.copyOf(drivers.subList(0, Math.min(MOST_DRIVERS, drivers.size())));
    }
}
