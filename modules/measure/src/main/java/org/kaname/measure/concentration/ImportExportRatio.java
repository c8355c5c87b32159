package org.kaname.measure.concentration;

/** R = M / X. Positive infinity where X = 0 and M > 0, NaN where both are 0. Reference: {@code profile.sql}. */
public final class ImportExportRatio {
    private ImportExportRatio() {}

    public static double ratio(double imports, double exports) {
        return imports / exports;
    }
}
