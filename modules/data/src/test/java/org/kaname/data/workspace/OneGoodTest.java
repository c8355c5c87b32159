package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaname.data.DataSet;
import org.kaname.data.Progress;
import org.kaname.data.TradeCube;
import org.kaname.data.sql.CanonicalViews;
import org.kaname.model.Code;
import org.kaname.model.Result;

/** A data set loaded for one good is the whole set, cut to that good, with the sums that the whole set has. */
@Tag("two-implementations")
class OneGoodTest {
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

    // 2019 has a zero alone, 2021 lacks a good, JPN trades with itself, DEU buys in one year only
    private static final String FLOWS = """
            year,from,to,good,value
            2019,CHN,JPN,x,0
            2020,CHN,JPN,x,5
            2020,CHN,JPN,y,2.125
            2020,USA,JPN,y,0.001
            2020,KOR,DEU,x,1.5
            2021,CHN,KOR,x,4
            2021,JPN,JPN,x,9
            2022,CHN,JPN,y,3
            2022,USA,KOR,z,8
            """;

    /** Every so many economies the purchases of one are read. */
    private static final int STEP = 60;

    @TempDir
    Path folder;

    private static <T> T value(Result<T> result) {
        return switch (result) {
            case Result.Ok<T> ok -> ok.value();
            case Result.Failed<T> failed ->
                throw new AssertionError(failed.why().toString());
        };
    }

    private static String add(DataAdd.Request request) throws IOException {
        return switch (DataAdd.read(request, Progress.NONE, TestWorkspaces.CLOCK)) {
            case DataAdd.Published published -> published.manifest().id();
            case DataAdd.Added other -> throw new AssertionError(other.toString());
        };
    }

    private String add(Workspace workspace, String flows, boolean complete) throws IOException {
        var map = Files.writeString(folder.resolve("map.json"), MAPPING);
        var data = Files.writeString(folder.resolve("flows.csv"), flows);
        return add(DataAdd.Request.of(workspace, map, data).complete(complete));
    }

    private static void compare(Workspace workspace, String id) {
        var whole = value(workspace.load(id));
        assertThat(whole.cube().products()).isNotEmpty();
        for (var good : whole.cube().products()) {
            for (int importer = 0; importer < whole.economies().size(); importer += STEP) {
                var code = whole.economies().get(importer).code();
                var one = value(workspace.load(id, good, code));
                assertThat(one.economies().listEconomies())
                        .isEqualTo(whole.economies().listEconomies());
                assertThat(one.cube().products()).containsExactly(good);
                for (int year : whole.cube().years()) {
                    assertThat(text(one.cube(), year, good)).isEqualTo(text(whole.cube(), year, good));
                    sameCoverage(whole, one, year, good);
                    sameSums(whole.cube(), one.cube(), year, importer);
                }
            }
        }
    }

    private static void sameSums(TradeCube whole, TradeCube one, int year, int importer) {
        var sums = one.allGoods().orElseThrow();
        int economies = whole.economies().size();
        int y = whole.yearIndex(year);
        var sold = new double[economies * economies];
        var bought = new double[whole.products().size()];
        for (int p = 0; p < whole.products().size(); p++) {
            var block = whole.block(y, p);
            for (int i = block.from(); i < block.to(); i++) {
                sold[block.exporter()[i] * economies + block.importer()[i]] += block.value()[i];
                bought[p] += block.importer()[i] == importer ? block.value()[i] : 0;
            }
        }
        for (int i = 0; i < sold.length; i++) {
            assertThat(sums.sold(year, i / economies, i % economies)).isEqualTo(sold[i]);
        }
        var exports = sums.exports(year);
        for (int j = 0; j < economies; j++) {
            var row = Arrays.copyOfRange(sold, j * economies, (j + 1) * economies);
            assertThat(exports[j]).isEqualTo(Arrays.stream(row).sum());
        }
        assertThat(Arrays.stream(sums.imports(year, importer)).sorted())
                .containsExactly(Arrays.stream(bought)
                        .filter(v -> v > 0)
                        .sorted()
                        .boxed()
                        .toArray(Double[]::new));
    }

    private static void sameCoverage(DataSet whole, DataSet one, int year, Code good) {
        var expected = whole.coverage();
        var actual = one.coverage();
        var where = good + " " + year;
        assertThat(actual.partial(year)).as(where).isEqualTo(expected.partial(year));
        assertThat(actual.allProducts()).isEqualTo(expected.allProducts());
        assertThat(actual.excerpt()).isEqualTo(expected.excerpt());
        assertThat(actual.years(good)).as(where).isEqualTo(expected.years(good));
        assertThat(actual.worldDeclared(year, good)).as(where).isEqualTo(expected.worldDeclared(year, good));
        assertThat(actual.importersWithoutData(year, good))
                .as(where)
                .isEqualTo(expected.importersWithoutData(year, good));
        int economies = whole.economies().size();
        assertThat(actual.importersKnown(year, good, economies))
                .as(where)
                .isEqualTo(expected.importersKnown(year, good, economies));
        for (int i = 0; i < economies; i++) {
            assertThat(actual.importer(year, good, i)).as(where).isEqualTo(expected.importer(year, good, i));
        }
    }

    /** The flows of a good and year as text: importer, exporter, value, estimate, origin. */
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
                    .append(cube.estimated(flow))
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

        compare(workspace, add(workspace, FLOWS, complete));
    }

    @Test
    void aSetWhoseSumsDependOnTheirOrderIsLoadedWhole() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var id = add(workspace, FLOWS + "2022,USA,KOR,y,0.12345\n", true);
        var whole = value(workspace.load(id));

        var loaded = value(workspace.load(id, whole.cube().products().getFirst(), "JPN"));

        assertThat(loaded.cube().allGoods()).isEmpty();
        assertThat(loaded.cube().products()).isEqualTo(whole.cube().products());
    }

    /** {@link #MAPPING} with the classification in a column. */
    private Path mapOfLists() throws IOException {
        return Files.writeString(
                folder.resolve("map.json"),
                MAPPING.replace("\"classification\": \"OTHER:test\", ", "")
                        .replace("\"columns\": {", "\"columns\": { \"classification\": {\"from\": \"list\"},"));
    }

    @Test
    void reportsInTwoRevisionsThatAreJoined() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var data = Files.writeString(folder.resolve("flows.csv"), """
                year,from,to,good,value,list
                2020,CHN,JPN,010121,5,HS12
                2020,CHN,JPN,253090,5.5,HS12
                2020,CHN,DEU,010121,2,HS17
                2021,KOR,JPN,010121,6,HS17
                2021,KOR,JPN,253090,7,HS17
                """);
        var id = add(DataAdd.Request.of(workspace, mapOfLists(), data).complete(true));

        assertThat(value(workspace.load(id)).cube().products()).hasSize(2);
        compare(workspace, id);
    }

    @Test
    void aSetOfSeveralClassificationsIsLoadedWhole() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var data = Files.writeString(folder.resolve("flows.csv"), """
                year,from,to,good,value,list
                2020,CHN,JPN,x,5,OTHER:one
                2020,CHN,JPN,x,6,OTHER:two
                """);
        var id = add(DataAdd.Request.of(workspace, mapOfLists(), data));

        var loaded = value(workspace.load(id, new Code("OTHER:one", "x"), "JPN"));

        assertThat(loaded.cube().products()).hasSize(2);
        assertThat(loaded.cube().allGoods()).isEmpty();
    }

    @Test
    void whatWasNotReadIsRefusedAndNotZero() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var id = add(workspace, FLOWS, true);
        var good = new Code("OTHER:test", "x");
        var one = value(workspace.load(id, good, "JPN"));
        int korea = one.economies().indexOf("KOR");

        assertThatThrownBy(() -> one.cube().allGoods().orElseThrow().imports(2020, korea))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalViews.open(one, good.scheme())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGoodThatTheSetDoesNotHoldIsCoveredInNoYear() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var id = add(workspace, FLOWS, true);
        var good = new Code("OTHER:test", "w");

        var one = value(workspace.load(id, good, "JPN"));

        assertThat(one.coverage().years(good)).isEmpty();
        assertThat(one.cube().products()).isEmpty();
    }
}
