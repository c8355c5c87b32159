package org.kaname.data.workspace;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kaname.data.AllGoods;
import org.kaname.data.Economies;
import org.kaname.data.TradeCube;

/** Sums over all goods of a data set by year, exporter and importer, read by the engine in two queries. */
final class GoodSums {
    /** Below it sums of whole numbers are exact, in any order. */
    private static final double EXACT = 0x1p53;

    /**
     * A little more than 2^-52: a product that is as near to a whole number is one for {@link TradeCube.Builder} too, for the next
     * distance is three units in the last place.
     */
    private static final String WHOLE = "2.22044826e-16";

    private final Map<Integer, double[]> pairs;
    private final AllGoods allGoods;
    private final int economies;

    private GoodSums(Map<Integer, double[]> pairs, AllGoods allGoods, int economies) {
        this.pairs = pairs;
        this.allGoods = allGoods;
        this.economies = economies;
    }

    /**
     * Reads the sums; empty where they would depend on the order of the flows, being of no whole thousandths or too large.
     *
     * @param table flows of whole years with their conditions, named {@code f}; ends in a {@code WHERE} clause
     * @param value the value in the set's unit
     */
    static Optional<GoodSums> read(Connection engine, String table, String value, Economies economies, String importer)
            throws SQLException {
        var scaled = "CASE WHEN f.exporter <> f.importer THEN CAST(" + value + " AS DOUBLE) * " + (int) TradeCube.SCALE
                + ".0::DOUBLE ELSE 0.0 END";
        var pairs = new TreeMap<Integer, double[]>();
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(
                        "SELECT year, CAST(exporter AS VARCHAR), CAST(importer AS VARCHAR), sum(round(s)),"
                                + " bool_or(abs(s - round(s)) > s * " + WHOLE + " OR round(s) = 0 AND s > 0) FROM"
                                + " (SELECT CAST(f.year AS INTEGER) AS year, f.exporter, f.importer, " + scaled
                                + " AS s FROM " + table + ") GROUP BY ALL")) {
            while (result.next()) {
                if (result.getBoolean(5)) {
                    return Optional.empty();
                }
                int exporter = economies.indexOf(result.getString(2));
                int buyer = economies.indexOf(result.getString(3));
                pairs.computeIfAbsent(result.getInt(1), unknown -> new double[economies.size() * economies.size()])[
                                exporter * economies.size() + buyer] =
                        result.getDouble(4);
            }
        }
        if (pairs.values().stream().anyMatch(ofYear -> !(Arrays.stream(ofYear).sum() < EXACT))) {
            return Optional.empty();
        }
        var allGoods = new AllGoods(economies.size(), economies.indexOf(importer));
        pairs.forEach(allGoods::withYear);
        imports(engine, table, scaled, importer)
                .forEach((year, byGood) -> allGoods.withImports(
                        year, byGood.stream().mapToDouble(Double::doubleValue).toArray()));
        return Optional.of(new GoodSums(pairs, allGoods, economies.size()));
    }

    private static Map<Integer, List<Double>> imports(Connection engine, String table, String scaled, String importer)
            throws SQLException {
        var imports = new HashMap<Integer, List<Double>>();
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(
                        "SELECT year, sum(round(s)) AS bought FROM (SELECT CAST(f.year AS INTEGER) AS year, f.product, "
                                + scaled + " AS s FROM " + table + " AND f.importer = " + ParquetFiles.quoted(importer)
                                + ") GROUP BY year, product HAVING bought > 0")) {
            while (result.next()) {
                imports.computeIfAbsent(result.getInt(1), unknown -> new ArrayList<>())
                        .add(result.getDouble(2));
            }
        }
        return imports;
    }

    AllGoods allGoods() {
        return allGoods;
    }

    /** Tells who imports anything in which year, and who imports the good of a cube. */
    void cover(FlowCoverage.Builder coverage, TradeCube cube, String scheme) {
        pairs.forEach((year, ofYear) -> {
            coverage.add(year, scheme);
            for (int i = 0; i < ofYear.length; i++) {
                if (ofYear[i] > 0) {
                    coverage.add(year, i % economies);
                }
            }
        });
        for (int y = 0; y < cube.yearCount(); y++) {
            for (int p = 0; p < cube.products().size(); p++) {
                var block = cube.block(y, p);
                for (int flow = block.from(); flow < block.to(); flow++) {
                    coverage.add(cube.year(y), cube.products().get(p), block.importer()[flow]);
                }
            }
        }
    }
}
