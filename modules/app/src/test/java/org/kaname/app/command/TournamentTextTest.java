package org.kaname.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kaname.model.Language;

class TournamentTextTest {
    @Test
    void aSmallChangeIsNotPrintedAsNone() {
        assertThat(TournamentText.cost(0.25, Language.EN)).isEqualTo("25.0 %");
        assertThat(TournamentText.cost(0.0034, Language.EN)).isEqualTo("0.3 %");
        assertThat(TournamentText.cost(0.0004, Language.EN)).isEqualTo("0.040 %");
        assertThat(TournamentText.cost(1e-9, Language.EN)).startsWith("< ").doesNotContain(" 0.0 %");
        assertThat(TournamentText.cost(0, Language.EN)).isEqualTo("0.0 %");
    }
}
