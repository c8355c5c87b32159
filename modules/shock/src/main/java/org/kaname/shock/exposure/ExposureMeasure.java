package org.kaname.shock.exposure;

import org.kaname.model.Explanation;

/**
 * Exposures by name and version (shock 1.4). For buyer economy c, suppliers s, S industries of s, C industries of c. Self-supply is in the
 * denominators. All are money: a cheap input without substitute cannot be seen here.
 */
public enum ExposureMeasure {
    /** {@code Σ Z[S,C] / Σ Z[.,C]}: share of intermediate inputs bought directly. */
    FACE_INTERMEDIATE("face-intermediate@1"),
    /** {@code Σ F[S,c] / Σ F[.,c]}: share of final purchases. */
    FACE_FINAL("face-final@1"),
    /** Of an industry f {@code Σ_{i∈S} A_if / Σ_i A_if}; of an economy weighted by output, which is {@link #FACE_INTERMEDIATE}. */
    FACE_INPUT_SHARE("face-input-share@1"),
    /** Of an industry f {@code Σ_{i∈S} (L−I)_if / Σ_i (L−I)_if}; of an economy weighted by output. */
    LOOKTHROUGH_INPUT_SHARE("lookthrough-input-share@1"),
    /** {@link #LOOKTHROUGH_INPUT_SHARE} less {@link #FACE_INPUT_SHARE}: what direct numbers do not show. */
    HIDDEN("hidden@1"),
    /** {@code Σ_{i∈S} v_i (L F_c)_i / ΣF_c}: value added of s in the final demand of c. */
    VA_BY_ORIGIN("va-by-origin@1"),
    /** {@code Σ_{i∈S} v_i L_if}: origin of one industry's output. */
    VA_IN_INDUSTRY("va-in-industry@1"),
    /** {@code Σ_{i∈S,j∈C} x_i (G−I)_ij / Σ_{i∈S,j} x_i (G−I)_ij}: where what s sells to industries ends, through all tiers. */
    SALES_LOOKTHROUGH("sales-lookthrough@1");

    private final String id;

    ExposureMeasure(String id) {
        this.id = id;
    }

    /** Name and version, as in passports. */
    public String id() {
        return id;
    }

    /** What the measure reads, for people. */
    public Explanation title() {
        return Explanation.of("exposure.measure." + id.substring(0, id.indexOf('@')));
    }
}
