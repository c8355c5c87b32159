package org.kaname.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBlock;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Settings;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.Noise;
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

/** Triage of one economy on the starter pack, and the noise of draws. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class TriageBenchmark {
    private static final int DRAWS = 1_000;
    private static final double SIGMA = 0.1;

    private final DataSet data = StarterPack.load().usd();
    private final int year = data.cube().year(data.cube().yearCount() - 1);
    private final Settings settings = AssessmentConstants.settings();
    private final GoodTriage triage = new GoodTriage(data, largestImporter(), List.of(), List.of(), settings);
    private final List<GoodProfile> profiles = profiles();
    private final FlowBlock block = largestBlock();
    private int slider;

    private List<GoodProfile> profiles() {
        var found = new ArrayList<GoodProfile>();
        for (var product : data.cube().products()) {
            triage.profile(product, year).ifPresent(found::add);
        }
        return found;
    }

    /** The listed economy with most flows as importer. */
    private String largestImporter() {
        var flows = new int[data.economies().size()];
        for (int flow = 0; flow < data.cube().flows(); flow++) {
            flows[data.cube().importer(flow)]++;
        }
        int largest = 0;
        for (int i = 0; i < flows.length; i++) {
            if (data.economies().get(i).named() && flows[i] > flows[largest]) {
                largest = i;
            }
        }
        return data.economies().get(largest).code();
    }

    private FlowBlock largestBlock() {
        var largest = data.cube().block(0, 0);
        for (int p = 0; p < data.cube().products().size(); p++) {
            var one = data.cube().block(data.cube().yearCount() - 1, p);
            largest = one.size() > largest.size() ? one : largest;
        }
        return largest;
    }

    /** A thousand worlds of the pack's largest good in a year: every flow moved. */
    @Benchmark
    public double thousandDrawsOfOneGood() {
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int flow = block.from(); flow < block.to(); flow++) {
                sum += Noise.perturb(block.value()[flow], SIGMA, 1, draw, flow);
            }
        }
        return sum;
    }

    /** All goods decided again with another threshold, all explanations made; profiles are kept. */
    @Benchmark
    public int retriageOfOneEconomy() {
        slider++;
        var changed = triage.withSettings(settings.with("geodep@2024.import_hhi", 0.3 + 0.001 * (slider % 200)));
        int coloured = 0;
        for (var profile : profiles) {
            coloured += changed.decide(profile, year).colours().size();
        }
        return coloured;
    }
}
