package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaname.data.source.kaname.StarterPack;
import tools.jackson.databind.JsonNode;

/** One path for every economy, and one result for the same inputs. */
class EconomiesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"DEU", "KOR", "AUT"})
    void anyEconomyOfTheShippedSetRunsThroughTheSamePath(String economy) {
        var run = new Cli(folder).run("assess", economy, "--draws", "0", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        var document = run.json();
        assertThat(document.path("economy").asString()).isEqualTo(economy);
        var counts = document.path("counts");
        assertThat(counts.path("goods").asInt())
                .isEqualTo(document.path("goods").size())
                .isPositive();
        // who reports no imports is told so for every good, and still judged by what others import from it
        boolean hidden = economy.equals("AUT");
        int missing = 0;
        for (var good : document.path("goods")) {
            var imports = good.path("autonomy").path("imports_kusd");
            if (imports.has("missing")) {
                missing++;
                assertThat(imports.path("detail").asString()).isNotBlank();
            }
        }
        if (hidden) {
            assertThat(missing).isEqualTo(document.path("goods").size());
            assertThat(counts.path("GREEN").asInt()).isZero();
        } else {
            assertThat(missing).isLessThan(document.path("goods").size());
        }
    }

    @Test
    void aMadeUpEconomyOfAMappedTableIsJudgedOnEveryGoodAndReported() throws IOException {
        var cli = new Cli(folder);
        var dataset = add(cli);

        var run = cli.run("assess", "zet", "--draws", "50", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        var document = run.json();
        assertThat(document.path("dataset").asString()).isEqualTo(dataset);
        assertThat(document.path("economy").asString()).isEqualTo("ZET");
        assertThat(document.path("counts").path("INSUFFICIENT").asInt()).isZero();
        assertThat(document.path("counts").path("GREEN").asInt()).isPositive();
        var report = folder.resolve("zet.html");
        var written = cli.run("report", "ZET", "--out", report.toString(), "--json");
        assertThat(written.json().path("id").asString())
                .isEqualTo(document.path("id").asString());
        assertThat(Files.readString(report)).contains("Made-up ZET").contains("Made-up ALF");
    }

    @Test
    @Tag("invariant")
    void theSameInputsGiveTheSameIdAndTheSameBytesWhateverTheThreads() throws Exception {
        var cli = new Cli(folder);
        add(cli);
        var arguments = new String[] {"assess", "BET", "--draws", "200", "--json", "--quiet"};

        var first = cli.run(arguments);
        var second = cli.run(arguments);
        var otherSeed = cli.run("assess", "BET", "--draws", "200", "--seed", "43", "--json", "--quiet");
        var single = inAJvmOfItsOwn(cli, 1, arguments);
        var many = inAJvmOfItsOwn(cli, 7, arguments);

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(single.strip()).isEqualTo(first.out().strip());
        assertThat(many.strip()).isEqualTo(first.out().strip());
        assertThat(otherSeed.json().path("id")).isNotEqualTo(first.json().path("id"));
        try (var stored = Files.list(cli.workspace().resolve("assessments"))) {
            assertThat(stored).hasSize(2);
        }
    }

    @Test
    void oneFlowChangedChangesTheSentencesThatExplainItAndNoOther() {
        var cli = new Cli(folder);
        var flow = "(2023,GAM,ALF,P2,)\\d+";
        assertThat(SmallWorld.flows()).containsPattern(flow);

        var before = sentences(cli, SmallWorld.flows());
        var after = sentences(cli, SmallWorld.flows().replaceFirst(flow, "$1200000"));

        // where a second supplier grows, the concentration and the share of the first fall, in that year only
        assertThat(after.get("2023/import_hhi")).isNotNull().isNotEqualTo(before.get("2023/import_hhi"));
        assertThat(after.get("2022/import_hhi")).isNotNull().isEqualTo(before.get("2022/import_hhi"));
        assertThat(after.get("2021/import_hhi")).isNotNull().isEqualTo(before.get("2021/import_hhi"));
    }

    /** The sentence of each import HHI in the explanation of one good, by year. */
    private static Map<String, String> sentences(Cli cli, String flows) {
        var map = SmallWorld.mapping(cli);
        var id = cli.run(
                        "data",
                        "add",
                        cli.write("flows.csv", flows).toString(),
                        "--map",
                        map.toString(),
                        "--complete",
                        "--complete-products",
                        "--json")
                .json()
                .path("id")
                .asString();
        var document = cli.run("assess", "ALF", "--dataset", id, "--draws", "0", "--json", "--quiet")
                .json();
        for (var good : document.path("goods")) {
            if (good.path("code").asString().equals("P2")) {
                var sentences = new TreeMap<String, String>();
                collect(good.path("explanation"), sentences);
                return sentences;
            }
        }
        throw new AssertionError("no such good");
    }

    private static void collect(JsonNode node, Map<String, String> sentences) {
        var passport = node.path("actual").path("passport").asString("");
        if (passport.contains("/hhi@1/hhi?")) {
            var year = passport.substring(passport.length() - 4);
            sentences.put(year + "/import_hhi", node.path("text").path("en").asString());
        }
        node.path("children").forEach(child -> collect(child, sentences));
    }

    /** The program in another JVM that sees so many processors. */
    private static String inAJvmOfItsOwn(Cli cli, int processors, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=" + processors,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.kaname.app.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--workspace", cli.workspace().toString(), "--lang", "en"));
        var out = Files.createTempFile("out", ".json");
        int exit = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(exit).isZero();
        return Files.readString(out);
    }

    private String add(Cli cli) {
        var map = SmallWorld.write(cli);
        var added = cli.run(
                "data",
                "add",
                folder.resolve(SmallWorld.FILE).toString(),
                "--map",
                map.toString(),
                "--complete",
                "--complete-products",
                "--json");
        assertThat(added.exit()).as(added.err()).isZero();
        var id = added.json().path("id").asString();
        assertThat(id).isNotEqualTo(StarterPack.load().usd().id());
        return id;
    }
}
