package org.kaname.data.inputoutput;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Three matrices with two header rows and two index columns: {@code Z} (or {@code A}), {@code Y} and perhaps {@code x}; comma-separated, or
 * tab-separated as EXIOBASE 3 gives them. Header rows are {@code region} and {@code sector} or {@code category}; a third line, {@code
 * region,sector} with empty fields, may follow. Names are those letters with anything before or behind, such as {@code
 * Z_as_pymrio.csv}; what stands around the letter must be the same for all.
 */
final class ZyxLayout implements IoLayout {
    private static final Pattern NAME = Pattern.compile("(.*?)(?<![A-Za-z])([ZA])(?![A-Za-z])(.*\\.(csv|txt)(\\.gz)?)");
    private static final int MOST_TERMS = 10_000;
    private static final double SMALLEST_TERM = 1e-17;

    private final String id;
    private final char delimiter;

    ZyxLayout(String id, char delimiter) {
        this.id = id;
        this.delimiter = delimiter;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<String> begins(IoInput input) throws Refused {
        var flows = new ArrayList<String>();
        var coefficients = new ArrayList<String>();
        for (var name : input.anchors()) {
            var matcher = NAME.matcher(name);
            if (matcher.matches()
                    && companion(input, name, "Y").isPresent()
                    && input.firstLine(name).startsWith("region" + delimiter + delimiter)) {
                (matcher.group(2).equals("Z") ? flows : coefficients).add(name);
            }
        }
        return flows.isEmpty() ? coefficients : flows;
    }

    private static Optional<String> companion(IoInput input, String anchor, String letter) {
        var matcher = NAME.matcher(anchor);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return input.first(List.of(matcher.group(1) + letter + matcher.group(3).replaceFirst("\\.gz$", "")));
    }

    private static String required(IoInput input, String anchor, String letter) throws Refused {
        return companion(input, anchor, letter)
                .orElseThrow(() -> new Refused("KAN-DATA-095", input.shown(), 0, "part", letter));
    }

    @Override
    public RawTable read(IoInput input, String anchor) throws Refused {
        var z = new Cells(input.part(anchor), delimiter);
        var industries = header(z, (economy, sector) -> new RawTable.Industry(economy, sector, sector));
        var finalPart = input.part(required(input, anchor, "Y"));
        var y = new Cells(finalPart, delimiter);
        var finals = header(y, (economy, category) -> new RawTable.Final(economy, category, Layouts.kind(category)));
        var raw = new RawTable(input, id, industries, finals);
        var labels = industries.stream().map(RawTable.Industry::label).toList();
        skipIndexNames(z);
        Matrix.fill(z, input.part(anchor).shown(), labels, 2, raw.deliveries(), labels.size());
        skipIndexNames(y);
        Matrix.fill(y, finalPart.shown(), labels, 2, raw.finalDemand(), finals.size());
        var outputName = companion(input, anchor, "x");
        if (outputName.isPresent()) {
            var part = input.part(outputName.get());
            var x = new Cells(part, delimiter);
            x.nextRow();
            x.rest();
            var output = new double[labels.size()];
            Matrix.fill(x, part.shown(), labels, 2, output, 1);
            raw.output(output);
        }
        var matcher = NAME.matcher(anchor);
        if (matcher.matches() && matcher.group(2).equals("A")) {
            flows(input, raw);
        } else if (outputName.isEmpty()) {
            raw.outputFromRows();
        }
        unit(input, raw);
        return raw;
    }

    private static <T> List<T> header(Cells cells, BiFunction<String, String, T> label) {
        var economies = headerRow(cells);
        var names = headerRow(cells);
        var labels = new ArrayList<T>();
        for (int k = 0; k < Math.min(economies.size(), names.size()); k++) {
            labels.add(label.apply(economies.get(k), names.get(k)));
        }
        return labels;
    }

    private static List<String> headerRow(Cells cells) {
        cells.nextRow();
        cells.nextCell();
        cells.nextCell();
        return cells.rest();
    }

    /** Passes the line that names the index columns, where there is one. */
    private static void skipIndexNames(Cells cells) {
        cells.skipRowBeginning("region");
    }

    /** Turns coefficients into deliveries: {@code Z = A diag(x)}. Without output, {@code x = Σ_k A^k · ΣY}, and the note says so. */
    private static void flows(IoInput input, RawTable raw) throws Refused {
        int n = raw.size();
        var x = raw.outputSoFar();
        if (x.length == 0) {
            x = outputOf(input, raw);
            raw.output(x);
            raw.note("note.io-output-solved");
        }
        var z = raw.deliveries();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                z[i * n + j] *= x[j];
            }
        }
        raw.note("note.io-from-coefficients");
    }

    private static double[] outputOf(IoInput input, RawTable raw) throws Refused {
        int n = raw.size();
        int columns = raw.finals().size();
        var a = raw.deliveries();
        var term = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < columns; k++) {
                term[i] += raw.finalDemand()[i * columns + k];
            }
        }
        var x = term.clone();
        for (int step = 0; step < MOST_TERMS; step++) {
            var next = new double[n];
            double size = 0;
            double whole = 0;
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += a[i * n + j] * term[j];
                }
                next[i] = sum;
                x[i] += sum;
                size = Math.max(size, Math.abs(sum));
                whole = Math.max(whole, Math.abs(x[i]));
            }
            if (size <= SMALLEST_TERM * whole) {
                return x;
            }
            term = next;
        }
        throw new Refused("KAN-DATA-095.output", input.shown(), 0, "terms", MOST_TERMS);
    }

    /** The unit of {@code unit.txt} beside the matrices, where all industries have one and the same. */
    private void unit(IoInput input, RawTable raw) throws Refused {
        var file = input.first(List.of("unit.txt", "unit.csv"));
        if (file.isEmpty()) {
            return;
        }
        var cells = new Cells(input.part(file.get()), delimiter);
        cells.nextRow();
        cells.rest();
        var units = new LinkedHashSet<String>();
        while (cells.nextRow()) {
            units.add(cells.rest().getLast());
        }
        if (units.size() == 1) {
            raw.unit(units.iterator().next());
        } else {
            raw.note("note.io-several-units", "units", RawTable.firstOf(units));
        }
    }
}
