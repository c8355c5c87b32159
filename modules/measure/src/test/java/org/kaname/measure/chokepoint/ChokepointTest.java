package org.kaname.measure.chokepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.measure.Settings;
import org.kaname.model.Truth;
import org.kaname.model.testing.SharedFolder;

/** Chokepoints against graphs small enough to solve by hand, and against counts published with a table of inputs. */
class ChokepointTest {
    private static final Settings SETTINGS = Settings.of(CentralExporter.constants());

    private static double[] pareto(double alpha, int n, long seed) {
        var random = new Random(seed);
        var sizes = new double[n];
        for (int i = 0; i < n; i++) {
            sizes[i] = Math.pow(1 - random.nextDouble(), -1 / (alpha - 1));
        }
        return sizes;
    }

    @Test
    void theExponentOfThreeSizesIsThatOfTheFormula() {
        // ln(e) + ln(e²) + 0 over three sizes: α = 1 + 3/3
        assertThat(PowerLaw.alpha(new double[] {1, Math.E, Math.E * Math.E}, 0)).isCloseTo(2, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"2.5, YES", "1.6, NO", "4.5, NO"})
    void drawsFromAPowerLawGiveItsExponentBack(double alpha, Truth flagged) {
        var sizes = pareto(alpha, 4_000, 7);
        var named = new boolean[sizes.length];
        java.util.Arrays.fill(named, true);

        var found = CentralExporter.of(sizes, named, SETTINGS);

        assertThat(found.fit().alpha()).isCloseTo(alpha, within(0.25 * (alpha - 1)));
        assertThat(found.flagged()).isEqualTo(flagged);
    }

    @Test
    void tooFewExportersAreNotJudged() {
        var sizes = pareto(2.5, 49, 7);
        var named = new boolean[sizes.length];
        java.util.Arrays.fill(named, true);

        assertThat(CentralExporter.of(sizes, named, SETTINGS).flagged()).isEqualTo(Truth.UNKNOWN);
        assertThat(PowerLaw.fit(new double[] {3, 3, 3}).alpha()).isNaN();
    }

    @Test
    void centralityIsTheStationaryShareOfAWalkFromImportersToSuppliers() {
        // x0 = (x1 + x2)/… : 0 buys half from 1 and 2; 1 and 2 buy all from 0, but 2 a fifth from 1
        var found = SupplierCentrality.of(new double[][] {{0, 0.5, 0.5}, {1, 0, 0}, {0.8, 0.2, 0}});

        // x2 = x0/2, x1 = x0/2 + x2/5 = 0.6 x0, sum 2.1 x0
        assertThat(found.value()[0]).isCloseTo(1 / 2.1, within(1e-9));
        assertThat(found.value()[1]).isCloseTo(0.6 / 2.1, within(1e-9));
        assertThat(found.value()[2]).isCloseTo(0.5 / 2.1, within(1e-9));
        assertThat(found.whole()).isTrue();
        assertThat(found.rank(0)).isEqualTo(1);
    }

    @Test
    void whoOnlySellsIsOutsideTheStronglyConnectedPart() {
        var found = SupplierCentrality.of(new double[][] {
            {0, 0.5, 0.3, 0.2},
            {0.5, 0, 0.5, 0},
            {0.5, 0.5, 0, 0},
            {0, 0, 0, 0},
        });

        assertThat(found.part()).isEqualTo(3);
        assertThat(found.whole()).isFalse();
        assertThat(found.value()[3]).isNaN();
        assertThat(found.rank(3)).isZero();
    }

    @Test
    void twoThatOnlyTradeWithEachOtherNeverSettleUnlessTheyStartBalanced() {
        // three in a row back and forth: a walk of period two
        var found = SupplierCentrality.of(new double[][] {{0, 1, 0}, {0.5, 0, 0.5}, {0, 1, 0}});

        assertThat(found.converged()).isFalse();
        assertThat(found.value()[0]).isNaN();
    }

    private static InputGraph.Edge edge(String from, String to) {
        return new InputGraph.Edge(from, to);
    }

    @Test
    void anInputReachesWhatCannotBeMadeWithoutIt() {
        // silicon goes into wafers, wafers into chip one and chip two; tools of type X or Y go into chip two
        var graph = new InputGraph(
                List.of(),
                List.of(
                        edge("silicon", "wafer"),
                        edge("wafer", "chip one"),
                        edge("wafer", "chip two"),
                        edge("tool", "chip two")),
                List.of(edge("tool X", "tool"), edge("tool Y", "tool")));

        assertThat(graph.listEnds()).containsExactlyInAnyOrder("chip one", "chip two");
        assertThat(graph.reach("silicon")).isEqualTo(2);
        assertThat(graph.reach("tool")).isEqualTo(1);
        assertThat(graph.reach("tool X")).isZero();
        assertThat(graph.choke(Map.of("silicon", 0.5, "tool", 0.49, "tool X", 1.0), SETTINGS))
                .isEqualTo(2);
    }

    @Test
    void aCircleOfInputsIsRefused() {
        assertThatThrownBy(() -> new InputGraph(List.of(), List.of(edge("a", "b"), edge("b", "a")), List.of()))
                .hasMessageContaining("is needed for itself");
    }

    private static List<List<String>> rows(String name) throws IOException {
        var rows = new ArrayList<List<String>>();
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (char c : Files.readString(
                        SharedFolder.require("data/semiconductors/explorer-2026/" + name), StandardCharsets.UTF_8)
                .toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(cells));
                    cells.clear();
                }
            } else {
                cell.append(c);
            }
        }
        return rows.subList(1, rows.size());
    }

    @Tag("golden")
    @Test
    void inputsWithAnEconomyOfHalfOrMoreAreAsManyAsPublished() throws IOException {
        var economies = new HashMap<String, String>();
        for (var row : rows("providers.csv")) {
            if (row.get(3).equals("country")) {
                economies.put(row.get(2), row.get(0));
            }
        }
        var counts = new TreeMap<String, Integer>();
        var shares = new TreeMap<String, Map<String, Double>>();
        for (var row : rows("provision.csv")) {
            var economy = economies.get(row.get(1));
            if (economy != null && !row.get(4).isEmpty()) {
                double share = Double.parseDouble(row.get(4)) / 100;
                shares.computeIfAbsent(economy, e -> new TreeMap<>()).put(row.get(3), share);
                counts.merge(economy, share >= 0.5 ? 1 : 0, Integer::sum);
            }
        }
        assertThat(counts).containsEntry("USA", 37).containsEntry("JPN", 22);
        assertThat(counts).containsEntry("NLD", 6).containsEntry("SGP", 6);

        var into = new ArrayList<InputGraph.Edge>();
        var types = new ArrayList<InputGraph.Edge>();
        for (var row : rows("sequence.csv")) {
            if (!row.get(3).isEmpty()) {
                into.add(edge(row.get(1), row.get(3)));
            }
            if (!row.get(5).isEmpty()) {
                types.add(edge(row.get(1), row.get(5)));
            }
        }
        var nodes = rows("inputs.csv").stream().map(r -> r.get(0)).toList();
        var graph = new InputGraph(nodes, into, types);

        // an economy cannot choke more than its inputs times the end nodes, and an end node reaches itself
        for (var economy : List.of("USA", "JPN", "NLD", "SGP")) {
            assertThat(graph.choke(shares.getOrDefault(economy, Map.of()), SETTINGS))
                    .isBetween(
                            0,
                            counts.getOrDefault(economy, 0) * graph.listEnds().size());
        }
        assertThat(graph.listEnds())
                .allSatisfy(end -> assertThat(graph.reach(end)).isEqualTo(1));
    }
}
