package org.kaname.app;

import java.nio.file.Path;
import java.util.List;

/**
 * A made-up world trade of seven economies and five goods over three years, as a user's own CSV with its mapping and its own list of
 * economies. It holds unspecified origin, an importer that missed a year, and economies that export nothing of a good. Only its own
 * numbers, by a formula: no result is taken from it.
 */
final class SmallWorld {
    static final String FILE = "small-world.csv";
    static final List<String> ECONOMIES = List.of("ALF", "BET", "GAM", "DEL", "EPS", "ZET", "ETA");
    static final List<String> GOODS = List.of("P1", "P2", "P3", "P4", "P5");
    private static final String UNKNOWN = "UNK";

    private SmallWorld() {}

    /** Writes the table, the economies and the mapping; returns the mapping. */
    static Path write(Cli cli) {
        cli.write(FILE, flows());
        return mapping(cli);
    }

    static Path mapping(Cli cli) {
        var economies = new StringBuilder("code,name,kind\n");
        ECONOMIES.forEach(e -> economies.append(e).append(",Made-up ").append(e).append(",ECONOMY\n"));
        economies.append(UNKNOWN).append(",Origin not stated,UNSPECIFIED\n");
        cli.write("small-economies.csv", economies.toString());
        return cli.write("small-map.json", """
                { "schema": "kaname-mapping/1", "table": "flow",
                  "constants": {"classification": "OTHER:small", "reported_by": "RECONCILED"},
                  "economies": "small-economies.csv",
                  "columns": {
                    "year": {"from": "year"},
                    "exporter": {"from": "exporter", "null": []},
                    "importer": {"from": "importer", "null": []},
                    "product": {"from": "product"},
                    "value_kusd": {"from": "value", "unit": "thousand USD"} },
                  "on_duplicate": "refuse",
                  "title": "Made-up world", "provider": "tests", "licence": "own test data" }
                """);
    }

    static String flows() {
        var csv = new StringBuilder("year,exporter,importer,product,value\n");
        for (int year = 2021; year <= 2023; year++) {
            for (int p = 0; p < GOODS.size(); p++) {
                for (int i = 0; i < ECONOMIES.size(); i++) {
                    boolean absent = year == 2022 && i == ECONOMIES.size() - 1;
                    for (int j = 0; j < ECONOMIES.size() && !absent; j++) {
                        int hash = (i * 7919 + j * 104_729 + p * 1299 + year * 31) % 97;
                        // every good has one large exporter, and most a second one, which ties the goods together; the
                        // last
                        // two economies export only some goods
                        boolean sells = j < ECONOMIES.size() - 2 || (p + j) % 2 == 0;
                        long value = j == p ? 40_000L + 1000L * hash : j + 1 == p ? 20_000L + 300L * hash : 20L * hash;
                        if (i != j && sells && value > 0) {
                            row(csv, year, ECONOMIES.get(j), ECONOMIES.get(i), GOODS.get(p), value);
                        }
                    }
                    if (!absent && (p + i) % 3 == 0) {
                        row(csv, year, UNKNOWN, ECONOMIES.get(i), GOODS.get(p), 900 + 10L * i);
                    }
                }
            }
        }
        return csv.toString();
    }

    private static void row(StringBuilder csv, int year, String exporter, String importer, String good, long value) {
        csv.append(year)
                .append(',')
                .append(exporter)
                .append(',')
                .append(importer)
                .append(',')
                .append(good)
                .append(',')
                .append(value)
                .append('\n');
    }
}
