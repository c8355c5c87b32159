package org.kaname.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.kaname.data.DataSet;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.workspace.DataAdd;
import org.kaname.data.workspace.Workspace;
import org.kaname.model.Result;
import org.kaname.model.testing.SharedFolder;

/** Tables of others as data sets, read as a user reads his own: mapped CSV, published into a workspace, loaded from it. */
public final class GoldenData {
    public static final String RULES = "golden/dependency-rules/";

    private static final Map<String, DataSet> READ = new ConcurrentHashMap<>();

    private GoldenData() {}

    /** The synthetic table of {@code golden/dependency-rules}, complete in economies and goods; skips where it is absent. */
    public static DataSet dependencyRules() {
        return read("golden-dependency.json", RULES + "in_bilateral.csv", true);
    }

    /** Importers' reports of the battery chain, six digits, complete for the goods present; skips where it is absent. */
    public static DataSet battery() {
        return read("battery.json", "data/trade/battery-hs6/comtrade_imports_by_partner_hs6.csv.gz", false);
    }

    private static DataSet read(String mapping, String file, boolean allProducts) {
        var path = SharedFolder.require(file);
        return READ.computeIfAbsent(mapping, unknown -> {
            try {
                return read(mapping, path, allProducts);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static DataSet read(String mapping, Path file, boolean allProducts) throws IOException {
        var folder = Files.createTempDirectory("golden");
        try {
            for (var name : List.of(mapping, "golden-economies.csv")) {
                try (var in = Objects.requireNonNull(GoldenData.class.getResourceAsStream("golden/" + name))) {
                    Files.copy(in, folder.resolve(name));
                }
            }
            var workspace = switch (Workspace.open(folder.resolve("workspace"))) {
                case Outcome.Taken<Workspace> taken -> taken.value();
                case Outcome.Refused<Workspace> refused ->
                    throw new AssertionError(refused.refusals().toString());
            };
            var request = DataAdd.Request.of(workspace, folder.resolve(mapping), file)
                    .complete(true)
                    .completeProducts(allProducts);
            var manifest = switch (DataAdd.read(request, Progress.NONE, java.time.Clock.systemUTC())) {
                case DataAdd.Published published -> published.manifest();
                case DataAdd.Added other -> throw new AssertionError("Not published: " + other);
            };
            return switch (workspace.load(manifest.id())) {
                case Result.Ok<DataSet> ok -> ok.value();
                case Result.Failed<DataSet> failed -> throw new AssertionError(failed.toString());
            };
        } finally {
            // The SQL reference reads the files of the workspace as long as the data set is in use.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        }
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a plain table of the shared folder, cells by the name of their column. */
    public static List<Map<String, String>> table(String file) {
        try {
            var lines = Files.readAllLines(SharedFolder.require(file), StandardCharsets.UTF_8);
            var header = lines.getFirst().split(",", -1);
            var rows = new ArrayList<Map<String, String>>();
            for (var line : lines.subList(1, lines.size())) {
                var cells = line.split(",", -1);
                var row = new LinkedHashMap<String, String>();
                for (int i = 0; i < header.length; i++) {
                    row.put(header[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
