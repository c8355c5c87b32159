package org.kaname.measure.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kaname.measure.Flows;
import org.kaname.measure.Judging;
import org.kaname.measure.Settings;
import org.kaname.model.Code;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;

/** Who is in the matrix, and when there is no index. */
class HeldMatrixTest {
    private static ExportTable table(double[]... rows) {
        return new ExportTable(
                rows.length,
                rows[0].length,
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(),
                new double[rows[0].length]);
    }

    private static Result<SymmetricEci> index(ExportTable exports) {
        return SymmetricEci.of(HeldMatrix.of(exports, 0, 0), Judging.settings());
    }

    private static void assertNoIndex(ExportTable exports, Reason reason) {
        assertThat(index(exports))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.why().reason()).isEqualTo(reason));
    }

    @Test
    void unspecifiedOriginStaysInTheSumsOfTheWorld() {
        var without = HeldMatrix.of(new ExportTable(2, 2, new double[] {10, 0, 5, 5}, new double[2]), 0, 0);
        var with = HeldMatrix.of(new ExportTable(2, 2, new double[] {10, 0, 5, 5}, new double[] {0, 20}), 0, 0);

        // (5/10) / (5/20) = 2, and with 20 more from nobody (5/10) / (25/40) = 0.8
        assertThat(without.rca(1, 1)).isCloseTo(2, within(1e-15));
        assertThat(with.absentColumns()).containsEntry(1, HeldMatrix.Absence.NOTHING_HELD);
        // (10/10) / (15/40)
        assertThat(with.rca(0, 0)).isCloseTo(40.0 / 15, within(1e-15));
    }

    @Test
    void anAdvantageOfExactlyOneIsHeld() {
        assertThat(HeldMatrix.of(table(new double[] {1, 2}, new double[] {2, 4}, new double[] {3, 6}), 0, 0)
                        .ones())
                .isEqualTo(6);
    }

    @Test
    void theFilterBySizeLeavesOutOnlyWhatIsBelowIt() {
        var exports = table(new double[] {9, 0, 0}, new double[] {0, 10, 0}, new double[] {5, 0, 6});

        var matrix = HeldMatrix.of(exports, 10, 0);

        assertThat(matrix.absentRows()).containsExactly(Map.entry(0, HeldMatrix.Absence.BELOW_MIN_TRADE));
        // its 9 left the world: (5/11) / (5/21)
        assertThat(matrix.rca(matrix.findRow(2), matrix.findColumn(0))).isCloseTo(21.0 / 11, within(1e-15));
    }

    @Test
    void aGoodWithFewerExportersThanAskedForLeavesEverySum() {
        var exports = table(new double[] {4, 6, 90}, new double[] {2, 1, 0}, new double[] {1, 1, 0});

        var matrix = HeldMatrix.of(exports, 0, 2);

        assertThat(matrix.absentColumns()).containsExactly(Map.entry(2, HeldMatrix.Absence.FEW_EXPORTERS));
        // (6/10) / (8/15)
        assertThat(matrix.rca(0, 1)).isCloseTo(6.0 * 15 / (10 * 8), within(1e-15));
    }

    @Test
    void separateGroupsGiveNoIndexAndTheLargestIsOffered() {
        // measurement 4.5, step 6: eigenvalues 1, 1, 1, 0.25, 0
        var exports = table(
                new double[] {100, 0, 20, 5},
                new double[] {10, 50, 0, 5},
                new double[] {0, 30, 60, 10},
                new double[] {5, 5, 5, 80},
                new double[] {40, 10, 0, 0});

        assertNoIndex(exports, Reason.DISCONNECTED);

        var largest = HeldMatrix.of(exports, 0, 0).largestPart();
        assertThat(largest.absentRows().values()).containsOnly(HeldMatrix.Absence.OUTSIDE_PART);
        // of the groups {0, 4}, {1, 2}, {3} the first of the largest: two economies hold the first good
        assertThat(List.of(largest.sourceRow(0), largest.sourceRow(1))).containsExactly(0, 4);
        assertThat(largest.economies()).isEqualTo(2);
        assertThat(largest.products()).isEqualTo(1);
    }

    @Test
    void theLargestPartHasTheIndexThatItWouldHaveAlone() {
        // five economies of a chain of goods, and a pair apart; an advantage is held by all that export here
        var apart = table(
                new double[] {8, 8, 8, 0, 0, 0},
                new double[] {0, 8, 8, 0, 0, 0},
                new double[] {0, 0, 8, 8, 0, 0},
                new double[] {0, 0, 0, 8, 8, 0},
                new double[] {0, 0, 0, 0, 0, 8});

        assertNoIndex(apart, Reason.DISCONNECTED);
        var part = HeldMatrix.of(apart, 0, 0).largestPart();
        var alone = HeldMatrix.of(
                table(
                        new double[] {8, 8, 8, 0, 0},
                        new double[] {0, 8, 8, 0, 0},
                        new double[] {0, 0, 8, 8, 0},
                        new double[] {0, 0, 0, 8, 8}),
                0,
                0);
        assertThat(part.ones()).isEqualTo(alone.ones()).isEqualTo(9);
        assertThat(GoldenWorld.index(part).eci())
                .containsExactly(GoldenWorld.index(alone).eci(), within(1e-12));
    }

    @Test
    void goodsThatAllHoldTellNothingApart() {
        assertNoIndex(
                table(new double[] {1, 2, 3}, new double[] {2, 4, 6}, new double[] {3, 6, 9}), Reason.NO_VARIATION);
    }

    @Test
    void aRingOfEconomiesHasNoOrder() {
        var rows = new double[5][5];
        for (int c = 0; c < rows.length; c++) {
            rows[c][c] = 1;
            rows[c][(c + 1) % rows.length] = 1;
        }

        assertNoIndex(table(rows), Reason.DEGENERATE);
    }

    @Test
    void twoEconomiesAreTooFew() {
        assertNoIndex(table(new double[] {2, 1, 1}, new double[] {1, 2, 1}), Reason.TOO_SMALL);
    }

    @Test
    void whereDiversityTellsNoSignTheFirstOfTheWidestIsPositive() {
        // a chain in which everybody holds two goods
        var rows = new double[4][5];
        for (int c = 0; c < rows.length; c++) {
            rows[c][c] = 1;
            rows[c][c + 1] = 1;
        }

        assertThat(index(table(rows))).isInstanceOfSatisfying(Result.Ok.class, ok -> {
            var found = (SymmetricEci) ok.value();
            assertThat(found.signByConvention()).isTrue();
            assertThat(found.eci()[0]).isPositive();
            assertThat(found.eci()[3]).isCloseTo(-found.eci()[0], within(1e-12));
        });
    }

    @Test
    void aDataSetThatDoesNotHoldAllGoodsIsRefused() {
        var data = Flows.of("AXX>BXX 100001 5", "BXX>AXX 100002 5").data();

        assertThat(Complexity.of(data, "HS17", Flows.YEAR, false, Judging.settings()))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.why().reason()).isEqualTo(Reason.PRODUCTS_PARTIAL));
    }

    private static Complexity small(Settings settings) {
        // XNS is of no known origin and XRW the rest of the importers: neither has a row
        var data = Flows.of(
                        "AXX>XRW 100001 60",
                        "AXX>BXX 100002 40",
                        "BXX>AXX 100002 40",
                        "BXX>XRW 100003 40",
                        "CXX>XRW 100003 50",
                        "CXX>XRW 100001 1",
                        "XNS>XRW 100003 5",
                        "DXX>XRW 100001 2")
                .allProducts()
                .data();
        return switch (Complexity.of(data, "HS17", Flows.YEAR, false, settings)) {
            case Result.Ok<Complexity> ok -> ok.value();
            case Result.Failed<Complexity> failed ->
                throw new AssertionError(failed.why().toString());
        };
    }

    @Test
    void onlyEconomiesHaveRowsAndWhoIsLeftOutHasAReasonNotAZero() {
        var complexity = small(Complexity.withMinTrade(Judging.settings(), 10));
        var figure = complexity.figure(ComplexityMeasure.ECI, "DXX");

        assertThat(complexity.findRow("XNS")).isEqualTo(-1);
        assertThat(complexity.absentEconomies()).containsExactly(Map.entry("DXX", HeldMatrix.Absence.BELOW_MIN_TRADE));
        assertThat(figure.isMissing()).isTrue();
        assertThat(figure.reason()).contains(Reason.LEFT_OUT);
        // (60/100) / (61/236): the world is 61 + 80 + 95, with unspecified origin and without DXX
        assertThat(complexity
                        .figure(ComplexityMeasure.RCA, "AXX", new Code("HS17", "100001"))
                        .value())
                .isCloseTo(60.0 / 100 * 236 / 61, within(1e-12));
    }

    @Test
    void aPassportLeadsBackToItsFigure() {
        var settings = Complexity.withMinTrade(Judging.settings(), 0);
        var complexity = small(settings);
        var good = new Code("HS17", "100001");
        for (var figure : List.of(
                complexity.figure(ComplexityMeasure.ECI, "AXX"),
                complexity.figure(ComplexityMeasure.PCI, good),
                complexity.figure(ComplexityMeasure.RCA, "CXX", good),
                complexity.figure(ComplexityMeasure.DENSITY, "CXX", good),
                complexity.proximity(good, new Code("HS17", "100003")))) {
            var text = figure.passport().toString();
            var passport = Passport.parse(text).then(Result::ok);
            assertThat(passport).isInstanceOfSatisfying(Result.Ok.class, ok -> {
                var parsed = (Passport) ok.value();
                var measure = Complexity.findMeasure(parsed).orElseThrow();
                assertThat(text).contains("set.matrix@1.min_trade_kusd=0.0");
                assertThat(complexity.find(measure, parsed)).isInstanceOfSatisfying(Result.Ok.class, found -> {
                    var again = (org.kaname.model.Figure) found.value();
                    assertThat(again.value()).isEqualTo(figure.value());
                    assertThat(again.passport()).isEqualTo(figure.passport());
                });
            });
        }
    }
}
