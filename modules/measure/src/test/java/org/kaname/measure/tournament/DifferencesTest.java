package org.kaname.measure.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kaname.data.DataSet;
import org.kaname.measure.Flows;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Judging;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.attribution.Fraction;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Code;
import org.kaname.model.Truth;

/** Differences between rules, years and editions: parts add up, exchange their sign, and name only what changed. */
@Tag("core")
class DifferencesTest {
    private static final List<String> ECONOMIES = List.of("A", "B", "C", "D", "E");
    private static final List<String> GOODS = List.of("280530", "282520", "750120");

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /** Three years of random trade; every flow may be absent. */
    private static List<String> lines(long seed) {
        var random = new Random(seed);
        var lines = new ArrayList<String>();
        for (int year = Flows.YEAR - 2; year <= Flows.YEAR; year++) {
            for (var good : GOODS) {
                for (var importer : ECONOMIES) {
                    for (var exporter : ECONOMIES) {
                        if (!importer.equals(exporter) && random.nextInt(3) > 0) {
                            lines.add(year + " " + exporter + ">" + importer + " " + good + " "
                                    + (1 + random.nextInt(1000)));
                        }
                    }
                }
            }
        }
        return lines;
    }

    private static void addsUp(String what, Attribution attribution) {
        var sum = Fraction.ZERO;
        for (var part : attribution.parts()) {
            var own = Fraction.ZERO;
            for (var fraction : part.goods().values()) {
                own = own.plus(fraction);
            }
            assertThat(own).as(what + " " + part.factor()).isEqualTo(part.count());
            sum = sum.plus(own);
        }
        assertThat(sum).as(what).isEqualTo(new Fraction(attribution.second() - attribution.first(), 1));
    }

    private static Map<String, Fraction> parts(Attribution attribution) {
        var parts = new TreeMap<String, Fraction>();
        attribution.parts().forEach(p -> parts.put(p.factor(), p.count()));
        return parts;
    }

    private static List<GoodProfile> profiles(Judging judging, String subject, int asOf) {
        return judging.data().cube().products().stream()
                .map(product -> judging.profile(subject, product, asOf))
                .toList();
    }

    private static int flagged(RuleVersion rule, List<GoodProfile> goods) {
        var judge = new RuleJudge(rule, Judging.settings());
        return (int) goods.stream()
                .filter(g -> judge.test(g.window(), g.singleYear()) == Truth.YES)
                .count();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyTwoRulesDifferByWhatTheirPartsAddUpTo(long seed) {
        var judging = new Judging(Flows.of(lines(seed)).data());
        var random = new Random(seed);
        var rules =
                RuleCatalogue.listRules().stream().filter(r -> !r.countsGoods()).toList();
        for (int n = 0; n < 10; n++) {
            var first = rules.get(random.nextInt(rules.size()));
            var second = rules.get(random.nextInt(rules.size()));
            if (RuleDifference.factors(first, second, Judging.settings(), true) > 8) {
                continue;
            }
            var goods = profiles(judging, "A", Flows.YEAR);
            var forth = new RuleDifference(first, second, Judging.settings(), true).attribute(goods);
            var back = new RuleDifference(second, first, Judging.settings(), true).attribute(goods);
            var what = "seed " + seed + " " + first.id() + " " + second.id();
            addsUp(what, forth);
            if (forth.excluded() == 0) {
                assertThat(forth.first()).as(what).isEqualTo(flagged(first, goods));
                assertThat(forth.second()).as(what).isEqualTo(flagged(second, goods));
            }
            parts(forth)
                    .forEach((factor, part) -> assertThat(parts(back).get(factor))
                            .as(what + " " + factor)
                            .isEqualTo(new Fraction(-part.numerator(), part.denominator())));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoYearsDifferByWhatTheirPartsAddUpTo(long seed) {
        var judging = new Judging(Flows.of(lines(seed)).data());
        for (var id : List.of("geodep@2024.year", "cao@2021", "hjs@2020", "oecd-concentration@2025", "merics@2024")) {
            var rule = RuleCatalogue.getRule(id);
            var first = profiles(judging, "B", Flows.YEAR - 1);
            var second = profiles(judging, "B", Flows.YEAR);
            var attribution = new YearDifference(rule, Judging.settings()).attribute(first, second);
            addsUp("seed " + seed + " " + id, attribution);
            if (attribution.excluded() == 0) {
                assertThat(attribution.first()).isEqualTo(flagged(rule, first));
                assertThat(attribution.second()).isEqualTo(flagged(rule, second));
            }
        }
    }

    private static VintageDifference editions(DataSet first, DataSet second, String rule) {
        return new VintageDifference(
                first, second, RuleCatalogue.getRule(rule), "A", List.of(), Flows.YEAR, Judging.settings());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoEditionsDifferByWhatTheirPartsAddUpTo(long seed) {
        var lines = lines(seed);
        var random = new Random(seed);
        var edited = new ArrayList<String>();
        for (var line : lines) {
            int what = random.nextInt(6);
            if (what == 0) {
                continue; // removed
            }
            edited.add(what == 1 ? line.substring(0, line.lastIndexOf(' ')) + " " + (1 + random.nextInt(1000)) : line);
        }
        edited.add(Flows.YEAR + " F>A 280530 400"); // an economy that only the second knows
        edited.add(Flows.YEAR + " B>A 811100 30"); // a code that only the second knows
        var first = Flows.of(lines).data();
        var second = Flows.of(edited).data();
        for (var id : List.of("geodep@2024", "cao@2021", "kiet@2021.attention.partner", "hjs@2020")) {
            var attribution = editions(first, second, id).attribute();
            var what = "seed " + seed + " " + id;
            addsUp(what, attribution);
            assertThat(attribution.compared() + attribution.excluded()).as(what).isEqualTo(GOODS.size() + 1);
            if (attribution.excluded() == 0) {
                assertThat(attribution.first())
                        .as(what)
                        .isEqualTo(flagged(RuleCatalogue.getRule(id), profiles(new Judging(first), "A", Flows.YEAR)));
                assertThat(attribution.second())
                        .as(what)
                        .isEqualTo(flagged(RuleCatalogue.getRule(id), profiles(new Judging(second), "A", Flows.YEAR)));
            }
            var back = editions(second, first, id).attribute();
            assertThat(back.first()).as(what).isEqualTo(attribution.second());
            addsUp(what + " back", back);
        }
    }

    @Test
    void eachKindOfEditNamesItself() {
        var before = Flows.of("B>A 280530 40", "C>A 280530 60", "B>C 280530 5");
        // 60 of 100 from one supplier: flagged; each edit ends that in its own way
        assertThat(named(before, Flows.of("B>A 280530 60", "C>A 280530 60", "D>A 280530 5", "B>C 280530 5")))
                .contains("vintage:revised");
        assertThat(named(
                        before.economies("D"),
                        Flows.of("B>A 280530 40", "C>A 280530 60", "D>A 280530 30", "B>C 280530 5")))
                .containsExactly("vintage:added");
        assertThat(named(
                        Flows.of("B>A 280530 40", "C>A 280530 60", "D>A 280530 30", "B>C 280530 5"),
                        before.economies("D")))
                .containsExactly("vintage:removed");
        assertThat(named(
                        Flows.of("B>A 280530 40", "C>A 280530 60", "B>C 280530 5"),
                        Flows.of("B>A 280530 40", "C>A 280530 60", "D>A 280530 30", "B>C 280530 5")))
                .containsExactly("vintage:economies");
        assertThat(named(
                        Flows.of("B>A 280530 40", "C>A 280530 60", "B>C 280530 5"),
                        Flows.of("B>C 811100 40", "C>A 811100 60", "B>C 280530 5", "B>A 280530 40", "C>A 280530 60")))
                .containsExactly("vintage:codes");
    }

    /** Factors with a part in the difference under {@code cao@2021}. */
    private static List<String> named(Flows first, Flows second) {
        var attribution = editions(first.data(), second.data(), "cao@2021").attribute();
        addsUp("by hand", attribution);
        return attribution.parts().stream()
                .filter(p -> p.count().numerator() != 0)
                .map(Attribution.Part::factor)
                .toList();
    }

    @Test
    void churnCountsOnlyGoodsJudgedInBothYears() {
        var goods = new ArrayList<Code>();
        for (int i = 0; i < 7; i++) {
            goods.add(new Code("HS17", "28000" + i));
        }
        var then = Map.of(
                goods.get(0), Truth.YES,
                goods.get(1), Truth.YES,
                goods.get(2), Truth.YES,
                goods.get(3), Truth.NO,
                goods.get(4), Truth.NO,
                goods.get(5), Truth.UNKNOWN);
        var now = Map.of(
                goods.get(0), Truth.YES,
                goods.get(1), Truth.YES,
                goods.get(2), Truth.NO,
                goods.get(3), Truth.YES,
                goods.get(4), Truth.NO,
                goods.get(5), Truth.YES,
                goods.get(6), Truth.YES);
        var churn = Churn.between("cao@2021", 2022, then, 2023, now);

        assertThat(churn).isEqualTo(new Churn("cao@2021", 2022, 2023, 2, 1, 1, 5, 2));
        assertThat(churn.exit().orElseThrow()).isEqualTo(1.0 / 3);
        assertThat(churn.entry().orElseThrow()).isEqualTo(1.0 / 3);
        assertThat(churn.persistence().orElseThrow()).isEqualTo(2.0 / 3);
        assertThat(churn.jaccard().orElseThrow()).isEqualTo(0.5);
        assertThat(Churn.between("cao@2021", 2022, Map.of(), 2023, now).exit()).isEmpty();
    }
}
