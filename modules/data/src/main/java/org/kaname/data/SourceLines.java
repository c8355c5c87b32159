package org.kaname.data;

import java.util.Optional;

/** Fetches source lines as they were read. */
public interface SourceLines {
    /** The name of the file a row came from, as a reader would print it. */
    String fileName(Origin origin);

    /** The physical line, or empty where the file is no longer at hand. */
    Optional<String> line(Origin origin);
}
