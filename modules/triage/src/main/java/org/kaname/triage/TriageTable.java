package org.kaname.triage;

import java.util.List;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion.Persistence;
import org.kaname.model.Comparison;

/** The rows of {@code triage@1} for goods as a table to read: the very rows that decide, seen from outside. */
public final class TriageTable {
    private TriageTable() {}

    /**
     * One row.
     *
     * @param row id as in decisions
     * @param rule the rule or measure it rests on
     * @param yearly must hold together in the same year
     * @param persistence in how many years of the window
     * @param once must hold in the newest year
     * @param onlyWithoutDetail applies only where comparative advantage or dependents cannot be judged
     */
    public record Line(
            String row,
            Colour colour,
            String rule,
            List<Comparing> yearly,
            Persistence persistence,
            List<Comparing> once,
            boolean onlyWithoutDetail) {
        public Line {
            yearly = List.copyOf(yearly);
            once = List.copyOf(once);
        }
    }

    /**
     * One condition of a row.
     *
     * @param name message key below {@code condition.}
     * @param constant full name of the threshold
     */
    public record Comparing(String name, GoodMeasure measure, Comparison comparison, String constant) {}

    /** In the order in which they are tried; all are tried. */
    public static List<Line> rows() {
        return GoodRows.ALL.stream()
                .map(r -> new Line(
                        r.id(),
                        r.colour(),
                        r.rule(),
                        comparing(r.yearly()),
                        r.persistence(),
                        comparing(r.once()),
                        r.onlyWithoutDetail()))
                .toList();
    }

    private static List<Comparing> comparing(List<Row.Part> parts) {
        return parts.stream()
                .map(p -> new Comparing(p.name(), p.measure(), p.comparison(), p.constant()))
                .toList();
    }
}
