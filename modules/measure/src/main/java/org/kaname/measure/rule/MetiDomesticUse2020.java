package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.EXPORTS;
import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.measure.RuleVersion.Requirement.PRODUCTION;
import static org.kaname.model.Comparison.AT_LEAST;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/** METI FY2020 study: the largest import source in domestic use. A figure; a verdict only with the user's own threshold. */
final class MetiDomesticUse2020 {
    private MetiDomesticUse2020() {}

    static final RuleVersion RULE = new RuleVersion(
            "meti-domestic-use@2020",
            "METI, largest import source in domestic use",
            RuleVersion.Family.D,
            RuleVersion.Status.SECONDARY,
            "METI, study of fiscal year 2020",
            List.of(new ConditionSpec("domestic_use", GoodMeasure.DOMESTIC_USE, AT_LEAST, "threshold")),
            // The study gives no threshold that is known.
            new TreeMap<>(Map.of("threshold", Double.NaN)),
            null,
            false,
            EnumSet.of(IMPORTS, EXPORTS, PRODUCTION),
            List.of(
                    "INSUFFICIENT for want of PRODUCTION for every imported good: no format holds domestic output yet, and it is "
                            + "never taken for 0.",
                    "The study gives no threshold that is known. A verdict needs one from the user: --set "
                            + "meti-domestic-use@2020.threshold=VALUE; without it the figure alone would be shown."));
}
