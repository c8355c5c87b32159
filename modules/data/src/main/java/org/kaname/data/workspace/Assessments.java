package org.kaname.data.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stored results: {@code assessments/<id>/} with named files, written once and never changed (clarification 8). Holds bytes; what they
 * mean is the caller's affair.
 */
public final class Assessments {
    private final Workspace workspace;

    Assessments(Workspace workspace) {
        this.workspace = workspace;
    }

    private Path directory() {
        return workspace.root().resolve("assessments");
    }

    /**
     * Stores files under an id, all or none. False where the id is there already: then nothing is changed, for the id is made of
     * everything that decides the result.
     */
    public boolean store(String id, Map<String, byte[]> files) {
        requireName(id);
        files.keySet().forEach(Assessments::requireName);
        try {
            var target = directory().resolve(id);
            if (Files.exists(target)) {
                return false;
            }
            workspace.prepare();
            Files.createDirectories(directory());
            try (var staging = Staging.create(workspace)) {
                for (var file : files.entrySet()) {
                    Disk.write(staging.content().resolve(file.getKey()), file.getValue());
                }
                Disk.forceDirectory(staging.content());
                boolean moved = workspace
                        .locked(() -> {
                            if (Files.exists(target)) {
                                return false;
                            }
                            Files.move(staging.content(), target, StandardCopyOption.ATOMIC_MOVE);
                            Disk.forceDirectory(directory());
                            return true;
                        })
                        .orElseThrow(() -> new IOException("The workspace is locked by another process."));
                return moved;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The assessment (" + id + ") cannot be stored.", e);
        }
    }

    /** Ids in alphabetical order. */
    public List<String> list() {
        if (!Files.isDirectory(directory())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory())) {
            return entries.map(e -> String.valueOf(e.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The assessments cannot be listed.", e);
        }
    }

    /** One file of a stored assessment. */
    public Optional<byte[]> read(String id, String file) {
        requireName(id);
        requireName(file);
        var path = directory().resolve(id).resolve(file);
        try {
            return Files.isRegularFile(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The file (" + file + ") of the assessment (" + id + ") cannot be read.", e);
        }
    }

    /** Names go into paths: only what cannot leave the directory. */
    private static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw new IllegalArgumentException(
                    "The name (" + name + ") is not made of letters, digits, dots and hyphens.");
        }
    }
}
