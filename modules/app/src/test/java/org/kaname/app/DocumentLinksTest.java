package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links between documents and code lead somewhere, and the architecture says nothing without pointing at it. */
class DocumentLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern NEXT_SENTENCE = Pattern.compile("(?<=[.!?])\\s+(?=[A-Z\\[`])");

    @TempDir
    Path folder;

    @Test
    void everyRelativeLinkLeadsToAFile() throws IOException {
        var documents = listDocuments(Repository.root());

        assertThat(documents).contains(Repository.root().resolve("docs/ARCHITECTURE.md"));
        assertThat(documents)
                .allSatisfy(document -> assertThat(listDeadLinks(document)).isEmpty());
    }

    @Test
    void aLinkThatLeadsNowhereIsFound() throws IOException {
        var document = Files.writeString(
                folder.resolve("a.md"),
                "[here](a.md#top) [there](gone/Away.java) [site](https://example.org) [top](#top)");

        assertThat(listDeadLinks(document)).containsExactly("gone/Away.java");
    }

    @Test
    void eachSentenceOfTheArchitectureLinksWhatItSpeaksOf() {
        assertThat(listSentencesWithoutLink(Repository.read("docs/ARCHITECTURE.md")))
                .isEmpty();
    }

    @Test
    void aSentenceWithoutLinkIsFound() {
        assertThat(listSentencesWithoutLink("# Title\n\n[One](a) is linked. The other\nis not. A [third](b) is.\n"))
                .containsExactly("The other is not.");
    }

    private static List<Path> listDocuments(Path root) throws IOException {
        var documents = new ArrayList<Path>();
        for (var directory :
                List.of(root, root.resolve("docs"), root.resolve("docs/methods"), root.resolve("docs/how-to"))) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }

    private static List<String> listDeadLinks(Path document) throws IOException {
        return LINK.matcher(Files.readString(document))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("(?:https?:|mailto:|#).*"))
                .filter(target -> !Files.exists(document.resolveSibling(target.replaceAll("#.*", ""))))
                .toList();
    }

    private static List<String> listSentencesWithoutLink(String markdown) {
        var prose = markdown.replaceAll("(?s)```.*?```", "\n").replaceAll("(?m)^[#|].*$", "\n");
        return Stream.of(prose.split("\\n\\s*\\n", -1))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .flatMap(NEXT_SENTENCE::splitAsStream)
                .filter(sentence -> !LINK.matcher(sentence).find())
                .toList();
    }
}
