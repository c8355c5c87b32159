package org.kaname.measure.concentration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HhiTest {
    @Test
    @Tag("invariant")
    void withoutAnUnallocatedPartBothEndsAreThePoint() {
        for (long seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            double squares = 0;
            double imports = 0;
            double top = 0;
            for (int i = 0; i < 12; i++) {
                double v = Math.rint(Math.exp(random.nextDouble() * 22));
                squares += v * v;
                imports += v;
                top = Math.max(top, v);
            }
            var message = "seed " + seed;
            assertThat(Hhi.high(squares, top, imports, 0)).as(message).isEqualTo(Hhi.low(squares, imports));
            assertThat(Hhi.point(squares, imports, 0)).as(message).isEqualTo(Hhi.low(squares, imports));
            double some = Math.rint(imports * random.nextDouble() * 0.05);
            assertThat(Hhi.high(squares, top, imports + some, some))
                    .as(message)
                    .isGreaterThanOrEqualTo(Hhi.low(squares, imports + some));
        }
    }

    @Test
    void theUpperEndGivesTheUnallocatedPartToTheLargest() {
        // 60, 30 and 10 of no known origin: (70² + 30²) / 100²
        assertThat(Hhi.high(60 * 60 + 30 * 30, 60, 100, 10)).isCloseTo(0.58, within(1e-15));
        assertThat(Hhi.low(60 * 60 + 30 * 30, 100)).isCloseTo(0.45, within(1e-15));
        assertThat(Hhi.point(60 * 60 + 30 * 30, 100, 10)).isCloseTo(4500 / 8100.0, within(1e-15));
    }
}
