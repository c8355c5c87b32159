package org.kaname.app.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Console;
import org.kaname.app.console.Session;
import org.kaname.model.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: global options and the list of verbs. */
@Command(
        name = "kaname",
        description = "Economic-security workbench: where do we stand, from which rows, and what would change it?",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            Demo.class,
            Assess.class,
            DossierVerb.class,
            Rules.class,
            DominanceVerb.class,
            LeverageVerb.class,
            ComplexityVerb.class,
            Explain.class,
            Shock.class,
            Verify.class,
            Report.class,
            Data.class
        })
public final class Kaname implements Runnable {
    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where data sets, results and settings live (default: $KANAME_WORKSPACE, else ~/.kaname).")
    @Nullable Path workspace;

    @Option(
            names = "--lang",
            paramLabel = "en|ja",
            scope = ScopeType.INHERIT,
            description = "Language of text output (default: from the locale, else en).")
    @Nullable String lang;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Result as JSON on standard output.")
    boolean json;

    @Option(names = "--csv", scope = ScopeType.INHERIT, description = "Result as CSV on standard output.")
    boolean csv;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "No progress and no messages but errors.")
    boolean quiet;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "More detail on standard error.")
    boolean verbose;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colour (NO_COLOR is honoured).")
    boolean noColor;

    @picocli.CommandLine.Spec
    picocli.CommandLine.Model.@Nullable CommandSpec spec;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private @Nullable Session session;

    public Kaname() {
        this(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.console() != null && System.console().isTerminal());
    }

    /** With given streams, for tests and for other programs. */
    public Kaname(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** The session of this run. Throws a usage error for an unknown language or clashing forms. */
    synchronized Session session() {
        if (session == null) {
            var given = lang == null ? null : lang.toLowerCase(Locale.ROOT);
            if (given != null && !given.equals("en") && !given.equals("ja")) {
                throw usage("The language (" + lang + ") is unknown.\nMaybe en or ja.");
            }
            if (json && csv) {
                throw usage("Both --json and --csv are given.\nMaybe leave one out.");
            }
            var language = given == null ? Session.languageOfLocale() : given.equals("ja") ? Language.JA : Language.EN;
            boolean colour =
                    terminal && !noColor && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
            session = new Session(
                    new Console(out, err, quiet, colour, terminal && !"dumb".equals(System.getenv("TERM"))),
                    language,
                    json ? Session.Form.JSON : csv ? Session.Form.CSV : Session.Form.TEXT,
                    verbose,
                    workspace);
        }
        return session;
    }

    private picocli.CommandLine.ParameterException usage(String message) {
        return new picocli.CommandLine.ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), message);
    }

    public PrintStream err() {
        return err;
    }

    public PrintStream out() {
        return out;
    }

    @Override
    public void run() {
        java.util.Objects.requireNonNull(spec).commandLine().usage(out);
    }
}
