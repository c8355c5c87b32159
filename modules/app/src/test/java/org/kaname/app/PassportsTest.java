package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.app.explain.Explained;
import org.kaname.app.explain.Explainer;
import org.kaname.data.DataSet;
import org.kaname.data.Outcome;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.data.workspace.Workspace;
import org.kaname.measure.GoodMeasure;
import org.kaname.model.Passport;
import org.kaname.model.Result;
import org.kaname.model.testing.SharedFolder;
import tools.jackson.databind.JsonNode;

/** Every passport of an assessment leads back: to the same number by kernel and by SQL, and to the rows it was computed from. */
@Tag("two-implementations")
class PassportsTest {
    private static final double PRECISION = 1e-9;
    private static final int SHOWN = 30;

    @TempDir
    Path folder;

    @Test
    void everyPassportOfAnAssessmentOfTheShippedSetResolves() {
        var cli = new Cli(folder);
        var document = cli.run("assess", "JPN", "--year", "2023", "--draws", "0", "--json", "--quiet")
                .json();

        var problems = problems(StarterPack.load().usd(), document, 4000);

        assertThat(problems).isEmpty();
    }

    @Test
    void everyPassportOfAnAssessmentOfAMappedSetResolves() throws IOException {
        var golden = SharedFolder.require("golden/dependency-rules/in_bilateral.csv");
        var cli = new Cli(folder);
        cli.copy("golden/golden-economies.csv");
        var id = cli.run(
                        "data",
                        "add",
                        golden.toString(),
                        "--map",
                        cli.copy("golden/golden-dependency.json").toString(),
                        "--complete",
                        "--complete-products",
                        "--json")
                .json()
                .path("id")
                .asString();
        var document =
                cli.run("assess", "EU01", "--draws", "0", "--json", "--quiet").json();
        assertThat(document.path("dataset").asString()).isEqualTo(id);

        var problems = problems(load(cli.workspace(), id), document, 1000);

        assertThat(problems).isEmpty();
        try (var files = Files.list(cli.workspace().resolve("assessments"))) {
            assertThat(files).hasSize(1);
        }
    }

    private static DataSet load(Path workspace, String id) {
        var opened = ((Outcome.Taken<Workspace>) Workspace.open(workspace)).value();
        return ((Result.Ok<DataSet>) opened.load(id)).value();
    }

    /** One line for each passport that does not lead back; fails by itself where there are fewer passports than expected. */
    private static List<String> problems(DataSet data, JsonNode document, int atLeast) {
        var found = new TreeMap<String, List<JsonNode>>();
        collect(document, found);
        assertThat(found.size()).as("passports of the document").isGreaterThan(atLeast);
        var problems = new ArrayList<String>();
        try (var explainer = new Explainer(data, false)) {
            for (var entry : found.entrySet()) {
                var passport = Passport.parse(entry.getKey());
                var result = passport.then(explainer::explain);
                switch (result) {
                    case Result.Failed<Explained> failed ->
                        problems.add(entry.getKey() + ": " + failed.why().detail());
                    case Result.Ok<Explained> ok -> check(ok.value(), entry.getValue(), problems);
                }
            }
        }
        return problems.size() <= SHOWN ? problems : problems.subList(0, SHOWN);
    }

    private static void collect(JsonNode node, Map<String, List<JsonNode>> found) {
        if (node.isObject() && node.has("passport")) {
            found.computeIfAbsent(node.path("passport").asString(), k -> new ArrayList<>())
                    .add(node);
        }
        node.forEach(child -> collect(child, found));
    }

    private static void check(Explained explained, List<JsonNode> carriers, List<String> problems) {
        var passport = explained.passport().toString();
        if (!explained.agrees()) {
            problems.add(passport + ": kernel " + explained.figure() + explained.outcome() + ", SQL "
                    + explained.recomputed() + explained.recomputedOutcome());
        }
        if (explained.formula().isEmpty()) {
            problems.add(passport + ": no formula");
        }
        for (var carrier : carriers) {
            if (!same(explained, carrier)) {
                problems.add(passport + ": the document says "
                        + carrier.toString()
                                .substring(0, Math.min(160, carrier.toString().length())) + ", explain "
                        + explained.figure() + explained.outcome());
            }
        }
        boolean known = explained.figure() == null || !explained.figure().isMissing();
        if (known && needsRows(explained) && explained.rows().isEmpty()) {
            problems.add(passport + ": no source row");
        }
        if (known && needsSecondValue(explained) && Double.isNaN(explained.recomputed())) {
            problems.add(passport + ": no value by SQL (" + explained.recomputedMissing() + ")");
        }
        for (var row : explained.rows()) {
            boolean placed =
                    !row.file().isEmpty() && row.line() > 1 && !row.raw().isEmpty();
            if (!placed || !holds(row.raw(), row.value())) {
                problems.add(passport + ": " + row);
            }
        }
    }

    /** The number or the reason beside the passport is what its explanation says. */
    private static boolean same(Explained explained, JsonNode carrier) {
        var figure = explained.figure();
        if (figure == null) {
            if (carrier.has("value") || carrier.has("actual") || carrier.has("missing") && !carrier.has("outcome")) {
                return false; // a number is asked for, an outcome was given
            }
            var outcome = carrier.path("outcome").asString("");
            return outcome.isEmpty()
                    || outcome.equals(explained.outcome())
                    || colours(carrier).equals(explained.outcome());
        }
        for (var name : List.of("value", "actual")) {
            if (carrier.path(name).isNumber()) {
                return !figure.isMissing()
                        && close(figure.value(), carrier.path(name).doubleValue());
            }
        }
        if (carrier.has("missing")) {
            return figure.reason().isPresent()
                    && figure.reason()
                            .orElseThrow()
                            .name()
                            .equals(carrier.path("missing").asString())
                    && (!carrier.has("detail") || !figure.detail().isEmpty());
        }
        if (carrier.has("import_share") || carrier.has("share") && carrier.has("value_kusd")) {
            return close(figure.value(), carrier.path("share").doubleValue());
        }
        return true;
    }

    private static String colours(JsonNode carrier) {
        var colours = new ArrayList<String>();
        carrier.path("colours").forEach(c -> colours.add(c.asString()));
        return colours.toString();
    }

    private static boolean close(double one, double other) {
        return Math.abs(one - other) <= PRECISION * Math.max(1, Math.abs(one));
    }

    /** Figures and colours come from rows; a count of zero needs none, nor does a field of a policy list without any series. */
    private static boolean needsRows(Explained explained) {
        var figure = explained.figure();
        return figure == null ? !explained.outcome().equals("[]") : figure.isUnbounded() || figure.value() != 0;
    }

    private static boolean needsSecondValue(Explained explained) {
        var figure = explained.figure();
        boolean ofAGood = Arrays.stream(GoodMeasure.values())
                .anyMatch(m -> m.method().equals(explained.passport().method())
                        && !m.sqlFile().isEmpty());
        return figure != null && !figure.isUnbounded() && ofAGood;
    }

    /** A cell of the raw line is the value. */
    private static boolean holds(String raw, double value) {
        for (var cell : raw.split(",")) {
            if (cell.isEmpty() || "-.0123456789\"".indexOf(cell.charAt(0)) < 0) {
                continue;
            }
            try {
                if (Double.isNaN(value) || close(value, Double.parseDouble(cell.replace("\"", "")))) {
                    return true;
                }
            } catch (NumberFormatException e) {
                // a code or a name
            }
        }
        return Double.isNaN(value);
    }
}
