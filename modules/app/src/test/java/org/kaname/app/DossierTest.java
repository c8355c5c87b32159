package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaname.app.explain.Explainer;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.model.Passport;
import org.kaname.model.Result;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The verb {@code dossier}: its document against the assessment's, in both languages, for one good, several and none. */
class DossierTest {
    /** Words that a dossier never uses (measurement 10). */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\b(threat\\w*|hostile|weaponi[sz]\\w*|rivals?|friend\\w*|safe|cleared|(?<!not )no risk|enem(y|ies)|confirmed|dependent on)\\b|敵対|脅威|武器化|安全である|友好国",
            Pattern.CASE_INSENSITIVE);

    private static final String GOOD = "HS17:282520";

    @TempDir
    static Path folder;

    private static Cli cli;
    private static JsonNode dossier;
    private static JsonNode assessed = MissingNode.getInstance();

    @BeforeAll
    static void writeADossierAndAssessTheSameGood() {
        cli = new Cli(folder);
        dossier = json("dossier", "JPN", GOOD, "--year", "2023", "--draws", "50");
        for (var good : json("assess", "JPN", "--year", "2023", "--draws", "50").path("goods")) {
            if (good.path("code").asString().equals("282520")) {
                assessed = good;
            }
        }
    }

    private static JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        var run = cli.run(all.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return run.json();
    }

    private static List<JsonNode> facts(JsonNode document) {
        var facts = new ArrayList<JsonNode>();
        for (var section : List.of("criteria", "items")) {
            for (var part : document.path(section)) {
                for (var evidence : part.path("evidence")) {
                    evidence.path("facts").forEach(facts::add);
                }
            }
        }
        return facts;
    }

    private static JsonNode figure(JsonNode document, String passport) {
        for (var figure : document.path("figures")) {
            if (figure.path("passport").asString().equals(passport)) {
                return figure;
            }
        }
        throw new AssertionError("No figure with the passport " + passport);
    }

    private static List<String> texts(JsonNode node, String language) {
        var texts = new ArrayList<String>();
        collect(node, language, texts);
        return texts;
    }

    private static void collect(JsonNode node, String language, List<String> texts) {
        if (node.isObject() && node.path("en").isString() && node.path("ja").isString()) {
            texts.add(node.path(language).asString());
        }
        node.forEach(child -> collect(child, language, texts));
    }

    @Test
    void theListOfTemplatesIsATableInCsv() {
        var lines = cli.run("dossier", "--templates", "--csv").lines();

        assertThat(lines.getFirst()).startsWith("id,economy,law_en,law_ja");
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines.get(1)).matches("[^,]+,[A-Z]{2,3},.*,\\d+,\\d+,\\d+");
    }

    @Test
    void theDocumentHasItsFieldsAndNoFinding() {
        assertThat(dossier.path("schema").asString()).isEqualTo("kaname-dossier/1");
        assertThat(dossier.propertyNames())
                .contains(
                        "economy",
                        "year",
                        "dataset",
                        "method",
                        "template",
                        "goods",
                        "criteria",
                        "items",
                        "open",
                        "submission",
                        "instruments",
                        "lists",
                        "limits",
                        "sources",
                        "figures");
        assertThat(dossier.get("finding").isNull()).isTrue();
        assertThat(dossier.path("criteria")).hasSize(4).allSatisfy(c -> {
            assertThat(c.get("finding").isNull()).isTrue();
            assertThat(c.path("evidence"))
                    .isNotEmpty()
                    .allSatisfy(e -> assertThat(e.path("facts")).isNotEmpty());
            assertThat(c.path("cannot")).isNotEmpty();
        });
        assertThat(dossier.path("items")).hasSize(6);
        assertThat(dossier.path("limits")).isNotEmpty();
        assertThat(dossier.path("sources")).isNotEmpty();
        assertThat(dossier.path("open")).isNotEmpty().allSatisfy(q -> {
            assertThat(q.path("ask").path("en").asString()).endsWith("?");
            assertThat(q.path("ask").path("ja").asString()).endsWith("。");
        });
    }

    @Test
    void theFiguresAreThoseOfTheAssessment() {
        for (var name : List.of("imports_kusd", "top_share", "hhi", "effective_suppliers", "hhi_world")) {
            var expected = assessed.path("autonomy").path(name);
            var found = figure(dossier, expected.path("passport").asString());
            assertThat(found.path("value").asDouble())
                    .as(name)
                    .isEqualTo(expected.path("value").asDouble());
            assertThat(found.path("unit")).isEqualTo(expected.path("unit"));
            assertThat(found.path("year").asString()).isEqualTo("2023");
            assertThat(found.path("dataset").asString())
                    .isEqualTo(dossier.path("dataset").asString());
        }
        for (var verdict : assessed.path("autonomy").path("verdicts")) {
            var found = figure(dossier, verdict.path("passport").asString());
            var words =
                    Map.of("FLAGGED", "flagged", "NOT_FLAGGED", "not flagged", "INSUFFICIENT", "could not be judged");
            assertThat(found.path("shown").path("en").asString())
                    .isEqualTo(words.get(verdict.path("outcome").asString()));
        }
        for (var year : assessed.path("history")) {
            for (var supplier : year.path("suppliers")) {
                dossier.path("figures").forEach(f -> {
                    if (f.path("passport").equals(supplier.path("passport"))) {
                        assertThat(f.path("value").asDouble())
                                .isCloseTo(supplier.path("share").asDouble(), within(1e-12));
                    }
                });
            }
        }
        var summary = facts(dossier).stream()
                .filter(f -> f.path("key").asString("").equals("dossier.rules"))
                .findFirst()
                .orElseThrow();
        assertThat(summary.path("text").path("en").asString())
                .contains("flagged by "
                        + assessed.path("autonomy").path("flagged").asInt() + " of "
                        + assessed.path("autonomy").path("applicable").asInt() + " rules");
        assertThat(summary.path("passport")).isEqualTo(assessed.path("passport"));
    }

    @Test
    void theShareOfTheCheckTableStandsInTheText() {
        // starter/README.md 6: Japan, lithium hydroxide from China 2023: 85.88 %, HHI 0.755
        var sentence = facts(dossier).stream()
                .filter(f -> f.path("key").asString("").equals("dossier.top-supplier"))
                .findFirst()
                .orElseThrow()
                .path("text");
        assertThat(sentence.path("en").asString()).contains("In 2023, 85.9 %").contains("came from China");
        assertThat(sentence.path("ja").asString())
                .contains("2023年")
                .contains("85.9 %")
                .contains("中国");
    }

    @Test
    void everyPassportLeadsBackToItsFigure() {
        var problems = new ArrayList<String>();
        int explained = 0;
        try (var explainer = new Explainer(StarterPack.load().usd(), false)) {
            for (var figure : dossier.path("figures")) {
                var result = Passport.parse(figure.path("passport").asString()).then(explainer::explain);
                if (result instanceof Result.Ok<org.kaname.app.explain.Explained> ok) {
                    explained++;
                    if (figure.path("value").isNumber()
                            && Math.abs(Objects.requireNonNull(ok.value().figure())
                                                    .value()
                                            - figure.path("value").asDouble())
                                    > 1e-12 * Math.max(1, figure.path("value").asDouble())) {
                        problems.add(figure.toString());
                    }
                } else {
                    problems.add(figure.path("passport").asString());
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(explained).isGreaterThan(50);
    }

    @Test
    void everyNumberedFigureOfTheTextStandsInTheRegister() {
        var numbers = new TreeSet<Integer>();
        dossier.path("figures").forEach(f -> numbers.add(f.path("n").asInt()));
        var cited = new TreeSet<Integer>();
        cite(dossier.path("criteria"), cited);
        cite(dossier.path("items"), cited);
        cite(dossier.path("submission"), cited);

        assertThat(cited).isEqualTo(numbers);
        assertThat(numbers).hasSize(numbers.getLast());
    }

    private static void cite(JsonNode node, TreeSet<Integer> cited) {
        if (node.isObject() && node.path("figures").isArray()) {
            node.path("figures").forEach(n -> cited.add(n.asInt()));
        }
        node.forEach(child -> cite(child, cited));
    }

    @Test
    void bothLanguagesTellTheSameNumbers() {
        var english = texts(dossier.path("criteria"), "en");
        var japanese = texts(dossier.path("criteria"), "ja");

        assertThat(japanese)
                .hasSameSizeAs(english)
                .allSatisfy(t -> assertThat(t).isNotBlank());
        for (int i = 0; i < english.size(); i++) {
            assertThat(percentages(japanese.get(i))).as(english.get(i)).isEqualTo(percentages(english.get(i)));
        }
        assertThat(String.join("", english)).doesNotContainPattern("[\\u3040-\\u30ff\\u4e00-\\u9fff]");
    }

    private static TreeSet<String> percentages(String text) {
        var found = new TreeSet<String>();
        Pattern.compile("\\d+\\.\\d+ %").matcher(text).results().forEach(m -> found.add(m.group()));
        return found;
    }

    @Test
    void noSentenceUsesAForbiddenWord() {
        for (var code : List.of(GOOD, "HS17:750120,HS17:280530,HS17:282540,HS07-4:3707")) {
            var document = code.equals(GOOD) ? dossier : json("dossier", "JPN", code, "--draws", "0");
            for (var language : List.of("en", "ja")) {
                assertThat(texts(document, language))
                        .noneMatch(text -> FORBIDDEN.matcher(text).find());
            }
        }
        assertThat(FORBIDDEN.matcher("it is safe").find()).isTrue();
        assertThat(FORBIDDEN.matcher("この国は脅威だ").find()).isTrue();
    }

    @Test
    void severalGoodsStandSideBySideAndAGoodWithoutDataSaysSo() {
        var several = json("dossier", "JPN", "HS17:750120,HS17:280530,HS17:750120", "--draws", "0");

        assertThat(several.path("goods")).hasSize(2);
        assertThat(several.path("goods").path(0).path("covered").asBoolean()).isTrue();
        var silent = several.path("goods").path(1);
        assertThat(silent.path("covered").asBoolean()).isFalse();
        assertThat(silent.get("outcome").isNull()).isTrue();
        assertThat(silent.path("title").path("en").asString()).contains("is not known, and not zero");
        var rules = several.path("criteria").path(1).path("evidence").path(0);
        assertThat(rules.path("silent")).hasSize(1);
        assertThat(rules.path("silent").path(0).asString()).isEqualTo("HS17:280530");
        var markdown = cli.run("dossier", "JPN", "HS17:750120,HS17:280530", "--draws", "0", "--lang", "ja");
        assertThat(markdown.out()).contains("  - HS17:280530").contains("データなし");
    }

    @Test
    void aBlueGoodThatRestsOnAShareSaysSo() {
        var blue = json("dossier", "JPN", "HS17:282540", "--draws", "0");

        assertThat(blue.path("goods").path(0).path("tags_text").path("en").asString())
                .contains("rests on the world share alone");
        assertThat(blue.path("instruments").path(0).path("colour").asString()).isEqualTo("BLUE");
        var published = json("dossier", "JPN", "HS07-4:3707", "--draws", "0");
        assertThat(facts(published))
                .anyMatch(f -> f.path("text").path("en").asString().contains("41.9 % of world exports")
                        && f.path("text").path("en").asString().contains("published by others"));
    }

    @Test
    void filesAreWrittenInThreeFormsAndTheHtmlIsWellFormedInBothLanguages() throws Exception {
        var out = folder.resolve("out");
        var run = cli.run("dossier", "JPN", GOOD, "--draws", "0", "--out", out.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        var html = Files.readString(out.resolve("dossier-JPN-HS17-282520.html"));
        var factory = DocumentBuilderFactory.newInstance();
        var page = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
        assertThat(page.getElementsByTagName("main").getLength()).isEqualTo(2);
        assertThat(html).doesNotContain("http://").doesNotContain("src=\"http").contains("指定検討資料");
        var ids = new TreeSet<String>();
        var all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            var id = ((org.w3c.dom.Element) all.item(i)).getAttribute("id");
            assertThat(id.isEmpty() || ids.add(id)).as(id).isTrue();
        }
        var links = page.getElementsByTagName("a");
        for (int i = 0; i < links.getLength(); i++) {
            assertThat(ids)
                    .contains(((org.w3c.dom.Element) links.item(i))
                            .getAttribute("href")
                            .substring(1));
        }
        assertThat(Files.readString(out.resolve("dossier-JPN-HS17-282520.md"))).startsWith("# Designation dossier: ");
        assertThat(out.resolve("dossier-JPN-HS17-282520.json")).isNotEmptyFile();
    }

    @Test
    void anotherLawIsAnotherFile() throws IOException {
        var file = cli.copy("/org/kaname/app/dossier/other-law.json");

        var other = json("dossier", "KOR", "HS17:850760", "--draws", "0", "--template", file.toString());

        assertThat(other.path("criteria")).hasSize(3);
        assertThat(other.path("items")).hasSize(2);
        assertThat(other.path("together").path("en").asString()).isEqualTo("One of the 3 criteria is enough.");
        assertThat(other.path("lists")
                        .path(0)
                        .path("members")
                        .path(0)
                        .path("entry")
                        .path("status")
                        .asString())
                .isEqualTo("CANDIDATE");
        assertThat(other.path("criteria")
                        .path(0)
                        .path("evidence")
                        .path(0)
                        .path("facts")
                        .path(0)
                        .path("text")
                        .path("en")
                        .asString())
                .contains("by South Korea");
        assertThat(other.path("open"))
                .extracting(q -> q.path("ask").path("en").asString())
                .contains("By which gate?", "Who owns the plant?");
        assertThat(other.toString()).doesNotContain("Promotion Act");
        var html = cli.run(
                "dossier", "KOR", "HS17:850760", "--draws", "0", "--template", file.toString(), "--format", "html");
        assertThat(html.out())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so&quot;")
                .doesNotContain("<script>alert(1)");
        var markdown = cli.run("dossier", "KOR", "HS17:850760", "--draws", "0", "--template", file.toString());
        assertThat(markdown.out()).contains("\\<script\\>").doesNotContain(" <script>");
    }

    @Test
    void aTemplateOfAnotherEconomyIsReadWithANote() {
        var lent = json("dossier", "KOR", "HS17:850760", "--draws", "0", "--template", "jpn-espa");

        assertThat(lent.path("other_economy").path("en").asString())
                .contains("the law of Japan")
                .contains("South Korea");
        assertThat(dossier.has("other_economy")).isFalse();
    }

    @Test
    void whatIsWrongIsToldWithWhatToTry() {
        var faulty = cli.write(
                "faulty.json",
                "{\"schema\": \"kaname-dossier-template/1\", \"id\": \"x\", \"economy\": \"KOR\", \"laws\": {}}");
        var run = cli.run("dossier", "KOR", "HS17:850760", "--template", faulty.toString());
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err())
                .contains("KAN-APP-031 The template (" + faulty + ") at (laws): This key is unknown.\nMaybe law.")
                .contains("at (criteria): This key is absent or empty.");

        var none = cli.run("dossier", "KOR", "HS17:850760");
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.err())
                .contains("KAN-APP-032")
                .contains("--template FILE")
                .contains("jpn-espa");

        var unknown = cli.run("dossier", "JPN", "HS17:282521");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("KAN-APP-030").contains("Maybe HS17:282520");

        var absent = cli.run("dossier", "JPN", GOOD, "--template", "gone.json");
        assertThat(absent.exit()).isEqualTo(2);
        assertThat(absent.err()).contains("KAN-APP-033").contains("--templates");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dossier",
                "dossier JPN",
                "dossier JPN HS17:282520 --csv",
                "dossier JPN HS17:282520 --format pdf",
                "dossier JPN HS17:282520 --json --format md"
            })
    void wrongUsageIsTold(String line) {
        var run = cli.run(line.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("KAN-APP-000").contains("Maybe");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void theShippedTemplatesAreListed() {
        var shipped = json("dossier", "--templates");

        assertThat(shipped.path("templates").path(0).path("id").asString()).isEqualTo("jpn-espa");
        assertThat(shipped.path("templates").path(0).path("criteria").asInt()).isEqualTo(4);
        assertThat(cli.run("dossier", "--templates").out()).contains("Economic Security Promotion Act");
    }
}
