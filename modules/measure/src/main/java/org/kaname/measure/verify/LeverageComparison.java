package org.kaname.measure.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.kaname.data.DataSet;
import org.kaname.data.TradeCube;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.leverage.Dependence;
import org.kaname.measure.leverage.Dependences;
import org.kaname.measure.power.Erosion;
import org.kaname.measure.power.MarketPower;
import org.kaname.measure.power.PowerProfile;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.sql.SqlReference;
import org.kaname.measure.world.Exports;
import org.kaname.measure.world.ReverseDependence;
import org.kaname.measure.world.WorldShare;
import org.kaname.model.Code;
import org.kaname.model.Condition;
import org.kaname.model.Truth;

/**
 * Who depends on whom under every voting rule, the proxies of market power and the trend of world shares, by kernel and by reference
 * file. Rules that rank goods are left out: the reference runs on the goods compared.
 */
final class LeverageComparison {
    /** Elasticities that stand in where the user set none: any positive numbers do for a comparison. */
    private static final double DEMAND = 2;

    private static final double FRINGE = 1;
    /** Every so many economies stand in the partner set of the comparison. */
    private static final int STEP = 3;

    private final DataSet data;
    private final Settings settings;
    private final List<Code> products;
    private final SqlReference sql;
    private final Function<String, Tally> tallies;
    private final boolean[] named;

    /** A good of a year, and the economy asked about. */
    private record Key(int year, String economy, String product) {}

    LeverageComparison(
            DataSet data, Settings settings, List<Code> products, SqlReference sql, Function<String, Tally> tallies) {
        this.data = data;
        this.settings = settings;
        this.products = products;
        this.sql = sql;
        this.tallies = tallies;
        this.named = data.economies().named();
    }

    static List<String> methods() {
        return List.of(Dependences.METHOD, PowerProfile.METHOD, Erosion.METHOD);
    }

    void compare() {
        if (products.isEmpty() || data.cube().yearCount() == 0) {
            return;
        }
        for (var rule : RuleCatalogue.listRules()) {
            if (rule.votes() && !rule.countsGoods()) {
                dependence(rule);
            }
        }
        var shares = worldShares();
        power(shares);
        erosion(shares);
    }

    private static Map<Key, Map<String, Object>> index(List<Map<String, Object>> rows, String economy) {
        var index = new HashMap<Key, Map<String, Object>>();
        for (var row : rows) {
            index.put(
                    new Key(
                            ((Number) Objects.requireNonNull(row.get("year"))).intValue(),
                            String.valueOf(row.get(economy)),
                            String.valueOf(row.get("product"))),
                    row);
        }
        return index;
    }

    private static Map<String, Double> constants(RuleVersion rule, Settings settings) {
        var constants = new TreeMap<String, Double>();
        rule.constants().forEach((name, value) -> constants.put("t_" + name, settings.get(rule.id() + "." + name)));
        var persistence = rule.persistence();
        if (persistence != null) {
            constants.put("years", (double) persistence.years());
            constants.put("window", (double) persistence.window());
        }
        return constants;
    }

    private String code(int economy) {
        return data.economies().get(economy).code();
    }

    private void dependence(RuleVersion rule) {
        var tally = tallies.apply(Dependences.METHOD);
        sql.give("verdict", rule.sqlFile(), constants(rule, settings));
        var rows = index(sql.table("dependence", Map.of()), "importer");
        int newest = data.cube().year(data.cube().yearCount() - 1);
        var kernel = Dependences.of(data, products, rule, newest, (product, year) -> true, settings, 1);
        var met = new HashSet<Key>();
        var boundaries = new HashSet<Key>();
        var byExporter = new HashMap<Key, List<Dependence>>();
        for (var one : kernel.list()) {
            var key = new Key(one.year(), code(one.importer()), one.product().value());
            met.add(key);
            var ofExporter =
                    new Key(one.year(), code(one.supplier()), one.product().value());
            byExporter.computeIfAbsent(ofExporter, k -> new ArrayList<>()).add(one);
            var row = rows.get(key);
            if (row == null && boundary(rule, one.importer(), one.product(), one.year())) {
                tally.truth(Truth.UNKNOWN, null, true, key::toString);
                boundaries.add(ofExporter);
            } else if (row == null) {
                tally.alone(true, () -> rule.id() + " " + key);
            } else {
                tally.same(code(one.supplier()), row.get("supplier"), () -> rule.id() + " " + key);
                tally.number(one.value() / TradeCube.SCALE, row.get("value_kusd"), () -> rule.id() + " " + key);
                tally.number(one.imports() / TradeCube.SCALE, row.get("imports_kusd"), () -> rule.id() + " " + key);
                tally.number(one.share(), row.get("import_share"), () -> rule.id() + " " + key);
            }
        }
        rows.forEach((key, row) -> {
            if (!met.contains(key)) {
                if (boundary(rule, data.economies().indexOf(key.economy()), product(key), key.year())) {
                    tally.truth(Truth.UNKNOWN, null, true, key::toString);
                    boundaries.add(new Key(key.year(), String.valueOf(row.get("supplier")), key.product()));
                } else {
                    tally.alone(false, () -> rule.id() + " " + key);
                }
            }
        });
        dependents(rule, tally, byExporter, boundaries);
    }

    private void dependents(RuleVersion rule, Tally tally, Map<Key, List<Dependence>> byExporter, Set<Key> boundaries) {
        var rows = index(sql.table("dependents", Map.of()), "exporter");
        byExporter.forEach((key, list) -> {
            var row = rows.get(key);
            if (boundaries.contains(key)) {
                return;
            }
            if (row == null) {
                tally.alone(true, () -> rule.id() + " dependents " + key);
                return;
            }
            double value = list.stream().mapToDouble(Dependence::value).sum();
            double demand = list.stream().mapToDouble(Dependence::imports).sum();
            var product = list.getFirst().product();
            tally.number(list.size(), row.get("dependents"), () -> rule.id() + " " + key);
            tally.number(value / TradeCube.SCALE, row.get("value_kusd"), () -> rule.id() + " " + key);
            tally.number(ReverseDependence.cover(value, demand), row.get("cover"), () -> rule.id() + " " + key);
            tally.number(
                    data.coverage().worldDeclared(key.year(), product)
                            ? ReverseDependence.reach(demand, WorldShare.world(exports(product, key.year())))
                            : Double.NaN,
                    row.get("reach"),
                    () -> rule.id() + " " + key);
        });
        rows.keySet().stream()
                .filter(key -> !byExporter.containsKey(key) && !boundaries.contains(key))
                .forEach(key -> tally.alone(false, () -> rule.id() + " dependents " + key));
    }

    private Code product(Key key) {
        return new Code(products.getFirst().scheme(), key.product());
    }

    /** A condition of the rule lies at its threshold but for the order of a sum, in any year of the window. */
    private boolean boundary(RuleVersion rule, int importer, Code product, int year) {
        var judge = new RuleJudge(rule, settings);
        var profile = GoodProfile.at(
                data, new GoodEvaluator(data, importer, new BitSet(), settings), product, year, List.of(), settings);
        for (var of : profile.window()) {
            for (int i = 0; i < rule.conditions().size(); i++) {
                var condition = rule.conditions().get(i);
                double actual = of.value(condition.measure());
                if (Double.isFinite(actual)
                        && Math.abs(condition.comparison().margin(actual, judge.threshold(i))) < Condition.BOUNDARY) {
                    return true;
                }
            }
        }
        return false;
    }

    private double[] exports(Code product, int year) {
        var exports = new double[named.length];
        var block = data.cube().block(data.cube().yearIndex(year), data.cube().productIndex(product));
        Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
        return exports;
    }

    /** World shares by good and year where they are known, by exporter. */
    private Map<Code, TreeMap<Integer, double[]>> worldShares() {
        int any = 0;
        while (any < named.length - 1 && !named[any]) {
            any++;
        }
        var evaluator = new GoodEvaluator(data, any, new BitSet(), settings);
        var shares = new TreeMap<Code, TreeMap<Integer, double[]>>();
        for (var product : products) {
            for (int year : data.coverage().years(product)) {
                if (data.cube().yearIndex(year) < 0
                        || Double.isNaN(evaluator.evaluate(year, product).value(GoodMeasure.WORLD_HHI))) {
                    continue;
                }
                var exports = exports(product, year);
                double world = WorldShare.world(exports);
                double unallocated = WorldShare.unallocated(exports, named);
                var of = new double[named.length];
                for (int j = 0; j < of.length; j++) {
                    of[j] = named[j] ? WorldShare.share(exports[j], world, unallocated) : Double.NaN;
                }
                shares.computeIfAbsent(product, p -> new TreeMap<>()).put(year, of);
            }
        }
        return shares;
    }

    private void power(Map<Code, TreeMap<Integer, double[]>> shares) {
        var tally = tallies.apply(PowerProfile.METHOD);
        var set = new BitSet();
        var members = new ArrayList<List<Object>>();
        for (int i = 0; i < named.length; i += STEP) {
            if (named[i]) {
                set.set(i);
                members.add(List.of(code(i)));
            }
        }
        sql.give("partner_set", "economy varchar", members);
        double demand = orElse(settings.get(PowerProfile.DEMAND_ELASTICITY), DEMAND);
        double fringe = orElse(settings.get(PowerProfile.FRINGE_ELASTICITY), FRINGE);
        var parameters = new TreeMap<>(Map.of("t_demand_elasticity", demand, "t_fringe_elasticity", fringe));
        PowerProfile.EXPANSIONS.forEach((figure, constant) ->
                parameters.put("t_" + constant.substring(constant.lastIndexOf('.') + 1), settings.get(constant)));
        var rows = index(sql.table("market_power", parameters), "exporter");
        var met = new HashSet<Key>();
        shares.forEach((product, years) -> years.forEach((year, of) -> {
            var block =
                    data.cube().block(data.cube().yearIndex(year), data.cube().productIndex(product));
            for (int j = 0; j < of.length; j++) {
                if (!(of[j] > 0)) {
                    // Who sells nothing has no row.
                    continue;
                }
                double w = of[j];
                var key = new Key(year, code(j), product.value());
                met.add(key);
                var row = rows.get(key);
                if (row == null) {
                    tally.alone(true, key::toString);
                    continue;
                }
                tally.number(MarketPower.residualShare(w), row.get(PowerProfile.RESIDUAL), key::toString);
                PowerProfile.EXPANSIONS.forEach((figure, constant) -> tally.number(
                        MarketPower.capacityGap(w, settings.get(constant)), row.get(figure), key::toString));
                tally.number(MarketPower.lernerFringe(w, demand, fringe), row.get(PowerProfile.LERNER), key::toString);
                if (!set.get(j)) {
                    tally.number(
                            MarketPower.residualShareInside(block, named, set, j),
                            row.get(PowerProfile.RESIDUAL_INSIDE),
                            key::toString);
                }
            }
        }));
        rows.keySet().stream().filter(key -> !met.contains(key)).forEach(key -> tally.alone(false, key::toString));
    }

    private static double orElse(double value, double instead) {
        return Double.isNaN(value) ? instead : value;
    }

    private void erosion(Map<Code, TreeMap<Integer, double[]>> shares) {
        var tally = tallies.apply(Erosion.METHOD);
        int back = (int) settings.get(Erosion.YEARS);
        int trend = (int) settings.get(Erosion.TREND_YEARS);
        var rows = index(
                sql.table("erosion", Map.of("t_years", (double) back, "t_trend_years", (double) trend)), "exporter");
        var met = new HashSet<Key>();
        var series = new double[Erosion.span(settings)];
        shares.forEach((product, years) -> years.forEach((year, of) -> {
            for (int j = 0; j < of.length; j++) {
                if (!(of[j] > 0)) {
                    continue;
                }
                var key = new Key(year, code(j), product.value());
                met.add(key);
                var row = rows.get(key);
                if (row == null) {
                    tally.alone(true, key::toString);
                    continue;
                }
                Arrays.fill(series, Double.NaN);
                int exporter = j;
                years.subMap(year - series.length + 1, true, year, true)
                        .forEach((y, all) -> series[series.length - 1 - (year - y)] = all[exporter]);
                tally.number(Erosion.change(series, back), row.get(Erosion.CHANGE), key::toString);
                tally.number(Erosion.slope(series, trend), row.get(Erosion.SLOPE), key::toString);
                tally.number(Erosion.slopeError(series, trend), row.get(Erosion.SLOPE_ERROR), key::toString);
            }
        }));
        rows.keySet().stream().filter(key -> !met.contains(key)).forEach(key -> tally.alone(false, key::toString));
    }
}
