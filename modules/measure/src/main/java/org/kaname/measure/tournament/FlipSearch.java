package org.kaname.measure.tournament;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.kaname.data.FlowBlock;
import org.kaname.data.TradeCube;
import org.kaname.measure.ChangedFlows;
import org.kaname.measure.ConditionSpec;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.GoodYear;
import org.kaname.measure.OwnTrade;
import org.kaname.measure.Redirection;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.YearMix;
import org.kaname.measure.concentration.Diversion;
import org.kaname.model.Truth;

/**
 * Finds what turns a rule's verdict on a good: a threshold, purchases taken from the top supplier, own exports. Closed forms say where;
 * the rule is run on the changed thresholds or trade just before and just after, and only what turns there is reported. Where other figures
 * move along and the closed form misses, the point is searched for. One instance for each thread.
 */
public final class FlipSearch {
    /** Relative distance to a flip at which the rule is run again. */
    static final double NEAR = 1e-6;

    /** Least relative step away from a threshold on which a figure lies. */
    static final double NEAREST = 1e-9;

    private static final int GRID = 40;
    private static final double PRECISE = 1e-8;

    private final GoodEvaluator evaluator;
    private final Settings settings;
    private final boolean[] named;
    private @Nullable GoodProfile last;
    private List<OwnTrade> ofLast = List.of();

    public FlipSearch(GoodEvaluator evaluator, boolean[] named, Settings settings) {
        this.evaluator = evaluator;
        this.settings = settings;
        this.named = named.clone();
    }

    /** Every lever that turns the verdict; none where the rule could not judge the good or the good is not imported. */
    public List<Flip> find(GoodProfile profile, RuleVersion rule) {
        var judge = new RuleJudge(rule, settings);
        var from = judge.test(profile.window(), profile.singleYear());
        if (from == Truth.UNKNOWN || !(profile.newest().value(GoodMeasure.IMPORTS) > 0)) {
            return List.of();
        }
        var flips = new ArrayList<Flip>();
        add(flips, threshold(profile, rule, from));
        if (from == Truth.YES && profile.partners().isEmpty()) {
            for (var destination : Destination.values()) {
                add(flips, diversion(profile, judge, destination));
            }
        }
        add(flips, exports(profile, judge, from));
        return flips;
    }

    private static void add(List<Flip> flips, @Nullable Flip flip) {
        if (flip != null) {
            flips.add(flip);
        }
    }

    private static Truth opposite(Truth truth) {
        return truth == Truth.YES ? Truth.NO : Truth.YES;
    }

    private @Nullable Flip threshold(GoodProfile profile, RuleVersion rule, Truth from) {
        var moves = new ThresholdMoves(rule, settings);
        var move = moves.least(profile.window(), profile.singleYear(), from);
        if (!move.possible()) {
            return null;
        }
        var before = new RuleJudge(rule, moves.at(move, from, false, settings));
        var after = new RuleJudge(rule, moves.at(move, from, true, settings));
        if (before.test(profile.window(), profile.singleYear()) != from && move.cost() > NEAREST
                || after.test(profile.window(), profile.singleYear()) != opposite(from)) {
            return null;
        }
        var values = new TreeMap<String, Double>();
        var conditions = new ArrayList<String>();
        move.values().forEach((i, value) -> {
            values.put(ThresholdMoves.name(rule, i), value);
            conditions.add(rule.conditions().get(i).name());
        });
        return new Flip(
                profile.product(),
                rule.id(),
                from,
                opposite(from),
                Flip.Lever.THRESHOLD,
                conditions,
                "",
                move.cost(),
                values);
    }

    // ---- purchases

    private enum Destination {
        OTHERS,
        SECOND,
        NEW
    }

    private @Nullable Flip diversion(GoodProfile profile, RuleJudge judge, Destination destination) {
        var conditions = judge.rule().conditions().stream()
                .filter(c -> isConcentration(c.measure()) || isShare(c.measure()))
                .toList();
        if (conditions.isEmpty()) {
            return null;
        }
        var blocks = new ArrayList<FlowBlock>();
        for (var year : profile.window()) {
            blocks.add(evaluator.observed(year.year(), profile.product()));
        }
        var newest = ChangedFlows.purchases(blocks.getLast(), evaluator.subject(), named.length);
        int receiver = Redirection.second(newest, named, profile.newest().topSupplier());
        if (!redirect(destination, newest.clone(), profile.newest().topSupplier(), 0, receiver)) {
            return null;
        }
        boolean byFlows = needsFlows(judge.rule());
        var own = byFlows ? List.<OwnTrade>of() : ownTrade(profile);
        DoubleFunction<List<GoodYear>> world = x -> {
            var window = new ArrayList<GoodYear>();
            for (int i = 0; i < blocks.size(); i++) {
                var year = profile.window().get(i);
                var bought = ChangedFlows.purchases(blocks.get(i), evaluator.subject(), named.length);
                int top = year.topSupplier();
                if (top >= 0) {
                    double all = Arrays.stream(bought).sum() * (1 - year.unallocatedShare());
                    redirect(destination, bought, top, Math.min(bought[top], x * all), receiver);
                }
                window.add(
                        byFlows
                                ? evaluator.evaluate(
                                        year.year(),
                                        profile.product(),
                                        ChangedFlows.withPurchases(blocks.get(i), evaluator.subject(), bought))
                                : own.get(i).withPurchases(bought));
            }
            return window;
        };
        double guess = expected(profile, judge, conditions, destination, blocks, receiver);
        if (Double.isInfinite(guess) && !asksTheWorld(judge.rule())) {
            return null;
        }
        double most = profile.window().stream()
                .mapToDouble(year -> year.value(GoodMeasure.TOP_SHARE))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        var deciding = conditions.stream().map(ConditionSpec::name).toList();
        return flip(
                profile,
                judge,
                Truth.YES,
                Flip.Lever.DIVERSION,
                deciding,
                destination == Destination.SECOND
                        ? profile.data().economies().get(receiver).code()
                        : destination == Destination.OTHERS ? "others" : "new",
                guess,
                most,
                world);
    }

    /** Whether a condition may turn by what a diversion does to the world's exporters, of which no closed form knows. */
    private static boolean asksTheWorld(RuleVersion rule) {
        return rule.conditions().stream()
                .anyMatch(c -> YearMix.sides(c.measure()).contains(YearMix.Side.WORLD));
    }

    /** Whether a rule asks about sales to the partner, for which worlds must be made flow by flow. */
    private static boolean needsFlows(RuleVersion rule) {
        return rule.conditions().stream().anyMatch(c -> c.measure() == GoodMeasure.PARTNER_RATIO);
    }

    /** The short way from changed purchases and sales to the numbers, for all rules on one good. */
    private List<OwnTrade> ownTrade(GoodProfile profile) {
        if (last != profile) {
            last = profile;
            ofLast = profile.window().stream()
                    .map(year -> new OwnTrade(
                            evaluator,
                            year.year(),
                            profile.product(),
                            evaluator.observed(year.year(), profile.product())))
                    .toList();
        }
        return ofLast;
    }

    private boolean redirect(Destination destination, double[] bought, int top, double moved, int receiver) {
        return switch (destination) {
            case OTHERS -> Redirection.toOthers(bought, named, top, moved);
            case SECOND -> Redirection.toOne(bought, receiver, top, moved);
            case NEW -> Redirection.toNew(bought, named, evaluator.subject(), top, moved);
        };
    }

    private static boolean isConcentration(GoodMeasure measure) {
        return measure == GoodMeasure.HHI || measure == GoodMeasure.CDI1;
    }

    private static boolean isShare(GoodMeasure measure) {
        return measure == GoodMeasure.TOP_SHARE || measure == GoodMeasure.PARTNER_SHARE;
    }

    /** The closed form: in each year that holds the condition that falls first, then as many years as have to fall. */
    private double expected(
            GoodProfile profile,
            RuleJudge judge,
            List<ConditionSpec> conditions,
            Destination destination,
            List<FlowBlock> blocks,
            int receiver) {
        var persistence = profile.singleYear() ? null : judge.rule().persistence();
        var costs = new ArrayList<Double>();
        for (int i = 0; i < profile.window().size(); i++) {
            var year = profile.window().get(i);
            boolean counts = persistence != null || i == profile.window().size() - 1;
            if (!counts || judge.test(year) != Truth.YES) {
                continue;
            }
            var bought = ChangedFlows.purchases(blocks.get(i), evaluator.subject(), named.length);
            double least = Double.NaN;
            for (var condition : conditions) {
                double threshold = settings.get(judge.rule().id() + "." + condition.constant());
                double x = isShare(condition.measure())
                        ? year.value(GoodMeasure.TOP_SHARE) - threshold
                        : concentrationFalls(year, bought, destination, receiver, threshold);
                least = !(least <= x) ? (Double.isNaN(x) ? least : x) : least;
            }
            costs.add(Double.isNaN(least) ? Double.POSITIVE_INFINITY : least);
        }
        costs.sort(null);
        int toTurn = persistence == null ? 1 : costs.size() - persistence.years() + 1;
        return toTurn >= 1 && toTurn <= costs.size() ? costs.get(toTurn - 1) : Double.POSITIVE_INFINITY;
    }

    private double concentrationFalls(
            GoodYear year, double[] bought, Destination destination, int receiver, double threshold) {
        double top = year.value(GoodMeasure.TOP_SHARE);
        double hhi = year.value(GoodMeasure.HHI);
        return switch (destination) {
            case OTHERS ->
                top < 1 ? Diversion.toOthers(top, (hhi - top * top) / ((1 - top) * (1 - top)), threshold) : Double.NaN;
            case SECOND -> {
                int from = year.topSupplier();
                yield from == receiver || bought[from] == 0
                        ? Double.NaN
                        : Diversion.toOne(top, top * bought[receiver] / bought[from], hhi, threshold);
            }
            case NEW -> Diversion.toNew(top, hhi, threshold);
        };
    }

    // ---- sales

    private @Nullable Flip exports(GoodProfile profile, RuleJudge judge, Truth from) {
        var rule = judge.rule();
        ConditionSpec ratio = null;
        for (var condition : rule.conditions()) {
            if (condition.measure() == GoodMeasure.RATIO || condition.measure() == GoodMeasure.CDI3) {
                ratio = condition;
            }
        }
        if (ratio == null || Double.isNaN(profile.newest().value(GoodMeasure.EXPORTS))) {
            return null;
        }
        double threshold = settings.get(rule.id() + "." + ratio.constant());
        double imports = profile.newest().value(GoodMeasure.IMPORTS);
        double own = profile.newest().value(GoodMeasure.EXPORTS);
        boolean up = from == Truth.YES;
        if (!up && !(own > 0) || !up && !ratioAloneFails(profile, judge, ratio)) {
            return null;
        }
        DoubleFunction<List<GoodYear>> world = x -> {
            var window = new ArrayList<GoodYear>();
            for (var year : profile.window()) {
                var block = evaluator.observed(year.year(), profile.product());
                window.add(
                        evaluator.evaluate(year.year(), profile.product(), up ? more(block, x, year) : less(block, x)));
            }
            return window;
        };
        double guess = up ? 1 / threshold - own / imports : 1 - imports / (threshold * own);
        return flip(
                profile,
                judge,
                from,
                Flip.Lever.EXPORTS,
                List.of(ratio.name()),
                up ? "up" : "down",
                guess,
                up ? 1 / threshold : 1,
                world);
    }

    /** Whether so many years would hold were the ratio large enough: else no fall of exports turns the verdict. */
    private boolean ratioAloneFails(GoodProfile profile, RuleJudge judge, ConditionSpec ratio) {
        var persistence = profile.singleYear() ? null : judge.rule().persistence();
        var years = persistence == null ? List.of(profile.newest()) : profile.window();
        int could = 0;
        for (var year : years) {
            boolean others = true;
            for (int i = 0; i < judge.rule().conditions().size(); i++) {
                var condition = judge.rule().conditions().get(i);
                others &= condition == ratio
                        || !YearMix.sides(condition.measure()).equals(Set.of(YearMix.Side.IMPORTS))
                        || year.test(condition.measure(), condition.comparison(), judge.threshold(i)) == Truth.YES;
            }
            could += others ? 1 : 0;
        }
        return could >= (persistence == null ? 1 : persistence.years());
    }

    /** The subject sells a part of its imports more, to every other importer in proportion to what that one buys. */
    private FlowBlock more(FlowBlock block, double part, GoodYear year) {
        double others = 0;
        for (int i = block.from(); i < block.to(); i++) {
            if (block.importer()[i] != evaluator.subject()) {
                others += block.value()[i];
            }
        }
        double begun = begun(part, year, others);
        return begun > 0 ? ChangedFlows.withNewExports(block, evaluator.subject(), begun) : block;
    }

    /** What a part of the subject's imports is of what the others buy; 0 where either is nothing or unknown. */
    private static double begun(double part, GoodYear year, double others) {
        double imports = year.value(GoodMeasure.IMPORTS) * TradeCube.SCALE;
        return others > 0 && imports > 0 ? part * imports / others : 0;
    }

    private FlowBlock less(FlowBlock block, double part) {
        return ChangedFlows.withExports(block, evaluator.subject(), 1 - part);
    }

    // ---- verification

    /** The flip at the expected place where it is one, else at the first place found on a grid; null where nothing turns. */
    private @Nullable Flip flip(
            GoodProfile profile,
            RuleJudge judge,
            Truth from,
            Flip.Lever lever,
            List<String> conditions,
            String destination,
            double guess,
            double most,
            DoubleFunction<List<GoodYear>> world) {
        double found = guess;
        boolean verified = Double.isFinite(guess)
                && guess >= 0
                && guess <= most
                && turns(profile, judge, from, world, before(guess), after(guess));
        if (!verified) {
            found = search(profile, judge, from, most, world);
            // a turn that rounding made does not last on either side of it
            verified = !Double.isNaN(found) && turns(profile, judge, from, world, before(found), after(found));
        }
        return verified
                ? new Flip(
                        profile.product(),
                        judge.rule().id(),
                        from,
                        opposite(from),
                        lever,
                        conditions,
                        destination,
                        found,
                        new TreeMap<>())
                : null;
    }

    private static double before(double x) {
        return x * (1 - NEAR);
    }

    private static double after(double x) {
        return Math.max(x * (1 + NEAR), NEAREST);
    }

    private static boolean turns(
            GoodProfile profile,
            RuleJudge judge,
            Truth from,
            DoubleFunction<List<GoodYear>> world,
            double before,
            double after) {
        return judge.test(world.apply(before), profile.singleYear()) == from
                && judge.test(world.apply(after), profile.singleYear()) == opposite(from);
    }

    private static double search(
            GoodProfile profile, RuleJudge judge, Truth from, double most, DoubleFunction<List<GoodYear>> world) {
        double low = 0;
        double high = Double.NaN;
        for (int i = 1; i <= GRID && Double.isNaN(high); i++) {
            double x = most * i / GRID;
            if (judge.test(world.apply(x), profile.singleYear()) == opposite(from)) {
                high = x;
            } else {
                low = x;
            }
        }
        while (high - low > PRECISE * high) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (judge.test(world.apply(middle), profile.singleYear()) == opposite(from)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
