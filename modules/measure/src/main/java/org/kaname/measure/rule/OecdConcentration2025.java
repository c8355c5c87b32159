package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.measure.RuleVersion.Requirement.WORLD;
import static org.kaname.model.Comparison.ABOVE;
import static org.kaname.model.Comparison.BELOW;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/** OECD: imports drawn from fewer than half the suppliers globally possible, in concentrated markets. Two readings of "suppliers". */
final class OecdConcentration2025 {
    private OecdConcentration2025() {}

    static final RuleVersion RULE = rule(
                    "oecd-concentration@2025",
                    "OECD concentration, effective suppliers",
                    "effective_suppliers_ratio",
                    GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO,
                    "Suppliers are counted as effective ones: 1 / HHI of the imports, 1 / HHI of all other exporters.")
            .withCounts(RuleVersion.PublishedCount.golden(5));

    static final RuleVersion COUNT = rule(
                    "oecd-concentration@2025.count",
                    "OECD concentration, number of suppliers",
                    "supplier_count_ratio",
                    GoodMeasure.SUPPLIER_COUNT_RATIO,
                    "Suppliers are counted one by one, however small.")
            .withCounts(RuleVersion.PublishedCount.golden(33));

    private static RuleVersion rule(String id, String title, String name, GoodMeasure ratio, String note) {
        return new RuleVersion(
                        id,
                        title,
                        RuleVersion.Family.C,
                        RuleVersion.Status.READING,
                        "OECD 2025",
                        List.of(
                                new ConditionSpec(name, ratio, BELOW, name),
                                new ConditionSpec(
                                        "world_hhi_others", GoodMeasure.WORLD_HHI_OTHERS, ABOVE, "world_hhi_others")),
                        new TreeMap<>(Map.of(name, 0.5, "world_hhi_others", 0.25)),
                        null,
                        false,
                        EnumSet.of(IMPORTS, WORLD),
                        List.of(
                                note,
                                "The subject is no supplier of its own: its exports are left out and the other shares add up to 1.",
                                "\"Concentrated markets\" has no threshold in the source; 0.25 is ours."))
                .asExperimental();
    }
}
