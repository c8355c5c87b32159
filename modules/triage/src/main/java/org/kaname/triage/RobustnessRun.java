package org.kaname.triage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kaname.data.Coverage;
import org.kaname.data.FlowBlock;
import org.kaname.data.TradeCube;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodYear;
import org.kaname.measure.Settings;
import org.kaname.model.Code;
import org.kaname.model.Truth;

/**
 * Runs the triage of one good in perturbed worlds: every flow of the good in the window is drawn anew, for all importers and
 * exporters, and the whole path from flows to colours is run. Sums over other goods (for comparative advantage) stay as observed.
 */
public final class RobustnessRun {
    /** Draws of the first pass; goods that never or always keep their colour stop here (measurement 6.4). */
    public static final int FIRST_PASS = 100;

    private final GoodTriage triage;
    private final long seed;
    private final double fixedSigma;

    /** @param fixedSigma σ for all flows, or NaN: by value class (fallback) */
    public RobustnessRun(GoodTriage triage, long seed, double fixedSigma) {
        this.triage = triage;
        this.seed = seed;
        this.fixedSigma = fixedSigma;
    }

    /** One year of a good, ready to be drawn: σ and key of each flow. */
    private record Drawn(int year, FlowBlock observed, double[] sigma, long[] key) {}

    /**
     * Robustness of each colour's truth.
     *
     * @param evaluator an instance for this thread
     * @param draws at least 1; above {@link #FIRST_PASS} only where the first pass is undecided
     */
    public Map<Colour, Robustness> run(GoodDecision decision, GoodEvaluator evaluator, int draws) {
        var profile = decision.profile();
        var years = new ArrayList<Drawn>();
        for (var year : profile.window()) {
            years.add(prepare(year.year(), profile.product(), evaluator));
        }
        var kept = new EnumMap<Colour, Integer>(Colour.class);
        int first = Math.min(FIRST_PASS, draws);
        count(decision, evaluator, years, 0, first, kept);
        int done = first;
        boolean undecided = kept.values().stream().anyMatch(k -> k != 0 && k != first);
        if (undecided && draws > first) {
            count(decision, evaluator, years, first, draws, kept);
            done = draws;
        }
        var result = new EnumMap<Colour, Robustness>(Colour.class);
        for (var colour : Colour.values()) {
            result.put(
                    colour,
                    new Robustness(
                            kept.getOrDefault(colour, 0), done, Double.isNaN(fixedSigma) ? "fallback" : "fixed"));
        }
        return result;
    }

    private void count(
            GoodDecision decision,
            GoodEvaluator evaluator,
            List<Drawn> years,
            int from,
            int to,
            Map<Colour, Integer> kept) {
        var profile = decision.profile();
        for (int draw = from; draw < to; draw++) {
            var window = new ArrayList<GoodYear>(years.size());
            for (var year : years) {
                window.add(evaluator.evaluate(year.year(), profile.product(), draw(year, draw)));
            }
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

    private FlowBlock draw(Drawn year, int draw) {
        var observed = year.observed();
        var values = new double[observed.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Noise.perturb(observed.value()[i], year.sigma()[i], seed, draw, year.key()[i]);
        }
        return new FlowBlock(values, observed.exporter(), observed.importer(), 0, values.length);
    }

    private Drawn prepare(int year, org.kaname.model.Code product, GoodEvaluator evaluator) {
        var observed = evaluator.observed(year, product).copy();
        var economies = triage.data().economies();
        var sigma = new double[observed.size()];
        var key = new long[sigma.length];
        boolean single = !reconciled(year, product, observed);
        for (int i = 0; i < sigma.length; i++) {
            // Thousandths of thousand US dollars are US dollars.
            sigma[i] = Double.isNaN(fixedSigma)
                    ? sigma(observed.value()[i] / TradeCube.SCALE * 1000, triage.settings(), single)
                    : fixedSigma;
            key[i] = Noise.key(
                    Integer.toString(year),
                    product.value(),
                    economies.get(observed.exporter()[i]).code(),
                    economies.get(observed.importer()[i]).code());
        }
        return new Drawn(year, observed, sigma, key);
    }

    /** The provider merged both reports of the good's flows, as coverage says of its importers. */
    private boolean reconciled(int year, Code product, FlowBlock observed) {
        return observed.size() > 0
                && triage.data().coverage().importer(year, product, observed.importer()[observed.from()])
                        == Coverage.State.RECONCILED;
    }

    /** σ of one flow: σ_gap of its value class over √2 for a single report, over 2 for a reconciled mean. */
    static double sigma(double dollars, Settings settings, boolean singleReport) {
        double gap;
        if (dollars < 1e4) {
            gap = settings.get("noise@1.sigma_below_1e4");
        } else if (dollars < 1e5) {
            gap = settings.get("noise@1.sigma_1e4_1e5");
        } else if (dollars < 1e6) {
            gap = settings.get("noise@1.sigma_1e5_1e6");
        } else if (dollars < 1e7) {
            gap = settings.get("noise@1.sigma_1e6_1e7");
        } else if (dollars < 1e8) {
            gap = settings.get("noise@1.sigma_1e7_1e8");
        } else {
            gap = settings.get("noise@1.sigma_from_1e8");
        }
        return singleReport ? gap / Math.sqrt(2) : gap / 2;
    }
}
