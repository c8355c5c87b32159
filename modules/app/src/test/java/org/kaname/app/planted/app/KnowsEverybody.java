package org.kaname.app.planted.app;

import java.time.Instant;
import org.kaname.app.planted.measure.Target;
import org.kaname.app.planted.triage.Coloured;

/** Planted: what only the app may do. Never run. */
final class KnowsEverybody {
    private KnowsEverybody() {}

    static void printAndLeave(Target target) {
        System.out.println(Instant.now() + " " + new Coloured(target));
        System.exit(0);
    }
}
