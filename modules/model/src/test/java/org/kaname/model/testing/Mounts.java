package org.kaname.model.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Small or read-only places for tests (clarification 25): file systems of their own where this user may mount, else permissions. */
public final class Mounts implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Path directory;
    private final boolean mounted;

    private Mounts(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    /** A file system in memory of so many megabytes; the test is skipped where this user may not mount one. */
    public static Mounts ofMegabytes(Path directory, int megabytes) throws IOException {
        Files.createDirectories(directory);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
        Assumptions.assumeTrue(mounted, "skipped: a size-limited disk needs the right to mount a tmpfs");
        return new Mounts(directory, true);
    }

    /** The same that can be made read-only later; where this user may not mount, a plain directory. */
    public static Mounts forReading(Path directory) throws IOException {
        Files.createDirectories(directory);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", directory.toString());
        Assumptions.assumeTrue(
                mounted || !"root".equals(System.getProperty("user.name")),
                "skipped: root writes through permissions, and a tmpfs cannot be mounted here");
        return new Mounts(directory, mounted);
    }

    public Path directory() {
        return directory;
    }

    /** From now on nothing below can be written. */
    public void close(Path workspace) throws IOException {
        if (mounted) {
            if (!run("mount", "-o", "remount,ro", directory.toString())) {
                throw new IOException("The file system cannot be made read-only.");
            }
        } else {
            try (var all = Files.walk(workspace)) {
                for (var file : all.toList()) {
                    if (!file.toFile().setWritable(false)) {
                        throw new IOException("No permission to change permissions of " + file);
                    }
                }
            }
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such command on this system
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            if (!run("umount", directory.toString())) {
                run("umount", "-l", directory.toString());
            }
        } else {
            try (var all = Files.walk(directory)) {
                for (var file : all.toList()) {
                    file.toFile().setWritable(true);
                }
            }
        }
    }
}
