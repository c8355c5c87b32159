package org.kaname.shock.recovery;

import org.kaname.shock.ShockConstants;

/** How a loss goes back after its hold (shock 0.3). */
public enum RecoveryShape {
    /** Stays. */
    NONE,
    /** Is gone at once. */
    STEP,
    LINEAR,
    /** Fast first. */
    CONVEX,
    /** S-shaped, with its turn near half of the time. */
    CONCAVE;

    private static final double TINY = ShockConstants.value("ario@1.concave_share");

    /**
     * The share of the loss that is left, 1 at the end of the hold.
     *
     * @param day days since the end of the hold, 0 or more
     * @param tauDays above 0; above 1 for convex, above 2 for concave; infinite means that nothing comes back
     */
    public double left(double day, double tauDays) {
        if (this == STEP) {
            return 0;
        }
        if (this == NONE || day <= 0 || tauDays == Double.POSITIVE_INFINITY) {
            return 1;
        }
        return switch (this) {
            case LINEAR -> Math.max(0, 1 - day / tauDays);
            case CONVEX -> Math.pow(1 - 1 / tauDays, 4 * day);
            default -> {
                double power = (Math.log(tauDays) - Math.log(TINY)) / (Math.log(tauDays) - Math.log(2));
                yield tauDays / (tauDays + TINY * Math.pow(day, power));
            }
        };
    }

    /** The least time that the formula takes; itself it is too short. */
    public double tauFloor() {
        return switch (this) {
            case NONE, STEP, LINEAR -> 0;
            case CONVEX -> 1;
            case CONCAVE -> 2;
        };
    }

    /** False for a time that the formula does not take. A shape without a time takes any. */
    public boolean takes(double tauDays) {
        return this == NONE || this == STEP || tauDays > tauFloor();
    }
}
