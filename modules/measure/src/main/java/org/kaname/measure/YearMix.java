package org.kaname.measure;

import java.util.EnumSet;
import java.util.Set;
import org.kaname.measure.concentration.ImportExportRatio;
import org.kaname.measure.concentration.TradeBalance;
import org.kaname.measure.world.OtherExporters;
import org.kaname.model.Reason;

/**
 * Numbers of a good that take purchases from one year, own sales from another and the rest of the world from a third: what a verdict would
 * be had only one side changed. Figures that join sides are made anew from their parts. For attribution, never shown as observed.
 */
public final class YearMix {
    private YearMix() {}

    /** A side of trade that can change while the others stay. */
    public enum Side {
        IMPORTS,
        EXPORTS,
        WORLD
    }

    /** The sides that a figure is made of. */
    public static Set<Side> sides(GoodMeasure measure) {
        return switch (measure) {
            case IMPORTS,
                    TOP_VALUE,
                    TOP_SHARE,
                    PARTNER_SHARE,
                    HHI,
                    EFFECTIVE_SUPPLIERS,
                    CDI1,
                    CDI2,
                    REFINED_CDI1,
                    REFINED_CDI2,
                    IMPORT_RANK_SHARE,
                    ESSENTIAL,
                    YEARS_HELD -> EnumSet.of(Side.IMPORTS);
            case EXPORTS -> EnumSet.of(Side.EXPORTS);
            case RATIO, CDI3, CDI3_EXTRA, REFINED_CDI3, BALANCE, PARTNER_RATIO, DOMESTIC_USE ->
                EnumSet.of(Side.IMPORTS, Side.EXPORTS);
            case WORLD_SHARE,
                    WORLD_RANK,
                    WORLD_HHI,
                    WORLD_HHI_OTHERS,
                    OTHER_EXPORTERS,
                    PARTNER_WORLD_SHARE,
                    RCA,
                    DEPENDENTS -> EnumSet.of(Side.WORLD);
            case EFFECTIVE_SUPPLIERS_RATIO, SUPPLIER_COUNT_RATIO -> EnumSet.of(Side.IMPORTS, Side.WORLD);
        };
    }

    /**
     * The mix. Trade with the partner is of the year of purchases on both of its sides, and the partner's world share is that of the
     * partner in the year of the world: neither can be taken apart.
     */
    public static GoodYear of(GoodYear imports, GoodYear exports, GoodYear world) {
        if (imports == exports && exports == world) {
            return imports;
        }
        var mixed = new GoodYear(imports.year());
        for (var measure : GoodMeasure.values()) {
            var sides = sides(measure);
            mixed.take(
                    measure, sides.contains(Side.IMPORTS) ? imports : sides.contains(Side.EXPORTS) ? exports : world);
        }
        mixed.topSupplier = imports.topSupplier;
        mixed.tied = imports.tied;
        mixed.suppliers = imports.suppliers;
        mixed.unallocatedShare = imports.unallocatedShare;
        mixed.importsKnown = imports.importsKnown;
        mixed.reporterCoverage = world.reporterCoverage;
        if (imports != exports) {
            joinTrade(mixed, exports);
        }
        if (imports != world) {
            joinWorld(mixed, imports, world);
        }
        return mixed;
    }

    private static void joinTrade(GoodYear mixed, GoodYear exports) {
        double bought = mixed.value(GoodMeasure.IMPORTS);
        double sold = exports.value(GoodMeasure.EXPORTS);
        if (Double.isNaN(bought)) {
            return;
        }
        var ratios = new GoodMeasure[] {GoodMeasure.RATIO, GoodMeasure.CDI3, GoodMeasure.CDI3_EXTRA};
        for (var measure : ratios) {
            double ratio = ImportExportRatio.ratio(bought, sold);
            if (Double.isInfinite(ratio)) {
                mixed.unbounded(measure, Reason.NO_EXPORTS);
            } else if (Double.isNaN(ratio)) {
                mixed.missing(measure, why(exports));
            } else {
                mixed.put(measure, ratio);
            }
        }
        double balance = TradeBalance.balance(bought, sold);
        if (Double.isNaN(balance)) {
            mixed.missing(GoodMeasure.BALANCE, why(exports));
        } else {
            mixed.put(GoodMeasure.BALANCE, balance);
        }
    }

    private static Reason why(GoodYear exports) {
        var reason = exports.reason(GoodMeasure.EXPORTS);
        return reason == null ? Reason.NO_DENOMINATOR : reason;
    }

    private static void joinWorld(GoodYear mixed, GoodYear imports, GoodYear world) {
        double hhi = world.value(GoodMeasure.WORLD_HHI_OTHERS);
        double others = world.value(GoodMeasure.OTHER_EXPORTERS);
        var reason = imports.reason(GoodMeasure.HHI) != null
                ? imports.reason(GoodMeasure.HHI)
                : world.reason(GoodMeasure.WORLD_HHI_OTHERS);
        if (reason != null || !(others > 0)) {
            var why = reason == null ? Reason.NO_DENOMINATOR : reason;
            mixed.missing(GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO, why);
            mixed.missing(GoodMeasure.SUPPLIER_COUNT_RATIO, why);
            return;
        }
        boolean wide = imports.intervalDecides(GoodMeasure.HHI);
        mixed.put(
                GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO,
                OtherExporters.effectiveRatio(imports.value(GoodMeasure.HHI), hhi),
                OtherExporters.effectiveRatio(imports.high(GoodMeasure.HHI), hhi),
                OtherExporters.effectiveRatio(imports.low(GoodMeasure.HHI), hhi),
                wide);
        double ratio = imports.suppliers / others;
        mixed.put(
                GoodMeasure.SUPPLIER_COUNT_RATIO,
                ratio,
                ratio,
                imports.unallocatedShare > 0 ? Math.max(1, ratio) : ratio,
                wide);
    }
}
