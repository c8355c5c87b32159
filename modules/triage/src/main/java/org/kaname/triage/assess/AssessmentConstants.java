package org.kaname.triage.assess;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.kaname.measure.Settings;
import org.kaname.triage.TriageConstants;
import org.kaname.triage.field.FieldTriage;
import org.kaname.triage.material.MaterialTriage;

/** Every constant that an assessment uses: of rules, measures, and the table of rows. */
public final class AssessmentConstants {
    private AssessmentConstants() {}

    public static Settings settings() {
        var constants = new ArrayList<>(TriageConstants.all());
        var names = new HashSet<String>();
        constants.forEach(c -> names.add(c.name()));
        for (var more : List.of(MaterialTriage.constants(), FieldTriage.constants())) {
            for (var constant : more.listConstants().values()) {
                if (names.add(constant.name())) {
                    constants.add(new Settings.Constant(constant.name(), constant.value(), constant.origin()));
                }
            }
        }
        return Settings.of(constants);
    }
}
