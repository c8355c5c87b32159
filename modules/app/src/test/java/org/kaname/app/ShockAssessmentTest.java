package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The verb {@code shock run --assessment} on an assessment of the shipped figures. */
class ShockAssessmentTest {
    @TempDir
    static Path folder;

    private static Cli cli;
    private static JsonNode assessed;
    private static JsonNode document;

    @BeforeAll
    static void assess() {
        cli = new Cli(folder);
        assessed = cli.run("assess", "JPN", "--dataset", "starter", "--draws", "0", "--json")
                .json();
        document = json();
    }

    private static Cli.Run run(String... arguments) {
        var all = new ArrayList<>(List.of("shock", "run", "--assessment", "latest"));
        all.addAll(List.of(arguments));
        return cli.run(all.toArray(String[]::new));
    }

    private static JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        var run = run(all.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return run.json();
    }

    /** Share of the largest supplier in all imports, those of unknown origin counted as of others: the low end of the assessment. */
    private static TreeMap<String, Double> shares() {
        var shares = new TreeMap<String, Double>();
        for (var good : assessed.path("goods")) {
            for (var colour : good.path("colours")) {
                if (colour.asString().equals("GREEN")) {
                    shares.put(
                            good.path("scheme").asString() + ":"
                                    + good.path("code").asString(),
                            good.path("autonomy").path("top_share").path("low").asDouble(Double.NaN));
                }
            }
        }
        return shares;
    }

    @Test
    void everyGreenGoodIsRunOrSaidToBeLeft() {
        var told = new ArrayList<String>();
        document.path("goods").forEach(good -> told.add(good.path("code").asString()));
        document.path("not_run").forEach(good -> told.add(good.path("code").asString()));
        assertThat(told).isNotEmpty().containsExactlyInAnyOrderElementsOf(shares().keySet());
        assertThat(document.path("assessment")).isEqualTo(assessed.path("id"));
        assertThat(document.path("status").asString()).isEqualTo("hypothetical");
        assertThat(document.path("start").asString())
                .isEqualTo(assessed.path("year").asInt() + 1 + "-01-01");
    }

    @Test
    void withoutAResponseTheStockLastsAsLongAsItCoversTheLostShare() {
        // a stock of n days of need, of which a part q is missing every day, lasts floor(n / q) days
        for (var good : document.path("goods")) {
            double lost = good.path("supplier_share").asDouble();
            assertThat(good.path("largest_share_lost").asDouble()).isCloseTo(lost, within(1e-12));
            assertThat(lost).isCloseTo(shares().get(good.path("code").asString()), within(1e-9));
            for (var cell : good.path("stock_grid")) {
                int days = (int) Math.floor(cell.path("stock_days").asDouble() / lost + 1e-9);
                assertThat(cell.path("tts_days").path("value").asInt(-1))
                        .as(good.path("code") + " " + cell.path("stock_days"))
                        .isEqualTo(days < 365 ? days : -1);
            }
        }
    }

    @Test
    void goodsComeByTheDaysUntilTheyStop() {
        var one = json("--stock", "60", "--share", "0.5", "--for", "100");
        int last = 0;
        for (var good : one.path("goods")) {
            double lost = good.path("supplier_share").asDouble() / 2;
            int days = (int) Math.floor(60 / lost + 1e-9);
            var told = good.path("tts_days").path("value");
            assertThat(told.asInt(Integer.MAX_VALUE)).isEqualTo(days < 100 ? days : Integer.MAX_VALUE);
            assertThat(told.asInt(Integer.MAX_VALUE)).isGreaterThanOrEqualTo(last);
            last = told.asInt(Integer.MAX_VALUE);
        }
        assertThat(one.path("stock_days").asDouble()).isEqualTo(60);
        assertThat(one.path("goods").size()).isEqualTo(document.path("goods").size());
    }

    @Test
    void textAndTableHoldTheSameGoodsAndSayWhatWasAssumed() {
        var text = run();
        assertThat(text.out())
                .contains(
                        "hypothetical",
                        "withholds 100.0 % from Japan for 365 days",
                        "nobody does anything",
                        "not modelled");
        var lines = run("--csv").lines();
        int cells = 0;
        for (var good : document.path("goods")) {
            assertThat(text.out()).contains(good.path("code").asString());
            cells += good.path("stock_grid").size();
        }
        assertThat(lines).hasSize(1 + cells);
        assertThat(run("--lang", "ja").out()).contains("仮定", "日本", "供給元");
    }

    @Test
    void filesHoldAScenarioForEachGoodThatRunsByItself() throws IOException {
        var out = folder.resolve("green");
        assertThat(run("--out", out.toString()).exit()).isZero();
        var again = folder.resolve("green-again");
        assertThat(run("--out", again.toString()).exit()).isZero();
        try (var files = Files.list(out)) {
            for (var file : (Iterable<Path>) files::iterator) {
                assertThat(again.resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
        var good = document.path("goods").path(0);
        var id = good.path("scenario_id").asString();
        var alone = cli.run(
                "shock",
                "run",
                out.resolve(id.substring(0, id.indexOf('.')) + ".json").toString(),
                "--dataset",
                "starter",
                "--json");
        assertThat(alone.exit()).as(alone.err()).isZero();
        assertThat(alone.json().path("scenario_id").asString()).isEqualTo(id);
        assertThat(alone.json().path("goods").path(0).path("stock_grid")).isEqualTo(good.path("stock_grid"));
    }

    @Test
    void withoutAnAssessmentItSaysWhatToRunFirst(@TempDir Path other) {
        var none = new Cli(other).run("shock", "run", "--assessment", "latest");
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.err()).contains("KAN-SHOCK-067", "Maybe run kaname assess");
        var unknown = cli.run("shock", "run", "--assessment", "KOR");
        assertThat(unknown.exit()).isEqualTo(3);
        assertThat(unknown.err()).contains("KAN-SHOCK-067", assessed.path("id").asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--assessment latest --share 0",
                "--assessment latest --share 40",
                "--assessment latest --for 0",
                "--assessment latest --for 3650",
                "--assessment latest --stock -1",
                "--assessment latest re-2010",
                "--assessment latest --draws 5",
                "--assessment latest --dataset starter",
                "re-2010 --share 0.5",
                "re-2010 --stock 60",
                "--lang en"
            })
    void whatCannotBeAskedIsToldAsUsage(String arguments) {
        var all = new ArrayList<>(List.of("shock", "run"));
        all.addAll(List.of(arguments.split(" ")));
        var run = cli.run(all.toArray(String[]::new));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Maybe ");
        assertThat(run.out()).isEmpty();
    }
}
