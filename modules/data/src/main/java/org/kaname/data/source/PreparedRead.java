package org.kaname.data.source;

import java.io.IOException;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.Recipe;

/** Files that a reader has recognised: what the data set will be is known, its rows are not read yet. */
public interface PreparedRead {
    Recipe recipe();

    Outcome<SourceRead> read(Progress progress) throws IOException;
}
