package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.Refusal;
import org.kaname.model.Result;

class WorkspaceTest {
    private static final String MAPPING = """
            { "schema": "kaname-mapping/1", "table": "flow",
              "constants": {"classification": "OTHER:test", "reported_by": "IMPORTER"},
              "columns": {
                "year": {"from": "year"},
                "exporter": {"from": "from", "scheme": "iso3", "null": []},
                "importer": {"from": "to", "scheme": "iso3", "null": []},
                "product": {"from": "good"},
                "value_kusd": {"from": "value", "unit": "thousand USD"} },
              "title": "A test", "vintage": "%s" }
            """;

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private DataAdd.Added add(Workspace workspace, String vintage, String at, Path... files) throws IOException {
        var map = file("map-" + vintage + ".json", MAPPING.formatted(vintage));
        return DataAdd.read(
                DataAdd.Request.of(workspace, map, files),
                Progress.NONE,
                Clock.fixed(Instant.parse(at), ZoneOffset.UTC));
    }

    private static Manifest manifest(DataAdd.Added added) {
        return switch (added) {
            case DataAdd.Published published -> published.manifest();
            case DataAdd.AlreadyPresent present -> present.manifest();
            case DataAdd.DryRun dry -> dry.manifest();
            case DataAdd.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private static String code(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Taken<?> taken -> "taken";
            case Outcome.Refused<?> refused -> refused.refusals().getFirst().code();
        };
    }

    @Test
    void aDirectoryOfOtherThingsIsNoWorkspace() throws IOException {
        file("letter.txt", "dear");
        assertThat(code(Workspace.open(folder))).isEqualTo("KAN-DATA-002");
        assertThat(code(Workspace.open(folder.resolve("letter.txt")))).isEqualTo("KAN-DATA-002");
        assertThat(code(Workspace.open(folder.resolve("new")))).isEqualTo("taken");
        assertThat(folder.resolve("new")).as("opening writes nothing").doesNotExist();
        Files.createDirectory(folder.resolve("later"));
        Files.writeString(folder.resolve("later/kaname-workspace.json"), "{\"layout\": 99}");
        assertThat(code(Workspace.open(folder.resolve("later")))).isEqualTo("KAN-DATA-065");
    }

    @Test
    void addingTheSameFileAgainUnderAnotherNameChangesNothing() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var text = "year,from,to,good,value\n2021,CHN,JPN,x,1\n2021,KOR,JPN,x,2\n";
        var first = add(workspace, "a", "2026-01-01T00:00:00Z", file("one.csv", text));
        assertThat(first).isInstanceOf(DataAdd.Published.class);
        var second = add(workspace, "a", "2026-02-01T00:00:00Z", file("two.csv", text));
        assertThat(second).isInstanceOf(DataAdd.AlreadyPresent.class);
        assertThat(manifest(second)).isEqualTo(manifest(first));
        assertThat(workspace.listDataSets()).hasSize(1);
        assertThat(manifest(first).id()).matches("mapped-other-test-a\\.[0-9a-f]{12}");
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var map = file("map.json", MAPPING.formatted("a"));
        var data = file("one.csv", "year,from,to,good,value\n2021,CHN,JPN,x,1\n");
        var request = DataAdd.Request.of(workspace, map, data).dryRun(true);
        assertThat(DataAdd.read(request, Progress.NONE, TestWorkspaces.CLOCK))
                .isInstanceOfSatisfying(
                        DataAdd.DryRun.class,
                        dry -> assertThat(dry.manifest().rows().stored()).isEqualTo(1));
        assertThat(workspace.root()).doesNotExist();
    }

    @Test
    void theManifestComesBackAsItWasWritten() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var added = add(
                workspace,
                "a",
                "2026-01-01T00:00:00Z",
                file("one.csv", "year,from,to,good,value\n2021,CHN,JPN,x,1\n2021,CHN,JPN,x,1\n2022,WLD,JPN,x,1\n"));
        assertThat(workspace.listDataSets()).containsExactly(manifest(added));
        var text = Files.readString(workspace.dataSet(manifest(added).id()).resolve("manifest.json"));
        assertThat(text)
                .startsWith("{\n  \"schema\" : \"kaname-manifest/1\"")
                .doesNotContain(folder.getFileName() + "/nowhere");
    }

    @Test
    void aSlugMeansItsNewestAndAPrefixMustFitOneOnly() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        assertThat(workspace.load("mapped")).isInstanceOf(Result.Failed.class);
        var old = manifest(add(
                workspace, "a", "2026-01-01T00:00:00Z", file("1.csv", "year,from,to,good,value\n2021,CHN,JPN,x,1\n")));
        var newer = manifest(add(
                workspace, "a", "2026-03-01T00:00:00Z", file("2.csv", "year,from,to,good,value\n2021,CHN,JPN,x,2\n")));
        var other = manifest(add(
                workspace, "b", "2026-02-01T00:00:00Z", file("3.csv", "year,from,to,good,value\n2021,CHN,JPN,x,3\n")));
        assertThat(workspace.listDataSets()).extracting(Manifest::id).containsExactly(newer.id(), old.id(), other.id());
        assertThat(found(workspace, "mapped-other-test-a")).isEqualTo(newer.id());
        assertThat(found(workspace, "mapped-other-test-b")).isEqualTo(other.id());
        assertThat(found(workspace, old.id().substring(0, old.id().length() - 3)))
                .isEqualTo(old.id());
        assertThat(code(workspace.find("mapped-other"))).isEqualTo("KAN-DATA-055");
        assertThat(workspace.find("mapped-other-tset-b")).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            var refusal = (Refusal) refused.refusals().getFirst();
            assertThat(refusal.arguments()).containsEntry("nearest", "mapped-other-test-b");
        });
        assertThat(workspace.load("nothing"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.why().detail())
                                .startsWith("KAN-DATA-055 There is no data set (nothing)")
                                .contains("Maybe"));
    }

    private static String found(Workspace workspace, String text) {
        return switch (workspace.find(text)) {
            case Outcome.Taken<Manifest> taken -> taken.value().id();
            case Outcome.Refused<Manifest> refused -> throw new AssertionError(refused.toString());
        };
    }

    @Test
    @Tag("invariant")
    void theOrderOfRowsAndFilesChangesNeitherRowsNorIdentity() throws IOException {
        var rows = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            rows.add("20%02d,%s,JPN,good %d,%d.%03d".formatted(i % 20, i % 2 == 0 ? "CHN" : "KOR", i / 2, i, i));
        }
        var header = "year,from,to,good,value\n";
        String hash = "";
        for (long seed = 1; seed <= 3; seed++) {
            Collections.shuffle(rows, new Random(seed));
            var workspace = TestWorkspaces.in(folder.resolve("order" + seed));
            var one = file("a" + seed + ".csv", header + String.join("\n", rows.subList(0, 150)));
            var two = file("b" + seed + ".csv", header + String.join("\n", rows.subList(150, 300)));
            var forth = manifest(add(workspace, "a", "2026-01-01T00:00:00Z", one, two));
            var back = add(workspace, "a", "2026-01-01T00:00:00Z", two, one);
            assertThat(back).isInstanceOf(DataAdd.AlreadyPresent.class);
            assertThat(hash.isEmpty() || hash.equals(forth.contentHash()))
                    .as("seed " + seed)
                    .isTrue();
            hash = forth.contentHash();
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndNeverListed() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var data = file("1.csv", "year,from,to,good,value\n2021,CHN,JPN,x,1\n");
        add(workspace, "a", "2026-01-01T00:00:00Z", data);
        var left = workspace.staging().resolve("left");
        Files.createDirectories(left.resolve("content/flow"));
        Files.writeString(left.resolve("owner.lock"), "");
        Files.writeString(left.resolve("content/flow/part.parquet"), "half");
        assertThat(workspace.listDataSets()).hasSize(1);
        add(workspace, "b", "2026-01-02T00:00:00Z", data);
        assertThat(workspace.listDataSets()).hasSize(2);
        try (Stream<Path> staged = Files.list(workspace.staging())) {
            assertThat(staged).isEmpty();
        }
    }

    @Test
    void aFileThatIsGoneOrShorterIsSaidNotThrown() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = manifest(add(
                workspace, "a", "2026-01-01T00:00:00Z", file("1.csv", "year,from,to,good,value\n2021,CHN,JPN,x,1\n")));
        Files.writeString(workspace.dataSet(manifest.id()).resolve("flow/year=2021/part-000.parquet"), "short");
        assertThat(workspace.load(manifest.id()))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.why().detail()).startsWith("KAN-DATA-054"));
    }

    @Test
    void sourceLinesComeFromTheInputAsLongAsItIsTheSame() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var data = file("1.csv", "year,from,to,good,value\n\n2021,CHN,JPN,\"a\nb\",1\n2021,KOR,JPN,x,2\n");
        var manifest = manifest(add(workspace, "a", "2026-01-01T00:00:00Z", data));
        if (workspace.load(manifest.id()) instanceof Result.Ok<DataSet> ok) {
            var set = ok.value();
            var lines = new ArrayList<String>();
            for (int flow = 0; flow < set.cube().flows(); flow++) {
                lines.add(set.cube().origin(flow).line() + " "
                        + set.lines().line(set.cube().origin(flow)).orElse("gone"));
            }
            assertThat(lines).containsExactlyInAnyOrder("3 2021,CHN,JPN,\"a", "5 2021,KOR,JPN,x,2");
        }
        Files.writeString(data, "changed");
        if (workspace.load(manifest.id()) instanceof Result.Ok<DataSet> ok) {
            assertThat(ok.value().lines().line(ok.value().cube().origin(0))).isEmpty();
        }
    }

    @Test
    void assessmentsAreWrittenOnce() {
        var workspace = TestWorkspaces.in(folder);
        var assessments = workspace.assessments();
        assertThat(assessments.list()).isEmpty();
        var bytes = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(assessments.store("jpn-2023.0a1b", Map.of("assessment.json", bytes)))
                .isTrue();
        assertThat(assessments.store("jpn-2023.0a1b", Map.of("assessment.json", new byte[0])))
                .isFalse();
        assertThat(assessments.list()).containsExactly("jpn-2023.0a1b");
        assertThat(assessments.read("jpn-2023.0a1b", "assessment.json")).hasValue(bytes);
        assertThat(assessments.read("jpn-2023.0a1b", "other.json")).isEmpty();
        assertThatThrownBy(() -> assessments.read("../../etc", "passwd")).isInstanceOf(IllegalArgumentException.class);
    }
}
