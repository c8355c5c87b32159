package org.kaname.app.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.app.json.AssessmentDocument;
import org.kaname.app.report.ReportHtml;
import org.kaname.data.DataSet;
import org.kaname.triage.assess.Assessment;
import org.kaname.triage.assess.Assessor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job: profiles and colours for every good, material and technology field the data cover. */
@Command(name = "assess", description = "Colours every good, material and field for an economy, with reasons.")
final class Assess extends Verb {
    @Parameters(paramLabel = "ECONOMY", description = "ISO alpha-3 code, or a code of the data set.")
    String economy = "";

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            description =
                    "Data set by id, prefix or slug (default: newest in the workspace, else the one that ships with Kaname).")
    @Nullable String dataset;

    @Option(names = "--out", paramLabel = "DIR", description = "Also writes report.html and assessment.json there.")
    @Nullable Path out;

    @Mixin
    AssessOptions options = new AssessOptions();

    @Override
    public Integer call() throws InterruptedException {
        requireValues("--partners", options.partners);
        requireValues("--rules", options.rules);
        var session = session();
        // A folder that cannot take the results is told before the work, not after it.
        session.workspace();
        if (out != null) {
            makeDirectory(session, out);
        }
        var data = session.dataSet(dataset);
        var subject = session.economy(data, economy);
        int year = options.year(data, session);
        var request = request(data, subject.code(), year, options, session);
        echo(
                "economy",
                subject.code(),
                "dataset",
                data.id() + "  (" + session.dataSetOrigin(dataset) + ")",
                "year",
                year + "  (" + say(options.yearOrigin(data)) + ")",
                "partners",
                request.partners().isEmpty() ? "TOP" : String.join(" ", request.partners()),
                "set",
                options.changes(),
                "draws",
                request.draws() + ", seed " + request.seed());
        var progress = session.console().progress(session.phrases());
        progress.phase(1, 1, Assessor.PHASE);
        var assessment = Assessor.assess(request, progress);
        var document = new AssessmentDocument(assessment, session.words(), session.language());
        document.frame().put("id", Stored.id(document.frame()));
        show(session, assessment, document);
        session.console().flush();
        if (out != null) {
            write(session, document, out);
        }
        session.console().tell(say("told.stored", "id", Stored.store(session, document)));
        return 0;
    }

    static Assessor.Request request(DataSet data, String subject, int year, AssessOptions options, Session session) {
        int draws = options.draws(data);
        if (draws < 0) {
            throw new Stop(Stop.USAGE, session.phrases().say("error.draws", "value", Integer.toString(draws)));
        }
        return new Assessor.Request(
                data,
                subject,
                year,
                options.rules(session),
                options.partners(data, year, subject, session),
                options.settings(session),
                draws,
                options.seed,
                options.noise(data, year, session),
                options.allGoods);
    }

    /** Prints in the form asked for. */
    static void show(Session session, Assessment assessment, AssessmentDocument document) {
        switch (session.form()) {
            case JSON -> session.console().resultTo(out -> document.writeTo(out, true));
            case CSV -> session.console().results(AssessmentCsv.lines(assessment, session));
            case TEXT -> session.console().results(new AssessmentText(assessment, session).lines());
        }
    }

    private static void makeDirectory(Session session, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new Stop(
                    Stop.REFUSED,
                    session.phrases()
                            .say(
                                    "error.out",
                                    "directory",
                                    directory.toString(),
                                    "what",
                                    String.valueOf(e.getMessage())));
        }
    }

    /** Writes {@code report.html} and {@code assessment.json} into a directory, which is made where it is absent. */
    static void write(Session session, AssessmentDocument document, Path directory) {
        makeDirectory(session, directory);
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(directory.resolve("assessment.json")))) {
                document.writeTo(out, true);
            }
            Files.writeString(directory.resolve("report.html"), ReportHtml.write(document.whole(), session.language()));
        } catch (IOException e) {
            throw new Stop(
                    Stop.REFUSED,
                    session.phrases()
                            .say(
                                    "error.out",
                                    "directory",
                                    directory.toString(),
                                    "what",
                                    String.valueOf(e.getMessage())));
        }
        session.console()
                .tell(session.phrases()
                        .say(
                                "told.written",
                                "report",
                                directory.resolve("report.html").toString(),
                                "json",
                                directory.resolve("assessment.json").toString()));
    }
}
