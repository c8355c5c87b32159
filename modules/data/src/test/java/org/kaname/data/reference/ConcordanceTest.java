package org.kaname.data.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.csv.CsvRecords;
import org.kaname.model.testing.SharedFolder;

class ConcordanceTest {
    private static final Concordance PAIRS = Reference.load().concordance();
    private static final String FOLDER = "data/reference/concordances/";

    private static String revision(int h) {
        return Goods.REVISIONS.get(h);
    }

    private static String six(String code) {
        return "0".repeat(6 - code.length()) + code;
    }

    /** The rows of a weight file: source, target, weight. */
    private static Map<String, Map<String, Double>> weights(int from, int to, int expected) throws IOException {
        var file = SharedFolder.require(FOLDER + "weights/conversion_weights_H" + from + "_to_H" + to + ".csv");
        var records = CsvRecords.of(Files.readAllBytes(file));
        records.next();
        var weights = new TreeMap<String, Map<String, Double>>();
        int rows = 0;
        while (records.next()) {
            rows++;
            weights.computeIfAbsent(six(records.text(0)), k -> new TreeMap<>())
                    .put(six(records.text(1)), Double.parseDouble(records.text(2)));
        }
        assertThat(rows).isEqualTo(expected);
        return weights;
    }

    /** T16: counts, sums, and the shipped table equals the ten files. */
    @ParameterizedTest
    @CsvSource({"0,7425", "1,11373", "2,14287", "3,6596", "4,40057"})
    @Tag("golden")
    void theShippedWeightsAreThoseOfTheFilesAndAddUpToOne(int h, int rows) throws IOException {
        for (var ends : List.of(new int[] {h, h + 1}, new int[] {h + 1, h})) {
            for (var source : weights(ends[0], ends[1], rows).entrySet()) {
                var targets = PAIRS.targets(revision(ends[0]), source.getKey(), revision(ends[1]));
                var shipped = new TreeMap<String, Double>();
                double sum = 0;
                for (int i = 0; i < targets.codes().size(); i++) {
                    shipped.put(targets.codes().get(i), targets.weights()[i]);
                    sum += targets.weights()[i];
                }
                assertThat(shipped).as(source.getKey()).isEqualTo(source.getValue());
                assertThat(sum).as(source.getKey()).isCloseTo(1, within(1e-6));
            }
        }
    }

    /** T16: a total over all codes is kept to 1e-9, and low ≤ point ≤ high. */
    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "1,2", "2,1", "2,3", "3,2", "3,4", "4,3", "4,5", "5,4"})
    @Tag("golden")
    void aTotalOverAllCodesIsKept(int from, int to) throws IOException {
        var rows = Map.of(1, 7_425, 3, 11_373, 5, 14_287, 7, 6_596, 9, 40_057);
        var codes =
                List.copyOf(weights(from, to, rows.getOrDefault(from + to, 0)).keySet());
        var random = new SplittableRandom(5);
        var values = random.doubles(codes.size()).map(v -> v * 1e6).toArray();
        double total = java.util.Arrays.stream(values).sum();

        var conversion = PAIRS.conversion(revision(from), revision(to), codes).orElseThrow();
        var amounts = conversion.convert(values);

        assertThat(conversion.unlisted()).isEmpty();
        assertThat(amounts.unplaced()).isZero();
        assertThat(java.util.Arrays.stream(amounts.point()).sum()).isCloseTo(total, within(1e-9 * total));
        for (int b = 0; b < amounts.targets().size(); b++) {
            assertThat(amounts.low()[b]).isLessThanOrEqualTo(amounts.point()[b]);
            assertThat(amounts.point()[b]).isLessThanOrEqualTo(amounts.high()[b]);
        }
    }

    private static String relation(String newest) {
        return switch (PAIRS.relation("HS22", newest, "HS17")) {
            case ONE_TO_ONE -> "1:1";
            case MANY_TO_ONE -> "n:1";
            case ONE_TO_MANY -> "1:n";
            case MANY_TO_MANY -> "n:n";
            case NONE -> "none";
        };
    }

    /** data-formats 2.5: counts of the rows "2022 to 2017" by relation. */
    @Test
    @Tag("golden")
    void theLatestStepHasTheRelationsOfItsSource() throws IOException {
        var pairs = new HashMap<String, Integer>();
        var relations = new HashMap<String, String>();
        var forth = new TreeMap<String, Set<String>>();
        var back = new TreeMap<String, Set<String>>();
        try (var in = new GZIPInputStream(
                Files.newInputStream(SharedFolder.require(FOLDER + "HS_consolidated_correspondence.csv.gz")))) {
            var records = CsvRecords.of(in, ',', '"');
            while (records.next()) {
                if (records.text(3).equals("2022 to 2017")) {
                    var after = six(records.text(0));
                    var before = six(records.text(1));
                    var relation = relations.computeIfAbsent(after, ConcordanceTest::relation);
                    forth.computeIfAbsent(before, k -> new TreeSet<>()).add(after);
                    back.computeIfAbsent(after, k -> new TreeSet<>()).add(before);
                    pairs.merge(records.text(2), 1, Integer::sum);
                    if (records.text(2).equals("1:1") || records.text(2).equals("n:1")) {
                        // One target: the pair's relation, seen from the older code, is the newer code's seen from
                        // itself.
                        assertThat(relation).as(after).isEqualTo(records.text(2));
                    } else {
                        assertThat(relation).as(after).isIn("1:n", "n:n");
                    }
                }
            }
        }
        forth.forEach((before, after) ->
                assertThat(PAIRS.listTargets("HS17", before, "HS22")).as(before).isEqualTo(after));
        back.forEach((after, before) ->
                assertThat(PAIRS.listTargets("HS22", after, "HS17")).as(after).isEqualTo(before));
        assertThat(pairs).isEqualTo(Map.of("1:1", 4_097, "n:1", 1_392, "1:n", 54, "n:n", 10_114));
    }

    @Test
    @Tag("golden")
    void thePredecessorOfEachNewestCodeIsAmongItsTargets() throws IOException {
        var records = CsvRecords.of(Files.readAllBytes(SharedFolder.require(FOLDER + "hs6_hs5.csv")));
        records.next();
        var predecessors = new TreeMap<String, String>();
        while (records.next()) {
            assertThat(PAIRS.listTargets("HS22", records.text(0), "HS17")).contains(records.text(3));
            predecessors.put(records.text(0), records.text(3));
        }
        assertThat(predecessors).hasSize(5_613);
        for (var pair : predecessors.entrySet()) {
            boolean alone = java.util.Collections.frequency(predecessors.values(), pair.getValue()) == 1;
            if (alone) {
                assertThat(PAIRS.mainCounterpart("HS22", pair.getKey(), "HS17")).contains(pair.getValue());
                assertThat(PAIRS.mainCounterpart("HS17", pair.getValue(), "HS22"))
                        .contains(pair.getKey());
            } else {
                assertThat(PAIRS.mainCounterpart("HS22", pair.getKey(), "HS17"))
                        .as(pair.getKey())
                        .isEmpty();
            }
        }
    }

    /** The battery files: H5 until 2021, H6 after. */
    @Test
    @Tag("golden")
    void theCodesOfTheBatteryFileAreTheSameGoodInBothRevisionsButTwo() throws IOException {
        var codes = new TreeSet<String>();
        var file = SharedFolder.require("data/trade/battery-hs6/comtrade_imports_by_partner_hs6.csv.gz");
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            var records = CsvRecords.of(in, ',', '"');
            records.next();
            int code = 0;
            while (!records.text(code).equals("cmdCode")) {
                code++;
            }
            while (records.next()) {
                if (records.text(code).length() == 6) {
                    codes.add(records.text(code));
                }
            }
        }
        var apart = new TreeSet<String>();
        for (var code : codes) {
            var other = PAIRS.oneToOne("HS17", code, "HS22");
            assertThat(PAIRS.oneToOne("HS22", code, "HS17")).as(code).isEqualTo(other);
            if (other.isEmpty()) {
                apart.add(code);
            } else {
                assertThat(other).contains(code);
            }
        }
        assertThat(codes).hasSize(35);
        assertThat(apart).as("electrical waste was taken out of both in HS22").containsExactly("850760", "850790");
        assertThat(PAIRS.mainCounterpart("HS17", "850760", "HS22")).contains("850760");
        assertThat(PAIRS.mainCounterpart("HS22", "850790", "HS17")).contains("850790");
        assertThat(PAIRS.mainCounterpart("HS12", "850760", "HS22")).contains("850760");
        assertThat(PAIRS.mainCounterpart("HS07", "850780", "HS22"))
                .as("split in HS12")
                .isEmpty();
    }

    @Test
    void oneToOneHoldsAcrossSeveralSteps() {
        assertThat(PAIRS.oneToOne("HS07", "283691", "HS22")).contains("283691");
        assertThat(PAIRS.oneToOne("HS22", "283691", "HS07")).contains("283691");
        assertThat(PAIRS.oneToOne("HS17", "283691", "HS17")).contains("283691");
        assertThat(PAIRS.oneToOne("HS17", "000000", "HS22")).isEmpty();
        assertThat(PAIRS.oneToOne("HS17", "283691", "BEC4")).isEmpty();
        assertThat(PAIRS.linked("HS92", "HS22")).isTrue();
        assertThat(PAIRS.linked("HS92", "BEC4")).isFalse();
    }

    @Test
    void aRenamedCodeIsFoundUnderItsOtherNumber(@TempDir Path directory) throws IOException {
        var own = user(directory, "A,1,B,x,\nB,x,A,1,\nA,2,B,y,\nB,y,A,2,\nB,y,A,3,\n");

        assertThat(own.oneToOne("A", "1", "B")).contains("x");
        assertThat(own.oneToOne("B", "x", "A")).contains("1");
        assertThat(own.oneToOne("A", "2", "B")).as("y may come from 3 as well").isEmpty();
        assertThat(own.oneToOne("A", "9", "B")).isEmpty();
    }

    @Test
    void theUsersRowsReplaceThoseOfTheSameCodeOnly(@TempDir Path directory) throws IOException {
        var own = user(directory, "HS17,850760,HS22,850760,1\nHS22,850760,HS17,850760,1\n");

        assertThat(own.oneToOne("HS17", "850760", "HS22")).contains("850760");
        assertThat(own.oneToOne("HS17", "850790", "HS22")).isEmpty();
        assertThat(own.listTargets("HS17", "850790", "HS22")).isEqualTo(PAIRS.listTargets("HS17", "850790", "HS22"));
        assertThat(PAIRS.oneToOne("HS17", "850760", "HS22")).isEmpty();
    }

    @Test
    void aChainMultipliesWeightsAndComposesTargets(@TempDir Path directory) throws IOException {
        var own = user(directory, """
                HS92,a,HS96,b,0.25
                HS92,a,HS96,c,0.75
                HS96,b,HS02,d,1
                HS96,c,HS02,d,0.4
                HS96,c,HS02,e,0.6
                HS92,g,HS96,h,0
                HS92,g,HS96,i,1
                HS96,h,HS02,d,
                HS96,h,HS02,e,
                HS96,i,HS02,e,
                HS92,k,HS96,l,0.5
                HS92,k,HS96,m,0.5
                HS96,l,HS02,d,1
                HS92,n,HS96,h,1
                """);
        var a = own.targets("HS92", "a", "HS02");
        assertThat(a.codes()).containsExactly("d", "e");
        assertThat(a.weights()).containsExactly(new double[] {0.25 + 0.75 * 0.4, 0.75 * 0.6}, within(1e-15));
        assertThat(a.whole()).isTrue();

        var g = own.targets("HS92", "g", "HS02");
        assertThat(g.codes()).containsExactly("d", "e");
        assertThat(g.weights()).as("nothing of an unknown split is nothing").containsExactly(0, 1);

        var k = own.targets("HS92", "k", "HS02");
        assertThat(k.codes()).containsExactly("d");
        assertThat(k.weights()).containsExactly(0.5);
        assertThat(k.whole()).as("m leads nowhere").isFalse();
        assertThat(k.certain()).isFalse();

        assertThat(own.targets("HS92", "n", "HS02").weights()).containsOnly(Double.NaN);
    }

    static Concordance user(Path directory, String rows) throws IOException {
        Files.writeString(
                directory.resolve("concordance.csv"), "from_scheme,from_code,to_scheme,to_code,weight\n" + rows);
        return ReferenceTest.taken(Reference.load().with(directory)).concordance();
    }

    @Test
    void aChainThroughCodesWithoutTargetsSaysWhatItLost() {
        var codes = new ArrayList<>(Set.of("271000", "283691"));
        java.util.Collections.sort(codes);
        var conversion = PAIRS.conversion("HS92", "HS02", codes).orElseThrow();

        var amounts = conversion.convert(new double[] {100, 10});

        double placed = 0;
        for (var point : amounts.point()) {
            placed += point;
        }
        assertThat(amounts.unplaced())
                .as("HS96 271012 and others are in no pair with HS02")
                .isGreaterThan(10);
        assertThat(placed + amounts.unplaced()).isCloseTo(110, within(1e-6));
    }
}
