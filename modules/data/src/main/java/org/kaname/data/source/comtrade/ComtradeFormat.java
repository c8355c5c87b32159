package org.kaname.data.source.comtrade;

import java.io.IOException;
import java.util.List;
import org.kaname.data.csv.TextFile;
import org.kaname.data.source.Intake;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.SecondLook;

/** How records of Comtrade lie in files. One object for each pass over the files of a data set. */
public interface ComtradeFormat extends SecondLook {
    /**
     * What a pass over one file fills.
     *
     * @param look reads records of the files again
     */
    record Sink(ReadRequest request, Intake intake, ComtradeRows rows, SecondLook look) {}

    /** The files hold no more records than that. */
    default long mostRecords(List<TextFile> files) {
        return files.stream().mapToLong(f -> f.lines() + 1).sum();
    }

    /** Reads a file and enters it among the inputs, or refuses it. */
    void read(int ordinal, TextFile file, Sink sink) throws IOException;
}
