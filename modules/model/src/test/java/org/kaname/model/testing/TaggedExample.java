package org.kaname.model.testing;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Run by {@link TagRecordTest} only: its name matches no pattern of the build. */
@Tag("outer")
class TaggedExample {
    @Test
    void passes() {}

    @Test
    @Tag("inner")
    void misses() {
        SharedFolder.require("no/such/file");
    }
}
