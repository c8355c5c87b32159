package org.kaname.measure.emergence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the series' measures and fields are, as the lists {@code measures.csv} and {@code totals.csv} say. */
final class Fields {
    private static final String SHOWN = "shown";

    private final Map<String, String> useByMeasure = new HashMap<>();
    private final Map<String, String> cautionByMeasure = new HashMap<>();
    private final Set<List<String>> totals = new HashSet<>();

    Fields() {
        for (var line : lines("measures.csv")) {
            var cells = line.split(",", -1);
            useByMeasure.put(cells[0], cells[1]);
            cautionByMeasure.put(cells[0], cells[2]);
        }
        for (var line : lines("totals.csv")) {
            int comma = line.indexOf(',');
            totals.add(List.of(line.substring(0, comma), line.substring(comma + 1)));
        }
    }

    /** A count that may stand for activity; measures that the list does not know are counts that the user brought. */
    boolean proxy(String measure) {
        return !SHOWN.equals(useByMeasure.get(measure));
    }

    /** The key of a sentence printed with the measure's numbers, or the empty text. */
    String caution(String measure) {
        return cautionByMeasure.getOrDefault(measure, "");
    }

    boolean total(String scheme, String field) {
        return totals.contains(List.of(scheme, field));
    }

    private static List<String> lines(String name) {
        try (InputStream in = Fields.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The list (" + name + ") is absent.");
            }
            var all = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(1, all.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
