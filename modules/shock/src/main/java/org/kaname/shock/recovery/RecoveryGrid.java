package org.kaname.shock.recovery;

import java.util.List;
import java.util.Optional;
import org.kaname.shock.recovery.RecoveryOutcome.UnstableReason;

/**
 * The same events under other stock days and restoration times: losses of this model depend on both more than on anything else.
 *
 * @param cells stock days, then restoration times, each ascending
 */
public record RecoveryGrid(List<Cell> cells) {
    public static final List<Double> STOCK_DAYS = List.of(5.0, 10.0, 20.0, 30.0, 60.0, 90.0);
    public static final List<Double> RESTORATION_DAYS = List.of(5.0, 10.0, 30.0, 60.0, 90.0);

    /**
     * @param outputLoss Σ of {@code x0 − x}, money; of an unstable cell an artefact
     * @param lowestShare least world output of a day as a share of the base
     * @param reasons empty where the cell is stable
     * @param chosen the values that the user asked for
     */
    public record Cell(
            double stockDays,
            double restorationDays,
            double outputLoss,
            double lowestShare,
            List<UnstableReason> reasons,
            boolean amplified,
            boolean chosen) {
        public boolean stable() {
            return reasons.isEmpty();
        }
    }

    /** Losses of the stable cells. */
    public record Spread(int cells, double least, double median, double most) {}

    public RecoveryGrid {
        cells = List.copyOf(cells);
    }

    /** Empty where no cell is stable. */
    public Optional<Spread> stable() {
        var losses = cells.stream()
                .filter(Cell::stable)
                .mapToDouble(Cell::outputLoss)
                .sorted()
                .toArray();
        if (losses.length == 0) {
            return Optional.empty();
        }
        int middle = losses.length / 2;
        double median = losses.length % 2 == 1 ? losses[middle] : (losses[middle - 1] + losses[middle]) / 2;
        return Optional.of(new Spread(losses.length, losses[0], median, losses[losses.length - 1]));
    }
}
