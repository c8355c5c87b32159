package org.kaname.measure.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.complexity.ComplexityMeasure;
import org.kaname.measure.complexity.ComplexityReference;
import org.kaname.measure.complexity.Fitness;
import org.kaname.measure.complexity.SymmetricEci;
import org.kaname.measure.sql.SqlReference;
import org.kaname.model.Code;
import org.kaname.model.Result;

/**
 * The matrix of goods held of one classification and year, by kernel and by reference file. Proximity and density are compared for
 * some goods where there are many; outlook and gain need all pairs, and are compared where there are few.
 */
final class ComplexityComparison {
    /** Goods up to which the reference is asked for every pair: its join grows with their square. */
    private static final int ALL_PAIRS = 1_000;

    private static final int MOST_ASKED = 40;
    private static final int UPDATES = 19;

    private final Complexity kernel;
    private final ComplexityReference reference;
    private final Function<String, Tally> tallies;
    private final String year;

    private ComplexityComparison(Complexity kernel, SqlReference sql, Function<String, Tally> tallies) {
        this.kernel = kernel;
        this.reference = new ComplexityReference(kernel, sql);
        this.tallies = tallies;
        this.year = Integer.toString(kernel.year());
    }

    /**
     * Compares everything.
     *
     * @param most of the goods, spread evenly, for proximity and density
     */
    static void compare(Complexity kernel, SqlReference sql, int most, Function<String, Tally> tallies) {
        if (kernel.matrix().economies() == 0) {
            return;
        }
        var comparison = new ComplexityComparison(kernel, sql, tallies);
        int goods = kernel.matrix().products();
        boolean allPairs = goods <= ALL_PAIRS && goods <= most;
        var asked = comparison.asked(allPairs ? goods : Math.min(most, MOST_ASKED));
        comparison.reference.ask(asked);
        comparison.matrix();
        comparison.counts();
        if (kernel.index() instanceof Result.Ok<SymmetricEci> index) {
            comparison.index(index.value());
        }
        comparison.space(asked);
        if (allPairs && kernel.index() instanceof Result.Ok<SymmetricEci>) {
            comparison.outlook();
        }
        comparison.fitness();
    }

    private List<Code> asked(int most) {
        int goods = kernel.matrix().products();
        var asked = new ArrayList<Code>();
        for (int i = 0; i < Math.min(most, goods); i++) {
            asked.add(kernel.product((int) ((long) i * goods / Math.min(most, goods))));
        }
        return asked;
    }

    private Tally tally(ComplexityMeasure measure) {
        return tallies.apply(measure.method());
    }

    private Supplier<String> where(Object... what) {
        return () -> kernel.scheme() + " " + year + " " + List.of(what);
    }

    private Code good(Map<String, Object> row) {
        return new Code(kernel.scheme(), String.valueOf(row.get("product")));
    }

    private static String economy(Map<String, Object> row) {
        return String.valueOf(row.get("exporter"));
    }

    /** Every cell in which something is exported. */
    private void matrix() {
        var matrix = kernel.matrix();
        var tally = tally(ComplexityMeasure.RCA);
        var met = new HashSet<List<Object>>();
        for (var row : reference.rows("matrix")) {
            int c = kernel.findRow(economy(row));
            int p = kernel.findColumn(good(row));
            var where = where(economy(row), good(row));
            if (c < 0 || p < 0) {
                // a row or column that holds nothing was left out
                tally.same(false, row.get("held"), where);
                continue;
            }
            met.add(List.of(c, p));
            tally.number(matrix.rca(c, p), row.get("rca"), where);
            if (Math.abs(matrix.rca(c, p) - 1) > Tally.TOLERANCE) {
                tally.same(matrix.held(c, p), row.get("held"), where);
            }
        }
        for (int c = 0; c < matrix.economies(); c++) {
            for (int p = 0; p < matrix.products(); p++) {
                if (matrix.exports(c, p) > 0 && !met.contains(List.<Object>of(c, p))) {
                    tally.alone(true, where(kernel.economy(c), kernel.product(p)));
                }
            }
        }
    }

    private void counts() {
        var diversity = byEconomy("diversity", "diversity");
        for (int c = 0; c < kernel.matrix().economies(); c++) {
            var code = kernel.economy(c);
            tally(ComplexityMeasure.DIVERSITY)
                    .number(kernel.matrix().diversity(c), diversity.remove(code), where(code));
        }
        diversity.keySet().forEach(code -> tally(ComplexityMeasure.DIVERSITY).alone(false, where(code)));
        var ubiquity = byGood("ubiquity", "ubiquity");
        for (int p = 0; p < kernel.matrix().products(); p++) {
            var good = kernel.product(p);
            tally(ComplexityMeasure.UBIQUITY).number(kernel.matrix().ubiquity(p), ubiquity.remove(good), where(good));
        }
        ubiquity.keySet().forEach(good -> tally(ComplexityMeasure.UBIQUITY).alone(false, where(good)));
    }

    private void index(SymmetricEci index) {
        var tally = tally(ComplexityMeasure.ECI);
        for (var row : reference.rows("eci_check")) {
            row.forEach((name, value) -> tally.number(0, value, where("eci_check", name)));
        }
        var eci = byEconomy("eci", "eci");
        for (int c = 0; c < index.eci().length; c++) {
            tally.number(index.eci()[c], eci.remove(kernel.economy(c)), where(kernel.economy(c)));
        }
        eci.keySet().forEach(code -> tally.alone(false, where(code)));
        var pci = byGood("pci", "pci");
        for (int p = 0; p < index.pci().length; p++) {
            tally.number(index.pci()[p], pci.remove(kernel.product(p)), where(kernel.product(p)));
        }
        pci.keySet().forEach(good -> tally.alone(false, where(good)));
    }

    private void space(List<Code> asked) {
        var near = new HashMap<List<Code>, Object>();
        for (var row : reference.rows("proximity")) {
            near.put(
                    List.of(good(row), new Code(kernel.scheme(), String.valueOf(row.get("neighbour")))),
                    Objects.requireNonNull(row.get("proximity")));
        }
        var dense = cells("density");
        for (var good : asked) {
            for (int q = 0; q < kernel.matrix().products(); q++) {
                var pair = List.of(good, kernel.product(q));
                // who shares no holder has no row
                var other = near.containsKey(pair) ? near.get(pair) : Double.valueOf(0);
                tally(ComplexityMeasure.PROXIMITY)
                        .number(
                                kernel.proximity(good, kernel.product(q)).value(),
                                other,
                                where(good, kernel.product(q)));
            }
            for (int c = 0; c < kernel.matrix().economies(); c++) {
                cell(ComplexityMeasure.DENSITY, kernel.economy(c), good, dense);
            }
        }
    }

    private void outlook() {
        var outlook = byEconomy("coi", "coi");
        var gain = cells("cog");
        for (int c = 0; c < kernel.matrix().economies(); c++) {
            var code = kernel.economy(c);
            tally(ComplexityMeasure.COI)
                    .number(kernel.figure(ComplexityMeasure.COI, code).value(), outlook.get(code), where(code));
            for (int p = 0; p < kernel.matrix().products(); p++) {
                cell(ComplexityMeasure.COG, code, kernel.product(p), gain);
            }
        }
    }

    private void cell(ComplexityMeasure measure, String economy, Code good, Map<List<Object>, Object> cells) {
        var key = List.<Object>of(economy, good);
        tally(measure)
                .number(
                        kernel.figure(measure, economy, good).value(),
                        cells.containsKey(key) ? cells.get(key) : Double.valueOf(0),
                        where(economy, good));
    }

    private void fitness() {
        var tally = tallies.apply(Fitness.METHOD);
        var before = Fitness.after(kernel.matrix(), UPDATES - 1);
        var after = before.step(kernel.matrix());
        for (var row : reference.step(before)) {
            boolean ofEconomy = "economy".equals(row.get("kind"));
            var code = String.valueOf(row.get("code"));
            int at = ofEconomy ? kernel.findRow(code) : kernel.findColumn(new Code(kernel.scheme(), code));
            tally.number(ofEconomy ? after.fitness()[at] : after.complexity()[at], row.get("stepped"), where(code));
        }
    }

    private Map<String, Object> byEconomy(String file, String column) {
        var values = new TreeMap<String, Object>();
        for (var row : reference.rows(file)) {
            values.put(economy(row), Objects.requireNonNull(row.get(column)));
        }
        return values;
    }

    private Map<Code, Object> byGood(String file, String column) {
        var values = new TreeMap<Code, Object>();
        for (var row : reference.rows(file)) {
            values.put(good(row), Objects.requireNonNull(row.get(column)));
        }
        return values;
    }

    private Map<List<Object>, Object> cells(String file) {
        var values = new HashMap<List<Object>, Object>();
        for (var row : reference.rows(file)) {
            values.put(List.of(economy(row), good(row)), Objects.requireNonNull(row.get(file)));
        }
        return values;
    }

    /** Names of the checks, in their order. */
    static Set<String> methods() {
        var methods = new LinkedHashSet<String>();
        for (var measure : ComplexityMeasure.values()) {
            methods.add(measure.method());
        }
        methods.add(Fitness.METHOD);
        return methods;
    }
}
