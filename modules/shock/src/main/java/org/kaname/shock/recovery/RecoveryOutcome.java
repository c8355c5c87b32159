package org.kaname.shock.recovery;

import java.util.List;
import java.util.Optional;
import org.kaname.data.Refusal;

/** What a run answers. Only a stable result has a headline; an unstable one is another thing, not a bad number. */
public sealed interface RecoveryOutcome {
    /** Nothing ran. */
    record Refused(List<Refusal> problems) implements RecoveryOutcome {}

    /**
     * @param series for drawing
     * @param grid the same events under other stocks and restoration times; empty where it was not asked for
     */
    record Stable(RecoverySeries series, Headline headline, Optional<RecoveryGrid> grid) implements RecoveryOutcome {}

    /**
     * An artefact of the model, not a forecast: no headline.
     *
     * @param series to be drawn as such
     * @param reasons at least one
     */
    record Unstable(RecoverySeries series, List<UnstableReason> reasons, Optional<RecoveryGrid> grid)
            implements RecoveryOutcome {}

    /**
     * @param outputLoss Σ over days and industries of {@code x0 − x}, money of the table
     * @param outputLossShare of the output that the same days would have had
     * @param lossPerDirectLoss NaN where nothing is lost directly
     * @param amplified U4: the headline has to carry the ratio
     */
    record Headline(double outputLoss, double outputLossShare, double lossPerDirectLoss, boolean amplified) {}

    /** Why (shock 3.7). */
    enum UnstableReason {
        /** U1: stocks are restored more slowly than they are used up. */
        RESTORATION_LONGER_THAN_STOCK,
        /** U2: output still falls on the last days, and lies below its value on the last day of the shock. */
        STILL_FALLING,
        /** U3: orders explode. */
        RESTORATION_TOO_FAST,
        /** U5: the world loses half of its output to a small direct loss. */
        COLLAPSE
    }
}
