package org.kaname.measure.known;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.kaname.data.TradeCube;
import org.kaname.data.reference.EndUse;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.bloc.BlocDependence;
import org.kaname.measure.bloc.BlocPurchases;
import org.kaname.measure.known.Question.Base;
import org.kaname.measure.known.Question.Count;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Code;
import org.kaname.model.Comparison;
import org.kaname.model.Truth;

/** Whether a good belongs to a published number, under one setup: flagged, and in the group. Not thread-safe. */
final class Judge {
    private final KnownAnswer answer;
    private final KnownWorld world;
    private final Map<Setup, RuleJudge> judges = new HashMap<>();

    Judge(KnownAnswer answer, KnownWorld world) {
        this.answer = answer;
        this.world = world;
    }

    /** The measure about all units, whose threshold is a constant of its own. */
    static boolean isDominance(String rule) {
        return MeasureConstants.DOMINANCE.startsWith(rule + ".");
    }

    /** @param partner the partner asked about; empty: the top supplier */
    Truth counted(Count count, String partner, Setup setup, Code product) {
        var flagged = flagged(count, partner, setup, product);
        // Most goods are not flagged: their group need not be known.
        return flagged == Truth.NO ? Truth.NO : flagged.and(inGroup(count, partner, setup, product));
    }

    Truth flagged(Count count, String partner, Setup setup, Code product) {
        if (isDominance(setup.reading().rule())) {
            return dominant(count, setup, product);
        }
        return isOfMembers(count, setup.reading())
                ? flaggedMembers(count, partner, setup, product)
                : flaggedUnit(count, partner, setup, product);
    }

    /** The figure is made of the members of a bloc and their trade with each other, which the bloc as one unit does not have. */
    boolean isOfMembers(Count count, Reading reading) {
        if (KnownWorld.count(world.members(reading.partition(), reading.year(), count.subject())) < 2) {
            return false;
        }
        return reading.base() == Base.ALL
                || RuleCatalogue.findRule(reading.rule()).stream()
                        .flatMap(r -> r.conditions().stream())
                        .anyMatch(c -> c.measure() == GoodMeasure.CDI2);
    }

    private Truth dominant(Count count, Setup setup, Code product) {
        var reading = setup.reading();
        var members = world.members(answer.partition(), reading.year(), count.group());
        var sales = world.sales(reading.partition(), reading.year(), count.group(), members, product);
        if (sales == null) {
            return Truth.UNKNOWN;
        }
        var comparison = setup.flipped() ? flipped(Comparison.ABOVE) : Comparison.ABOVE;
        return Truth.of(comparison.test(sales.share(), settings(setup).get(MeasureConstants.DOMINANCE)))
                .and(floor(setup, sales.value()));
    }

    private Truth flaggedUnit(Count count, String partner, Setup setup, Code product) {
        var reading = setup.reading();
        var profile = world.profile(reading.partition(), reading.year(), count.subject(), partner, product);
        var judge = judges.computeIfAbsent(setup, this::judge);
        return judge.test(profile.window(), profile.singleYear())
                .and(
                        profile.newest().importsKnown()
                                ? floor(setup, profile.newest().value(GoodMeasure.IMPORTS))
                                : Truth.UNKNOWN);
    }

    private Truth flaggedMembers(Count count, String partner, Setup setup, Code product) {
        var reading = setup.reading();
        int year = reading.year();
        var units = world.set(reading.partition(), year);
        if (!units.coverage()
                .importer(year, product, units.economies().indexOf(count.subject()))
                .known()) {
            return Truth.UNKNOWN;
        }
        var members = world.members(reading.partition(), year, count.subject());
        var named = world.data().economies().named();
        var block = world.block(year, product);
        var dependence = BlocDependence.of(block, members, members, named);
        var partners = new BitSet();
        if (!partner.isEmpty()) {
            partners.set(world.data().economies().indexOf(partner));
        }
        var purchases = BlocPurchases.of(block, members, partners, named);
        double bought = reading.base() == Base.ALL ? purchases.all() : dependence.outer();
        if (!(bought > 0)) {
            return Truth.NO;
        }
        boolean sold = units.coverage().worldDeclared(year, product);
        var rule = judges.computeIfAbsent(setup, this::judge);
        var truth = floor(setup, bought / TradeCube.SCALE);
        // Figures of the bloc as a whole; a rule that asks for any other stays open.
        var figures = Map.of(
                GoodMeasure.CDI1,
                dependence.cdi1(),
                GoodMeasure.CDI2,
                dependence.cdi2(),
                GoodMeasure.CDI3,
                sold ? dependence.cdi3() : Double.NaN,
                GoodMeasure.CDI3_EXTRA,
                sold ? dependence.cdi3Outside() : Double.NaN);
        for (int i = 0; i < rule.rule().conditions().size(); i++) {
            var measure = rule.rule().conditions().get(i).measure();
            truth = truth.and(
                    measure == GoodMeasure.PARTNER_SHARE
                            ? partnerShare(rule, i, purchases, setup)
                            : test(rule, i, figures.getOrDefault(measure, Double.NaN)));
        }
        return truth;
    }

    private Truth partnerShare(RuleJudge rule, int condition, BlocPurchases purchases, Setup setup) {
        if (purchases.unallocated() / purchases.all() > settings(setup).get(MeasureConstants.UNALLOCATED_LIMIT)) {
            var low = test(rule, condition, purchases.partnerShareLow());
            return low == test(rule, condition, purchases.partnerShareHigh()) ? low : Truth.UNKNOWN;
        }
        return test(rule, condition, purchases.partnerShare());
    }

    private static Truth test(RuleJudge rule, int condition, double actual) {
        return Double.isNaN(actual)
                ? Truth.UNKNOWN
                : Truth.of(rule.comparison(condition).test(actual, rule.threshold(condition)));
    }

    private Truth floor(Setup setup, double value) {
        var floor = answer.question().otherwise().floorKusd();
        return !setup.floored() || floor.isEmpty() ? Truth.YES : Truth.of(value >= floor.getAsDouble());
    }

    private Truth inGroup(Count count, String partner, Setup setup, Code product) {
        return switch (count.grouping()) {
            case NONE, UNIT -> Truth.YES;
            case TOP_SUPPLIER -> hasTopSupplier(count, partner, setup.reading(), product);
            case END_USE -> {
                var uses = EndUse.of(product);
                boolean listed = uses.contains(EndUse.valueOf(count.group()));
                yield uses.size() == 1 ? Truth.of(listed) : uses.isEmpty() || listed ? Truth.UNKNOWN : Truth.NO;
            }
        };
    }

    /** Under a partition that does not know the unit, its members count. */
    private Truth hasTopSupplier(Count count, String partner, Reading reading, Code product) {
        var profile = world.profile(reading.partition(), reading.year(), count.subject(), partner, product);
        int top = profile.newest().topSupplier();
        if (top < 0) {
            return Truth.UNKNOWN;
        }
        var economies = profile.data().economies();
        var code = economies.get(top).code();
        if (economies.indexOf(count.group()) >= 0) {
            return Truth.of(code.equals(count.group()));
        }
        return Truth.of(count.group()
                .equals(world.units(answer.partition(), reading.year()).get(code)));
    }

    private RuleJudge judge(Setup setup) {
        var rule = RuleCatalogue.getRule(setup.reading().rule());
        return new RuleJudge(setup.flipped() ? flipped(rule) : rule, settings(setup));
    }

    private Settings settings(Setup setup) {
        return setup.otherThresholds()
                ? world.settings().with(answer.question().otherwise().thresholds())
                : world.settings();
    }

    /** The rule with equality on the other side of each condition. */
    private static RuleVersion flipped(RuleVersion rule) {
        var conditions = new ArrayList<ConditionSpec>();
        for (var condition : rule.conditions()) {
            conditions.add(new ConditionSpec(
                    condition.name(), condition.measure(), flipped(condition.comparison()), condition.constant()));
        }
        return new RuleVersion(
                rule.id(),
                rule.title(),
                rule.family(),
                rule.status(),
                rule.source(),
                conditions,
                rule.constants(),
                rule.persistence(),
                rule.votes(),
                rule.requirements(),
                rule.notes(),
                rule.experimental(),
                rule.bands(),
                rule.publishedCounts());
    }

    private static Comparison flipped(Comparison comparison) {
        return switch (comparison) {
            case ABOVE -> Comparison.AT_LEAST;
            case AT_LEAST -> Comparison.ABOVE;
            case BELOW -> Comparison.AT_MOST;
            case AT_MOST -> Comparison.BELOW;
        };
    }
}
