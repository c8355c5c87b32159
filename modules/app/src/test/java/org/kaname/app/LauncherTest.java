package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on made-up JDKs and a made-up checkout: which Java it takes, when it builds, what it passes through. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "skipped: the launcher is a shell script")
class LauncherTest {
    private record Outcome(int exit, String out, String err) {}

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeACheckoutWithASpaceInItsPath() throws IOException {
        home = folder.resolve("a checkout");
        Files.createDirectories(home.resolve("build"));
        Files.createDirectories(home.resolve("modules/app/target"));
        Files.createDirectories(home.resolve("modules/app/src/main"));
        Files.copy(Repository.root().resolve("kaname"), home.resolve("kaname"));
        // The places where this machine keeps its own JDKs are not looked at.
        write(
                "build/find-jdk.sh",
                Repository.read("build/find-jdk.sh").replaceAll("(?<= )/(usr|Library)/", "/absent/"));
        write("pom.xml", "");
        write("modules/app/pom.xml", "");
        write("modules/app/target/kaname.jar", "");
        write("modules/app/target/built", "");
        executable("mvnw", """
                echo "$@" >> built-with
                mkdir -p modules/app/target
                : > modules/app/target/kaname.jar
                : > modules/app/target/built
                """);
    }

    @Test
    void theFirstJavaNewEnoughWins() throws Exception {
        var old = jdk("jdk 17", "17.0.9");
        var fit = jdk("jdk 25", "25.0.1");
        var newer = jdk("jdk 26", "26");

        assertThat(run(Map.of("KANAME_JAVA_HOME", newer, "JAVA_HOME", fit)).out())
                .contains("Java 26");
        assertThat(run(Map.of("JAVA_HOME", fit)).out()).contains("Java 25.0.1");
        var outcome = run(Map.of("KANAME_JAVA_HOME", old, "JAVA_HOME", fit));
        assertThat(outcome.out()).contains("Java 25.0.1");
        assertThat(outcome.err()).contains("KANAME_JAVA_HOME (" + old + ") holds no Java 25 or newer");
    }

    @Test
    void javaOnThePathIsFoundThroughLinks() throws Exception {
        var fit = jdk("jdk 25", "25.0.1");
        var bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("second"), Path.of(fit, "bin", "java"));
        Files.createSymbolicLink(bin.resolve("java"), Path.of("second"));

        assertThat(run(Map.of("PATH", bin + ":/usr/bin:/bin")).out()).contains("Java 25.0.1");
    }

    @Test
    void aJdkInTheHomeOfTheUserIsFound() throws Exception {
        jdk("user/.jdks/temurin-25", "25.0.2");

        assertThat(run(Map.of("HOME", folder.resolve("user").toString())).out()).contains("Java 25.0.2");
    }

    @Test
    void whereNoneIsNewEnoughItSaysWhatWasFoundAndWhatToInstall() throws Exception {
        var old = jdk("jdk 17", "17.0.9");
        var ancient = jdk("jdk 8", "1.8.0_402");

        var outcome = run(Map.of("KANAME_JAVA_HOME", ancient, "JAVA_HOME", old));

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("needs Java 25 or newer")
                .contains("1.8.0_402   " + ancient + "   (KANAME_JAVA_HOME)")
                .contains("17.0.9   " + old + "   (JAVA_HOME)")
                .contains("install a JDK 25");
    }

    @Test
    void argumentsAndTheExitCodePassThrough() throws Exception {
        var outcome = run(Map.of("JAVA_HOME", jdk("jdk 25", "25.0.1"), "EXIT", "4"), "two words", "*", "");

        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("[-jar][" + home.toRealPath() + "/modules/app/target/kaname.jar][two words][*][]")
                .contains("[--enable-native-access=ALL-UNNAMED]");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void optionsForTheJvmAreSplitIntoWords() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", jdk("jdk 25", "25"), "KANAME_JAVA_OPTS", "-Xmx64m -Da=*"))
                        .out())
                .contains("[-Xmx64m][-Da=*]");
    }

    @Test
    void itIsFoundThroughALinkFromAnotherDirectory() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a checkout/kaname"));

        assertThat(runScript(link, Map.of("JAVA_HOME", jdk("jdk 25", "25"))).out())
                .contains("/kaname.jar]");
    }

    @Test
    void itBuildsOnceWhereTheJarIsMissing() throws Exception {
        Files.delete(home.resolve("modules/app/target/kaname.jar"));
        var environment = Map.of("JAVA_HOME", jdk("jdk 25", "25"));

        var first = run(environment);
        var second = run(environment);

        assertThat(first.exit()).isZero();
        assertThat(first.err()).contains("Building Kaname for the first time");
        assertThat(second.err()).isEmpty();
        assertThat(Files.readAllLines(home.resolve("built-with")))
                .singleElement()
                .asString()
                .contains("package -DskipTests");
    }

    @Test
    void itBuildsAgainWhereASourceOfACheckoutIsNewer() throws Exception {
        Files.createDirectory(home.resolve(".git"));
        setAge("modules/app/target/built", -60);
        write("modules/app/src/main/Some.java", "");

        assertThat(run(Map.of("JAVA_HOME", jdk("jdk 25", "25"))).err()).contains("Building Kaname again");
    }

    @Test
    void whatIsNoCheckoutIsNeverBuiltAgain() throws Exception {
        setAge("modules/app/target/built", -60);
        write("modules/app/src/main/Some.java", "");

        assertThat(run(Map.of("JAVA_HOME", jdk("jdk 25", "25"))).err()).isEmpty();
    }

    @Test
    void aBuildThatFailsShowsTheEndOfItsLog() throws Exception {
        Files.delete(home.resolve("modules/app/target/built"));
        executable("mvnw", "echo the compiler is unhappy; exit 1\n");

        var outcome = run(Map.of("JAVA_HOME", jdk("jdk 25", "25")));

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("the compiler is unhappy").contains("target/build.log");
    }

    @Test
    void aJavaWithoutCompilerCannotBuild() throws Exception {
        Files.delete(home.resolve("modules/app/target/built"));
        var runtime = jdk("jre 25", "25");
        Files.delete(Path.of(runtime, "bin", "javac"));

        var outcome = run(Map.of("JAVA_HOME", runtime));

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err()).contains("has no compiler");
    }

    /** A home whose java prints its version and arguments. */
    private String jdk(String name, String version) throws IOException {
        var jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), "echo 'Java " + version + "'; printf '[%s]' \"$@\"; exit ${EXIT:-0}\n");
        script(jdk.resolve("bin/javac"), "exit 0\n");
        return jdk.toString();
    }

    private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        return runScript(home.resolve("kaname"), environment, arguments);
    }

    private Outcome runScript(Path script, Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        if (!environment.containsKey("PATH")) {
            // A directory of the few tools it needs, so that the java of this machine is not on the path.
            builder.environment().put("PATH", tools().toString());
        }
        int exit = builder.start().waitFor();
        return new Outcome(
                exit, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private Path tools() throws IOException {
        var tools = Files.createDirectories(folder.resolve("tools"));
        for (var tool : List.of("find", "readlink", "tail", "mkdir", "locale")) {
            for (var place : List.of("/usr/bin", "/bin")) {
                var target = Path.of(place, tool);
                if (Files.exists(target)) {
                    script(tools.resolve(tool), "exec " + target + " \"$@\"\n");
                }
            }
        }
        return tools;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
    }

    private void executable(String name, String body) throws IOException {
        script(home.resolve(name), body);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void setAge(String name, int seconds) throws IOException {
        Files.setLastModifiedTime(
                home.resolve(name), FileTime.from(Instant.now().plusSeconds(seconds)));
    }
}
