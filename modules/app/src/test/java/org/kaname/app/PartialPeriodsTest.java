package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Years of which a set holds a part, and months: what the verbs make of them. */
class PartialPeriodsTest {
    @TempDir
    Path folder;

    private Cli areas(String... more) {
        var cli = new Cli(folder);
        var rows = new StringJoiner("\n", "ex_im,area,goods,year,value\n", "\n");
        for (int year = 2021; year <= 2024; year++) {
            rows.add("import,China,Coal," + year + ",6")
                    .add("import,Austral,Coal," + year + ",3")
                    .add("import,Grand Total,Coal," + year + ",10")
                    .add("export,USA,Ships," + year + ",4")
                    .add("export,Grand Total,Ships," + year + ",5");
        }
        cli.write("areas.csv", rows.toString());
        var arguments = new java.util.ArrayList<>(
                java.util.List.of("data", "add", folder.resolve("areas.csv").toString()));
        arguments.addAll(java.util.List.of(more));
        assertThat(cli.run(arguments.toArray(String[]::new)).exit()).isZero();
        return cli;
    }

    @Test
    void assessTakesTheNewestWholeYearAndSaysSo() {
        var run = areas().run("assess", "JPN", "--dataset", "japan-area", "--draws", "0", "--json");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("2023  (newest whole year of the data set)");
        var document = run.json();
        assertThat(document.path("year").asInt()).isEqualTo(2023);
        var coal = document.path("goods")
                .valueStream()
                .filter(g -> g.path("good").toString().contains("Coal")
                        || g.toString().contains("JPC:Coal"))
                .findFirst()
                .orElseThrow();
        assertThat(coal.path("data_year").asInt()).isEqualTo(2023);
    }

    @Test
    void assessTakesTheNewestYearWhereTheUserSaysThatItIsWhole() {
        var run = areas("--complete").run("assess", "JPN", "--dataset", "japan-area", "--draws", "0", "--json");
        assertThat(run.exit()).isZero();
        assertThat(run.json().path("year").asInt()).isEqualTo(2024);
    }

    @Test
    void theShareHasTheSourcesOwnTotalAsItsWhole() {
        var passport = "/top-share@1/top_share?product=JPC%3ACoal&subject=JPN&year=2023";
        var cli = areas();
        var id = cli.run("data", "list", "--json").json().toString();
        var matcher =
                java.util.regex.Pattern.compile("japan-area\\.[0-9a-f]{12}").matcher(id);
        assertThat(matcher.find()).isTrue();
        var run = cli.run("explain", "kn1:" + matcher.group() + passport);
        assertThat(run.exit()).isZero();
        // 6 of 10; of the named suppliers 6 of 9; were all the rest of the same hand, 7 of 10.
        assertThat(run.out()).contains("interval 0.6 to 0.7").contains("import,Grand Total,Coal,2023,10");
    }

    @Test
    void assessAndDominanceSayThatMonthsMakeNoYear() {
        var cli = new Cli(folder);
        cli.write("months.csv", "period,from,to,hs,v\n202301,CHN,JPN,811292,5\n202302,CHN,JPN,811292,6\n");
        cli.write("map.json", """
                {"schema": "kaname-mapping/1", "table": "flow",
                 "constants": {"classification": "HS17", "reported_by": "IMPORTER"},
                 "columns": {"year": {"from": "period"}, "month": {"from": "period"},
                             "exporter": {"from": "from", "null": []}, "importer": {"from": "to", "null": []},
                             "product": {"from": "hs"}, "value_kusd": {"from": "v"}}}
                """);
        assertThat(cli.run(
                                "data",
                                "add",
                                folder.resolve("months.csv").toString(),
                                "--map",
                                folder.resolve("map.json").toString())
                        .exit())
                .isZero();
        for (var arguments : new String[][] {
            {"assess", "JPN", "--dataset", "mapped"},
            {"assess", "JPN", "--dataset", "mapped", "--year", "2023"},
            {"dominance", "--dataset", "mapped"}
        }) {
            var run = cli.run(arguments);
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.err()).contains("KAN-APP-003").contains("holds months");
        }
    }
}
