package org.kaname.measure.constant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The constants of methods by full name ({@code method@version.constant}), each with its origin. Read from {@code constants.csv}
 * beside the class that owns them, so that no number stands in code and every one can be cited and changed. Immutable.
 */
public final class Constants {
    /** The origin of a constant that the user changed. */
    public static final String USER = "user";

    /**
     * One constant.
     *
     * @param origin {@code kaname}, the rule it comes from, or {@code user}
     */
    public record Constant(String name, double value, String origin) {}

    private final SortedMap<String, Constant> byName;

    private Constants(SortedMap<String, Constant> byName) {
        this.byName = Collections.unmodifiableSortedMap(byName);
    }

    /** Reads {@code name,value,origin} lines beside the owner, after one header line. Throws if absent: a bug of the build. */
    public static Constants read(Class<?> owner) {
        var read = new TreeMap<String, Constant>();
        try (InputStream in = owner.getResourceAsStream("constants.csv")) {
            if (in == null) {
                throw new IllegalStateException("The constants of (" + owner.getPackageName() + ") are absent.");
            }
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (var line : lines.subList(1, lines.size())) {
                int first = line.indexOf(',');
                int second = line.indexOf(',', first + 1);
                var name = line.substring(0, first);
                read.put(
                        name,
                        new Constant(
                                name,
                                Double.parseDouble(line.substring(first + 1, second)),
                                line.substring(second + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Constants(read);
    }

    /** Both sets of constants; throws where they differ on a name. */
    public Constants and(Constants others) {
        var all = new TreeMap<>(byName);
        for (var other : others.byName.values()) {
            var mine = all.put(other.name(), other);
            if (mine != null && !mine.equals(other)) {
                throw new IllegalStateException("The constant (" + other.name() + ") stands in two files.");
            }
        }
        return new Constants(all);
    }

    /** A copy with the user's values. Names that are not held here are left to the holder of the others. */
    public Constants withSettings(Map<String, Double> settings) {
        var changed = new TreeMap<>(byName);
        settings.forEach((name, value) -> {
            if (changed.containsKey(name)) {
                changed.put(name, new Constant(name, value, USER));
            }
        });
        return new Constants(changed);
    }

    /** A copy with one value changed by the user. */
    public Constants with(String name, double value) {
        get(name);
        return withSettings(Map.of(name, value));
    }

    public double value(String name) {
        return get(name).value();
    }

    public String origin(String name) {
        return get(name).origin();
    }

    /** The constants in order of name. */
    public SortedMap<String, Constant> listConstants() {
        return byName;
    }

    /** What the user changed, as it stands in a passport. */
    public SortedMap<String, String> changed() {
        var changed = new TreeMap<String, String>();
        for (var constant : byName.values()) {
            if (constant.origin().equals(USER)) {
                changed.put(constant.name(), Double.toString(constant.value()));
            }
        }
        return changed;
    }

    /** A copy with the changes that a passport states. */
    public Constants withPassport(Map<String, String> parameters) {
        var settings = new TreeMap<String, Double>();
        parameters.forEach((name, value) -> {
            if (byName.containsKey(name)) {
                settings.put(name, Double.valueOf(value));
            }
        });
        return withSettings(settings);
    }

    private Constant get(String name) {
        var constant = byName.get(name);
        if (constant == null) {
            throw new IllegalArgumentException("The constant (" + name + ") is unknown.");
        }
        return constant;
    }
}
