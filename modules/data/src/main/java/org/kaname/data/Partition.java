package org.kaname.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kaname.model.Code;
import org.kaname.model.Economy;

/**
 * A partition maps each economy to a unit (measurement 1.4). Trade between two members of one unit leaves imports, exports and world
 * trade; what is left is summed by unit, and every figure is then taken of units. Economies that are not named in it are units of
 * their own. Immutable.
 */
public final class Partition {
    /**
     * Members whose purchases are unknown may have made at most the rest of the unit's imports of the year before, 0..1 (measurement
     * 2.3); without a year before none may be unknown.
     */
    public static final double MEMBER_COVERAGE = 0.95;

    private final String name;
    private final SortedMap<String, String> unitByEconomy;

    private Partition(String name, Map<String, String> unitByEconomy) {
        this.name = name;
        this.unitByEconomy = Collections.unmodifiableSortedMap(new TreeMap<>(unitByEconomy));
    }

    /** Every economy is a unit of its own. */
    public static Partition identity() {
        return new Partition("identity", Map.of());
    }

    /** @param unitByEconomy by code; economies that are no key stay units of their own */
    public static Partition of(String name, Map<String, String> unitByEconomy) {
        return new Partition(name, unitByEconomy);
    }

    /** The members are one unit, everybody else stands alone. */
    public static Partition asOne(String name, String unit, Collection<String> members) {
        var units = new TreeMap<String, String>();
        members.forEach(member -> units.put(member, unit));
        return new Partition(name, units);
    }

    /** As in passports. */
    public String name() {
        return name;
    }

    /** Unit by economy, both by code; what is no key is a unit of its own. What the reference files take as {@code unit}. */
    public SortedMap<String, String> units() {
        return unitByEconomy;
    }

    public String unitOf(String economy) {
        return unitByEconomy.getOrDefault(economy, economy);
    }

    /**
     * The flows of a data set between units, with coverage of units. Tables other than flows name economies and are left out. A summed
     * flow keeps the origin of its first part.
     *
     * <p>Throws where a unit has the code of an economy that is no member of it, or a member is no single economy.
     */
    public DataSet apply(DataSet data) {
        var economies = data.economies();
        var members = new TreeMap<String, BitSet>();
        for (int i = 0; i < economies.size(); i++) {
            var unit = unitOf(economies.get(i).code());
            members.computeIfAbsent(unit, unknown -> new BitSet()).set(i);
        }
        var known = new ArrayList<Economy>();
        members.forEach((unit, of) -> known.add(unit(data, unit, of)));
        var units = new Economies(known);
        var unitIndex = new int[economies.size()];
        for (int i = 0; i < unitIndex.length; i++) {
            unitIndex[i] = units.indexOf(unitOf(economies.get(i).code()));
        }
        var membersByUnit = new ArrayList<BitSet>();
        for (var unit : units.listEconomies()) {
            membersByUnit.add(members.getOrDefault(unit.code(), new BitSet()));
        }
        return new DataSet(
                data.manifest(),
                units,
                data.products(),
                data.blocs(),
                cube(data.cube(), units, unitIndex),
                new UnitCoverage(data, membersByUnit),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                data.sources(),
                data.lines(),
                data.mirror());
    }

    private Economy unit(DataSet data, String unit, BitSet members) {
        int only = members.nextSetBit(0);
        var economies = data.economies();
        if (members.cardinality() == 1 && economies.get(only).code().equals(unit)) {
            return economies.get(only);
        }
        if (economies.indexOf(unit) >= 0 && !unitByEconomy.containsKey(unit)) {
            throw new IllegalArgumentException(
                    "The unit (" + unit + ") has the code of an economy that is no member of it.");
        }
        for (int i = only; i >= 0; i = members.nextSetBit(i + 1)) {
            if (!economies.get(i).named()) {
                throw new IllegalArgumentException("The member ("
                        + economies.get(i).code() + ") of the unit (" + unit + ") is no single economy.");
            }
        }
        return new Economy(unit, Economy.Kind.ECONOMY, unit, unit);
    }

    private static TradeCube cube(TradeCube cube, Economies units, int[] unitIndex) {
        var builder = new TradeCube.Builder(units, cube.unit());
        var sum = new double[units.size()][units.size()];
        var first = new int[units.size()][units.size()];
        var nowhere = new Origin(0, 0);
        for (int y = 0; y < cube.yearCount(); y++) {
            for (int p = 0; p < cube.products().size(); p++) {
                var block = cube.block(y, p);
                var product = cube.products().get(p);
                builder.add(cube.year(y), product, 0, 0, 0, nowhere);
                for (int flow = block.to() - 1; flow >= block.from(); flow--) {
                    int importer = unitIndex[block.importer()[flow]];
                    int exporter = unitIndex[block.exporter()[flow]];
                    sum[importer][exporter] += block.value()[flow];
                    first[importer][exporter] = flow;
                }
                for (int importer = 0; importer < sum.length; importer++) {
                    for (int exporter = 0; exporter < sum.length; exporter++) {
                        double value = sum[importer][exporter];
                        if (value > 0 && importer != exporter) {
                            builder.add(
                                    cube.year(y),
                                    product,
                                    importer,
                                    exporter,
                                    value / TradeCube.SCALE,
                                    cube.origin(first[importer][exporter]));
                        }
                    }
                    Arrays.fill(sum[importer], 0);
                }
            }
        }
        return builder.build();
    }

    /** What is known of a unit is what is known of all its members. */
    private static final class UnitCoverage implements Coverage {
        private final Coverage coverage;
        private final TradeCube cube;
        private final List<BitSet> members;
        private final Map<Integer, Map<Code, BitSet>> absent = new HashMap<>();

        UnitCoverage(DataSet data, List<BitSet> members) {
            this.coverage = data.coverage();
            this.cube = data.cube();
            this.members = List.copyOf(members);
        }

        @Override
        public State importer(int year, Code product, int unit) {
            var of = members.get(unit);
            int first = of.nextSetBit(0);
            if (of.cardinality() == 1) {
                return coverage.importer(year, product, first);
            }
            var unknown = new BitSet();
            var known = State.NOT_REPORTED;
            for (int i = first; i >= 0; i = of.nextSetBit(i + 1)) {
                var state = coverage.importer(year, product, i);
                if (state == State.HIDDEN || state == State.EXCERPT) {
                    return state;
                }
                if (state.known()) {
                    known = state;
                } else {
                    unknown.set(i);
                }
            }
            return unknown.isEmpty() || coveredByKnown(year, product, of, unknown) ? known : State.NOT_REPORTED;
        }

        /** The members that are known made enough of the unit's imports in the year before. */
        private boolean coveredByKnown(int year, Code product, BitSet of, BitSet unknown) {
            int before = Integer.MIN_VALUE;
            for (int candidate : coverage.years(product)) {
                if (candidate < year) {
                    before = Math.max(before, candidate);
                }
            }
            int y = cube.yearIndex(before);
            int p = cube.productIndex(product);
            if (y < 0 || p < 0) {
                return false;
            }
            double all = 0;
            double missing = 0;
            var block = cube.block(y, p);
            for (int flow = block.from(); flow < block.to(); flow++) {
                int importer = block.importer()[flow];
                if (of.get(importer) && !of.get(block.exporter()[flow])) {
                    all += block.value()[flow];
                    if (unknown.get(importer)) {
                        missing += block.value()[flow];
                    }
                }
            }
            return all > 0 && 1 - missing / all >= MEMBER_COVERAGE;
        }

        /** Not where a member's purchases hide in a remainder: its trade inside the unit is then counted as trade with the world. */
        @Override
        public boolean worldDeclared(int year, Code product) {
            if (!coverage.worldDeclared(year, product)) {
                return false;
            }
            for (var of : members) {
                if (of.cardinality() > 1) {
                    for (int i = of.nextSetBit(0); i >= 0; i = of.nextSetBit(i + 1)) {
                        var state = coverage.importer(year, product, i);
                        if (state == State.HIDDEN || state == State.EXCERPT) {
                            return false;
                        }
                    }
                }
            }
            return true;
        }

        @Override
        public synchronized BitSet importersWithoutData(int year, Code product) {
            var found = absent.computeIfAbsent(year, unknown -> new HashMap<>())
                    .computeIfAbsent(product, unknown -> unitsWithoutData(year, product));
            return (BitSet) found.clone();
        }

        private BitSet unitsWithoutData(int year, Code product) {
            var economies = coverage.importersWithoutData(year, product);
            var units = new BitSet();
            for (int unit = 0; unit < members.size(); unit++) {
                if (members.get(unit).intersects(economies)
                        && !importer(year, product, unit).known()) {
                    units.set(unit);
                }
            }
            return units;
        }

        @Override
        public List<Integer> years(Code product) {
            return coverage.years(product);
        }

        @Override
        public boolean partial(int year) {
            return coverage.partial(year);
        }

        @Override
        public boolean allProducts() {
            return coverage.allProducts();
        }

        @Override
        public boolean excerpt() {
            return coverage.excerpt();
        }
    }
}
