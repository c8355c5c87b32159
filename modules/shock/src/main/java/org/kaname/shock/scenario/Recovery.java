package org.kaname.shock.scenario;

import org.kaname.shock.recovery.RecoveryShape;

/**
 * How what was lost comes back after the hold (shock 0.3).
 *
 * @param tauDays of the shape, above {@link RecoveryShape#tauFloor}; of no meaning for shapes without a time
 */
public record Recovery(RecoveryShape shape, Range tauDays) {
    /** Nothing comes back. */
    public static final Recovery OPEN = new Recovery(RecoveryShape.NONE, Range.fixed(0));

    /** True where the shape has a time constant. */
    static boolean hasTime(RecoveryShape shape) {
        return shape != RecoveryShape.NONE && shape != RecoveryShape.STEP;
    }
}
