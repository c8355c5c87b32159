package org.kaname.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kaname.model.Reason;
import org.kaname.model.Result;

/**
 * The constants in force: those of the rule versions and of the method, with the user's changes on top. Every constant has a name
 * {@code <rule>.<constant>}, a value and an origin; nothing that decides is written anywhere else. Immutable.
 */
public final class Settings {
    /** The origin of a constant that the user changed. */
    public static final String USER = "user";

    /** A changed constant stands in a passport as the parameter {@code set.<constant>}. */
    private static final String PARAMETER = "set.";

    private static final String FILE = "constants.csv";
    private static final String HEADER = "name,value,origin,note";

    private final SortedMap<String, Constant> constants;
    private final SortedMap<String, Double> changes;

    /**
     * One constant.
     *
     * @param origin a rule's status word, {@code kaname}, or {@code user}
     * @param note unit, comparison, or why this number; may be empty
     */
    public record Constant(String name, double value, String origin, String note) {
        public Constant(String name, double value, String origin) {
            this(name, value, origin, "");
        }
    }

    private Settings(SortedMap<String, Constant> constants, SortedMap<String, Double> changes) {
        this.constants = constants;
        this.changes = changes;
    }

    public static Settings of(Iterable<Constant> published) {
        var all = new TreeMap<String, Constant>();
        for (var constant : published) {
            if (all.put(constant.name(), constant) != null) {
                throw new IllegalArgumentException("The constant (" + constant.name() + ") is given twice.");
            }
        }
        return new Settings(all, new TreeMap<>());
    }

    /**
     * The constants of {@code constants.csv} beside the class that owns them, in the order of the file, so that no number stands in
     * code. Throws where the file is absent or torn: a bug of the build.
     */
    public static List<Constant> read(Class<?> owner) {
        try (InputStream in = owner.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The constants of (" + owner.getPackageName() + ") are absent.");
            }
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (!lines.getFirst().equals(HEADER)) {
                throw new IllegalStateException("The constants of (" + owner.getPackageName() + ") have the columns ("
                        + lines.getFirst() + "), not (" + HEADER + ").");
            }
            var constants = new ArrayList<Constant>();
            for (var line : lines.subList(1, lines.size())) {
                var cells = line.split(",", -1);
                if (cells.length != 4) {
                    throw new IllegalStateException("The constant (" + line + ") has no four cells.");
                }
                constants.add(new Constant(cells[0], Double.parseDouble(cells[1]), cells[2], cells[3]));
            }
            return List.copyOf(constants);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy with one constant changed. Throws for an unknown name: check with {@link #knows} first. */
    public Settings with(String name, double value) {
        if (!constants.containsKey(name)) {
            throw new IllegalArgumentException("No constant (" + name + ").");
        }
        var changed = new TreeMap<>(changes);
        changed.put(name, value);
        return new Settings(constants, changed);
    }

    public Settings with(Map<String, Double> more) {
        var changed = this;
        for (var entry : more.entrySet()) {
            changed = changed.with(entry.getKey(), entry.getValue());
        }
        return changed;
    }

    public boolean knows(String name) {
        return constants.containsKey(name);
    }

    /** The value in force. Throws for an unknown name: that is a bug. */
    public double get(String name) {
        var changed = changes.get(name);
        return changed != null ? changed : published(name).value();
    }

    private Constant published(String name) {
        var constant = constants.get(name);
        if (constant == null) {
            throw new IllegalArgumentException("No constant (" + name + ").");
        }
        return constant;
    }

    public String origin(String name) {
        return changes.containsKey(name) ? USER : published(name).origin();
    }

    /** Only what the user changed, by name. */
    public SortedMap<String, Double> changes() {
        return new TreeMap<>(changes);
    }

    /** The changes as they stand in a passport, of every constant. */
    public SortedMap<String, String> parameters() {
        return parameters("");
    }

    /** The changes as they stand in a passport of one method, whose figures no other constant moves. */
    public SortedMap<String, String> parametersOf(String method) {
        return parameters(method + ".");
    }

    private SortedMap<String, String> parameters(String prefix) {
        var parameters = new TreeMap<String, String>();
        changes.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                parameters.put(PARAMETER + name, Double.toString(value));
            }
        });
        return parameters;
    }

    /** A copy with the changes that a passport states; fails on a constant that is unknown here and on text that is no number. */
    public Result<Settings> withParameters(Map<String, String> parameters) {
        var changed = this;
        for (var entry : parameters.entrySet()) {
            if (!entry.getKey().startsWith(PARAMETER)) {
                continue;
            }
            var name = entry.getKey().substring(PARAMETER.length());
            if (!knows(name)) {
                return Result.failure(Reason.MALFORMED, "The passport changes the unknown constant (" + name + ").");
            }
            try {
                changed = changed.with(name, Double.parseDouble(entry.getValue()));
            } catch (NumberFormatException e) {
                return Result.failure(
                        Reason.MALFORMED,
                        "The passport changes the constant (" + name + ") to (" + entry.getValue()
                                + "), which is no number.");
            }
        }
        return Result.ok(changed);
    }

    /** Every constant in force, by name. */
    public SortedMap<String, Constant> all() {
        var inForce = new TreeMap<String, Constant>();
        for (var constant : constants.values()) {
            inForce.put(
                    constant.name(),
                    new Constant(constant.name(), get(constant.name()), origin(constant.name()), constant.note()));
        }
        return inForce;
    }
}
