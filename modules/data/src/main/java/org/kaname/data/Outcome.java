package org.kaname.data;

import java.util.List;

/** What was read, or every reason why it was refused. */
public sealed interface Outcome<T> {
    record Taken<T>(T value) implements Outcome<T> {}

    /** @param refusals never empty */
    record Refused<T>(List<Refusal> refusals) implements Outcome<T> {
        public Refused {
            refusals = List.copyOf(refusals);
            if (refusals.isEmpty()) {
                throw new IllegalArgumentException("A refusal needs a reason.");
            }
        }
    }
}
