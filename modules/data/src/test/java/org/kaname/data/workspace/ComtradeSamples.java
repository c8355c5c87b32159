package org.kaname.data.workspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small files in the three layouts of UN Comtrade, made up; and two hundred rows of each for tests that damage files. */
final class ComtradeSamples {
    static final List<String> FIELDS =
            List.of(("typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,"
                            + "reporterDesc,flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,"
                            + "classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,"
                            + "customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,"
                            + "altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,"
                            + "fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate")
                    .split(","));

    static final String LEGACY_HEADER =
            "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,"
                    + "Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,"
                    + "Qty Unit Code,Qty Unit,Qty,Netweight (kg),Trade Value (US$),Flag";

    private ComtradeSamples() {}

    /** A row of the 47 fields: Japan buys 5 t of a good for 2,000 US$ from China in 2023, but for what is stated (names and values in turn). */
    static Map<String, String> row(String... changes) {
        var row = new LinkedHashMap<String, String>();
        FIELDS.forEach(f -> row.put(f, ""));
        set(
                row,
                "typeCode",
                "C",
                "freqCode",
                "A",
                "refPeriodId",
                "20230101",
                "refYear",
                "2023",
                "refMonth",
                "52",
                "period",
                "2023",
                "reporterCode",
                "392",
                "flowCode",
                "M",
                "partnerCode",
                "156",
                "partner2Code",
                "0",
                "classificationCode",
                "H6",
                "cmdCode",
                "282520",
                "customsCode",
                "C00",
                "mosCode",
                "0",
                "motCode",
                "0",
                "qtyUnitAbbr",
                "kg",
                "qty",
                "5000.0",
                "altQtyUnitAbbr",
                "N/A",
                "netWgt",
                "5000.0",
                "isNetWgtEstimated",
                "False",
                "cifvalue",
                "2000",
                "primaryValue",
                "2000",
                "legacyEstimationFlag",
                "0");
        set(row, changes);
        return row;
    }

    private static void set(Map<String, String> row, String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            if (row.put(changes[i], changes[i + 1]) == null) {
                throw new AssertionError("No field " + changes[i]);
            }
        }
    }

    @SafeVarargs
    static String csv(Map<String, String>... rows) {
        return csv(List.of(rows));
    }

    static String csv(List<Map<String, String>> rows) {
        var text = new StringBuilder(String.join(",", rows.getFirst().keySet())).append('\n');
        rows.forEach(r -> text.append(String.join(",", r.values())).append('\n'));
        return text.toString();
    }

    /** One record; codes and values as numbers, flags as booleans, what is empty as null. */
    static String record(Map<String, String> row) {
        var fields = new ArrayList<String>();
        row.forEach((name, value) -> {
            var bare = value.isEmpty()
                    ? "null"
                    : value.equals("False") || value.equals("True")
                            ? value.toLowerCase(java.util.Locale.ROOT)
                            : value.matches("-?\\d+(\\.\\d+)?") && !name.equals("period") && !name.equals("cmdCode")
                                    ? value
                                    : '"' + value + '"';
            fields.add('"' + name + "\": " + bare);
        });
        return "{" + String.join(", ", fields) + "}";
    }

    @SafeVarargs
    static String json(Map<String, String>... rows) {
        return json(List.of(rows));
    }

    static String json(List<Map<String, String>> rows) {
        return "{\"elapsedTime\": \"0.03 secs\", \"count\": " + rows.size() + ", \"data\": ["
                + String.join(",\n", rows.stream().map(ComtradeSamples::record).toList()) + "], \"error\": \"\"}";
    }

    /** Rows with totals, details, both flows, and quantities that are not given. */
    private static List<Map<String, String>> manyRows(int count) {
        var partners = new String[] {"0", "156", "410", "842", "490", "699", "152"};
        var rows = new ArrayList<Map<String, String>>();
        for (int i = 0; i < count; i++) {
            rows.add(row(
                    "refYear",
                    Integer.toString(2015 + i % 8),
                    "period",
                    Integer.toString(2015 + i % 8),
                    "partnerCode",
                    partners[i % 7],
                    "flowCode",
                    i % 5 == 0 ? "X" : "M",
                    "classificationCode",
                    i % 3 == 0 ? "H5" : "H6",
                    "cmdCode",
                    String.format(java.util.Locale.ROOT, "%06d", 30_617 + i / 56),
                    "partnerDesc",
                    i % 2 == 0 ? "Türkiye" : "\"Korea, Rep. of\"",
                    "motCode",
                    i % 40 == 39 ? "1000" : "0",
                    "netWgt",
                    i % 9 == 0 ? "" : "3000",
                    "cifvalue",
                    "",
                    "primaryValue",
                    i + ".25"));
        }
        return rows;
    }

    /** Two hundred rows of {@code comtrade-plus}. */
    static byte[] plus() {
        return plus(200);
    }

    static byte[] plus(int count) {
        return csv(manyRows(count)).getBytes(StandardCharsets.UTF_8);
    }

    /** Two hundred records of {@code comtrade-json}. */
    static byte[] json() {
        return json(200);
    }

    static byte[] json(int count) {
        var rows = manyRows(count);
        rows.forEach(r -> r.replaceAll((name, value) -> value.replace("\"", "")));
        return json(rows).getBytes(StandardCharsets.UTF_8);
    }

    static String legacyRow(String year, int flow, String reporter, String partner, String good, String value) {
        return "H5," + year + "," + year + "," + year + ",6,1," + flow + ",Flow," + reporter + ",,," + partner + ",,,"
                + good + ",\"A good, of a kind\",1,No Quantity,0,1500," + value + ",6\r\n";
    }

    /** Two hundred rows of {@code comtrade-legacy}. */
    static byte[] legacy() {
        return legacy(200);
    }

    static byte[] legacy(int count) {
        var partners = new String[] {"0", "156", "410", "842", "490", "699", "381"};
        var text = new StringBuilder("\uFEFF" + LEGACY_HEADER + "\r\n");
        for (int i = 0; i < count; i++) {
            text.append(legacyRow(
                    Integer.toString(2010 + i % 6),
                    1 + i % 4,
                    "392",
                    partners[i % 7],
                    Integer.toString(280_530 + i / 40),
                    i + "01"));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
