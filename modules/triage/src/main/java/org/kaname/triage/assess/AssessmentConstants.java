package org.kaname.triage.assess;

import org.kaname.measure.Settings;
import org.kaname.triage.TriageConstants;

/** Every constant that an assessment uses: of rules, measures, and the table of rows. */
public final class AssessmentConstants {
    private AssessmentConstants() {}

    public static Settings settings() {
        return TriageConstants.settings();
    }
}
