package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every verb of the command line's contract: exit code, the three forms of its result, both languages, and what goes to standard error. */
class ContractTest {
    /** A verb with its arguments, the fields its JSON has by contract and the first columns of its CSV. */
    private record Verb(List<String> arguments, List<String> fields, String header) {
        @Override
        public String toString() {
            return String.join(" ", arguments);
        }

        String[] with(String... more) {
            var all = new ArrayList<>(arguments);
            all.addAll(List.of(more));
            return all.toArray(String[]::new);
        }
    }

    @TempDir
    static Path folder;

    private static Cli cli;
    private static String dataset;
    private static String passport;

    @BeforeAll
    static void addADataSetAndAssessIt() {
        cli = new Cli(folder);
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
        dataset = added.json().path("id").asString();
        var assessed = cli.run("assess", "BET", "--draws", "20", "--json");
        assertThat(assessed.exit()).as(assessed.err()).isZero();
        passport = assessed.json()
                .path("goods")
                .path(0)
                .path("autonomy")
                .path("top_share")
                .path("passport")
                .asString();
    }

    static List<Verb> verbs() {
        var assessment = List.of(
                "economy",
                "year",
                "dataset",
                "method",
                "constants",
                "counts",
                "goods",
                "materials",
                "fields",
                "not_modelled");
        var summary = List.of(
                "id",
                "title",
                "reader",
                "classification",
                "years",
                "economies",
                "products",
                "rows_read",
                "rows_accepted",
                "rows_quarantined",
                "sha256",
                "notes",
                "rows_stored",
                "rows_set_aside",
                "quarantined_by_reason",
                "coverage",
                "known_gaps",
                "unconfirmed");
        return List.of(
                new Verb(
                        List.of(
                                "demo",
                                "--draws",
                                "5",
                                "--out",
                                folder.resolve("demo").toString()),
                        assessment,
                        "economy,as_of,scheme,code,name"),
                new Verb(List.of("assess", "BET", "--draws", "20"), assessment, "economy,as_of,scheme,code,name"),
                new Verb(List.of("rules", "list"), List.of("rules"), "rule,title"),
                new Verb(
                        List.of("rules", "show", "geodep@2024"),
                        List.of("rule", "title", "source", "conditions", "constants", "requirements", "sql"),
                        "rule,condition"),
                new Verb(
                        List.of("rules", "compare", "BET", "--explain", "hjs@2020,cao@2021"),
                        List.of("rules", "flagged", "judged", "jaccard", "agreement", "flips", "attribution"),
                        "scheme,code,data_year,rule,outcome"),
                new Verb(
                        List.of("dominance", "--partition", "identity"),
                        List.of("year", "economies"),
                        "year,partition,economy"),
                new Verb(
                        List.of("leverage", "BET"),
                        List.of("economy", "year", "rule", "total", "economies", "goods", "large_shares"),
                        "year,rule,economy,partner"),
                new Verb(
                        List.of("leverage", "BET", "GAM", "--rule", "hjs@2020", "--partners", "ALF,DEL"),
                        List.of("economy", "partner"),
                        "year,rule,supplier,importer"),
                new Verb(
                        List.of("complexity", "--min-trade", "0"),
                        List.of("year", "economies", "products", "filter", "left_out"),
                        "year,kind,scheme,code"),
                new Verb(
                        List.of("complexity", "--economy", "BET", "--min-trade", "0"),
                        List.of("economies", "products", "of_economy"),
                        "year,economy,scheme,code"),
                new Verb(
                        List.of("complexity", "--product", "P2", "--min-trade", "0"),
                        List.of("economies", "products", "of_product"),
                        "year,scheme,product,kind"),
                new Verb(List.of("shock", "cases"), List.of("cases"), "id,origin_date"),
                new Verb(
                        List.of("shock", "run", "urea-2021", "--dataset", "starter", "--draws", "20"),
                        List.of(
                                "scenario",
                                "mode",
                                "seed",
                                "draws",
                                "tables",
                                "banner",
                                "stability",
                                "goods",
                                "sectors",
                                "economies",
                                "series",
                                "flows",
                                "chain"),
                        "code,economy,basis"),
                new Verb(
                        List.of("explain", passport),
                        List.of("figure", "value", "recomputed", "formula", "constants", "rows", "method", "dataset"),
                        "key,value,file,line"),
                new Verb(
                        List.of("verify", "--dataset", dataset),
                        List.of("checks", "known_answers"),
                        "name,cells,max_abs_diff,ok"),
                new Verb(
                        List.of(
                                "report",
                                "BET",
                                "--out",
                                folder.resolve("again.html").toString()),
                        List.of("id", "file"),
                        "id,file"),
                new Verb(
                        List.of(
                                "data",
                                "add",
                                folder.resolve(SmallWorld.FILE).toString(),
                                "--map",
                                folder.resolve("small-map.json").toString(),
                                "--complete",
                                "--complete-products"),
                        concat(summary, "already_present"),
                        "id,title"),
                new Verb(List.of("data", "list"), List.of("datasets"), "id,title"),
                new Verb(List.of("data", "show", dataset), summary, "id,title"),
                new Verb(List.of("data", "show", "starter"), summary, "id,title"),
                new Verb(
                        List.of("data", "show", dataset, "--quarantine"),
                        List.of("id", "quarantine", "by_reason"),
                        "file,line,column,reason,value"),
                new Verb(
                        List.of("data", "show", dataset, "--coverage"), List.of("id", "coverage"), "scheme,code,year"));
    }

    private static List<String> concat(List<String> some, String more) {
        var all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void jsonIsAloneOnStandardOutputAndHasTheFieldsOfTheContract(Verb verb) {
        var run = cli.run(verb.with("--json"));

        assertThat(run.exit()).as(run.err()).isZero();
        var node = run.json();
        assertThat(run.out().strip()).startsWith("{").endsWith("}");
        assertThat(node.propertyNames()).containsAll(verb.fields());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void csvHasAHeaderAndAsManyCellsInEachRow(Verb verb) {
        var run = cli.run(verb.with("--csv"));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.lines().getFirst()).startsWith(verb.header());
        var rows = Repository.parse(run.out());
        if (!verb.arguments().contains("--quarantine")) {
            assertThat(rows).isNotEmpty();
        }
        int columns = run.lines().getFirst().split(",").length;
        rows.forEach(row -> assertThat(row).hasSize(columns));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void textIsWholeInBothLanguages(Verb verb) {
        var english = cli.run(verb.with("--lang", "en"));
        var japanese = cli.run(verb.with("--lang", "ja"));

        assertThat(english.exit()).as(english.err()).isZero();
        assertThat(japanese.exit()).as(japanese.err()).isZero();
        for (var text : List.of(english.out(), japanese.out(), english.err(), japanese.err())) {
            assertThat(text)
                    .doesNotContainPattern("\\{[a-z-]+(:[a-z]+)?\\}")
                    .doesNotContainPattern(
                            "\\b(text|error|told|column|origin|limit|gap|note|condition|summary)\\.[a-z]+\\b")
                    .doesNotContain("NaN", "null");
        }
        boolean fileNameOnly = verb.arguments().getFirst().equals("report");
        if (!fileNameOnly && !verb.arguments().contains("--coverage")) {
            assertThat(japanese.out()).containsPattern("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]");
        }
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void quietSilencesStandardError(Verb verb) {
        var run = cli.run(verb.with("--quiet", "--json"));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "assess",
                "rules",
                "rules list",
                "rules show",
                "dominance",
                "complexity",
                "explain",
                "verify",
                "report",
                "data",
                "data add",
                "data list",
                "data show"
            })
    void helpIsThereOnEveryVerb(String verb) {
        var arguments = new ArrayList<>(List.of((verb + " --help").strip().split(" ")));
        var run = cli.run(arguments.toArray(String[]::new));

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Usage: kaname", "--json", "--workspace");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void versionSaysTheProgramAndItsJava() {
        var run = cli.run("--version");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("kaname ").contains("Java");
    }

    @Test
    void verbsThatWorkOnDataEchoTheirEffectiveArguments() {
        var run = cli.run("assess", "BET", "--draws", "5", "--json");

        assertThat(run.err()).contains("assess", "economy", "= BET", "dataset", dataset, "year", "draws", "5, seed 42");
    }

    @Test
    void goodsAndVerdictsHaveTheFieldsOfTheContract() {
        var document =
                cli.run("assess", "BET", "--draws", "20", "--json", "--quiet").json();

        assertThat(document.path("counts").propertyNames()).contains("GREEN", "BLUE", "RED", "NONE", "INSUFFICIENT");
        assertThat(document.path("goods")).hasSize(SmallWorld.GOODS.size());
        for (JsonNode good : document.path("goods")) {
            assertThat(good.propertyNames())
                    .contains(
                            "code",
                            "scheme",
                            "name",
                            "colours",
                            "tags",
                            "data_year",
                            "autonomy",
                            "indispensability",
                            "robustness",
                            "uncertainty",
                            "rank_chances",
                            "counterfactual",
                            "explanation",
                            "passport");
            for (JsonNode spread : good.path("uncertainty")) {
                assertThat(spread.propertyNames()).contains("unit", "observed", "mean", "p05", "p95", "draws");
                assertThat(spread.path("p05").asDouble())
                        .isLessThanOrEqualTo(spread.path("p95").asDouble());
                assertThat(spread.path("draws").asInt()).isBetween(1, 20);
            }
            double before = 0;
            for (JsonNode rank : good.path("rank_chances").path("world_rank")) {
                assertThat(rank.path("probability").asDouble()).isBetween(before, 1.0);
                before = rank.path("probability").asDouble();
            }
            assertThat(good.path("rank_chances").path("noise").asString()).isEqualTo("fallback");
            assertThat(good.path("autonomy").propertyNames())
                    .contains(
                            "imports_kusd",
                            "top_supplier",
                            "top_share",
                            "hhi",
                            "effective_suppliers",
                            "import_export_ratio",
                            "flagged",
                            "applicable",
                            "verdicts");
            assertThat(good.path("indispensability").propertyNames())
                    .contains("exports_kusd", "world_share", "world_rank", "dominant", "rca", "dependents");
            for (JsonNode verdict : good.path("autonomy").path("verdicts")) {
                assertThat(verdict.propertyNames()).contains("rule", "outcome", "missing", "conditions");
                assertThat(verdict.path("outcome").asString()).isIn("FLAGGED", "NOT_FLAGGED", "INSUFFICIENT");
                for (JsonNode condition : verdict.path("conditions")) {
                    assertThat(condition.propertyNames())
                            .contains("name", "actual", "comparison", "threshold", "holds", "margin");
                }
            }
        }
    }

    @Test
    void theMethodPagesCanBeWritten() throws IOException {
        var pages = folder.resolve("pages");

        var run = cli.run("rules", "list", "--markdown", pages.toString(), "--quiet");

        assertThat(run.exit()).isZero();
        try (var files = Files.list(pages)) {
            assertThat(files.map(f -> f.getFileName().toString())).contains("README.md", "geodep@2024.md");
        }
    }

    @Test
    void theDemoWritesOneFileThatAsksNoOtherHost() throws IOException {
        var out = folder.resolve("demo-of-its-own");

        var run = cli.run("demo", "--draws", "20", "--out", out.toString(), "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        var html = Files.readString(out.resolve("report.html"));
        assertThat(Files.size(out.resolve("report.html"))).isLessThan(1_500_000);
        assertThat(html)
                .doesNotContainPattern("(?i)(src|href|action|poster|data)\\s*=\\s*[\"']?(https?:)?//")
                .doesNotContainPattern("(?i)url\\(\\s*[\"']?(https?:)?//")
                .doesNotContainPattern("(?i)@import")
                .doesNotContainPattern("(?i)<(script|link|img|iframe)[^>]+(src|href)=[\"'](?!#|data:)");
        assertThat(Files.readString(out.resolve("assessment.json")).strip())
                .isEqualTo(run.out().strip());
    }
}
