package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.StoredFlow;
import org.kaname.model.Result;
import org.kaname.model.testing.SharedFolder;

/** Months, currencies and rows of one key in mapped tables (data-formats 3.25), and the lookup of single rows. */
class MappedMonthsTest {
    private static final Path MAPPINGS = Path.of("src/test/resources/org/kaname/data/mappings");
    private static final String MINERALS = "data/trade/china-minerals-monthly/deep_dive_hs6_monthly.csv";

    @TempDir
    Path folder;

    private static DataAdd.Added added(DataAdd.Request request) {
        return DataAdd.read(request, Progress.NONE, TestWorkspaces.CLOCK);
    }

    private static Manifest published(DataAdd.Request request) {
        return switch (added(request)) {
            case DataAdd.Published published -> published.manifest();
            case DataAdd.Added other -> throw new AssertionError("Not published: " + other);
        };
    }

    private static List<StoredFlow> rows(Workspace workspace, Manifest manifest, FlowFilter filter) {
        return switch (workspace.listFlows(manifest.id(), Workspace.FlowRows.FLOW, filter, 1_000)) {
            case Outcome.Taken<List<StoredFlow>> taken -> taken.value();
            case Outcome.Refused<List<StoredFlow>> refused ->
                throw new AssertionError(refused.refusals().toString());
        };
    }

    private DataAdd.Request request(Workspace workspace, String columns, String more, String... lines)
            throws IOException {
        var mapping = Files.writeString(
                folder.resolve("map.json"),
                "{\"schema\": \"kaname-mapping/1\", \"table\": \"flow\", \"constants\": {\"classification\": \"HS17\","
                        + " \"reported_by\": \"IMPORTER\", \"exporter\": \"CHN\", \"importer\": \"JPN\"}, \"columns\": {"
                        + columns + "}" + more + "}");
        var table = Files.writeString(folder.resolve("table.csv"), String.join("\n", lines) + "\n");
        return DataAdd.Request.of(workspace, mapping, table);
    }

    @Test
    @Tag("golden")
    void aMonthWithoutARowStaysMissing() {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(
                DataAdd.Request.of(workspace, MAPPINGS.resolve("china-minerals.json"), SharedFolder.require(MINERALS)));
        assertThat(manifest.rows().read()).isEqualTo(6_442);
        assertThat(manifest.rows().stored()).isEqualTo(6_442);
        assertThat(manifest.knownGaps()).contains("gap.monthly");
        var gallium = FlowFilter.ALL.withProduct("811292").withExporter("CHN").withImporter("JPN");
        var kilograms = new java.util.TreeMap<>(
                Map.of(6, 3_261.0, 7, 4_168.0, 8, 2_500.0, 10, 4_100.0, 11, 2_910.0, 12, 6_770.0));
        kilograms.forEach((month, expected) -> {
            var found = rows(workspace, manifest, gallium.withYear(2023).withMonth(month));
            assertThat(found).as("month %s", month).hasSize(1);
            assertThat(found.getFirst().quantityTonnes().orElseThrow() * 1000).isCloseTo(expected, within(1e-9));
        });
        assertThat(rows(workspace, manifest, gallium.withYear(2023).withMonth(9)))
                .isEmpty();
        var january = rows(workspace, manifest, gallium.withYear(2024).withMonth(1));
        assertThat(january).hasSize(1);
        assertThat(january.getFirst().quantityTonnes().orElseThrow() * 1000).isCloseTo(0.654, within(1e-12));
        assertThat(january.getFirst().valueKusd().orElseThrow()).isCloseTo(0.09, within(1e-12));
        // Belgium's kilograms of 2017-01 are 0 beside a value: not known, not zero.
        var belgium = rows(
                workspace,
                manifest,
                FlowFilter.ALL
                        .withProduct("811292")
                        .withImporter("BEL")
                        .withYear(2017)
                        .withMonth(1));
        assertThat(belgium).hasSize(1);
        assertThat(belgium.getFirst().quantityTonnes()).isEmpty();
        assertThat(rows(workspace, manifest, FlowFilter.ALL.withMonth(0))).isEmpty();
    }

    @Test
    @Tag("golden")
    void yearsAreNotMadeFromMonths() {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(
                DataAdd.Request.of(workspace, MAPPINGS.resolve("china-minerals.json"), SharedFolder.require(MINERALS)));
        var set = ((Result.Ok<DataSet>) workspace.load(manifest.id())).value();
        assertThat(set.cube().flows()).isZero();
        assertThat(set.cube().yearCount()).isZero();
    }

    @Test
    void yearsAndMonthsInOneTableAreRefused() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var columns = "\"year\": {\"from\": \"period\"}, \"month\": {\"from\": \"period\"},"
                + " \"product\": {\"from\": \"hs\"}, \"value_kusd\": {\"from\": \"v\"}";
        var mixed = added(
                request(workspace, columns, "", "period,hs,v", "202301,811292,1", "202302,811292,2", "2023,811292,3"));
        assertThat(mixed)
                .isInstanceOfSatisfying(
                        DataAdd.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .singleElement()
                                .satisfies(r -> {
                                    assertThat(r.code()).isEqualTo("KAN-DATA-024");
                                    assertThat(r.line()).isEqualTo(4);
                                }));
        var years = published(request(workspace, columns, "", "period,hs,v", "2022,811292,1", "2023,811292,3"));
        assertThat(rows(workspace, years, FlowFilter.ALL.withMonth(0))).hasSize(2);
        assertThat(years.knownGaps()).doesNotContain("gap.monthly");
    }

    @Test
    void aBlankMonthIsQuarantined() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var columns = "\"year\": {\"from\": \"y\"}, \"month\": {\"from\": \"m\"},"
                + " \"product\": {\"from\": \"hs\"}, \"value_kusd\": {\"from\": \"v\"}";
        var manifest = published(
                request(workspace, columns, "", "y,m,hs,v", "2023,1,811292,1", "2023,,811292,2", "2023,13,811292,3")
                        .acceptLosses(true));
        assertThat(manifest.rows().quarantinedByReason()).isEqualTo(Map.of("YEAR_MALFORMED", 2L));
        assertThat(rows(workspace, manifest, FlowFilter.ALL))
                .extracting(StoredFlow::month)
                .containsExactly(1);
    }

    @Test
    void anotherCurrencyNeedsRatesAndKeepsItsAmounts() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var columns = "\"year\": {\"from\": \"y\"}, \"product\": {\"from\": \"hs\"},"
                + " \"value_kusd\": {\"from\": \"v\", \"unit\": \"million EUR\"}";
        var lines = new String[] {"y,hs,v", "2022,811292,2", "2023,811292,3"};
        assertThat(added(request(workspace, columns, "", lines)))
                .isInstanceOfSatisfying(
                        DataAdd.Refused.class,
                        refused ->
                                assertThat(refused.refusals().getFirst().code()).isEqualTo("KAN-DATA-027"));
        var rates = Files.writeString(
                folder.resolve("rates.csv"), "currency,year,usd_per_unit\nEUR,2022,1.25\nEUR,2023,1.5\n");
        var manifest = published(request(workspace, columns, "", lines).rates(rates));
        var found = rows(workspace, manifest, FlowFilter.ALL);
        // 2 million euros at 1.25 are 2.5 million dollars.
        assertThat(found)
                .extracting(StoredFlow::valueKusd)
                .containsExactly(OptionalDouble.of(2_500), OptionalDouble.of(4_500));
        assertThat(found)
                .extracting(StoredFlow::valueNational)
                .containsExactly(OptionalDouble.of(2e6), OptionalDouble.of(3e6));
        assertThat(found).extracting(StoredFlow::currency).containsOnly("EUR");
        var half = Files.writeString(folder.resolve("half.csv"), "currency,year,usd_per_unit\nEUR,2022,1.25\n");
        var partly =
                published(request(workspace, columns, "", lines).rates(half).acceptLosses(true));
        assertThat(partly.rows().quarantinedByReason()).isEqualTo(Map.of("RATE_MISSING", 1L));
    }

    @Test
    void rowsOfOneKeyAreSummedInBothCurrencies() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var columns = "\"year\": {\"from\": \"y\"}, \"product\": {\"from\": \"hs\"},"
                + " \"value_kusd\": {\"from\": \"v\", \"unit\": \"EUR\"}";
        var rates = Files.writeString(folder.resolve("rates.csv"), "currency,year,usd_per_unit\nEUR,2023,2\n");
        var manifest = published(request(
                        workspace,
                        columns,
                        ", \"on_duplicate\": \"sum\"",
                        "y,hs,v",
                        "2023,811292,1000",
                        "2023,811292,500")
                .rates(rates));
        var found = rows(workspace, manifest, FlowFilter.ALL);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().valueKusd()).hasValue(3);
        assertThat(found.getFirst().valueNational()).hasValue(1_500);
        assertThat(found.getFirst().sourceRows()).isEqualTo(2);
        assertThat(found.getFirst().origin().line()).isEqualTo(2);
        assertThat(Objects.requireNonNull(manifest.tables().get("lineage")).rows())
                .isEqualTo(2);
    }

    @Test
    void economiesWithoutAStatementOfNullAreNoted() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var mapping = Files.writeString(folder.resolve("map.json"), """
                {"schema": "kaname-mapping/1", "table": "flow",
                 "constants": {"classification": "HS17", "reported_by": "IMPORTER", "importer": "JPN", "year": "2020"},
                 "columns": {"exporter": {"from": "from", "scheme": "iso2"}, "product": {"from": "hs"},
                             "value_kusd": {"from": "v"}}}
                """);
        var table = Files.writeString(folder.resolve("t.csv"), "from,hs,v\nCN,811292,1\nNA,811292,2\n");
        var silent = published(DataAdd.Request.of(workspace, mapping, table).acceptLosses(true));
        assertThat(silent.notes()).anyMatch(n -> n.code().equals("KAN-DATA-064"));
        assertThat(silent.rows().quarantinedByReason()).isEqualTo(Map.of("ECONOMY_MISSING", 1L));
        Files.writeString(mapping, Files.readString(mapping).replace("\"iso2\"", "\"iso2\", \"null\": []"));
        var stated = published(DataAdd.Request.of(workspace, mapping, table));
        assertThat(stated.notes()).noneMatch(n -> n.code().equals("KAN-DATA-064"));
        assertThat(rows(workspace, stated, FlowFilter.ALL))
                .extracting(StoredFlow::exporter)
                .containsExactly("CHN", "NAM");
    }

    @Test
    void aFilterFindsCodesWithTheirZerosAndNothingElse() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var columns = "\"year\": {\"from\": \"y\"}, \"product\": {\"from\": \"hs\"}, \"value_kusd\": {\"from\": \"v\"}";
        var manifest =
                published(request(workspace, columns, "", "y,hs,v", "2022,030617,1", "2023,030617,2", "2023,811292,3"));
        assertThat(rows(workspace, manifest, FlowFilter.ALL.withProduct("030617")))
                .hasSize(2);
        assertThat(rows(workspace, manifest, FlowFilter.ALL.withProduct("30617")))
                .isEmpty();
        assertThat(rows(workspace, manifest, FlowFilter.ALL.withProduct("fish")))
                .isEmpty();
        assertThat(rows(workspace, manifest, FlowFilter.ALL.withYear(2023))).hasSize(2);
        assertThat(rows(workspace, manifest, FlowFilter.ALL.withYear(2021))).isEmpty();
        assertThat(rows(workspace, manifest, FlowFilter.ALL.withClassification("HS22")))
                .isEmpty();
        assertThat(rows(workspace, manifest, FlowFilter.ALL.withExporter("JPN")))
                .isEmpty();
        assertThat(rows(workspace, manifest, FlowFilter.ALL))
                .extracting(r -> r.product().value())
                .containsExactly("030617", "030617", "811292");
    }
}
