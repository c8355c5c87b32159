package org.kaname.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.kaname.app.command.Kaname;
import org.kaname.app.json.Json;
import tools.jackson.databind.JsonNode;

/** The program in this process, on a workspace of its own. English unless the arguments say otherwise. */
final class Cli {
    /** How a run ended and what it printed. */
    record Run(int exit, String out, String err) {
        JsonNode json() {
            return Json.MAPPER.readTree(out);
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }

    private final Path folder;
    private final Path workspace;

    /** In a folder that exists; the workspace is made beside the files that a test writes there. */
    Cli(Path folder) {
        this.folder = folder;
        this.workspace = folder.resolve("workspace");
    }

    Path workspace() {
        return workspace;
    }

    /** The arguments, with this workspace and a language where they name none. */
    Run run(String... arguments) {
        var all = new ArrayList<>(Arrays.asList(arguments));
        if (!all.contains("--workspace")) {
            all.addAll(List.of("--workspace", workspace.toString()));
        }
        if (!all.contains("--lang")) {
            all.addAll(List.of("--lang", "en"));
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit;
        try (var toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                var toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            exit = Main.run(new Kaname(toOut, toErr, false), all.toArray(String[]::new));
        }
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A file of the test's own folder. */
    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test resource as a file beside the others. */
    Path copy(String resource) {
        try (var in = Objects.requireNonNull(Cli.class.getResourceAsStream(resource), resource)) {
            var target = folder.resolve(Path.of(resource).getFileName().toString());
            Files.write(target, in.readAllBytes());
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
