package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorPagesTest {
    private static final Pattern CODE = Pattern.compile("KAN-APP-\\d{3}");
    private static final Pattern PAGE = Pattern.compile("(?m)^## (KAN-APP-\\d{3})$");

    @Test
    void everyCodeOfTheCommandLineHasAPageAndEveryPageACode() throws IOException {
        var used = new TreeSet<String>();
        var app = Repository.root().resolve("modules/app/src/main");
        try (Stream<java.nio.file.Path> files = Files.walk(app)) {
            for (var file : (Iterable<java.nio.file.Path>)
                    files.filter(f -> f.toString().matches(".*\\.(java|properties)"))::iterator) {
                used.addAll(codes(CODE, Files.readString(file)));
            }
        }
        var pages = new TreeSet<String>();
        PAGE.matcher(Repository.read("docs/errors.md")).results().forEach(m -> pages.add(m.group(1)));

        assertThat(pages).isEqualTo(used).isNotEmpty();
    }

    @Test
    void everyCodeOfTheEnginesHasAPageAndEveryPageACode() throws IOException {
        var used = new TreeSet<String>();
        for (var module : new String[] {"modules/app/src/main", "modules/shock/src/main"}) {
            try (Stream<java.nio.file.Path> files = Files.walk(Repository.root().resolve(module))) {
                for (var file : (Iterable<java.nio.file.Path>)
                        files.filter(f -> f.toString().matches(".*\\.(java|properties)"))::iterator) {
                    used.addAll(codes(Pattern.compile("KAN-SHOCK-\\d{3}"), Files.readString(file)));
                }
            }
        }
        var pages = new TreeSet<String>();
        Pattern.compile("(?m)^## (KAN-SHOCK-\\d{3})$")
                .matcher(Repository.read("docs/errors.md"))
                .results()
                .forEach(m -> pages.add(m.group(1)));

        assertThat(pages).isEqualTo(used).isNotEmpty();
    }

    private static Set<String> codes(Pattern pattern, String text) {
        var codes = new TreeSet<String>();
        pattern.matcher(text).results().forEach(m -> codes.add(m.group()));
        return codes;
    }
}
