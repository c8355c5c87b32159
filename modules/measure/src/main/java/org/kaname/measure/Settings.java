package org.kaname.measure;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The constants in force: those of the rule versions and of the method, with the user's changes on top. Every constant has a name
 * {@code <rule>.<constant>}, a value and an origin; nothing that decides is written anywhere else.
 */
public final class Settings {
    private final SortedMap<String, Constant> constants;
    private final SortedMap<String, Double> changes;

    /** @param origin a rule's status word, {@code kaname}, or {@code user} */
    public record Constant(String name, double value, String origin) {}

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
        return changes.containsKey(name) ? "user" : published(name).origin();
    }

    /** Only what the user changed, by name. */
    public SortedMap<String, Double> changes() {
        return new TreeMap<>(changes);
    }

    /** Every constant in force, by name. */
    public SortedMap<String, Constant> all() {
        var inForce = new TreeMap<String, Constant>();
        for (var constant : constants.values()) {
            inForce.put(constant.name(), new Constant(constant.name(), get(constant.name()), origin(constant.name())));
        }
        return inForce;
    }
}
