package org.kaname.shock.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.shock.recovery.RecoveryShape;
import org.kaname.shock.scenario.Responses.Policy;

/** The worked example of shock 2.3 and the properties of 2.2. */
class SurviveRecoverTest {
    private static final int DAYS = 366;

    private static double[] always(double value) {
        var all = new double[DAYS];
        Arrays.fill(all, value);
        return all;
    }

    private static Provision.Supplier supplier(double share, double[] lost, int transit, double spare, double lead) {
        return new Provision.Supplier(
                "any", share, lost, always(1), transit, spare, new Provision.Ramp(1, lead, spare == 0 ? 0 : lead));
    }

    /** E .60 lost, A .25 with spare 20 from day 30 (τ 30), B .15 with spare 30 from day 60 (τ 60). */
    private static Provision example(double[] lost, int transit, boolean responses) {
        return new Provision(
                DAYS,
                0,
                0,
                100,
                3_000,
                List.of(
                        supplier(0.60, lost, transit, 0, 0),
                        ramped(0.25, responses ? 20 : 0, 30, 30),
                        ramped(0.15, responses ? 30 : 0, 60, 60)),
                responses ? new Provision.Ramp(0.15, 0, 45) : Provision.Ramp.NONE,
                Provision.Ramp.NONE,
                responses ? new Provision.Ramp(5, 90, 30) : Provision.Ramp.NONE,
                Provision.Release.NONE,
                Optional.empty(),
                Policy.RUN_FLAT);
    }

    private static Provision.Supplier ramped(double share, double spare, double lead, double tau) {
        return new Provision.Supplier("any", share, always(0), always(1), 0, spare, new Provision.Ramp(1, lead, tau));
    }

    @Test
    @Tag("golden")
    void theCentralRunOfTheWorkedExample() {
        var run = SurviveRecover.run(example(always(1), 0, true));
        assertThat(run.timeToSurvive()).hasValue(60);
        assertThat(run.timeToRecover()).hasValue(141);
        assertThat(run.gapDays()).hasValue(81);
        assertThat(run.unmet()).isCloseTo(1156.9231986410066, within(1e-9));
        assertThat(run.depth()).isCloseTo(0.3993333666882341, within(1e-12));
        assertThat(run.series().stock()[0]).isCloseTo(2940, within(1e-9));
        assertThat(run.series().stock()[59]).isLessThan(100);
        assertThat(run.pricePeakRatio()).isEmpty();
    }

    @Test
    @Tag("golden")
    void withoutAnyResponse() {
        var run = SurviveRecover.run(example(always(1), 0, false));
        assertThat(run.timeToSurvive()).hasValue(50);
        assertThat(run.timeToRecover()).isEmpty();
        assertThat(run.gapDays()).isEmpty();
        // 365 or 366 days: the table counts the days to 365, of which 50 are covered
        double counted = Arrays.stream(run.series().unmet(), 0, 365).sum();
        assertThat(counted).isCloseTo(18_900, within(1e-9));
        assertThat(run.depth()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    @Tag("golden")
    void goodsUnderWayForThirtyDays() {
        var run = SurviveRecover.run(example(always(1), 30, true));
        assertThat(run.timeToSurvive()).isEmpty();
        assertThat(run.timeToRecover()).hasValue(141);
        assertThat(run.gapDays()).hasValue(0);
        assertThat(run.unmet()).isZero();
        assertThat(run.depth()).isZero();
        assertThat(run.lowestStock()).isCloseTo(525.1831336991442, within(1e-9));
    }

    @Test
    @Tag("golden")
    void aStopOfNinetyDaysThatEndsOverSixty() {
        var lost = new double[DAYS];
        for (int t = 0; t < DAYS; t++) {
            lost[t] = t < 90 ? 1 : RecoveryShape.LINEAR.left(t - 90, 60);
        }
        var run = SurviveRecover.run(example(lost, 0, true));
        assertThat(run.timeToSurvive()).hasValue(60);
        assertThat(run.timeToRecover()).hasValue(102);
        assertThat(run.gapDays()).hasValue(42);
        assertThat(run.unmet()).isCloseTo(894.4908920749199, within(1e-9));
        assertThat(run.depth()).isCloseTo(0.3993333666882341, within(1e-12));
    }

    @Test
    @Tag("invariant")
    void moreResponseNeverLeavesMoreUnmet() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var lost = new double[DAYS];
            double most = random.nextDouble();
            int held = random.nextInt(300);
            for (int t = 0; t < DAYS; t++) {
                lost[t] = t < held ? most : most * RecoveryShape.CONVEX.left(t - held, 60);
            }
            var unmet = new ArrayList<Double>();
            for (double response : new double[] {0, 0.5, 1}) {
                unmet.add(SurviveRecover.run(response(seed, lost, response)).unmet());
            }
            assertThat(unmet.get(1)).as("seed " + seed).isLessThanOrEqualTo(unmet.get(0) + 1e-9);
            assertThat(unmet.get(2)).as("seed " + seed).isLessThanOrEqualTo(unmet.get(1) + 1e-9);
        }
    }

    private static Provision response(long seed, double[] lost, double strength) {
        var random = new Random(seed * 31 + 7);
        double spare = random.nextDouble() * 40 * strength;
        double lead = 60 * random.nextDouble() * (2 - strength);
        return new Provision(
                DAYS,
                0,
                0,
                100,
                random.nextDouble() * 4_000,
                List.of(supplier(0.7, lost, 0, 0, 0), ramped(0.3, spare, lead, 30)),
                new Provision.Ramp(0.15 * strength, 0, 45),
                new Provision.Ramp(0.2 * strength, 100 * random.nextDouble(), 30),
                new Provision.Ramp(5 * strength, 90, 30),
                new Provision.Release(1_000 * random.nextDouble() * strength, 50, 10),
                strength == 0
                        ? Optional.empty()
                        : Optional.of(new Provision.Price(0.5 * strength, 90, 30, 50, 1, Optional.empty(), always(0))),
                Policy.RUN_FLAT);
    }

    @Test
    void evenRationingCutsDeeplyNowhereAndUsesTheSameGoods() {
        var flat = SurviveRecover.run(example(always(1), 0, true));
        var given = example(always(1), 0, true);
        var even = SurviveRecover.run(new Provision(
                given.horizonDays(),
                0,
                0,
                given.need(),
                given.stock(),
                given.suppliers(),
                given.thrift(),
                given.designOut(),
                given.recycling(),
                given.release(),
                given.price(),
                Policy.EVEN_RATION));
        assertThat(even.depth()).isLessThan(flat.depth() / 2);
        assertThat(even.timeToSurvive()).hasValue(0);
        double tillRecovery = Arrays.stream(even.series().unmet(), 0, 141).sum();
        assertThat(tillRecovery).isCloseTo(flat.unmet(), within(1e-6));
    }

    @Test
    void aReleaseOfStateStocksCoversWhatInflowLacksUntilItIsEmpty() {
        var given = example(always(1), 0, false);
        var run = SurviveRecover.run(new Provision(
                DAYS,
                0,
                0,
                100,
                3_000,
                given.suppliers(),
                Provision.Ramp.NONE,
                Provision.Ramp.NONE,
                Provision.Ramp.NONE,
                new Provision.Release(600, 60, 0),
                Optional.empty(),
                Policy.RUN_FLAT));
        // 60 a day are lacking: the stockpile carries 10 days, the own stock 50 more
        assertThat(run.timeToSurvive()).hasValue(60);
    }

    @Test
    void thePriceMovesAfterItsDelayTowardsTheScarcityRatioAndFallsInside() {
        var lost = always(1);
        var given = new Provision(
                DAYS,
                0,
                0,
                100,
                0,
                List.of(supplier(0.5, lost, 0, 0, 0), ramped(0.5, 0, 0, 0)),
                Provision.Ramp.NONE,
                Provision.Ramp.NONE,
                Provision.Ramp.NONE,
                Provision.Release.NONE,
                Optional.of(new Provision.Price(0.5, 90, 30, 50, 1, Optional.of(0.5), lost)),
                Policy.RUN_FLAT);
        var run = SurviveRecover.run(given);
        assertThat(run.series().price()[90]).isEqualTo(1);
        // half arrives: (1/2)^(-1/0.5) = 4; after 275 days of adjustment at 30 days, ln P = ln 4 · (1 − (29/30)^275)
        assertThat(run.series().price()[365])
                .isCloseTo(Math.exp(Math.log(4) * (1 - Math.pow(29 / 30.0, 275))), within(1e-9));
        assertThat(run.pricePeakRatio().orElseThrow()).isCloseTo(run.series().price()[365], within(1e-12));
        // half of output is exported and withheld: inside there is twice as much, (2)^(-1/0.5) = 1/4
        assertThat(run.series().priceInside()[365]).isCloseTo(0.25, within(0.01));
        assertThat(run.unmet()).isLessThan(50 * DAYS);
    }

    @Test
    void goodsBroughtForwardAddToTheStock() {
        var factor = always(1);
        Arrays.fill(factor, 0, 30, 1.5);
        var lost = always(0);
        Arrays.fill(lost, 30, DAYS, 1);
        var run = SurviveRecover.run(new Provision(
                DAYS,
                30,
                30,
                100,
                500,
                List.of(new Provision.Supplier("any", 1, lost, factor, 0, 0, Provision.Ramp.NONE)),
                Provision.Ramp.NONE,
                Provision.Ramp.NONE,
                Provision.Ramp.NONE,
                Provision.Release.NONE,
                Optional.empty(),
                Policy.RUN_FLAT));
        // 50 a day more for 30 days on top of 500: 2,000 units, 20 days
        assertThat(run.timeToSurvive()).isEqualTo(OptionalInt.of(20));
    }
}
