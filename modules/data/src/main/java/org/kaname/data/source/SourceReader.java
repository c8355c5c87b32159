package org.kaname.data.source;

import java.util.List;
import org.kaname.data.Outcome;
import org.kaname.data.csv.TextFile;

/**
 * A format that is known by itself. Each lives in a package of its own, is found by its signature, and says of a file that is not its
 * own which condition it does not meet.
 */
public interface SourceReader {
    /** The name after {@code --as}. */
    String id();

    int version();

    /** Japanese encodings are tried first. */
    default boolean japanese() {
        return false;
    }

    Recognition recognise(Sighting file);

    /** Files that may lie beside the data and hold its dictionaries: known, and not read as data. */
    default boolean companion(Sighting file) {
        return false;
    }

    /** Takes files that it recognised, in a stable order. Reads no rows yet. */
    Outcome<PreparedRead> prepare(ReadRequest request, List<TextFile> files);
}
