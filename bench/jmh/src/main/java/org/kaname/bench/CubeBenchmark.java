package org.kaname.bench;

import java.util.concurrent.TimeUnit;
import org.kaname.data.TradeCube;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Sorting 1 M collected flows into a cube; the builder keeps them, so that each build sorts the same. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class CubeBenchmark {
    private final TradeCube.Builder builder = MadeUpWorld.builder(230, 500, 1_000_000);

    @Benchmark
    public TradeCube build() {
        return builder.build();
    }
}
