package org.kaname.shock.recovery;

import java.util.Arrays;
import org.kaname.shock.ShockConstants;

/**
 * What remains to be built after one event, by supplier and damaged industry (shock 3.4):
 * {@code R_(h,s),f = ρ_s · impact_f · Z_(h,s),f / Σ_h' Z_(h',s),f}.
 */
final class Rebuilding {
    private static final int DECIMALS = (int) ShockConstants.value("ario@1.capital_decimals");
    private static final double FLOOR = ShockConstants.value("ario@1.rebuilt_floor");

    private final RecoveryEvent.CapitalRebuilt event;
    private final boolean reference;
    private final int industries;
    private final int[] supplier;
    private final int[] damaged;
    private final double[] tau;
    /** Suppliers × damaged. */
    private final double[] remaining;

    private final double[] survivor;
    private final double whole;
    private boolean open;

    Rebuilding(
            RecoveryTable table, RecoveryParameters parameters, RecoveryEvent.CapitalRebuilt event, double[] slower) {
        this.event = event;
        this.reference = parameters.reference();
        this.industries = table.industries;
        this.damaged = event.amounts().keySet().stream().mapToInt(f -> f).toArray();
        this.tau = Arrays.stream(damaged)
                .mapToDouble(f -> event.tauDays() * slower[f])
                .toArray();
        int builders = event.builders().size();
        this.supplier = new int[builders * table.economies];
        this.remaining = new double[supplier.length * damaged.length];
        this.survivor = new double[remaining.length];
        Arrays.fill(survivor, 1);
        int row = 0;
        double sum = 0;
        for (var builder : event.builders().entrySet()) {
            for (int h = 0; h < table.economies; h++) {
                int g = h * table.sectors + builder.getKey();
                supplier[row] = g;
                for (int c = 0; c < damaged.length; c++) {
                    int f = damaged[c];
                    double all = 0;
                    for (int other = 0; other < table.economies; other++) {
                        all += table.yearlyDeliveries[(other * table.sectors + builder.getKey()) * industries + f];
                    }
                    double impact = event.amounts().getOrDefault(f, 0.0) * builder.getValue();
                    double cell = all == 0 ? 0 : impact * table.yearlyDeliveries[g * industries + f] / all;
                    remaining[row * damaged.length + c] = cell;
                    sum += cell;
                }
                row++;
            }
        }
        this.whole = sum;
        this.open = sum > 0;
    }

    private long firstDay() {
        return (long) event.start() + event.durationDays();
    }

    /** Adds the capital that is still lost. */
    void addLoss(int day, double[] capital) {
        if (day < event.start()) {
            return;
        }
        for (int c = 0; c < damaged.length; c++) {
            if (day < firstDay()) {
                capital[damaged[c]] += event.amounts().getOrDefault(damaged[c], 0.0);
            } else {
                for (int r = 0; r < supplier.length; r++) {
                    capital[damaged[c]] += remaining[r * damaged.length + c];
                }
            }
        }
    }

    /** Adds what is asked for, less what links do not let through today. */
    void addDemand(int day, RestrictedCells links, double[] demand) {
        if (!open || day < firstDay()) {
            return;
        }
        for (int r = 0; r < supplier.length; r++) {
            for (int c = 0; c < damaged.length; c++) {
                int at = r * damaged.length + c;
                if (!links.isEmpty()) {
                    survivor[at] = links.survivorAt(supplier[r] * industries + damaged[c]);
                }
                demand[supplier[r]] += remaining[at] / tau[c] * survivor[at];
            }
        }
    }

    /** Takes off what was delivered, and adds up what was asked for and not delivered. */
    void deliver(int day, double[] filled, double[] left) {
        if (!open || day < firstDay()) {
            return;
        }
        double sum = 0;
        for (int r = 0; r < supplier.length; r++) {
            for (int c = 0; c < damaged.length; c++) {
                int at = r * damaged.length + c;
                double asked = remaining[at] / tau[c] * survivor[at];
                double rest = remaining[at] - asked * filled[supplier[r]];
                left[supplier[r]] += asked * (1 - filled[supplier[r]]);
                remaining[at] = Math.max(0, reference ? DirectLosses.rounded(rest, DECIMALS) : rest);
                sum += remaining[at];
            }
        }
        open = reference ? sum > 0 : sum > FLOOR * whole;
        if (!open) {
            Arrays.fill(remaining, 0);
        }
    }
}
