package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.EXPORTS;
import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.measure.RuleVersion.Requirement.PARTNER;
import static org.kaname.measure.RuleVersion.Requirement.WORLD;
import static org.kaname.model.Comparison.ABOVE;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/** Henry Jackson Society: a net importer, more than half from a partner that controls three tenths of the world market. */
final class Hjs2020 {
    private Hjs2020() {}

    static final RuleVersion RULE = new RuleVersion(
                    "hjs@2020",
                    "HJS, net importer from a large partner",
                    RuleVersion.Family.B,
                    RuleVersion.Status.SECONDARY,
                    "Henry Jackson Society 2020, known from reports",
                    List.of(
                            new ConditionSpec("import_export_ratio", GoodMeasure.RATIO, ABOVE, "import_export_ratio"),
                            new ConditionSpec("partner_share", GoodMeasure.PARTNER_SHARE, ABOVE, "partner_share"),
                            new ConditionSpec(
                                    "partner_world_share",
                                    GoodMeasure.PARTNER_WORLD_SHARE,
                                    ABOVE,
                                    "partner_world_share")),
                    new TreeMap<>(Map.of("import_export_ratio", 1.0, "partner_share", 0.5, "partner_world_share", 0.3)),
                    null,
                    true,
                    EnumSet.of(IMPORTS, EXPORTS, PARTNER, WORLD),
                    List.of("All three are strict: a share of exactly one half, or of exactly 0.3, is not flagged."))
            .withCounts(RuleVersion.PublishedCount.golden(196));
}
