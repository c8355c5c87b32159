package org.kaname.data.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.reference.Concordance.Targets;

/**
 * The shipped pairs of two adjacent revisions, by code of the older and of the newer one. Immutable.
 *
 * @param predecessors of a newer code the one older code that a second source gives; empty where no such source ships
 * @param successors of an older code the newer code whose predecessor it is, if there is exactly one
 */
record ConcordanceStep(
        Map<String, Targets> forth,
        Map<String, Targets> back,
        Map<String, String> predecessors,
        Map<String, String> successors) {
    private static final int PREDECESSOR = 4;

    private static final Map<Integer, ConcordanceStep> READ = new ConcurrentHashMap<>();

    /** The step from the revision at this place of {@link Goods#REVISIONS} to the next. */
    static ConcordanceStep after(int older) {
        return READ.computeIfAbsent(older, h -> read(table(h)));
    }

    static String table(int older) {
        return "concordance_" + Goods.REVISIONS.get(older) + "_" + Goods.REVISIONS.get(older + 1) + ".csv.gz";
    }

    /** Codes and weights of one source. Rows are in ascending order of both codes, so these are too. */
    private static final class Growing {
        private final List<String> codes = new ArrayList<>(1);
        private double[] weights = new double[1];

        void add(String code, String weight) {
            if (weights.length == codes.size()) {
                weights = java.util.Arrays.copyOf(weights, 2 * weights.length);
            }
            weights[codes.size()] = Concordance.weight(weight);
            codes.add(code);
        }

        Targets targets() {
            return new Targets(List.copyOf(codes), java.util.Arrays.copyOf(weights, codes.size()), true);
        }
    }

    private static ConcordanceStep read(String table) {
        var forth = new HashMap<String, Growing>();
        var back = new HashMap<String, Growing>();
        var predecessors = new HashMap<String, String>();
        var successors = new HashMap<String, String>();
        var shared = new HashSet<String>();
        var records = CsvRecords.of(ReferenceTable.shippedBytes(table));
        try {
            records.next();
            boolean second = records.fields() > PREDECESSOR;
            while (records.next()) {
                var older = records.text(0);
                var newer = records.text(1);
                forth.computeIfAbsent(older, k -> new Growing()).add(newer, records.text(2));
                back.computeIfAbsent(newer, k -> new Growing()).add(older, records.text(3));
                if (second && !records.text(PREDECESSOR).isEmpty()) {
                    predecessors.put(newer, older);
                    if (successors.put(older, newer) != null) {
                        shared.add(older);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot fail.", e);
        }
        successors.keySet().removeAll(shared);
        return new ConcordanceStep(targets(forth), targets(back), predecessors, successors);
    }

    private static Map<String, Targets> targets(Map<String, Growing> growing) {
        var targets = new HashMap<String, Targets>(2 * growing.size());
        growing.forEach((code, one) -> targets.put(code, one.targets()));
        return targets;
    }
}
