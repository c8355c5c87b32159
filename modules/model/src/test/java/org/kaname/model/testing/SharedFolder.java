package org.kaname.model.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder {@code ../shared} beside the repository: golden results of others and real files, which are not part of it. The build
 * passes its place as the system property {@code kaname.shared}.
 */
public final class SharedFolder {
    private SharedFolder() {}

    /** The file or directory under the shared folder; where it is absent the calling test is skipped, saying what is missing. */
    public static Path require(String relativePath) {
        var path = folder().resolve(relativePath);
        Assumptions.assumeTrue(
                Files.exists(path),
                () -> "skipped: ../shared/" + relativePath + " is absent; it is not part of the repository");
        return path;
    }

    private static Path folder() {
        var property = System.getProperty("kaname.shared");
        return Path.of(property == null ? "../shared" : property);
    }
}
