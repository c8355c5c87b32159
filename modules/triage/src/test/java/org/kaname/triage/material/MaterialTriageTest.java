package org.kaname.triage.material;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.DataSet;
import org.kaname.data.StageRow;
import org.kaname.measure.StageAndFieldData;
import org.kaname.model.Code;
import org.kaname.model.Truth;
import org.kaname.triage.Colour;
import org.kaname.triage.Sentences;
import org.kaname.triage.TriageConstants;

class MaterialTriageTest {
    private static final DataSet STARTER = StageAndFieldData.starter();

    private static MaterialDecision judge(String subject, String material, Function<Code, Truth> netImporter) {
        return judge(STARTER, subject, material, netImporter);
    }

    private static MaterialDecision judge(
            DataSet data, String subject, String material, Function<Code, Truth> netImporter) {
        return MaterialTriage.judgeAll(data, subject, 2025, netImporter, TriageConstants.settings()).stream()
                .filter(d -> d.material().equals(material))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aConcentratedStageIsGreenForANetImporter() {
        var cobalt = judge("JPN", "cobalt", good -> Truth.YES);

        assertThat(cobalt.colours()).containsExactly(Colour.GREEN);
        assertThat(cobalt.bindingStage()).isEqualTo("refine");
        assertThat(cobalt.tags()).isEmpty();
        assertThat(cobalt.linkedGoods())
                .contains(new Code("HS17", "282200"))
                .doesNotContain(new Code("HS17", "283329"));
    }

    @Test
    void anUnknownTradeLeavesTheRowToTheWorldsStageAndSaysSo() {
        var cobalt = judge("JPN", "cobalt", good -> Truth.UNKNOWN);

        assertThat(cobalt.colours()).containsExactly(Colour.GREEN);
        assertThat(cobalt.tags()).containsExactly(MaterialTriage.WORLD_STAGE_ONLY);
        assertThat(Sentences.outline(cobalt.explanation(), 0)).contains("material.worldStageOnly");
    }

    @Test
    void aNetExporterOfAllLinkedGoodsIsNotGreen() {
        assertThat(judge("JPN", "cobalt", good -> Truth.NO).colours()).isEmpty();
    }

    @Test
    void theProducerItselfIsBlueAndNotGreen() {
        var cobalt = judge("CHN", "cobalt", good -> Truth.YES);

        assertThat(cobalt.colours()).containsExactly(Colour.BLUE);
        assertThat(judge("COD", "cobalt", good -> Truth.UNKNOWN).colours()).containsExactly(Colour.GREEN, Colour.BLUE);
    }

    @Test
    void aLinkedMaterialWithoutRowsIsInsufficient() {
        var phosphorus = judge("JPN", "phosphorus", good -> Truth.YES);

        assertThat(phosphorus.colours()).isEmpty();
        assertThat(phosphorus.insufficient()).isTrue();
        assertThat(phosphorus.dataYear()).isEmpty();
    }

    @Test
    void aRestLargerThanAnyListedProducerLeavesTheTopUnknown() {
        for (var subject : List.of("JPN", "USA")) {
            var xenon = judge(subject, "xenon", good -> Truth.YES);

            assertThat(xenon.stages().getFirst().topShare().value()).isLessThan(0.01);
            assertThat(xenon.rows().getFirst().truth()).as(subject).isEqualTo(Truth.UNKNOWN);
        }
    }

    @Test
    @Tag("invariant")
    void deletingRowsNeverTurnsBlueIntoItsOpposite() {
        for (var material : List.of("cobalt", "gallium", "iodine", "titanium sponge", "rare earths")) {
            var before =
                    judge("JPN", material, good -> Truth.YES).rows().getLast().truth();
            var own = STARTER.stages().stream()
                    .filter(r -> !r.economy().equals("JPN"))
                    .toList();
            var total = STARTER.stages().stream()
                    .filter(r -> !r.economy().equals("WLD") && !r.source().startsWith("bgs"))
                    .toList();
            for (List<StageRow> rows : List.of(own, total)) {
                var after = judge(StageAndFieldData.with(STARTER, rows, List.of()), "JPN", material, good -> Truth.YES);
                assertThat(after.rows().getLast().truth()).as(material).isIn(before, Truth.UNKNOWN);
            }
        }
    }

    @Test
    void flipsLieAtTheSharesAndTurnTheColours() {
        for (var decision :
                MaterialTriage.judgeAll(STARTER, "JPN", 2025, good -> Truth.UNKNOWN, TriageConstants.settings())) {
            for (var flip : decision.flips()) {
                assertThat(flip.before()).as(decision.material()).isEqualTo(decision.colours());
                assertThat(flip.after()).as(decision.material()).isNotEqualTo(decision.colours());
            }
        }
        assertThat(judge("JPN", "cobalt", good -> Truth.YES).flips())
                .anySatisfy(f -> assertThat(f.constant()).isEqualTo("triage@1.g3_top_share"));
    }

    @Test
    void everyNodeHasASentenceInBothLanguages() {
        for (var subject : List.of("JPN", "CHN", "ISL")) {
            for (var decision : MaterialTriage.judgeAll(
                    STARTER, subject, 2025, good -> Truth.UNKNOWN, TriageConstants.settings())) {
                assertThat(Sentences.lacking(decision.explanation())).isEmpty();
            }
        }
    }
}
