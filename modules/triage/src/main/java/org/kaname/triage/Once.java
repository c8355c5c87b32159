package org.kaname.triage;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made when first asked for, once, by whichever thread asks. */
final class Once<T> {
    private @Nullable Supplier<T> make;
    private @Nullable T made;

    Once(Supplier<T> make) {
        this.make = make;
    }

    synchronized T get() {
        var known = made;
        var maker = make;
        if (known == null && maker != null) {
            known = maker.get();
            made = known;
            make = null;
        }
        if (known == null) {
            throw new IllegalStateException("The value was made as nothing.");
        }
        return known;
    }
}
