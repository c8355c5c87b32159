package org.kaname.measure.known;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBlock;
import org.kaname.data.Partition;
import org.kaname.data.Partitions;
import org.kaname.data.TradeCube;
import org.kaname.measure.DominanceTable;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Settings;
import org.kaname.measure.world.Exports;
import org.kaname.measure.world.WorldShare;
import org.kaname.model.Code;
import org.kaname.model.Result;

/**
 * One data set as the known answers look at it: under partitions, by subject, by exporter. Each thing is computed when it is first asked
 * for and kept, so that answers that share a subject and partners, and all mixes of an attribution, walk over the flows once. Not
 * thread-safe.
 */
final class KnownWorld {
    private static final int HS_DIGITS = 6;
    private static final String HARMONIZED_SYSTEM = "HS";
    private static final FlowBlock NO_FLOWS = new FlowBlock(new double[0], new short[0], new short[0], 0, 0);

    private final DataSet data;
    private final Settings settings;
    private final Map<Division, Map<String, String>> units = new HashMap<>();
    private final Map<Division, DataSet> sets = new HashMap<>();
    /** Where years have the same members, they share one set. */
    private final Map<Map<String, String>, DataSet> setsByUnits = new HashMap<>();

    private final Map<Unit, boolean[]> members = new HashMap<>();
    private final Map<Asked, Map<Code, GoodProfile>> profiles = new HashMap<>();
    private final Map<Division, Map<Code, double[]>> exports = new HashMap<>();
    private final Map<String, List<Code>> goods = new HashMap<>();

    private record Asked(String partition, int year, String subject, String partner) {}

    private record Division(String partition, int year) {}

    private record Unit(String partition, int year, String name) {}

    KnownWorld(DataSet data, Settings settings) {
        this.data = data;
        this.settings = settings;
    }

    DataSet data() {
        return data;
    }

    Settings settings() {
        return settings;
    }

    /** The unit of each economy; empty where the name means nothing in this set. */
    Map<String, String> units(String partition, int year) {
        return units.computeIfAbsent(new Division(partition, year), unknown -> switch (Partitions.of(data)
                .resolve(partition, LocalDate.of(year, Month.DECEMBER, 31))) {
            case Result.Ok<Map<String, String>> ok -> ok.value();
            case Result.Failed<Map<String, String>> failed -> Map.of();
        });
    }

    /** By economy index of the whole set: belongs to the unit. Not to be changed. */
    boolean[] members(String partition, int year, String unit) {
        return members.computeIfAbsent(new Unit(partition, year, unit), unknown -> {
            var its = new boolean[data.economies().size()];
            units(partition, year).forEach((economy, of) -> {
                int index = data.economies().indexOf(economy);
                if (of.equals(unit) && index >= 0) {
                    its[index] = true;
                }
            });
            return its;
        });
    }

    static int count(boolean[] members) {
        int count = 0;
        for (boolean is : members) {
            count += is ? 1 : 0;
        }
        return count;
    }

    /** The data set between the units of a partition. */
    DataSet set(String partition, int year) {
        if (partition.equals(Partitions.IDENTITY)) {
            return data;
        }
        var division = new Division(partition, year);
        var known = sets.get(division);
        if (known == null) {
            known = setsByUnits.computeIfAbsent(
                    units(partition, year), of -> Partition.of(partition, of).apply(data));
            sets.put(division, known);
        }
        return known;
    }

    /** The goods of the classifications that begin so and are covered in the year; of the Harmonized System those of six digits. */
    List<Code> goods(String classification, int year) {
        return goods.computeIfAbsent(classification + " " + year, unknown -> {
            var asked = new ArrayList<Code>();
            for (var product : data.cube().products()) {
                if (isAsked(product, classification)
                        && data.coverage().years(product).contains(year)) {
                    asked.add(product);
                }
            }
            return asked;
        });
    }

    static boolean isAsked(Code product, String classification) {
        return product.scheme().startsWith(classification)
                && (!product.scheme().startsWith(HARMONIZED_SYSTEM)
                        || product.value().length() == HS_DIGITS);
    }

    /**
     * A good of a subject as of exactly this year, which the set covers.
     *
     * @param partner the partner asked about; empty: the top supplier
     */
    GoodProfile profile(String partition, int year, String subject, String partner, Code product) {
        var of = profiles.computeIfAbsent(new Asked(partition, year, subject, partner), unknown -> new HashMap<>());
        var known = of.get(product);
        if (known == null) {
            if (of.isEmpty()) {
                fill(of, partition, year, subject, partner);
            }
            known = of.get(product);
        }
        if (known == null) {
            throw new IllegalArgumentException("The good (" + product + ") is not covered in (" + year + ").");
        }
        return known;
    }

    private void fill(Map<Code, GoodProfile> profiles, String partition, int year, String subject, String partner) {
        var set = set(partition, year);
        var partners = new BitSet();
        if (!partner.isEmpty()) {
            partners.set(set.economies().indexOf(partner));
        }
        var evaluator = new GoodEvaluator(set, set.economies().indexOf(subject), partners, settings);
        var names = partner.isEmpty() ? List.<String>of() : List.of(partner);
        for (var product : set.cube().products()) {
            if (set.coverage().years(product).contains(year)) {
                profiles.put(product, GoodProfile.at(set, evaluator, product, year, names, settings));
            }
        }
    }

    /** The flows of a good between economies. */
    FlowBlock block(int year, Code product) {
        int y = data.cube().yearIndex(year);
        int p = data.cube().productIndex(product);
        return y < 0 || p < 0 ? NO_FLOWS : data.cube().block(y, p);
    }

    /**
     * What a unit sells of a good to outside itself.
     *
     * @param share of world exports of named exporters, 0..1; of several units the largest
     * @param value in the set's unit
     */
    record Sales(double share, double value) {}

    /**
     * The sales of a unit; of a name that is none under this partition those of its largest member. Null where the good cannot be judged.
     *
     * @param members by economy index of the whole set: who they are where the unit is none
     */
    @Nullable Sales sales(String partition, int year, String unit, boolean[] members, Code product) {
        var set = set(partition, year);
        var all = exports.computeIfAbsent(new Division(partition, year), unknown -> exports(set, year));
        var by = all.get(product);
        if (by == null) {
            return null;
        }
        var named = set.economies().named();
        double world = WorldShare.world(by);
        double unallocated = WorldShare.unallocated(by, named);
        int only = set.economies().indexOf(unit);
        double most = only >= 0 ? by[only] : 0;
        for (int m = 0; only < 0 && m < members.length; m++) {
            if (members[m]) {
                most = Math.max(
                        most, by[set.economies().indexOf(data.economies().get(m).code())]);
            }
        }
        return new Sales(WorldShare.share(most, world, unallocated), most / TradeCube.SCALE);
    }

    /** Exports by good and unit; goods that cannot be judged are left out. */
    private Map<Code, double[]> exports(DataSet set, int year) {
        var all = new HashMap<Code, double[]>();
        int y = set.cube().yearIndex(year);
        for (int p = 0; p < set.cube().products().size(); p++) {
            var product = set.cube().products().get(p);
            if (data.coverage().years(product).contains(year)
                    && DominanceTable.findObstacle(data, set, year, product, settings)
                            .isEmpty()) {
                var by = new double[set.economies().size()];
                if (y >= 0) {
                    var block = set.cube().block(y, p);
                    Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), by);
                }
                all.put(product, by);
            }
        }
        return all;
    }
}
