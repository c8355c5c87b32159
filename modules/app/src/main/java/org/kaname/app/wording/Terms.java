package org.kaname.app.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.kaname.model.Language;

/**
 * Japanese names of materials, technology fields and inputs, which the tables name in English only. A term without a Japanese name
 * keeps its English one.
 */
public final class Terms {
    private static final Map<String, String> JAPANESE = read();

    private Terms() {}

    public static String material(String name, Language language) {
        return in("material", name, language);
    }

    public static String field(String name, Language language) {
        return in("field", name, language);
    }

    public static String input(String name, Language language) {
        return in("input", name, language);
    }

    private static String in(String kind, String name, Language language) {
        return language == Language.JA ? JAPANESE.getOrDefault(kind + ";" + name, name) : name;
    }

    private static Map<String, String> read() {
        var names = new HashMap<String, String>();
        try (InputStream in = Terms.class.getResourceAsStream("terms_ja.csv")) {
            if (in == null) {
                throw new IllegalStateException("The list (terms_ja.csv) is absent.");
            }
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
            for (var line : lines) {
                int last = line.lastIndexOf(';');
                names.put(line.substring(0, last), line.substring(last + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(names);
    }
}
