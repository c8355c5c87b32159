package org.kaname.measure.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.kaname.data.Bloc;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.measure.Flows;
import org.kaname.measure.Judging;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.attribution.Fraction;
import org.kaname.measure.known.Standing.Counted;
import org.kaname.measure.known.Standing.State;
import org.kaname.measure.known.Standing.Value;
import org.kaname.model.Code;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Truth;

/** Made-up answers on worlds small enough to count by hand. */
class ReproductionTest {
    private static final List<KnownAnswer> MADE_UP =
            KnownAnswers.read(resource("made-up-results.tsv"), resource("made-up-answers.json"));

    /**
     * By the CAO rule three goods hang on USA: 100001 (60 of 100), 100003 (exactly one half) and 100006 (all of 50 dollars). Two hang on
     * CHN: 100002 (the tie goes to the lower code) and 100005. 100004 hangs on nobody.
     */
    private static final List<String> HALVES = List.of(
            "USA>JPN 100001 60",
            "CHN>JPN 100001 40",
            "USA>JPN 100002 50",
            "CHN>JPN 100002 50",
            "USA>JPN 100003 50",
            "CHN>JPN 100003 30",
            "DEU>JPN 100003 20",
            "USA>JPN 100004 45",
            "CHN>JPN 100004 30",
            "DEU>JPN 100004 25",
            "USA>JPN 100005 10",
            "CHN>JPN 100005 90",
            "USA>JPN 100006 0.05");

    /** 60 of 100 from CHN each. Deficit with the world: 100003 alone. Deficit with CHN: 100001 and 100003. */
    private static final List<String> DEFICITS = List.of(
            "CHN>JPN 100001 60",
            "USA>JPN 100001 40",
            "JPN>USA 100001 200",
            "CHN>JPN 100002 60",
            "USA>JPN 100002 40",
            "JPN>CHN 100002 170",
            "CHN>JPN 100003 60",
            "USA>JPN 100003 40");

    private static DataSet halves() {
        return Flows.of(HALVES).allProducts().data();
    }

    private static DataSet deficits() {
        return Flows.of(DEFICITS).allProducts().data();
    }

    @Test
    void aNumberInsideTheGatePasses() {
        var standing = standing("INSIDE", halves());

        assertThat(main(standing).best()).map(Value::value).hasValue(3.0);
        assertThat(main(standing).state()).isEqualTo(State.INSIDE);
        assertThat(standing.outcome()).isEqualTo(Truth.YES);
        assertThat(main(standing).candidates()).isEmpty();
        assertThat(main(standing).attribution()).isEmpty();
    }

    @Test
    void aNumberBeyondTheGateFailsOnTheEditionOfTheSourceAndPartsOfOurReadingsAddUp() {
        var standing = standing("BEYOND", edition(halves(), "tests", "1"));
        var counted = main(standing);

        assertThat(counted.state()).isEqualTo(State.BEYOND);
        assertThat(standing.outcome()).isEqualTo(Truth.NO);
        assertThat(counted.difference()).hasValue(7);
        // without equality 100003 falls, below 1 kUSD 100006: each alone, whatever the other
        var attribution = counted.attribution().orElseThrow().attribution();
        assertThat(attribution.first()).isEqualTo(3);
        assertThat(attribution.second()).isEqualTo(1);
        assertThat(attribution.answers()).containsExactly(3, 2, 2, 1);
        assertThat(attribution.parts())
                .extracting(p -> p.factor() + " " + p.count())
                .containsExactly("strictness:all -1/1", "floor:1.0 -1/1");
        var sum = attribution.parts().stream().map(p -> p.count()).reduce(new Fraction(0, 1), Fraction::plus);
        assertThat(sum).isEqualTo(new Fraction(attribution.second() - attribution.first(), 1));
        assertThat(attribution.parts().getFirst().goods()).containsOnlyKeys(new Code("HS17", "100003"));
    }

    @Test
    void beyondTheGateOnAnotherEditionIsNeitherPassedNorFailed() {
        for (var data : List.of(halves(), edition(halves(), "tests", "2"), edition(halves(), "others", "1"))) {
            var standing = standing("BEYOND", data);

            assertThat(main(standing).state()).isEqualTo(State.OTHER_EDITION);
            assertThat(standing.outcome()).isEqualTo(Truth.UNKNOWN);
            assertThat(main(standing).candidates())
                    .extracting(c -> c.key())
                    .containsExactly("known.candidate.edition", "known.candidate.revision");
        }
    }

    @Test
    void aNumberWithoutAGateIsReportedOnly() {
        var standing = standing("REPORT", halves());

        assertThat(main(standing).state()).isEqualTo(State.REPORTED);
        assertThat(main(standing).difference()).hasValue(7);
        assertThat(standing.outcome()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void bothReadingsAreReportedAndTheBetterOneDecides() {
        var counted = main(standing("READINGS", deficits()));

        assertThat(counted.values())
                .extracting(v -> v.reading().rule() + " " + v.value())
                .containsExactly("kiet@2021.attention.world 1.0", "kiet@2021.attention.partner 2.0");
        assertThat(counted.best()).map(v -> v.reading().rule()).hasValue("kiet@2021.attention.partner");
        assertThat(counted.state()).isEqualTo(State.INSIDE);
    }

    @Test
    void theDifferenceBetweenReadingsIsSharedOut() {
        var counted = main(standing("READINGS-BEYOND", deficits()));
        var shared = counted.attribution().orElseThrow();

        assertThat(shared.from().rule()).isEqualTo("kiet@2021.attention.partner");
        assertThat(shared.attribution().parts())
                .extracting(p -> p.factor() + " " + p.count())
                .containsExactly("rule:kiet@2021.attention.world -1/1");
        assertThat(shared.attribution().second()).isEqualTo(1);
    }

    @Test
    void aGoodOfSeveralEndUsesLeavesTheNumberOpenWhereItDecides() {
        // 010121 is a capital good, 010129 an intermediate good, 010130 either
        var data = Flows.of("CHN>JPN 010121 9", "CHN>JPN 010129 9", "CHN>JPN 010130 9", "USA>JPN 010141 9")
                .allProducts()
                .data();
        var standing = standing("END-USE", data);

        assertThat(main(standing).state()).isEqualTo(State.INSIDE);
        var intermediate = standing.counts().get(1);
        assertThat(intermediate.best()).map(Value::value).hasValue(1.0);
        assertThat(intermediate.best()).map(Value::open).hasValue(1);
        assertThat(intermediate.state()).isEqualTo(State.OPEN);
    }

    @Test
    void partnersAreAskedAboutOneByOneAndAddedUp() {
        var data = Flows.of(
                        "CHN>JPN 100001 9",
                        "CHN>JPN 100002 9",
                        "CHN>JPN 100003 9",
                        "USA>JPN 100004 9",
                        "CHN>JPN 100005 5",
                        "USA>JPN 100005 5")
                .allProducts()
                .data();
        var standing = standing("PARTNERS", data);

        assertThat(standing.counts())
                .extracting(c -> c.best().orElseThrow().value())
                .containsExactly(4.0, 1.0);
        assertThat(standing.outcome()).isEqualTo(Truth.YES);
    }

    @Test
    void aPartIsTakenOfTheFlaggedGoods() {
        var counted = main(standing("PART", halves()));

        // 3 of 5; 100004 is not flagged
        assertThat(counted.best()).map(Value::value).hasValue(0.6);
        assertThat(counted.state()).isEqualTo(State.INSIDE);
    }

    @Test
    void purchasesOfABlocHaveTwoBases() {
        // from outside CHN supplies 60 of 100, of all purchases of the members 60 of 200
        var data = bloc(Flows.of(
                        "CHN>DEU 100001 60",
                        "USA>FRA 100001 40",
                        "FRA>DEU 100001 100",
                        "CHN>FRA 100002 9",
                        "DEU>DEU 100002 50")
                .allProducts()
                .data());
        var counted = main(standing("BASES", data));

        assertThat(counted.values())
                .extracting(v -> v.reading().base() + " " + v.value())
                .containsExactly("EXTRA 2.0", "ALL 1.0");
        assertThat(counted.best()).map(v -> v.reading().base()).hasValue(Question.Base.EXTRA);
    }

    @Test
    void unspecifiedOriginThatCouldTurnTheShareOfABlocLeavesItOpen() {
        var data = bloc(Flows.of("CHN>DEU 100001 48", "XNS>FRA 100001 10", "FRA>DEU 100001 40", "CHN>DEU 100002 9")
                .allProducts()
                .data());
        var all = main(standing("BASES", data)).values().getLast();

        // CHN has 48 to 58 of 98
        assertThat(all.reading().base()).isEqualTo(Question.Base.ALL);
        assertThat(all.value()).isOne();
        assertThat(all.open()).isOne();
    }

    @Test
    void dominanceIsCountedByUnitAndOneByOneWhereThePartitionIsVaried() {
        // DEU and FRA sell 30 each of 100 outside; what they sell to each other counts only where they stand alone
        var data = bloc(Flows.of(
                        "DEU>JPN 100001 30",
                        "FRA>JPN 100001 30",
                        "CHN>JPN 100001 40",
                        "DEU>FRA 100001 5",
                        "CHN>JPN 100002 9",
                        "DEU>JPN 100002 1")
                .allProducts()
                .data());
        var standing = standing("DOMINANCE", data);

        assertThat(standing.counts())
                .extracting(c -> c.best().orElseThrow().value())
                .containsExactly(1.0, 1.0);
        var attribution = main(standing).attribution().orElseThrow().attribution();
        assertThat(attribution.answers()).containsExactly(1, 0);
        assertThat(attribution.parts())
                .extracting(p -> p.factor() + " " + p.count())
                .containsExactly("partition:identity -1/1");
    }

    @Test
    void everyWindowThatTheDataHoldIsAReading() {
        var lines = new ArrayList<String>();
        for (int year = 2021; year <= 2023; year++) {
            lines.add(year + " CHN>JPN 100001 9");
        }
        var counted = main(standing("WINDOWS", Flows.of(lines).allProducts().data()));

        assertThat(counted.values())
                .extracting(v -> v.reading().year() + " " + v.value())
                .containsExactly("2023 1.0");
        assertThat(counted.needs()).extracting(Need::requirement).containsExactly("IMPORTS(JPN, 2020)");
    }

    @Test
    void everyRequirementThatIsMissingIsNamedInBothLanguages() {
        var halves = Flows.of(HALVES);
        assertMissing("INSIDE", halves.data(), "PRODUCTS_PARTIAL");
        assertMissing("INSIDE", Flows.of("2022 USA>JPN 100001 9").allProducts().data(), "IMPORTS(JPN, 2023)");
        assertMissing("INSIDE", Flows.of("USA>DEU 100001 9").allProducts().data(), "ECONOMY(JPN)");
        assertMissing("INSIDE", Flows.of("CHN>JPN 100001 9").allProducts().data(), "ECONOMY(USA)");
        assertMissing(
                "INSIDE",
                Flows.of(HALVES)
                        .state("JPN", Coverage.State.NOT_REPORTED)
                        .allProducts()
                        .data(),
                "IMPORTS(JPN, 2023)");
        assertMissing(
                "BASES",
                bloc(Flows.of("XNS>DEU 100001 9", "XNS>FRA 100001 9", "CHN>JPN 100001 9")
                        .allProducts()
                        .data()),
                "JUDGED");
        assertMissing(
                "DOMINANCE",
                bloc(Flows.of("CHN>DEU 100001 9", "CHN>FRA 100001 9")
                        .withoutWorld()
                        .allProducts()
                        .data()),
                "WORLD(2023)");
        assertMissing(
                "DOMINANCE",
                bloc(Flows.of("CHN>DEU 100001 9", "CHN>XRW 100001 4")
                        .state("FRA", Coverage.State.HIDDEN)
                        .allProducts()
                        .data()),
                "INTRA(eur-as-one, 2023)");
        assertMissing("LIST", halves(), "PRODUCT_LIST(secret goods)");
        assertMissing("NO-YEAR", halves(), "YEARS");
        assertMissing("NO-RULE", halves(), "RULE");
        assertMissing("OTHER-RULE", halves(), "RULE(nobody@1999)");
        assertMissing("TABLE", halves(), "REEXPORTS");
        assertMissing("PARTITION", halves(), "PARTITION(moon-as-one)");
        assertMissing("BASE", halves(), "INTRA(JPN)");
        assertMissing("OTHER-GOODS", halves(), "IMPORTS(JPN, 2023)", "CLASSIFICATION(OTHER)");
    }

    @Test
    void aReadingWhosePartnerIsSilentIsNotRunAndTheOtherIs() {
        var data = Flows.of(DEFICITS)
                .state("CHN", Coverage.State.NOT_REPORTED)
                .allProducts()
                .data();
        var counted = main(standing("READINGS", data));

        assertThat(counted.values()).extracting(v -> v.reading().rule()).containsExactly("kiet@2021.attention.world");
        assertThat(counted.needs()).extracting(Need::requirement).containsExactly("BILATERAL_EXPORTS(JPN, CHN, 2023)");
    }

    @Test
    void aReadingThatNeedsTheWorldSideIsNotRunWithoutItAndTheOtherIs() {
        var counted = main(standing(
                "READINGS", Flows.of(DEFICITS).withoutWorld().allProducts().data()));

        assertThat(counted.values()).extracting(v -> v.reading().rule()).containsExactly("kiet@2021.attention.partner");
        assertThat(counted.needs()).extracting(Need::requirement).containsExactly("WORLD(2023)");
    }

    @Test
    void rowsOfOneTableOnlyAndUnknownKeysAreRefused() {
        var results = "id\trule\tdata\tpublished_value\tsource\tstatus\nA\tr\td\t1\ts\tt\n";
        assertThatThrownBy(() -> KnownAnswers.read(results, "[]")).hasMessageContaining("(A) has no question");
        assertThatThrownBy(() ->
                        KnownAnswers.read(results, "[{\"id\": \"A\", \"years\": [], \"patition\": \"identity\"}]"))
                .hasMessageContaining("(patition)");
    }

    private static void assertMissing(String id, DataSet data, String... requirements) {
        var standing = standing(id, data);

        assertThat(standing.counts()).allSatisfy(c -> assertThat(c.state()).isEqualTo(State.NOT_RUN));
        assertThat(standing.outcome()).isEqualTo(Truth.UNKNOWN);
        assertThat(standing.needs()).extracting(Need::requirement).containsExactlyInAnyOrder(requirements);
        for (var language : Language.values()) {
            var book = Phrasebook.read(language, List.of(Phrasebook.class, RuleVersion.class));
            standing.needs().forEach(n -> assertThat(book.render(n.why())).doesNotContain("{", "known."));
            assertThat(book.render(standing.explanation())).doesNotContain("{", "known.");
        }
    }

    private static Standing standing(String id, DataSet data) {
        var answer = MADE_UP.stream().filter(a -> a.id().equals(id)).toList();
        return KnownAnswers.listStandings(answer, data, Judging.settings()).getFirst();
    }

    private static Counted main(Standing standing) {
        return standing.counts().getFirst();
    }

    private static DataSet bloc(DataSet data) {
        var members = List.of("DEU", "FRA").stream()
                .map(code -> new Bloc.Member(code, null, null, "", "made up"))
                .toList();
        return KnownTestData.with(data, data.manifest(), List.of(new Bloc("EUR", members)));
    }

    private static DataSet edition(DataSet data, String provider, String vintage) {
        var m = data.manifest();
        var manifest = new Manifest(
                m.id(),
                m.title(),
                m.reader(),
                m.readerVersion(),
                m.options(),
                provider,
                m.product(),
                vintage,
                m.licence(),
                m.publishedAt(),
                m.inputs(),
                m.classification(),
                m.unit(),
                m.tables(),
                m.contentHash(),
                m.rows(),
                m.coverage(),
                m.notes(),
                m.knownGaps(),
                m.unconfirmed());
        return KnownTestData.with(data, manifest, data.blocs());
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(ReproductionTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
