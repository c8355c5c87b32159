package org.kaname.data.workspace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Writes columns that are in memory to Parquet by way of a DuckDB table function: the engine asks for rows, nothing is inserted
 * (stack 2). One thread asks, so that the file keeps the order given and two runs give the same bytes.
 */
final class ParquetFiles {
    /** One column: how a run of rows is put into a vector of the engine. */
    record Column(String name, DuckDBColumnType type, Fill fill) {
        interface Fill {
            void rows(DuckDBWritableVector vector, int first, int count);
        }

        static Column ofInt(String name, IntUnaryOperator value) {
            return new Column(name, DuckDBColumnType.INTEGER, (vector, first, count) -> {
                for (int i = 0; i < count; i++) {
                    vector.setInt(i, value.applyAsInt(first + i));
                }
            });
        }

        static Column ofShort(String name, IntUnaryOperator value) {
            return new Column(name, DuckDBColumnType.SMALLINT, (vector, first, count) -> {
                for (int i = 0; i < count; i++) {
                    vector.setShort(i, (short) value.applyAsInt(first + i));
                }
            });
        }

        static Column ofByte(String name, IntUnaryOperator value) {
            return new Column(name, DuckDBColumnType.TINYINT, (vector, first, count) -> {
                for (int i = 0; i < count; i++) {
                    vector.setByte(i, (byte) value.applyAsInt(first + i));
                }
            });
        }

        static Column ofLong(String name, IntToLongFunction value) {
            return new Column(name, DuckDBColumnType.BIGINT, (vector, first, count) -> {
                for (int i = 0; i < count; i++) {
                    vector.setLong(i, value.applyAsLong(first + i));
                }
            });
        }

        /** NaN is null. */
        static Column ofDouble(String name, IntToDoubleFunction value) {
            return new Column(name, DuckDBColumnType.DOUBLE, (vector, first, count) -> {
                for (int i = 0; i < count; i++) {
                    double number = value.applyAsDouble(first + i);
                    if (Double.isNaN(number)) {
                        vector.setNull(i);
                    } else {
                        vector.setDouble(i, number);
                    }
                }
            });
        }

        static Column ofBoolean(String name, IntPredicate value) {
            return new Column(name, DuckDBColumnType.BOOLEAN, (vector, first, count) -> {
                for (int i = 0; i < count; i++) {
                    vector.setBoolean(i, value.test(first + i));
                }
            });
        }

        /** A null text is null. */
        static Column ofText(String name, IntFunction<@Nullable String> value) {
            var encoded = new ConcurrentHashMap<String, byte[]>();
            return new Column(name, DuckDBColumnType.VARCHAR, (vector, first, count) -> {
                var batch = new byte[count][];
                boolean nulls = false;
                for (int i = 0; i < count; i++) {
                    var text = value.apply(first + i);
                    if (text == null) {
                        nulls = true;
                        batch[i] = new byte[0];
                    } else if (encoded.size() < 1 << 16) {
                        batch[i] = encoded.computeIfAbsent(text, t -> t.getBytes(StandardCharsets.UTF_8));
                    } else {
                        batch[i] = text.getBytes(StandardCharsets.UTF_8);
                    }
                }
                vector.setStringUtf8Batch(0, batch);
                if (nulls) {
                    for (int i = 0; i < count; i++) {
                        if (value.apply(first + i) == null) {
                            vector.setNull(i);
                        }
                    }
                }
            });
        }

        /** Texts as UTF-8, none of them null. */
        static Column ofBytes(String name, IntFunction<byte[]> value) {
            return new Column(name, DuckDBColumnType.VARCHAR, (vector, first, count) -> {
                var batch = new byte[count][];
                for (int i = 0; i < count; i++) {
                    batch[i] = value.apply(first + i);
                }
                vector.setStringUtf8Batch(0, batch);
            });
        }

        /** The same column, and something else done with the same rows. */
        Column andThen(Rest rest) {
            return new Column(name, type, (vector, first, count) -> {
                fill.rows(vector, first, count);
                rest.rows(first, count);
            });
        }

        interface Rest {
            void rows(int first, int count);
        }

        static Column ofNull(String name, DuckDBColumnType type) {
            return new Column(name, type, (vector, first, count) -> {
                for (int i = 0; i < count; i++) {
                    vector.setNull(i);
                }
            });
        }
    }

    private record Rows(List<Column> columns, int from, int to) {}

    /** Sixty vectors of the engine, its own default. */
    private static final int ROWS_OF_GROUP = 60 << 11;

    private static final String FUNCTION = "kaname_rows";
    private static final Map<Long, Rows> WAITING = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private ParquetFiles() {}

    /** An engine in memory, its settings explicit (stack 3). */
    static Connection open() throws SQLException {
        var settings = new Properties();
        settings.setProperty("threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
        settings.setProperty("memory_limit", "4GB");
        settings.setProperty("preserve_insertion_order", "true");
        var connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName(FUNCTION)
                    .withParameter(DuckDBColumnType.BIGINT)
                    .withFunction(new RowsFunction())
                    .register(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Writes rows {@code from} to {@code to} of some columns to a new file. */
    static void write(Connection engine, Path file, List<Column> columns, int from, int to) throws SQLException {
        write(engine, file, columns, List.of("*"), from, to);
    }

    /** The same with expressions over the columns. */
    static void write(Connection engine, Path file, List<Column> columns, List<String> selected, int from, int to)
            throws SQLException {
        long ticket = NEXT.incrementAndGet();
        WAITING.put(ticket, new Rows(columns, from, to));
        try (var statement = engine.createStatement()) {
            statement.execute("COPY (SELECT " + String.join(", ", selected) + " FROM " + FUNCTION + "(" + ticket
                    + ")) TO " + quoted(file) + form());
        } finally {
            WAITING.remove(ticket);
        }
    }

    /** Files below a directory as a table of SQL. */
    static String read(Path directory, List<String> files) {
        var paths = files.stream().map(f -> quoted(directory.resolve(f))).toList();
        return "read_parquet([" + String.join(", ", paths) + "], hive_partitioning = false, union_by_name = true)";
    }

    /** How every file of a workspace is written. */
    static String form() {
        return " (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE " + ROWS_OF_GROUP + ")";
    }

    /** A path as a text of SQL. */
    static String quoted(Path path) {
        return quoted(path.toString());
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static final class Cursor {
        int next;

        Cursor(int next) {
            this.next = next;
        }
    }

    private static final class RowsFunction implements DuckDBTableFunction<Rows, Cursor, Object> {
        @Override
        public Rows bind(DuckDBTableFunctionBindInfo info) throws SQLException {
            var rows = WAITING.get(info.getParameter(0).getLong());
            if (rows == null) {
                throw new IllegalStateException("No rows wait under this number.");
            }
            for (var column : rows.columns()) {
                info.addResultColumn(column.name(), column.type());
            }
            return rows;
        }

        @Override
        public Cursor init(DuckDBTableFunctionInitInfo info) {
            info.setMaxThreads(1);
            Rows rows = info.getBindData();
            return new Cursor(rows.from());
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) {
            Rows rows = info.getBindData();
            Cursor cursor = info.getInitData();
            int count = (int) Math.min(out.capacity(), rows.to() - cursor.next);
            for (int i = 0; count > 0 && i < rows.columns().size(); i++) {
                rows.columns().get(i).fill().rows(out.vector(i), cursor.next, count);
            }
            cursor.next += count;
            return count;
        }
    }
}
