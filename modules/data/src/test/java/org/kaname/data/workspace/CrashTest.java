package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;

/**
 * A process that adds a data set is killed from outside: after each step of publishing, and at seeded random moments of each phase. The
 * build does a few runs on few rows; {@code -Dkaname.crash.runs=60} does the whole number, five deaths in each phase, on many rows.
 */
@Tag("crash")
class CrashTest {
    private static final int RUNS = Integer.getInteger("kaname.crash.runs", 0);
    private static final boolean WHOLE = RUNS > 0;
    private static final int ROWS = WHOLE ? 200_000 : 8_000;
    private static final int DEATHS_IN_PHASE = WHOLE ? 5 : 1;
    private static final long SEED = 20_261_124;
    private static final List<String> PHASES =
            List.of("phase.scan", "phase.read", "phase.check", "phase.write", "phase.publish");
    /** Settling the rows in memory is the end of reading, and too short to be hit on purpose. */
    private static final List<String> AIMED_AT = List.of("phase.scan", "phase.read", "phase.write", "phase.publish");

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private Workspace workspace;
    private Manifest old;
    private Path mapping;
    private Path large;
    private final Map<String, Integer> deaths = new LinkedHashMap<>();
    private int runs;
    private final List<Process> children = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        workspace = TestWorkspaces.in(folder);
        old = Tables.published(
                Tables.request(workspace, Tables.mapping(folder, "old"), Tables.small(folder, "old.csv")));
        mapping = Tables.mapping(folder, "new");
        large = Tables.large(folder, "large.csv", ROWS);
    }

    @AfterEach
    void endChild() {
        children.forEach(Process::destroyForcibly);
    }

    private Process start(int mostRows, String... properties) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(properties));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                workspace.root().toString(),
                mapping.toString(),
                large.toString(),
                Integer.toString(mostRows)));
        var child = new ProcessBuilder(command)
                .redirectError(folder.resolve("child-errors.txt").toFile())
                .start();
        children.add(child);
        return child;
    }

    /** Whatever happened: the old state or the new one, whole, and a second attempt succeeds. */
    private void assertWhole(String what) throws IOException {
        var opened = TestWorkspaces.in(folder);
        var found = opened.listDataSets();
        assertThat(opened.listUnreadable()).as(what).isEmpty();
        assertThat(found).as(what).hasSizeBetween(1, 2).contains(old);
        for (var manifest : found) {
            var verification = opened.verify(manifest.id(), true, Progress.NONE);
            assertThat(verification.problems()).as(what + " " + manifest.id()).isEmpty();
            assertThat(verification.deep()).as(what).isEqualTo(Verification.Deep.SAME);
        }
        var again = DataAdd.read(
                Tables.request(opened, mapping, large).keepInput(true), Progress.NONE, TestWorkspaces.CLOCK);
        assertThat(again)
                .as(what)
                .isInstanceOf(found.size() == 1 ? DataAdd.Published.class : DataAdd.AlreadyPresent.class);
        assertThat(opened.listDataSets()).as(what).hasSize(2);
        assertThat(opened.staging()).as(what).isEmptyDirectory();
        var fresh = opened.listDataSets().stream()
                .filter(m -> !m.equals(old))
                .findFirst()
                .orElseThrow();
        assertThat(fresh.rows().stored()).as(what).isEqualTo(ROWS);
        assertThat(opened.remove(List.of(fresh.id()), false, Progress.NONE)).isInstanceOf(Outcome.Taken.class);
        assertThat(opened.trash()).as(what).isEmptyDirectory();
        runs++;
    }

    private void kill(Process child) throws InterruptedException {
        child.destroyForcibly();
        assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void afterEachStepOfPublishingTheWorkspaceIsOldOrNewAndWhole() throws Exception {
        for (var step : PublishStep.values()) {
            var halted = folder.resolve("halted-" + step);
            var child = start(0, "-Dkaname.halt.at=" + step, "-Dkaname.halt.file=" + halted);
            while (child.isAlive() && !Files.exists(halted)) {
                Thread.sleep(Duration.ofMillis(2));
            }
            assertThat(halted)
                    .as(step + ": " + Files.readString(folder.resolve("child-errors.txt")))
                    .exists();
            kill(child);
            int listed = workspace.listDataSets().size();
            assertThat(listed).as(step.name()).isEqualTo(step.compareTo(PublishStep.RENAMED) < 0 ? 1 : 2);
            assertWhole("after " + step);
        }
    }

    @Test
    void atRandomMomentsOfEachPhaseTheWorkspaceIsOldOrNewAndWhole() throws Exception {
        var lengths = lengthsOfPhases();
        var random = new Random(SEED);
        int attempt = 0;
        while (runs < RUNS || AIMED_AT.stream().anyMatch(p -> deaths.getOrDefault(p, 0) < DEATHS_IN_PHASE)) {
            assertThat(attempt)
                    .as("attempts until each phase was hit: " + deaths)
                    .isLessThan(4 * Math.max(RUNS, 10));
            var aim = aim(attempt);
            long nanos = (long) (random.nextDouble() * lengths.getOrDefault(aim, 0L));
            var diedIn = killAfter(aim, nanos, attempt % 3 == 2 ? ROWS / 4 : 0);
            attempt++;
            if (!diedIn.isEmpty()) {
                deaths.merge(diedIn, 1, Integer::sum);
                assertWhole("seed " + SEED + ", attempt " + attempt + ", died in " + diedIn);
            } else {
                assertWhole("seed " + SEED + ", attempt " + attempt + ", had finished");
            }
        }
        System.out.println("crash test: " + runs + " runs on " + ROWS + " rows, died in " + deaths);
        assertThat(deaths.keySet()).containsAll(AIMED_AT);
    }

    /** Each phase in turn, until it was hit often enough. */
    private String aim(int attempt) {
        var missing = AIMED_AT.stream()
                .filter(p -> deaths.getOrDefault(p, 0) < DEATHS_IN_PHASE)
                .toList();
        var from = missing.isEmpty() ? AIMED_AT : missing;
        return from.get(attempt % from.size());
    }

    /** Nanoseconds from the beginning of each phase to that of the next, of one undisturbed run. */
    private Map<String, Long> lengthsOfPhases() throws Exception {
        var begun = new HashMap<String, Long>();
        var child = start(0);
        try (var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                begun.put(line, System.nanoTime());
            }
        }
        assertThat(begun).containsKeys(PHASES.toArray(String[]::new)).containsKey("published");
        assertWhole("undisturbed");
        var lengths = new HashMap<String, Long>();
        var ends = new ArrayList<>(PHASES);
        ends.add("published");
        for (int i = 0; i < PHASES.size(); i++) {
            lengths.put(PHASES.get(i), begun.getOrDefault(ends.get(i + 1), 0L) - begun.getOrDefault(ends.get(i), 0L));
        }
        return lengths;
    }

    /** The phase in which the process died, or empty where it was done before. */
    private String killAfter(String phase, long nanos, int mostRows) throws Exception {
        var child = start(mostRows);
        var last = "";
        try (var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            var line = out.readLine();
            while (line != null && !line.equals(phase)) {
                last = line;
                line = out.readLine();
            }
            assertThat(line).as("the phase after " + last).isEqualTo(phase);
            last = phase;
            long until = System.nanoTime() + nanos;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            child.toHandle().destroyForcibly(); // the process alone would close its output too
            for (line = out.readLine(); line != null; line = out.readLine()) {
                last = line;
            }
        }
        assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return last.equals("published") ? "" : last;
    }
}
