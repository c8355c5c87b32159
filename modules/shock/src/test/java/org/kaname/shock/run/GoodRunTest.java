package org.kaname.shock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.kaname.data.Outcome;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Scenario;
import org.kaname.shock.scenario.ScenarioReader;

class GoodRunTest {
    private static final Membership WORLD = new Membership() {
        @Override
        public boolean isEconomy(String code) {
            return List.of("CHN", "JPN", "AUS", "VNM").contains(code);
        }

        @Override
        public Optional<SortedSet<String>> members(String bloc, LocalDate day) {
            return bloc.equals("B") ? Optional.of(new TreeSet<>(List.of("AUS", "JPN"))) : Optional.empty();
        }

        @Override
        public List<String> known() {
            return List.of("CHN", "JPN", "AUS", "VNM", "B");
        }
    };

    private static final SupplyShares SHARES = new SupplyShares(
            "HS17:284690",
            "JPN",
            List.of(
                    new SupplyShares.Part("CHN", 0.6, Optional.empty()),
                    new SupplyShares.Part("VNM", 0.3, Optional.empty())),
            SupplyShares.Basis.IMPORTS,
            Optional.of(1_000.0),
            "set",
            Optional.of(2023));

    private static Scenario scenario(String responses, String more) {
        var text = """
                { "schema": "kaname/scenario@1", "id": "a-case", "status": "exercise", "draws": 200,
                  "origin_date": "2024-01-01", "horizon_days": 200, "subject": ["JPN"],
                  "restrictions": [
                    { "id": "one", "restrictor": ["CHN"], "direction": "export", "from": ["CHN"], "to": ["*"],
                      "channel": "goods", "scope": {"codes": ["HS17:2846"]}, "start": "2024-01-11",
                      "share_lost": {"low": 0.2, "mid": 0.5, "high": 0.9}, "duration_days": "open" } %s ]
                  %s }
                """.formatted(more, responses);
        return ((Outcome.Taken<Scenario>) ScenarioReader.read("small.json", text, WORLD)).value();
    }

    @Test
    void daysUntilStopAreStockOverTheShareLost() {
        // 0.5 of 0.6 is lost from day 10 on: 0.3 a day out of 30 days lasts 100 days
        var run = GoodRun.of(scenario(", \"responses\": {\"stock_days\": {\"fixed\": 30}}", ""), WORLD, SHARES, 0, 1);
        assertThat(run.startDay()).isEqualTo(10);
        assertThat(run.stockKnown()).isTrue();
        assertThat(run.lostMid()).isCloseTo(0.3, within(1e-12));
        assertThat(run.cells().getFirst().central().timeToSurvive()).hasValue(100);
        assertThat(run.cells().getFirst().central().timeToRecover()).isEmpty();
    }

    @Test
    void drawsDoNotDependOnThreads() throws Exception {
        var scenario = scenario(", \"responses\": {\"stock_days\": {\"low\": 10, \"mid\": 30, \"high\": 60}}", "");
        var alone = new ForkJoinPool(1)
                .submit(() -> GoodRun.of(scenario, WORLD, SHARES, 200, 7))
                .get();
        var many = new ForkJoinPool(7)
                .submit(() -> GoodRun.of(scenario, WORLD, SHARES, 200, 7))
                .get();
        var one = alone.cells().getFirst().drawn().orElseThrow();
        var other = many.cells().getFirst().drawn().orElseThrow();
        assertThat(other).isEqualTo(one);
        assertThat(GoodRun.of(scenario, WORLD, SHARES, 200, 8)
                        .cells()
                        .getFirst()
                        .drawn()
                        .orElseThrow())
                .isNotEqualTo(one);
        assertThat(one.drivers()).extracting(GoodRun.Driver::path).contains("restrictions.one.share_lost");
        assertThat(one.drivers().getFirst().correlation()).isNotZero();
    }

    @Test
    void withoutAStockEachStockOfTheGridIsRunAndMoreStockLastsLonger() {
        var run = GoodRun.of(scenario("", ""), WORLD, SHARES, 0, 1);
        assertThat(run.stockKnown()).isFalse();
        assertThat(run.cells())
                .extracting(GoodRun.OfStock::stockDays)
                .containsExactly(0.0, 15.0, 30.0, 60.0, 90.0, 180.0);
        // 0.3 a day: 0, 50, 100 days, and 60 days of stock carry beyond the horizon
        assertThat(run.cells().get(0).central().timeToSurvive()).hasValue(0);
        assertThat(run.cells().get(1).central().timeToSurvive()).hasValue(50);
        assertThat(run.cells().get(2).central().timeToSurvive()).hasValue(100);
        assertThat(run.cells().get(3).central().timeToSurvive()).isEmpty();
    }

    @Test
    void bothRulesOfOverlapAreRunWhereTheyDiffer() {
        var second = """
                , { "id": "two", "restrictor": ["CHN"], "direction": "export", "from": ["CHN"], "to": ["B"],
                  "channel": "goods", "scope": {"codes": ["HS17:284690"]}, "start": "2024-01-11",
                  "share_lost": {"fixed": 0.4}, "duration_days": "open" }
                """;
        var responses = ", \"responses\": {\"stock_days\": {\"fixed\": 30}}";
        var run = GoodRun.of(scenario(responses, second), WORLD, SHARES, 0, 1);
        // survivors multiply: 1 − 0.5·0.6 = 0.7 of 0.6; the largest alone: 0.5 of 0.6
        assertThat(run.lostMid()).isCloseTo(0.42, within(1e-12));
        assertThat(run.otherOverlap().orElseThrow().timeToSurvive()).hasValue(100);
        assertThat(GoodRun.of(scenario(responses, ""), WORLD, SHARES, 0, 1).otherOverlap())
                .isEmpty();
    }

    @Test
    void spareCapacityOfAnotherSupplierClosesTheGap() {
        var spare = ", \"responses\": {\"stock_days\": {\"fixed\": 30}, \"spare\": [{\"economy\": \"AUS\","
                + " \"share\": {\"low\": 0.1, \"mid\": 0.3, \"high\": 0.3}, \"lead_days\": {\"fixed\": 40}}]}";
        var cell = GoodRun.of(scenario(spare, ""), WORLD, SHARES, 0, 1).cells().getFirst();
        // 0.3 lacking for 40 days uses 12 of 30 days; then nothing lacks any more
        assertThat(cell.central().timeToSurvive()).isEmpty();
        assertThat(cell.central().timeToRecover()).hasValue(40);
        assertThat(cell.central().lowestStock()).isCloseTo(18, within(1e-9));
        assertThat(cell.noResponse().timeToSurvive()).hasValue(100);
    }

    @Test
    void rankCorrelationIsSpearmans() {
        assertThat(Spread.rankCorrelation(new double[] {1, 2, 3, 4}, new double[] {10, 100, 1_000, 10_000}))
                .isCloseTo(1, within(1e-12));
        // ranks 1 2 3 4 against 2 1 4 3: 1 − 6·4/(4·15)
        assertThat(Spread.rankCorrelation(new double[] {1, 2, 3, 4}, new double[] {5, 4, 8, 7}))
                .isCloseTo(0.6, within(1e-12));
        assertThat(Spread.rankCorrelation(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isNaN();
    }

    @Test
    void quantilesKnowWhatNeverHappens() {
        var values = new double[1_000];
        var random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 900 ? random.nextDouble() : Double.POSITIVE_INFINITY;
        }
        var spread = Spread.of(values);
        assertThat(spread.p5()).isBetween(0.0, 0.2);
        assertThat(spread.p50()).isBetween(0.4, 0.7);
        assertThat(spread.p95()).isInfinite();
    }
}
