package org.kaname.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.console.TextTable;
import org.kaname.app.json.Json;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.data.workspace.DataAdd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Data sets of the workspace. */
@Command(
        name = "data",
        description = "Data sets: add your own table, list, show.",
        subcommands = {Data.Add.class, Data.ListSets.class, Data.Show.class})
final class Data extends Verb {
    @Override
    public Integer call() {
        throw usage(
                "Say what to do with the data.\nMaybe kaname data list, data show ID, or data add FILE --map MAP.json.");
    }

    /** Reads a table and publishes a data set. */
    @Command(name = "add", description = "Reads files and publishes them as one immutable data set.")
    static final class Add extends Verb {
        @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files to read as one data set.")
        List<Path> paths = new ArrayList<>();

        @Option(
                names = "--map",
                paramLabel = "MAP.json",
                description = "Mapping of the file's columns (see the user guide).")
        @Nullable Path mapping;

        @Option(names = "--as", paramLabel = "READER", description = "Name of the reader, where the files do not tell.")
        String reader = "";

        @Option(names = "--classification", paramLabel = "HS17", description = "Code list of the goods.")
        String classification = "";

        @Option(
                names = "--report",
                paramLabel = "SIDE",
                description = "importer, exporter, both, prefer-importer or prefer-exporter: whose reports to keep.")
        String report = "";

        @Option(
                names = "--rates",
                paramLabel = "FILE",
                description = "Exchange rates as CSV: currency,year,month,usd_per_unit,method,source.")
        @Nullable Path rates;

        @Option(names = "--encoding", paramLabel = "NAME", description = "Character set of the files.")
        String encoding = "";

        @Option(names = "--quote", paramLabel = "none", description = "none: the files use no quotation marks.")
        String quote = "";

        @Option(
                names = "--shift",
                paramLabel = "N",
                description = "Values stand N columns left of their names (negative: right).")
        int shift;

        @Option(names = "--keep-input", description = "Copy the inputs into the workspace.")
        boolean keepInput;

        @Option(names = "--complete", description = "The world side is complete for the goods present.")
        boolean complete;

        @Option(names = "--complete-products", description = "All goods of the economies are present besides.")
        boolean completeProducts;

        @Option(names = "--excerpt", description = "The files are a part of the world, whatever their size.")
        boolean excerpt;

        @Option(names = "--accept-losses", description = "Publish even if more rows than the limit are quarantined.")
        boolean acceptLosses;

        @Option(names = "--title", paramLabel = "T", description = "Title of the data set.")
        String title = "";

        @Option(names = "--vintage", paramLabel = "V", description = "The publisher's edition.")
        String vintage = "";

        @Option(names = "--licence", paramLabel = "L", description = "Licence as you know it.")
        String licence = "";

        @Option(names = "--provider", paramLabel = "P", description = "Who published the figures.")
        String provider = "";

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Where they were published (a note; nothing is fetched).")
        String url = "";

        @Option(names = "--dry-run", description = "Reads and reports, publishes nothing.")
        boolean dryRun;

        @Override
        public Integer call() {
            var session = session();
            echo(
                    "files", String.join(" ", paths.stream().map(Path::toString).toList()),
                    "map", mapping == null ? "–" : mapping.toString(),
                    "workspace", session.workspacePath().toString());
            var request = new DataAdd.Request(session.workspace(), paths)
                    .mapping(mapping)
                    .rates(rates)
                    .as(reader)
                    .classification(classification)
                    .report(report)
                    .encoding(encoding)
                    .quotes(!quote.equals("none"))
                    .japanese(session.language() == org.kaname.model.Language.JA)
                    .shift(shift)
                    .complete(complete)
                    .completeProducts(completeProducts)
                    .excerpt(excerpt)
                    .acceptLosses(acceptLosses)
                    .keepInput(keepInput)
                    .title(title)
                    .vintage(vintage)
                    .licence(licence)
                    .provider(provider)
                    .url(url)
                    .dryRun(dryRun);
            var progress = session.console().progress(session.phrases());
            return switch (DataAdd.read(request, progress, java.time.Clock.systemUTC())) {
                case DataAdd.Published published -> done(published.manifest(), "told.published", false);
                case DataAdd.AlreadyPresent present -> done(present.manifest(), "told.present", true);
                case DataAdd.DryRun dry -> done(dry.manifest(), "told.dry-run", false);
                case DataAdd.Refused refused -> throw session.refused(refused.refusals());
            };
        }

        private int done(Manifest manifest, String told, boolean present) {
            var session = session();
            switch (session.form()) {
                case JSON -> {
                    var node = summary(manifest);
                    node.put("already_present", present);
                    print(node);
                }
                case CSV -> csv(session, List.of(manifest));
                case TEXT -> {
                    session.console().result(say(told, "id", manifest.id(), "title", manifest.title()));
                    session.console().results(text(manifest, session));
                }
            }
            session.console().tell(say("told.next-assess", "id", manifest.id()));
            return 0;
        }
    }

    /** The catalogue. */
    @Command(name = "list", description = "Data sets of the workspace, newest first, and those that ship with Kaname.")
    static final class ListSets extends Verb {
        @Override
        public Integer call() {
            var session = session();
            var manifests = new ArrayList<>(session.stored());
            manifests.add(StarterPack.load().usd().manifest());
            manifests.add(StarterPack.load().yen().manifest());
            switch (session.form()) {
                case JSON -> {
                    var node = Json.object();
                    var sets = node.putArray("datasets");
                    manifests.forEach(m -> sets.add(summary(m)));
                    print(node);
                }
                case CSV -> csv(session, manifests);
                case TEXT -> {
                    var table = new TextTable()
                            .left(say("column.id"), 48)
                            .left(say("column.title"), 44)
                            .left(say("column.classification"), 20)
                            .left(say("column.years"), 12)
                            .right(say("column.rows"))
                            .right(say("column.quarantined"));
                    for (var manifest : manifests) {
                        table.row(
                                manifest.id(),
                                manifest.title(),
                                manifest.classification(),
                                years(manifest),
                                String.format(
                                        java.util.Locale.ROOT,
                                        "%,d",
                                        manifest.rows().stored()),
                                String.format(
                                        java.util.Locale.ROOT,
                                        "%,d",
                                        manifest.rows().quarantined()));
                    }
                    session.console().results(table.lines());
                }
            }
            return 0;
        }
    }

    /** One data set. */
    @Command(name = "show", description = "What a data set is, covers and lacks.")
    static final class Show extends Verb {
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
                print(Json.MAPPER.valueToTree(data.manifest()));
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
                    var node = summary(data.manifest());
                    node.put("unit", data.cube().unit().code());
                    node.put("excerpt", data.coverage().excerpt());
                    print(node);
                }
                case CSV -> csv(session, List.of(data.manifest()));
                case TEXT -> session.console().results(text(data.manifest(), session));
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
                one.put("text", told(note, session));
                if (session.form() != Session.Form.JSON) {
                    session.console().result(note.code() + "  " + note.count() + "  " + told(note, session));
                }
            }
            if (session.form() == Session.Form.JSON) {
                print(node);
            }
            return 0;
        }
    }

    static ObjectNode summary(Manifest manifest) {
        var node = Json.object();
        node.put("id", manifest.id());
        node.put("title", manifest.title());
        node.put("reader", manifest.reader() + "@" + manifest.readerVersion());
        node.put("classification", manifest.classification());
        var years = node.putArray("years");
        manifest.coverage().years().forEach(years::add);
        node.put(
                "economies",
                Math.max(
                        manifest.coverage().economiesAsExporter(),
                        manifest.coverage().economiesAsImporter()));
        node.put("products", manifest.coverage().products());
        node.put("rows_read", manifest.rows().read());
        node.put("rows_accepted", manifest.rows().accepted());
        node.put("rows_stored", manifest.rows().stored());
        node.put("rows_quarantined", manifest.rows().quarantined());
        var aside = node.putObject("rows_set_aside");
        manifest.rows().setAsideCounts().forEach(aside::put);
        var byReason = node.putObject("quarantined_by_reason");
        manifest.rows().quarantinedByReason().forEach(byReason::put);
        node.set(
                "sha256",
                Json.array(
                        manifest.inputs().stream().map(Manifest.Input::sha256).toList()));
        node.put("coverage", manifest.coverage().state());
        node.set(
                "notes",
                Json.array(manifest.notes().stream().map(Manifest.Note::textKey).toList()));
        node.set("known_gaps", Json.array(manifest.knownGaps()));
        node.set("unconfirmed", Json.array(manifest.unconfirmed()));
        node.put("licence", manifest.licence().text());
        node.put("provider", manifest.provider());
        node.put("vintage", manifest.vintage());
        return node;
    }

    private static void csv(Session session, List<Manifest> manifests) {
        session.console().result("id,title,classification,years,rows_read,rows_stored,rows_quarantined");
        for (var manifest : manifests) {
            session.console()
                    .result(Csv.line(
                            manifest.id(),
                            manifest.title(),
                            manifest.classification(),
                            years(manifest),
                            manifest.rows().read(),
                            manifest.rows().stored(),
                            manifest.rows().quarantined()));
        }
    }

    private static String told(Manifest.Note note, Session session) {
        return session.phrases()
                .render(org.kaname.model.Explanation.of(
                        note.textKey(), new java.util.LinkedHashMap<>(note.arguments())));
    }

    private static String years(Manifest manifest) {
        var years = manifest.coverage().years();
        return years.isEmpty()
                ? "–"
                : years.size() == 1 ? years.getFirst().toString() : years.getFirst() + "–" + years.getLast();
    }

    private static List<String> text(Manifest manifest, Session session) {
        var book = session.phrases();
        var lines = new ArrayList<String>();
        lines.add(manifest.id() + "  \"" + manifest.title() + "\"");
        lines.add("  "
                + book.say(
                        "text.data.rows",
                        "read",
                        Long.toString(manifest.rows().read()),
                        "stored",
                        Long.toString(manifest.rows().stored()),
                        "aside",
                        Long.toString(manifest.rows().setAsideCounts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()),
                        "quarantined",
                        Long.toString(manifest.rows().quarantined())));
        lines.add("  "
                + book.say(
                        "text.data.coverage",
                        "years",
                        years(manifest),
                        "exporters",
                        Integer.toString(manifest.coverage().economiesAsExporter()),
                        "importers",
                        Integer.toString(manifest.coverage().economiesAsImporter()),
                        "products",
                        Integer.toString(manifest.coverage().products()),
                        "state",
                        manifest.coverage().state()));
        lines.add("  "
                + book.say("text.data.licence", "licence", manifest.licence().text()));
        manifest.rows().quarantinedByReason().forEach((reason, count) -> lines.add("  " + reason + "  " + count));
        for (var note : manifest.notes()) {
            lines.add("  " + note.code() + "  " + note.count() + "  " + told(note, session));
        }
        manifest.knownGaps()
                .forEach(gap -> lines.add("  ○ " + (book.findTemplate(gap).isPresent() ? book.say(gap) : gap)));
        return lines;
    }
}
