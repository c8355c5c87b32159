package org.kaname.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.kaname.app.json.AssessmentDocument;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.triage.assess.Assessor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job on the figures that ship with the program. */
@Command(
        name = "demo",
        description =
                "Assesses an economy on the figures that ship with Kaname; writes report.html and assessment.json.")
final class Demo extends Verb {
    @Option(
            names = "--economy",
            paramLabel = "CODE",
            description = "Economy to assess (default: the one of demo.properties).")
    @Nullable String economy;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write (default: ./kaname-out).")
    Path out = Path.of("kaname-out");

    @Mixin
    AssessOptions options = new AssessOptions();

    @Override
    public Integer call() throws InterruptedException {
        var session = session();
        var data = StarterPack.load().usd();
        var subject = session.economy(data, economy == null ? defaultEconomy() : economy);
        int year = options.year(data, session);
        var request = Assess.request(data, subject.code(), year, options, session);
        echo(
                "economy",
                subject.code() + "  (" + say(economy == null ? "origin.demo" : "origin.given") + ")",
                "dataset",
                data.id() + "  (" + say("origin.shipped") + ")",
                "year",
                year + "  (" + say(options.year == null ? "origin.newest-year" : "origin.given") + ")",
                "draws",
                request.draws() + ", seed " + request.seed());
        var progress = session.console().progress(session.phrases());
        progress.phase(1, 1, Assessor.PHASE);
        var assessment = Assessor.assess(request, progress);
        var document = new AssessmentDocument(assessment, session.words(), session.language());
        document.frame().put("id", Stored.id(document.frame()));
        Assess.show(session, assessment, document);
        session.console().flush();
        Assess.write(session, document, out);
        session.console().tell(say("told.next"));
        return 0;
    }

    private static String defaultEconomy() {
        var properties = new Properties();
        try (InputStream in = Demo.class.getResourceAsStream("demo.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("economy");
    }
}
