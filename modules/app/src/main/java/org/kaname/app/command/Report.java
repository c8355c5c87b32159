package org.kaname.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Stop;
import org.kaname.app.json.Json;
import org.kaname.app.report.ReportHtml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Writes the report again from a stored assessment. */
@Command(name = "report", description = "Writes the report again from a stored assessment.")
final class Report extends Verb {
    @Parameters(
            paramLabel = "ECONOMY|ID",
            description = "An economy's code (its newest stored assessment is taken) or the id of an assessment.")
    String asked = "";

    @Option(names = "--year", paramLabel = "Y", description = "Only an assessment as of this year.")
    @Nullable Integer year;

    @Option(
            names = "--format",
            paramLabel = "html",
            defaultValue = "html",
            description = "Form of the report (default: ${DEFAULT-VALUE}).")
    String format = "html";

    @Option(names = "--out", paramLabel = "FILE", description = "File to write (default: report-<id>.html here).")
    @Nullable Path out;

    @Override
    public Integer call() {
        var session = session();
        if (!format.equals("html")) {
            throw usage("The format (" + format
                    + ") is unknown.\nMaybe html; PDF comes with a later release: print the page to PDF until then.");
        }
        var assessments = session.workspace().assessments();
        var id = Stored.newest(session, this::fits)
                .orElseThrow(() -> new Stop(
                        Stop.REFUSED,
                        say(
                                "error.assessment.none",
                                "asked",
                                asked,
                                "workspace",
                                session.workspacePath().toString())));
        var document = Json.MAPPER.readTree(
                new String(assessments.read(id, "assessment.json").orElseThrow(), StandardCharsets.UTF_8));
        var file = out == null ? Path.of("report-" + id + ".html") : out;
        echo("assessment", id, "out", file.toString());
        try {
            Files.writeString(file, ReportHtml.write(document, session.language()));
        } catch (IOException e) {
            throw new Stop(
                    Stop.REFUSED,
                    say("error.out", "directory", file.toString(), "what", String.valueOf(e.getMessage())));
        }
        switch (session.form()) {
            case JSON -> print(result(id, file, document));
            case CSV -> session.console().results(java.util.List.of("id,file", Csv.line(id, file)));
            case TEXT -> session.console().result(file.toString());
        }
        return 0;
    }

    private boolean fits(String id) {
        return Stored.named(id, asked) && (year == null || id.contains("-" + year + "."));
    }

    private static JsonNode result(String id, Path file, JsonNode document) {
        var node = Json.object();
        node.put("id", id);
        node.put("file", file.toString());
        node.put("economy", document.path("economy").asString());
        node.put("year", document.path("year").asInt());
        node.put("dataset", document.path("dataset").asString());
        return node;
    }
}
