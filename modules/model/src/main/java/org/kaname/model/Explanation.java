package org.kaname.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tree of typed messages: a key, named arguments, a truth where the node is a decision, and whether it took part in deciding.
 * Rendered in any language by {@link Phrasebook}; no sentence is stored.
 *
 * <p>Arguments are {@link Figure}, {@link Number}, {@link Quantity}, {@link Key}, {@link EconomyCode}, {@link Bilingual}, {@link Code}, text,
 * another explanation (rendered where it stands), or a list of these.
 */
public record Explanation(
        String key,
        Map<String, Object> arguments,
        @Nullable Truth truth,
        boolean deciding,
        List<Explanation> children) {
    public Explanation {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        children = List.copyOf(children);
    }

    /** A message key used as an argument: translated where it stands. */
    public record Key(String key) {}

    /** An economy's code used as an argument: its name is shown. */
    public record EconomyCode(String code) {}

    /** A text that data bring in both languages: each sentence shows its own. */
    public record Bilingual(String en, String ja) {
        public String in(Language language) {
            return language == Language.JA ? ja : en;
        }
    }

    /** A plain number with its unit. */
    public record Quantity(double value, Unit unit) {}

    public static Key key(String key) {
        return new Key(key);
    }

    public static EconomyCode economy(String code) {
        return new EconomyCode(code);
    }

    public static Quantity number(double value, Unit unit) {
        return new Quantity(value, unit);
    }

    public static Explanation of(String key, Map<String, Object> arguments) {
        return new Explanation(key, arguments, null, true, List.of());
    }

    /** Names and values in turn. */
    public static Explanation of(String key, Object... namesAndValues) {
        var arguments = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(key, arguments);
    }

    /** A copy with one more argument. */
    public Explanation withArgument(String name, Object value) {
        var more = new LinkedHashMap<>(arguments);
        more.put(name, value);
        return new Explanation(key, more, truth, deciding, children);
    }

    public Explanation withTruth(Truth value) {
        return new Explanation(key, arguments, value, deciding, children);
    }

    /** Marked as not having taken part in the decision. */
    public Explanation nonDeciding() {
        return new Explanation(key, arguments, truth, false, children);
    }

    public Explanation with(Explanation child) {
        var more = new ArrayList<>(children);
        more.add(child);
        return new Explanation(key, arguments, truth, deciding, more);
    }

    public Explanation with(List<Explanation> added) {
        var more = new ArrayList<>(children);
        more.addAll(added);
        return new Explanation(key, arguments, truth, deciding, more);
    }

    public Optional<Truth> decided() {
        return Optional.ofNullable(truth);
    }
}
