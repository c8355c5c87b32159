package org.kaname.measure.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kaname.data.DataSet;
import org.kaname.data.sql.CanonicalViews;
import org.kaname.model.Code;

/**
 * Runs the reference files on the canonical views of one classification of a data set. A file is a query; its result is kept as a
 * table of the file's name ({@code partition.sql} as {@code pf}), so that other files can read it. Knows no kernel and no rule class:
 * thresholds arrive as parameters. Not thread-safe.
 */
public final class SqlReference implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile(":([a-z][a-z0-9_]*)");
    private static final Pattern READ = Pattern.compile("(?:from|join) ([a-z_]+)");
    private static final int ROWS_AT_ONCE = 1_000;

    /** Files of one year and one filter, which arrive with the call, and of tables that {@link #give} gives. */
    private static final List<String> OF_GIVEN_TABLES =
            List.of("matrix", "diversity", "ubiquity", "pci", "proximity", "density", "dependence");

    private static final Map<String, String> TABLE_OF_FILE = Map.of("partition", "pf");

    /** What each file reads, besides the canonical views. */
    private static final Map<String, List<String>> READS = reads();

    private final CanonicalViews views;
    private final Map<String, Double> parameters;
    private final Set<String> kept = new HashSet<>();
    private final Class<?> owner;

    /** @param parameters by name without the colon, shared by all files; more can be given at {@link #table} */
    public SqlReference(DataSet data, String scheme, Map<String, Double> parameters) {
        this(CanonicalViews.open(data, scheme), ofSet(data, parameters), SqlReference.class);
    }

    /**
     * The same for some goods, all others being one ({@link CanonicalViews#REST}), for files that count no goods.
     *
     * @param goods empty for all
     */
    public SqlReference(DataSet data, String scheme, Map<String, Double> parameters, Set<Code> goods) {
        this(CanonicalViews.open(data, scheme, goods), ofSet(data, parameters), SqlReference.class);
    }

    private SqlReference(CanonicalViews views, Map<String, Double> parameters, Class<?> owner) {
        this.views = views;
        this.parameters = Map.copyOf(parameters);
        this.owner = owner;
        try {
            narrowActivity();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with {@code all_products}: 1 for a data set that holds all goods of its economies, else 0. */
    private static Map<String, Double> ofSet(DataSet data, Map<String, Double> parameters) {
        var all = new TreeMap<>(parameters);
        all.put("all_products", data.coverage().allProducts() ? 1.0 : 0.0);
        return all;
    }

    /** Leaves proxies of single fields, of named economies and the world: indices and totals of all fields are no activity of one. */
    private void narrowActivity() throws SQLException {
        execute("create temp table shown (measure varchar)");
        execute("create temp table total (scheme varchar, field varchar)");
        for (var line : list("measures.csv")) {
            var cells = line.split(",", -1);
            if (cells[1].equals("shown")) {
                execute("insert into shown values (" + literal(cells[0]) + ")");
            }
        }
        for (var line : list("totals.csv")) {
            int comma = line.indexOf(',');
            execute("insert into total values (" + literal(line.substring(0, comma)) + ", "
                    + literal(line.substring(comma + 1)) + ")");
        }
        execute("delete from activity where role = 'REST' or measure in (select measure from shown)"
                + " or exists (select 1 from total t where t.scheme = activity.scheme and t.field = activity.field)");
    }

    private static List<String> list(String name) {
        try (InputStream in = SqlReference.class.getResourceAsStream("/org/kaname/measure/emergence/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The list (" + name + ") is absent.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Map<String, List<String>> reads() {
        var reads = new TreeMap<String, List<String>>();
        reads.put("import_totals", List.of("partition"));
        reads.put("import_share", List.of("import_totals"));
        reads.put("top_supplier", List.of("import_totals"));
        reads.put("import_hhi", List.of("top_supplier"));
        reads.put("export_totals", List.of("partition"));
        reads.put("world_totals", List.of("export_totals"));
        reads.put("world_share", List.of("world_totals", "world_cover"));
        reads.put("world_hhi", List.of("world_share"));
        reads.put("profile", List.of("import_hhi", "world_hhi"));
        reads.put("partner", List.of("profile"));
        reads.put("others", List.of("profile"));
        reads.put("import_rank", List.of("import_totals"));
        reads.put("dominance", List.of("world_share"));
        reads.put("reverse_dependence", List.of("profile"));
        reads.put("dependence", List.of("profile"));
        reads.put("dependents", List.of("dependence", "world_totals"));
        reads.put("market_power", List.of("world_share"));
        reads.put("erosion", List.of("world_share", "world_hhi"));
        reads.put("rca", List.of("world_totals"));
        reads.put("matrix", List.of("export_totals"));
        reads.put("diversity", List.of("matrix"));
        reads.put("ubiquity", List.of("matrix"));
        reads.put("eci_check", List.of("diversity", "ubiquity"));
        reads.put("pci", List.of("diversity"));
        reads.put("eci", List.of("pci"));
        reads.put("proximity", List.of("ubiquity"));
        reads.put("density", List.of("proximity"));
        reads.put("coi", List.of("density"));
        reads.put("cog", List.of("proximity", "diversity"));
        reads.put("fitness_step", List.of("matrix"));
        return reads;
    }

    /**
     * Replaces a table that the caller gives: what is asked about, or a result of a kernel to check. What was kept from files that read
     * such tables is dropped.
     *
     * @param columns names and types, as in {@code create table}
     * @param rows texts and numbers, in the order of the columns
     */
    public void give(String table, String columns, List<List<Object>> rows) {
        try {
            forget();
            execute("create or replace temp table " + table + " (" + columns + ")");
            for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
                execute("insert into " + table + " values "
                        + rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)).stream()
                                .map(row -> row.stream()
                                        .map(cell -> cell instanceof Number number
                                                ? number.toString()
                                                : literal(cell.toString()))
                                        .collect(Collectors.joining(", ", "(", ")")))
                                .collect(Collectors.joining(", ")));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The same with the rows of a reference file.
     *
     * @param ownParameters parameters of the file; they win over the shared ones
     */
    public void give(String table, String file, Map<String, Double> ownParameters) {
        try {
            forget();
            for (var read : listRead(text(owner, file))) {
                keep(read, ownParameters);
            }
            execute("create or replace temp table " + table + " as "
                    + bind(text(owner, file), ownParameters, Map.of()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drops what was kept of files that take their parameters from the call. */
    private void forget() throws SQLException {
        for (var file : OF_GIVEN_TABLES) {
            if (kept.remove(file)) {
                execute("drop table if exists " + file);
            }
        }
    }

    /**
     * One file of a rule.
     *
     * @param votes whether the rule is a judge
     * @param parameters those of the rule alone
     */
    public record RuleFile(String id, boolean votes, String file, Map<String, Double> parameters) {}

    /**
     * Fills the table {@code verdict}, which the files of the tournament read, with the outcomes of rule files: every importer that
     * reported, every good and year.
     */
    public void judge(List<RuleFile> rules) {
        try {
            execute(
                    "create or replace temp table verdict (rule varchar, votes boolean, importer varchar, product varchar,"
                            + " year integer, imported boolean, outcome varchar)");
            keep("profile", Map.of());
            for (var rule : rules) {
                var sql = text(owner, rule.file());
                for (var read : listRead(sql)) {
                    keep(read, rule.parameters());
                }
                execute(
                        "insert into verdict select " + literal(rule.id()) + ", " + rule.votes()
                                + ", r.importer, r.product, r.year, p.imports_kusd > 0, r.outcome from (\n"
                                + bind(sql, rule.parameters(), Map.of())
                                + "\n) r left join profile p on p.year = r.year and p.importer = r.importer and p.product = r.product");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The outcomes of the rules cannot be tabulated: " + e.getMessage(), e);
        }
    }

    /** The views behind it, to change partition, home or inner set; what was kept is dropped. */
    public CanonicalViews changing() throws SQLException {
        for (var table : kept) {
            execute("drop table if exists " + TABLE_OF_FILE.getOrDefault(table, table));
        }
        kept.clear();
        return views;
    }

    /** Text of a reference file. Throws where there is none. */
    public static String text(String file) {
        return text(SqlReference.class, file);
    }

    private static String text(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException("No reference file (" + file + ".sql).");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a reference file, each column by name; parameters of the file win over the shared ones. */
    public List<Map<String, Object>> table(String file, Map<String, Double> ownParameters) {
        return table(file, ownParameters, Map.of());
    }

    /** The same with parameters that are texts. */
    public List<Map<String, Object>> table(String file, Map<String, Double> ownParameters, Map<String, String> texts) {
        return query(
                text(owner, file),
                file.startsWith("rule_") ? listRead(text(owner, file)) : READS.getOrDefault(file, List.of()),
                ownParameters,
                texts);
    }

    /** The tables of files that a query reads, by name. */
    private static List<String> listRead(String sql) {
        return READ.matcher(sql)
                .results()
                .map(m -> m.group(1))
                .filter(READS::containsKey)
                .distinct()
                .toList();
    }

    /** The rows of a query that reads the tables of the named files. */
    public List<Map<String, Object>> query(String sql, List<String> files, Map<String, Double> ownParameters) {
        return query(sql, files, ownParameters, Map.of());
    }

    private List<Map<String, Object>> query(
            String sql, List<String> files, Map<String, Double> ownParameters, Map<String, String> texts) {
        try {
            for (var file : files) {
                keep(file, ownParameters);
            }
            return rows(bind(sql, ownParameters, texts));
        } catch (SQLException e) {
            throw new IllegalStateException("The reference query failed: " + e.getMessage(), e);
        }
    }

    private void keep(String file, Map<String, Double> ownParameters) throws SQLException {
        if (!kept.add(file)) {
            return;
        }
        for (var read : READS.getOrDefault(file, List.of())) {
            keep(read, ownParameters);
        }
        execute("create temp table " + TABLE_OF_FILE.getOrDefault(file, file) + " as "
                + bind(text(owner, file), OF_GIVEN_TABLES.contains(file) ? ownParameters : Map.of(), Map.of()));
    }

    private String bind(String sql, Map<String, Double> own, Map<String, String> texts) {
        var matcher = NAME.matcher(sql);
        var bound = new StringBuilder();
        while (matcher.find()) {
            var name = matcher.group(1);
            var quoted = texts.get(name);
            if (quoted != null) {
                matcher.appendReplacement(bound, java.util.regex.Matcher.quoteReplacement(literal(quoted)));
                continue;
            }
            var value = own.containsKey(name) ? own.get(name) : parameters.get(name);
            if (value == null) {
                throw new IllegalArgumentException("The parameter (" + name + ") of a reference file has no value.");
            }
            matcher.appendReplacement(bound, value.isNaN() ? "cast(null as double)" : "cast(" + value + " as double)");
        }
        return matcher.appendTail(bound).toString();
    }

    private List<Map<String, Object>> rows(String sql) throws SQLException {
        try (var statement = views.connection().createStatement();
                var result = statement.executeQuery(sql)) {
            var meta = result.getMetaData();
            var rows = new ArrayList<Map<String, Object>>();
            while (result.next()) {
                var row = new TreeMap<String, Object>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    var value = result.getObject(i);
                    if (value != null) {
                        row.put(meta.getColumnName(i), value instanceof Number n ? (Object) n.doubleValue() : value);
                    }
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = views.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        views.close();
    }
}
