package org.kaname.app.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Stop;
import org.kaname.app.console.TextTable;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.data.Partition;
import org.kaname.data.Partitions;
import org.kaname.measure.DominanceTable;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.MeasureConstants;
import org.kaname.model.Passport;
import org.kaname.model.Result;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;
import org.kaname.triage.assess.AssessmentConstants;
import org.kaname.triage.assess.Assessor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Per economy or bloc the goods of which it supplies more than the threshold of world exports. */
@Command(name = "dominance", description = "Who supplies more than half of world exports of which goods.")
final class DominanceVerb extends Verb {
    @Option(
            names = "--dataset",
            paramLabel = "ID",
            description = "Data set (default: newest in the workspace, else the shipped one).")
    @Nullable String dataset;

    @Option(names = "--year", paramLabel = "Y", description = "Year (default: newest year of the data set).")
    @Nullable Integer year;

    @Option(
            names = "--threshold",
            paramLabel = "SHARE",
            description = "Share of world exports, compared by 'above' (default: the published 0.5).")
    @Nullable Double threshold;

    @Option(
            names = "--partition",
            paramLabel = "NAME",
            defaultValue = "eu27-as-one",
            description = "Which economies count as one: identity or BLOC-as-one (default: ${DEFAULT-VALUE}).")
    String partition = "eu27-as-one";

    @Override
    public Integer call() {
        var session = session();
        var data = session.dataSet(dataset);
        if (data.cube().yearCount() == 0) {
            throw RuleOptions.nothingYearly(data, session);
        }
        int asked = year == null ? Assessor.newestYear(data) : year;
        double limit = threshold == null ? AssessmentConstants.settings().get(MeasureConstants.DOMINANCE) : threshold;
        if (!(limit > 0 && limit < 1)) {
            throw usage(
                    "The threshold (" + limit + ") is outside 0 to 1.\nMaybe it is a percentage: divide it by 100.");
        }
        echo(
                "dataset",
                data.id() + "  (" + session.dataSetOrigin(dataset) + ")",
                "year",
                Integer.toString(asked),
                "threshold",
                Double.toString(limit),
                "partition",
                partition);
        var units = switch (Partitions.of(data).resolve(partition, LocalDate.of(asked, 12, 31))) {
            case Result.Ok<Map<String, String>> ok -> ok.value();
            case Result.Failed<Map<String, String>> failed ->
                throw new Stop(
                        Stop.USAGE,
                        say(
                                "error.partition",
                                "partition",
                                partition,
                                "known",
                                Partitions.of(data).listNames()));
        };
        if (data.cube().yearIndex(asked) < 0) {
            throw new Stop(Stop.REFUSED, say("error.no-year", "year", Integer.toString(asked), "dataset", data.id()));
        }
        var table =
                DominanceTable.of(data, Partition.of(partition, units), asked, limit, AssessmentConstants.settings());
        var book = session.words().with(data.economies()).in(session.language());
        switch (session.form()) {
            case JSON -> {
                var node = Json.object();
                node.put("year", asked);
                node.put("dataset", data.id());
                node.put("method", DominanceTable.METHOD);
                node.put("partition", partition);
                node.put("threshold", limit);
                node.put("judged", table.judged());
                var parameters = new TreeMap<String, String>();
                parameters.put("partition", partition);
                parameters.put("year", Integer.toString(asked));
                if (threshold != null) {
                    parameters.put("set." + MeasureConstants.DOMINANCE, Double.toString(threshold));
                }
                var origin = new Passport(data.id(), DominanceTable.METHOD, "judged", parameters);
                node.putObject("passports").put("judged", origin.toString());
                var economies = node.putArray("economies");
                for (var line : table.lines()) {
                    var one = economies.addObject();
                    one.put("economy", line.unit());
                    one.put("goods", line.goods().size());
                    one.put("value_kusd", line.value());
                    var ofUnit = origin.with("subject", line.unit());
                    one.putObject("passports")
                            .put("goods", ofUnit.withFigure("goods").toString())
                            .put("value_kusd", ofUnit.withFigure("value_kusd").toString());
                    var list = one.putArray("list");
                    for (var good : line.goods()) {
                        var item = list.addObject();
                        item.put("code", good.product().value());
                        item.put("scheme", good.product().scheme());
                        item.put("name", Words.good(data, good.product(), session.language()));
                        item.put("world_share", good.share());
                        item.put("exports_kusd", good.exports());
                        var share = new Passport(
                                data.id(),
                                GoodMeasure.WORLD_SHARE.method(),
                                GoodMeasure.WORLD_SHARE.figure(),
                                Map.of(
                                        "partition", partition,
                                        "product", good.product().toString(),
                                        "subject", line.unit(),
                                        "year", Integer.toString(asked)));
                        item.put("passport", share.toString());
                        item.putObject("passports")
                                .put(
                                        "exports_kusd",
                                        new Passport(
                                                        data.id(),
                                                        GoodMeasure.EXPORTS.method(),
                                                        GoodMeasure.EXPORTS.figure(),
                                                        share.parameters())
                                                .toString());
                    }
                }
                var insufficient = node.putArray("insufficient");
                table.insufficient().forEach((product, reason) -> {
                    var one = insufficient.addObject();
                    one.put("code", product.value());
                    one.put("scheme", product.scheme());
                    one.put("missing", reason.name());
                });
                print(node);
            }
            case CSV -> {
                session.console().result("year,partition,economy,scheme,code,world_share,exports_kusd");
                for (var line : table.lines()) {
                    for (var good : line.goods()) {
                        session.console()
                                .result(Csv.line(
                                        asked,
                                        partition,
                                        line.unit(),
                                        good.product().scheme(),
                                        good.product().value(),
                                        good.share(),
                                        good.exports()));
                    }
                }
            }
            case TEXT -> {
                var lines = new ArrayList<String>();
                lines.add(book.say(
                        "text.dominance",
                        "year",
                        Integer.toString(asked),
                        "threshold",
                        Rounding.text(limit, Unit.SHARE, session.language()),
                        "partition",
                        partition,
                        "judged",
                        Integer.toString(table.judged())));
                var text = new TextTable()
                        .left(say("column.economy"), 24)
                        .left(say("column.code"), 14)
                        .left(say("column.good"), 50)
                        .right(say("column.world"))
                        .right(say("column.exports"));
                for (var line : table.lines()) {
                    for (var good : line.goods()) {
                        text.row(
                                book.economy(line.unit()),
                                good.product().value(),
                                Words.good(data, good.product(), session.language()),
                                Rounding.beside(good.share(), limit, Unit.SHARE, session.language()),
                                Rounding.text(good.exports(), data.cube().unit(), session.language()));
                    }
                }
                lines.addAll(text.isEmpty() ? List.of("  " + say("text.dominance.none")) : text.lines());
                if (!table.insufficient().isEmpty()) {
                    lines.add("");
                    lines.add("◌ "
                            + book.say(
                                    "text.dominance.insufficient",
                                    "count",
                                    Integer.toString(table.insufficient().size()),
                                    "reasons",
                                    table.insufficient().values().stream()
                                            .distinct()
                                            .map(r -> (Object) book.reason(r))
                                            .toList()));
                }
                session.console().results(lines);
            }
        }
        return 0;
    }
}
