package org.kaname.measure.chokepoint;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.measure.Settings;

/**
 * Inputs and what they go into (measurement 4.9). A node can be produced iff every input that goes into it can, and, where it has types,
 * at least one type can; a removed node cannot. An end node goes into nothing and is a type of nothing. Immutable.
 */
public final class InputGraph {
    public static final String METHOD = "input-graph@1";
    /** Share of an input from which an economy counts in {@link #choke}, compared by "at least". */
    public static final String SHARE = METHOD + ".share";

    private final SortedMap<String, Set<String>> inputs = new TreeMap<>();
    private final SortedMap<String, Set<String>> types = new TreeMap<>();
    private final Set<String> nodes = new TreeSet<>();
    private final Set<String> ends;

    /** An edge between two nodes. */
    public record Edge(String from, String to) {}

    /**
     * Builds the graph. Throws where a node is needed for itself: nothing could be produced first.
     *
     * @param goesInto an input and what it goes into: all are needed
     * @param isTypeOf an alternative and what it is a type of: one is enough
     */
    public InputGraph(Collection<String> nodes, Collection<Edge> goesInto, Collection<Edge> isTypeOf) {
        this.nodes.addAll(nodes);
        var notEnds = new TreeSet<String>();
        goesInto.forEach(e -> put(inputs, e, notEnds));
        isTypeOf.forEach(e -> put(types, e, notEnds));
        this.ends = new TreeSet<>(this.nodes);
        ends.removeAll(notEnds);
        var state = new HashMap<String, Integer>();
        this.nodes.forEach(n -> refuseCycles(n, state));
    }

    private void put(Map<String, Set<String>> to, Edge edge, Set<String> notEnds) {
        to.computeIfAbsent(edge.to(), k -> new TreeSet<>()).add(edge.from());
        nodes.add(edge.from());
        nodes.add(edge.to());
        notEnds.add(edge.from());
    }

    private void refuseCycles(String node, Map<String, Integer> state) {
        Integer known = state.get(node);
        if (known != null && known == 1) {
            throw new IllegalArgumentException("The input (" + node + ") is needed for itself.");
        }
        if (known == null) {
            state.put(node, 1);
            inputs.getOrDefault(node, Set.of()).forEach(n -> refuseCycles(n, state));
            types.getOrDefault(node, Set.of()).forEach(n -> refuseCycles(n, state));
            state.put(node, 2);
        }
    }

    public Set<String> listEnds() {
        return Set.copyOf(ends);
    }

    /** How many end nodes cannot be produced without the node, itself included where it is one. Throws for an unknown node. */
    public int reach(String node) {
        if (!nodes.contains(node)) {
            throw new IllegalArgumentException("No input (" + node + ").");
        }
        var known = new HashMap<String, Boolean>();
        known.put(node, false);
        return (int) ends.stream().filter(end -> !producible(end, known)).count();
    }

    private boolean producible(String node, Map<String, Boolean> known) {
        var answer = known.get(node);
        if (answer == null) {
            var kinds = types.getOrDefault(node, Set.of());
            answer = inputs.getOrDefault(node, Set.of()).stream().allMatch(n -> producible(n, known))
                    && (kinds.isEmpty() || kinds.stream().anyMatch(n -> producible(n, known)));
            known.put(node, answer);
        }
        return answer;
    }

    /**
     * Σ reach over inputs of which an economy provides {@link #SHARE} or more.
     *
     * @param shares by input, 0..1
     */
    public int choke(Map<String, Double> shares, Settings settings) {
        double threshold = settings.get(SHARE);
        int sum = 0;
        for (var entry : shares.entrySet()) {
            if (entry.getValue() >= threshold && nodes.contains(entry.getKey())) {
                sum += reach(entry.getKey());
            }
        }
        return sum;
    }
}
