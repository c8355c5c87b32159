package org.kaname.data;

/**
 * The row of a file that a stored row came from.
 *
 * @param file ordinal in the manifest's list of inputs, from 0
 * @param line physical line, from 1, the header included, where the record starts
 */
public record Origin(int file, int line) {}
