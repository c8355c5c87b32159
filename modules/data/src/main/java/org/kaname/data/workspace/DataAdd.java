package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.Refusal;
import org.kaname.data.source.SourceRead;
import org.kaname.data.source.mapped.MappedReader;

/** {@code data add}: recognises, reads, sets bad rows apart and publishes one data set. */
public final class DataAdd {
    private DataAdd() {}

    /**
     * What the user asked for; a text that is empty was not stated.
     *
     * @param paths files that together make one data set
     * @param mapping mapping file; null where the files shall be recognised by themselves
     * @param complete the world side is complete for the goods present
     * @param completeProducts all goods of the economies are present besides
     * @param excerpt the files are a part of the world, whatever their size
     */
    public record Request(
            List<Path> paths,
            @Nullable Path mapping,
            String classification,
            boolean complete,
            boolean completeProducts,
            boolean excerpt,
            boolean acceptLosses,
            String title,
            String vintage,
            String licence,
            String provider,
            String url,
            boolean dryRun,
            Workspace workspace) {
        public Request {
            paths = List.copyOf(paths);
        }

        /** A request with nothing but files, their mapping and the workspace. */
        public static Request of(Workspace workspace, Path mapping, Path... paths) {
            return new Request(
                    List.of(paths), mapping, "", false, false, false, false, "", "", "", "", "", false, workspace);
        }
    }

    /** How it ended. */
    public sealed interface Added {}

    public record Published(Manifest manifest) implements Added {}

    /** The same inputs and options are in the workspace already; nothing was read again. */
    public record AlreadyPresent(Manifest manifest) implements Added {}

    /** What would be published; its tables are not written, so they have no hashes. */
    public record DryRun(Manifest manifest) implements Added {}

    /** Nothing was changed. */
    public record Refused(List<Refusal> refusals) implements Added {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /** @param clock says when a data set was published, and after which year a row's year is absurd */
    public static Added read(Request request, Progress progress, Clock clock) {
        var mapping = request.mapping();
        if (mapping == null) {
            var shown =
                    request.paths().isEmpty() ? "" : request.paths().getFirst().toString();
            return new Refused(List.of(Refusal.of("KAN-DATA-020", shown, 0)));
        }
        if (request.excerpt() && (request.complete() || request.completeProducts())
                || request.completeProducts() && !request.complete()) {
            return new Refused(List.of(Refusal.of("KAN-DATA-066", "", 0)));
        }
        var options = new HashMap<String, String>();
        var stated = stated(request);
        stated.ifPresent(extent -> options.put("extent", extent.name()));
        var reading = new MappedReader.Request(
                request.paths(),
                mapping,
                request.classification(),
                Map.copyOf(options),
                request.acceptLosses(),
                request.title(),
                request.vintage(),
                request.licence(),
                request.provider(),
                request.url(),
                LocalDate.now(clock).getYear());
        return switch (MappedReader.prepare(reading, progress)) {
            case Outcome.Refused<MappedReader.Prepared> refused -> new Refused(refused.refusals());
            case Outcome.Taken<MappedReader.Prepared> prepared ->
                add(request, prepared.value(), stated, progress, clock);
        };
    }

    private static Optional<FlowCoverage.Extent> stated(Request request) {
        if (request.excerpt()) {
            return Optional.of(FlowCoverage.Extent.EXCERPT);
        }
        if (request.completeProducts()) {
            return Optional.of(FlowCoverage.Extent.COMPLETE_PRODUCTS);
        }
        return request.complete() ? Optional.of(FlowCoverage.Extent.COMPLETE) : Optional.empty();
    }

    private static Added add(
            Request request,
            MappedReader.Prepared prepared,
            Optional<FlowCoverage.Extent> stated,
            Progress progress,
            Clock clock) {
        var id = prepared.recipe().id("any");
        var present = request.workspace().findRecipe(id.substring(id.lastIndexOf('.') + 1));
        if (present.isPresent()) {
            return new AlreadyPresent(present.get());
        }
        return switch (prepared.read(progress)) {
            case Outcome.Refused<SourceRead> refused -> new Refused(refused.refusals());
            case Outcome.Taken<SourceRead> taken -> {
                var read = taken.value();
                var extent = Publishing.extent(read.flows(), stated);
                var publishing = new Publishing(request.workspace(), clock, progress);
                if (request.dryRun()) {
                    yield new DryRun(publishing.manifest(read, extent, new TreeMap<>(), "", null));
                }
                var space = findLackOfSpace(request.workspace(), prepared.bytes());
                if (!space.isEmpty()) {
                    yield new Refused(space);
                }
                yield switch (publishing.publish(read, extent)) {
                    case Outcome.Taken<Manifest> manifest -> new Published(manifest.value());
                    case Outcome.Refused<Manifest> refused -> new Refused(refused.refusals());
                };
            }
        };
    }

    /** Need as in data-formats 6, row 38: 0.6 of the input and 200 MB. */
    private static List<Refusal> findLackOfSpace(Workspace workspace, long inputBytes) {
        long need = inputBytes * 6 / 10 + 200_000_000L;
        var place = workspace.root().toAbsolutePath();
        while (place != null && !Files.exists(place)) {
            place = place.getParent();
        }
        var refusals = new ArrayList<Refusal>();
        if (place != null) {
            try {
                long free = Files.getFileStore(place).getUsableSpace();
                if (free < need) {
                    refusals.add(Refusal.of(
                            "KAN-DATA-050",
                            workspace.root().toString(),
                            0,
                            "need",
                            need / 1_000_000,
                            "free",
                            free / 1_000_000));
                }
            } catch (IOException e) {
                // a file system that does not tell its free space; writing will show
            }
        }
        return refusals;
    }
}
