package org.kaname.data.workspace;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.kaname.data.source.FlowTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Tables of 200,000 rows; in this package for the sake of the hash, which nothing outside needs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class FlowTableBenchmark {
    private static final int ROWS = 200_000;
    private static final int ECONOMIES = 230;
    private static final int GOODS = 5_000;
    private static final long SEED = 42;

    private final int[] cells = cells();
    private final byte[][] texts = texts();

    /** Different cells of good and pair in a shuffled order. */
    private static int[] cells() {
        return new Random(SEED)
                .ints(0, GOODS * ECONOMIES * ECONOMIES)
                .distinct()
                .limit(ROWS)
                .toArray();
    }

    private static byte[][] texts() {
        var texts = new byte[ECONOMIES][];
        for (int i = 0; i < ECONOMIES; i++) {
            texts[i] = ("|E" + (100 + i)).getBytes(StandardCharsets.UTF_8);
        }
        return texts;
    }

    private FlowTable filled() {
        var table = new FlowTable();
        int form = table.form(
                FlowTable.Form.of("HS17", 2000, 6, FlowTable.ReportedBy.RECONCILED, FlowTable.ValueBasis.FOB, 0));
        for (int p = 0; p < GOODS; p++) {
            table.product(Integer.toString(100_000 + p));
        }
        for (int i = 0; i < ECONOMIES; i++) {
            table.economy("E" + (100 + i));
        }
        for (int row = 0; row < ROWS; row++) {
            int pair = cells[row] % (ECONOMIES * ECONOMIES);
            int good = cells[row] / (ECONOMIES * ECONOMIES);
            table.add(form, good, pair / ECONOMIES, pair % ECONOMIES, 1 + row, Double.NaN, 0, row);
        }
        return table;
    }

    /** Filling alone, to be taken off the next. */
    @Benchmark
    public FlowTable fill() {
        return filled();
    }

    @Benchmark
    public FlowTable fillAndSettle() {
        var table = filled();
        table.settle(rows -> FlowTable.Decision.KEEP_FIRST);
        return table;
    }

    /** The logical hash of as many rows of six columns. */
    @Benchmark
    public String logicalHash() {
        var hash = new RowHash();
        for (int row = 0; row < ROWS; row++) {
            hash.rawWhole(2000)
                    .raw(texts[cells[row] % ECONOMIES])
                    .raw(texts[row % ECONOMIES])
                    .raw(texts[0])
                    .rawNumber(row + 0.125)
                    .rawNumber(row * 0.5)
                    .end();
        }
        return hash.text();
    }
}
