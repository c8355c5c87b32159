package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever's figures or code Kaname carries stands in NOTICE.md. */
class NoticeTest {
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>(?:(?!</dependency>).)*<artifactId>([^<]+)</artifactId>((?:(?!</dependency>).)*)",
            Pattern.DOTALL);

    @Test
    void everySourceOfTheStarterPackIsAttributed() {
        assertThat(missing(Repository.readStarterTable("sources"), Repository.read("NOTICE.md")))
                .isEmpty();
    }

    @Test
    void aSourceWithoutItsAttributionIsFound() {
        var source = Map.of("id", "new-source", "attribution", "A. Provider", "status", "check");

        assertThat(missing(List.of(source), Repository.read("NOTICE.md"))).containsExactly("new-source");
        assertThat(missing(List.of(source), "| `new-source` | x | y | z | check | Somebody else |"))
                .containsExactly("new-source");
        assertThat(missing(List.of(source), "| `new-source` | x | y | z | clear | A. Provider |"))
                .containsExactly("new-source");
        assertThat(missing(List.of(source), "| `new-source` | x | y | z | check | A. Provider |"))
                .isEmpty();
    }

    @Test
    void everyShippedLibraryIsNamed() {
        var notice = Repository.read("NOTICE.md");
        var shipped = new ArrayList<>(shippedLibraries(
                Repository.read("pom.xml").replaceAll("(?s)<dependencyManagement>.*</dependencyManagement>", "")));
        for (var module : Repository.listModules()) {
            shipped.addAll(shippedLibraries(Repository.read("modules/" + module + "/pom.xml")));
        }
        assertThat(shipped).contains("picocli", "duckdb_jdbc", "jackson-databind", "jspecify");
        assertThat(shipped).allSatisfy(library -> assertThat(notice).contains(library));
    }

    @Test
    void theLicenceIsTheWholeOfApache2() {
        assertThat(Repository.read("LICENSE"))
                .contains("Version 2.0, January 2004")
                .contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION")
                .contains("END OF TERMS AND CONDITIONS");
    }

    private static List<String> missing(List<Map<String, String>> sources, String notice) {
        return sources.stream()
                .filter(source -> notice.lines()
                        .noneMatch(line -> line.startsWith("| `" + source.get("id") + "` |")
                                && line.contains(
                                        "| " + source.get("status") + " | " + source.get("attribution") + " |")))
                .map(source -> source.getOrDefault("id", ""))
                .toList();
    }

    private static List<String> shippedLibraries(String pom) {
        return DEPENDENCY
                .matcher(pom)
                .results()
                .filter(dependency -> !dependency.group(2).contains("<scope>test</scope>"))
                .map(dependency -> dependency.group(1))
                .filter(library -> !library.startsWith("kaname-"))
                .toList();
    }
}
