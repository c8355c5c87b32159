package org.kaname.data.workspace;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.StoredFlow;
import org.kaname.model.Code;

/** Looks single rows of a published data set up, from its files; the cube is not needed and months are found too. */
final class StoredRows {
    private final Path directory;
    private final Manifest manifest;

    StoredRows(Path directory, Manifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
    }

    /** Rows that fit, by year, month, classification, product, importer, exporter and side; at most so many. */
    Outcome<List<StoredFlow>> list(String table, FlowFilter filter, int limit) {
        var rows = new ArrayList<StoredFlow>();
        var stored = manifest.tables().get(table);
        if (stored == null) {
            return new Outcome.Taken<>(rows);
        }
        var files = stored.files().stream()
                .filter(file -> filter.mayBeIn(file.path()))
                .toList();
        if (files.isEmpty()) {
            return new Outcome.Taken<>(rows);
        }
        try (var engine = ParquetFiles.open()) {
            var source = FlowParquet.table(directory, files, !table.equals("flow"));
            boolean numeric = numeric(engine, source);
            var product = numeric ? "lpad(CAST(product AS VARCHAR), level, '0')" : "product";
            try (var statement = engine.createStatement();
                    var result = statement.executeQuery("SELECT classification, " + product
                            + " AS good, level, year, coalesce(month, 0) AS months, exporter, importer, reported_by,"
                            + " value_status, value_kusd, quantity_tonnes, coalesce(currency, '') AS iso, value_national,"
                            + " flags, file_ordinal, line, source_rows FROM " + source + " WHERE "
                            + filter.condition(numeric)
                            + " ORDER BY year, months, classification, good, importer, exporter, reported_by LIMIT "
                            + Math.max(0, limit))) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
        } catch (SQLException e) {
            return new Outcome.Refused<>(List.of(Refusal.of("KAN-DATA-054", table, 0, "id", manifest.id())));
        }
        return new Outcome.Taken<>(rows);
    }

    private static boolean numeric(Connection engine, String source) throws SQLException {
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(
                        "SELECT column_type FROM (DESCRIBE SELECT product FROM " + source + ")")) {
            result.next();
            return result.getString(1).equals("INTEGER");
        }
    }

    private static StoredFlow row(ResultSet row) throws SQLException {
        return new StoredFlow(
                new Code(row.getString("classification"), row.getString("good")),
                row.getInt("level"),
                row.getInt("year"),
                row.getInt("months"),
                row.getString("exporter"),
                row.getString("importer"),
                row.getString("reported_by"),
                row.getString("value_status"),
                number(row, "value_kusd"),
                number(row, "quantity_tonnes"),
                row.getString("iso"),
                number(row, "value_national"),
                row.getInt("flags"),
                new Origin(row.getInt("file_ordinal"), (int) row.getLong("line")),
                row.getInt("source_rows"));
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
