package org.kaname.measure.tournament;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.measure.Flows;
import org.kaname.measure.Judging;
import org.kaname.measure.concentration.Diversion;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Truth;

/** Flips by hand: closed forms, levers that cannot, windows of years. */
@Tag("core")
class FlipSearchTest {
    private static final String GOOD = "280530";

    private static List<Flip> flips(Judging judging, String subject, String rule) {
        var profile = judging.profile(subject, judging.product(GOOD), Flows.YEAR);
        return new FlipSearch(
                        judging.evaluator(subject), judging.data().economies().named(), Judging.settings())
                .find(profile, RuleCatalogue.getRule(rule));
    }

    private static Optional<Flip> of(List<Flip> flips, Flip.Lever lever, String destination) {
        return flips.stream()
                .filter(f -> f.lever() == lever && f.destination().equals(destination))
                .findFirst();
    }

    @Test
    void theSmallestDiversionIsTheRootOfTheText() {
        // s = (0.6, 0.25, 0.1, 0.05), HHI 0.435, t 0.4: the check values of measurement 3.3
        double others = (0.25 * 0.25 + 0.1 * 0.1 + 0.05 * 0.05) / (0.4 * 0.4);
        assertThat(Diversion.toOthers(0.6, others, 0.4)).isCloseTo(0.046228957, within(1e-9));
        assertThat(Diversion.toOne(0.6, 0.25, 0.435, 0.4)).isCloseTo(0.060435608, within(1e-9));
        assertThat(Diversion.toNew(0.6, 0.435, 0.4)).isCloseTo(0.029912287, within(1e-9));
        assertThat(Diversion.floorOfOthers(others)).isCloseTo(0.319148936, within(1e-9));
        assertThat(Diversion.floorOfOne(0.6, 0.25, 0.435)).isCloseTo(0.37375, within(1e-12));
        assertThat(Diversion.floorOfNew(0.6, 0.435)).isCloseTo(0.075, within(1e-12));
    }

    @Test
    void belowTheFloorThereIsNoDiversionOfThatKind() {
        assertThat(Diversion.toOne(0.6, 0.25, 0.435, 0.37)).isNaN();
        assertThat(Diversion.toOne(0.6, 0.25, 0.435, 0.375)).isPositive();
        assertThat(Diversion.toNew(0.6, 0.435, 0.07)).isNaN();
    }

    @Test
    void aShareRuleTurnsWhereTheTopSupplierComesDownToTheThreshold() {
        var judging = new Judging(Flows.of("A>J 280530 60", "B>J 280530 25", "C>J 280530 15", "D>K 280530 5")
                .economies("E")
                .data());
        var flips = flips(judging, "J", "cao@2021");

        for (var destination : List.of("others", "B", "new")) {
            var flip = of(flips, Flip.Lever.DIVERSION, destination).orElseThrow();
            assertThat(flip.cost()).as(destination).isCloseTo(0.1, within(1e-6));
            assertThat(flip.conditions()).containsExactly("top_share");
            assertThat(flip.from()).isEqualTo(Truth.YES);
        }
        var threshold = of(flips, Flip.Lever.THRESHOLD, "").orElseThrow();
        assertThat(threshold.valueAtFlip()).containsEntry("cao@2021.top_share", 0.6);
        assertThat(threshold.cost()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void whereTwoHoldHalfEachNoDiversionFromOneTurnsTheVerdict() {
        // whatever leaves the first, the second keeps its half
        var judging = new Judging(
                Flows.of("A>J 280530 50", "B>J 280530 50", "C>K 280530 5").data());

        assertThat(flips(judging, "J", "cao@2021")).noneMatch(f -> f.lever() == Flip.Lever.DIVERSION);
    }

    @Test
    void aDeficitTurnsWhenExportsReachImports() {
        var judging = new Judging(
                Flows.of("A>J 280530 80", "B>J 280530 20", "J>K 280530 40", "A>K 280530 60", "A>L 280530 100")
                        .data());
        var flip = of(flips(judging, "J", "kiet@2021.vulnerable.world"), Flip.Lever.EXPORTS, "up")
                .orElseThrow();

        // M = 100, X = 40: 60 more, which is 0.6 of imports
        assertThat(flip.cost()).isCloseTo(0.6, within(1e-6));
        assertThat(flip.conditions()).containsExactly("import_export_ratio");
    }

    @Test
    void aSurplusTurnsWhenExportsFallToImports() {
        var judging = new Judging(Flows.of("A>J 280530 80", "B>J 280530 20", "J>K 280530 200", "A>K 280530 60")
                .data());
        var flip = of(flips(judging, "J", "kiet@2021.vulnerable.world"), Flip.Lever.EXPORTS, "down")
                .orElseThrow();

        assertThat(flip.cost()).isCloseTo(0.5, within(1e-6));
        assertThat(flip.to()).isEqualTo(Truth.YES);
    }

    @Test
    void aWindowTurnsWithTheCheapestYearsThatSuffice() {
        // two of three years hold with HHI 0.5 and 0.58: one has to fall, the cheaper one costs (0.5 - 0.4) / 0.4
        var judging = new Judging(Flows.of(
                        "2021 A>J 280530 70",
                        "2021 B>J 280530 30",
                        "2022 A>J 280530 50",
                        "2022 B>J 280530 50",
                        "2023 A>J 280530 30",
                        "2023 B>J 280530 30",
                        "2023 C>J 280530 40",
                        "2021 A>K 280530 100",
                        "2022 A>K 280530 100",
                        "2023 A>K 280530 100")
                .data());
        var flip =
                of(flips(judging, "J", "geodep@2024"), Flip.Lever.THRESHOLD, "").orElseThrow();

        assertThat(flip.from()).isEqualTo(Truth.YES);
        assertThat(flip.conditions()).containsExactly("import_hhi");
        assertThat(flip.valueAtFlip().get("geodep@2024.import_hhi")).isCloseTo(0.5, within(1e-12));
        assertThat(flip.cost()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void whatCannotBeJudgedHasNoFlip() {
        var judging = new Judging(Flows.of("A>J 280530 70", "B>J 280530 30")
                .state("J", org.kaname.data.Coverage.State.NOT_REPORTED)
                .data());

        assertThat(flips(judging, "J", "cao@2021")).isEmpty();
    }
}
