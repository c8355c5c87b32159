package org.kaname.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.TradeCube;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Comparison;
import org.kaname.model.Truth;

/** One walk over blocks against the reference: a judge over the profile of each good and importer. */
@Tag("two-implementations")
class BlockVerdictsTest {
    private static final List<RuleVersion> RULES = RuleCatalogue.listRules();
    private static final BitSet TOP = new BitSet();

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    /** Compares every cell as of a year; the outcomes seen by rule. */
    private static Map<String, Set<Truth>> compare(
            DataSet data, BlockVerdicts verdicts, int asOf, BitSet partners, Settings settings) {
        var seen = new TreeMap<String, Set<Truth>>();
        var rules = verdicts.listRules();
        var judges = rules.stream().map(rule -> new RuleJudge(rule, settings)).toList();
        var counts = new int[rules.size()][Truth.values().length];
        for (int i = 0; i < data.economies().size(); i++) {
            var evaluator = new GoodEvaluator(data, i, partners, settings);
            for (int p = 0; p < verdicts.listProducts().size(); p++) {
                var product = verdicts.listProducts().get(p);
                var profile = GoodProfile.of(data, evaluator, product, asOf, List.of(), settings);
                var where = data.economies().get(i).code() + " " + product + " as of " + asOf;
                boolean single = data.economies().get(i).named();
                assertThat(verdicts.isJudged(p, i)).as(where).isEqualTo(single && profile.isPresent());
                if (!verdicts.isJudged(p, i)) {
                    continue;
                }
                var expected = profile.orElseThrow();
                assertThat(verdicts.dataYear(p, i)).as(where).isEqualTo(expected.dataYear());
                for (int r = 0; r < rules.size(); r++) {
                    var truth = judges.get(r).test(expected.window(), expected.singleYear());
                    if (verdicts.truth(r, p, i)
                            != truth) { // a description for each of many cells would take most of the time
                        assertThat(verdicts.truth(r, p, i))
                                .as(rules.get(r).id() + " " + where)
                                .isEqualTo(truth);
                    }
                    counts[r][truth.ordinal()]++;
                    seen.computeIfAbsent(rules.get(r).id(), unknown -> EnumSet.noneOf(Truth.class))
                            .add(truth);
                }
            }
        }
        for (int r = 0; r < rules.size(); r++) {
            assertThat(verdicts.counts(r))
                    .as(rules.get(r).id())
                    .isEqualTo(new BlockVerdicts.Counts(
                            counts[r][Truth.YES.ordinal()],
                            counts[r][Truth.NO.ordinal()],
                            counts[r][Truth.UNKNOWN.ordinal()]));
        }
        return seen;
    }

    private static BitSet partners(DataSet data, String... codes) {
        var partners = new BitSet();
        for (var code : codes) {
            assertThat(data.economies().indexOf(code)).as(code).isNotNegative();
            partners.set(data.economies().indexOf(code));
        }
        return partners;
    }

    @Test
    void everyCellOfTheGoldenTableIsTheReferences() {
        var data = GoldenData.dependencyRules();
        int year = data.cube().year(0);
        var settings = Judging.settings();

        var seen = compare(data, BlockVerdicts.asOf(data, year, RULES, TOP, settings, 2), year, TOP, settings);

        assertThat(seen).hasSize(RULES.size());
        assertThat(seen.get("geodep@2024")).contains(Truth.YES, Truth.NO);
    }

    @Test
    void theGoldenTableIsFlaggedAsOthersCountedIt() {
        var data = GoldenData.dependencyRules();
        var verdicts = BlockVerdicts.asOf(data, data.cube().year(0), RULES, TOP, Judging.settings(), 2);
        var flagged = new HashMap<String, Integer>();
        for (int r = 0; r < RULES.size(); r++) {
            flagged.put(RULES.get(r).id(), verdicts.counts(r).flagged());
        }

        // measurement 2.5
        assertThat(flagged)
                .containsEntry("geodep@2024.year", 72)
                .containsEntry("ec-bottom-up@2021", 129)
                .containsEntry("cao@2021", 321)
                .containsEntry("kiet@2021.attention.world", 221)
                .containsEntry("kiet@2021.attention.partner", 278)
                .containsEntry("kiet@2021.vulnerable.world", 67)
                .containsEntry("kiet@2021.vulnerable.partner", 79);
    }

    @Test
    void everyCellOfTheStarterPackIsTheReferencesInEveryYear() {
        var data = StarterPack.load().usd();
        var settings = Judging.settings();
        var seen = EnumSet.noneOf(Truth.class);
        for (int year : data.cube().years()) {
            compare(data, BlockVerdicts.asOf(data, year, RULES, TOP, settings, 2), year, TOP, settings)
                    .values()
                    .forEach(seen::addAll);
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(Truth.class));
    }

    @Test
    void everyCellOfTheStarterPackIsTheReferencesForPartnersAndOtherConstants() {
        var data = StarterPack.load().usd();
        int year = data.cube().year(data.cube().yearCount() - 1);
        var asked = partners(data, "CHN", "USA", "KOR");
        var settings = Judging.settings()
                .with(MeasureConstants.UNALLOCATED_LIMIT, 0.0001)
                .with(MeasureConstants.WORLD_COVERAGE, 0.97)
                .with("geodep@2024.import_hhi", 0.25)
                .with("cao@2021.top_share", 0.35);

        compare(data, BlockVerdicts.asOf(data, year, RULES, asked, settings, 2), year, asked, settings);
    }

    private static final int FIRST_YEAR = 2015;
    private static final int LAST_YEAR = 2022;
    private static final List<String> CODES = List.of("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG");

    /**
     * Seven economies, a remainder of importers and unspecified origins; years that lack goods or importers, values that tie and hit
     * thresholds, unspecified parts on both sides of the limit.
     */
    private static List<String> lines(Random random) {
        var lines = new ArrayList<String>();
        for (var good : List.of("100001", "100002", "100003", "100004")) {
            for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
                if (random.nextInt(4) == 0) {
                    continue; // the good is not covered in this year
                }
                for (var importer : CODES) {
                    int most = random.nextInt(5);
                    for (int n = 0; n < most; n++) {
                        var exporter = CODES.get(
                                (CODES.indexOf(importer) + 1 + (random.nextBoolean() ? n : 0)) % CODES.size());
                        add(lines, year, exporter, importer, good, 1 + random.nextInt(random.nextBoolean() ? 4 : 900));
                    }
                    if (random.nextInt(3) == 0) {
                        add(lines, year, "XNS", importer, good, 1 + random.nextInt(30));
                    }
                }
                add(lines, year, CODES.get(random.nextInt(CODES.size())), "XRW", good, 1 + random.nextInt(400));
            }
        }
        lines.add(LAST_YEAR + " AAA>BBB 100005 7"); // a good of one year
        Collections.shuffle(lines, random);
        return lines;
    }

    private static void add(List<String> lines, int year, String exporter, String importer, String good, int value) {
        var key = year + " " + exporter + ">" + importer + " " + good + " ";
        if (!exporter.equals(importer) && lines.stream().noneMatch(line -> line.startsWith(key))) {
            lines.add(key + value);
        }
    }

    private static Flows world(Random random, List<String> lines) {
        var flows = Flows.of(lines).economies("HHH", "XNS", "XRW").good("100002");
        for (var importer : CODES) {
            for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
                switch (random.nextInt(12)) {
                    case 0 -> flows.state(year, importer, Coverage.State.NOT_REPORTED);
                    case 1 -> flows.state(year, importer, Coverage.State.HIDDEN);
                    case 2 -> flows.state(year, importer, Coverage.State.RECONCILED);
                    default -> {}
                }
            }
        }
        flows.state(CODES.get(random.nextInt(CODES.size())), Coverage.State.EXCERPT);
        if (random.nextInt(5) == 0) {
            flows.withoutWorld();
        }
        return random.nextBoolean() ? flows.allProducts() : flows;
    }

    /** Rules that compare every figure there is, in both directions, with and without a window. */
    private static List<RuleVersion> rulesOfAllMeasures(Random random) {
        var rules = new ArrayList<RuleVersion>();
        for (var measure : GoodMeasure.values()) {
            for (var comparison : Comparison.values()) {
                double threshold = switch (measure.unit()) {
                    case SHARE, HHI -> random.nextInt(1, 10) / 10.0;
                    case RATIO -> random.nextInt(1, 12) / 4.0;
                    case RANK, COUNT -> random.nextInt(0, 4);
                    default -> random.nextInt(0, 500);
                };
                rules.add(rule(
                        "made-" + measure + "-" + comparison + "@1",
                        List.of(
                                new ConditionSpec("a", measure, comparison, "a"),
                                new ConditionSpec("b", GoodMeasure.TOP_SHARE, Comparison.AT_LEAST, "b")),
                        Map.of("a", threshold, "b", random.nextInt(0, 3) / 4.0),
                        switch (random.nextInt(4)) {
                            case 0 -> new RuleVersion.Persistence(1, 2);
                            case 1 -> new RuleVersion.Persistence(2, 3);
                            case 2 -> new RuleVersion.Persistence(3, 3);
                            default -> null;
                        }));
            }
        }
        return rules;
    }

    private static RuleVersion rule(
            String id,
            List<ConditionSpec> conditions,
            Map<String, Double> constants,
            RuleVersion.@org.jspecify.annotations.Nullable Persistence persistence) {
        return new RuleVersion(
                id,
                id,
                RuleVersion.Family.A,
                RuleVersion.Status.OURS,
                "made up",
                conditions,
                new TreeMap<>(constants),
                persistence,
                false,
                EnumSet.of(RuleVersion.Requirement.IMPORTS),
                List.of());
    }

    /** The published constants and those of rules that stand in no catalogue. */
    private static Settings settings(List<RuleVersion> rules) {
        var all = new ArrayList<>(Judging.settings().all().values());
        for (var rule : rules) {
            if (RuleCatalogue.findRule(rule.id()).isEmpty()) {
                rule.constants()
                        .forEach(
                                (name, value) -> all.add(new Settings.Constant(rule.id() + "." + name, value, "OURS")));
            }
        }
        return Settings.of(all);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCellOfARandomWorldIsTheReferencesInEveryYear(long seed) {
        var random = new Random(seed);
        var data = world(random, lines(random)).data();
        var rules = new ArrayList<>(RULES);
        rules.addAll(rulesOfAllMeasures(random));
        var settings = settings(rules);
        var asked = seed % 3 == 0
                ? partners(data, "AAA", "CCC")
                : seed % 3 == 1 ? TOP : partners(data, CODES.get(random.nextInt(CODES.size())));
        if (random.nextBoolean()) {
            settings = settings.with(MeasureConstants.UNALLOCATED_LIMIT, random.nextInt(3) / 10.0)
                    .with(MeasureConstants.WORLD_COVERAGE, random.nextInt(11) / 10.0)
                    .with("geodep@2024.world_hhi", 0.2);
        }
        var seen = new TreeMap<String, Set<Truth>>();
        for (int year = FIRST_YEAR - 1; year <= Flows.YEAR + 1; year++) {
            var verdicts = BlockVerdicts.asOf(data, year, rules, asked, settings, 2);
            compare(data, verdicts, year, asked, settings)
                    .forEach((rule, truths) -> seen.merge(rule, truths, (a, b) -> {
                        var both = EnumSet.copyOf(a);
                        both.addAll(b);
                        return both;
                    }));
            assertThat(verdicts.listJudgedOneByOne())
                    .isNotEmpty()
                    .allMatch(rule -> rule.conditions().stream()
                            .anyMatch(c -> BlockColumn.of(c.measure()).isEmpty()
                                    || rule.constants()
                                            .getOrDefault(c.constant(), Double.NaN)
                                            .isNaN()));
        }
        assertThat(seen.get("cao@2021")).isEqualTo(EnumSet.allOf(Truth.class));
    }

    /** The flows of one year alone, with what is known of the whole set. */
    private static DataSet ofYear(DataSet data, int year) {
        var cube = data.cube();
        var builder = new TradeCube.Builder(data.economies(), cube.unit());
        int y = cube.yearIndex(year);
        for (int p = 0; y >= 0 && p < cube.products().size(); p++) {
            var block = cube.block(y, p);
            for (int flow = block.from(); flow < block.to(); flow++) {
                builder.add(
                        year,
                        cube.products().get(p),
                        cube.importer(flow),
                        cube.exporter(flow),
                        cube.value(flow),
                        cube.origin(flow));
            }
        }
        return Flows.with(data, builder.build(), data.coverage());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void yearsTakenOneAtATimeGiveTheSameAsTheWholeSetInMemory(long seed) {
        var random = new Random(seed);
        var data = world(random, lines(random)).data();
        var rules = new ArrayList<>(RULES);
        rules.addAll(rulesOfAllMeasures(random));
        var settings = settings(rules);
        var stream = new BlockVerdicts(data.economies(), data.cube().products(), rules, TOP, settings, 2);
        var years = new TreeSet<Integer>();
        data.cube().products().forEach(product -> years.addAll(data.coverage().years(product)));

        for (int year : years) {
            stream.take(ofYear(data, year), year);

            compare(data, stream, year, TOP, settings);
        }
        assertThat(years).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neitherThreadsNorTheOrderOfRowsMatter(long seed) {
        var random = new Random(seed);
        var lines = lines(random);
        var states = random.nextLong();
        var data = world(new Random(states), lines).data();
        var shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, random);
        var other = world(new Random(states), shuffled).data();
        var settings = Judging.settings();

        var one = BlockVerdicts.asOf(data, LAST_YEAR, RULES, TOP, settings, 1);
        var three = BlockVerdicts.asOf(other, LAST_YEAR, RULES, TOP, settings, 3);

        assertThat(three.listProducts()).isEqualTo(one.listProducts());
        for (int r = 0; r < RULES.size(); r++) {
            for (int p = 0; p < one.listProducts().size(); p++) {
                for (int i = 0; i < data.economies().size(); i++) {
                    assertThat(three.isJudged(p, i)).isEqualTo(one.isJudged(p, i));
                    if (one.isJudged(p, i)) {
                        assertThat(three.truth(r, p, i)).isEqualTo(one.truth(r, p, i));
                    }
                }
            }
        }
    }

    @Test
    void aThresholdThatIsNoNumberIsLeftToTheReference() {
        var data = Flows.of("CHN>JPN 280530 62").data();
        var rule = rule(
                "made@1",
                List.of(new ConditionSpec("a", GoodMeasure.HHI, Comparison.ABOVE, "a")),
                Map.of("a", Double.NaN),
                null);
        var settings = settings(List.of(rule));

        var verdicts = BlockVerdicts.asOf(data, Flows.YEAR, List.of(rule), TOP, settings, 1);

        assertThat(verdicts.listJudgedOneByOne()).containsExactly(rule);
        compare(data, verdicts, Flows.YEAR, TOP, settings);
    }

    @Test
    void aYearThatWasLeftOutIsNoticed() {
        var data = Flows.of("2021 CHN>JPN 280530 62", "2022 CHN>JPN 280530 62").data();
        var verdicts = new BlockVerdicts(data.economies(), data.cube().products(), RULES, TOP, Judging.settings(), 1);

        assertThatThrownBy(() -> verdicts.take(data, 2022))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("The good (HS17:280530) is covered in (2021), which was not taken.");
    }

    @Test
    void yearsAscend() {
        var data = Flows.of("2021 CHN>JPN 280530 62", "2022 CHN>JPN 280530 62").data();
        var verdicts = BlockVerdicts.asOf(data, 2022, RULES, TOP, Judging.settings(), 1);

        assertThatThrownBy(() -> verdicts.take(data, 2022)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherEconomiesAreNoticed() {
        var data = Flows.of("2021 CHN>JPN 280530 62", "2022 CHN>JPN 280530 62").data();
        var other = Flows.of("2022 CHN>KOR 280530 62").data();
        var verdicts = BlockVerdicts.asOf(data, 2021, RULES, TOP, Judging.settings(), 1);

        assertThatThrownBy(() -> verdicts.take(other, 2022)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCellThatIsNotJudgedHasNoTruth() {
        var data = Flows.of("2023 XNS>JPN 280530 62").data();
        int jpn = data.economies().indexOf("JPN");

        var early = BlockVerdicts.asOf(data, 2022, RULES, TOP, Judging.settings(), 1);
        var later = BlockVerdicts.asOf(data, 2023, RULES, TOP, Judging.settings(), 1);

        assertThatThrownBy(() -> early.truth(0, 0, jpn)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> later.truth(0, 0, data.economies().indexOf("XNS")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(later.truth(0, 0, jpn)).isEqualTo(Truth.UNKNOWN);
    }
}
