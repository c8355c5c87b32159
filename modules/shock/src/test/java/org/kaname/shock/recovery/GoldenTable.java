package org.kaname.shock.recovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.model.testing.SharedFolder;

/** The table and the series of the reference program, by their labels: its series are sorted, its table is not. */
final class GoldenTable {
    final IoTable table;
    private final List<String> finalLabels = new ArrayList<>();

    private GoldenTable(Path input) throws IOException {
        var z = Files.readAllLines(input.resolve("Z_as_pymrio.csv"));
        var economies = new LinkedHashSet<String>();
        var sectors = new LinkedHashSet<String>();
        var z0 = z.get(0).split(",", -1);
        var z1 = z.get(1).split(",", -1);
        for (int i = 2; i < z0.length; i++) {
            economies.add(z0[i]);
            sectors.add(z1[i]);
        }
        var y = Files.readAllLines(input.resolve("Y_as_pymrio.csv"));
        var y0 = y.get(0).split(",", -1);
        var y1 = y.get(1).split(",", -1);
        var columns = new ArrayList<IoTable.FinalColumn>();
        for (int i = 2; i < y0.length; i++) {
            columns.add(new IoTable.FinalColumn(
                    List.copyOf(economies).indexOf(y0[i]), y1[i], IoTable.FinalKind.DOMESTIC_USE));
            finalLabels.add(y0[i] + "/" + y1[i]);
        }
        table = new IoTable(
                new IoTable.Head("golden", "test", "USD mn", "", 0, "", IoTable.Scope.MULTI_REGION, false),
                List.copyOf(economies),
                List.copyOf(sectors),
                List.copyOf(sectors),
                columns,
                cells(z, 2),
                cells(y, 2),
                cells(Files.readAllLines(input.resolve("x_as_pymrio.csv")), 2),
                null);
    }

    static GoldenTable read() {
        try {
            return new GoldenTable(SharedFolder.require("golden/ario/input"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] cells(List<String> lines, int labels) {
        var all = new ArrayList<Double>();
        for (var line : lines.subList(1, lines.size())) {
            var parts = line.split(",", -1);
            if (!parts[0].startsWith("reg") || parts[0].startsWith("region") || parts[labels].startsWith("reg")) {
                continue;
            }
            for (int i = labels; i < parts.length; i++) {
                all.add(Double.parseDouble(parts[i]));
            }
        }
        return all.stream().mapToDouble(v -> v).toArray();
    }

    int industry(String economy, String sector) {
        return table.industry(table.economy(economy), table.sector(sector));
    }

    /** A series of the reference in the order of the table. */
    double[][] series(String scenario, String name, boolean finalColumns) {
        var path = SharedFolder.require("golden/ario/" + scenario + "/" + name + ".csv.gz");
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            var first = in.readLine().split(",", -1);
            var second = in.readLine().split(",", -1);
            var rows = new ArrayList<double[]>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("step")) {
                    continue;
                }
                var parts = line.split(",", -1);
                var row = new double[parts.length - 1];
                for (int i = 1; i < parts.length; i++) {
                    int at = finalColumns
                            ? finalLabels.indexOf(first[i] + "/" + second[i])
                            : industry(first[i], second[i]);
                    row[at] = Double.parseDouble(parts[i]);
                }
                rows.add(row);
            }
            return rows.toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
