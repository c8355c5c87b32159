package org.kaname.shock.scenario;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One value for each range of a scenario, by path. Draw k uses a generator of its own seeded by the scenario's seed and k, so that
 * results do not depend on threads (shock 5).
 *
 * @param number 0 for runs that were not drawn (all at mid, low or high)
 */
public record Draw(int number, Map<String, Double> values) {
    public Draw {
        values = Map.copyOf(values);
    }

    /** All ranges at mid; never called "expected". */
    public static Draw mid(Scenario scenario) {
        var values = new LinkedHashMap<String, Double>();
        scenario.ranges().forEach((path, range) -> values.put(path, range.mid()));
        return new Draw(0, values);
    }

    /** The draw of number k, from 1. Ranges of one correlated list take the same quantile. */
    public static Draw of(Scenario scenario, long seed, int k) {
        var random = new SplittableRandom(mix64(seed + GOLDEN_GAMMA * k));
        var together = new HashMap<String, Integer>();
        for (int i = 0; i < scenario.correlated().size(); i++) {
            for (var path : scenario.correlated().get(i)) {
                together.put(path, i);
            }
        }
        var common = new double[scenario.correlated().size()];
        for (int i = 0; i < common.length; i++) {
            common[i] = open(random);
        }
        var values = new LinkedHashMap<String, Double>();
        scenario.ranges().forEach((path, range) -> {
            double own = open(random);
            var list = together.get(path);
            values.put(path, range.quantile(list == null ? own : common[list]));
        });
        return new Draw(k, values);
    }

    public double value(String path) {
        var value = values.get(path);
        if (value == null) {
            throw new IllegalArgumentException("The draw has no value of (" + path + ").");
        }
        return value;
    }

    /** A copy with another value of one path. */
    public Draw with(String path, double value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(path, value);
        return new Draw(number, changed);
    }

    /** Odd constant of SplitMix64 (Steele, Lea and Flood 2014). */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** The finaliser of SplitMix64. */
    static long mix64(long z) {
        long first = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }

    /** In (0, 1), both ends out. */
    private static double open(SplittableRandom random) {
        return random.nextDouble(Double.MIN_NORMAL, 1);
    }
}
