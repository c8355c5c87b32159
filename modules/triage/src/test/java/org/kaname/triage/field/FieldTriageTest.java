package org.kaname.triage.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.DataSet;
import org.kaname.measure.StageAndFieldData;
import org.kaname.model.Condition;
import org.kaname.model.Language;
import org.kaname.model.Truth;
import org.kaname.triage.Colour;
import org.kaname.triage.Sentences;
import org.kaname.triage.TriageConstants;

class FieldTriageTest {
    private static final DataSet STARTER = StageAndFieldData.starter();

    private static List<FieldDecision> judge(DataSet data, String subject, int asOf) {
        return FieldTriage.judgeAll(data, subject, asOf, TriageConstants.settings());
    }

    /** The fields of a colour that a proxy alone gives. */
    private static List<String> by(List<FieldDecision> decisions, Colour colour, String measure) {
        return decisions.stream()
                .filter(d -> d.rows().stream()
                        .filter(r -> r.colour() == colour)
                        .flatMap(r -> r.explanation().children().getFirst().children().stream())
                        .anyMatch(n -> measure.equals(n.arguments().get("measure"))
                                && n.decided().equals(Optional.of(Truth.YES))))
                .map(FieldDecision::field)
                .sorted()
                .toList();
    }

    @Test
    @Tag("golden")
    void annualSeriesGiveTheExpectedColours() {
        var decisions = judge(StageAndFieldData.annualPatents(), "Japan", 2020);

        assertThat(by(decisions, Colour.RED, "patent_families"))
                .containsExactly("IT methods for management", "medical technology", "transport");
        assertThat(by(decisions, Colour.RED, "patents_uspto")).isEmpty();
        assertThat(by(decisions, Colour.BLUE, "patent_families")).containsExactly("furniture, games", "optics");
        assertThat(by(decisions, Colour.BLUE, "patents_uspto")).containsExactly("optics", "textile and paper machines");
        assertThat(decisions)
                .filteredOn(d -> d.colours().contains(Colour.RED))
                .allSatisfy(d -> assertThat(d.tags()).contains(FieldTriage.DISPUTED));
        assertThat(decisions)
                .filteredOn(d -> d.field().equals("optics"))
                .singleElement()
                .satisfies(d -> assertThat(d.tags()).doesNotContain(FieldTriage.DISPUTED));
    }

    @Test
    @Tag("golden")
    void evenYearsOfTheStarterPackGiveTheExpectedColours() {
        var decisions = judge(STARTER, "JPN", 2020);

        assertThat(by(decisions, Colour.RED, "patent_families"))
                .containsExactly("IT methods for management", "medical technology", "transport");
        assertThat(by(decisions, Colour.RED, "patents_uspto")).containsExactly("materials, metallurgy");
        assertThat(decisions)
                .filteredOn(d -> d.field().equals("transport"))
                .singleElement()
                .satisfies(
                        d -> assertThat(Sentences.outline(d.explanation(), 0)).contains("decision.narrow"));
    }

    @Test
    void aChurnOfExactlyTheThresholdIsMarkedAsABoundary() {
        var control = judge(STARTER, "JPN", 2020).stream()
                .filter(d -> d.field().equals("control"))
                .findFirst()
                .orElseThrow();

        assertThat(control.rows().getLast().conditions())
                .filteredOn(c -> c.name().equals("field_churn"))
                .anyMatch(Condition::boundary);
        assertThat(control.colours()).isEmpty();
        assertThat(control.insufficient()).isTrue();
    }

    @Test
    void aFastFieldWithADistantStableLeaderCannotBeJudgedWithoutARankingOfInstitutions() {
        var digital = judge(STARTER, "JPN", 2020).stream()
                .filter(d -> d.field().equals("digital communication"))
                .findFirst()
                .orElseThrow();

        assertThat(digital.rows().getLast().truth()).isEqualTo(Truth.UNKNOWN);
        var leader = judge(STARTER, "CHN", 2020).stream()
                .filter(d -> d.field().equals("digital communication"))
                .findFirst()
                .orElseThrow();
        assertThat(leader.colours()).contains(Colour.BLUE);
    }

    @Test
    void oldDataAndErosionAreTagged() {
        var semiconductors = judge(STARTER, "JPN", 2025).stream()
                .filter(d -> d.field().equals("semiconductors"))
                .findFirst()
                .orElseThrow();

        assertThat(semiconductors.tags()).contains(FieldTriage.OLD_DATA, FieldTriage.ERODING);
        assertThat(judge(STARTER, "JPN", 2023))
                .allSatisfy(d -> assertThat(d.tags()).doesNotContain(FieldTriage.OLD_DATA));
    }

    @Test
    void aPolicyFieldWithoutASeriesIsInsufficientAndSaysSo() {
        var listed = judge(STARTER, "JPN", 2020).stream()
                .filter(d -> d.profile().isEmpty())
                .toList();

        assertThat(listed).isNotEmpty().allSatisfy(d -> {
            assertThat(d.tags()).containsExactly(FieldTriage.POLICY_LISTED);
            assertThat(d.insufficient()).isTrue();
        });
        assertThat(listed).extracting(FieldDecision::field).contains("fusion");
    }

    @Test
    void everyFlipTurnsTheColoursAndGrowthAtTheQuartileFlipsAtItsPlace() {
        for (var decision : judge(STARTER, "JPN", 2020)) {
            for (var flip : decision.flips()) {
                assertThat(flip.verified()).isTrue();
                var changed = TriageConstants.settings().with(flip.constant(), flip.valueAtFlip());
                assertThat(flip.before()).as(decision.field()).isEqualTo(decision.colours());
                assertThat(flip.after()).as(decision.field()).isNotEqualTo(decision.colours());
                assertThat(changed.origin(flip.constant())).isEqualTo("user");
            }
        }
        var transport = judge(STARTER, "JPN", 2020).stream()
                .filter(d -> d.field().equals("transport"))
                .findFirst()
                .orElseThrow();
        assertThat(transport.flips())
                .filteredOn(f -> f.condition().equals("field_top_quartile"))
                .singleElement()
                .satisfies(f -> assertThat(f.valueAtFlip()).isCloseTo(26.0 / 34, within(1e-12)));
    }

    @Test
    void aSettingChangesTheColourAndItsOrigin() {
        var constants = TriageConstants.settings()
                .with(Map.of("triage@1.b4_share", 0.9, "stage-concentration@1.unbalanced", 0.02));
        var optics = FieldTriage.judgeAll(STARTER, "JPN", 2020, constants).stream()
                .filter(d -> d.field().equals("optics"))
                .findFirst()
                .orElseThrow();

        assertThat(optics.colours()).doesNotContain(Colour.BLUE);
        assertThat(optics.passport().parameter("set.triage@1.b4_share")).isEqualTo("0.9");
    }

    @Test
    @Tag("invariant")
    void theOrderOfRowsDoesNotMatter() {
        var shuffled = new ArrayList<>(STARTER.activity());
        Collections.shuffle(shuffled, new Random(3));
        var other = judge(StageAndFieldData.with(STARTER, List.of(), shuffled), "KOR", 2020);

        assertThat(other)
                .extracting(FieldDecision::field)
                .isEqualTo(judge(STARTER, "KOR", 2020).stream()
                        .map(FieldDecision::field)
                        .toList());
        assertThat(other)
                .extracting(FieldDecision::colours)
                .isEqualTo(judge(STARTER, "KOR", 2020).stream()
                        .map(FieldDecision::colours)
                        .toList());
    }

    @Test
    @Tag("invariant")
    void withoutTheSubjectsRowsNoRowTurnsIntoItsOpposite() {
        var without = STARTER.activity().stream()
                .filter(r -> !r.economy().equals("JPN"))
                .toList();
        var after = judge(StageAndFieldData.with(STARTER, List.of(), without), "JPN", 2020);

        for (var decision : after) {
            if (decision.profile().isPresent()) {
                assertThat(decision.rows().getFirst().truth())
                        .as(decision.field())
                        .isEqualTo(Truth.UNKNOWN);
            }
        }
    }

    @Test
    void everyNodeHasASentenceInBothLanguages() {
        for (var subject : List.of("JPN", "USA", "ISL")) {
            for (var decision : judge(STARTER, subject, 2025)) {
                assertThat(Sentences.lacking(decision.explanation())).isEmpty();
            }
        }
        assertThat(Sentences.read(Language.EN).keys())
                .isEqualTo(Sentences.read(Language.JA).keys());
    }
}
