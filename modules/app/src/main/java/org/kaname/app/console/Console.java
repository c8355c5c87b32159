package org.kaname.app.console;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.kaname.data.Progress;
import org.kaname.model.Phrasebook;

/** Results to standard output, everything else to standard error. */
public final class Console {
    private static final String RESET = "\u001b[0m";
    private static final long REDRAW_NANOS = 250_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;
    private static final long QUIET_NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final boolean colour;
    private final boolean terminal;

    /** @param terminal whether standard error is a terminal that can redraw a line */
    public Console(PrintStream out, PrintStream err, boolean quiet, boolean colour, boolean terminal) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.colour = colour;
        this.terminal = terminal;
    }

    public void result(String line) {
        out.println(line);
    }

    /** A result too large to be held: written as it comes, and a line end after it. */
    public void resultTo(Consumer<OutputStream> writer) {
        writer.accept(out);
        out.println();
    }

    public void results(List<String> lines) {
        lines.forEach(out::println);
    }

    /** A message for people; silent with {@code --quiet}. */
    public void tell(String line) {
        if (!quiet) {
            err.println(line);
        }
    }

    /** An error; never silent. */
    public void error(String line) {
        err.println(line);
    }

    /** The effective arguments with where each came from: a log is enough to run again. */
    public void echo(String verb, LinkedHashMap<String, String> arguments) {
        tell(verb);
        int longest = arguments.keySet().stream().mapToInt(String::length).max().orElse(0);
        for (Map.Entry<String, String> entry : arguments.entrySet()) {
            tell("  " + Width.padRight(entry.getKey(), longest) + " = " + entry.getValue());
        }
    }

    public void flush() {
        out.flush();
        err.flush();
    }

    /** The text in a colour where the terminal allows it; never the only sign. */
    public String paint(String text, String ansi) {
        return colour ? "\u001b[" + ansi + "m" + text + RESET : text;
    }

    public String bold(String text) {
        return paint(text, "1");
    }

    public String faint(String text) {
        return paint(text, "2");
    }

    /** Progress with rate and ETA for work over a second: redrawn on a terminal, else a plain line now and then. */
    public Progress progress(Phrasebook words) {
        return new Progress() {
            private String phase = "";
            private long started = System.nanoTime();
            private long shown = System.nanoTime();

            @Override
            public void tell(String key, Object... namesAndValues) {
                Console.this.tell(words.say(key, namesAndValues));
            }

            @Override
            public void phase(int number, int of, String key) {
                phase = "[" + number + "/" + of + "] "
                        + (words.findTemplate(key).isPresent() ? words.say(key) : key);
                started = System.nanoTime();
                shown = started;
            }

            @Override
            public void advance(String what, long done, long total) {
                long now = System.nanoTime();
                if (quiet || now - started < QUIET_NANOS || now - shown < (terminal ? REDRAW_NANOS : LINE_NANOS)) {
                    return;
                }
                shown = now;
                double seconds = (now - started) / 1e9;
                double rate = done / seconds;
                var line = new StringBuilder(phase)
                        .append("  ")
                        .append(what)
                        .append(String.format(java.util.Locale.ROOT, "  %,d", done));
                if (total > 0) {
                    line.append(String.format(java.util.Locale.ROOT, " / %,d  %d%%", total, 100 * done / total));
                }
                line.append(String.format(java.util.Locale.ROOT, "  %,.0f/s", rate));
                if (total > 0 && rate > 0) {
                    line.append(String.format(java.util.Locale.ROOT, "  ETA %,.0f s", (total - done) / rate));
                }
                if (terminal) {
                    err.print("\r" + line + "\u001b[K");
                    if (done == total) {
                        err.println();
                    }
                } else {
                    err.println(line);
                }
            }
        };
    }
}
