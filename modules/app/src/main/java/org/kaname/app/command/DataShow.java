package org.kaname.app.command;

import java.util.ArrayList;
import java.util.List;
import org.kaname.app.console.Session;
import org.kaname.app.console.TextTable;
import org.kaname.app.json.Json;
import org.kaname.data.DataSet;
import org.kaname.data.source.kaname.StarterPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One data set. */
@Command(name = "show", description = "What a data set is, covers and lacks.")
final class DataShow extends Verb {
    @Parameters(paramLabel = "ID", description = "Id, prefix or slug.")
    String id = "";

    @Option(names = "--quarantine", description = "The rejected rows with file, line and reason.")
    boolean quarantine;

    @Option(names = "--reason", paramLabel = "R", description = "Only rows rejected for this reason.")
    String reason = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many rows (default: ${DEFAULT-VALUE}).")
    int limit = 20;

    @Option(names = "--coverage", description = "Goods and years, and who did not report.")
    boolean coverage;

    @Option(names = "--codes", description = "The economies of the set with their kinds.")
    boolean codes;

    @Option(names = "--notes", description = "Repairs and oddities that were accepted.")
    boolean notes;

    @Option(names = "--manifest", description = "The whole manifest as JSON.")
    boolean manifest;

    @Override
    public Integer call() {
        var session = session();
        var data = session.dataSet(id);
        if (quarantine) {
            return quarantine(data);
        }
        if (manifest) {
            session.console().result(org.kaname.data.workspace.Workspace.json(data.manifest()));
            return 0;
        }
        if (coverage) {
            return coverage(data);
        }
        if (codes) {
            return codes(data);
        }
        if (notes) {
            return notes(data);
        }
        switch (session.form()) {
            case JSON -> {
                var node = DataSummary.json(data.manifest());
                node.put("unit", data.cube().unit().code());
                node.put("excerpt", data.coverage().excerpt());
                print(node);
            }
            case CSV -> DataSummary.csv(session, List.of(data.manifest()));
            case TEXT -> session.console().results(DataSummary.text(data.manifest(), session));
        }
        return 0;
    }

    private int quarantine(DataSet data) {
        var session = session();
        boolean shipped = data.id().equals(StarterPack.load().usd().id())
                || data.id().equals(StarterPack.load().yen().id());
        var rows = shipped
                ? List.<org.kaname.data.QuarantinedRow>of()
                : session.taken(session.workspace().listQuarantine(data.id(), limit)).stream()
                        .filter(r -> reason.isEmpty() || r.reason().name().equals(reason))
                        .toList();
        switch (session.form()) {
            case JSON -> {
                var node = Json.object();
                node.put("id", data.id());
                var array = node.putArray("quarantine");
                for (var row : rows) {
                    var one = array.addObject();
                    one.put("file", data.lines().fileName(row.origin()));
                    one.put("line", row.origin().line());
                    one.put("column", row.column());
                    one.put("reason", row.reason().name());
                    one.put("value", row.value());
                }
                var byReason = node.putObject("by_reason");
                data.manifest().rows().quarantinedByReason().forEach(byReason::put);
                print(node);
            }
            case CSV -> {
                session.console().result("file,line,column,reason,value");
                for (var row : rows) {
                    session.console()
                            .result(Csv.line(
                                    data.lines().fileName(row.origin()),
                                    row.origin().line(),
                                    String.valueOf(row.column()),
                                    row.reason(),
                                    String.valueOf(row.value())));
                }
            }
            case TEXT -> {
                if (rows.isEmpty()) {
                    session.console().result(say("text.quarantine.none"));
                }
                for (var row : rows) {
                    session.console()
                            .result(data.lines().fileName(row.origin()) + ":"
                                    + row.origin().line() + "  " + row.reason() + "  " + row.column() + "  "
                                    + row.value());
                }
            }
        }
        return 0;
    }

    private int coverage(DataSet data) {
        var session = session();
        var node = Json.object();
        node.put("id", data.id());
        var array = node.putArray("coverage");
        var lines = new ArrayList<String>();
        for (var product : data.cube().products()) {
            for (int year : data.coverage().years(product)) {
                var absent = data.coverage().importersWithoutData(year, product).stream()
                        .mapToObj(i -> data.economies().get(i).code())
                        .toList();
                var one = array.addObject();
                one.put("scheme", product.scheme());
                one.put("code", product.value());
                one.put("year", year);
                one.put("world_side", data.coverage().worldDeclared(year, product));
                one.set("importers_without_data", Json.array(absent));
                lines.add(Csv.line(
                        product.scheme(),
                        product.value(),
                        year,
                        data.coverage().worldDeclared(year, product),
                        String.join(" ", absent)));
            }
        }
        if (session.form() == Session.Form.JSON) {
            print(node);
        } else {
            session.console().result("scheme,code,year,world_side,importers_without_data");
            session.console().results(lines);
        }
        return 0;
    }

    private int codes(DataSet data) {
        var session = session();
        var node = Json.object();
        node.put("id", data.id());
        var array = node.putArray("codes");
        var table = new TextTable()
                .left(say("column.code"), 12)
                .left(say("column.kind"), 14)
                .left(say("column.name"), 60);
        for (var economy : data.economies().listEconomies()) {
            var one = array.addObject();
            one.put("code", economy.code());
            one.put("kind", economy.kind().name());
            one.put("name_en", economy.nameEn());
            one.put("name_ja", economy.nameJa());
            table.row(economy.code(), economy.kind().name(), economy.name(session.language()));
        }
        if (session.form() == Session.Form.JSON) {
            print(node);
        } else {
            session.console().results(table.lines());
        }
        return 0;
    }

    private int notes(DataSet data) {
        var session = session();
        var node = Json.object();
        node.put("id", data.id());
        var array = node.putArray("notes");
        for (var note : data.manifest().notes()) {
            var one = array.addObject();
            one.put("code", note.code());
            one.put("count", note.count());
            one.put("text_key", note.textKey());
            one.put("text", DataSummary.told(note, session));
            if (session.form() != Session.Form.JSON) {
                session.console().result(note.code() + "  " + note.count() + "  " + DataSummary.told(note, session));
            }
        }
        if (session.form() == Session.Form.JSON) {
            print(node);
        }
        return 0;
    }
}
