package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.kaname.data.Manifest;

/** Inputs as they were given: copies in {@code inputs/}, named by their hash, and the places where they lay. */
final class KeptInputs {
    private KeptInputs() {}

    private static Path directory(Workspace workspace) {
        return workspace.root().resolve("inputs");
    }

    /**
     * Copies inputs into the workspace. To be called before the data set is published, so that one that says its inputs are kept is
     * right.
     *
     * @param scratch on the same file system, gone afterwards
     * @return whether all copies are what was read
     */
    static boolean keep(Workspace workspace, List<Manifest.Input> inputs, List<Path> paths, Path scratch)
            throws IOException {
        for (int i = 0; i < inputs.size(); i++) {
            var target = workspace.keptInput(inputs.get(i).outerSha256());
            if (Files.exists(target)) {
                continue;
            }
            Files.createDirectories(directory(workspace));
            Files.createDirectories(scratch);
            var copy = Files.createTempFile(scratch, "input-", "");
            Files.copy(paths.get(i), copy, StandardCopyOption.REPLACE_EXISTING);
            if (!Disk.sha256(copy).equals(inputs.get(i).outerSha256())) {
                Files.delete(copy);
                return false;
            }
            Disk.forceTree(copy);
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
            Disk.forceDirectory(directory(workspace));
        }
        return true;
    }

    /** Where an input may lie, not looked at: its copy in the workspace, then where it lay. */
    static List<Path> places(Workspace workspace, Manifest manifest, int ordinal) {
        var places = new ArrayList<Path>();
        places.add(workspace.keptInput(manifest.inputs().get(ordinal).outerSha256()));
        var remembered = StoredDataSet.InputLines.paths(workspace, manifest);
        if (ordinal < remembered.size()) {
            places.add(remembered.get(ordinal));
        }
        return places;
    }

    /** Where an input with the same bytes lies: its copy in the workspace, where it lay when it was added, or under its name. */
    static Optional<Path> find(Workspace workspace, Manifest manifest, int ordinal) {
        var input = manifest.inputs().get(ordinal);
        var kept = workspace.keptInput(input.outerSha256());
        if (same(kept, input)) {
            return Optional.of(kept);
        }
        var remembered = StoredDataSet.InputLines.paths(workspace, manifest);
        return ordinal < remembered.size() && same(remembered.get(ordinal), input)
                ? Optional.of(remembered.get(ordinal))
                : Optional.empty();
    }

    private static boolean same(Path path, Manifest.Input input) {
        try {
            return Files.isRegularFile(path)
                    && Files.size(path) == input.outerBytes()
                    && Disk.sha256(path).equals(input.outerSha256());
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes copies that no data set was read from. Under the workspace's lock. */
    static void removeUnused(Workspace workspace) throws IOException {
        var directory = directory(workspace);
        if (!Files.isDirectory(directory)) {
            return;
        }
        var used = new HashSet<String>();
        for (var manifest : workspace.listDataSets()) {
            manifest.inputs().forEach(input -> used.add(input.outerSha256()));
        }
        try (var entries = Files.list(directory)) {
            for (var entry : entries.toList()) {
                if (!used.contains(String.valueOf(entry.getFileName()))) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }
}
