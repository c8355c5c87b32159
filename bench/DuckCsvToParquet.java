import java.sql.DriverManager;
import java.util.Locale;
import java.util.Properties;

/**
 * The yardstick of ingest: DuckDB alone reads a BACI file, typed, and writes Parquet with zstd. {@code DuckCsvToParquet CSV PARQUET THREADS}.
 * Prints the seconds of the statement alone; the script measures the process.
 */
public final class DuckCsvToParquet {
    private DuckCsvToParquet() {}

    public static void main(String[] args) throws Exception {
        var settings = new Properties();
        settings.setProperty("threads", args[2]);
        settings.setProperty("memory_limit", "4GB");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:", settings);
                var statement = connection.createStatement()) {
            boolean quoted = head(args[0]).startsWith("\"");
            boolean windows = head(args[0]).contains("\r\n");
            long start = System.nanoTime();
            statement.execute("copy (select t, i, j, k, v, " + (quoted ? "try_cast(trim(q) as double) as q" : "q")
                    + " from read_csv('" + text(args[0]) + "', header = true, auto_detect = false, delim = ',', quote = '\"', new_line = '"
                    + (windows ? "\\r\\n" : "\\n")
                    + "', columns = {'t': 'SMALLINT', 'i': 'SMALLINT', 'j': 'SMALLINT', 'k': 'INTEGER', 'v': 'DOUBLE', 'q': '"
                    // in the older style the quantity is quoted and padded, and reads NA
                    + (quoted ? "VARCHAR" : "DOUBLE") + "'})) to '" + text(args[1]) + "' (format parquet, compression zstd)");
            System.out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - start) / 1e9);
        }
    }

    private static String text(String path) {
        return path.replace("'", "''");
    }

    private static String head(String path) throws java.io.IOException {
        try (var lines = new java.io.FileInputStream(path)) {
            return new String(lines.readNBytes(200), java.nio.charset.StandardCharsets.US_ASCII);
        }
    }
}
