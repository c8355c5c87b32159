package org.kaname.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.rule.RuleCatalogue;

/** The method pages say what the code does. Rewritten by {@code -Dkaname.write-docs=true}, or by the command they name. */
class MethodPagesTest {
    private static final Path FOLDER = Path.of(Objects.requireNonNull(System.getProperty("kaname.root")))
            .normalize()
            .resolve("docs/methods");

    @Test
    void thePagesInTheRepositoryAreThoseOfTheCode() throws IOException {
        var pages = MethodPages.pages();
        if (Boolean.getBoolean("kaname.write-docs")) {
            Files.createDirectories(FOLDER);
            for (var page : pages.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
            }
        }
        var found = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (var file : files.toList()) {
                found.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        var differing = new ArrayList<String>();
        pages.forEach((name, text) -> {
            if (!text.equals(found.get(name))) {
                differing.add(name);
            }
        });
        found.keySet().stream().filter(name -> !pages.containsKey(name)).forEach(differing::add);

        assertThat(differing)
                .as("differ from the code; run: " + MethodPages.COMMAND)
                .isEmpty();
    }

    @Test
    void everyRuleAndMeasureHasAPageThatTheIndexLinks() {
        var pages = MethodPages.pages();
        var index = Objects.requireNonNull(pages.get("README.md"));

        for (var rule : RuleCatalogue.listRules()) {
            assertThat(pages.get(rule.id() + ".md"))
                    .contains(rule.title(), rule.source(), rule.status().name());
            assertThat(index).contains("(" + rule.id() + ".md)");
        }
        for (var measure : GoodMeasure.values()) {
            assertThat(pages.get(measure.method() + ".md")).contains(measure.formula());
            assertThat(index).contains("(" + measure.method() + ".md)");
        }
        assertThat(index).doesNotContain("| |");
    }

    @Test
    void everyEdgeCaseStandsOnAPage() throws IOException {
        var all = MethodPages.pages().values().stream().collect(Collectors.joining());
        try (var in = Objects.requireNonNull(MethodPages.class.getResourceAsStream("edge-cases.tsv"))) {
            new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> assertThat(all).contains(line.split("\t")[1]));
        }
    }
}
