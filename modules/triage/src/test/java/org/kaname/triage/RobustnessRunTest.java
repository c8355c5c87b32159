package org.kaname.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.DataSet;
import org.kaname.data.TradeCube;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.GoldenData;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodYear;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Code;
import org.kaname.model.Truth;

class RobustnessRunTest {
    private static final int YEAR = 2023;
    private static final int DRAWS = 1000;
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

    private static List<GoodYear> worlds(String economy, String code, double sigma) {
        var triage = triage(GoldenData.dependencyRules(), economy);
        var decision = decide(triage, code);
        var run = new RobustnessRun(triage, SEED, sigma);
        return IntStream.range(0, DRAWS)
                .mapToObj(draw -> run.draw(decision, triage.evaluator(), draw).getLast())
                .toList();
    }

    private static int holding(List<GoodYear> worlds, String what) {
        var geodep = RuleCatalogue.getRule("geodep@2024.year");
        var settings = TriageConstants.settings();
        int holding = 0;
        for (var world : worlds) {
            var truth = switch (what) {
                case "geodep" -> new RuleJudge(geodep, settings).test(world);
                case "cao" -> new RuleJudge(RuleCatalogue.getRule("cao@2021"), settings).test(world);
                default -> {
                    var condition = geodep.conditions().get(what.charAt(1) - '1');
                    yield world.test(
                            condition.measure(),
                            condition.comparison(),
                            settings.get("geodep@2024.year." + condition.constant()));
                }
            };
            if (truth == Truth.YES) {
                holding++;
            }
        }
        return holding;
    }

    @Tag("golden")
    @ParameterizedTest
    @CsvSource({
        "JPN, P048, 0.25, geodep 997 C1 997 cao 762",
        "JPN, P019, 0.25, geodep 1 C2 1 C3 980 cao 1000",
        "USA, P071, 0.25, geodep 765 C1 980 C2 783 C3 998 cao 1000",
        "KOR, P098, 0.25, geodep 467 C3 467",
        "AUS, P001, 0.25, geodep 0",
        "JPN, P048, 0.5, geodep 949",
        "JPN, P019, 0.5, geodep 75",
        "USA, P071, 0.5, geodep 495",
        "KOR, P098, 0.5, geodep 419",
        "AUS, P001, 0.5, geodep 0",
    })
    void drawsHoldAsOftenAsExpected(String economy, String code, double sigma, String expected) {
        var worlds = worlds(economy, code, sigma);
        var parts = expected.split(" ");
        for (int i = 0; i < parts.length; i += 2) {
            assertThat((double) holding(worlds, parts[i]))
                    .as(economy + " " + code + " " + parts[i])
                    .isCloseTo(Integer.parseInt(parts[i + 1]), within(2.0));
        }
    }

    /** The logarithm by which the first draw moves the only import of an economy whose reports are of one kind. */
    private static double moved(org.kaname.data.Coverage.State state) {
        var data = org.kaname.measure.Flows.of("ALF>BET 280530 5000", "ALF>GAM 280530 7000")
                .state("BET", state)
                .state("GAM", state)
                .data();
        var triage = triage(data, "BET");
        var decision = decide(triage, "280530");
        var world = new RobustnessRun(triage, SEED, Double.NaN)
                .draw(decision, triage.evaluator(), 0)
                .getLast();
        return Math.log(
                world.value(GoodMeasure.IMPORTS) / decision.profile().newest().value(GoodMeasure.IMPORTS));
    }

    /** Measurement 6.4: a single report has σ over √2, a mean of both σ over 2. */
    @Test
    void whatAProviderMergedOfTwoReportsMovesLessThanOneReport() {
        double single = moved(org.kaname.data.Coverage.State.REPORTED);
        assertThat(single).isNotZero();
        assertThat(single / moved(org.kaname.data.Coverage.State.RECONCILED)).isCloseTo(Math.sqrt(2), within(1e-9));
    }

    @Test
    @Tag("golden")
    void theFirstDrawOfAFlowIsThatOfTheText() {
        var data = GoldenData.dependencyRules();
        var cube = data.cube();
        var block = cube.block(0, cube.productIndex(new Code("OTHER:golden", "P048")));
        int importer = data.economies().indexOf("JPN");
        int exporter = data.economies().indexOf("EU02");
        for (int i = block.first(importer); i < block.end(importer); i++) {
            if (block.exporter()[i] == exporter) {
                assertThat(cube.value(i)).isEqualTo(0.067);
                double drawn = Noise.perturb(block.value()[i], 0.25, SEED, 0, Noise.key("2023", "P048", "EU02", "JPN"));
                assertThat(drawn / TradeCube.SCALE).isCloseTo(0.053568021, within(5e-10));
                return;
            }
        }
        throw new AssertionError("The flow is absent.");
    }

    @Test
    @Tag("invariant")
    void withoutNoiseEveryWorldIsTheObservedOne() {
        var triage = triage(StarterPack.load().usd(), "JPN");
        for (var code : List.of("282520", "750120", "282540", "811100")) {
            var decision = decide(triage, code);
            var found = new RobustnessRun(triage, SEED, 0).run(decision, triage.evaluator(), 50);
            found.forEach((colour, robustness) -> {
                assertThat(robustness.share()).as(code + " " + colour).isEqualTo(1);
                assertThat(robustness.draws()).isEqualTo(50);
            });
        }
    }

    @Test
    @Tag("invariant")
    void theSameSeedGivesTheSameAnswerInAnyThreadAndAnySubset() throws Exception {
        var triage = triage(StarterPack.load().usd(), "JPN");
        var codes = List.of("282520", "283691", "811100", "750120");
        var alone = new ArrayList<Map<Colour, Robustness>>();
        for (var code : codes) {
            var own = triage(StarterPack.load().usd(), "JPN");
            alone.add(new RobustnessRun(own, SEED, Double.NaN).run(decide(own, code), own.evaluator(), 300));
        }
        try (var pool = Executors.newFixedThreadPool(4)) {
            var tasks = codes.reversed().stream()
                    .map(code -> pool.submit(() -> {
                        var fork = triage.fork();
                        return new RobustnessRun(fork, SEED, Double.NaN).run(decide(fork, code), fork.evaluator(), 300);
                    }))
                    .toList();
            for (int i = 0; i < codes.size(); i++) {
                assertThat(tasks.get(codes.size() - 1 - i).get()).isEqualTo(alone.get(i));
            }
        }
        var other =
                new RobustnessRun(triage, SEED + 1, Double.NaN).run(decide(triage, "811100"), triage.evaluator(), 300);
        assertThat(other).isNotEqualTo(alone.get(2));
    }

    @Test
    @Tag("invariant")
    void aChangeOfThresholdReusesTheSameWorlds() {
        var data = StarterPack.load().usd();
        var one = triage(data, "JPN");
        var two = one.withSettings(TriageConstants.settings().with("geodep@2024.import_hhi", 0.3));
        var first = new RobustnessRun(one, SEED, 0.3).draw(decide(one, "811100"), one.evaluator(), 17);
        var second = new RobustnessRun(two, SEED, 0.3).draw(decide(two, "811100"), two.evaluator(), 17);

        for (int i = 0; i < first.size(); i++) {
            for (var measure : org.kaname.measure.GoodMeasure.values()) {
                assertThat(Double.compare(
                                second.get(i).value(measure), first.get(i).value(measure)))
                        .as(measure.figure())
                        .isZero();
            }
        }
    }

    @Test
    void aGoodThatAlwaysKeepsItsColourStopsAfterTheFirstPass() {
        var triage = triage(StarterPack.load().usd(), "JPN");
        var found = new RobustnessRun(triage, SEED, 0.001).run(decide(triage, "750120"), triage.evaluator(), DRAWS);

        assertThat(found.get(Colour.GREEN)).isEqualTo(new Robustness(100, 100, "fixed"));
    }
}
