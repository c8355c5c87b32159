package org.kaname.measure.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;

/** Every frozen rule version, in the order in which they are shown. A new rule is a new file and one line here. */
public final class RuleCatalogue {
    private static final List<RuleVersion> ALL = all();

    private RuleCatalogue() {}

    private static List<RuleVersion> all() {
        var rules = new ArrayList<RuleVersion>();
        rules.add(Geodep2024.RULE);
        rules.add(Geodep2024.YEAR);
        rules.add(EcBottomUp2021.RULE);
        rules.add(EcBottomUp2021.EXTRA);
        rules.add(Cao2021.RULE);
        rules.addAll(Kiet2021.RULES);
        rules.add(Merics2020.RULE);
        rules.add(Merics2020.CRITICAL);
        rules.add(Merics2024.C12);
        rules.add(Merics2024.RULE);
        rules.add(Fki2022.RULE);
        rules.add(Hjs2020.RULE);
        rules.add(CbsBands1.RULE);
        rules.add(MetiWp2024.RULE);
        rules.add(OecdConcentration2025.RULE);
        rules.add(OecdConcentration2025.COUNT);
        rules.add(EcRefined2023.RULE);
        rules.add(MetiDomesticUse2020.RULE);
        return List.copyOf(rules);
    }

    public static List<RuleVersion> listRules() {
        return ALL;
    }

    public static Optional<RuleVersion> findRule(String id) {
        return ALL.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /** The rule with this id. Throws for an unknown one. */
    public static RuleVersion getRule(String id) {
        return findRule(id).orElseThrow(() -> new IllegalArgumentException("No rule (" + id + ")."));
    }

    /** The constants of all rules, named {@code <rule>.<constant>}, with the rule's status as origin. */
    public static List<Settings.Constant> constants() {
        var constants = new ArrayList<Settings.Constant>();
        for (var rule : ALL) {
            rule.constants()
                    .forEach((name, value) -> constants.add(new Settings.Constant(
                            rule.id() + "." + name, value, rule.status().name())));
        }
        return constants;
    }
}
