package org.kaname.data.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.model.Code;
import org.kaname.model.testing.SharedFolder;

class EndUseTest {
    /** The classes of the national accounts in the manual of the categories, revision 4. */
    private static final Map<EndUse, Set<String>> CLASSES = Map.of(
            EndUse.CAPITAL, Set.of("41", "521"),
            EndUse.INTERMEDIATE, Set.of("111", "121", "21", "22", "31", "322", "42", "53"),
            EndUse.CONSUMPTION, Set.of("112", "122", "522", "61", "62", "63"));

    @Test
    void aGoodMayHaveSeveralEndUsesOrNoneThatIsKnown() {
        assertThat(EndUse.of(new Code("HS17", "010121"))).containsExactly(EndUse.CAPITAL);
        assertThat(EndUse.of(new Code("HS17", "010130"))).containsExactly(EndUse.CAPITAL, EndUse.INTERMEDIATE);
        assertThat(EndUse.of(new Code("HS17", "000000"))).isEmpty();
        assertThat(EndUse.knows("HS17")).isTrue();
        assertThat(EndUse.knows("OTHER:mine")).isFalse();
    }

    @Test
    @Tag("golden")
    void everyGoodOf2017HasTheEndUsesOfTheListOfTheStatisticsDivision() throws IOException {
        var expected = new TreeMap<String, Set<EndUse>>();
        for (var line : Files.readAllLines(SharedFolder.require("data/reference/concordances/hs17_bec.csv"))) {
            var cells = line.split(",", -1);
            if (cells[0].matches("\\d{6}")) {
                var use = CLASSES.entrySet().stream()
                        .filter(e -> e.getValue().contains(cells[1]))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(EndUse.UNCLASSIFIED);
                expected.computeIfAbsent(cells[0], unknown -> EnumSet.noneOf(EndUse.class))
                        .add(use);
            }
        }

        assertThat(expected).hasSizeGreaterThan(5000);
        expected.forEach((code, uses) ->
                assertThat(EndUse.of(new Code("HS17", code))).as(code).isEqualTo(uses));
    }
}
