package org.kaname.shock.exposure;

import java.util.Optional;

/** Solves a linear program. What it returns is believed only after it was checked ({@link Rationing}). */
interface LinearSolver {
    /** An optimal point, or empty where none was found. */
    Optional<double[]> maximise(LinearProgram program);
}
