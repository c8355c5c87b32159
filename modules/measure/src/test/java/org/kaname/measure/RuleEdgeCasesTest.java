package org.kaname.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Condition;
import org.kaname.model.Reason;
import org.kaname.model.Truth;

/** Exact thresholds and missing tables (measurement 2.3) of the rules on one partner, on bands, and on tables that no data set holds. */
class RuleEdgeCasesTest {
    private static final String GOOD = "280530";

    private static Judging judging(Flows flows) {
        return new Judging(flows.data());
    }

    private static String outcome(Judging judging, String rule) {
        return judging.outcome(rule, "JPN", GOOD, Flows.YEAR);
    }

    private static Verdict verdict(Judging judging, String rule) {
        return judging.verdict(rule, "JPN", GOOD, Flows.YEAR);
    }

    private static GoodYear year(Judging judging) {
        return judging.year("JPN", GOOD, Flows.YEAR);
    }

    private static Truth condition(Judging judging, String rule, String name) {
        return verdict(judging, rule).newest().stream()
                .filter(c -> c.name().equals(name))
                .map(Condition::holds)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void exactlyTwiceAsMuchImportedAsExportedIsADoubleDeficit() {
        var exact = judging(Flows.of("CHN>JPN 280530 62", "JPN>KOR 280530 31"));
        var less = judging(Flows.of("CHN>JPN 280530 61.999", "JPN>KOR 280530 31"));

        assertThat(condition(exact, "merics@2024.c12", "import_export_ratio")).isEqualTo(Truth.YES);
        assertThat(outcome(exact, "merics@2024.c12")).isEqualTo("FLAGGED");
        assertThat(outcome(less, "merics@2024.c12")).isEqualTo("NOT_FLAGGED");
    }

    @Test
    void equalImportsAndExportsAreNoDoubleDeficitAndNoDeficit() {
        var judging = judging(Flows.of("CHN>JPN 280530 62", "JPN>KOR 280530 62"));

        assertThat(outcome(judging, "merics@2024.c12")).isEqualTo("NOT_FLAGGED");
        assertThat(outcome(judging, "hjs@2020")).isEqualTo("NOT_FLAGGED");
    }

    @Test
    void withoutExportsEveryDeficitHolds() {
        var judging = judging(Flows.of("CHN>JPN 280530 62"));

        assertThat(outcome(judging, "merics@2024.c12")).isEqualTo("FLAGGED");
        assertThat(outcome(judging, "merics@2024")).isEqualTo("FLAGGED");
        assertThat(outcome(judging, "hjs@2020")).isEqualTo("FLAGGED");
        assertThat(year(judging).value(GoodMeasure.BALANCE)).isEqualTo(-1);
    }

    @Test
    void unknownExportsLeaveTheDeficitOpenUnlessTheShareSaysNo() {
        var one = judging(Flows.of("CHN>JPN 280530 62").withoutWorld());
        var four = judging(Flows.of("CHN>JPN 280530 25", "AUS>JPN 280530 25", "USA>JPN 280530 25", "DEU>JPN 280530 25")
                .withoutWorld());

        assertThat(outcome(one, "merics@2024.c12")).isEqualTo("INSUFFICIENT");
        assertThat(outcome(one, "hjs@2020")).isEqualTo("INSUFFICIENT");
        assertThat(outcome(one, "oecd-concentration@2025")).isEqualTo("INSUFFICIENT");
        assertThat(verdict(one, "oecd-concentration@2025").missing())
                .allSatisfy(m -> assertThat(m).startsWith("WORLD(2023): EXCERPT"));
        assertThat(outcome(four, "merics@2024.c12")).isEqualTo("NOT_FLAGGED");
        assertThat(outcome(four, "hjs@2020")).isEqualTo("NOT_FLAGGED");
        assertThat(year(one).reason(GoodMeasure.BALANCE)).isEqualTo(Reason.EXCERPT);
    }

    @Test
    void exactlyOneHalfIsNotMoreThanOneHalf() {
        var half = judging(Flows.of("CHN>JPN 280530 31", "AUS>JPN 280530 31"));
        var more = judging(Flows.of("CHN>JPN 280530 31.001", "AUS>JPN 280530 31"));

        assertThat(outcome(half, "merics@2020")).isEqualTo("NOT_FLAGGED");
        assertThat(outcome(half, "hjs@2020")).isEqualTo("NOT_FLAGGED");
        assertThat(outcome(half, "cao@2021")).isEqualTo("FLAGGED");
        assertThat(outcome(more, "merics@2020")).isEqualTo("FLAGGED");
        assertThat(outcome(more, "hjs@2020")).isEqualTo("FLAGGED");
    }

    @Test
    void anImportShareOfExactlyThreeTenthsCounts() {
        var exact =
                judging(Flows.of("CHN>JPN 280530 3", "AUS>JPN 280530 2.5", "USA>JPN 280530 2.5", "DEU>JPN 280530 2"));
        var below = judging(
                Flows.of("CHN>JPN 280530 2.999", "AUS>JPN 280530 2.501", "USA>JPN 280530 2.5", "DEU>JPN 280530 2"));

        assertThat(condition(exact, "merics@2024.c12", "partner_share")).isEqualTo(Truth.YES);
        assertThat(outcome(exact, "merics@2024.c12")).isEqualTo("FLAGGED");
        assertThat(outcome(below, "merics@2024.c12")).isEqualTo("NOT_FLAGGED");
    }

    @Test
    void aWorldShareOfExactlyThreeTenthsCountsForOneRuleAndNotForTheOther() {
        // the partner sells 6 to JPN of its 6, the world 20
        var exact = judging(Flows.of("CHN>JPN 280530 6", "AUS>JPN 280530 2", "AUS>KOR 280530 12"));
        var above = judging(Flows.of("CHN>JPN 280530 6.001", "AUS>JPN 280530 2", "AUS>KOR 280530 11.999"));

        assertThat(year(exact).value(GoodMeasure.PARTNER_WORLD_SHARE)).isEqualTo(0.3);
        assertThat(outcome(exact, "merics@2024")).isEqualTo("FLAGGED");
        assertThat(outcome(exact, "hjs@2020")).isEqualTo("NOT_FLAGGED");
        assertThat(outcome(above, "hjs@2020")).isEqualTo("FLAGGED");
    }

    @Test
    void aConcentrationOfExactlyOneQuarterIsInTheMiddle() {
        var exact = judging(Flows.of("CHN>JPN 280530 1", "AUS>JPN 280530 1", "USA>JPN 280530 1", "DEU>JPN 280530 1"));
        var above = judging(Flows.of("CHN>JPN 280530 1.1", "AUS>JPN 280530 1", "USA>JPN 280530 1", "DEU>JPN 280530 1"));

        assertThat(year(exact).value(GoodMeasure.HHI)).isEqualTo(0.25);
        assertThat(verdict(exact, "cbs-bands@1").band()).isEqualTo("MIDDLE");
        assertThat(outcome(exact, "cbs-bands@1")).isEqualTo("NOT_FLAGGED");
        assertThat(outcome(exact, "meti-wp@2024")).isEqualTo("NOT_FLAGGED");
        assertThat(verdict(above, "cbs-bands@1").band()).isEqualTo("HIGH");
        assertThat(outcome(above, "cbs-bands@1")).isEqualTo("FLAGGED");
        assertThat(outcome(above, "meti-wp@2024")).isEqualTo("FLAGGED");
    }

    /** (6² + 5 · 2² + 4 · 1²) / 20² = 0.15 */
    private static Flows fifteenHundredths(double largest) {
        var lines = new ArrayList<String>();
        lines.add("CHN>JPN 280530 " + largest);
        for (var exporter : List.of("AUS", "USA", "DEU", "FRA", "ITA")) {
            lines.add(exporter + ">JPN 280530 2");
        }
        for (var exporter : List.of("ESP", "KOR", "IND", "GBR")) {
            lines.add(exporter + ">JPN 280530 1");
        }
        return Flows.of(lines);
    }

    @Test
    void aConcentrationOfExactlyFifteenHundredthsIsInTheMiddle() {
        var exact = judging(fifteenHundredths(6));
        var below = judging(fifteenHundredths(5.9));

        assertThat(year(exact).value(GoodMeasure.HHI)).isEqualTo(0.15);
        assertThat(verdict(exact, "cbs-bands@1").band()).isEqualTo("MIDDLE");
        assertThat(verdict(below, "cbs-bands@1").band()).isEqualTo("LOW");
        assertThat(outcome(below, "cbs-bands@1")).isEqualTo("NOT_FLAGGED");
    }

    @Test
    void aBandThatTheUnallocatedPartLeavesOpenIsNotGuessed() {
        // HHI from 0.2176 to 0.2724 of 100, 6 of no known origin
        var open = judging(Flows.of(
                "CHN>JPN 280530 26",
                "AUS>JPN 280530 26",
                "USA>JPN 280530 22",
                "DEU>JPN 280530 20",
                "XNS>JPN 280530 6"));

        assertThat(year(open).low(GoodMeasure.HHI)).isCloseTo(0.2236, within(1e-12));
        assertThat(year(open).high(GoodMeasure.HHI)).isCloseTo(0.2584, within(1e-12));
        assertThat(verdict(open, "cbs-bands@1").band()).isNull();
        assertThat(outcome(open, "cbs-bands@1")).isEqualTo("INSUFFICIENT");
    }

    @Test
    void aGoodThatIsNotImportedLiesInNoBand() {
        assertThat(verdict(judging(Flows.of("CHN>KOR 280530 62").economies("JPN")), "cbs-bands@1")
                        .band())
                .isNull();
    }

    @Test
    void halfTheSuppliersThereAreIsNotFewer() {
        // one of two other exporters, equal in size: both readings give exactly 0.5
        var half = judging(Flows.of("CHN>JPN 280530 5", "AUS>KOR 280530 5"));
        var third = judging(Flows.of("CHN>JPN 280530 5", "AUS>KOR 280530 5", "USA>KOR 280530 5"));

        for (var rule : List.of("oecd-concentration@2025", "oecd-concentration@2025.count")) {
            assertThat(outcome(half, rule)).as(rule).isEqualTo("NOT_FLAGGED");
            assertThat(outcome(third, rule)).as(rule).isEqualTo("FLAGGED");
        }
        assertThat(year(half).value(GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO)).isEqualTo(0.5);
        assertThat(year(half).value(GoodMeasure.SUPPLIER_COUNT_RATIO)).isEqualTo(0.5);
    }

    @Test
    void otherExportersOfExactlyOneQuarterAreNoConcentratedMarket() {
        var exact = judging(Flows.of("CHN>JPN 280530 5", "AUS>KOR 280530 5", "USA>KOR 280530 5", "DEU>KOR 280530 5"));

        assertThat(year(exact).value(GoodMeasure.WORLD_HHI_OTHERS)).isEqualTo(0.25);
        assertThat(condition(exact, "oecd-concentration@2025", "effective_suppliers_ratio"))
                .isEqualTo(Truth.YES);
        assertThat(outcome(exact, "oecd-concentration@2025")).isEqualTo("NOT_FLAGGED");
    }

    @Test
    void theSubjectIsNoSupplierOfItsOwn() {
        // JPN is most of the world, and the two others are as large as each other
        var numbers = year(judging(Flows.of("JPN>KOR 280530 999", "CHN>JPN 280530 3", "AUS>KOR 280530 3")));

        assertThat(numbers.value(GoodMeasure.WORLD_HHI_OTHERS)).isEqualTo(0.5);
        assertThat(numbers.value(GoodMeasure.OTHER_EXPORTERS)).isEqualTo(2);
        assertThat(numbers.value(GoodMeasure.WORLD_HHI)).isGreaterThan(0.98);
    }

    @Test
    void whereNobodyElseExportsThereIsNothingToCompareWith() {
        var numbers = year(judging(Flows.of("JPN>KOR 280530 9")));

        assertThat(numbers.value(GoodMeasure.OTHER_EXPORTERS)).isZero();
        assertThat(numbers.reason(GoodMeasure.WORLD_HHI_OTHERS)).isEqualTo(Reason.NO_DENOMINATOR);
        assertThat(numbers.value(GoodMeasure.BALANCE)).isEqualTo(1);
    }

    @Test
    void suppliersOfNoKnownOriginMayBeAllThereAre() {
        var open = judging(Flows.of("CHN>JPN 280530 94", "XNS>JPN 280530 6", "AUS>KOR 280530 94", "USA>KOR 280530 94"));

        assertThat(year(open).value(GoodMeasure.SUPPLIER_COUNT_RATIO)).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(year(open).high(GoodMeasure.SUPPLIER_COUNT_RATIO)).isEqualTo(1);
        assertThat(outcome(open, "oecd-concentration@2025.count")).isEqualTo("INSUFFICIENT");
    }

    /** Ten goods; the one asked about stands at this place by value, nine tenths from one partner, a third of it exported. */
    private static Flows ranked(int place, double fromPartner, double exported) {
        var lines = new ArrayList<String>();
        for (int good = 0; good < 9; good++) {
            lines.add("AUS>JPN 10000" + good + " " + (good < place - 1 ? 100 + good : 1 + good / 10.0));
        }
        lines.add("CHN>JPN 280530 " + fromPartner);
        lines.add("AUS>JPN 280530 " + (10 - fromPartner));
        lines.add("JPN>KOR 280530 " + exported);
        return Flows.of(lines);
    }

    @Test
    void nineTenthsABalanceOfMinusOneHalfAndTheThirdOfTenGoodsAreEnough() {
        // (10/3 − 10) / (10/3 + 10) = −0.5 exactly where 12 is imported and 4 exported
        var exact = judging(Flows.of(new ArrayList<>(List.of(
                        "CHN>JPN 280530 10.8",
                        "AUS>JPN 280530 1.2",
                        "JPN>KOR 280530 4",
                        "AUS>JPN 100000 100",
                        "AUS>JPN 100001 101",
                        "AUS>JPN 100002 1",
                        "AUS>JPN 100003 1",
                        "AUS>JPN 100004 1",
                        "AUS>JPN 100005 1",
                        "AUS>JPN 100006 1",
                        "AUS>JPN 100007 1",
                        "AUS>JPN 100008 1")))
                .allProducts());

        assertThat(year(exact).value(GoodMeasure.PARTNER_SHARE)).isEqualTo(0.9);
        assertThat(year(exact).value(GoodMeasure.BALANCE)).isEqualTo(-0.5);
        assertThat(year(exact).value(GoodMeasure.IMPORT_RANK_SHARE)).isEqualTo(0.3);
        assertThat(outcome(exact, "fki@2022")).isEqualTo("FLAGGED");
        assertThat(outcome(judging(ranked(3, 9.2, 3).allProducts()), "fki@2022"))
                .isEqualTo("FLAGGED");
        assertThat(outcome(judging(ranked(4, 9.2, 3).allProducts()), "fki@2022"))
                .as("the fourth of ten goods")
                .isEqualTo("NOT_FLAGGED");
        assertThat(outcome(judging(ranked(3, 8.999, 3).allProducts()), "fki@2022"))
                .as("less than nine tenths")
                .isEqualTo("NOT_FLAGGED");
        assertThat(outcome(judging(ranked(3, 9.2, 3.34).allProducts()), "fki@2022"))
                .as("more than a third exported")
                .isEqualTo("NOT_FLAGGED");
    }

    @Test
    void aPartOfTheGoodsGivesNoPlaceAmongThem() {
        var judging = judging(ranked(3, 9.2, 3));

        assertThat(year(judging).reason(GoodMeasure.IMPORT_RANK_SHARE)).isEqualTo(Reason.PRODUCTS_PARTIAL);
        assertThat(outcome(judging, "fki@2022")).isEqualTo("INSUFFICIENT");
        assertThat(verdict(judging, "fki@2022").missing())
                .anySatisfy(m -> assertThat(m).contains("PRODUCTS_PARTIAL"));
    }

    @Test
    void anEssentialGoodNeedsAListAndNoListMeansNoFlag() {
        var large = judging(Flows.of("CHN>JPN 280530 62"));
        var half = judging(Flows.of("CHN>JPN 280530 31", "AUS>JPN 280530 31"));

        assertThat(outcome(large, "merics@2020.critical")).isEqualTo("INSUFFICIENT");
        assertThat(verdict(large, "merics@2020.critical").missing())
                .singleElement()
                .satisfies(m -> assertThat(m).startsWith("PRODUCT_LIST(2023): TABLE_ABSENT"));
        assertThat(outcome(half, "merics@2020.critical")).isEqualTo("NOT_FLAGGED");
    }

    @Test
    void domesticUseIsNeverGuessedWithoutDomesticOutput() {
        var data = Flows.of("CHN>JPN 280530 62").data();
        var rule = "meti-domestic-use@2020";
        var without = new Judging(data);
        var with = new Judging(data, Judging.settings().with(rule + ".threshold", 0.1), List.of());

        assertThat(outcome(without, rule)).isEqualTo("INSUFFICIENT");
        assertThat(verdict(without, rule).missing())
                .anySatisfy(m -> assertThat(m).startsWith("PRODUCTION(2023): TABLE_ABSENT"))
                .anySatisfy(m -> assertThat(m).startsWith("THRESHOLD"));
        assertThat(outcome(with, rule)).isEqualTo("INSUFFICIENT");
        assertThat(verdict(with, rule).missing())
                .singleElement()
                .satisfies(m -> assertThat(m).startsWith("PRODUCTION(2023): TABLE_ABSENT"));
        assertThat(year(without).value(GoodMeasure.DOMESTIC_USE)).isNaN();
        var open = verdict(without, rule).newest().getFirst();
        assertThat(open.holds()).isEqualTo(Truth.UNKNOWN);
        assertThat(open.explain().key()).isEqualTo("condition.unset");
        var set = verdict(with, rule).newest().getFirst();
        assertThat(set.explain().key()).isEqualTo("condition.atLeast");
    }

    @Test
    void exportsAreNotCorrectedForReexportsThatAreNotThere() {
        var judging = judging(Flows.of("CHN>JPN 280530 62"));

        assertThat(outcome(judging, "ec-refined@2023")).isEqualTo("INSUFFICIENT");
        assertThat(verdict(judging, "ec-refined@2023").missing())
                .isNotEmpty()
                .allSatisfy(m -> assertThat(m).startsWith("REEXPORTS(2023): TABLE_ABSENT"));
        assertThat(outcome(judging(Flows.of("CHN>KOR 280530 62").economies("JPN")), "ec-refined@2023"))
                .isEqualTo("NOT_FLAGGED");
    }

    @Test
    void aPartnerThatTheUserNamesIsTheOneAskedAbout() {
        var data = Flows.of("CHN>JPN 280530 60", "AUS>JPN 280530 40", "AUS>KOR 280530 60")
                .data();
        var judging = new Judging(data, Judging.settings(), List.of("AUS"));

        assertThat(year(judging).value(GoodMeasure.PARTNER_WORLD_SHARE)).isEqualTo(100 / 160.0);
        assertThat(outcome(judging, "merics@2024")).isEqualTo("FLAGGED");
        assertThat(outcome(judging, "merics@2020")).isEqualTo("NOT_FLAGGED");
        assertThat(outcome(new Judging(data), "merics@2020")).isEqualTo("FLAGGED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fki@2022",
                "meti-wp@2024",
                "oecd-concentration@2025",
                "oecd-concentration@2025.count",
                "ec-refined@2023"
            })
    void experimentalRulesDoNotVote(String id) {
        assertThat(RuleCatalogue.getRule(id).experimental()).isTrue();
        assertThat(RuleCatalogue.getRule(id).votes()).isFalse();
    }

    @Test
    void theJudgesAreThoseOfTheText() {
        assertThat(RuleCatalogue.listRules().stream().filter(RuleVersion::votes).map(RuleVersion::id))
                .containsExactlyInAnyOrder(
                        "geodep@2024",
                        "ec-bottom-up@2021",
                        "cao@2021",
                        "kiet@2021.attention.world",
                        "kiet@2021.attention.partner",
                        "kiet@2021.vulnerable.world",
                        "kiet@2021.vulnerable.partner",
                        "merics@2020",
                        "merics@2024.c12",
                        "hjs@2020",
                        "cbs-bands@1");
        for (var family : RuleVersion.Family.values()) {
            assertThat(RuleCatalogue.getRule(family.lead()).family()).isEqualTo(family);
        }
    }
}
