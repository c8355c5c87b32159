package org.kaname.triage;

import java.util.ArrayList;
import java.util.List;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.Settings;
import org.kaname.measure.chokepoint.CentralExporter;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.power.PowerProfile;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.stage.StageConcentration;

/** The constants of {@code triage@1} (measurement 6.1) beside those of the measures and rules below it. */
public final class TriageConstants {
    /** Method id of the table of rows. */
    public static final String METHOD = "triage@1";

    private TriageConstants() {}

    /** The constants of rules, measures, and the rows for goods, materials, fields and published shares. */
    public static List<Settings.Constant> all() {
        var constants = new ArrayList<>(RuleCatalogue.constants());
        constants.addAll(MeasureConstants.own());
        constants.addAll(StageConcentration.constants());
        constants.addAll(FieldProfiles.constants());
        constants.addAll(Complexity.constants());
        constants.addAll(PowerProfile.constants());
        constants.addAll(CentralExporter.constants());
        constants.addAll(Settings.read(TriageConstants.class));
        return List.copyOf(constants);
    }

    /** The same as settings in force, as published. */
    public static Settings settings() {
        return Settings.of(all());
    }
}
