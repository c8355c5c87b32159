package org.kaname.app.shock;

import java.util.Optional;
import org.kaname.app.wording.Words;
import org.kaname.data.inputoutput.ReadTable;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;

/** Names of the economies of a table. Its rests may have codes that elsewhere are an economy's: they have names of their own. */
final class TableNames {
    private TableNames() {}

    /** The phrasebook with the names of this table's rests. */
    static Phrasebook in(Phrasebook book, ReadTable read) {
        return book.withEconomyNames((code, language) -> rest(book, read, code).orElseGet(() -> book.economy(code)));
    }

    /** The name in both languages. */
    static java.util.Map<String, String> both(Words words, ReadTable read, String code) {
        var names = new java.util.TreeMap<String, String>();
        for (var language : Language.values()) {
            names.put(
                    language.name().toLowerCase(java.util.Locale.ROOT),
                    in(words.in(language), read).economy(code));
        }
        return names;
    }

    /** True where the code stands for several economies together. */
    static boolean isRest(Phrasebook book, ReadTable read, String code) {
        return rest(book, read, code).isPresent();
    }

    private static Optional<String> rest(Phrasebook book, ReadTable read, String code) {
        return book.findTemplate("table.rest." + read.layout() + "." + code)
                .or(() -> book.findTemplate("table.rest." + code));
    }
}
