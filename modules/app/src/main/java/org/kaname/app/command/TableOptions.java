package org.kaname.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.data.Refusal;
import org.kaname.data.inputoutput.IoTables;
import org.kaname.data.inputoutput.ReadTable;
import picocli.CommandLine.Option;

/** Which input–output table a verb reads. */
final class TableOptions {
    @Option(
            names = "--table",
            paramLabel = "PATH",
            description =
                    "Input-output table: a file, folder or zip of a publisher, or starter (default: the shipped one).")
    String table = Session.STARTER;

    @Option(names = "--year", paramLabel = "Y", description = "Year of the table, where the path holds several.")
    @Nullable Integer year;

    @Option(
            names = "--accept-imbalance",
            description =
                    "Take a table whose rows miss their output by more than the rule accepts; recorded in the answer.")
    boolean acceptImbalance;

    boolean shipped() {
        return table.equals(Session.STARTER);
    }

    /** Where the choice comes from, for the echo. */
    String origin(Session session) {
        return session.phrases().say(shipped() ? "origin.shipped" : "origin.given");
    }

    /** The table, or the end of the verb with every reason why it was refused. */
    ReadTable read(Session session) {
        if (shipped()) {
            var read = IoTables.starter();
            int has = read.table().head().year();
            if (year != null && year != has) {
                throw session.refused(List.of(Refusal.of("KAN-SHOCK-080", "", 0, "year", year, "has", has)));
            }
            return read;
        }
        var options = new IoTables.Options(year == null ? OptionalInt.empty() : OptionalInt.of(year), acceptImbalance);
        return session.taken(IoTables.read(Path.of(table), options));
    }
}
