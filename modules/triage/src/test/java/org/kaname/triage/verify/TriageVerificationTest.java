package org.kaname.triage.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.GoldenData;
import org.kaname.measure.verify.Check;
import org.kaname.triage.TriageConstants;

@Tag("two-implementations")
class TriageVerificationTest {
    private static void same(Check check) {
        assertThat(check.name()).isEqualTo("triage@1");
        assertThat(check.firstDifference()).isEmpty();
        assertThat(check.ok()).isTrue();
        assertThat(check.cells()).isPositive();
    }

    @Test
    void onTheStarterPackTheColoursAreThoseOfTheSql() {
        same(TriageVerification.run(StarterPack.load().usd(), TriageConstants.settings()));
    }

    @Test
    void onTheGoldenTableTheColoursAreThoseOfTheSql() {
        same(TriageVerification.run(
                GoldenData.dependencyRules(), TriageConstants.settings().with("triage@1.floor", 0)));
        same(TriageVerification.run(GoldenData.dependencyRules(), TriageConstants.settings()));
    }

    @Test
    void onRealReportsTheColoursAreThoseOfTheSql() {
        same(TriageVerification.run(GoldenData.battery(), TriageConstants.settings(), 3));
    }

    @Test
    void otherThresholdsReachBothImplementations() {
        same(TriageVerification.run(
                StarterPack.load().usd(),
                TriageConstants.settings()
                        .with("triage@1.floor", 50_000)
                        .with("triage@1.b2e_world_share", 0.1)
                        .with("triage@1.b2e_world_rank", 3)
                        .with("dominance@2023.world_share", 0.2)
                        .with("geodep@2024.world_hhi", 0.2)
                        .with("kiet@2021.vulnerable.world.partner_share", 0.5)));
    }
}
