package org.kaname.app.wording;

import java.util.Optional;
import org.kaname.data.DataSet;
import org.kaname.data.Origin;
import org.kaname.data.SourceRef;

/** The publication that a row names in its own source column. */
public final class RowSource {
    private RowSource() {}

    /** The source whose id stands in the row's source line; empty where the set has no sources or the line is not at hand. */
    public static Optional<SourceRef> find(DataSet data, Origin origin) {
        // A set that is its own only source is named by no row, and each look into a large file costs.
        if (data.sources().stream().allMatch(s -> s.id().equals(data.id()))) {
            return Optional.empty();
        }
        return data.lines().line(origin).flatMap(line -> {
            var fields = line.split(",");
            return data.sources().stream()
                    .filter(s -> java.util.Arrays.asList(fields).contains(s.id()))
                    .findFirst();
        });
    }
}
