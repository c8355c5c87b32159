package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.Progress;
import org.kaname.data.TradeCube;
import org.kaname.model.Code;
import org.kaname.model.Result;
import org.kaname.model.testing.SharedFolder;

/** Facts measured by others on real files (data-formats 5), read through mappings, published and loaded again. */
@Tag("golden")
class MappedFilesTest {
    private static final Path MAPPINGS = Path.of("src/test/resources/org/kaname/data/mappings");

    @TempDir
    Path folder;

    private Manifest published(Workspace workspace, String mapping, String file, boolean complete) {
        var request = DataAdd.Request.of(workspace, MAPPINGS.resolve(mapping), SharedFolder.require(file))
                .complete(complete)
                .completeProducts(complete);
        return switch (DataAdd.read(request, Progress.NONE, TestWorkspaces.CLOCK)) {
            case DataAdd.Published published -> published.manifest();
            case DataAdd.Added other -> throw new AssertionError("Not published: " + other);
        };
    }

    private DataSet loaded(Workspace workspace, String id) {
        return switch (workspace.load(id)) {
            case Result.Ok<DataSet> ok -> ok.value();
            case Result.Failed<DataSet> failed ->
                throw new AssertionError(failed.why().detail());
        };
    }

    private static double shareOf(DataSet set, int year, Code good, String importer, String exporter) {
        var cube = set.cube();
        var block = cube.block(cube.yearIndex(year), cube.productIndex(good));
        int to = set.economies().indexOf(importer);
        double whole = 0;
        double part = 0;
        for (int flow = block.first(to); flow < block.end(to); flow++) {
            whole += block.value()[flow];
            if (set.economies().get(block.exporter()[flow]).code().equals(exporter)) {
                part += block.value()[flow];
            }
        }
        return part / whole;
    }

    /** Value of all stored flows: those of an economy to itself are in the table, and not in the cube. */
    private static double total(Manifest manifest) {
        return manifest.coverage().valuePerYear().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @Test
    void theSyntheticTableComesBackFlowByFlowWithItsOwnEconomies() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(workspace, "golden-dependency.json", "golden/dependency-rules/in_bilateral.csv", true);
        assertThat(manifest.rows().read()).isEqualTo(35_492);
        assertThat(manifest.rows().quarantined()).isZero();
        assertThat(manifest.coverage().products()).isEqualTo(120);
        assertThat(manifest.coverage().state()).isEqualTo("COMPLETE_PRODUCTS");
        var set = loaded(workspace, manifest.id());
        assertThat(set.economies().size()).isEqualTo(20);
        assertThat(set.cube().flows()).isEqualTo(35_492);
        assertThat(set.coverage().allProducts()).isTrue();
        var expected = new TreeMap<String, Double>();
        for (var line : Files.readAllLines(SharedFolder.require("golden/dependency-rules/in_bilateral.csv"))) {
            var cells = line.split(",");
            if (!cells[0].equals("exporter")) {
                expected.put(cells[0] + cells[1] + cells[2], Double.parseDouble(cells[3]));
            }
        }
        var cube = set.cube();
        for (int p = 0; p < cube.products().size(); p++) {
            var block = cube.block(0, p);
            for (int flow = block.from(); flow < block.to(); flow++) {
                var key = set.economies().get(block.exporter()[flow]).code()
                        + set.economies().get(block.importer()[flow]).code()
                        + cube.products().get(p).value();
                assertThat(block.value()[flow] / TradeCube.SCALE).isEqualTo(expected.remove(key));
            }
        }
        assertThat(expected).isEmpty();
    }

    @Test
    void theSeafoodFileKeepsZerosAndNamibia() {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(workspace, "seafood.json", "data/trade/baci-subset/baci_seafood_hs12_2018.csv", false);
        assertThat(manifest.rows().stored()).isEqualTo(8_245);
        assertThat(manifest.rows().quarantined()).isZero();
        assertThat(manifest.coverage().economiesAsExporter()).isEqualTo(146);
        assertThat(manifest.coverage().products()).isEqualTo(6);
        assertThat(manifest.coverage().state()).isEqualTo("EXCERPT");
        var set = loaded(workspace, manifest.id());
        assertThat(total(manifest)).isCloseTo(25_943_253.748, within(25_943_253.748e-9));
        assertThat(set.cube().products())
                .extracting(Code::value)
                .containsExactly("030616", "030617", "030626", "030627", "160521", "160529");
        int namibia = set.economies().indexOf("NAM");
        var exporters = new java.util.BitSet();
        for (int flow = 0; flow < set.cube().flows(); flow++) {
            exporters.set(set.cube().exporter(flow));
        }
        assertThat(exporters.get(namibia)).isTrue();
        var good = set.cube().products().getFirst();
        assertThat(set.coverage().worldDeclared(2018, good)).isFalse();
        assertThat(set.coverage().importer(2018, good, set.economies().indexOf("XRW")))
                .isEqualTo(Coverage.State.EXCERPT);
    }

    @Test
    void theNickelFileSetsItsWorldRowsAside() {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(workspace, "nickel.json", "data/trade/nickel/UN_nickel_trade.csv.gz", false);
        assertThat(manifest.rows().read()).isEqualTo(13_739);
        assertThat(manifest.rows().stored()).isEqualTo(10_305);
        assertThat(manifest.rows().setAsideCounts()).isEqualTo(Map.of("world", 3_434L));
        assertThat(manifest.knownGaps()).contains("gap.two-reports");
        var set = loaded(workspace, "mapped-hs17");
        var ore = new Code("HS17", "260400");
        assertThat(shareOf(set, 2013, ore, "JPN", "IDN")).isCloseTo(0.498, within(5e-4));
        assertThat(shareOf(set, 2014, ore, "JPN", "IDN")).isCloseTo(0.050, within(5e-4));
        assertThat(shareOf(set, 2015, ore, "JPN", "IDN")).isZero();
        assertThat(shareOf(set, 2015, ore, "JPN", "PHL")).isCloseTo(0.606, within(5e-4));
    }

    @Test
    void theFertiliserFileTakesCodesWithTrailingBlanks() {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(
                workspace, "fertiliser.json", "data/trade/fertiliser-energy/trade_yearly_edges.csv.gz", false);
        assertThat(manifest.rows().stored()).isEqualTo(38_897);
        assertThat(manifest.rows().quarantined()).isZero();
        var set = loaded(workspace, manifest.id());
        assertThat(shareOf(set, 2023, new Code("OTHER:layer", "lpg_propane"), "JPN", "USA"))
                .isCloseTo(0.668, within(5e-4));
        assertThat(shareOf(set, 2023, new Code("OTHER:layer", "urea"), "JPN", "MYS"))
                .isCloseTo(0.594, within(5e-4));
        assertThat(shareOf(set, 2023, new Code("OTHER:layer", "urea"), "JPN", "CHN"))
                .isCloseTo(0.313, within(5e-4));
        assertThat(shareOf(set, 2023, new Code("OTHER:layer", "lpg_propane"), "JPN", "CAN"))
                .isCloseTo(0.203, within(5e-4));
        var urea =
                set.cube().block(set.cube().yearIndex(2023), set.cube().productIndex(new Code("OTHER:layer", "urea")));
        int japan = set.economies().indexOf("JPN");
        double imports = 0;
        for (int flow = urea.first(japan); flow < urea.end(japan); flow++) {
            imports += urea.value()[flow];
        }
        // The cube keeps thousandths of thousand US$: dollars.
        assertThat(imports).isCloseTo(127_681_354.665, within(127_681_354.665e-9));
    }

    @Test
    void theBatteryFileGivesTheFlowsThatAreLeftAfterItsTotals() {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(
                workspace, "battery.json", "data/trade/battery-hs6/comtrade_imports_by_partner_hs6.csv.gz", false);
        assertThat(manifest.rows().read()).isEqualTo(230_141);
        assertThat(manifest.rows().setAsideCounts())
                .isEqualTo(Map.of("world-partner", 22_076L, "group-reporter", 9_623L, "not-six-digits", 2_997L));
        assertThat(manifest.rows().stored()).isEqualTo(195_445);
        assertThat(manifest.rows().quarantined()).isZero();
        assertThat(total(manifest) * 1000).isCloseTo(1_648_429_117_299.88, within(1_648_429_117_299.88 * 1e-9));
        var set = loaded(workspace, manifest.id());
        // Of the flows stored, 767 are of an economy to itself: kept in the table, never in the cube.
        assertThat(set.cube().flows()).isEqualTo(195_445 - 767);
        assertThat(shareOf(set, 2020, new Code("HS17", "282520"), "JPN", "CHN")).isCloseTo(0.7983, within(5e-5));
        assertThat(shareOf(set, 2023, new Code("HS17", "282520"), "JPN", "CHN")).isCloseTo(0.8588, within(5e-5));
        assertThat(shareOf(set, 2024, new Code("HS17", "850760"), "JPN", "CHN")).isCloseTo(0.7677, within(5e-5));
        assertThat(shareOf(set, 2023, new Code("HS17", "280470"), "JPN", "VNM")).isCloseTo(0.9984, within(5e-5));
        assertThat(shareOf(set, 2020, new Code("HS17", "283691"), "JPN", "CHL")).isCloseTo(0.8065, within(5e-5));
        var origin = set.cube().origin(0);
        assertThat(set.lines().line(origin).orElseThrow()).contains(",M,Import,");
        // The pack was cut from this file: world totals of the same good agree.
        assertThat(set.lines().fileName(origin)).endsWith("comtrade_imports_by_partner_hs6.csv.gz");
    }
}
