package org.kaname.measure;

import java.util.Arrays;
import java.util.BitSet;
import org.kaname.data.FlowBlock;
import org.kaname.data.FlowBounds;
import org.kaname.data.TradeCube;
import org.kaname.measure.concentration.BoundedShares;
import org.kaname.model.Interval;

/**
 * Widens the intervals of figures of a good that went through a one-to-many conversion (data-formats 2.5). Point values stay. Carried:
 * imports, top value, top share, partner's share, HHI and its inverse, CDI1, exports, world share, the partner's world share, world HHI.
 * All other figures are of point values.
 */
final class ConvertedBounds {
    private final TradeCube cube;
    private final int yearIndex;
    private final int product;
    private final FlowBlock block;
    private final boolean[] named;

    private ConvertedBounds(TradeCube cube, int yearIndex, int product, FlowBlock block, boolean[] named) {
        this.cube = cube;
        this.yearIndex = yearIndex;
        this.product = product;
        this.block = block;
        this.named = named;
    }

    /** Nothing changes where the good has no bounds, and in worlds with other values than those of the cube. */
    static void widen(
            TradeCube cube,
            int yearIndex,
            int product,
            FlowBlock block,
            boolean[] named,
            int subject,
            BitSet partners,
            GoodYear result) {
        if (yearIndex >= 0 && product >= 0 && cube.holds(block) && cube.bounded(yearIndex, product)) {
            var bounds = new ConvertedBounds(cube, yearIndex, product, block, named);
            if (result.importsKnown) {
                bounds.imports(subject, partners, result);
            }
            bounds.world(subject, partners, result);
        }
    }

    private static void put(GoodYear result, GoodMeasure measure, Interval interval) {
        result.widen(measure, interval.low(), interval.high());
    }

    private static Interval money(double low, double high) {
        return new Interval(low / TradeCube.SCALE, high / TradeCube.SCALE);
    }

    private void imports(int subject, BitSet partners, GoodYear result) {
        int from = block.first(subject);
        int to = block.end(subject);
        var low = new double[to - from];
        var high = new double[to - from];
        var asked = new boolean[to - from];
        double unnamedLow = 0;
        double unnamedHigh = 0;
        int suppliers = 0;
        double topLow = 0;
        double topHigh = 0;
        for (int i = from; i < to; i++) {
            int exporter = block.exporter()[i];
            double least = cube.bounds().low(i, block.value()[i]);
            double most = cube.bounds().high(i, block.value()[i]);
            if (!named[exporter]) {
                unnamedLow += least;
                unnamedHigh += most;
                continue;
            }
            low[suppliers] = least;
            high[suppliers] = most;
            asked[suppliers++] = partners.isEmpty() ? exporter == result.topSupplier : partners.get(exporter);
            topLow = Math.max(topLow, least);
            topHigh = Math.max(topHigh, most);
        }
        var more = cube.more(yearIndex, product, FlowBounds.Side.IMPORTER, subject);
        var shares = new BoundedShares(
                Arrays.copyOf(low, suppliers),
                Arrays.copyOf(high, suppliers),
                unnamedLow,
                unnamedHigh,
                more.sum(),
                more.largest());
        put(
                result,
                GoodMeasure.IMPORTS,
                money(shares.total().low(), shares.total().high()));
        if (suppliers == 0) {
            return;
        }
        put(result, GoodMeasure.TOP_VALUE, money(topLow, Math.max(topHigh, more.largest())));
        put(result, GoodMeasure.TOP_SHARE, shares.top());
        var hhi = shares.hhi();
        put(result, GoodMeasure.HHI, hhi);
        put(result, GoodMeasure.CDI1, hhi);
        if (hhi.low() > 0) {
            result.widen(GoodMeasure.EFFECTIVE_SUPPLIERS, 1 / hhi.high(), 1 / hhi.low());
        }
        // one supplier that is named has no part in what others, whom no flow names, may have sold
        put(
                result,
                GoodMeasure.PARTNER_SHARE,
                partners.isEmpty() ? shares.share(place(asked)) : shares.share(Arrays.copyOf(asked, suppliers)));
    }

    private static int place(boolean[] asked) {
        for (int s = 0; s < asked.length; s++) {
            if (asked[s]) {
                return s;
            }
        }
        throw new IllegalStateException("The top supplier has no flow.");
    }

    private void world(int subject, BitSet partners, GoodYear result) {
        var low = new double[named.length];
        var high = new double[named.length];
        for (int i = block.from(); i < block.to(); i++) {
            low[block.exporter()[i]] += cube.bounds().low(i, block.value()[i]);
            high[block.exporter()[i]] += cube.bounds().high(i, block.value()[i]);
        }
        double unnamedLow = 0;
        double unnamedHigh = 0;
        for (int e = 0; e < named.length; e++) {
            high[e] +=
                    cube.more(yearIndex, product, FlowBounds.Side.EXPORTER, e).sum();
            if (!named[e]) {
                unnamedLow += low[e];
                unnamedHigh += high[e];
                low[e] = 0;
                high[e] = 0;
            }
        }
        put(result, GoodMeasure.EXPORTS, money(low[subject], high[subject]));
        if (Double.isNaN(result.value(GoodMeasure.WORLD_SHARE))) {
            return;
        }
        var shares = new BoundedShares(low, high, unnamedLow, unnamedHigh, 0, 0);
        put(result, GoodMeasure.WORLD_SHARE, shares.share(subject));
        put(result, GoodMeasure.WORLD_HHI, shares.hhi());
        if (!partners.isEmpty()) {
            var members = new boolean[named.length];
            partners.stream().forEach(e -> members[e] = true);
            put(result, GoodMeasure.PARTNER_WORLD_SHARE, shares.share(members));
        } else if (result.topSupplier >= 0) {
            put(result, GoodMeasure.PARTNER_WORLD_SHARE, shares.share(result.topSupplier));
        }
    }
}
