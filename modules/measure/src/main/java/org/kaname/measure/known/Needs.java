package org.kaname.measure.known;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Partitions;
import org.kaname.data.reference.EndUse;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.RuleVersion.Requirement;
import org.kaname.measure.known.Question.Base;
import org.kaname.measure.known.Question.Count;
import org.kaname.measure.known.Question.Grouping;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Code;
import org.kaname.model.Explanation;

/** What a data set lacks for one reading of a published number: every requirement that is not met, each as one sentence. */
final class Needs {
    private final KnownAnswer answer;
    private final KnownWorld world;
    private final String classification;

    Needs(KnownAnswer answer, KnownWorld world) {
        this.answer = answer;
        this.world = world;
        this.classification = answer.question().classification();
    }

    /** What no reading can mend; empty for a question that some data set could answer. */
    List<Need> ofSource(Count count) {
        var needs = new ArrayList<Need>();
        for (var list : count.lists()) {
            needs.add(need("PRODUCT_LIST(" + list.en() + ")", "known.need.list", "list", list));
        }
        if (answer.question().asOf().isEmpty()) {
            needs.add(need("YEARS", "known.need.years"));
        }
        for (var rule : count.rules()) {
            if (RuleCatalogue.findRule(rule).isEmpty() && !Judge.isDominance(rule)) {
                needs.add(need("RULE(" + rule + ")", "known.need.rule", "rule", rule));
            }
        }
        return needs;
    }

    static Need noRule() {
        return need("RULE", "known.need.no_rule");
    }

    static Need nothingJudged(int goods) {
        return need("JUDGED", "known.need.judged", "goods", Integer.toString(goods));
    }

    /** What the data set lacks for a reading. */
    List<Need> of(Count count, Reading reading) {
        var needs = new ArrayList<Need>();
        var rule = RuleCatalogue.findRule(reading.rule()).orElse(null);
        if (rule != null) {
            rule.conditions().stream()
                    .flatMap(c -> c.measure().lacks().stream())
                    .distinct()
                    .forEach(lacking -> needs.add(need(
                            lacking.name(), "known.need.table", "what", Explanation.key("requirement." + lacking))));
        }
        boolean partitioned = !world.units(reading.partition(), reading.year()).isEmpty();
        if (!partitioned) {
            needs.add(need(
                    "PARTITION(" + reading.partition() + ")",
                    "known.need.partition",
                    "partition",
                    reading.partition()));
        }
        economies(count, reading, partitioned, needs);
        boolean any = years(count, reading, rule, needs);
        if (!any) {
            var held = new TreeSet<String>();
            world.data().cube().products().forEach(p -> held.add(p.scheme()));
            if (held.stream().noneMatch(s -> s.startsWith(classification))) {
                needs.add(need(
                        "CLASSIFICATION(" + classification + ")",
                        "known.need.classification",
                        "classification",
                        classification,
                        "held",
                        held.isEmpty() ? List.of("–") : List.copyOf(held)));
            }
        }
        if (!world.data().coverage().allProducts()) {
            needs.add(need(
                    "PRODUCTS_PARTIAL",
                    "known.need.products",
                    "goods",
                    Long.toString(world.data().cube().products().stream()
                            .filter(p -> KnownWorld.isAsked(p, classification))
                            .count())));
        }
        if (count.grouping() == Grouping.END_USE
                && any
                && world.goods(classification, reading.year()).stream().noneMatch(p -> EndUse.knows(p.scheme()))) {
            needs.add(need("END_USE", "known.need.end_use"));
        }
        if (needs.isEmpty()) {
            world(count, reading, rule, needs);
        }
        return needs;
    }

    private void economies(Count count, Reading reading, boolean partitioned, List<Need> needs) {
        var names = new ArrayList<String>(count.partners());
        if (!count.subject().isEmpty() && partitioned) {
            names.addFirst(count.subject());
        }
        for (var name : names) {
            boolean isUnit = world.units(reading.partition(), reading.year()).containsValue(name);
            if (partitioned && !isUnit) {
                needs.add(need("ECONOMY(" + name + ")", "known.need.economy", "economy", Explanation.economy(name)));
            }
        }
        boolean named = count.grouping() == Grouping.TOP_SUPPLIER || count.grouping() == Grouping.UNIT;
        if (named
                && !world.units(answer.partition(), reading.year()).containsValue(count.group())
                && !names.contains(count.group())) {
            needs.add(need(
                    "ECONOMY(" + count.group() + ")",
                    "known.need.economy",
                    "economy",
                    Explanation.economy(count.group())));
        }
        if (reading.base() == Base.ALL
                && partitioned
                && KnownWorld.count(world.members(reading.partition(), reading.year(), count.subject())) < 2) {
            needs.add(need(
                    "INTRA(" + count.subject() + ")",
                    "known.need.base",
                    "economy",
                    Explanation.economy(count.subject())));
        }
    }

    /** Whether goods are covered in the reading's own year. */
    private boolean years(Count count, Reading reading, @Nullable RuleVersion rule, List<Need> needs) {
        int window = rule == null || rule.persistence() == null
                ? 1
                : rule.persistence().window();
        boolean any = false;
        for (int year : IntStream.rangeClosed(reading.year() - window + 1, reading.year())
                .toArray()) {
            var goods = world.goods(classification, year);
            var requirement = (count.subject().isEmpty() ? "WORLD(" : "IMPORTS(" + count.subject() + ", ") + year + ")";
            var text = Integer.toString(year);
            if (goods.isEmpty()) {
                needs.add(need(requirement, "known.need.year", "year", text));
            } else if (world.data().coverage().partial(year)) {
                needs.add(need(requirement, "known.need.whole_year", "year", text));
            } else if (!count.subject().isEmpty() && !reported(count.subject(), reading, year, goods)) {
                needs.add(need(
                        requirement,
                        "known.need.imports",
                        "economy",
                        Explanation.economy(count.subject()),
                        "year",
                        text));
            }
            any = !goods.isEmpty();
        }
        return any;
    }

    /** Every member's purchases are known of some good; a unit that does not exist is told elsewhere. */
    private boolean reported(String unit, Reading reading, int year, List<Code> goods) {
        var members = world.members(reading.partition(), reading.year(), unit);
        for (int economy = 0; economy < members.length; economy++) {
            int index = economy;
            if (members[economy]
                    && goods.stream()
                            .noneMatch(p -> world.data()
                                    .coverage()
                                    .importer(year, p, index)
                                    .known())) {
                return false;
            }
        }
        return true;
    }

    /** Asked last, for the trade between units must be known to tell. */
    private void world(Count count, Reading reading, @Nullable RuleVersion rule, List<Need> needs) {
        boolean needsWorld = rule == null
                || rule.requirements().contains(Requirement.WORLD)
                || rule.requirements().contains(Requirement.EXPORTS);
        int year = reading.year();
        var goods = world.goods(classification, year);
        var text = Integer.toString(year);
        if (needsWorld && goods.stream().noneMatch(p -> world.data().coverage().worldDeclared(year, p))) {
            needs.add(need("WORLD(" + year + ")", "known.need.world", "year", text));
            return;
        }
        if (rule != null && rule.conditions().stream().anyMatch(c -> c.measure() == GoodMeasure.PARTNER_RATIO)) {
            for (var partner : count.partners()) {
                if (!reported(partner, reading, year, goods)) {
                    needs.add(need(
                            "BILATERAL_EXPORTS(" + count.subject() + ", " + partner + ", " + year + ")",
                            "known.need.imports",
                            "economy",
                            Explanation.economy(partner),
                            "year",
                            text));
                }
            }
        }
        boolean split = !reading.partition().equals(Partitions.IDENTITY);
        if (needs.isEmpty()
                && split
                && needsWorld
                && goods.stream()
                        .noneMatch(p ->
                                world.set(reading.partition(), year).coverage().worldDeclared(year, p))) {
            needs.add(need(
                    "INTRA(" + reading.partition() + ", " + year + ")",
                    "known.need.intra",
                    "partition",
                    reading.partition(),
                    "year",
                    text));
        }
    }

    private static Need need(String requirement, String key, Object... namesAndValues) {
        return new Need(requirement, Explanation.of(key, namesAndValues));
    }
}
