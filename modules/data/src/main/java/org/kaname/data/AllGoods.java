package org.kaname.data;

import java.util.HashMap;
import java.util.Map;

/**
 * What a data set says of all its goods together, beside a cube that holds one of them ({@link TradeCube#allGoods}): sums of whole
 * thousandths of the set's unit below 2^53, which are exact and therefore those of the cube of all goods. Immutable once it is handed
 * over.
 */
public final class AllGoods {
    private final int economies;
    private final int importer;
    private final Map<Integer, double[]> pairs = new HashMap<>();
    private final Map<Integer, double[]> imports = new HashMap<>();

    /**
     * @param importer index of the one importer whose purchases are known good by good; -1 for an economy that the set does not have
     */
    public AllGoods(int economies, int importer) {
        this.economies = economies;
        this.importer = importer;
    }

    /** @param byPair at exporter · economies + importer: all goods of the year, thousandths */
    public AllGoods withYear(int year, double[] byPair) {
        pairs.put(year, byPair);
        return this;
    }

    /** @param byGood the importer's purchases of each good that it buys in the year, in any order, thousandths */
    public AllGoods withImports(int year, double[] byGood) {
        imports.put(year, byGood);
        return this;
    }

    /** What an economy sells another of all goods, in thousandths. */
    public double sold(int year, int exporter, int buyer) {
        var ofYear = pairs.get(year);
        return ofYear == null ? 0 : ofYear[exporter * economies + buyer];
    }

    /** What each economy sells of all goods, in thousandths; a new array of economies. */
    public double[] exports(int year) {
        var exports = new double[economies];
        for (int exporter = 0; exporter < economies; exporter++) {
            for (int buyer = 0; buyer < economies; buyer++) {
                exports[exporter] += sold(year, exporter, buyer);
            }
        }
        return exports;
    }

    /** What an economy buys of each good that it buys, in thousandths; a copy. Throws for another economy than the one that was read. */
    public double[] imports(int year, int buyer) {
        if (buyer != importer) {
            throw new IllegalArgumentException(
                    "The purchases of (" + buyer + ") were not read good by good, those of (" + importer + ") were.");
        }
        return imports.getOrDefault(year, new double[0]).clone();
    }
}
