package org.kaname.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.DataSet;
import org.kaname.data.Partition;
import org.kaname.data.TradeCube;
import org.kaname.measure.bloc.BlocDependence;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.world.Dominance;
import org.kaname.measure.world.Exports;
import org.kaname.measure.world.ReverseDependence;
import org.kaname.measure.world.WorldShare;
import org.kaname.model.Reason;
import org.kaname.model.Truth;

/** The synthetic table of {@code golden/dependency-rules}: every figure and flag that others computed, and the counts of the method text. */
@Tag("golden")
class GoldenDependencyRulesTest {
    private static final int YEAR = 2023;
    private static final List<String> BLOC = List.of("EU01", "EU02", "EU03", "EU04", "EU05", "EU06", "EU07", "EU08");

    private static Judging judging() {
        return new Judging(GoldenData.dependencyRules());
    }

    private static DataSet blocAsOne() {
        return Partition.asOne("eu-as-one", "EU", BLOC).apply(GoldenData.dependencyRules());
    }

    @Test
    void everyFigureOfImportersEqualsTheReference() {
        var judging = judging();
        var rows = GoldenData.table(GoldenData.RULES + "ref_country_product.csv");

        assertThat(rows).hasSize(2389);
        for (var row : rows) {
            var where = row.get("country") + " " + row.get("product");
            var year = judging.year(text(row, "country"), text(row, "product"), YEAR);
            figure(where, year, GoodMeasure.IMPORTS, row, "imports");
            figure(where, year, GoodMeasure.HHI, row, "hhi_imports");
            figure(where, year, GoodMeasure.TOP_SHARE, row, "top_share");
            figure(where, year, GoodMeasure.EXPORTS, row, "exports");
            figure(where, year, GoodMeasure.WORLD_HHI, row, "hhi_world_exports");
            figure(where, year, GoodMeasure.PARTNER_WORLD_SHARE, row, "top_supplier_world_share");
            assertThat(judging.data().economies().get(year.topSupplier()).code())
                    .as(where)
                    .isEqualTo(row.get("top_supplier"));
            if (Double.parseDouble(text(row, "exports")) == 0) {
                assertThat(row.get("ratio_m_x")).as(where).isEqualTo("9999");
                assertThat(year.value(GoodMeasure.RATIO)).as(where).isInfinite();
                assertThat(year.reason(GoodMeasure.RATIO)).as(where).isEqualTo(Reason.NO_EXPORTS);
            } else {
                figure(where, year, GoodMeasure.RATIO, row, "ratio_m_x");
            }
        }
    }

    @Test
    void everyFlagOfImportersEqualsTheReference() {
        var judging = judging();

        for (var row : GoldenData.table(GoldenData.RULES + "ref_country_product.csv")) {
            var subject = text(row, "country");
            var product = text(row, "product");
            var geodep = judging.verdict("geodep@2024.year", subject, product, YEAR);
            flag(row, "geodep_c1", geodep.newest().get(0).holds());
            flag(row, "geodep_c2", geodep.newest().get(1).holds());
            flag(row, "geodep_c3", geodep.newest().get(2).holds());
            flag(row, "geodep_c123", geodep.truth());
            flag(
                    row,
                    "cao_concentrated",
                    judging.verdict("cao@2021", subject, product, YEAR).truth());
            flag(
                    row,
                    "hjs_strategic",
                    judging.verdict("hjs@2020", subject, product, YEAR).truth());
            var merics = judging.verdict("merics@2024.c12", subject, product, YEAR);
            flag(row, "merics_c1_deficit2x", merics.newest().get(0).holds());
            flag(row, "merics_share30", merics.newest().get(1).holds());
            flag(
                    row,
                    "kiet_attention",
                    judging.verdict("kiet@2021.attention.world", subject, product, YEAR)
                            .truth());
            flag(
                    row,
                    "kiet_vulnerable",
                    judging.verdict("kiet@2021.vulnerable.world", subject, product, YEAR)
                            .truth());
        }
    }

    @Test
    void pairsWithoutImportsAreAbsentThereAndNotFlaggedForThatReasonHere() {
        var judging = judging();
        var present = new TreeSet<String>();
        GoldenData.table(GoldenData.RULES + "ref_country_product.csv")
                .forEach(row -> present.add(row.get("country") + " " + row.get("product")));
        int absent = 0;
        for (var economy : judging.data().economies().listEconomies()) {
            for (var product : judging.data().cube().products()) {
                if (!present.contains(economy.code() + " " + product.value())) {
                    absent++;
                    for (var rule : RuleCatalogue.listRules()) {
                        var verdict = judging.verdict(rule.id(), economy.code(), product.value(), YEAR);
                        assertThat(verdict.outcome()).isEqualTo("NOT_FLAGGED");
                        assertThat(verdict.reason()).isEqualTo("NO_IMPORTS");
                    }
                }
            }
        }
        assertThat(absent).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource({
        "geodep@2024.year, 72",
        "geodep@2024, 72",
        "ec-bottom-up@2021, 129",
        "cao@2021, 321",
        "kiet@2021.attention.world, 221",
        "kiet@2021.attention.partner, 278",
        "kiet@2021.vulnerable.world, 67",
        "kiet@2021.vulnerable.partner, 79",
        "merics@2020, 321",
        "merics@2024.c12, 663",
        "merics@2024, 374",
        "hjs@2020, 196",
        "cbs-bands@1, 588",
        "meti-wp@2024, 588",
        "oecd-concentration@2025, 5",
        "oecd-concentration@2025.count, 33",
    })
    void eachRuleFlagsAsManyPairsAsExpected(String rule, int expected) {
        assertThat(judging().flagged(rule, YEAR)).hasSize(expected);
    }

    @Test
    void theCountsThatARuleStatesAreThoseItGives() {
        var stated = new TreeMap<String, Long>();
        var found = new TreeMap<String, Long>();
        for (var rule : RuleCatalogue.listRules()) {
            for (var count : rule.publishedCounts()) {
                if (count.id().equals("golden")) {
                    stated.put(rule.id(), count.value());
                    found.put(
                            rule.id(), (long) judging().flagged(rule.id(), YEAR).size());
                }
            }
        }
        assertThat(found).isEqualTo(stated).hasSize(15);
    }

    @Test
    void everyPairLiesInOneBand() {
        var judging = judging();
        var bands = new TreeMap<String, Integer>();
        for (var row : GoldenData.table(GoldenData.RULES + "ref_country_product.csv")) {
            var verdict = judging.verdict("cbs-bands@1", text(row, "country"), text(row, "product"), YEAR);
            bands.merge(String.valueOf(verdict.band()), 1, Integer::sum);
            assertThat(verdict.truth() == Truth.YES).isEqualTo("HIGH".equals(verdict.band()));
        }
        assertThat(bands).isEqualTo(Map.of("HIGH", 588, "MIDDLE", 884, "LOW", 2389 - 588 - 884));
    }

    @Test
    void goodsAmongTheLargestImportsWithNineTenthsFromOneAreThoseCountedFromTheTable() {
        var rows = GoldenData.table(GoldenData.RULES + "ref_country_product.csv");
        var expected = new TreeSet<String>();
        for (var row : rows) {
            double imports = Double.parseDouble(text(row, "imports"));
            double exports = Double.parseDouble(text(row, "exports"));
            var own = rows.stream()
                    .filter(r -> text(r, "country").equals(text(row, "country")))
                    .toList();
            long more = own.stream()
                    .filter(r -> Double.parseDouble(text(r, "imports")) > imports)
                    .count();
            if (Double.parseDouble(text(row, "top_share")) >= 0.9
                    && (exports - imports) / (exports + imports) <= -0.5
                    && (1.0 + more) / own.size() <= 0.3) {
                expected.add(row.get("country") + " " + row.get("product"));
            }
        }
        assertThat(judging().flagged("fki@2022", YEAR)).isEqualTo(expected);
        // so that neither side is empty by accident, with a share that more goods have
        var settings = Judging.settings().with("fki@2022.partner_share", 0.5);
        assertThat(new Judging(GoldenData.dependencyRules(), settings, List.of()).flagged("fki@2022", YEAR))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 1178", "1, 1193"})
    void eachConditionOfMericsAloneHoldsAsOftenAsExpected(int condition, int expected) {
        var judging = judging();
        long holding = GoldenData.table(GoldenData.RULES + "ref_country_product.csv").stream()
                .filter(row -> judging.verdict("merics@2024.c12", text(row, "country"), text(row, "product"), YEAR)
                                .newest()
                                .get(condition)
                                .holds()
                        == Truth.YES)
                .count();
        assertThat(holding).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 181", "1, 100", "2, 1397"})
    void eachConditionOfGeodepAloneHoldsAsOftenAsExpected(int condition, int expected) {
        var judging = judging();
        long holding = GoldenData.table(GoldenData.RULES + "ref_country_product.csv").stream()
                .filter(row -> judging.verdict("geodep@2024.year", text(row, "country"), text(row, "product"), YEAR)
                                .newest()
                                .get(condition)
                                .holds()
                        == Truth.YES)
                .count();
        assertThat(holding).isEqualTo(expected);
    }

    @Test
    void rulesLieInsideEachOtherWhereTheirThresholdsDo() {
        var judging = judging();
        var cao = judging.flagged("cao@2021", YEAR);
        var attention = judging.flagged("kiet@2021.attention.world", YEAR);

        assertThat(attention).containsAll(judging.flagged("kiet@2021.vulnerable.world", YEAR));
        assertThat(cao).containsAll(attention);
        assertThat(attention).containsAll(judging.flagged("hjs@2020", YEAR));
        assertThat(cao).containsAll(judging.flagged("merics@2020", YEAR));
        var outside = judging.flagged("geodep@2024.year", YEAR);
        outside.removeAll(cao);
        assertThat(outside).as("GeoDep outside of cao").hasSize(2);
    }

    @Test
    void dominantExportersAreExactlyThoseOfTheReference() {
        var expected = new TreeMap<String, Double>();
        for (var row : GoldenData.table(GoldenData.RULES + "ref_cepii_dominant_positions.csv")) {
            expected.put(
                    row.get("exporter") + " " + row.get("product"),
                    Double.parseDouble(text(row, "world_export_share")));
        }
        var found = dominant(GoldenData.dependencyRules());

        assertThat(found.keySet()).isEqualTo(expected.keySet()).hasSize(8);
        found.forEach((key, share) ->
                assertThat(share).as(key).isCloseTo(expected.getOrDefault(key, Double.NaN), within(1e-12 * share)));
    }

    @Test
    void withTheBlocAsOneUnitTwentyTwoPositionsAreDominant() {
        var found = dominant(blocAsOne());

        // The text lists ZAF twice, which would make 23; its total of 22 and a count of the table by hand say once.
        assertThat(counts(found.keySet()))
                .isEqualTo(Map.of(
                        "EU", 12, "TWN", 2, "BRA", 2, "ZAF", 1, "AUS", 1, "IND", 1, "JPN", 1, "KOR", 1, "VNM", 1));
        assertThat(found).hasSize(22);
    }

    @Test
    void tradeInsideTheUnitLeavesTheWorld() {
        assertThat(world(GoldenData.dependencyRules())).isCloseTo(1_393_794.296, within(1e-6));
        assertThat(world(blocAsOne())).isCloseTo(1_165_282.442, within(1e-6));
    }

    @Test
    void thePartitionAloneMovesGeodep() {
        var data = blocAsOne();
        var judging = new Judging(data);
        int judged = 0;
        for (var unit : data.economies().listEconomies()) {
            for (var product : data.cube().products()) {
                if (judging.year(unit.code(), product.value(), YEAR).value(GoodMeasure.IMPORTS) > 0) {
                    judged++;
                }
            }
        }
        var flagged = judging.flagged("geodep@2024.year", YEAR);

        assertThat(judged).isEqualTo(1553);
        assertThat(flagged).hasSize(106);
        var expected = new HashMap<String, Integer>();
        for (var entry : List.of(
                "AUS 9", "BRA 6", "CHE 7", "CHN 9", "EU 5", "GBR 8", "IND 8", "JPN 10", "KOR 8", "TWN 8", "USA 11",
                "VNM 9", "ZAF 8")) {
            var parts = entry.split(" ");
            expected.put(parts[0], Integer.parseInt(parts[1]));
        }
        assertThat(counts(flagged)).isEqualTo(expected);
    }

    @Test
    void theIdentityPartitionChangesNothing() {
        var data = GoldenData.dependencyRules();
        var same = Partition.identity().apply(data);

        assertThat(same.economies().listEconomies()).isEqualTo(data.economies().listEconomies());
        assertThat(same.cube().flows()).isEqualTo(data.cube().flows());
        for (int p = 0; p < data.cube().products().size(); p++) {
            var ours = data.cube().block(0, p).copy();
            var theirs = same.cube().block(0, p).copy();
            assertThat(theirs.value()).isEqualTo(ours.value());
            assertThat(theirs.exporter()).isEqualTo(ours.exporter());
            assertThat(theirs.importer()).isEqualTo(ours.importer());
        }
    }

    @Test
    void theBlocAsOneImporterGivesTheThreeFiguresAndBothDenominators() {
        var data = GoldenData.dependencyRules();
        var rows = GoldenData.table(GoldenData.RULES + "ref_eu_cdi.csv");
        var total = new TreeSet<String>();
        var extra = new TreeSet<String>();

        assertThat(rows).hasSize(120);
        for (var row : rows) {
            var product = text(row, "product");
            var found = bloc(data, product, BLOC, BLOC);
            close(row, "extra_imports", found.outer() / TradeCube.SCALE);
            close(row, "intra_imports", found.inner() / TradeCube.SCALE);
            close(row, "extra_exports", found.homeExportsOutside() / TradeCube.SCALE);
            close(row, "cdi1_hhi_extra", found.cdi1());
            close(row, "cdi2_extra_share", found.cdi2());
            close(row, "cdi3_total_exports", found.cdi3());
            close(row, "cdi3_extra_exports_only", found.cdi3Outside());
            assertThat(found.homeExports())
                    .as(product)
                    .isCloseTo(found.inner() + found.homeExportsOutside(), within(1e-6));
            if (flagged(found)) {
                total.add(product);
            }
            if (flaggedExtra(found)) {
                extra.add(product);
            }
            assertThat(flagged(found))
                    .as(product)
                    .isEqualTo(text(row, "flag_total").equals("True"));
            assertThat(flaggedExtra(found))
                    .as(product)
                    .isEqualTo(text(row, "flag_extraonly").equals("True"));
        }
        assertThat(total).containsExactly("P048", "P064", "P083", "P098");
        assertThat(extra)
                .containsExactly(
                        "P019", "P022", "P041", "P048", "P064", "P069", "P071", "P073", "P082", "P083", "P095", "P098",
                        "P101");
    }

    @Test
    void partnersRegardedAsInsideChangeWhatASingleEconomyIsFlaggedFor() {
        var data = GoldenData.dependencyRules();
        var alone = new TreeSet<String>();
        var withPartners = new TreeSet<String>();
        for (var product : data.cube().products()) {
            if (flagged(bloc(data, product.value(), List.of("JPN"), List.of("JPN")))) {
                alone.add(product.value());
            }
            var inner = List.of("JPN", "USA", "AUS", "KOR", "IND", "GBR");
            if (flagged(bloc(data, product.value(), List.of("JPN"), inner))) {
                withPartners.add(product.value());
            }
        }
        assertThat(withPartners)
                .containsExactly("P025", "P038", "P041", "P048", "P053", "P062", "P063", "P106", "P107");
        assertThat(alone).containsExactly("P019", "P048", "P053", "P062", "P063", "P064", "P071", "P106", "P107");
        var single = new TreeSet<String>();
        for (var pair : judging().flagged("ec-bottom-up@2021", YEAR)) {
            if (pair.startsWith("JPN ")) {
                single.add(pair.substring(4));
            }
        }
        assertThat(single)
                .as("the rule for a single economy is H = N = {subject}")
                .isEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource({
        "JPN, 17, 1, 0.791883",
        "KOR, 11, 1, 0.675217",
        "EU03, 15, 1, 0.807551",
        "AUS, 14, 1, 0.869905",
        "ZAF, 13, 1, 0.646037",
        "IND, 2, 1, 0.648832",
    })
    void whoHangsOnAnExporterUnderGeodepIsCountedFromTheImporters(String exporter, int pairs, int goods, double cover) {
        var judging = judging();
        double supplied = 0;
        double demand = 0;
        var dependents = new TreeSet<String>();
        var products = new TreeSet<String>();
        for (var pair : judging.flagged("geodep@2024.year", YEAR)) {
            var parts = pair.split(" ");
            var year = judging.year(parts[0], parts[1], YEAR);
            if (judging.data().economies().get(year.topSupplier()).code().equals(exporter)) {
                dependents.add(parts[0]);
                products.add(parts[1]);
                supplied += year.value(GoodMeasure.TOP_VALUE);
                demand += year.value(GoodMeasure.IMPORTS);
            }
        }
        assertThat(dependents).hasSize(pairs);
        assertThat(products).hasSize(goods);
        assertThat(ReverseDependence.cover(supplied, demand)).isCloseTo(cover, within(5e-7));
        if (exporter.equals("JPN")) {
            assertThat(products).containsExactly("P098");
            assertThat(supplied).isCloseTo(33_746.174, within(1e-6));
        }
    }

    private static TreeMap<String, Double> dominant(DataSet data) {
        var found = new TreeMap<String, Double>();
        var named = data.economies().named();
        var exports = new double[named.length];
        for (int p = 0; p < data.cube().products().size(); p++) {
            var block = data.cube().block(0, p);
            Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
            double world = WorldShare.world(exports);
            int dominant = Dominance.dominant(
                    exports,
                    named,
                    world,
                    WorldShare.unallocated(exports, named),
                    Judging.settings().get(MeasureConstants.DOMINANCE));
            if (dominant >= 0) {
                var product = data.cube().products().get(p).value();
                var code = data.economies().get(dominant).code();
                var share = new Judging(data).year(code, product, YEAR).value(GoodMeasure.WORLD_SHARE);
                found.put(code + " " + product, share);
            }
        }
        return found;
    }

    private static double world(DataSet data) {
        double world = 0;
        for (int p = 0; p < data.cube().products().size(); p++) {
            world += Arrays.stream(data.cube().block(0, p).copy().value()).sum();
        }
        return world / TradeCube.SCALE;
    }

    private static BlocDependence bloc(DataSet data, String product, List<String> home, List<String> inner) {
        var block = data.cube().block(0, data.cube().productIndex(new Judging(data).product(product)));
        return BlocDependence.of(
                block, set(data, home), set(data, inner), data.economies().named());
    }

    private static boolean[] set(DataSet data, List<String> codes) {
        var set = new boolean[data.economies().size()];
        codes.forEach(code -> set[data.economies().indexOf(code)] = true);
        return set;
    }

    private static boolean flagged(BlocDependence found) {
        var constants = RuleCatalogue.getRule("ec-bottom-up@2021").constants();
        return found.flagged(
                constants.getOrDefault("cdi1", Double.NaN),
                constants.getOrDefault("cdi2", Double.NaN),
                constants.getOrDefault("cdi3", Double.NaN));
    }

    private static boolean flaggedExtra(BlocDependence found) {
        var constants = RuleCatalogue.getRule("ec-bottom-up@2021.extra").constants();
        return found.flaggedExtra(
                constants.getOrDefault("cdi1", Double.NaN),
                constants.getOrDefault("cdi2", Double.NaN),
                constants.getOrDefault("cdi3", Double.NaN));
    }

    private static Map<String, Integer> counts(Set<String> pairs) {
        var counts = new HashMap<String, Integer>();
        for (var pair : pairs) {
            counts.merge(pair.substring(0, pair.indexOf(' ')), 1, Integer::sum);
        }
        return counts;
    }

    private static void figure(
            String where, GoodYear year, GoodMeasure measure, Map<String, String> row, String column) {
        double expected = Double.parseDouble(text(row, column));
        assertThat(year.value(measure))
                .as(where + " " + column)
                .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }

    private static void close(Map<String, String> row, String column, double found) {
        double expected = Double.parseDouble(text(row, column));
        assertThat(found).as(row.get("product") + " " + column).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }

    private static void flag(Map<String, String> row, String column, Truth found) {
        assertThat(found)
                .as(row.get("country") + " " + row.get("product") + " " + column)
                .isEqualTo(Truth.of(text(row, column).equals("True")));
    }

    private static String text(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}
