package org.kaname.measure.tournament;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.kaname.measure.attribution.Fraction;
import org.kaname.measure.attribution.Shapley;
import org.kaname.model.Code;
import org.kaname.model.Truth;

/**
 * Why one count of flagged goods differs from another, in parts that add up to the difference exactly (measurement 3.4).
 *
 * @param compared goods on which every mix of the two sides has an answer
 * @param excluded goods on which one has none: they are in neither count
 * @param first flagged by the first side among those compared
 * @param second flagged by the second
 * @param answers flagged goods by the set of factors taken from the second side, bit k for the factor k
 */
public record Attribution(int compared, int excluded, int first, int second, List<Part> parts, List<Integer> answers) {

    /**
     * What one factor accounts for.
     *
     * @param factor {@code <kind>:<what>}, e.g. {@code condition:import_export_ratio}
     * @param goods the goods whose own difference the factor has a part in
     */
    public record Part(String factor, Fraction count, SortedMap<Code, Fraction> goods) {
        public Part {
            goods = Collections.unmodifiableSortedMap(new TreeMap<>(goods));
        }
    }

    public Attribution {
        parts = List.copyOf(parts);
        answers = List.copyOf(answers);
    }

    /**
     * Adds up the parts good by good.
     *
     * @param factors what differs, at most {@link Shapley#MOST_FACTORS}
     * @param codes the goods
     * @param good for a place in {@code codes}, its answers by set of factors, 2^n of them
     */
    public static Attribution of(List<String> factors, List<Code> codes, IntFunction<Truth[]> good) {
        int n = factors.size();
        int sets = 1 << n;
        var totals = new long[n];
        var answers = new int[sets];
        var byGood = new ArrayList<SortedMap<Code, Fraction>>();
        for (int k = 0; k < n; k++) {
            byGood.add(new TreeMap<>(java.util.Comparator.comparing(Code::toString)));
        }
        int excluded = 0;
        for (int g = 0; g < codes.size(); g++) {
            var truths = good.apply(g);
            if (List.of(truths).contains(Truth.UNKNOWN)) {
                excluded++;
                continue;
            }
            var own = new int[sets];
            for (int set = 0; set < sets; set++) {
                own[set] = truths[set] == Truth.YES ? 1 : 0;
                answers[set] += own[set];
            }
            if (n > 0) {
                var numerators = Shapley.numerators(own, n);
                for (int k = 0; k < n; k++) {
                    totals[k] += numerators[k];
                    if (numerators[k] != 0) {
                        byGood.get(k).put(codes.get(g), new Fraction(numerators[k], Shapley.denominator(n)));
                    }
                }
            }
        }
        var parts = new ArrayList<Part>();
        for (int k = 0; k < n; k++) {
            parts.add(new Part(factors.get(k), new Fraction(totals[k], Shapley.denominator(n)), byGood.get(k)));
        }
        var listed = new ArrayList<Integer>();
        for (int answer : answers) {
            listed.add(answer);
        }
        return new Attribution(codes.size() - excluded, excluded, answers[0], answers[sets - 1], parts, listed);
    }
}
