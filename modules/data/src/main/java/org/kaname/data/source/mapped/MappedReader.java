package org.kaname.data.source.mapped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.Recipe;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;
import org.kaname.data.reference.Reference;
import org.kaname.data.source.SourceRead;
import org.kaname.model.Economy;

/** Reader {@code mapped-csv} (data-formats 3.25): any CSV with a mapping file, into table {@code flow}. */
public final class MappedReader {
    public static final String READER = "mapped-csv";
    static final int VERSION = 1;

    private MappedReader() {}

    /**
     * @param classification replaces the mapping's own; empty where that holds
     * @param options that change what the rows mean; part of the identity of the data set
     * @param latestYear years after the next one are absurd
     */
    public record Request(
            List<Path> paths,
            Path mapping,
            String classification,
            Map<String, String> options,
            boolean acceptLosses,
            String title,
            String vintage,
            String licence,
            String provider,
            String url,
            int latestYear) {
        public Request {
            paths = List.copyOf(paths);
            options = Map.copyOf(options);
        }
    }

    /** A mapping that is understood and files that are text: what the data set will be is known, its rows are not read yet. */
    public static final class Prepared {
        private final Request request;
        private final Mapping mapping;
        private final @Nullable OwnEconomies own;
        private final List<TextFile> files;
        private final Recipe recipe;

        private Prepared(Request request, Mapping mapping, @Nullable OwnEconomies own, List<TextFile> files) {
            this.request = request;
            this.mapping = mapping;
            this.own = own;
            this.files = List.copyOf(files);
            var options = new TreeMap<>(request.options());
            if (!request.classification().isEmpty()) {
                options.put("classification", request.classification());
            }
            recipe = new Recipe(
                    READER,
                    VERSION,
                    options,
                    mapping.sha256(),
                    own == null ? Reference.load().fingerprint() : own.sha256(),
                    files.stream().map(TextFile::sha256).toList());
        }

        public Recipe recipe() {
            return recipe;
        }

        /** Bytes of all inputs. */
        public long bytes() {
            return files.stream().mapToLong(TextFile::size).sum();
        }

        public Outcome<SourceRead> read(Progress progress) {
            try {
                return new MappedReading(request, mapping, own, files, recipe, progress).read();
            } catch (IOException e) {
                return new Outcome.Refused<>(
                        List.of(Refusal.of("KAN-DATA-052", files.getFirst().shown(), 0)));
            }
        }
    }

    /** Reads the mapping and looks at every file once. */
    public static Outcome<Prepared> prepare(Request request, Progress progress) {
        return switch (MappingFile.read(request.mapping())) {
            case Outcome.Refused<Mapping> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<Mapping> taken -> prepare(request, taken.value(), progress);
        };
    }

    private static Outcome<Prepared> prepare(Request request, Mapping mapping, Progress progress) {
        var refusals = new ArrayList<Refusal>();
        OwnEconomies own = null;
        if (!mapping.economies().isEmpty()) {
            var beside = request.mapping().toAbsolutePath().resolveSibling(mapping.economies());
            switch (OwnEconomies.read(beside, mapping.economies())) {
                case Outcome.Refused<OwnEconomies> refused -> refusals.addAll(refused.refusals());
                case Outcome.Taken<OwnEconomies> taken -> own = taken.value();
            }
        }
        progress.phase(1, 4, "phase.scan");
        var files = new TreeMap<String, TextFile>();
        for (var path : request.paths()) {
            switch (TextFile.scan(path, mapping.csv().encoding())) {
                case Outcome.Refused<TextFile> refused -> refusals.addAll(refused.refusals());
                case Outcome.Taken<TextFile> taken ->
                    files.putIfAbsent(taken.value().sha256(), taken.value());
            }
        }
        if (files.isEmpty() && refusals.isEmpty()) {
            refusals.add(Refusal.of("KAN-DATA-052.absent", "", 0));
        }
        return refusals.isEmpty()
                ? new Outcome.Taken<>(new Prepared(request, mapping, own, new ArrayList<>(files.values())))
                : new Outcome.Refused<>(refusals);
    }

    /** Economies that a mapping declares for its data set: any text is a code (clarification 4). */
    record OwnEconomies(Map<String, Economy> byCode, String sha256) {
        static Outcome<OwnEconomies> read(Path path, String shown) {
            return switch (TextFile.scan(path, "")) {
                case Outcome.Refused<TextFile> refused -> new Outcome.Refused<>(refused.refusals());
                case Outcome.Taken<TextFile> taken -> read(taken.value(), shown);
            };
        }

        private static Outcome<OwnEconomies> read(TextFile file, String shown) {
            var refusals = new ArrayList<Refusal>();
            var byCode = new LinkedHashMap<String, Economy>();
            try (var in = file.open()) {
                var records = org.kaname.data.csv.CsvRecords.of(in, ',', '"');
                var header = new ArrayList<String>();
                if (records.next()) {
                    for (int i = 0; i < records.fields(); i++) {
                        header.add(Layout.normal(records.text(i)));
                    }
                }
                int code = header.indexOf("code");
                int name = header.indexOf("name");
                int kind = header.indexOf("kind");
                for (var needed : List.of("code", "name", "kind")) {
                    if (!header.contains(needed)) {
                        refusals.add(Refusal.of(
                                "KAN-DATA-028", shown, 0, "column", needed, "columns", String.join(", ", header)));
                    }
                }
                while (refusals.isEmpty() && records.next()) {
                    if (records.fields() != header.size()) {
                        refusals.add(Refusal.of(
                                "KAN-DATA-012",
                                shown,
                                records.line(),
                                "actual",
                                records.fields(),
                                "expected",
                                header.size()));
                        break;
                    }
                    var kindText = records.text(kind).strip();
                    var found = findKind(kindText);
                    var codeText = records.text(code).strip();
                    if (found.isEmpty() || codeText.isEmpty()) {
                        refusals.add(Refusal.of(
                                "KAN-DATA-058",
                                shown,
                                records.line(),
                                "column",
                                codeText.isEmpty() ? "code" : "kind",
                                "value",
                                codeText.isEmpty() ? codeText : kindText));
                    } else {
                        var label = records.text(name).strip();
                        if (byCode.put(codeText, new Economy(codeText, found.get(), label, label)) != null) {
                            refusals.add(Refusal.of("KAN-DATA-017.reference", shown, records.line(), "key", codeText));
                        }
                    }
                }
            } catch (IOException e) {
                refusals.add(Refusal.of("KAN-DATA-052", shown, 0));
            }
            return refusals.isEmpty()
                    ? new Outcome.Taken<>(new OwnEconomies(byCode, file.sha256()))
                    : new Outcome.Refused<>(refusals);
        }

        private static Optional<Economy.Kind> findKind(String text) {
            for (var kind : Economy.Kind.values()) {
                if (kind.name().equals(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** The first of the texts that says something. */
    static String first(@Nullable String stated, String otherwise) {
        return stated == null || stated.isBlank() ? otherwise : stated;
    }
}
