package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow;

/** What does not fit into memory gives the same data set as what does: the same rows, quarantine and notes. */
@Tag("two-implementations")
class RunsTest {
    private static final String MAPPING = """
            { "schema": "kaname-mapping/1", "table": "flow",
              "columns": {
                "year": {"from": "year"},
                "month": {"from": "month"},
                "classification": {"from": "scheme"},
                "product": {"from": "good"},
                %s
                "quantity_tonnes": {"from": "tonnes", "unit": "t"} },
              "direction": {"reporter": {"from": "reporter", "scheme": "iso3"}, "partner": {"from": "partner", "scheme": "iso3"},
                "flow": {"from": "flow", "import": ["M"], "export": ["X"]}},
              "on_duplicate": "%s", "title": "Runs" }
            """;
    private static final String DOLLARS = "\"value_kusd\": {\"from\": \"value\", \"unit\": \"thousand USD\"},";
    private static final String YEN = "\"value\": {\"from\": \"value\", \"unit\": \"JPY\"},";
    private static final String HEADER = "year,month,scheme,good,reporter,partner,flow,value,tonnes\n";
    private static final List<String> ECONOMIES = List.of("CHN", "JPN", "KOR", "DEU", "USA", "FRA");

    @TempDir
    Path folder;

    private record Result(Manifest manifest, List<QuarantinedRow> quarantine) {}

    private DataAdd.Added add(String name, String mapping, int mostRows, boolean monthly, Path... files)
            throws IOException {
        var workspace = TestWorkspaces.in(folder.resolve(name));
        var text = monthly ? mapping : mapping.replace("\"month\": {\"from\": \"month\"},", "");
        var map = Files.writeString(folder.resolve("map-" + name + ".json"), text);
        var request = DataAdd.Request.of(workspace, map, files).acceptLosses(true);
        return DataAdd.read(mostRows > 0 ? request.mostRows(mostRows) : request, Progress.NONE, TestWorkspaces.CLOCK);
    }

    private Result result(String name, DataAdd.Added added) {
        var manifest = switch (added) {
            case DataAdd.Published published -> published.manifest();
            default -> throw new AssertionError(added.toString());
        };
        var workspace = TestWorkspaces.in(folder.resolve(name));
        assertThat(workspace.verify(manifest.id(), true, Progress.NONE))
                .satisfies(v -> assertThat(v.problems()).isEmpty())
                .satisfies(v -> assertThat(v.deep()).isEqualTo(Verification.Deep.SAME));
        return switch (workspace.listQuarantine(manifest.id(), 100_000)) {
            case Outcome.Taken<List<QuarantinedRow>> rows -> new Result(manifest, rows.value());
            case Outcome.Refused<List<QuarantinedRow>> refused -> throw new AssertionError(refused.toString());
        };
    }

    private static long lineage(Result result) {
        return Objects.requireNonNull(result.manifest().tables().get("lineage")).rows();
    }

    private void assertSame(Result memory, Result runs) {
        var one = memory.manifest();
        var other = runs.manifest();
        assertThat(other.id()).isEqualTo(one.id());
        assertThat(other.rows()).isEqualTo(one.rows());
        assertThat(other.notes()).isEqualTo(one.notes());
        assertThat(runs.quarantine()).isEqualTo(memory.quarantine());
        assertThat(other.tables().keySet()).isEqualTo(one.tables().keySet());
        one.tables().forEach((name, table) -> {
            var same = Objects.requireNonNull(other.tables().get(name), name);
            assertThat(same.rows()).as(name).isEqualTo(table.rows());
            assertThat(same.contentHash()).as(name).isEqualTo(table.contentHash());
        });
        assertThat(other.contentHash()).isEqualTo(one.contentHash());
        assertThat(other.coverage().flowsPerYear()).isEqualTo(one.coverage().flowsPerYear());
        assertThat(other.coverage().products()).isEqualTo(one.coverage().products());
        assertThat(other.coverage().economiesAsExporter())
                .isEqualTo(one.coverage().economiesAsExporter());
        assertThat(other.coverage().economiesAsImporter())
                .isEqualTo(one.coverage().economiesAsImporter());
        assertThat(other.knownGaps()).isEqualTo(one.knownGaps());
    }

    /**
     * Rows of several years in no order, keys that meet again within a few rows and far away, equal and not equal.
     *
     * @param letters some runs hold codes that are no numbers
     */
    private static List<String> rows(long seed, boolean letters) {
        var random = new Random(seed);
        var rows = new ArrayList<String>();
        for (int i = 0; i < 2_400; i++) {
            boolean own = letters && i > 1_200 && i % 5 == 0;
            int to = random.nextInt(ECONOMIES.size());
            int from = (to + 1 + random.nextInt(ECONOMIES.size() - 1)) % ECONOMIES.size();
            rows.add("%d,%d,%s,%s,%s,%s,%s,%d.%02d,%s"
                    .formatted(
                            2018 + random.nextInt(4),
                            1 + random.nextInt(3),
                            own ? "OTHER:own" : "HS17",
                            own ? "K" + random.nextInt(40) : "%06d".formatted(10_121 + random.nextInt(40)),
                            ECONOMIES.get(to),
                            ECONOMIES.get(from),
                            random.nextBoolean() ? "M" : "X",
                            1 + random.nextInt(3), // few values, so that some repetitions are equal
                            0,
                            random.nextInt(3) == 0 ? "" : "2"));
        }
        // three rows of one key, the first two in one run, the third far away: equal, equal, other
        rows.add(10, "2018,1,HS17,990001,JPN,CHN,M,7,1");
        rows.add(11, "2018,1,HS17,990001,JPN,CHN,M,7,1");
        rows.add(2_300, "2018,1,HS17,990001,JPN,CHN,M,8,1");
        // other, other, other again
        rows.add(20, "2019,1,HS17,990002,JPN,CHN,M,7,1");
        rows.add(21, "2019,1,HS17,990002,JPN,CHN,M,8,1");
        rows.add(2_310, "2019,1,HS17,990002,JPN,CHN,M,9,1");
        // equal but for the month, or for who reported: no repetition at all
        rows.add(30, "2020,1,HS17,990003,JPN,CHN,M,7,1");
        rows.add(2_320, "2020,2,HS17,990003,JPN,CHN,M,7,1");
        rows.add(2_321, "2020,1,HS17,990003,CHN,JPN,X,7,1");
        // an economy and a good that are only in rows that contradict each other
        rows.add(40, "2021,1,HS17,990004,ISL,MLT,M,7,1");
        rows.add(2_330, "2021,1,HS17,990004,ISL,MLT,M,8,1");
        rows.add("2021,1,HS17,990005,XX?,MLT,M,8,1"); // an economy that nobody knows
        return rows;
    }

    private Path[] files(String name, List<String> rows, int parts) throws IOException {
        var files = new Path[parts];
        int each = rows.size() / parts + 1;
        for (int i = 0; i < parts; i++) {
            files[i] = Files.writeString(
                    folder.resolve(name + i + ".csv"),
                    HEADER + String.join("\n", rows.subList(i * each, Math.min(rows.size(), (i + 1) * each))) + "\n");
        }
        return files;
    }

    private void same(String name, String mapping, boolean monthly, int mostRows, Path... files) throws IOException {
        var memory = result(name + "-memory", add(name + "-memory", mapping, 0, monthly, files));
        var runs = result(name + "-runs", add(name + "-runs", mapping, mostRows, monthly, files));
        assertThat(memory.manifest().rows().setAsideCounts()).containsKey("repeated");
        assertThat(memory.manifest().rows().quarantinedByReason())
                .containsKeys("DUPLICATE_CONFLICT", "ECONOMY_UNKNOWN");
        assertSame(memory, runs);
    }

    @Test
    void monthsOfTwoReportersInOneUnsortedFile() throws IOException {
        same("one", MAPPING.formatted(DOLLARS, "identical"), true, 500, files("one", rows(1, false), 1));
    }

    @Test
    void wholeYearsInThreeFiles() throws IOException {
        same("three", MAPPING.formatted(DOLLARS, "identical"), false, 700, files("three", rows(2, false), 3));
    }

    @Test
    void codesThatAreNumbersInSomeRunsAndTextsInOthers() throws IOException {
        same("letters", MAPPING.formatted(DOLLARS, "identical"), true, 500, files("letters", rows(3, true), 2));
    }

    @Test
    void amountsInYen() throws IOException {
        same("yen", MAPPING.formatted(YEN, "identical"), true, 700, files("yen", rows(4, false), 2));
    }

    @Test
    void sumsAreMadeInMemoryAndRefusedAcrossRuns() throws IOException {
        var files = files(
                "sum",
                List.of(
                        "2018,1,HS17,990001,JPN,CHN,M,7,1",
                        "2018,1,HS17,990001,JPN,CHN,M,8,1",
                        "2018,1,HS17,990002,JPN,CHN,M,1,1",
                        "2018,1,HS17,990003,JPN,CHN,M,1,1",
                        "2018,1,HS17,990001,JPN,CHN,M,9,1"),
                1);
        var memory = result("sum-memory", add("sum-memory", MAPPING.formatted(DOLLARS, "sum"), 0, true, files));
        assertThat(memory.manifest().rows().stored()).isEqualTo(3);
        assertThat(memory.manifest().coverage().valuePerYear()).containsEntry("2018", 26.0);
        assertThat(lineage(memory)).isEqualTo(3);
        assertThat(add("sum-runs", MAPPING.formatted(DOLLARS, "sum"), 3, true, files))
                .isInstanceOfSatisfying(
                        DataAdd.Refused.class,
                        refused -> assertThat(refused.refusals().getFirst())
                                .satisfies(r ->
                                        assertThat(r.code() + "." + r.variant()).isEqualTo("KAN-DATA-017.large")));
    }

    @Test
    void sumsWithinOneRunAreThoseOfMemory() throws IOException {
        var rows = new ArrayList<String>();
        for (int i = 0; i < 400; i++) {
            rows.add("2018,1,HS17,%06d,JPN,CHN,M,%d,1".formatted(10_000 + i / 2, i + 1));
        }
        var files = files("sums", rows, 1);
        var memory = result("sums-memory", add("sums-memory", MAPPING.formatted(DOLLARS, "sum"), 0, true, files));
        var runs = result("sums-runs", add("sums-runs", MAPPING.formatted(DOLLARS, "sum"), 100, true, files));
        assertThat(lineage(memory)).isEqualTo(400);
        assertSame(memory, runs);
    }
}
