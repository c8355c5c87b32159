package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;
import org.kaname.data.source.PreparedRead;
import org.kaname.data.source.Rates;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.Sighting;
import org.kaname.data.source.SourceRead;
import org.kaname.data.source.mapped.MappedReader;

/** {@code data add}: recognises, reads, sets bad rows apart and publishes one data set. */
public final class DataAdd {
    /** Bytes of heap that a row in memory takes: 32 of its own, and twice its place while rows are put in order. */
    private static final long BYTES_OF_ROW = 40;

    private static final int MOST_ROWS_IN_MEMORY = 30_000_000;
    private static final int LEAST_ROWS_IN_MEMORY = 100_000;

    /** Bytes, whatever the size of the input. */
    private static final long ALWAYS_NEEDED = 200_000_000L;

    /** Names of options in a manifest. */
    static final String EXTENT = "extent";

    static final String ENCODING = "encoding";
    static final String GUESS = "guess";
    static final String JAPANESE = "japanese";

    private DataAdd() {}

    /** What the user asked for. Each setter changes this request and returns it. */
    public static final class Request {
        private final Workspace workspace;
        private final List<Path> paths;
        private @Nullable Path mapping;
        private @Nullable Path rates;
        private String reader = "";
        private String classification = "";
        private String report = "";
        private String encoding = "";
        private boolean quotes = true;
        private boolean japanese;
        private int shift;
        private boolean complete;
        private boolean completeProducts;
        private boolean excerpt;
        private boolean acceptLosses;
        private boolean keepInput;
        private boolean dryRun;
        private String title = "";
        private final List<String> leftOut = new ArrayList<>();
        private String vintage = "";
        private String licence = "";
        private String provider = "";
        private String url = "";
        private String memory = ParquetFiles.MEMORY;
        private int mostRows;

        public Request(Workspace workspace, List<Path> paths) {
            this.workspace = workspace;
            this.paths = List.copyOf(paths);
            mostRows = mostRowsInMemory();
        }

        /** A request with nothing but files, their mapping and the workspace. */
        public static Request of(Workspace workspace, Path mapping, Path... paths) {
            return new Request(workspace, List.of(paths)).mapping(mapping);
        }

        /** What the columns mean; null where the files shall be recognised by themselves. */
        public Request mapping(@Nullable Path file) {
            mapping = file;
            return this;
        }

        /** A table of exchange rates; null where none is stated. */
        public Request rates(@Nullable Path file) {
            rates = file;
            return this;
        }

        /** Name of a reader; empty where the files shall tell. */
        public Request as(String id) {
            reader = id;
            return this;
        }

        public Request classification(String scheme) {
            classification = scheme;
            return this;
        }

        /** {@code importer}, {@code exporter}, {@code both}, {@code prefer-importer} or {@code prefer-exporter}; empty for the reader's own. */
        public Request report(String side) {
            report = side;
            return this;
        }

        /** Name of a character set; empty where the files shall tell. */
        public Request encoding(String name) {
            encoding = name;
            return this;
        }

        /** False where the files use no quotation marks. */
        public Request quotes(boolean used) {
            quotes = used;
            return this;
        }

        /** Japanese encodings are tried first for a text that is not UTF-8. */
        public Request japanese(boolean first) {
            japanese = first;
            return this;
        }

        /** Columns by which values stand left of their names. */
        public Request shift(int columns) {
            shift = columns;
            return this;
        }

        /** The world side is complete for the goods present. */
        public Request complete(boolean stated) {
            complete = stated;
            return this;
        }

        /** All goods of the economies are present besides. */
        public Request completeProducts(boolean stated) {
            completeProducts = stated;
            return this;
        }

        /** The files are a part of the world, whatever their size. */
        public Request excerpt(boolean stated) {
            excerpt = stated;
            return this;
        }

        public Request acceptLosses(boolean accepted) {
            acceptLosses = accepted;
            return this;
        }

        /** The inputs are copied into the workspace. */
        public Request keepInput(boolean kept) {
            keepInput = kept;
            return this;
        }

        public Request dryRun(boolean dry) {
            dryRun = dry;
            return this;
        }

        public Request title(String text) {
            title = text;
            return this;
        }

        public Request vintage(String text) {
            vintage = text;
            return this;
        }

        public Request licence(String text) {
            licence = text;
            return this;
        }

        public Request provider(String text) {
            provider = text;
            return this;
        }

        public Request url(String text) {
            url = text;
            return this;
        }

        /** Memory that the engine may take, beside the heap: {@code 4GB}, {@code 512MB}. */
        public Request memory(String size) {
            memory = size;
            return this;
        }

        /** After the reading: files of folders and archives that no reader knows and that were left out. */
        public List<String> leftOut() {
            return List.copyOf(leftOut);
        }

        /** A table of more rows leaves memory before the rest is read. */
        Request mostRows(int rows) {
            mostRows = rows;
            return this;
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

    /** Rows of a table that take half of the heap. */
    static int mostRowsInMemory() {
        long rows = Runtime.getRuntime().maxMemory() / 2 / BYTES_OF_ROW;
        return (int) Math.clamp(rows, LEAST_ROWS_IN_MEMORY, MOST_ROWS_IN_MEMORY);
    }

    private static Refused refused(String code, String place, Object... namesAndValues) {
        return new Refused(List.of(Refusal.of(code, place, 0, namesAndValues)));
    }

    /** @param clock says when a data set was published, and after which year a row's year is absurd */
    public static Added read(Request request, Progress progress, Clock clock) {
        if (request.excerpt && (request.complete || request.completeProducts)
                || request.completeProducts && !request.complete) {
            return refused("KAN-DATA-066", "");
        }
        if (!request.reader.isEmpty() && KnownReaders.find(request.reader).isEmpty()) {
            return refused("KAN-DATA-020.reader", request.reader, "known", String.join(", ", KnownReaders.ids()));
        }
        if (!request.encoding.isEmpty() && !TextFile.knows(request.encoding)) {
            return refused("KAN-DATA-030.unknown", request.encoding);
        }
        progress.phase(1, Publishing.PHASES, "phase.scan");
        var rates = Rates.NONE;
        var ratesFile = request.rates;
        if (ratesFile != null) {
            switch (Rates.read(ratesFile)) {
                case Outcome.Refused<Rates> bad -> {
                    return new Refused(bad.refusals());
                }
                case Outcome.Taken<Rates> taken -> rates = taken.value();
            }
        }
        try (var publishing = new Publishing(request.workspace, clock, progress, request.dryRun, request.memory)) {
            var files = find(request);
            return switch (files) {
                case Outcome.Refused<InputFiles> bad -> new Refused(bad.refusals());
                case Outcome.Taken<InputFiles> taken -> {
                    var reading = reading(request, taken.value(), rates, publishing, clock);
                    yield whileUnchanged(taken.value(), () -> switch (prepare(request, reading, taken.value())) {
                        case Outcome.Refused<PreparedRead> bad -> new Refused(bad.refusals());
                        case Outcome.Taken<PreparedRead> prepared ->
                            add(request, prepared.value(), publishing, progress);
                    });
                }
            };
        } catch (IOException e) {
            return new Refused(List.of(Disk.refusal(request.workspace.root(), e, shown(request), need(request))));
        }
    }

    private interface Reading {
        Added read() throws IOException;
    }

    /** What a reader says of a file that somebody writes meanwhile is said of neither version: then the change is the reason. */
    private static Added whileUnchanged(InputFiles inputs, Reading reading) throws IOException {
        Added added;
        try {
            added = reading.read();
        } catch (IOException e) {
            var changed = changed(inputs);
            if (changed.isEmpty()) {
                throw e;
            }
            return new Refused(changed);
        }
        var changed = added instanceof Refused ? changed(inputs) : List.<Refusal>of();
        return changed.isEmpty() ? added : new Refused(changed);
    }

    private static List<Refusal> changed(InputFiles inputs) {
        return inputs.files().stream()
                .filter(TextFile::changed)
                .map(file -> Refusal.of("KAN-DATA-051", file.shown(), 0))
                .toList();
    }

    private static String shown(Request request) {
        return TextFile.shown(request.paths.getFirst());
    }

    private static ReadRequest reading(
            Request request, InputFiles inputs, Rates rates, Publishing publishing, Clock clock) {
        var options = new HashMap<String, String>();
        stated(request).ifPresent(extent -> options.put(EXTENT, extent.name()));
        // How bytes become texts decides rows, so it is part of the identity: the same file read in another way is
        // another data set.
        if (!request.encoding.isEmpty()) {
            options.put(ENCODING, request.encoding);
        }
        if (inputs.files().stream().anyMatch(TextFile::guessedJapanese)) {
            options.put(GUESS, JAPANESE);
        }
        return new ReadRequest(
                request.classification,
                request.shift,
                request.quotes,
                request.report,
                rates,
                Map.copyOf(options),
                request.acceptLosses,
                request.title,
                request.vintage,
                request.licence,
                request.provider,
                request.url,
                LocalDate.now(clock).getYear(),
                new ReadRequest.Room(request.mostRows, publishing.runs()));
    }

    private static Outcome<InputFiles> find(Request request) {
        var mapping = request.mapping;
        var encoding = request.encoding;
        if (mapping != null && encoding.isEmpty()) {
            switch (MappedReader.encoding(mapping)) {
                case Outcome.Refused<String> bad -> {
                    return new Outcome.Refused<>(bad.refusals());
                }
                case Outcome.Taken<String> taken -> encoding = taken.value();
            }
        }
        return InputFiles.find(
                request.paths, encoding, request.japanese ? TextFile.Guess.JAPANESE_FIRST : TextFile.Guess.WESTERN);
    }

    private static Outcome<PreparedRead> prepare(Request request, ReadRequest reading, InputFiles inputs) {
        var mapping = request.mapping;
        return mapping != null
                ? MappedReader.prepare(reading, mapping, distinct(inputs.files()))
                : recognise(request, reading, inputs);
    }

    /** The same bytes twice are one input; the order does not depend on names or arguments. */
    static List<TextFile> distinct(List<TextFile> files) {
        var byHash = new TreeMap<String, TextFile>();
        for (var file : files) {
            byHash.putIfAbsent(file.sha256(), file);
        }
        return List.copyOf(byHash.values());
    }

    private static Outcome<PreparedRead> recognise(Request request, ReadRequest reading, InputFiles inputs) {
        var byReader = new LinkedHashMap<String, List<TextFile>>();
        request.leftOut.addAll(inputs.leftOut());
        var refusals = new ArrayList<Refusal>();
        for (var file : inputs.files()) {
            KnownReaders.Answer answer;
            List<Refusal> faults;
            try {
                var sighting = Sighting.of(file);
                faults = sighting.faults();
                answer = KnownReaders.ask(sighting);
            } catch (IOException e) {
                refusals.add(Refusal.of("KAN-DATA-052", file.shown(), 0));
                continue;
            }
            if (!request.reader.isEmpty()) {
                if (!answer.companion()
                        || request.paths.size() == 1 && inputs.files().size() == 1) {
                    byReader.computeIfAbsent(request.reader, unknown -> new ArrayList<>())
                            .add(file);
                }
            } else if (answer.yes().size() == 1) {
                byReader.computeIfAbsent(answer.yes().getFirst().id(), unknown -> new ArrayList<>())
                        .add(file);
            } else if (answer.yes().size() > 1) {
                refusals.add(Refusal.of(
                        "KAN-DATA-020.several",
                        file.shown(),
                        0,
                        "readers",
                        String.join(", ", answer.yes().stream().map(r -> r.id()).toList())));
            } else if (!answer.companion() && !inputs.found().contains(file) && !faults.isEmpty()) {
                refusals.addAll(faults);
            } else if (!answer.companion() && inputs.found().contains(file)) {
                request.leftOut.add(file.shown());
            } else if (!answer.companion()) {
                refusals.add(Refusal.of("KAN-DATA-020", file.shown(), 0, "readers", answer.no()));
            }
        }
        if (byReader.isEmpty() && refusals.isEmpty()) {
            for (var file : inputs.files()) {
                try {
                    refusals.add(Refusal.of(
                            "KAN-DATA-020",
                            file.shown(),
                            0,
                            "readers",
                            KnownReaders.ask(Sighting.of(file)).no()));
                } catch (IOException e) {
                    refusals.add(Refusal.of("KAN-DATA-052", file.shown(), 0));
                }
            }
        }
        if (refusals.isEmpty() && byReader.size() > 1) {
            var groups = new ArrayList<String>();
            byReader.forEach((id, files) -> groups.add(id + ": "
                    + String.join(", ", files.stream().map(TextFile::shown).toList())));
            refusals.add(Refusal.of(
                    "KAN-DATA-067", request.paths.getFirst().toString(), 0, "groups", String.join("; ", groups)));
        }
        if (!refusals.isEmpty()) {
            return new Outcome.Refused<>(refusals);
        }
        var entry = byReader.entrySet().iterator().next();
        var reader = KnownReaders.find(entry.getKey()).orElseThrow();
        return reader.prepare(reading, distinct(entry.getValue()));
    }

    private static Optional<FlowCoverage.Extent> stated(Request request) {
        if (request.excerpt) {
            return Optional.of(FlowCoverage.Extent.EXCERPT);
        }
        if (request.completeProducts) {
            return Optional.of(FlowCoverage.Extent.COMPLETE_PRODUCTS);
        }
        return request.complete ? Optional.of(FlowCoverage.Extent.COMPLETE) : Optional.empty();
    }

    private static Added add(Request request, PreparedRead prepared, Publishing publishing, Progress progress)
            throws IOException {
        var id = prepared.recipe().id("any");
        var present = request.workspace.findRecipe(id.substring(id.lastIndexOf('.') + 1));
        if (present.isPresent()) {
            var damaged = new StoredDataSet(request.workspace, present.get()).findDamage();
            if (!damaged.isEmpty()) {
                return new Refused(damaged);
            }
            return new AlreadyPresent(present.get());
        }
        long need = need(request);
        var root = request.workspace.root();
        var writing = prepared.recipe().reader();
        if (!request.dryRun && Disk.readOnly(root)) {
            return refused("KAN-DATA-050.read-only", root.toString(), "writing", writing);
        }
        if (!request.dryRun) {
            long free = Disk.free(root);
            if (free < need) {
                return new Refused(List.of(Disk.full(root, writing, need, free)));
            }
        }
        var given = Given.read(request.mapping, request.rates);
        return switch (prepared.read(progress)) {
            case Outcome.Refused<SourceRead> bad -> new Refused(bad.refusals());
            case Outcome.Taken<SourceRead> taken -> {
                var read = taken.value();
                var extent = Publishing.extent(read, stated(request));
                if (request.dryRun) {
                    yield new DryRun(publishing.manifest(read, extent, new TreeMap<>(), "", null));
                }
                yield switch (publishing.publish(read, extent, given, request.keepInput, need)) {
                    case Outcome.Taken<Manifest> manifest -> new Published(manifest.value());
                    case Outcome.Refused<Manifest> bad -> new Refused(bad.refusals());
                };
            }
        };
    }

    /** Need as in data-formats 6, row 38: 0.6 of the input and 200 MB; the whole input besides where it is kept. */
    private static long need(Request request) {
        long bytes = 0;
        for (var path : request.paths) {
            try {
                bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
            } catch (IOException e) {
                continue; // it is gone: reading it will say so
            }
        }
        return bytes * 6 / 10 + ALWAYS_NEEDED + (request.keepInput ? bytes : 0);
    }
}
