package org.kaname.data.inputoutput;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** What is known of publishers beside their files: units, names, parts of economies, kinds of final demand. Read from CSV beside this class. */
final class Layouts {
    /** @param economy of tables of one economy, whose files do not name it; else empty */
    record Layout(String id, String title, String unit, String priceBasis, String edition, String economy) {}

    private record Kind(Pattern pattern, IoTable.FinalKind kind) {}

    private static final Map<String, Layout> ALL = layouts();
    private static final Map<String, String> SPLITS = splits();
    private static final List<Kind> KINDS = kinds();

    private Layouts() {}

    static Layout get(String id) {
        return Objects.requireNonNull(ALL.get(id), id);
    }

    /** Part of an economy to the economy, as publishers split them. */
    static Map<String, String> splitEconomies() {
        return SPLITS;
    }

    /** The kind of a column of final demand by the publisher's name of its category. */
    static IoTable.FinalKind kind(String category) {
        return KINDS.stream()
                .filter(kind -> kind.pattern().matcher(category).matches())
                .map(Kind::kind)
                .findFirst()
                .orElse(IoTable.FinalKind.DOMESTIC_USE);
    }

    private static Map<String, Layout> layouts() {
        var all = new LinkedHashMap<String, Layout>();
        for (var row : rows("layouts.csv")) {
            all.put(row[0], new Layout(row[0], row[1], row[2], row[3], row[4], row[5]));
        }
        return all;
    }

    private static Map<String, String> splits() {
        var all = new LinkedHashMap<String, String>();
        for (var row : rows("split_economies.csv")) {
            all.put(row[0], row[1]);
        }
        return all;
    }

    private static List<Kind> kinds() {
        var all = new ArrayList<Kind>();
        for (var row : rows("final_kinds.csv")) {
            all.add(new Kind(Pattern.compile(row[0]), IoTable.FinalKind.valueOf(row[1])));
        }
        return all;
    }

    private static List<String[]> rows(String table) {
        try (InputStream in = Objects.requireNonNull(Layouts.class.getResourceAsStream(table), table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
