package org.kaname.data.workspace;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The logical hash of a table (data-formats 1.2) by one query over its files: the plain reference beside {@link RowHash}. */
final class ContentHash {
    private static final Set<String> DOUBLES = Set.of(
            "value_kusd",
            "value_low_kusd",
            "value_high_kusd",
            "quantity_tonnes",
            "extra_quantity",
            "value_national",
            "more_high_kusd",
            "top_high_kusd");

    private ContentHash() {}

    /** A query that gives the number of rows and the two sums, as texts. */
    static String sql(List<String> columns, String rows) {
        var rendered = new ArrayList<String>();
        for (var column : columns) {
            var text = DOUBLES.contains(column)
                    ? "CAST(CAST(floor(\"" + column + "\" * 1e6 + 0.5) AS HUGEINT) AS VARCHAR)"
                    : "CAST(\"" + column + "\" AS VARCHAR)";
            if (column.equals("product") && columns.contains("level")) {
                // as text, however it is kept
                text =
                        "CASE WHEN typeof(product) = 'INTEGER' THEN lpad(CAST(product AS VARCHAR), CAST(level AS INTEGER), '0')"
                                + " ELSE CAST(product AS VARCHAR) END";
            }
            rendered.add("coalesce(" + text + ", '\\N')");
        }
        return "SELECT count(*), CAST(coalesce(sum(CAST('0x' || substr(h, 1, 16) AS UBIGINT)), 0) AS VARCHAR),"
                + " CAST(coalesce(sum(CAST('0x' || substr(h, 17, 16) AS UBIGINT)), 0) AS VARCHAR) FROM (SELECT md5(concat_ws('|', "
                + String.join(", ", rendered) + ")) AS h FROM (" + rows + "))";
    }

    /** {@code m128:<rows>:<32 hex>} of the rows of a query. */
    static String of(Connection engine, List<String> columns, String rows) throws SQLException {
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(sql(columns, rows))) {
            result.next();
            return "m128:" + result.getLong(1) + ":" + half(result.getString(2)) + half(result.getString(3));
        }
    }

    /** A sum modulo 2^64 as sixteen digits. */
    private static String half(String sum) {
        var rest = new BigInteger(sum).mod(BigInteger.ONE.shiftLeft(Long.SIZE));
        return HexFormat.of().toHexDigits(rest.longValue());
    }
}
