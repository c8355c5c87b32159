package org.kaname.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBlock;
import org.kaname.data.TradeCube;
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
    /** @param value sum of the unit's exports of these goods, in the set's unit */
    public record Line(String unit, List<Good> goods, double value) {}

    /** @param exports to outside the unit, in the set's unit */
    public record Good(Code product, double share, double exports) {}

    /**
     * @param unitByEconomy economies that are no key are units of their own
     * @param threshold compared by "above"
     */
    public static DominanceTable of(
            DataSet data, int year, Map<String, String> unitByEconomy, double threshold, Settings settings) {
        int y = data.cube().yearIndex(year);
        var byUnit = new TreeMap<String, List<Good>>();
        var insufficient = new TreeMap<Code, Reason>();
        int judged = 0;
        var groups = new Groups(data, unitByEconomy);
        for (int p = 0; p < data.cube().products().size(); p++) {
            var product = data.cube().products().get(p);
            if (!data.coverage().years(product).contains(year)) {
                continue;
            }
            var why = insufficient(data, year, product, groups, settings);
            if (why != null) {
                insufficient.put(product, why);
                continue;
            }
            judged++;
            var exports = groups.exports(data.cube().block(y, p));
            double world = WorldShare.world(exports);
            double unallocated = WorldShare.unallocated(exports, groups.named);
            for (int unit = 0; unit < exports.length; unit++) {
                double share = WorldShare.share(exports[unit], world, unallocated);
                if (groups.named[unit] && share > threshold) {
                    byUnit.computeIfAbsent(groups.names.get(unit), u -> new ArrayList<>())
                            .add(new Good(product, share, exports[unit] / TradeCube.SCALE));
                }
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

    private static @Nullable Reason insufficient(
            DataSet data, int year, Code product, Groups groups, Settings settings) {
        if (!data.coverage().worldDeclared(year, product)) {
            return Reason.EXCERPT;
        }
        int before = GoodEvaluator.previousYear(data.coverage().years(product), year);
        if (before != Integer.MIN_VALUE) {
            var block =
                    data.cube().block(data.cube().yearIndex(before), data.cube().productIndex(product));
            double cover = WorldCover.cover(block, data.coverage().importersWithoutData(year, product));
            if (cover < settings.get(MeasureConstants.WORLD_COVERAGE)) {
                return Reason.WORLD_COVERAGE_LOW;
            }
        }
        for (int member : groups.grouped) {
            if (data.coverage().importer(year, product, member) == Coverage.State.HIDDEN) {
                return Reason.INTRA;
            }
        }
        return null;
    }

    /** Units by index, and which economies belong together. */
    private static final class Groups {
        final List<String> names;
        final int[] unitOf;
        final boolean[] named;
        final List<Integer> grouped = new ArrayList<>();

        Groups(DataSet data, Map<String, String> unitByEconomy) {
            var sorted = new TreeSet<String>();
            for (var economy : data.economies().listEconomies()) {
                sorted.add(unitByEconomy.getOrDefault(economy.code(), economy.code()));
            }
            names = List.copyOf(sorted);
            unitOf = new int[data.economies().size()];
            named = new boolean[names.size()];
            for (int i = 0; i < unitOf.length; i++) {
                var economy = data.economies().get(i);
                unitOf[i] = names.indexOf(unitByEconomy.getOrDefault(economy.code(), economy.code()));
                named[unitOf[i]] = economy.named();
                if (unitByEconomy.containsKey(economy.code())) {
                    grouped.add(i);
                }
            }
        }

        /** Exports by unit to outside the unit, in thousandths. */
        double[] exports(FlowBlock block) {
            var exports = new double[names.size()];
            for (int i = block.from(); i < block.to(); i++) {
                int from = unitOf[block.exporter()[i]];
                if (from != unitOf[block.importer()[i]]) {
                    exports[from] += block.value()[i];
                }
            }
            return exports;
        }
    }
}
