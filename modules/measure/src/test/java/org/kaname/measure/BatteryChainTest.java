package org.kaname.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.DataSet;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Truth;

/**
 * Real rows: Japan's imports of the battery chain as its partners and all other importers report them (measurement 2.6). The data set
 * holds six-digit codes only, so that one heading is missing from 2020 on, as the text says.
 */
@Tag("golden")
class BatteryChainTest {
    private static final String SUBJECT = "JPN";

    private static List<GoodProfile> imported(DataSet data, int year) {
        var judging = new Judging(data);
        var profiles = new ArrayList<GoodProfile>();
        for (var product : data.cube().products()) {
            if (data.coverage().years(product).contains(year)) {
                var profile = judging.profile(SUBJECT, product, year);
                if (profile.newest().value(GoodMeasure.IMPORTS) > 0) {
                    profiles.add(profile);
                }
            }
        }
        return profiles;
    }

    private static TreeSet<String> flagged(DataSet data, String rule, int year) {
        var judge = new RuleJudge(RuleCatalogue.getRule(rule), Judging.settings());
        var flagged = new TreeSet<String>();
        for (var profile : imported(data, year)) {
            if (judge.judge(profile).truth() == Truth.YES) {
                flagged.add(profile.product().value());
            }
        }
        return flagged;
    }

    @ParameterizedTest
    @CsvSource({
        "2018, 20, 2, 15, 6, 12, 7",
        "2019, 20, 3, 14, 6, 12, 6",
        "2020, 34, 3, 24, 10, 18, 9",
        "2021, 35, 5, 24, 8, 16, 10",
        "2022, 34, 4, 20, 7, 17, 8",
        "2023, 34, 2, 22, 9, 15, 10",
        "2024, 34, 4, 21, 7, 16, 9",
    })
    void eachRuleFlagsAsManyCodesAsExpected(
            int year, int codes, int geodep, int cao, int hjs, int merics, int vulnerable) {
        var data = GoldenData.battery();

        assertThat(imported(data, year)).hasSize(codes);
        assertThat(flagged(data, "geodep@2024.year", year)).hasSize(geodep);
        assertThat(flagged(data, "cao@2021", year)).hasSize(cao);
        assertThat(flagged(data, "hjs@2020", year)).hasSize(hjs);
        assertThat(flagged(data, "merics@2024.c12", year)).hasSize(merics);
        assertThat(flagged(data, "kiet@2021.vulnerable.world", year)).hasSize(vulnerable);
    }

    @Test
    void overThreeYearsGeodepNamesFourCodes() {
        assertThat(flagged(GoldenData.battery(), "geodep@2024", 2023))
                .containsExactly("282520", "282735", "283691", "811100");
    }

    @Test
    void overThreeYearsOneSourcePersistsForEightCodes() {
        var data = GoldenData.battery();
        var judge = new RuleJudge(RuleCatalogue.getRule("kiet@2021.vulnerable.world"), Judging.settings());
        var lasting = new TreeSet<String>();
        for (var product : data.cube().products()) {
            var truths = new Judging(data)
                    .profile(SUBJECT, product, 2023).window().stream()
                            .map(judge::test)
                            .toList();
            if (Truth.persists(2, 3, truths) == Truth.YES) {
                lasting.add(product.value());
            }
        }
        assertThat(lasting)
                .containsExactly("260400", "280470", "280920", "282520", "282735", "750110", "750120", "870240");
    }

    @ParameterizedTest
    @CsvSource({
        "282520, CHN, 0.8588, 0.7551, 0.6024",
        "283691, CHL, 0.6183, 0.4544, 0.7248",
        "811100, CHN, 0.5367, 0.4230, 0.3840",
        "280470, VNM, 0.9984, 0.9968, 0.3487",
        "280920, CHN, 0.8943, , ",
        "750120, PHL, 0.9954, , 0.3028",
    })
    @SuppressWarnings("NullAway") // an empty cell of the table is null
    void figuresOf2023AreThoseOfTheText(String code, String top, double share, Double hhi, Double worldHhi) {
        var judging = new Judging(GoldenData.battery());
        var year = judging.year(SUBJECT, code, 2023);

        assertThat(judging.data().economies().get(year.topSupplier()).code()).isEqualTo(top);
        assertThat(year.value(GoodMeasure.TOP_SHARE)).isCloseTo(share, within(5e-4));
        if (hhi != null) {
            assertThat(year.value(GoodMeasure.HHI)).isCloseTo(hhi, within(5e-4));
        }
        if (worldHhi != null) {
            assertThat(year.value(GoodMeasure.WORLD_HHI)).isCloseTo(worldHhi, within(5e-4));
        }
    }

    @Test
    void aGoodWhoseExportsExceedItsImportsIsNoDeficit() {
        var judging = new Judging(GoldenData.battery());

        assertThat(judging.outcome("geodep@2024.year", SUBJECT, "280920", 2023)).isEqualTo("NOT_FLAGGED");
        assertThat(judging.outcome("kiet@2021.vulnerable.world", SUBJECT, "280920", 2023))
                .isEqualTo("NOT_FLAGGED");
        assertThat(judging.outcome("merics@2024.c12", SUBJECT, "280920", 2023)).isEqualTo("NOT_FLAGGED");
        assertThat(judging.outcome("cao@2021", SUBJECT, "280920", 2023)).isEqualTo("FLAGGED");
    }

    @Test
    void noCodeIsRefusedForWantOfReporters() {
        var data = GoldenData.battery();
        double worst = 1;
        for (var product : data.cube().products()) {
            if (data.coverage().years(product).contains(2024)) {
                worst = Math.min(
                        worst,
                        new Judging(data).year(SUBJECT, product.value(), 2024).reporterCoverage());
            }
        }
        assertThat(worst).isCloseTo(0.927, within(5e-4));
    }
}
