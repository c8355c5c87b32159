package org.kaname.shock.recovery;

/** Runs for tests. */
final class Runs {
    private Runs() {}

    /** The series of a run, stable or not; a refused request fails. */
    static RecoverySeries series(RecoveryTable table, RecoveryRequest request) {
        return switch (new DynamicRecovery(table).runOnce(request)) {
            case RecoveryOutcome.Stable stable -> stable.series();
            case RecoveryOutcome.Unstable unstable -> unstable.series();
            case RecoveryOutcome.Refused refused -> throw new AssertionError("refused: " + refused.problems());
        };
    }
}
