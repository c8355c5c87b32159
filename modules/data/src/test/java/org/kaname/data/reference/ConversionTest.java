package org.kaname.data.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.model.Interval;
import org.kaname.model.Reason;
import org.kaname.model.Result;

class ConversionTest {
    private static final double NONE = Double.NaN;

    /** a keeps, b and c join, d splits 30:70 with a third target of weight 0, e splits nobody knows how, f is unlisted. */
    private static final String PAIRS = """
            A,a,B,p,
            A,b,B,q,1
            A,c,B,q,1
            A,d,B,q,0.3
            A,d,B,r,0.7
            A,d,B,s,0
            A,e,B,t,
            A,e,B,u,
            """;

    private static Conversion.Amounts convert(Path directory, double... amounts) throws IOException {
        return ConcordanceTest.user(directory, PAIRS)
                .conversion("A", "B", List.of("a", "b", "c", "d", "e", "f"))
                .orElseThrow()
                .convert(amounts);
    }

    @Test
    void aCaseByHand(@TempDir Path directory) throws IOException {
        var amounts = convert(directory, 5, 1, 2, 10, 4, 7);

        assertThat(amounts.targets()).containsExactly("p", "q", "r", "s", "t", "u");
        assertThat(amounts.point()).containsExactly(new double[] {5, 6, 7, 0, NONE, NONE}, within(1e-12));
        assertThat(amounts.low()).containsExactly(5, 3, 0, 0, 0, 0);
        assertThat(amounts.high()).containsExactly(5, 13, 10, 10, 4, 4);
        assertThat(amounts.split()).containsExactly(false, true, true, true, true, true);
        assertThat(amounts.unplaced()).as("f is in no pair").isEqualTo(7);
        assertThat(amounts.flags(0)).isZero();
        assertThat(amounts.flags(1)).isEqualTo(32);
    }

    @Test
    void oneToOneAndManyToOneStayObserved(@TempDir Path directory) throws IOException {
        var amounts = convert(directory, 5, 1, 2, 0, 0, 0);

        assertThat(amounts.reached()).containsExactly(true, true, false, false, false, false);
        assertThat(amounts.split()).containsOnly(false);
        assertThat(amounts.low()).isEqualTo(amounts.high()).isEqualTo(amounts.point());
    }

    @Test
    void anUnknownSplitHasBoundsAndSaysWhyItHasNoPoint(@TempDir Path directory) throws IOException {
        var amounts = convert(directory, 0, 0, 0, 0, 4, 0);

        assertThat(amounts.findPoint(4))
                .isInstanceOfSatisfying(
                        Result.Failed.class, f -> assertThat(f.why().reason()).isEqualTo(Reason.CONVERSION_AMBIGUOUS));
        assertThat(amounts.findPoint(0)).isEqualTo(Result.ok(0.0));
    }

    @Test
    void aMissingQuantityStaysMissingWhereItMayHaveGone(@TempDir Path directory) throws IOException {
        var amounts = convert(directory, NONE, 1, 2, NONE, 0, 0);

        assertThat(amounts.point()).as("nothing of it went to s").containsExactly(NONE, NONE, NONE, 0, 0, 0);
        assertThat(amounts.low()).containsExactly(0, 3, 0, 0, 0, 0);
        assertThat(amounts.high()).containsExactly(NONE, NONE, NONE, NONE, 0, 0);
        assertThat(amounts.reached()).containsExactly(true, true, true, true, false, false);
    }

    @Test
    void theAmountsMustFitTheCodes(@TempDir Path directory) {
        assertThatThrownBy(() -> convert(directory, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 amounts for 6");
    }

    @Test
    void shareBoundsTakeEachSideAtItsWorst() {
        var low = new double[] {10, 0, 5};
        var high = new double[] {20, 30, 5};

        assertThat(Conversion.share(low, high, 0)).isEqualTo(Result.ok(new Interval(10.0 / 45, 20.0 / 25)));
        assertThat(Conversion.share(low, high, 1)).isEqualTo(Result.ok(new Interval(0, 30.0 / 45)));
        assertThat(Conversion.share(new double[] {0}, new double[] {0}, 0))
                .isInstanceOfSatisfying(
                        Result.Failed.class, f -> assertThat(f.why().reason()).isEqualTo(Reason.NO_DENOMINATOR));
        assertThat(Conversion.share(low, new double[] {20, NONE, 5}, 0))
                .isInstanceOfSatisfying(
                        Result.Failed.class, f -> assertThat(f.why().reason()).isEqualTo(Reason.CONVERSION_AMBIGUOUS));
    }

    @Test
    void withoutSplitsAShareIsANumber() {
        var values = new double[] {1, 3};

        assertThat(Conversion.share(values, values, 1)).isEqualTo(Result.ok(new Interval(0.75, 0.75)));
    }

    /** The formulas of data-formats 2.5, word for word, over the same table. */
    private static TreeMap<String, double[]> plainly(
            Concordance pairs, String from, String to, Map<String, Double> valueByCode) {
        var targets = new TreeSet<String>();
        valueByCode.keySet().forEach(code -> targets.addAll(pairs.listTargets(from, code, to)));
        var result = new TreeMap<String, double[]>();
        for (var b : targets) {
            double point = 0;
            double low = 0;
            double high = 0;
            for (var a : valueByCode.entrySet()) {
                var listed = pairs.targets(from, a.getKey(), to);
                int at = listed.codes().indexOf(b);
                if (at >= 0) {
                    point += listed.weights()[at] * a.getValue();
                    high += a.getValue();
                    low += listed.whole() && listed.codes().equals(List.of(b)) ? a.getValue() : 0;
                }
            }
            result.put(b, new double[] {point, low, high});
        }
        return result;
    }

    @Test
    @Tag("two-implementations")
    void theKernelEqualsThePlainFormulas() {
        var pairs = Reference.load().concordance();
        var steps =
                new String[][] {{"HS92", "HS96"}, {"HS12", "HS17"}, {"HS22", "HS17"}, {"HS17", "HS22"}, {"HS92", "HS17"}
                };
        for (var step : steps) {
            var random = new SplittableRandom(11);
            var all = Reference.load().goods().listCodes(step[0], 6);
            var valueByCode = new TreeMap<String, Double>();
            while (valueByCode.size() < 150) {
                valueByCode.put(all.get(random.nextInt(all.size())), 1 + random.nextInt(1_000) / 8.0);
            }
            var values = valueByCode.values().stream().mapToDouble(v -> v).toArray();

            var amounts = pairs.conversion(step[0], step[1], new ArrayList<>(valueByCode.keySet()))
                    .orElseThrow()
                    .convert(values);
            var plain = plainly(pairs, step[0], step[1], valueByCode);

            assertThat(amounts.targets()).containsExactlyElementsOf(plain.keySet());
            for (int b = 0; b < amounts.targets().size(); b++) {
                var expected = plain.getOrDefault(amounts.targets().get(b), new double[0]);
                var found = new double[] {amounts.point()[b], amounts.low()[b], amounts.high()[b]};
                assertThat(found).as(step[1] + " " + amounts.targets().get(b)).containsExactly(expected, within(1e-9));
            }
        }
    }
}
