package org.kaname.measure.complexity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.kaname.measure.sql.SqlReference;
import org.kaname.model.Code;
import org.kaname.model.Passport;
import org.kaname.model.Result;

/**
 * The reference files of one matrix: gives them year and filter, the goods asked about, and what they cannot compute, which is the
 * eigenvector and its eigenvalues. Not thread-safe; the last one to {@link #ask} is answered.
 */
public final class ComplexityReference {
    /** Goods up to which figures that rest on every pair of goods are recomputed by SQL. */
    private static final int ALL_PAIRS = 1_000;

    private final Complexity kernel;
    private final SqlReference sql;
    private final Map<String, Double> parameters = new TreeMap<>();

    /** Of the kernel's matrix, on the views of its classification. */
    public ComplexityReference(Complexity kernel, SqlReference sql) {
        this.kernel = kernel;
        this.sql = sql;
        parameters.put("year", (double) kernel.year());
        parameters.put("t_min_trade_kusd", kernel.minTrade());
        parameters.put("t_min_products_exporters", kernel.minExporters());
        if (kernel.index() instanceof Result.Ok<SymmetricEci> ok) {
            parameters.put("lambda1", ok.value().lambda1());
            parameters.put("lambda2", ok.value().lambda2());
            parameters.put("deviation", ok.value().deviation());
        }
    }

    /** Gives the tables of this matrix, and the goods of which proximity and density are asked for. */
    public void ask(List<Code> goods) {
        var matrix = kernel.matrix();
        var inside = new ArrayList<List<Object>>();
        for (int c = 0; c < matrix.economies(); c++) {
            inside.add(List.of(kernel.economy(c)));
        }
        sql.give("inside", "exporter varchar", inside);
        var asked = new ArrayList<List<Object>>();
        goods.forEach(good -> asked.add(List.of(kernel.year(), good.value())));
        sql.give("asked", "year integer, product varchar", asked);
        if (kernel.index() instanceof Result.Ok<SymmetricEci> ok) {
            give(ok.value());
        }
    }

    private void give(SymmetricEci index) {
        var economies = new ArrayList<List<Object>>();
        for (int c = 0; c < index.eci().length; c++) {
            economies.add(List.of(kernel.economy(c), index.vector()[c], index.eci()[c]));
        }
        sql.give("given_economy", "exporter varchar, v double, eci double", economies);
        var goods = new ArrayList<List<Object>>();
        for (int p = 0; p < index.pci().length; p++) {
            goods.add(List.of(kernel.product(p).value(), index.pci()[p], index.rawPci()[p]));
        }
        sql.give("given_product", "product varchar, pci double, raw_pci double", goods);
    }

    /** The rows of a reference file. */
    public List<Map<String, Object>> rows(String file) {
        return sql.table(file, parameters);
    }

    /** One update of fitness from the values before it. */
    public List<Map<String, Object>> step(Fitness before) {
        var fitness = new ArrayList<List<Object>>();
        for (int c = 0; c < before.fitness().length; c++) {
            fitness.add(List.of(kernel.economy(c), before.fitness()[c]));
        }
        sql.give("given_fitness", "exporter varchar, fitness double", fitness);
        var complexity = new ArrayList<List<Object>>();
        for (int p = 0; p < before.complexity().length; p++) {
            complexity.add(List.of(kernel.product(p).value(), before.complexity()[p]));
        }
        sql.give("given_complexity", "product varchar, complexity double", complexity);
        return rows("fitness_step");
    }

    /** True where the file is asked for: outlook and gain rest on every pair of goods, which takes the reference too long if many. */
    public boolean answers(ComplexityMeasure measure) {
        boolean everyPair = measure == ComplexityMeasure.COI || measure == ComplexityMeasure.COG;
        return !everyPair || kernel.matrix().products() <= ALL_PAIRS;
    }

    /** The figure of a passport; empty where the reference has no row. */
    public OptionalDouble recompute(ComplexityMeasure measure, Passport passport) {
        boolean everyPair = measure == ComplexityMeasure.COI || measure == ComplexityMeasure.COG;
        ask(everyPair ? allGoods() : good(passport, "product"));
        for (var row : rows(measure.sqlFile())) {
            if (row.get(measure.column()) instanceof Double value
                    && fits(row, "exporter", passport.parameter("subject"))
                    && fits(row, "product", value(passport, "product"))
                    && fits(row, "neighbour", value(passport, "neighbour"))) {
                return OptionalDouble.of(value);
            }
        }
        return switch (measure) {
            // no row where nothing is exported, or no economy holds both
            case RCA, PROXIMITY, DENSITY -> OptionalDouble.of(0);
            case DIVERSITY, UBIQUITY, ECI, PCI, COI, COG -> OptionalDouble.empty();
        };
    }

    private List<Code> allGoods() {
        var goods = new ArrayList<Code>();
        for (int p = 0; p < kernel.matrix().products(); p++) {
            goods.add(kernel.product(p));
        }
        return goods;
    }

    private static List<Code> good(Passport passport, String key) {
        return switch (Code.parse(passport.parameter(key))) {
            case Result.Ok<Code> ok -> List.of(ok.value());
            case Result.Failed<Code> failed -> List.of();
        };
    }

    private static String value(Passport passport, String key) {
        var good = good(passport, key);
        return good.isEmpty() ? "" : good.getFirst().value();
    }

    private static boolean fits(Map<String, Object> row, String column, String asked) {
        return asked.isEmpty() || asked.equals(row.get(column));
    }
}
