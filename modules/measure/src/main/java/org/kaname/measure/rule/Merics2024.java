package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.EXPORTS;
import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.measure.RuleVersion.Requirement.PARTNER;
import static org.kaname.measure.RuleVersion.Requirement.WORLD;
import static org.kaname.model.Comparison.AT_LEAST;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/** MERICS 2024: twice as much imported as exported, three tenths of it from the partner, few suppliers elsewhere. */
final class Merics2024 {
    private Merics2024() {}

    private static final ConditionSpec DEFICIT =
            new ConditionSpec("import_export_ratio", GoodMeasure.RATIO, AT_LEAST, "import_export_ratio");
    private static final ConditionSpec SHARE =
            new ConditionSpec("partner_share", GoodMeasure.PARTNER_SHARE, AT_LEAST, "partner_share");

    static final RuleVersion C12 = new RuleVersion(
                    "merics@2024.c12",
                    "MERICS, double deficit and three tenths from the partner",
                    RuleVersion.Family.B,
                    RuleVersion.Status.PUBLISHED,
                    "MERICS 2024, its first two conditions",
                    List.of(DEFICIT, SHARE),
                    new TreeMap<>(Map.of("import_export_ratio", 2.0, "partner_share", 0.3)),
                    null,
                    true,
                    EnumSet.of(IMPORTS, EXPORTS, PARTNER),
                    List.of("An upper bound: the third condition is left out, because its threshold is not known."))
            .withCounts(RuleVersion.PublishedCount.golden(663));

    static final RuleVersion RULE = new RuleVersion(
                    "merics@2024",
                    "MERICS, with few alternative suppliers",
                    RuleVersion.Family.B,
                    RuleVersion.Status.READING,
                    "MERICS 2024",
                    List.of(
                            DEFICIT,
                            SHARE,
                            new ConditionSpec(
                                    "partner_world_share",
                                    GoodMeasure.PARTNER_WORLD_SHARE,
                                    AT_LEAST,
                                    "partner_world_share")),
                    new TreeMap<>(Map.of("import_export_ratio", 2.0, "partner_share", 0.3, "partner_world_share", 0.3)),
                    null,
                    false,
                    EnumSet.of(IMPORTS, EXPORTS, PARTNER, WORLD),
                    List.of(
                            "The source says \"few alternative suppliers elsewhere\" without a threshold; the partner's share of "
                                    + "world exports stands for it here (our proxy)."))
            .withCounts(RuleVersion.PublishedCount.golden(374));
}
