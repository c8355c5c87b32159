package org.kaname.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;

class MessagesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path PAGES = Path.of("../../docs/errors.md");
    private static final Pattern CODE = Pattern.compile("KAN-DATA-\\d{3}");
    private static final Pattern WHOLE = Pattern.compile("\"(KAN-DATA-\\d{3}(?:\\.[a-z0-9-]+)?)\"");

    private final Phrasebook english = Phrasebook.read(Language.EN, List.of(Refusal.class));
    private final Phrasebook japanese = Phrasebook.read(Language.JA, List.of(Refusal.class));

    private static String sources() throws IOException {
        var text = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (var file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static TreeSet<String> codes(String text) {
        var codes = new TreeSet<String>();
        var matcher = CODE.matcher(text);
        while (matcher.find()) {
            codes.add(matcher.group());
        }
        return codes;
    }

    @Test
    void bothLanguagesHaveTheSameSentencesWithTheSameArguments() {
        assertThat(japanese.keys()).isEqualTo(english.keys());
        for (var key : english.keys()) {
            assertThat(Phrasebook.placeholders(japanese.findTemplate(key).orElseThrow()))
                    .as(key)
                    .isEqualTo(Phrasebook.placeholders(english.findTemplate(key).orElseThrow()));
        }
    }

    @Test
    void everyRefusalHasAHintThatBeginsWithMaybe() {
        for (var key : english.keys()) {
            if (key.startsWith("refusal.")) {
                var hint = key.replace("refusal.", "hint.");
                assertThat(english.findTemplate(hint).orElse("")).as(key).startsWith("Maybe ");
                assertThat(japanese.findTemplate(hint).orElse("")).as(key).startsWith("もしかすると");
            }
        }
    }

    @Test
    void everyCodeOfTheProgramHasAPageAndEveryPageACode() throws IOException {
        var pages = new TreeSet<String>();
        for (var line : Files.readAllLines(PAGES)) {
            if (line.startsWith("## KAN-DATA-")) {
                pages.add(line.substring(3));
            }
        }
        var used = codes(sources());
        used.addAll(codes(String.join(" ", english.keys())));
        assertThat(pages).isEqualTo(used);
    }

    @Test
    void everyRefusalInTheProgramCanBeSaid() throws IOException {
        var source = sources();
        var matcher = WHOLE.matcher(source);
        var missing = new TreeSet<String>();
        while (matcher.find()) {
            var code = matcher.group(1);
            // Codes of notes and of quarantine have sentences of their own.
            boolean refusal = Pattern.compile(
                            "(refuse|Refusal\\.of|refused)\\(\\s*(\\w+ \\? )?\"" + Pattern.quote(code) + "\"")
                    .matcher(source)
                    .find();
            if (refusal && english.findTemplate("refusal." + code).isEmpty()) {
                missing.add(code);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyReasonGapNoteAndPhaseHasASentence() throws IOException {
        for (var reason : QuarantinedRow.Reason.values()) {
            assertThat(english.keys()).contains("quarantine." + reason.name());
        }
        var keys = Pattern.compile("[\",](note|gap|phase|kind)\\.[a-z0-9-]+");
        var matcher = keys.matcher(sources() + Files.readString(Path.of("src/main/starter/pack.csv")));
        while (matcher.find()) {
            assertThat(english.keys()).contains(matcher.group().substring(1));
        }
    }
}
