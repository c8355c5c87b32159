package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kaname.data.Manifest;

/**
 * Which files of a data set have been hashed since they were last written: a file whose size and time are those of its last hashing is
 * not hashed again. Kept in the cache, which may be lost: then files are hashed once more. {@code data verify} never trusts it.
 */
final class CheckedFiles {
    private final Path file;
    private final Map<String, String> known = new HashMap<>();

    private CheckedFiles(Path file) {
        this.file = file;
    }

    static Path of(Workspace workspace, String id) {
        return workspace.cache().resolve(id + ".checked");
    }

    static CheckedFiles read(Workspace workspace, String id) {
        var checked = new CheckedFiles(of(workspace, id));
        try {
            if (Files.isRegularFile(checked.file)) {
                for (var line : Files.readAllLines(checked.file)) {
                    int tab = line.indexOf('\t');
                    if (tab > 0) {
                        checked.known.put(line.substring(0, tab), line.substring(tab + 1));
                    }
                }
            }
        } catch (IOException e) {
            checked.known.clear();
        }
        return checked;
    }

    private static String state(Path path, String sha256) throws IOException {
        return Files.size(path) + "\t" + Files.getLastModifiedTime(path).toInstant() + "\t" + sha256;
    }

    /** Paths of files that are gone or no longer those of the manifest. */
    List<String> findDamaged(Path directory, List<Manifest.FileEntry> files) {
        var damaged = new ArrayList<String>();
        boolean news = false;
        for (var entry : files) {
            var path = directory.resolve(entry.path());
            try {
                if (Files.size(path) != entry.bytes()) {
                    damaged.add(entry.path());
                    continue;
                }
                var state = state(path, entry.sha256());
                if (!state.equals(known.get(entry.path()))) {
                    if (!Disk.sha256(path).equals(entry.sha256())) {
                        damaged.add(entry.path());
                        continue;
                    }
                    known.put(entry.path(), state);
                    news = true;
                }
            } catch (IOException e) {
                damaged.add(entry.path());
            }
        }
        if (news) {
            write();
        }
        return damaged;
    }

    /** Remembers files that were just written and hashed. */
    void remember(Path directory, List<Manifest.FileEntry> files) {
        try {
            for (var entry : files) {
                known.put(entry.path(), state(directory.resolve(entry.path()), entry.sha256()));
            }
            write();
        } catch (IOException e) {
            known.clear(); // hashed once more when it is read
        }
    }

    private void write() {
        var lines = new ArrayList<String>();
        known.forEach((path, state) -> lines.add(path + "\t" + state));
        lines.sort(null);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            // a read-only workspace: its files are hashed each time
        }
    }
}
