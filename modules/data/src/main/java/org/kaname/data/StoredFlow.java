package org.kaname.data;

import java.util.OptionalDouble;
import org.kaname.model.Code;

/**
 * One stored row of table {@code flow}, {@code total} or {@code reexport} as it stands on the disk (data-formats 2.1), for looking
 * single rows up; a {@link TradeCube} keeps columns. What the source does not give is empty, never zero.
 *
 * @param month 1 to 12; 0 for a whole year
 * @param level digits of the code, 0 for all goods, -1 where the scheme has no levels
 * @param exporter code; in a total it may be the world's
 * @param importer code; in a total it may be the world's
 * @param reportedBy {@code IMPORTER}, {@code EXPORTER} or {@code RECONCILED}
 * @param valueStatus {@code OBSERVED} or {@code ESTIMATED}
 * @param valueKusd thousand US$; empty where the data set stays in another unit
 * @param quantityTonnes empty where not known
 * @param currency ISO 4217 code of {@code valueNational}; empty where the unit is no currency that is known
 * @param valueNational amount in the source's own unit
 * @param flags bits of data-formats 2.1
 * @param sourceRows rows of the source that the stored row was made of
 */
public record StoredFlow(
        Code product,
        int level,
        int year,
        int month,
        String exporter,
        String importer,
        String reportedBy,
        String valueStatus,
        OptionalDouble valueKusd,
        OptionalDouble quantityTonnes,
        String currency,
        OptionalDouble valueNational,
        int flags,
        Origin origin,
        int sourceRows) {}
