package org.kaname.data.workspace;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kaname.data.Progress;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/**
 * Stored results: {@code assessments/<id>/} with named files, written once and never changed (clarification 8). Holds bytes; what they
 * mean is the caller's affair, but for one key: {@code dataset} at the top of {@code assessment.json} is the id of the data set.
 */
public final class Assessments {
    private static final String DOCUMENT = "assessment.json";

    private static final int BUFFER = 1 << 16;

    private final Workspace workspace;
    private final String folder;

    /** @param folder of the workspace in which the results lie */
    Assessments(Workspace workspace, String folder) {
        this.workspace = workspace;
        this.folder = folder;
    }

    private Path directory() {
        return workspace.root().resolve(folder);
    }

    /**
     * Stores files under an id, all or none. False where the id is there already: then nothing is changed, for the id is made of
     * everything that decides the result.
     */
    public boolean store(String id, Map<String, byte[]> files) {
        var contents = new TreeMap<String, Content>();
        files.forEach((name, bytes) -> contents.put(name, out -> out.write(bytes)));
        return storeContents(id, contents);
    }

    /** What a stored file holds, written when it is asked for. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The same with files too large to be held: nothing is written where the id is there already. */
    public boolean storeContents(String id, Map<String, Content> files) {
        requireName(id);
        files.keySet().forEach(Assessments::requireName);
        try {
            var target = directory().resolve(id);
            if (Files.exists(target)) {
                return false;
            }
            workspace.prepare();
            Files.createDirectories(directory());
            try (var staging = Staging.create(workspace, Progress.NONE)) {
                for (var file : files.entrySet()) {
                    var path = staging.content().resolve(file.getKey());
                    try (var out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER)) {
                        file.getValue().writeTo(out);
                    }
                }
                Disk.forceTree(staging.content());
                return workspace.locked(Progress.NONE, () -> {
                    boolean moved = staging.moveTo(target);
                    Disk.forceDirectory(directory());
                    return moved;
                });
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

    /** Ids of the assessments that were computed from a data set. */
    public List<String> listUsing(String dataSet) {
        return list().stream()
                .filter(id ->
                        read(id, DOCUMENT).map(Assessments::dataSet).orElse("").equals(dataSet))
                .toList();
    }

    /** The value of the top key {@code dataset}, found without building the whole tree; empty where there is none. */
    private static String dataSet(byte[] json) {
        try (var parser = new JsonFactory().createParser(tools.jackson.core.ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals("dataset");
                var value = parser.nextToken();
                if (wanted) {
                    return value == JsonToken.VALUE_STRING ? parser.getString() : "";
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            return ""; // a damaged document depends on nothing that could be named
        }
        return "";
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
