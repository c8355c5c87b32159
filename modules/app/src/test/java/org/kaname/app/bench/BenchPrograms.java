package org.kaname.app.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The Java programs of {@code bench/}, compiled once into a directory. */
final class BenchPrograms {
    /** What a process left: its exit code and both outputs. */
    record Ended(int exit, String out, String err) {}

    private final Path classes;
    private final String messages;

    private BenchPrograms(Path classes, String messages) {
        this.classes = classes;
        this.messages = messages;
    }

    /** Compiles the sources of a folder under the repository's {@code bench/} against the class path of this test. */
    static BenchPrograms compile(String folder, Path classes) {
        var root = Path.of(Objects.requireNonNull(
                System.getProperty("kaname.root"), "The system property kaname.root is not set."));
        var arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        try (Stream<Path> sources = Files.list(root.resolve("bench").resolve(folder))) {
            sources.filter(file -> file.toString().endsWith(".java")).forEach(file -> arguments.add(file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var said = new ByteArrayOutputStream();
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "This Java has no compiler.");
        int exit = compiler.run(null, said, said, arguments.toArray(String[]::new));
        var messages = said.toString(StandardCharsets.UTF_8);
        return new BenchPrograms(classes, exit == 0 ? "" : messages.isEmpty() ? "exit code " + exit : messages);
    }

    /** What the compiler said; empty where all is well. */
    String messages() {
        return messages;
    }

    Path classes() {
        return classes;
    }

    /** Runs a program's {@code run(String[], Consumer)} in this process, which saves the start of a JVM; gives what it reports. */
    String call(String program, String... arguments) throws IOException {
        var report = new StringBuilder();
        Consumer<String> consumer = report::append;
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            var run = loader.loadClass(program).getDeclaredMethod("run", String[].class, Consumer.class);
            run.setAccessible(true);
            run.invoke(null, arguments, consumer);
            return report.toString();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(program, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(program, e);
        }
    }

    /** Runs a program as a process with so much heap. */
    Ended run(String heap, String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-cp", classes.toString(), program));
        command.addAll(List.of(arguments));
        var out = Files.createTempFile(classes, "out", ".txt");
        var err = Files.createTempFile(classes, "err", ".txt");
        var process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int exit = process.waitFor();
        return new Ended(exit, Files.readString(out), Files.readString(err));
    }
}
