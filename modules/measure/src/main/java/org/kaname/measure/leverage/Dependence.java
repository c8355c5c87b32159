package org.kaname.measure.leverage;

import org.kaname.model.Code;

/**
 * One good of an importer that a rule flags, with the supplier it buys most of it from. Not a motive and not a forecast.
 *
 * @param importer index into the economies of the data set
 * @param supplier index of the top supplier, ties by code
 * @param year the year judged and measured
 * @param value bought from the supplier, in thousandths of the unit of the data set
 * @param imports all imports of the good, unspecified origin included, in thousandths
 * @param share value over imports from named suppliers, 0..1
 */
public record Dependence(
        int importer, int supplier, Code product, int year, double value, double imports, double share) {}
