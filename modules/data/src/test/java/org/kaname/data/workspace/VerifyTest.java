package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.model.Result;

class VerifyTest {
    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = TestWorkspaces.in(folder);
    }

    private Verification verify(Manifest manifest, boolean deep) {
        return workspace.verify(manifest.id(), deep, Progress.NONE);
    }

    private Path file(Manifest manifest, String name) {
        return workspace.dataSet(manifest.id()).resolve(name);
    }

    private void edit(Path file, String from, String to) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static String codes(Verification verification) {
        return String.join(
                " ",
                verification.problems().stream()
                        .map(p -> p.variant().isEmpty() ? p.code() : p.code() + "." + p.variant())
                        .toList());
    }

    private Manifest small() throws IOException {
        return Tables.published(Tables.request(workspace, Tables.mapping(folder, "a"), Tables.small(folder, "a.csv")));
    }

    @Test
    void aDataSetAsPublishedIsRightAndItsInputsGiveItAgain() throws IOException {
        var manifest = small();
        assertThat(verify(manifest, false).ok()).isTrue();
        assertThat(verify(manifest, false).deep()).isEqualTo(Verification.Deep.NOT_READ);
        var deep = verify(manifest, true);
        assertThat(codes(deep)).isEmpty();
        assertThat(deep.deep()).isEqualTo(Verification.Deep.SAME);
        Files.delete(folder.resolve("map-a.json"));
        assertThat(verify(manifest, true).deep())
                .as("the mapping lies in the data set")
                .isEqualTo(Verification.Deep.SAME);
        Files.writeString(folder.resolve("a.csv"), Tables.HEADER);
        assertThat(verify(manifest, true).deep()).isEqualTo(Verification.Deep.NOT_AT_HAND);
        assertThat(verify(manifest, true).ok()).isTrue();
    }

    @Test
    void oneByteOfAFileIsFoundAndTheDataSetRefused() throws IOException {
        var manifest = small();
        for (var name : new String[] {"flow/year=2021/part-000.parquet", "quarantine.parquet", "given/mapping.json"}) {
            var file = file(manifest, name);
            var bytes = Files.readAllBytes(file);
            assertThat(workspace.load(manifest.id())).isInstanceOf(Result.Ok.class);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);

            var verification = verify(manifest, true);

            assertThat(codes(verification)).isEqualTo("KAN-DATA-054");
            assertThat(verification.problems().getFirst().file()).isEqualTo(name);
            assertThat(workspace.load(manifest.id()))
                    .as(name)
                    .isInstanceOfSatisfying(
                            Result.Failed.class,
                            failed -> assertThat(failed.why().detail()).startsWith("KAN-DATA-054 " + name));
            assertThat(workspace.listQuarantine(manifest.id(), 10)).isInstanceOf(Outcome.Refused.class);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        assertThat(codes(verify(manifest, false))).isEmpty();
        Files.delete(file(manifest, "coverage.parquet"));
        assertThat(codes(verify(manifest, false))).isEqualTo("KAN-DATA-054");
    }

    @Test
    void anEditedManifestContradictsItsTables() throws IOException {
        var manifest = small();
        var file = file(manifest, "manifest.json");
        var whole = Files.readString(file);
        edit(file, "\"2021\" : 3.5", "\"2021\" : 4.5");
        assertThat(codes(verify(manifest, false))).isEqualTo("KAN-DATA-054.sums");
        Files.writeString(file, whole);
        edit(file, "\"2021\" : 2", "\"2021\" : 3");
        assertThat(codes(verify(manifest, false))).isEqualTo("KAN-DATA-054.sums");
        Files.writeString(file, whole);
        edit(file, manifest.contentHash(), "0".repeat(64));
        assertThat(codes(verify(manifest, false))).isEqualTo("KAN-DATA-054.content");
        Files.writeString(file, whole);
        var hash =
                java.util.Objects.requireNonNull(manifest.tables().get("flow")).contentHash();
        edit(file, hash, hash.replace("m128:2:", "m128:2:f").substring(0, hash.length()));
        assertThat(codes(verify(manifest, false))).contains("KAN-DATA-054.content");
        Files.writeString(file, "{\"schema\": \"kaname-mani");
        assertThat(codes(verify(manifest, false))).isEqualTo("KAN-DATA-054");
        assertThat(workspace.listUnreadable()).containsExactly(manifest.id());
        assertThat(workspace.listDataSets()).isEmpty();
        Files.writeString(file, whole);
        assertThat(verify(manifest, true).ok()).isTrue();
    }

    @Test
    void rowsThatStandTwiceAreFoundEvenWhereEveryHashFits() throws Exception {
        var manifest = small();
        var part = file(manifest, "flow/year=2021/part-000.parquet");
        var twice = folder.resolve("twice.parquet");
        String hash;
        try (var engine = ParquetFiles.open();
                var statement = engine.createStatement()) {
            var rows = "SELECT * FROM read_parquet(" + ParquetFiles.quoted(part) + ")";
            statement.execute("COPY (" + rows + " UNION ALL " + rows + ") TO " + ParquetFiles.quoted(twice)
                    + ParquetFiles.form());
            var constants = java.util.Objects.requireNonNull(manifest.tables().get("flow"))
                    .files()
                    .getFirst()
                    .constants();
            var all = FlowParquet.table(
                    folder, List.of(new Manifest.FileEntry("twice.parquet", 0, "", constants)), false);
            hash = ContentHash.of(engine, FlowParquet.columns(false), "SELECT * FROM " + all);
        }
        var old = java.util.Objects.requireNonNull(manifest.tables().get("flow"));
        var json = file(manifest, "manifest.json");
        edit(json, old.files().getFirst().sha256(), Disk.sha256(twice));
        edit(json, "\"bytes\" : " + old.files().getFirst().bytes(), "\"bytes\" : " + Files.size(twice));
        edit(json, old.contentHash(), hash);
        Files.copy(twice, part, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(codes(verify(manifest, false)))
                .contains("KAN-DATA-054.rows", "KAN-DATA-054.keys", "KAN-DATA-054.sums", "KAN-DATA-054.content");
    }

    @Test
    void keptInputsServeSourceLinesAndDeepChecksWhenTheOriginalsAreGone() throws IOException {
        var input = Tables.small(folder, "a.csv");
        var manifest = Tables.published(
                Tables.request(workspace, Tables.mapping(folder, "a"), input).keepInput(true));
        assertThat(manifest.inputs()).allMatch(Manifest.Input::kept);
        assertThat(workspace.listDataSets()).containsExactly(manifest);
        var copy = workspace.keptInput(manifest.inputs().getFirst().outerSha256());
        assertThat(copy).hasSameBinaryContentAs(input);
        Files.delete(input);
        assertThat(verify(manifest, true).deep()).isEqualTo(Verification.Deep.SAME);
        assertThat(workspace.load(manifest.id())).isInstanceOfSatisfying(Result.Ok.class, ok -> {
            var set = (DataSet) ok.value();
            assertThat(set.lines().line(set.cube().origin(0))).isPresent();
        });
        assertThat(workspace.remove(java.util.List.of(manifest.id()), false, Progress.NONE))
                .isInstanceOf(Outcome.Taken.class);
        assertThat(copy).as("nothing needs it any more").doesNotExist();
    }

    @Test
    void membersOfAnArchiveKeepTheNamesThatTheirReaderTakesEditionsFrom() throws IOException {
        var zip = folder.resolve("baci.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int year = 2021; year <= 2022; year++) {
                out.putNextEntry(new ZipEntry("BACI_HS17_Y" + year + "_V202501.csv"));
                out.write(("t,i,j,k,v,q\n" + year + ",156,392,10121,5.5,NA\n" + year + ",410,392,280530,4,1\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            out.putNextEntry(new ZipEntry("notes.csv"));
            out.write("a,b\n1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        var manifest = Tables.published(new DataAdd.Request(workspace, java.util.List.of(zip)).keepInput(true));
        assertThat(manifest.id()).startsWith("baci-hs17-202501");
        Files.move(zip, folder.resolve("elsewhere.zip"));
        var deep = verify(manifest, true);
        assertThat(codes(deep)).isEmpty();
        assertThat(deep.deep()).isEqualTo(Verification.Deep.SAME);
    }

    @Test
    void encodingsRatesAndOwnEconomiesAreReadAgainAsTheFirstTime() throws IOException {
        Files.writeString(folder.resolve("own.csv"), "code,name,kind\n甲,甲国,ECONOMY\n乙,乙国,ECONOMY\n");
        Files.writeString(
                folder.resolve("rates.csv"),
                "currency,year,month,usd_per_unit,method,source\nJPY,2021,,0.0091,annual average,test\n");
        var map = Files.writeString(folder.resolve("own.json"), """
                { "schema": "kaname-mapping/1", "table": "flow", "economies": "own.csv",
                  "constants": {"classification": "OTHER:own", "reported_by": "IMPORTER"},
                  "columns": {
                    "year": {"from": "年"}, "exporter": {"from": "から", "null": []}, "importer": {"from": "まで", "null": []},
                    "product": {"from": "品"}, "value_kusd": {"from": "額", "unit": "JPY"} } }
                """);
        var text = new StringBuilder("年,から,まで,品,額\n");
        for (int i = 0; i < 40; i++) {
            text.append("2021,甲,乙,鉄").append(i).append(",1000\n");
        }
        var file = folder.resolve("sjis.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(Charset.forName("windows-31j")));
        }
        var request = DataAdd.Request.of(workspace, map, file)
                .japanese(true)
                .rates(folder.resolve("rates.csv"))
                .excerpt(true);
        var manifest = Tables.published(request);
        assertThat(manifest.options()).containsEntry("guess", "japanese").containsEntry("extent", "EXCERPT");
        Files.delete(folder.resolve("own.csv"));
        Files.delete(folder.resolve("rates.csv"));
        var deep = verify(manifest, true);
        assertThat(codes(deep)).isEmpty();
        assertThat(deep.deep()).isEqualTo(Verification.Deep.SAME);
    }

    @Test
    void theSameBytesReadInAnotherEncodingAreAnotherDataSet() throws IOException {
        var map = Tables.mapping(folder, "a");
        var file = Tables.small(folder, "a.csv");
        var first = Tables.published(Tables.request(workspace, map, file));
        var second = Tables.published(Tables.request(workspace, map, file).encoding("ISO-8859-1"));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(verify(second, true).deep()).isEqualTo(Verification.Deep.SAME);
    }
}
