package org.kaname.measure;

import java.util.List;

/** Constants of the method that belong to no rule of the catalogue. */
public final class MeasureConstants {
    /** Least reporter coverage for world-side figures, 0..1. */
    public static final String WORLD_COVERAGE = "measure@1.world_coverage";

    /** Above this part of unspecified origin a condition must hold at both ends of the interval, 0..1. */
    public static final String UNALLOCATED_LIMIT = "measure@1.unallocated_limit";

    /** Threshold of {@code dominance@2023}, compared by "above". */
    public static final String DOMINANCE = "dominance@2023.world_share";

    private MeasureConstants() {}

    /** Their values, from {@code constants.csv}. */
    public static List<Settings.Constant> own() {
        return Settings.read(MeasureConstants.class);
    }
}
