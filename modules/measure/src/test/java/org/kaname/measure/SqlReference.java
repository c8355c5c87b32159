package org.kaname.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs a reference query on DuckDB over one table given as rows of values. */
public final class SqlReference {
    private SqlReference() {}

    /**
     * Runs one file.
     *
     * @param definition the columns of the table, as in {@code create table}
     * @param parameters SQL literals by name, longest names first where one begins another
     */
    public static List<Map<String, Object>> run(
            String file, String table, String definition, List<List<Object>> rows, Map<String, String> parameters) {
        String sql;
        try (var in =
                Objects.requireNonNull(SqlReference.class.getResourceAsStream("/org/kaname/measure/sql/" + file))) {
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var parameter : parameters.entrySet()) {
            sql = sql.replaceAll(":" + parameter.getKey() + "\\b", parameter.getValue());
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            try (var statement = connection.createStatement()) {
                statement.execute("create table " + table + " (" + definition + ")");
            }
            try (var insert = connection.createStatement()) {
                for (int from = 0; from < rows.size(); from += 1000) {
                    var text = new StringBuilder("insert into " + table + " values ");
                    for (var row : rows.subList(from, Math.min(rows.size(), from + 1000))) {
                        text.append(text.charAt(text.length() - 1) == ')' ? ",(" : "(");
                        for (int i = 0; i < row.size(); i++) {
                            text.append(i == 0 ? "" : ",").append(literal(row.get(i)));
                        }
                        text.append(')');
                    }
                    insert.execute(text.toString());
                }
            }
            var result = new ArrayList<Map<String, Object>>();
            try (var query = connection.createStatement();
                    var read = query.executeQuery(sql)) {
                while (read.next()) {
                    var row = new LinkedHashMap<String, Object>();
                    for (int i = 1; i <= read.getMetaData().getColumnCount(); i++) {
                        var value = read.getObject(i);
                        row.put(
                                read.getMetaData().getColumnLabel(i),
                                value == null ? Double.NaN : value instanceof Number n ? n.doubleValue() : value);
                    }
                    result.add(row);
                }
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String literal(Object value) {
        return switch (value) {
            case String text -> "'" + text.replace("'", "''") + "'";
            case Double number -> number.isNaN() ? "null" : number.toString();
            default -> value.toString();
        };
    }
}
