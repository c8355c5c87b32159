package org.kaname.app.json;

import java.util.Map;
import java.util.TreeMap;
import org.kaname.app.wording.Words;
import org.kaname.model.Condition;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Language;
import org.kaname.model.Truth;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shapes that every document shares: figures, conditions, explanations, texts in both languages. */
public final class Json {
    /** The one mapper: indented, full precision. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    public static ArrayNode array(Iterable<String> texts) {
        var array = array();
        texts.forEach(array::add);
        return array;
    }

    /** One text for each language, in the order of their codes: the same document is the same bytes in every run. */
    public static ObjectNode texts(Map<String, String> byLanguage) {
        var node = object();
        new TreeMap<>(byLanguage).forEach(node::put);
        return node;
    }

    /** {@code {value, unit, low?, high?, passport}}, or {@code {missing, detail, unit, passport}}. */
    public static ObjectNode figure(Figure figure) {
        var node = object();
        if (figure.isMissing() || figure.isUnbounded()) {
            node.put("missing", figure.reason().orElseThrow().name());
            node.put("detail", figure.detail());
            if (figure.isUnbounded()) {
                node.put("unbounded", true);
            }
        } else {
            node.put("value", figure.value());
        }
        node.put("unit", figure.unit().code());
        figure.interval().ifPresent(interval -> {
            node.put("low", interval.low());
            node.put("high", interval.high());
        });
        node.put("passport", figure.passport().toString());
        return node;
    }

    public static void truth(ObjectNode node, String name, Truth truth) {
        switch (truth) {
            case YES -> node.put(name, true);
            case NO -> node.put(name, false);
            case UNKNOWN -> node.putNull(name);
        }
    }

    public static ObjectNode condition(Condition condition, Words words, double narrow) {
        var node = object();
        node.put("name", condition.name());
        node.set("label", texts(words.both("condition." + condition.name())));
        var actual = condition.actual();
        if (actual.isMissing() || actual.isUnbounded()) {
            node.putNull("actual");
            node.put("missing", actual.reason().orElseThrow().name());
        } else {
            node.put("actual", actual.value());
        }
        actual.interval().ifPresent(interval -> {
            node.put("low", interval.low());
            node.put("high", interval.high());
        });
        node.put("unit", actual.unit().code());
        node.put("comparison", condition.comparison().sign());
        if (Double.isNaN(condition.threshold())) {
            node.putNull("threshold");
        } else {
            node.put("threshold", condition.threshold());
        }
        node.put("origin", condition.origin());
        truth(node, "holds", condition.holds());
        var margin = condition.margin();
        if (margin.isPresent()) {
            node.put("margin", margin.getAsDouble());
            if (Math.abs(margin.getAsDouble()) < narrow) {
                node.put("narrow", true);
            }
        } else {
            node.putNull("margin");
        }
        if (actual.isUnbounded()) {
            node.put("unbounded", true);
        }
        if (condition.boundary()) {
            node.put("boundary", true);
        }
        node.put("passport", actual.passport().toString());
        return node;
    }

    /** The tree with its sentences in both languages. */
    public static ObjectNode explanation(Explanation explanation, Words words) {
        var node = object();
        node.put("key", explanation.key());
        var text = object();
        text.put("en", words.in(Language.EN).render(explanation));
        text.put("ja", words.in(Language.JA).render(explanation));
        node.set("text", text);
        explanation.decided().ifPresent(truth -> node.put("truth", truth.name()));
        if (!explanation.deciding()) {
            node.put("deciding", false);
        }
        for (var entry : explanation.arguments().entrySet()) {
            if (entry.getValue() instanceof Figure figure) {
                node.set(entry.getKey(), figure(figure));
            }
        }
        if (!explanation.children().isEmpty()) {
            var children = node.putArray("children");
            for (var child : explanation.children()) {
                children.add(explanation(child, words));
            }
        }
        return node;
    }
}
