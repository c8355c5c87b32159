package org.kaname.data;

import java.util.OptionalDouble;
import org.kaname.model.Code;

/**
 * What a flow of a converted data set was, or may have been, made of (data-formats 2.5).
 *
 * @param code of the data set that was converted
 * @param weight the part of it that became this good; 0 where it only may have
 * @param valueKusd of its flow between the same economies in the same year; empty where the data set is not in the workspace any more
 * @param file and {@code line}: where the flow was read; empty and 0 where the data set is gone
 * @param raw the line as it stands there; empty where the file is not at hand
 */
public record ConvertedFrom(Code code, double weight, OptionalDouble valueKusd, String file, int line, String raw) {}
