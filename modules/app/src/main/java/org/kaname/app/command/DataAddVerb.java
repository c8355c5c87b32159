package org.kaname.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.workspace.DataAdd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a table and publishes a data set. */
@Command(name = "add", description = "Reads files and publishes them as one immutable data set.")
final class DataAddVerb extends Verb {
    /** A size of memory as the engine reads it. */
    static final String SIZE = "[1-9][0-9]*(\\.[0-9]+)? ?[KMGT]i?B";

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

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "4GB",
            description = "Memory of the engine beside the program's own, such as 512MB (default: ${DEFAULT-VALUE}).")
    String memory = "4GB";

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
        if (!memory.matches(SIZE)) {
            throw usage("The size (" + memory + ") of --memory is not understood.\nMaybe write it as 4GB or 512MB.");
        }
        echo(
                "files", String.join(" ", paths.stream().map(Path::toString).toList()),
                "map", mapping == null ? "–" : mapping.toString(),
                "reader", reader.isEmpty() ? "–" : reader,
                "classification", classification.isEmpty() ? "–" : classification,
                "report", report.isEmpty() ? "–" : report,
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
                .memory(memory)
                .title(title)
                .vintage(vintage)
                .licence(licence)
                .provider(provider)
                .url(url)
                .dryRun(dryRun);
        var progress = session.console().progress(session.phrases());
        return switch (DataAdd.read(request, progress, java.time.Clock.systemUTC())) {
            case DataAdd.Published published -> done(published.manifest(), "told.published", false, request.leftOut());
            case DataAdd.AlreadyPresent present -> done(present.manifest(), "told.present", true, request.leftOut());
            case DataAdd.DryRun dry -> done(dry.manifest(), "told.dry-run", false, request.leftOut());
            case DataAdd.Refused refused -> throw session.refused(refused.refusals());
        };
    }

    private int done(Manifest manifest, String told, boolean present, List<String> leftOut) {
        var session = session();
        switch (session.form()) {
            case JSON -> {
                var node = DataSummary.json(manifest);
                node.put("already_present", present);
                node.set("left_out", org.kaname.app.json.Json.array(leftOut));
                print(node);
            }
            case CSV -> DataSummary.csv(session, List.of(manifest));
            case TEXT -> {
                session.console().result(say(told, "id", manifest.id(), "title", manifest.title()));
                session.console().results(DataSummary.text(manifest, session));
            }
        }
        if (!leftOut.isEmpty()) {
            session.console().tell(say("told.left-out", "files", String.join(", ", leftOut)));
        }
        session.console().tell(say("told.next-assess", "id", manifest.id()));
        return 0;
    }
}
