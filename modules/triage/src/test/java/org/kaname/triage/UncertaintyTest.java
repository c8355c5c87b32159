package org.kaname.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.DataSet;
import org.kaname.data.MirrorPairs;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.Flows;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.noise.GapTable;
import org.kaname.measure.noise.Spread;
import org.kaname.model.Code;

class UncertaintyTest {
    private static final int YEAR = 2023;
    private static final long SEED = 42;

    private static GoodTriage triage(DataSet data, String economy) {
        return new GoodTriage(data, economy, List.of(), List.of(), TriageConstants.settings());
    }

    private static GoodDecision decide(GoodTriage triage, String code) {
        var product = triage.data().cube().products().stream()
                .filter(p -> p.value().equals(code))
                .findFirst()
                .orElseThrow();
        return triage.decide(triage.profile(product, YEAR).orElseThrow(), YEAR);
    }

    private static Uncertainty find(GoodTriage triage, String code, NoiseChoice choice, int draws) {
        var noise = NoiseModel.of(triage.data(), choice, triage.settings(), YEAR);
        return new RobustnessRun(triage, SEED, noise)
                .find(decide(triage, code), triage.evaluator(), draws)
                .uncertainty();
    }

    /** A set in which these pairs were reported by both sides besides. */
    private static DataSet with(DataSet data, MirrorPairs mirror) {
        return new DataSet(
                data.manifest(),
                data.economies(),
                data.products(),
                data.blocs(),
                data.cube(),
                data.coverage(),
                data.stages(),
                data.activity(),
                data.publishedShares(),
                data.links(),
                data.strategicFields(),
                data.sources(),
                data.lines(),
                mirror);
    }

    @Test
    @Tag("invariant")
    void withoutNoiseEveryFigureStandsStillAndEveryRankIsCertain() {
        var triage = triage(StarterPack.load().usd(), "JPN");
        for (var code : List.of("282520", "750120", "282540", "811100")) {
            var newest = decide(triage, code).profile().newest();
            var found = find(triage, code, NoiseChoice.fixed(0), 30);

            assertThat(found.draws()).isEqualTo(30);
            assertThat(found.figures()).isNotEmpty();
            found.figures().forEach((measure, spread) -> {
                double observed = newest.value(measure);
                assertThat(spread).as(code + " " + measure).isEqualTo(new Spread(observed, observed, observed, 30));
            });
            double rank = newest.value(GoodMeasure.WORLD_RANK);
            for (int k = 0; k < found.rankAtMost().size(); k++) {
                assertThat(found.rankAtMost().get(k)).as(code + " rank " + k).isEqualTo(rank <= k + 1 ? 1 : 0);
            }
            assertThat(found.topStays()).hasValue(1);
        }
    }

    @Test
    @Tag("invariant")
    void theSameSeedGivesTheSameAnswerInAnyThreadAndAnySubset() throws Exception {
        var codes = List.of("282520", "283691", "811100", "750120");
        var alone = new ArrayList<Uncertainty>();
        for (var code : codes) {
            alone.add(find(triage(StarterPack.load().usd(), "JPN"), code, NoiseChoice.BEST.withDrop(true), 200));
        }
        var shared = triage(StarterPack.load().usd(), "JPN");
        try (var pool = Executors.newFixedThreadPool(4)) {
            var tasks = codes.reversed().stream()
                    .map(code -> pool.submit(() -> find(shared.fork(), code, NoiseChoice.BEST.withDrop(true), 200)))
                    .toList();
            for (int i = 0; i < codes.size(); i++) {
                assertThat(tasks.get(codes.size() - 1 - i).get()).isEqualTo(alone.get(i));
            }
        }
    }

    /**
     * Two exporters of the same size sell to one importer, each drawn with σ: the one leads the other in half of the worlds, and the
     * first of two is among the first two always. Within five binomial standard deviations of 100 draws.
     */
    @Test
    void equalRivalsLeadInHalfOfTheWorlds() {
        var data = Flows.of("ALF>GAM 280530 5001", "BET>GAM 280530 5000").data();
        var seller = find(triage(data, "ALF"), "280530", NoiseChoice.fixed(0.3), 100);
        var buyer = find(triage(data, "GAM"), "280530", NoiseChoice.fixed(0.3), 100);

        assertThat(seller.rankAtMost().get(0)).isCloseTo(0.5, within(0.25));
        assertThat(seller.rankAtMost().get(1)).isEqualTo(1);
        assertThat(buyer.topStays()).hasValue(seller.rankAtMost().get(0));
    }

    /** Two equal suppliers have an HHI of one half, the least there is: noise that multiplies can only raise it. */
    @Test
    void noiseRaisesConcentrationOnAverageAndTheSpreadShowsIt() {
        var data = Flows.of("ALF>GAM 280530 5000", "BET>GAM 280530 5000").data();
        var found = find(triage(data, "GAM"), "280530", NoiseChoice.fixed(0.5), 100);
        var spread = Objects.requireNonNull(found.figures().get(GoodMeasure.HHI));

        assertThat(spread.p05()).isGreaterThanOrEqualTo(0.5);
        assertThat(spread.mean()).isGreaterThan(0.5).isBetween(spread.p05(), spread.p95());
    }

    private static MirrorPairs mirror() {
        var builder = new MirrorPairs.Builder();
        // 40 pairs of US$ 10⁶ to 10⁷ in section VI, importer over exporter 1, 2 and 4 in turn but for one: σ = 1.4826
        // ln 2
        for (int i = 0; i < 42; i++) {
            double ratio = Math.pow(2, i % 3);
            builder.add(YEAR, 6, 5000 * Math.sqrt(ratio), 5000 / Math.sqrt(ratio));
        }
        return builder.build();
    }

    @Test
    void bothReportsOfASetReplaceTheTableOfConstants() {
        var settings = TriageConstants.settings();
        var data = with(Flows.of("ALF>GAM 280530 5000").data(), mirror());
        var best = NoiseModel.of(data, NoiseChoice.BEST, settings, YEAR);
        int section = NoiseModel.section(new Code("HS17", "280530"));

        assertThat(section).isEqualTo(6);
        assertThat(NoiseModel.section(new Code("OTHER:golden", "P048"))).isEqualTo(GapTable.ALL);
        assertThat(best.label()).isEqualTo("mirror");
        assertThat(best.sigma(5e6, section, true)).isCloseTo(1.4826 * Math.log(2) / Math.sqrt(2), within(1e-12));
        assertThat(best.sigma(5e6, section, false)).isCloseTo(1.4826 * Math.log(2) / 2, within(1e-12));
        // a class without pairs has the constant
        assertThat(best.sigma(5e8, section, true)).isCloseTo(0.35 / Math.sqrt(2), within(1e-12));
        assertThat(NoiseModel.of(data, NoiseChoice.of(NoiseChoice.Kind.FALLBACK), settings, YEAR)
                        .label())
                .isEqualTo("fallback");
        // pairs of later years do not enter
        assertThat(NoiseModel.of(data, NoiseChoice.BEST, settings, YEAR - 1).label())
                .isEqualTo("fallback");
    }

    @Test
    void anEstimateIsAsUnsureAsAReportOfTheNextSmallerClass() {
        var settings = TriageConstants.settings();
        var data = Flows.of("ALF>GAM 280530 5000").data();
        var noise = NoiseModel.of(data, NoiseChoice.of(NoiseChoice.Kind.FALLBACK), settings, YEAR);

        assertThat(noise.sigma(5e6, 6, true, true)).isCloseTo(1.6 / Math.sqrt(2), within(1e-12));
        assertThat(noise.sigma(5e3, 6, true, true)).isCloseTo(2.8 / Math.sqrt(2), within(1e-12));
        assertThat(NoiseModel.of(data, NoiseChoice.fixed(0.25), settings, YEAR).sigma(5e6, 6, true, true))
                .isEqualTo(0.25);
    }

    /** One importer buys once: its imports move by a gap seen, over √2 for one report, none of them beyond ln 2. */
    @Test
    void empiricalDrawsStayWithinTheGapsSeen() {
        var data = with(Flows.of("ALF>GAM 280530 5000").data(), mirror());
        var triage = triage(data, "GAM");
        var decision = decide(triage, "280530");
        var noise = NoiseModel.of(data, NoiseChoice.of(NoiseChoice.Kind.EMPIRICAL), TriageConstants.settings(), YEAR);
        var run = new RobustnessRun(triage, SEED, noise);
        double largest = 0;
        for (int draw = 0; draw < 100; draw++) {
            double imports =
                    run.draw(decision, triage.evaluator(), draw).getLast().value(GoodMeasure.IMPORTS);
            largest = Math.max(largest, Math.abs(Math.log(imports / 5000)));
        }
        double reports = data.coverage()
                        .importer(
                                YEAR,
                                new Code("HS17", "280530"),
                                data.economies().indexOf("GAM"))
                        .equals(org.kaname.data.Coverage.State.RECONCILED)
                ? 2
                : Math.sqrt(2);

        assertThat(largest).isCloseTo(Math.log(2) / reports, within(1e-9));
        assertThat(noise.label()).isEqualTo("empirical");
    }

    /** Fallback, US$ 5 m: one flow in 0.47 is one-sided, so 0.235 of the worlds have no imports. Within five binomial standard deviations. */
    @Test
    void aFlowVanishesWithHalfTheProbabilityOfItsClass() {
        var data = Flows.of("ALF>GAM 280530 5000", "BET>DEL 280530 5000").data();
        var triage = triage(data, "GAM");
        var decision = decide(triage, "280530");
        var choice = NoiseChoice.of(NoiseChoice.Kind.FALLBACK).withDrop(true);
        var noise = NoiseModel.of(data, choice, TriageConstants.settings(), YEAR);
        var run = new RobustnessRun(triage, SEED, noise);
        int without = 0;
        for (int draw = 0; draw < 1000; draw++) {
            if (run.draw(decision, triage.evaluator(), draw).getLast().suppliers() == 0) {
                without++;
            }
        }

        assertThat(without / 1000.0).isCloseTo(0.235, within(5 * Math.sqrt(0.235 * 0.765 / 1000)));
        assertThat(noise.label()).isEqualTo("fallback+drop");
    }
}
