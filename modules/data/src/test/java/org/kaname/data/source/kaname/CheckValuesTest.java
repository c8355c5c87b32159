package org.kaname.data.source.kaname;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kaname.data.csv.CsvRecords;

/** The check values that came with the pack, each recomputed by its own SQL over the packed tables. */
@Tag("golden")
class CheckValuesTest {
    private static final Path CHECKS = Path.of("src/main/starter/checks.csv");
    private static final Path PACKED = Path.of("target/classes/org/kaname/data/starter");
    private static Connection duckdb;

    record Check(String id, double value, String sql) {
        @Override
        public String toString() {
            return id;
        }
    }

    static List<Check> checks() throws IOException {
        var records = CsvRecords.of(Files.readAllBytes(CHECKS));
        var checks = new ArrayList<Check>();
        records.next();
        while (records.next()) {
            checks.add(new Check(records.text(0), records.number(2), records.text(3)));
        }
        return checks;
    }

    @BeforeAll
    static void loadTables() throws SQLException, IOException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        try (Stream<Path> tables = Files.list(PACKED)) {
            for (var table : (Iterable<Path>) tables.sorted()::iterator) {
                var name = table.getFileName().toString().replace(".csv", "");
                var header = CsvRecords.of(Files.readAllBytes(table));
                header.next();
                var columns = new ArrayList<String>();
                for (int i = 0; i < header.fields(); i++) {
                    var column = header.text(i);
                    boolean number = column.equals("year")
                            || column.equals("value")
                            || column.equals("share")
                            || column.equals("quantity")
                            || column.equals("rank")
                            || column.matches("(value|quantity|exports|imports|reimports|output)_.*");
                    columns.add(String.format(
                            Locale.ROOT,
                            number ? "try_cast(nullif(\"%s\", '') as double) as \"%s\"" : "\"%s\" as \"%s\"",
                            column,
                            column));
                }
                try (var statement = duckdb.createStatement()) {
                    statement.execute("create table \"" + name + "\" as select " + String.join(", ", columns)
                            + " from read_csv('" + table + "', all_varchar = true, header = true)");
                }
            }
        }
    }

    @AfterAll
    static void close() throws SQLException {
        duckdb.close();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void thePublishedValueComesOutAgain(Check check) throws SQLException {
        try (var statement = duckdb.createStatement();
                var result = statement.executeQuery(check.sql())) {
            assertThat(result.next()).isTrue();
            double tolerance = check.value() >= 1000 ? 1e-3 : 1e-6;
            assertThat(result.getDouble(1)).isCloseTo(check.value(), org.assertj.core.data.Offset.offset(tolerance));
        }
    }
}
