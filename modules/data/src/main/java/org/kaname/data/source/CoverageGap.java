package org.kaname.data.source;

/**
 * A year, or one good in a year, of which the files hold a part only, although they hold rows.
 *
 * @param product empty where every good is meant
 * @param side whose rows are a part only
 */
public record CoverageGap(String classification, String product, int year, Side side) {
    /** What an economy does in the rows that are meant. */
    public enum Side {
        IMPORTER,
        EXPORTER,
        BOTH
    }

    /** A gap of all rows. */
    public CoverageGap(String classification, String product, int year) {
        this(classification, product, year, Side.BOTH);
    }
}
