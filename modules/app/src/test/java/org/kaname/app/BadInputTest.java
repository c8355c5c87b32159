package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Bad input ends with the exit code of the contract, a fact with its code and a line that helps; never with a stack trace. */
class BadInputTest {
    private record Case(String name, int exit, String told, List<String> arguments) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    static Path folder;

    private static Cli cli;

    @BeforeAll
    static void writeTheFiles() throws IOException {
        cli = new Cli(folder);
        SmallWorld.write(cli);
        cli.write("empty.csv", "");
        Files.write(folder.resolve("binary.csv"), new byte[] {'a', ',', 'b', '\n', 1, 0, 2, 0, 0, '\n'});
        Files.createDirectories(folder.resolve("directory"));
        Files.createDirectories(folder.resolve("nothing"));
        cli.write("directory/something.txt", "not a workspace");
        cli.write("columns.csv", "year,exporter,importer,product,amount\n2023,ALF,BET,P1,5\n");
        cli.write(
                "unknown-key.json",
                Files.readString(folder.resolve("small-map.json")).replace("\"on_duplicate\"", "\"on_duplicat\""));
        cli.write("broken.json", "{ \"schema\": ");
        assertThat(add(SmallWorld.FILE, "small-map.json", "--complete").exit()).isZero();
        assertThat(cli.run("assess", "BET", "--draws", "0", "--quiet", "--json").exit())
                .isZero();
    }

    private static Cli.Run add(String file, String map, String... more) {
        var arguments = new java.util.ArrayList<>(List.of(
                "data",
                "add",
                folder.resolve(file).toString(),
                "--map",
                folder.resolve(map).toString()));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    private static Case of(String name, int exit, String told, String... arguments) {
        return new Case(name, exit, told, List.of(arguments));
    }

    private static Case add(String name, String told, String file, String map) {
        return of(
                name,
                3,
                told,
                "data",
                "add",
                folder.resolve(file).toString(),
                "--map",
                folder.resolve(map).toString());
    }

    static List<Case> cases() {
        var starter = "kn1:starter.0000/hhi@1/hhi?product=HS17%3A282520&subject=JPN&year=2023";
        var known = org.kaname.data.source.kaname.StarterPack.load().usd().id();
        return List.of(
                of("unknown economy", 2, "Maybe JPN", "assess", "JPX", "--dataset", "starter"),
                of("remainder", 2, "KAN-APP-002", "assess", "XRW", "--dataset", "starter"),
                of("unknown economy of the demo", 2, "KAN-APP-001", "demo", "--economy", "QQQ"),
                of("year before the data", 3, "KAN-APP-004", "assess", "BET", "--year", "1950"),
                of("year without flows", 3, "KAN-APP-011", "dominance", "--year", "1950", "--partition", "identity"),
                of("unknown data set", 3, "Maybe", "assess", "JPN", "--dataset", "startr"),
                of("unknown data set to show", 3, "KAN-DATA-055", "data", "show", "nothing"),
                of("unknown rule", 2, "Maybe geodep@2024", "rules", "show", "geodep@2023"),
                of("unknown rule of assess", 2, "KAN-APP-007", "assess", "BET", "--rules", "geodp@2024"),
                of("unknown constant", 2, "Maybe triage@1.floor", "assess", "BET", "--set", "triage@1.flor=1"),
                of("constant that is no number", 2, "KAN-APP-006", "assess", "BET", "--set", "triage@1.floor=much"),
                of("setting without value", 2, "KAN-APP-000", "assess", "BET", "--set", "triage@1.floor"),
                of("unknown noise", 2, "KAN-APP-006", "assess", "BET", "--set", "noise=loud"),
                of("noise of one report", 3, "KAN-APP-040", "assess", "BET", "--set", "noise=mirror"),
                of("share below 0", 2, "above 0, up to 1", "assess", "BET", "--set", "cao@2021.top_share=-1"),
                of("share of nothing", 2, "Maybe 0.5", "assess", "BET", "--set", "cao@2021.top_share=0"),
                of("rank that is no whole number", 2, "whole", "assess", "BET", "--set", "triage@1.b4_rank=1.5"),
                of("noise without end", 2, "0 to 10", "assess", "BET", "--set", "noise=fixed:1e308"),
                of("noise below 0", 2, "(fixed:-1)", "assess", "BET", "--set", "noise=fixed:-1"),
                of("noise where none is drawn", 2, "KAN-APP-013", "rules", "compare", "BET", "--set", "noise=mirror"),
                of("loss where none is drawn", 2, "KAN-APP-013", "leverage", "BET", "--set", "drop=on"),
                of("year after the data", 3, "it covers 20", "assess", "BET", "--year", "3000"),
                of("year after the data, compared", 3, "KAN-APP-004", "rules", "compare", "BET", "--year", "3000"),
                of("year after the data, leverage", 3, "KAN-APP-004", "leverage", "BET", "--year", "3000"),
                of(
                        "elasticity of nothing",
                        2,
                        "KAN-APP-006",
                        "leverage",
                        "BET",
                        "--set",
                        "market-power@1.demand_elasticity=0"),
                of(
                        "elasticity below 0",
                        2,
                        "0 or more",
                        "leverage",
                        "BET",
                        "--set",
                        "market-power@1.fringe_elasticity=-2"),
                of("unknown loss of flows", 2, "KAN-APP-041", "assess", "BET", "--set", "drop=yes"),
                of("negative draws", 2, "Maybe 1000, or 0", "assess", "BET", "--draws", "-1"),
                of("year that is no number", 2, "KAN-APP-000", "assess", "BET", "--year", "last"),
                of("unknown partition", 2, "KAN-APP-010", "dominance", "--partition", "eu99"),
                of("threshold as a percentage", 2, "percentage", "dominance", "--threshold", "50"),
                of("sample of nothing", 2, "sample", "verify", "--sample", "0"),
                of("unknown language", 2, "en or ja", "rules", "list", "--lang", "fr"),
                of("unknown option", 2, "Maybe --year", "assess", "BET", "--yeer", "2023"),
                of("unknown verb", 2, "Maybe", "asess", "BET"),
                of("unknown part of a verb", 2, "Maybe", "rules", "lst"),
                of("verb without its argument", 2, "ECONOMY", "assess"),
                of("verb without its part", 2, "Maybe kaname data list", "data"),
                of("both forms", 2, "Maybe leave one out", "rules", "list", "--json", "--csv"),
                of("unknown format of a report", 2, "Maybe html", "report", "BET", "--format", "pdf"),
                of("report of nothing", 3, "KAN-APP-012", "report", "GAM"),
                add("missing column", "KAN-DATA-028", "columns.csv", "small-map.json"),
                add("empty file", "KAN-DATA-003", "empty.csv", "small-map.json"),
                add("binary file", "KAN-DATA-004", "binary.csv", "small-map.json"),
                add("empty directory", "KAN-DATA-052", "nothing", "small-map.json"),
                add("directory of other things", "KAN-DATA-028", "directory", "small-map.json"),
                add("absent file", "KAN-DATA-052", "absent.csv", "small-map.json"),
                add("absent mapping", "KAN-DATA-052", SmallWorld.FILE, "absent.json"),
                add("unknown key of a mapping", "Maybe (on_duplicate)", SmallWorld.FILE, "unknown-key.json"),
                add("mapping that is no JSON", "KAN-DATA-060", SmallWorld.FILE, "broken.json"),
                of(
                        "file without mapping",
                        3,
                        "KAN-DATA-020",
                        "data",
                        "add",
                        folder.resolve(SmallWorld.FILE).toString()),
                of(
                        "claims that clash",
                        3,
                        "KAN-DATA-066",
                        "data",
                        "add",
                        folder.resolve(SmallWorld.FILE).toString(),
                        "--map",
                        folder.resolve("small-map.json").toString(),
                        "--complete",
                        "--excerpt"),
                of(
                        "figure that leverage does not have",
                        3,
                        "no figure (nonsense)",
                        "explain",
                        "kn1:" + known
                                + "/leverage@1/nonsense?product=HS17%3A282520&rule=cao%402021&subject=JPN&year=2023"),
                of(
                        "tournament of no year",
                        3,
                        "has no (year)",
                        "explain",
                        "kn1:" + known + "/tournament@1/flagged?rule=cao%402021&subject=JPN"),
                of(
                        "churn of one year",
                        3,
                        "with itself",
                        "explain",
                        "kn1:" + known
                                + "/tournament@1/churn_kept?as_of=2024&next_year=2023&rule=cao%402021&subject=JPN&year=2023"),
                of(
                        "elasticity of nothing in a passport",
                        3,
                        "outside its range",
                        "explain",
                        "kn1:" + known
                                + "/market-power@1/lerner_fringe?product=HS17%3A282520&set.market-power%401.demand_elasticity=0&subject=JPN&year=2023"),
                of("no passport", 2, "KAN-APP-009", "explain", "282520"),
                of("passport cut short", 2, "KAN-APP-009", "explain", "kn1:starter"),
                of("passport of an absent data set", 3, "KAN-DATA-055", "explain", starter),
                of(
                        "passport of a year not covered",
                        3,
                        "KAN-APP-009",
                        "explain",
                        "kn1:" + known + "/hhi@1/hhi?product=HS17%3A282520&subject=JPN&year=1990"),
                of(
                        "passport of a good not covered",
                        3,
                        "KAN-APP-009",
                        "explain",
                        "kn1:" + known + "/hhi@1/hhi?product=HS17%3A999999&subject=JPN&year=2023"),
                of(
                        "passport without a good",
                        3,
                        "KAN-APP-009",
                        "explain",
                        "kn1:" + known + "/hhi@1/hhi?subject=JPN&year=2023"),
                of(
                        "passport of an unknown method",
                        3,
                        "KAN-APP-009",
                        "explain",
                        "kn1:" + known + "/guess@1/hhi?product=HS17%3A282520&subject=JPN&year=2023"),
                of(
                        "passport of an unknown setting",
                        3,
                        "KAN-APP-009",
                        "explain",
                        "kn1:" + known + "/hhi@1/hhi?product=HS17%3A282520&set.none=1&subject=JPN&year=2023"),
                of(
                        "passport of a setting that is no number",
                        3,
                        "KAN-APP-009",
                        "explain",
                        "kn1:" + known
                                + "/hhi@1/hhi?product=HS17%3A282520&set.triage%401.floor=x&subject=JPN&year=2023"),
                of(
                        "passport of a field in a year not covered",
                        3,
                        "KAN-APP-009",
                        "explain",
                        "kn1:" + known
                                + "/field-profile@1/growth?field=optics&measure=patent_families&scheme=WIPO35&year=2031"),
                of(
                        "passport of a field in no year",
                        3,
                        "KAN-APP-009",
                        "explain",
                        "kn1:" + known
                                + "/field-profile@1/growth?field=optics&measure=patent_families&scheme=WIPO35&year=soon"),
                of(
                        "passport of an unknown material",
                        3,
                        "KAN-APP-009",
                        "explain",
                        "kn1:" + known + "/triage@1/material?as_of=2023&economy=JPN&material=unobtainium"),
                of(
                        "output where a file stands",
                        3,
                        "KAN-APP-008",
                        "assess",
                        "BET",
                        "--draws",
                        "0",
                        "--out",
                        folder.resolve("empty.csv").toString()),
                of(
                        "report where a directory stands",
                        3,
                        "KAN-APP-0",
                        "report",
                        "BET",
                        "--out",
                        folder.resolve("directory").toString()),
                of(
                        "pages where a file stands",
                        3,
                        "KAN-APP-008",
                        "rules",
                        "list",
                        "--markdown",
                        folder.resolve("empty.csv").toString()),
                of(
                        "directory that is no workspace",
                        3,
                        "KAN-DATA-002",
                        "data",
                        "list",
                        "--workspace",
                        folder.resolve("directory").toString()),
                of(
                        "workspace that is a file",
                        3,
                        "KAN-DATA-0",
                        "data",
                        "add",
                        folder.resolve(SmallWorld.FILE).toString(),
                        "--map",
                        folder.resolve("small-map.json").toString(),
                        "--workspace",
                        folder.resolve("empty.csv").toString()),
                of(
                        "list of a workspace that is a file",
                        3,
                        "KAN-DATA-0",
                        "data",
                        "list",
                        "--workspace",
                        folder.resolve("empty.csv").toString()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itEndsWithItsCodeAndALineThatHelps(Case bad) {
        for (var language : List.of("en", "ja")) {
            var arguments = new java.util.ArrayList<>(bad.arguments());
            if (!arguments.contains("--lang")) {
                arguments.addAll(List.of("--lang", language));
            }
            arguments.add("--quiet");
            var run = cli.run(arguments.toArray(String[]::new));

            assertThat(run.exit()).as(run.err()).isEqualTo(bad.exit());
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .doesNotContain("\tat ", "Exception", "Did you mean", "Possible solutions", "KAN-APP-099");
            var lines = run.err().lines().toList();
            assertThat(lines.getFirst()).matches("KAN-(APP|DATA)-\\d{3} .+");
            if (language.equals("en")) {
                assertThat(lines).anyMatch(line -> line.startsWith("Maybe "));
                assertThat(run.err()).contains(bad.told());
            }
        }
    }

    @Test
    void aRuleThatLacksItsInputsIsInsufficientAndSaysWhatIsMissing() {
        var own = new Cli(folder.resolve("directory"));
        SmallWorld.write(own);
        own.write("tiny.csv", """
                year,exporter,importer,product,value
                2023,ALF,BET,P1,5000
                2023,GAM,BET,P1,7000
                """);
        assertThat(own.run(
                                "data",
                                "add",
                                folder.resolve("directory/tiny.csv").toString(),
                                "--map",
                                folder.resolve("directory/small-map.json").toString(),
                                "--excerpt",
                                "--json")
                        .exit())
                .isZero();

        var document =
                own.run("assess", "BET", "--draws", "0", "--json", "--quiet").json();

        assertThat(document.path("goods")).hasSize(1);
        var good = document.path("goods").path(0);
        assertThat(good.path("autonomy").path("top_share").path("value").doubleValue())
                .isEqualTo(7.0 / 12);
        int insufficient = 0;
        for (JsonNode verdict : good.path("autonomy").path("verdicts")) {
            if (verdict.path("outcome").asString().equals("INSUFFICIENT")) {
                insufficient++;
                assertThat(verdict.path("missing")).as(verdict.toString()).isNotEmpty();
            }
        }
        assertThat(insufficient).isPositive();
        assertThat(good.path("indispensability")
                        .path("world_share")
                        .path("missing")
                        .asString())
                .isNotBlank();
        assertThat(good.path("indispensability")
                        .path("world_share")
                        .path("detail")
                        .asString())
                .isNotBlank();
    }
}
