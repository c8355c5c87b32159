package org.kaname.measure.known;

/**
 * One way to read what a source says.
 *
 * @param rule id of a rule of the catalogue, or of a measure with a threshold of its own
 * @param partition name as in {@link org.kaname.data.Partitions}
 * @param year the year, or the last of the rule's window
 * @param base what of a bloc's purchases shares are taken of
 */
public record Reading(String rule, String partition, int year, Question.Base base) {
    /** A copy by another rule. */
    Reading withRule(String other) {
        return new Reading(other, partition, year, base);
    }

    /** A copy under another partition. */
    Reading withPartition(String other) {
        return new Reading(rule, other, year, base);
    }

    /** A copy of another year. */
    Reading withYear(int other) {
        return new Reading(rule, partition, other, base);
    }

    /** A copy with another base. */
    Reading withBase(Question.Base other) {
        return new Reading(rule, partition, year, other);
    }
}
