package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;
import org.kaname.model.Comparison;

/** One supplier holds half of the imports or more, by value (Cabinet Office, 世界経済の潮流 2021 II). */
final class Cao2021 {
    private Cao2021() {}

    static final RuleVersion RULE = new RuleVersion(
                    "cao@2021",
                    "Cabinet Office, top supplier",
                    RuleVersion.Family.B,
                    RuleVersion.Status.PUBLISHED,
                    "Cabinet Office of Japan, 世界経済の潮流 2021 II",
                    List.of(new ConditionSpec("top_share", GoodMeasure.TOP_SHARE, Comparison.AT_LEAST, "top_share")),
                    new TreeMap<>(Map.of("top_share", 0.5)),
                    null,
                    true,
                    EnumSet.of(IMPORTS),
                    List.of("Single economies; results are grouped by top supplier."))
            .withCounts(RuleVersion.PublishedCount.golden(321));
}
