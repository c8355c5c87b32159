package org.kaname.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kaname.data.Coverage;
import org.kaname.data.FlowBlock;
import org.kaname.data.TradeCube;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodYear;
import org.kaname.model.Code;
import org.kaname.model.Truth;

/**
 * Runs the triage of one good in perturbed worlds: every flow of the good in the window is drawn anew, for all importers and
 * exporters, and the whole path from flows to colours is run. Sums over other goods (for comparative advantage) stay as observed. One
 * instance for each thread.
 */
public final class RobustnessRun {
    /** Draws of the first pass; goods that never or always keep their colour stop here (measurement 6.4). */
    public static final int FIRST_PASS = 100;

    private final GoodTriage triage;
    private final long seed;
    private final NoiseModel noise;
    private double[] buffer = {};

    public RobustnessRun(GoodTriage triage, long seed, NoiseModel noise) {
        this.triage = triage;
        this.seed = seed;
        this.noise = noise;
    }

    /** @param fixedSigma σ for all flows, or NaN: by value class, as the data set or else the table of constants has it */
    public RobustnessRun(GoodTriage triage, long seed, double fixedSigma) {
        this(
                triage,
                seed,
                NoiseModel.of(triage.data(), NoiseChoice.fixed(fixedSigma), triage.settings(), Integer.MAX_VALUE));
    }

    /** One year of a good, ready to be drawn: σ and key of each flow; what is drawn is written to {@code drawn}. */
    private record Drawn(
            int year,
            FlowBlock observed,
            double[] sigma,
            long[] key,
            BitSet estimated,
            int section,
            boolean single,
            double[] drawn) {}

    /** What the worlds said of the colours, and of figures and ranks. */
    public record Found(Map<Colour, Robustness> robustness, Uncertainty uncertainty) {}

    /** Robustness of each colour's truth: {@link #find} without figures and ranks. */
    public Map<Colour, Robustness> run(GoodDecision decision, GoodEvaluator evaluator, int draws) {
        return find(decision, evaluator, draws).robustness();
    }

    /**
     * Robustness of each colour's truth, and the figures of the newest year in the same worlds.
     *
     * @param evaluator an instance for this thread
     * @param draws at least 1; above {@link #FIRST_PASS} only where the first pass is undecided
     */
    public Found find(GoodDecision decision, GoodEvaluator evaluator, int draws) {
        var profile = decision.profile();
        var years = new ArrayList<Drawn>();
        for (var year : profile.window()) {
            years.add(prepare(year.year(), profile.product(), evaluator));
        }
        var kept = new EnumMap<Colour, Integer>(Colour.class);
        int first = Math.min(FIRST_PASS, draws);
        var tally = new UncertaintyTally(
                profile.newest(), draws, (int) triage.settings().get("noise@1.ranks"));
        count(decision, evaluator, years, 0, first, kept, tally);
        int done = first;
        boolean undecided = kept.values().stream().anyMatch(k -> k != 0 && k != first);
        if (undecided && draws > first) {
            count(decision, evaluator, years, first, draws, kept, tally);
            done = draws;
        }
        var result = new EnumMap<Colour, Robustness>(Colour.class);
        for (var colour : Colour.values()) {
            result.put(colour, new Robustness(kept.getOrDefault(colour, 0), done, noise.kindLabel()));
        }
        return new Found(result, tally.result(noise.label()));
    }

    private void count(
            GoodDecision decision,
            GoodEvaluator evaluator,
            List<Drawn> years,
            int from,
            int to,
            Map<Colour, Integer> kept,
            UncertaintyTally tally) {
        var profile = decision.profile();
        for (int draw = from; draw < to; draw++) {
            var window = new ArrayList<GoodYear>(years.size());
            for (var year : years) {
                window.add(evaluator.evaluate(year.year(), profile.product(), draw(year, draw)));
            }
            tally.add(window.getLast());
            var truths = triage.truths(window, profile.singleYear());
            for (var colour : Colour.values()) {
                boolean same = truths.getOrDefault(colour, Truth.NO)
                        == decision.truths().getOrDefault(colour, Truth.NO);
                kept.merge(colour, same ? 1 : 0, Integer::sum);
            }
        }
    }

    /** The numbers of a good's window in one draw, for tests and for figures under noise. */
    public List<GoodYear> draw(GoodDecision decision, GoodEvaluator evaluator, int draw) {
        var window = new ArrayList<GoodYear>();
        for (var year : decision.profile().window()) {
            var drawn = prepare(year.year(), decision.profile().product(), evaluator);
            window.add(evaluator.evaluate(year.year(), decision.profile().product(), draw(drawn, draw)));
        }
        return window;
    }

    /** The block of one draw; it is overwritten by the next of the same year. */
    private FlowBlock draw(Drawn year, int draw) {
        var observed = year.observed();
        var values = year.drawn();
        long stream = Noise.stream(seed, draw);
        if (noise.empirical()) {
            moveBySeen(year, stream);
        } else {
            if (buffer.length < values.length) {
                buffer = new double[values.length];
            }
            Noise.perturb(observed.value(), year.sigma(), year.key(), stream, values, buffer);
        }
        return noise.drops()
                ? remaining(year, stream)
                : new FlowBlock(values, observed.exporter(), observed.importer(), 0, values.length);
    }

    /** Every flow by a gap that was seen between two reports of its class; normal where too few were seen. */
    private void moveBySeen(Drawn year, long stream) {
        var observed = year.observed().value();
        for (int i = 0; i < observed.length; i++) {
            double u = Noise.uniform(Noise.hash(stream, year.key()[i]));
            double move = noise.move(
                    dollars(observed[i]),
                    year.section(),
                    year.single(),
                    year.estimated().get(i),
                    u);
            year.drawn()[i] = observed[i] * Math.exp(Double.isNaN(move) ? year.sigma()[i] * Noise.normal(u) : move);
        }
    }

    /** The flows that do not vanish in this draw. */
    private FlowBlock remaining(Drawn year, long stream) {
        var observed = year.observed();
        int size = observed.size();
        var values = new double[size];
        var exporter = new short[size];
        var importer = new short[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            // The value took the hash of the flow; whether it vanishes takes the next step of the same sequence.
            double u = Noise.uniform(Noise.mix(Noise.hash(stream, year.key()[i])));
            if (u >= noise.lost(dollars(observed.value()[i]))) {
                values[count] = year.drawn()[i];
                exporter[count] = observed.exporter()[i];
                importer[count++] = observed.importer()[i];
            }
        }
        return new FlowBlock(
                Arrays.copyOf(values, count), Arrays.copyOf(exporter, count), Arrays.copyOf(importer, count), 0, count);
    }

    private Drawn prepare(int year, Code product, GoodEvaluator evaluator) {
        var stored = evaluator.observed(year, product);
        var observed = stored.copy();
        var cube = triage.data().cube();
        var estimated = new BitSet();
        var sigma = new double[observed.size()];
        var key = new long[sigma.length];
        boolean single = !reconciled(year, product, observed);
        int section = NoiseModel.section(product);
        long start = Noise.start(Integer.toString(year), product.value());
        for (int i = 0; i < sigma.length; i++) {
            if (cube.estimated(stored.from() + i)) {
                estimated.set(i);
            }
            sigma[i] = noise.sigma(dollars(observed.value()[i]), section, single, estimated.get(i));
            key[i] = noise.key(start, observed.exporter()[i], observed.importer()[i]);
        }
        return new Drawn(year, observed, sigma, key, estimated, section, single, new double[sigma.length]);
    }

    /** Thousandths of thousand US dollars are US dollars. */
    private static double dollars(double thousandths) {
        return thousandths / TradeCube.SCALE * 1000;
    }

    /** The provider merged both reports of the good's flows, as coverage says of its importers. */
    private boolean reconciled(int year, Code product, FlowBlock observed) {
        return observed.size() > 0
                && triage.data().coverage().importer(year, product, observed.importer()[observed.from()])
                        == Coverage.State.RECONCILED;
    }
}
