import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Says what the tests of a build did: counts per module, each skipped test with its reason, and how many tests ran of each kind.
 * {@code java build/TestSummary.java [--ci] ROOT}. Reads the reports of surefire and failsafe and the tag records beside them.
 *
 * <p>Exits 1 where a test failed or none ran, and, with {@code --ci}, where a core kind of test ran nothing, a skip gives no reason, or a
 * module leaves no tag record.
 */
public final class TestSummary {
    /** The kinds of test without which a green build says little (tags of JUnit). */
    private static final List<String> CORE_TAGS = List.of("golden", "two-implementations", "invariant", "architecture");

    private static final List<String> REPORTS = List.of("surefire-reports", "failsafe-reports");

    private record Skip(String module, String test, String reason) {}

    private static final class Counts {
        int run;
        int failures;
        int errors;
        int skipped;

        int passed() {
            return run - failures - errors - skipped;
        }

        void add(Counts other) {
            run += other.run;
            failures += other.failures;
            errors += other.errors;
            skipped += other.skipped;
        }
    }

    private final Map<String, Counts> modules = new TreeMap<>();
    private final List<Skip> skips = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Integer> ranByTag = new TreeMap<>();
    private final Map<String, Integer> skippedByTag = new TreeMap<>();
    private final Set<String> modulesWithTags = new TreeSet<>();

    public static void main(String[] arguments) throws Exception {
        var words = new ArrayList<>(List.of(arguments));
        boolean ci = words.remove("--ci");
        if (words.size() != 1) {
            System.err.println("Usage: java build/TestSummary.java [--ci] ROOT");
            System.exit(2);
        }
        var summary = new TestSummary();
        summary.read(Path.of(words.getFirst()));
        System.exit(summary.print(ci) ? 0 : 1);
    }

    private void read(Path root) throws Exception {
        try (Stream<Path> found = Files.list(root.resolve("modules"))) {
            for (var module : found.filter(Files::isDirectory).sorted().toList()) {
                for (var reports : REPORTS) {
                    readReports(module.getFileName().toString(), module.resolve("target").resolve(reports));
                }
                readTags(module.getFileName().toString(), module.resolve("target").resolve("test-tags.tsv"));
            }
        }
    }

    private void readReports(String module, Path directory) throws Exception {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> found = Files.list(directory)) {
            for (var file : found.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList()) {
                readReport(module, file);
            }
        }
    }

    private void readReport(String module, Path file) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var cases = factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("testcase");
        var counts = modules.computeIfAbsent(module, m -> new Counts());
        for (int i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            var name = test.getAttribute("classname") + "." + test.getAttribute("name");
            counts.run++;
            var skipped = test.getElementsByTagName("skipped");
            if (test.getElementsByTagName("failure").getLength() > 0) {
                counts.failures++;
                broken.add(module + ": " + name);
            } else if (test.getElementsByTagName("error").getLength() > 0) {
                counts.errors++;
                broken.add(module + ": " + name);
            } else if (skipped.getLength() > 0) {
                counts.skipped++;
                skips.add(new Skip(module, name, reason((Element) skipped.item(0))));
            }
        }
    }

    /**
     * The reason somebody wrote, or nothing. An annotation's stands in the attribute, an assumption's in the first line of the stack
     * trace; what JUnit says by itself is none.
     */
    private static String reason(Element skipped) {
        var text = skipped.getAttribute("message");
        if (text.isBlank()) {
            text = skipped.getTextContent().strip().lines().findFirst().orElse("").replaceFirst("^[\\w.$]+(: |$)", "");
        }
        text = text.replaceAll("\\s+", " ").strip();
        text = text.replaceFirst("^Assumption failed:? ?", "").replaceFirst("^assumption is not true$", "");
        text = text.replaceFirst("^\\S.* \\S+\\(.*\\) is @Disabled$", "");
        return text.replaceFirst("^class \\S+ is @Disabled$", "").strip();
    }

    private void readTags(String module, Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        modulesWithTags.add(module);
        for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            var cells = line.split("\t", -1);
            if (cells.length == 4 && !cells[0].equals("-")) {
                (cells[2].equals("SKIPPED") ? skippedByTag : ranByTag).merge(cells[0], 1, Integer::sum);
            }
        }
    }

    private boolean print(boolean ci) {
        var total = new Counts();
        System.out.println();
        System.out.println("Tests by module");
        modules.forEach((module, counts) -> {
            System.out.printf(
                    "  %-10s %5d executed, %d failed, %d skipped%n",
                    module, counts.run - counts.skipped, counts.failures + counts.errors, counts.skipped);
            total.add(counts);
        });

        System.out.println("Tests by kind");
        var tags = new LinkedHashSet<>(CORE_TAGS);
        tags.addAll(ranByTag.keySet());
        tags.addAll(skippedByTag.keySet());
        for (var tag : tags) {
            System.out.printf(
                    "  %-20s %5d executed, %d skipped%n",
                    tag, ranByTag.getOrDefault(tag, 0), skippedByTag.getOrDefault(tag, 0));
        }

        if (!skips.isEmpty()) {
            System.out.println("Skipped");
            for (var skip : skips) {
                System.out.println("  " + skip.module() + ": " + skip.test() + ": "
                        + (skip.reason().isEmpty() ? "(no reason given)" : skip.reason()));
            }
        }

        var problems = new LinkedHashSet<String>();
        broken.forEach(test -> problems.add("failed: " + test));
        if (total.run - total.skipped == 0) {
            problems.add("no test ran");
        }
        if (ci) {
            for (var tag : CORE_TAGS) {
                if (ranByTag.getOrDefault(tag, 0) == 0) {
                    problems.add("no test of the kind (" + tag + ") ran");
                }
            }
            skips.stream()
                    .filter(skip -> skip.reason().isEmpty())
                    .forEach(skip -> problems.add("skipped without a reason: " + skip.module() + ": " + skip.test()));
            modules.keySet().stream()
                    .filter(module -> !modulesWithTags.contains(module))
                    .forEach(module -> problems.add("the module (" + module
                            + ") left no tag record; maybe its pom lacks the test-jar of kaname-model"));
        }
        if (!problems.isEmpty()) {
            System.out.println("Problems");
            problems.forEach(problem -> System.out.println("  " + problem));
        }

        System.out.println();
        System.out.printf(
                "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d%n",
                total.run, total.failures, total.errors, total.skipped);
        System.out.printf(
                "%d passed, %d failed, %d skipped%n",
                total.passed(), total.failures + total.errors, total.skipped);
        return problems.isEmpty();
    }
}
