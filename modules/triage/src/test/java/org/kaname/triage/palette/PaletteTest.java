package org.kaname.triage.palette;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kaname.model.Explanation.Bilingual;
import org.kaname.triage.Colour;

class PaletteTest {
    @ParameterizedTest
    @EnumSource(Colour.class)
    void everyColourPairsARuleWithAnIncentiveInBothLanguages(Colour colour) {
        var menu = Palette.shipped().menu(colour);

        assertThat(menu.pairs()).isNotEmpty().allSatisfy(pair -> {
            written(pair.rule());
            written(pair.incentive());
            written(pair.bears());
        });
        assertThat(menu.evidenceFirst()).isNotEmpty().allSatisfy(PaletteTest::written);
        written(menu.aim());
    }

    private static void written(Bilingual text) {
        assertThat(text.en()).isNotBlank().matches(t -> t.chars().allMatch(c -> c < 0x2E80));
        assertThat(text.ja()).isNotBlank().matches(t -> t.chars().anyMatch(c -> c >= 0x2E80));
    }

    @Test
    void theAimsAreThoseOfTheSpecification() {
        assertThat(Palette.shipped().menu(Colour.GREEN).aim().en()).isEqualTo("diversify");
        assertThat(Palette.shipped().menu(Colour.BLUE).aim().en()).isEqualTo("protect");
        assertThat(Palette.shipped().menu(Colour.RED).aim().en()).isEqualTo("invest");
    }
}
