package org.kaname.measure.known;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.kaname.measure.known.Question.Base;
import org.kaname.measure.known.Question.Count;
import org.kaname.measure.known.Question.Grouping;
import org.kaname.measure.known.Question.Otherwise;
import org.kaname.model.Explanation;
import tools.jackson.databind.JsonNode;

/** Reads one known answer from its row of results and its question in JSON. What a count leaves out is that of its answer. */
final class QuestionText {
    private static final Set<String> KEYS = Set.of(
            "id",
            "rules",
            "subject",
            "partners",
            "years",
            "partition",
            "grouping",
            "lists",
            "gate",
            "note",
            "classification",
            "goods",
            "edition",
            "partitions",
            "as_of",
            "bases",
            "counts",
            "otherwise");
    private static final Set<String> COUNT_KEYS = Set.of(
            "name",
            "published",
            "part",
            "rules",
            "subject",
            "partners",
            "top_supplier",
            "unit",
            "end_use",
            "lists",
            "gate");
    private static final Set<String> OTHERWISE_KEYS =
            Set.of("rule", "partition", "strictness", "thresholds", "floor_kusd");
    private static final Set<String> EDITION_KEYS = Set.of("provider", "product", "vintage");
    private static final String HARMONIZED_SYSTEM = "HS";

    private QuestionText() {}

    static KnownAnswer answer(String[] cells, JsonNode node) {
        check(node, KEYS, cells[0]);
        var years = new ArrayList<Integer>();
        node.get("years").forEach(y -> years.add(y.asInt()));
        return new KnownAnswer(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                texts(node, "rules"),
                text(node, "subject"),
                texts(node, "partners"),
                years,
                text(node, "partition"),
                text(node, "grouping"),
                StreamSupport.stream(node.path("lists").spliterator(), false)
                        .map(list -> bilingual(list).en())
                        .toList(),
                gate(node),
                text(node, "note"),
                question(node, years));
    }

    private static Question question(JsonNode node, List<Integer> years) {
        var classification = text(node, "classification");
        var asOf = new ArrayList<Integer>();
        node.path("as_of").forEach(y -> asOf.add(y.asInt()));
        if (asOf.isEmpty() && !years.isEmpty()) {
            asOf.add(years.getLast());
        }
        var partitions = texts(node, "partitions");
        var bases = texts(node, "bases").stream()
                .map(b -> Base.valueOf(b.toUpperCase(Locale.ROOT)))
                .toList();
        var counts = new ArrayList<Count>();
        node.path("counts").forEach(count -> counts.add(count(count, node)));
        return new Question(
                classification.isEmpty() ? HARMONIZED_SYSTEM : classification,
                node.has("goods") ? OptionalInt.of(node.get("goods").asInt()) : OptionalInt.empty(),
                edition(node.path("edition")),
                partitions.isEmpty() ? List.of(text(node, "partition")) : partitions,
                asOf,
                bases.isEmpty() ? List.of(Base.EXTRA) : bases,
                counts,
                otherwise(node.path("otherwise")));
    }

    private static Count count(JsonNode count, JsonNode answer) {
        check(count, COUNT_KEYS, text(answer, "id"));
        var grouping = count.has("top_supplier")
                ? Grouping.TOP_SUPPLIER
                : count.has("unit") ? Grouping.UNIT : count.has("end_use") ? Grouping.END_USE : Grouping.NONE;
        var group = switch (grouping) {
            case NONE -> "";
            case TOP_SUPPLIER -> text(count, "top_supplier");
            case UNIT -> text(count, "unit");
            case END_USE -> text(count, "end_use").toUpperCase(Locale.ROOT);
        };
        // Counted by top supplier, the economy named is the group and not the partner asked about.
        var partners = count.has("partners") || grouping == Grouping.TOP_SUPPLIER
                ? texts(count, "partners")
                : texts(answer, "partners");
        return new Count(
                bilingual(count.path("name")),
                count.get("published").asDouble(),
                count.path("part").asBoolean(false),
                texts(count.has("rules") ? count : answer, "rules"),
                text(count.has("subject") ? count : answer, "subject"),
                partners,
                grouping,
                group,
                StreamSupport.stream(
                                (count.has("lists") ? count : answer)
                                        .path("lists")
                                        .spliterator(),
                                false)
                        .map(QuestionText::bilingual)
                        .toList(),
                gate(count.has("gate") ? count : answer));
    }

    private static Optional<Question.Edition> edition(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        check(node, EDITION_KEYS, "edition");
        return Optional.of(new Question.Edition(text(node, "provider"), text(node, "product"), text(node, "vintage")));
    }

    private static Otherwise otherwise(JsonNode node) {
        if (!node.isMissingNode()) {
            check(node, OTHERWISE_KEYS, "otherwise");
        }
        SortedMap<String, Double> thresholds = new TreeMap<>();
        node.path("thresholds")
                .properties()
                .forEach(e -> thresholds.put(e.getKey(), e.getValue().asDouble()));
        return new Otherwise(
                text(node, "rule"),
                text(node, "partition"),
                node.path("strictness").asBoolean(false),
                thresholds,
                node.has("floor_kusd")
                        ? OptionalDouble.of(node.get("floor_kusd").asDouble())
                        : OptionalDouble.empty());
    }

    private static OptionalDouble gate(JsonNode node) {
        var gate = node.path("gate");
        return gate.isNumber() ? OptionalDouble.of(gate.asDouble()) : OptionalDouble.empty();
    }

    private static void check(JsonNode node, Set<String> keys, String where) {
        for (var name : node.propertyNames()) {
            if (!keys.contains(name)) {
                throw new IllegalStateException("The key (" + name + ") of the question (" + where + ") is unknown.");
            }
        }
    }

    /** One text for both languages, or one for each. */
    private static Explanation.Bilingual bilingual(JsonNode node) {
        if (node.isObject()) {
            return new Explanation.Bilingual(
                    node.get("en").asString(), node.get("ja").asString());
        }
        var text = node.isMissingNode() ? "" : node.asString();
        return new Explanation.Bilingual(text, text);
    }

    private static String text(JsonNode node, String name) {
        var value = node.path(name);
        return value.isMissingNode() ? "" : value.asString();
    }

    private static List<String> texts(JsonNode node, String name) {
        return StreamSupport.stream(node.path(name).spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
