package org.kaname.measure.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.DataSet;
import org.kaname.measure.Flows;
import org.kaname.measure.Judging;
import org.kaname.measure.Settings;
import org.kaname.model.Figure;
import org.kaname.model.Reason;
import org.kaname.model.Result;

/** Proxies of market power and the trend of a world share, against numbers worked out by hand. */
class MarketPowerTest {
    @ParameterizedTest
    // w − g(1 − w): 0.6 − 0.1·0.4, 0.6 − 0.25·0.4, 0.6 − 0.5·0.4; a third of the world is replaced by the rest at g =
    // 0.5
    @CsvSource({"0.6, 0.1, 0.56", "0.6, 0.25, 0.5", "0.6, 0.5, 0.4", "0.2, 0.5, 0", "1, 0.5, 1", "0, 0.1, 0"})
    void theGapIsWhatTheOthersDoNotReplaceWhenTheyExpand(double share, double expansion, double gap) {
        assertThat(MarketPower.capacityGap(share, expansion)).isCloseTo(gap, within(1e-12));
    }

    @Test
    void theLernerIndexNeedsBothElasticities() {
        // 0.5 / (2 + 0.5 · 1)
        assertThat(MarketPower.lernerFringe(0.5, 2, 1)).isCloseTo(0.2, within(1e-12));
        assertThat(MarketPower.lernerFringe(0.5, Double.NaN, 1)).isNaN();
        assertThat(MarketPower.lernerFringe(0.5, 2, Double.NaN)).isNaN();
        assertThat(MarketPower.lernerFringe(0.5, 0, 1)).isNaN();
    }

    private static DataSet world() {
        return Flows.of(
                        "AAA>BBB 111111 60",
                        "CCC>BBB 111111 20",
                        "XNS>BBB 111111 20",
                        "AAA>CCC 111111 30",
                        "BBB>AAA 111111 10")
                .data();
    }

    private static Figure get(Map<String, Figure> figures, String name) {
        return Objects.requireNonNull(figures.get(name));
    }

    private static Map<String, Figure> profile(DataSet data, Settings settings, String... partners) {
        var judging = new Judging(data);
        var set = new BitSet();
        List.of(partners).forEach(p -> set.set(data.economies().indexOf(p)));
        return PowerProfile.of(data, judging.profile("AAA", judging.product("111111"), Flows.YEAR), set, settings);
    }

    @Test
    void figuresOfAGoodStandOnItsWorldShareAndSayWhatIsMissing() {
        // named world trade 120, of which AAA 90: w = 0.75
        var figures = profile(world(), Judging.settings());

        assertThat(get(figures, PowerProfile.RESIDUAL).value()).isCloseTo(0.25, within(1e-12));
        assertThat(get(figures, PowerProfile.GAP_LOW).value()).isCloseTo(0.725, within(1e-12));
        assertThat(get(figures, PowerProfile.GAP_MIDDLE).value()).isCloseTo(0.6875, within(1e-12));
        assertThat(get(figures, PowerProfile.GAP_HIGH).value()).isCloseTo(0.625, within(1e-12));
        assertThat(get(figures, PowerProfile.LERNER).reason()).contains(Reason.TABLE_ABSENT);
        assertThat(get(figures, PowerProfile.PREMIUM).reason()).contains(Reason.TABLE_ABSENT);
        assertThat(figures).doesNotContainKey(PowerProfile.RESIDUAL_INSIDE);
    }

    @Test
    void unspecifiedOriginMakesIntervals() {
        // w lies between 90/140 and 110/140
        var residual = get(profile(world(), Judging.settings()), PowerProfile.RESIDUAL)
                .interval()
                .orElseThrow();

        assertThat(residual.low()).isCloseTo(1 - 110.0 / 140, within(1e-12));
        assertThat(residual.high()).isCloseTo(1 - 90.0 / 140, within(1e-12));
    }

    @Test
    void insideAPartnerSetOnlyItsPurchasesCount() {
        assertThat(get(profile(world(), Judging.settings(), "BBB"), PowerProfile.RESIDUAL_INSIDE)
                        .value())
                .isCloseTo(0.25, within(1e-12));
        assertThat(get(profile(world(), Judging.settings(), "CCC"), PowerProfile.RESIDUAL_INSIDE)
                        .value())
                .isZero();
    }

    @Test
    void elasticitiesOfTheUserStandInThePassport() {
        var settings =
                Judging.settings().with(PowerProfile.DEMAND_ELASTICITY, 1).with(PowerProfile.FRINGE_ELASTICITY, 2);

        var lerner = get(profile(world(), settings), PowerProfile.LERNER);

        assertThat(lerner.value()).isCloseTo(0.75 / 1.5, within(1e-12));
        assertThat(lerner.passport().toString()).contains(PowerProfile.DEMAND_ELASTICITY);
        assertThat(PowerProfile.recompute(world(), lerner.passport(), settings))
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(((Figure) ok.value()).value()).isEqualTo(lerner.value()));
    }

    private static Erosion erosion(String... lines) {
        var data = Flows.of(lines).data();
        var judging = new Judging(data);
        return Erosion.of(data, judging.evaluator("AAA"), judging.product("111111"), Flows.YEAR, Judging.settings());
    }

    @Test
    void aShareThatHalvesEveryFiveYearsFallsByItsLogarithm() {
        // w = 0.8, 0.4, 0.2 in 2013 + 0, 5, 10 of which the trend of ten years holds the last two
        var erosion = erosion(
                "2013 AAA>BBB 111111 80", "2013 CCC>BBB 111111 20",
                "2018 AAA>BBB 111111 40", "2018 CCC>BBB 111111 60",
                "2023 AAA>BBB 111111 20", "2023 CCC>BBB 111111 80");

        assertThat(erosion.change().value()).isCloseTo(-0.2, within(1e-12));
        assertThat(erosion.slope().value()).isCloseTo(Math.log(0.5) / 5, within(1e-12));
        assertThat(erosion.slopeError().isMissing()).isTrue();
        assertThat(erosion.points()).isEqualTo(2);
    }

    @Test
    void theStandardErrorIsThatOfAStraightLineThroughLogarithms() {
        // ln w = 0, 0, −1 (less a constant): slope −1/2, residuals 1/6, −1/3, 1/6, error √(1/6 / 1 / 2)
        double e = Math.exp(-1);
        var erosion = erosion(
                "2021 AAA>BBB 111111 50",
                "2021 CCC>BBB 111111 50",
                "2022 AAA>BBB 111111 50",
                "2022 CCC>BBB 111111 50",
                "2023 AAA>BBB 111111 " + 50 * e,
                "2023 CCC>BBB 111111 " + (100 - 50 * e));

        assertThat(erosion.slope().value()).isCloseTo(-0.5, within(1e-4));
        assertThat(erosion.slopeError().value()).isCloseTo(Math.sqrt(1.0 / 12), within(1e-4));
        assertThat(erosion.change().reason()).contains(Reason.YEARS_MISSING);
    }

    @Test
    void aYearWithoutExportsHasNoLogarithm() {
        var erosion = erosion("2022 CCC>BBB 111111 60", "2023 AAA>BBB 111111 50", "2023 CCC>BBB 111111 50");

        assertThat(erosion.slope().reason()).contains(Reason.ZERO_IN_SERIES);
    }
}
