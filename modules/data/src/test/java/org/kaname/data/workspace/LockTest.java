package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Progress;

/** Two runs at once on one workspace. */
class LockTest {
    @TempDir
    Path folder;

    private Process halted(Workspace workspace, Path mapping, Path file, PublishStep step) throws Exception {
        var halted = folder.resolve("halted");
        var child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Dkaname.halt.at=" + step,
                        "-Dkaname.halt.file=" + halted,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        workspace.root().toString(),
                        mapping.toString(),
                        file.toString(),
                        "0"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (child.isAlive() && !Files.exists(halted)) {
            Thread.sleep(Duration.ofMillis(5));
        }
        assertThat(child.isAlive()).isTrue();
        return child;
    }

    @Test
    void theProcessThatHoldsTheLockIsNamedAndItsDeathFreesIt() throws Exception {
        var workspace = TestWorkspaces.in(folder);
        var mapping = Tables.mapping(folder, "a");
        var file = Tables.small(folder, "a.csv");
        var child = halted(workspace, mapping, file, PublishStep.LOCKED);
        try {
            var told = new ArrayList<String>();
            var progress = new Progress() {
                @Override
                public void phase(int number, int of, String key) {}

                @Override
                public void advance(String what, long done, long total) {}

                @Override
                public void tell(String key, Object... namesAndValues) {
                    told.add(key + " " + List.of(namesAndValues));
                }
            };
            var request =
                    Tables.request(workspace.withPatience(Duration.ofMillis(1_500)), Tables.mapping(folder, "b"), file);
            assertThat(DataAdd.read(request, progress, TestWorkspaces.CLOCK))
                    .isInstanceOfSatisfying(DataAdd.Refused.class, refused -> {
                        assertThat(refused.refusals().getFirst().code()).isEqualTo("KAN-DATA-053");
                        assertThat(refused.refusals().getFirst().arguments())
                                .containsEntry("process", Long.toString(child.pid()));
                    });
            assertThat(told)
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("wait.lock ")
                    .contains(Long.toString(child.pid()));
            assertThat(workspace.listDataSets()).isEmpty();
            assertThat(TestWorkspaces.in(folder).staging().toFile().list())
                    .as("what the other process has under construction is left alone")
                    .hasSize(1);
        } finally {
            child.destroyForcibly().waitFor();
        }
        Tables.published(Tables.request(workspace, mapping, file));
        assertThat(workspace.staging()).isEmptyDirectory();
    }

    @Test
    void aRunningProcessKeepsItsStagingWhileAnotherPublishes() throws Exception {
        var workspace = TestWorkspaces.in(folder);
        var file = Tables.small(folder, "a.csv");
        var child = halted(workspace, Tables.mapping(folder, "a"), file, PublishStep.STAGED);
        try {
            Tables.published(Tables.request(workspace, Tables.mapping(folder, "b"), file));
            assertThat(workspace.staging().toFile().list()).hasSize(1);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void threadsThatAddTheSameFileAtOncePublishItOnce() throws Exception {
        var workspace = TestWorkspaces.in(folder);
        var mapping = Tables.mapping(folder, "a");
        var file = Tables.small(folder, "a.csv");
        try (var threads = Executors.newFixedThreadPool(3)) {
            Callable<DataAdd.Added> add =
                    () -> DataAdd.read(Tables.request(workspace, mapping, file), Progress.NONE, TestWorkspaces.CLOCK);
            for (var added : threads.invokeAll(List.of(add, add, add))) {
                assertThat(added.get()).isNotInstanceOf(DataAdd.Refused.class);
            }
        }
        assertThat(workspace.listDataSets()).hasSize(1);
        assertThat(workspace.staging()).isEmptyDirectory();
    }
}
