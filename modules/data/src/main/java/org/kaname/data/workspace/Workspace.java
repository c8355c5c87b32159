package org.kaname.data.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kaname.data.ConvertedFrom;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.Refusal;
import org.kaname.data.StoredFlow;
import org.kaname.data.TradeCube;
import org.kaname.model.Code;
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
    private static final Pattern WHOLE_ID = Pattern.compile("[a-z0-9-]+\\.[0-9a-f]{12}");
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);

    private final Path root;
    private final Duration patience;

    private Workspace(Path root, Duration patience) {
        this.root = root;
        this.patience = patience;
    }

    /** The same workspace, waiting so long for another process. */
    Workspace withPatience(Duration forLock) {
        return new Workspace(root, forLock);
    }

    /**
     * Opens a workspace, one that does not exist yet too, and removes what killed processes left in it. A directory of other things is
     * refused.
     */
    public static Outcome<Workspace> open(Path directory) {
        var opened = look(directory);
        if (opened instanceof Outcome.Taken<Workspace> taken) {
            taken.value().tidy();
        }
        return opened;
    }

    /**
     * For a program that is being ended: deletes what this process has under construction in any workspace. What was published before
     * stays.
     *
     * @return whether this process has published anything
     */
    public static boolean abandon() {
        return Staging.abandonAll();
    }

    private static Outcome<Workspace> look(Path directory) {
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
                    ? new Outcome.Taken<>(new Workspace(directory, LOCK_PATIENCE))
                    : new Outcome.Refused<>(
                            List.of(Refusal.of("KAN-DATA-065", mark.toString(), 0, "found", layout, "known", LAYOUT)));
        }
        if (Files.isDirectory(directory)) {
            try (Stream<Path> entries = Files.list(directory)) {
                // a process that was killed while it made the workspace leaves a mark without its name
                var other = entries.filter(e -> !String.valueOf(e.getFileName()).startsWith(MARK + "."))
                        .findFirst();
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
        return new Outcome.Taken<>(new Workspace(directory, LOCK_PATIENCE));
    }

    public Path root() {
        return root;
    }

    /** Results that were stored, beside the data sets they were computed from. */
    public Assessments assessments() {
        return new Assessments(this, "assessments");
    }

    /** Runs of scenarios that were stored: {@code runs/<id>/}, with the scenario as it ran. */
    public Assessments runs() {
        return new Assessments(this, "runs");
    }

    /** Makes the directory if it is not there. */
    void prepare() throws IOException {
        Files.createDirectories(root);
        var mark = root.resolve(MARK);
        if (!Files.exists(mark)) {
            var text = "{\"layout\": " + LAYOUT + ", \"created_by\": \"kaname\"}\n";
            var temporary = root.resolve(MARK + "." + ProcessHandle.current().pid() + "-"
                    + Thread.currentThread().threadId() + ".new");
            Files.deleteIfExists(temporary);
            Disk.write(temporary, text.getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, mark, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
        Files.createDirectories(dataSets());
        Files.createDirectories(staging());
        Disk.forceDirectory(root);
    }

    /** Removes leftovers where there are any and nobody else is at work; a workspace that cannot be written keeps them. */
    private void tidy() {
        if (isEmpty(staging()) && isEmpty(trash())) {
            return;
        }
        try (var lock = WorkspaceLock.take(root, Duration.ZERO, Progress.NONE)) {
            removeLeftovers();
        } catch (IOException e) {
            // another process is publishing, or the disk is read-only: they are never read, and there is another start
        }
    }

    private static boolean isEmpty(Path directory) {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findFirst().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    /** Under the lock: deletes what killed processes left under construction or in the trash. */
    void removeLeftovers() throws IOException {
        for (var entry : entries(staging())) {
            if (Staging.own(entry)) {
                continue;
            }
            var lockFile = entry.resolve(Staging.OWNER_LOCK);
            boolean left = true; // an owner makes its lock while it holds the workspace's, which is ours now
            if (Files.exists(lockFile)) {
                try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
                    left = channel.tryLock() != null;
                } catch (IOException e) {
                    left = false;
                }
            }
            if (left) {
                Disk.deleteTree(entry);
            }
        }
        for (var entry : entries(trash())) {
            Disk.deleteTree(entry);
        }
    }

    /** Work under the workspace's lock. */
    interface Locked<T> {
        T run() throws IOException;
    }

    /** Runs under the lock; throws {@link WorkspaceLock.Held} where another process holds it for too long. */
    <T> T locked(Progress progress, Locked<T> work) throws IOException {
        try (var lock = WorkspaceLock.take(root, patience, progress)) {
            return work.run();
        }
    }

    Path dataSets() {
        return root.resolve("datasets");
    }

    Path staging() {
        return root.resolve("staging");
    }

    Path trash() {
        return root.resolve("trash");
    }

    /** Where the copy of an input lies if it was kept. */
    Path keptInput(String sha256) {
        return root.resolve("inputs").resolve(sha256);
    }

    Path cache() {
        return root.resolve("cache");
    }

    Path dataSet(String id) {
        return dataSets().resolve(id);
    }

    /** A manifest as it stands in {@code manifest.json}. */
    public static String json(Manifest manifest) {
        return new String(ManifestJson.write(manifest), StandardCharsets.UTF_8);
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

    /** Names of data sets whose manifest cannot be read any more. */
    public List<String> listUnreadable() {
        return listUnreadable(List.of());
    }

    /** The same without looking again at manifests that were just read. */
    public List<String> listUnreadable(List<Manifest> read) {
        var known = new TreeSet<>(read.stream().map(Manifest::id).toList());
        try {
            return entries(dataSets()).stream()
                    .filter(e -> !known.contains(String.valueOf(e.getFileName()))
                            && Files.isDirectory(e)
                            && readManifest(e).isEmpty())
                    .map(e -> String.valueOf(e.getFileName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The workspace (" + root + ") cannot be read.", e);
        }
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

    /** The part of an id that is for people. */
    public static String slug(String id) {
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
        if (WHOLE_ID.matcher(idOrPrefix).matches()) {
            return refused("KAN-DATA-055.absent", "id", idOrPrefix);
        }
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
        return load(idOrPrefix, StoredDataSet::load);
    }

    /**
     * Loads what the figures of one good and one importer rest on, many times faster than all of a large set: the good's flows of all
     * years, and sums over all goods ({@link TradeCube#allGoods}), so that what is asked of the good comes out the same to the last bit.
     * Other goods are not in it. A set of which sums would not be exact, or that holds several classifications, is loaded whole.
     *
     * @param importer code of the economy whose purchases are ranked
     */
    public Result<DataSet> load(String idOrPrefix, Code good, String importer) {
        return load(idOrPrefix, stored -> stored.load(good, importer));
    }

    private Result<DataSet> load(String idOrPrefix, Function<StoredDataSet, Outcome<DataSet>> how) {
        return switch (find(idOrPrefix)) {
            case Outcome.Refused<Manifest> refused ->
                new Result.Failed<>(refused.refusals().getFirst().toFailure(Reason.DATASET_ABSENT));
            case Outcome.Taken<Manifest> taken ->
                switch (how.apply(new StoredDataSet(this, taken.value()))) {
                    case Outcome.Taken<DataSet> loaded -> Result.ok(loaded.value());
                    case Outcome.Refused<DataSet> damaged ->
                        new Result.Failed<>(damaged.refusals().getFirst().toFailure(Reason.MALFORMED));
                };
        };
    }

    /** Opens a data set to be read one year at a time, where all its years together are too large for memory. */
    public Result<StoredYears> years(String idOrPrefix) {
        return switch (find(idOrPrefix)) {
            case Outcome.Refused<Manifest> refused ->
                new Result.Failed<>(refused.refusals().getFirst().toFailure(Reason.DATASET_ABSENT));
            case Outcome.Taken<Manifest> taken ->
                switch (new StoredDataSet(this, taken.value()).years()) {
                    case Outcome.Taken<StoredYears> opened -> Result.ok(opened.value());
                    case Outcome.Refused<StoredYears> damaged ->
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

    /**
     * What a flow of a converted data set was made of, by code; without the data set that was converted, what it may have been made
     * of. Empty for a data set that was read.
     */
    public Outcome<List<ConvertedFrom>> listSources(
            Manifest manifest, Code product, int year, String exporter, String importer) {
        return new ConvertedRows(this, manifest).list(product, year, exporter, importer);
    }

    /**
     * Checks a data set against its manifest: files, rows, hashes, keys and sums; deeply also against its inputs, read again.
     *
     * @param id a whole id
     */
    public Verification verify(String id, boolean deep, Progress progress) {
        var found = readManifest(dataSet(id));
        return found.isEmpty()
                ? Verification.unreadable(id)
                : new StoredDataSet(this, found.get()).verify(deep, progress);
    }

    /** What was removed, and which stored assessments miss it now. */
    public record Removed(List<String> ids, List<String> missedBy) {
        public Removed {
            ids = List.copyOf(ids);
            missedBy = List.copyOf(missedBy);
        }
    }

    /**
     * Removes data sets, all or none: each is renamed into the trash, then deleted with what only it needs.
     *
     * @param ids whole ids
     * @param force also where stored assessments refer to them
     */
    public Outcome<Removed> remove(List<String> ids, boolean force, Progress progress) {
        var users = new TreeMap<String, List<String>>();
        var refusals = new ArrayList<Refusal>();
        for (var id : new TreeSet<>(ids)) {
            if (!Files.isDirectory(dataSet(id))) {
                refusals.add(Refusal.of("KAN-DATA-055.absent", root.toString(), 0, "id", id));
                continue;
            }
            var using = assessments().listUsing(id);
            users.put(id, using);
            if (!using.isEmpty() && !force) {
                refusals.add(Refusal.of(
                        "KAN-DATA-070",
                        root.toString(),
                        0,
                        "id",
                        id,
                        "count",
                        using.size(),
                        "users",
                        String.join(", ", using)));
            }
        }
        if (!refusals.isEmpty()) {
            return new Outcome.Refused<>(refusals);
        }
        try {
            return new Outcome.Taken<>(locked(progress, () -> {
                Files.createDirectories(trash());
                for (var id : users.keySet()) {
                    var place = Files.createTempDirectory(trash(), "removed-");
                    Files.move(dataSet(id), place.resolve(id), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                    Disk.forceDirectory(dataSets());
                    Files.deleteIfExists(cache().resolve(id + ".inputs"));
                    Files.deleteIfExists(CheckedFiles.of(this, id));
                }
                removeLeftovers();
                KeptInputs.removeUnused(this);
                var missedBy = new TreeSet<String>();
                users.values().forEach(missedBy::addAll);
                return new Removed(List.copyOf(users.keySet()), List.copyOf(missedBy));
            }));
        } catch (IOException e) {
            return new Outcome.Refused<>(List.of(Disk.refusal(root, e, String.join(", ", users.keySet()), 0)));
        }
    }

    /** The rows of a data set's inputs that could not be taken, in the order of the files; at most so many. */
    public Outcome<List<QuarantinedRow>> listQuarantine(String idOrPrefix, int limit) {
        return switch (find(idOrPrefix)) {
            case Outcome.Refused<Manifest> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<Manifest> taken -> new StoredDataSet(this, taken.value()).listQuarantine(limit);
        };
    }
}
