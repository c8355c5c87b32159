package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.measure.RuleVersion.Requirement.PARTNER;
import static org.kaname.measure.RuleVersion.Requirement.PRODUCT_LIST;
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
 * MERICS 2020: a partner supplies more than half of the imports. Whether the original base was all imports of the Union or those from
 * outside it is not established; the base here follows from the partition, so that both are one rule and one vote.
 */
final class Merics2020 {
    private Merics2020() {}

    private static final ConditionSpec SHARE =
            new ConditionSpec("partner_share", GoodMeasure.PARTNER_SHARE, ABOVE, "partner_share");

    private static final String SOURCE = "MERICS 2020, known from press";

    static final RuleVersion RULE = new RuleVersion(
                    "merics@2020",
                    "MERICS, more than half from the partner",
                    RuleVersion.Family.B,
                    RuleVersion.Status.SECONDARY,
                    SOURCE,
                    List.of(SHARE),
                    new TreeMap<>(Map.of("partner_share", 0.5)),
                    null,
                    true,
                    EnumSet.of(IMPORTS, PARTNER),
                    List.of(
                            "Originally imports of a bloc from one partner; whether the base was all imports (.all) or those "
                                    + "from outside (.extra) is not established.",
                            "For a single economy both bases are the same. With a bloc as one unit, trade among its members leaves "
                                    + "the imports, so the base is .extra; .all needs the flows between members (INTRA) and is "
                                    + "computed for the published count alone (verify)."))
            .withCounts(RuleVersion.PublishedCount.golden(321));

    static final RuleVersion CRITICAL = new RuleVersion(
            "merics@2020.critical",
            "MERICS, more than half from the partner, essential goods",
            RuleVersion.Family.B,
            RuleVersion.Status.SECONDARY,
            SOURCE,
            List.of(SHARE, new ConditionSpec("essential", GoodMeasure.ESSENTIAL, AT_LEAST, "essential")),
            new TreeMap<>(Map.of("partner_share", 0.5, "essential", 1.0)),
            null,
            false,
            EnumSet.of(IMPORTS, PARTNER, PRODUCT_LIST),
            List.of(
                    "The list of essential goods is not published, and no format holds one yet: a good with a share above the "
                            + "threshold is INSUFFICIENT for want of PRODUCT_LIST, any other is NOT_FLAGGED."));
}
