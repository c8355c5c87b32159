package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Manifest;
import org.kaname.data.Progress;
import org.kaname.data.Refusal;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Result;
import org.kaname.model.testing.Mounts;

/** Full and read-only disks: real ones (clarification 25). */
class DiskTest {
    private static final int ROWS = 60_000;

    @TempDir
    Path folder;

    private static Refusal refusal(DataAdd.Added added) {
        return switch (added) {
            case DataAdd.Refused refused -> refused.refusals().getFirst();
            default -> throw new AssertionError(added.toString());
        };
    }

    private static String text(Refusal refusal) {
        return refusal.text(Phrasebook.read(Language.EN, List.of(Refusal.class)));
    }

    /** Fills a disk when a phase begins. */
    private static Progress fillingAt(String phase, Path disk, long leave) {
        return new Progress() {
            @Override
            public void phase(int number, int of, String key) {
                if (key.equals(phase)) {
                    try (var out = Files.newOutputStream(disk.resolve("filler"))) {
                        var block = new byte[1 << 12];
                        while (disk.toFile().getUsableSpace() > leave + block.length) {
                            out.write(block);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }

            @Override
            public void advance(String what, long done, long total) {}
        };
    }

    private static void assertUnchanged(Workspace workspace, Manifest old) throws IOException {
        assertThat(workspace.listDataSets()).containsExactly(old);
        assertThat(workspace.verify(old.id(), true, Progress.NONE).ok()).isTrue();
        assertThat(workspace.staging()).isEmptyDirectory();
    }

    @Test
    void aDiskThatIsTooSmallIsRefusedBeforeAnythingIsRead() throws IOException {
        try (var disk = Mounts.ofMegabytes(folder.resolve("disk"), 64)) {
            var workspace = TestWorkspaces.in(disk.directory());
            var added = DataAdd.read(
                    Tables.request(workspace, Tables.mapping(folder, "a"), Tables.small(folder, "a.csv")),
                    Progress.NONE,
                    TestWorkspaces.CLOCK);
            assertThat(text(refusal(added)))
                    .matches("(?s)KAN-DATA-050 The disk is full: 0\\.2 GB needed, 6\\d MB free in "
                            + ".*disk/workspace \\(writing mapped-csv\\)\\.\n"
                            + "Maybe say --workspace DIR on another disk\\. Nothing was changed\\.");
            assertThat(workspace.root()).doesNotExist();
        }
    }

    @Test
    void aDiskThatFillsUpWhileRowsLeaveMemoryIsSaidInItsWordsAndNothingIsLeft() throws IOException {
        try (var disk = Mounts.ofMegabytes(folder.resolve("disk"), 280)) {
            var workspace = TestWorkspaces.in(disk.directory());
            var old = Tables.published(
                    Tables.request(workspace, Tables.mapping(folder, "old"), Tables.small(folder, "old.csv")));
            var large = Tables.large(folder, "large.csv", ROWS);
            var request = Tables.request(workspace, Tables.mapping(folder, "a"), large)
                    .mostRows(2_000);

            var added = DataAdd.read(request, fillingAt("phase.read", disk.directory(), 100_000), TestWorkspaces.CLOCK);

            assertThat(text(refusal(added))).startsWith("KAN-DATA-050 The disk is full: 0.2 GB needed, 0 MB free in ");
            assertUnchanged(workspace, old);
            Files.delete(disk.directory().resolve("filler"));
            assertThat(DataAdd.read(request, Progress.NONE, TestWorkspaces.CLOCK))
                    .isInstanceOf(DataAdd.Published.class);
        }
    }

    @Test
    void aDiskThatIsFullWhenItIsWrittenIsSaidToo() throws IOException {
        try (var disk = Mounts.ofMegabytes(folder.resolve("disk"), 280)) {
            var workspace = TestWorkspaces.in(disk.directory());
            var old = Tables.published(
                    Tables.request(workspace, Tables.mapping(folder, "old"), Tables.small(folder, "old.csv")));
            for (long leave : new long[] {0, 8_192}) { // no room at all; room for the first pages
                var added = DataAdd.read(
                        Tables.request(workspace, Tables.mapping(folder, "a"), Tables.small(folder, "small.csv")),
                        fillingAt("phase.write", disk.directory(), leave),
                        TestWorkspaces.CLOCK);
                assertThat(text(refusal(added)))
                        .startsWith("KAN-DATA-050 The disk is full: ")
                        .contains("(writing mapped-hs17-a)");
                assertUnchanged(workspace, old);
                Files.delete(disk.directory().resolve("filler"));
            }
        }
    }

    @Test
    void aWorkspaceThatCanOnlyBeReadIsReadAndNothingElse() throws IOException {
        try (var disk = Mounts.forReading(folder.resolve("disk"))) {
            // room for the first data set without the 200 MB that adding asks for
            var elsewhere = TestWorkspaces.in(folder.resolve("elsewhere"));
            var old = Tables.published(
                    Tables.request(elsewhere, Tables.mapping(folder, "old"), Tables.small(folder, "old.csv")));
            copy(elsewhere.root(), disk.directory().resolve("workspace"));
            disk.close(disk.directory().resolve("workspace"));

            var workspace = TestWorkspaces.in(disk.directory());

            assertThat(workspace.listDataSets()).containsExactly(old);
            assertThat(workspace.load(old.id())).isInstanceOf(Result.Ok.class);
            assertThat(workspace.verify(old.id(), true, Progress.NONE).deep()).isEqualTo(Verification.Deep.SAME);
            var map = Tables.mapping(folder, "a");
            var data = Tables.small(folder, "a.csv");
            var refused =
                    refusal(DataAdd.read(Tables.request(workspace, map, data), Progress.NONE, TestWorkspaces.CLOCK));
            assertThat(text(refused))
                    .startsWith("KAN-DATA-050 The workspace " + workspace.root() + " can only be read (writing ");
            assertThat(DataAdd.read(
                            Tables.request(workspace, map, data).dryRun(true), Progress.NONE, TestWorkspaces.CLOCK))
                    .isInstanceOf(DataAdd.DryRun.class);
            assertThat(DataAdd.read(
                            Tables.request(workspace, Tables.mapping(folder, "old"), folder.resolve("old.csv")),
                            Progress.NONE,
                            TestWorkspaces.CLOCK))
                    .isInstanceOf(DataAdd.AlreadyPresent.class);
            assertThat(workspace.remove(List.of(old.id()), false, Progress.NONE))
                    .isInstanceOf(org.kaname.data.Outcome.Refused.class);
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> workspace.assessments().store("JPN-1.a", Map.of("assessment.json", new byte[0])))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : all.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
