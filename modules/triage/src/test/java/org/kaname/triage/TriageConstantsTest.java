package org.kaname.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kaname.measure.ConstantRange;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.triage.assess.AssessmentConstants;

/** One place for every number that decides, each with its origin; a change is seen in every passport in the same form. */
class TriageConstantsTest {
    @Test
    void everyConstantIsListedOnceWithAnOrigin() {
        var constants = TriageConstants.all();

        assertThat(constants).extracting(Settings.Constant::name).doesNotHaveDuplicates();
        assertThat(constants).extracting(Settings.Constant::name).allMatch(n -> n.matches("[a-z0-9.@-]+\\.[a-z0-9_]+"));
        assertThat(constants)
                .extracting(Settings.Constant::origin)
                .allMatch(o -> o.equals("kaname") || statusWords().contains(o));
        assertThat(AssessmentConstants.settings().all().values()).containsExactlyInAnyOrderElementsOf(constants);
    }

    @Test
    void everyConstantHasARangeThatHoldsItsPublishedValue() {
        for (var constant : TriageConstants.all()) {
            var range = ConstantRange.of(constant.name());
            assertThat(range.holds(constant.value()) || Double.isNaN(constant.value()))
                    .as(constant.name())
                    .isTrue();
            assertThat(range.holds(Double.NaN)).isFalse();
            assertThat(range.holds(Double.POSITIVE_INFINITY)).isFalse();
            assertThat(range.holds(-2)).as(constant.name()).isFalse();
        }
    }

    @Test
    void theThresholdOfEveryRowIsAmongThem() {
        var settings = AssessmentConstants.settings();

        for (var row : GoodRows.ALL) {
            assertThat(row.yearly()).allMatch(p -> settings.knows(p.constant()));
            assertThat(row.once()).allMatch(p -> settings.knows(p.constant()));
        }
    }

    @Test
    void aPassportStatesChangesAndGivesThemBack() {
        var changed = AssessmentConstants.settings()
                .with(Map.of("triage@1.b3_share", 0.4, "stage-concentration@1.unbalanced", 0.02));

        assertThat(changed.parameters())
                .containsExactly(
                        Map.entry("set.stage-concentration@1.unbalanced", "0.02"),
                        Map.entry("set.triage@1.b3_share", "0.4"));
        assertThat(changed.parametersOf("stage-concentration@1"))
                .containsOnlyKeys("set.stage-concentration@1.unbalanced");
        assertThat(AssessmentConstants.settings().withParameters(changed.parameters()))
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(((Settings) ok.value()).changes()).isEqualTo(changed.changes()));
    }

    @Test
    void aPassportWithAnUnknownConstantOrNoNumberIsRefused() {
        for (var parameters : Set.of(Map.of("set.triage@1.b9_share", "0.4"), Map.of("set.triage@1.b3_share", "half"))) {
            assertThat(AssessmentConstants.settings().withParameters(parameters))
                    .isInstanceOfSatisfying(
                            Result.Failed.class,
                            f -> assertThat(f.why().reason()).isEqualTo(Reason.MALFORMED));
        }
    }

    private static Set<String> statusWords() {
        var words = new java.util.TreeSet<String>();
        for (var status : RuleVersion.Status.values()) {
            words.add(status.name());
        }
        return words;
    }
}
