package org.kaname.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.source.kaname.StarterPack;

/** The vectors of measurement 6.4. */
class NoiseTest {
    @Test
    void theMixIsThatOfTheVector() {
        assertThat(Long.toHexString(Noise.mix(0))).isEqualTo("e220a8397b1dcdaf");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 238275bc38fcbe91, 0.13870941014555432",
        "42, 0, 1, b682ee25ce24109e, 0.7129353372857994",
        "42, 1, 1, 56f806fa1c91f122, 0.33972209554901395",
        "42, 999, 123456789, 34e2c8d12a33b4df, 0.20658545595706707",
    })
    void hashAndUniformAreThoseOfTheVectors(long seed, long draw, long key, String hash, double uniform) {
        assertThat(Long.toHexString(Noise.hash(seed, draw, key))).isEqualTo(hash);
        assertThat(Noise.uniform(Noise.hash(seed, draw, key))).isEqualTo(uniform);
    }

    @Test
    void theKeyOfAFlowIsThatOfTheVector() {
        assertThat(Long.toHexString(Noise.key("2023", "P048", "ZAF", "JPN"))).isEqualTo("1d35467d0c823991");
    }

    @Test
    void theUniformStaysInsideItsOpenInterval() {
        assertThat(Noise.uniform(-1L)).isEqualTo(1 - 0x1p-53);
        assertThat(Noise.uniform(0)).isEqualTo(0x1p-54);
    }

    @ParameterizedTest
    @CsvSource({
        // quantiles of the normal distribution from printed tables
        "0.5, 0",
        "0.975, 1.959963984540054",
        "0.995, 2.5758293035489004",
        "0.9999, 3.719016485455709",
        "0.99, 2.3263478740408408",
        "1e-9, -5.997807015007686",
    })
    void theNormalQuantileIsThatOfTheTables(double p, double z) {
        assertThat(Noise.normal(p)).isCloseTo(z, within(1e-12 * Math.max(1, Math.abs(z))));
        if (p > 1e-6) {
            assertThat(Noise.normal(1 - p)).isCloseTo(-z, within(1e-12 * Math.max(1, Math.abs(z))));
        }
    }

    @Test
    void noNoiseLeavesTheValue() {
        assertThat(Noise.perturb(123.456, 0, 42, 7, 99)).isEqualTo(123.456);
    }

    /** The fast loop over many flows against the plain formula, tails included. */
    @Test
    @Tag("two-implementations")
    void manyFlowsAtOnceAreDrawnBitForBitLikeOne() {
        int flows = 10_000;
        var value = new double[flows];
        var sigma = new double[flows];
        var key = new long[flows];
        for (int i = 0; i < flows; i++) {
            value[i] = 1 + i;
            sigma[i] = i % 7 * 0.3;
            key[i] = Noise.key("2023", "P" + i % 50, "E" + i, "I" + i / 3);
        }
        var drawn = new double[flows];

        Noise.perturb(value, sigma, key, Noise.stream(42, 17), drawn, new double[flows]);

        for (int i = 0; i < flows; i++) {
            assertThat(drawn[i]).isEqualTo(Noise.perturb(value[i], sigma[i], 42, 17, key[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9999, 2.8",
        "10000, 2.0",
        "99999, 2.0",
        "100000, 1.6",
        "1000000, 1.1",
        "10000000, 0.65",
        "100000000, 0.35",
    })
    void theFallbackFollowsTheClassOfValueAndTheNumberOfReports(double dollars, double gap) {
        var settings = TriageConstants.settings();

        var noise = NoiseModel.of(
                StarterPack.load().usd(), NoiseChoice.of(NoiseChoice.Kind.FALLBACK), settings, Integer.MAX_VALUE);

        assertThat(noise.sigma(dollars, 1, true)).isCloseTo(gap / Math.sqrt(2), within(1e-15));
        assertThat(noise.sigma(dollars, 1, false)).isCloseTo(gap / 2, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 0.963, 1", "900, 1000, 0.880, 0.917"})
    void theWilsonIntervalIsThatOfTheText(int kept, int draws, double low, double high) {
        var robustness = new Robustness(kept, draws, "fixed");

        assertThat(robustness.low()).isCloseTo(low, within(5e-4));
        assertThat(robustness.high()).isCloseTo(high, within(5e-4));
    }
}
