package org.kaname.shock.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kaname.shock.recovery.RecoveryEvent.CapacityLoss;
import org.kaname.shock.recovery.RecoveryEvent.CapitalLoss;
import org.kaname.shock.recovery.RecoveryEvent.CapitalRebuilt;
import org.kaname.shock.recovery.RecoveryParameters.Mode;

/** Reference mode against series that another program computed (shock 3.5). */
@Tag("golden")
class RecoveryGoldenTest {
    private static final String S1 = "S1_recover_linear_psi";
    private static final String S5 = "S5_arbitrary80_reg3_mining_psi";
    private static final String S12 = "S12_two_rebuild_mild_psi";
    private static final String S13 = "S13_one_arbitrary_vector_psi_inv10";

    /** Scenario, days, least total as a share and its day, output loss, unmet final demand, gate per cell. */
    static Stream<Arguments> scenarios() {
        return Stream.of(
                Arguments.of("S0_noshock_psi", 120, 1, -1, 0, 0, 1e-12),
                Arguments.of(S1, 365, .98471, 6, 14_318_784.5603, 14_109_470.7169, 1e-12),
                Arguments.of("S2_recover_convexe_psi", 365, .98471, 6, 8_301_707.3399, 8_181_375.1563, 1e-12),
                Arguments.of("S3_recover_concave_psi", 365, .98471, 6, 15_025_999.4305, 14_807_003.9445, 1e-12),
                Arguments.of(S5, 365, .98925, 80, 8_611_071.5342, 8_472_171.1662, 1e-12),
                Arguments.of(S12, 365, .99981, 40, -149_140.3838, 2_542_735.8988, 1e-12),
                Arguments.of(S13, 365, .62483, 107, 526_027_273.1907, 519_114_794.5247, 1e-4));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theSeriesAreThoseOfTheReference(
            String scenario, int days, double least, int leastDay, double outputLoss, double unmet, double gate) {
        var golden = GoldenTable.read();
        var series = run(golden, scenario, days);
        double worst = worst(series.production, golden.series(scenario, "production", false));
        assertThat(worst).isLessThanOrEqualTo(gate);
        double rough = scenario.equals(S13) ? 1e-3 : 1e-9;
        assertThat(worst(series.capacity, golden.series(scenario, "production_capacity", false)))
                .isLessThanOrEqualTo(rough);
        assertThat(worst(series.overproduction, golden.series(scenario, "overproduction", false)))
                .isLessThanOrEqualTo(rough);
        assertThat(series.lowestShare()).isCloseTo(least, within(5e-6));
        assertThat(leastDay < 0 || series.lowestDay() == leastDay).isTrue();
        double scale = Math.max(1, Math.abs(outputLoss));
        assertThat(series.outputLoss()).isCloseTo(outputLoss, within(1e-8 * scale + 1e-4));
        assertThat(series.finalUnmetTotal()).isCloseTo(unmet, within(1e-8 * unmet + 1e-4));
    }

    @Test
    void finalDemandRebuildingAndCapitalAreThoseOfTheReference() {
        var golden = GoldenTable.read();
        var series = run(golden, S12, 365);
        assertThat(worst(series.rebuildDemand, golden.series(S12, "rebuild_demand", false)))
                .isLessThanOrEqualTo(1e-9);
        assertThat(worst(series.rebuildDelivered, golden.series(S12, "rebuild_prod", false)))
                .isLessThanOrEqualTo(1e-9);
        assertThat(worst(series.capitalLost, golden.series(S12, "capital_to_recover", false)))
                .isLessThanOrEqualTo(1e-9);
        assertThat(worst(series.ordersReceived, golden.series(S12, "intermediate_demand", false)))
                .isLessThanOrEqualTo(1e-9);
        var shortfall = run(golden, S5, 365);
        var columns = golden.series(S5, "final_demand_unmet", true);
        var suppliers = golden.series(S5, "final_demand_undist", false);
        for (int t = 1; t < 365; t++) {
            assertThat(shortfall.finalShort[t]).as("day " + t).containsExactly(columns[t], within(1e-6));
            assertThat(shortfall.finalShortBySupplier[t]).as("day " + t).containsExactly(suppliers[t], within(1e-6));
        }
    }

    private static RecoverySeries run(GoldenTable golden, String scenario, int days) {
        int made = golden.industry("reg1", "manufactoring");
        int other = golden.industry("reg1", "other");
        var hit = Map.of(made, 1e8, other, 1e8);
        var builders = Map.of(golden.table.sector("construction"), .6, golden.table.sector("manufactoring"), .4);
        List<RecoveryEvent> events = switch (scenario.substring(0, scenario.indexOf('_'))) {
            case "S0" -> List.of();
            case "S1" -> List.of(new CapitalLoss("s1", hit, LossPath.whole(5, 20, RecoveryShape.LINEAR, 180)));
            case "S2" -> List.of(new CapitalLoss("s2", hit, LossPath.whole(5, 20, RecoveryShape.CONVEX, 180)));
            case "S3" -> List.of(new CapitalLoss("s3", hit, LossPath.whole(5, 20, RecoveryShape.CONCAVE, 180)));
            case "S5" ->
                List.of(new CapacityLoss(
                        "s5",
                        "s5",
                        Map.of(golden.industry("reg3", "mining"), .8),
                        LossPath.whole(5, 60, RecoveryShape.LINEAR, 60)));
            case "S12" ->
                List.of(
                        new CapitalRebuilt("a", Map.of(made, 1e6, other, 1e6), 5, 10, 180, builders),
                        new CapitalRebuilt("b", Map.of(made, 5e5, other, 5e5), 40, 10, 60, builders));
            default ->
                List.of(new CapacityLoss(
                        "s13",
                        "s13",
                        Map.of(
                                golden.industry("reg3", "mining"), .8,
                                golden.industry("reg2", "electricity"), .5,
                                golden.industry("reg4", "manufactoring"), .3),
                        LossPath.whole(5, 60, RecoveryShape.LINEAR, 60)));
        };
        var parameters = RecoveryParameters.of(Mode.REFERENCE, days);
        if (scenario.equals(S13)) {
            parameters = parameters.withStock(10, 10);
        }
        return Runs.series(RecoveryTable.of(golden.table), RecoveryRequest.of(events, parameters));
    }

    /** Largest relative error of a cell; cells of nothing are compared with 1. */
    private static double worst(double[][] ours, double[][] theirs) {
        assertThat(ours).hasDimensions(theirs.length, theirs[0].length);
        double worst = 0;
        for (int t = 0; t < ours.length; t++) {
            for (int i = 0; i < ours[t].length; i++) {
                double scale = theirs[t][i] == 0 ? 1 : Math.abs(theirs[t][i]);
                double error = Math.abs(ours[t][i] - theirs[t][i]) / scale;
                worst = error > worst || Double.isNaN(error) ? error : worst;
            }
        }
        return worst;
    }
}
