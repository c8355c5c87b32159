package org.kaname.data.source.mapped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.Recipe;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;
import org.kaname.data.reference.Reference;
import org.kaname.data.source.Layout;
import org.kaname.data.source.PreparedRead;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.Recipes;
import org.kaname.data.source.SourceRead;
import org.kaname.model.Economy;

/** Reader {@code mapped-csv} (data-formats 3.25): any CSV with a mapping file, into table {@code flow}. */
public final class MappedReader {
    public static final String READER = "mapped-csv";
    static final int VERSION = 2;

    private MappedReader() {}

    /** A mapping that is understood and files that are text: what the data set will be is known, its rows are not read yet. */
    private static final class Prepared implements PreparedRead {
        private final ReadRequest request;
        private final Mapping mapping;
        private final @Nullable OwnEconomies own;
        private final List<TextFile> files;
        private final Recipe recipe;

        private Prepared(ReadRequest request, Mapping mapping, @Nullable OwnEconomies own, List<TextFile> files) {
            this.request = request;
            this.mapping = mapping;
            this.own = own;
            this.files = List.copyOf(files);
            recipe = Recipes.of(
                    READER,
                    VERSION,
                    request,
                    mapping.sha256(),
                    own == null ? Reference.load().fingerprint() : own.sha256(),
                    files);
        }

        @Override
        public Recipe recipe() {
            return recipe;
        }

        @Override
        public Outcome<SourceRead> read(Progress progress) throws IOException {
            return new MappedReading(request, mapping, own, files, recipe, progress).read();
        }
    }

    /** The character set that a mapping states, empty where the files shall tell; or why the mapping is not understood. */
    public static Outcome<String> encoding(Path mapping) {
        return switch (MappingFile.read(mapping)) {
            case Outcome.Refused<Mapping> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<Mapping> taken ->
                new Outcome.Taken<>(taken.value().csv().encoding());
        };
    }

    /** Reads the mapping; the files were looked at already. */
    public static Outcome<PreparedRead> prepare(ReadRequest request, Path mappingFile, List<TextFile> files) {
        return switch (MappingFile.read(mappingFile)) {
            case Outcome.Refused<Mapping> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<Mapping> taken -> prepare(request, mappingFile, taken.value(), files);
        };
    }

    private static Outcome<PreparedRead> prepare(
            ReadRequest request, Path mappingFile, Mapping mapping, List<TextFile> files) {
        var refusals = new ArrayList<Refusal>();
        OwnEconomies own = null;
        if (!mapping.economies().isEmpty()) {
            var beside = mappingFile.toAbsolutePath().resolveSibling(mapping.economies());
            switch (OwnEconomies.read(beside, mapping.economies())) {
                case Outcome.Refused<OwnEconomies> refused -> refusals.addAll(refused.refusals());
                case Outcome.Taken<OwnEconomies> taken -> own = taken.value();
            }
        }
        var unit = mapping.valueUnit();
        if (!unit.currency().isEmpty() && !request.rates().stated()) {
            refusals.add(Refusal.of("KAN-DATA-027", TextFile.shown(mappingFile), 0, "currency", unit.currency()));
        }
        return refusals.isEmpty()
                ? new Outcome.Taken<>(new Prepared(request, mapping, own, files))
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
}
