package org.kaname.measure.tournament;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.measure.GoodYear;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.model.Truth;

/**
 * The least uniform relative change of a rule's thresholds that turns its verdict, bottom-up (measurement 3.3): a condition costs its
 * margin; a conjunction that holds falls with its cheapest condition, one that fails rises with the dearest of those that fail; a window
 * turns with the cheapest years that suffice.
 */
final class ThresholdMoves {
    private final RuleVersion rule;
    private final double[] thresholds;

    ThresholdMoves(RuleVersion rule, Settings settings) {
        this.rule = rule;
        this.thresholds = new double[rule.conditions().size()];
        for (int i = 0; i < thresholds.length; i++) {
            thresholds[i] = settings.get(name(rule, i));
        }
    }

    static String name(RuleVersion rule, int condition) {
        return rule.id() + "." + rule.conditions().get(condition).constant();
    }

    /** Thresholds that have to come to these values, by condition, and the largest relative move among them. */
    record Move(double cost, Map<Integer, Double> values) {
        static final Move IMPOSSIBLE = new Move(Double.POSITIVE_INFINITY, Map.of());

        boolean possible() {
            return Double.isFinite(cost);
        }
    }

    /** The cheapest move that should turn the verdict; impossible where a missing number stands in the way. */
    Move least(List<GoodYear> window, boolean singleYear, Truth from) {
        var persistence = singleYear ? null : rule.persistence();
        var years = persistence == null ? List.of(window.getLast()) : window;
        int needed = persistence == null ? 1 : persistence.years();
        boolean falls = from == Truth.YES;
        int held = 0;
        var moves = new ArrayList<Move>();
        for (var year : years) {
            boolean holds = holds(year);
            held += holds ? 1 : 0;
            if (holds == falls) {
                moves.add(falls ? fall(year) : rise(year));
            }
        }
        int toTurn = falls ? held - needed + 1 : needed - held;
        moves.sort(Comparator.comparingDouble(Move::cost));
        return toTurn < 1 || moves.size() < toTurn ? Move.IMPOSSIBLE : together(moves.subList(0, toTurn));
    }

    private boolean holds(GoodYear year) {
        for (int i = 0; i < thresholds.length; i++) {
            if (test(year, i) != Truth.YES) {
                return false;
            }
        }
        return true;
    }

    private Truth test(GoodYear year, int i) {
        var spec = rule.conditions().get(i);
        return year.test(spec.measure(), spec.comparison(), thresholds[i]);
    }

    private Move fall(GoodYear year) {
        var least = Move.IMPOSSIBLE;
        for (int i = 0; i < thresholds.length; i++) {
            var move = move(year, i);
            least = move.cost() < least.cost() ? move : least;
        }
        return least;
    }

    private Move rise(GoodYear year) {
        var moves = new ArrayList<Move>();
        for (int i = 0; i < thresholds.length; i++) {
            if (test(year, i) != Truth.YES) {
                moves.add(move(year, i));
            }
        }
        return together(moves);
    }

    private Move move(GoodYear year, int i) {
        var spec = rule.conditions().get(i);
        double actual = deciding(year, i);
        // written so that a missing number fails too
        return Double.isFinite(actual) && thresholds[i] != 0
                ? new Move(Math.abs(actual - thresholds[i]) / Math.abs(thresholds[i]), Map.of(i, actual))
                : Move.IMPOSSIBLE;
    }

    /** The number at which a condition turns: where its interval decides, the end that has to hold as well. */
    private double deciding(GoodYear year, int i) {
        var spec = rule.conditions().get(i);
        return !year.intervalDecides(spec.measure())
                ? year.value(spec.measure())
                : spec.comparison().wantsMore() ? year.low(spec.measure()) : year.high(spec.measure());
    }

    /** All of them; where two move the same threshold the farther one serves both. */
    private Move together(List<Move> moves) {
        double cost = 0;
        var values = new TreeMap<Integer, Double>();
        for (var move : moves) {
            cost = Math.max(cost, move.cost());
            move.values()
                    .forEach((i, value) -> values.merge(
                            i, value, (a, b) -> Math.abs(a - thresholds[i]) >= Math.abs(b - thresholds[i]) ? a : b));
        }
        return new Move(cost, values);
    }

    /**
     * The settings with the thresholds of a move: nearly there, or just beyond.
     *
     * @param beyond the side of the flip
     */
    Settings at(Move move, Truth from, boolean beyond, Settings settings) {
        var changed = settings;
        for (var entry : move.values().entrySet()) {
            int i = entry.getKey();
            double way = entry.getValue() - thresholds[i];
            double step = Math.max(Math.abs(way) * FlipSearch.NEAR, Math.abs(thresholds[i]) * FlipSearch.NEAREST);
            boolean up = rule.conditions().get(i).comparison().wantsMore() == (from == Truth.YES);
            double side = (up ? 1 : -1) * step;
            changed = changed.with(name(rule, i), entry.getValue() + (beyond ? side : -side));
        }
        return changed;
    }
}
