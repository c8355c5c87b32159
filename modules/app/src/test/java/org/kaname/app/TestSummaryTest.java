package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What continuous integration says about a build, on reports in the shapes that surefire writes. */
class TestSummaryTest {
    private record Outcome(int exit, String out) {}

    private static final String PASSED = test("passes", "");
    private static final List<String> CORE = List.of("golden", "two-implementations", "invariant", "architecture");

    @TempDir
    static Path classes;

    @TempDir
    Path root;

    /** Once for all tests: `java TestSummary.java` would compile it for each. */
    @BeforeAll
    static void compile() {
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        Repository.root().resolve("build/TestSummary.java").toString());
        assertThat(exit).isZero();
    }

    @Test
    void aBuildWhoseCoreKindsRanIsGood() throws Exception {
        report("model", PASSED, PASSED);
        report("app", PASSED);
        tags("model", CORE.toArray(String[]::new));
        tags("app", "-");

        var outcome = summarise("--ci");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out())
                .contains("model          2 executed, 0 failed, 0 skipped")
                .contains("golden                   1 executed, 0 skipped")
                .endsWith("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0\n3 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void aCoreKindThatRanNothingFailsInContinuousIntegrationOnly() throws Exception {
        report("model", PASSED);
        tags("model", "two-implementations", "invariant", "architecture");
        line("model", "golden\torg.kaname.ATest#misses\tSKIPPED\tskipped: ../shared/golden/x is absent");

        var outcome = summarise("--ci");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("golden                   0 executed, 1 skipped")
                .contains("no test of the kind (golden) ran");
        assertThat(summarise().exit()).isZero();
    }

    @Test
    void eachSkipIsListedWithItsReason() throws Exception {
        report(
                "model",
                PASSED,
                test("annotated", "<skipped message=\"why not\"/>"),
                test(
                        "assumed",
                        "<skipped type=\"org.opentest4j.TestAbortedException\"><![CDATA[org.opentest4j.TestAbortedException: "
                                + "Assumption failed: skipped: ../shared/x is absent\n\tat A.b(A.java:1)\n]]></skipped>"));
        tags("model", CORE.toArray(String[]::new));

        var outcome = summarise("--ci");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out())
                .contains("model: org.kaname.ATest.annotated: why not\n")
                .contains("model: org.kaname.ATest.assumed: skipped: ../shared/x is absent\n")
                .endsWith("1 passed, 0 failed, 2 skipped\n");
    }

    @Test
    void aSkipWithoutReasonFails() throws Exception {
        report(
                "model",
                PASSED,
                test("bare", "<skipped message=\"void org.kaname.ATest.bare() is @Disabled\"/>"),
                test("inBareClass", "<skipped message=\"class org.kaname.ATest$Inner is @Disabled\"/>"),
                test(
                        "assumed",
                        "<skipped type=\"x\"><![CDATA[org.opentest4j.TestAbortedException: "
                                + "Assumption failed: assumption is not true\n\tat A.b(A.java:1)\n]]></skipped>"));
        tags("model", CORE.toArray(String[]::new));

        var outcome = summarise("--ci");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("skipped without a reason: model: org.kaname.ATest.bare\n")
                .contains("skipped without a reason: model: org.kaname.ATest.inBareClass\n")
                .contains("skipped without a reason: model: org.kaname.ATest.assumed\n");
    }

    @Test
    void failuresAndErrorsFail() throws Exception {
        report(
                "model",
                PASSED,
                test("fails", "<failure message=\"x\" type=\"y\">z</failure>"),
                test("breaks", "<error message=\"x\" type=\"y\">z</error>"));

        var outcome = summarise();

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("failed: model: org.kaname.ATest.fails")
                .contains("failed: model: org.kaname.ATest.breaks")
                .endsWith("Tests run: 3, Failures: 1, Errors: 1, Skipped: 0\n1 passed, 2 failed, 0 skipped\n");
    }

    @Test
    void aModuleThatLeavesNoRecordOfTagsFails() throws Exception {
        report("model", PASSED);
        report("data", PASSED);
        tags("model", CORE.toArray(String[]::new));

        var outcome = summarise("--ci");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).contains("the module (data) left no tag record");
    }

    @Test
    void nothingAtAllIsNoSuccess() throws Exception {
        Files.createDirectories(root.resolve("modules/model"));

        var outcome = summarise();

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).contains("no test ran");
    }

    private static String test(String name, String inside) {
        return "<testcase name=\"" + name + "\" classname=\"org.kaname.ATest\" time=\"0.0\">" + inside + "</testcase>";
    }

    private void report(String module, String... tests) throws IOException {
        var directory = Files.createDirectories(root.resolve("modules/" + module + "/target/surefire-reports"));
        Files.writeString(
                directory.resolve("TEST-org.kaname.ATest.xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite>" + String.join("\n", tests)
                        + "</testsuite>\n");
    }

    private void tags(String module, String... tags) throws IOException {
        var lines = Arrays.stream(tags)
                .map(tag -> tag + "\torg.kaname.ATest#passes\tSUCCESSFUL\t\n")
                .toList();
        Files.writeString(root.resolve("modules/" + module + "/target/test-tags.tsv"), String.join("", lines));
    }

    private void line(String module, String line) throws IOException {
        var file = root.resolve("modules/" + module + "/target/test-tags.tsv");
        Files.writeString(file, Files.readString(file) + line + "\n");
    }

    private Outcome summarise(String... options) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes.toString(),
                "TestSummary"));
        command.addAll(List.of(options));
        command.add(root.toString());
        var out = Files.createTempFile(root, "out", ".txt");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        return new Outcome(exit, Files.readString(out, StandardCharsets.UTF_8));
    }
}
