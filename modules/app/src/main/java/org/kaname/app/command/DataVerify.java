package org.kaname.app.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.app.json.Json;
import org.kaname.data.workspace.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether data sets are still what was published, and whether their inputs still give them. */
@Command(
        name = "verify",
        description = "Hashes files again, counts rows, recomputes content hashes, asserts keys and sums; exit 4 where"
                + " something differs.")
final class DataVerify extends Verb {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "Id, prefix or slug (default: all of the workspace).")
    List<String> ids = new ArrayList<>();

    @Option(names = "--deep", description = "Also read the inputs again where they are at hand, and compare the rows.")
    boolean deep;

    @Override
    public Integer call() {
        var session = session();
        var workspace = session.workspace();
        var wanted = new LinkedHashSet<String>();
        if (ids.isEmpty()) {
            workspace.listDataSets().forEach(manifest -> wanted.add(manifest.id()));
            wanted.addAll(workspace.listUnreadable());
        }
        for (var id : ids) {
            wanted.add(
                    workspace.listUnreadable().contains(id)
                            ? id
                            : session.taken(workspace.find(id)).id());
        }
        echo(
                "data sets",
                ids.isEmpty() ? say("origin.all", "count", Integer.toString(wanted.size())) : String.join(" ", wanted),
                "deep",
                Boolean.toString(deep),
                "workspace",
                session.workspacePath().toString());
        var progress = session.console().progress(session.phrases());
        var checked = new ArrayList<Verification>();
        int number = 0;
        for (var id : wanted) {
            progress.phase(++number, wanted.size(), id);
            var verification = workspace.verify(id, deep, progress);
            checked.add(verification);
            if (session.form() == Session.Form.TEXT) {
                session.console().result(id + "  " + answer(verification));
                for (var problem : verification.problems()) {
                    session.console()
                            .result("  " + problem.text(session.phrases()).replace("\n", "\n  "));
                }
            }
        }
        switch (session.form()) {
            case JSON -> json(checked, session);
            case CSV -> {
                session.console().result("id,ok,deep,problems");
                for (var one : checked) {
                    session.console()
                            .result(Csv.line(
                                    one.id(), one.ok(), one.deep().name(), String.join(" ", said(one, session))));
                }
            }
            case TEXT -> {
                if (checked.isEmpty()) {
                    session.console().result(say("text.verify.none"));
                }
            }
        }
        return checked.stream().allMatch(Verification::ok) ? 0 : Stop.NEGATIVE;
    }

    private String answer(Verification one) {
        if (!one.ok()) {
            return say("text.verify.damaged", "file", one.problems().getFirst().file());
        }
        return switch (one.deep()) {
            case NOT_READ -> say("text.verify.ok");
            case SAME -> say("text.verify.ok-deep");
            case NOT_AT_HAND -> say("text.verify.not-at-hand");
            case OTHER_READER -> say("text.verify.other-reader");
            case DIFFERENT -> throw new IllegalStateException("Other rows are a problem.");
        };
    }

    private static List<String> said(Verification one, Session session) {
        return one.problems().stream()
                .map(p -> p.code() + " " + session.phrases().render(p.message()))
                .toList();
    }

    private void json(List<Verification> checked, Session session) {
        var node = Json.object();
        var sets = node.putArray("datasets");
        for (var one : checked) {
            var set = sets.addObject();
            set.put("id", one.id());
            set.put("ok", one.ok());
            set.put("deep", one.deep().name());
            set.set("problems", Json.array(said(one, session)));
        }
        print(node);
    }
}
