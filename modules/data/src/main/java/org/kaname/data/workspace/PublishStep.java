package org.kaname.data.workspace;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The steps of publishing, in their order, so that a test can kill the process from outside after each of them: with the system
 * property {@code kaname.halt.at} naming a step, the process makes the file named by {@code kaname.halt.file} there and waits.
 * Without the property this does nothing.
 */
enum PublishStep {
    STAGED,
    INPUTS_KEPT,
    FLOWS_WRITTEN,
    TABLES_WRITTEN,
    SYNCED,
    MANIFEST_WRITTEN,
    LOCKED,
    RENAMED,
    DIRECTORY_SYNCED,
    REMEMBERED;

    private static final String AT = System.getProperty("kaname.halt.at", "");

    /** This step is done. */
    void reached() {
        if (AT.equals(name())) {
            try {
                Files.createFile(Path.of(System.getProperty("kaname.halt.file", "halted")));
                Thread.sleep(Long.MAX_VALUE);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
