package org.kaname.data.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.Refusal;
import org.kaname.data.StoredFlow;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A directory of immutable data sets and stored assessments (data-formats 1.1). Opening one writes nothing: the directory is made when
 * the first thing is stored in it. Readers take no lock, for a directory under {@code datasets/} is complete by construction.
 */
public final class Workspace {
    private static final String MARK = "kaname-workspace.json";
    private static final int LAYOUT = 1;
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOCK_PAUSE = Duration.ofMillis(50);

    private final Path root;

    private Workspace(Path root) {
        this.root = root;
    }

    /** Opens a workspace, one that does not exist yet too. A directory of other things is refused. */
    public static Outcome<Workspace> open(Path directory) {
        var shown = directory.toString();
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            return new Outcome.Refused<>(List.of(Refusal.of("KAN-DATA-002", shown, 0, "found", shown)));
        }
        var mark = directory.resolve(MARK);
        if (Files.isRegularFile(mark)) {
            int layout;
            try {
                layout = JsonMapper.builder()
                        .build()
                        .readTree(Files.readAllBytes(mark))
                        .path("layout")
                        .asInt(0);
            } catch (IOException | JacksonException e) {
                layout = 0;
            }
            return layout == LAYOUT
                    ? new Outcome.Taken<>(new Workspace(directory))
                    : new Outcome.Refused<>(
                            List.of(Refusal.of("KAN-DATA-065", mark.toString(), 0, "found", layout, "known", LAYOUT)));
        }
        if (Files.isDirectory(directory)) {
            try (Stream<Path> entries = Files.list(directory)) {
                var other = entries.findFirst();
                if (other.isPresent()) {
                    return new Outcome.Refused<>(List.of(Refusal.of(
                            "KAN-DATA-002",
                            shown,
                            0,
                            "found",
                            String.valueOf(other.get().getFileName()))));
                }
            } catch (IOException e) {
                return new Outcome.Refused<>(List.of(Refusal.of("KAN-DATA-052", shown, 0)));
            }
        }
        return new Outcome.Taken<>(new Workspace(directory));
    }

    public Path root() {
        return root;
    }

    /** Results that were stored, beside the data sets they were computed from. */
    public Assessments assessments() {
        return new Assessments(this);
    }

    /** Makes the directory if it is not there, and removes what killed processes left under construction. */
    void prepare() throws IOException {
        Files.createDirectories(root);
        var mark = root.resolve(MARK);
        if (!Files.exists(mark)) {
            var text = "{\"layout\": " + LAYOUT + ", \"created_by\": \"kaname\"}\n";
            var temporary = root.resolve(MARK + "." + ProcessHandle.current().pid() + ".new");
            Files.deleteIfExists(temporary);
            Disk.write(temporary, text.getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, mark, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
        Files.createDirectories(dataSets());
        Files.createDirectories(staging());
        Disk.forceDirectory(root);
        removeLeftovers();
    }

    private void removeLeftovers() throws IOException {
        try (Stream<Path> entries = Files.list(staging())) {
            for (var entry : entries.toList()) {
                var lockFile = entry.resolve(Staging.OWNER_LOCK);
                if (!Files.exists(lockFile)) {
                    continue; // its owner is about to make it, or it is nothing of ours
                }
                boolean left;
                try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
                    left = tryLock(channel) != null;
                } catch (IOException e) {
                    left = false;
                }
                if (left) {
                    Disk.deleteTree(entry);
                }
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /** Work under the workspace's lock. */
    interface Locked<T> {
        T run() throws IOException;
    }

    /** Runs under the lock, or gives empty where another process holds it for too long. */
    <T> Optional<T> locked(Locked<T> work) throws IOException {
        try (var channel =
                FileChannel.open(root.resolve("workspace.lock"), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
            var lock = tryLock(channel);
            while (lock == null && System.nanoTime() < deadline) {
                try {
                    Thread.sleep(LOCK_PAUSE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Optional.empty();
                }
                lock = tryLock(channel);
            }
            return lock == null ? Optional.empty() : Optional.of(work.run());
        }
    }

    Path dataSets() {
        return root.resolve("datasets");
    }

    Path staging() {
        return root.resolve("staging");
    }

    Path cache() {
        return root.resolve("cache");
    }

    Path dataSet(String id) {
        return dataSets().resolve(id);
    }

    /** All data sets: by slug, the newest first. */
    public List<Manifest> listDataSets() {
        var manifests = new ArrayList<Manifest>();
        if (Files.isDirectory(dataSets())) {
            try (Stream<Path> entries = Files.list(dataSets())) {
                for (var entry : entries.toList()) {
                    readManifest(entry).ifPresent(manifests::add);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The workspace (" + root + ") cannot be read.", e);
            }
        }
        manifests.sort(Comparator.comparing((Manifest m) -> slug(m.id()))
                .thenComparing(Workspace::published, Comparator.reverseOrder())
                .thenComparing(Manifest::id));
        return manifests;
    }

    private static Optional<Manifest> readManifest(Path directory) {
        var file = directory.resolve("manifest.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ManifestJson.read(Files.readAllBytes(file)));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static String slug(String id) {
        int dot = id.lastIndexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }

    private static String published(Manifest manifest) {
        var at = manifest.publishedAt();
        return at == null ? "" : at;
    }

    /** The data set whose recipe has this hash, whatever its slug. */
    Optional<Manifest> findRecipe(String hexOfId) {
        if (!Files.isDirectory(dataSets())) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(dataSets())) {
            return entries.filter(e -> String.valueOf(e.getFileName()).endsWith("." + hexOfId))
                    .findFirst()
                    .flatMap(Workspace::readManifest);
        } catch (IOException e) {
            throw new UncheckedIOException("The workspace (" + root + ") cannot be read.", e);
        }
    }

    /** By id, by a slug (then the newest), or by a prefix that fits one data set only. */
    public Outcome<Manifest> find(String idOrPrefix) {
        var all = listDataSets();
        for (var manifest : all) {
            if (manifest.id().equals(idOrPrefix)) {
                return new Outcome.Taken<>(manifest);
            }
        }
        for (var manifest : all) { // the newest of a slug comes first
            if (slug(manifest.id()).equals(idOrPrefix)) {
                return new Outcome.Taken<>(manifest);
            }
        }
        var fitting = all.stream().filter(m -> m.id().startsWith(idOrPrefix)).toList();
        if (fitting.size() == 1 && !idOrPrefix.isEmpty()) {
            return new Outcome.Taken<>(fitting.getFirst());
        }
        var ids = all.stream().map(Manifest::id).toList();
        if (fitting.size() > 1 && !idOrPrefix.isEmpty()) {
            return refused(
                    "KAN-DATA-055.ambiguous",
                    "id",
                    idOrPrefix,
                    "fitting",
                    String.join(", ", fitting.stream().map(Manifest::id).toList()));
        }
        if (ids.isEmpty()) {
            return refused("KAN-DATA-055.none", "id", idOrPrefix);
        }
        var names = new ArrayList<>(ids);
        ids.forEach(id -> names.add(slug(id)));
        var nearest = NearestName.find(idOrPrefix, names).orElse(String.join(", ", ids));
        return refused("KAN-DATA-055", "id", idOrPrefix, "nearest", nearest);
    }

    private Outcome<Manifest> refused(String code, Object... namesAndValues) {
        return new Outcome.Refused<>(List.of(Refusal.of(code, root.toString(), 0, namesAndValues)));
    }

    /** Brings a data set into memory. */
    public Result<DataSet> load(String idOrPrefix) {
        return switch (find(idOrPrefix)) {
            case Outcome.Refused<Manifest> refused ->
                new Result.Failed<>(refused.refusals().getFirst().toFailure(Reason.DATASET_ABSENT));
            case Outcome.Taken<Manifest> taken ->
                switch (new StoredDataSet(this, taken.value()).load()) {
                    case Outcome.Taken<DataSet> loaded -> Result.ok(loaded.value());
                    case Outcome.Refused<DataSet> damaged ->
                        new Result.Failed<>(damaged.refusals().getFirst().toFailure(Reason.MALFORMED));
                };
        };
    }

    /** Tables whose rows can be looked up one by one. */
    public enum FlowRows {
        FLOW,
        TOTAL,
        REEXPORT
    }

    /**
     * Stored rows of a data set that fit, whole years and months alike, by year, month, classification, product, importer, exporter and
     * side; at most so many. A data set without the table has none.
     */
    public Outcome<List<StoredFlow>> listFlows(String idOrPrefix, FlowRows table, FlowFilter filter, int limit) {
        return switch (find(idOrPrefix)) {
            case Outcome.Refused<Manifest> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<Manifest> taken ->
                new StoredRows(dataSet(taken.value().id()), taken.value())
                        .list(table.name().toLowerCase(java.util.Locale.ROOT), filter, limit);
        };
    }

    /** The rows of a data set's inputs that could not be taken, in the order of the files; at most so many. */
    public Outcome<List<QuarantinedRow>> listQuarantine(String idOrPrefix, int limit) {
        return switch (find(idOrPrefix)) {
            case Outcome.Refused<Manifest> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<Manifest> taken -> new StoredDataSet(this, taken.value()).listQuarantine(limit);
        };
    }
}
