package org.kaname.triage;

import java.util.ArrayList;
import java.util.List;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.Settings;
import org.kaname.measure.rule.RuleCatalogue;

/** The constants of {@code triage@1} (measurement 6.1) beside those of measures and rules. */
public final class TriageConstants {
    /** Method id of the table of rows. */
    public static final String METHOD = "triage@1";

    private static final String OURS = "kaname";

    private TriageConstants() {}

    /** The constants of rules, measures of goods and rows for goods. */
    public static List<Settings.Constant> all() {
        var constants = new ArrayList<>(RuleCatalogue.constants());
        constants.addAll(MeasureConstants.own());
        constants.addAll(own());
        return constants;
    }

    /** The same as settings in force, as published. */
    public static Settings settings() {
        return Settings.of(all());
    }

    private static List<Settings.Constant> own() {
        return List.of(
                // Below US$ 1 m the two reporters of a flow differ by a factor of 4 to 6 at one standard deviation
                // (6.4).
                constant("triage@1.floor", 1000),
                constant("triage@1.b2_world_share", 0.25),
                constant("triage@1.b2_world_rank", 2),
                constant("triage@1.b2_rca", 1),
                constant("triage@1.b2_dependents", 5),
                constant("triage@1.b2e_world_share", 0.25),
                constant("triage@1.b2e_world_rank", 1),
                constant("triage@1.old_data_years", 3),
                constant("triage@1.eroding_fall", 0.05),
                constant("triage@1.eroding_years", 5),
                constant("triage@1.narrow_margin", 0.05),
                // Fallback noise by value of the flow, upper ends of the classes in US$ (6.4, column "default").
                constant("noise@1.sigma_below_1e4", 2.8),
                constant("noise@1.sigma_1e4_1e5", 2.0),
                constant("noise@1.sigma_1e5_1e6", 1.6),
                constant("noise@1.sigma_1e6_1e7", 1.1),
                constant("noise@1.sigma_1e7_1e8", 0.65),
                constant("noise@1.sigma_from_1e8", 0.35));
    }

    private static Settings.Constant constant(String name, double value) {
        return new Settings.Constant(name, value, OURS);
    }
}
