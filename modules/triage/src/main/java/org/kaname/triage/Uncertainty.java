package org.kaname.triage;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.noise.Spread;

/**
 * What the worlds with reporting noise say of a good's newest year beside its colours: where its figures lie, and how sure two ranks are.
 * Empty where no worlds were drawn. Immutable.
 *
 * @param figures by measure, those that are numbers in the observed world
 * @param rankAtMost probability that the subject's rank among exporters is 1 or less, 2 or less, and so on; empty where it has none
 * @param topStays probability that the observed top supplier is the top supplier; empty where there is none
 * @param draws worlds
 * @param noise how the noise was sized, as in {@link Robustness}
 */
public record Uncertainty(
        Map<GoodMeasure, Spread> figures, List<Double> rankAtMost, OptionalDouble topStays, int draws, String noise) {
    /** No worlds were drawn. */
    public static final Uncertainty NONE = new Uncertainty(Map.of(), List.of(), OptionalDouble.empty(), 0, "");

    /** The figures that are followed, in the order in which they are shown. */
    public static final List<GoodMeasure> FIGURES =
            List.of(GoodMeasure.HHI, GoodMeasure.TOP_SHARE, GoodMeasure.WORLD_SHARE, GoodMeasure.RATIO);

    public Uncertainty {
        figures = figures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(figures));
        rankAtMost = List.copyOf(rankAtMost);
    }
}
