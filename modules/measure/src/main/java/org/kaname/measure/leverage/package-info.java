/**
 * Who depends on whom under a rule: pairs of an importer that the rule flags and its top supplier, and the two sides of each pair of
 * economies. Answers from a data set and a rule of the catalogue; says nothing about intentions or about what either side would do.
 */
@NullMarked
package org.kaname.measure.leverage;

import org.jspecify.annotations.NullMarked;
