package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.StoredFlow;
import org.kaname.model.Code;
import org.kaname.model.Result;
import org.kaname.model.Unit;
import org.kaname.model.testing.SharedFolder;

/** The table of Japan's trade by area and commodity (data-formats 3.8); figures of the real file are those of data-formats 5, T11. */
class JapanAreaTest {
    private static final String FILE = "data/trade/japan-customs/japan_trade_by_area_goods_year.csv.gz";
    private static final double EXACT = 1e-9;

    @TempDir
    Path folder;

    private DataAdd.Added added(DataAdd.Request request) {
        return DataAdd.read(request, Progress.NONE, TestWorkspaces.CLOCK);
    }

    private Manifest published(DataAdd.Request request) {
        return switch (added(request)) {
            case DataAdd.Published published -> published.manifest();
            case DataAdd.Added other -> throw new AssertionError("Not published: " + other);
        };
    }

    /** The real file is read once for all tests. */
    @TempDir
    static Path realFolder;

    private Workspace realWorkspace() {
        return TestWorkspaces.in(realFolder);
    }

    private Manifest real(Workspace workspace) {
        var request = new DataAdd.Request(workspace, List.of(SharedFolder.require(FILE)));
        return switch (added(request)) {
            case DataAdd.Published published -> published.manifest();
            case DataAdd.AlreadyPresent present -> present.manifest();
            case DataAdd.Added other -> throw new AssertionError("Not published: " + other);
        };
    }

    private static String hash(Manifest manifest, String table) {
        return Objects.requireNonNull(manifest.tables().get(table)).contentHash();
    }

    private Path file(String... rows) throws IOException {
        return Files.writeString(
                folder.resolve("trade.csv"),
                "\"ex_im\",\"area\",\"goods\",\"year\",\"value\"\n" + String.join("\n", rows) + "\n");
    }

    private static DataSet loaded(Workspace workspace, Manifest manifest) {
        return switch (workspace.load(manifest.id())) {
            case Result.Ok<DataSet> ok -> ok.value();
            case Result.Failed<DataSet> failed ->
                throw new AssertionError(failed.why().detail());
        };
    }

    private static List<StoredFlow> rows(
            Workspace workspace, Manifest manifest, Workspace.FlowRows table, FlowFilter filter) {
        return switch (workspace.listFlows(manifest.id(), table, filter, 1_000_000)) {
            case Outcome.Taken<List<StoredFlow>> taken -> taken.value();
            case Outcome.Refused<List<StoredFlow>> refused ->
                throw new AssertionError(refused.refusals().toString());
        };
    }

    private static double total(Workspace workspace, Manifest manifest, int year, String good, boolean exports) {
        var filter = FlowFilter.ALL.withYear(year).withProduct(good);
        var found = rows(
                workspace,
                manifest,
                Workspace.FlowRows.TOTAL,
                exports ? filter.withExporter("JPN") : filter.withImporter("JPN"));
        assertThat(found).hasSize(1);
        return found.getFirst().valueNational().orElseThrow() / 1e9;
    }

    /** Share of an area in all of Japan's exports or imports of a good, by the cube, the remainder included. */
    private static double share(DataSet set, int year, String good, String area, boolean exports) {
        var cube = set.cube();
        var block = cube.block(cube.yearIndex(year), cube.productIndex(new Code("JPC", good)));
        int japan = set.economies().indexOf("JPN");
        int other = set.economies().indexOf(area);
        double whole = 0;
        double part = 0;
        for (int flow = block.from(); flow < block.to(); flow++) {
            int home = exports ? block.exporter()[flow] : block.importer()[flow];
            int there = exports ? block.importer()[flow] : block.exporter()[flow];
            if (home == japan) {
                whole += block.value()[flow];
                part += there == other ? block.value()[flow] : 0;
            }
        }
        return part / whole;
    }

    @Test
    @Tag("golden")
    void theRealFileHasTheRowsThatOthersCounted() {
        var workspace = realWorkspace();
        var manifest = real(workspace);
        assertThat(manifest.reader()).isEqualTo("japan-area");
        assertThat(manifest.rows().read()).isEqualTo(95_829);
        assertThat(manifest.rows().quarantined()).isZero();
        assertThat(manifest.coverage().products()).isEqualTo(78);
        assertThat(manifest.unit()).isEqualTo(Unit.BN_JPY.name());
        // 57 areas: two of them are the total (78 goods in two directions and 18 years, less those that end or begin)
        // and the group.
        assertThat(manifest.rows().setAsideCounts()).isEqualTo(Map.of("group", 1_859L));
        assertThat(rows(workspace, manifest, Workspace.FlowRows.TOTAL, FlowFilter.ALL))
                .hasSize(1_859);
        var areas = rows(workspace, manifest, Workspace.FlowRows.FLOW, FlowFilter.ALL).stream()
                .map(r -> r.exporter().equals("JPN") ? r.importer() : r.exporter())
                .distinct()
                .toList();
        assertThat(areas).hasSize(55 + 1).contains("QWR").doesNotContain("WLD", "QZE");
        assertThat(manifest.notes()).anyMatch(n -> n.code().equals("KAN-DATA-027"));
    }

    @Test
    @Tag("golden")
    void theRealFileGivesTheSharesThatOthersMeasured() {
        var workspace = realWorkspace();
        var manifest = real(workspace);
        var set = loaded(workspace, manifest);
        assertThat(total(workspace, manifest, 2024, "Grand Total", true)).isCloseTo(107_087.511087, within(1e-6));
        assertThat(total(workspace, manifest, 2024, "Semicon Machinery Etc", true))
                .isCloseTo(4_496.207259, within(1e-6));
        var machines = Map.of("CHN", 0.484, "TWN", 0.163, "KOR", 0.142, "USA", 0.118);
        machines.forEach((area, expected) -> assertThat(share(set, 2024, "Semicon Machinery Etc", area, true))
                .isCloseTo(expected, within(5e-4)));
        assertThat(share(set, 2018, "Semicon Machinery Etc", "CHN", true)).isCloseTo(0.396, within(5e-4));
        assertThat(share(set, 2024, "Petroleum", "ARE", false)).isCloseTo(0.438, within(5e-4));
        assertThat(share(set, 2024, "Petroleum", "SAU", false)).isCloseTo(0.400, within(5e-4));
        assertThat(share(set, 2024, "(Telephone Sets)", "CHN", false)).isCloseTo(0.873, within(5e-4));
    }

    @Test
    @Tag("golden")
    void theListedAreasOfTheRealFileStayBelowItsTotalAndTheRemainderFillsTheGap() {
        var workspace = realWorkspace();
        var manifest = real(workspace);
        for (boolean exports : new boolean[] {true, false}) {
            var filter = FlowFilter.ALL.withYear(2024).withProduct("Grand Total");
            var flows = rows(
                    workspace,
                    manifest,
                    Workspace.FlowRows.FLOW,
                    exports ? filter.withExporter("JPN") : filter.withImporter("JPN"));
            double listed = flows.stream()
                    .filter(r -> !r.exporter().equals("QWR") && !r.importer().equals("QWR"))
                    .mapToDouble(r -> r.valueNational().orElseThrow())
                    .sum();
            double all = flows.stream()
                    .mapToDouble(r -> r.valueNational().orElseThrow())
                    .sum();
            assertThat(listed / 1e9).isCloseTo(exports ? 102_294.2 : 109_062.8, within(0.05));
            assertThat(all / 1e9).isCloseTo(total(workspace, manifest, 2024, "Grand Total", exports), within(EXACT));
        }
    }

    @Test
    @Tag("golden")
    void theNineGroupsOfTheRealFileAddUpToAllGoods() {
        var workspace = realWorkspace();
        var manifest = real(workspace);
        var all = new HashMap<String, Double>();
        var groups = new HashMap<String, Double>();
        var names = new HashMap<String, Integer>();
        for (var row : rows(workspace, manifest, Workspace.FlowRows.TOTAL, FlowFilter.ALL)) {
            var key = row.year() + row.reportedBy();
            double value = row.valueNational().orElseThrow() / 1e9;
            if (row.level() == 0) {
                all.merge(key, value, Double::sum);
            } else if (row.level() == 1) {
                groups.merge(key, value, Double::sum);
                names.merge(key, 1, Integer::sum);
            }
        }
        assertThat(all).hasSize(2 * 18);
        all.forEach((key, value) -> {
            assertThat(names).containsEntry(key, 9);
            assertThat(groups.get(key)).isCloseTo(value, within(1e-6));
        });
    }

    @Test
    @Tag("golden")
    void theNewestYearAndTheEndsOfSeriesOfTheRealFileAreParts() {
        var workspace = realWorkspace();
        var manifest = real(workspace);
        var set = loaded(workspace, manifest);
        var coverage = set.coverage();
        int japan = set.economies().indexOf("JPN");
        assertThat(coverage.partial(2026)).isTrue();
        assertThat(coverage.partial(2025)).isFalse();
        var phones = new Code("JPC", "(Telephone Sets)");
        assertThat(coverage.importer(2017, phones, japan)).isEqualTo(Coverage.State.EXCERPT);
        assertThat(coverage.importer(2018, phones, japan)).isEqualTo(Coverage.State.REPORTED);
        assertThat(coverage.importer(2026, phones, japan)).isEqualTo(Coverage.State.EXCERPT);
        var shrimps = new Code("JPC", "(Shrimps, Prawns, Lobsters)");
        assertThat(coverage.importer(2009, shrimps, japan)).isEqualTo(Coverage.State.REPORTED);
        assertThat(coverage.importer(2016, shrimps, japan)).isEqualTo(Coverage.State.REPORTED);
        assertThat(coverage.importer(2017, shrimps, japan)).isEqualTo(Coverage.State.EXCERPT);
        // Aircraft begin among exports in 2017; among imports they were there all the time.
        assertThat(coverage.importer(2017, new Code("JPC", "Aircraft"), japan)).isEqualTo(Coverage.State.REPORTED);
        // What Japan sold is not what others bought.
        assertThat(coverage.importer(2024, phones, set.economies().indexOf("USA")))
                .isEqualTo(Coverage.State.EXCERPT);
        assertThat(coverage.worldDeclared(2024, phones)).isFalse();
        assertThat(set.cube().productIndex(new Code("JPC", "Grand Total"))).isEqualTo(-1);
    }

    @Test
    @Tag("golden")
    void linesOfTheRealFileInAnyOrderGiveTheSameRows() throws IOException {
        var workspace = realWorkspace();
        var manifest = real(workspace);
        var lines = new java.util.ArrayList<String>();
        try (var in = new java.io.BufferedReader(new java.io.InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedFolder.require(FILE))),
                java.nio.charset.StandardCharsets.UTF_8))) {
            in.lines().forEach(lines::add);
        }
        java.util.Collections.shuffle(lines.subList(1, lines.size()), new java.util.Random(3));
        var shuffled = Files.write(folder.resolve("shuffled.csv"), lines);
        var again = published(new DataAdd.Request(workspace, List.of(shuffled)));
        for (var table : List.of("flow", "total", "coverage")) {
            assertThat(hash(again, table)).as(table).isEqualTo(hash(manifest, table));
        }
    }

    @Test
    void theRemainderIsMadeOfTheTotalAndItsAreasAndLeadsToTheLineOfTheTotal() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(new DataAdd.Request(
                workspace,
                List.of(file(
                        "import,China,Coal,2020,3e-04",
                        "import,Austral,Coal,2020,0",
                        "import,EU,Coal,2020,0.5",
                        "import,Grand Total,Coal,2020,1.000300"))));
        var found = rows(workspace, manifest, Workspace.FlowRows.FLOW, FlowFilter.ALL);
        assertThat(found).extracting(StoredFlow::exporter).containsExactly("AUS", "CHN", "QWR");
        assertThat(found.get(0).valueNational()).hasValue(0);
        assertThat(found.get(1).valueNational()).hasValue(300_000);
        assertThat(found.get(2).valueNational()).hasValue(1_000_000_000);
        assertThat(found.get(2).origin().line()).isEqualTo(5);
        assertThat(found.get(2).valueStatus()).isEqualTo("ESTIMATED");
        assertThat(found)
                .allMatch(r -> r.currency().equals("JPY") && r.valueKusd().isEmpty());
        assertThat(found).allMatch(r -> r.reportedBy().equals("IMPORTER") && r.level() == 2);
        assertThat(manifest.rows().read()).isEqualTo(4);
        assertThat(manifest.rows().stored()).isEqualTo(3);
        assertThat(manifest.coverage().flowsPerYear()).containsEntry("2020", 3L);
    }

    @Test
    void aRepeatedRowIsNotTakenFromTheRemainderTwice() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(new DataAdd.Request(
                workspace,
                List.of(file(
                        "export,China,Ships,2020,2", "export,China,Ships,2020,2", "export,Grand Total,Ships,2020,5"))));
        assertThat(manifest.rows().setAsideCounts()).isEqualTo(Map.of("repeated", 1L));
        var rest = rows(workspace, manifest, Workspace.FlowRows.FLOW, FlowFilter.ALL.withImporter("QWR"));
        assertThat(rest).hasSize(1);
        assertThat(rest.getFirst().valueNational()).hasValue(3_000_000_000d);
        assertThat(rest.getFirst().reportedBy()).isEqualTo("EXPORTER");
    }

    @Test
    void aGoodWithoutItsTotalIsAPartAndGetsNoRemainder() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(new DataAdd.Request(
                workspace,
                List.of(file(
                        "import,China,Coal,2020,2", "import,China,Wood,2020,2", "import,Grand Total,Wood,2020,2"))));
        assertThat(rows(workspace, manifest, Workspace.FlowRows.FLOW, FlowFilter.ALL))
                .hasSize(2);
        assertThat(manifest.notes()).anyMatch(n -> n.textKey().equals("note.total-absent") && n.count() == 1);
    }

    @Test
    void theUserMayStateThatTheNewestYearIsWhole() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var path = file(
                "import,China,Wood,2019,2",
                "import,Grand Total,Wood,2019,2",
                "import,China,Wood,2020,2",
                "import,Grand Total,Wood,2020,2",
                "export,China,Ships,2019,2",
                "export,Grand Total,Ships,2019,2",
                "export,China,Ships,2020,2",
                "export,Grand Total,Ships,2020,2");
        var part = loaded(workspace, published(new DataAdd.Request(workspace, List.of(path))));
        var whole = loaded(workspace, published(new DataAdd.Request(workspace, List.of(path)).complete(true)));
        var wood = new Code("JPC", "Wood");
        int japan = part.economies().indexOf("JPN");
        assertThat(part.coverage().partial(2020)).isTrue();
        assertThat(part.coverage().importer(2020, wood, japan)).isEqualTo(Coverage.State.EXCERPT);
        assertThat(whole.coverage().partial(2020)).isFalse();
        assertThat(whole.coverage().importer(2020, wood, japan)).isEqualTo(Coverage.State.REPORTED);
        // Whatever is said: nobody else's trade is in it.
        assertThat(whole.coverage().worldDeclared(2020, wood)).isFalse();
        // Both directions stand in one cube, for no flow is reported twice.
        assertThat(whole.cube().flows()).isEqualTo(4);
        assertThat(whole.manifest().knownGaps()).contains("gap.one-reporter").doesNotContain("gap.two-reports");
    }

    @Test
    void ratesMakeDollarsAndTheYenStay() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var rates = Files.writeString(
                folder.resolve("rates.csv"),
                "currency,year,month,usd_per_unit,method,source\nJPY,2020,,0.01,AVERAGE,own\n");
        var manifest = published(new DataAdd.Request(
                        workspace, List.of(file("import,China,Wood,2020,2", "import,Grand Total,Wood,2020,5")))
                .rates(rates));
        assertThat(manifest.unit()).isEqualTo(Unit.KUSD.name());
        var found = rows(workspace, manifest, Workspace.FlowRows.FLOW, FlowFilter.ALL);
        // 2 bn yen at 0.01 US$ are 20 million US$ = 20,000 thousand US$; the remainder 3 bn yen.
        assertThat(found).extracting(r -> r.valueKusd().orElseThrow()).containsExactly(20_000.0, 30_000.0);
        assertThat(found).extracting(r -> r.valueNational().orElseThrow()).containsExactly(2e9, 3e9);
        assertThat(found).allMatch(r -> r.currency().equals("JPY"));
        assertThat(manifest.notes()).noneMatch(n -> n.code().equals("KAN-DATA-027"));
    }

    @Test
    void aYearWithoutARateIsQuarantinedAndTheFileRefusedUnlessTheLossIsAccepted() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var rates = Files.writeString(folder.resolve("rates.csv"), "currency,year,usd_per_unit\nJPY,2020,0.01\n");
        var path = file(
                "import,China,Wood,2019,2",
                "import,Grand Total,Wood,2019,5",
                "import,China,Wood,2020,2",
                "import,Grand Total,Wood,2020,5");
        assertThat(added(new DataAdd.Request(workspace, List.of(path)).rates(rates)))
                .isInstanceOfSatisfying(
                        DataAdd.Refused.class,
                        refused ->
                                assertThat(refused.refusals().getFirst().code()).isEqualTo("KAN-DATA-040"));
        var manifest = published(
                new DataAdd.Request(workspace, List.of(path)).rates(rates).acceptLosses(true));
        assertThat(manifest.rows().quarantinedByReason()).isEqualTo(Map.of("RATE_MISSING", 2L));
        assertThat(manifest.coverage().years()).containsExactly(2020);
    }

    @Test
    void damagedRowsAreQuarantinedWithTheirReason() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(new DataAdd.Request(
                        workspace,
                        List.of(file(
                                "import,China,Wood,2020,2",
                                "import,Grand Total,Wood,2020,5",
                                "transit,China,Wood,2020,2",
                                "import,Atlantis,Wood,2020,2",
                                "import,China,,2020,2",
                                "import,China,Wood,20,2",
                                "import,China,Wood,2020,-2",
                                "import,China,Wood,2020,",
                                "import,China,Wood,2020,two")))
                .acceptLosses(true));
        assertThat(manifest.rows().quarantinedByReason())
                .isEqualTo(Map.of(
                        "FLOW_UNKNOWN", 1L,
                        "ECONOMY_UNKNOWN", 1L,
                        "PRODUCT_MALFORMED", 1L,
                        "YEAR_MALFORMED", 1L,
                        "VALUE_NEGATIVE", 1L,
                        "VALUE_MISSING", 1L,
                        "VALUE_NOT_A_NUMBER", 1L));
    }
}
