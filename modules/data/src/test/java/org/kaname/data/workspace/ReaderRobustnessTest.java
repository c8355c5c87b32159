package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.Refusal;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;

/**
 * The list of damages of data-formats 6 for the readers that know their files by themselves; numbers are its rows. Elsewhere: the same
 * rows for mapped files in {@code RobustnessTest}; 37 in {@code bench/RESULTS.md}; 38 in {@code DiskTest}; 41 in {@code CrashTest} and
 * {@code InterruptTest} of the command line; 42 in {@code LockTest}; 43 in {@code VerifyTest}; 50 in {@code WorkspaceTest}. Row 48 is of
 * a reader that does not exist yet, row 49 of an option that does not.
 */
class ReaderRobustnessTest {
    private static final String NAME = "BACI_HS17_Y2021_V202501.csv";
    private static final String HEADER = "t,i,j,k,v,q";
    private static final int ROWS = 200;

    @TempDir
    Path folder;

    /** Two hundred good rows of goods that stand in HS17, so that one bad one is below the limit of one in a hundred. */
    private static String good() {
        var text = new StringBuilder(HEADER).append('\n');
        var exporters = new int[] {156, 410, 276, 36, 152};
        var goods = new int[] {280530, 280540, 283691, 850760, 854231, 260400, 282520, 270112};
        for (int i = 0; i < ROWS; i++) {
            text.append("2021,")
                    .append(exporters[i % 5])
                    .append(',')
                    .append(new int[] {392, 842, 250, 528, 699}[i / 5 % 5]);
            text.append(',').append(goods[i / 25]).append(",10.5,2\n");
        }
        return text.toString().replace(",250,", ",251,");
    }

    private Path file(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private DataAdd.Added add(Path path, UnaryOperator<DataAdd.Request> options, Progress progress) {
        var request = options.apply(new DataAdd.Request(TestWorkspaces.in(folder), List.of(path)));
        return DataAdd.read(request, progress, TestWorkspaces.CLOCK);
    }

    private DataAdd.Added add(Path path) {
        return add(path, UnaryOperator.identity(), Progress.NONE);
    }

    private Manifest taken(DataAdd.Added added) {
        return switch (added) {
            case DataAdd.Published published -> published.manifest();
            case DataAdd.Added other -> throw new AssertionError("Not published: " + other);
        };
    }

    private Manifest taken(String text) {
        return taken(add(file(NAME, text)));
    }

    private List<String> refusedBy(DataAdd.Added added) {
        return switch (added) {
            case DataAdd.Refused refused -> {
                for (var language : Language.values()) {
                    var phrases = Phrasebook.read(language, List.of(Refusal.class));
                    for (var refusal : refused.refusals()) {
                        assertThat(refusal.text(phrases).lines()).hasSize(2);
                    }
                }
                yield refused.refusals().stream()
                        .map(r -> r.code() + (r.variant().isEmpty() ? "" : "." + r.variant()))
                        .toList();
            }
            case DataAdd.Added other -> throw new AssertionError("Not refused: " + other);
        };
    }

    private List<String> refused(byte[] bytes) {
        return refusedBy(add(file(NAME, bytes)));
    }

    private List<String> refused(String text) {
        return refused(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> codes(Manifest manifest) {
        return manifest.notes().stream().map(n -> n.code() + " " + n.count()).toList();
    }

    private void again() {
        try {
            Disk.deleteTree(folder.resolve("workspace"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<QuarantinedRow> quarantine(Manifest manifest) {
        return switch (TestWorkspaces.in(folder).listQuarantine(manifest.id(), 100)) {
            case Outcome.Taken<List<QuarantinedRow>> rows -> rows.value();
            case Outcome.Refused<List<QuarantinedRow>> refused ->
                throw new AssertionError(refused.refusals().toString());
        };
    }

    private void assertQuarantined(String badRow, QuarantinedRow.Reason reason) {
        var manifest = taken(good() + badRow + "\n2021,842,392,280530,1,1\n");
        assertThat(manifest.rows().quarantinedByReason()).as(badRow).isEqualTo(Map.of(reason.name(), 1L));
        assertThat(manifest.rows().read()).isEqualTo(ROWS + 2);
        var row = quarantine(manifest).getFirst();
        assertThat(row.origin().line()).isEqualTo(ROWS + 2);
        assertThat(row.raw()).isEqualTo(badRow);
        again();
    }

    @Test
    void row1And2MarksAndLineEnds() {
        for (var text : List.of("\uFEFF" + good(), good().replace("\n", "\r\n"), good().replace('\n', '\r'))) {
            var manifest = taken(text);
            assertThat(manifest.rows().stored()).isEqualTo(ROWS);
            assertThat(manifest.notes()).isEmpty();
            again();
        }
        assertThat(codes(taken(good().replaceFirst("\n", "\r\n")))).containsExactly("KAN-DATA-029 1");
    }

    @Test
    void row3OtherEncodingsAreGuessedAndStatedOnesMustExist() {
        var text = new String(ComtradeSamples.plus(), StandardCharsets.UTF_8);
        var western = file("western.csv", text.getBytes(Charset.forName("windows-1252")));
        assertThat(codes(taken(add(western)))).contains("KAN-DATA-030 1");
        assertThat(refusedBy(add(western, r -> r.encoding("windows-1253x"), Progress.NONE)))
                .containsExactly("KAN-DATA-030.unknown");
        assertThat(refusedBy(add(western, r -> r.encoding("no name at all"), Progress.NONE)))
                .containsExactly("KAN-DATA-030.unknown");
    }

    @Test
    void row4To7WhatIsNoTextOrAnotherThing() {
        assertThat(taken(add(file(NAME, good().getBytes(StandardCharsets.UTF_16))))
                        .rows()
                        .stored())
                .isEqualTo(ROWS);
        again();
        assertThat(refused(good().getBytes(StandardCharsets.UTF_16LE))).containsExactly("KAN-DATA-004.utf16");
        assertThat(refused(good() + "\0")).containsExactly("KAN-DATA-004");
        assertThat(refused(Archives.zip(Archives.Entry.of("[Content_Types].xml", "<x/>"), Archives.Entry.of("a", "b"))))
                .containsExactly("KAN-DATA-005");
        assertThat(taken(add(file(NAME, Archives.gzip(good().getBytes(StandardCharsets.UTF_8)))))
                        .rows()
                        .stored())
                .isEqualTo(ROWS);
    }

    @Test
    void row5BytesThatAreNoTextInOneRow() {
        var text = new String(ComtradeSamples.plus(), StandardCharsets.UTF_8);
        int at = text.lastIndexOf("ü");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int place = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
        bytes[place + 1] = 'k';
        var manifest = taken(add(file("plus.csv", bytes), r -> r.acceptLosses(true), Progress.NONE));
        assertThat(manifest.rows().quarantinedByReason()).isEqualTo(Map.of("BAD_ENCODING", 1L));
    }

    @Test
    void row8NothingBlankLinesAndAHeaderOnly() {
        assertThat(refused("")).containsExactly("KAN-DATA-003");
        assertThat(refused("\n\n\n")).containsExactly("KAN-DATA-003.blank");
        assertThat(refused(HEADER + "\n")).containsExactly("KAN-DATA-006");
        assertThat(refused(Archives.gzip(new byte[0]))).containsExactly("KAN-DATA-003");
        assertThat(refusedBy(add(file("a.zip", Archives.zip())))).containsExactly("KAN-DATA-003.archive");
        var empty = Archives.zip(Archives.Entry.of("a.csv", ""), Archives.Entry.of("b.csv", ""));
        assertThat(refusedBy(add(file("b.zip", empty)))).containsExactly("KAN-DATA-003", "KAN-DATA-003");
    }

    @Test
    void row9To11Quotes() {
        var open = taken(good() + "2021,156,\"392,282690,1,1\n2021,842,392,280530,1,1\n");
        assertThat(open.rows().quarantinedByReason()).isEqualTo(Map.of("QUOTE_UNCLOSED", 1L));
        assertThat(open.rows().read()).isEqualTo(ROWS + 1);
        again();
        assertThat(refused(good() + "2021,156,\"392,282690,1,1\n" + "2020,410,392,280530,1,1\n".repeat(1_100)))
                .containsExactly("KAN-DATA-011");
        assertThat(refused("\"t,i,j,k,v,q\n2021,156,392,280530,1,1\n")).containsExactly("KAN-DATA-011");
        assertThat(codes(taken(good().replaceFirst("\n2021,156", "\n2021, \"156\" "))))
                .containsExactly("KAN-DATA-032 1");
    }

    @Test
    void row12And13TooShortTooLongAndOneEmptyFieldTooMany() {
        assertQuarantined("2021,156,392,282690,1", QuarantinedRow.Reason.COLUMN_COUNT);
        assertQuarantined("2021,156,392,282690,1,1,1", QuarantinedRow.Reason.COLUMN_COUNT);
        assertThat(codes(taken(good().replace(",2\n", ",2,\n")))).containsExactly("KAN-DATA-034 1");
    }

    @Test
    void row14ColumnsThatHaveShifted() {
        // the first value is lost: everything stands one column left of its name
        var lost = good().replace("\n2021,", "\n").replace(",2\n", ",2,\n");
        assertThat(refused(lost)).containsExactly("KAN-DATA-021");
        // a column came in between: right of its name
        assertThat(refused(good().replace("\n2021,", "\n1,2021,").replace(",10.5,2\n", ",10.5\n")))
                .containsExactly("KAN-DATA-021");
    }

    @Test
    void row15ColumnsThatAreMissingOrStandTwice() {
        assertThat(refused(good().replace(HEADER, "t,i,j,k,v,w"))).containsExactly("KAN-DATA-020");
        var as = (UnaryOperator<DataAdd.Request>) r -> r.as("baci").classification("HS17");
        assertThat(refusedBy(add(file("x.csv", good().replace(HEADER, "t,i,j,k,v,w")), as, Progress.NONE)))
                .containsExactly("KAN-DATA-028");
        assertThat(refusedBy(add(file("x.csv", good().replace(HEADER, "t,i,j,k,v,v")), as, Progress.NONE)))
                .containsExactly("KAN-DATA-021.repeated", "KAN-DATA-028");
        var plus = new String(ComtradeSamples.plus(), StandardCharsets.UTF_8);
        assertThat(refusedBy(add(file("plus.csv", plus.replaceFirst("fobvalue", "primaryValue")))))
                .containsExactly("KAN-DATA-021.repeated");
    }

    @Test
    void row16NoReaderListsAllOfThemWithTheFirstUnmetCondition() {
        var added = add(file("x.csv", "a,b\n1,2\n"));
        assertThat(refusedBy(added)).containsExactly("KAN-DATA-020");
        assertThat(added).isInstanceOfSatisfying(DataAdd.Refused.class, refused -> {
            var text = refused.refusals().getFirst().text(Phrasebook.read(Language.EN, List.of(Refusal.class)));
            assertThat(text).contains(KnownReaders.ids()).contains("--as READER");
        });
        assertThat(refusedBy(add(file("x.csv", "a,b\n1,2\n"), r -> r.as("bacci"), Progress.NONE)))
                .containsExactly("KAN-DATA-020.reader");
        var two = Archives.zip(Archives.Entry.of(NAME, good()), Archives.Entry.of("plus.csv", ComtradeSamples.plus()));
        assertThat(refusedBy(add(file("two.zip", two)))).containsExactly("KAN-DATA-067");
    }

    @Test
    void row17LostZeros() {
        var manifest = taken(good() + "2021,156,392,81310,1,1\n");
        assertThat(codes(manifest)).containsExactly("KAN-DATA-031 1");
        assertThat(manifest.rows().stored()).isEqualTo(ROWS + 1);
    }

    @Test
    void row18And30CodesThatAreNoGoods() {
        for (var bad : List.of("2510", "28053A", "2805301", "8.47E+05", "1-Jan", "")) {
            assertQuarantined("2021,156,392," + bad + ",1,1", QuarantinedRow.Reason.PRODUCT_MALFORMED);
        }
    }

    @Test
    void row19CodesOfAnotherRevision() throws IOException {
        var goods = org.kaname.data.reference.Reference.load().goods();
        assertThat(goods.known("HS17", "854231")).isTrue();
        assertThat(goods.known("HS92", "854231")).isFalse();
        assertThat(goods.knownIn("770101")).isEmpty();
        // eight codes that are known, and one that no revision has: more than one in a hundred, so that they are no
        // list of goods
        assertThat(refused(good() + "2021,156,392,770101,1,1\n")).containsExactly("KAN-DATA-014.no-revision");
        var accepted = taken(add(folder.resolve(NAME), r -> r.acceptLosses(true), Progress.NONE));
        assertThat(accepted.rows().quarantinedByReason()).isEqualTo(Map.of("PRODUCT_UNKNOWN", 1L));
        // many good codes, one of another revision: kept with a note
        var many = new StringBuilder(HEADER + "\n");
        int codes = 0;
        for (int chapter = 10_000; chapter < 990_000 && codes < 300; chapter++) {
            var code = String.format(java.util.Locale.ROOT, "%06d", chapter);
            if (goods.known("HS92", code)) {
                many.append("2021,156,392,").append(code).append(",1,1\n");
                codes++;
            }
        }
        var named = file("BACI_HS92_Y2021_V202501.csv", many + "2021,156,392,854231,1,1\n");
        var manifest = taken(add(named));
        assertThat(codes(manifest)).containsExactly("KAN-DATA-014 1");
        assertThat(manifest.rows().stored()).isEqualTo(301);
        // most of them of another revision: the one stated is wrong, and the better one is named
        var wrong = add(file("renamed.csv", good()), r -> r.classification("HS92"), Progress.NONE);
        assertThat(refusedBy(wrong)).containsExactly("KAN-DATA-014.revision");
    }

    @Test
    void row20And21TextsInTheColumnsOfNumbers() {
        for (var bad : List.of(">85", "~95", "<0.5", "(1234)", "12.5%", "NaN", "..", "-", "null", "W", "***")) {
            assertQuarantined("2021,156,392,282690," + bad + ",1", QuarantinedRow.Reason.VALUE_NOT_A_NUMBER);
            assertQuarantined("2021,156,392,282690,1," + bad, QuarantinedRow.Reason.QUANTITY_NOT_A_NUMBER);
        }
        assertQuarantined("2021,156,392,282690,,1", QuarantinedRow.Reason.VALUE_MISSING);
        assertQuarantined("2021,156,392,282690,NA,1", QuarantinedRow.Reason.VALUE_MISSING);
        var manifest = taken(good() + "2021,156,392,282690,\"10,000\",1.2e+02\n2021,156,842,282690,1 234,NA\n");
        assertThat(manifest.coverage().valuePerYear()).containsEntry("2021", ROWS * 10.5 + 11_234);
        assertThat(codes(manifest)).containsExactly("KAN-DATA-033 1");
    }

    @Test
    void row22To24Economies() {
        // 516 is Namibia, whose letters a program may have read as "missing"
        assertThat(taken(good() + "2021,516,392,280530,1,1\n").rows().stored()).isEqualTo(ROWS + 1);
        again();
        assertQuarantined("2021,9999,392,282690,1,1", QuarantinedRow.Reason.ECONOMY_UNKNOWN);
        assertQuarantined("2021,NA,392,282690,1,1", QuarantinedRow.Reason.ECONOMY_UNKNOWN);
        assertQuarantined("2021,,392,282690,1,1", QuarantinedRow.Reason.ECONOMY_MISSING);
    }

    @Test
    void row25And26RepeatedRows() {
        var repeated = taken(good() + "2021,156,392,280530,10.5,2\n");
        assertThat(codes(repeated)).containsExactly("KAN-DATA-036 1");
        assertThat(repeated.rows().setAsideCounts()).isEqualTo(Map.of("repeated", 1L));
        again();
        var added = add(file(NAME, good() + "2021,156,392,280530,5.3,2\n"), r -> r.acceptLosses(true), Progress.NONE);
        var conflict = taken(added);
        assertThat(conflict.rows().quarantinedByReason()).isEqualTo(Map.of("DUPLICATE_CONFLICT", 2L));
        assertThat(quarantine(conflict))
                .extracting(r -> r.origin().line() + " " + r.otherLine())
                .containsExactly("2 202", "202 2");
    }

    @Test
    void row27And28NegativeAndAbsurd() {
        assertQuarantined("2021,156,392,282690,-12.4,1", QuarantinedRow.Reason.VALUE_NEGATIVE);
        assertQuarantined("2021,156,392,282690,1,-1", QuarantinedRow.Reason.QUANTITY_NEGATIVE);
        assertQuarantined("2021,156,392,282690,8.1e13,1", QuarantinedRow.Reason.VALUE_ABSURD);
        for (var year : List.of("1850", "2199", "soon", "20.5", "")) {
            assertQuarantined(year + ",156,392,282690,1,1", QuarantinedRow.Reason.YEAR_MALFORMED);
        }
    }

    @Test
    void row31FootersAndRepeatedHeaders() {
        var manifest = taken(good() + HEADER + "\n2021,842,392,280530,1,1\n\"Source: somebody, somewhere\"\n");
        assertThat(manifest.rows().setAsideCounts()).isEqualTo(Map.of("footer", 1L, "repeated-header", 1L));
        assertThat(codes(manifest)).containsExactly("KAN-DATA-038 2");
    }

    @Test
    void row32And33ArchivesThatAreCutDamagedEncryptedOrNested() {
        var text = good().getBytes(StandardCharsets.UTF_8);
        var gzip = Archives.gzip(text);
        for (int cut : new int[] {3, 10, 30, gzip.length / 2, gzip.length - 8, gzip.length - 1}) {
            assertThat(refused(Arrays.copyOf(gzip, cut)).getFirst())
                    .as("%d", cut)
                    .startsWith("KAN-DATA-007");
        }
        var sum = gzip.clone();
        sum[gzip.length - 6] ^= 0x55;
        assertThat(refused(sum)).containsExactly("KAN-DATA-007.damaged");

        var zip = Archives.zip(Archives.Entry.of(NAME, text));
        for (int cut : new int[] {10, 40, zip.length / 2, zip.length - 22, zip.length - 1}) {
            assertThat(refusedBy(add(file("x.zip", Arrays.copyOf(zip, cut)))))
                    .as("%d", cut)
                    .containsExactly("KAN-DATA-007.directory");
        }
        var inside = zip.clone();
        inside[60 + NAME.length()] ^= 0x55; // among the compressed bytes
        assertThat(refusedBy(add(file("x.zip", inside))).getFirst()).startsWith("KAN-DATA-007");
        assertThat(refusedBy(add(file("x.zip", Archives.zip(new Archives.Entry(NAME, text, 0, 1))))))
                .containsExactly("KAN-DATA-007.encrypted");
        assertThat(refusedBy(add(file("x.zip", Archives.zip(Archives.Entry.of("inner.zip", zip))))))
                .containsExactly("KAN-DATA-007.nested");
    }

    @Test
    void row34ArchivesThatUnpackToMoreThanIsSensible() throws IOException {
        // 1.1 GiB of zeros: more than the free first GiB and more than 200 times what lies there
        var bytes = new ByteArrayOutputStream();
        var zeros = new byte[1 << 20];
        try (var out = new GZIPOutputStream(bytes, 1 << 16)) {
            for (int i = 0; i < 1_126; i++) {
                out.write(zeros);
            }
        }
        var bomb = bytes.toByteArray();
        assertThat(bomb.length).isLessThan(4 << 20);
        assertThat(refused(bomb)).containsExactly("KAN-DATA-008");
        // the same inside a zip whose directory claims that it is small
        assertThat(refusedBy(add(file("x.zip", Archives.zip(Archives.Entry.of("a.csv", bomb))))))
                .containsExactly("KAN-DATA-008");
        var many = new ArrayList<Archives.Entry>();
        for (int i = 0; i < 10_001; i++) {
            many.add(Archives.Entry.of("f" + i + ".csv", ""));
        }
        assertThat(refusedBy(add(file("many.zip", Archives.zip(many))))).containsExactly("KAN-DATA-008.members");
    }

    @Test
    void row35UnsafeNamesAreRefusedAndNothingIsWritten() throws IOException {
        var unsafe = List.of(
                "../x.csv", "a/../../x.csv", "/etc/x.csv", "C:/x.csv", "C:x.csv", "a\\x.csv", "a\0.csv", "./x.csv", "");
        for (var name : unsafe) {
            var zip = Archives.zip(Archives.Entry.of(NAME, good()), Archives.Entry.of(name, "x"));
            assertThat(refusedBy(add(file("x.zip", zip)))).as(name).containsExactly("KAN-DATA-009");
        }
        var link = new Archives.Entry("link.csv", "../../etc".getBytes(StandardCharsets.UTF_8), 0xA1FF, 0);
        assertThat(refusedBy(add(file("x.zip", Archives.zip(link))))).containsExactly("KAN-DATA-009");
        for (var twin : List.of(NAME, NAME.toUpperCase(java.util.Locale.ROOT))) {
            var zip = Archives.zip(Archives.Entry.of(NAME, good()), Archives.Entry.of(twin, good()));
            assertThat(refusedBy(add(file("x.zip", zip)))).containsExactly("KAN-DATA-009.twice");
        }
        try (var left = Files.list(folder)) {
            assertThat(left.map(p -> String.valueOf(p.getFileName()))).containsExactly("x.zip");
        }
    }

    @Test
    void row36AnOverlongLine() {
        var manifest = taken(good() + "2021,156,392,282690," + "9".repeat(2 << 20) + ",1\n2021,842,392,280530,1,1\n");
        assertThat(manifest.rows().quarantinedByReason()).isEqualTo(Map.of("LINE_TOO_LONG", 1L));
        again();
        assertThat(refused("x".repeat(2 << 20))).containsExactly("KAN-DATA-039");
        assertThat(refusedBy(add(
                        file("y.csv", "x".repeat(2 << 20)), r -> r.as("baci").classification("HS17"), Progress.NONE)))
                .containsExactly("KAN-DATA-039");
    }

    @Test
    void row39FilesThatChangeWhileTheyAreRead() {
        var grows = file(NAME, good());
        assertThat(refusedBy(add(
                        grows,
                        UnaryOperator.identity(),
                        whenReading(() ->
                                Files.writeString(grows, "2021,842,392,280530,1,1\n", StandardOpenOption.APPEND)))))
                .containsExactly("KAN-DATA-051");
        var shrinks = file("x.csv.gz", Archives.gzip(good().getBytes(StandardCharsets.UTF_8)));
        assertThat(refusedBy(add(
                        shrinks,
                        r -> r.classification("HS17"),
                        whenReading(() -> Files.write(shrinks, Arrays.copyOf(Files.readAllBytes(shrinks), 40))))))
                .containsExactly("KAN-DATA-051");
        var vanishes = file("y.csv", good());
        assertThat(refusedBy(add(vanishes, r -> r.classification("HS17"), whenReading(() -> {
                    Files.delete(vanishes);
                    return vanishes;
                }))))
                .containsExactly("KAN-DATA-051");
        assertThat(folder.resolve("workspace/datasets"))
                .satisfiesAnyOf(
                        p -> assertThat(p).doesNotExist(), p -> assertThat(p).isEmptyDirectory());
    }

    private interface Change {
        Path make() throws IOException;
    }

    /** Somebody else writes when the second phase begins. */
    private static Progress whenReading(Change change) {
        return new Progress() {
            @Override
            public void phase(int number, int of, String key) {
                if (number == 2) {
                    try {
                        change.make();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }

            @Override
            public void advance(String place, long done, long whole) {
                // nothing to show
            }
        };
    }

    @Test
    void row40ThingsThatAreNoFiles() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        for (var path :
                List.of("https://example.org/BACI.zip", folder + "/empty", folder + "/nowhere.csv", "/dev/null")) {
            assertThat(refusedBy(add(Path.of(path))).getFirst()).as(path).startsWith("KAN-DATA-052");
        }
    }

    @Test
    void row44TooManyLosses() {
        assertThat(refused(good() + "2021,9999,392,280530,1,1\n".repeat(3))).containsExactly("KAN-DATA-040");
        assertThat(taken(add(folder.resolve(NAME), r -> r.acceptLosses(true), Progress.NONE))
                        .rows()
                        .quarantined())
                .isEqualTo(3);
    }

    @Test
    void row45EditionsFrequenciesAndServicesDoNotMix() {
        var years = Archives.zip(
                Archives.Entry.of("BACI_HS17_Y2021_V202501.csv", good()),
                Archives.Entry.of("BACI_HS17_Y2021_V202401.csv", good() + "2021,842,392,280530,1,1\n"));
        assertThat(refusedBy(add(file("two.zip", years)))).containsExactly("KAN-DATA-024.editions");
        assertThat(refusedBy(add(file("BACI_HS17_Y2020_V202501.csv", good())))).containsExactly("KAN-DATA-024");
        var services = new String(ComtradeSamples.plus(), StandardCharsets.UTF_8).replace("\nC,A,", "\nS,A,");
        assertThat(refusedBy(add(file("plus.csv", services)))).containsExactly("KAN-DATA-025");
        var months = ComtradeSamples.csv(
                ComtradeSamples.row(), ComtradeSamples.row("freqCode", "M", "refMonth", "1", "period", "202301"));
        assertThat(refusedBy(add(file("plus.csv", months)))).containsExactly("KAN-DATA-024.frequency");
    }

    @Test
    void row46MoreColumnsThanAnyTableOfTrade() {
        var wide = "a,".repeat(6_000) + "z\n" + "1,".repeat(6_000) + "1\n";
        assertThat(refused(wide)).containsExactly("KAN-DATA-028.wide");
        assertThat(refusedBy(add(file("x.csv", wide), r -> r.as("baci").classification("HS17"), Progress.NONE)))
                .containsExactly("KAN-DATA-028.wide");
    }

    @Test
    void row47JsonThatIsDamaged() {
        var json = new String(ComtradeSamples.json(), StandardCharsets.UTF_8);
        assertThat(json("cut", json.substring(0, json.length() / 2))).startsWith("KAN-DATA-026.truncated");
        assertThat(json("comma", json.replace("],", ",],"))).isEqualTo("KAN-DATA-026");
        assertThat(json("deep", json.replace("\"error\": \"\"", "\"error\": " + "[".repeat(80) + "]".repeat(80))))
                .isEqualTo("KAN-DATA-026.nesting");
        assertThat(json("twice", json.replaceFirst("\"typeCode\"", "\"flowCode\"")))
                .isEqualTo("KAN-DATA-026.duplicate");
        assertThat(json("null", json.replaceFirst("(?s)\\[.*]", "null"))).startsWith("KAN-DATA-0");
        var texts = taken(add(file("texts.json", json.replaceAll(": (\\d+\\.\\d+)", ": \"$1\""))));
        assertThat(texts.rows().read()).isEqualTo(200);
        assertThat(texts.rows().quarantined()).isZero();
    }

    private String json(String name, String text) {
        return refusedBy(add(file(name + ".json", text))).getFirst();
    }
}
