package org.kaname.bench;

import java.util.concurrent.TimeUnit;
import org.kaname.measure.Settings;
import org.kaname.measure.complexity.ExportTable;
import org.kaname.measure.complexity.HeldMatrix;
import org.kaname.measure.complexity.ProductSpace;
import org.kaname.measure.complexity.SymmetricEci;
import org.kaname.model.Result;
import org.kaname.triage.assess.AssessmentConstants;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Complexity of 230 economies and 5,400 goods. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class ComplexityBenchmark {
    private final ExportTable exports = MadeUpWorld.exports(230, 5_400);
    private final HeldMatrix matrix = HeldMatrix.of(exports, 0, 0);
    private final Settings settings = AssessmentConstants.settings();

    @Benchmark
    public HeldMatrix heldMatrix() {
        return HeldMatrix.of(exports, 0, 0);
    }

    @Benchmark
    public Result<SymmetricEci> eciAndPci() {
        return SymmetricEci.of(matrix, settings);
    }

    /** Proximities of one good to all. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public double[] proximities() {
        return ProductSpace.proximities(matrix, 0);
    }
}
