package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.model.Comparison.ABOVE;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/** METI white paper 2024: counts goods by import concentration; its threshold is not known. */
final class MetiWp2024 {
    private MetiWp2024() {}

    static final RuleVersion RULE = new RuleVersion(
                    "meti-wp@2024",
                    "METI white paper, import concentration",
                    RuleVersion.Family.C,
                    RuleVersion.Status.READING,
                    "METI, White Paper on International Economy and Trade 2024",
                    List.of(new ConditionSpec("import_hhi", GoodMeasure.HHI, ABOVE, "import_hhi")),
                    new TreeMap<>(Map.of("import_hhi", 0.25)),
                    null,
                    false,
                    EnumSet.of(IMPORTS),
                    List.of(
                            "The white paper counts goods by HHI without a threshold; 0.25 is assumed. Results are grouped by "
                                    + "top supplier."))
            .asExperimental();
}
