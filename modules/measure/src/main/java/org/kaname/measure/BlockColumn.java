package org.kaname.measure;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.kaname.data.TradeCube;
import org.kaname.measure.concentration.Hhi;
import org.kaname.measure.concentration.ImportExportRatio;
import org.kaname.measure.concentration.TopSupplier;
import org.kaname.measure.concentration.TradeBalance;
import org.kaname.measure.world.ReverseDependence;
import org.kaname.measure.world.WorldShare;

/**
 * One figure of all buyers of a good at once, as the two ends that a condition is tested at: both are the point unless the interval
 * decides, NaN where the figure is missing, infinite where it is unbounded. The formulas are those that {@link GoodEvaluator} calls,
 * which is the reference, buyer by buyer. A new {@link GoodMeasure} is one more entry of {@link #of}; a measure without an entry is
 * judged by the reference.
 */
@FunctionalInterface
interface BlockColumn {
    /**
     * Fills the first {@code good.buyers} cells.
     *
     * @param low lower end by buyer
     * @param high upper end by buyer
     */
    void fill(BlockNumbers good, double[] low, double[] high);

    /** The column of a measure; empty where only {@link GoodEvaluator} knows it. */
    static Optional<BlockColumn> of(GoodMeasure measure) {
        return Optional.ofNullable(Known.COLUMNS.get(measure));
    }

    /** A figure that is a point. */
    @FunctionalInterface
    interface Point {
        double of(BlockNumbers good, int buyer);

        default BlockColumn column() {
            return (good, low, high) -> {
                for (int k = 0; k < good.buyers; k++) {
                    low[k] = of(good, k);
                    high[k] = low[k];
                }
            };
        }
    }

    /** The columns there are. */
    final class Known {
        private static final Map<GoodMeasure, BlockColumn> COLUMNS = columns();

        private Known() {}

        private static Map<GoodMeasure, BlockColumn> columns() {
            var columns = new EnumMap<GoodMeasure, BlockColumn>(GoodMeasure.class);
            point(columns, GoodMeasure.IMPORTS, (good, k) -> good.imports[k] / TradeCube.SCALE);
            point(
                    columns,
                    GoodMeasure.TOP_VALUE,
                    (good, k) -> good.top[k] < 0 ? Double.NaN : good.first[k] / TradeCube.SCALE);
            columns.put(GoodMeasure.TOP_SHARE, Known::topShare);
            columns.put(GoodMeasure.PARTNER_SHARE, Known::partnerShare);
            BlockColumn hhi = Known::hhi; // one object, so that one pass fills it once
            columns.put(GoodMeasure.HHI, hhi);
            columns.put(GoodMeasure.CDI1, hhi);
            columns.put(GoodMeasure.EFFECTIVE_SUPPLIERS, Known::effectiveSuppliers);
            point(columns, GoodMeasure.CDI2, (good, k) -> good.top[k] < 0 ? Double.NaN : 1);
            point(columns, GoodMeasure.EXPORTS, Known::exports);
            Point ratio = Known::ratio;
            var ratios = ratio.column();
            columns.put(GoodMeasure.RATIO, ratios);
            columns.put(GoodMeasure.CDI3, ratios);
            columns.put(GoodMeasure.CDI3_EXTRA, ratios);
            point(columns, GoodMeasure.PARTNER_RATIO, Known::partnerRatio);
            columns.put(GoodMeasure.WORLD_SHARE, Known::worldShare);
            columns.put(GoodMeasure.PARTNER_WORLD_SHARE, Known::partnerWorldShare);
            columns.put(GoodMeasure.WORLD_HHI, Known::worldHhi);
            point(columns, GoodMeasure.WORLD_RANK, Known::worldRank);
            columns.put(GoodMeasure.DEPENDENTS, Known::dependents);
            point(
                    columns,
                    GoodMeasure.BALANCE,
                    (good, k) -> TradeBalance.balance(good.imports[k] / TradeCube.SCALE, exports(good, k)));
            for (var measure : GoodMeasure.values()) {
                if (measure.lacks().isPresent()) {
                    point(columns, measure, (good, k) -> Double.NaN);
                }
            }
            return columns;
        }

        private static void point(Map<GoodMeasure, BlockColumn> columns, GoodMeasure measure, Point point) {
            columns.put(measure, point.column());
        }

        private static void topShare(BlockNumbers good, double[] low, double[] high) {
            for (int k = 0; k < good.buyers; k++) {
                share(good, k, good.first[k], low, high);
            }
        }

        private static void partnerShare(BlockNumbers good, double[] low, double[] high) {
            for (int k = 0; k < good.buyers; k++) {
                share(good, k, fromPartners(good, k), low, high);
            }
        }

        private static void share(BlockNumbers good, int k, double part, double[] low, double[] high) {
            double imports = good.imports[k];
            double unallocated = good.unallocated[k];
            if (good.top[k] < 0) {
                low[k] = Double.NaN;
                high[k] = Double.NaN;
            } else if (good.wide[k]) {
                low[k] = TopSupplier.low(part, imports);
                high[k] = TopSupplier.high(part, imports, unallocated);
            } else {
                low[k] = TopSupplier.share(part, imports, unallocated);
                high[k] = low[k];
            }
        }

        /** What the buyer buys from the user's partners, or from its top supplier where none is named. */
        private static double fromPartners(BlockNumbers good, int k) {
            if (good.partners.isEmpty()) {
                return good.first[k];
            }
            double total = 0;
            for (int i = good.from(good.importer[k]); i < good.to(good.importer[k]); i++) {
                if (good.partners.get(good.block.exporter()[i])) {
                    total += good.block.value()[i];
                }
            }
            return total;
        }

        private static void hhi(BlockNumbers good, double[] low, double[] high) {
            for (int k = 0; k < good.buyers; k++) {
                double imports = good.imports[k];
                double unallocated = good.unallocated[k];
                if (good.top[k] < 0) {
                    low[k] = Double.NaN;
                    high[k] = Double.NaN;
                } else if (good.wide[k]) {
                    low[k] = Hhi.low(good.squares[k], imports);
                    high[k] = Hhi.high(good.squares[k], good.first[k], imports, unallocated);
                } else {
                    low[k] = Hhi.point(good.squares[k], imports, unallocated);
                    high[k] = low[k];
                }
            }
        }

        private static void effectiveSuppliers(BlockNumbers good, double[] low, double[] high) {
            hhi(good, low, high);
            for (int k = 0; k < good.buyers; k++) {
                double fewest = Hhi.effectiveSuppliers(high[k]);
                high[k] = Hhi.effectiveSuppliers(low[k]);
                low[k] = fewest;
            }
        }

        private static double exports(BlockNumbers good, int k) {
            return good.worldDeclared ? good.exports[good.importer[k]] / TradeCube.SCALE : Double.NaN;
        }

        private static double ratio(BlockNumbers good, int k) {
            return ImportExportRatio.ratio(good.imports[k] / TradeCube.SCALE, exports(good, k));
        }

        /** Missing where the purchases of a partner are not known one by one. */
        private static double partnerRatio(BlockNumbers good, int k) {
            int subject = good.importer[k];
            if (good.partners.isEmpty()) {
                if (good.top[k] < 0) {
                    return Double.NaN;
                }
                int partner = good.block.exporter()[good.top[k]];
                return good.known.get(partner) ? partnerRatio(good.first[k], good.flow(subject, partner)) : Double.NaN;
            }
            double sold = 0;
            for (int j = good.partners.nextSetBit(0); j >= 0; j = good.partners.nextSetBit(j + 1)) {
                if (!good.known.get(j)) {
                    return Double.NaN;
                }
                sold += good.flow(subject, j);
            }
            return partnerRatio(fromPartners(good, k), sold);
        }

        private static double partnerRatio(double bought, double sold) {
            return ImportExportRatio.ratio(bought / TradeCube.SCALE, sold / TradeCube.SCALE);
        }

        private static void worldHhi(BlockNumbers good, double[] low, double[] high) {
            java.util.Arrays.fill(low, 0, good.buyers, good.worldHhiLow());
            java.util.Arrays.fill(high, 0, good.buyers, good.worldHhiHigh());
        }

        private static void worldShare(BlockNumbers good, double[] low, double[] high) {
            for (int k = 0; k < good.buyers; k++) {
                worldShare(good, k, good.worldKnown ? good.exports[good.importer[k]] : Double.NaN, low, high);
            }
        }

        private static void partnerWorldShare(BlockNumbers good, double[] low, double[] high) {
            double ofPartners = 0;
            for (int j = good.partners.nextSetBit(0); j >= 0; j = good.partners.nextSetBit(j + 1)) {
                ofPartners += good.exports[j];
            }
            for (int k = 0; k < good.buyers; k++) {
                double exports;
                if (!good.worldKnown || good.partners.isEmpty() && good.top[k] < 0) {
                    exports = Double.NaN;
                } else {
                    exports = good.partners.isEmpty() ? good.exports[good.block.exporter()[good.top[k]]] : ofPartners;
                }
                worldShare(good, k, exports, low, high);
            }
        }

        /** @param exports NaN where missing */
        private static void worldShare(BlockNumbers good, int k, double exports, double[] low, double[] high) {
            if (good.worldWide) {
                low[k] = WorldShare.low(exports, good.world);
                high[k] = WorldShare.high(exports, good.world, good.worldUnallocated);
            } else {
                low[k] = WorldShare.share(exports, good.world, good.worldUnallocated);
                high[k] = low[k];
            }
        }

        private static double worldRank(BlockNumbers good, int k) {
            int subject = good.importer[k];
            return good.worldKnown && good.exports[subject] > 0
                    ? WorldShare.rank(good.exports, good.named, subject)
                    : Double.NaN;
        }

        /** Importers whose purchases are not known widen the count to an interval. */
        private static void dependents(BlockNumbers good, double[] low, double[] high) {
            if (!good.worldDeclared) {
                java.util.Arrays.fill(low, 0, good.buyers, Double.NaN);
                java.util.Arrays.fill(high, 0, good.buyers, Double.NaN);
                return;
            }
            var block = good.block;
            java.util.Arrays.fill(good.dependents, 0);
            for (int k = 0; k < good.buyers; k++) {
                int supplier = ReverseDependence.supplier(
                        block.value(),
                        block.exporter(),
                        good.named,
                        good.from(good.importer[k]),
                        good.to(good.importer[k]),
                        good.dependentShare);
                if (supplier >= 0) {
                    good.dependents[supplier]++;
                }
            }
            int unknown = good.unknownImporters();
            for (int k = 0; k < good.buyers; k++) {
                low[k] = good.dependents[good.importer[k]];
                high[k] = low[k] + unknown;
            }
        }
    }
}
