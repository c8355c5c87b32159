package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.Recipe;
import org.kaname.data.Refusal;
import org.kaname.data.reference.Concordance;
import org.kaname.data.reference.Goods;
import org.kaname.data.reference.Reference;
import org.kaname.model.Code;
import org.kaname.model.Unit;

/**
 * {@code data convert}: makes a new data set from a stored one, its goods in another revision of the Harmonized System (data-formats
 * 2.5). The old set is not touched. Where the source lines are the new set says as the old one did.
 */
public final class DataConvert {
    /** Stands where a data set that was read names its reader. */
    public static final String READER = "conversion";

    static final int VERSION = 1;

    /** Scan, read pairs, convert, publish. */
    private static final int PHASES = 4;

    /** Bytes that a converted row takes at most while it is written, grouped copies included. */
    private static final long BYTES_OF_ROW = 120;

    private static final int CODES_TOLD = 5;

    private static final String TO = "to";
    private static final String UNWEIGHTED = "unweighted";
    private static final String KEPT = "kept";

    private DataConvert() {}

    /**
     * What the user asked for.
     *
     * @param id of the data set, a prefix, or a slug
     * @param target a revision, {@code HS92} to {@code HS22}
     * @param slug what the new id starts with; empty for the old slug and the target
     * @param title of the new set; empty for the old title and the target
     * @param reference folder with a {@code concordance.csv} whose weights come first; null for the shipped tables alone
     * @param keepUnweighted goods whose split has no weights stay in their own revision; false: they are refused
     */
    public record Request(
            Workspace workspace,
            String id,
            String target,
            String slug,
            String title,
            @Nullable Path reference,
            boolean keepUnweighted,
            String memory) {
        /** With the shipped tables, and every split with weights. */
        public static Request of(Workspace workspace, String id, String target) {
            return new Request(workspace, id, target, "", "", null, false, ParquetFiles.MEMORY);
        }

        public Request reference(Path folder) {
            return new Request(workspace, id, target, slug, title, folder, keepUnweighted, memory);
        }

        public Request keepingUnweighted() {
            return new Request(workspace, id, target, slug, title, reference, true, memory);
        }

        public Request as(String start) {
            return new Request(workspace, id, target, start, title, reference, keepUnweighted, memory);
        }
    }

    /**
     * How it ended.
     *
     * @param present the same data set had been converted in the same way before; nothing was written
     */
    public record Converted(Manifest manifest, boolean present) {}

    private static <T> Outcome.Refused<T> refused(String code, String place, Object... namesAndValues) {
        return new Outcome.Refused<>(List.of(Refusal.of(code, place, 0, namesAndValues)));
    }

    /** @param clock says when the data set was published */
    public static Outcome<Converted> convert(Request request, Progress progress, Clock clock) {
        progress.phase(1, PHASES, "phase.scan");
        if (!Goods.REVISIONS.contains(request.target())) {
            return refused("KAN-DATA-089.target", request.target(), "known", String.join(", ", Goods.REVISIONS));
        }
        return switch (request.workspace().find(request.id())) {
            case Outcome.Refused<Manifest> bad -> new Outcome.Refused<>(bad.refusals());
            case Outcome.Taken<Manifest> found -> {
                var reference = reference(request);
                yield switch (reference) {
                    case Outcome.Refused<Reference> bad -> new Outcome.Refused<>(bad.refusals());
                    case Outcome.Taken<Reference> tables ->
                        convert(request, found.value(), tables.value().concordance(), progress, clock);
                };
            }
        };
    }

    private static Outcome<Reference> reference(Request request) {
        var folder = request.reference();
        if (folder == null) {
            return new Outcome.Taken<>(Reference.load());
        }
        if (!Files.isRegularFile(folder.resolve(CONCORDANCE))) {
            return refused("KAN-DATA-089.reference", folder.toString());
        }
        return Reference.load().with(folder);
    }

    private static final String CONCORDANCE = "concordance.csv";

    private static Outcome<Converted> convert(
            Request request, Manifest parent, Concordance concordance, Progress progress, Clock clock) {
        var workspace = request.workspace();
        var damaged = new StoredDataSet(workspace, parent).findDamage();
        if (!damaged.isEmpty()) {
            return new Outcome.Refused<>(damaged);
        }
        var conversion = parent.conversion();
        if (conversion != null) {
            return refused("KAN-DATA-089.converted", parent.id(), "parent", conversion.parent());
        }
        if (!parent.unit().equals(Unit.KUSD.name())) {
            return refused("KAN-DATA-089.unit", parent.id(), "unit", parent.unit());
        }
        var slug = Recipe.slug(
                request.slug().isEmpty() ? Workspace.slug(parent.id()) + "-" + request.target() : request.slug());
        long need = need(parent);
        try {
            var weights = weights(request, parent, concordance);
            var recipe = recipe(request, parent, weights);
            var present = workspace.findRecipe(hex(recipe));
            if (present.isPresent()) {
                var broken = new StoredDataSet(workspace, present.get()).findDamage();
                return broken.isEmpty()
                        ? new Outcome.Taken<>(new Converted(present.get(), true))
                        : new Outcome.Refused<>(broken);
            }
            if (Disk.readOnly(workspace.root())) {
                return refused("KAN-DATA-050.read-only", workspace.root().toString(), "writing", slug);
            }
            if (Disk.free(workspace.root()) < need) {
                return new Outcome.Refused<>(
                        List.of(Disk.full(workspace.root(), slug, need, Disk.free(workspace.root()))));
            }
            progress.phase(2, PHASES, "phase.pairs");
            return switch (pairs(request, parent, concordance)) {
                case Outcome.Refused<ConversionPairs> bad -> new Outcome.Refused<>(bad.refusals());
                case Outcome.Taken<ConversionPairs> pairs ->
                    publish(
                            new Plan(request, parent, pairs.value(), recipe, recipe.id(slug), weights),
                            progress,
                            clock);
            };
        } catch (IOException | SQLException e) {
            return new Outcome.Refused<>(List.of(Disk.refusal(workspace.root(), e, slug, need)));
        }
    }

    /** Everything that is known before a row is converted. */
    private record Plan(
            Request request,
            Manifest parent,
            ConversionPairs pairs,
            Recipe recipe,
            String id,
            List<Manifest.Weights> weights) {}

    private static String hex(Recipe recipe) {
        var id = recipe.id("any");
        return id.substring(id.lastIndexOf('.') + 1);
    }

    private static long need(Manifest parent) {
        return parent.tables().values().stream().mapToLong(Manifest.Table::rows).sum() * BYTES_OF_ROW;
    }

    private static List<Manifest.Weights> weights(Request request, Manifest parent, Concordance concordance)
            throws IOException, SQLException {
        var byName = new TreeMap<String, String>();
        for (var scheme : schemes(request.workspace(), parent)) {
            if (!scheme.equals(request.target())) {
                byName.putAll(concordance.listTables(scheme, request.target()));
            }
        }
        var folder = request.reference();
        if (folder != null) {
            byName.put(CONCORDANCE, Disk.sha256(folder.resolve(CONCORDANCE)));
        }
        var weights = new ArrayList<Manifest.Weights>();
        byName.forEach((name, sha256) -> weights.add(new Manifest.Weights(name, sha256)));
        return weights;
    }

    private static List<String> schemes(Workspace workspace, Manifest parent) throws SQLException {
        return listCodes(workspace, parent, "").stream()
                .map(Code::scheme)
                .distinct()
                .toList();
    }

    private static List<Code> listCodes(Workspace workspace, Manifest parent, String target) throws SQLException {
        try (var engine = ParquetFiles.open()) {
            return ConvertedTables.listCodes(engine, workspace.dataSet(parent.id()), parent, target);
        }
    }

    private static Recipe recipe(Request request, Manifest parent, List<Manifest.Weights> weights) {
        var options = new TreeMap<String, String>();
        options.put(TO, request.target());
        if (request.keepUnweighted()) {
            options.put(UNWEIGHTED, KEPT);
        }
        return Recipe.of(
                READER,
                VERSION,
                options,
                "",
                String.join(" ", weights.stream().map(Manifest.Weights::sha256).toList()),
                List.of(parent.contentHash()));
    }

    private static Outcome<ConversionPairs> pairs(Request request, Manifest parent, Concordance concordance)
            throws SQLException {
        var target = request.target();
        var codes = listCodes(request.workspace(), parent, target);
        if (codes.isEmpty()) {
            boolean same = parent.classification().equals(target);
            return same
                    ? refused("KAN-DATA-089", parent.id(), "target", target)
                    : refused("KAN-DATA-089.list", parent.id(), "list", parent.classification(), "target", target);
        }
        var pairs = ConversionPairs.of(concordance, codes, target);
        if (!request.keepUnweighted()) {
            var unweighted = codes.stream()
                    .filter(code -> {
                        var split = concordance.split(code.scheme(), code.value(), target);
                        return !split.parts().isEmpty() && !split.weighted();
                    })
                    .map(Code::toString)
                    .toList();
            if (!unweighted.isEmpty()) {
                return refused(
                        "KAN-DATA-088",
                        parent.id(),
                        "count",
                        unweighted.size(),
                        "target",
                        target,
                        "codes",
                        String.join(", ", unweighted.subList(0, Math.min(CODES_TOLD, unweighted.size())))
                                + (unweighted.size() > CODES_TOLD ? ", …" : ""));
            }
        }
        return new Outcome.Taken<>(pairs);
    }

    private static Outcome<Converted> publish(Plan plan, Progress progress, Clock clock)
            throws IOException, SQLException {
        var workspace = plan.request().workspace();
        progress.phase(3, PHASES, "phase.convert");
        workspace.prepare();
        try (var staging = Staging.create(workspace, progress)) {
            PublishStep.STAGED.reached();
            var directory = staging.content();
            var tables = tables(
                    workspace,
                    plan.parent(),
                    plan.pairs(),
                    directory,
                    plan.request().memory(),
                    progress);
            PublishStep.TABLES_WRITTEN.reached();
            var at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
            var manifest = manifest(plan, tables, at);
            Disk.forceTree(directory);
            PublishStep.SYNCED.reached();
            Disk.write(directory.resolve("manifest.json"), ManifestJson.write(manifest));
            Disk.forceDirectory(directory);
            PublishStep.MANIFEST_WRITTEN.reached();
            progress.phase(PHASES, PHASES, "phase.publish");
            boolean moved = workspace.locked(progress, () -> {
                PublishStep.LOCKED.reached();
                if (!staging.moveTo(workspace.dataSet(manifest.id()))) {
                    return false; // another process was faster with the same rows
                }
                PublishStep.RENAMED.reached();
                Disk.forceDirectory(workspace.dataSets());
                PublishStep.DIRECTORY_SYNCED.reached();
                return true;
            });
            if (moved) {
                remember(workspace, plan.parent(), manifest);
            }
            PublishStep.REMEMBERED.reached();
            return new Outcome.Taken<>(new Converted(manifest, !moved));
        }
    }

    /** The lines are those of the parent's inputs. */
    private static void remember(Workspace workspace, Manifest parent, Manifest manifest) {
        var paths = StoredDataSet.InputLines.paths(workspace, parent).stream()
                .map(Path::toString)
                .toList();
        try {
            Files.createDirectories(workspace.cache());
            Files.write(workspace.cache().resolve(manifest.id() + ".inputs"), paths);
        } catch (IOException e) {
            return; // published all the same
        }
        CheckedFiles.read(workspace, manifest.id())
                .remember(workspace.dataSet(manifest.id()), StoredDataSet.files(manifest));
    }

    private static ConvertedTables tables(
            Workspace workspace,
            Manifest parent,
            ConversionPairs pairs,
            Path directory,
            String memory,
            Progress progress)
            throws IOException, SQLException {
        try (var engine = ParquetFiles.open(memory, directory.resolveSibling("sort"))) {
            var tables =
                    new ConvertedTables(engine, workspace.dataSet(parent.id()), parent, directory, pairs, progress);
            tables.write();
            return tables;
        }
    }

    private static Manifest manifest(Plan plan, ConvertedTables written, String at) {
        var parent = plan.parent();
        var gaps = new ArrayList<>(parent.knownGaps());
        gaps.add("gap.converted");
        long rows = stored(parent.tables());
        return new Manifest(
                plan.id(),
                plan.request().title().isEmpty()
                        ? parent.title() + " (" + plan.request().target() + ")"
                        : plan.request().title(),
                READER,
                VERSION,
                plan.recipe().options(),
                parent.provider(),
                parent.product(),
                parent.vintage(),
                parent.licence(),
                at,
                parent.inputs(),
                plan.request().target(),
                parent.unit(),
                written.tables(),
                Publishing.contentHash(written.tables()),
                new Manifest.Rows(
                        rows, rows, rows, new TreeMap<>(), 0, new TreeMap<>(), stored(written.tables()) - rows),
                written.summary(),
                List.of(),
                gaps,
                parent.unconfirmed(),
                List.of(),
                new Manifest.Conversion(
                        parent.id(), parent.contentHash(), plan.request().target(), plan.weights(), written.counted()));
    }

    private static long stored(java.util.SortedMap<String, Manifest.Table> tables) {
        long rows = 0;
        for (var name : Publishing.FLOW_TABLES) {
            var table = tables.get(name);
            rows += table == null ? 0 : table.rows();
        }
        return rows;
    }

    /** The parent of a converted data set, where it is in the workspace with the same rows. */
    static Optional<Manifest> findParent(Workspace workspace, Manifest.Conversion conversion) {
        return switch (workspace.find(conversion.parent())) {
            case Outcome.Taken<Manifest> there ->
                there.value().contentHash().equals(conversion.parentHash())
                        ? Optional.of(there.value())
                        : Optional.empty();
            case Outcome.Refused<Manifest> gone -> Optional.empty();
        };
    }

    /** The content hash that converting the parent again, by the pairs that are stored, gives. */
    static String convertAgain(Workspace workspace, Manifest manifest, Manifest parent, Progress progress)
            throws IOException, SQLException {
        try (var staging = Staging.createTemporary()) {
            ConversionPairs pairs;
            try (var engine = ParquetFiles.open()) {
                pairs = ConversionPairs.read(
                        engine,
                        ParquetFiles.read(workspace.dataSet(manifest.id()), List.of("conversion.parquet")),
                        manifest.classification());
            }
            var tables = tables(workspace, parent, pairs, staging.content(), ParquetFiles.MEMORY, progress);
            return Publishing.contentHash(tables.tables());
        }
    }
}
