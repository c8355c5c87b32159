package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.EXPORTS;
import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.model.Comparison.ABOVE;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/**
 * European Commission, bottom-up: concentrated outer supply, mostly from outside, larger than own exports (SWD(2021)352). For a single
 * economy H = N = {subject}: all suppliers are outer and the second figure is 1. For a bloc see
 * {@link org.kaname.measure.bloc.BlocDependence}.
 */
final class EcBottomUp2021 {
    private EcBottomUp2021() {}

    static final RuleVersion RULE = rule("ec-bottom-up@2021", "EC bottom-up", GoodMeasure.CDI3, true)
            .withCounts(RuleVersion.PublishedCount.golden(129), bloc(4));

    static final RuleVersion EXTRA = rule(
                    "ec-bottom-up@2021.extra", "EC bottom-up, exports to outside only", GoodMeasure.CDI3_EXTRA, false)
            .withCounts(bloc(13));

    private static RuleVersion.PublishedCount bloc(long value) {
        return new RuleVersion.PublishedCount(
                "golden-bloc",
                "synthetic table golden/dependency-rules, home and inner set the bloc of eight economies; goods flagged of 120",
                value,
                "ref_eu_cdi.csv of the table");
    }

    private static RuleVersion rule(String id, String title, GoodMeasure ratio, boolean votes) {
        return new RuleVersion(
                id,
                title,
                RuleVersion.Family.A,
                RuleVersion.Status.SECONDARY,
                "European Commission, SWD(2021) 352; 0.5 from secondary sources",
                List.of(
                        new ConditionSpec("cdi1", GoodMeasure.CDI1, ABOVE, "cdi1"),
                        new ConditionSpec("cdi2", GoodMeasure.CDI2, ABOVE, "cdi2"),
                        new ConditionSpec("cdi3", ratio, ABOVE, "cdi3")),
                new TreeMap<>(Map.of("cdi1", 0.4, "cdi2", 0.5, "cdi3", 1.0)),
                null,
                votes,
                EnumSet.of(IMPORTS, EXPORTS),
                votes
                        ? List.of(
                                "For a single economy without an inner set the second condition holds trivially (CDI2_VACUOUS).")
                        : List.of("Kept because the denominator decides; never counted as a vote."));
    }
}
