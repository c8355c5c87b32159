package org.kaname.measure;

import org.kaname.model.Comparison;

/**
 * A condition of a rule as data: which figure, how compared, to which constant.
 *
 * @param name message key below {@code condition.}
 * @param constant name of the constant inside its rule
 */
public record ConditionSpec(String name, GoodMeasure measure, Comparison comparison, String constant) {}
