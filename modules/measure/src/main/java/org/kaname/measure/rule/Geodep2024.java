package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.EXPORTS;
import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.measure.RuleVersion.Requirement.WORLD;
import static org.kaname.model.Comparison.ABOVE;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/** GeoDep: concentrated imports of a good that few export, not covered by own exports, in two of three years (CEPII PB 2024-47). */
final class Geodep2024 {
    private Geodep2024() {}

    private static final List<ConditionSpec> CONDITIONS = List.of(
            new ConditionSpec("import_hhi", GoodMeasure.HHI, ABOVE, "import_hhi"),
            new ConditionSpec("world_hhi", GoodMeasure.WORLD_HHI, ABOVE, "world_hhi"),
            new ConditionSpec("import_export_ratio", GoodMeasure.RATIO, ABOVE, "import_export_ratio"));

    private static final Map<String, Double> CONSTANTS =
            Map.of("import_hhi", 0.4, "world_hhi", 0.4, "import_export_ratio", 1.0);

    static final RuleVersion RULE = new RuleVersion(
                    "geodep@2024",
                    "GeoDep, two of three years",
                    RuleVersion.Family.A,
                    RuleVersion.Status.PUBLISHED,
                    "CEPII Policy Brief 2024-47",
                    CONDITIONS,
                    new TreeMap<>(CONSTANTS),
                    new RuleVersion.Persistence(2, 3),
                    true,
                    EnumSet.of(IMPORTS, EXPORTS, WORLD),
                    List.of("The three conditions must hold in the same year."))
            .withCounts(RuleVersion.PublishedCount.golden(72));

    static final RuleVersion YEAR = new RuleVersion(
                    "geodep@2024.year",
                    "GeoDep, one year",
                    RuleVersion.Family.A,
                    RuleVersion.Status.PUBLISHED,
                    "CEPII Policy Brief 2024-47, without the condition on persistence",
                    CONDITIONS,
                    new TreeMap<>(CONSTANTS),
                    null,
                    false,
                    EnumSet.of(IMPORTS, EXPORTS, WORLD),
                    List.of(
                            "For golden tables and single-year sets; shown beside geodep@2024, not counted as a second judge."))
            .withCounts(
                    RuleVersion.PublishedCount.golden(72),
                    new RuleVersion.PublishedCount(
                            "golden-bloc",
                            "the same table with the bloc of eight economies as one unit; pairs flagged of 1,553",
                            106,
                            "recomputed with numpy and pandas from the formulas"));
}
