package org.kaname.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.workspace.DataAdd;
import org.kaname.data.workspace.Workspace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A BACI file of 200,000 rows, made by bench/generate-baci; divide the rows by the time for rows a second. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class ReadBenchmark {
    private final Path file = Path.of(System.getProperty("kaname.bench.baci", ""));
    private final byte[] text = bytes(file);
    private final Clock clock = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Records cut into fields, the values read as numbers. */
    @Benchmark
    public double csvRecords() throws IOException {
        var records = CsvRecords.of(text);
        records.next();
        double sum = 0;
        while (records.next()) {
            sum += records.number(4);
        }
        return sum;
    }

    /** The whole reader: scan, quarantine, settling and the logical hash of nothing written. */
    @Benchmark
    public DataAdd.Added readBaci() throws IOException {
        var workspace = switch (Workspace.open(file.resolveSibling("workspace"))) {
            case Outcome.Taken<Workspace> taken -> taken.value();
            case Outcome.Refused<Workspace> refused ->
                throw new IllegalStateException(refused.refusals().toString());
        };
        var request = new DataAdd.Request(workspace, List.of(file))
                .classification("HS17")
                .dryRun(true);
        var added = DataAdd.read(request, Progress.NONE, clock);
        if (!(added instanceof DataAdd.DryRun)) {
            throw new IllegalStateException(added.toString());
        }
        return added;
    }
}
