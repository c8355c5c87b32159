package org.kaname.measure.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.DataSet;
import org.kaname.measure.Flows;
import org.kaname.measure.Judging;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.complexity.ComplexityMeasure;
import org.kaname.measure.complexity.GoldenWorld;
import org.kaname.measure.sql.SqlReference;
import org.kaname.model.Result;

/** The matrix of goods held by kernel and by SQL. */
@Tag("two-implementations")
class ComplexityComparisonTest {
    private static Map<String, Check> compare(DataSet data, double minTrade, boolean part, int most) {
        var settings = Complexity.withMinTrade(Judging.settings(), minTrade);
        var tallies = new TreeMap<String, Tally>();
        try (var sql = new SqlReference(data, "HS17", Verification.parameters(settings))) {
            switch (Complexity.of(data, "HS17", Flows.YEAR, part, settings)) {
                case Result.Ok<Complexity> ok ->
                    ComplexityComparison.compare(
                            ok.value(), sql, most, name -> tallies.computeIfAbsent(name, Tally::new));
                case Result.Failed<Complexity> failed ->
                    throw new AssertionError(failed.why().toString());
            }
        }
        var checks = new TreeMap<String, Check>();
        tallies.forEach((name, tally) -> checks.put(name, tally.check()));
        return checks;
    }

    private static void assertAllAgree(Map<String, Check> checks) {
        assertThat(checks.keySet()).containsAll(ComplexityComparison.methods());
        assertThat(checks.values()).allSatisfy(check -> {
            assertThat(check.firstDifference()).as(check.name()).isEmpty();
            assertThat(check.cells()).as(check.name()).isPositive();
        });
    }

    @Test
    void bothGiveTheSameOnTheTableOfOthers() {
        var checks = compare(Flows.of(GoldenWorld.whole().flows()).allProducts().data(), 0, false, Verification.ALL);

        assertAllAgree(checks);
        assertThat(checks.get(ComplexityMeasure.COG.method()))
                .extracting(Check::cells)
                .isEqualTo(226L * 785);
    }

    @Test
    void bothLeaveOutTheSameWithAFilter() {
        assertAllAgree(compare(
                Flows.of(GoldenWorld.whole().flows()).allProducts().data(), 1_000_000, false, Verification.ALL));
    }

    @Test
    void bothGiveTheSameWhereOriginIsUnspecified() {
        var lines = new ArrayList<>(Flows.random(7, 12, 9));
        for (int good = 0; good < 9; good += 2) {
            lines.add("XNS>AXX 10000" + good + " " + 400 * (good + 1));
        }

        assertAllAgree(compare(Flows.of(lines).allProducts().data(), 0, false, Verification.ALL));
    }

    @Test
    void aSampleComparesSomeGoodsOnly() {
        var data = Flows.of(GoldenWorld.whole().flows()).allProducts().data();

        var some = compare(data, 0, false, 7);

        assertThat(some.get(ComplexityMeasure.PROXIMITY.method()))
                .extracting(Check::cells)
                .isEqualTo(7L * 785);
        assertThat(some.values())
                .allSatisfy(c -> assertThat(c.firstDifference()).isEmpty());
        assertThat(some).doesNotContainKey(ComplexityMeasure.COI.method());
    }

    @Test
    void bothGiveTheSameAtTheSizeOfAYearOfWorldTrade() {
        var random = new Random(42);
        var lines = new ArrayList<String>();
        var able = random.doubles(230, -2, 2).toArray();
        for (int good = 0; good < 5000; good++) {
            double hard = 4 * random.nextDouble() - 2;
            for (int c = 0; c < able.length; c++) {
                if (random.nextDouble() < 0.7 / (1 + Math.exp(2 * (hard - able[c])))) {
                    long value = Math.round(1000 * Math.exp(able[c] * hard + 2 * random.nextGaussian())) + 1;
                    lines.add("E" + (100 + c) + ">XRW " + (200_000 + good) + " " + value);
                }
            }
        }

        var checks = compare(Flows.of(lines).allProducts().data(), 0, false, 3);

        assertThat(checks.values())
                .allSatisfy(c -> assertThat(c.firstDifference()).isEmpty());
        assertThat(checks.get(ComplexityMeasure.RCA.method()))
                .satisfies(c -> assertThat(c.cells()).isGreaterThan(2L * 100_000));
        assertThat(checks.get(ComplexityMeasure.ECI.method()))
                .satisfies(c -> assertThat(c.cells()).isEqualTo(230 + 5000 + 5));
    }
}
