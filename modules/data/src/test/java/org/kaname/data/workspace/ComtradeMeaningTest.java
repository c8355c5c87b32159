package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kaname.data.workspace.ComtradeSamples.csv;
import static org.kaname.data.workspace.ComtradeSamples.json;
import static org.kaname.data.workspace.ComtradeSamples.record;
import static org.kaname.data.workspace.ComtradeSamples.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.Refusal;
import org.kaname.model.Result;

/** What rows of Comtrade mean, on rows made for it (data-formats 3.2 to 3.4, 4.2). */
@Tag("invariant")
class ComtradeMeaningTest {
    @TempDir
    Path folder;

    private Workspace workspace;
    private int files;

    @BeforeEach
    void open() {
        workspace = TestWorkspaces.in(folder);
    }

    private Path file(String name, String text) throws IOException {
        var file = folder.resolve(files++ + name);
        Files.writeString(file, text);
        return file;
    }

    private DataAdd.Added added(UnaryOperator<DataAdd.Request> options, Path... paths) {
        return DataAdd.read(
                options.apply(new DataAdd.Request(workspace, List.of(paths))), Progress.NONE, TestWorkspaces.CLOCK);
    }

    private Manifest published(UnaryOperator<DataAdd.Request> options, Path... paths) {
        return switch (added(options, paths)) {
            case DataAdd.Published published -> published.manifest();
            case DataAdd.Added other -> throw new AssertionError("Not published: " + other);
        };
    }

    private Manifest published(String name, String text) throws IOException {
        return published(r -> r, file(name, text));
    }

    private String refused(UnaryOperator<DataAdd.Request> options, Path... paths) {
        return switch (added(options, paths)) {
            case DataAdd.Refused refused -> {
                var first = refused.refusals().getFirst();
                assertThat(refused.refusals()).extracting(Refusal::code).containsOnly(first.code());
                yield first.code() + (first.variant().isEmpty() ? "" : "." + first.variant());
            }
            case DataAdd.Added other -> throw new AssertionError("Not refused: " + other);
        };
    }

    private String refused(String name, String text) throws IOException {
        return refused(r -> r, file(name, text));
    }

    /** Rows of a table, their columns joined by blanks. */
    private List<String> rows(Manifest manifest, String table, String columns) throws SQLException {
        var stored = manifest.tables().get(table);
        var rows = new ArrayList<String>();
        if (stored == null) {
            return rows;
        }
        try (var engine = ParquetFiles.open();
                var statement = engine.createStatement();
                var result = statement.executeQuery("SELECT concat_ws(' ', " + columns + ") FROM "
                        + FlowParquet.table(workspace.dataSet(manifest.id()), stored.files(), !table.equals("flow"))
                        + " ORDER BY file_ordinal, line")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static String hash(Manifest manifest, String table) {
        return Objects.requireNonNull(manifest.tables().get(table), table).contentHash();
    }

    private List<QuarantinedRow> quarantine(Manifest manifest) {
        var set = workspace.dataSet(manifest.id());
        assertThat(set).exists();
        return switch (new StoredDataSet(workspace, manifest).listQuarantine(100)) {
            case Outcome.Taken<List<QuarantinedRow>> taken -> taken.value();
            case Outcome.Refused<List<QuarantinedRow>> bad -> throw new AssertionError(bad.refusals());
        };
    }

    private static Map<String, Long> aside(Manifest manifest) {
        var rows = new LinkedHashMap<String, Long>();
        manifest.rows().setAside().forEach((rule, set) -> rows.put(rule, set.rows()));
        return rows;
    }

    private static List<Map<String, String>> oneOfEachRule() {
        return List.of(
                row(),
                row("partnerCode", "0", "partner2Code", "276"), // a detail of a World row
                row("partnerCode", "0"),
                row("reporterCode", "97", "partner2Code", "276"),
                row("partner2Code", "276", "customsCode", "C04"),
                row("customsCode", "C04", "motCode", "1000"),
                row("motCode", "1000", "mosCode", "1"),
                row("mosCode", "1", "flowCode", "RX"),
                row("flowCode", "RX", "cmdCode", "2825"),
                row("flowCode", "DX", "cmdCode", "2825"),
                row("cmdCode", "2825"),
                row("cmdCode", "TOTAL"),
                row("partnerCode", "410", "mosCode", "0 "));
    }

    private void assertEachRule(Manifest manifest) throws SQLException {
        assertThat(aside(manifest))
                .isEqualTo(new LinkedHashMap<>(Map.of(
                        "world-partner", 1L,
                        "group-reporter", 1L,
                        "second-partner", 1L,
                        "customs-detail", 1L,
                        "transport-detail", 1L,
                        "supply-detail", 1L,
                        "other-flow", 1L)));
        assertThat(rows(manifest, "flow", "exporter, importer, product"))
                .containsExactly("CHN JPN 282520", "KOR JPN 282520");
        assertThat(rows(manifest, "total", "exporter, importer, product, level, flow_kind"))
                .containsExactly("WLD JPN 282520 6 M", "CHN JPN 2825 4 M", "CHN JPN TOTAL 0 M");
        assertThat(rows(manifest, "reexport", "exporter, importer, product, flow_kind"))
                .containsExactly("JPN CHN 2825 RX");
        assertThat(manifest.rows().quarantined()).isZero();
    }

    @Test
    void aRowGoesByTheFirstRuleThatItMeets() throws IOException, SQLException {
        var text = csv(oneOfEachRule());
        assertEachRule(published("x.csv", text));
        assertEachRule(published("x.tsv", text.replace(',', '\t')));
    }

    @Test
    void theSameRowsMeanTheSameInJson() throws IOException, SQLException {
        var fromJson = published("x.json", json(oneOfEachRule()));
        assertEachRule(fromJson);
        assertThat(fromJson.reader()).isEqualTo("comtrade-json");
        assertThat(fromJson.inputs().getFirst().lineKind()).isEqualTo("record");
        var fromCsv = published("x.csv", csv(oneOfEachRule()));
        for (var table : List.of("flow", "total", "reexport")) {
            assertThat(hash(fromJson, table)).isEqualTo(hash(fromCsv, table));
        }
    }

    @Test
    void theValueIsOnTheTermsOfTheColumnThatItEquals() throws IOException, SQLException {
        var manifest = published(
                "x.csv",
                csv(
                        row("partnerCode", "156", "fobvalue", "1900"),
                        row("partnerCode", "410", "cifvalue", "0", "fobvalue", "2000"),
                        row("partnerCode", "842", "cifvalue", "2100", "fobvalue", "1900"),
                        row("partnerCode", "276", "cifvalue", ""),
                        row("partnerCode", "36", "flowCode", "X", "cifvalue", "")));
        assertThat(rows(manifest, "flow", "exporter, importer, value_basis"))
                .containsExactly("CHN JPN CIF", "KOR JPN FOB", "USA JPN UNKNOWN", "DEU JPN CIF", "JPN AUS FOB");
    }

    @Test
    void quantitiesAreTonnesWhereTheWeightIsGivenAndOtherUnitsStayApart() throws IOException, SQLException {
        var manifest = published(
                "x.csv",
                csv(
                        row("partnerCode", "156", "isNetWgtEstimated", "True"),
                        row("partnerCode", "410", "netWgt", "0"),
                        row("partnerCode", "842", "netWgt", "", "isNetWgtEstimated", "True"),
                        row("partnerCode", "276", "isNetWgtEstimated", "", "legacyEstimationFlag", "6"),
                        row("partnerCode", "36", "isNetWgtEstimated", "False", "legacyEstimationFlag", "6"),
                        row("partnerCode", "152", "qtyUnitAbbr", "u", "qty", "7", "netWgt", "1.5e3"),
                        row("partnerCode", "699", "altQtyUnitAbbr", "kg P2O5", "altQty", "12", "netWgt", "\"7,000.5\""),
                        row("partnerCode", "76", "qtyUnitAbbr", "u", "qty", "0"),
                        row("partnerCode", "484", "qtyUnitAbbr", "furlong", "qty", "9")));
        assertThat(rows(
                        manifest,
                        "flow",
                        "exporter, coalesce(CAST(quantity_tonnes AS VARCHAR), '-'), quantity_status,"
                                + " coalesce(CAST(extra_quantity AS VARCHAR), '-'), coalesce(extra_unit, '-')"))
                .containsExactly(
                        "CHN 5.0 ESTIMATED - -",
                        "KOR - MISSING - -",
                        "USA - MISSING - -",
                        "DEU 5.0 ESTIMATED - -",
                        "AUS 5.0 OBSERVED - -",
                        "CHL 1.5 OBSERVED 7.0 u",
                        "IND 7.0005 OBSERVED 12.0 kg P2O5",
                        "BRA 5.0 OBSERVED - -",
                        "MEX 5.0 OBSERVED - -");
        assertThat(manifest.notes())
                .extracting(Manifest.Note::textKey)
                .contains("note.zero-quantity", "note.quantity-not-available", "note.unit-unknown");
    }

    @Test
    void whatIsNoNumberOrNoCodeIsInQuarantineWithItsReason() throws IOException {
        var good = new ArrayList<Map<String, String>>();
        good.add(row("primaryValue", ""));
        good.add(row("primaryValue", "NA"));
        good.add(row("primaryValue", ">85"));
        good.add(row("primaryValue", "-3"));
        good.add(row("primaryValue", "1e15"));
        good.add(row("netWgt", "~5"));
        good.add(row("netWgt", "-5"));
        good.add(row("partnerCode", "9999"));
        good.add(row("partnerCode", ""));
        good.add(row("cmdCode", "8.47E+05"));
        good.add(row("flowCode", ""));
        good.add(row("classificationCode", "H9"));
        good.add(row("period", "2022"));
        good.add(row("cifvalue", "?"));
        var csv = published(r -> r.acceptLosses(true), file("x.csv", csv(good)));
        var reasons = List.of(
                "VALUE_MISSING",
                "VALUE_MISSING",
                "VALUE_NOT_A_NUMBER",
                "VALUE_NEGATIVE",
                "VALUE_ABSURD",
                "QUANTITY_NOT_A_NUMBER",
                "QUANTITY_NEGATIVE",
                "ECONOMY_UNKNOWN",
                "ECONOMY_MISSING",
                "PRODUCT_MALFORMED",
                "FLOW_UNKNOWN",
                "PRODUCT_UNKNOWN",
                "YEAR_MALFORMED",
                "VALUE_NOT_A_NUMBER");
        assertThat(quarantine(csv)).extracting(r -> r.reason().name()).containsExactlyElementsOf(reasons);
        assertThat(quarantine(csv))
                .extracting(r -> r.origin().line())
                .startsWith(2, 3)
                .endsWith(15);
        var json = published(r -> r.acceptLosses(true), file("x.json", json(good)));
        assertThat(quarantine(json)).extracting(r -> r.reason().name()).containsExactlyElementsOf(reasons);
        assertThat(quarantine(json))
                .extracting(r -> r.origin().line())
                .startsWith(1, 2)
                .endsWith(14);
        assertThat(quarantine(json).getLast().raw()).isEqualTo(record(good.getLast()));
        assertThat(quarantine(json).get(7).column()).isEqualTo("partnerCode");
        assertThat(quarantine(json).get(7).value()).isEqualTo("9999");
    }

    @Test
    void namesChangedByOtherProgramsAreKnown() throws IOException, SQLException {
        var base = csv(row(), row("partnerCode", "410", "primaryValue", "3000.0", "reporterCode", "392.0"));
        var expected = List.of("CHN JPN 2.0", "KOR JPN 3.0");
        var columns = "exporter, importer, value_kusd";
        assertThat(rows(published("a.csv", base), "flow", columns)).isEqualTo(expected);
        assertThat(rows(
                        published("b.csv", base.replace("netWgt,", "netWeight,").replace("altQty,", "AtlQty,")),
                        "flow",
                        columns))
                .isEqualTo(expected);
        assertThat(rows(published("c.csv", base.replace("reporterCode", "countryCode")), "flow", columns))
                .isEqualTo(expected);
        var lines = base.lines().toList();
        var joined = lines.getFirst().toUpperCase(java.util.Locale.ROOT) + ",Column1\n" + lines.get(1) + ",\n"
                + lines.get(2) + ",\n";
        assertThat(rows(
                        published(
                                "d.csv",
                                joined.replaceFirst("^", "SOURCE.NAME,").replaceAll("\nC,", "\nfile.csv,C,")),
                        "flow",
                        columns))
                .isEqualTo(expected);
        var trailing = lines.getFirst() + "\n" + lines.get(1) + ",\n" + lines.get(2) + ",\n";
        var manifest = published("e.csv", trailing);
        assertThat(rows(manifest, "flow", columns)).isEqualTo(expected);
        assertThat(manifest.notes()).extracting(Manifest.Note::code).contains("KAN-DATA-034");
    }

    @Test
    void otherRevisionsStayApartAndAreFlagged() throws IOException, SQLException {
        var manifest = published(
                "x.csv",
                csv(
                        row("partnerCode", "156", "classificationCode", "H5", "primaryValue", "90000", "cifvalue", ""),
                        row("partnerCode", "410"),
                        row("partnerCode", "842"),
                        row("partnerCode", "156", "cmdCode", "30617")));
        assertThat(manifest.classification()).isEqualTo("HS17"); // by value, not by rows
        assertThat(rows(manifest, "flow", "classification, exporter, product, flags"))
                .containsExactly("HS17 CHN 282520 0", "HS22 KOR 282520 16", "HS22 USA 282520 16", "HS22 CHN 30617 24");
    }

    @Test
    void partnersThatDoNotAddUpToTheWorldRowAreFlagged() throws IOException, SQLException {
        var manifest = published(
                "x.csv",
                csv(
                        row("partnerCode", "0", "primaryValue", "4003"),
                        row("partnerCode", "156"),
                        row("partnerCode", "410"),
                        row("cmdCode", "282530", "partnerCode", "0", "primaryValue", "4005"),
                        row("cmdCode", "282530", "partnerCode", "156"),
                        row("cmdCode", "282530", "partnerCode", "410"),
                        row("cmdCode", "282540", "partnerCode", "0", "primaryValue", "4005"),
                        row("flowCode", "X", "cmdCode", "282530", "partnerCode", "410")));
        assertThat(rows(manifest, "flow", "product, exporter, flags"))
                .containsExactly("282520 CHN 0", "282520 KOR 0", "282530 CHN 2048", "282530 KOR 2048", "282530 JPN 0");
        assertThat(manifest.notes())
                .filteredOn(n -> n.textKey().equals("note.total-mismatch"))
                .singleElement()
                .satisfies(n -> assertThat(n.first()).containsExactly(new Origin(0, 5)));
    }

    @Test
    void monthsAreStoredAndNeverBesideYears() throws IOException, SQLException {
        var june = row("freqCode", "M", "refMonth", "6", "period", "202306");
        var manifest = published("x.csv", csv(june, row("freqCode", "M", "refMonth", "7", "period", "202307")));
        assertThat(rows(manifest, "flow", "year, month")).containsExactly("2023 6", "2023 7");
        assertThat(manifest.knownGaps()).contains("gap.monthly");
        assertThat(refused("y.csv", csv(june, row()))).isEqualTo("KAN-DATA-024.frequency");
        assertThat(refused(r -> r, file("m.csv", csv(june)), file("a.csv", csv(row("partnerCode", "410")))))
                .isEqualTo("KAN-DATA-024.frequency");
        assertThat(refused("s.csv", csv(row(), row("typeCode", "S")))).isEqualTo("KAN-DATA-025");
    }

    @Test
    void headingsAreFlowsOnlyWhereThereIsNothingFiner() throws IOException, SQLException {
        var manifest = published(
                "x.csv", csv(row("cmdCode", "2825"), row("cmdCode", "28"), row("partnerCode", "0", "cmdCode", "2825")));
        assertThat(rows(manifest, "flow", "product, level")).containsExactly("2825 4");
        assertThat(rows(manifest, "total", "product, level")).containsExactly("28 2", "2825 4");
    }

    /** Japan and Korea report imports; Australia does not. China reports its exports to Japan and to Australia. */
    private Path twoSides() throws IOException {
        return file(
                "x.csv",
                csv(
                        row("partnerCode", "156", "primaryValue", "2100", "cifvalue", ""),
                        row("partnerCode", "36", "primaryValue", "1050", "cifvalue", ""),
                        row("reporterCode", "410", "partnerCode", "36", "primaryValue", "4200", "cifvalue", ""),
                        row(
                                "reporterCode",
                                "156",
                                "flowCode",
                                "X",
                                "partnerCode",
                                "392",
                                "primaryValue",
                                "1000",
                                "cifvalue",
                                ""),
                        row(
                                "reporterCode",
                                "156",
                                "flowCode",
                                "X",
                                "partnerCode",
                                "410",
                                "primaryValue",
                                "3000",
                                "cifvalue",
                                ""),
                        row(
                                "reporterCode",
                                "156",
                                "flowCode",
                                "X",
                                "partnerCode",
                                "36",
                                "primaryValue",
                                "5000",
                                "cifvalue",
                                "")));
    }

    private static final String REPORT =
            "exporter, importer, reported_by, value_kusd, value_basis, value_status, flags";

    @Test
    void bothReportsAreKeptUnlessOneIsAskedFor() throws IOException, SQLException {
        var file = twoSides();
        var both = published(r -> r, file);
        assertThat(both.options()).containsEntry("report", "both");
        assertThat(rows(both, "flow", REPORT)).hasSize(6);
        assertThat(added(r -> r.report("both"), file)).isInstanceOf(DataAdd.AlreadyPresent.class);
        var importer = published(r -> r.report("importer"), file);
        assertThat(rows(importer, "flow", "exporter, importer")).containsExactly("CHN JPN", "AUS JPN", "AUS KOR");
        assertThat(aside(importer)).isEqualTo(Map.of("exporter-report", 3L));
        var exporter = published(r -> r.report("exporter"), file);
        assertThat(rows(exporter, "flow", "exporter, importer")).containsExactly("CHN JPN", "CHN KOR", "CHN AUS");
        assertThat(Set.of(both.id(), importer.id(), exporter.id())).hasSize(3);
        assertThat(refused(r -> r.report("mine"), file)).isEqualTo("KAN-DATA-087");
    }

    @Test
    void whoDidNotReportIsFilledUpFromTheOtherSide() throws IOException, SQLException {
        var file = twoSides();
        var manifest = published(r -> r.report("prefer-importer"), file);
        // 5,000 US$ at the rail are 5,250 at Australia's border; Korea reported, so that China's word on it does not
        // count
        assertThat(rows(manifest, "flow", REPORT))
                .containsExactly(
                        "CHN JPN IMPORTER 2.1 CIF OBSERVED 0",
                        "AUS JPN IMPORTER 1.05 CIF OBSERVED 0",
                        "AUS KOR IMPORTER 4.2 CIF OBSERVED 0",
                        "CHN AUS EXPORTER 5.25 CIF ESTIMATED 512");
        assertThat(aside(manifest)).isEqualTo(Map.of("exporter-report", 2L));
        assertThat(manifest.knownGaps()).contains("gap.filled-up").doesNotContain("gap.two-reports");
        var set = switch (workspace.load(manifest.id())) {
            case Result.Ok<DataSet> ok -> ok.value();
            case Result.Failed<DataSet> failed ->
                throw new AssertionError(failed.why().detail());
        };
        assertThat(set.cube().flows()).isEqualTo(4);
        assertThat(set.cube().statesEstimates()).isTrue();
        for (int flow = 0; flow < set.cube().flows(); flow++) {
            var importer = set.economies().get(set.cube().importer(flow)).code();
            assertThat(set.cube().estimated(flow)).as(importer).isEqualTo(importer.equals("AUS"));
        }
        // one side was made of both: there is no second report to compare with
        assertThat(set.mirror().size()).isZero();
        var reverse = published(r -> r.report("prefer-exporter"), file);
        // Australia reported no exports: what others bought from it, without freight
        assertThat(rows(reverse, "flow", REPORT))
                .containsExactly(
                        "AUS JPN IMPORTER 1.0 FOB ESTIMATED 512",
                        "AUS KOR IMPORTER 4.0 FOB ESTIMATED 512",
                        "CHN JPN EXPORTER 1.0 FOB OBSERVED 0",
                        "CHN KOR EXPORTER 3.0 FOB OBSERVED 0",
                        "CHN AUS EXPORTER 5.0 FOB OBSERVED 0");
    }

    @Test
    void oldFilesAreReadInEachSpelling() throws IOException, SQLException {
        var rows = ComtradeSamples.legacyRow("2015", 1, "392", "381", "280530", "2500")
                + ComtradeSamples.legacyRow("2015", 1, "392", "0", "280530", "2500")
                + ComtradeSamples.legacyRow("2015", 3, "392", "156", "280530", "100")
                + ComtradeSamples.legacyRow("2015", 2, "392", "490", "280530", "700");
        var text = "\uFEFF" + ComtradeSamples.LEGACY_HEADER + "\r\n" + rows;
        var manifest = published("old.csv", text + "The query was cut at 50 000 rows\r\n");
        assertThat(rows(
                        manifest,
                        "flow",
                        "exporter, importer, reported_by, value_kusd, quantity_tonnes, quantity_status, flags"))
                .containsExactly("ITA JPN IMPORTER 2.5 1.5 ESTIMATED 0", "JPN TWN EXPORTER 0.7 1.5 ESTIMATED 1");
        assertThat(rows(manifest, "reexport", "importer, flow_kind")).containsExactly("CHN RX");
        assertThat(aside(manifest)).isEqualTo(Map.of("footer", 1L));
        assertThat(manifest.knownGaps()).contains("gap.taiwan-as-490");
        var squeezed = text.replace(" Code", "Code")
                .replace("Netweight (kg)", "Netweightkg")
                .replace("Trade Value (US$)", "TradeValueUS");
        assertThat(rows(published("squeezed.csv", squeezed), "flow", "exporter, importer"))
                .containsExactly("ITA JPN", "JPN TWN");
        var wide = text.replace(",Commodity Code,", ",2nd Partner Code,Mode of Transport Code,Commodity Code,")
                .replace(",,,280530,", ",,,,,280530,");
        assertThat(rows(published("wide.csv", wide), "flow", "exporter, importer"))
                .containsExactly("ITA JPN", "JPN TWN");
    }

    @Test
    void codesOfAnotherSchemeRefuseTheFile() throws IOException {
        var rows = new ArrayList<Map<String, String>>();
        for (int code = 901; code < 941; code++) {
            rows.add(row("partnerCode", Integer.toString(code)));
        }
        assertThat(refused("x.csv", csv(rows))).isEqualTo("KAN-DATA-016.scheme");
        var baci = new StringBuilder("t,i,j,k,v,q\n");
        rows.forEach(r -> baci.append("2023,").append(r.get("partnerCode")).append(",392,282520,1,1\n"));
        assertThat(refused(r -> r.classification("HS17"), file("b.csv", baci.toString())))
                .isEqualTo("KAN-DATA-016.scheme");
    }

    @Test
    void jsonComesInSeveralShapesAndPages() throws IOException, SQLException {
        var first = row();
        var second = row("partnerCode", "410");
        var expected = List.of("CHN JPN", "KOR JPN");
        var columns = "exporter, importer";
        assertThat(rows(published("bare.json", "[" + record(first) + "," + record(second) + "]"), "flow", columns))
                .isEqualTo(expected);
        assertThat(rows(published("lines.json", record(first) + "\n" + record(second) + "\n"), "flow", columns))
                .isEqualTo(expected);
        assertThat(rows(published("mark.json", "\uFEFF" + json(first, second)), "flow", columns))
                .isEqualTo(expected);
        var texts = json(first, second)
                .replaceAll(": (\\d+(?:\\.\\d+)?)(?=[,}])", ": \"$1\"")
                .replace("\"count\": \"2\"", "\"count\": 2");
        assertThat(rows(published("texts.json", texts), "flow", columns)).isEqualTo(expected);
        var unknown = json(first, second).replaceFirst("\\{", "{\"new\": {\"deep\": [1, {\"a\": 2}]}, ");
        assertThat(rows(published("unknown.json", unknown), "flow", columns)).isEqualTo(expected);
        var pages = published(r -> r, file("p1.json", json(first)), file("p2.json", json(second)));
        assertThat(rows(pages, "flow", columns)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(pages.inputs()).extracting(Manifest.Input::records).containsExactly(1L, 1L);
        assertThat(rows(published("two.json", json(first) + "\n" + json(second)), "flow", columns))
                .isEqualTo(expected);
    }

    @Test
    void aSourceRecordIsFoundAgain() throws IOException {
        var manifest = published("x.json", json(row(), row("partnerCode", "410")));
        var set = switch (workspace.load(manifest.id())) {
            case Result.Ok<DataSet> ok -> ok.value();
            case Result.Failed<DataSet> failed ->
                throw new AssertionError(failed.why().detail());
        };
        assertThat(set.lines().line(new Origin(0, 2))).contains(record(row("partnerCode", "410")));
    }

    @Test
    void anAnswerThatIsDamagedOrSaysSoIsRefused() throws IOException {
        var whole = json(row(), row("partnerCode", "410"), row("partnerCode", "842"));
        var cases = new LinkedHashMap<String, String>();
        cases.put(whole.substring(0, whole.length() - 300), "KAN-DATA-026.truncated-of");
        cases.put("[" + record(row()) + ",", "KAN-DATA-026.truncated");
        cases.put(whole.replace("],", ",],"), "KAN-DATA-026");
        cases.put(whole.replace("\"count\": 3", "\"count\": 4"), "KAN-DATA-026.count");
        cases.put(whole.replace("\"error\": \"\"", "\"error\": \"quota\""), "KAN-DATA-026.error");
        cases.put(
                whole.replace("\"qty\": 5000.0", "\"qty\": " + "[".repeat(70) + "]".repeat(70)),
                "KAN-DATA-026.nesting");
        cases.put(whole.replace("\"qty\": 5000.0", "\"qty\": 5000.0, \"qty\": 1"), "KAN-DATA-026.duplicate");
        cases.put(
                "{\"elapsedTime\": \"0 secs\", \"count\": 0, \"data\": null, \"error\": \"\"}", "KAN-DATA-026.no-data");
        cases.put("{\"elapsedTime\": \"0 secs\", \"count\": 0, \"data\": [], \"error\": \"\"}", "KAN-DATA-006.records");
        cases.put(json(without("primaryValue")), "KAN-DATA-028");
        for (var entry : cases.entrySet()) {
            assertThat(refused("x.json", entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
        }
        assertThat(workspace.dataSets()).doesNotExist();
    }

    private static Map<String, String> without(String field) {
        var row = row();
        row.remove(field);
        return row;
    }

    @Test
    void anAnswerOfExactlyTheLimitIsAnExcerpt() throws IOException {
        for (int records : new int[] {499, 500}) {
            var rows = new ArrayList<Map<String, String>>();
            for (int i = 0; i < records; i++) {
                rows.add(row("cmdCode", Integer.toString(280_000 + i)));
            }
            var manifest = published("x.json", json(rows));
            assertThat(manifest.notes().stream().anyMatch(n -> n.textKey().equals("note.answer-cut")))
                    .isEqualTo(records == 500);
            assertThat(manifest.coverage().state()).isEqualTo("EXCERPT");
        }
    }

    @Test
    void manyRowsOfEachFormatAreAllSomewhere() throws IOException {
        for (var sample : Map.of(
                        "p.csv",
                        ComtradeSamples.plus(),
                        "l.csv",
                        ComtradeSamples.legacy(),
                        "j.json",
                        ComtradeSamples.json())
                .entrySet()) {
            var file = folder.resolve(sample.getKey());
            Files.write(file, sample.getValue());
            var manifest = published(r -> r, file);
            assertThat(manifest.rows().read()).isEqualTo(200);
            assertThat(manifest.rows().quarantined()).isZero();
            assertThat(manifest.rows().stored()).isGreaterThan(100);
        }
    }

    @Test
    void tablesThatLeftMemoryHoldTheSameRowsAndTheManifestSaysWhatWasNotChecked() throws IOException {
        var one = file("1.csv", csv(row(), row("partnerCode", "410")));
        var two = file("2.csv", csv(row("partnerCode", "842"), row("partnerCode", "0")));
        var spilled = published(r -> r.mostRows(2), one, two);
        assertThat(spilled.notes()).extracting(Manifest.Note::textKey).contains("note.not-checked");
        var other = TestWorkspaces.in(folder.resolve("other"));
        var inMemory = DataAdd.read(new DataAdd.Request(other, List.of(one, two)), Progress.NONE, TestWorkspaces.CLOCK);
        assertThat(inMemory).isInstanceOfSatisfying(DataAdd.Published.class, published -> {
            assertThat(published.manifest().notes())
                    .extracting(Manifest.Note::textKey)
                    .contains("note.total-mismatch");
            assertThat(hash(published.manifest(), "total")).isEqualTo(hash(spilled, "total"));
        });
        assertThat(spilled.rows().stored()).isEqualTo(4);
    }

    @Test
    @Tag("fuzz")
    void damagedAnswersThrowNothing() throws IOException {
        var whole = ComtradeSamples.json();
        for (long seed = 1; seed <= 120; seed++) {
            var random = new Random(seed);
            var damaged = seed % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int i = 0; i < 1 + seed % 3 && damaged.length > 0; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) "{}[]\",:0e-\\ \n".charAt(random.nextInt(13));
            }
            var file = folder.resolve("fuzz.json");
            Files.write(file, damaged);
            var added = added(r -> r.as("comtrade-json").acceptLosses(true).dryRun(true), file);
            switch (added) {
                case DataAdd.DryRun dry ->
                    assertThat(dry.manifest().rows().accepted()
                                    + dry.manifest().rows().quarantined())
                            .as("seed %d", seed)
                            .isEqualTo(dry.manifest().rows().read());
                case DataAdd.Refused refused ->
                    assertThat(refused.refusals()).as("seed %d", seed).isNotEmpty();
                case DataAdd.Added unexpected -> throw new AssertionError("seed " + seed + ": " + unexpected);
            }
        }
    }
}
