package org.kaname.shock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.Outcome;
import org.kaname.shock.recovery.RecoveryShape;
import org.kaname.shock.scenario.Scenario.Overlap;

class LossPathTest {
    private static Scenario read(String text) {
        return ((Outcome.Taken<Scenario>) ScenarioReader.read("small.json", text, ScenarioReaderTest.WORLD)).value();
    }

    @Test
    void theShareHoldsForItsTimeAndThenComesBack() {
        var scenario = read(ScenarioReaderTest.SMALL);
        var path = LossPath.of(scenario, scenario.restrictions().getFirst(), Draw.mid(scenario));
        assertThat(path[9]).isZero();
        assertThat(path[10]).isEqualTo(0.5);
        assertThat(path[39]).isEqualTo(0.5);
        assertThat(path[50]).isCloseTo(0.25, within(1e-15));
        assertThat(path[60]).isZero();
    }

    @Test
    void shapesComeBackAsTheTextSays() {
        assertThat(RecoveryShape.CONVEX.left(180, 180)).isCloseTo(0.018, within(5e-4));
        assertThat(RecoveryShape.CONCAVE.left(0, 100)).isEqualTo(1);
        assertThat(RecoveryShape.CONCAVE.left(50, 100)).isCloseTo(0.5, within(0.02));
        assertThat(RecoveryShape.LINEAR.left(75, 60)).isZero();
        assertThat(RecoveryShape.STEP.left(0, 0)).isZero();
        assertThat(RecoveryShape.NONE.left(1_000, 0)).isEqualTo(1);
    }

    @Test
    void stepsOverrideTheShare() {
        var scenario = read(
                ScenarioReaderTest.SMALL.replace(
                        "\"share_lost\": {\"low\": 0.2, \"mid\": 0.5, \"high\": 0.9}",
                        "\"steps\": [{\"day\": 0, \"share_lost\": {\"fixed\": 1}}, {\"day\": 20, \"share_lost\": {\"fixed\": 0.4}}]"));
        var path = LossPath.of(scenario, scenario.restrictions().getFirst(), Draw.mid(scenario));
        assertThat(path[10]).isEqualTo(1);
        assertThat(path[29]).isEqualTo(1);
        assertThat(path[30]).isEqualTo(0.4);
        // what was in force at the end comes back: half of it after ten of twenty days
        assertThat(path[50]).isCloseTo(0.2, within(1e-15));
    }

    private static Scenario two(String nests) {
        var one = ScenarioReaderTest.SMALL;
        int from = one.indexOf("{ \"id\": \"one\"");
        int to = one.indexOf("} ],");
        var restriction = one.substring(from, to + 1);
        var second = restriction.replace("\"one\"", "\"two\"").replace("\"mid\": 0.5", "\"mid\": 0.4");
        return read(one.replace(restriction, restriction + ", " + second).replace("\"nest\": null", nests));
    }

    @Test
    void layersOfANestDoNotMultiplyAndNestsDo() {
        var apart = two("\"nest\": null");
        var acting = apart.restrictions();
        assertThat(LossPath.combined(apart, acting, Draw.mid(apart), Overlap.MULTIPLY)[20])
                .isCloseTo(1 - 0.5 * 0.6, within(1e-15));
        assertThat(LossPath.combined(apart, acting, Draw.mid(apart), Overlap.MAX)[20])
                .isEqualTo(0.5);
        var layers = two("\"nest\": \"n\"");
        assertThat(LossPath.combined(layers, layers.restrictions(), Draw.mid(layers), Overlap.MULTIPLY)[20])
                .isEqualTo(0.5);
    }

    @Test
    void whatIsReroutedArrives() {
        var scenario = read(
                ScenarioReaderTest.SMALL.replace("\"recovery\"", "\"rerouted_share\": {\"fixed\": 0.2}, \"recovery\""));
        assertThat(LossPath.combined(scenario, scenario.restrictions(), Draw.mid(scenario), Overlap.MULTIPLY)[20])
                .isCloseTo(0.4, within(1e-15));
    }

    @Test
    void membersOfABlocAreAffectedAndOthersAreNot() {
        var restriction = read(ScenarioReaderTest.SMALL).restrictions().getFirst();
        assertThat(ScenarioReaderTest.WORLD.affects(restriction, "CHN", "DEU")).isTrue();
        assertThat(ScenarioReaderTest.WORLD.affects(restriction, "CHN", "JPN")).isTrue();
        assertThat(ScenarioReaderTest.WORLD.affects(restriction, "CHN", "KOR")).isFalse();
        assertThat(ScenarioReaderTest.WORLD.affects(restriction, "AUS", "JPN")).isFalse();
        assertThat(restriction.scope().covers("HS17:284690")).isTrue();
        assertThat(restriction.scope().covers("HS22:284690")).isFalse();
        assertThat(restriction.scope().covers("HS17:284")).isFalse();
    }

    @Test
    @Tag("invariant")
    void quantilesFollowTheirShapes() {
        var ranges = List.of(
                new Range(0, 0.5, 2, Range.Shape.TRIANGULAR),
                new Range(1, 2, 4, Range.Shape.PERT),
                new Range(0, 1, 2, Range.Shape.UNIFORM),
                new Range(1, 2, 4, Range.Shape.LOGNORMAL));
        for (var range : ranges) {
            double last = Double.NEGATIVE_INFINITY;
            for (int i = 1; i < 100; i++) {
                double value = range.quantile(i / 100.0);
                assertThat(value).as(range + " at " + i).isGreaterThan(last);
                last = value;
            }
        }
        // mean of a triangle: (0 + 0.5 + 2)/3; of PERT: (1 + 4·2 + 4)/6; both from many draws
        assertThat(mean(ranges.get(0))).isCloseTo(2.5 / 3, within(0.01));
        assertThat(mean(ranges.get(1))).isCloseTo(13 / 6.0, within(0.01));
        assertThat(ranges.get(3).quantile(0.5)).isCloseTo(2, within(1e-9));
        assertThat(ranges.get(3).quantile(0.95)).isCloseTo(4, within(1e-9));
        assertThat(ranges.get(3).quantile(0.05)).isCloseTo(1, within(1e-9));
    }

    private static double mean(Range range) {
        var random = new Random(7);
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            sum += range.quantile(random.nextDouble(1e-12, 1));
        }
        return sum / 100_000;
    }

    @Test
    void aDrawDependsOnSeedAndNumberAlone() {
        var scenario = read(ScenarioReaderTest.SMALL);
        var path = "restrictions.one.share_lost";
        assertThat(Draw.of(scenario, 1, 5)).isEqualTo(Draw.of(scenario, 1, 5));
        assertThat(Draw.of(scenario, 1, 5).value(path))
                .isNotEqualTo(Draw.of(scenario, 1, 6).value(path));
        assertThat(Draw.of(scenario, 1, 5).value(path))
                .isNotEqualTo(Draw.of(scenario, 2, 5).value(path));
        assertThat(Draw.of(scenario, 1, 5).value(path)).isBetween(0.2, 0.9);
    }

    @Test
    void correlatedRangesMoveTogether() {
        var scenario = two("\"nest\": null");
        var together = new Scenario(
                scenario.id(),
                scenario.status(),
                scenario.title(),
                scenario.originDate(),
                scenario.horizonDays(),
                scenario.subject(),
                scenario.restrictions(),
                scenario.responses(),
                scenario.supply(),
                scenario.overlap(),
                1,
                10,
                List.of(List.of("restrictions.one.share_lost", "restrictions.two.share_lost")),
                List.of(),
                List.of());
        double last = 0;
        var draws = new java.util.TreeMap<Double, Double>();
        for (int k = 1; k < 50; k++) {
            var draw = Draw.of(together, 1, k);
            draws.put(draw.value("restrictions.one.share_lost"), draw.value("restrictions.two.share_lost"));
        }
        for (double second : draws.values()) {
            assertThat(second).isGreaterThan(last);
            last = second;
        }
    }
}
