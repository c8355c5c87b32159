package org.kaname.triage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.measure.RuleVersion;
import org.kaname.model.Condition;
import org.kaname.model.Explanation;
import org.kaname.model.Truth;

/**
 * How one row of the table came out, with the comparisons that decided it.
 *
 * @param applies false for a row that does not apply here (its truth is then NO)
 * @param years conditions that must hold together, for each judged year, oldest first
 * @param once conditions on the newest year
 * @param strength min over conditions of actual/threshold, at most 4; orders lists, never decides; 0 unless YES
 */
public record GoodRowOutcome(
        String row,
        Colour colour,
        String rule,
        Truth truth,
        boolean applies,
        RuleVersion.@Nullable Persistence persistence,
        List<YearConditions> years,
        List<Condition> once,
        double strength) {

    /** The conditions of one year and their conjunction. */
    public record YearConditions(int year, Truth truth, List<Condition> conditions) {}

    public GoodRowOutcome {
        years = List.copyOf(years);
        once = List.copyOf(once);
    }

    /** The conditions of the newest judged year and those on the newest year. */
    public List<Condition> newestConditions() {
        var all = new ArrayList<Condition>();
        if (!years.isEmpty()) {
            all.addAll(years.getLast().conditions());
        }
        all.addAll(once);
        return all;
    }

    /**
     * The row as a tree built from its comparisons. A condition is deciding when turning its truth alone could turn the row: for a row
     * that fired all of them, for a row that did not those that failed or are unknown.
     */
    public Explanation explain() {
        var key = !applies
                ? "row.notApplicable"
                : truth == Truth.YES ? "row.fired" : truth == Truth.NO ? "row.notFired" : "row.unknown";
        var node = Explanation.of(key, "row", row, "rule", rule, "what", Explanation.key("row." + row))
                .withTruth(truth);
        var children = new ArrayList<Explanation>();
        if (persistence != null && !years.isEmpty()) {
            long held = years.stream().filter(y -> y.truth() == Truth.YES).count();
            var persists = Explanation.of(
                            "condition.persists",
                            "held",
                            Long.toString(held),
                            "years",
                            years.stream().map(y -> Integer.toString(y.year())).toList(),
                            "needed",
                            Integer.toString(persistence.years()),
                            "window",
                            Integer.toString(persistence.window()))
                    .withTruth(lasting());
            for (var year : years) {
                var inYear = Explanation.of("condition.year", "year", Integer.toString(year.year()))
                        .withTruth(year.truth());
                persists = persists.with(inYear.with(mark(year.conditions(), year.truth())));
            }
            children.add(persists);
        } else if (!years.isEmpty()) {
            var newest = years.getLast();
            children.addAll(mark(newest.conditions(), newest.truth()));
        }
        children.addAll(mark(once, truth));
        return node.with(children);
    }

    private Truth lasting() {
        return persistence == null
                ? years.getLast().truth()
                : Truth.persists(
                        persistence.years(),
                        persistence.window(),
                        years.stream().map(YearConditions::truth).toList());
    }

    private static List<Explanation> mark(List<Condition> conditions, Truth whole) {
        var nodes = new ArrayList<Explanation>();
        for (var condition : conditions) {
            var node = condition.explain();
            boolean deciding = whole == Truth.YES
                    || (whole == Truth.NO && condition.holds() == Truth.NO)
                    || (whole == Truth.UNKNOWN && condition.holds() == Truth.UNKNOWN);
            nodes.add(deciding ? node : node.nonDeciding());
        }
        return nodes;
    }
}
