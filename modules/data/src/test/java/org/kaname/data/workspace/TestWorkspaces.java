package org.kaname.data.workspace;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.kaname.data.Outcome;

/** Workspaces for tests. */
final class TestWorkspaces {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    private TestWorkspaces() {}

    static Workspace in(Path folder) {
        return switch (Workspace.open(folder.resolve("workspace"))) {
            case Outcome.Taken<Workspace> taken -> taken.value();
            case Outcome.Refused<Workspace> refused ->
                throw new AssertionError(refused.refusals().toString());
        };
    }
}
