package org.kaname.measure.tournament;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.GoodYear;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.attribution.Shapley;
import org.kaname.model.Comparison;
import org.kaname.model.Truth;

/**
 * Two rules as mixes of each other: conditions that only one has, thresholds, strictness and windows are the factors, and every mix is
 * judged. The difference of the counts is then shared out exactly.
 */
public final class RuleDifference {
    private final RuleVersion first;
    private final RuleVersion second;
    private final Settings settings;
    private final boolean topIsPartner;
    private final List<Slot> slots = new ArrayList<>();
    private final List<String> factors = new ArrayList<>();
    private int persistence = -1;

    /** A figure that one or both rules ask about, with the factors that choose between them; -1 for a factor that is not there. */
    private static final class Slot {
        @Nullable ConditionSpec first;

        @Nullable ConditionSpec second;

        int presence = -1;
        int measure = -1;
        int threshold = -1;
        int strictness = -1;
    }

    /** @param topIsPartner no partner was named, so that the partner asked about is the top supplier */
    public RuleDifference(RuleVersion first, RuleVersion second, Settings settings, boolean topIsPartner) {
        this(first, second, settings, topIsPartner, false);
    }

    private RuleDifference(
            RuleVersion first, RuleVersion second, Settings settings, boolean topIsPartner, boolean anyNumber) {
        this.first = first;
        this.second = second;
        this.settings = settings;
        this.topIsPartner = topIsPartner;
        var byKind = new LinkedHashMap<String, Slot>();
        for (var condition : first.conditions()) {
            slot(byKind, condition).first = condition;
        }
        for (var condition : second.conditions()) {
            slot(byKind, condition).second = condition;
        }
        byKind.forEach(this::number);
        slots.addAll(byKind.values());
        if (!java.util.Objects.equals(first.persistence(), second.persistence())) {
            persistence = factor("persistence:years");
        }
        if (!anyNumber && factors.size() > Shapley.MOST_FACTORS) {
            throw new IllegalArgumentException("The rules (" + first.id() + ") and (" + second.id() + ") differ in ("
                    + factors.size() + ") ways (most that can be shared out: " + Shapley.MOST_FACTORS + ").");
        }
    }

    /** In how many ways two rules differ; more than {@link Shapley#MOST_FACTORS} cannot be shared out. */
    public static int factors(RuleVersion first, RuleVersion second, Settings settings, boolean topIsPartner) {
        return new RuleDifference(first, second, settings, topIsPartner, true).factors.size();
    }

    private static Slot slot(Map<String, Slot> slots, ConditionSpec condition) {
        return slots.computeIfAbsent(kind(condition.measure()), kind -> new Slot());
    }

    /** Figures that answer the same question share a name: a rule's share of the top supplier stands against another's of the partner. */
    private static String kind(GoodMeasure measure) {
        return switch (measure) {
            case TOP_SHARE, PARTNER_SHARE -> "supplier_share";
            case HHI, CDI1 -> "import_concentration";
            case RATIO, PARTNER_RATIO, CDI3, CDI3_EXTRA -> "import_export_ratio";
            default -> measure.figure();
        };
    }

    private void number(String kind, Slot slot) {
        var a = slot.first;
        var b = slot.second;
        if (a == null || b == null) {
            slot.presence = factor("condition:" + kind);
            return;
        }
        if (!same(a.measure(), b.measure())) {
            slot.measure = factor("measure:" + kind);
        }
        if (threshold(first, a) != threshold(second, b)) {
            slot.threshold = factor("threshold:" + kind);
        }
        if (a.comparison() != b.comparison()) {
            slot.strictness = factor("strictness:" + kind);
        }
    }

    /** Whether two measures are one number for the subject: a single economy without an inner set. */
    private boolean same(GoodMeasure a, GoodMeasure b) {
        return a == b || alike(a) == alike(b);
    }

    private GoodMeasure alike(GoodMeasure measure) {
        return switch (measure) {
            case PARTNER_SHARE -> topIsPartner ? GoodMeasure.TOP_SHARE : measure;
            case CDI1 -> GoodMeasure.HHI;
            case CDI3 -> GoodMeasure.RATIO;
            default -> measure;
        };
    }

    private double threshold(RuleVersion rule, ConditionSpec condition) {
        return settings.get(rule.id() + "." + condition.constant());
    }

    private int factor(String name) {
        factors.add(name);
        return factors.size() - 1;
    }

    /** What differs, in the order of the bits of a mix. */
    public List<String> factors() {
        return List.copyOf(factors);
    }

    /** The difference of the counts over these goods, shared out. */
    public Attribution attribute(List<GoodProfile> goods) {
        int sets = 1 << factors.size();
        return Attribution.of(factors, goods.stream().map(GoodProfile::product).toList(), g -> {
            var truths = new Truth[sets];
            for (int set = 0; set < sets; set++) {
                truths[set] = test(goods.get(g), set);
            }
            return truths;
        });
    }

    private Truth test(GoodProfile good, int set) {
        if (good.window().isEmpty()) {
            return Truth.UNKNOWN;
        }
        var window = (has(set, persistence) ? second : first).persistence();
        if (window == null || good.singleYear()) {
            return test(good.newest(), set);
        }
        var truths = new ArrayList<Truth>();
        for (var year : good.window()) {
            truths.add(test(year, set));
        }
        return Truth.persists(window.years(), window.window(), truths);
    }

    private static boolean has(int set, int factor) {
        return factor >= 0 && (set & 1 << factor) != 0;
    }

    private Truth test(GoodYear year, int set) {
        if (!year.importsKnown()) {
            return Truth.UNKNOWN;
        }
        if (year.value(GoodMeasure.IMPORTS) == 0) {
            return Truth.NO;
        }
        var truth = Truth.YES;
        for (var slot : slots) {
            truth = truth.and(test(year, slot, set));
        }
        return truth;
    }

    private Truth test(GoodYear year, Slot slot, int set) {
        var a = slot.first;
        var b = slot.second;
        if (a == null || b == null) {
            boolean asked = has(set, slot.presence) == (b != null);
            var only = a != null ? a : b;
            return !asked || only == null
                    ? Truth.YES
                    : year.test(only.measure(), only.comparison(), threshold(a != null ? first : second, only));
        }
        var measure = has(set, slot.measure) ? b.measure() : a.measure();
        double threshold = has(set, slot.threshold) ? threshold(second, b) : threshold(first, a);
        Comparison comparison = has(set, slot.strictness) ? b.comparison() : a.comparison();
        return year.test(measure, comparison, threshold);
    }
}
