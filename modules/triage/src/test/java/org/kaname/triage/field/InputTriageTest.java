package org.kaname.triage.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.DataSet;
import org.kaname.measure.StageAndFieldData;
import org.kaname.model.Figure;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Truth;
import org.kaname.triage.Colour;
import org.kaname.triage.Sentences;
import org.kaname.triage.TriageConstants;

class InputTriageTest {
    private static final DataSet STARTER = StageAndFieldData.starter();

    private static List<InputDecision> judge(String subject) {
        return InputTriage.judgeAll(STARTER, subject, 2025, TriageConstants.settings());
    }

    private static InputDecision judge(String subject, String code) {
        return judge(subject).stream()
                .filter(d -> d.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("golden")
    void photographicChemicalsAndTwentyTwoChipInputsAreBlueByPublishedShares() {
        var blue = judge("JPN").stream()
                .filter(d -> d.colours().contains(Colour.BLUE))
                .toList();

        assertThat(blue).filteredOn(d -> d.kind().equals("world-market")).hasSize(22);
        var chemicals = judge("JPN", "3707");
        assertThat(chemicals.colours()).containsExactly(Colour.BLUE);
        assertThat(chemicals.share().value()).isEqualTo(0.4185);
        assertThat(chemicals.tags()).containsExactly(InputTriage.SHARE_ONLY, InputTriage.OLD_DATA);
        assertThat(blue).allSatisfy(d -> assertThat(d.tags()).contains(InputTriage.SHARE_ONLY));
    }

    @Test
    void aSecondPlaceOrALowShareIsNotBlue() {
        assertThat(judge("JPN", "8605").colours()).isEmpty();
        assertThat(judge("JPN", "8605").insufficient()).isFalse();
        assertThat(judge("JPN", "3701").rows().getFirst().truth()).isEqualTo(Truth.NO);
    }

    @Test
    void anEconomyThatIsNotOnTheListHasNoShareYetIsBoundedByTheList() {
        var unlisted = judge("ISL", "N26");

        assertThat(unlisted.share().reason()).contains(Reason.NOT_PUBLISHED);
        assertThat(unlisted.rank().reason()).contains(Reason.NOT_PUBLISHED);
        assertThat(unlisted.rows().getFirst().truth()).isEqualTo(Truth.NO);
    }

    @Test
    void withoutTheSubjectsRowTheAnswerIsUnknownOrTheSame() {
        var without = STARTER.publishedShares().stream()
                .filter(s -> !s.economy().equals("JPN"))
                .toList();
        var data = StageAndFieldData.of(
                STARTER.economies().listEconomies(), List.of(), List.of(), without, List.of(), List.of());

        for (var after : InputTriage.judgeAll(data, "JPN", 2025, TriageConstants.settings())) {
            var before = judge("JPN", after.code()).rows().getFirst().truth();
            assertThat(after.rows().getFirst().truth()).as(after.code()).isIn(before, Truth.UNKNOWN);
        }
    }

    @Test
    void theThresholdFlipLiesAtTheShareAndTurnsTheColour() {
        assertThat(judge("JPN", "3707").flips()).singleElement().satisfies(f -> {
            assertThat(f.valueAtFlip()).isEqualTo(0.4185);
            assertThat(f.relativeChange()).isGreaterThan(0);
            assertThat(f.after()).isEmpty();
        });
        assertThat(judge("DEU", "N108").flips()).singleElement().satisfies(f -> {
            assertThat(f.relativeChange()).isLessThan(0);
            assertThat(f.after()).containsExactly(Colour.BLUE);
        });
    }

    @Test
    void aPassportIsEnoughToReadItsFigureAgain() {
        var share = judge("JPN", "N26").share();

        assertThat(InputTriage.recompute(STARTER, share.passport()))
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(((Figure) ok.value()).value()).isEqualTo(share.value()));
    }

    @Test
    void everyNodeHasASentenceInBothLanguages() {
        for (var subject : List.of("JPN", "DEU", "ISL")) {
            for (var decision : judge(subject)) {
                assertThat(Sentences.lacking(decision.explanation())).isEmpty();
            }
        }
    }
}
