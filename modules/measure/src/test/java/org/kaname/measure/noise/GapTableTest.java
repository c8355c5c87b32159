package org.kaname.measure.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.MirrorPairs;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.sql.SqlReference;

class GapTableTest {
    private static final int YEAR = 2020;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "9999.99, 0",
        "10000, 1",
        "99999, 1",
        "1e5, 2",
        "1e6, 3",
        "1e7, 4",
        "99999999, 4",
        "1e8, 5",
        "1e12, 5"
    })
    void aClassEndsBelowItsPowerOfTen(double dollars, int expected) {
        assertThat(ValueClass.of(dollars)).isEqualTo(expected);
    }

    /** Gaps ln 1, ln 2, ln 4, ln 8 about a median of ln(2√2): deviations ±½ ln 2 and ±3/2 ln 2, whose median size is ln 2. */
    @Test
    void theSpreadIsTheMedianSizeOfTheDeviations() {
        var deviations = MirrorGap.deviations(new double[] {Math.log(8), 0, Math.log(4), Math.log(2)});

        assertThat(deviations).isSorted();
        assertThat(MirrorGap.sigma(deviations)).isCloseTo(1.4826 * Math.log(2), within(1e-12));
        assertThat(MirrorGap.sigma(MirrorGap.deviations(new double[] {5, 5, 5})))
                .isZero();
        assertThat(MirrorGap.sigma(new double[0])).isNaN();
    }

    /** Pairs of one class (US$ 10⁵ to 10⁶ by the geometric mean), with importer over exporter of these ratios. */
    private static void add(MirrorPairs.Builder builder, int year, int section, double... ratios) {
        for (double ratio : ratios) {
            builder.add(year, section, 300 * Math.sqrt(ratio), 300 / Math.sqrt(ratio));
        }
    }

    @Test
    void aSectionWithTooFewPairsIsSpokenForByAll() {
        var builder = new MirrorPairs.Builder();
        add(builder, YEAR, 1, 1, 2, 4);
        add(builder, YEAR, 2, 1, 1.1);
        var table = GapTable.of(builder.build(), YEAR, 3);

        assertThat(table.sigma(1, 2)).isCloseTo(1.4826 * Math.log(2), within(1e-12));
        assertThat(table.sigma(2, 2)).isEqualTo(table.sigma(GapTable.ALL, 2));
        assertThat(table.sigma(21, 2)).isEqualTo(table.sigma(GapTable.ALL, 2));
        assertThat(table.sigma(1, 3)).isNaN();
        assertThat(table.pairs()).isEqualTo(5);
        assertThat(GapTable.of(builder.build(), YEAR, 6).speaks()).isFalse();
    }

    @Test
    void laterYearsDoNotEnter() {
        var builder = new MirrorPairs.Builder();
        add(builder, YEAR, 1, 1, 2, 4);
        add(builder, YEAR + 1, 1, 100, 0.01, 50);

        assertThat(GapTable.of(builder.build(), YEAR, 3).sigma(1, 2)).isCloseTo(1.4826 * Math.log(2), within(1e-12));
    }

    @Test
    void silenceOfOneSideIsCountedByTheValueOfTheOther() {
        var builder = new MirrorPairs.Builder().add(YEAR, 1, 500, 0).add(YEAR, 1, 0, 200);
        add(builder, YEAR, 1, 1, 2);
        builder.add(YEAR, 1, 0, 5);
        var table = GapTable.of(builder.build(), YEAR, 1);

        assertThat(table.oneSided(2)).isEqualTo(0.5);
        assertThat(table.oneSided(0)).isEqualTo(1);
        assertThat(table.oneSided(5)).isNaN();
        assertThat(table.pairs()).isEqualTo(2);
    }

    @Test
    void aDeviationIsTheGapAtItsPlace() {
        var builder = new MirrorPairs.Builder();
        add(builder, YEAR, 1, 1, 2, 4);
        var table = GapTable.of(builder.build(), YEAR, 3);

        assertThat(table.deviation(1, 2, 0)).isCloseTo(-Math.log(2), within(1e-12));
        assertThat(table.deviation(1, 2, 0.5)).isCloseTo(0, within(1e-12));
        assertThat(table.deviation(1, 2, 0.75)).isCloseTo(Math.log(2) / 2, within(1e-12));
        assertThat(table.deviation(1, 4, 0.5)).isNaN();
    }

    @Test
    @Tag("two-implementations")
    void theReferenceFileGivesTheSameSpreads() {
        long seed = 7;
        var random = new Random(seed);
        var builder = new MirrorPairs.Builder();
        var rows = new ArrayList<List<Object>>();
        for (int i = 0; i < 500; i++) {
            int section = random.nextInt(4);
            double importer = i % 11 == 0 ? 0 : Math.exp(random.nextGaussian() * 5 + 4);
            double exporter = Math.exp(random.nextGaussian() * 2) * (importer == 0 ? 1 : importer);
            builder.add(YEAR, section, importer, exporter);
            rows.add(List.of(section, importer, exporter));
        }
        var table = GapTable.of(builder.build(), YEAR, 30);

        try (var reference = new SqlReference(StarterPack.load().usd(), "HS17", Map.of())) {
            reference.give("mirror", "section integer, importer_kusd double, exporter_kusd double", rows);
            var found = reference.table("mirror_gap", Map.of("least", 30.0));
            assertThat(found).hasSizeGreaterThan(ValueClass.COUNT);
            for (var row : found) {
                int section = (int) number(row, "section");
                int of = (int) number(row, "value_class");
                assertThat(number(row, "sigma"))
                        .as("seed " + seed + " section " + section + " class " + of)
                        .isCloseTo(table.sigma(section, of), within(1e-12));
            }
        }
    }

    private static double number(Map<String, Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column), column)).doubleValue();
    }

    @Test
    void quantilesLieBetweenNeighbours() {
        var values = new double[] {1, 2, 4, 8, 16, 99};

        assertThat(Quantile.of(values, 5, 0)).isEqualTo(1);
        assertThat(Quantile.of(values, 5, 0.5)).isEqualTo(4);
        assertThat(Quantile.of(values, 5, 0.625)).isEqualTo(6);
        assertThat(Quantile.of(values, 5, 1)).isEqualTo(16);
        assertThat(Quantile.of(values, 0, 0.5)).isNaN();
    }

    @Test
    void aSpreadLeavesOutWhatIsNoNumberAndCountsTheRest() {
        // 21 values 0, 5, …, 100: place 0.05 · 20 = 1 and 0.95 · 20 = 19.
        var values = new double[23];
        for (int i = 0; i <= 20; i++) {
            values[i] = 100 - 5 * i;
        }
        values[21] = Double.NaN;
        values[22] = Double.POSITIVE_INFINITY;

        assertThat(Spread.of(values)).contains(new Spread(50, 5, 95, 21));
        assertThat(Spread.of(new double[] {Double.NaN})).isEmpty();
    }
}
