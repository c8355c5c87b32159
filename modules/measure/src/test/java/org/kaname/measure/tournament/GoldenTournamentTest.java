package org.kaname.measure.tournament;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.measure.GoldenData;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Judging;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Truth;

/** Agreement, Jaccard, flips and attribution on the golden table, as the method text computed them (measurement 3). */
@Tag("golden")
class GoldenTournamentTest {
    private static final int YEAR = 2023;
    private static final List<String> FIVE =
            List.of("geodep@2024.year", "hjs@2020", "cao@2021", "kiet@2021.attention.world", "merics@2024.c12");

    private static List<GoodProfile> profiles(Judging judging, String... subjects) {
        var profiles = new ArrayList<GoodProfile>();
        for (var economy : judging.data().economies().listEconomies()) {
            if (economy.named() && (subjects.length == 0 || List.of(subjects).contains(economy.code()))) {
                for (var product : judging.data().cube().products()) {
                    profiles.add(judging.profile(economy.code(), product, YEAR));
                }
            }
        }
        return profiles;
    }

    private static List<RuleVersion> rules(List<String> ids) {
        return ids.stream().map(RuleCatalogue::getRule).toList();
    }

    private static Tournament tournament(List<String> ids) {
        return Tournament.of(profiles(new Judging(GoldenData.dependencyRules())), rules(ids), Judging.settings());
    }

    @Test
    void howManyOfFiveRulesAgreeIsTheHistogramOfTheText() {
        var tournament = tournament(FIVE);

        assertThat(tournament.goods()).hasSize(2389);
        assertThat(tournament.notImported()).isEqualTo(11);
        assertThat(tournament.agreement(List.of(0, 1, 2, 3, 4)))
                .isEqualTo(new TreeMap<>(Map.of(0, 1599, 1, 567, 2, 4, 3, 39, 4, 119, 5, 61)));
    }

    @ParameterizedTest
    @CsvSource({
        "geodep@2024.year, hjs@2020, 0.353535",
        "geodep@2024.year, cao@2021, 0.216718",
        "geodep@2024.year, kiet@2021.attention.world, 0.313901",
        "geodep@2024.year, kiet@2021.vulnerable.world, 0.510870",
        "hjs@2020, cao@2021, 0.610592",
        "hjs@2020, kiet@2021.attention.world, 0.886878",
        "cao@2021, kiet@2021.attention.world, 0.688474",
        "kiet@2021.attention.world, kiet@2021.attention.partner, 0.794964",
        "ec-bottom-up@2021, geodep@2024.year, 0.558140"
    })
    void twoRulesShareAsMuchAsTheTextSays(String first, String second, double jaccard) {
        var tournament = tournament(List.of(first, second));

        assertThat(tournament.pair(0, 1).jaccard().orElseThrow()).isCloseTo(jaccard, within(1e-6));
        assertThat(tournament.pair(1, 0).jaccard())
                .isEqualTo(tournament.pair(0, 1).jaccard());
        assertThat(tournament.pair(0, 0).jaccard().orElseThrow()).isEqualTo(1);
    }

    @Test
    void theDifferenceOfTwoRulesIsSharedOutAsInTheText() {
        var difference = new RuleDifference(
                RuleCatalogue.getRule("hjs@2020"), RuleCatalogue.getRule("cao@2021"), Judging.settings(), true);
        var attribution = difference.attribute(profiles(new Judging(GoldenData.dependencyRules())));

        assertThat(attribution.first()).isEqualTo(196);
        assertThat(attribution.second()).isEqualTo(321);
        var parts = new TreeMap<String, String>();
        attribution.parts().forEach(p -> parts.put(p.factor(), p.count().toString()));
        assertThat(parts)
                .isEqualTo(new TreeMap<>(Map.of(
                        "condition:import_export_ratio", "84/1",
                        "condition:partner_world_share", "41/1",
                        "strictness:supplier_share", "0/1")));
        // the eight values of the text, by factor
        int deficit = 1 << difference.factors().indexOf("condition:import_export_ratio");
        int world = 1 << difference.factors().indexOf("condition:partner_world_share");
        int strict = 1 << difference.factors().indexOf("strictness:supplier_share");
        var answers = attribution.answers();
        assertThat(List.of(
                        answers.get(0),
                        answers.get(deficit),
                        answers.get(world),
                        answers.get(strict),
                        answers.get(deficit | world),
                        answers.get(deficit | strict),
                        answers.get(world | strict),
                        answers.get(deficit | world | strict)))
                .containsExactly(196, 264, 221, 196, 321, 264, 221, 321);
    }

    @Test
    void theVerdictThatFailsOnWorldConcentrationAloneTurnsWhereTheTextSays() {
        var judging = new Judging(GoldenData.dependencyRules());
        var profile = judging.profile("JPN", judging.product("P019"), YEAR);
        var flips = search(judging, "JPN").find(profile, RuleCatalogue.getRule("geodep@2024.year"));

        var threshold = flips.stream()
                .filter(f -> f.lever() == Flip.Lever.THRESHOLD)
                .findFirst()
                .orElseThrow();
        assertThat(threshold.from()).isEqualTo(Truth.NO);
        assertThat(threshold.to()).isEqualTo(Truth.YES);
        assertThat(threshold.conditions()).containsExactly("world_hhi");
        assertThat(threshold.cost()).isCloseTo(0.1483, within(5e-5));
        assertThat(threshold.valueAtFlip().get("geodep@2024.year.world_hhi")).isCloseTo(0.34067, within(5e-6));
    }

    private static FlipSearch search(Judging judging, String subject) {
        return new FlipSearch(
                judging.evaluator(subject), judging.data().economies().named(), Judging.settings());
    }

    @Test
    void everyVerdictOfTheTableThatIsJudgedTurnsWithItsThresholds() {
        var judging = new Judging(GoldenData.dependencyRules());
        int flips = 0;
        for (var rule : rules(FIVE)) {
            for (var profile : profiles(judging, "JPN", "AUS", "EU03")) {
                var imports =
                        profile.newest().importsKnown() && profile.newest().suppliers() > 0;
                var found = search(judging, profile.subject()).find(profile, rule);
                assertThat(found.stream().anyMatch(f -> f.lever() == Flip.Lever.THRESHOLD))
                        .as(profile.subject() + " " + profile.product() + " " + rule.id())
                        // where nothing is exported the ratio has no number, but then it holds and need not move
                        .isEqualTo(imports);
                flips += found.size();
            }
        }
        assertThat(flips).isPositive();
    }
}
