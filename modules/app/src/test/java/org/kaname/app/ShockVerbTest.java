package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.app.json.Json;
import org.kaname.shock.scenario.Cases;
import tools.jackson.databind.JsonNode;

/** The verbs of shock on the pack that ships. */
class ShockVerbTest {
    @TempDir
    Path folder;

    private Cli cli = new Cli(Path.of("."));

    @BeforeEach
    void workspace() {
        cli = new Cli(folder);
    }

    private JsonNode json(String... arguments) {
        var all = new java.util.ArrayList<>(List.of(arguments));
        all.add("--json");
        var run = cli.run(all.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return Json.MAPPER.readTree(run.out());
    }

    @Test
    void everyShippedCaseIsListedAndRunsThroughTheSameCode() {
        var cases = json("shock", "cases").path("cases");
        assertThat(cases).hasSize(Cases.IDS.size());
        for (var id : Cases.IDS) {
            var run = json("shock", "run", id, "--draws", "20");
            assertThat(run.path("scenario").path("id").asString()).isEqualTo(id);
            assertThat(run.path("goods")).as(id).isNotEmpty();
            assertThat(run.path("banner").path("not_modelled")).isNotEmpty();
            for (var good : run.path("goods")) {
                assertThat(good.path("economy").asString()).isNotEmpty();
                var cell = good.path("stock_known").asBoolean()
                        ? good
                        : good.path("stock_grid").path(0);
                assertThat(cell.path("bounds").has("no_response")).as(id).isTrue();
            }
        }
    }

    @Test
    void aCaseIsAFileLikeAnyOther() throws IOException {
        var file = folder.resolve("mine.json");
        Files.writeString(file, cli.run("shock", "cases", "--show", "urea-2021").out());
        var shipped = json("shock", "run", "urea-2021");
        var own = json("shock", "run", file.toString());
        assertThat(own.path("goods")).isEqualTo(shipped.path("goods"));
    }

    @Test
    void aStopOfOneSupplierLastsAsLongAsStockOverItsShare() {
        var run = json(
                "shock",
                "run",
                "urea-2021",
                "--set",
                "restrictions.inspection-before-export.share_lost=1",
                "--set",
                "restrictions.inspection-before-export.duration_days=365",
                "--set",
                "responses.stock_days=30",
                "--draws",
                "0");
        var good = run.path("goods").path(0);
        double share = good.path("largest_share_lost").asDouble();
        // imports of the supplier over all: the whole of it is lost from the first day
        assertThat(share).isBetween(0.5, 0.8);
        assertThat(good.path("tts_days").path("value").asInt()).isEqualTo((int) Math.floor(30 / share));
        assertThat(good.path("basis").asString()).isEqualTo("need = imports");
    }

    @Test
    void changingTheShareChangesEveryResultThatDependsOnIt() {
        var stock = "responses.stock_days=20";
        var lost = "restrictions.inspection-before-export.share_lost=";
        var little = json("shock", "run", "urea-2021", "--set", stock, "--set", lost + "0.6", "--draws", "0");
        var much = json("shock", "run", "urea-2021", "--set", stock, "--set", lost + "0.9", "--draws", "0");
        assertThat(much.path("scenario_id")).isNotEqualTo(little.path("scenario_id"));
        for (var name : List.of("tts_days", "unmet_share", "depth", "stock_needed_days")) {
            var before = little.path("goods").path(0).path(name).path("value");
            var after = much.path("goods").path(0).path(name).path("value");
            assertThat(after.asDouble()).as(name).isNotEqualTo(before.asDouble());
        }
        assertThat(much.path("flows").path(0).path("after").asDouble())
                .isLessThan(little.path("flows").path(0).path("after").asDouble());
        assertThat(much.path("series").path(0))
                .isNotEqualTo(little.path("series").path(0));
    }

    @Test
    void oneSeedGivesTheSameBytesAndAnotherOthers() {
        var one = cli.run("shock", "run", "re-2010", "--json", "--draws", "200").out();
        assertThat(cli.run("shock", "run", "re-2010", "--json", "--draws", "200")
                        .out())
                .isEqualTo(one);
        assertThat(cli.run("shock", "run", "re-2010", "--json", "--draws", "200", "--seed", "5")
                        .out())
                .isNotEqualTo(one);
    }

    @Test
    void withoutAStockTheGridIsTheAnswer() {
        var good =
                json("shock", "run", "urea-2021", "--draws", "0").path("goods").path(0);
        assertThat(good.path("stock_days").isNull()).isTrue();
        assertThat(good.path("stock_grid")).hasSize(6);
        assertThat(good.path("tts_days").isMissingNode()).isTrue();
    }

    @Test
    void boundsEncloseTheCentralRun() {
        for (var good : json("shock", "run", "re-2010", "--draws", "0").path("goods")) {
            double central = good.path("unmet_share").path("value").asDouble();
            double none = good.path("bounds")
                    .path("no_response")
                    .path("unmet_share")
                    .path("value")
                    .asDouble();
            double full = good.path("bounds")
                    .path("full_response")
                    .path("unmet_share")
                    .path("value")
                    .asDouble();
            assertThat(central).isBetween(full, none);
        }
    }

    @Test
    void everyFigureOfARunLeadsBackThroughItsPassport() {
        var run = json(
                "shock",
                "run",
                "urea-2021",
                "--set",
                "responses.stock_days=20",
                "--set",
                "responses.thrift={\"share\":{\"fixed\":0.1}}",
                "--draws",
                "0");
        var good = run.path("goods").path(0);
        int checked = 0;
        for (var name : List.of("tts_days", "ttr_days", "gap_days", "unmet_share", "depth", "stock_needed_days")) {
            var figure = good.path(name);
            if (figure.has("value")) {
                var explained = json("explain", figure.path("passport").asString());
                assertThat(explained.path("value").asDouble())
                        .as(name)
                        .isCloseTo(figure.path("value").asDouble(), within(1e-12));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(3);
        var text = cli.run("explain", good.path("unmet_share").path("passport").asString())
                .out();
        assertThat(text).contains("CHN").contains("survive@1");
    }

    @Test
    void badInputIsRefusedWithItsPlace() throws IOException {
        assertThat(cli.run("shock", "run", "re-2011").err())
                .contains("KAN-SHOCK-061")
                .contains("re-2010");
        var bad = folder.resolve("bad.json");
        Files.writeString(
                bad, cli.run("shock", "cases", "--show", "urea-2021").out().replace("\"mid\": 0.9", "\"mid\": 9"));
        var run = cli.run("shock", "run", bad.toString());
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("KAN-SHOCK-003").contains("/restrictions/0/share_lost/mid");
        var nowhere = cli.run("shock", "run", "urea-2021", "--set", "restrictions.no-such.share_lost=1");
        assertThat(nowhere.exit()).isEqualTo(3);
        assertThat(nowhere.err()).contains("KAN-SHOCK-063");
        var nothing = cli.run("shock", "run", "urea-2021", "--set", "restrictions.0.scope.codes=HS17:999999");
        assertThat(nothing.exit()).isEqualTo(3);
        assertThat(nothing.err()).contains("KAN-SHOCK-060");
        assertThat(cli.run("shock", "run", "urea-2021", "--draws", "-1").exit()).isEqualTo(2);
        assertThat(cli.run("shock").exit()).isEqualTo(2);
    }

    @Test
    void aTamperedPassportOfARunIsRefusedWithAHint() {
        var run = cli.run(
                "explain",
                "kn1:starter/survive@1/tts_days?code=HS17%3A310210&economy=KOR&responses=central"
                        + "&scenario=../../x.bb5d8cf69af0&stock_days=30.0");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("KAN-APP-009").contains("--workspace");
    }

    @Test
    void aRestrictionOnAllReachesSuppliersThatNobodyNames() {
        var all = json(
                "shock",
                "run",
                "graphite-2023",
                "--set",
                "restrictions.licences.from=*",
                "--set",
                "restrictions.licences.share_lost=1",
                "--set",
                "responses.stock_days=30",
                "--draws",
                "0");
        for (var good : all.path("goods")) {
            assertThat(good.path("largest_share_lost").asDouble()).isCloseTo(1, within(1e-12));
            assertThat(good.path("tts_days").path("value").asInt()).isEqualTo(30);
        }
    }

    @Test
    void aCodeOfAnotherRevisionIsReadWhereItIsTheSameGood() {
        var stock = "responses.stock_days=20";
        var own = json("shock", "run", "urea-2021", "--set", stock, "--draws", "0");
        var older = json(
                "shock",
                "run",
                "urea-2021",
                "--set",
                stock,
                "--draws",
                "0",
                "--set",
                "restrictions.0.scope.codes=HS07:310210");
        assertThat(older.path("codes_read_as").path("HS07:310210").asString()).isEqualTo("HS17:310210");
        for (var name : List.of("tts_days", "unmet_share")) {
            assertThat(older.path("goods").path(0).path(name).path("value"))
                    .isEqualTo(own.path("goods").path(0).path(name).path("value"));
        }
        var explained = json(
                "explain",
                older.path("goods").path(0).path("tts_days").path("passport").asString());
        assertThat(explained.path("value"))
                .isEqualTo(own.path("goods").path(0).path("tts_days").path("value"));
    }

    @Test
    void whatLiesOutsideTheHorizonIsSaid() {
        var before = cli.run("shock", "run", "urea-2021", "--set", "restrictions.0.start=2021-06-01")
                .out();
        assertThat(before).contains("began 122 days before day 0");
        var after = cli.run("shock", "run", "urea-2021", "--set", "restrictions.0.start=2028-01-01");
        assertThat(after.out()).contains("after the horizon").contains("no supplier whose goods are restricted");
    }

    @Test
    void theOtherRuleOfOverlapIsShownWhereItMatters() {
        assertThat(cli.run("shock", "run", "re-2010", "--draws", "0", "--set", "responses.stock_days=30")
                        .out())
                .contains("if overlapping restrictions took only the largest share");
    }

    @Test
    void theTextSaysInBothLanguagesWhatIsNotModelled() {
        var english = cli.run("shock", "run", "gage-2023", "--draws", "50", "--lang", "en")
                .out();
        assertThat(english).contains("not modelled").contains("retaliation").contains("agrees");
        var japanese = cli.run("shock", "run", "gage-2023", "--draws", "50", "--lang", "ja")
                .out();
        assertThat(japanese).contains("含まない").contains("報復").contains("止まるまでの日数");
    }

    @Test
    void theRunStaysInTheWorkspaceAndTheSchemaIsPrinted() {
        json("shock", "run", "urea-2021", "--draws", "0");
        assertThat(cli.workspace().resolve("runs")).isDirectoryContaining("glob:**urea-2021.*");
        assertThat(cli.run("shock", "schema").out()).contains("json-schema.org");
    }
}
