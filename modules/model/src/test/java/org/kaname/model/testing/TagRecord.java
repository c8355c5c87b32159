package org.kaname.model.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Appends a line {@code tag, test, status, reason} (tab-separated) to {@code target/test-tags.tsv} of the module for each tag of each
 * test, or one with the tag {@code -}. Surefire's reports carry no tags, so without this record nobody could tell that no golden test
 * ran. Read by {@code build/TestSummary.java}. Registered as a service of the JUnit launcher.
 */
public final class TagRecord implements TestExecutionListener {
    private final Path file;
    private Optional<TestPlan> plan = Optional.empty();

    /** Called by the JUnit launcher. */
    public TagRecord() {
        this(Path.of(System.getProperty("basedir", "."), "target", "test-tags.tsv"));
    }

    TagRecord(Path file) {
        this.file = file;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        record(test, "SKIPPED", reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        // A class that ran says nothing its tests do not say; one that stopped before its tests is all there is of
        // them.
        if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            var status = result.getStatus() == TestExecutionResult.Status.ABORTED
                    ? "SKIPPED"
                    : result.getStatus().name();
            record(
                    test,
                    status,
                    result.getThrowable().map(Throwable::getMessage).orElse(""));
        }
    }

    private void record(TestIdentifier test, String status, String reason) {
        var tags = new TreeSet<String>();
        var each = Optional.of(test);
        while (each.isPresent()) {
            each.get().getTags().forEach(tag -> tags.add(tag.getName()));
            var child = each.get();
            each = plan.flatMap(p -> p.getParent(child));
        }
        if (tags.isEmpty()) {
            tags.add("-");
        }
        var lines = new StringBuilder();
        for (var tag : tags) {
            lines.append(tag)
                    .append('\t')
                    .append(onOneLine(name(test)))
                    .append('\t')
                    .append(status)
                    .append('\t')
                    .append(onOneLine(reason))
                    .append('\n');
        }
        append(lines.toString());
    }

    private synchronized void append(String lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .map(source -> switch (source) {
                    case MethodSource method -> method.getClassName() + "#" + method.getMethodName();
                    case ClassSource type -> type.getClassName();
                    default -> test.getUniqueId();
                })
                .map(named -> named.endsWith("#" + test.getDisplayName().replaceAll("\\(.*", ""))
                        ? named
                        : named + " " + test.getDisplayName())
                .orElse(test.getUniqueId());
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
