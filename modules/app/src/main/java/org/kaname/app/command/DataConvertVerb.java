package org.kaname.app.command;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.workspace.DataConvert;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts a data set into another revision of the Harmonized System. */
@Command(
        name = "convert",
        description =
                "Makes a new data set from a stored one, its goods in another revision; a code that is split gets a"
                        + " value with bounds.")
final class DataConvertVerb extends Verb {
    @Parameters(paramLabel = "ID", description = "Id, prefix or slug of the data set; it is not changed.")
    String id = "";

    @Option(
            names = "--to",
            paramLabel = "HS22",
            required = true,
            description = "The revision: HS92, HS96, HS02, HS07, HS12, HS17 or HS22.")
    String target = "";

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "What the new id starts with (default: the old one and HS22).")
    String name = "";

    @Option(names = "--title", paramLabel = "T", description = "Title of the new data set.")
    String title = "";

    @Option(
            names = "--reference",
            paramLabel = "FOLDER",
            description = "Folder with a concordance.csv of your own; its weights come first.")
    @Nullable Path reference;

    @Option(
            names = "--keep-unweighted",
            description = "Goods whose split has no weights stay in their own revision, with all that share a target.")
    boolean keepUnweighted;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "4GB",
            description = "Memory of the engine beside the program's own, such as 512MB (default: ${DEFAULT-VALUE}).")
    String memory = "4GB";

    @Override
    public Integer call() {
        var session = session();
        if (!memory.matches(DataAddVerb.SIZE)) {
            throw usage("The size (" + memory + ") of --memory is not understood.\nMaybe write it as 4GB or 512MB.");
        }
        echo(
                "data set",
                id,
                "to",
                target,
                "as",
                name.isEmpty() ? "–" : name,
                "reference",
                reference == null ? "–" : reference.toString(),
                "keep unweighted",
                Boolean.toString(keepUnweighted),
                "workspace",
                session.workspacePath().toString());
        var request = new DataConvert.Request(
                session.workspace(), id, target, name, title, reference, keepUnweighted, memory);
        var progress = session.console().progress(session.phrases());
        var converted = session.taken(DataConvert.convert(request, progress, java.time.Clock.systemUTC()));
        var manifest = converted.manifest();
        switch (session.form()) {
            case JSON -> {
                var node = DataSummary.json(manifest);
                node.put("already_present", converted.present());
                print(node);
            }
            case CSV -> DataSummary.csv(session, List.of(manifest));
            case TEXT -> text(manifest, converted.present() ? "told.present" : "told.converted");
        }
        session.console().tell(say("told.next-assess", "id", manifest.id()));
        return 0;
    }

    private void text(Manifest manifest, String told) {
        var session = session();
        session.console().result(say(told, "id", manifest.id(), "title", manifest.title()));
        session.console().results(DataSummary.text(manifest, session));
    }
}
