package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.model.Comparison.ABOVE;
import static org.kaname.model.Comparison.AT_MOST;
import static org.kaname.model.Comparison.BELOW;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/** Statistics Netherlands: three bands of import concentration. FLAGGED is the highest; the band itself is in the verdict. */
final class CbsBands1 {
    private CbsBands1() {}

    static final RuleVersion RULE = new RuleVersion(
                    "cbs-bands@1",
                    "CBS bands of import concentration",
                    RuleVersion.Family.C,
                    RuleVersion.Status.SECONDARY,
                    "Statistics Netherlands (CBS); the year of the text is not established, hence @1",
                    List.of(new ConditionSpec("import_hhi", GoodMeasure.HHI, ABOVE, "high")),
                    new TreeMap<>(Map.of("low", 0.15, "high", 0.25)),
                    null,
                    true,
                    EnumSet.of(IMPORTS),
                    List.of("LOW below 0.15, MIDDLE from 0.15 to 0.25, HIGH above 0.25. FLAGGED is HIGH."))
            .withBands(
                    new RuleVersion.Band("LOW", GoodMeasure.HHI, BELOW, "low"),
                    new RuleVersion.Band("MIDDLE", GoodMeasure.HHI, AT_MOST, "high"),
                    new RuleVersion.Band("HIGH", GoodMeasure.HHI, ABOVE, "high"))
            .withCounts(
                    RuleVersion.PublishedCount.golden(588),
                    new RuleVersion.PublishedCount(
                            "golden-middle",
                            "the same table; pairs in the band MIDDLE",
                            884,
                            "recomputed with numpy and pandas from the formulas"));
}
