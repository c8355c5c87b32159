package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.testing.SharedFolder;
import tools.jackson.databind.JsonNode;

/** The verbs of the module shock that read an input–output table. */
class ShockSectorsTest {
    private static final Path EXAMPLE = Repository.root().resolve("docs/examples/chips-stop.json");

    @TempDir
    static Path folder;

    private static Cli cli;
    private static JsonNode run;

    @BeforeAll
    static void runExample() {
        cli = new Cli(folder);
        run = json("run", EXAMPLE.toString(), "--engine", "ario");
    }

    private static Cli.Run shock(String... arguments) {
        var all = new ArrayList<>(List.of("shock"));
        all.addAll(List.of(arguments));
        return cli.run(all.toArray(String[]::new));
    }

    private static JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        var result = shock(all.toArray(String[]::new));
        assertThat(result.exit()).as(result.err()).isZero();
        return result.json();
    }

    private static JsonNode supplier(JsonNode document, String code) {
        for (var row : document.path("suppliers").values()) {
            if (row.path("supplier").asString().equals(code)) {
                return row;
            }
        }
        throw new AssertionError(code);
    }

    @Test
    void exposuresOfTheWorldTableAreThoseOfTheSpecification() {
        var table = SharedFolder.require("data/io/wiod2013").toString();
        var document = json("exposure", "JPN", "--table", table, "--year", "2010", "--extract", "CHN:JPN");

        var china = supplier(document, "CHN").path("shares");
        // shock 1.6
        assertThat(china.path("face-intermediate").path("value").asDouble()).isEqualTo(.0132199797, within(1e-9));
        assertThat(china.path("face-final").path("value").asDouble()).isEqualTo(.0149920698, within(1e-9));
        assertThat(china.path("va-by-origin").path("value").asDouble()).isEqualTo(.0205670554, within(1e-9));
        assertThat(china.path("lookthrough-input-share").path("value").asDouble())
                .isEqualTo(.0360826300, within(1e-9));
        assertThat(china.path("hidden").path("value").asDouble()).isEqualTo(.0228626503, within(1e-9));
        var extraction = document.path("extraction");
        assertThat(extraction.path("output_loss").path("value").asDouble()).isEqualTo(208343.175664, within(1e-5));
        assertThat(extraction.path("value_added_loss").path("value").asDouble()).isEqualTo(66254.438085, within(1e-5));
        assertThat(extraction.path("label").path("en").asString()).contains("backward dependence (demand side)");
    }

    @Test
    void sharesOfAllSuppliersAddUpToTheWholeAndLeadBack() {
        var document = json("exposure", "JPN");
        double through = 0;
        double last = 1;
        for (var row : document.path("suppliers").values()) {
            var share = row.path("shares").path("lookthrough-input-share");
            assertThat(share.path("value").asDouble()).isLessThanOrEqualTo(last);
            last = share.path("value").asDouble();
            through += last;
            var passport = share.path("passport").asString();
            assertThat(passport).contains("lookthrough-input-share@1", "buyer=JPN");
        }
        assertThat(through).isEqualTo(1, within(1e-10));
        assertThat(document.path("suppliers").get(0).path("own").asBoolean()).isTrue();
        assertThat(supplier(document, "CHN")
                        .path("shares")
                        .path("hidden")
                        .path("passport")
                        .asString())
                .isEqualTo("kn1:" + document.path("table").path("id").asString()
                        + "/hidden@1/share?buyer=JPN&supplier=CHN");
    }

    @Test
    void theRestOfATableIsNotAnIsland() {
        // REU is Réunion in the list of economies and the rest of the European Union in the shipped table
        var text = shock("exposure", "JPN").out();

        assertThat(text)
                .contains("Rest of the European Union", "2011", "(own supply)", "All monetary")
                .doesNotContain("Réunion");
    }

    @Test
    void oneMeasureOfOneSupplierIsAsked() {
        var rows = shock("exposure", "jpn", "--supplier", "KOR", "--measure", "hidden,face-final", "--csv")
                .lines();

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).isEqualTo("table,buyer,supplier,own,measure,value,unit");
        assertThat(rows.get(1)).contains(",KOR,false,hidden@1,");
        assertThat(json("exposure", "JPN_chemicals").path("sector").asString()).isEqualTo("chemicals");
    }

    @Test
    void whatCannotBeAskedSaysWhatThereIs() {
        refused(3, "KAN-SHOCK-030", "TWN", "exposure", "VNM");
        refused(3, "KAN-SHOCK-030", "TWN", "exposure", "JPN", "--supplier", "XYZ");
        refused(3, "KAN-SHOCK-030", "TWN", "exposure", "JPN", "--extract", "XYZ:JPN");
        refused(2, "KAN-APP-000", "face-final", "exposure", "JPN", "--measure", "face");
        refused(2, "KAN-APP-000", "SUPPLIER:BUYER", "exposure", "JPN", "--extract", "CHN:JPN:2");
        refused(3, "KAN-SHOCK-080", "2011", "exposure", "JPN", "--year", "2020");
        refused(3, "KAN-DATA-052", "nowhere", "exposure", "JPN", "--table", "nowhere");
        refused(3, "KAN-SHOCK-064", "io_sectors", "run", "re-2010", "--engine", "ario");
        refused(3, "KAN-SHOCK-064", "io_sectors", "grid", "re-2010");
        refused(2, "KAN-APP-000", "product", "run", "re-2010", "--engine", "firms");
        refused(2, "KAN-APP-000", "reference", "run", EXAMPLE.toString(), "--mode", "fast");
        refused(2, "KAN-APP-000", "--tau", "grid", EXAMPLE.toString(), "--tau", "0");
        var scope = "restrictions.stop.scope.io_sectors=";
        refused(3, "KAN-SHOCK-068", "wiod-2013:c14", "grid", EXAMPLE.toString(), "--set", scope + "wiod-2013:c14");
        refused(3, "KAN-SHOCK-069", "(chemicals)", "grid", EXAMPLE.toString(), "--set", scope + "*:chemical");
        refused(3, "KAN-SHOCK-030", "VNM", "grid", EXAMPLE.toString(), "--set", "restrictions.stop.to=VNM");
    }

    private static void refused(int exit, String code, String says, String... arguments) {
        var result = shock(arguments);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(result.err()).contains(code, says);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aRunThroughIndustriesSaysWhoLosesAndHowSure() {
        assertThat(run.path("mode").asString()).isEqualTo("kaname");
        assertThat(run.path("tables").get(0).path("year").asInt()).isEqualTo(2011);
        assertThat(run.path("stability").path("status").asString()).isEqualTo("stable");
        assertThat(run.path("stability").path("grid").size()).isEqualTo(30);
        var top = run.path("sectors").get(0);
        // the seller whose sales are stopped loses most
        assertThat(top.path("economy").asString() + "_" + top.path("sector").asString())
                .isEqualTo("TWN_electrical_optical");
        double all = 0;
        for (var economy : run.path("economies").values()) {
            all += economy.path("output_loss").path("value").asDouble();
        }
        var headline = run.path("stability").path("headline").path("output_loss");
        assertThat(all).isEqualTo(headline.path("value").asDouble(), within(1e-6 * Math.abs(all)));
        assertThat(headline.path("unit").asString()).isEqualTo("musd");
        var series = run.path("series").get(0);
        assertThat(series.path("name").asString()).isEqualTo("total_output");
        assertThat(series.path("values").size()).isEqualTo(365);
        double lost = 0;
        for (var day : series.path("values").values()) {
            lost += series.path("before").asDouble() - day.asDouble();
        }
        assertThat(lost).isEqualTo(all, within(1e-3));
        assertThat(run.path("banner").path("modelled").get(0).path("key").asString())
                .isEqualTo("sectors");
    }

    @Test
    void nothingIsLostWhereNothingIsRestricted() {
        // an imbalance of the table must not run as a loss
        var nothing = json("run", EXAMPLE.toString(), "--set", "restrictions.stop.share_lost=0");

        double total = nothing.path("series").get(0).path("before").asDouble();
        assertThat(nothing.path("stability")
                        .path("headline")
                        .path("output_loss")
                        .path("value")
                        .asDouble())
                .isEqualTo(0, within(1e-9 * total));
    }

    @Test
    void anUnstableRunHasNoHeadline() {
        var unstable = json("run", EXAMPLE.toString(), "--inventory", "10", "--tau", "30");

        assertThat(unstable.path("stability").path("status").asString()).isEqualTo("unstable");
        assertThat(unstable.path("stability").path("headline").isNull()).isTrue();
        assertThat(unstable.path("stability")
                        .path("reasons")
                        .get(0)
                        .path("reason")
                        .asString())
                .isEqualTo("RESTORATION_LONGER_THAN_STOCK");
        assertThat(unstable.path("sectors").size()).isZero();
        assertThat(unstable.path("economies").size()).isZero();
        assertThat(unstable.path("series").get(0).path("unstable").asBoolean()).isTrue();
    }

    @Test
    void aScenarioWithoutSectorsRunsItsGoodsAndSaysSo() {
        var result = shock("run", "re-2010", "--draws", "0");

        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("no restriction names sectors of a table")
                .doesNotContain("Industries");
    }

    @Test
    void theGridHoldsWhatWasAskedAndMarksWhatIsUnstable() {
        var grid = json("grid", EXAMPLE.toString(), "--stock", "10,60", "--tau", "30");
        assertThat(grid.path("grid").size()).isEqualTo(2);
        assertThat(grid.path("grid").get(0).path("loss").isNull()).isTrue();
        assertThat(grid.path("grid").get(0).path("unstable").get(0).asString())
                .isEqualTo("RESTORATION_LONGER_THAN_STOCK");
        assertThat(grid.path("grid").get(1).path("loss").path("value").asDouble())
                .isPositive();
        assertThat(shock("grid", EXAMPLE.toString(), "--stock", "10,60", "--tau", "30", "--csv")
                        .lines())
                .hasSize(3)
                .anyMatch(line -> line.contains(",10.0,30.0,,musd,,"));
        assertThat(shock("grid", EXAMPLE.toString(), "--stock", "10,60", "--tau", "30")
                        .out())
                .contains("S  unstable: stocks are restored more slowly", "exercise");
    }

    @Test
    void twoRunsAreTheSameBytes() {
        var once = shock("run", EXAMPLE.toString(), "--json").out();
        assertThat(shock("run", EXAMPLE.toString(), "--json").out()).isEqualTo(once);
        var exposure =
                shock("exposure", "JPN", "--extract", "CHN:JPN", "--json").out();
        assertThat(shock("exposure", "JPN", "--extract", "CHN:JPN", "--json").out())
                .isEqualTo(exposure);
    }

    @Test
    void wordsOfThePartAreInBothLanguagesAndCodesHavePages() {
        var english = org.kaname.app.wording.Words.plain().in(Language.EN);
        var japanese = org.kaname.app.wording.Words.plain().in(Language.JA);
        var pages = Repository.read("docs/errors.md");
        var seen = new HashSet<String>();
        for (var key : english.keys()) {
            if (!key.matches("(industry|grid|table|exposure|banner)\\..*|(refusal|hint)\\.KAN-SHOCK-06[4-7].*")) {
                continue;
            }
            seen.add(key);
            assertThat(Phrasebook.placeholders(japanese.findTemplate(key).orElseThrow()))
                    .as(key)
                    .isEqualTo(Phrasebook.placeholders(english.findTemplate(key).orElseThrow()));
        }
        assertThat(seen).contains("industry.title", "grid.title", "table.head", "refusal.KAN-SHOCK-064");
        assertThat(pages).contains("## KAN-SHOCK-064", "## KAN-SHOCK-068", "## KAN-SHOCK-069", "## KAN-SHOCK-080");
    }

    @Test
    void anExposureByTheShippedTableLeadsBackThroughItsPassport() {
        var answer = json("exposure", "JPN");
        int checked = 0;
        for (var supplier : answer.path("suppliers")) {
            for (var figure : supplier.path("shares")) {
                if (figure.has("passport") && figure.has("value") && checked < 20) {
                    var explained = cli.run("explain", figure.path("passport").asString(), "--json");
                    assertThat(explained.exit()).as(explained.err()).isZero();
                    assertThat(explained.json().path("value").asDouble())
                            .isEqualTo(figure.path("value").asDouble());
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(20);
        var other = cli.run("explain", "kn1:wiod-2013-2010-258f4cccb0fe/face-final@1/share?buyer=JPN&supplier=CHN");
        assertThat(other.exit()).isEqualTo(3);
        assertThat(other.err()).contains("KAN-APP-009").contains("--table");
    }
}
