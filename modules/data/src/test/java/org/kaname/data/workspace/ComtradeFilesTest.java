package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.Progress;
import org.kaname.data.Refusal;
import org.kaname.model.Code;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Result;
import org.kaname.model.testing.SharedFolder;

/** Facts measured by others on real files of UN Comtrade (data-formats 5, T3 to T10), added and loaded again. */
@Tag("golden")
class ComtradeFilesTest {
    private static final String BATTERY = "data/trade/battery-hs6/comtrade_imports_by_partner_hs6.csv.gz";
    private static final String NICKEL = "data/trade/nickel/UN_nickel_trade.csv.gz";
    private static final Phrasebook ENGLISH = Phrasebook.read(Language.EN, List.of(Refusal.class));
    private static final String ENERGY = "data/trade/hs27-energy";

    @TempDir
    Path folder;

    private DataAdd.Added added(Workspace workspace, UnaryOperator<DataAdd.Request> options, Path... files) {
        return DataAdd.read(
                options.apply(new DataAdd.Request(workspace, List.of(files))), Progress.NONE, TestWorkspaces.CLOCK);
    }

    private Manifest published(Workspace workspace, UnaryOperator<DataAdd.Request> options, Path... files) {
        return switch (added(workspace, options, files)) {
            case DataAdd.Published published -> published.manifest();
            case DataAdd.Added other -> throw new AssertionError("Not published: " + other);
        };
    }

    private List<Refusal> refused(UnaryOperator<DataAdd.Request> options, Path... files) {
        var workspace = TestWorkspaces.in(folder);
        return switch (added(workspace, options, files)) {
            case DataAdd.Refused refused -> {
                assertThat(workspace.dataSets()).doesNotExist();
                yield refused.refusals();
            }
            case DataAdd.Added other -> throw new AssertionError("Not refused: " + other);
        };
    }

    private static DataSet loaded(Workspace workspace, Manifest manifest) {
        return switch (workspace.load(manifest.id())) {
            case Result.Ok<DataSet> ok -> ok.value();
            case Result.Failed<DataSet> failed ->
                throw new AssertionError(failed.why().detail());
        };
    }

    /** Percent of an importer's purchases of a good; those of the good in all revisions together. */
    private static double percent(DataSet set, int year, String good, String importer, String exporter) {
        double[] sums = partAndWhole(set, year, good, importer, exporter);
        return 100 * sums[0] / sums[1];
    }

    private static double[] partAndWhole(DataSet set, int year, String good, String importer, String exporter) {
        var cube = set.cube();
        int to = set.economies().indexOf(importer);
        double part = 0;
        double whole = 0;
        for (int p = 0; p < cube.products().size(); p++) {
            if (!cube.products().get(p).value().equals(good)) {
                continue;
            }
            var block = cube.block(cube.yearIndex(year), p);
            for (int flow = block.first(to); flow < block.end(to); flow++) {
                whole += cube.value(flow);
                if (set.economies().get(block.exporter()[flow]).code().equals(exporter)) {
                    part += cube.value(flow);
                }
            }
        }
        return new double[] {part, whole};
    }

    /** First column of the only row of a query over the files of one table ({@code TABLE}). */
    private static double query(Workspace workspace, Manifest manifest, String table, String sql) throws SQLException {
        var directory = workspace.dataSet(manifest.id());
        var rows = FlowParquet.table(directory, table(manifest, table).files(), !table.equals("flow"));
        try (var engine = ParquetFiles.open();
                var statement = engine.createStatement();
                var result = statement.executeQuery(sql.replace("TABLE", rows))) {
            result.next();
            return result.getDouble(1);
        }
    }

    private static Manifest.Table table(Manifest manifest, String name) {
        return Objects.requireNonNull(manifest.tables().get(name), name);
    }

    private static long stored(Manifest manifest, String table) {
        return table(manifest, table).rows();
    }

    private static double dollars(Manifest manifest) {
        return 1000
                * manifest.coverage().valuePerYear().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }

    @Test
    void theBatteryFileGivesItsFlowsAndSetsAsideWhatWouldCountTwice() throws SQLException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(workspace, r -> r, SharedFolder.require(BATTERY));

        assertThat(manifest.reader()).isEqualTo("comtrade-plus");
        assertThat(manifest.rows().read()).isEqualTo(230_141);
        assertThat(manifest.rows().quarantined()).isZero();
        assertThat(stored(manifest, "flow")).isEqualTo(195_445);
        assertThat(stored(manifest, "total")).isEqualTo(22_076 + 2_997);
        assertThat(query(workspace, manifest, "total", "SELECT count(*) FROM TABLE WHERE exporter = 'WLD'"))
                .isEqualTo(22_076);
        assertThat(manifest.rows().setAside()).containsOnlyKeys("group-reporter");
        assertThat(manifest.rows().setAside().values())
                .extracting(Manifest.SetAside::rows)
                .containsExactly(9_623L);
        assertThat(dollars(manifest)).isCloseTo(1_648_429_117_299.88, within(1648.0));
        assertThat(query(workspace, manifest, "flow", "SELECT count(*) FROM TABLE WHERE exporter = importer"))
                .isEqualTo(767);
        assertThat(query(workspace, manifest, "flow", "SELECT count(*) FROM TABLE WHERE flags & 4 > 0"))
                .isEqualTo(767);
        // the World rows of reporter 600 (PRY), 2024, are the two that their partners do not add up to
        assertThat(manifest.notes())
                .filteredOn(n -> n.textKey().equals("note.total-mismatch"))
                .singleElement()
                .satisfies(n -> assertThat(n.count()).isEqualTo(2));
        assertThat(
                        query(
                                workspace,
                                manifest,
                                "flow",
                                "SELECT count(*) FROM TABLE WHERE (flags & 2048 > 0) <>"
                                        + " (importer = 'PRY' AND year = 2024 AND CAST(product AS INTEGER) IN (850760, 850790))"))
                .isZero();
        assertThat(query(workspace, manifest, "flow", "SELECT count(*) FROM TABLE WHERE flags & 2048 > 0"))
                .isPositive();
        assertThat(query(
                        workspace,
                        manifest,
                        "flow",
                        "SELECT count(*) FROM (SELECT importer, year FROM TABLE GROUP BY ALL"
                                + " HAVING count(DISTINCT classification) > 1)"))
                .isEqualTo(2);
        assertThat(query(workspace, manifest, "flow", "SELECT count(*) FROM TABLE WHERE extra_unit = 'kg P2O5'"))
                .isPositive();
        assertThat(query(
                        workspace,
                        manifest,
                        "flow",
                        "SELECT count(*) FROM TABLE WHERE quantity_tonnes = 0 AND value_kusd > 0"))
                .isZero();
    }

    @Test
    void whatJapanBuysForBatteriesIsWhatOthersFound() {
        var workspace = TestWorkspaces.in(folder);
        var set = loaded(workspace, published(workspace, r -> r, SharedFolder.require(BATTERY)));
        var half = within(0.005);

        assertThat(percent(set, 2020, "282520", "JPN", "CHN")).isCloseTo(79.83, half);
        assertThat(percent(set, 2023, "282520", "JPN", "CHN")).isCloseTo(85.88, half);
        assertThat(percent(set, 2020, "850760", "JPN", "CHN")).isCloseTo(66.08, half);
        assertThat(percent(set, 2023, "850760", "JPN", "CHN")).isCloseTo(73.10, half);
        assertThat(percent(set, 2024, "850760", "JPN", "CHN")).isCloseTo(76.77, half);
        assertThat(partAndWhole(set, 2023, "850760", "JPN", "CHN")[1]).isCloseTo(2_920_300, within(50.0));
        assertThat(percent(set, 2020, "280920", "JPN", "CHN")).isCloseTo(98.15, half);
        assertThat(percent(set, 2023, "280920", "JPN", "CHN")).isCloseTo(89.43, half);
        assertThat(percent(set, 2023, "280470", "JPN", "VNM")).isCloseTo(99.84, half);
        assertThat(percent(set, 2023, "750120", "JPN", "PHL")).isCloseTo(99.54, half);
        assertThat(percent(set, 2023, "750110", "JPN", "IDN")).isCloseTo(79.47, half);
        assertThat(percent(set, 2020, "283691", "JPN", "CHL")).isCloseTo(80.65, half);
        assertThat(percent(set, 2023, "283691", "JPN", "CHL")).isCloseTo(61.83, half);
        var cube = set.cube();
        var block = cube.block(cube.yearIndex(2023), cube.productIndex(new Code("HS22", "282520")));
        int japan = set.economies().indexOf("JPN");
        double whole = 0;
        double squares = 0;
        for (int flow = block.first(japan); flow < block.end(japan); flow++) {
            whole += cube.value(flow);
            squares += cube.value(flow) * cube.value(flow);
        }
        assertThat(squares / (whole * whole)).isCloseTo(0.7551, within(0.00005));
    }

    @Test
    void theEnergyFilesHoldNothingFinerThanAChapterSoTheChapterIsTheFlow() throws SQLException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(workspace, r -> r, SharedFolder.require(ENERGY));

        assertThat(manifest.reader()).isEqualTo("comtrade-legacy");
        assertThat(manifest.rows().read()).isEqualTo(174_869);
        assertThat(manifest.rows().quarantined()).isZero();
        assertThat(manifest.inputs()).hasSize(10).allSatisfy(input -> {
            assertThat(input.header()).hasSize(22);
            assertThat(input.bom()).isTrue();
            assertThat(input.lineEnd()).isEqualTo("CRLF");
        });
        assertThat(query(workspace, manifest, "flow", "SELECT count(*) FROM TABLE WHERE level <> 2"))
                .isZero();
        // every row is somewhere: 82,434 imports, 83,832 exports, 8,065 re-exports, 538 re-imports
        assertThat(stored(manifest, "flow") + stored(manifest, "total") + stored(manifest, "reexport"))
                .isEqualTo(174_869);
        var kinds = "SELECT count(*) FROM TABLE WHERE flow_kind = ";
        var flow = "SELECT count(*) FROM TABLE WHERE reported_by = ";
        assertThat(query(workspace, manifest, "flow", flow + "'IMPORTER'")
                        + query(workspace, manifest, "total", kinds + "'M'"))
                .isEqualTo(82_434);
        assertThat(query(workspace, manifest, "flow", flow + "'EXPORTER'")
                        + query(workspace, manifest, "total", kinds + "'X'"))
                .isEqualTo(83_832);
        assertThat(query(workspace, manifest, "reexport", kinds + "'RX'")
                        + query(workspace, manifest, "total", kinds + "'RX'"))
                .isEqualTo(8_065);
        assertThat(query(workspace, manifest, "reexport", kinds + "'RM'")
                        + query(workspace, manifest, "total", kinds + "'RM'"))
                .isEqualTo(538);
        var japan = "importer = 'JPN' AND reported_by = 'IMPORTER' AND year = ";
        assertThat(1000 * query(workspace, manifest, "flow", "SELECT sum(value_kusd) FROM TABLE WHERE " + japan + 2013))
                .isCloseTo(281_585_331_516.0, within(1.0));
        assertThat(1000
                        * query(
                                workspace,
                                manifest,
                                "total",
                                "SELECT sum(value_kusd) FROM TABLE WHERE exporter = 'WLD' AND flow_kind = 'M' AND "
                                        + japan + 2013))
                .isCloseTo(281_585_331_516.0, within(1.0));
        assertThat(1000 * query(workspace, manifest, "flow", "SELECT sum(value_kusd) FROM TABLE WHERE " + japan + 2010))
                .isCloseTo(199_138_616_968.0, within(1.0));
        assertThat(1000
                        * query(
                                workspace,
                                manifest,
                                "flow",
                                "SELECT sum(value_kusd) FROM TABLE WHERE exporter = 'SAU' AND " + japan + 2013))
                .isCloseTo(49_012_861_394.0, within(1.0));
        var set = loaded(workspace, manifest);
        assertThat(percent(set, 2010, "27", "JPN", "SAU")).isCloseTo(17.8, within(0.05));
        assertThat(percent(set, 2010, "27", "JPN", "ARE")).isCloseTo(14.5, within(0.05));
        assertThat(percent(set, 2010, "27", "JPN", "AUS")).isCloseTo(13.0, within(0.05));
        assertThat(percent(set, 2010, "27", "JPN", "QAT")).isCloseTo(10.9, within(0.05));
    }

    @Test
    void filesOfTheWebSiteWithAnEmptyFieldTooManyInAnotherEncodingAreRead() throws SQLException {
        record Expected(String file, int rows, int reporters, double dollars) {}
        for (var expected : List.of(
                new Expected("TradeData_Jap_2010-2020.csv", 348, 52, 4_349_640_064.838),
                new Expected("TradeData_Jap_2021-2024.csv", 128, 44, 2_462_844_595.855))) {
            var workspace = TestWorkspaces.in(folder.resolve(expected.file()));
            var manifest = published(workspace, r -> r, SharedFolder.require("data/trade/damaged/" + expected.file()));
            assertThat(manifest.rows().read()).isEqualTo(expected.rows());
            assertThat(stored(manifest, "flow")).isEqualTo(expected.rows());
            assertThat(dollars(manifest)).isCloseTo(expected.dollars(), within(0.01));
            assertThat(query(workspace, manifest, "flow", "SELECT count(DISTINCT exporter) FROM TABLE"))
                    .isEqualTo(expected.reporters());
            assertThat(query(
                            workspace,
                            manifest,
                            "flow",
                            "SELECT count(*) FROM TABLE WHERE reported_by = 'EXPORTER' AND importer = 'JPN'"
                                    + " AND value_basis = 'FOB' AND level = 2"))
                    .isEqualTo(expected.rows());
            var input = manifest.inputs().getFirst();
            assertThat(input.encoding()).isEqualTo("windows-1252");
            assertThat(input.lineEnd()).isEqualTo("CRLF");
            assertThat(input.header()).hasSize(47);
            assertThat(manifest.notes())
                    .extracting(Manifest.Note::textKey)
                    .contains("note.extra-field", "note.encoding-guessed");
        }
    }

    @Test
    void theThaiFileKeepsItsWorldRowApart() throws SQLException {
        var workspace = TestWorkspaces.in(folder);
        var manifest =
                published(workspace, r -> r, SharedFolder.require("data/trade/damaged/TradeData_thailand_hs8542.csv"));

        assertThat(manifest.rows().read()).isEqualTo(1_178);
        assertThat(manifest.inputs().getFirst().encoding()).isEqualTo("windows-1252");
        assertThat(manifest.inputs().getFirst().lineEnd()).isEqualTo("LF");
        assertThat(
                        1000
                                * query(
                                        workspace,
                                        manifest,
                                        "total",
                                        "SELECT value_kusd FROM TABLE WHERE year = 2014 AND exporter = 'WLD' AND flow_kind = 'M'"))
                .isCloseTo(9_680_795_326.0, within(0.001));
        assertThat(query(workspace, manifest, "flow", "SELECT count(*) FROM TABLE WHERE level <> 4"))
                .isZero();
    }

    private Path native2023(UnaryOperator<String> damage) throws IOException {
        var text = Files.readString(
                SharedFolder.require("data/trade/battery-hs6/native/392_282520_M_2023_partners.csv"),
                StandardCharsets.UTF_8);
        var lines = new ArrayList<>(text.lines().toList());
        for (int i = 1; i < lines.size(); i++) {
            lines.set(i, damage.apply(lines.get(i)));
        }
        var file = folder.resolve("damaged.csv");
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        return file;
    }

    @Test
    void shiftedColumnsAreRefusedWithEvidenceAndReadWhenTheShiftIsStated() throws IOException {
        var lostFirst = native2023(line -> line.substring(line.indexOf(',') + 1) + ",");
        var refusal = refused(r -> r, lostFirst);
        assertThat(refusal).singleElement().satisfies(r -> {
            assertThat(r.code()).isEqualTo("KAN-DATA-021");
            assertThat(r.text(ENGLISH)).contains("(refYear) holds \"52\"", "(flowCode) holds \"Import\"", "--shift 1.");
        });

        var workspace = TestWorkspaces.in(folder.resolve("shift"));
        var shifted = published(workspace, r -> r.shift(1), lostFirst);
        assertThat(shifted.options()).containsEntry("shift", "1");
        var set = loaded(workspace, shifted);
        assertThat(percent(set, 2023, "282520", "JPN", "CHN")).isCloseTo(85.88, within(0.005));

        var insertedFirst = native2023(line -> "," + line.substring(0, line.lastIndexOf(',')));
        assertThat(refused(r -> r, insertedFirst)).singleElement().satisfies(r -> {
            assertThat(r.code()).isEqualTo("KAN-DATA-021");
            assertThat(r.text(ENGLISH)).contains("--shift -1.");
        });
    }

    @Test
    void aFileOfWorldRowsHoldsNoFlows() throws SQLException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(
                workspace, r -> r, SharedFolder.require("data/trade/damaged/comtrade_legacy_35col_2021-08-16.csv"));

        assertThat(manifest.reader()).isEqualTo("comtrade-legacy");
        assertThat(manifest.rows().read()).isEqualTo(2_863);
        assertThat(manifest.inputs().getFirst().header()).hasSize(35);
        assertThat(manifest.tables()).doesNotContainKey("flow");
        assertThat(stored(manifest, "total")).isEqualTo(2_863);
        for (var kind : List.of("M 1683", "X 977", "RX 130", "RM 73")) {
            var name = kind.substring(0, kind.indexOf(' '));
            assertThat(query(
                            workspace,
                            manifest,
                            "total",
                            "SELECT count(*) FROM TABLE WHERE flow_kind = '" + name + "'"))
                    .isEqualTo(Double.parseDouble(kind.substring(kind.indexOf(' '))));
        }
        assertThat(query(
                        workspace,
                        manifest,
                        "total",
                        "SELECT count(DISTINCT CASE WHEN exporter = 'WLD' THEN importer ELSE exporter END) FROM TABLE"))
                .isEqualTo(161);
        // flag 4 or 6 says that the weight is estimated (407 + 699 rows); 827 of these rows have one
        assertThat(query(
                        workspace, manifest, "total", "SELECT count(*) FROM TABLE WHERE quantity_status = 'ESTIMATED'"))
                .isEqualTo(827);
        assertThat(manifest.knownGaps()).contains("gap.no-flows");
    }

    @Test
    void theNickelFileOfSelectedColumnsIsReadOnceItsRevisionIsStated() {
        assertThat(refused(r -> r, SharedFolder.require(NICKEL)))
                .extracting(Refusal::code)
                .containsExactly("KAN-DATA-023");
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(workspace, r -> r.classification("HS17"), SharedFolder.require(NICKEL));
        assertThat(manifest.rows().read()).isEqualTo(13_739);
        assertThat(manifest.notes()).extracting(Manifest.Note::textKey).contains("note.aggregated");
        var set = loaded(workspace, manifest);
        assertThat(percent(set, 2013, "260400", "JPN", "IDN")).isCloseTo(49.8, within(0.05));
        assertThat(percent(set, 2014, "260400", "JPN", "IDN")).isCloseTo(5.0, within(0.05));
        assertThat(percent(set, 2015, "260400", "JPN", "IDN")).isZero();
        assertThat(percent(set, 2015, "260400", "JPN", "PHL")).isCloseTo(60.6, within(0.05));
        assertThat(percent(set, 2015, "260400", "JPN", "NCL")).isCloseTo(39.4, within(0.05));
    }

    private static final String PAIRS = "SELECT exporter, importer, product, year,"
            + " max(CASE WHEN reported_by = 'IMPORTER' THEN value_kusd END) m,"
            + " max(CASE WHEN reported_by = 'EXPORTER' THEN value_kusd END) x FROM TABLE GROUP BY ALL";

    @Test
    void theTwoReportsOfNickelDisagreeAsMeasured() throws SQLException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = published(workspace, r -> r.classification("HS17"), SharedFolder.require(NICKEL));
        assertThat(manifest.options()).containsEntry("report", "both");
        assertThat(manifest.knownGaps()).contains("gap.two-reports");
        assertThat(query(workspace, manifest, "flow", "SELECT count(*) FROM (" + PAIRS + ")"))
                .isEqualTo(8_704);
        assertThat(query(workspace, manifest, "flow", "SELECT count(*) FROM (" + PAIRS + ") WHERE m > 0 AND x > 0"))
                .isEqualTo(1_601);
        assertThat(query(workspace, manifest, "flow", "SELECT count(*) FROM (" + PAIRS + ") WHERE x IS NULL"))
                .isEqualTo(4_219);
        assertThat(query(workspace, manifest, "flow", "SELECT count(*) FROM (" + PAIRS + ") WHERE m IS NULL"))
                .isEqualTo(2_884);
        assertThat(query(
                        workspace,
                        manifest,
                        "flow",
                        "SELECT sum(m) / sum(x) FROM (" + PAIRS + ") WHERE m IS NOT NULL AND x IS NOT NULL"))
                .isCloseTo(1.260, within(0.0005));
        assertThat(query(
                        workspace,
                        manifest,
                        "flow",
                        "SELECT median(ln(m / x)) FROM (" + PAIRS + ") WHERE m IS NOT NULL AND x IS NOT NULL"))
                .isCloseTo(0.081, within(0.0005));
    }
}
