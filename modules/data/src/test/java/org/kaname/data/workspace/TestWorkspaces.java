package org.kaname.data.workspace;

import java.nio.file.Path;
import org.kaname.data.Outcome;

/** Workspaces for tests. */
final class TestWorkspaces {
    private TestWorkspaces() {}

    static Workspace in(Path folder) {
        return switch (Workspace.open(folder.resolve("workspace"))) {
            case Outcome.Taken<Workspace> taken -> taken.value();
            case Outcome.Refused<Workspace> refused ->
                throw new AssertionError(refused.refusals().toString());
        };
    }
}
