package org.kaname.measure.concentration;

import java.util.Arrays;
import java.util.Comparator;
import org.kaname.model.Interval;

/**
 * Shares and concentration of suppliers whose amounts are known as intervals, because a good went through a one-to-many conversion
 * (data-formats 2.5), with an amount of unspecified origin n (measurement 1.3). Without bounds the ends are those of
 * {@link TopSupplier} and {@link Hhi}. For a supplier s, with U the amounts that other suppliers may have, named or not:
 *
 * <pre>
 * share of s ∈ [low_s / (low_s + Σ_{t≠s} high_t + n_high + U), (high_s + n_high) / (high_s + n_high + Σ_{t≠s} low_t)]
 * </pre>
 *
 * <p>The ends of HHI enclose it: the lower one is the least Σ s² of shares inside those intervals that add up to 1, the upper one the
 * most of Σ s · high end of s over them, which is never below Σ s².
 *
 * @param low of each named supplier, at least 0
 * @param high parallel, at least {@code low}
 * @param unnamedLow n, its low end
 * @param unnamedHigh n, its high end
 * @param more U: amounts of suppliers that no flow names
 * @param largest of U, of one supplier
 */
public record BoundedShares(
        double[] low, double[] high, double unnamedLow, double unnamedHigh, double more, double largest) {
    /** Halvings of the level in {@link #hhi}: the level is then exact to the last digit. */
    private static final int HALVINGS = 64;

    private double others(double[] amounts, int supplier) {
        double sum = 0;
        for (int t = 0; t < amounts.length; t++) {
            if (t != supplier) {
                sum += amounts[t];
            }
        }
        return sum;
    }

    private static double part(double amount, double rest) {
        return amount == 0 ? 0 : amount / (amount + rest);
    }

    /** The share of a supplier by its place. */
    public Interval share(int supplier) {
        return new Interval(
                part(low[supplier], others(high, supplier) + unnamedHigh + more),
                part(high[supplier] + unnamedHigh, others(low, supplier)));
    }

    /** The share of several suppliers together. */
    public Interval share(boolean[] members) {
        double least = 0;
        double most = 0;
        double othersLow = 0;
        double othersHigh = 0;
        for (int t = 0; t < low.length; t++) {
            if (members[t]) {
                least += low[t];
                most += high[t];
            } else {
                othersLow += low[t];
                othersHigh += high[t];
            }
        }
        return new Interval(part(least, othersHigh + unnamedHigh + more), part(most + unnamedHigh + more, othersLow));
    }

    /** The largest share: at least the largest low end, at most the largest high end, of a supplier that no flow names too. */
    public Interval top() {
        double least = 0;
        double most = largest > 0 ? part(largest + unnamedHigh, others(low, -1)) : 0;
        for (int s = 0; s < low.length; s++) {
            var share = share(s);
            least = Math.max(least, share.low());
            most = Math.max(most, share.high());
        }
        return new Interval(least, most);
    }

    /** All amounts together. */
    public Interval total() {
        return new Interval(others(low, -1) + unnamedLow, others(high, -1) + unnamedHigh + more);
    }

    /** Enclosing ends of Σ s². */
    public Interval hhi() {
        double most = unnamedHigh > 0 ? 0 : most(-1);
        for (int s = 0; s < low.length && unnamedHigh > 0; s++) {
            most = Math.max(most, most(s));
        }
        if (unnamedHigh > 0 && largest > 0) {
            most = Math.max(most, most(low.length));
        }
        double least = least();
        return new Interval(Math.min(least, most), most);
    }

    /** Least Σ s²: what nobody is named for goes to suppliers without number, the rest is as even as the intervals allow. */
    private double least() {
        int n = low.length;
        var from = new double[n];
        var to = new double[n];
        double sum = 0;
        for (int s = 0; s < n; s++) {
            from[s] = part(low[s], others(high, s) + unnamedHigh + more);
            to[s] = part(high[s], others(low, s) + unnamedLow);
            sum += from[s];
        }
        double named = 1 - part(unnamedHigh + more, others(low, -1));
        double level = 0;
        if (sum < named) {
            double below = 0;
            double above = 1;
            for (int i = 0; i < HALVINGS; i++) {
                level = (below + above) / 2;
                double filled = 0;
                for (int s = 0; s < n; s++) {
                    filled += Math.clamp(level, from[s], Math.max(from[s], to[s]));
                }
                if (filled < named) {
                    below = level;
                } else {
                    above = level;
                }
            }
            level = below;
        }
        double squares = 0;
        for (int s = 0; s < n; s++) {
            double share = Math.clamp(level, from[s], Math.max(from[s], to[s]));
            squares += share * share;
        }
        return squares;
    }

    private record Room(double value, double width) {}

    /**
     * Most of Σ s · high end of s where all of n is one supplier's.
     *
     * @param holder who has n: a place, one past the last for a supplier that no flow names, -1 where there is no n
     */
    private double most(int holder) {
        int n = low.length;
        var least = Arrays.copyOf(low, n);
        var greatest = Arrays.copyOf(high, n);
        if (holder >= 0 && holder < n) {
            least[holder] += unnamedLow;
            greatest[holder] += unnamedHigh;
        }
        double nobodyLow = holder == n ? unnamedLow : 0;
        double nobodyHigh = holder == n ? unnamedHigh : 0;
        double sumLow = 0;
        double sumHigh = 0;
        for (int s = 0; s < n; s++) {
            sumLow += least[s];
            sumHigh += greatest[s];
        }
        var rooms = new Room[n + 1];
        double left = 1;
        double total = 0;
        for (int s = 0; s < n; s++) {
            double from = part(least[s], sumHigh - greatest[s] + more + nobodyHigh);
            double to = part(greatest[s], sumLow - least[s] + nobodyLow);
            rooms[s] = new Room(to, Math.max(0, to - from));
            left -= from;
            total += from * to;
        }
        double one = part(largest + nobodyHigh, sumLow);
        rooms[n] = new Room(one, part(more + nobodyHigh, sumLow));
        Arrays.sort(rooms, Comparator.comparingDouble((Room room) -> -room.value()));
        for (var room : rooms) {
            double taken = Math.min(Math.max(0, left), room.width());
            total += taken * room.value();
            left -= taken;
        }
        return Math.min(1, total);
    }
}
