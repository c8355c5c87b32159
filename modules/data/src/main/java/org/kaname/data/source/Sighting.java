package org.kaname.data.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;

/**
 * What a reader sees of a file before it says whether the file is its own: its name and its beginning.
 *
 * @param name the last part of its path, or of its name in an archive
 * @param head the first 64 KiB of its text
 * @param header normalised names of the first record, by the delimiter that splits it best
 * @param faults why its first record cannot be a header at all; empty where it can
 */
public record Sighting(TextFile file, String name, String head, List<String> header, List<Refusal> faults) {
    private static final int HEAD = 1 << 16;

    public Sighting {
        header = List.copyOf(header);
        faults = List.copyOf(faults);
    }

    public static Sighting of(TextFile file) throws IOException {
        String head;
        try (var in = file.open()) {
            head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
        }
        var shown = file.member().isEmpty() ? file.shown() : file.member();
        var name = shown.substring(shown.lastIndexOf('/') + 1);
        if (isJson(head)) {
            return new Sighting(file, name, head, List.of(), List.of());
        }
        var header = new ArrayList<String>();
        var layout = Layout.of(file, Layout.Form.USUAL, List.of());
        for (var column : layout.header()) {
            header.add(Layout.normal(column));
        }
        return new Sighting(file, name, head, header, layout.faults());
    }

    private static boolean isJson(String head) {
        var text = head.stripLeading();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1).stripLeading();
        }
        return text.startsWith("{") || text.startsWith("[");
    }

    /** The text begins like JSON. */
    public boolean json() {
        return isJson(head);
    }

    /** Which of some columns, normalised, the header lacks. */
    public List<String> lacking(List<String> columns) {
        return columns.stream().filter(c -> !header.contains(c)).toList();
    }
}
