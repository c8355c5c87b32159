package org.kaname.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kaname.data.source.kaname.StarterPack;

class PackTriageTest {
    @Test
    void probe() {
        long t0 = System.nanoTime();
        var data = StarterPack.load().usd();
        long t1 = System.nanoTime();
        var settings = TriageConstants.settings();
        var triage = new GoodTriage(data, "JPN", List.of(), List.of(), settings);
        var outcomes = new TreeMap<String, String>();
        for (var product : data.cube().products()) {
            var profile = triage.profile(product, 2023);
            if (profile.isEmpty()) {
                outcomes.put(product.toString(), "none");
                continue;
            }
            var decision = triage.decide(profile.get(), 2023);
            var cf = new Counterfactuals(triage, triage.evaluator()).find(decision);
            var rob = new RobustnessRun(triage, 42, Double.NaN).run(decision, triage.evaluator(), 1000);
            outcomes.put(
                    product.toString(),
                    decision.outcome() + " " + decision.profile().dataYear() + " " + decision.tags() + " fired "
                            + decision.rows().stream()
                                    .filter(r -> r.truth() == org.kaname.model.Truth.YES)
                                    .map(GoodRowOutcome::row)
                                    .toList()
                            + " " + decision.flagged() + "/" + decision.applicable() + " rob "
                            + java.util.Objects.requireNonNull(rob.get(Colour.GREEN))
                                    .share() + " "
                            + java.util.Objects.requireNonNull(rob.get(Colour.BLUE))
                                    .share() + " levers "
                            + cf.stream()
                                    .filter(Counterfactual::flips)
                                    .map(c -> c.colour() + ":" + c.lever() + ":" + c.destination() + ":" + c.relative()
                                            + ":" + c.thresholds())
                                    .toList());
        }
        long t2 = System.nanoTime();
        outcomes.forEach((k, v) -> System.out.println(k + " " + v));
        System.out.println("load " + (t1 - t0) / 1e6 + " ms, triage " + (t2 - t1) / 1e6);
        assertThat(outcomes).isNotEmpty();
    }
}
