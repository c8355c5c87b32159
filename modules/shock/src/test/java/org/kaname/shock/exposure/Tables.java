package org.kaname.shock.exposure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Outcome;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.data.inputoutput.IoTables;
import org.kaname.data.inputoutput.ReadTable;
import org.kaname.model.testing.SharedFolder;

/** Small tables, and real ones read once. */
final class Tables {
    private static @Nullable Leontief wiod;

    private Tables() {}

    static <T> T taken(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Taken<T> taken -> taken.value();
            case Outcome.Refused<T> refused -> throw new AssertionError(refused.refusals());
        };
    }

    static <T> String code(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Taken<T> taken -> "taken";
            case Outcome.Refused<T> refused -> refused.refusals().getFirst().code();
        };
    }

    static ReadTable read(Path path, IoTables.Options options) {
        return taken(IoTables.read(path, options));
    }

    /** Z = [[10,20,5],[15,10,20],[5,15,10]], f = (65,55,70) (shock 1.6): three sectors of one economy, seen as a world. */
    static IoTable threeSectors() {
        return table(1, 3, new double[] {10, 20, 5, 15, 10, 20, 5, 15, 10}, new double[] {65, 55, 70}, 1);
    }

    /** The output is what rows sum to. Economies are E0, E1, …, sectors s0, s1, …. */
    static IoTable table(int economies, int sectors, double[] z, double[] f, int categories) {
        int n = economies * sectors;
        int columns = economies * categories;
        var x = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                x[i] += z[i * n + j];
            }
            for (int k = 0; k < columns; k++) {
                x[i] += f[i * columns + k];
            }
        }
        var economyCodes = new ArrayList<String>();
        var finals = new ArrayList<IoTable.FinalColumn>();
        for (int e = 0; e < economies; e++) {
            economyCodes.add("E" + e);
            for (int k = 0; k < categories; k++) {
                finals.add(new IoTable.FinalColumn(e, "c" + k, IoTable.FinalKind.DOMESTIC_USE));
            }
        }
        var sectorCodes = new ArrayList<String>();
        for (int s = 0; s < sectors; s++) {
            sectorCodes.add("s" + s);
        }
        return new IoTable(
                head(IoTable.Scope.MULTI_REGION), economyCodes, sectorCodes, sectorCodes, finals, z, f, x, null);
    }

    static IoTable.Head head(IoTable.Scope scope) {
        return new IoTable.Head("made-up-" + scope, "Made up", "mn", "", 0, "", scope, false);
    }

    /** Deliveries and final demand above zero; about a third of deliveries absent; purchases below output. */
    static IoTable random(Random random, int economies, int sectors) {
        int n = economies * sectors;
        var z = new double[n * n];
        for (int at = 0; at < z.length; at++) {
            z[at] = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 10 / n;
        }
        var f = new double[n * economies];
        for (int at = 0; at < f.length; at++) {
            f[at] = (1 + random.nextDouble()) * 10 / economies;
        }
        return table(economies, sectors, z, f, 1);
    }

    /** WIOD 2010, read and factorised once for all tests. */
    static synchronized Leontief wiod() {
        var folder = SharedFolder.require("data/io/wiod2013");
        if (wiod == null) {
            wiod = taken(Leontief.of(
                    read(folder, IoTables.Options.none().withYear(2010)).table()));
        }
        return wiod;
    }

    /** Numbers of a reference file behind its labels, row by row. */
    static double[] numbers(String file, int headerRows, int labelCells) {
        try {
            var lines = java.nio.file.Files.readAllLines(SharedFolder.require("golden/input-output/" + file));
            var values = new ArrayList<Double>();
            for (var line : lines.subList(headerRows, lines.size())) {
                var cells = List.of(line.split(",", -1));
                for (var cell : cells.subList(labelCells, cells.size())) {
                    values.add(Double.parseDouble(cell));
                }
            }
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
