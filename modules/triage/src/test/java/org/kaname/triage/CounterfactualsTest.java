package org.kaname.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBlock;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.Flows;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodYear;
import org.kaname.measure.Settings;
import org.kaname.model.Code;
import org.kaname.model.Truth;
import org.kaname.triage.Counterfactual.Lever;

class CounterfactualsTest {
    private static final double[] SHARES = {0.6, 0.25, 0.1, 0.05};
    private static final double LIMIT = 0.4;

    /**
     * A good that is Green by G1 alone and only for its import concentration: AAA sells so much to OTH that the world stays
     * concentrated, and SUB exports next to nothing.
     */
    private static DataSet world(double[] shares, int idle) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < shares.length; i++) {
            var code = "" + (char) ('A' + i) + (char) ('A' + i) + (char) ('A' + i);
            lines.add(code + ">SUB 280530 " + Math.round(shares[i] * 1e6) + ".0");
        }
        lines.add("AAA>OTH 280530 900000000");
        lines.add("SUB>OTH 280530 10");
        var codes = new ArrayList<String>();
        for (int i = 0; i < idle; i++) {
            codes.add("N%05d".formatted(i));
        }
        return Flows.of(lines).economies(codes.toArray(new String[0])).data();
    }

    private static List<Counterfactual> find(DataSet data, Settings settings) {
        var triage = new GoodTriage(data, "SUB", List.of(), List.of(), settings);
        var profile = triage.profile(new Code("HS17", "280530"), Flows.YEAR).orElseThrow();
        var decision = triage.decide(profile, Flows.YEAR);
        assertThat(decision.fired(Colour.GREEN)).extracting(GoodRowOutcome::row).containsExactly("G1");
        return new Counterfactuals(triage, triage.evaluator()).find(decision);
    }

    private static Counterfactual one(List<Counterfactual> found, Lever lever, String destination) {
        return found.stream()
                .filter(c -> c.colour() == Colour.GREEN
                        && c.lever() == lever
                        && c.destination().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    // ---- closed forms of measurement 3.3, written down again

    private static double hhi(double[] s) {
        double sum = 0;
        for (double share : s) {
            sum += share * share;
        }
        return sum;
    }

    /** Smaller root of a x² + b x + c. */
    private static double root(double a, double b, double c) {
        return (-b - Math.sqrt(b * b - 4 * a * c)) / (2 * a);
    }

    private static double toOthers(double[] s, double t) {
        double rest = hhi(s) - s[0] * s[0];
        double h = rest / ((1 - s[0]) * (1 - s[0]));
        return root(1 + h, 2 * h * (1 - s[0]) - 2 * s[0], s[0] * s[0] + h * (1 - s[0]) * (1 - s[0]) - t);
    }

    private static double toNamed(double[] s, double t) {
        return root(2, -2 * (s[0] - s[1]), hhi(s) - t);
    }

    private static double toManyNew(double[] s, double t) {
        return s[0] - Math.sqrt(s[0] * s[0] - (hhi(s) - t));
    }

    /** The same with k receivers instead of infinitely many: x²/k is added. */
    private static double toNew(double[] s, double t, int k) {
        return root(1 + 1.0 / k, -2 * s[0], hhi(s) - t);
    }

    /** Imports fall with the top supplier's sales: ((s1 − x)² + Σ_{j≥2} s²) / (1 − x)² = t. */
    private static double toHome(double[] s, double t) {
        return root(1 - t, -2 * (s[0] - t), hhi(s) - t);
    }

    @Test
    @Tag("golden")
    void theClosedFormsGiveTheNumbersOfTheText() {
        assertThat(hhi(SHARES)).isCloseTo(0.435, within(1e-12));
        assertThat(toOthers(SHARES, LIMIT)).isCloseTo(0.046228957, within(5e-10));
        // The text prints 0.060435568; its own formula gives (0.7 − √0.21) / 4, the last two places differ.
        assertThat(toNamed(SHARES, LIMIT)).isCloseTo(0.060435568, within(1e-7));
        assertThat(toNamed(SHARES, LIMIT)).isCloseTo((0.7 - Math.sqrt(0.21)) / 4, within(1e-15));
        assertThat(toManyNew(SHARES, LIMIT)).isCloseTo(0.029912287, within(5e-10));
    }

    @Test
    @Tag("golden")
    void theSearchFindsTheNumbersOfTheText() {
        var found = find(world(SHARES, 20), TriageConstants.settings());

        assertThat(one(found, Lever.DIVERSION, "others").relative()).isCloseTo(0.046228957, within(1e-5));
        assertThat(one(found, Lever.DIVERSION, "BBB").relative()).isCloseTo(0.060435568, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "0.6, 0.25, 0.1, 0.05",
        "0.55, 0.35, 0.06, 0.04",
        "0.62, 0.2, 0.1, 0.08",
        "0.65, 0.15, 0.15, 0.05",
        "0.6, 0.3, 0.05, 0.05",
    })
    void theSearchAgreesWithTheClosedForms(double a, double b, double c, double d) {
        double[] shares = {a, b, c, d};
        int idle = 9;
        var found = find(world(shares, idle), TriageConstants.settings());

        assertThat(one(found, Lever.DIVERSION, "others").relative()).isCloseTo(toOthers(shares, LIMIT), within(1e-5));
        assertThat(one(found, Lever.DIVERSION, "BBB").relative()).isCloseTo(toNamed(shares, LIMIT), within(1e-5));
        // OTH sells nothing to SUB either, so it is among the new ones.
        assertThat(one(found, Lever.DIVERSION, "new").relative())
                .isCloseTo(toNew(shares, LIMIT, idle + 1), within(1e-5));
        assertThat(one(found, Lever.HOME_PRODUCTION, "").relative()).isCloseTo(toHome(shares, LIMIT), within(1e-5));
    }

    @Test
    @Tag("golden")
    void manyNewSuppliersTendToTheLimitOfTheText() {
        double last = Double.POSITIVE_INFINITY;
        for (int idle : new int[] {2, 20, 200, 2000}) {
            double x = one(find(world(SHARES, idle), TriageConstants.settings()), Lever.DIVERSION, "new")
                    .relative();
            assertThat(x).isLessThan(last).isGreaterThan(0.029912287);
            last = x;
        }
        assertThat(last).isCloseTo(0.029912287, within(1e-5));
    }

    @Test
    void belowItsFloorALeverCannotFlip() {
        // floors of the text: 0.319148936, 0.37375, 0.075
        var below = find(world(SHARES, 200), TriageConstants.settings().with("geodep@2024.import_hhi", 0.31));
        var between = find(world(SHARES, 200), TriageConstants.settings().with("geodep@2024.import_hhi", 0.35));

        assertThat(one(below, Lever.DIVERSION, "others").flips()).isFalse();
        assertThat(one(below, Lever.DIVERSION, "BBB").flips()).isFalse();
        assertThat(one(below, Lever.DIVERSION, "new").flips()).isTrue();
        assertThat(one(between, Lever.DIVERSION, "others").flips()).isTrue();
        assertThat(one(between, Lever.DIVERSION, "BBB").flips()).isFalse();
    }

    @Test
    void theThresholdLeverLiesAtTheActualValue() {
        var threshold = one(find(world(SHARES, 3), TriageConstants.settings()), Lever.THRESHOLD, "");

        assertThat(threshold.relative()).isCloseTo((0.435 - 0.4) / 0.4, within(1e-9));
        assertThat(threshold.thresholds().get("geodep@2024.import_hhi")).isCloseTo(0.435, within(1e-9));
    }

    @Test
    void aYearThatOnlyItsIntervalDecidesTurnsAtTheEndThatHasToHold() {
        // World shares of BLU: 0.1 in two years; between 0.2 and 0.8 in the third, most of whose exports are of no
        // known origin.
        var lines = new ArrayList<String>();
        for (int year : new int[] {2021, 2022}) {
            lines.add(year + " BLU>OTH 280530 100000");
            lines.add(year + " RED>OTH 280530 900000");
        }
        lines.add("2023 BLU>OTH 280530 200000");
        lines.add("2023 RED>OTH 280530 200000");
        lines.add("2023 XNS>OTH 280530 600000");
        var data = Flows.of(lines).data();
        var triage = new GoodTriage(data, "BLU", List.of(), List.of(), TriageConstants.settings());
        var decision = triage.decide(
                triage.profile(new Code("HS17", "280530"), Flows.YEAR).orElseThrow(), Flows.YEAR);

        assertThat(decision.colours()).isEmpty();
        var threshold = new Counterfactuals(triage, triage.evaluator())
                .find(decision).stream()
                        .filter(c -> c.colour() == Colour.BLUE && c.lever() == Lever.THRESHOLD)
                        .findFirst()
                        .orElseThrow();
        assertThat(threshold.flips()).isTrue();
        assertThat(threshold.after()).containsExactly(Colour.BLUE);
    }

    private static List<GoodDecision> green(DataSet data, GoodTriage triage) {
        var green = new ArrayList<GoodDecision>();
        for (var product : data.cube().products()) {
            var profile = triage.profile(product, 2023);
            if (profile.isPresent()) {
                var decision = triage.decide(profile.get(), 2023);
                if (decision.colours().contains(Colour.GREEN)) {
                    green.add(decision);
                }
            }
        }
        return green;
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPN", "DEU", "KOR"})
    void everyGreenGoodOfThePackHasADataLeverWithBothOutcomes(String economy) {
        var data = StarterPack.load().usd();
        var triage = new GoodTriage(data, economy, List.of(), List.of(), TriageConstants.settings());
        var decisions = green(data, triage);

        assertThat(decisions).isNotEmpty();
        for (var decision : decisions) {
            var where = economy + " " + decision.profile().product();
            var found = new Counterfactuals(triage, triage.evaluator()).find(decision);
            assertThat(found)
                    .as(where)
                    .anyMatch(c -> c.colour() == Colour.GREEN && c.lever().isData() && c.flips());
            for (var one : found) {
                if (one.flips()) {
                    boolean was = decision.truths().get(one.colour()) == Truth.YES;
                    assertThat(one.before().contains(one.colour())).as(where).isEqualTo(was);
                    assertThat(one.after().contains(one.colour())).as(where).isEqualTo(!was);
                } else {
                    assertThat(one.relative()).as(where).isNaN();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPN", "DEU", "KOR"})
    void justBeforeADiversionTheColourIsTheOldOneAndJustAfterTheNewOne(String economy) {
        var data = StarterPack.load().usd();
        var triage = new GoodTriage(data, economy, List.of(), List.of(), TriageConstants.settings());
        int seen = 0;
        for (var decision : green(data, triage)) {
            for (var one : new Counterfactuals(triage, triage.evaluator()).find(decision)) {
                if (one.colour() == Colour.GREEN
                        && one.lever() == Lever.DIVERSION
                        && one.destination().equals("others")
                        && one.flips()) {
                    seen++;
                    var where = economy + " " + decision.profile().product() + " " + one.relative();
                    assertThat(diverted(triage, decision, one.relative() * (1 - 1e-5)))
                            .as(where)
                            .isEqualTo(Truth.YES);
                    assertThat(diverted(triage, decision, one.relative() * (1 + 1e-5)))
                            .as(where)
                            .isNotEqualTo(Truth.YES);
                }
            }
        }
        assertThat(seen).isPositive();
    }

    /** The colour where a part of all imports moves from the top supplier to the others in proportion, in every year. */
    private static Truth diverted(GoodTriage triage, GoodDecision decision, double part) {
        var profile = decision.profile();
        var named = triage.data().economies().named();
        int subject = triage.data().economies().indexOf(triage.subject());
        var window = new ArrayList<GoodYear>();
        for (var year : profile.window()) {
            var block =
                    triage.evaluator().observed(year.year(), profile.product()).copy();
            double imports = 0;
            double rest = 0;
            double top = 0;
            for (int i = block.first(subject); i < block.end(subject); i++) {
                imports += block.value()[i];
                if (block.exporter()[i] == year.topSupplier()) {
                    top = block.value()[i];
                } else if (named[block.exporter()[i]]) {
                    rest += block.value()[i];
                }
            }
            double moved = Math.min(top, part * imports);
            for (int i = block.first(subject); i < block.end(subject); i++) {
                if (block.exporter()[i] == year.topSupplier()) {
                    block.value()[i] -= moved;
                } else if (named[block.exporter()[i]]) {
                    block.value()[i] *= (rest + moved) / rest;
                }
            }
            window.add(triage.evaluator().evaluate(year.year(), profile.product(), withoutZeros(block)));
        }
        return triage.truths(window, profile.singleYear()).getOrDefault(Colour.GREEN, Truth.NO);
    }

    private static FlowBlock withoutZeros(FlowBlock block) {
        int kept = 0;
        var value = new double[block.size()];
        var exporter = new short[block.size()];
        var importer = new short[block.size()];
        for (int i = block.from(); i < block.to(); i++) {
            if (block.value()[i] > 0) {
                value[kept] = block.value()[i];
                exporter[kept] = block.exporter()[i];
                importer[kept] = block.importer()[i];
                kept++;
            }
        }
        return new FlowBlock(value, exporter, importer, 0, kept);
    }

    @Test
    void dependentsLeaveUntilTooFewAreLeft() {
        // BLU sells to six importers everything they buy; five dependents are asked for.
        var lines = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            lines.add("BLU>D0%d 280530 100000".formatted(i));
            lines.add("OTH>D0%d 280530 40000".formatted(i));
        }
        lines.add("OTH>BLU 999999 9000000");
        var data = Flows.of(lines).allProducts().data();
        var triage = new GoodTriage(
                data, "BLU", List.of(), List.of(), TriageConstants.settings().with("dominance@2023.world_share", 0.99));
        var decision = triage.decide(
                triage.profile(new Code("HS17", "280530"), Flows.YEAR).orElseThrow(), Flows.YEAR);

        assertThat(decision.fired(Colour.BLUE)).extracting(GoodRowOutcome::row).containsExactly("B2");
        assertThat(decision.profile().newest().value(GoodMeasure.DEPENDENTS)).isEqualTo(6);
        var lost = new Counterfactuals(triage, triage.evaluator())
                .find(decision).stream()
                        .filter(c -> c.lever() == Lever.DEPENDENTS)
                        .findFirst()
                        .orElseThrow();
        assertThat(lost.flips()).isTrue();
        assertThat(lost.count()).isEqualTo(2);
        assertThat(new TreeSet<>(lost.before())).containsExactly(Colour.BLUE);
        assertThat(lost.after()).isEmpty();
    }

    /**
     * SUB is Blue by B2 with exactly the five dependents that are needed, and one importer did not report. One more dependent asked for
     * leaves the count unknown; B2e then applies, and SUB holds its world share as well: the colour stays.
     */
    private static List<Counterfactual> blueWithAnUnknownImporter(Settings settings) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            lines.add("SUB>DD" + i + " 280530 900");
            lines.add("AAA>DD" + i + " 280530 100");
        }
        lines.add("AAA>BIG 280530 2500");
        lines.add("BBB>BIG 280530 2500");
        lines.add("AAA>BIG 850110 100000");
        var data = Flows.of(lines)
                .allProducts()
                .state("ZZZ", Coverage.State.NOT_REPORTED)
                .data();
        var triage = new GoodTriage(data, "SUB", List.of(), List.of(), settings);
        var profile = triage.profile(new Code("HS17", "280530"), Flows.YEAR).orElseThrow();
        var decision = triage.decide(profile, Flows.YEAR);
        assertThat(decision.fired(Colour.BLUE)).extracting(GoodRowOutcome::row).containsExactly("B2");
        return new Counterfactuals(triage, triage.evaluator()).find(decision);
    }

    private static Counterfactual blueThreshold(List<Counterfactual> found) {
        return found.stream()
                .filter(c -> c.colour() == Colour.BLUE && c.lever() == Lever.THRESHOLD)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("invariant")
    void aThresholdThatWouldOnlyWakeAnotherRowIsNotTheFlip() {
        // w = 4500 / 10000, so B2's share has to rise from 0.25 by 0.8; both ways ask for that, this one moves less.
        var flip = blueThreshold(blueWithAnUnknownImporter(TriageConstants.settings()));

        assertThat(flip.flips()).isTrue();
        assertThat(flip.thresholds()).containsOnlyKeys("triage@1.b2_world_share");
        assertThat(flip.thresholds().get("triage@1.b2_world_share")).isCloseTo(0.45, within(1e-12));
        assertThat(flip.relative()).isCloseTo(0.8, within(1e-12));
        assertThat(flip.before()).containsExactly(Colour.BLUE);
        assertThat(flip.after()).isEmpty();
    }

    @Test
    @Tag("invariant")
    void theRowThatWouldWakeMovesTooWhereThatIsLess() {
        // Six dependents (+ 20 %) and a share of B2e from 0.42 to 0.45 (+ 7 %) are less than + 80 %.
        var flip = blueThreshold(
                blueWithAnUnknownImporter(TriageConstants.settings().with("triage@1.b2e_world_share", 0.42)));

        assertThat(flip.thresholds()).containsOnlyKeys("triage@1.b2_dependents", "triage@1.b2e_world_share");
        assertThat(flip.thresholds().get("triage@1.b2_dependents")).isEqualTo(6);
        assertThat(flip.thresholds().get("triage@1.b2e_world_share")).isCloseTo(0.45, within(1e-12));
        assertThat(flip.relative()).isCloseTo(0.2, within(1e-12));
    }
}
