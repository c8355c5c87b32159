package org.kaname.app.command;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.app.explain.Explained;
import org.kaname.app.explain.Explainer;
import org.kaname.app.json.Json;
import org.kaname.app.shock.ExplainedRun;
import org.kaname.app.shock.ShockExplainer;
import org.kaname.app.shock.TableFigures;
import org.kaname.data.ConvertedFrom;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Phrasebook;
import org.kaname.model.Result;
import org.kaname.model.Truth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Recomputes one figure from its passport and shows the rows behind it. */
@Command(
        name = "explain",
        description = "Recomputes a figure from its passport: formula, constants, source rows, kernel and SQL.")
final class Explain extends Verb {
    @Parameters(
            paramLabel = "PASSPORT",
            description = "kn1:DATASET/METHOD/FIGURE?KEY=VALUE…, as every number carries it.")
    String text = "";

    @Option(names = "--all", description = "Every source row, not only the largest.")
    boolean all;

    @Override
    public Integer call() {
        var session = session();
        var passport = ok(Passport.parse(text), Stop.USAGE);
        if (ShockExplainer.answers(passport)) {
            return run(passport, session);
        }
        if (TableFigures.answers(passport)) {
            return ofTable(passport, session);
        }
        var data = Explainer.findOnlyGood(passport)
                .map(good -> session.dataSet(passport.dataset(), good, passport.parameter("subject")))
                .orElseGet(() -> session.dataSet(passport.dataset()));
        try (var explainer = new Explainer(data, all)) {
            var explained = ok(explainer.explain(passport), Stop.REFUSED);
            switch (session.form()) {
                case JSON -> print(json(explained, data, session, sources(explained, data, session)));
                case CSV -> {
                    session.console().result("key,value,file,line,source,raw");
                    explained
                            .rows()
                            .forEach(r -> session.console()
                                    .result(Csv.line(r.key(), r.value(), r.file(), r.line(), r.source(), r.raw())));
                }
                case TEXT ->
                    text(explained, data, session, sources(explained, data, session))
                            .forEach(session.console()::result);
            }
            return explained.agrees() ? 0 : Stop.NEGATIVE;
        }
    }

    /** An exposure by the table that ships, computed again. */
    private int ofTable(Passport passport, Session session) {
        var figure = switch (TableFigures.explain(passport)) {
            case Result.Ok<Figure> found -> found.value();
            case Result.Failed<Figure> failed ->
                throw new Stop(
                        Stop.REFUSED, "KAN-APP-009 " + failed.why().detail() + "\n" + say("error.passport.table.hint"));
        };
        var title = TableFigures.measure(passport).orElseThrow().title();
        switch (session.form()) {
            case JSON -> {
                var node = Json.figure(figure);
                node.put("figure", passport.figure());
                node.put("method", passport.method());
                node.put("dataset", passport.dataset());
                node.set("formula", Json.texts(session.words().both(title)));
                print(node);
            }
            case CSV -> session.console().result("passport,value\n" + Csv.line(passport.toString(), figure.value()));
            case TEXT -> {
                session.console().result(passport.method() + "   " + passport.dataset());
                passport.parameters().forEach((key, value) -> session.console().result("  " + key + " = " + value));
                session.console().result("");
                session.console()
                        .result("  " + session.phrases().figure(figure)
                                + (figure.isMissing() ? "" : "   " + figure.value()));
                session.console().result("  " + session.phrases().render(title));
            }
        }
        return 0;
    }

    /** A figure of a run: computed again from the scenario as it ran. */
    private int run(Passport passport, Session session) {
        var data = session.dataSet(ShockExplainer.ofScenario(passport) ? null : passport.dataset());
        var runs = Files.exists(session.workspacePath()) ? session.workspace().runs() : null;
        ShockExplainer.StoredRuns stored = id -> runs == null ? Optional.empty() : runs.read(id, "scenario.json");
        var explained = switch (new ShockExplainer(data, stored).explain(passport)) {
            case Result.Ok<ShockExplainer.Explained> found -> found.value();
            case Result.Failed<ShockExplainer.Explained> failed ->
                throw new Stop(
                        Stop.REFUSED, "KAN-APP-009 " + failed.why().detail() + "\n" + say("error.passport.run.hint"));
        };
        var words = session.words().with(data.economies());
        switch (session.form()) {
            case JSON -> print(ExplainedRun.json(explained, words));
            case CSV -> ExplainedRun.csv(explained).forEach(session.console()::result);
            case TEXT ->
                ExplainedRun.text(explained, words.in(session.language())).forEach(session.console()::result);
        }
        return 0;
    }

    private <T> T ok(Result<T> result, int exit) {
        return switch (result) {
            case Result.Ok<T> ok -> ok.value();
            case Result.Failed<T> failed ->
                throw new Stop(exit, "KAN-APP-009 " + failed.why().detail() + "\n" + say("error.passport.hint"));
        };
    }

    /** Rows of which is told what they were converted from: the largest, for each is looked up in the data set that was converted. */
    private static final int ROWS_CONVERTED = 10;

    /** What each of the first rows was made of; none for a data set that was read. */
    private static Map<Explained.Row, List<ConvertedFrom>> sources(Explained explained, DataSet data, Session session) {
        var made = new LinkedHashMap<Explained.Row, List<ConvertedFrom>>();
        if (data.manifest().conversion() == null) {
            return made;
        }
        var workspace = session.workspace();
        for (var row : explained.rows()) {
            var parts = row.key().split("/", -1);
            if (parts.length == FLOW_PARTS && parts[0].equals("flow") && made.size() < ROWS_CONVERTED) {
                made.put(
                        row,
                        session.taken(workspace.listSources(
                                data.manifest(),
                                new Code(parts[1], parts[3]),
                                Integer.parseInt(parts[2]),
                                parts[4],
                                parts[5])));
            }
        }
        return made;
    }

    /** {@code flow/SCHEME/YEAR/CODE/EXPORTER/IMPORTER}. */
    private static final int FLOW_PARTS = 6;

    private static ObjectNode json(
            Explained explained, DataSet data, Session session, Map<Explained.Row, List<ConvertedFrom>> made) {
        var node = Json.object();
        node.put("passport", explained.passport().toString());
        node.put("figure", explained.passport().figure());
        node.put("method", explained.passport().method());
        node.put("dataset", explained.passport().dataset());
        var figure = explained.figure();
        if (figure == null) {
            node.put("value", explained.outcome());
            if (!explained.recomputedOutcome().isEmpty()) {
                node.put("recomputed", explained.recomputedOutcome());
            }
        } else if (figure.isMissing() || figure.isUnbounded()) {
            node.putNull("value");
            node.put("missing", figure.reason().orElseThrow().name());
            node.put("detail", figure.detail());
        } else {
            node.put("value", figure.value());
            node.put("unit", figure.unit().code());
            figure.interval().ifPresent(i -> {
                node.put("low", i.low());
                node.put("high", i.high());
            });
        }
        if (figure != null && !Double.isNaN(explained.recomputed())) {
            node.put("recomputed", explained.recomputed());
        }
        if (!explained.recomputedMissing().isEmpty()) {
            node.put("recomputed_missing", explained.recomputedMissing());
        }
        node.put("agrees", explained.agrees());
        node.put("formula", explained.formula());
        if (!explained.sqlFile().isEmpty()) {
            node.put("sql", explained.sqlFile() + ".sql");
        }
        var constants = node.putObject("constants");
        explained.constants().forEach(constants::put);
        var rows = node.putArray("rows");
        for (var row : explained.rows()) {
            var one = rows.addObject();
            one.put("key", row.key());
            if (!Double.isNaN(row.value())) {
                one.put("value", row.value());
            }
            one.put("file", row.file());
            one.put("line", row.line());
            one.put("raw", row.raw());
            one.put("source", row.source());
            var sources = made.get(row);
            if (sources != null) {
                var from = one.putArray("converted_from");
                for (var source : sources) {
                    var part = from.addObject();
                    part.put("code", source.code().toString());
                    part.put("weight", source.weight());
                    source.valueKusd().ifPresent(value -> part.put("value", value));
                    part.put("file", source.file());
                    part.put("line", source.line());
                    part.put("raw", source.raw());
                }
            }
        }
        var conversion = data.manifest().conversion();
        if (conversion != null) {
            node.set("conversion", DataSummary.json(data.manifest()).path("conversion"));
        }
        if (explained.restCount() > 0) {
            node.putObject("rest").put("rows", explained.restCount()).put("sum", explained.restSum());
        }
        var explanation = explained.explanation();
        if (explanation != null) {
            node.set(
                    "explanation", Json.explanation(explanation, session.words().with(data.economies())));
        }
        return node;
    }

    private ArrayList<String> text(
            Explained explained, DataSet data, Session session, Map<Explained.Row, List<ConvertedFrom>> made) {
        var book = session.words().with(data.economies()).in(session.language());
        var console = session.console();
        var lines = new ArrayList<String>();
        lines.add(console.bold(explained.passport().figure()) + "   "
                + explained.passport().method() + "   " + explained.passport().dataset());
        explained.passport().parameters().forEach((key, value) -> lines.add("  " + key + " = " + value));
        var figure = explained.figure();
        lines.add("");
        if (figure == null) {
            lines.add("  " + book.say("text.explain.outcome", "outcome", explained.outcome()));
            if (!explained.recomputedOutcome().isEmpty()) {
                lines.add("  " + book.say("text.explain.sql", "value", explained.recomputedOutcome()));
            }
        } else {
            lines.add("  "
                    + book.say(
                            "text.explain.value",
                            "shown",
                            figure,
                            "value",
                            figure.isMissing() || figure.isUnbounded() ? "–" : Double.toString(figure.value())));
            figure.interval()
                    .filter(i -> i.low() != i.high())
                    .ifPresent(i -> lines.add("  "
                            + book.say(
                                    data.manifest().conversion() == null
                                            ? "text.explain.interval"
                                            : "text.explain.interval.conversion",
                                    "low",
                                    Double.toString(i.low()),
                                    "high",
                                    Double.toString(i.high()))));
            if (!Double.isNaN(explained.recomputed())) {
                lines.add("  " + book.say("text.explain.sql", "value", Double.toString(explained.recomputed())));
            }
            if (figure.isMissing()) {
                lines.add("  " + figure.detail());
            }
        }
        if (!explained.recomputedMissing().isEmpty()) {
            lines.add("  " + book.say("text.explain.no-sql", "why", explained.recomputedMissing()));
        }
        lines.add("  " + book.say("text.explain.formula", "formula", explained.formula()));
        explained.constants().forEach((name, value) -> lines.add("    " + name + " = " + value));
        var explanation = explained.explanation();
        if (explanation != null) {
            lines.add("");
            tree(explanation, 1, book, lines);
        }
        lines.add("");
        lines.add("  "
                + book.say(
                        "text.explain.rows",
                        "count",
                        Integer.toString(explained.rows().size())));
        for (var row : explained.rows()) {
            var value = Double.isNaN(row.value()) ? "–" : String.format(Locale.ROOT, "%,.3f", row.value());
            lines.add(String.format(Locale.ROOT, "    %18s  ", value) + row.key());
            lines.add("                        " + row.file() + ":" + row.line()
                    + (row.source().isEmpty() ? "" : "  [" + row.source() + "]"));
            if (!row.raw().isEmpty()) {
                lines.add(console.faint("                        " + row.raw()));
            }
            for (var source : made.getOrDefault(row, List.of())) {
                converted(source, book, lines);
            }
        }
        var conversion = data.manifest().conversion();
        if (conversion != null) {
            lines.add("  "
                    + book.say(
                            "text.explain.conversion",
                            "parent",
                            conversion.parent(),
                            "weights",
                            String.join(
                                    ", ",
                                    conversion.weights().stream()
                                            .map(Manifest.Weights::table)
                                            .toList())));
        }
        if (explained.restCount() > 0) {
            lines.add("  "
                    + book.say(
                            "text.explain.rest",
                            "count",
                            Integer.toString(explained.restCount()),
                            "sum",
                            String.format(Locale.ROOT, "%,.3f", explained.restSum())));
        }
        explained.rows().stream()
                .map(Explained.Row::source)
                .filter(s -> !s.isEmpty())
                .distinct()
                .forEach(id -> data.sources().stream()
                        .filter(s -> s.id().equals(id))
                        .forEach(s -> lines.add("  [" + s.id() + "] " + s.title() + ". " + s.attribution() + " ("
                                + s.licence() + ")")));
        return lines;
    }

    private static void converted(ConvertedFrom source, Phrasebook book, List<String> lines) {
        var weight = Double.toString(source.weight());
        var code = source.code().toString();
        var value = source.valueKusd();
        lines.add("                          ← "
                + (value.isEmpty()
                        ? book.say("text.explain.from-gone", "code", code, "weight", weight)
                        : book.say(
                                        "text.explain.from",
                                        "code",
                                        code,
                                        "weight",
                                        weight,
                                        "value",
                                        String.format(Locale.ROOT, "%,.3f", value.getAsDouble()))
                                + "  " + source.file() + ":" + source.line()));
    }

    private static void tree(Explanation node, int depth, Phrasebook book, ArrayList<String> lines) {
        var mark = node.decided()
                .map(t -> t == Truth.YES ? "✓ " : t == Truth.NO ? "✗ " : "? ")
                .orElse("");
        lines.add("  ".repeat(depth)
                + mark
                + book.render(node)
                + (node.deciding() ? "" : "  (" + book.say("text.non-deciding") + ")"));
        for (var child : node.children()) {
            tree(child, depth + 1, book, lines);
        }
    }
}
