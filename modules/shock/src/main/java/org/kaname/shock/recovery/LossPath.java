package org.kaname.shock.recovery;

import java.util.List;

/**
 * A share lost over time (shock 0.3): nothing before the start, a level or steps while it holds, then the recovery. A share and its
 * reach through third economies are 0..1; whether they are is said by {@link RecoveryRequest#problems}.
 *
 * @param start day, 0 is the first simulated one
 * @param durationDays days of the hold; {@link #OPEN} for one without end
 * @param share the level of the hold, before what is rerouted
 * @param steps if any, they stand in place of the level from their day on; sorted by day
 * @param tauDays time of the recovery, ignored by shapes without one
 * @param reroutedShare the part of the loss that arrives through third economies
 */
public record LossPath(
        int start,
        int durationDays,
        double share,
        List<Step> steps,
        RecoveryShape shape,
        double tauDays,
        double reroutedShare) {
    /** A hold without end. */
    public static final int OPEN = Integer.MAX_VALUE;

    /**
     * @param day days since the start
     * @param share the level from that day on
     */
    public record Step(int day, double share) {}

    public LossPath {
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).day() <= steps.get(i - 1).day()) {
                throw new IllegalArgumentException("The steps of a loss are not sorted by day.");
            }
        }
        if (durationDays < 0) {
            throw new IllegalArgumentException("A loss lasts (" + durationDays + ") days.");
        }
    }

    /** One level, nothing rerouted. */
    public static LossPath of(int start, int durationDays, double share, RecoveryShape shape, double tauDays) {
        return new LossPath(start, durationDays, share, List.of(), shape, tauDays, 0);
    }

    /** All of the loss, for events that bring their amounts along. */
    public static LossPath whole(int start, int durationDays, RecoveryShape shape, double tauDays) {
        return of(start, durationDays, 1, shape, tauDays);
    }

    /** What does not arrive on a day, after what is rerouted. */
    public double at(int day) {
        return at(day, 0, 1);
    }

    /**
     * @param lag days by which the recovery starts later (1 in reference mode)
     * @param slower factor on the time of the recovery, 1 or more
     */
    double at(int day, int lag, double slower) {
        if (day < start) {
            return 0;
        }
        long since = (long) day - lag - start - durationDays;
        double level = since < 0 || shape == RecoveryShape.NONE
                ? level(Math.min(day - start, durationDays - 1))
                : level(durationDays - 1) * shape.left(since, tauDays * slower);
        return level * (1 - reroutedShare);
    }

    private double level(int daysSinceStart) {
        double level = share;
        for (var step : steps) {
            if (step.day() <= daysSinceStart) {
                level = step.share();
            }
        }
        return level;
    }
}
