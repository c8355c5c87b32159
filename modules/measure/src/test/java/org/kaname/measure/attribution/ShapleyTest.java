package org.kaname.measure.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts add up without rounding, change their sign when the sides change, and are 0 for what changes nothing. */
@Tag("core")
class ShapleyTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static int[] answers(long seed, int factors) {
        var random = new Random(seed);
        var answers = new int[1 << factors];
        Arrays.setAll(answers, i -> random.nextInt(1000));
        return answers;
    }

    @Test
    void theTextsEightValuesGiveItsThreeParts() {
        // bits: deficit, world share, strictness (measurement 3.4)
        assertThat(Shapley.numerators(new int[] {196, 264, 221, 321, 196, 264, 221, 321}, 3))
                .containsExactly(84 * 6, 41 * 6, 0);
        assertThat(Shapley.denominator(3)).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsAddUpToTheDifference(long seed) {
        int n = 1 + (int) (seed % 8);
        var answers = answers(seed, n);
        var sum = Fraction.ZERO;
        for (long numerator : Shapley.numerators(answers, n)) {
            sum = sum.plus(new Fraction(numerator, Shapley.denominator(n)));
        }
        assertThat(sum).as("seed " + seed).isEqualTo(new Fraction(answers[answers.length - 1] - answers[0], 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void exchangingTheSidesChangesTheSignOfEveryPart(long seed) {
        int n = 1 + (int) (seed % 8);
        var forth = answers(seed, n);
        var back = new int[forth.length];
        Arrays.setAll(back, set -> forth[forth.length - 1 - set]);
        var negative = Shapley.numerators(back, n);
        Arrays.setAll(negative, k -> -negative[k]);
        assertThat(negative).as("seed " + seed).containsExactly(Shapley.numerators(forth, n));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFactorThatChangesNothingGetsNothing(long seed) {
        int n = 1 + (int) (seed % 7);
        var without = answers(seed, n);
        var with = new int[2 * without.length];
        Arrays.setAll(with, set -> without[set & without.length - 1]);
        var parts = Shapley.numerators(with, n + 1);
        assertThat(parts[n]).as("seed " + seed).isZero();
    }

    @Test
    void moreFactorsThanCanBeSharedOutAreRefused() {
        assertThatThrownBy(() -> Shapley.numerators(new int[512], 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shapley.numerators(new int[3], 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fractionsStandInLowestTerms() {
        assertThat(new Fraction(6, 4)).hasToString("3/2");
        assertThat(new Fraction(-6, 4)).hasToString("-3/2");
        assertThat(new Fraction(6, -4)).hasToString("-3/2");
        assertThat(new Fraction(0, 7)).isEqualTo(Fraction.ZERO);
        assertThatThrownBy(() -> new Fraction(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theClosedFormsAddUpToTheDifferenceOfTheFigure() {
        // shares 0.6, 0.4 before; 0.5, 0.3, 0.2 after, of which C is new
        var parts = FigureParts.hhi(
                new TreeMap<>(Map.of("A", 0.6, "B", 0.4)), new TreeMap<>(Map.of("A", 0.5, "B", 0.3, "C", 0.2)));
        assertThat(parts.get("C")).isCloseTo(0.04, within(1e-15));
        assertThat(parts.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(0.38 - 0.52, within(1e-15));
        assertThat(Arrays.stream(FigureParts.ratio(100, 50, 120, 30)).sum())
                .isCloseTo(Math.log(4.0) - Math.log(2.0), within(1e-15));
        assertThat(Arrays.stream(FigureParts.share(60, 100, 70, 140)).sum()).isCloseTo(0.5 - 0.6, within(1e-15));
    }
}
