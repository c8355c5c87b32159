package org.kaname.app.shock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.shock.scenario.Cases;
import org.kaname.shock.scenario.Draw;
import org.kaname.shock.scenario.LossPath;
import org.kaname.shock.scenario.Membership;

/** The engine of industries sees the same losses as the scenario, on every day of every shipped case. */
class ScenarioPathTest {
    @Test
    void pathsAgreeWithTheScenario() {
        var pack = StarterPack.load().usd();
        var membership = Membership.of(pack.economies(), pack.blocs());
        int compared = 0;
        for (var id : Cases.IDS) {
            var scenario = Cases.read(id, membership);
            var mid = Draw.mid(scenario);
            for (var restriction : scenario.restrictions()) {
                var expected = LossPath.effective(scenario, restriction, mid);
                var actual = ScenarioEvents.path(scenario, restriction, mid);
                for (int t = 0; t < expected.length; t++) {
                    assertThat(actual.at(t))
                            .as(id + " " + restriction.id() + " day " + t)
                            .isEqualTo(expected[t], within(1e-12));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }
}
