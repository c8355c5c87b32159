package org.kaname.shock.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The worked example of shock 1.6, eight to ten digits. */
@Tag("golden")
class ThreeSectorsTest {
    private static final Offset<Double> EIGHT_DIGITS = within(5e-9);

    private final Leontief leontief = Tables.taken(Leontief.of(Tables.threeSectors()));

    @Test
    void theInverseAndRatesAreThoseOfTheText() {
        assertThat(leontief.valueAddedRates()).containsExactly(new double[] {.70, .55, .65}, within(1e-15));
        assertThat(leontief.inverse())
                .containsExactly(
                        new double[] {
                            1.16483106,
                            0.28000747,
                            0.12693672,
                            0.21653911,
                            1.20589882,
                            0.28000747,
                            0.10080269,
                            0.21653911,
                            1.16483106
                        },
                        EIGHT_DIGITS);
    }

    @Test
    void extractingOneLinkLosesWhatTheTextSays() {
        var link = new ExtractedLink(List.of(0), List.of(1), List.of(), 1);
        var extraction = new Extraction(leontief);
        for (var result : List.of(Tables.taken(extraction.compute(link)), Tables.taken(extraction.direct(link)))) {
            var output = leontief.table().output().clone();
            for (int i = 0; i < output.length; i++) {
                output[i] += result.outputChange()[i];
            }
            assertThat(output).containsExactly(new double[] {77.67042405, 95.84898909, 98.06763285}, EIGHT_DIGITS);
            assertThat(result.valueAddedLoss()).isCloseTo(19.1697978171, within(5e-11));
            assertThat(result.label().key()).isEqualTo("exposure.label.backward");
        }
    }

    @Test
    void halfOfOneCapacityGivesTheTwoBoundsOfTheText() {
        var bounds = Tables.taken(CapacityBounds.of(leontief, new double[] {.5, 1, 1}));
        var rationing = Tables.taken(bounds.rationing());

        assertThat(rationing.output()).containsExactly(new double[] {50, 90.70512821, 95.67307692}, EIGHT_DIGITS);
        assertThat(rationing.finalDemand()).containsExactly(new double[] {22.07532051, 55, 70}, EIGHT_DIGITS);
        assertThat(rationing.loss()).isCloseTo(42.9246794872, within(5e-11));
        assertThat(bounds.cascade().output()).containsExactly(new double[] {50, 50, 50}, within(1e-9));
        assertThat(bounds.cascade().loss()).isCloseTo(95, within(1e-9));
    }

    @Test
    void halfOfOnePrimaryInputPushesTheOutputOfTheText() {
        assertThat(leontief.supplyPush(new double[] {35, 55, 65}))
                .containsExactly(new double[] {59.23091282, 90.19973866, 95.55721486}, EIGHT_DIGITS);
    }

    @Test
    void aCapacityOutsideZeroToOneIsRefusedByName() {
        assertThat(Tables.code(CapacityBounds.of(leontief, new double[] {.5, 1.2, 1})))
                .isEqualTo("KAN-SHOCK-034");
        assertThat(Tables.code(CapacityBounds.of(leontief, new double[] {.5, Double.NaN, 1})))
                .isEqualTo("KAN-SHOCK-034");
        assertThat(Tables.code(CapacityBounds.of(leontief, new double[] {.5}))).isEqualTo("KAN-SHOCK-034");
    }
}
