package org.kaname.data.source.comtrade;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kaname.data.csv.TextPool;

/** What each distinct text of a field means: looked up once, not for each row. Not thread-safe. */
final class Meanings<T> {
    private final TextPool pool = new TextPool();
    private final List<T> known = new ArrayList<>();
    private final Function<String, T> lookUp;

    Meanings(Function<String, T> lookUp) {
        this.lookUp = lookUp;
    }

    T of(ComtradeRow row, Field field) {
        int id = row.pooled(field, pool);
        while (id >= known.size()) {
            known.add(lookUp.apply(pool.text(known.size())));
        }
        return known.get(id);
    }

    /** Number of a text among those met. */
    int number(ComtradeRow row, Field field) {
        return row.pooled(field, pool);
    }

    /** A code without blanks around it; programs that keep numbers write 392 as 392.0. */
    static String code(String text) {
        var stripped = text.strip();
        return stripped.endsWith(".0") ? stripped.substring(0, stripped.length() - 2) : stripped;
    }
}
