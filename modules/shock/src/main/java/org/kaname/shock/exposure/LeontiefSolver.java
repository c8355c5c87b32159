package org.kaname.shock.exposure;

/** Solves with {@code I − A}: the Leontief inverse {@code L = (I − A)⁻¹} is never formed to do so. Safe for several threads. */
interface LeontiefSolver {
    /** {@code L b}, new. */
    double[] solve(double[] b);

    /** {@code c L} as {@code Lᵀ c}, new. */
    double[] solveTransposed(double[] c);

    /**
     * {@code L B} for many right sides.
     *
     * @param b N × count, row by row; not changed
     * @return N × count, row by row
     */
    double[] solveMany(double[] b, int count);

    /** {@code Lᵀ C}, shapes as {@link #solveMany}. */
    double[] solveManyTransposed(double[] c, int count);

    /** Terms of the power series of the last check; 0 where the solution is direct. */
    int terms();
}
