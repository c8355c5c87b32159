package org.kaname.triage.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.kaname.data.DataSet;
import org.kaname.data.Progress;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.Settings;
import org.kaname.model.Code;
import org.kaname.model.Comparison;
import org.kaname.model.Truth;
import org.kaname.triage.Counterfactual;
import org.kaname.triage.Counterfactuals;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.NoiseChoice;
import org.kaname.triage.NoiseModel;
import org.kaname.triage.RobustnessRun;
import org.kaname.triage.field.FieldTriage;
import org.kaname.triage.field.InputTriage;
import org.kaname.triage.material.MaterialTriage;

/** Assesses an economy: every good the data cover is profiled, judged, coloured, drawn anew under noise and searched for flips. */
public final class Assessor {
    /** Message key of the phase. */
    public static final String PHASE = "phase.triage";

    /** Above so many goods, robustness and changes of the world are for goods with a colour or near a threshold, unless all are asked for. */
    public static final int MANY_GOODS = 500;

    private Assessor() {}

    /**
     * What to assess.
     *
     * @param rules ids of rules to show, empty for all
     * @param partners codes of the partner set, empty for the top supplier
     * @param draws perturbed worlds for each good; 0 for none
     * @param noise which reporting noise the worlds have
     * @param allGoods robustness and changes of the world for every good, however many there are
     */
    public record Request(
            DataSet data,
            String economy,
            int year,
            List<String> rules,
            List<String> partners,
            Settings settings,
            int draws,
            long seed,
            NoiseChoice noise,
            boolean allGoods) {
        /** @param fixedSigma σ of every flow, or NaN: as the data set or else the table of constants has it */
        public Request(
                DataSet data,
                String economy,
                int year,
                List<String> rules,
                List<String> partners,
                Settings settings,
                int draws,
                long seed,
                double fixedSigma,
                boolean allGoods) {
            this(data, economy, year, rules, partners, settings, draws, seed, NoiseChoice.fixed(fixedSigma), allGoods);
        }

        /** The noise as the data set allows it, up to the year asked for. */
        public NoiseModel noiseModel() {
            return NoiseModel.of(data, noise, settings, year);
        }

        boolean inDepth() {
            return allGoods || !isLarge(data);
        }
    }

    /** Whether a set holds so many goods that the usual run does not draw worlds for each of them. */
    public static boolean isLarge(DataSet data) {
        return data.cube().products().size() > MANY_GOODS;
    }

    /**
     * Newest whole year with an observed row in any flow table at or before today; the default of {@code --year} (clarification 2). A
     * year of which the set holds a part only counts where it has no other. The smallest integer where there are no flows.
     */
    public static int newestYear(DataSet data) {
        int newest = Integer.MIN_VALUE;
        int newestWhole = Integer.MIN_VALUE;
        for (int year : data.cube().years()) {
            newest = Math.max(newest, year);
            newestWhole = data.coverage().partial(year) ? newestWhole : Math.max(newestWhole, year);
        }
        return newestWhole == Integer.MIN_VALUE ? newest : newestWhole;
    }

    /** The newest year of flows is left out of {@link #newestYear}, for the set holds a part of it only. */
    public static boolean newestYearIsPartial(DataSet data) {
        var years = data.cube().years();
        return years.length > 0 && years[years.length - 1] > newestYear(data);
    }

    /**
     * For sets without flows: newest year of published shares, stages that are no projection, and activity; the smallest integer
     * where there are none.
     */
    public static int newestYearOfTables(DataSet data) {
        int newest = Integer.MIN_VALUE;
        for (var share : data.publishedShares()) {
            newest = Math.max(newest, share.year());
        }
        for (var stage : data.stages()) {
            if (stage.status() != org.kaname.data.StageRow.Status.PROJECTED) {
                newest = Math.max(newest, stage.year());
            }
        }
        for (var activity : data.activity()) {
            newest = Math.max(newest, activity.year());
        }
        return newest;
    }

    /** Runs on all processors; goods come out in the order of their codes. Throws InterruptedException when cancelled. */
    public static Assessment assess(Request request, Progress progress) throws InterruptedException {
        var triage = new GoodTriage(
                request.data(), request.economy(), request.partners(), request.rules(), request.settings());
        var decisions = decide(triage, request.data().cube().products(), request, progress);
        return new Assessment(
                request.data(),
                request.economy(),
                request.year(),
                request.settings(),
                request.partners(),
                decisions,
                MaterialTriage.judgeAll(
                        request.data(),
                        request.economy(),
                        request.year(),
                        good -> netImporter(triage, good, request.year()),
                        request.settings()),
                FieldTriage.judgeAll(request.data(), request.economy(), request.year(), request.settings()),
                InputTriage.judgeAll(request.data(), request.economy(), request.year(), request.settings()),
                request.seed(),
                request.draws(),
                request.noiseModel().label());
    }

    /** The decisions of these goods alone, in the order given; goods that the set does not cover until then are left out. */
    public static List<GoodDecision> assessGoods(Request request, List<Code> products, Progress progress)
            throws InterruptedException {
        return decide(
                new GoodTriage(
                        request.data(), request.economy(), request.partners(), request.rules(), request.settings()),
                products,
                request,
                progress);
    }

    private static List<GoodDecision> decide(GoodTriage triage, List<Code> products, Request request, Progress progress)
            throws InterruptedException {
        var decisions = new ArrayList<GoodDecision>();
        var noise = request.noiseModel();
        int threads = Runtime.getRuntime().availableProcessors();
        var next = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var done = new ArrayList<CompletableFuture<List<GoodDecision>>>();
            for (int i = 0; i < products.size(); i++) {
                done.add(new CompletableFuture<>());
            }
            for (int t = 0; t < threads; t++) {
                var own = triage.fork();
                pool.execute(() -> {
                    for (int i = next.getAndIncrement(); i < done.size(); i = next.getAndIncrement()) {
                        decide(own, products.get(i), request, noise, done.get(i));
                    }
                });
            }
            try {
                for (int i = 0; i < done.size(); i++) {
                    decisions.addAll(done.get(i).get());
                    progress.advance(products.get(i).toString(), i + 1, products.size());
                }
            } catch (ExecutionException e) {
                next.set(done.size());
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                next.set(done.size());
                throw e;
            }
        }
        return decisions;
    }

    /** Imports above exports in the good's data year, exports by mirror (clarification 13). */
    public static Truth netImporter(GoodTriage triage, Code good, int asOf) {
        return triage.profile(good, asOf)
                .map(p -> p.newest().test(GoodMeasure.RATIO, Comparison.ABOVE, 1))
                .orElse(Truth.UNKNOWN);
    }

    private static boolean isNear(List<Counterfactual> thresholds, double margin) {
        return thresholds.stream().anyMatch(c -> c.flips() && c.relative() < margin);
    }

    /** Completes the future with the decision, with none where the set does not cover the good, or with what was thrown. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void decide(
            GoodTriage triage,
            Code product,
            Request request,
            NoiseModel noise,
            CompletableFuture<List<GoodDecision>> done) {
        done.completeAsync(
                () -> triage
                        .profile(product, request.year())
                        .map(profile -> complete(triage, triage.decide(profile, request.year()), request, noise))
                        .stream()
                        .toList(),
                Runnable::run);
    }

    private static GoodDecision complete(GoodTriage triage, GoodDecision decision, Request request, NoiseModel noise) {
        var counterfactuals = new Counterfactuals(triage, triage.evaluator());
        if (!request.inDepth() && decision.colours().isEmpty()) {
            double margin = request.settings().get("triage@1.narrow_margin");
            if (!triage.couldGainColour(decision.profile(), margin)
                    || !isNear(counterfactuals.thresholds(decision), margin)) {
                return counterfactuals.leftOut(decision);
            }
        }
        var found = counterfactuals.find(decision);
        var complete = decision.withCounterfactuals(found);
        if (request.draws() == 0) {
            return complete;
        }
        var run = new RobustnessRun(triage, request.seed(), noise);
        return complete.withWorlds(run.find(decision, triage.evaluator(), request.draws()));
    }
}
