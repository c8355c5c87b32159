package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.Refusal;
import org.kaname.data.TradeCube;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;

/** The list of damages of data-formats 6, as far as a mapped CSV can have them; numbers are its rows. */
class RobustnessTest {
    private static final String HEADER = "year,from,to,hs6,value,weight";
    private static final String MAPPING = """
            { "schema": "kaname-mapping/1", "table": "flow",
              "constants": {"classification": "HS17", "reported_by": "IMPORTER", "value_basis": "CIF"},
              "columns": {
                "year": {"from": "year"},
                "exporter": {"from": "from", "scheme": "iso3", "null": []},
                "importer": {"from": "to", "scheme": "iso3", "null": []},
                "product": {"from": "hs6", "pad": 6},
                "value_kusd": {"from": "value", "unit": "thousand USD"},
                "quantity_tonnes": {"from": "weight", "unit": "t"} } }
            """;
    private static final String[] EXPORTERS = {"CHN", "KOR", "DEU", "AUS", "CHL"};

    @TempDir
    Path folder;

    /** Two hundred good rows, so that one bad one is below the limit of one in a hundred. */
    private static String good() {
        var text = new StringBuilder(HEADER).append('\n');
        for (int i = 0; i < 200; i++) {
            text.append("2021,")
                    .append(EXPORTERS[i % 5])
                    .append(",JPN,")
                    .append(280530 + i / 5)
                    .append(",10.5,2\n");
        }
        return text.toString();
    }

    private DataAdd.Added add(byte[] bytes, String mapping) throws IOException {
        var file = folder.resolve("trade.csv");
        Files.write(file, bytes);
        return add(file, mapping, false);
    }

    private DataAdd.Added add(Path file, String mapping, boolean acceptLosses) throws IOException {
        var map = folder.resolve("map.json");
        Files.writeString(map, mapping);
        return DataAdd.read(
                DataAdd.Request.of(TestWorkspaces.in(folder), map, file).acceptLosses(acceptLosses),
                Progress.NONE,
                TestWorkspaces.CLOCK);
    }

    private Manifest published(String text) throws IOException {
        return published(text.getBytes(StandardCharsets.UTF_8), MAPPING);
    }

    private Manifest published(byte[] bytes, String mapping) throws IOException {
        return switch (add(bytes, mapping)) {
            case DataAdd.Published published -> published.manifest();
            case DataAdd.Added other -> throw new AssertionError("Not published: " + other);
        };
    }

    private List<Refusal> refused(byte[] bytes, String mapping) throws IOException {
        return switch (add(bytes, mapping)) {
            case DataAdd.Refused refused -> {
                assertSayable(refused.refusals());
                assertThat(folder.resolve("workspace/datasets"))
                        .satisfiesAnyOf(
                                p -> assertThat(p).doesNotExist(),
                                p -> assertThat(p).isEmptyDirectory());
                yield refused.refusals();
            }
            case DataAdd.Added other -> throw new AssertionError("Not refused: " + other);
        };
    }

    private String code(String text) throws IOException {
        return refused(text.getBytes(StandardCharsets.UTF_8), MAPPING)
                .getFirst()
                .code();
    }

    private static void assertSayable(List<Refusal> refusals) {
        for (var language : Language.values()) {
            var phrases = Phrasebook.read(language, List.of(Refusal.class));
            for (var refusal : refusals) {
                assertThat(refusal.text(phrases))
                        .startsWith(refusal.code() + " ")
                        .contains("\n");
            }
        }
    }

    private static Manifest.Table table(Manifest manifest, String name) {
        return java.util.Objects.requireNonNull(manifest.tables().get(name), name);
    }

    private List<QuarantinedRow> quarantine(Manifest manifest) {
        return switch (TestWorkspaces.in(folder).listQuarantine(manifest.id(), 100)) {
            case Outcome.Taken<List<QuarantinedRow>> taken -> taken.value();
            case Outcome.Refused<List<QuarantinedRow>> refused ->
                throw new AssertionError(refused.refusals().toString());
        };
    }

    /** One bad row among two hundred good ones goes to quarantine with its reason, line and text. */
    private void assertQuarantined(String badRow, QuarantinedRow.Reason reason) throws IOException {
        var manifest = published(good() + badRow + "\n2021,USA,JPN,280530,1,1\n");
        assertThat(manifest.rows().quarantinedByReason()).as(badRow).isEqualTo(Map.of(reason.name(), 1L));
        assertThat(manifest.rows().read()).isEqualTo(202);
        var row = quarantine(manifest).getFirst();
        assertThat(row.reason()).isEqualTo(reason);
        assertThat(row.origin().line()).isEqualTo(202);
        assertThat(row.raw()).isEqualTo(badRow);
        Disk.deleteTree(folder.resolve("workspace"));
    }

    @Test
    void row1And2MarksAndLineEndsChangeNothing() throws IOException {
        var plain = published(good());
        Disk.deleteTree(folder.resolve("workspace"));
        for (var text : List.of("\uFEFF" + good(), good().replace("\n", "\r\n"), good().replace('\n', '\r'))) {
            var manifest = published(text);
            assertThat(table(manifest, "flow").contentHash())
                    .isEqualTo(table(plain, "flow").contentHash());
            assertThat(manifest.notes()).isEmpty();
            Disk.deleteTree(folder.resolve("workspace"));
        }
        var mixed = published(good().replaceFirst("\n", "\r\n"));
        assertThat(mixed.inputs().getFirst().lineEnd()).isEqualTo("mixed");
        assertThat(mixed.notes()).anySatisfy(n -> assertThat(n.code()).isEqualTo("KAN-DATA-029"));
    }

    @Test
    void row3AnotherEncodingIsGuessedAndNoted() throws IOException {
        var text = good().replace(HEADER, HEADER + ",note").replace(",2\n", ",2,Türkiye\n");
        var manifest = published(text.getBytes(Charset.forName("windows-1252")), MAPPING);
        assertThat(manifest.inputs().getFirst().encoding()).isEqualTo("windows-1252");
        assertThat(manifest.notes()).anySatisfy(n -> assertThat(n.code()).isEqualTo("KAN-DATA-030"));
    }

    @Test
    void row4WideTextIsReadWithItsMarkAndRefusedWithoutOne() throws IOException {
        assertThat(published(good().getBytes(StandardCharsets.UTF_16), MAPPING)
                        .rows()
                        .stored())
                .isEqualTo(200);
        Disk.deleteTree(folder.resolve("workspace"));
        assertThat(refused(good().getBytes(StandardCharsets.UTF_16LE), MAPPING))
                .extracting(r -> r.code() + "." + r.variant())
                .containsExactly("KAN-DATA-004.utf16");
        var stated =
                MAPPING.replace("\"table\": \"flow\",", "\"table\": \"flow\", \"csv\": {\"encoding\": \"UTF-16LE\"},");
        assertThat(published(good().getBytes(StandardCharsets.UTF_16LE), stated)
                        .rows()
                        .stored())
                .isEqualTo(200);
    }

    @Test
    void row5BadBytesInOneRowOfAUtf8File() throws IOException {
        var text = good().replace(HEADER, HEADER + ",note").replace(",2\n", ",2,日本\n");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xFF;
        var manifest = published(bytes, MAPPING);
        assertThat(manifest.rows().quarantinedByReason()).isEqualTo(Map.of("BAD_ENCODING", 1L));
        assertThat(manifest.inputs().getFirst().encoding()).isEqualTo("UTF-8");
    }

    @Test
    void row6And7OtherThingsThanTextAreNamed() throws IOException {
        assertThat(code(good() + "\0")).isEqualTo("KAN-DATA-004");
        for (var head : List.of("PK\u0003\u0004rest", "%PDF-1.7", "PAR1xxxx")) {
            assertThat(refused(head.getBytes(StandardCharsets.ISO_8859_1), MAPPING)
                            .getFirst()
                            .code())
                    .isEqualTo("KAN-DATA-005");
        }
        assertThat(published(gzip(good()), MAPPING).rows().stored()).isEqualTo(200);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void row8NothingAndNothingButAHeader() throws IOException {
        assertThat(code("")).isEqualTo("KAN-DATA-003");
        assertThat(code("\n\n\n")).isEqualTo("KAN-DATA-003");
        assertThat(code(HEADER)).isEqualTo("KAN-DATA-006");
        assertThat(code(HEADER + "\r\n\r\n")).isEqualTo("KAN-DATA-006");
        assertThat(refused(gzip(""), MAPPING).getFirst().code()).isEqualTo("KAN-DATA-003");
    }

    @Test
    void row9AnUnclosedQuote() throws IOException {
        var manifest = published(good() + "2021,\"CHN,JPN,280530,1,1\n");
        assertThat(manifest.rows().quarantinedByReason()).isEqualTo(Map.of("QUOTE_UNCLOSED", 1L));
        Disk.deleteTree(folder.resolve("workspace"));
        var long1 = good() + "2021,\"CHN,JPN,280530,1,1\n" + "2020,KOR,JPN,280530,1,1\n".repeat(2000);
        var refusal = refused(long1.getBytes(StandardCharsets.UTF_8), MAPPING).getFirst();
        assertThat(refusal.code()).isEqualTo("KAN-DATA-011");
        assertThat(refusal.line()).isEqualTo(202);
    }

    @Test
    void row10And11QuotesBlanksAndLineBreaksInsideQuotes() throws IOException {
        var text = HEADER + ",note\n" + "2021,CHN,JPN,280530,1,1,\"two\nlines\"\n"
                + "2021,KOR, \"JPN\" ,280530,1,1,5\" pipe\n";
        var manifest = published(text);
        assertThat(manifest.rows().stored()).isEqualTo(2);
        assertThat(manifest.notes())
                .anySatisfy(n -> assertThat(n.code() + " " + n.count()).isEqualTo("KAN-DATA-032 1"));
        var set = TestWorkspaces.in(folder).load(manifest.id());
        assertThat(set).isInstanceOf(org.kaname.model.Result.Ok.class);
        if (set instanceof org.kaname.model.Result.Ok<org.kaname.data.DataSet> ok) {
            var cube = ok.value().cube();
            assertThat(List.of(cube.origin(0).line(), cube.origin(1).line())).containsExactlyInAnyOrder(2, 4);
        }
    }

    @Test
    void row12And13TooShortTooLongAndOneEmptyFieldTooMany() throws IOException {
        assertQuarantined("2021,CHN,JPN,280531,1", QuarantinedRow.Reason.COLUMN_COUNT);
        assertQuarantined("2021,CHN,JPN,280531,1,1,1", QuarantinedRow.Reason.COLUMN_COUNT);
        var extra = good().replace("2\n", "2,\n");
        var manifest = published(extra);
        assertThat(manifest.rows().quarantined()).isZero();
        assertThat(manifest.notes()).anySatisfy(n -> assertThat(n.code()).isEqualTo("KAN-DATA-034"));
        Disk.deleteTree(folder.resolve("workspace"));
        assertThat(code(extra + "2021,USA,JPN,280530,1,1,x\n")).isEqualTo("KAN-DATA-021");
    }

    @Test
    void row15MissingAndRepeatedColumns() throws IOException {
        var missing = refused(good().replace("value", "valeu").getBytes(StandardCharsets.UTF_8), MAPPING);
        assertThat(missing).extracting(Refusal::code).containsExactly("KAN-DATA-028");
        assertThat(missing.getFirst().arguments()).containsEntry("nearest", "valeu");
        assertThat(code(good().replace("weight", "value"))).isEqualTo("KAN-DATA-028");
        var twice = good().replace(HEADER, HEADER + ",value").replace("2\n", "2,3\n");
        assertThat(code(twice)).isEqualTo("KAN-DATA-021");
    }

    @Test
    void row17LostZerosComeBackAndAreCounted() throws IOException {
        var manifest = published(HEADER + "\n2021,CHN,JPN,81310,1,1\n2021,CHN,JPN,081320,1,1\n");
        assertThat(manifest.notes())
                .anySatisfy(n -> assertThat(n.code() + " " + n.count()).isEqualTo("KAN-DATA-031 1"));
        var set = TestWorkspaces.in(folder).load(manifest.id());
        if (set instanceof org.kaname.model.Result.Ok<org.kaname.data.DataSet> ok) {
            assertThat(ok.value().cube().products()).extracting(c -> c.value()).containsExactly("081310", "081320");
        }
    }

    @Test
    void row18And30CodesThatAreNoGoods() throws IOException {
        var unpadded = MAPPING.replace(", \"pad\": 6", "");
        for (var bad : List.of("2510", "28053A", "2805301", "2.8E+05", "1-Jan", "")) {
            var text = good() + "2021,CHN,JPN," + bad + ",1,1\n";
            var manifest = published(text.getBytes(StandardCharsets.UTF_8), unpadded);
            assertThat(manifest.rows().quarantinedByReason()).as(bad).isEqualTo(Map.of("PRODUCT_MALFORMED", 1L));
            Disk.deleteTree(folder.resolve("workspace"));
        }
    }

    @Test
    void row20And21AndMoreNumbersThatAreNone() throws IOException {
        for (var bad : List.of(">85", "~95", "<0.5", "(1234)", "12.5%", "NaN", "..", "-", "\"1,23\"", "null")) {
            assertQuarantined("2021,CHN,JPN,280590," + bad + ",1", QuarantinedRow.Reason.VALUE_NOT_A_NUMBER);
        }
        assertQuarantined("2021,CHN,JPN,280590,,1", QuarantinedRow.Reason.VALUE_MISSING);
        assertQuarantined("2021,CHN,JPN,280590,NA,1", QuarantinedRow.Reason.VALUE_MISSING);
        assertQuarantined("2021,CHN,JPN,280590,1,heavy", QuarantinedRow.Reason.QUANTITY_NOT_A_NUMBER);
        var manifest = published(HEADER
                + "\n2021,CHN,JPN,280530,\"10,000\",NA\n2021,KOR,JPN,280530,1 234,\n2021,USA,JPN,280530,1.2e+02,0\n");
        assertThat(manifest.coverage().valuePerYear()).isEqualTo(Map.of("2021", 11_354.0));
        assertThat(manifest.notes())
                .filteredOn(n -> n.code().equals("KAN-DATA-033"))
                .hasSize(2);
    }

    @Test
    void row22NamibiaIsNotMissing() throws IOException {
        var byName = MAPPING.replace(
                "{\"from\": \"from\", \"scheme\": \"iso3\", \"null\": []}",
                "{\"from\": \"from\", \"null\": [], \"map\": {\"NA\": \"NAM\", \"CN\": \"CHN\"}}");
        var text = HEADER + "\n2021,NA,JPN,280530,1,1\n2021,CN,JPN,280530,1,1\n";
        assertThat(published(text.getBytes(StandardCharsets.UTF_8), byName)
                        .rows()
                        .stored())
                .isEqualTo(2);
        Disk.deleteTree(folder.resolve("workspace"));
        var unstated = published(
                good().getBytes(StandardCharsets.UTF_8),
                MAPPING.replace("\"scheme\": \"iso3\", \"null\": []", "\"scheme\": \"iso3\""));
        assertThat(unstated.notes()).anySatisfy(n -> assertThat(n.code()).isEqualTo("KAN-DATA-064"));
    }

    @Test
    void row24EconomiesThatAreUnknownOrMissing() throws IOException {
        assertQuarantined("2021,9999,JPN,280590,1,1", QuarantinedRow.Reason.ECONOMY_UNKNOWN);
        assertQuarantined("2021,,JPN,280590,1,1", QuarantinedRow.Reason.ECONOMY_MISSING);
    }

    @Test
    void row25And26RepeatedAndContradictingRows() throws IOException {
        var repeated = published(good() + "2021,CHN,JPN,280530,10.5,2\n");
        assertThat(repeated.rows().setAsideCounts()).isEqualTo(Map.of("repeated", 1L));
        assertThat(repeated.notes()).anySatisfy(n -> assertThat(n.code()).isEqualTo("KAN-DATA-036"));
        Disk.deleteTree(folder.resolve("workspace"));
        var again = good().replace(HEADER + "\n", "");
        var threeYears = good() + again.replace("2021,", "2020,") + again.replace("2021,", "2019,");
        var manifest = published(threeYears + "2021,CHN,JPN,280530,10.6,2\n");
        assertThat(manifest.rows().quarantinedByReason()).isEqualTo(Map.of("DUPLICATE_CONFLICT", 2L));
        var rows = quarantine(manifest);
        assertThat(rows)
                .extracting(r -> r.origin().line() + " " + r.otherLine())
                .containsExactly("2 602", "602 2");
        assertThat(rows.getLast().raw()).isEqualTo("2021,CHN,JPN,280530,10.6,2");
        Disk.deleteTree(folder.resolve("workspace"));
        var refusing = MAPPING.replace("\"table\": \"flow\",", "\"table\": \"flow\", \"on_duplicate\": \"refuse\",");
        assertThat(refused((good() + "2021,CHN,JPN,280530,10.6,2\n").getBytes(StandardCharsets.UTF_8), refusing)
                        .getFirst()
                        .code())
                .isEqualTo("KAN-DATA-017");
        var summing = refusing.replace("\"refuse\"", "\"sum\"");
        var summed = published((good() + "2021,CHN,JPN,280530,10.6,2\n").getBytes(StandardCharsets.UTF_8), summing);
        assertThat(summed.rows().setAsideCounts()).isEqualTo(Map.of("summed", 1L));
        assertThat(table(summed, "lineage").rows()).isEqualTo(2);
        assertThat(summed.coverage().valuePerYear().get("2021")).isEqualTo(200 * 10.5 + 10.6);
    }

    @Test
    void row27And28NegativeAndAbsurd() throws IOException {
        assertQuarantined("2021,CHN,JPN,280590,-12.4,1", QuarantinedRow.Reason.VALUE_NEGATIVE);
        assertQuarantined("2021,CHN,JPN,280590,1,-1", QuarantinedRow.Reason.QUANTITY_NEGATIVE);
        assertQuarantined("2021,CHN,JPN,280590,8.1e13,1", QuarantinedRow.Reason.VALUE_ABSURD);
        assertQuarantined("1850,CHN,JPN,280590,1,1", QuarantinedRow.Reason.YEAR_MALFORMED);
        assertQuarantined("2199,CHN,JPN,280590,1,1", QuarantinedRow.Reason.YEAR_MALFORMED);
        assertQuarantined("soon,CHN,JPN,280590,1,1", QuarantinedRow.Reason.YEAR_MALFORMED);
    }

    @Test
    void row31FootersAndRepeatedHeadersAreNoData() throws IOException {
        var manifest = published(good() + HEADER + "\n2021,USA,JPN,280530,1,1\n\"Source: somebody, somewhere\"\n");
        assertThat(manifest.rows().setAsideCounts()).isEqualTo(Map.of("footer", 1L, "repeated-header", 1L));
        assertThat(manifest.rows().stored()).isEqualTo(201);
        Disk.deleteTree(folder.resolve("workspace"));
        // Data follow: it was no footer.
        var inside = published(good() + "a note\n2021,USA,JPN,280530,1,1\n");
        assertThat(inside.rows().quarantinedByReason()).isEqualTo(Map.of("COLUMN_COUNT", 1L));
    }

    @Test
    void row32And33ArchivesThatAreCutOrDamaged() throws IOException {
        var whole = gzip(good().repeat(1) + "2021,USA,JPN,280530,1,1\n".repeat(1));
        var cut = Arrays.copyOf(whole, whole.length - 12);
        assertThat(refused(cut, MAPPING).getFirst().code()).isEqualTo("KAN-DATA-007");
        var damaged = whole.clone();
        damaged[whole.length - 6] ^= 0x55;
        assertThat(refused(damaged, MAPPING).getFirst().code()).isEqualTo("KAN-DATA-007");
    }

    @Test
    void row36AnOverlongLine() throws IOException {
        var manifest =
                published(good() + "2021,CHN,JPN,280590," + "9".repeat(2 << 20) + ",1\n2021,USA,JPN,280530,1,1\n");
        assertThat(manifest.rows().quarantinedByReason()).isEqualTo(Map.of("LINE_TOO_LONG", 1L));
        var row = quarantine(manifest).getFirst();
        assertThat(row.raw()).hasSize(QuarantinedRow.LONGEST_RAW);
        assertThat(row.rawTruncated()).isTrue();
    }

    @Test
    void row40ThingsThatAreNoFiles() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        for (var path : List.of("https://example.org/trade.csv", folder + "/empty", folder + "/nowhere.csv")) {
            assertThat(add(Path.of(path), MAPPING, false)).isInstanceOfSatisfying(DataAdd.Refused.class, refused -> {
                assertThat(refused.refusals()).extracting(Refusal::code).containsExactly("KAN-DATA-052");
                assertSayable(refused.refusals());
            });
        }
    }

    /** Found by the fuzzer: seed 5626 of the mapping file. */
    @Test
    void constantsOfAMappingMayBeWrittenSmall() throws IOException {
        var small = MAPPING.replace("\"IMPORTER\"", "\"importer\"");
        assertThat(small).isNotEqualTo(MAPPING);
        assertThat(published(good().getBytes(StandardCharsets.UTF_8), small)
                        .rows()
                        .stored())
                .isEqualTo(published(good().getBytes(StandardCharsets.UTF_8), MAPPING)
                        .rows()
                        .stored());
    }

    @Test
    void row44TooManyLossesUnlessAccepted() throws IOException {
        var text = good() + "2021,QQQ,JPN,280530,1,1\n".repeat(3);
        var refusal = refused(text.getBytes(StandardCharsets.UTF_8), MAPPING).getFirst();
        assertThat(refusal.code()).isEqualTo("KAN-DATA-040");
        assertThat(refusal.arguments()).containsEntry("reasons", "ECONOMY_UNKNOWN 3");
        assertThat(add(folder.resolve("trade.csv"), MAPPING, true))
                .isInstanceOfSatisfying(
                        DataAdd.Published.class,
                        published -> assertThat(published.manifest().rows().quarantined())
                                .isEqualTo(3));
        Disk.deleteTree(folder.resolve("workspace"));
        // One row only, but much of the value.
        assertThat(code(good() + "2021,QQQ,JPN,280530,1000,1\n")).isEqualTo("KAN-DATA-040");
    }

    @Test
    void aMappingWithFaultsIsRefusedWithAllOfThem() throws IOException {
        var faulty = MAPPING.replace("\"product\": {\"from\": \"hs6\", \"pad\": 6},", "")
                .replace("\"value_basis\": \"CIF\"", "\"value_basis\": \"CFI\"")
                .replace("\"scheme\": \"iso3\", \"null\": []", "\"shceme\": \"iso3\", \"null\": []")
                .replace("\"unit\": \"t\"", "\"unit\": \"stone\"");
        var refusals = refused(good().getBytes(StandardCharsets.UTF_8), faulty);
        assertThat(refusals)
                .extracting(r -> r.code() + " " + r.arguments().get("key"))
                .containsExactlyInAnyOrder(
                        "KAN-DATA-062 constants.value_basis",
                        "KAN-DATA-061 columns.exporter.shceme",
                        "KAN-DATA-061 columns.importer.shceme",
                        "KAN-DATA-063 columns.product",
                        "KAN-DATA-062 columns.quantity_tonnes.unit");
        assertThat(refusals.stream()
                        .filter(r -> r.code().endsWith("061"))
                        .findFirst()
                        .orElseThrow()
                        .arguments())
                .containsEntry("nearest", "scheme");
        assertThat(refused(good().getBytes(StandardCharsets.UTF_8), "{\"schema\": ")
                        .getFirst()
                        .code())
                .isEqualTo("KAN-DATA-060");
        assertThat(refused(good().getBytes(StandardCharsets.UTF_8), "[]")
                        .getFirst()
                        .code())
                .isEqualTo("KAN-DATA-060");
    }

    @Test
    void delimitersAreFoundAndDecimalCommasDeclared() throws IOException {
        for (var delimiter : List.of(";", "\t", "|")) {
            assertThat(published(good().replace(",", delimiter)).rows().stored())
                    .isEqualTo(200);
            Disk.deleteTree(folder.resolve("workspace"));
        }
        var comma = MAPPING.replace(
                "\"table\": \"flow\",",
                "\"table\": \"flow\", \"csv\": {\"decimal\": \",\", \"thousands\": \".\", \"skip_lines\": 2},");
        var text = "A title\n\"a second\nline\n" + HEADER.replace(",", ";") + "\n2021;CHN;JPN;280530;1.234,5;1\n";
        var manifest = published(text.replace("\"a second\nline", "second").getBytes(StandardCharsets.UTF_8), comma);
        assertThat(manifest.coverage().valuePerYear()).isEqualTo(Map.of("2021", 1234.5));
    }

    @Test
    void totalsAndGroupsAreSetAsideEvenWhereTheMappingForgetsThem() throws IOException {
        var manifest = published(good() + "2021,WLD,JPN,280530,999,1\n2021,USA,USA,280530,5,1\n");
        assertThat(manifest.rows().setAsideCounts()).isEqualTo(Map.of("world", 1L));
        assertThat(manifest.rows().stored()).isEqualTo(201);
        if (TestWorkspaces.in(folder).load(manifest.id())
                instanceof org.kaname.model.Result.Ok<org.kaname.data.DataSet> ok) {
            assertThat(ok.value().cube().flows()).isEqualTo(200); // an economy's trade with itself is in the table only
            assertThat(ok.value().cube().value(0) * TradeCube.SCALE).isEqualTo(10_500);
        }
    }
}
