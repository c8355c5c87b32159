package org.kaname.app.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.app.wording.Findings;
import org.kaname.app.wording.Words;
import org.kaname.data.Progress;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.model.Language;
import org.kaname.triage.assess.Assessment;
import org.kaname.triage.assess.AssessmentConstants;
import org.kaname.triage.assess.Assessor;

/** The document is written good by good; nothing of it may differ from the tree it stands for. */
@Tag("core")
class AssessmentDocumentTest {
    private static Assessment assessment;

    @BeforeAll
    static void assess() throws InterruptedException {
        var data = StarterPack.load().usd();
        assessment = Assessor.assess(
                new Assessor.Request(
                        data,
                        "KOR",
                        Assessor.newestYear(data),
                        List.of(),
                        List.of(),
                        AssessmentConstants.settings(),
                        0,
                        1,
                        Double.NaN,
                        false),
                Progress.NONE);
    }

    private static String written(boolean indented) {
        var out = new ByteArrayOutputStream();
        new AssessmentDocument(assessment, Words.plain(), Language.EN).writeTo(out, indented);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsWrittenGoodByGoodIsTheTree() {
        var tree = new AssessmentDocument(assessment, Words.plain(), Language.EN).whole();
        assertThat(written(true)).isEqualTo(Json.MAPPER.writeValueAsString(tree));
        assertThat(Json.MAPPER.readTree(written(false))).isEqualTo(Json.MAPPER.readTree(written(true)));
        assertThat(written(false)).hasSizeLessThan(written(true).length());
    }

    @Test
    void goodsKeepTheirOrderOnAnyNumberOfThreads() {
        var goods = Json.MAPPER.readTree(written(false)).get("goods");
        assertThat(goods.values().stream()
                        .map(g ->
                                g.get("scheme").asString() + ":" + g.get("code").asString())
                        .toList())
                .isEqualTo(Findings.ordered(assessment).stream()
                        .map(d -> d.profile().product().toString())
                        .toList())
                .hasSize(assessment.goods().size());
    }

    @Test
    void whatIsPutIntoTheFrameIsWritten() {
        var document = new AssessmentDocument(assessment, Words.plain(), Language.EN);
        document.frame().put("id", "x");
        assertThat(document.whole().get("id").asString()).isEqualTo("x");
    }

    @Test
    void languagesStandInOneOrderHoweverTheyCome() {
        var forth = new LinkedHashMap<String, String>();
        forth.put("en", "copper");
        forth.put("ja", "銅");
        var back = new LinkedHashMap<String, String>();
        back.put("ja", "銅");
        back.put("en", "copper");
        assertThat(Json.MAPPER.writeValueAsString(Json.texts(back)))
                .isEqualTo(Json.MAPPER.writeValueAsString(Json.texts(forth)));
        assertThat(Json.texts(Map.copyOf(back)).properties().stream()
                        .map(Map.Entry::getKey)
                        .toList())
                .containsExactly("en", "ja");
    }
}
