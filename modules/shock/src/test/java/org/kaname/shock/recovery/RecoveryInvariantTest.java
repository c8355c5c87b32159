package org.kaname.shock.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.shock.recovery.RecoveryEvent.CapacityLoss;
import org.kaname.shock.recovery.RecoveryEvent.CapitalLoss;
import org.kaname.shock.recovery.RecoveryEvent.CreditStop;
import org.kaname.shock.recovery.RecoveryEvent.DemandLoss;
import org.kaname.shock.recovery.RecoveryEvent.LinkRestriction;
import org.kaname.shock.recovery.RecoveryParameters.Mode;
import org.kaname.shock.recovery.Responses.InputClasses;
import org.kaname.shock.recovery.Responses.Rationing;
import org.kaname.shock.recovery.Responses.Stockpile;

/** Laws on random tables (shock 3.6). */
@Tag("invariant")
class RecoveryInvariantTest {
    private static final RecoveryParameters KANAME = RecoveryParameters.of(Mode.KANAME, 150);

    @Test
    void withoutAShockEverySeriesStays() {
        for (long seed = 0; seed < 40; seed++) {
            var world = new RandomWorld(seed);
            for (double eta : new double[] {0, .3, 1}) {
                var series = Runs.series(world.table(), RecoveryRequest.of(List.of(), KANAME.withResourcing(eta)));
                for (var day : series.production) {
                    for (int f = 0; f < day.length; f++) {
                        double base = world.x[f] / 365;
                        assertThat(day[f]).as("seed %d, %d", seed, f).isCloseTo(base, within(1e-12 * base));
                    }
                }
                assertThat(series.highestOverproduction()).isCloseTo(1, within(1e-12));
                assertThat(series.directLossTotal()).isZero();
            }
        }
    }

    @Test
    void aShockOfShareZeroChangesNoBit() {
        for (long seed = 0; seed < 40; seed++) {
            var world = new RandomWorld(seed);
            int n = world.industries();
            var nothing = LossPath.of(3, 20, 0, RecoveryShape.LINEAR, 10);
            var all = IntStream.range(0, n).toArray();
            var columns = IntStream.range(0, world.columns).toArray();
            var events = new ArrayList<>(world.events(Mode.KANAME).stream()
                    .filter(e -> !(e instanceof LinkRestriction) && !(e instanceof DemandLoss))
                    .toList());
            var without = Runs.series(world.table(), RecoveryRequest.of(events, KANAME));
            events.add(new LinkRestriction("no ban", "z", all, all, columns, nothing));
            events.add(new DemandLoss("all come", "z", all, columns, nothing));
            events.add(new CapacityLoss("no cut", "z", Map.of(0, 0.0), LossPath.whole(0, 9, RecoveryShape.STEP, 1)));
            events.add(new CreditStop("credit", Map.of(0, 0.0)));
            var with = Runs.series(world.table(), RecoveryRequest.of(events, KANAME));
            for (int t = 0; t < 150; t++) {
                assertThat(with.production[t]).as("seed " + seed).isEqualTo(without.production[t]);
                assertThat(with.finalShort[t]).as("seed " + seed).isEqualTo(without.finalShort[t]);
            }
        }
    }

    @Test
    void anotherUnitOfMoneyOnlyScalesTheResult() {
        for (long seed = 0; seed < 40; seed++) {
            var world = new RandomWorld(seed);
            var request = world.request(Mode.KANAME, 100);
            var events = request.events().stream()
                    .filter(e -> e instanceof LinkRestriction || e instanceof CapacityLoss || e instanceof DemandLoss)
                    .toList();
            request = new RecoveryRequest(events, request.parameters(), request.responses());
            var one = Runs.series(world.table(), request);
            var many = Runs.series(world.scaled(1e4), request);
            for (int t = 0; t < 100; t++) {
                for (int f = 0; f < world.industries(); f++) {
                    double wanted = one.production[t][f] * 1e4;
                    double floor = 1e-10 * world.x[f] / 365 * 1e4;
                    assertThat(many.production[t][f])
                            .as("seed %d, day %d, %d", seed, t, f)
                            .isCloseTo(wanted, within(1e-10 * Math.abs(wanted) + floor));
                }
            }
        }
    }

    @Test
    void nothingIsNegativeAndNothingExceedsCapacity() {
        for (long seed = 0; seed < 100; seed++) {
            var world = new RandomWorld(seed);
            var series = Runs.series(world.table(), world.request(Mode.KANAME, 150));
            for (int t = 0; t < 150; t++) {
                for (int f = 0; f < world.industries(); f++) {
                    assertThat(series.production[t][f]).isBetween(0.0, series.capacity[t][f]);
                    assertThat(series.finalShortBySupplier[t][f]).isGreaterThanOrEqualTo(-1e-9 * world.x[f]);
                }
            }
        }
    }

    @Test
    void whatSurvivesFallsWithEveryRestriction() {
        var random = new Random(5);
        for (int round = 0; round < 200; round++) {
            var matrix = new double[] {1};
            var one = new int[1];
            var layers = new ArrayList<RestrictedCells.Layer>();
            for (var overlap : RecoveryParameters.Overlap.values()) {
                layers.clear();
                double before = 1;
                for (int l = 0; l < 6; l++) {
                    var path = LossPath.of(0, 9, random.nextDouble(), RecoveryShape.STEP, 1);
                    layers.add(new RestrictedCells.Layer("n" + random.nextInt(3), one, one, path));
                    var cells = RestrictedCells.of(1, 1, matrix, layers, overlap);
                    cells.advance(0);
                    assertThat(cells.survivorAt(0)).isBetween(0.0, before);
                    before = cells.survivorAt(0);
                }
            }
        }
    }

    /** Hand computation: layers .5 and .8 of one measure, and another measure of .5 of which a fifth is rerouted. */
    @Test
    void layersOfOneMeasureTakeTheGreatestAndMeasuresMultiply() {
        var one = new int[1];
        var layers = List.of(
                new RestrictedCells.Layer("quota", one, one, LossPath.of(0, 9, .5, RecoveryShape.STEP, 1)),
                new RestrictedCells.Layer("quota", one, one, LossPath.of(2, 9, .8, RecoveryShape.STEP, 1)),
                new RestrictedCells.Layer(
                        "ban", one, one, new LossPath(0, 9, .5, List.of(), RecoveryShape.STEP, 1, .2)));
        var cells = RestrictedCells.of(1, 1, new double[] {1}, layers, RecoveryParameters.Overlap.MULTIPLY);
        cells.advance(1);
        assertThat(cells.survivorAt(0)).isCloseTo(.5 * .6, within(1e-15));
        cells.advance(3);
        assertThat(cells.survivorAt(0)).isCloseTo(.2 * .6, within(1e-15));
        assertThat(cells.overlapDifference()).isCloseTo(.2 - .12, within(1e-15));
    }

    @Test
    void equalWeightsRationInProportion() {
        for (long seed = 0; seed < 60; seed++) {
            var world = new RandomWorld(seed);
            var request = RecoveryRequest.of(world.events(Mode.KANAME), KANAME.withStock(10, 10));
            var equal = new Responses(
                    InputClasses.ALL_CRITICAL, Rationing.weighted(3, 3, 3, 3), new int[] {0, 1}, List.of());
            var proportional = Runs.series(world.table(), request);
            var weighted = Runs.series(world.table(), request.withResponses(equal));
            for (int t = 0; t < 150; t++) {
                for (int f = 0; f < world.industries(); f++) {
                    assertThat(weighted.production[t][f])
                            .as("seed %d, day %d", seed, t)
                            .isCloseTo(proportional.production[t][f], within(1e-9 * world.x[f]));
                }
            }
        }
    }

    @Test
    void allThatIsMadeIsDeliveredByEveryRule() {
        var random = new Random(9);
        for (int round = 0; round < 2000; round++) {
            var orders =
                    random.doubles(4).map(v -> random.nextInt(4) == 0 ? 0 : v).toArray();
            double all = Arrays.stream(orders).sum();
            double made = Math.min(all, random.nextDouble() * 2);
            for (var rule : List.of(
                    Rationing.PROPORTIONAL,
                    Rationing.STRICT,
                    Rationing.weighted(random.nextDouble() + .01, 1, 7, .2))) {
                var rationer = new Rationer(rule);
                rationer.share(made, orders);
                double delivered = 0;
                for (int tier = 0; tier < 4; tier++) {
                    assertThat(rationer.filled[tier]).isBetween(0.0, 1.0);
                    delivered += rationer.filled[tier] * orders[tier];
                }
                assertThat(delivered).isCloseTo(made, within(1e-12));
            }
        }
    }

    /** Shares by hand: of 6 the first tier takes its 4, the second 2 of 5. With weights 2 and 1, λ = 6/13: 48/13 and 30/13. */
    @Test
    void ranksAndWeightsShareAsTheyAreWrittenDown() {
        var strict = new Rationer(Rationing.STRICT);
        strict.share(6, new double[] {4, 5, 0, 0});
        assertThat(strict.filled[0]).isEqualTo(1);
        assertThat(strict.filled[1]).isCloseTo(.4, within(1e-15));
        var weighted = new Rationer(Rationing.weighted(2, 1, 1, 1));
        weighted.share(6, new double[] {4, 5, 0, 0});
        assertThat(weighted.filled[0] * 4).isCloseTo(48.0 / 13, within(1e-12));
        assertThat(weighted.filled[1] * 5).isCloseTo(30.0 / 13, within(1e-12));
        weighted.share(8, new double[] {4, 5, 0, 0});
        assertThat(weighted.filled[0]).isEqualTo(1);
        assertThat(weighted.filled[1] * 5).isCloseTo(4, within(1e-12));
    }

    @Test
    void capitalAndCapacityEventsRunTogetherInBothModes() {
        var world = new RandomWorld(3);
        var table = world.table();
        List<RecoveryEvent> events = List.of(
                new CapitalLoss(
                        "fire", Map.of(0, table.capital(0) * .5), LossPath.whole(5, 20, RecoveryShape.LINEAR, 30)),
                new CapacityLoss("cut", "a", Map.of(0, .5), LossPath.whole(5, 20, RecoveryShape.LINEAR, 30)),
                new CapacityLoss("licence", "b", Map.of(0, .2), LossPath.whole(5, 20, RecoveryShape.LINEAR, 30)));
        var kaname = Runs.series(table, RecoveryRequest.of(events, KANAME));
        assertThat(kaname.capacity[10][0] / kaname.overproduction[10][0] / table.dailyOutput(0))
                .isCloseTo(.5 * .5 * .8, within(1e-12));
        var reference = Runs.series(table, RecoveryRequest.of(events, RecoveryParameters.of(Mode.REFERENCE, 150)));
        assertThat(reference.capacity[10][0] / reference.overproduction[10][0] / table.dailyOutput(0))
                .isCloseTo(.5, within(1e-12));
    }

    @Test
    void refusedDemandIsNotCalledShort() {
        var world = new RandomWorld(11);
        int n = world.industries();
        var all = IntStream.range(0, n).toArray();
        var ban = new LinkRestriction(
                "ban", "b", all, new int[0], new int[] {0}, LossPath.of(5, 10, 1, RecoveryShape.STEP, 1));
        var series = Runs.series(world.table(), RecoveryRequest.of(List.of(ban), KANAME));
        double column = 0;
        for (int g = 0; g < n; g++) {
            column += world.y[g * world.columns] / 365;
        }
        assertThat(series.finalRefused[4][0]).isZero();
        assertThat(series.finalRefused[5][0]).isCloseTo(column, within(1e-9 * column));
        assertThat(series.finalRefused[15][0]).isZero();
        assertThat(series.finalRefusedTotal()).isCloseTo(10 * column, within(1e-8 * column));
        assertThat(series.finalShort[5][0]).isZero();
    }

    @Test
    void aBannedInputStopsTheBuyerOnceItsStockIsUsed() {
        // Two economies, two sectors: the first sector of the second economy alone feeds the second sector of the
        // first.
        var z = new double[16];
        z[2 * 4 + 1] = 3650;
        var y = new double[] {3650, 0, 7300, 0, 0, 3650, 0, 3650};
        var x = new double[] {3650, 7300, 7300, 3650};
        var table = RecoveryTable.of(2, 2, 2, z, y, x);
        var ban = new LinkRestriction(
                "ban",
                "b",
                new int[] {2},
                new int[] {1},
                new int[0],
                LossPath.of(0, LossPath.OPEN, 1, RecoveryShape.NONE, 1));
        var request = RecoveryRequest.of(List.of(ban), KANAME.withStock(20, 10));
        var series = Runs.series(table, request);
        // Held back below ψ · 20 = 16 days of stock: days 0 to 4 use one each, so day 4 still starts with 16.
        assertThat(series.firstShortDay(1)).hasValue(5);
        assertThat(series.lossByInput(0, 1)).isGreaterThan(0);
        assertThat(series.production[5][1]).isCloseTo(20 * 15.0 / 16, within(1e-9));
        // What nobody bought any more is free for others: no final demand of the supplier is short.
        assertThat(series.finalShortBySupplier[20][2]).isZero();

        var stockpile = new Stockpile(0, 0, 40, 4, 2, 5);
        var held = request.withResponses(
                new Responses(InputClasses.ALL_CRITICAL, Rationing.PROPORTIONAL, new int[0], List.of(stockpile)));
        var with = Runs.series(table, held);
        // First short on day 5, decided two days later, 4 a day at most.
        assertThat(with.stockpile[6][0]).isEqualTo(40);
        assertThat(with.stockpile[7][0]).isCloseTo(36, within(1e-9));
        assertThat(with.stockpile[149][0]).isZero();
        assertThat(with.outputLoss(1)).isLessThan(series.outputLoss(1));
    }

    @Test
    void aStateStockIsBoughtBackOnceAllIsOver() {
        var z = new double[16];
        z[2 * 4 + 1] = 3650;
        var y = new double[] {3650, 0, 7300, 0, 0, 3650, 0, 3650};
        var x = new double[] {3650, 7300, 7300, 3650};
        var table = RecoveryTable.of(2, 2, 2, z, y, x);
        var ban = new LinkRestriction(
                "ban", "b", new int[] {2}, new int[] {1}, new int[0], LossPath.of(0, 20, 1, RecoveryShape.STEP, 1));
        var responses = new Responses(
                InputClasses.ALL_CRITICAL,
                Rationing.PROPORTIONAL,
                new int[0],
                List.of(new Stockpile(0, 0, 40, 10, 0, .1)));
        var series = Runs.series(
                table,
                RecoveryRequest.of(
                                List.of(ban),
                                RecoveryParameters.of(Mode.KANAME, 900).withStock(20, 10))
                        .withResponses(responses));
        double lowest =
                Arrays.stream(series.stockpile).mapToDouble(day -> day[0]).min().orElseThrow();
        assertThat(lowest).isLessThan(1);
        assertThat(series.stockpile[899][0]).isCloseTo(40, within(1.0));
    }

    @Test
    void demandThatIsNotWantedIsNotUnmet() {
        var world = new RandomWorld(2);
        var loss = new DemandLoss(
                "tourists", "d", new int[] {1}, new int[] {0}, LossPath.of(5, 10, .5, RecoveryShape.STEP, 1));
        var series = Runs.series(world.table(), RecoveryRequest.of(List.of(loss), KANAME));
        double lost = world.y[world.columns] / 365 * .5;
        assertThat(series.demandLostTotal()).isCloseTo(10 * lost, within(1e-9 * lost));
        assertThat(series.directLoss[5]).isCloseTo(lost, within(1e-9 * lost));
        assertThat(series.finalRefusedTotal()).isZero();
        assertThat(series.production[6][1]).isLessThan(world.x[1] / 365);
    }

    @Test
    void withoutCreditRecoveryTakesLonger() {
        var world = new RandomWorld(4);
        var table = world.table();
        var fire = new CapitalLoss(
                "fire", Map.of(1, table.capital(1) * .5), LossPath.whole(0, 10, RecoveryShape.LINEAR, 40));
        var stop = new CreditStop("stop", Map.of(1, .5));
        var series = Runs.series(table, RecoveryRequest.of(List.of(fire, stop), KANAME));
        // Half of the credit: 80 days; 20 days into the recovery a quarter is back.
        assertThat(series.capitalLost[30][1]).isCloseTo(table.capital(1) * .5 * .75, within(1e-9 * table.capital(1)));
    }
}
