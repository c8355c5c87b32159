package org.kaname.app.command;

import java.util.ArrayList;
import java.util.List;
import org.kaname.app.console.Session;
import org.kaname.app.json.Json;
import org.kaname.data.Manifest;
import tools.jackson.databind.node.ObjectNode;

/** A data set in a few lines, in every form: what its manifest says. */
final class DataSummary {
    private DataSummary() {}

    static ObjectNode json(Manifest manifest) {
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
        node.put("published_at", manifest.publishedAt());
        var conversion = manifest.conversion();
        if (conversion != null) {
            var made = node.putObject("conversion");
            made.put("parent", conversion.parent());
            made.put("parent_content_hash", conversion.parentHash());
            made.put("target", conversion.target());
            var weights = made.putArray("weights");
            conversion
                    .weights()
                    .forEach(table ->
                            weights.addObject().put("table", table.table()).put("sha256", table.sha256()));
            var counted = made.putObject("counted");
            conversion
                    .counted()
                    .forEach((relation, count) -> counted.putObject(relation)
                            .put("goods", count.goods())
                            .put("rows", count.rows())
                            .put("value", count.value()));
        }
        return node;
    }

    static void csv(Session session, List<Manifest> manifests) {
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

    static String told(Manifest.Note note, Session session) {
        return session.phrases()
                .render(org.kaname.model.Explanation.of(
                        note.textKey(), new java.util.LinkedHashMap<>(note.arguments())));
    }

    static String years(Manifest manifest) {
        var years = manifest.coverage().years();
        return years.isEmpty()
                ? "–"
                : years.size() == 1 ? years.getFirst().toString() : years.getFirst() + "–" + years.getLast();
    }

    static List<String> text(Manifest manifest, Session session) {
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
        var conversion = manifest.conversion();
        if (conversion != null) {
            lines.add("  "
                    + book.say(
                            "text.data.conversion",
                            "parent",
                            conversion.parent(),
                            "target",
                            conversion.target(),
                            "weights",
                            String.join(
                                    ", ",
                                    conversion.weights().stream()
                                            .map(Manifest.Weights::table)
                                            .toList())));
            conversion
                    .counted()
                    .forEach((relation, count) -> lines.add("  "
                            + book.say(
                                    "text.data.converted." + relation,
                                    "goods",
                                    Long.toString(count.goods()),
                                    "rows",
                                    Long.toString(count.rows()),
                                    "value",
                                    String.format(java.util.Locale.ROOT, "%,.3f", count.value()))));
        }
        manifest.rows().quarantinedByReason().forEach((reason, count) -> lines.add("  " + reason + "  " + count));
        for (var note : manifest.notes()) {
            lines.add("  " + note.code() + "  " + note.count() + "  " + told(note, session));
        }
        manifest.knownGaps()
                .forEach(gap -> lines.add("  ○ " + (book.findTemplate(gap).isPresent() ? book.say(gap) : gap)));
        return lines;
    }
}
