package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.EXPORTS;
import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.measure.RuleVersion.Requirement.REEXPORTS;
import static org.kaname.measure.RuleVersion.Requirement.WORLD;
import static org.kaname.model.Comparison.ABOVE;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/** European Commission, refined: the bottom-up figures on four-year averages, home exports net of re-exports (single-market WP2023/14). */
final class EcRefined2023 {
    private EcRefined2023() {}

    static final RuleVersion RULE = new RuleVersion(
                    "ec-refined@2023",
                    "EC refined, four-year averages net of re-exports",
                    RuleVersion.Family.A,
                    RuleVersion.Status.READING,
                    "European Commission, Single Market Economics Papers, WP2023/14",
                    List.of(
                            new ConditionSpec("cdi1", GoodMeasure.REFINED_CDI1, ABOVE, "cdi1"),
                            new ConditionSpec("cdi2", GoodMeasure.REFINED_CDI2, ABOVE, "cdi2"),
                            new ConditionSpec("cdi3", GoodMeasure.REFINED_CDI3, ABOVE, "cdi3")),
                    new TreeMap<>(Map.of("cdi1", 0.4, "cdi2", 0.5, "cdi3", 1.0)),
                    null,
                    false,
                    EnumSet.of(IMPORTS, EXPORTS, WORLD, REEXPORTS),
                    List.of(
                            "INSUFFICIENT for want of REEXPORTS for every imported good: flows in memory carry no re-exports yet, "
                                    + "and the rule is not answered without them.",
                            "The exact correction for re-exports and the cut-offs of the network part are not known. The tag for a "
                                    + "single point of failure (concentrated world exports, or one exporter with more than half) is "
                                    + "not given either."))
            .asExperimental();
}
