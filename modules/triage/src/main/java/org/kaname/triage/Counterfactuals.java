package org.kaname.triage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.kaname.data.FlowBlock;
import org.kaname.data.TradeCube;
import org.kaname.measure.ChangedFlows;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodYear;
import org.kaname.measure.Redirection;
import org.kaname.model.Condition;
import org.kaname.model.Truth;
import org.kaname.model.Unit;
import org.kaname.triage.Counterfactual.Lever;

/**
 * Finds the smallest change by each lever that turns a colour of one good. Every result was run through the whole triage at the flip
 * and just before; both outcomes are stored, and a result that does not verify is a failure of the program.
 */
public final class Counterfactuals {
    private static final int GRID = 40;
    private static final double RELATIVE = 1e-7;
    private static final double VERIFY = 1e-6;
    private static final double MOST_WORLDS = 10;

    private final GoodTriage triage;
    private final GoodEvaluator evaluator;

    /** @param evaluator an instance for this thread */
    public Counterfactuals(GoodTriage triage, GoodEvaluator evaluator) {
        this.triage = triage;
        this.evaluator = evaluator;
    }

    /** All levers for all colours whose truth is known: least relative change first, levers that cannot flip last. */
    public List<Counterfactual> find(GoodDecision decision) {
        var found = new ArrayList<Counterfactual>();
        var world = World.observed(decision.profile(), evaluator);
        for (var colour : Colour.values()) {
            var truth = decision.truths().getOrDefault(colour, Truth.NO);
            if (colour == Colour.RED || truth == Truth.UNKNOWN) {
                continue;
            }
            found.addAll(forColour(decision, world, colour, truth));
        }
        found.sort(Comparator.comparing((Counterfactual c) -> c.colour())
                .thenComparing(c -> !c.flips())
                .thenComparing(c -> !c.lever().isData())
                .thenComparing(c -> c.flips() ? c.relative() : 0)
                .thenComparing(c -> c.lever())
                .thenComparing(c -> c.destination()));
        return found;
    }

    /** The threshold lever alone, for colours whose truth is known: no world is changed, so it costs next to nothing. */
    public List<Counterfactual> thresholds(GoodDecision decision) {
        var found = new ArrayList<Counterfactual>();
        for (var colour : Colour.values()) {
            var truth = decision.truths().getOrDefault(colour, Truth.NO);
            if (colour != Colour.RED && truth != Truth.UNKNOWN) {
                found.add(threshold(decision, colour, truth));
            }
        }
        return found;
    }

    /** The decision with changes of thresholds alone, which are searched for when first asked for. */
    public GoodDecision leftOut(GoodDecision decision) {
        return decision.leftOut(() -> thresholds(decision));
    }

    private List<Counterfactual> forColour(GoodDecision decision, World world, Colour colour, Truth truth) {
        var found = new ArrayList<Counterfactual>();
        found.add(threshold(decision, colour, truth));
        if (colour == Colour.GREEN && truth == Truth.YES) {
            found.add(divertToOthers(decision, world));
            found.add(divertToSecond(decision, world));
            found.add(divertToNew(decision, world));
            found.add(homeProduction(decision, world));
            found.add(exports(decision, world, colour, truth, true));
        }
        if (colour == Colour.BLUE) {
            found.add(exports(decision, world, colour, truth, truth != Truth.YES));
            if (truth == Truth.YES
                    && decision.fired(colour).stream().anyMatch(r -> r.row().equals(GoodRows.B2.id()))) {
                found.add(dependents(decision, world));
            }
        }
        return found;
    }

    // ---- the yardstick moves

    /** Where one threshold has to stand: just before, at, and just beyond the flip. */
    private record Target(double before, double flip, double beyond, double distance) {}

    /** Thresholds that have to move together, and the largest relative move among them. */
    private record Move(double cost, Map<String, Target> targets, List<String> conditions) {
        static final Move IMPOSSIBLE = new Move(Double.POSITIVE_INFINITY, Map.of(), List.of());
        static final Move NOTHING = new Move(0, Map.of(), List.of());

        /** All of them; where two ask for the same threshold the larger move serves both. */
        static Move all(List<Move> moves) {
            double cost = 0;
            var targets = new TreeMap<String, Target>();
            var conditions = new ArrayList<String>();
            for (var move : moves) {
                cost = Math.max(cost, move.cost());
                move.targets()
                        .forEach((constant, target) ->
                                targets.merge(constant, target, (a, b) -> a.distance() >= b.distance() ? a : b));
                conditions.addAll(move.conditions());
            }
            return new Move(cost, targets, conditions);
        }
    }

    private Counterfactual threshold(GoodDecision decision, Colour colour, Truth truth) {
        var rows = decision.rows().stream().filter(r -> r.colour() == colour).toList();
        if (truth != Truth.YES) {
            return firstThatFlips(
                    decision,
                    colour,
                    truth,
                    rows.stream()
                            .filter(GoodRowOutcome::applies)
                            .map(this::rise)
                            .toList());
        }
        var falls = rows.stream().map(this::falls).toList();
        var cheapest = new ArrayList<Move>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).truth() == Truth.YES) {
                cheapest.add(falls.get(i).getFirst());
            }
        }
        var found = firstThatFlips(decision, colour, truth, List.of(Move.all(cheapest)));
        return found.flips() ? found : firstThatFlips(decision, colour, truth, together(rows, falls));
    }

    /**
     * Every way to turn all rows that hold, alone or with a row that does not apply today. A move that leaves a condition of one row
     * unknown can make such a row apply, and the colour then stands on it.
     */
    private static List<Move> together(List<GoodRowOutcome> rows, List<List<Move>> falls) {
        var ways = List.of(Move.NOTHING);
        for (int i = 0; i < rows.size(); i++) {
            var choices = new ArrayList<Move>();
            if (rows.get(i).truth() != Truth.YES) {
                choices.add(Move.NOTHING);
            }
            if (rows.get(i).truth() == Truth.YES || !rows.get(i).applies()) {
                choices.addAll(falls.get(i));
            }
            var longer = new ArrayList<Move>();
            for (var way : ways) {
                for (var choice : choices) {
                    longer.add(Move.all(List.of(way, choice)));
                }
            }
            ways = longer;
        }
        return ways;
    }

    /** The move with the least cost, then the fewest thresholds, that turns the colour when the whole triage is run with it. */
    private Counterfactual firstThatFlips(GoodDecision decision, Colour colour, Truth truth, List<Move> moves) {
        var cheapestFirst = moves.stream()
                .filter(m -> Double.isFinite(m.cost()))
                .sorted(Comparator.comparingDouble(Move::cost)
                        .thenComparing(m -> m.targets().size()))
                .toList();
        for (var move : cheapestFirst) {
            var before = colours(decision, move, Target::before);
            var after = colours(decision, move, Target::beyond);
            if (verifies(colour, truth, before, after)) {
                var values = new TreeMap<String, Double>();
                move.targets().forEach((constant, target) -> values.put(constant, target.flip()));
                return new Counterfactual(
                        colour,
                        Lever.THRESHOLD,
                        "",
                        true,
                        move.cost(),
                        Double.NaN,
                        0,
                        values,
                        before,
                        after,
                        move.conditions().stream().distinct().toList());
            }
        }
        return cannot(colour, Lever.THRESHOLD, "");
    }

    private SortedSet<Colour> colours(GoodDecision decision, Move move, ToDoubleFunction<Target> place) {
        var changed = triage.settings();
        for (var entry : move.targets().entrySet()) {
            changed = changed.with(entry.getKey(), place.applyAsDouble(entry.getValue()));
        }
        return met(triage.truths(
                changed, decision.profile().window(), decision.profile().singleYear()));
    }

    private Row parts(GoodRowOutcome outcome) {
        return triage.rows().stream()
                .filter(b -> b.row.id().equals(outcome.row()))
                .findFirst()
                .orElseThrow()
                .row;
    }

    private boolean isBound(GoodRowOutcome outcome) {
        return triage.rows().stream().anyMatch(b -> b.row.id().equals(outcome.row()));
    }

    /** Least change that makes a row hold: all that fails has to move. */
    private Move rise(GoodRowOutcome outcome) {
        if (!isBound(outcome)) {
            return Move.IMPOSSIBLE;
        }
        var parts = parts(outcome);
        var moves = new ArrayList<Move>();
        for (int i = 0; i < outcome.once().size(); i++) {
            var condition = outcome.once().get(i);
            if (condition.holds() != Truth.YES) {
                moves.add(move(condition, parts.once().get(i).constant(), false));
            }
        }
        moves.add(lasting(outcome, false, year -> inYear(year, parts, false)));
        return Move.all(moves);
    }

    /** The ways to make a row fail, the cheapest first: one of its conditions in enough years, or a mix of them. */
    private List<Move> falls(GoodRowOutcome outcome) {
        if (!isBound(outcome)) {
            return List.of(Move.IMPOSSIBLE);
        }
        var parts = parts(outcome);
        var moves = new ArrayList<Move>();
        for (int i = 0; i < outcome.once().size(); i++) {
            moves.add(move(outcome.once().get(i), parts.once().get(i).constant(), true));
        }
        moves.add(lasting(outcome, true, year -> inYear(year, parts, true)));
        for (int i = 0; i < parts.yearly().size(); i++) {
            int part = i;
            moves.add(lasting(
                    outcome,
                    true,
                    year -> part < year.conditions().size()
                            ? move(
                                    year.conditions().get(part),
                                    parts.yearly().get(part).constant(),
                                    true)
                            : Move.IMPOSSIBLE));
        }
        moves.sort(Comparator.comparingDouble(Move::cost));
        return moves;
    }

    private static Move lasting(
            GoodRowOutcome outcome, boolean fromTrue, Function<GoodRowOutcome.YearConditions, Move> inYear) {
        var persistence = outcome.persistence();
        var years = persistence == null && !outcome.years().isEmpty()
                ? List.of(outcome.years().getLast())
                : outcome.years();
        int needed = persistence == null ? 1 : persistence.years();
        int held = 0;
        var moves = new ArrayList<Move>();
        for (var year : years) {
            boolean holds = year.truth() == Truth.YES;
            if (holds) {
                held++;
            }
            if (holds == fromTrue) {
                moves.add(inYear.apply(year));
            }
        }
        int toTurn = fromTrue ? held - needed + 1 : needed - held;
        if (toTurn <= 0) {
            return Move.NOTHING;
        }
        moves.sort(Comparator.comparingDouble(Move::cost));
        return moves.size() < toTurn ? Move.IMPOSSIBLE : Move.all(moves.subList(0, toTurn));
    }

    private static Move inYear(GoodRowOutcome.YearConditions year, Row parts, boolean fromTrue) {
        var moves = new ArrayList<Move>();
        for (int i = 0; i < year.conditions().size(); i++) {
            var condition = year.conditions().get(i);
            if (fromTrue || condition.holds() != Truth.YES) {
                moves.add(move(condition, parts.yearly().get(i).constant(), fromTrue));
            }
        }
        return fromTrue
                ? moves.stream().min(Comparator.comparingDouble(Move::cost)).orElse(Move.IMPOSSIBLE)
                : Move.all(moves);
    }

    private static Move move(Condition condition, String constant, boolean fromTrue) {
        var margin = condition.margin();
        if (margin.isEmpty() || condition.threshold() == 0) {
            return Move.IMPOSSIBLE;
        }
        double threshold = condition.threshold();
        double actual = deciding(condition);
        boolean up = condition.comparison().wantsMore() == fromTrue;
        var unit = condition.actual().unit();
        Target target;
        if (unit == Unit.RANK || unit == Unit.COUNT) {
            // Whole numbers: the threshold must step past the actual to fail, and reach it to hold.
            double past = fromTrue ? actual + (up ? 1 : -1) : actual;
            target = new Target(fromTrue ? actual : actual + (up ? -1 : 1), past, past, Math.abs(past - threshold));
        } else {
            double way = actual - threshold;
            double step = Math.max(Math.abs(way) * VERIFY, 1e-9) * (up ? 1 : -1);
            target = new Target(actual - step, actual, actual + step, Math.abs(way));
        }
        if (!(target.beyond() > 0)) {
            return Move.IMPOSSIBLE;
        }
        return new Move(
                Math.abs(target.flip() - threshold) / Math.abs(threshold),
                Map.of(constant, target),
                List.of(condition.name()));
    }

    /** The number at which a condition turns: where its interval decides, the end that has to hold as well. */
    private static double deciding(Condition condition) {
        var actual = condition.actual();
        if (!actual.intervalDecides()) {
            return actual.value();
        }
        var interval = actual.interval().orElseThrow();
        return condition.comparison().wantsMore() ? interval.low() : interval.high();
    }

    // ---- the world moves

    private Counterfactual divertToOthers(GoodDecision decision, World world) {
        var named = triage.data().economies().named();
        return divert(
                decision, world, "others", (bought, top, moved) -> Redirection.toOthers(bought, named, top, moved));
    }

    /** To the second largest supplier of the newest year. */
    private Counterfactual divertToSecond(GoodDecision decision, World world) {
        var bought = ChangedFlows.purchases(world.years().getLast(), evaluator.subject(), economies());
        int receiver = Redirection.second(
                bought,
                triage.data().economies().named(),
                decision.profile().newest().topSupplier());
        if (receiver < 0) {
            return cannot(Colour.GREEN, Lever.DIVERSION, "second");
        }
        return divert(
                decision,
                world,
                triage.data().economies().get(receiver).code(),
                (flows, from, moved) -> Redirection.toOne(flows, receiver, from, moved));
    }

    private Counterfactual divertToNew(GoodDecision decision, World world) {
        var named = triage.data().economies().named();
        return divert(
                decision,
                world,
                "new",
                (bought, top, moved) -> Redirection.toNew(bought, named, evaluator.subject(), top, moved));
    }

    private Counterfactual homeProduction(GoodDecision decision, World world) {
        return search(
                decision,
                Colour.GREEN,
                Truth.YES,
                Lever.HOME_PRODUCTION,
                "",
                topShare(decision),
                purchases(decision, world, (bought, top, moved) -> {
                    bought[top] -= moved;
                    return true;
                }));
    }

    /** Moves an amount from the top supplier inside one year's purchases; false where it cannot. */
    private interface Redirect {
        boolean apply(double[] bought, int top, double moved);
    }

    private Counterfactual divert(GoodDecision decision, World world, String destination, Redirect redirect) {
        var probe = ChangedFlows.purchases(world.years().getLast(), evaluator.subject(), economies());
        if (!redirect.apply(probe, decision.profile().newest().topSupplier(), 0)) {
            return cannot(Colour.GREEN, Lever.DIVERSION, destination);
        }
        return search(
                decision,
                Colour.GREEN,
                Truth.YES,
                Lever.DIVERSION,
                destination,
                topShare(decision),
                purchases(decision, world, redirect));
    }

    /** Worlds in which the part x of all purchases is taken from the top supplier, in every year of the window. */
    private Change purchases(GoodDecision decision, World world, Redirect redirect) {
        return new Change() {
            private double[] bought(int year, double x) {
                int top = decision.profile().window().get(year).topSupplier();
                var bought = world.own().get(year).bought();
                if (top >= 0) {
                    redirect.apply(bought, top, Math.min(bought[top], x * sum(bought)));
                }
                return bought;
            }

            @Override
            public FlowBlock flows(int year, double x) {
                return ChangedFlows.withPurchases(world.years().get(year), evaluator.subject(), bought(year, x));
            }

            @Override
            public GoodYear numbers(int year, double x) {
                return world.own().get(year).withPurchases(bought(year, x));
            }
        };
    }

    /** Worlds in which the subject sells a factor as much, and begins to sell besides, by functions of x. */
    private Change sales(World world, DoubleUnaryOperator factor, SalesBegun begun) {
        return new Change() {
            @Override
            public FlowBlock flows(int year, double x) {
                var block = world.years().get(year);
                double share = begun.share(year, x);
                return share > 0
                        ? ChangedFlows.withNewExports(block, evaluator.subject(), share)
                        : ChangedFlows.withExports(block, evaluator.subject(), factor.applyAsDouble(x));
            }

            @Override
            public GoodYear numbers(int year, double x) {
                return world.own().get(year).withSales(factor.applyAsDouble(x), begun.share(year, x));
            }
        };
    }

    /** Which part of what the others buy the subject sells them in a year of the window, from nothing. */
    private interface SalesBegun {
        double share(int year, double x);
    }

    /** The subject's exports rise or fall by the same factor to everybody and in every year of the window. */
    private Counterfactual exports(GoodDecision decision, World world, Colour colour, Truth truth, boolean up) {
        double own = decision.profile().newest().value(GoodMeasure.EXPORTS);
        if (own == 0 && up) {
            return newExports(decision, world, colour, truth);
        }
        if (!(own > 0)) {
            return cannot(colour, Lever.EXPORTS, up ? "up" : "down");
        }
        double limit = 1;
        if (up) {
            double traded = 0;
            var newest = world.years().getLast();
            for (int i = newest.from(); i < newest.to(); i++) {
                traded += newest.value()[i];
            }
            limit = MOST_WORLDS * traded / (own * TradeCube.SCALE);
        }
        // For a rise x is the logarithm of the factor, so that large and small factors are searched alike.
        double reach = up ? Math.log1p(limit) : 1;
        DoubleUnaryOperator factor = x -> up ? Math.exp(x) : 1 - x;
        var found = search(
                decision,
                colour,
                truth,
                Lever.EXPORTS,
                up ? "up" : "down",
                reach,
                sales(world, factor, (year, x) -> 0));
        if (!found.flips()) {
            return found;
        }
        double relative = Math.abs(factor.applyAsDouble(found.relative()) - 1);
        return new Counterfactual(
                colour,
                Lever.EXPORTS,
                found.destination(),
                true,
                relative,
                relative * own,
                0,
                Map.of(),
                found.before(),
                found.after(),
                List.of());
    }

    /**
     * The subject exports nothing today: it starts to, to every other importer in proportion to what that one buys. The change is
     * relative to the larger of its imports and world trade outside it.
     */
    private Counterfactual newExports(GoodDecision decision, World world, Colour colour, Truth truth) {
        double imports = sum(world.own().getLast().bought());
        double outside = world.own().getLast().others();
        if (!(outside > 0)) {
            return cannot(colour, Lever.EXPORTS, "begin");
        }
        double base = colour == Colour.GREEN ? imports : outside;
        var found =
                search(decision, colour, truth, Lever.EXPORTS, "begin", MOST_WORLDS, sales(world, x -> 1, (year, x) -> {
                    var own = world.own().get(year);
                    double whole = colour == Colour.GREEN ? sum(own.bought()) : own.others();
                    return own.others() > 0 ? x * whole / own.others() : 0;
                }));
        return found.flips()
                ? new Counterfactual(
                        colour,
                        Lever.EXPORTS,
                        "begin",
                        true,
                        found.relative(),
                        found.relative() * base / TradeCube.SCALE,
                        0,
                        Map.of(),
                        found.before(),
                        found.after(),
                        List.of())
                : found;
    }

    /**
     * Dependents with the smallest margin leave first; each buys the rest from its other suppliers in proportion. The more leave, the
     * smaller are share, rank and dependents, so that the number at which the colour goes is found by halving.
     */
    private Counterfactual dependents(GoodDecision decision, World world) {
        var dependents = new ArrayList<>(decision.profile().newest().dependents());
        dependents.sort(Comparator.comparingDouble(GoodYear.Dependent::share));
        int low = 0;
        int high = dependents.size();
        var before = met(truths(decision, world.years()));
        var after = met(truths(decision, without(world, dependents)));
        if (after.contains(Colour.BLUE)) {
            return cannot(Colour.BLUE, Lever.DEPENDENTS, "");
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            var now = met(truths(decision, without(world, dependents.subList(0, middle))));
            if (now.contains(Colour.BLUE)) {
                low = middle;
                before = now;
            } else {
                high = middle;
                after = now;
            }
        }
        verify(decision, Colour.BLUE, Truth.YES, before, after);
        return new Counterfactual(
                Colour.BLUE,
                Lever.DEPENDENTS,
                "",
                true,
                (double) high / dependents.size(),
                Double.NaN,
                high,
                Map.of(),
                before,
                after,
                List.of("dependents"));
    }

    private List<FlowBlock> without(World world, List<GoodYear.Dependent> leaving) {
        double threshold = triage.settings().get("cao@2021.top_share");
        var importers = new BitSet();
        leaving.forEach(dependent -> importers.set(dependent.economy()));
        return world.years().stream()
                .map(block ->
                        ChangedFlows.withPurchases(block, importers, importer -> released(block, importer, threshold)))
                .toList();
    }

    private double[] released(FlowBlock block, int importer, double threshold) {
        var bought = ChangedFlows.purchases(block, importer, economies());
        double total = sum(bought);
        double rest = total - bought[evaluator.subject()];
        double keep = threshold * total * (1 - VERIFY);
        if (bought[evaluator.subject()] <= keep) {
            return bought;
        }
        double moved = bought[evaluator.subject()] - keep;
        if (rest > 0) {
            for (int j = 0; j < bought.length; j++) {
                if (j != evaluator.subject()) {
                    bought[j] *= (rest + moved) / rest;
                }
            }
        } else {
            // A dependent without another supplier starts to buy from the first economy that is neither.
            int other = 0;
            while (!named(other) || other == evaluator.subject() || other == importer) {
                other++;
            }
            bought[other] += moved;
        }
        bought[evaluator.subject()] = keep;
        return bought;
    }

    // ---- search and verification

    /** Worlds along one lever: the flows of a year of the window at x, and the subject's numbers in them by the short way. */
    private interface Change {
        FlowBlock flows(int year, double x);

        GoodYear numbers(int year, double x);
    }

    /**
     * Smallest x in (0, most] at which the colour's truth turns: first grid point that turns, then bisection below it, so that a
     * function that turns back later does not mislead. The short way searches; both ends of what it finds are run through the whole
     * triage on changed flows, and where those disagree the search is done again on flows.
     */
    private Counterfactual search(
            GoodDecision decision,
            Colour colour,
            Truth truth,
            Lever lever,
            String destination,
            double most,
            Change change) {
        int grid = colour == Colour.BLUE && lever == Lever.EXPORTS && rises(decision) ? 1 : GRID;
        var ends = ends(most, grid, x -> turned(truth, colour, shortWay(decision, change, x)));
        if (ends.length == 0) {
            return cannot(colour, lever, destination);
        }
        var before = met(truths(decision, flows(decision, change, ends[0])));
        var after = met(truths(decision, flows(decision, change, ends[1])));
        if (!verifies(colour, truth, before, after)) {
            ends = ends(most, GRID, x -> turned(truth, colour, truths(decision, flows(decision, change, x))));
            if (ends.length == 0) {
                return cannot(colour, lever, destination);
            }
            before = met(truths(decision, flows(decision, change, ends[0])));
            after = met(truths(decision, flows(decision, change, ends[1])));
            verify(decision, colour, truth, before, after);
        }
        double flip = ends[1];
        double imports = decision.profile().newest().value(GoodMeasure.IMPORTS);
        return new Counterfactual(
                colour, lever, destination, true, flip, flip * imports, 0, Map.of(), before, after, List.of());
    }

    /**
     * Whether BLUE can only come, never go, as exports rise: world share, rank, comparative advantage and dependents all rise with
     * them. Row B2e, which gives way to B2 where advantage and dependents are known, could break that and then has no part.
     */
    private static boolean rises(GoodDecision decision) {
        return decision.profile().window().stream()
                .allMatch(year -> !Double.isNaN(year.value(GoodMeasure.RCA))
                        && !Double.isNaN(year.value(GoodMeasure.DEPENDENTS))
                        && !year.hasInterval(GoodMeasure.DEPENDENTS));
    }

    /** The last x before the turn and the first after it; empty where nothing turns. */
    private static double[] ends(double most, int grid, DoublePredicate turned) {
        double low = 0;
        double high = Double.NaN;
        for (int i = 1; i <= grid; i++) {
            double x = most * i / grid;
            if (turned.test(x)) {
                high = x;
                break;
            }
            low = x;
        }
        if (Double.isNaN(high)) {
            return new double[0];
        }
        while (high - low > RELATIVE * high) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (turned.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return new double[] {low, high};
    }

    private static List<FlowBlock> flows(GoodDecision decision, Change change, double x) {
        var blocks = new ArrayList<FlowBlock>();
        for (int year = 0; year < decision.profile().window().size(); year++) {
            blocks.add(change.flows(year, x));
        }
        return blocks;
    }

    private Map<Colour, Truth> shortWay(GoodDecision decision, Change change, double x) {
        var window = new ArrayList<GoodYear>();
        for (int year = 0; year < decision.profile().window().size(); year++) {
            window.add(change.numbers(year, x));
        }
        return triage.truths(window, decision.profile().singleYear());
    }

    private static boolean turned(Truth from, Colour colour, Map<Colour, Truth> now) {
        return turned(from, now.getOrDefault(colour, Truth.NO));
    }

    private static boolean turned(Truth from, Truth now) {
        return (from == Truth.YES) != (now == Truth.YES);
    }

    private Map<Colour, Truth> truths(GoodDecision decision, List<FlowBlock> blocks) {
        var profile = decision.profile();
        var window = new ArrayList<GoodYear>(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            window.add(evaluator.evaluate(profile.window().get(i).year(), profile.product(), blocks.get(i)));
        }
        return triage.truths(window, profile.singleYear());
    }

    private static SortedSet<Colour> met(Map<Colour, Truth> truths) {
        var colours = new TreeSet<Colour>();
        truths.forEach((colour, truth) -> {
            if (truth == Truth.YES) {
                colours.add(colour);
            }
        });
        return Collections.unmodifiableSortedSet(colours);
    }

    private static boolean verifies(Colour colour, Truth truth, SortedSet<Colour> before, SortedSet<Colour> after) {
        boolean was = truth == Truth.YES;
        return before.contains(colour) == was && after.contains(colour) != was;
    }

    private static void verify(
            GoodDecision decision, Colour colour, Truth truth, SortedSet<Colour> before, SortedSet<Colour> after) {
        if (!verifies(colour, truth, before, after)) {
            throw new IllegalStateException("The counterfactual for " + colour + " of "
                    + decision.profile().product() + " does not verify: before " + before + ", after " + after + ".");
        }
    }

    private static Counterfactual cannot(Colour colour, Lever lever, String destination) {
        return new Counterfactual(
                colour,
                lever,
                destination,
                false,
                Double.NaN,
                Double.NaN,
                0,
                Map.of(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                List.of());
    }

    private double topShare(GoodDecision decision) {
        double most = 0;
        for (var year : decision.profile().window()) {
            most = Math.max(most, year.value(GoodMeasure.TOP_SHARE));
        }
        return most;
    }

    private boolean named(int economy) {
        return triage.data().economies().get(economy).named();
    }

    private int economies() {
        return triage.data().economies().size();
    }

    private static double sum(double[] values) {
        double total = 0;
        for (double v : values) {
            total += v;
        }
        return total;
    }
}
