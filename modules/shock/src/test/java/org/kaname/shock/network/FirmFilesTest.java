package org.kaname.shock.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.shock.ShockConstants;

@Tag("fuzz")
class FirmFilesTest {
    private static final String FIRMS = """
            firm,economy,sector,output,final_sales,stock_days
            mine,AUS,B,100,,
            mill,JPN,C,300,180,20
            shop,JPN,G,,90,
            """;
    private static final String LINKS = """
            supplier,buyer,product,value,evidence
            mill,shop,steel,120,verified
            mine,mill,ore,40,declared
            mine,mill,ore,20,suggested
            """;

    @TempDir
    private Path folder;

    private Outcome<FirmNetwork> read(String firms, String links) throws IOException {
        return FirmFiles.read(
                Files.writeString(folder.resolve("firms.csv"), firms),
                Files.writeString(folder.resolve("links.csv"), links));
    }

    private List<String> refused(String firms, String links) throws IOException {
        return ((Outcome.Refused<FirmNetwork>) read(firms, links))
                .refusals().stream()
                        .map(r -> r.code() + (r.variant().isEmpty() ? "" : "." + r.variant()) + ":" + r.line())
                        .toList();
    }

    @Test
    void linksAreSortedRepeatsAddedAndTheWeakerEvidenceKept() throws IOException {
        var network = ((Outcome.Taken<FirmNetwork>) read(FIRMS, LINKS)).value();

        assertThat(network.size()).isEqualTo(3);
        assertThat(network.links()).isEqualTo(2);
        assertThat(network.merged()).isEqualTo(1);
        assertThat(network.inPtr()).containsExactly(0, 0, 1, 2);
        assertThat(network.value()).containsExactly(60, 120);
        assertThat(network.evidence(0)).isEqualTo(Evidence.SUGGESTED);
        assertThat(network.outPtr()).containsExactly(0, 1, 2, 2);
        assertThat(network.buyer(1)).isEqualTo(2);
        assertThat(network.finalSales(0))
                .as("what output leaves after the links")
                .isEqualTo(40);
        assertThat(network.finalSales(1)).isEqualTo(180);
        assertThat(network.firms().stockDays()[0]).isNaN();
        assertThat(network.giantComponentShare()).isEqualTo(1.0 / 3);
    }

    @Test
    void everyProblemIsNamedWithItsLine() throws IOException {
        assertThat(refused(FIRMS.replace("sector", "trade"), LINKS))
                .containsExactly("KAN-SHOCK-050.column:1", "KAN-SHOCK-050:1");
        assertThat(refused(FIRMS.replace("100", "-1").replace("shop", "mine").replace(",20\n", ",0.5\n"), LINKS))
                .contains("KAN-SHOCK-051:2", "KAN-SHOCK-051:3", "KAN-SHOCK-052:4");
        assertThat(refused(
                        FIRMS,
                        LINKS + "mine,bank,ore,1,verified\nmine,mine,ore,1,verified\nmine,mill,ore,0,rumour\nmine\n"))
                .containsExactly(
                        "KAN-SHOCK-053:5",
                        "KAN-SHOCK-054:6",
                        "KAN-SHOCK-051.positive:7",
                        "KAN-SHOCK-055:7",
                        "KAN-SHOCK-056:8");
        assertThat(refused(FIRMS, LINKS.substring(0, LINKS.indexOf('\n') + 1))).containsExactly("KAN-SHOCK-057:0");
    }

    @Test
    void everyRefusalHasItsSentenceInBothLanguages() throws IOException {
        var broken = (Outcome.Refused<FirmNetwork>)
                read(FIRMS, LINKS + "mine,bank,ore,x,rumour\nmine,mine,ore,1,verified\nmine\n");
        for (var language : Language.values()) {
            var phrases = Phrasebook.read(language, List.of(ShockConstants.class));
            for (Refusal refusal : broken.refusals()) {
                assertThat(refusal.text(phrases)).contains("links.csv:").doesNotContain("{");
            }
        }
    }
}
