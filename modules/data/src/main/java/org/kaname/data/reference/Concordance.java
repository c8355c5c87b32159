package org.kaname.data.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Refusal;

/**
 * Which code of one list may become which of another, and which part of its value does (data-formats 2.5). Adjacent revisions of the
 * Harmonized System are linked, HS92 to HS17 with value weights, HS17 and HS22 without; steps further apart are composed, in the order
 * of the revisions. What the user's table says of a code directly is taken as it stands. Immutable; the table of each step is read when
 * first asked for.
 *
 * <p>A pair with the weight 0 is listed all the same: the goods may move, the observed value did not. So one to one means that nothing
 * else is listed, not that nothing else was seen.
 */
public final class Concordance {
    /** How a code's pairs look from both sides. */
    public enum Relation {
        ONE_TO_ONE,
        MANY_TO_ONE,
        ONE_TO_MANY,
        MANY_TO_MANY,
        /** The code is in no pair. */
        NONE
    }

    /**
     * What a code may become.
     *
     * @param codes in ascending order
     * @param weights the part of the value that goes to each code, NaN where not known; parallel to {@code codes}
     * @param whole nothing is lost on the way: false where a step of a chain knows no target for some code between
     */
    record Targets(List<String> codes, double[] weights, boolean whole) {
        static final Targets NONE = new Targets(List.of(), new double[0], false);

        boolean certain() {
            return whole && codes.size() == 1;
        }
    }

    private record Step(String from, String to) {}

    private static final Concordance SHIPPED = new Concordance(Map.of());

    /** The user's rows, which come first. */
    private final Map<Step, Map<String, Targets>> own;

    private Concordance(Map<Step, Map<String, Targets>> own) {
        this.own = own;
    }

    static Concordance shipped() {
        return SHIPPED;
    }

    /** What the tables say of a code without going over other lists; null where they say nothing. */
    private @Nullable Targets stated(String from, String code, String to) {
        var targets = own.getOrDefault(new Step(from, to), Map.of()).get(code);
        if (targets != null) {
            return targets;
        }
        int first = Goods.REVISIONS.indexOf(from);
        int last = Goods.REVISIONS.indexOf(to);
        if (first < 0 || last < 0 || Math.abs(first - last) != 1) {
            return null;
        }
        var step = ConcordanceStep.after(Math.min(first, last));
        return (first < last ? step.forth() : step.back()).get(code);
    }

    /** NaN where none is stated. */
    static double weight(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    private static Map<String, Double> put(
            Map<Step, Map<String, Map<String, Double>>> pairs, String from, String code, String to, String target) {
        var targets = pairs.computeIfAbsent(new Step(from, to), k -> new HashMap<>())
                .computeIfAbsent(code, k -> new TreeMap<>());
        targets.put(target, Double.NaN);
        return targets;
    }

    private static Map<Step, Map<String, Targets>> targets(Map<Step, Map<String, Map<String, Double>>> pairs) {
        var steps = new LinkedHashMap<Step, Map<String, Targets>>();
        pairs.forEach((step, sources) -> {
            var bySource = new HashMap<String, Targets>();
            sources.forEach((source, weights) -> bySource.put(source, targets(weights, true)));
            steps.put(step, bySource);
        });
        return steps;
    }

    /** A code with one target gives it everything, whether a weight is stated or not. */
    private static Targets targets(Map<String, Double> weightByCode, boolean whole) {
        var codes = List.copyOf(weightByCode.keySet());
        var weights = new double[codes.size()];
        for (int i = 0; i < weights.length; i++) {
            double weight = weightByCode.getOrDefault(codes.get(i), Double.NaN);
            weights[i] = whole && weights.length == 1 && Double.isNaN(weight) ? 1 : weight;
        }
        return new Targets(codes, weights, whole);
    }

    /** How far the weights of one code may be from 1 together (data-formats 2.5: 1 within 1e-6). */
    private static final double WEIGHT_SLACK = 1e-6;

    /** The same with the user's rows: the rows of one code and one target list replace what was listed for it. */
    Concordance with(ReferenceTable table, Consumer<Refusal> refuse) {
        var pairs = new HashMap<Step, Map<String, Map<String, Double>>>();
        var key = List.of("from_scheme", "from_code", "to_scheme", "to_code");
        var lines = new HashMap<String, ReferenceTable.Row>();
        for (var row : table.rowsByKey(key, refuse)) {
            var text = row.get("weight");
            double weight = Double.NaN;
            try {
                weight = weight(text);
            } catch (NumberFormatException e) {
                weight = -1;
            }
            if (weight < 0 || weight > 1 + WEIGHT_SLACK || !text.isEmpty() && Double.isNaN(weight)) {
                refuse.accept(Refusal.of("KAN-DATA-015", table.name(), row.line(), "value", text, "column", "weight"));
                continue;
            }
            put(pairs, row.get("from_scheme"), row.get("from_code"), row.get("to_scheme"), row.get("to_code"))
                    .put(row.get("to_code"), weight);
            lines.putIfAbsent(row.get("from_scheme") + ":" + row.get("from_code") + ">" + row.get("to_scheme"), row);
        }
        var merged = new LinkedHashMap<>(own);
        targets(pairs).forEach((step, sources) -> {
            var bySource = new HashMap<>(merged.getOrDefault(step, Map.of()));
            sources.forEach((source, targets) -> {
                double sum = 0;
                for (var weight : targets.weights()) {
                    sum += weight;
                }
                if (Math.abs(sum - 1) > WEIGHT_SLACK) {
                    var row = lines.get(step.from() + ":" + source + ">" + step.to());
                    refuse.accept(Refusal.of(
                            "KAN-DATA-015.weights",
                            table.name(),
                            row == null ? 0 : row.line(),
                            "code",
                            step.from() + ":" + source,
                            "list",
                            step.to(),
                            "sum",
                            sum));
                }
                bySource.put(source, targets);
            });
            merged.put(step, bySource);
        });
        return new Concordance(merged);
    }

    /** Whether a way leads from one list to the other; a list leads to itself. */
    public boolean linked(String from, String to) {
        return from.equals(to)
                || own.containsKey(new Step(from, to))
                || !path(from, to).isEmpty();
    }

    /** The revisions on the way, both ends included; empty where there is none. */
    private List<String> path(String from, String to) {
        int first = Goods.REVISIONS.indexOf(from);
        int last = Goods.REVISIONS.indexOf(to);
        if (first < 0 || last < 0 || first == last) {
            return List.of();
        }
        var path = new ArrayList<String>();
        for (int i = first; i != last; i += Integer.signum(last - first)) {
            path.add(Goods.REVISIONS.get(i));
        }
        path.add(to);
        return path;
    }

    /** What a code may become, over all steps; {@link Targets#NONE} where no way or no pair leads there. */
    Targets targets(String from, String code, String to) {
        var reached = new Targets(List.of(code), new double[] {1}, true);
        if (from.equals(to)) {
            return reached;
        }
        var stated = stated(from, code, to);
        if (stated != null) {
            return stated;
        }
        var path = path(from, to);
        if (path.isEmpty()) {
            return Targets.NONE;
        }
        for (int i = 1; i < path.size(); i++) {
            reached = next(reached, path.get(i - 1), path.get(i));
        }
        return reached.codes().isEmpty() ? Targets.NONE : reached;
    }

    /** Weights multiply, target sets compose; 0 of an unknown split is 0. */
    private Targets next(Targets reached, String from, String to) {
        var weightByCode = new TreeMap<String, Double>();
        boolean whole = reached.whole();
        for (int i = 0; i < reached.codes().size(); i++) {
            double weight = reached.weights()[i];
            var targets = stated(from, reached.codes().get(i), to);
            if (targets == null) {
                whole = false;
                continue;
            }
            for (int j = 0; j < targets.codes().size(); j++) {
                double part = weight == 0 ? 0 : weight * targets.weights()[j];
                weightByCode.merge(targets.codes().get(j), part, Double::sum);
            }
        }
        return targets(weightByCode, whole);
    }

    /**
     * A code that another may become.
     *
     * @param weight the part of the value that goes there; NaN where not known
     */
    public record Part(String code, double weight) {}

    /**
     * What a code may become in another list, over all steps.
     *
     * @param parts by ascending code, those of weight 0 included; empty where no way or no pair leads there
     * @param whole no step of a chain lacks a pair, so that the weights, if known, add up to 1
     */
    public record Split(List<Part> parts, boolean whole) {
        /** Where all of it goes is known. */
        public boolean weighted() {
            return whole && !parts.isEmpty() && parts.stream().noneMatch(part -> Double.isNaN(part.weight()));
        }
    }

    /** What a code may become; weights that are known add up to 1 exactly but for rounding, whatever the table's own rounding. */
    public Split split(String from, String code, String to) {
        var targets = targets(from, code, to);
        double sum = 0;
        for (var weight : targets.weights()) {
            sum += weight;
        }
        double scale = targets.whole() && sum > 0 ? sum : 1;
        var parts = new ArrayList<Part>();
        for (int i = 0; i < targets.codes().size(); i++) {
            parts.add(new Part(targets.codes().get(i), targets.weights()[i] / scale));
        }
        return new Split(List.copyOf(parts), targets.whole());
    }

    /** The shipped tables on the way from one list to the other, by name, with the SHA-256 of their bytes; the user's rows are in none. */
    public Map<String, String> listTables(String from, String to) {
        var path = path(from, to);
        var tables = new LinkedHashMap<String, String>();
        for (int i = 1; i < path.size(); i++) {
            var table = ConcordanceStep.table(
                    Math.min(Goods.REVISIONS.indexOf(path.get(i - 1)), Goods.REVISIONS.indexOf(path.get(i))));
            tables.put(table, ReferenceTable.sha256(ReferenceTable.shippedBytes(table)));
        }
        return tables;
    }

    /** The codes that a code may become, in ascending order, those of weight 0 included; empty where no way or no pair leads there. */
    public Set<String> listTargets(String from, String code, String to) {
        return new LinkedHashSet<>(targets(from, code, to).codes());
    }

    /**
     * The code of the other list that is the same good: the only one this code may become, and one that may become this code only, over
     * all steps and with pairs of weight 0 counted. Only such codes may be one product across the revisions of a set (clarification 5);
     * all others stay apart.
     */
    public Optional<String> oneToOne(String from, String code, String to) {
        var forth = targets(from, code, to);
        if (!forth.certain()) {
            return Optional.empty();
        }
        var other = forth.codes().getFirst();
        var back = targets(to, other, from);
        return back.certain() && back.codes().getFirst().equals(code) ? Optional.of(other) : Optional.empty();
    }

    /**
     * The code of the other list that is the same good on weaker evidence: where a step is not {@link #oneToOne}, the list of one
     * predecessor for each code decides, if the predecessor has no other successor. That list ships for HS17 and HS22 only. It joins
     * goods from which the newer revision took a small part (waste, say), so a series joined by it has a break to be told.
     */
    public Optional<String> mainCounterpart(String from, String code, String to) {
        var exact = oneToOne(from, code, to);
        if (exact.isPresent()) {
            return exact;
        }
        var path = path(from, to);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        var current = code;
        for (int i = 1; i < path.size(); i++) {
            var next =
                    oneToOne(path.get(i - 1), current, path.get(i)).or(mainStep(path.get(i - 1), current, path.get(i)));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            current = next.get();
        }
        return Optional.of(current);
    }

    private static Supplier<Optional<String>> mainStep(String from, String code, String to) {
        return () -> {
            int first = Goods.REVISIONS.indexOf(from);
            int last = Goods.REVISIONS.indexOf(to);
            var step = ConcordanceStep.after(Math.min(first, last));
            if (first < last) {
                return Optional.ofNullable(step.successors().get(code));
            }
            return Optional.ofNullable(step.predecessors().get(code))
                    .filter(older -> code.equals(step.successors().get(older)));
        };
    }

    /** How the code's pairs look: whether it may become several codes, and whether one of those may come from several. */
    public Relation relation(String from, String code, String to) {
        var targets = targets(from, code, to).codes();
        if (targets.isEmpty()) {
            return Relation.NONE;
        }
        boolean shared = false;
        for (var target : targets) {
            shared |= targets(to, target, from).codes().size() > 1;
        }
        if (targets.size() == 1) {
            return shared ? Relation.MANY_TO_ONE : Relation.ONE_TO_ONE;
        }
        return shared ? Relation.MANY_TO_MANY : Relation.ONE_TO_MANY;
    }

    /** The conversion of amounts by these codes; empty where no way leads to the other list. */
    public Optional<Conversion> conversion(String from, String to, List<String> codes) {
        if (!linked(from, to)) {
            return Optional.empty();
        }
        return Optional.of(Conversion.of(codes, code -> targets(from, code, to)));
    }
}
