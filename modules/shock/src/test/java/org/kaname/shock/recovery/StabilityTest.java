package org.kaname.shock.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kaname.data.Refusal;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.shock.ShockConstants;
import org.kaname.shock.recovery.RecoveryEvent.CapacityLoss;
import org.kaname.shock.recovery.RecoveryEvent.CapitalLoss;
import org.kaname.shock.recovery.RecoveryEvent.CapitalRebuilt;
import org.kaname.shock.recovery.RecoveryGrid.Cell;
import org.kaname.shock.recovery.RecoveryOutcome.UnstableReason;
import org.kaname.shock.recovery.RecoveryParameters.Mode;

/** What is called unstable (shock 3.7), and what is refused (shock 8). */
class StabilityTest {
    private static final RecoveryParameters KANAME = RecoveryParameters.of(Mode.KANAME, 120);
    private static final List<RecoveryEvent> CUT =
            List.of(new CapacityLoss("cut", "cut", Map.of(1, .4), LossPath.whole(5, 30, RecoveryShape.LINEAR, 30)));

    @Test
    void aRestorationLongerThanTheStockOrTooFastIsUnstableAndHasNoHeadline() {
        var engine = new DynamicRecovery(new RandomWorld(1).table());
        assertThat(reasons(engine.runOnce(RecoveryRequest.of(CUT, KANAME.withStock(5, 10)))))
                .contains(UnstableReason.RESTORATION_LONGER_THAN_STOCK);
        assertThat(reasons(engine.runOnce(
                        RecoveryRequest.of(CUT, KANAME.withStock(90, 10).withStockFactors(Map.of(1, .1))))))
                .contains(UnstableReason.RESTORATION_LONGER_THAN_STOCK);
        assertThat(reasons(engine.runOnce(RecoveryRequest.of(CUT, KANAME.withStock(90, 4)))))
                .containsExactly(UnstableReason.RESTORATION_TOO_FAST);
        assertThat(engine.runOnce(RecoveryRequest.of(CUT, KANAME.withStock(90, 60))))
                .isInstanceOf(RecoveryOutcome.Stable.class);
    }

    private static List<UnstableReason> reasons(RecoveryOutcome outcome) {
        assertThat(outcome).isInstanceOf(RecoveryOutcome.Unstable.class);
        return ((RecoveryOutcome.Unstable) outcome).reasons();
    }

    @Test
    void outputThatStillFallsBelowTheLastDayOfTheShockIsUnstable() {
        var direct = new double[100];
        Arrays.fill(direct, 5, 40, 1);
        var falls = new double[100];
        for (int t = 0; t < 100; t++) {
            falls[t] = 100 - .1 * t;
        }
        assertThat(Stability.stillFalling(falls, direct, 100)).isTrue();
        var recovers = falls.clone();
        recovers[99] = 96.5; // above day 39, 96.1
        assertThat(Stability.stillFalling(recovers, direct, 100)).isFalse();
        var rests = falls.clone();
        Arrays.fill(rests, 60, 100, 90);
        assertThat(Stability.stillFalling(rests, direct, 100)).isFalse();
        var nearly = new double[100];
        Arrays.fill(nearly, 99.95);
        nearly[99] = 99.92;
        assertThat(Stability.stillFalling(nearly, direct, 100)).isFalse();
    }

    @Test
    void theGridHoldsTheChosenCellAndSpreadsOverStableCellsOnly() {
        var engine = new DynamicRecovery(new RandomWorld(1).table());
        var outcome = engine.run(RecoveryRequest.of(CUT, KANAME.withStock(45, 30)));
        assertThat(outcome).isInstanceOf(RecoveryOutcome.Stable.class);
        var stable = (RecoveryOutcome.Stable) outcome;
        var grid = stable.grid().orElseThrow();
        assertThat(grid.cells()).hasSize(7 * 5);
        var chosen = grid.cells().stream().filter(Cell::chosen).toList();
        assertThat(chosen).hasSize(1);
        assertThat(chosen.getFirst().outputLoss()).isCloseTo(stable.headline().outputLoss(), within(1e-9));
        for (var cell : grid.cells()) {
            assertThat(cell.reasons().contains(UnstableReason.RESTORATION_LONGER_THAN_STOCK))
                    .isEqualTo(cell.restorationDays() > cell.stockDays());
        }
    }

    @Test
    void theSpreadIsOfStableCells() {
        var grid =
                new RecoveryGrid(List.of(cell(4, true), cell(1, true), cell(9e9, false), cell(3, true), cell(2, true)));
        assertThat(grid.stable()).hasValue(new RecoveryGrid.Spread(4, 1, 2.5, 4));
        assertThat(new RecoveryGrid(List.of(cell(1, false))).stable()).isEmpty();
    }

    private static Cell cell(double loss, boolean stable) {
        return new Cell(10, 10, loss, 1, stable ? List.of() : List.of(UnstableReason.COLLAPSE), false, false);
    }

    /** S5 (s 90, τ 60) is a stable reference; ten times the direct loss makes it amplified or not, as the ratio says. */
    @Test
    void theReferenceScenarioIsStable() {
        var golden = GoldenTable.read();
        var cut = new CapacityLoss(
                "s5",
                "s5",
                Map.of(golden.industry("reg3", "mining"), .8),
                LossPath.whole(5, 60, RecoveryShape.LINEAR, 60));
        for (var mode : Mode.values()) {
            var outcome = new DynamicRecovery(RecoveryTable.of(golden.table))
                    .runOnce(RecoveryRequest.of(List.of(cut), RecoveryParameters.of(mode, 365)));
            assertThat(outcome).isInstanceOf(RecoveryOutcome.Stable.class);
            var headline = ((RecoveryOutcome.Stable) outcome).headline();
            assertThat(headline.amplified()).isEqualTo(headline.lossPerDirectLoss() > 10);
        }
    }

    @Test
    void badInputIsRefusedAllAtOnceWithTheIndustryNamed() {
        var world = new RandomWorld(1);
        var table = world.table();
        var engine = new DynamicRecovery(table);
        List<RecoveryEvent> events = List.of(
                new CapacityLoss("flat", "a", Map.of(0, .5), LossPath.whole(0, 5, RecoveryShape.LINEAR, 0)),
                new CapacityLoss("steep", "b", Map.of(0, .5), LossPath.whole(0, 5, RecoveryShape.CONVEX, 1)),
                new CapacityLoss("bent", "c", Map.of(0, 1.5), LossPath.whole(0, 5, RecoveryShape.CONCAVE, 2)),
                new CapitalRebuilt("built", Map.of(0, 1.0), 0, 5, -1, Map.of(0, 1.0)));
        var refused = engine.run(RecoveryRequest.of(events, KANAME.withStock(90, 0)));
        assertThat(refused).isInstanceOf(RecoveryOutcome.Refused.class);
        assertThat(((RecoveryOutcome.Refused) refused).problems())
                .extracting(Refusal::code)
                .containsExactly(
                        "KAN-SHOCK-043",
                        "KAN-SHOCK-040",
                        "KAN-SHOCK-040",
                        "KAN-SHOCK-042",
                        "KAN-SHOCK-040",
                        "KAN-SHOCK-040");
        var phrases = Phrasebook.read(Language.EN, List.of(ShockConstants.class));
        assertThat(((RecoveryOutcome.Refused) refused).problems().get(2).text(phrases))
                .isEqualTo("""
                        KAN-SHOCK-040 The recovery time (1.0) of the event (steep) is not above (1.0) days; its shape is (convex).
                        Maybe another shape is meant: linear takes any time above 0, step and none need no time.""");

        var fire = new CapitalLoss(
                "fire", Map.of(2, table.capital(2) * 1.01), LossPath.whole(0, 5, RecoveryShape.LINEAR, 9));
        var tooMuch = engine.run(RecoveryRequest.of(List.of(fire), KANAME));
        assertThat(tooMuch).isInstanceOf(RecoveryOutcome.Refused.class);
        var why = ((RecoveryOutcome.Refused) tooMuch).problems().getFirst();
        assertThat(why.code()).isEqualTo("KAN-SHOCK-041");
        assertThat(why.arguments()).containsEntry("industry", table.label(2));
        for (var language : Language.values()) {
            var all = Phrasebook.read(language, List.of(ShockConstants.class));
            assertThat(why.text(all)).startsWith("KAN-SHOCK-041 ").contains("(2)");
        }
    }

    @Test
    void everyCodeOfThePackageHasAPageAndTwoSentences() throws IOException {
        var root = Path.of(System.getProperty("kaname.root", "../.."));
        var pages = Files.readString(root.resolve("docs/errors.md"));
        var source = Files.readString(
                root.resolve("modules/shock/src/main/java/org/kaname/shock/recovery/RecoveryRequest.java"));
        var codes = Pattern.compile("KAN-SHOCK-\\d{3}(\\.[a-z]+)?")
                .matcher(source)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        assertThat(codes).hasSize(5);
        for (var language : Language.values()) {
            var phrases = Phrasebook.read(language, List.of(ShockConstants.class));
            for (var code : codes) {
                assertThat(phrases.keys()).contains("refusal." + code, "hint." + code);
            }
            for (var reason : UnstableReason.values()) {
                assertThat(phrases.keys()).contains("recovery.unstable." + reason);
            }
        }
        for (var code : codes) {
            assertThat(pages).contains("\n## " + code.substring(0, 13) + "\n");
        }
    }
}
