package org.kaname.measure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kaname.data.DataSet;
import org.kaname.measure.chokepoint.CentralExporter;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.power.PowerProfile;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.stage.StageConcentration;
import org.kaname.model.Code;

/** Goods measured and judged as the product does it, one evaluator for each subject. */
public final class Judging {
    private final DataSet data;
    private final Settings settings;
    private final List<String> partners;
    private final Map<String, GoodEvaluator> evaluators = new HashMap<>();

    public Judging(DataSet data) {
        this(data, settings(), List.of());
    }

    public Judging(DataSet data, Settings settings, List<String> partners) {
        this.data = data;
        this.settings = settings;
        this.partners = partners;
    }

    /** The constants of rules and measures as published. */
    public static Settings settings() {
        var constants = new ArrayList<>(RuleCatalogue.constants());
        constants.addAll(MeasureConstants.own());
        constants.addAll(StageConcentration.constants());
        constants.addAll(FieldProfiles.constants());
        constants.addAll(Complexity.constants());
        constants.addAll(PowerProfile.constants());
        constants.addAll(CentralExporter.constants());
        return Settings.of(constants);
    }

    public DataSet data() {
        return data;
    }

    public GoodEvaluator evaluator(String subject) {
        return evaluators.computeIfAbsent(subject, code -> {
            var set = new BitSet();
            partners.forEach(p -> set.set(data.economies().indexOf(p)));
            return new GoodEvaluator(data, data.economies().indexOf(code), set, settings);
        });
    }

    /** The only good with this code. */
    public Code product(String code) {
        return data.cube().products().stream()
                .filter(p -> p.value().equals(code))
                .findFirst()
                .orElseThrow();
    }

    public GoodYear year(String subject, String product, int year) {
        return evaluator(subject).evaluate(year, product(product));
    }

    public GoodProfile profile(String subject, Code product, int asOf) {
        return GoodProfile.of(data, evaluator(subject), product, asOf, partners, settings)
                .orElseThrow();
    }

    public Verdict verdict(String rule, String subject, String product, int asOf) {
        return new RuleJudge(RuleCatalogue.getRule(rule), settings).judge(profile(subject, product(product), asOf));
    }

    public String outcome(String rule, String subject, String product, int asOf) {
        return verdict(rule, subject, product, asOf).outcome();
    }

    /** {@code importer good} for everything the rule flags, among goods whose newest year is the year asked about. */
    public TreeSet<String> flagged(String rule, int asOf) {
        var flagged = new TreeSet<String>();
        var judge = new RuleJudge(RuleCatalogue.getRule(rule), settings);
        for (var economy : data.economies().listEconomies()) {
            if (economy.named()) {
                for (var product : data.cube().products()) {
                    var profile = GoodProfile.of(data, evaluator(economy.code()), product, asOf, partners, settings);
                    if (profile.isPresent()
                            && profile.get().dataYear() == asOf
                            && judge.judge(profile.get()).outcome().equals("FLAGGED")) {
                        flagged.add(economy.code() + " " + product.value());
                    }
                }
            }
        }
        return flagged;
    }
}
