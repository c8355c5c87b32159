package org.kaname.model.testing;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Run by {@link TagRecordTest} only: its name matches no pattern of the build. */
@Tag("outer")
class StoppedExample {
    @BeforeAll
    static void needsAFile() {
        SharedFolder.require("no/such/file");
    }

    @Test
    void neverRuns() {}
}
