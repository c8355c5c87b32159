package org.kaname.shock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The constants of the engines by name, each with its origin: {@code constants.csv} beside this class. */
public final class ShockConstants {
    /**
     * @param name {@code METHOD.constant}, for example {@code survive@1.price_delay_days}
     * @param origin {@code PUBLISHED}, {@code secondary}, or {@code kaname} for a choice of ours
     * @param note source, unit, and how it was chosen
     */
    public record Constant(String name, double value, String origin, String note) {}

    private static final Map<String, Constant> ALL = read();

    private ShockConstants() {}

    /** In the order of the file. */
    public static Map<String, Constant> all() {
        return ALL;
    }

    /** The value of a constant; an unknown name is a bug. */
    public static double value(String name) {
        var constant = ALL.get(name);
        if (constant == null) {
            throw new IllegalArgumentException("There is no constant (" + name + ").");
        }
        return constant.value();
    }

    private static Map<String, Constant> read() {
        var all = new LinkedHashMap<String, Constant>();
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ShockConstants.class.getResourceAsStream("constants.csv"), "constants.csv"),
                StandardCharsets.UTF_8))) {
            in.readLine();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var cells = line.split(",", 4);
                var constant = new Constant(cells[0], Double.parseDouble(cells[1]), cells[2], cells[3]);
                if (all.put(constant.name(), constant) != null) {
                    throw new IllegalStateException(
                            "The constant (" + constant.name() + ") stands twice in constants.csv.");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return java.util.Collections.unmodifiableMap(all);
    }
}
