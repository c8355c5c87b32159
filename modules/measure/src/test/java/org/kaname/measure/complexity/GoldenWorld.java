package org.kaname.measure.complexity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.kaname.measure.Judging;
import org.kaname.model.Result;
import org.kaname.model.testing.SharedFolder;

/** The table of {@code golden/complexity}, 226 economies by 785 goods, and the results of others on it; skips where it is absent. */
public final class GoldenWorld {
    private static final String FOLDER = "golden/complexity/";

    final List<String> economies;
    final List<String> products;
    final Map<String, Integer> column = new HashMap<>();
    private final Map<String, Map<String, Double>> exports = new HashMap<>();

    private GoldenWorld(Predicate<String> keep) {
        for (var row : table("input_world_trade_avg_1998_2000.csv.gz")) {
            if (keep.test(row.get("country"))) {
                exports.computeIfAbsent(row.get("country"), c -> new HashMap<>())
                        .put(row.get("product"), Double.parseDouble(row.get("value")));
            }
        }
        economies = List.copyOf(new TreeSet<>(exports.keySet()));
        var goods = new TreeSet<String>();
        exports.values().forEach(e -> goods.addAll(e.keySet()));
        products = List.copyOf(goods);
        for (int p = 0; p < products.size(); p++) {
            column.put(products.get(p), p);
        }
    }

    public static GoldenWorld whole() {
        return new GoldenWorld(c -> true);
    }

    static GoldenWorld of(Predicate<String> keep) {
        return new GoldenWorld(keep);
    }

    ExportTable exports() {
        var value = new double[economies.size() * products.size()];
        for (int c = 0; c < economies.size(); c++) {
            for (var cell : exports.getOrDefault(economies.get(c), Map.of()).entrySet()) {
                value[c * products.size() + column.getOrDefault(cell.getKey(), -1)] = cell.getValue();
            }
        }
        return new ExportTable(economies.size(), products.size(), value, new double[products.size()]);
    }

    HeldMatrix matrix(double minTrade) {
        return HeldMatrix.of(exports(), minTrade, 0);
    }

    /** One flow for each cell, to importers that are not listed one by one. */
    public List<String> flows() {
        var lines = new ArrayList<String>();
        for (var economy : economies) {
            exports.getOrDefault(economy, Map.of())
                    .forEach((good, value) -> lines.add(economy + ">XRW " + good + " " + value));
        }
        return lines;
    }

    static SymmetricEci index(HeldMatrix matrix) {
        return switch (SymmetricEci.of(matrix, Judging.settings())) {
            case Result.Ok<SymmetricEci> ok -> ok.value();
            case Result.Failed<SymmetricEci> failed ->
                throw new AssertionError(failed.why().toString());
        };
    }

    /** The rows of a table, cells by the name of their column; quotation marks are left out. */
    static List<Map<String, String>> table(String file) {
        var path = SharedFolder.require(FOLDER + file);
        try (InputStream in = Files.newInputStream(path);
                var reader = new BufferedReader(new InputStreamReader(
                        file.endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
            var lines = reader.lines().toList();
            var header = lines.getFirst().replace("\"", "").split(",", -1);
            var rows = new ArrayList<Map<String, String>>();
            for (var line : lines.subList(1, lines.size())) {
                var cells = line.replace("\"", "").split(",", -1);
                var row = new LinkedHashMap<String, String>();
                for (int i = 0; i < header.length; i++) {
                    row.put(header[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
