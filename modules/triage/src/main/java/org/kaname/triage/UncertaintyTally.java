package org.kaname.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.OptionalDouble;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodYear;
import org.kaname.measure.noise.Spread;

/** Collects figures and ranks world by world, in the order of the draws. Not thread-safe. */
final class UncertaintyTally {
    private final GoodYear observed;
    private final double[][] figures;
    private final int[] rankIs;
    private int topStays;
    private int draws;

    /**
     * @param observed the good's newest year
     * @param most worlds at most
     * @param ranks ranks to count, from 1
     */
    UncertaintyTally(GoodYear observed, int most, int ranks) {
        this.observed = observed;
        figures = new double[Uncertainty.FIGURES.size()][most];
        rankIs = new int[ranks];
    }

    void add(GoodYear world) {
        for (int i = 0; i < figures.length; i++) {
            figures[i][draws] = world.value(Uncertainty.FIGURES.get(i));
        }
        double rank = world.value(GoodMeasure.WORLD_RANK);
        if (rank <= rankIs.length) {
            rankIs[(int) rank - 1]++;
        }
        if (world.topSupplier() >= 0 && world.topSupplier() == observed.topSupplier()) {
            topStays++;
        }
        draws++;
    }

    Uncertainty result(String noise) {
        var spreads = new EnumMap<GoodMeasure, Spread>(GoodMeasure.class);
        for (int i = 0; i < figures.length; i++) {
            var measure = Uncertainty.FIGURES.get(i);
            if (Double.isFinite(observed.value(measure))) {
                Spread.of(Arrays.copyOf(figures[i], draws)).ifPresent(spread -> spreads.put(measure, spread));
            }
        }
        return new Uncertainty(
                spreads,
                Double.isNaN(observed.value(GoodMeasure.WORLD_RANK)) ? List.of() : rankAtMost(),
                observed.topSupplier() < 0 ? OptionalDouble.empty() : OptionalDouble.of((double) topStays / draws),
                draws,
                noise);
    }

    private List<Double> rankAtMost() {
        var shares = new ArrayList<Double>();
        int count = 0;
        for (int at : rankIs) {
            count += at;
            shares.add((double) count / draws);
        }
        return shares;
    }
}
