package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A data set in another revision, from the command to the figure, its interval and the rows behind it; expectations by hand. */
class DataConvertVerbTest {
    @TempDir
    Path folder;

    private Cli cli;
    private String parent = "";

    @BeforeEach
    void add() throws IOException {
        cli = new Cli(folder);
        cli.write("rows.csv", """
                year,from,to,good,value
                2021,CHN,JPN,010121,5
                2021,CHN,JPN,010129,1
                2021,KOR,JPN,010130,2
                2021,CHN,JPN,010190,10
                2021,KOR,JPN,010190,4
                """);
        var map = cli.write("map.json", """
                { "schema": "kaname-mapping/1", "table": "flow",
                  "constants": {"classification": "HS17", "reported_by": "RECONCILED"},
                  "columns": {
                    "year": {"from": "year"},
                    "exporter": {"from": "from", "scheme": "iso3"},
                    "importer": {"from": "to", "scheme": "iso3"},
                    "product": {"from": "good"},
                    "value_kusd": {"from": "value", "unit": "thousand USD"} },
                  "title": "Horses", "provider": "tests", "licence": "own test data" }
                """);
        Files.createDirectories(folder.resolve("reference"));
        cli.write("reference/concordance.csv", """
                from_scheme,from_code,to_scheme,to_code,weight
                HS17,010121,HS22,010121,
                HS17,010129,HS22,010129,1
                HS17,010130,HS22,010129,1
                HS17,010190,HS22,010129,0.3
                HS17,010190,HS22,010130,0.7
                HS17,010190,HS22,010190,0
                """);
        parent = cli.run(
                        "data",
                        "add",
                        folder.resolve("rows.csv").toString(),
                        "--map",
                        map.toString(),
                        "--complete",
                        "--json",
                        "--quiet")
                .json()
                .path("id")
                .asString();
    }

    private JsonNode convert() {
        var run = cli.run(
                "data",
                "convert",
                parent,
                "--to",
                "HS22",
                "--reference",
                folder.resolve("reference").toString(),
                "--json",
                "--quiet");
        assertThat(run.exit()).as(run.err()).isZero();
        return run.json();
    }

    private static void interval(JsonNode figure, double value, double low, double high) {
        assertThat(figure.path("value").asDouble()).isCloseTo(value, within(1e-9));
        assertThat(figure.path("low").asDouble()).isCloseTo(low, within(1e-9));
        assertThat(figure.path("high").asDouble()).isCloseTo(high, within(1e-9));
    }

    @Test
    void theResultNamesWhatItWasMadeOf() {
        var node = convert();

        assertThat(node.path("classification").asString()).isEqualTo("HS22");
        assertThat(node.path("already_present").asBoolean(true)).isFalse();
        var conversion = node.path("conversion");
        assertThat(conversion.path("parent").asString()).isEqualTo(parent);
        assertThat(conversion.path("counted").path("one_to_many").path("rows").asInt())
                .isEqualTo(2);
        assertThat(convert().path("already_present").asBoolean(false)).isTrue();
        var shown = cli.run("data", "show", node.path("id").asString()).out();
        assertThat(shown)
                .contains("converted from " + parent + " to HS22, weights: concordance.csv")
                .contains("one to many (split by weights, with bounds): 1 goods, 2 rows, 14.000");
        assertThat(cli.run("data", "show", node.path("id").asString(), "--lang", "ja")
                        .out())
                .contains("からHS22へ変換");
    }

    @Test
    void figuresOfASplitGoodAreIntervalsAndTheOthersNumbers() {
        var id = convert().path("id").asString();

        var goods = cli.run("assess", "JPN", "--dataset", id, "--draws", "0", "--json", "--quiet")
                .json()
                .path("goods");

        int met = 0;
        for (var good : goods) {
            var side = good.path("autonomy");
            switch (good.path("scheme").asString() + ":" + good.path("code").asString()) {
                case "HS22:010129" -> {
                    met++;
                    interval(side.path("top_share"), 4 / 7.2, 2 / 13.0, 6 / 7.0);
                    interval(side.path("hhi"), 26.24 / 51.84, 0.5, 36 / 49.0 + 11 / 91.0);
                }
                case "HS22:010121" -> {
                    met++;
                    interval(side.path("top_share"), 1, 1, 1);
                }
                default -> {
                    // another good
                }
            }
        }
        assertThat(met).isEqualTo(2);
    }

    @Test
    void explainLeadsToTheRowsOfTheParent() {
        var id = convert().path("id").asString();
        var passport = "kn1:" + id + "/top-share@1/top_share?product=HS22:010129&subject=JPN&year=2021";

        var node = cli.run("explain", passport, "--json", "--quiet").json();

        interval(node, 4 / 7.2, 2 / 13.0, 6 / 7.0);
        assertThat(node.path("agrees").asBoolean(false)).isTrue();
        assertThat(node.path("recomputed").asDouble()).isCloseTo(4 / 7.2, within(1e-9));
        assertThat(node.path("conversion").path("parent").asString()).isEqualTo(parent);
        var first = node.path("rows").path(0);
        assertThat(first.path("key").asString()).isEqualTo("flow/HS22/2021/010129/CHN/JPN");
        var from = first.path("converted_from");
        assertThat(from.size()).isEqualTo(2);
        assertThat(from.path(0).path("code").asString()).isEqualTo("HS17:010129");
        assertThat(from.path(0).path("weight").asDouble()).isEqualTo(1);
        assertThat(from.path(0).path("raw").asString()).isEqualTo("2021,CHN,JPN,010129,1");
        assertThat(from.path(1).path("code").asString()).isEqualTo("HS17:010190");
        assertThat(from.path(1).path("weight").asDouble()).isEqualTo(0.3);
        assertThat(from.path(1).path("line").asInt()).isEqualTo(5);
        assertThat(cli.run("explain", passport).out())
                .contains("converted from " + parent)
                .contains("HS17:010190, weight 0.3: 10.000");

        cli.run("data", "remove", parent);
        assertThat(cli.run("explain", passport).out())
                .contains("HS17:010190, weight 0.3: the data set it stood in is not in the workspace");
    }

    @Test
    void bothVerificationsHold() {
        var id = convert().path("id").asString();

        assertThat(cli.run("data", "verify", id, "--deep").lines())
                .containsExactly(id + "  ok (inputs read again: the same rows)");
        var verified = cli.run("verify", "--dataset", id);
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    }

    @Test
    void whatCannotBeConvertedIsSaid() {
        var same = cli.run("data", "convert", parent, "--to", "HS17");
        assertThat(same.exit()).isEqualTo(3);
        assertThat(same.err()).contains("KAN-DATA-089 The goods of " + parent + " are in HS17 already.");
        var unknown = cli.run("data", "convert", parent, "--to", "HS99");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("KAN-DATA-089").contains("HS92, HS96");
        assertThat(cli.run("data", "convert", "nothing", "--to", "HS22").exit()).isEqualTo(3);
        assertThat(cli.run("data", "convert", parent).exit()).isEqualTo(2);
    }
}
