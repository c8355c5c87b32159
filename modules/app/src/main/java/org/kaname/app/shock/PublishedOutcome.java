package org.kaname.app.shock;

import java.util.List;
import java.util.Optional;
import org.kaname.shock.scenario.Scenario;

/**
 * A published outcome beside the model's (shock 6). A miss is told as a miss.
 *
 * @param actual the model's number; empty where the run does not give it
 */
public record PublishedOutcome(Scenario.Published fact, Verdict verdict, Optional<Double> actual) {
    /** What the comparison says. */
    public enum Verdict {
        HIT,
        MISS,
        /** Shown beside the model only. */
        SHOWN,
        /** The run does not give the number. */
        NOT_COMPUTED
    }

    public static List<PublishedOutcome> of(ShockAnswer answer) {
        return answer.source().scenario().published().stream()
                .map(fact -> {
                    if (fact.check().isEmpty()) {
                        return new PublishedOutcome(fact, Verdict.SHOWN, Optional.empty());
                    }
                    var check = fact.check().get();
                    var actual = Optional.ofNullable(answer.metrics().get(check.metric()));
                    if (actual.isEmpty()) {
                        return new PublishedOutcome(fact, Verdict.NOT_COMPUTED, actual);
                    }
                    boolean hit = actual.get() >= check.atLeast().orElse(Double.NEGATIVE_INFINITY)
                            && actual.get() <= check.atMost().orElse(Double.POSITIVE_INFINITY);
                    return new PublishedOutcome(fact, hit ? Verdict.HIT : Verdict.MISS, actual);
                })
                .toList();
    }
}
