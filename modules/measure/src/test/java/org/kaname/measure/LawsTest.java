package org.kaname.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Partition;
import org.kaname.data.TradeCube;
import org.kaname.measure.rule.RuleCatalogue;

/** Laws of measurement 9.2 on many small random worlds; the seed is the parameter, so it stands in every failure. */
@Tag("invariant")
class LawsTest {
    private static final int ECONOMIES = 8;
    private static final int GOODS = 3;

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    private static DataSet world(long seed) {
        return Flows.of(Flows.random(seed, ECONOMIES, GOODS)).allProducts().data();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static String withValue(String line, double value) {
        return line.substring(0, line.lastIndexOf(' ') + 1) + value;
    }

    /** Every number of every economy and good: key to value. */
    private static HashMap<String, Double> numbers(DataSet data) {
        var judging = new Judging(data);
        var numbers = new HashMap<String, Double>();
        for (var economy : data.economies().listEconomies()) {
            for (var product : data.cube().products()) {
                var year = judging.year(economy.code(), product.value(), Flows.YEAR);
                for (var measure : GoodMeasure.values()) {
                    numbers.put(economy.code() + " " + product.value() + " " + measure, year.value(measure));
                }
            }
        }
        return numbers;
    }

    private static TreeSet<String> outcomes(DataSet data) {
        var judging = new Judging(data);
        var outcomes = new TreeSet<String>();
        for (var rule : RuleCatalogue.listRules()) {
            for (var economy : data.economies().listEconomies()) {
                for (var product : data.cube().products()) {
                    outcomes.add(rule.id() + " " + economy.code() + " " + product.value() + " "
                            + judging.outcome(rule.id(), economy.code(), product.value(), Flows.YEAR));
                }
            }
        }
        return outcomes;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfRowsDoesNotMatter(long seed) {
        var lines = Flows.random(seed, ECONOMIES, GOODS);
        var shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(seed));

        var one = Flows.of(lines).allProducts().data();
        var other = Flows.of(shuffled).allProducts().data();
        assertThat(numbers(other)).as("seed " + seed).isEqualTo(numbers(one));
        assertThat(outcomes(other)).as("seed " + seed).isEqualTo(outcomes(one));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theScaleOfValuesDoesNotMatter(long seed) {
        var lines = Flows.random(seed, ECONOMIES, GOODS);
        var scaled = lines.stream().map(l -> withValue(l, value(l) * 7)).toList();
        var one = Flows.of(lines).allProducts().data();
        var other = Flows.of(scaled).allProducts().data();
        var before = numbers(one);

        numbers(other).forEach((key, after) -> {
            double factor = List.of("IMPORTS", "EXPORTS", "TOP_VALUE").contains(key.substring(key.lastIndexOf(' ') + 1))
                    ? 7
                    : 1;
            double expected = before.getOrDefault(key, Double.NaN) * factor;
            if (Double.isFinite(expected)) {
                assertThat(after)
                        .as("seed " + seed + " " + key)
                        .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
            } else {
                assertThat(Double.compare(after, expected))
                        .as("seed " + seed + " " + key)
                        .isZero();
            }
        });
        assertThat(outcomes(other)).as("seed " + seed).isEqualTo(outcomes(one));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void namesOfEconomiesDoNotMatter(long seed) {
        var lines = Flows.random(seed, ECONOMIES, GOODS);
        var renamed = lines.stream().map(LawsTest::mirrored).toList();
        var expected = new TreeSet<String>();
        for (var outcome : outcomes(Flows.of(lines).allProducts().data())) {
            var parts = outcome.split(" ");
            expected.add(parts[0] + " " + mirror(parts[1]) + " " + parts[2] + " " + parts[3]);
        }

        assertThat(outcomes(Flows.of(renamed).allProducts().data()))
                .as("seed " + seed)
                .isEqualTo(expected);
    }

    private static String mirrored(String line) {
        return mirror(line.substring(0, 3)) + ">" + mirror(line.substring(4, 7)) + line.substring(7);
    }

    private static String mirror(String code) {
        return (char) ('A' + ECONOMIES - 1 - (code.charAt(0) - 'A')) + code.substring(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void figuresStayInsideTheirBounds(long seed) {
        var data = world(seed);
        var judging = new Judging(data);
        for (var product : data.cube().products()) {
            double worldShares = 0;
            int dominant = 0;
            for (var economy : data.economies().listEconomies()) {
                var year = judging.year(economy.code(), product.value(), Flows.YEAR);
                double share = year.value(GoodMeasure.WORLD_SHARE);
                var where = "seed " + seed + " " + economy.code() + " " + product;
                assertThat(share).as(where).isBetween(0.0, 1.0);
                worldShares += share;
                dominant += share > 0.5 ? 1 : 0;
                if (year.value(GoodMeasure.IMPORTS) > 0) {
                    double hhi = year.value(GoodMeasure.HHI);
                    double top = year.value(GoodMeasure.TOP_SHARE);
                    assertThat(hhi).as(where).isBetween(1.0 / year.suppliers() - 1e-12, 1 + 1e-12);
                    assertThat(hhi).as(where).isBetween(top * top - 1e-12, top + 1e-12);
                    assertThat(year.value(GoodMeasure.SUPPLIER_COUNT_RATIO))
                            .as(where)
                            .isBetween(0.0, 1.0);
                    assertThat(year.value(GoodMeasure.IMPORT_RANK_SHARE))
                            .as(where)
                            .isBetween(1.0 / GOODS - 1e-12, 1.0);
                    assertThat(year.value(GoodMeasure.BALANCE)).as(where).isBetween(-1.0, 1.0);
                    double others = year.value(GoodMeasure.WORLD_HHI_OTHERS);
                    assertThat(others)
                            .as(where)
                            .isBetween(1 / year.value(GoodMeasure.OTHER_EXPORTERS) - 1e-12, 1 + 1e-12);
                    assertThat(year.value(GoodMeasure.EFFECTIVE_SUPPLIERS))
                            .as(where)
                            .isBetween(1 - 1e-12, year.suppliers() + 1e-9);
                }
            }
            assertThat(worldShares).as("seed " + seed).isCloseTo(1, within(1e-12));
            assertThat(dominant).as("seed " + seed).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMergeOfSuppliersNeverLowersConcentration(long seed) {
        var data = world(seed);
        var merged = Partition.asOne("two-as-one", "AXX", List.of("AXX", "BXX")).apply(data);
        var before = new Judging(data);
        var after = new Judging(merged);
        for (var economy : merged.economies().listEconomies()) {
            if (economy.code().equals("AXX")) {
                continue;
            }
            for (var product : data.cube().products()) {
                double one =
                        before.year(economy.code(), product.value(), Flows.YEAR).value(GoodMeasure.HHI);
                double other =
                        after.year(economy.code(), product.value(), Flows.YEAR).value(GoodMeasure.HHI);
                if (!Double.isNaN(one)) {
                    assertThat(other)
                            .as("seed " + seed + " " + economy.code() + " " + product)
                            .isGreaterThanOrEqualTo(one - 1e-12);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTransferFromALargerToASmallerSupplierLowersConcentration(long seed) {
        var lines = new ArrayList<>(Flows.random(seed, ECONOMIES, 1));
        int large = -1;
        int small = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(">AXX", 3)) {
                if (large < 0 || value(lines.get(i)) > value(lines.get(large))) {
                    large = i;
                }
                if (small < 0 || value(lines.get(i)) < value(lines.get(small))) {
                    small = i;
                }
            }
        }
        if (large == small) {
            return;
        }
        double before = new Judging(Flows.of(lines).data())
                .year("AXX", "100000", Flows.YEAR)
                .value(GoodMeasure.HHI);
        double moved = (value(lines.get(large)) - value(lines.get(small))) / 3;
        lines.set(large, withValue(lines.get(large), value(lines.get(large)) - moved));
        lines.set(small, withValue(lines.get(small), value(lines.get(small)) + moved));
        double after = new Judging(Flows.of(lines).data())
                .year("AXX", "100000", Flows.YEAR)
                .value(GoodMeasure.HHI);

        assertThat(after).as("seed " + seed).isLessThan(before);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHarderThresholdNeverAddsAFlag(long seed) {
        var data = world(seed);
        var settings = Judging.settings();
        for (var rule : RuleCatalogue.listRules()) {
            var before = new Judging(data).flagged(rule.id(), Flows.YEAR);
            for (var condition : rule.conditions()) {
                var constant = rule.id() + "." + condition.constant();
                double threshold = settings.get(constant);
                if (Double.isNaN(threshold)) {
                    continue;
                }
                for (double part : new double[] {0.1, 1}) {
                    double step = condition.comparison().wantsMore() ? part : -part;
                    var harder = settings.with(constant, threshold + step * Math.abs(threshold));
                    assertThat(before)
                            .as("seed " + seed + " " + constant)
                            .containsAll(new Judging(data, harder, List.of()).flagged(rule.id(), Flows.YEAR));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void moreOwnExportsNeverTurnADeficitOn(long seed) {
        var lines = Flows.random(seed, ECONOMIES, GOODS);
        var more = lines.stream()
                .map(l -> l.startsWith("AXX>") ? withValue(l, value(l) * 3) : l)
                .toList();
        var before = new Judging(Flows.of(lines).data());
        var after = new Judging(Flows.of(more).data());
        for (var product : before.data().cube().products()) {
            double one = before.year("AXX", product.value(), Flows.YEAR).value(GoodMeasure.RATIO);
            double other = after.year("AXX", product.value(), Flows.YEAR).value(GoodMeasure.RATIO);
            assertThat(other > 1 && !(one > 1))
                    .as("seed " + seed + " " + product)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void narrowerRulesLieInsideWiderOnes(long seed) {
        var judging = new Judging(world(seed));
        var attention = judging.flagged("kiet@2021.attention.world", Flows.YEAR);

        assertThat(attention).as("seed " + seed).containsAll(judging.flagged("kiet@2021.vulnerable.world", Flows.YEAR));
        assertThat(judging.flagged("cao@2021", Flows.YEAR)).as("seed " + seed).containsAll(attention);
        assertThat(judging.flagged("kiet@2021.attention.partner", Flows.YEAR))
                .as("seed " + seed)
                .containsAll(judging.flagged("kiet@2021.vulnerable.partner", Flows.YEAR));
        assertThat(attention).as("seed " + seed).containsAll(judging.flagged("hjs@2020", Flows.YEAR));
        assertThat(judging.flagged("cao@2021", Flows.YEAR))
                .as("seed " + seed)
                .containsAll(judging.flagged("merics@2020", Flows.YEAR));
        assertThat(judging.flagged("merics@2024.c12", Flows.YEAR))
                .as("seed " + seed)
                .containsAll(judging.flagged("merics@2024", Flows.YEAR));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lessKnowledgeLeavesTheAnswerOpenOrAsItWas(long seed) {
        var lines = Flows.random(seed, ECONOMIES, GOODS);
        var all = Flows.of(lines).data();
        var known = outcomes(all);
        var poorer = List.of(
                Flows.of(lines).withoutWorld().data(),
                Flows.of(lines).state("BXX", Coverage.State.HIDDEN).data(),
                Flows.of(lines).state("AXX", Coverage.State.NOT_REPORTED).data());
        for (var data : poorer) {
            for (var outcome : outcomes(data)) {
                assertThat(outcome.endsWith("INSUFFICIENT") || known.contains(outcome))
                        .as("seed " + seed + " " + outcome)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aYearLessNeverTurnsAnAnswerAround(long seed) {
        var lines = new ArrayList<String>();
        for (int year = Flows.YEAR - 2; year <= Flows.YEAR; year++) {
            for (var line : Flows.random(seed * 3 + year, ECONOMIES, GOODS)) {
                lines.add(year + " " + line);
            }
        }
        var judging = new Judging(Flows.of(lines).data());
        var fewer = new Judging(Flows.of(lines)
                .state(Flows.YEAR - 1, "AXX", Coverage.State.NOT_REPORTED)
                .data());
        for (var product : judging.data().cube().products()) {
            var with = judging.outcome("geodep@2024", "AXX", product.value(), Flows.YEAR);
            var without = fewer.outcome("geodep@2024", "AXX", product.value(), Flows.YEAR);
            assertThat(without).as("seed " + seed + " " + product).isIn(with, "INSUFFICIENT");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dependentsCountedFromTheExporterAreThoseCountedFromTheImporters(long seed) {
        var data = world(seed);
        var judging = new Judging(data);
        var fromImporters = new TreeSet<String>();
        for (var pair : judging.flagged("cao@2021", Flows.YEAR)) {
            var parts = pair.split(" ");
            int top = judging.year(parts[0], parts[1], Flows.YEAR).topSupplier();
            fromImporters.add(data.economies().get(top).code() + " " + parts[1] + " " + parts[0]);
        }
        var fromExporters = new TreeSet<String>();
        for (var exporter : data.economies().listEconomies()) {
            for (var product : data.cube().products()) {
                for (var dependent : judging.year(exporter.code(), product.value(), Flows.YEAR)
                        .dependents()) {
                    fromExporters.add(exporter.code() + " " + product.value() + " "
                            + data.economies().get(dependent.economy()).code());
                }
            }
        }
        assertThat(fromExporters).as("seed " + seed).isEqualTo(fromImporters);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sumsOfUnitsAreSumsOfMembersWithoutTheirTradeAmongThemselves(long seed) {
        var data = world(seed);
        var members = List.of("AXX", "BXX", "CXX");
        var units = Partition.asOne("three-as-one", "UNIT", members).apply(data);
        var judging = new Judging(units);
        for (int p = 0; p < data.cube().products().size(); p++) {
            var product = data.cube().products().get(p).value();
            var block = data.cube().block(0, p);
            double inside = 0;
            double bought = 0;
            double sold = 0;
            double all = 0;
            for (int i = block.from(); i < block.to(); i++) {
                double v = block.value()[i] / TradeCube.SCALE;
                boolean from = members.contains(
                        data.economies().get(block.exporter()[i]).code());
                boolean to = members.contains(
                        data.economies().get(block.importer()[i]).code());
                all += v;
                inside += from && to ? v : 0;
                sold += from && !to ? v : 0;
                bought += to && !from ? v : 0;
            }
            double imports = 0;
            double exports = 0;
            for (var unit : units.economies().listEconomies()) {
                imports += judging.year(unit.code(), product, Flows.YEAR).value(GoodMeasure.IMPORTS);
                exports += judging.year(unit.code(), product, Flows.YEAR).value(GoodMeasure.EXPORTS);
            }
            var unit = judging.year("UNIT", product, Flows.YEAR);
            assertThat(imports).as("seed " + seed).isCloseTo(all - inside, within(1e-9));
            assertThat(exports).as("seed " + seed).isCloseTo(all - inside, within(1e-9));
            assertThat(unit.value(GoodMeasure.IMPORTS)).as("seed " + seed).isCloseTo(bought, within(1e-9));
            assertThat(unit.value(GoodMeasure.EXPORTS)).as("seed " + seed).isCloseTo(sold, within(1e-9));
        }
    }
}
