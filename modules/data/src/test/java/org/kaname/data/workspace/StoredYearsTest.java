package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaname.data.DataSet;
import org.kaname.data.Progress;
import org.kaname.data.TradeCube;
import org.kaname.model.Code;
import org.kaname.model.Result;
import org.kaname.model.testing.SharedFolder;

/** A data set read year by year is the data set read at once, cut into years. */
@Tag("two-implementations")
class StoredYearsTest {
    private static final String MAPPING = """
            { "schema": "kaname-mapping/1", "table": "flow",
              "constants": {"classification": "OTHER:test", "reported_by": "IMPORTER"},
              "columns": {
                "year": {"from": "year"},
                "exporter": {"from": "from", "scheme": "iso3", "null": []},
                "importer": {"from": "to", "scheme": "iso3", "null": []},
                "product": {"from": "good"},
                "value_kusd": {"from": "value", "unit": "thousand USD"} },
              "title": "A test", "vintage": "a" }
            """;

    @TempDir
    Path folder;

    private static <T> T value(Result<T> result) {
        return switch (result) {
            case Result.Ok<T> ok -> ok.value();
            case Result.Failed<T> failed ->
                throw new AssertionError(failed.why().toString());
        };
    }

    private static void compare(Workspace workspace, DataAdd.Request request) throws IOException {
        var id = switch (DataAdd.read(request, Progress.NONE, TestWorkspaces.CLOCK)) {
            case DataAdd.Published published -> published.manifest().id();
            case DataAdd.Added other -> throw new AssertionError(other.toString());
        };
        var whole = value(workspace.load(id));
        var years = value(workspace.years(id));

        assertThat(years.products()).isEqualTo(whole.cube().products());
        assertThat(years.economies().listEconomies())
                .isEqualTo(whole.economies().listEconomies());
        var covered = new TreeSet<Integer>();
        whole.cube()
                .products()
                .forEach(product -> covered.addAll(whole.coverage().years(product)));
        assertThat(years.listYears()).containsExactlyElementsOf(covered);
        int flows = 0;
        for (int year : whole.cube().years()) {
            var one = value(years.load(year));
            sameCoverage(whole, one, year);
            assertThat(one.economies().listEconomies())
                    .isEqualTo(whole.economies().listEconomies());
            for (var product : whole.cube().products()) {
                var block = text(one.cube(), year, product);
                assertThat(block).as(product + " " + year).isEqualTo(text(whole.cube(), year, product));
            }
            flows += one.cube().flows();
        }
        assertThat(flows).isEqualTo(whole.cube().flows()).isPositive();
    }

    private static void sameCoverage(DataSet whole, DataSet one, int year) {
        var expected = whole.coverage();
        var actual = one.coverage();
        assertThat(actual.partial(year)).isEqualTo(expected.partial(year));
        assertThat(actual.allProducts()).isEqualTo(expected.allProducts());
        assertThat(actual.excerpt()).isEqualTo(expected.excerpt());
        int economies = whole.economies().size();
        for (var product : whole.cube().products()) {
            var where = product + " " + year;
            assertThat(actual.years(product)).as(where).isEqualTo(expected.years(product));
            assertThat(actual.worldDeclared(year, product)).as(where).isEqualTo(expected.worldDeclared(year, product));
            assertThat(actual.importersWithoutData(year, product))
                    .as(where)
                    .isEqualTo(expected.importersWithoutData(year, product));
            var known = actual.importersKnown(year, product, economies);
            for (int i = 0; i < economies; i++) {
                assertThat(actual.importer(year, product, i)).isEqualTo(expected.importer(year, product, i));
                assertThat(known.get(i))
                        .as(where + " " + i)
                        .isEqualTo(expected.importer(year, product, i).known());
            }
        }
    }

    /** The flows of a good and year as text: importer, exporter, value, origin. */
    private static String text(TradeCube cube, int year, Code product) {
        var text = new StringBuilder();
        int y = cube.yearIndex(year);
        int p = cube.productIndex(product);
        if (y < 0 || p < 0) {
            return "";
        }
        var block = cube.block(y, p);
        for (int flow = block.from(); flow < block.to(); flow++) {
            text.append(cube.economies().get(cube.importer(flow)).code())
                    .append(' ')
                    .append(cube.economies().get(cube.exporter(flow)).code())
                    .append(' ')
                    .append(cube.value(flow))
                    .append(' ')
                    .append(cube.origin(flow))
                    .append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMappedFileOfSeveralYears(boolean complete) throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var map = Files.writeString(folder.resolve("map.json"), MAPPING);
        // 2019 has a zero alone, 2021 lacks a good, JPN trades with itself, DEU buys in one year only
        var data = Files.writeString(folder.resolve("flows.csv"), """
                year,from,to,good,value
                2019,CHN,JPN,x,0
                2020,CHN,JPN,x,5
                2020,CHN,JPN,y,2
                2020,KOR,DEU,x,1.5
                2021,CHN,KOR,x,4
                2021,JPN,JPN,x,9
                2022,CHN,JPN,y,3
                2022,USA,KOR,z,8
                """);

        compare(workspace, DataAdd.Request.of(workspace, map, data).complete(complete));
    }

    @Test
    void importersReportsInTwoRevisions() throws IOException {
        var file = SharedFolder.require("data/trade/battery-hs6/comtrade_imports_by_partner_hs6.csv.gz");
        var workspace = TestWorkspaces.in(folder);
        var map = Files.writeString(
                folder.resolve("map.json"),
                Files.readString(Path.of("../measure/src/test/resources/org/kaname/measure/golden/battery.json")));

        compare(workspace, DataAdd.Request.of(workspace, map, file).complete(true));
    }

    @Test
    void anUnknownDataSetIsAFailure() {
        assertThat(TestWorkspaces.in(folder).years("none")).isInstanceOf(Result.Failed.class);
    }

    @Test
    void aFileThatWasChangedIsAFailureOfTheYear() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var map = Files.writeString(folder.resolve("map.json"), MAPPING);
        var data = Files.writeString(
                folder.resolve("flows.csv"), "year,from,to,good,value\n2020,CHN,JPN,x,5\n2021,CHN,JPN,x,5\n");
        var id = switch (DataAdd.read(DataAdd.Request.of(workspace, map, data), Progress.NONE, TestWorkspaces.CLOCK)) {
            case DataAdd.Published published -> published.manifest().id();
            case DataAdd.Added other -> throw new AssertionError(other.toString());
        };
        var years = value(workspace.years(id));
        var file = workspace.dataSet(id).resolve("flow/year=2021/part-000.parquet");
        Files.delete(file);

        assertThat(years.load(2021)).isInstanceOf(Result.Failed.class);
    }
}
