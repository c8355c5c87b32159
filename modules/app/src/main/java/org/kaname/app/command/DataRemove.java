package org.kaname.app.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.kaname.app.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes data sets out of the workspace. */
@Command(name = "remove", description = "Removes data sets; refused while stored assessments refer to them.")
final class DataRemove extends Verb {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "Id, prefix or slug.")
    List<String> ids = new ArrayList<>();

    @Option(names = "--force", description = "Also where stored assessments refer to them.")
    boolean force;

    @Override
    public Integer call() {
        var session = session();
        var workspace = session.workspace();
        var wanted = new LinkedHashSet<String>();
        var unreadable = workspace.listUnreadable();
        for (var id : ids) {
            wanted.add(
                    unreadable.contains(id)
                            ? id
                            : session.taken(workspace.find(id)).id());
        }
        echo(
                "data sets",
                String.join(" ", wanted),
                "force",
                Boolean.toString(force),
                "workspace",
                session.workspacePath().toString());
        var progress = session.console().progress(session.phrases());
        var removed = session.taken(workspace.remove(List.copyOf(wanted), force, progress));
        switch (session.form()) {
            case JSON -> {
                var node = Json.object();
                node.set("removed", Json.array(removed.ids()));
                node.set("missed_by", Json.array(removed.missedBy()));
                print(node);
            }
            case CSV -> {
                session.console().result("removed");
                removed.ids().forEach(id -> session.console().result(Csv.line(id)));
            }
            case TEXT -> {
                removed.ids().forEach(id -> session.console().result(say("told.removed", "id", id)));
                if (!removed.missedBy().isEmpty()) {
                    session.console()
                            .result(say("told.missed-by", "assessments", String.join(", ", removed.missedBy())));
                }
            }
        }
        return 0;
    }
}
