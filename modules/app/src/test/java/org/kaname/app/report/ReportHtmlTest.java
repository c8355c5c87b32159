package org.kaname.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kaname.app.json.AssessmentJson;
import org.kaname.app.wording.Words;
import org.kaname.data.Progress;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.triage.TriageConstants;
import org.kaname.triage.assess.Assessor;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The report of a real assessment of the starter pack, and of documents with things missing or hostile. */
class ReportHtmlTest {
    private static final int LARGEST = 1_500_000;
    private static final String SCRIPT = "<script>alert('x')</script>";

    private static ObjectNode assessment = JsonNodeFactory.instance.objectNode();
    private static String report = "";
    private static Document page = emptyDocument();

    @BeforeAll
    static void assessTheStarterPack() throws Exception {
        var data = StarterPack.load().usd();
        var found = Assessor.assess(
                new Assessor.Request(
                        data,
                        "JPN",
                        2023,
                        List.of(),
                        List.of(),
                        TriageConstants.settings(),
                        100,
                        42,
                        Double.NaN,
                        false),
                Progress.NONE);
        assessment = AssessmentJson.of(found, Words.plain(), Language.EN);
        report = ReportHtml.write(assessment);
        page = parse(report);
    }

    @Test
    void itIsWellFormedAndEveryIdStandsOnce() {
        var ids = new ArrayList<String>();
        walk(page.getDocumentElement(), element -> {
            if (element.hasAttribute("id")) {
                ids.add(element.getAttribute("id"));
            }
        });
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(50);
    }

    @Test
    void everyLinkLeadsToAPlaceInTheFile() {
        assertThat(listDeadLinks(page)).isEmpty();
        assertThat(report).contains("<a href=\"#");
    }

    private static List<String> listDeadLinks(Document document) {
        var ids = new HashSet<String>();
        var targets = new ArrayList<String>();
        walk(document.getDocumentElement(), element -> {
            ids.add(element.getAttribute("id"));
            if (element.getAttribute("href").startsWith("#")) {
                targets.add(element.getAttribute("href").substring(1));
            }
        });
        return targets.stream().filter(target -> !ids.contains(target)).toList();
    }

    @Test
    void everyColouredGoodShowsItsFiguresUnderNoiseBesideTheObserved() {
        for (var good : coloured()) {
            var anchor = "g-" + good.path("scheme").asString() + "-"
                    + good.path("code").asString();
            assertThat(good.path("uncertainty")).as(anchor).isNotEmpty();
            var text = find(anchor + "-en").getTextContent();
            assertThat(text).contains("Under reporting noise, mean and 5 % to 95 % of the worlds");
            // one for each figure, after the sentence's beginning
            assertThat(text.split(", mean ", -1))
                    .as(anchor)
                    .hasSize(2 + good.path("uncertainty").size());
            assertThat(find(anchor + "-ja").getTextContent()).contains("報告誤差を与えた試行の平均");
        }
    }

    @Test
    void nothingIsAskedOfAnotherHost() {
        walk(page.getDocumentElement(), element -> {
            for (var name : List.of("src", "href", "srcset", "action", "poster", "data")) {
                assertThat(element.getAttribute(name)).doesNotContain("//");
            }
        });
        assertThat(report).doesNotContainPattern("url\\(|@import|<iframe|<object|<embed");
        assertThat(report).contains("default-src 'none'".replace("'", "&#39;"));
    }

    @Test
    void everyColouredGoodHasItsOwnSectionInBothLanguages() {
        for (var good : coloured()) {
            var anchor = "g-" + good.path("scheme").asString() + "-"
                    + good.path("code").asString();
            for (var language : List.of("en", "ja")) {
                var section = find(anchor + "-" + language);
                assertThat(section.getTagName()).isEqualTo("section");
                assertThat(section.getTextContent())
                        .contains(Voice.tidy(good.path("title").path(language).asString()))
                        .contains(good.path("passport").asString());
            }
        }
        assertThat(coloured()).isNotEmpty();
    }

    @Test
    void aGoodShowsEveryRuleAndEveryDecidingCondition() {
        for (var good : coloured()) {
            var text = find("g-" + good.path("scheme").asString() + "-"
                            + good.path("code").asString() + "-en")
                    .getTextContent();
            for (var verdict : good.path("autonomy").path("verdicts")) {
                assertThat(text).contains(verdict.path("rule").asString());
            }
            for (var row : good.path("rows")) {
                if (row.path("fired").asBoolean(false)) {
                    for (var condition : row.path("years").path(0).path("conditions")) {
                        assertThat(text)
                                .contains(condition.path("label").path("en").asString());
                    }
                }
            }
        }
    }

    @Test
    void everyGoodStandsSomewhereInBothLanguages() {
        for (var good : assessment.path("goods")) {
            for (var language : List.of("en", "ja")) {
                find("g-" + good.path("scheme").asString() + "-"
                        + good.path("code").asString() + "-" + language);
            }
        }
    }

    @Test
    void bothLanguagesAreWholeAndTheFirstOneShows() {
        var english = find("en");
        var japanese = find("ja");
        assertThat(count(english, "section"))
                .isEqualTo(count(japanese, "section"))
                .isGreaterThan(5);
        assertThat(count(english, "table")).isEqualTo(count(japanese, "table"));
        assertThat(find("pick-en").hasAttribute("checked")).isTrue();
        assertThat(ReportHtml.write(assessment, Language.JA))
                .contains("id=\"pick-ja\" checked=\"checked\"")
                .doesNotContain("id=\"pick-en\" checked");
    }

    @Test
    void bothLanguagesHaveTheSamePhrasesWithTheSameArguments() {
        var english = Voice.book(Language.EN);
        var japanese = Voice.book(Language.JA);
        assertThat(english.keys()).isEqualTo(japanese.keys());
        for (var key : english.keys()) {
            assertThat(Phrasebook.placeholders(english.findTemplate(key).orElseThrow()))
                    .as(key)
                    .isEqualTo(
                            Phrasebook.placeholders(japanese.findTemplate(key).orElseThrow()));
        }
    }

    @Test
    void everyTableSaysWhatItHoldsAndEveryPictureHasAText() {
        walk(page.getDocumentElement(), element -> {
            if (element.getTagName().equals("table")) {
                assertThat(element.getElementsByTagName("caption").getLength()).isEqualTo(1);
            }
            if (element.getTagName().equals("th")) {
                assertThat(element.getAttribute("scope")).isNotEmpty();
            }
            if (element.getAttribute("role").equals("img")) {
                assertThat(element.getAttribute("aria-label")).isNotBlank();
            }
            if (element.getTagName().equals("svg")
                    && element.getAttribute("role").isEmpty()) {
                assertThat(element.getAttribute("aria-hidden")).isEqualTo("true");
            }
        });
    }

    @Test
    void aMissingFigureReadsNoDataWithItsReasonAndNeverZero() {
        var changed = assessment.deepCopy();
        var good = (ObjectNode) changed.path("goods").path(0);
        var missing = JsonNodeFactory.instance.objectNode();
        missing.put("missing", "NOT_REPORTED").put("detail", "").put("unit", "hhi");
        ((ObjectNode) good.path("autonomy")).set("hhi", missing);
        ((ObjectNode) good.path("autonomy")).set("imports_kusd", missing.deepCopy());
        var written = parse(ReportHtml.write(changed));
        var titles = new ArrayList<String>();
        walk(written.getDocumentElement(), element -> {
            if (element.getTagName().equals("title")
                    && element.getTextContent().contains("(" + good.path("code").asString() + ")")) {
                titles.add(element.getTextContent());
            }
        });
        assertThat(titles).isNotEmpty();
        assertThat(titles.getFirst()).contains("(HHI): no data (the economy did not report)");
        assertThat(find(written, "en").getTextContent()).contains("Import side not covered: 1");
    }

    @Test
    void aDocumentWithoutMaterialsFieldsAndSummaryStillGivesAReport() {
        var changed = assessment.deepCopy();
        changed.remove(List.of(
                "materials", "fields", "inputs", "summary", "headlines", "limits", "not_modelled", "counts", "noise"));
        var written = parse(ReportHtml.write(changed));
        assertThat(find(written, "en").getTextContent())
                .contains("no data the data set has no such table")
                .contains("Green (G)");
        assertThat(count(find(written, "ja"), "li")).isPositive();
    }

    @Test
    void anEmptyDocumentGivesAReportThatSaysSo() {
        var empty = JsonNodeFactory.instance.objectNode();
        assertThat(find(parse(ReportHtml.write(empty)), "en").getTextContent()).contains("no data");
    }

    @Test
    void hostileNamesAreOnlyText() {
        var changed = assessment.deepCopy();
        var names = JsonNodeFactory.instance.objectNode().put("en", SCRIPT).put("ja", SCRIPT);
        for (var good : changed.path("goods")) {
            ((ObjectNode) good).set("names", names.deepCopy());
            ((ObjectNode) good).set("title", names.deepCopy());
            ((ObjectNode) good).put("note", SCRIPT + '\u0001' + "\"onload=\"");
        }
        changed.put("dataset", "x\"}</style>" + SCRIPT);
        changed.set("economy_names", names);
        var written = ReportHtml.write(changed);
        assertThat(Pattern.compile("<script").matcher(written).results().count())
                .isOne();
        assertThat(written).doesNotContain("</style>" + SCRIPT);
        assertThat(Pattern.compile("</style>").matcher(written).results().count())
                .isOne();
        parse(written);
    }

    @Test
    void goodsWithTheSameLettersInTheirCodesKeepApart() {
        var changed = assessment.deepCopy();
        ((ObjectNode) changed.path("goods").path(0)).put("scheme", "OTHER:a").put("code", "b c");
        ((ObjectNode) changed.path("goods").path(1)).put("scheme", "OTHER:a").put("code", "b-c");
        var written = parse(ReportHtml.write(changed));
        assertThat(find(written, "g-OTHER-a-b-c-en")).isNotSameAs(find(written, "g-OTHER-a-b-c-2-en"));
    }

    @Test
    void theFileStaysSmallEvenWithManyGoods() {
        assertThat(report.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST);
        var changed = assessment.deepCopy();
        var goods = changed.withArray("goods");
        var plain = StreamSupport.stream(assessment.path("goods").spliterator(), false)
                .filter(good -> good.path("colours").isEmpty())
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 400; i++) {
            goods.add(((ObjectNode) coloured().getFirst().deepCopy()).put("code", "copy" + i));
            goods.add(((ObjectNode) plain.deepCopy()).put("code", "plain" + i));
        }
        var written = ReportHtml.write(changed);
        assertThat(written.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST);
        var many = parse(written);
        assertThat(listDeadLinks(many)).isEmpty();
        assertThat(find(many, "en").getTextContent()).contains("more goods are in the assessment document");
        assertThat(find(many, "en").getTextContent())
                .contains(goods.size() + " goods, of which could not be judged")
                .contains("autonomy lost in " + (400 + founded("GREEN")));
        assertThat(count(find(many, "en"), "section")).isEqualTo(count(find(many, "ja"), "section"));
    }

    @Test
    void theSameAssessmentGivesTheSameBytes() {
        assertThat(ReportHtml.write(assessment)).isEqualTo(report);
    }

    /** Goods and materials of a colour that the title counts, by the words of the page's first lines: none in doubt. */
    private static long founded(String colour) {
        long count = 0;
        for (var kind : List.of("goods", "materials", "inputs", "fields")) {
            for (var one : assessment.path(kind)) {
                var tags = one.path("tags").toString();
                boolean doubt = tags.contains("SHARE_ONLY")
                        || tags.contains("COVERAGE_DOUBT")
                        || tags.contains("WORLD_STAGE_ONLY");
                count += one.path("colours").toString().contains(colour) && !doubt ? 1 : 0;
            }
        }
        return count;
    }

    private static List<JsonNode> coloured() {
        var found = new ArrayList<JsonNode>();
        for (var good : assessment.path("goods")) {
            if (!good.path("colours").isEmpty()) {
                found.add(good);
            }
        }
        return found;
    }

    private interface Visitor {
        void visit(Element element);
    }

    private static void walk(Element element, Visitor visitor) {
        visitor.visit(element);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                walk(inner, visitor);
            }
        }
    }

    private static Element find(String id) {
        return find(page, id);
    }

    private static Element find(Document document, String id) {
        var found = new ArrayList<Element>();
        walk(document.getDocumentElement(), element -> {
            if (element.getAttribute("id").equals(id)) {
                found.add(element);
            }
        });
        assertThat(found).as(id).hasSize(1);
        return found.getFirst();
    }

    private static int count(Element element, String tag) {
        return element.getElementsByTagName(tag).getLength();
    }

    private static Document parse(String html) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(html)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not well-formed", e);
        }
    }

    private static Document emptyDocument() {
        return parse("<html/>");
    }
}
