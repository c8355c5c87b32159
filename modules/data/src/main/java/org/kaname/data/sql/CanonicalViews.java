package org.kaname.data.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.StageView;
import org.kaname.data.TradeCube;
import org.kaname.model.Code;
import org.kaname.model.Economy;

/**
 * A data set as the canonical views of measurement section 8, in an in-memory database: {@code f}, {@code unit}, {@code usable},
 * {@code declared}, {@code stage}, {@code activity}, {@code home}, {@code inner_set}, {@code partner_set}. Knows no measure.
 *
 * <p>Where the flows lie in files, {@code f} reads those; else it is filled from the cube. {@code f} holds one classification; self trade and explicit zeros are out. {@code usable} has a row for every covered good and
 * year and every named economy whose state is known. Not thread-safe.
 */
public final class CanonicalViews implements AutoCloseable {
    /** The good that stands for all that were not asked for. */
    public static final String REST = "*";

    private final DuckDBConnection connection;
    private final DataSet data;

    private CanonicalViews(DuckDBConnection connection, DataSet data) {
        this.connection = connection;
        this.data = data;
    }

    /** Opens the views of one classification; the partition is identity until {@link #partition} is called. */
    public static CanonicalViews open(DataSet data, String scheme) {
        return open(data, scheme, Set.of());
    }

    /**
     * The same for some goods: all others are one good {@link #REST} in {@code f}, which {@code usable} and {@code declared} do not hold.
     * What sums over all goods stays; what counts goods may not be asked.
     *
     * @param goods empty for all
     */
    public static CanonicalViews open(DataSet data, String scheme, Set<Code> goods) {
        try {
            var settings = new Properties();
            settings.setProperty(
                    "threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
            settings.setProperty("preserve_insertion_order", "true");
            var connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
            var views = new CanonicalViews(connection, data);
            views.flows(scheme, goods);
            views.partition(Map.of());
            views.coverage(scheme, goods);
            views.economies("home", List.of());
            views.economies("inner_set", List.of());
            views.economies("partner_set", List.of());
            views.stages();
            views.activity();
            return views;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connection() {
        return connection;
    }

    private static boolean asked(Code product, String scheme, Set<Code> goods) {
        return product.scheme().equals(scheme) && (goods.isEmpty() || goods.contains(product));
    }

    private void flows(String scheme, Set<Code> goods) throws SQLException {
        if (goods.isEmpty() && data.cube().allGoods().isPresent()) {
            throw new IllegalArgumentException("The data set holds one good, and all goods were asked for.");
        }
        if (goods.isEmpty() && !data.cube().table().isEmpty()) {
            execute("create view f as select year, product, exporter, importer, value as value_kusd from ("
                    + data.cube().table() + ") where scheme = '" + scheme.replace("'", "''") + "'");
            return;
        }
        execute(
                "create table f (year integer, product varchar, exporter varchar, importer varchar, value_kusd double)");
        var cube = data.cube();
        try (var appender = connection.createAppender("f")) {
            for (int y = 0; y < cube.yearCount(); y++) {
                for (int p = 0; p < cube.products().size(); p++) {
                    var product = cube.products().get(p);
                    if (!asked(product, scheme, goods)) {
                        continue;
                    }
                    var block = cube.block(y, p);
                    for (int i = block.from(); i < block.to(); i++) {
                        flow(
                                appender,
                                cube.year(y),
                                product.value(),
                                block.exporter()[i],
                                block.importer()[i],
                                block.value()[i]);
                    }
                }
                int size = data.economies().size();
                var rest = goods.isEmpty() ? new double[0] : rest(y, scheme, goods);
                for (int i = 0; i < rest.length; i++) {
                    if (rest[i] > 0) {
                        flow(appender, cube.year(y), REST, i / size, i % size, rest[i]);
                    }
                }
            }
        }
    }

    /** Flows of the goods of a classification that were not asked for, at exporter · economies + importer, in thousandths. */
    private double[] rest(int y, String scheme, Set<Code> goods) {
        var cube = data.cube();
        int size = data.economies().size();
        var rest = new double[size * size];
        var all = cube.allGoods();
        for (int i = 0; all.isPresent() && i < rest.length; i++) {
            rest[i] = all.get().sold(cube.year(y), i / size, i % size);
        }
        int sign = all.isPresent() ? -1 : 1;
        for (int p = 0; p < cube.products().size(); p++) {
            var product = cube.products().get(p);
            if (!product.scheme().equals(scheme) || goods.contains(product) != all.isPresent()) {
                continue;
            }
            var block = cube.block(y, p);
            for (int i = block.from(); i < block.to(); i++) {
                rest[block.exporter()[i] * size + block.importer()[i]] += sign * block.value()[i];
            }
        }
        return rest;
    }

    private void flow(DuckDBAppender appender, int year, String product, int exporter, int importer, double thousandths)
            throws SQLException {
        appender.beginRow();
        appender.append(year);
        appender.append(product);
        appender.append(data.economies().get(exporter).code());
        appender.append(data.economies().get(importer).code());
        appender.append(thousandths / TradeCube.SCALE);
        appender.endRow();
    }

    /** Replaces {@code unit}: economies that are no key of the map are units of their own. */
    public void partition(Map<String, String> unitByEconomy) throws SQLException {
        execute("create or replace table unit (economy varchar, unit varchar, named boolean)");
        try (var appender = connection.createAppender("unit")) {
            for (var economy : data.economies().listEconomies()) {
                appender.beginRow();
                appender.append(economy.code());
                appender.append(unitByEconomy.getOrDefault(economy.code(), economy.code()));
                appender.append(economy.named());
                appender.endRow();
            }
        }
    }

    /** Replaces one of {@code home}, {@code inner_set}, {@code partner_set}. */
    public void economies(String view, List<String> codes) throws SQLException {
        execute("create or replace table " + view + " (economy varchar)");
        try (var appender = connection.createAppender(view)) {
            for (var code : codes) {
                appender.beginRow();
                appender.append(code);
                appender.endRow();
            }
        }
    }

    private void coverage(String scheme, Set<Code> goods) throws SQLException {
        execute("create table usable (year integer, product varchar, importer varchar, state varchar)");
        execute("create table declared (year integer, product varchar)");
        var coverage = data.coverage();
        var economies = data.economies();
        var declared = new ArrayList<Object[]>();
        try (var appender = connection.createAppender("usable")) {
            for (var product : data.cube().products()) {
                if (!asked(product, scheme, goods)) {
                    continue;
                }
                for (int year : coverage.years(product)) {
                    if (coverage.worldDeclared(year, product)) {
                        declared.add(new Object[] {year, product.value()});
                    }
                    for (int i = 0; i < economies.size(); i++) {
                        var state = coverage.importer(year, product, i);
                        if (economies.get(i).named()
                                && state != Coverage.State.HIDDEN
                                && state != Coverage.State.EXCERPT) {
                            appender.beginRow();
                            appender.append(year);
                            appender.append(product.value());
                            appender.append(economies.get(i).code());
                            appender.append(state.name());
                            appender.endRow();
                        }
                    }
                }
            }
        }
        try (var appender = connection.createAppender("declared")) {
            for (var row : declared) {
                appender.beginRow();
                appender.append((int) row[0]);
                appender.append((String) row[1]);
                appender.endRow();
            }
        }
    }

    private void stages() throws SQLException {
        execute("create table stage (material varchar, stage varchar, source varchar, year integer, economy varchar,"
                + " named boolean, role varchar, value double, status varchar)");
        try (var appender = connection.createAppender("stage")) {
            for (var row : StageView.rows(data)) {
                appender.beginRow();
                appender.append(row.material());
                appender.append(row.stage());
                appender.append(row.source());
                appender.append(row.year());
                appender.append(row.economy());
                appender.append(row.named());
                appender.append(row.role().name());
                appendNullable(appender, row.value());
                appender.append(row.status().name());
                appender.endRow();
            }
        }
    }

    private void activity() throws SQLException {
        execute("create table activity (scheme varchar, measure varchar, field varchar, economy varchar, role varchar,"
                + " year integer, value double)");
        try (var appender = connection.createAppender("activity")) {
            for (var row : data.activity()) {
                appender.beginRow();
                appender.append(row.scheme());
                appender.append(row.measure());
                appender.append(row.field());
                appender.append(row.economy());
                appender.append(role(kind(row.economy())));
                appender.append(row.year());
                appender.append(row.value());
                appender.endRow();
            }
        }
    }

    private Economy.Kind kind(String economy) {
        return data.economies().findEconomy(economy).map(Economy::kind).orElse(Economy.Kind.UNSPECIFIED);
    }

    private static String role(Economy.Kind kind) {
        return kind.named() ? "NAMED" : kind == Economy.Kind.WORLD ? "WORLD" : "REST";
    }

    private static void appendNullable(DuckDBAppender appender, double value) throws SQLException {
        if (Double.isNaN(value)) {
            appender.appendNull();
        } else {
            appender.append(value);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
