package org.kaname.measure.verify;

/**
 * How the two implementations of one measure compare on one data set.
 *
 * @param name the measure's or rule's id
 * @param cells numbers, texts and truths compared; 0 where the data set has nothing to compare, which is no success
 * @param maxAbsDiff the largest difference of numbers, relative where they are above 1
 * @param ok no cell differs by more than {@link Tally#TOLERANCE}, and no row stands on one side only
 * @param firstDifference where, and both values; empty where there is none
 */
public record Check(String name, long cells, double maxAbsDiff, boolean ok, String firstDifference) {}
