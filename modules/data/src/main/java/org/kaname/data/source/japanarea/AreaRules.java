package org.kaname.data.source.japanarea;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.source.FlowTable.ReportedBy;

/** What {@code japan_area.csv} says of the format: whose book it is, which goods contain others, and where it is from. */
final class AreaRules {
    /** A good of its own, and one in brackets, which is a part of another (data-formats 3.8). */
    private static final int GOOD = 2;

    private static final int PART = 3;

    private final Map<String, String> values = new HashMap<>();

    private AreaRules(byte[] table) {
        var records = CsvRecords.of(table);
        try {
            records.next();
            while (records.next()) {
                values.put(records.text(0) + "/" + records.text(1), records.text(2));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot fail.", e);
        }
    }

    static AreaRules load() {
        try (var in = AreaRules.class.getResourceAsStream("japan_area.csv")) {
            if (in == null) {
                throw new IllegalStateException("The rules of the format are not in the program.");
            }
            return new AreaRules(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String home(String key) {
        return value("home", key);
    }

    String described(String key) {
        return value("described", key);
    }

    private String value(String rule, String key) {
        var value = values.get(rule + "/" + key);
        if (value == null) {
            throw new IllegalStateException("The rule (" + rule + "/" + key + ") is not in the program.");
        }
        return value;
    }

    /** Whose report a row of a direction is; empty where the text is no direction. */
    Optional<ReportedBy> direction(String text) {
        return Optional.ofNullable(values.get("direction/" + text.strip().toLowerCase(Locale.ROOT)))
                .map(ReportedBy::valueOf);
    }

    /** 0 for all goods, 1 for a group, 2 for a good, 3 for a part of a good. */
    int level(String good) {
        var stated = values.get("level/" + good);
        return stated != null ? Integer.parseInt(stated) : good.startsWith("(") ? PART : GOOD;
    }
}
