package org.kaname.app.command;

import java.util.Locale;

/** Constants as words of JSON. */
final class JsonWords {
    private JsonWords() {}

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
