package org.kaname.data.source;

import java.util.List;
import org.kaname.model.Explanation;

/** Whether a file is of a format, or the first condition it does not meet. */
public sealed interface Recognition {
    /** The signature fits. */
    record Yes() implements Recognition {}

    /** @param unmet a sentence */
    record No(Explanation unmet) implements Recognition {}

    static Recognition yes() {
        return new Yes();
    }

    /** The columns that a header lacks. */
    static Recognition lacks(List<String> columns) {
        return new No(Explanation.of("recognition.lacks", "columns", String.join(", ", columns)));
    }

    static Recognition no(String key, Object... namesAndValues) {
        return new No(Explanation.of(key, namesAndValues));
    }
}
