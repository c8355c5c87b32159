package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;
import org.kaname.data.csv.ZipArchive;
import org.kaname.data.source.PreparedRead;
import org.kaname.data.source.Rates;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.SourceRead;
import org.kaname.data.source.mapped.MappedReader;

/** Reads the inputs of a data set again with the options of its manifest, as of the day it was published, and publishes nothing. */
final class ReadAgain {
    private static final String CLASSIFICATION = "classification";
    private static final String SHIFT = "shift";
    private static final String QUOTE = "quote";
    private static final String REPORT = "report";

    /** Options that a request carries in fields of their own. */
    private static final Set<String> FIELDS = Set.of(CLASSIFICATION, SHIFT, QUOTE, REPORT);

    private final Workspace workspace;
    private final Manifest manifest;
    private final Path directory;

    ReadAgain(Workspace workspace, Manifest manifest) {
        this.workspace = workspace;
        this.manifest = manifest;
        directory = workspace.dataSet(manifest.id());
    }

    /** Where each input lies, or empty where one of them is not at hand with the same bytes. */
    Optional<List<Path>> findInputs() {
        var paths = new ArrayList<Path>();
        var byHash = new HashMap<String, Path>();
        for (int i = 0; i < manifest.inputs().size(); i++) {
            var hash = manifest.inputs().get(i).outerSha256();
            var known = byHash.get(hash);
            if (known == null) {
                var found = KeptInputs.find(workspace, manifest, i);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                known = found.get();
                byHash.put(hash, known);
            }
            paths.add(known);
        }
        return Optional.of(paths);
    }

    /** The reader of this program is another one than the one that read the data set. */
    boolean otherReader() {
        return !manifest.reader().equals(MappedReader.READER)
                && KnownReaders.find(manifest.reader())
                        .filter(r -> r.version() == manifest.readerVersion())
                        .isEmpty();
    }

    /** What a manifest would say today, its hashes included. */
    Outcome<Manifest> read(List<Path> paths, Progress progress) throws IOException, SQLException {
        var published = published();
        var clock = Clock.fixed(published, ZoneOffset.UTC);
        try (var publishing = new Publishing(workspace, clock, progress, true, ParquetFiles.MEMORY)) {
            var files = files(paths);
            if (files instanceof Outcome.Refused<List<TextFile>> bad) {
                return new Outcome.Refused<>(bad.refusals());
            }
            return switch (prepare(((Outcome.Taken<List<TextFile>>) files).value(), publishing, clock)) {
                case Outcome.Refused<PreparedRead> bad -> new Outcome.Refused<>(bad.refusals());
                case Outcome.Taken<PreparedRead> prepared ->
                    switch (prepared.value().read(progress)) {
                        case Outcome.Refused<SourceRead> bad -> new Outcome.Refused<>(bad.refusals());
                        case Outcome.Taken<SourceRead> read ->
                            new Outcome.Taken<>(publishing.rehearse(
                                    read.value(),
                                    FlowCoverage.Extent.valueOf(
                                            manifest.coverage().state())));
                    };
            };
        }
    }

    private Instant published() {
        var at = manifest.publishedAt();
        try {
            return at == null ? Instant.EPOCH : Instant.parse(at);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private Outcome<List<TextFile>> files(List<Path> paths) {
        var files = new ArrayList<TextFile>();
        var refusals = new ArrayList<Refusal>();
        var encoding = encoding();
        var guess = DataAdd.JAPANESE.equals(manifest.options().get(DataAdd.GUESS))
                ? TextFile.Guess.JAPANESE_FIRST
                : TextFile.Guess.WESTERN;
        for (int i = 0; i < paths.size(); i++) {
            var input = manifest.inputs().get(i);
            switch (scan(paths.get(i), input.member(), encoding, guess)) {
                case Outcome.Taken<TextFile> taken -> files.add(taken.value().shownAs(input.path()));
                case Outcome.Refused<TextFile> bad -> refusals.addAll(bad.refusals());
            }
        }
        return refusals.isEmpty() ? new Outcome.Taken<>(files) : new Outcome.Refused<>(refusals);
    }

    private static Outcome<TextFile> scan(Path path, String member, String encoding, TextFile.Guess guess) {
        if (member.isEmpty()) {
            return TextFile.scan(path, encoding, guess);
        }
        return switch (ZipArchive.read(path)) {
            case Outcome.Refused<ZipArchive> bad -> new Outcome.Refused<>(bad.refusals());
            case Outcome.Taken<ZipArchive> archive -> {
                var found = archive.value().members().stream()
                        .filter(m -> m.name().equals(member))
                        .findFirst();
                yield found.isPresent()
                        ? TextFile.scan(archive.value(), found.get(), encoding, guess)
                        : new Outcome.Refused<>(List.of(Refusal.of("KAN-DATA-052.absent", member, 0)));
            }
        };
    }

    private boolean given(String name) {
        return manifest.given().stream().anyMatch(f -> f.path().equals(name));
    }

    private String encoding() {
        var stated = manifest.options().getOrDefault(DataAdd.ENCODING, "");
        if (stated.isEmpty() && given(Given.MAPPING)) {
            return switch (MappedReader.encoding(directory.resolve(Given.MAPPING))) {
                case Outcome.Taken<String> taken -> taken.value();
                case Outcome.Refused<String> bad -> "";
            };
        }
        return stated;
    }

    private Outcome<PreparedRead> prepare(List<TextFile> files, Publishing publishing, Clock clock) {
        var rates = Rates.NONE;
        if (given(Given.RATES)) {
            switch (Rates.read(directory.resolve(Given.RATES))) {
                case Outcome.Refused<Rates> bad -> {
                    return new Outcome.Refused<>(bad.refusals());
                }
                case Outcome.Taken<Rates> taken -> rates = taken.value();
            }
        }
        var request = request(rates, publishing, clock);
        if (manifest.reader().equals(MappedReader.READER)) {
            var mapping = directory.resolve(Given.MAPPING);
            return given(Given.ECONOMIES)
                    ? MappedReader.prepare(request, mapping, directory.resolve(Given.ECONOMIES), files)
                    : MappedReader.prepare(request, mapping, files);
        }
        return KnownReaders.find(manifest.reader()).orElseThrow().prepare(request, files);
    }

    private ReadRequest request(Rates rates, Publishing publishing, Clock clock) {
        var options = manifest.options();
        var others = new HashMap<>(options);
        others.keySet().removeAll(FIELDS);
        return new ReadRequest(
                options.getOrDefault(CLASSIFICATION, ""),
                Integer.parseInt(options.getOrDefault(SHIFT, "0")),
                !options.getOrDefault(QUOTE, "").equals("none"),
                options.getOrDefault(REPORT, ""),
                rates,
                Map.copyOf(others),
                true,
                manifest.title(),
                "",
                "",
                "",
                "",
                LocalDate.now(clock).getYear(),
                new ReadRequest.Room(DataAdd.mostRowsInMemory(), publishing.runs()));
    }
}
