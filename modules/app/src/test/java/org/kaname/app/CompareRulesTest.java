package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaname.app.wording.Words;
import org.kaname.measure.attribution.Fraction;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.tournament.RuleDifference;
import org.kaname.measure.tournament.VintageDifference;
import org.kaname.measure.tournament.YearDifference;
import org.kaname.model.Language;
import org.kaname.triage.assess.AssessmentConstants;
import tools.jackson.databind.JsonNode;

/** The verb {@code rules compare} on the shipped figures. */
class CompareRulesTest {
    @TempDir
    static Path folder;

    private static Cli cli;
    private static JsonNode compared;

    @BeforeAll
    static void compare() {
        cli = new Cli(folder);
        compared = json("JPN", "--explain", "hjs@2020,cao@2021", "--flips", "100000");
    }

    private static Cli.Run run(String... arguments) {
        var all = new ArrayList<>(List.of("rules", "compare"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--dataset", "starter"));
        return cli.run(all.toArray(String[]::new));
    }

    private static JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        var run = run(all.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return run.json();
    }

    @Test
    void countsAreThoseOfTheVerdictsOfAnAssessment() {
        var assessed = cli.run("assess", "JPN", "--dataset", "starter", "--draws", "0", "--json")
                .json();
        var flagged = new HashMap<String, Integer>();
        var judged = new HashMap<String, Integer>();
        for (var good : assessed.path("goods").values()) {
            for (var verdict : good.path("autonomy").path("verdicts").values()) {
                var rule = verdict.path("rule").asString();
                var outcome = verdict.path("outcome").asString();
                flagged.merge(rule, outcome.equals("FLAGGED") ? 1 : 0, Integer::sum);
                judged.merge(rule, outcome.equals("INSUFFICIENT") ? 0 : 1, Integer::sum);
            }
        }
        assertThat(compared.path("goods_not_imported").asInt()).isZero();
        for (var rule : compared.path("rules").values()) {
            var id = rule.asString();
            assertThat(compared.path("flagged").path(id).asInt()).as(id).isEqualTo(flagged.get(id));
            assertThat(compared.path("judged").path(id).asInt()).as(id).isEqualTo(judged.get(id));
        }
        assertThat(compared.path("rules").size())
                .isEqualTo(RuleCatalogue.listRules().size());
    }

    @Test
    void goodsWhoseImportsAreUnknownAreCountedApartAndWhy() {
        // New Caledonia reports nothing in the starter pack: its flows stand in a remainder
        var nobody = json("NCL", "--flips", "0");
        int unknown = nobody.path("goods_imports_unknown").asInt();
        assertThat(unknown).isPositive().isEqualTo(nobody.path("goods").asInt());
        assertThat(nobody.path("goods_imported").asInt()).isZero();
        int byReason = 0;
        for (var count : nobody.path("imports_unknown_by_reason").values()) {
            byReason += count.asInt();
        }
        assertThat(byReason).isEqualTo(unknown);
        assertThat(run("NCL", "--flips", "0").out())
                .contains("goods imported 0", "not known " + unknown, "by reason:", "no judge could judge a good");
        assertThat(run("NCL", "--flips", "0", "--lang", "ja").out()).contains("輸入が不明な理由", "国・地域ごと");
        assertThat(run("EU", "--bloc", "EU", "--flips", "0").out()).contains("by reason:", "95.0 %");
        assertThat(compared.path("goods_imported").asInt())
                .isEqualTo(compared.path("goods").asInt());
    }

    @Test
    void theCountOfUnknownImportsIsExplainedByItsPassport() {
        var nobody = json("NCL", "--flips", "0").path("passports");
        var whole = cli.run("explain", nobody.path("goods_imports_unknown").asString(), "--json");
        assertThat(whole.json().path("value").asInt()).as(whole.err()).isPositive();
        for (var part : nobody.path("imports_unknown_by_reason").values()) {
            assertThat(cli.run("explain", part.asString(), "--json")
                            .json()
                            .path("value")
                            .asInt())
                    .isPositive();
        }
    }

    @Test
    void columnsOfTheJapaneseTableHaveNamesOfTheirOwn() {
        var japanese = Words.plain().in(Language.JA);
        assertThat(japanese.say("column.judged")).isNotEqualTo(japanese.say("column.votes"));
    }

    @Test
    void everyGoodThatSomebodyJudgedIsInTheHistogramOnce() {
        int goods = 0;
        for (var count : compared.path("agreement").values()) {
            goods += count.asInt();
        }
        assertThat(goods).isEqualTo(compared.path("goods").asInt());
        assertThat(compared.path("judges").values().stream()
                        .map(JsonNode::asString)
                        .toList())
                .contains("geodep@2024", "cao@2021", "cbs-bands@1")
                .doesNotContain("fki@2022", "geodep@2024.year");
    }

    @Test
    void theMatrixIsSymmetricWithOnesWhereARuleFlagsAnything() {
        var matrix = compared.path("jaccard");
        for (int a = 0; a < matrix.size(); a++) {
            var id = compared.path("rules").path(a).asString();
            boolean flags = compared.path("flagged").path(id).asInt() > 0;
            assertThat(matrix.path(a).path(a).isNull()).as(id).isEqualTo(!flags);
            if (flags) {
                assertThat(matrix.path(a).path(a).asDouble()).as(id).isEqualTo(1);
            }
            for (int b = 0; b < matrix.size(); b++) {
                assertThat(matrix.path(a).path(b)).isEqualTo(matrix.path(b).path(a));
            }
        }
    }

    @Test
    void partsAddUpToTheDifferenceInTotalAndGoodByGood() {
        addsUp(compared);
        addsUp(json("JPN", "--explain", "geodep@2024,kiet@2021.vulnerable.world", "--flips", "0"));
        addsUp(json("KOR", "--explain", "cbs-bands@1,oecd-concentration@2025", "--flips", "0"));
    }

    @Test
    void theDifferenceOfTwoYearsAddsUpToo() {
        var years = json("JPN", "--year", "2024", "--explain", "geodep@2024.year", "--against-year", "2020");
        addsUp(years);
        assertThat(years.path("attribution").values().stream()
                        .map(p -> p.path("factor").asString())
                        .toList())
                .containsExactly("year:imports", "year:exports", "year:world");
    }

    private static void addsUp(JsonNode node) {
        var sum = Fraction.ZERO;
        for (var part : node.path("attribution").values()) {
            var own = Fraction.ZERO;
            for (var good : part.path("goods").values()) {
                own = own.plus(fraction(good.path("parts").asString()));
            }
            assertThat(own).isEqualTo(fraction(part.path("parts").asString()));
            sum = sum.plus(own);
        }
        assertThat(sum)
                .isEqualTo(
                        new Fraction(node.path("explained").path("difference").asInt(), 1));
        assertThat(node.path("explained").path("compared").asInt()).isPositive();
    }

    private static Fraction fraction(String text) {
        var parts = text.split("/");
        return new Fraction(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    @Test
    void flipsComeCheapestFirstAndEachLeverIsThere() {
        var levers = new HashMap<String, Integer>();
        double last = 0;
        for (var flip : compared.path("flips").values()) {
            assertThat(flip.path("cost").asDouble()).isGreaterThanOrEqualTo(last);
            last = flip.path("cost").asDouble();
            levers.merge(flip.path("lever").asString(), 1, Integer::sum);
            assertThat(flip.path("from").asString())
                    .isNotEqualTo(flip.path("to").asString());
        }
        assertThat(levers).containsOnlyKeys("THRESHOLD", "DIVERSION", "EXPORTS");
        assertThat(compared.path("flips").size())
                .isEqualTo(compared.path("flips_found").asInt());
    }

    @Test
    void aFlippedThresholdTurnsTheVerdictWhenItIsSet() {
        // the program is told the value at the flip, a little beyond it, and asked again
        for (var flip : compared.path("flips").values()) {
            if (flip.path("lever").asString().equals("THRESHOLD")
                    && flip.path("rule").asString().equals("cao@2021")
                    && flip.path("from").asString().equals("FLAGGED")) {
                double value = flip.path("value_at_flip").asDouble();
                var again = json("JPN", "--flips", "0", "--set", "cao@2021.top_share=" + value * (1 + 1e-6));
                assertThat(again.path("flagged").path("cao@2021").asInt())
                        .isEqualTo(compared.path("flagged").path("cao@2021").asInt() - 1);
                return;
            }
        }
        throw new AssertionError("No flip of cao@2021 was found.");
    }

    @Test
    void everyFactorHasAName() {
        var settings = AssessmentConstants.settings();
        var rules = RuleCatalogue.listRules();
        var factors = new java.util.TreeSet<String>(VintageDifference.FACTORS);
        for (var first : rules) {
            factors.addAll(new YearDifference(first, settings).factors());
            for (var second : rules) {
                if (RuleDifference.factors(first, second, settings, true) <= 8) {
                    factors.addAll(new RuleDifference(first, second, settings, true).factors());
                }
                if (RuleDifference.factors(first, second, settings, false) <= 8) {
                    factors.addAll(new RuleDifference(first, second, settings, false).factors());
                }
            }
        }
        for (var language : Language.values()) {
            var book = Words.plain().in(language);
            for (var factor : factors) {
                int colon = factor.indexOf(':');
                var what = book.say("factor.what." + factor.substring(colon + 1));
                assertThat(book.say("factor." + factor.substring(0, colon), "what", what))
                        .isNotBlank();
            }
        }
    }

    @Test
    void twoEditionsAddUpAndTheSameEditionTwiceDiffersInNothing() {
        var same = json("JPN", "--explain", "cao@2021", "--against", "starter", "--flips", "0");
        addsUp(same);
        assertThat(same.path("explained").path("difference").asInt()).isZero();
        assertThat(same.path("attribution").values().stream()
                        .map(p -> p.path("parts").asString())
                        .distinct()
                        .toList())
                .containsExactly("0/1");
        assertThat(same.path("explained").path("flagged_first").asInt())
                .isEqualTo(compared.path("flagged").path("cao@2021").asInt());
    }

    @Test
    void blocsCountAsOneUnit() {
        var bloc = json("JPN", "--bloc", "EU", "--flips", "0");
        assertThat(bloc.path("partition").asString()).isEqualTo("EU-as-one");
    }

    @Test
    void textNamesRulesCountsAndPartsInBothLanguages() {
        var english = run("JPN", "--explain", "hjs@2020,cao@2021");
        assertThat(english.exit()).as(english.err()).isZero();
        assertThat(english.out()).contains("geodep@2024", "parts that add up", "The nearest changes", "Jaccard");
        var japanese = run("JPN", "--explain", "hjs@2020,cao@2021", "--lang", "ja");
        assertThat(japanese.out()).contains("geodep@2024", "合計が差に一致する内訳", "判定を変える最小の変化");
    }

    @Test
    void onlyTheRulesAskedForAreCompared() {
        var two = json("JPN", "--rules", "cao@2021,geodep@2024.year", "--flips", "0");
        assertThat(two.path("rules").size()).isEqualTo(2);
        assertThat(two.path("judges").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JPN --explain cao@2021",
                "JPN --explain cao@2021,hjs@2021",
                "JPN --against-year 2020",
                "JPN --against starter",
                "JPN --explain fki@2022 --against starter",
                "JPN --explain cao@2021,hjs@2020 --against-year 2020",
                "JPN --bloc NOBLOC",
                "JPN --rules nothing@1",
                "JPN --explain cao@2021,cao@2021",
                "JPN --explain cao@2021 --against-year 2024",
                "JPN --explain ,",
                "JPN --bloc ,",
                "JPN --bloc EU,eu",
                "JPN --bloc G7",
                "DEU --bloc EU",
                "EU",
                "JPN --partners JPN",
                "JPN --partners ,",
                "EU --bloc EU --partners EU",
                "EU --bloc EU --partners DEU"
            })
    void whatCannotBeAskedIsToldAsUsage(String arguments) {
        var run = run(arguments.split(" "));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Maybe ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aBlocThatCannotBeAskedIsToldByItsName() {
        assertThat(run("DEU", "--bloc", "EU").err()).contains("(DEU) is a member of (EU)", "Maybe ask for EU");
        assertThat(run("JPN", "--bloc", "G7").err()).contains("(JPN) is a member of (G7)");
        assertThat(run("EU").err()).contains("(EU) is of a bloc", "--bloc EU");
        assertThat(run("JPN", "--bloc", "EU,eu").err()).contains("given twice");
        assertThat(run("JPN", "--bloc", ",").err()).contains("--bloc");
        assertThat(run("JPN", "--partners", "JPN").err()).contains("nobody but");
        assertThat(cli.run("leverage", "JPN", "--partners", "JPN", "--dataset", "starter")
                        .err())
                .contains("nobody but");
        assertThat(run("JPN", "--partners", "JPN", "--lang", "ja").err()).contains("自身しかない");
    }

    @Test
    void aBlocTakenAsOneIsAPartnerOfItsOwn() {
        var found = json("JPN", "--bloc", "EU", "--partners", "EU", "--flips", "0");
        assertThat(found.path("passports").path("goods").asString()).contains("partners=EU");
    }

    @Test
    void nothingComparedAndTheSameEditionAreSaidAndNotPrintedAsZeros() {
        var nothing = run("NCL", "--explain", "cao@2021,hjs@2020", "--flips", "0");
        assertThat(nothing.out()).contains("Nothing to explain: no good can be judged on both sides");
        assertThat(json("NCL", "--explain", "cao@2021,hjs@2020", "--flips", "0")
                        .path("explained")
                        .path("nothing")
                        .path("ja")
                        .asString())
                .contains("説明する差がない");
        assertThat(run("JPN", "--explain", "cao@2021", "--against", "starter", "--flips", "0")
                        .out())
                .contains("Nothing to explain: both sides are the same data set");
    }

    @Test
    void theHeadingOfADifferenceNamesTheFirstSideFirst() {
        var out = run("JPN", "--explain", "hjs@2020,cao@2021", "--flips", "0").out();
        assertThat(out).containsPattern("hjs@2020 flags \\d+ goods and cao@2021 \\d+: why");
    }

    @Test
    void sumsOfLeverageLeadBackToTheirNumbersByKernelAndSql() {
        var leverage = cli.run("leverage", "CHN", "--dataset", "starter", "--json");
        assertThat(leverage.exit()).as(leverage.err()).isZero();
        var document = leverage.json();
        assertThat(document.path("total").path("pairs").asInt()).isPositive();
        for (var name : List.of("pairs", "economies", "goods", "value_kusd", "cover")) {
            var passport = document.path("total").path("passports").path(name).asString();
            var again = cli.run("explain", passport, "--json").json();
            double value = document.path("total").path(name).asDouble();
            assertThat(again.path("value").asDouble()).as(name).isEqualTo(value);
            assertThat(again.path("recomputed").asDouble())
                    .as(name)
                    .isCloseTo(value, org.assertj.core.data.Percentage.withPercentage(1e-7));
        }
        for (var name : List.of("goods_covered", "goods_not_judged", "goods_total")) {
            var again = cli.run("explain", document.path("passports").path(name).asString(), "--json");
            assertThat(again.json().path("value").asInt())
                    .as(name)
                    .isEqualTo(document.path(name).asInt());
        }
        for (var name : List.of("value", "rank")) {
            var central = document.path("centrality");
            var again = cli.run("explain", central.path("passports").path(name).asString(), "--json");
            assertThat(again.json().path("value").asDouble())
                    .as(name)
                    .isEqualTo(central.path(name).asDouble());
            assertThat(again.json().path("recomputed_missing").asString()).contains("eigenvector");
        }
    }

    @Test
    void notesOfRulesAreThoseOfTheRuleInEnglishAndTranslatedInJapanese() {
        for (var rule : RuleCatalogue.listRules()) {
            for (int n = 1; n <= rule.notes().size(); n++) {
                var key = "note." + rule.id() + "." + n;
                assertThat(Words.plain().in(Language.EN).say(key))
                        .isEqualTo(rule.notes().get(n - 1));
                assertThat(Words.plain().in(Language.JA).say(key)).containsPattern("[ぁ-ん]");
            }
        }
        assertThat(cli.run("rules", "show", "geodep@2024", "--lang", "ja").out())
                .contains("3条件は同じ年に")
                .doesNotContain("The three conditions must hold");
    }

    @Test
    void countsOfLeverageReadWellForOneAsForMany() {
        var out = cli.run("leverage", "JPN", "CHN", "--dataset", "starter").out();
        assertThat(out).contains("goods: ").doesNotContain("1 goods").doesNotContain("1 economies,");
    }

    @Test
    void aYearWithoutFlowsIsRefused() {
        var run = run("JPN", "--explain", "cao@2021", "--against-year", "1900");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("KAN-APP-011");
    }

    @Test
    void machineTablesHaveOneLineForEachRuleAndGood() {
        var lines = run("JPN", "--csv").lines();
        assertThat(lines.getFirst()).isEqualTo("scheme,code,data_year,rule,outcome");
        assertThat(lines)
                .hasSize(1
                        + compared.path("goods").asInt()
                                * compared.path("rules").size());
    }
}
