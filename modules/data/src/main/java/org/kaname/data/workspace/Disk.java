package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Locale;
import org.kaname.data.Refusal;

/** Writes that are on the disk when the method returns, and what a disk says when it cannot take them. */
final class Disk {
    private static final long MEGABYTE = 1_000_000;
    private static final long GIGABYTE = 1_000_000_000;

    /** So little is left of a full disk that nothing can be written. */
    private static final long NEXT_TO_NOTHING = MEGABYTE;

    private Disk() {}

    /** The directory itself, or the nearest one above it that exists. */
    private static Path existing(Path directory) {
        var place = directory.toAbsolutePath().normalize();
        var parent = place.getParent();
        while (!Files.exists(place) && parent != null) {
            place = parent;
            parent = place.getParent();
        }
        return place;
    }

    /** Bytes that can be written below a directory; a file system that does not tell has room until writing shows otherwise. */
    static long free(Path directory) {
        try {
            return Files.getFileStore(existing(directory)).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /** True where nothing can be written below a directory: no permission, or a file system mounted for reading. */
    static boolean readOnly(Path directory) {
        return !Files.isWritable(existing(directory));
    }

    /** {@code 1.2 GB} or {@code 35 MB}. */
    static String size(long bytes) {
        return bytes >= GIGABYTE / 10
                ? String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE)
                : String.format(Locale.ROOT, "%d MB", bytes / MEGABYTE);
    }

    /**
     * What to say of a write that failed.
     *
     * @param writing what was being written
     * @param need bytes it takes, as estimated before
     */
    static Refusal refusal(Path workspace, Exception problem, String writing, long need) {
        var said = new StringBuilder();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof WorkspaceLock.Held held) {
                return held.refusal(workspace);
            }
            said.append(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                    .append(' ');
        }
        var text = said.toString();
        var lower = text.toLowerCase(Locale.ROOT);
        long free = free(workspace);
        // the words of Linux, macOS and Windows, which the engine passes on
        if (lower.contains("no space left")
                || lower.contains("quota exceeded")
                || lower.contains("not enough space")
                || free < NEXT_TO_NOTHING) {
            return full(workspace, writing, need, free);
        }
        if (lower.contains("read-only file system") || readOnly(workspace)) {
            return Refusal.of("KAN-DATA-050.read-only", workspace.toString(), 0, "writing", writing);
        }
        return Refusal.of("KAN-DATA-050.write", workspace.toString(), 0, "problem", text.strip());
    }

    static Refusal full(Path workspace, String writing, long need, long free) {
        return Refusal.of(
                "KAN-DATA-050", workspace.toString(), 0, "need", size(need), "free", size(free), "writing", writing);
    }

    static void write(Path file, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Forces all files of a tree, then its directories from the leaves up. */
    static void forceTree(Path root) throws IOException {
        var directories = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, @org.jspecify.annotations.Nullable IOException e) {
                directories.add(directory);
                return FileVisitResult.CONTINUE;
            }
        });
        for (var directory : directories) {
            forceDirectory(directory);
        }
    }

    /** Not every system lets a directory be opened; where it does not, a rename is durable by itself. */
    static void forceDirectory(Path directory) {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // such a system
        }
    }

    static void deleteTree(Path root) throws IOException {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // another process was faster
                    }
                    throw e;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path directory, @org.jspecify.annotations.Nullable IOException e) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // another process was faster
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            try (var in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
