package org.kaname.measure.known;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published counts (measurement 2.7): {@code published_results.tsv} holds what the sources say, {@code known-answers.json} how each
 * is asked for here. A row in one file only, or a key that is no key, is a bug of the build.
 */
public final class KnownAnswers {
    /** Name of the table of results. */
    public static final String RESULTS = "published_results.tsv";

    /** Name of the table of questions. */
    public static final String QUESTIONS = "known-answers.json";

    private static final int COLUMNS = 6;

    private KnownAnswers() {}

    /** Every known answer, in the order of the table of results. */
    public static List<KnownAnswer> list() {
        return read(text(RESULTS), text(QUESTIONS));
    }

    /**
     * Known answers of other tables of the same form. Throws where a row stands in one table only or cannot be understood.
     *
     * @param results tab separated, with a header: id, rule, data, published value, source, status
     * @param questions JSON, a list of questions
     */
    public static List<KnownAnswer> read(String results, String questions) {
        var byId = new HashMap<String, JsonNode>();
        for (var node : JsonMapper.shared().readTree(questions)) {
            byId.put(node.path("id").asString(), node);
        }
        var answers = new ArrayList<KnownAnswer>();
        var lines = results.lines().toList();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split("\t", -1);
            if (cells.length != COLUMNS) {
                throw new IllegalStateException("The result (" + line + ") has no " + COLUMNS + " cells.");
            }
            var question = byId.remove(cells[0]);
            if (question == null) {
                throw new IllegalStateException("The result (" + cells[0] + ") has no question.");
            }
            answers.add(QuestionText.answer(cells, question));
        }
        if (!byId.isEmpty()) {
            throw new IllegalStateException("The questions " + byId.keySet() + " have no result.");
        }
        return List.copyOf(answers);
    }

    /** The known answers that a rule may give, in the order of the table. */
    public static List<KnownAnswer> listOf(String rule) {
        return list().stream().filter(a -> a.rules().contains(rule)).toList();
    }

    /** Where every known answer stands on a data set: computed where it can be, else what is missing. */
    public static List<Standing> listStandings(DataSet data, Settings settings) {
        return listStandings(list(), data, settings);
    }

    /** Where these answers stand. */
    public static List<Standing> listStandings(List<KnownAnswer> answers, DataSet data, Settings settings) {
        var reproduction = new Reproduction(data, settings);
        return answers.stream().map(reproduction::reproduce).toList();
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
