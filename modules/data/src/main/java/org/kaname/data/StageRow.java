package org.kaname.data;

/**
 * One economy's part in one stage of one material in one year, as one source prints it (table {@code material}).
 *
 * @param economy code; the world total and unlisted producers are rows of their own, of kinds WORLD and REST
 * @param share fraction of the same source's world total, NaN where none was computed
 * @param quantity in {@code unit}, NaN where the source gives no number
 * @param raw the source's own text where it is no number
 */
public record StageRow(
        String material,
        String stage,
        String economy,
        int year,
        double share,
        double quantity,
        String unit,
        Status status,
        String raw,
        String source,
        Origin origin) {
    /** How a source states a quantity (data-formats 2.7 and 3.24). */
    public enum Status {
        OBSERVED,
        ESTIMATED,
        NIL,
        WITHHELD,
        MISSING,
        BOUND,
        PROJECTED
    }
}
