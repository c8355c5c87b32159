package org.kaname.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Stop;
import org.kaname.app.console.TextTable;
import org.kaname.app.json.Json;
import org.kaname.app.json.KnownAnswerJson;
import org.kaname.measure.known.KnownAnswer;
import org.kaname.measure.known.KnownAnswers;
import org.kaname.measure.verify.Check;
import org.kaname.measure.verify.Verification;
import org.kaname.model.Truth;
import org.kaname.triage.TriageConstants;
import org.kaname.triage.assess.AssessmentConstants;
import org.kaname.triage.assess.Assessor;
import org.kaname.triage.verify.TriageVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;

/** Every measure by kernel and by SQL on the same data; exit 4 where they differ. */
@Command(name = "verify", description = "Computes every measure twice, by kernel and by SQL, and compares to 1e-9.")
final class Verify extends Verb {
    @Option(
            names = "--dataset",
            paramLabel = "ID",
            description = "Data set (default: newest in the workspace, else the shipped one).")
    @Nullable String dataset;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description =
                    "At most so many goods of each classification, evenly spread (default: all; 200 in a set of more than 500 goods).")
    @Nullable Integer goods;

    @Option(
            names = "--answers",
            paramLabel = "DIR",
            description =
                    "Known answers of your own besides the shipped ones: DIR holds published_results.tsv and known-answers.json.")
    @Nullable Path answers;

    /** Goods compared where a set has many; all of them take hours, for every economy is a subject. */
    private static final int SAMPLE_OF_MANY = 200;

    @Override
    public Integer call() {
        var session = session();
        if (goods != null && goods < 1) {
            throw usage("The sample (" + goods + ") is not above 0.\nMaybe leave it out: then every good is compared.");
        }
        var data = session.dataSet(dataset);
        int sample = goods != null ? goods : Assessor.isLarge(data) ? SAMPLE_OF_MANY : Verification.ALL;
        echo(
                "dataset",
                data.id() + "  (" + session.dataSetOrigin(dataset) + ")",
                "sample",
                sample == Verification.ALL
                        ? "all"
                        : sample + "  (" + say(goods == null ? "origin.many-goods" : "origin.given") + ")");
        var known = knownAnswers();
        var settings = AssessmentConstants.settings();
        var checks = new ArrayList<Check>(Verification.run(data, settings, sample));
        // Colours are made of the measures: where those differ, they are not compared, and a broken kernel is told, not
        // met.
        checks.add(
                checks.stream().allMatch(Check::ok)
                        ? TriageVerification.run(data, settings, sample)
                        : new Check(TriageConstants.METHOD, 0, 0, true, ""));
        var failed = checks.stream().filter(c -> !c.ok()).toList();
        var standings = KnownAnswers.listStandings(known, data, settings);
        boolean negative = standings.stream().anyMatch(s -> s.outcome() == Truth.NO);
        var words = session.words().with(data.economies());
        var book = words.in(session.language());
        switch (session.form()) {
            case JSON -> {
                var node = Json.object();
                node.put("dataset", data.id());
                node.put("ok", failed.isEmpty() && !negative);
                var array = node.putArray("checks");
                for (var check : checks) {
                    var one = array.addObject();
                    one.put("name", check.name());
                    one.put("cells", check.cells());
                    one.put("max_abs_diff", check.maxAbsDiff());
                    // A check without cells did not run: the set lacks what the measure needs.
                    if (check.cells() == 0) {
                        one.putNull("ok");
                    } else {
                        one.put("ok", check.ok());
                    }
                    if (!check.ok()) {
                        one.put("first_difference", check.firstDifference());
                    }
                }
                node.set("known_answers", KnownAnswerJson.of(standings, book));
                print(node);
            }
            case CSV -> {
                session.console().result("name,cells,max_abs_diff,ok,first_difference");
                checks.forEach(c -> session.console()
                        .result(Csv.line(c.name(), c.cells(), c.maxAbsDiff(), c.ok(), c.firstDifference())));
            }
            case TEXT -> {
                var table = new TextTable()
                        .left(say("column.check"), 36)
                        .right(say("column.cells"))
                        .right(say("column.difference"))
                        .left(say("column.ok"), 60);
                for (var check : checks) {
                    table.row(
                            check.name(),
                            String.format(Locale.ROOT, "%,d", check.cells()),
                            String.format(Locale.ROOT, "%.2e", check.maxAbsDiff()),
                            check.cells() == 0
                                    ? "○ " + say("text.verify.not-run")
                                    : check.ok() ? "✓" : "✗ " + check.firstDifference());
                }
                session.console().results(table.lines());
                session.console().result("");
                session.console()
                        .result(
                                failed.isEmpty()
                                        ? say("text.verify.ok")
                                        : say("text.verify.failed", "count", Integer.toString(failed.size())));
                failed.forEach(c -> session.console().result("  ✗ " + c.name() + "  " + c.firstDifference()));
                session.console().result("");
                session.console().result(say("text.verify.known"));
                session.console().results(new KnownAnswerText(book).lines(standings));
            }
        }
        return failed.isEmpty() && !negative ? 0 : Stop.NEGATIVE;
    }

    /** The shipped ones, then the user's. */
    private List<KnownAnswer> knownAnswers() {
        var known = new ArrayList<>(KnownAnswers.list());
        if (answers != null) {
            try {
                known.addAll(KnownAnswers.read(
                        Files.readString(answers.resolve(KnownAnswers.RESULTS)),
                        Files.readString(answers.resolve(KnownAnswers.QUESTIONS))));
            } catch (IOException e) {
                throw new Stop(Stop.REFUSED, say("error.answers.absent", "directory", answers.toString()));
            } catch (IllegalArgumentException | IllegalStateException | JacksonException e) {
                throw new Stop(
                        Stop.REFUSED,
                        say(
                                "error.answers",
                                "directory",
                                answers.toString(),
                                "problem",
                                String.valueOf(e.getMessage())));
            }
        }
        return known;
    }
}
