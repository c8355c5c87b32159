package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.model.testing.SharedFolder;
import tools.jackson.databind.JsonNode;

/** The verb {@code complexity}: what it prints, what it leaves out, and what it refuses. */
class ComplexityTest {
    @TempDir
    Path folder;

    /** A mapped set of all goods: {@code exporter,product,value} per line, everything sold to the rest of the world. */
    private Cli world(String rows, String economies) {
        var cli = new Cli(folder);
        cli.write("economies.csv", "code,name,kind\n" + economies + "WLD,All importers,REST\n");
        var csv = new StringBuilder("exporter,importer,product,value,year\n");
        rows.lines().forEach(line -> {
            var cells = line.split(",");
            csv.append(cells[0])
                    .append(",WLD,")
                    .append(cells[1])
                    .append(',')
                    .append(cells[2])
                    .append(",2020\n");
        });
        cli.write("world.csv", csv.toString());
        cli.write("map.json", """
                { "schema": "kaname-mapping/1", "table": "flow",
                  "constants": {"classification": "OTHER:made", "reported_by": "RECONCILED"},
                  "economies": "economies.csv",
                  "columns": {
                    "year": {"from": "year"},
                    "exporter": {"from": "exporter", "null": []},
                    "importer": {"from": "importer", "null": []},
                    "product": {"from": "product"},
                    "value_kusd": {"from": "value", "unit": "thousand USD"} },
                  "on_duplicate": "refuse",
                  "title": "Made-up exports", "provider": "tests", "licence": "own test data" }
                """);
        var added = cli.run(
                "data",
                "add",
                folder.resolve("world.csv").toString(),
                "--map",
                folder.resolve("map.json").toString(),
                "--complete",
                "--complete-products");
        assertThat(added.exit()).as(added.err()).isZero();
        return cli;
    }

    private static String named(String... codes) {
        var lines = new StringBuilder();
        for (var code : codes) {
            lines.append(code).append(",Made-up ").append(code).append(",ECONOMY\n");
        }
        return lines.toString();
    }

    /** The chain of goods of four economies: the first makes all that the others make, and more. */
    private Cli chain() {
        return world("""
                ALF,P1,2000000
                ALF,P2,2000000
                ALF,P3,2000000
                BET,P2,2000000
                BET,P3,2000000
                GAM,P3,2000000
                GAM,P4,2000000
                DEL,P4,2000000
                DEL,P5,2000000
                EPS,P1,3
                """, named("ALF", "BET", "GAM", "DEL", "EPS"));
    }

    private static List<String> passports(JsonNode node) {
        var found = new ArrayList<String>();
        // a cell of nothing exported has no row to show
        if (node.has("passport") && node.path("value").asDouble(0) != 0) {
            found.add(node.path("passport").asString());
        }
        node.forEach(child -> found.addAll(passports(child)));
        return found;
    }

    @Test
    void theShippedExcerptIsRefusedWithTheReason() {
        var run = new Cli(folder).run("complexity", "--json");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("KAN-APP-020", "PRODUCTS_PARTIAL", "Maybe");
    }

    @Test
    void theFilterIsPrintedAndWhoIsLeftOutIsListed() {
        var cli = chain();
        var document = cli.run("complexity", "--json", "--quiet").json();
        var text = cli.run("complexity").out();

        assertThat(document.path("filter").path("min_trade_kusd").asDouble()).isEqualTo(1e6);
        assertThat(document.path("economies")).hasSize(4);
        assertThat(document.path("left_out")
                        .path("economies")
                        .path(0)
                        .path("economy")
                        .asString())
                .isEqualTo("EPS");
        assertThat(document.path("left_out")
                        .path("economies")
                        .path(0)
                        .path("why")
                        .asString())
                .isEqualTo("BELOW_MIN_TRADE");
        assertThat(document.path("economies").path(0).path("economy").asString())
                .isEqualTo("ALF");
        assertThat(document.path("economies")
                        .path(0)
                        .path("diversity")
                        .path("value")
                        .asInt())
                .isEqualTo(3);
        assertThat(text).contains("US$ 1 bn", "EPS", "below the least trade", "reconciled", "eci@symmetric");
        assertThat(cli.run("complexity", "--min-trade", "0", "--json", "--quiet")
                        .json()
                        .path("economies"))
                .hasSize(5);
    }

    @Test
    void everyPassportLeadsBackByKernelAndBySql() {
        var cli = chain();
        var all = new TreeSet<String>();
        for (var detail : List.of("--economy", "--product")) {
            var document = cli.run(
                            "complexity",
                            detail,
                            detail.equals("--economy") ? "BET" : "P3",
                            "--min-trade",
                            "0",
                            "--json",
                            "--quiet")
                    .json();
            all.addAll(passports(document));
        }
        // one of each figure is enough: each opens a database
        var one = new HashMap<String, String>();
        all.forEach(passport -> one.put(passport.replaceAll("\\?.*", ""), passport));

        assertThat(one).hasSize(9);
        assertThat(one.values()).allSatisfy(passport -> {
            var run = cli.run("explain", passport, "--json", "--quiet");
            assertThat(run.exit()).as(passport + run.err()).isZero();
            assertThat(run.json().path("agrees").asBoolean()).as(passport).isTrue();
            assertThat(run.json().path("recomputed").isNumber()).as(passport).isTrue();
            assertThat(run.json().path("rows")).as(passport).isNotEmpty();
        });
    }

    @Test
    void groupsWithoutAGoodInCommonAreRefusedAndTheLargestPartIsOffered() {
        var rows = """
                ALF,P1,2000000
                ALF,P2,2000000
                ALF,P3,2000000
                BET,P2,2000000
                BET,P3,2000000
                GAM,P3,2000000
                GAM,P4,2000000
                DEL,P5,2000000
                """;
        var cli = world(rows, named("ALF", "BET", "GAM", "DEL"));

        var whole = cli.run("complexity");
        var part = cli.run("complexity", "--largest-part", "--json", "--quiet");

        assertThat(whole.exit()).isEqualTo(3);
        assertThat(whole.err()).contains("KAN-APP-021", "DISCONNECTED", "--largest-part", "3 economies and 4 goods");
        assertThat(part.exit()).as(part.err()).isZero();
        assertThat(part.json().path("economies")).hasSize(3);
        var explained = cli.run("explain", passports(part.json()).getFirst(), "--json");
        assertThat(explained.exit()).as(explained.err()).isZero();
        assertThat(explained.json().path("agrees").asBoolean()).isTrue();
    }

    @Test
    void whatIsNotComparedIsSaid() {
        var cli = chain();

        assertThat(cli.run("complexity", "--economy", "EPS").err()).contains("KAN-APP-023", "below the least trade");
        assertThat(cli.run("complexity", "--product", "P9").err()).contains("KAN-APP-024", "Maybe P");
        assertThat(cli.run("complexity", "--classification", "HS17").err()).contains("KAN-APP-022", "OTHER:made");
        assertThat(cli.run("complexity", "--economy", "ALF", "--product", "P1").exit())
                .isEqualTo(2);
        assertThat(cli.run("complexity", "--min-trade", "-1").exit()).isEqualTo(2);
    }

    @Test
    void detailHasItsFormsInBothLanguages() {
        var cli = chain();
        for (var detail : List.of(List.of("--economy", "BET"), List.of("--product", "P3"))) {
            for (var form : List.of("--lang=en", "--lang=ja")) {
                var run = cli.run("complexity", detail.get(0), detail.get(1), "--lang", form.substring(7));
                assertThat(run.exit()).as(run.err()).isZero();
                assertThat(run.out()).contains("PCI").doesNotContain("NaN", "null", "{");
            }
            var csv = Repository.parse(
                    cli.run("complexity", detail.get(0), detail.get(1), "--csv").out());
            assertThat(csv).isNotEmpty();
        }
    }

    @Test
    @Tag("golden")
    void aMappedTableOfOthersGivesTheirIndex() {
        var input = table("input_world_trade_avg_1998_2000.csv.gz");
        var economies = new TreeSet<String>();
        var rows = new StringBuilder();
        for (var line : input) {
            var cells = line.split(",");
            economies.add(cells[0]);
            rows.append(cells[0])
                    .append(',')
                    .append(cells[1])
                    .append(',')
                    .append(cells[2])
                    .append('\n');
        }
        var cli = world(rows.toString(), named(economies.toArray(String[]::new)));

        var document =
                cli.run("complexity", "--min-trade", "0", "--json", "--quiet").json();

        var eci = new HashMap<String, Double>();
        document.path("economies")
                .forEach(e -> eci.put(
                        e.path("economy").asString(),
                        e.path("eci").path("value").asDouble()));
        var pci = new HashMap<String, Double>();
        document.path("products")
                .forEach(p -> pci.put(
                        p.path("code").asString(), p.path("pci").path("value").asDouble()));
        assertThat(eci).hasSize(226);
        for (var line : table("ref_py_ecomplexity_country.csv")) {
            var cells = line.split(",");
            assertThat(Math.abs(eci.getOrDefault(cells[0], Double.NaN) - Double.parseDouble(cells[2])))
                    .as(line)
                    .isLessThan(1e-9);
        }
        for (var line : table("ref_py_ecomplexity_product.csv")) {
            var cells = line.split(",");
            assertThat(Math.abs(pci.getOrDefault(cells[0], Double.NaN) - Double.parseDouble(cells[2])))
                    .as(line)
                    .isLessThan(1e-9);
        }
    }

    private static List<String> table(String file) {
        var path = SharedFolder.require("golden/complexity/" + file);
        try (InputStream in = Files.newInputStream(path);
                InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
