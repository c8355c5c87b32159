package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.measure.attribution.Fraction;
import tools.jackson.databind.JsonNode;

/** Known answers of the user's own as {@code verify} prints them, on a world that can be counted by hand. */
class KnownAnswersVerbTest {
    @TempDir
    static Path folder;

    private static Cli cli;
    private static String dataset;

    /** Three goods hang on ALF (one at exactly one half, one below 1 kUSD), two on BET. */
    private static final String FLOWS = """
            year,exporter,importer,product,value
            2023,ALF,GAM,P1,60
            2023,BET,GAM,P1,40
            2023,ALF,GAM,P2,50
            2023,BET,GAM,P2,30
            2023,DEL,GAM,P2,20
            2023,ALF,GAM,P3,0.05
            2023,ALF,GAM,P4,10
            2023,BET,GAM,P4,90
            2023,BET,GAM,P5,90
            2023,GAM,DEL,P1,7
            """;

    private static final String RESULTS = """
            id	rule	data	published_value	source	status
            MINE-1	hangs on ALF	made up, 2023	ALF 10; BET 2	nobody	made up
            MINE-2	hangs on anybody	made up, 2019	5	nobody	made up
            """;

    private static final String QUESTIONS = """
            [{"id": "MINE-1", "rules": ["cao@2021"], "subject": "GAM", "partners": ["ALF", "BET"], "years": [2023],
                "partition": "identity", "grouping": "top_supplier", "gate": 0.05, "classification": "OTHER",
                "edition": {"provider": "tests", "product": "", "vintage": "1"},
                "counts": [{"name": {"en": "hangs on ALF", "ja": "ALF依存"}, "published": 10, "top_supplier": "ALF"},
                  {"name": "BET", "published": 2, "top_supplier": "BET"}],
                "otherwise": {"strictness": true, "floor_kusd": 1}},
              {"id": "MINE-2", "rules": ["cao@2021"], "subject": "GAM", "partners": [], "years": [2019],
                "partition": "identity", "grouping": "", "gate": 0.05, "classification": "OTHER",
                "counts": [{"published": 5}]}]
            """;

    @BeforeAll
    static void add() {
        cli = new Cli(folder);
        var mapping = SmallWorld.mapping(cli);
        var file = cli.write("halves.csv", FLOWS);
        dataset = add(file, mapping, "1");
        cli.write("published_results.tsv", RESULTS);
        cli.write("known-answers.json", QUESTIONS);
    }

    private static String add(Path file, Path mapping, String vintage) {
        var run = cli.run(
                "data",
                "add",
                file.toString(),
                "--map",
                mapping.toString(),
                "--complete",
                "--complete-products",
                "--vintage",
                vintage,
                "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        return run.json().path("id").asString();
    }

    private static Cli.Run verify(String data, String... more) {
        var all = new ArrayList<>(
                List.of("verify", "--dataset", data, "--sample", "1", "--answers", folder.toString(), "--quiet"));
        all.addAll(List.of(more));
        return cli.run(all.toArray(String[]::new));
    }

    private static JsonNode row(Cli.Run run, String id) {
        for (var row : run.json().path("known_answers")) {
            if (row.path("id").asString().equals(id)) {
                return row;
            }
        }
        throw new AssertionError("No row (" + id + ").");
    }

    @Test
    void aRowBeyondTheGateOnItsOwnEditionIsANegativeAnswer() {
        var run = verify(dataset, "--json");
        var row = row(run, "MINE-1");

        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.json().path("ok").asBoolean()).isFalse();
        for (var check : run.json().path("checks")) {
            assertThat(check.path("ok").isNull() || check.path("ok").asBoolean())
                    .as(check.toString())
                    .isTrue();
        }
        assertThat(row.path("computed").asInt()).isEqualTo(3);
        assertThat(row.path("ok").asBoolean(true)).isFalse();
        assertThat(row.path("published").asString()).isEqualTo("ALF 10; BET 2");
        assertThat(row.path("rule").asString()).isEqualTo("cao@2021");
        assertThat(row.path("subject").asString()).isEqualTo("GAM");
        assertThat(row.path("partition").asString()).isEqualTo("identity");
        assertThat(row.path("year").asInt()).isEqualTo(2023);
        assertThat(row.path("gate").asDouble()).isEqualTo(0.05);
        assertThat(row.path("difference").asInt()).isEqualTo(7);
        assertThat(row.path("readings")).hasSize(1);
        assertThat(row.path("not_run")).isEmpty();
        var sum = new Fraction(0, 1);
        for (var part : row.path("attribution")) {
            var text = part.path("parts").asString().split("/");
            sum = sum.plus(new Fraction(Long.parseLong(text[0]), Long.parseLong(text[1])));
        }
        assertThat(sum)
                .isEqualTo(new Fraction(row.path("explained").path("difference").asInt(), 1));
        assertThat(sum).isEqualTo(new Fraction(-2, 1));
    }

    @Test
    void everyPublishedNumberStandsByItself() {
        var counts = row(verify(dataset, "--json"), "MINE-1").path("counts");

        assertThat(counts).hasSize(2);
        assertThat(counts.path(0).path("state").asString()).isEqualTo("BEYOND");
        assertThat(counts.path(1).path("name").asString()).isEqualTo("BET");
        assertThat(counts.path(1).path("ok").asBoolean()).isTrue();
        assertThat(counts.path(1).path("computed").asInt()).isEqualTo(2);
        assertThat(counts.path(0)
                        .path("attribution")
                        .path(0)
                        .path("goods")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("P2");
    }

    @Test
    void theSameNumbersOnAnotherEditionAreNoNegativeAnswer() {
        var other =
                add(cli.write("halves-2.csv", FLOWS + "2023,GAM,DEL,P2,7\n"), folder.resolve("small-map.json"), "2");
        var run = verify(other, "--json");
        var row = row(run, "MINE-1");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(row.path("computed").asInt()).isEqualTo(3);
        assertThat(row.path("counts").path(0).path("ok").isNull()).isTrue();
        assertThat(row.path("counts").path(0).path("state").asString()).isEqualTo("OTHER_EDITION");
        assertThat(row.path("counts").path(0).path("candidates")).isNotEmpty();
    }

    @Test
    void whatWasNotRunSaysWhyAndIsNeitherPassedNorFailed() {
        var row = row(verify(dataset, "--json"), "MINE-2");

        assertThat(row.path("ok").isNull()).isTrue();
        assertThat(row.path("computed").isNull()).isTrue();
        assertThat(row.path("explanation").asString()).isEqualTo("not run: no rows of 2019");
        assertThat(row.path("not_run")).hasSize(1);
        assertThat(row.path("not_run").path(0).path("requirement").asString()).isEqualTo("IMPORTS(GAM, 2019)");
    }

    @Test
    void theTextSaysTheSameInBothLanguages() {
        var english = verify(dataset).out();
        var japanese = verify(dataset, "--lang", "ja").out();

        assertThat(english)
                .contains(
                        "✗ MINE-1  hangs on ALF  published 10, computed 3 (-70.0 %): beyond the gate of ±5.0 %",
                        "✓ MINE-1  BET  published 2, computed 2",
                        "published less computed: 7",
                        "our own readings: from 3 to 1 goods",
                        "-1.0  (-1/1)  equality on the other side of each threshold",
                        "○ MINE-2  not run: no rows of 2019");
        assertThat(japanese)
                .contains("✗ MINE-1  ALF依存  公表値10、計算値3(-70.0 %)", "公表値と計算値の差:7", "○ MINE-2  未実行:2019年の行がない")
                .doesNotContain("known.");
    }

    @Test
    void tablesThatAreAbsentOrTornAreRefused() {
        var absent = cli.run(
                "verify",
                "--dataset",
                dataset,
                "--answers",
                folder.resolve("nowhere").toString());
        assertThat(absent.exit()).isEqualTo(3);
        assertThat(absent.err()).contains("KAN-APP-015", "Maybe");

        var torn = folder.resolve("torn");
        assertThat(torn.toFile().mkdir()).isTrue();
        cli.write("torn/published_results.tsv", RESULTS);
        cli.write("torn/known-answers.json", QUESTIONS.replace("\"partition\"", "\"patition\""));
        var refused = cli.run("verify", "--dataset", dataset, "--answers", torn.toString());
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("KAN-APP-015", "(patition)");
    }
}
