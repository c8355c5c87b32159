package org.kaname.measure.concentration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BoundedSharesTest {
    /** 4 in [1, 11] and 3.2 in [2, 6], as in the conversion by hand. */
    private static final BoundedShares TWO = new BoundedShares(new double[] {1, 2}, new double[] {11, 6}, 0, 0, 0, 0);

    @Test
    void eachSideIsTakenAtItsWorst() {
        assertThat(TWO.share(0).low()).isCloseTo(1 / 7.0, within(1e-15));
        assertThat(TWO.share(0).high()).isCloseTo(11 / 13.0, within(1e-15));
        assertThat(TWO.share(1).low()).isCloseTo(2 / 13.0, within(1e-15));
        assertThat(TWO.share(1).high()).isCloseTo(6 / 7.0, within(1e-15));
        assertThat(TWO.top().low()).isCloseTo(2 / 13.0, within(1e-15));
        assertThat(TWO.top().high()).isCloseTo(6 / 7.0, within(1e-15));
        assertThat(TWO.total().low()).isEqualTo(3);
        assertThat(TWO.total().high()).isEqualTo(17);
    }

    @Test
    void hhiOfTwoLiesBetweenHalvesAndTheMostUneven() {
        // shares may be a half each; the first takes all the room of its end, 11/13, the rest is the second's:
        // 6/7 · 6/7 + 1/7 · 11/13
        assertThat(TWO.hhi().low()).isCloseTo(0.5, within(1e-12));
        assertThat(TWO.hhi().high()).isCloseTo(36 / 49.0 + 11 / 91.0, within(1e-12));
        assertThat(TWO.hhi().high()).as("the most uneven that can be").isGreaterThan((36 + 1) / 49.0);
    }

    @Test
    void whatNoFlowNamesMayBeOneMoreSupplier() {
        // 6 is certain; 4 more of one supplier, 2 of others may have been bought
        var shares = new BoundedShares(new double[] {6}, new double[] {6}, 0, 0, 6, 4);

        assertThat(shares.share(0).low()).isEqualTo(0.5);
        assertThat(shares.share(0).high()).isEqualTo(1);
        assertThat(shares.top().low()).isEqualTo(0.5);
        assertThat(shares.top().high()).isEqualTo(1);
        assertThat(shares.hhi().low()).isCloseTo(0.25, within(1e-12));
        assertThat(shares.hhi().high()).isCloseTo(1, within(1e-12));
    }

    @Test
    @Tag("invariant")
    void withoutBoundsTheEndsAreThoseOfTheUnallocatedPart() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var values = new double[1 + random.nextInt(8)];
            double squares = 0;
            double top = 0;
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = 1 + random.nextInt(1_000);
                squares += values[i] * values[i];
                top = Math.max(top, values[i]);
                sum += values[i];
            }
            double n = random.nextBoolean() ? 0 : random.nextInt(300);
            var shares = new BoundedShares(values, values, n, n, 0, 0);
            var message = "seed " + seed;

            assertThat(shares.top().low()).as(message).isCloseTo(TopSupplier.low(top, sum + n), within(1e-12));
            assertThat(shares.top().high()).as(message).isCloseTo(TopSupplier.high(top, sum + n, n), within(1e-12));
            assertThat(shares.hhi().low()).as(message).isCloseTo(Hhi.low(squares, sum + n), within(1e-12));
            assertThat(shares.hhi().high()).as(message).isCloseTo(Hhi.high(squares, top, sum + n, n), within(1e-12));
        }
    }

    /** Whatever the amounts are inside their bounds, what follows from them lies inside the ends. */
    @Test
    @Tag("invariant")
    void theEndsEncloseEveryWorld() {
        for (long seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            int n = 1 + random.nextInt(6);
            var low = new double[n];
            var high = new double[n];
            for (int i = 0; i < n; i++) {
                low[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(100);
                high[i] = low[i] + (random.nextBoolean() ? 0 : random.nextInt(100)) + (low[i] == 0 ? 1 : 0);
            }
            double unnamedLow = random.nextBoolean() ? 0 : random.nextInt(30);
            double unnamedHigh = unnamedLow + (random.nextBoolean() ? 0 : random.nextInt(30));
            var extra = new double[random.nextInt(3)];
            double more = 0;
            double largest = 0;
            for (int i = 0; i < extra.length; i++) {
                extra[i] = 1 + random.nextInt(60);
                more += extra[i];
                largest = Math.max(largest, extra[i]);
            }
            var shares = new BoundedShares(low, high, unnamedLow, unnamedHigh, more, largest);
            for (int world = 0; world < 20; world++) {
                var amounts = new double[n + extra.length];
                for (int i = 0; i < n; i++) {
                    amounts[i] = low[i] + pick(random) * (high[i] - low[i]);
                }
                for (int i = 0; i < extra.length; i++) {
                    amounts[n + i] = pick(random) * extra[i];
                }
                // what is of no known origin is somebody's
                amounts[random.nextInt(amounts.length)] += unnamedLow + pick(random) * (unnamedHigh - unnamedLow);
                double sum = 0;
                double squares = 0;
                double top = 0;
                for (double amount : amounts) {
                    sum += amount;
                    squares += amount * amount;
                    top = Math.max(top, amount);
                }
                if (sum == 0) {
                    continue;
                }
                var message = "seed " + seed + ", world " + world;
                assertThat(top / sum)
                        .as(message)
                        .isBetween(shares.top().low() - 1e-9, shares.top().high() + 1e-9);
                assertThat(squares / (sum * sum))
                        .as(message)
                        .isBetween(shares.hhi().low() - 1e-9, shares.hhi().high() + 1e-9);
                assertThat(sum)
                        .as(message)
                        .isBetween(shares.total().low() - 1e-9, shares.total().high() + 1e-9);
                assertThat(amounts[0] / sum)
                        .as(message)
                        .isBetween(shares.share(0).low() - 1e-9, shares.share(0).high() + 1e-9);
            }
        }
    }

    /** An end more often than the middle: there the most uneven worlds are. */
    private static double pick(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextDouble();
        };
    }
}
