package org.kaname.triage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.kaname.measure.Settings;

/**
 * The least change of one threshold that changes the colours (measurement 6.3, lever "threshold of a condition").
 *
 * @param condition name of the comparison
 * @param constant name of the threshold
 * @param threshold its value now
 * @param valueAtFlip the value at which the colours change; the change happens on the far side of it
 * @param relativeChange (valueAtFlip − threshold) / |threshold|
 * @param before the colours just before the flip, found by running the triage again
 * @param after the colours just after it, found likewise
 * @param verified before are the colours of the decision and after are others; never false in a decision
 */
public record ThresholdFlip(
        String row,
        String condition,
        String constant,
        double threshold,
        double valueAtFlip,
        double relativeChange,
        List<Colour> before,
        List<Colour> after,
        boolean verified) {
    /** Relative distance to the flip at which the triage is run again. */
    private static final double STEP = 1e-6;

    public ThresholdFlip {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** A threshold and a value of it at which a condition turns. */
    public record Lever(String row, String condition, String constant, double turn) {}

    /**
     * The nearest verified flip of every threshold in each direction, least relative change first. A lever that cannot flip alone is
     * absent. A threshold of zero has no relative change.
     */
    public static List<ThresholdFlip> search(
            List<Lever> levers, Settings settings, List<Colour> colours, Function<Settings, List<Colour>> judge) {
        var nearest = new LinkedHashMap<Map.Entry<String, Boolean>, ThresholdFlip>();
        var ordered = new ArrayList<>(levers);
        ordered.sort(Comparator.comparingDouble(l -> Math.abs(l.turn() - settings.get(l.constant()))));
        for (var lever : ordered) {
            double threshold = settings.get(lever.constant());
            if (!Double.isFinite(lever.turn()) || threshold == 0 || lever.turn() == 0) {
                continue;
            }
            // a value that lies on its threshold may turn on either side of it
            for (boolean up : lever.turn() == threshold
                    ? new boolean[] {true, false}
                    : new boolean[] {lever.turn() > threshold}) {
                var key = Map.entry(lever.constant(), up);
                if (!nearest.containsKey(key)) {
                    var flip = run(lever, threshold, up, settings, colours, judge);
                    if (flip.verified()) {
                        nearest.put(key, flip);
                    }
                }
            }
        }
        return nearest.values().stream()
                .sorted(Comparator.comparingDouble(f -> Math.abs(f.relativeChange())))
                .toList();
    }

    private static ThresholdFlip run(
            Lever lever,
            double threshold,
            boolean up,
            Settings settings,
            List<Colour> colours,
            Function<Settings, List<Colour>> judge) {
        double step = Math.abs(lever.turn()) * STEP * (up ? 1 : -1);
        var before = lever.turn() == threshold
                ? judge.apply(settings)
                : judge.apply(settings.with(lever.constant(), lever.turn() - step));
        var after = judge.apply(settings.with(lever.constant(), lever.turn() + step));
        return new ThresholdFlip(
                lever.row(),
                lever.condition(),
                lever.constant(),
                threshold,
                lever.turn(),
                (lever.turn() - threshold) / Math.abs(threshold),
                before,
                after,
                before.equals(colours) && !after.equals(colours));
    }
}
