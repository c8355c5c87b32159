package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C in a JVM of its own: exit code 5, and the workspace is as it was. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "skipped: no SIGINT can be sent to a process there")
class InterruptTest {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void anInterruptedAssessmentStoresNothing() throws Exception {
        var cli = new Cli(folder);
        var dataset = add(cli);

        // far more draws than any machine gets through before the signal
        int exit = interrupt(cli, "= " + dataset, "assess", "BET", "--draws", "100000000");

        assertThat(exit).isEqualTo(5);
        assertThat(
                        Files.exists(cli.workspace().resolve("assessments"))
                                ? listed(cli.workspace().resolve("assessments"))
                                : List.of())
                .isEmpty();
        assertStillWhole(cli, dataset);
    }

    @Test
    void anInterruptedReadPublishesNothing() throws Exception {
        var cli = new Cli(folder);
        var dataset = add(cli);
        var large = folder.resolve("large.csv");
        try (var writer = Files.newBufferedWriter(large)) {
            writer.write("year,exporter,importer,product,value\n");
            for (int i = 0; i < 6_000_000; i++) {
                writer.write("2023,ALF,BET,G" + i + "," + (i + 1) + "\n");
            }
        }

        int exit = interrupt(
                cli,
                "workspace",
                "data",
                "add",
                large.toString(),
                "--map",
                folder.resolve("small-map.json").toString(),
                "--complete");

        assertThat(exit).isEqualTo(5);
        assertThat(cli.workspace().resolve("staging")).isEmptyDirectory();
        assertStillWhole(cli, dataset);
    }

    /** Scanning and reading are interrupted above; these are the phases of writing and publishing. */
    @ParameterizedTest
    @ValueSource(strings = {"STAGED", "TABLES_WRITTEN", "MANIFEST_WRITTEN", "LOCKED"})
    void anInterruptWhileWritingOrPublishingLeavesTheWorkspaceAsItWas(String step) throws Exception {
        var cli = new Cli(folder);
        var dataset = add(cli);
        var halted = folder.resolve("halted");
        cli.write(SmallWorld.FILE, SmallWorld.flows().replace("2021,", "2020,"));

        int exit = interrupt(
                cli,
                "Interrupted; the workspace is as it was.",
                List.of("-Dkaname.halt.at=" + step, "-Dkaname.halt.file=" + halted),
                halted,
                "workspace",
                "data",
                "add",
                folder.resolve(SmallWorld.FILE).toString(),
                "--map",
                folder.resolve("small-map.json").toString(),
                "--complete");

        assertThat(exit).isEqualTo(5);
        assertThat(cli.workspace().resolve("staging")).isEmptyDirectory();
        assertStillWhole(cli, dataset);
    }

    @Test
    void anInterruptAfterPublishingSaysThatTheDataSetStays() throws Exception {
        var cli = new Cli(folder);
        var map = SmallWorld.write(cli);
        var halted = folder.resolve("halted");

        int exit = interrupt(
                cli,
                "Interrupted when it was just done; what was published stays.",
                List.of("-Dkaname.halt.at=RENAMED", "-Dkaname.halt.file=" + halted),
                halted,
                "workspace",
                "data",
                "add",
                folder.resolve(SmallWorld.FILE).toString(),
                "--map",
                map.toString());

        assertThat(exit).isEqualTo(5);
        assertThat(cli.run("data", "verify", "--deep").exit()).isZero();
        assertThat(cli.run("data", "verify").lines())
                .hasSize(1)
                .first()
                .asString()
                .endsWith("  ok");
    }

    private void assertStillWhole(Cli cli, String dataset) {
        var sets = cli.run("data", "list", "--json", "--quiet")
                .json()
                .path("datasets")
                .findValuesAsString("id");
        assertThat(sets)
                .contains(dataset)
                .filteredOn(id -> id.startsWith("mapped"))
                .hasSize(1);
        assertThat(cli.run("assess", "BET", "--draws", "0", "--json", "--quiet").exit())
                .isZero();
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> !f.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private String add(Cli cli) {
        var map = SmallWorld.write(cli);
        return cli.run(
                        "data",
                        "add",
                        folder.resolve(SmallWorld.FILE).toString(),
                        "--map",
                        map.toString(),
                        "--complete",
                        "--json")
                .json()
                .path("id")
                .asString();
    }

    /**
     * SIGINT; or SIGTERM, which ends the program the same way, where this process was started with SIGINT ignored: a shell does that
     * to what it puts in the background, children inherit it, and Java then never sees the signal.
     */
    private static String signal() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "-INT";
        }
        for (var line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                long ignored = Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16);
                return (ignored & 0b10) != 0 ? "-TERM" : "-INT";
            }
        }
        return "-INT";
    }

    /** Starts the program, sends the signal of Ctrl-C once it has told its arguments, and returns its exit code. */
    private static int interrupt(Cli cli, String told, String... arguments) throws Exception {
        return interrupt(cli, "Interrupted", List.of(), null, told, arguments);
    }

    /**
     * @param said what the program says of it
     * @param halted a file that the program makes when it has come to where it waits for the signal; or null
     */
    private static int interrupt(
            Cli cli, String said, List<String> properties, @Nullable Path halted, String told, String... arguments)
            throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(properties);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.kaname.app.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--workspace", cli.workspace().toString(), "--lang", "en"));
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            String line = err.readLine();
            while (line != null && !line.contains(told)) {
                line = err.readLine();
            }
            assertThat(line).as("the echo of the arguments").isNotNull();
            while (halted != null && !Files.exists(halted) && process.isAlive()) {
                Thread.sleep(Duration.ofMillis(5));
            }
            var kill = new ProcessBuilder("kill", signal(), Long.toString(process.pid()))
                    .inheritIO()
                    .start();
            assertThat(kill.waitFor()).isZero();
            var rest = new StringBuilder();
            for (line = err.readLine(); line != null; line = err.readLine()) {
                rest.append(line).append('\n');
            }
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(rest).contains(said).doesNotContain("\tat ");
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
