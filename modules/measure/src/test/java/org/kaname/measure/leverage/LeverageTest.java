package org.kaname.measure.leverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.TradeCube;
import org.kaname.measure.Flows;
import org.kaname.measure.GoldenData;
import org.kaname.measure.Judging;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Reason;
import org.kaname.model.Result;

/** Who depends on whom under a rule, in both directions of a pair. */
class LeverageTest {
    private static Leverage leverage(DataSet data, String subject, String rule) {
        var scheme = data.cube().products().getFirst().scheme();
        int newest = data.cube().year(data.cube().yearCount() - 1);
        return Leverage.of(
                data,
                data.economies().indexOf(subject),
                scheme,
                newest,
                RuleCatalogue.getRule(rule),
                Judging.settings(),
                2);
    }

    private static String code(DataSet data, int economy) {
        return data.economies().get(economy).code();
    }

    @Tag("golden")
    @ParameterizedTest
    @CsvSource({
        "JPN, 17, 17, 1, 0.791883",
        "KOR, 11, 11, 1, 0.675217",
        "EU03, 15, 15, 1, 0.807551",
        "AUS, 14, 14, 1, 0.869905",
        "ZAF, 13, 13, 1, 0.646037",
        "IND, 2, 2, 1, 0.648832",
    })
    void aggregatesUnderGeodepAreThoseOfOthers(String subject, int pairs, int economies, int goods, double cover) {
        var leverage = leverage(GoldenData.dependencyRules(), subject, "geodep@2024.year");

        var total = leverage.total();

        assertThat(total.pairs()).isEqualTo(pairs);
        assertThat(total.economies()).isEqualTo(economies);
        assertThat(total.goods()).isEqualTo(goods);
        assertThat(total.cover()).isCloseTo(cover, within(5e-7));
        if (subject.equals("JPN")) {
            assertThat(leverage.listGoods().getFirst().product().value()).isEqualTo("P098");
            assertThat(total.value() / TradeCube.SCALE).isCloseTo(33_746.174, within(1e-6));
        }
    }

    @Tag("golden")
    @Test
    void underCaoTheDependentsOfEachGoodAreThoseThatTriageCounts() {
        var data = GoldenData.dependencyRules();
        var judging = new Judging(data);
        for (var economy : data.economies().listEconomies()) {
            for (var good : leverage(data, economy.code(), "cao@2021").listGoods()) {
                var year = judging.year(economy.code(), good.product().value(), good.year());
                assertThat(good.list().stream().map(Dependence::importer))
                        .containsExactlyElementsOf(
                                year.dependents().stream().map(d -> d.economy()).toList());
                assertThat(good.cover()).isCloseTo(year.dependentsCover(), within(1e-12));
                assertThat(good.reach()).isCloseTo(year.dependentsReach(), within(1e-12));
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    @Tag("invariant")
    @ParameterizedTest
    @MethodSource("seeds")
    void dependentsAreTheImportersThatTheRuleFlagsWithTheSubjectAsTopSupplier(long seed) {
        var data = Flows.of(Flows.random(seed, 8, 3)).allProducts().data();
        var judging = new Judging(data);
        for (var rule : RuleCatalogue.listRules()) {
            if (!rule.votes()) {
                continue;
            }
            var fromImporters = new TreeSet<String>();
            for (var pair : judging.flagged(rule.id(), Flows.YEAR)) {
                var parts = pair.split(" ");
                int top = judging.year(parts[0], parts[1], Flows.YEAR).topSupplier();
                if (top >= 0) {
                    fromImporters.add(code(data, top) + " " + parts[1] + " " + parts[0]);
                }
            }
            var fromExporters = new TreeSet<String>();
            for (var exporter : data.economies().listEconomies()) {
                for (var good : leverage(data, exporter.code(), rule.id()).listGoods()) {
                    good.list()
                            .forEach(d -> fromExporters.add(
                                    exporter.code() + " " + good.product().value() + " " + code(data, d.importer())));
                }
            }
            assertThat(fromExporters).as(rule.id() + ", seed " + seed).isEqualTo(fromImporters);
        }
    }

    @Tag("invariant")
    @ParameterizedTest
    @MethodSource("seeds")
    void whatOneSideSuppliesIsWhatTheOtherDependsOn(long seed) {
        var data = Flows.of(Flows.random(seed, 6, 4)).allProducts().data();
        for (var economy : data.economies().listEconomies()) {
            var mine = leverage(data, economy.code(), "cao@2021");
            for (var pair : mine.listPairs()) {
                var theirs = leverage(data, code(data, pair.economy()), "cao@2021")
                        .pair(data.economies().indexOf(economy.code()));

                assertThat(pair.supplies().list()).isEqualTo(theirs.depends().list());
                assertThat(pair.depends().value()).isEqualTo(theirs.supplies().value());
                assertThat(pair.supplies().share()).isEqualTo(theirs.depends().share());
            }
        }
    }

    @Test
    void aPairIsMeasuredInBothDirections() {
        // BBB buys good 1 from AAA (80 of 100) and good 2 from CCC; AAA buys good 2 from BBB (60 of 100).
        var data = Flows.of(
                        "AAA>BBB 111111 80",
                        "CCC>BBB 111111 20",
                        "CCC>BBB 222222 100",
                        "BBB>AAA 222222 60",
                        "CCC>AAA 222222 40")
                .data();

        var pair = leverage(data, "AAA", "cao@2021").listPairs().getFirst();

        assertThat(code(data, pair.economy())).isEqualTo("BBB");
        assertThat(pair.supplies().list()).hasSize(1);
        assertThat(pair.supplies().value()).isEqualTo(80 * TradeCube.SCALE);
        assertThat(pair.supplies().share()).isEqualTo(80.0 / 200);
        assertThat(pair.depends().value()).isEqualTo(60 * TradeCube.SCALE);
        assertThat(pair.depends().share()).isEqualTo(0.6);
        assertThat(pair.atStake()).isEqualTo(140 * TradeCube.SCALE);
    }

    @Test
    void importersThatDidNotReportWidenTheCountAndAreNotTakenForIndependent() {
        var data = Flows.of("AAA>BBB 111111 80", "CCC>BBB 111111 20")
                .state("DDD", Coverage.State.NOT_REPORTED)
                .data();
        var leverage = leverage(data, "AAA", "cao@2021");

        var figure = leverage.figure(leverage.listGoods().getFirst(), Leverage.DEPENDENTS);

        assertThat(figure.value()).isEqualTo(1);
        assertThat(figure.interval().orElseThrow().high()).isEqualTo(2);
    }

    @Test
    void reachIsWithheldWhereTheWorldSideIsNotKnown() {
        var data = Flows.of("AAA>BBB 111111 80", "CCC>BBB 111111 20")
                .withoutWorld()
                .data();
        var leverage = leverage(data, "AAA", "cao@2021");
        var good = leverage.listGoods().getFirst();

        assertThat(leverage.figure(good, Leverage.REACH).reason()).contains(Reason.EXCERPT);
        assertThat(leverage.figure(good, Leverage.COVER).value()).isEqualTo(0.8);
    }

    @Test
    void everyPassportRecomputesItsFigure() {
        var data = Flows.of("AAA>BBB 111111 80", "CCC>BBB 111111 20", "BBB>AAA 222222 60")
                .data();
        var leverage = leverage(data, "AAA", "cao@2021");
        var good = leverage.listGoods().getFirst();
        var pair = leverage.listPairs().getFirst();
        for (var figure : java.util.List.of(
                leverage.figure(good, Leverage.DEPENDENTS),
                leverage.figure(good, Leverage.VALUE),
                leverage.figure(good, Leverage.COVER),
                leverage.figure(good, Leverage.REACH),
                leverage.figure(pair.depends(), Leverage.PAIR_VALUE),
                leverage.figure(pair.supplies(), Leverage.PAIR_GOODS),
                leverage.figure(pair.supplies(), Leverage.PAIR_SHARE))) {
            var again = Leverage.recompute(data, figure.passport(), Judging.settings());

            assertThat(again)
                    .isInstanceOfSatisfying(
                            Result.Ok.class,
                            ok -> assertThat(((Leverage.Recomputed) ok.value())
                                            .figure()
                                            .value())
                                    .isEqualTo(figure.value()));
        }
    }
}
