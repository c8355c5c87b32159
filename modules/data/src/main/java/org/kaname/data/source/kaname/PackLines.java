package org.kaname.data.source.kaname;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kaname.data.Origin;
import org.kaname.data.SourceLines;

/** Source lines out of the pack's own bytes, so that a figure can be explained without any file (clarification 19). */
final class PackLines implements SourceLines {
    private final PackFiles files;
    private final List<String> tables;
    private final Map<Integer, int[]> startsByFile = new HashMap<>();

    PackLines(PackFiles files, List<String> tables) {
        this.files = files;
        this.tables = List.copyOf(tables);
    }

    @Override
    public String fileName(Origin origin) {
        return files.display(tables.get(origin.file()));
    }

    @Override
    public synchronized Optional<String> line(Origin origin) {
        var found = files.find(tables.get(origin.file()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var bytes = found.get();
        var starts = startsByFile.computeIfAbsent(origin.file(), file -> lineStarts(bytes));
        if (origin.line() < 1 || origin.line() > starts.length) {
            return Optional.empty();
        }
        int from = starts[origin.line() - 1];
        int to = from;
        while (to < bytes.length && bytes[to] != '\n' && bytes[to] != '\r') {
            to++;
        }
        return Optional.of(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    private static int[] lineStarts(byte[] bytes) {
        var starts = new int[1024];
        int lines = 0;
        int at = 0;
        while (at < bytes.length) {
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, lines * 2);
            }
            starts[lines++] = at;
            while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
                at++;
            }
            at += at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n' ? 2 : 1;
        }
        return Arrays.copyOf(starts, lines);
    }
}
