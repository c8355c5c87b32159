package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kaname.data.Manifest;
import org.kaname.data.Progress;

/** Small tables with their mapping, for tests of the workspace. */
final class Tables {
    static final String HEADER = "year,from,to,good,value\n";
    private static final String MAPPING = """
            { "schema": "kaname-mapping/1", "table": "flow",
              "constants": {"classification": "HS17", "reported_by": "RECONCILED"},
              "columns": {
                "year": {"from": "year"},
                "exporter": {"from": "from", "scheme": "iso3"},
                "importer": {"from": "to", "scheme": "iso3"},
                "product": {"from": "good"},
                "value_kusd": {"from": "value", "unit": "thousand USD"} },
              "title": "A test", "vintage": "%s" }
            """;
    private static final List<String> ECONOMIES = List.of("CHN", "JPN", "KOR", "DEU", "USA", "FRA", "GBR", "IND");

    private Tables() {}

    static Path mapping(Path folder, String vintage) throws IOException {
        return Files.writeString(folder.resolve("map-" + vintage + ".json"), MAPPING.formatted(vintage));
    }

    static Path small(Path folder, String name) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                HEADER + "2021,CHN,JPN,280530,1.5\n2021,KOR,JPN,010121,2\n2022,KOR,JPN,010121,XX\n");
    }

    /** Rows of two years whose keys do not repeat. */
    static Path large(Path folder, String name, int rows) throws IOException {
        var file = folder.resolve(name);
        try (var writer = Files.newBufferedWriter(file)) {
            writer.write(HEADER);
            for (int i = 0; i < rows; i++) {
                int from = i % ECONOMIES.size();
                int to = (from + 1 + i / ECONOMIES.size() % (ECONOMIES.size() - 1)) % ECONOMIES.size();
                int pair = ECONOMIES.size() * (ECONOMIES.size() - 1);
                writer.write((2021 + i / pair % 2) + "," + ECONOMIES.get(from) + "," + ECONOMIES.get(to) + ","
                        + String.format(java.util.Locale.ROOT, "%06d", 10_000 + i / (2 * pair)) + ","
                        + (i * 7919L % 1_000_003) + "." + i % 10 + "\n");
            }
        }
        return file;
    }

    static DataAdd.Request request(Workspace workspace, Path mapping, Path... files) {
        return DataAdd.Request.of(workspace, mapping, files).acceptLosses(true);
    }

    static Manifest published(DataAdd.Request request) {
        return switch (DataAdd.read(request, Progress.NONE, TestWorkspaces.CLOCK)) {
            case DataAdd.Published published -> published.manifest();
            case DataAdd.AlreadyPresent present -> throw new AssertionError("Was there: " + present);
            case DataAdd.DryRun dry -> throw new AssertionError(dry.toString());
            case DataAdd.Refused refused -> throw new AssertionError(refused.toString());
        };
    }
}
