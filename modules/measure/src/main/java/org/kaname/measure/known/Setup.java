package org.kaname.measure.known;

/**
 * A reading, and which of the other ways to read are tried on top.
 *
 * @param flipped equality counts where it does not, and the other way round
 * @param otherThresholds constants have the values of {@link Question.Otherwise}
 * @param floored goods below the floor of {@link Question.Otherwise} are not counted
 */
record Setup(Reading reading, boolean flipped, boolean otherThresholds, boolean floored) {
    static Setup of(Reading reading) {
        return new Setup(reading, false, false, false);
    }

    Setup with(Reading other) {
        return new Setup(other, flipped, otherThresholds, floored);
    }
}
