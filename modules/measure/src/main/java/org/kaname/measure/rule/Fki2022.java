package org.kaname.measure.rule;

import static org.kaname.measure.RuleVersion.Requirement.EXPORTS;
import static org.kaname.measure.RuleVersion.Requirement.IMPORTS;
import static org.kaname.measure.RuleVersion.Requirement.PARTNER;
import static org.kaname.model.Comparison.AT_LEAST;
import static org.kaname.model.Comparison.AT_MOST;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;

/** FKI: nine tenths from the partner, an absolute inferiority of trade, and a good among the larger imports. */
final class Fki2022 {
    private Fki2022() {}

    static final RuleVersion RULE = new RuleVersion(
                    "fki@2022",
                    "FKI, nine tenths from the partner",
                    RuleVersion.Family.B,
                    RuleVersion.Status.SECONDARY,
                    "FKI 2022, known from press",
                    List.of(
                            new ConditionSpec("partner_share", GoodMeasure.PARTNER_SHARE, AT_LEAST, "partner_share"),
                            new ConditionSpec("trade_balance", GoodMeasure.BALANCE, AT_MOST, "trade_balance"),
                            new ConditionSpec(
                                    "import_rank_share", GoodMeasure.IMPORT_RANK_SHARE, AT_MOST, "import_rank_share")),
                    new TreeMap<>(Map.of("partner_share", 0.9, "trade_balance", -0.5, "import_rank_share", 0.3)),
                    null,
                    false,
                    EnumSet.of(IMPORTS, EXPORTS, PARTNER),
                    List.of(
                            "The source says \"absolute import inferiority\"; reading it as a balance of -0.5 or less is Kaname's "
                                    + "reading, not the authors' formula.",
                            "\"Top 30 % by value\" is read as the rank among the goods of the classification that the subject "
                                    + "imports; it needs all goods of the economy, else PRODUCTS_PARTIAL."))
            .asExperimental();
}
