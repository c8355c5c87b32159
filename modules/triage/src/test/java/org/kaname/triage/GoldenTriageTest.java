package org.kaname.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.DataSet;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.GoldenData;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.Settings;
import org.kaname.model.Code;
import org.kaname.model.Truth;

/** Colours that the method text states (measurement 6.1): the synthetic table, the battery chain, and the goods of the starter pack. */
@Tag("golden")
class GoldenTriageTest {
    private static final int YEAR = 2023;

    private static Settings withoutFloor() {
        return TriageConstants.settings().with("triage@1.floor", 0);
    }

    /** Every good whose newest year is the year asked about. */
    private static List<GoodDecision> decide(DataSet data, String economy, Settings settings) {
        var triage = new GoodTriage(data, economy, List.of(), List.of(), settings);
        var decisions = new ArrayList<GoodDecision>();
        for (var product : data.cube().products()) {
            triage.profile(product, YEAR)
                    .filter(p -> p.dataYear() == YEAR)
                    .ifPresent(p -> decisions.add(triage.decide(p, YEAR)));
        }
        return decisions;
    }

    private static GoodDecision decide(DataSet data, String economy, String code) {
        var triage = new GoodTriage(data, economy, List.of(), List.of(), TriageConstants.settings());
        return triage.decide(triage.profile(new Code("HS17", code), YEAR).orElseThrow(), YEAR);
    }

    private static List<String> having(List<GoodDecision> decisions, Colour colour) {
        return decisions.stream()
                .filter(d -> d.colours().contains(colour))
                .map(d -> d.profile().product().value())
                .toList();
    }

    private static List<String> firing(List<GoodDecision> decisions, String row) {
        return decisions.stream()
                .filter(d -> d.rows().stream().anyMatch(r -> r.row().equals(row) && r.truth() == Truth.YES))
                .map(d -> d.profile().product().value())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "AUS, 2, 2", "BRA, 3, 1", "CHE, 2, 0", "CHN, 7, 0", "EU01, 2, 0", "EU02, 5, 1", "EU03, 4, 2", "EU04, 7, 0",
        "EU05, 4, 1", "EU06, 5, 1", "EU07, 6, 0", "EU08, 6, 0", "GBR, 6, 2", "IND, 3, 1", "JPN, 6, 1", "KOR, 4, 2",
        "TWN, 4, 2", "USA, 6, 1", "VNM, 5, 2", "ZAF, 5, 2",
    })
    void eachEconomyHasAsManyGreenAndBlueGoodsAsExpected(String economy, int green, int blue) {
        var decisions = decide(GoldenData.dependencyRules(), economy, withoutFloor());

        assertThat(decisions).hasSize(120);
        assertThat(having(decisions, Colour.GREEN)).hasSize(green);
        assertThat(having(decisions, Colour.BLUE)).hasSize(blue);
    }

    @Test
    void theRowsFireAsOftenAsExpectedAndNoGoodHasTwoColours() {
        var data = GoldenData.dependencyRules();
        var fired = new TreeMap<String, Integer>();
        int both = 0;
        for (var economy : data.economies().listEconomies()) {
            var decisions = decide(data, economy.code(), withoutFloor());
            for (var row : List.of("G1", "G2", "B1", "B2", "B2e")) {
                fired.merge(row, firing(decisions, row).size(), Integer::sum);
            }
            fired.merge("GREEN", having(decisions, Colour.GREEN).size(), Integer::sum);
            fired.merge("BLUE", having(decisions, Colour.BLUE).size(), Integer::sum);
            both += (int)
                    decisions.stream().filter(d -> d.colours().size() == 2).count();
        }
        assertThat(fired)
                .containsEntry("G1", 72)
                .containsEntry("G2", 67)
                .containsEntry("GREEN", 92)
                .containsEntry("B1", 8)
                .containsEntry("B2", 21)
                .containsEntry("BLUE", 21)
                .containsEntry("B2e", 0);
        assertThat(both).isZero();
    }

    @Test
    void japanHasTheExpectedGoodsAndTheirFigures() {
        var decisions = decide(GoldenData.dependencyRules(), "JPN", withoutFloor());

        assertThat(having(decisions, Colour.GREEN)).containsExactly("P019", "P048", "P053", "P064", "P071", "P107");
        assertThat(having(decisions, Colour.BLUE)).containsExactly("P098");
        var blue = good(decisions, "P098").profile().newest();
        assertThat(blue.value(GoodMeasure.WORLD_SHARE)).isCloseTo(0.7749, within(5e-5));
        assertThat(blue.value(GoodMeasure.RCA)).isCloseTo(12.305, within(5e-4));
        assertThat(blue.value(GoodMeasure.DEPENDENTS)).isEqualTo(19);
        var not = good(decisions, "P091").profile().newest();
        assertThat(good(decisions, "P091").colours()).isEmpty();
        assertThat(not.value(GoodMeasure.WORLD_SHARE)).isCloseTo(0.2904, within(5e-5));
        assertThat(not.value(GoodMeasure.WORLD_RANK)).isEqualTo(1);
        assertThat(not.value(GoodMeasure.RCA)).isCloseTo(4.611, within(5e-4));
        assertThat(not.value(GoodMeasure.DEPENDENTS)).isEqualTo(1);
        assertThat(good(decisions, "P098").tags()).contains("SINGLE_YEAR");
    }

    private static GoodDecision good(List<GoodDecision> decisions, String code) {
        return decisions.stream()
                .filter(d -> d.profile().product().value().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theBatteryChainHasTenGreenGoodsByTwoRows() {
        var decisions = decide(GoldenData.battery(), "JPN", TriageConstants.settings());

        assertThat(firing(decisions, "G1")).containsExactly("282520", "282735", "283691", "811100");
        assertThat(firing(decisions, "G2"))
                .containsExactly("260400", "280470", "280920", "282520", "282735", "750110", "750120", "870240");
        assertThat(having(decisions, Colour.GREEN)).hasSize(10);
    }

    @Test
    void thePackNamesTheGoodsThatTheTextNames() {
        var pack = StarterPack.load().usd();
        var lithium = decide(pack, "JPN", "282520");
        var nickel = decide(pack, "JPN", "750120");
        var blue = decide(pack, "JPN", "282540");

        assertThat(lithium.colours()).containsExactly(Colour.GREEN);
        assertThat(top(pack, lithium)).isEqualTo("CHN");
        // Stated with the unallocated part in the denominator: the lower end of the interval.
        assertThat(lithium.profile().newest().low(GoodMeasure.TOP_SHARE)).isCloseTo(0.8588, within(5e-5));
        assertThat(nickel.colours()).containsExactly(Colour.GREEN);
        assertThat(top(pack, nickel)).isEqualTo("PHL");
        assertThat(nickel.profile().newest().low(GoodMeasure.TOP_SHARE)).isCloseTo(0.9954, within(5e-5));
        assertThat(blue.colours()).containsExactly(Colour.BLUE);
        assertThat(blue.tags()).contains("SHARE_ONLY");
    }

    private static String top(DataSet data, GoodDecision decision) {
        return data.economies().get(decision.profile().newest().topSupplier()).code();
    }

    @Test
    void whatRestsOnTheShareAloneAlwaysSaysSo() {
        var pack = StarterPack.load().usd();
        for (var economy : List.of("JPN", "DEU", "KOR", "USA")) {
            for (var product : pack.cube().products()) {
                var triage = new GoodTriage(pack, economy, List.of(), List.of(), TriageConstants.settings());
                var profile = triage.profile(product, YEAR);
                if (profile.isEmpty()) {
                    continue;
                }
                var decision = triage.decide(profile.get(), YEAR);
                var rows = new TreeSet<String>();
                decision.fired(Colour.BLUE).forEach(r -> rows.add(r.row()));
                assertThat(decision.tags().contains("SHARE_ONLY"))
                        .as(economy + " " + product)
                        .isEqualTo(rows.equals(new TreeSet<>(List.of("B2e"))));
            }
        }
    }

    @Test
    void withoutTheImportSideNoRowOnImportsSaysNo() {
        // Reconciled sums without importers: the world side is known, whatever an economy buys is not.
        var pack = StarterPack.load().usd();
        var triage = new GoodTriage(pack, "JPN", List.of(), List.of(), TriageConstants.settings());
        int seen = 0;
        for (var product : pack.cube().products()) {
            var profile = triage.profile(product, 2018);
            if (profile.isPresent() && !profile.get().newest().importsKnown()) {
                seen++;
                var decision = triage.decide(profile.get(), 2018);
                assertThat(decision.truths().get(Colour.GREEN))
                        .as(product.toString())
                        .isEqualTo(Truth.UNKNOWN);
            }
        }
        assertThat(seen).isPositive();
    }
}
