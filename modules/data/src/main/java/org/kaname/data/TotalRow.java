package org.kaname.data;

import org.kaname.model.Code;

/**
 * A total as a source states it (table {@code total}): for checks and for shares of a stated whole. Never added to flows.
 *
 * @param exporter code; the world's code where the row is an import total
 * @param importer code; the world's code where the row is an export total
 * @param value in the unit of the data set it stands beside
 * @param leftOut part of the total that the flows leave out on purpose (an economy's trade with itself); 0 where none is stated
 */
public record TotalRow(
        int year,
        Code product,
        String exporter,
        String importer,
        double value,
        double leftOut,
        String source,
        Origin origin) {}
