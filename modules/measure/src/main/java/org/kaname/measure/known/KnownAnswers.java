package org.kaname.measure.known;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.kaname.data.DataSet;
import org.kaname.data.Partitions;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Explanation;
import org.kaname.model.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published counts (measurement 2.7): {@code published_results.tsv} holds what the sources say, {@code known-answers.json} how each
 * is asked for here. A row in one file only is a bug of the build.
 */
public final class KnownAnswers {
    private static final String RESULTS = "published_results.tsv";
    private static final String QUESTIONS = "known-answers.json";

    private KnownAnswers() {}

    /** Every known answer, in the order of the table of results. */
    public static List<KnownAnswer> list() {
        var questions = new HashMap<String, JsonNode>();
        for (var node : JsonMapper.shared().readTree(text(QUESTIONS))) {
            questions.put(node.get("id").asString(), node);
        }
        var answers = new ArrayList<KnownAnswer>();
        var lines = text(RESULTS).lines().toList();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split("\t", -1);
            var question = questions.remove(cells[0]);
            if (question == null) {
                throw new IllegalStateException("The result (" + cells[0] + ") is not in " + QUESTIONS + ".");
            }
            answers.add(answer(cells, question));
        }
        if (!questions.isEmpty()) {
            throw new IllegalStateException("The answers " + questions.keySet() + " are not in " + RESULTS + ".");
        }
        return List.copyOf(answers);
    }

    /** The known answers that a rule may give, in the order of the table. */
    public static List<KnownAnswer> listOf(String rule) {
        return list().stream().filter(a -> a.rules().contains(rule)).toList();
    }

    /** Where every known answer stands on a data set. */
    public static List<Standing> listStandings(DataSet data) {
        return list().stream().map(a -> standing(a, data)).toList();
    }

    private static KnownAnswer answer(String[] cells, JsonNode question) {
        var gate = question.get("gate");
        return new KnownAnswer(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                texts(question, "rules"),
                question.get("subject").asString(),
                texts(question, "partners"),
                StreamSupport.stream(question.get("years").spliterator(), false)
                        .map(JsonNode::asInt)
                        .toList(),
                question.get("partition").asString(),
                question.get("grouping").asString(),
                question.has("lists") ? texts(question, "lists") : List.of(),
                gate.isNull() ? OptionalDouble.empty() : OptionalDouble.of(gate.asDouble()),
                question.has("note") ? question.get("note").asString() : "");
    }

    private static List<String> texts(JsonNode node, String name) {
        return StreamSupport.stream(node.get(name).spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static Standing standing(KnownAnswer answer, DataSet data) {
        if (answer.rules().isEmpty()) {
            return new Standing(answer, List.of(), Explanation.of("known.not_run.no_rule"));
        }
        var absent = answer.rules().stream().filter(r -> !inRelease(r)).toList();
        if (!absent.isEmpty()) {
            return new Standing(
                    answer, List.of(), Explanation.of("known.not_run.rule", "rules", String.join(", ", absent)));
        }
        var missing = missing(answer, data);
        return missing.isEmpty()
                ? new Standing(answer, missing, Explanation.of("known.not_run.engine", "dataset", data.id()))
                : new Standing(
                        answer,
                        missing,
                        Explanation.of(
                                "known.not_run.missing",
                                "missing",
                                String.join("; ", missing),
                                "needed",
                                answer.data()));
    }

    /** A rule of the catalogue, or a measure whose threshold is a constant of its own. */
    private static boolean inRelease(String id) {
        return RuleCatalogue.findRule(id).isPresent()
                || MeasureConstants.own().stream().anyMatch(c -> c.name().startsWith(id + "."));
    }

    /** What the data set lacks: all goods in each year, reported by the subject or by every member of it. */
    private static List<String> missing(KnownAnswer answer, DataSet data) {
        var missing = new ArrayList<String>();
        for (var list : answer.lists()) {
            missing.add("PRODUCT_LIST(" + list + ")");
        }
        if (answer.years().isEmpty()) {
            missing.add("YEARS: the source does not say which");
        }
        for (int year : answer.years()) {
            var requirement = answer.subject().isEmpty()
                    ? "WORLD(" + year + ")"
                    : "IMPORTS(" + answer.subject() + ", " + year + ")";
            if (data.cube().yearIndex(year) < 0) {
                missing.add(requirement + ": the data set has no rows of the year");
            } else if (!data.coverage().allProducts()) {
                missing.add(requirement + ": the data set does not hold all goods");
            } else if (!answer.subject().isEmpty() && !reported(answer, data, year)) {
                missing.add(requirement + ": not reported");
            }
        }
        return missing;
    }

    private static boolean reported(KnownAnswer answer, DataSet data, int year) {
        var members = Partitions.of(data).resolve(answer.partition(), LocalDate.of(year, Month.DECEMBER, 31));
        var units = switch (members) {
            case Result.Ok<Map<String, String>> ok -> ok.value();
            case Result.Failed<Map<String, String>> failed -> Map.<String, String>of();
        };
        var subject = units.entrySet().stream()
                .filter(e -> e.getValue().equals(answer.subject()))
                .map(e -> data.economies().indexOf(e.getKey()))
                .toList();
        return !subject.isEmpty()
                && subject.stream()
                        .allMatch(economy -> data.cube().products().stream()
                                .anyMatch(p -> data.coverage()
                                        .importer(year, p, economy)
                                        .known()));
    }

    private static String text(String name) {
        try (InputStream in = KnownAnswers.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The table (" + name + ") is absent.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
