package org.kaname.measure.tournament;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.GoodYear;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.YearMix;
import org.kaname.measure.YearMix.Side;
import org.kaname.model.Truth;

/** Why a rule flags another number of goods in another year: what purchases, own sales and the rest of the world account for. */
public final class YearDifference {
    private final RuleJudge judge;
    private final List<Side> sides;

    public YearDifference(RuleVersion rule, Settings settings) {
        this.judge = new RuleJudge(rule, settings);
        var found = EnumSet.noneOf(Side.class);
        rule.conditions().forEach(c -> found.addAll(YearMix.sides(c.measure())));
        this.sides = List.copyOf(found);
    }

    /** The sides the rule looks at, in the order of the bits of a mix: {@code year:imports} and so on. */
    public List<String> factors() {
        return sides.stream()
                .map(s -> "year:" + s.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * The difference of the counts, shared out.
     *
     * @param first goods as of the first year
     * @param second the same goods in the same order as of the second; a good whose windows are not equally long is excluded
     */
    public Attribution attribute(List<GoodProfile> first, List<GoodProfile> second) {
        int sets = 1 << sides.size();
        return Attribution.of(
                factors(), first.stream().map(GoodProfile::product).toList(), g -> {
                    var truths = new Truth[sets];
                    Arrays.setAll(truths, set -> test(first.get(g), second.get(g), set));
                    return truths;
                });
    }

    private Truth test(GoodProfile first, GoodProfile second, int set) {
        int years = first.window().size();
        if (!first.product().equals(second.product())) {
            throw new IllegalArgumentException(
                    "The goods (" + first.product() + ") and (" + second.product() + ") stand in one place.");
        }
        if (judge.rule().persistence() != null && years != second.window().size()) {
            return Truth.UNKNOWN;
        }
        var window = new ArrayList<GoodYear>();
        if (judge.rule().persistence() == null) {
            window.add(mix(first.newest(), second.newest(), set));
        } else {
            for (int i = 0; i < years; i++) {
                window.add(mix(first.window().get(i), second.window().get(i), set));
            }
        }
        return judge.test(window, first.singleYear());
    }

    private GoodYear mix(GoodYear first, GoodYear second, int set) {
        return YearMix.of(
                side(Side.IMPORTS, first, second, set),
                side(Side.EXPORTS, first, second, set),
                side(Side.WORLD, first, second, set));
    }

    private GoodYear side(Side side, GoodYear first, GoodYear second, int set) {
        int bit = sides.indexOf(side);
        return bit >= 0 && (set & 1 << bit) != 0 ? second : first;
    }
}
