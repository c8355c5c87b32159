package org.kaname.shock.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import org.kaname.shock.ShockConstants;

/**
 * Capital and capacity that events take from industries on a day (shock 3.2 steps 1 and 2, 3.3). Reference mode keeps the peer's
 * quirks: recoveries start a day late and are rounded, capacity losses act one day late, and the greatest loss counts.
 */
final class DirectLosses {
    private static final int CAPITAL_DECIMALS = (int) ShockConstants.value("ario@1.capital_decimals");
    private static final int CAPACITY_DECIMALS = (int) ShockConstants.value("ario@1.capacity_decimals");

    /** Λ, money, today. */
    final double[] capital;
    /** D, share of capacity, today. */
    final double[] share;

    private final RecoveryTable table;
    private final RecoveryParameters parameters;
    private final double[] slower;
    private final List<RecoveryEvent.CapitalLoss> capitalLosses = new ArrayList<>();
    private final List<Rebuilding> rebuildings;
    private final List<CapacityNest> nests = new ArrayList<>();
    private double overlapDifference;

    /** The capacity losses of one nest and what they take, by industry. */
    private record CapacityNest(List<RecoveryEvent.CapacityLoss> layers, double[] loss) {}

    DirectLosses(
            RecoveryTable table,
            RecoveryParameters parameters,
            List<RecoveryEvent> events,
            double[] slower,
            List<Rebuilding> rebuildings) {
        this.table = table;
        this.parameters = parameters;
        this.slower = slower;
        this.rebuildings = rebuildings;
        this.capital = new double[table.industries];
        this.share = new double[table.industries];
        var byNest = new HashMap<String, CapacityNest>();
        for (var event : events) {
            if (event instanceof RecoveryEvent.CapitalLoss loss) {
                capitalLosses.add(loss);
            } else if (event instanceof RecoveryEvent.CapacityLoss loss) {
                byNest.computeIfAbsent(loss.nest(), name -> {
                            var nest = new CapacityNest(new ArrayList<>(), new double[table.industries]);
                            nests.add(nest);
                            return nest;
                        })
                        .layers()
                        .add(loss);
            }
        }
    }

    /** Sets both arrays for a day; an industry that would lose more capital than it has ends the run. */
    OptionalInt advance(int day) {
        Arrays.fill(capital, 0);
        int lag = parameters.reference() ? 1 : 0;
        for (var loss : capitalLosses) {
            for (var amount : loss.amounts().entrySet()) {
                double left = amount.getValue() * loss.path().at(day, lag, slower[amount.getKey()]);
                capital[amount.getKey()] += parameters.reference() ? rounded(left, CAPITAL_DECIMALS) : left;
            }
        }
        for (var rebuilding : rebuildings) {
            rebuilding.addLoss(day, capital);
        }
        capacity(day - lag, lag);
        for (int f = 0; f < capital.length; f++) {
            if (capital[f] > table.capital[f]) {
                return OptionalInt.of(f);
            }
            double ofCapital = table.capital[f] == 0 ? 0 : capital[f] / table.capital[f];
            share[f] = parameters.reference() ? Math.max(ofCapital, share[f]) : 1 - (1 - ofCapital) * (1 - share[f]);
        }
        return OptionalInt.empty();
    }

    private void capacity(int day, int lag) {
        for (var nest : nests) {
            Arrays.fill(nest.loss(), 0);
            for (var layer : nest.layers()) {
                for (var entry : layer.shares().entrySet()) {
                    int f = entry.getKey();
                    double left = entry.getValue() * layer.path().at(day, lag, slower[f]);
                    nest.loss()[f] =
                            Math.max(nest.loss()[f], parameters.reference() ? rounded(left, CAPACITY_DECIMALS) : left);
                }
            }
        }
        boolean multiply = !parameters.reference() && parameters.overlap() == RecoveryParameters.Overlap.MULTIPLY;
        for (int f = 0; f < share.length; f++) {
            double survives = 1;
            double most = 0;
            for (var nest : nests) {
                survives *= 1 - nest.loss()[f];
                most = Math.max(most, nest.loss()[f]);
            }
            share[f] = multiply ? 1 - survives : most;
            overlapDifference = Math.max(overlapDifference, 1 - survives - most);
        }
    }

    /** The largest difference between the two rules of overlap, over all days so far. */
    double overlapDifference() {
        return overlapDifference;
    }

    /** Half to even, of the product with the power of ten, as numpy does. */
    static double rounded(double value, int decimals) {
        double power = Math.pow(10, decimals);
        double scaled = value * power;
        return Math.abs(scaled) < 0x1p52 ? Math.rint(scaled) / power : value;
    }
}
