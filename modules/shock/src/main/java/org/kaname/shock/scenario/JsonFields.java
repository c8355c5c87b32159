package org.kaname.shock.scenario;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kaname.data.NearestName;
import org.kaname.data.Refusal;
import org.kaname.model.Explanation.Bilingual;
import tools.jackson.databind.JsonNode;

/**
 * One object of a JSON text, read field by field. What is wrong goes to the list of refusals with a pointer to the field, and a value
 * that does no harm stands in, so that one reading finds every fault.
 */
final class JsonFields {
    private final String file;
    private final String pointer;
    private final JsonNode object;
    private final List<Refusal> refusals;
    private final Set<String> allowed = new LinkedHashSet<>();

    private JsonFields(String file, String pointer, JsonNode object, List<Refusal> refusals) {
        this.file = file;
        this.pointer = pointer;
        this.object = object;
        this.refusals = refusals;
    }

    static JsonFields root(String file, JsonNode root, List<Refusal> refusals) {
        var fields = new JsonFields(file, "", root, refusals);
        if (!root.isObject()) {
            fields.wrongType("", root, "an object");
        }
        return fields;
    }

    /** To be called last: every field that nobody asked for is refused. */
    void end() {
        for (var name : object.propertyNames()) {
            if (!allowed.contains(name)) {
                var near = NearestName.find(name, allowed);
                refuse(
                        near.isPresent() ? "KAN-SHOCK-001.near" : "KAN-SHOCK-001",
                        name,
                        "field",
                        name,
                        "allowed",
                        String.join(", ", allowed),
                        "near",
                        near.orElse(""));
            }
        }
    }

    String at(String name) {
        return name.isEmpty() ? pointer : pointer + "/" + name;
    }

    void refuse(String code, String name, Object... namesAndValues) {
        var all = new ArrayList<Object>(List.of("pointer", at(name).isEmpty() ? "/" : at(name)));
        all.addAll(List.of(namesAndValues));
        refusals.add(Refusal.of(code, file, 0, all.toArray()));
    }

    private void wrongType(String name, JsonNode node, String wanted) {
        var text = node.toString();
        refuse(
                "KAN-SHOCK-002",
                name,
                "value",
                text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text,
                "wanted",
                wanted);
    }

    private static final int MOST_SHOWN = 60;

    /** A value of a field that is wrong although its type is right. */
    void outside(String name, Object value, String wanted) {
        refuse("KAN-SHOCK-003", name, "value", value.toString(), "wanted", wanted);
    }

    private @Nullable JsonNode find(String name) {
        allowed.add(name);
        var node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private @Nullable JsonNode need(String name) {
        var node = find(name);
        if (node == null && object.isObject()) {
            refuse("KAN-SHOCK-007", name, "field", name);
        }
        return node;
    }

    String text(String name) {
        var node = need(name);
        return node == null ? "" : text(name, node);
    }

    private String text(String name, JsonNode node) {
        if (!node.isString()) {
            wrongType(name, node, "a text");
            return "";
        }
        return node.stringValue();
    }

    Optional<String> findText(String name) {
        var node = find(name);
        return node == null ? Optional.empty() : Optional.of(text(name, node));
    }

    Optional<LocalDate> findDate(String name) {
        return findText(name).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException e) {
                outside(name, text, "a date such as 2010-09-21");
                return Optional.empty();
            }
        });
    }

    LocalDate date(String name) {
        if (find(name) == null) {
            need(name);
            return LocalDate.EPOCH;
        }
        return findDate(name).orElse(LocalDate.EPOCH);
    }

    long whole(String name, long low, long high, @Nullable Long missing) {
        var node = missing == null ? need(name) : find(name);
        if (node == null) {
            return missing == null ? low : missing;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            wrongType(name, node, "a whole number");
            return low;
        }
        long value = node.longValue();
        if (value < low || value > high) {
            outside(name, value, "a whole number from " + low + " to " + high);
            return low;
        }
        return value;
    }

    Optional<Double> findNumber(String name) {
        var node = find(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isNumber()) {
            wrongType(name, node, "a number");
            return Optional.empty();
        }
        return Optional.of(node.doubleValue());
    }

    /** One of the constants, written in small letters with {@code _} or as they stand. */
    <E extends Enum<E>> E choice(String name, Class<E> type, @Nullable E missing) {
        var node = missing == null ? need(name) : find(name);
        var all = type.getEnumConstants();
        if (node == null) {
            return missing == null ? all[0] : missing;
        }
        var text = text(name, node);
        for (var constant : all) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        var words = new ArrayList<String>();
        for (var constant : all) {
            words.add(word(constant));
        }
        outside(name, text, "one of " + String.join(", ", words));
        return all[0];
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    List<String> texts(String name, boolean needed) {
        return list(name, needed, (fields, node) -> {
            if (!node.isString()) {
                fields.wrongType("", node, "a text");
                return "";
            }
            return node.stringValue();
        });
    }

    /** Reads one entry; the fields given to it point to the entry itself. */
    interface Entry<T> {
        T read(JsonFields fields, JsonNode node);
    }

    <T> List<T> list(String name, boolean needed, Entry<T> entry) {
        var node = needed ? need(name) : find(name);
        var read = new ArrayList<T>();
        if (node == null) {
            return read;
        }
        if (!node.isArray()) {
            wrongType(name, node, "a list");
            return read;
        }
        for (int i = 0; i < node.size(); i++) {
            read.add(entry.read(new JsonFields(file, at(name) + "/" + i, node.get(i), refusals), node.get(i)));
        }
        return read;
    }

    /** A list of objects; unknown fields of each are refused. */
    <T> List<T> objects(String name, boolean needed, Function<JsonFields, T> reader) {
        return list(name, needed, (fields, node) -> {
            if (!node.isObject()) {
                fields.wrongType("", node, "an object");
            }
            var value = reader.apply(fields);
            fields.end();
            return value;
        });
    }

    <T> Optional<T> object(String name, Function<JsonFields, T> reader) {
        var node = find(name);
        if (node == null) {
            return Optional.empty();
        }
        var inner = new JsonFields(file, at(name), node, refusals);
        if (!node.isObject()) {
            wrongType(name, node, "an object");
            return Optional.empty();
        }
        var value = reader.apply(inner);
        inner.end();
        return Optional.of(value);
    }

    Optional<Bilingual> findBilingual(String name) {
        return object(name, fields -> new Bilingual(fields.text("en"), fields.text("ja")));
    }

    /** The text {@code "open"}, or a range. */
    Optional<Range> openOrRange(String name, Bounds bounds) {
        var node = need(name);
        if (node == null || node.isString() && node.stringValue().equals("open")) {
            return Optional.empty();
        }
        if (node.isString()) {
            outside(name, node.stringValue(), "\"open\" or a range");
            return Optional.empty();
        }
        return Optional.of(range(name, bounds, null));
    }

    /** The ends between which every value of a range must lie. */
    record Bounds(double low, boolean lowOut, double high) {
        static final Bounds SHARE = new Bounds(0, false, 1);
        static final Bounds NOT_NEGATIVE = new Bounds(0, false, Double.MAX_VALUE);

        static Bounds above(double low) {
            return new Bounds(low, true, Double.MAX_VALUE);
        }

        boolean hold(double value) {
            return Double.isFinite(value) && (lowOut ? value > low : value >= low) && value <= high;
        }

        String text() {
            return (lowOut ? "above " : "at least ")
                    + number(low)
                    + (high == Double.MAX_VALUE ? "" : " and at most " + number(high));
        }

        private static String number(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }

    Optional<Range> findRange(String name, Bounds bounds) {
        return find(name) == null ? Optional.empty() : Optional.of(range(name, bounds, null));
    }

    Range range(String name, Bounds bounds, @Nullable Range missing) {
        var node = missing == null ? need(name) : find(name);
        if (node == null) {
            return missing == null ? standIn(bounds) : missing;
        }
        if (!node.isObject()) {
            wrongType(name, node, "a range: {\"fixed\": v} or {\"low\", \"mid\", \"high\", \"shape\"}");
            return standIn(bounds);
        }
        var fields = new JsonFields(file, at(name), node, refusals);
        int before = refusals.size();
        var range = node.has("fixed") ? fields.fixed(bounds) : fields.spread(bounds);
        fields.end();
        return refusals.size() > before ? standIn(bounds) : range;
    }

    private static Range standIn(Bounds bounds) {
        return Range.fixed(bounds.lowOut() ? bounds.low() + 1 : bounds.low());
    }

    private Range fixed(Bounds bounds) {
        double value = bounded("fixed", bounds);
        return Range.fixed(Double.isNaN(value) ? bounds.low() : value);
    }

    private Range spread(Bounds bounds) {
        var shape = choice("shape", Range.Shape.class, Range.Shape.TRIANGULAR);
        if (shape == Range.Shape.FIXED) {
            outside("shape", "fixed", "one of uniform, triangular, pert, lognormal, or the form {\"fixed\": v}");
        }
        double low = bounded("low", bounds);
        double high = bounded("high", bounds);
        double mid =
                shape == Range.Shape.UNIFORM && object.get("mid") == null ? (low + high) / 2 : bounded("mid", bounds);
        allowed.add("mid");
        if (Double.isNaN(low) || Double.isNaN(mid) || Double.isNaN(high)) {
            return standIn(bounds);
        }
        if (!(low <= mid && mid <= high)) {
            refuse("KAN-SHOCK-003.order", "", "low", low, "mid", mid, "high", high);
            return standIn(bounds);
        }
        if (shape == Range.Shape.LOGNORMAL && !(low > 0)) {
            outside("low", low, "above 0 for a lognormal range");
            return standIn(bounds);
        }
        return new Range(low, mid, high, shape);
    }

    private double bounded(String name, Bounds bounds) {
        var node = need(name);
        if (node == null) {
            return Double.NaN;
        }
        if (!node.isNumber()) {
            wrongType(name, node, "a number");
            return Double.NaN;
        }
        double value = node.doubleValue();
        if (!bounds.hold(value)) {
            refuse(
                    bounds.equals(Bounds.SHARE) ? "KAN-SHOCK-003.share" : "KAN-SHOCK-003",
                    name,
                    "value",
                    node.toString(),
                    "wanted",
                    bounds.text());
            return Double.NaN;
        }
        return value;
    }
}
