package org.kaname.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.kaname.app.command.Kaname;
import org.kaname.app.console.Stop;
import org.kaname.data.workspace.Workspace;
import picocli.CommandLine;

/**
 * The process: runs a verb and ends with its exit code. 0 done, 1 internal error, 2 wrong usage, 3 input refused or data
 * insufficient, 4 a check's answer is negative, 5 interrupted.
 */
public final class Main {
    private static final int INTERNAL = 1;
    private static final int SUGGESTIONS = 3;

    private Main() {}

    public static void main(String[] args) {
        var program = new Kaname();
        // Ctrl-C: the contract's exit code instead of the JVM's; writers publish by renaming, so nothing is half done.
        var finished = new java.util.concurrent.atomic.AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!finished.get()) {
                boolean published = Workspace.abandon();
                program.err().println();
                program.err()
                        .println(
                                published
                                        ? "Interrupted when it was just done; what was published stays."
                                        : "Interrupted; the workspace is as it was.");
                program.err().flush();
                Runtime.getRuntime().halt(Stop.INTERRUPTED);
            }
        }));
        int exit = run(program, args);
        program.out().flush();
        program.err().flush();
        finished.set(true);
        System.exit(exit);
    }

    /** Runs a verb without ending the process. */
    public static int run(Kaname program, String... args) {
        var line = new CommandLine(program)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(program.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(program.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((e, command, parsed) -> told(e, program.err()))
                .setParameterExceptionHandler((e, unused) -> misused(e, program.err()));
        int exit = line.execute(args);
        program.out().flush();
        return exit;
    }

    private static int misused(CommandLine.ParameterException e, PrintStream err) {
        err.println("KAN-APP-000 " + e.getMessage());
        if (!String.valueOf(e.getMessage()).contains("\nMaybe")) {
            var near = e instanceof CommandLine.UnmatchedArgumentException unmatched
                    ? unmatched.getSuggestions()
                    : List.<String>of();
            err.println(
                    near.isEmpty()
                            ? "Maybe see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help."
                            : "Maybe " + String.join(" or ", near.subList(0, Math.min(SUGGESTIONS, near.size())))
                                    + ".");
        }
        return Stop.USAGE;
    }

    private static int told(Exception e, PrintStream err) {
        if (e instanceof Stop stop) {
            err.println(stop.getMessage());
            return stop.exit();
        }
        if (e instanceof InterruptedException) {
            err.println("Interrupted; the workspace is as it was.");
            return Stop.INTERRUPTED;
        }
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        String place;
        try {
            var file = Files.createTempFile("kaname-error-", ".txt");
            Files.writeString(file, trace.toString());
            place = file.toString();
        } catch (IOException unwritable) {
            place = trace.toString();
        }
        err.println("KAN-APP-099 Something went wrong inside Kaname: " + e.getMessage());
        err.println("Maybe report it with the details in " + place);
        return INTERNAL;
    }
}
