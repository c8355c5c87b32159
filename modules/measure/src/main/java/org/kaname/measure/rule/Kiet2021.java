package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.BILATERAL_EXPORTS;
import static org.kaname.measure.RuleVersion.Requirement.EXPORTS;
import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.measure.RuleVersion.Requirement.PARTNER;
import static org.kaname.model.Comparison.ABOVE;
import static org.kaname.model.Comparison.AT_LEAST;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/**
 * KIET: a partner holds a large share of the imports and the subject runs a deficit. Reports disagree whether the deficit is with the
 * world or with the partner, so both readings ship.
 */
final class Kiet2021 {
    private Kiet2021() {}

    private static final double ATTENTION = 0.5;
    private static final double VULNERABLE = 0.7;

    static final List<RuleVersion> RULES = List.of(
            rule("attention.world", "KIET attention, deficit with the world", ATTENTION, GoodMeasure.RATIO, 221),
            rule(
                    "attention.partner",
                    "KIET attention, deficit with the partner",
                    ATTENTION,
                    GoodMeasure.PARTNER_RATIO,
                    278),
            rule("vulnerable.world", "KIET vulnerable, deficit with the world", VULNERABLE, GoodMeasure.RATIO, 67),
            rule(
                    "vulnerable.partner",
                    "KIET vulnerable, deficit with the partner",
                    VULNERABLE,
                    GoodMeasure.PARTNER_RATIO,
                    79));

    private static RuleVersion rule(String variant, String title, double share, GoodMeasure deficit, long golden) {
        var name = deficit == GoodMeasure.RATIO ? "import_export_ratio" : "partner_ratio";
        return new RuleVersion(
                        "kiet@2021." + variant,
                        title,
                        RuleVersion.Family.B,
                        RuleVersion.Status.SECONDARY,
                        "KIET 2021, known from press and later papers",
                        List.of(
                                new ConditionSpec(
                                        "partner_share", GoodMeasure.PARTNER_SHARE, AT_LEAST, "partner_share"),
                                new ConditionSpec(name, deficit, ABOVE, name)),
                        new TreeMap<>(Map.of("partner_share", share, name, 1.0)),
                        null,
                        true,
                        deficit == GoodMeasure.RATIO
                                ? EnumSet.of(IMPORTS, EXPORTS, PARTNER)
                                : EnumSet.of(IMPORTS, BILATERAL_EXPORTS, PARTNER),
                        List.of(
                                "Reports disagree about the deficit: .world compares with all partners, .partner with the one."))
                .withCounts(RuleVersion.PublishedCount.golden(golden));
    }
}
