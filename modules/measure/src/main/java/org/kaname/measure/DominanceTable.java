package org.kaname.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.data.Partition;
import org.kaname.data.TradeCube;
import org.kaname.measure.world.Dominance;
import org.kaname.measure.world.Exports;
import org.kaname.measure.world.WorldCover;
import org.kaname.measure.world.WorldShare;
import org.kaname.model.Code;
import org.kaname.model.Reason;

/**
 * {@code dominance@2023}: for each unit of a partition the goods of which it supplies more than the threshold of world exports. Trade
 * inside a unit leaves exports and world trade; where its members are not all listed as importers that trade cannot be taken out, and
 * the good is insufficient ({@code INTRA}).
 *
 * @param judged goods with a world side in this year that could be judged
 * @param lines units with at least one good, most goods first
 * @param insufficient goods that could not be judged, with the reason
 */
public record DominanceTable(int judged, List<Line> lines, SortedMap<Code, Reason> insufficient) {
    /** Method with version, as in passports. */
    public static final String METHOD = "dominance@2023";

    /** @param value sum of the unit's exports of these goods, in the set's unit */
    public record Line(String unit, List<Good> goods, double value) {}

    /** @param exports to outside the unit, in the set's unit */
    public record Good(Code product, double share, double exports) {}

    /**
     * Judges every good that the set covers in a year.
     *
     * @param threshold compared by "above"
     */
    public static DominanceTable of(DataSet data, Partition partition, int year, double threshold, Settings settings) {
        var units = partition.apply(data);
        int y = units.cube().yearIndex(year);
        var named = units.economies().named();
        var exports = new double[units.economies().size()];
        var byUnit = new TreeMap<String, List<Good>>();
        var insufficient = new TreeMap<Code, Reason>();
        int judged = 0;
        for (int p = 0; p < units.cube().products().size(); p++) {
            var product = units.cube().products().get(p);
            if (!data.coverage().years(product).contains(year)) {
                continue;
            }
            var why = insufficient(data, units, year, product, settings);
            if (why != null) {
                insufficient.put(product, why);
                continue;
            }
            judged++;
            var block = units.cube().block(y, p);
            Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
            double world = WorldShare.world(exports);
            double unallocated = WorldShare.unallocated(exports, named);
            var dominant = Dominance.all(exports, named, world, unallocated, threshold);
            for (int unit = dominant.nextSetBit(0); unit >= 0; unit = dominant.nextSetBit(unit + 1)) {
                double share = WorldShare.share(exports[unit], world, unallocated);
                byUnit.computeIfAbsent(units.economies().get(unit).code(), u -> new ArrayList<>())
                        .add(new Good(product, share, exports[unit] / TradeCube.SCALE));
            }
        }
        var lines = new ArrayList<Line>();
        byUnit.forEach((unit, goods) -> lines.add(new Line(
                unit,
                List.copyOf(goods),
                goods.stream().mapToDouble(Good::exports).sum())));
        lines.sort(Comparator.comparingInt((Line l) -> -l.goods().size()).thenComparing(Line::unit));
        return new DominanceTable(judged, List.copyOf(lines), Collections.unmodifiableSortedMap(insufficient));
    }

    /**
     * Why a good cannot be judged; empty where it can.
     *
     * @param units the data set under a partition
     */
    public static Optional<Reason> findObstacle(
            DataSet data, DataSet units, int year, Code product, Settings settings) {
        return Optional.ofNullable(insufficient(data, units, year, product, settings));
    }

    private static @Nullable Reason insufficient(
            DataSet data, DataSet units, int year, Code product, Settings settings) {
        if (!data.coverage().worldDeclared(year, product)) {
            return Reason.EXCERPT;
        }
        if (!units.coverage().worldDeclared(year, product)) {
            return Reason.INTRA;
        }
        int before = GoodEvaluator.previousYear(units.coverage().years(product), year);
        if (before == Integer.MIN_VALUE) {
            return null;
        }
        var block =
                units.cube().block(units.cube().yearIndex(before), units.cube().productIndex(product));
        double cover = WorldCover.cover(block, units.coverage().importersWithoutData(year, product));
        return cover < settings.get(MeasureConstants.WORLD_COVERAGE) ? Reason.WORLD_COVERAGE_LOW : null;
    }
}
