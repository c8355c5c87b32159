package org.kaname.bench;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.kaname.data.DataSet;
import org.kaname.measure.BlockVerdicts;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.concentration.Hhi;
import org.kaname.measure.concentration.ImportTotals;
import org.kaname.measure.rule.RuleCatalogue;
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

/** Dependence of all importers: 230 economies, 500 goods, 1 M flows, one year. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class RulesBenchmark {
    private static final int ECONOMIES = 230;
    private static final int GOODS = 500;
    private static final int FLOWS = 1_000_000;

    private final DataSet data = MadeUpWorld.data(ECONOMIES, GOODS, FLOWS);
    private final Settings settings = AssessmentConstants.settings();
    private final List<RuleVersion> rules =
            RuleCatalogue.listRules().stream().filter(RuleVersion::votes).toList();
    private final List<RuleJudge> judges =
            rules.stream().map(rule -> new RuleJudge(rule, settings)).toList();
    private final GoodEvaluator evaluator = new GoodEvaluator(data, ECONOMIES / 2, new BitSet(), settings);
    private final boolean[] named = data.economies().named();

    /** All voting rules for all importers and goods, one thread. */
    @Benchmark
    public BlockVerdicts blockPass() {
        return BlockVerdicts.asOf(data, MadeUpWorld.YEAR, rules, new BitSet(), settings, 1);
    }

    /** The reference: one importer's profile of one good and all voting rules on it. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public int ruleJudgeOneGood() {
        var product = data.cube().products().getFirst();
        var profile = GoodProfile.of(data, evaluator, product, MadeUpWorld.YEAR, List.of(), settings)
                .orElseThrow();
        int truths = 0;
        for (var judge : judges) {
            truths += judge.test(profile.window(), profile.singleYear()).ordinal();
        }
        return truths;
    }

    /** HHI of all importers of all goods. */
    @Benchmark
    public double hhi() {
        double sum = 0;
        for (int p = 0; p < GOODS; p++) {
            var block = data.cube().block(0, p);
            int from = block.from();
            while (from < block.to()) {
                int to = from;
                while (to < block.to() && block.importer()[to] == block.importer()[from]) {
                    to++;
                }
                double imports = ImportTotals.imports(block.value(), from, to);
                double squares = Hhi.squares(block.value(), block.exporter(), named, from, to);
                sum += Hhi.point(squares, imports, 0);
                from = to;
            }
        }
        return sum;
    }
}
