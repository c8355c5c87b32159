package org.kaname.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.measure.bloc.BlocDependence;
import org.kaname.model.Condition;
import org.kaname.model.Reason;
import org.kaname.model.Truth;

/** The rows of measurement 2.3 that concern the rules of the catalogue, each on a world small enough to count by hand. */
class EdgeCasesTest {
    private static final String GOOD = "280530";

    private static Judging judging(Flows flows) {
        return new Judging(flows.data());
    }

    private static String outcome(Judging judging, String rule) {
        return judging.outcome(rule, "JPN", GOOD, Flows.YEAR);
    }

    private static GoodYear year(Judging judging) {
        return judging.year("JPN", GOOD, Flows.YEAR);
    }

    private static Truth condition(Judging judging, String rule, String name) {
        return judging.verdict(rule, "JPN", GOOD, Flows.YEAR).newest().stream()
                .filter(c -> c.name().equals(name))
                .map(Condition::holds)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGoodThatIsNotImportedIsNotFlaggedAndHasNoShare() {
        var judging = judging(Flows.of("CHN>KOR 280530 62").economies("JPN"));

        for (var rule : org.kaname.measure.rule.RuleCatalogue.listRules()) {
            var verdict = judging.verdict(rule.id(), "JPN", GOOD, Flows.YEAR);
            assertThat(verdict.outcome()).as(rule.id()).isEqualTo("NOT_FLAGGED");
            assertThat(verdict.reason()).as(rule.id()).isEqualTo("NO_IMPORTS");
        }
        assertThat(year(judging).value(GoodMeasure.IMPORTS)).isZero();
        assertThat(year(judging).reason(GoodMeasure.TOP_SHARE)).isEqualTo(Reason.NO_DENOMINATOR);
        assertThat(year(judging).reason(GoodMeasure.HHI)).isEqualTo(Reason.NO_DENOMINATOR);
    }

    @Test
    void anImporterThatDidNotReportIsNotJudged() {
        var judging =
                judging(Flows.of("CHN>KOR 280530 62", "AUS>KOR 280530 60").state("JPN", Coverage.State.NOT_REPORTED));

        for (var rule : org.kaname.measure.rule.RuleCatalogue.listRules()) {
            var verdict = judging.verdict(rule.id(), "JPN", GOOD, Flows.YEAR);
            assertThat(verdict.outcome()).as(rule.id()).isEqualTo("INSUFFICIENT");
            assertThat(verdict.missing()).as(rule.id()).isNotEmpty();
        }
        assertThat(year(judging).reason(GoodMeasure.IMPORTS)).isEqualTo(Reason.NOT_REPORTED);
    }

    @Test
    void withoutExportsTheRatioIsUnboundedAndHasNoNumber() {
        var judging = judging(Flows.of("CHN>JPN 280530 62"));
        var figure = judging.profile("JPN", judging.product(GOOD), Flows.YEAR).figure(GoodMeasure.RATIO);
        var deficit = judging.verdict("geodep@2024.year", "JPN", GOOD, Flows.YEAR)
                .newest()
                .get(2);

        assertThat(figure.isUnbounded()).isTrue();
        assertThat(figure.isMissing()).isFalse();
        assertThat(figure.reason()).contains(Reason.NO_EXPORTS);
        assertThat(deficit.holds()).isEqualTo(Truth.YES);
        assertThat(deficit.margin()).as("null in JSON").isEmpty();
        assertThat(outcome(judging, "kiet@2021.vulnerable.world")).isEqualTo("FLAGGED");
    }

    @Test
    void unknownExportsLeaveTheDeficitOpenUnlessAnotherConditionSaysNo() {
        var concentrated = judging(Flows.of("CHN>JPN 280530 62").withoutWorld());
        var spread = judging(Flows.of("CHN>JPN 280530 30", "AUS>JPN 280530 30", "USA>JPN 280530 30")
                .withoutWorld());

        assertThat(condition(concentrated, "geodep@2024.year", "import_export_ratio"))
                .isEqualTo(Truth.UNKNOWN);
        assertThat(outcome(concentrated, "geodep@2024.year")).isEqualTo("INSUFFICIENT");
        assertThat(outcome(concentrated, "ec-bottom-up@2021")).isEqualTo("INSUFFICIENT");
        assertThat(outcome(concentrated, "cao@2021")).isEqualTo("FLAGGED");
        assertThat(outcome(spread, "geodep@2024.year")).isEqualTo("NOT_FLAGGED");
        assertThat(outcome(spread, "ec-bottom-up@2021")).isEqualTo("NOT_FLAGGED");
    }

    @Test
    void equalImportsAndExportsAreNoDeficit() {
        var judging = judging(Flows.of("CHN>JPN 280530 62", "JPN>KOR 280530 62"));

        assertThat(year(judging).value(GoodMeasure.RATIO)).isEqualTo(1);
        assertThat(condition(judging, "geodep@2024.year", "import_export_ratio"))
                .isEqualTo(Truth.NO);
        assertThat(outcome(judging, "kiet@2021.attention.world")).isEqualTo("NOT_FLAGGED");
        assertThat(outcome(judging, "ec-bottom-up@2021")).isEqualTo("NOT_FLAGGED");
    }

    @Test
    void oneThousandthMoreImportedIsADeficit() {
        var judging = judging(Flows.of("CHN>JPN 280530 62.001", "JPN>KOR 280530 62"));

        assertThat(outcome(judging, "kiet@2021.attention.world")).isEqualTo("FLAGGED");
    }

    @Test
    void oneSupplierHoldsEverything() {
        var numbers = year(judging(Flows.of("CHN>JPN 280530 62")));

        assertThat(numbers.value(GoodMeasure.HHI)).isEqualTo(1);
        assertThat(numbers.value(GoodMeasure.TOP_SHARE)).isEqualTo(1);
        assertThat(numbers.suppliers()).isEqualTo(1);
        assertThat(numbers.tied()).isEqualTo(1);
    }

    @Test
    void twoEqualSuppliersReachTheHalfAndTheTieIsReported() {
        var judging = judging(Flows.of("CHN>JPN 280530 31", "AUS>JPN 280530 31"));
        var numbers = year(judging);

        assertThat(numbers.value(GoodMeasure.TOP_SHARE)).isEqualTo(0.5);
        assertThat(numbers.value(GoodMeasure.HHI)).isEqualTo(0.5);
        assertThat(judging.data().economies().get(numbers.topSupplier()).code()).isEqualTo("AUS");
        assertThat(numbers.tied()).isEqualTo(2);
        assertThat(outcome(judging, "cao@2021")).isEqualTo("FLAGGED");
        assertThat(outcome(judging, "kiet@2021.attention.world")).isEqualTo("FLAGGED");
        assertThat(condition(judging, "geodep@2024.year", "import_hhi")).isEqualTo(Truth.YES);
    }

    @Test
    void aShareOfExactlySevenTenthsIsVulnerable() {
        var exact = judging(Flows.of("CHN>JPN 280530 7", "AUS>JPN 280530 3"));
        var below = judging(Flows.of("CHN>JPN 280530 6.999", "AUS>JPN 280530 3.001"));

        assertThat(outcome(exact, "kiet@2021.vulnerable.world")).isEqualTo("FLAGGED");
        assertThat(outcome(below, "kiet@2021.vulnerable.world")).isEqualTo("NOT_FLAGGED");
    }

    @Test
    void aConcentrationOfExactlyFourTenthsDoesNotCount() {
        // (6² + 4 · 1²) / 10² = 0.4
        var judging = judging(Flows.of(
                "CHN>JPN 280530 6", "AUS>JPN 280530 1", "USA>JPN 280530 1", "KOR>JPN 280530 1", "DEU>JPN 280530 1"));

        assertThat(year(judging).value(GoodMeasure.HHI)).isEqualTo(0.4);
        assertThat(year(judging).value(GoodMeasure.WORLD_HHI)).isEqualTo(0.4);
        assertThat(condition(judging, "geodep@2024.year", "import_hhi")).isEqualTo(Truth.NO);
        assertThat(condition(judging, "geodep@2024.year", "world_hhi")).isEqualTo(Truth.NO);
        assertThat(condition(judging, "ec-bottom-up@2021", "cdi1")).isEqualTo(Truth.NO);
    }

    @Test
    void aConcentrationJustAboveFourTenthsCounts() {
        var judging = judging(Flows.of(
                "CHN>JPN 280530 6.001",
                "AUS>JPN 280530 1",
                "USA>JPN 280530 1",
                "KOR>JPN 280530 1",
                "DEU>JPN 280530 1"));

        assertThat(outcome(judging, "geodep@2024.year")).isEqualTo("FLAGGED");
        assertThat(outcome(judging, "ec-bottom-up@2021")).isEqualTo("FLAGGED");
    }

    @Test
    void theOnlyExporterInTheWorldIsTheWholeConcentration() {
        var numbers = year(judging(Flows.of("CHN>JPN 280530 5", "CHN>KOR 280530 9")));

        assertThat(numbers.value(GoodMeasure.WORLD_HHI)).isEqualTo(1);
        assertThat(numbers.value(GoodMeasure.PARTNER_WORLD_SHARE)).isEqualTo(1);
    }

    @Test
    void theSubjectCountsAmongTheWorldsExporters() {
        // JPN 80, CHN 20 of 100: 0.64 + 0.04
        var numbers = year(judging(Flows.of("CHN>JPN 280530 20", "JPN>KOR 280530 80")));

        assertThat(numbers.value(GoodMeasure.WORLD_HHI)).isCloseTo(0.68, within(1e-15));
        assertThat(numbers.value(GoodMeasure.WORLD_RANK)).isEqualTo(1);
    }

    @Test
    void exactlyHalfOfTheWorldIsNotDominant() {
        var data = Flows.of("CHN>JPN 280530 50", "AUS>JPN 280530 50").data();
        var judging = new Judging(data);

        for (var exporter : java.util.List.of("CHN", "AUS")) {
            assertThat(judging.year(exporter, GOOD, Flows.YEAR)
                            .test(GoodMeasure.WORLD_SHARE, org.kaname.model.Comparison.ABOVE, 0.5))
                    .isEqualTo(Truth.NO);
            assertThat(judging.year(exporter, GOOD, Flows.YEAR).value(GoodMeasure.WORLD_RANK))
                    .isEqualTo(1);
        }
    }

    @Test
    void anUnallocatedPartAboveTheLimitDecidesOnlyWhereBothEndsAgree() {
        // 48 of 100, or 54 with the 6 of no known origin
        var open = judging(Flows.of("CHN>JPN 280530 48", "AUS>JPN 280530 46", "XNS>JPN 280530 6"));
        var clear = judging(Flows.of("CHN>JPN 280530 60", "AUS>JPN 280530 34", "XNS>JPN 280530 6"));
        var low = judging(Flows.of("CHN>JPN 280530 40", "AUS>JPN 280530 54", "XNS>JPN 280530 6"));

        assertThat(outcome(open, "cao@2021")).isEqualTo("INSUFFICIENT");
        assertThat(open.verdict("cao@2021", "JPN", GOOD, Flows.YEAR).missing())
                .anySatisfy(m -> assertThat(m).contains("UNALLOCATED_PARTNERS"));
        assertThat(outcome(clear, "cao@2021")).isEqualTo("FLAGGED");
        assertThat(outcome(low, "cao@2021")).isEqualTo("FLAGGED");
        assertThat(year(open).low(GoodMeasure.TOP_SHARE)).isEqualTo(0.48);
        assertThat(year(open).high(GoodMeasure.TOP_SHARE)).isEqualTo(0.54);
    }

    @Test
    void anUnallocatedPartAtTheLimitLeavesThePointToDecide() {
        // 5 of 100 is the limit itself; 48 / 95 is above the half
        var judging = judging(Flows.of("CHN>JPN 280530 48", "AUS>JPN 280530 47", "XNS>JPN 280530 5"));

        assertThat(outcome(judging, "cao@2021")).isEqualTo("FLAGGED");
        assertThat(year(judging).value(GoodMeasure.TOP_SHARE)).isCloseTo(48 / 95.0, within(1e-15));
    }

    @Test
    void importsOfNoKnownOriginOnlyGiveNoShareAndNoVerdict() {
        var judging = judging(Flows.of("XNS>JPN 280530 62", "CHN>KOR 280530 5"));

        assertThat(year(judging).reason(GoodMeasure.TOP_SHARE)).isEqualTo(Reason.NO_NAMED_SUPPLIER);
        assertThat(year(judging).value(GoodMeasure.IMPORTS)).isEqualTo(62);
        assertThat(outcome(judging, "cao@2021")).isEqualTo("INSUFFICIENT");
        assertThat(outcome(judging, "kiet@2021.attention.partner")).isEqualTo("INSUFFICIENT");
    }

    @Test
    void theUnallocatedPartBelongsToImportsWhenTheyAreComparedWithExports() {
        var judging = judging(Flows.of("CHN>JPN 280530 96", "XNS>JPN 280530 4", "JPN>KOR 280530 97"));

        assertThat(year(judging).value(GoodMeasure.RATIO)).isCloseTo(100 / 97.0, within(1e-15));
    }

    @Test
    void exportsToAPartnerThatIsHiddenAreUnknownAndNeverZero() {
        var judging = judging(Flows.of("CHN>JPN 280530 62", "JPN>XRW 280530 5").state("CHN", Coverage.State.HIDDEN));

        assertThat(year(judging).reason(GoodMeasure.PARTNER_RATIO)).isEqualTo(Reason.BILATERAL_EXPORTS);
        assertThat(outcome(judging, "kiet@2021.vulnerable.partner")).isEqualTo("INSUFFICIENT");
        assertThat(judging.verdict("kiet@2021.vulnerable.partner", "JPN", GOOD, Flows.YEAR)
                        .missing())
                .anySatisfy(m -> assertThat(m).contains("BILATERAL_EXPORTS"));
        assertThat(outcome(judging, "kiet@2021.vulnerable.world")).isEqualTo("FLAGGED");
    }

    @Test
    void aPartnerThatReportedAndBoughtNothingIsADeficit() {
        var judging = judging(Flows.of("CHN>JPN 280530 62", "JPN>KOR 280530 500"));

        assertThat(outcome(judging, "kiet@2021.vulnerable.partner")).isEqualTo("FLAGGED");
        assertThat(outcome(judging, "kiet@2021.vulnerable.world")).isEqualTo("NOT_FLAGGED");
    }

    @Test
    void aNamedPartnerSetIsSummed() {
        var data = Flows.of("CHN>JPN 280530 40", "AUS>JPN 280530 35", "USA>JPN 280530 25")
                .data();
        var judging = new Judging(data, Judging.settings(), java.util.List.of("AUS", "USA"));

        assertThat(year(judging).value(GoodMeasure.PARTNER_SHARE)).isCloseTo(0.6, within(1e-15));
        assertThat(outcome(judging, "kiet@2021.attention.world")).isEqualTo("FLAGGED");
        assertThat(outcome(judging, "cao@2021"))
                .as("asks about the largest supplier")
                .isEqualTo("NOT_FLAGGED");
    }

    @Test
    void tooFewReportersLeaveTheWorldSideUnknown() {
        // KOR made 50 of 100 last year and is silent now.
        var judging = judging(Flows.of("2022 CHN>JPN 280530 50", "2022 CHN>KOR 280530 50", "2023 CHN>JPN 280530 62")
                .state(2023, "KOR", Coverage.State.NOT_REPORTED));

        assertThat(year(judging).reporterCoverage()).isEqualTo(0.5);
        assertThat(year(judging).reason(GoodMeasure.WORLD_HHI)).isEqualTo(Reason.WORLD_COVERAGE_LOW);
        assertThat(outcome(judging, "geodep@2024.year")).isEqualTo("INSUFFICIENT");
        assertThat(outcome(judging, "kiet@2021.vulnerable.world")).isEqualTo("FLAGGED");
    }

    @Test
    void twoYearsOfThreeAreEnoughAndOneLeavesTheRestOpen() {
        var lines = new java.util.ArrayList<String>();
        for (int year : new int[] {2021, 2022, 2023}) {
            lines.add(year + " CHN>JPN 280530 90");
            lines.add(year + " AUS>JPN 280530 10");
        }
        assertThat(outcome(judging(Flows.of(lines)), "geodep@2024")).isEqualTo("FLAGGED");

        var oneSilent = judging(Flows.of(lines).state(2022, "JPN", Coverage.State.NOT_REPORTED));
        assertThat(outcome(oneSilent, "geodep@2024"))
                .as("two reported years hold")
                .isEqualTo("FLAGGED");

        var spread = new java.util.ArrayList<String>();
        spread.add("2021 CHN>JPN 280530 50");
        spread.add("2021 AUS>JPN 280530 50");
        spread.add("2021 USA>JPN 280530 50");
        spread.add("2022 CHN>JPN 280530 50");
        spread.add("2023 CHN>JPN 280530 90");
        var open = judging(Flows.of(spread).state(2022, "JPN", Coverage.State.NOT_REPORTED));
        assertThat(outcome(open, "geodep@2024"))
                .as("one holds, one fails, one is silent")
                .isEqualTo("INSUFFICIENT");
    }

    private static BlocDependence bloc(DataSet data, String... home) {
        var set = new boolean[data.economies().size()];
        for (var code : home) {
            set[data.economies().indexOf(code)] = true;
        }
        return BlocDependence.of(
                data.cube().block(0, 0), set, set, data.economies().named());
    }

    @Test
    void aBlocThatBuysNothingOutsideIsNotFlagged() {
        var found = bloc(Flows.of("DEU>FRA 280530 9", "CHN>KOR 280530 1").data(), "DEU", "FRA");

        assertThat(found.outer()).isZero();
        assertThat(found.cdi1()).isNaN();
        assertThat(found.flagged(0.4, 0.5, 1)).isFalse();
    }

    @Test
    void aHomeOfOneEconomyHasNoInnerPart() {
        var found = bloc(Flows.of("CHN>JPN 280530 9").data(), "JPN");

        assertThat(found.inner()).isZero();
        assertThat(found.cdi2()).isEqualTo(1);
    }

    @Test
    void aBlocThatExportsNothingMeetsTheThirdCondition() {
        var found = bloc(Flows.of("CHN>DEU 280530 9", "CHN>FRA 280530 9").data(), "DEU", "FRA");

        assertThat(found.cdi3()).isInfinite();
        assertThat(found.flagged(0.4, 0.5, 1)).isTrue();
    }

    @Test
    void salesInsideTheBlocCountAsExportsUnlessOnlyTheOutsideIsAsked() {
        var found = bloc(
                Flows.of("CHN>DEU 280530 10", "DEU>FRA 280530 9.5", "FRA>KOR 280530 2")
                        .data(),
                "DEU",
                "FRA");

        assertThat(found.cdi3()).isCloseTo(10 / 11.5, within(1e-15));
        assertThat(found.cdi3Outside()).isCloseTo(5, within(1e-15));
        assertThat(found.flagged(0.4, 0.5, 1)).isFalse();
        assertThat(found.flaggedExtra(0.4, 0.5, 1)).isTrue();
    }

    @Test
    void exportsOfNoKnownOriginMakeTheConcentrationOfTheWorldAnInterval() {
        // W = 100, of which 20 of no known origin: HW lies between (50² + 30²)/100² and (70² + 30²)/100², the point is
        // (50² + 30²)/80²
        var judging = new Judging(
                Flows.of("A>J 280530 50", "B>K 280530 30", "XNS>K 280530 20").data());
        var year = judging.year("J", "280530", Flows.YEAR);

        assertThat(year.value(GoodMeasure.WORLD_HHI)).isEqualTo(3400.0 / 6400);
        assertThat(year.low(GoodMeasure.WORLD_HHI)).isEqualTo(0.34);
        assertThat(year.high(GoodMeasure.WORLD_HHI)).isEqualTo(0.58);
        var verdict = judging.verdict("geodep@2024.year", "J", "280530", Flows.YEAR);
        assertThat(verdict.outcome()).isEqualTo("INSUFFICIENT");
        assertThat(verdict.missing()).anyMatch(m -> m.contains("WORLD(2023)") && m.contains("UNALLOCATED_PARTNERS"));
    }

    @Test
    void whereBothEndsAgreeTheIntervalOfTheWorldDecides() {
        var judging = new Judging(
                Flows.of("A>J 280530 60", "B>K 280530 30", "XNS>K 280530 10").data());

        assertThat(judging.outcome("geodep@2024.year", "J", "280530", Flows.YEAR))
                .isEqualTo("FLAGGED");
    }
}
