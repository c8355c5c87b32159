package org.kaname.measure.known;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.Bloc;
import org.kaname.data.DataSet;
import org.kaname.measure.GoldenData;
import org.kaname.measure.Judging;
import org.kaname.measure.known.Standing.Counted;
import org.kaname.measure.known.Standing.State;
import org.kaname.model.Truth;

/** Made-up answers whose published numbers are those that others computed on the synthetic table (measurement 2.5), and real rows. */
@Tag("golden")
class GoldenKnownAnswersTest {
    private static final String SHAPE = "\"years\": [2023], \"gate\": 0.0, \"classification\": \"OTHER:golden\"";

    private static Standing standing(DataSet data, String rules, String partition, String subject, String more) {
        var question = "[{\"id\": \"A\", \"rules\": [" + rules + "], \"partition\": \"" + partition
                + "\", \"subject\": \"" + subject + "\", " + SHAPE + ", " + more + "}]";
        var answers = KnownAnswers.read(
                "id\trule\tdata\tpublished_value\tsource\tstatus\nA\tgolden\tgolden\tgolden\tgolden\tgolden\n",
                question);
        return KnownAnswers.listStandings(answers, data, Judging.settings()).getFirst();
    }

    private static DataSet withBloc() {
        var data = GoldenData.dependencyRules();
        var members = Stream.of("EU01", "EU02", "EU03", "EU04", "EU05", "EU06", "EU07", "EU08")
                .map(code -> new Bloc.Member(code, null, null, "", "in_blocs.csv"))
                .toList();
        return KnownTestData.with(data, data.manifest(), List.of(new Bloc("EU", members)));
    }

    @Test
    void goodsWithHalfTheImportsFromTheTopSupplierAreThoseOfTheReferenceForEveryPair() {
        var data = GoldenData.dependencyRules();
        var expected = new TreeMap<String, TreeMap<String, Integer>>();
        for (var row : GoldenData.table(GoldenData.RULES + "ref_country_product.csv")) {
            if (row.getOrDefault("cao_concentrated", "").equalsIgnoreCase("True")
                    || row.getOrDefault("cao_concentrated", "").equals("1")) {
                expected.computeIfAbsent(row.getOrDefault("country", ""), unknown -> new TreeMap<>())
                        .merge(row.getOrDefault("top_supplier", ""), 1, Integer::sum);
            }
        }
        int flagged = 0;
        for (var subject : expected.entrySet()) {
            var counts = subject.getValue().entrySet().stream()
                    .map(e -> "{\"name\": \"" + e.getKey() + "\", \"published\": " + e.getValue()
                            + ", \"top_supplier\": \"" + e.getKey() + "\"}")
                    .toList();
            var standing = standing(
                    data,
                    "\"cao@2021\"",
                    "identity",
                    subject.getKey(),
                    "\"counts\": [" + String.join(", ", counts) + "]");

            assertThat(standing.counts())
                    .as(subject.getKey())
                    .extracting(Counted::state)
                    .containsOnly(State.INSIDE);
            flagged += subject.getValue().values().stream().mapToInt(n -> n).sum();
        }
        assertThat(flagged).isEqualTo(321);
    }

    @Test
    void theBlocFlagsFourGoodsAndThirteenWithExportsToOutsideAlone() {
        var standing = standing(
                withBloc(),
                "\"ec-bottom-up@2021\"",
                "eu-as-one",
                "EU",
                "\"counts\": [{\"published\": 40}], \"otherwise\": {\"rule\": \"ec-bottom-up@2021.extra\"}");
        var counted = standing.counts().getFirst();

        assertThat(counted.best()).map(v -> v.value()).hasValue(4.0);
        var attribution = counted.attribution().orElseThrow().attribution();
        assertThat(attribution.second()).isEqualTo(13);
        assertThat(attribution.parts())
                .extracting(p -> p.factor() + " " + p.count())
                .containsExactly("rule:ec-bottom-up@2021.extra 9/1");
    }

    @Test
    void dominantPositionsWithTheBlocAsOneUnitAreThoseOfTheMethodText() {
        var counts = new TreeMap<String, Integer>();
        counts.put("EU", 12);
        List.of("TWN", "BRA").forEach(e -> counts.put(e, 2));
        List.of("AUS", "IND", "JPN", "KOR", "VNM", "ZAF").forEach(e -> counts.put(e, 1));
        var json = counts.entrySet().stream()
                .map(e -> "{\"name\": \"" + e.getKey() + "\", \"published\": " + e.getValue() + ", \"unit\": \""
                        + e.getKey() + "\"}")
                .toList();
        // The text lists ZAF twice; its total of 22 and a count of the table by hand say once.
        var standing = standing(
                withBloc(), "\"dominance@2023\"", "eu-as-one", "", "\"counts\": [" + String.join(", ", json) + "]");

        assertThat(standing.counts())
                .filteredOn(c -> c.state() != State.INSIDE)
                .extracting(c -> c.count().name().en() + " " + c.best())
                .isEmpty();
        assertThat(standing.outcome()).isEqualTo(Truth.YES);
    }

    @Test
    void geodepOfTheBlocAsOneUnitIsThatOfTheMethodText() {
        var standing = standing(
                withBloc(),
                "\"geodep@2024.year\"",
                "eu-as-one",
                "EU",
                "\"counts\": [{\"name\": \"EU\", \"published\": 5}, {\"name\": \"JPN\", \"subject\": \"JPN\", \"published\": 10}]");

        assertThat(standing.counts()).extracting(Counted::state).containsOnly(State.INSIDE);
    }

    @Test
    void aSetOfSomeGoodsRunsNoAnswer() {
        var standings = KnownAnswers.listStandings(GoldenData.battery(), Judging.settings());

        assertThat(standings)
                .allSatisfy(s -> assertThat(s.counts())
                        .allSatisfy(c -> assertThat(c.state()).isEqualTo(State.NOT_RUN)));
        assertThat(standings)
                .filteredOn(s -> s.answer().id().equals("CAO-JP-USA-2019"))
                .singleElement()
                .satisfies(
                        s -> assertThat(s.needs()).extracting(Need::requirement).containsExactly("PRODUCTS_PARTIAL"));
    }
}
