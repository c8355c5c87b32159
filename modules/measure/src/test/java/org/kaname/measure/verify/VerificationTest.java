package org.kaname.measure.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.Partition;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.GoldenData;
import org.kaname.measure.Judging;

@Tag("two-implementations")
class VerificationTest {
    /** Needs all goods of an economy, which the pack has not. */
    private static final Set<String> NOT_ON_THE_PACK = Set.of(
            "rca@ge", "matrix@1", "eci@symmetric", "proximity@1", "density@full", "coi@cid", "cog@cid", "fitness@20r");

    /** The golden table holds flows of one year: neither stages nor fields, and no year to follow another. */
    private static final Set<String> NOT_ON_GOLDEN = Set.of("stage-concentration@1", "field-profile@1", "churn@1");

    private static Set<String> empty(List<Check> checks) {
        return checks.stream().filter(c -> c.cells() == 0).map(Check::name).collect(Collectors.toSet());
    }

    @Test
    void onTheGoldenTableEveryKernelGivesWhatItsSqlGives() {
        var checks = Verification.run(GoldenData.dependencyRules(), Judging.settings());

        assertThat(checks)
                .allSatisfy(c -> assertThat(c.firstDifference()).as(c.name()).isEmpty());
        assertThat(checks).allMatch(Check::ok);
        assertThat(empty(checks)).isEqualTo(NOT_ON_GOLDEN);
    }

    @Test
    void onTheStarterPackEveryKernelGivesWhatItsSqlGives() {
        var checks = Verification.run(StarterPack.load().usd(), Judging.settings());

        assertThat(checks)
                .allSatisfy(c -> assertThat(c.firstDifference()).as(c.name()).isEmpty());
        assertThat(empty(checks)).isEqualTo(NOT_ON_THE_PACK);
    }

    @Test
    void onRealReportsEveryKernelGivesWhatItsSqlGives() {
        var checks = Verification.run(GoldenData.battery(), Judging.settings(), 2);

        assertThat(checks)
                .allSatisfy(c -> assertThat(c.firstDifference()).as(c.name()).isEmpty());
    }

    @Test
    void betweenUnitsEveryKernelGivesWhatItsSqlGives() {
        var units = Partition.asOne("bloc-as-one", "EU", List.of("EU01", "EU02", "EU03", "EU04"))
                .apply(GoldenData.dependencyRules());

        assertThat(Verification.run(units, Judging.settings(), 20))
                .allSatisfy(c -> assertThat(c.firstDifference()).as(c.name()).isEmpty());
    }

    @Test
    void otherThresholdsReachBothImplementations() {
        var settings = Judging.settings()
                .with("geodep@2024.import_hhi", 0.25)
                .with("cao@2021.top_share", 0.3)
                .with("kiet@2021.vulnerable.world.partner_share", 0.4)
                .with("dominance@2023.world_share", 0.2)
                .with("measure@1.unallocated_limit", 0.001)
                .with("measure@1.world_coverage", 0.99);

        assertThat(Verification.run(StarterPack.load().usd(), settings, 15))
                .allSatisfy(c -> assertThat(c.firstDifference()).as(c.name()).isEmpty());
    }

    @Test
    void aSampleComparesFewerCellsOfTheSameMeasures() {
        var all = Verification.run(GoldenData.dependencyRules(), Judging.settings());
        var some = Verification.run(GoldenData.dependencyRules(), Judging.settings(), 5);

        assertThat(some)
                .extracting(Check::name)
                .isEqualTo(all.stream().map(Check::name).toList());
        assertThat(some.getFirst().cells()).isBetween(1L, all.getFirst().cells() - 1);
    }

    @Test
    void aDifferenceIsCountedAndItsPlaceIsTold() {
        var tally = new Tally("m@1");
        tally.number(0.5, 0.5 + 1e-12, () -> "here");
        assertThat(tally.check().ok()).isTrue();
        tally.number(0.5, 0.5 + 1e-6, () -> "there");
        tally.number(Double.NaN, 1.0, () -> "later");

        var check = tally.check();
        assertThat(check.ok()).isFalse();
        assertThat(check.cells()).isEqualTo(3);
        assertThat(check.firstDifference()).startsWith("there: kernel 0.5, SQL 0.500001");
    }
}
