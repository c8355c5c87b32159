package org.kaname.shock.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.shock.ShockConstants;

/** Refusals and labels of exposure can be said in both languages, and each code has its page. */
class ExposureMessagesTest {
    private static List<Refusal> refusals() {
        var leontief = Tables.taken(Leontief.of(Tables.random(new Random(1), 2, 2)));
        var exposures = Tables.taken(Exposures.of(leontief));
        return List.of(
                refusal(exposures.ofEconomy("XXX")),
                refusal(exposures.ofIndustry("E0", "s9")),
                refusal(Leontief.of(Tables.table(1, 2, new double[] {0, 4, 4, 0}, new double[] {0, 0}, 1))),
                refusal(CapacityBounds.of(leontief, new double[] {2, 1, 1, 1})),
                refusal(CapacityBounds.of(leontief, new double[] {2})),
                refusal(Rationing.compute(leontief, new double[4], program -> java.util.Optional.empty())));
    }

    private static <T> Refusal refusal(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Taken<T> taken -> throw new AssertionError(taken.value());
            case Outcome.Refused<T> refused -> refused.refusals().getFirst();
        };
    }

    @Test
    void everyRefusalHasItsSentenceAndItsPage() throws java.io.IOException {
        var pages = Files.readString(Path.of("../../docs/errors.md"));
        for (var language : Language.values()) {
            var phrases = Phrasebook.read(language, List.of(ShockConstants.class));
            for (var refusal : refusals()) {
                assertThat(refusal.text(phrases))
                        .startsWith(refusal.code() + " ")
                        .doesNotContain("{", "hint.");
                assertThat(pages).contains("## " + refusal.code() + "\n");
            }
        }
    }

    @Test
    void everyMeasureAndLabelHasItsSentence() {
        for (var language : Language.values()) {
            var phrases = Phrasebook.read(language, List.of(ShockConstants.class));
            for (var measure : ExposureMeasure.values()) {
                assertThat(phrases.keys()).contains(measure.title().key());
            }
            assertThat(phrases.keys())
                    .contains(
                            "exposure.label.backward",
                            "exposure.label.supply-push",
                            "exposure.label.cascade",
                            "exposure.label.rationing");
        }
    }
}
