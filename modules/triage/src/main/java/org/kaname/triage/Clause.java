package org.kaname.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kaname.model.Condition;
import org.kaname.model.Explanation;
import org.kaname.model.Truth;

/**
 * A part of a row: one condition, or a conjunction or disjunction of parts. The part that decides is the part that explains: parts
 * without which the truth would be the same are kept and marked as non-deciding.
 */
public record Clause(Truth truth, double strength, List<Condition> conditions, Explanation explanation) {
    public Clause {
        conditions = List.copyOf(conditions);
    }

    public static Clause of(Condition condition) {
        return new Clause(condition.holds(), condition.strength(), List.of(condition), condition.explain());
    }

    /** YES if all are; the node carries the parts as children. */
    public static Clause all(Explanation node, List<Clause> parts) {
        var truth = Truth.all(parts.stream().map(Clause::truth).toList());
        var strength = parts.stream().mapToDouble(Clause::strength).min().orElse(0);
        return join(node, parts, truth, strength);
    }

    /** YES if one is; the node carries the parts as children. */
    public static Clause any(Explanation node, List<Clause> parts) {
        var truth = Truth.any(parts.stream().map(Clause::truth).toList());
        var strength = parts.stream()
                .filter(p -> p.truth() == Truth.YES)
                .mapToDouble(Clause::strength)
                .max()
                .orElse(0);
        return join(node, parts, truth, strength);
    }

    private static Clause join(Explanation node, List<Clause> parts, Truth truth, double strength) {
        var children = new ArrayList<Explanation>();
        for (var part : parts) {
            children.add(
                    part.truth() == truth
                            ? part.explanation()
                            : part.explanation().nonDeciding());
        }
        return new Clause(
                truth,
                truth == Truth.YES ? strength : 0,
                parts.stream().flatMap(p -> p.conditions().stream()).toList(),
                node.withTruth(truth).with(children));
    }

    /** This clause as a row of the table. */
    public RowOutcome row(String name, Colour colour) {
        var node = Explanation.of(
                        switch (truth) {
                            case YES -> "decision.row.yes";
                            case NO -> "decision.row.no";
                            case UNKNOWN -> "decision.row.unknown";
                        },
                        "row",
                        name,
                        "colour",
                        Explanation.key("decision.colour." + colour))
                .withTruth(truth)
                .with(explanation);
        return new RowOutcome(name, colour, truth, strength, conditions, node);
    }

    /** The colours of rows that fired, in the order of the colours. */
    public static List<Colour> colours(List<RowOutcome> rows) {
        return Stream.of(Colour.values())
                .filter(c -> rows.stream().anyMatch(r -> r.colour() == c && r.truth() == Truth.YES))
                .toList();
    }

    /** A root that names its colours; as it is where there are none, because its sentence then names none. */
    public static Explanation withColours(Explanation root, List<Colour> colours) {
        return colours.isEmpty()
                ? root
                : root.withArgument(
                        "colours",
                        colours.stream()
                                .map(c -> (Object) Explanation.key("decision.colour." + c))
                                .toList());
    }

    /** No colour, and at least one row could not be judged. */
    public static boolean insufficient(List<RowOutcome> rows) {
        return colours(rows).isEmpty() && rows.stream().anyMatch(r -> r.truth() == Truth.UNKNOWN);
    }

    /** The root's children: rows, those of a colour that another row already gives or that did not fire beside one marked so. */
    public static List<Explanation> explain(List<RowOutcome> rows) {
        var insufficient = insufficient(rows);
        var given = colours(rows);
        return rows.stream()
                .map(r -> r.truth() == Truth.YES || (given.isEmpty() && (r.truth() == Truth.UNKNOWN || !insufficient))
                        ? r.explanation()
                        : r.explanation().nonDeciding())
                .toList();
    }
}
