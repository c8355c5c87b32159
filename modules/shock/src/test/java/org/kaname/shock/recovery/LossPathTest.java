package org.kaname.shock.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Shares lost over time (shock 0.3). */
@Tag("golden")
class LossPathTest {
    @Test
    void theShapesAreThoseOfTheText() {
        assertThat(RecoveryShape.NONE.left(900, 3)).isEqualTo(1);
        assertThat(RecoveryShape.STEP.left(0, 3)).isZero();
        assertThat(RecoveryShape.LINEAR.left(45, 60)).isCloseTo(.25, within(1e-15));
        assertThat(RecoveryShape.LINEAR.left(61, 60)).isZero();
        // "at τ = 180, q = 180: 0.018 left"
        assertThat(RecoveryShape.CONVEX.left(180, 180)).isCloseTo(.018, within(5e-4));
        assertThat(RecoveryShape.CONCAVE.left(0, 180)).isEqualTo(1);
        // By construction c (τ/2)^p = τ: half is left at half of the time.
        assertThat(RecoveryShape.CONCAVE.left(90, 180)).isCloseTo(.5, within(1e-9));
    }

    @Test
    void aLossHoldsThenRecoversAndPartIsRerouted() {
        var path = new LossPath(10, 20, .8, List.of(), RecoveryShape.LINEAR, 40, .25);
        assertThat(path.at(9)).isZero();
        assertThat(path.at(10)).isCloseTo(.6, within(1e-15));
        assertThat(path.at(29)).isCloseTo(.6, within(1e-15));
        assertThat(path.at(30)).isCloseTo(.6, within(1e-15));
        assertThat(path.at(50)).isCloseTo(.3, within(1e-15));
        assertThat(path.at(70)).isZero();
    }

    @Test
    void stepsStandInPlaceOfTheLevelAndTheLastOneRecovers() {
        var steps = List.of(new LossPath.Step(0, 1), new LossPath.Step(30, .4));
        var path = new LossPath(5, 60, .9, steps, RecoveryShape.LINEAR, 10, 0);
        assertThat(path.at(5)).isEqualTo(1);
        assertThat(path.at(34)).isEqualTo(1);
        assertThat(path.at(35)).isEqualTo(.4);
        assertThat(path.at(70)).isCloseTo(.2, within(1e-15));
        var open = LossPath.of(5, LossPath.OPEN, .9, RecoveryShape.LINEAR, 10);
        assertThat(open.at(3000)).isEqualTo(.9);
    }
}
