package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.model.testing.Mounts;

/** The verbs of the workspace: verify, remove, list, and what other verbs say of what is gone, damaged or not to be written. */
class DataVerbsTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
    }

    private String add(String... more) {
        var map = SmallWorld.write(cli);
        var arguments = new ArrayList<>(List.of(
                "data",
                "add",
                folder.resolve(SmallWorld.FILE).toString(),
                "--map",
                map.toString(),
                "--complete",
                "--json",
                "--quiet"));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new)).json().path("id").asString();
    }

    private Path flows(String id) {
        return cli.workspace().resolve("datasets").resolve(id).resolve("flow/year=2022/part-000.parquet");
    }

    @Test
    void verifySaysOkThenDamagedAndOtherVerbsRefuseTheDataSet() throws IOException {
        var id = add("--keep-input", "--memory", "512MB");
        Files.delete(folder.resolve(SmallWorld.FILE));
        assertThat(cli.run("data", "verify").lines()).containsExactly(id + "  ok");
        assertThat(cli.run("data", "verify", "--deep").lines())
                .containsExactly(id + "  ok (inputs read again: the same rows)");
        var bytes = Files.readAllBytes(flows(id));
        bytes[bytes.length / 2] ^= 4;
        Files.write(flows(id), bytes);

        var text = cli.run("data", "verify", id);
        assertThat(text.exit()).isEqualTo(4);
        assertThat(text.lines().getFirst()).isEqualTo(id + "  damaged (file flow/year=2022/part-000.parquet)");
        var json = cli.run("data", "verify", "--json", "--deep", "--quiet");
        assertThat(json.exit()).isEqualTo(4);
        var set = json.json().path("datasets").path(0);
        assertThat(set.path("id").asString()).isEqualTo(id);
        assertThat(set.path("ok").asBoolean(true)).isFalse();
        assertThat(set.path("deep").asString()).isEqualTo("NOT_READ");
        assertThat(set.path("problems").path(0).asString()).startsWith("KAN-DATA-054 flow/year=2022/part-000.parquet");
        for (var verb : List.of(
                List.of("assess", "BET"), List.of("data", "show", id), List.of("dominance"), List.of("verify"))) {
            var run = cli.run(verb.toArray(String[]::new));
            assertThat(run.exit()).as(verb.toString()).isEqualTo(3);
            assertThat(run.err())
                    .contains("KAN-DATA-054 flow/year=2022/part-000.parquet of " + id)
                    .contains("Maybe ");
        }
    }

    @Test
    void inputsThatAreGoneAreSaid() throws IOException {
        var id = add();
        Files.delete(folder.resolve(SmallWorld.FILE));
        var run = cli.run("data", "verify", "--deep", id);
        assertThat(run.exit()).isZero();
        assertThat(run.lines()).containsExactly(id + "  ok; inputs not at hand");
        assertThat(cli.run("data", "verify", "--lang", "ja", "--deep").out()).contains("入力は手元にない");
        assertThat(cli.run("data", "verify", "nothing").exit()).isEqualTo(3);
    }

    @Test
    void removeIsRefusedWhileAnAssessmentRefersAndExplainSaysWhatIsMissing() {
        var id = add();
        var assessed =
                cli.run("assess", "BET", "--draws", "0", "--json", "--quiet").json();
        var assessment = assessed.path("id").asString();
        var passport = assessed.path("goods")
                .path(0)
                .path("autonomy")
                .path("hhi")
                .path("passport")
                .asString();
        assertThat(passport).contains(id);

        var refused = cli.run("data", "remove", id);
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("KAN-DATA-070").contains(assessment).contains("--force");
        assertThat(cli.run("explain", passport).exit()).isZero();

        var removed = cli.run("data", "remove", id, "--force", "--json", "--quiet");
        assertThat(removed.exit()).isZero();
        assertThat(removed.json().path("removed").path(0).asString()).isEqualTo(id);
        assertThat(removed.json().path("missed_by").path(0).asString()).isEqualTo(assessment);
        var explained = cli.run("explain", passport);
        assertThat(explained.exit()).isEqualTo(3);
        assertThat(explained.err()).contains("KAN-DATA-055 The data set (" + id + ") is not in the workspace");
        assertThat(cli.run("data", "remove", id).exit()).isEqualTo(3);
        add();
        assertThat(cli.run("explain", passport).exit())
                .as("added again, it is explained again")
                .isZero();
    }

    @Test
    void listMarksTheNewestOfASlugAndHidesOlderOnesOfTheSameTitle() {
        var first = add();
        cli.write(SmallWorld.FILE, SmallWorld.flows().replace("2021,", "2020,"));
        var again = cli.run(
                "data",
                "add",
                folder.resolve(SmallWorld.FILE).toString(),
                "--map",
                folder.resolve("small-map.json").toString(),
                "--complete",
                "--json",
                "--quiet");
        var second = again.json().path("id").asString();
        var json = cli.run("data", "list", "--json", "--quiet").json().path("datasets");
        assertThat(json.findValuesAsString("id")).contains(first, second);
        long newest = 0;
        for (var set : json) {
            var id = set.path("id").asString();
            newest += (id.equals(first) || id.equals(second))
                            && set.path("newest").asBoolean()
                    ? 1
                    : 0;
        }
        assertThat(newest).isEqualTo(1);
        var text = cli.run("data", "list");
        assertThat(text.out()).contains("published", "licence", "own test data", "1 older");
        assertThat(text.lines())
                .filteredOn(l -> l.contains("mapped-other-small"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("  *");
        assertThat(cli.run("data", "list", "--all-versions").lines())
                .filteredOn(l -> l.contains("mapped-other-small"))
                .hasSize(2);
    }

    @Test
    void aDataSetWithoutAReadableManifestIsListedAsDamagedAndCanBeRemoved() throws IOException {
        var id = add();
        Files.writeString(cli.workspace().resolve("datasets").resolve(id).resolve("manifest.json"), "{");
        assertThat(cli.run("data", "list").err()).contains("KAN-DATA-054 manifest.json of " + id);
        assertThat(cli.run("data", "verify").exit()).isEqualTo(4);
        assertThat(cli.run("data", "remove", id).exit()).isZero();
        assertThat(cli.run("data", "verify").lines()).containsExactly("No data set in the workspace.");
    }

    @Test
    void aSizeOfMemoryMustBeOne() {
        var run = cli.run("data", "add", "x.csv", "--memory", "much");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("(much)").contains("Maybe");
    }

    @Test
    void onAReadOnlyWorkspaceAssessPrintsItsResultAndSaysThatItIsNotStored() throws IOException {
        add();
        try (var disk = Mounts.forReading(folder.resolve("disk"))) {
            var workspace = disk.directory().resolve("workspace");
            try (var all = Files.walk(cli.workspace())) {
                for (var file : all.toList()) {
                    Files.copy(
                            file,
                            workspace.resolve(cli.workspace().relativize(file).toString()),
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            disk.close(workspace);
            var out = folder.resolve("out");

            var run = cli.run(
                    "assess",
                    "BET",
                    "--draws",
                    "0",
                    "--json",
                    "--workspace",
                    workspace.toString(),
                    "--out",
                    out.toString());

            assertThat(run.json().path("economy").asString()).isEqualTo("BET");
            assertThat(run.json().path("goods").size()).isPositive();
            assertThat(run.err()).contains("KAN-APP-014").contains("the result was printed");
            assertThat(run.exit()).isEqualTo(3);
            assertThat(out.resolve("report.html")).exists();
            assertThat(cli.run("data", "list", "--workspace", workspace.toString())
                            .exit())
                    .isZero();
            assertThat(cli.run("data", "verify", "--workspace", workspace.toString())
                            .exit())
                    .isZero();
            var refused = cli.run(
                    "data",
                    "add",
                    folder.resolve(SmallWorld.FILE).toString(),
                    "--map",
                    folder.resolve("small-map.json").toString(),
                    "--workspace",
                    workspace.toString());
            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.err()).contains("KAN-DATA-050").contains("can only be read");
        }
    }
}
