package org.kaname.app.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.kaname.app.console.Session;
import org.kaname.app.console.TextTable;
import org.kaname.app.json.Json;
import org.kaname.data.Manifest;
import org.kaname.data.Refusal;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.data.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The catalogue. Reads manifests only. */
@Command(name = "list", description = "Data sets of the workspace, newest first, and those that ship with Kaname.")
final class DataList extends Verb {
    private static final int LENGTH_OF_DATE = 10;

    @Option(
            names = "--all-versions",
            description = "In text also the older ones of the same name and title; JSON and CSV always hold all.")
    boolean allVersions;

    /** A data set and whether no newer one has its slug. */
    private record Entry(Manifest manifest, boolean newest) {}

    @Override
    public Integer call() {
        var session = session();
        var entries = entries(session);
        switch (session.form()) {
            case JSON -> {
                var node = Json.object();
                var sets = node.putArray("datasets");
                for (var entry : entries) {
                    sets.add(DataSummary.json(entry.manifest()).put("newest", entry.newest()));
                }
                print(node);
            }
            case CSV ->
                DataSummary.csv(session, entries.stream().map(Entry::manifest).toList());
            case TEXT -> text(session, entries);
        }
        for (var id : session.unreadable(entries.stream().map(Entry::manifest).toList())) {
            session.console()
                    .error(Refusal.of("KAN-DATA-054", "manifest.json", 0, "id", id)
                            .text(session.phrases()));
        }
        return 0;
    }

    private static List<Entry> entries(Session session) {
        var manifests = new ArrayList<>(session.stored());
        manifests.add(StarterPack.load().usd().manifest());
        manifests.add(StarterPack.load().yen().manifest());
        var slugs = new HashSet<String>();
        // the newest of a slug comes first
        return manifests.stream()
                .map(m -> new Entry(m, slugs.add(Workspace.slug(m.id()))))
                .toList();
    }

    private void text(Session session, List<Entry> entries) {
        var table = new TextTable()
                .left("", 1)
                .left(say("column.id"), 62)
                .left(say("column.title"), 44)
                .left(say("column.classification"), 20)
                .left(say("column.years"), 12)
                .right(say("column.flows"))
                .right(say("column.quarantined"))
                .left(say("column.published"), LENGTH_OF_DATE)
                .left(say("column.licence"), 30);
        var shown = new HashSet<String>();
        int older = 0;
        for (var entry : entries) {
            var manifest = entry.manifest();
            if (!allVersions && !shown.add(Workspace.slug(manifest.id()) + " " + manifest.title())) {
                older++;
                continue;
            }
            table.row(
                    entry.newest() ? "*" : "",
                    manifest.id(),
                    manifest.title(),
                    manifest.classification(),
                    DataSummary.years(manifest),
                    count(flows(manifest)),
                    count(manifest.rows().quarantined()),
                    date(manifest),
                    manifest.licence().text());
        }
        session.console().results(table.lines());
        if (older > 0) {
            session.console().result(say("text.data.older", "count", Integer.toString(older)));
        }
    }

    private static long flows(Manifest manifest) {
        return manifest.coverage().flowsPerYear().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String date(Manifest manifest) {
        var at = manifest.publishedAt();
        return at == null || at.length() < LENGTH_OF_DATE ? "–" : at.substring(0, LENGTH_OF_DATE);
    }
}
