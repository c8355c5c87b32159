package org.kaname.shock.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.data.inputoutput.IoTables;
import org.kaname.model.testing.SharedFolder;

/** The 6 × 8 table of pymrio against its results, 1e-10 of the largest entry (shock 1.6). */
@Tag("golden")
class SixEconomiesTest {
    private static final int SECTORS = 8;
    private static final int ECONOMIES = 6;

    private final IoTable table = Tables.read(
                    SharedFolder.require("golden/input-output/in_Z.csv"), IoTables.Options.none())
            .table();
    private final Leontief leontief = Tables.taken(Leontief.of(table));
    private final Exposures exposures = Tables.taken(Exposures.of(leontief));

    private static void assertEqual(double[] actual, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(actual).hasSameSizeAs(expected);
        for (int at = 0; at < expected.length; at++) {
            assertThat(actual[at]).as("entry %d", at).isCloseTo(expected[at], within(1e-10 * largest));
        }
    }

    @Test
    void outputCoefficientsAndBothInversesAreTheirs() {
        assertEqual(table.output(), Tables.numbers("ref_x.csv", 1, 2));
        assertEqual(leontief.coefficients(), Tables.numbers("ref_A.csv", 3, 2));
        assertEqual(leontief.inverse(), Tables.numbers("ref_L.csv", 3, 2));
        assertEqual(leontief.allocations(), Tables.numbers("ref_ghosh_B.csv", 3, 2));
        assertEqual(leontief.ghoshInverse(), Tables.numbers("ref_ghosh_G.csv", 3, 2));
    }

    @Test
    void faceValueAndLookThroughOfEveryIndustryAreTheirs() {
        assertEqual(
                amounts(ExposureMeasure.FACE_INPUT_SHARE, false),
                Tables.numbers("ref_facevalue_A_by_source.csv", 2, 1));
        assertEqual(
                amounts(ExposureMeasure.LOOKTHROUGH_INPUT_SHARE, false),
                Tables.numbers("ref_lookthrough_LmI_by_source.csv", 2, 1));
        assertEqual(amounts(ExposureMeasure.FACE_INPUT_SHARE, true), Tables.numbers("ref_share_facevalue.csv", 2, 1));
        assertEqual(
                amounts(ExposureMeasure.LOOKTHROUGH_INPUT_SHARE, true),
                Tables.numbers("ref_share_lookthrough.csv", 2, 1));
    }

    @Test
    void theShareOfTheTextIsExact() {
        var food = Tables.taken(exposures.ofIndustry("reg1", "food"));

        assertThat(food.share(ExposureMeasure.FACE_INPUT_SHARE, "reg1").orElseThrow())
                .isCloseTo(.84385421174842645, within(1e-14));
        assertThat(food.share(ExposureMeasure.LOOKTHROUGH_INPUT_SHARE, "reg1").orElseThrow())
                .isCloseTo(.83733305429913352, within(1e-14));
    }

    @Test
    void grossTradeIsTheirs() {
        var bilateral = GrossTrade.bilateral(table);
        assertEqual(bilateral, Tables.numbers("ref_gross_trade_bilat.csv", 1, 2));
        var totals = new double[2 * table.industries()];
        for (int i = 0; i < table.industries(); i++) {
            totals[2 * i] = GrossTrade.exports(table)[i];
            totals[2 * i + 1] = GrossTrade.imports(table)[i];
        }
        assertEqual(totals, Tables.numbers("ref_gross_trade_totals.csv", 1, 2));
    }

    @Test
    void thePowerSeriesAgreesWithTheFactorisation() {
        var series = SeriesSolver.of(leontief.coefficients(), table.industries(), 1e-14, 4_000)
                .orElseThrow();
        assertThat(series.terms()).isGreaterThan(5);
        assertEqual(series.solve(leontief.closure()), table.output());
        assertEqual(
                series.solveTransposed(leontief.valueAddedRates()),
                leontief.solveTransposed(leontief.valueAddedRates()));
    }

    private double[] amounts(ExposureMeasure measure, boolean shares) {
        var all = new double[ECONOMIES * ECONOMIES * SECTORS];
        for (int f = 0; f < table.industries(); f++) {
            var industry = Tables.taken(exposures.ofIndustry(
                    table.economies().get(table.economyOf(f)), table.sectors().get(table.sectorOf(f))));
            for (int s = 0; s < ECONOMIES; s++) {
                var supplier = table.economies().get(s);
                all[s * table.industries() + f] = (shares
                                ? industry.share(measure, supplier)
                                : industry.amount(measure, java.util.Set.of(supplier)))
                        .orElseThrow();
            }
        }
        return all;
    }
}
