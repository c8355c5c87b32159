package org.kaname.data.inputoutput;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Eora26: matrices without headers in {@code Eora26_<year>_bp_T.txt}, {@code _FD.txt}, {@code _VA.txt}, tab-separated, and their labels in
 * {@code labels_T.txt}, {@code labels_FD.txt} (name, code, entity, sector; a trailing tab is common). Shapes must match the labels.
 */
final class EoraLayout implements IoLayout {
    private static final Pattern ANCHOR = Pattern.compile("(?i)(Eora26_\\d{4}_bp_)T(\\.txt(\\.gz)?)");
    private static final String LABELS = "labels_T.txt";
    private static final String FINAL_LABELS = "labels_FD.txt";
    private static final int CODE = 1;
    private static final int ITEM = 3;

    @Override
    public String id() {
        return "eora26";
    }

    @Override
    public List<String> begins(IoInput input) {
        return input.anchors().stream()
                .filter(name -> ANCHOR.matcher(name).matches())
                .toList();
    }

    @Override
    public RawTable read(IoInput input, String anchor) throws Refused {
        var industries = new ArrayList<RawTable.Industry>();
        for (var label : labels(input, LABELS)) {
            industries.add(new RawTable.Industry(label.get(CODE), label.get(ITEM), label.get(ITEM)));
        }
        var finals = new ArrayList<RawTable.Final>();
        for (var label : labels(input, FINAL_LABELS)) {
            var category = label.get(ITEM);
            finals.add(new RawTable.Final(label.get(CODE), category, Layouts.kind(category)));
        }
        var raw = new RawTable(input, id(), industries, finals);
        var labels = industries.stream().map(RawTable.Industry::label).toList();
        fill(input.part(anchor), labels, raw.deliveries(), labels.size());
        fill(input.part(companion(input, anchor, "FD")), labels, raw.finalDemand(), finals.size());
        valueAdded(input, anchor, raw);
        raw.outputFromRows();
        return raw;
    }

    private static String companion(IoInput input, String anchor, String matrix) throws Refused {
        var name = ANCHOR.matcher(anchor).replaceFirst("$1" + matrix + ".txt");
        return input.first(List.of(name))
                .orElseThrow(() -> new Refused("KAN-DATA-095", input.shown(), 0, "part", name));
    }

    private static void fill(IoInput.Part part, List<String> labels, double[] to, int columns) throws Refused {
        Matrix.fill(new Cells(part, '\t'), part.shown(), labels, 0, to, columns);
    }

    /** Value added is the sum of all primary inputs. */
    private static void valueAdded(IoInput input, String anchor, RawTable raw) throws Refused {
        var name = ANCHOR.matcher(anchor).replaceFirst("$1VA.txt");
        var file = input.first(List.of(name));
        if (file.isEmpty()) {
            return;
        }
        var part = input.part(file.get());
        var cells = new Cells(part, '\t');
        var valueAdded = new double[raw.size()];
        while (cells.nextRow()) {
            for (int j = 0; j < valueAdded.length; j++) {
                valueAdded[j] += cells.nextCell() ? cells.number() : cells.missing();
            }
        }
        cells.requireNumbers();
        raw.valueAdded(valueAdded);
    }

    private static List<List<String>> labels(IoInput input, String name) throws Refused {
        var file = input.first(List.of(name))
                .orElseThrow(() -> new Refused("KAN-DATA-095", input.shown(), 0, "part", name));
        var cells = new Cells(input.part(file), '\t');
        var labels = new ArrayList<List<String>>();
        while (cells.nextRow()) {
            var label = cells.rest();
            if (label.size() <= ITEM) {
                throw new Refused("KAN-DATA-097.label", input.shown(), 0, "label", String.join(" ", label));
            }
            labels.add(label);
        }
        return labels;
    }
}
