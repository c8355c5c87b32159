package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;

class RemoveTest {
    @TempDir
    Path folder;

    private Manifest add(Workspace workspace, String vintage) throws IOException {
        return Tables.published(
                Tables.request(workspace, Tables.mapping(folder, vintage), Tables.small(folder, "a.csv")));
    }

    @Test
    void aDataSetThatAssessmentsWereComputedFromStaysUntilForced() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var used = add(workspace, "a");
        var free = add(workspace, "b");
        workspace
                .assessments()
                .store(
                        "JPN-2021.0a1b",
                        Map.of(
                                "assessment.json",
                                ("{\"schema\":\"x\",\"goods\":[{\"dataset\":\"" + free.id() + "\"}],\"dataset\":\""
                                                + used.id() + "\"}")
                                        .getBytes(StandardCharsets.UTF_8)));

        var both = List.of(used.id(), free.id());
        assertThat(workspace.remove(both, false, Progress.NONE)).isInstanceOfSatisfying(Outcome.Refused.class, r -> {
            var refused = ((Outcome.Refused<?>) r).refusals();
            assertThat(refused).hasSize(1);
            assertThat(refused.getFirst().code()).isEqualTo("KAN-DATA-070");
            assertThat(refused.getFirst().arguments()).containsEntry("users", "JPN-2021.0a1b");
        });
        assertThat(workspace.listDataSets()).as("all or none").hasSize(2);

        assertThat(workspace.remove(both, true, Progress.NONE))
                .isEqualTo(new Outcome.Taken<>(
                        new Workspace.Removed(both.stream().sorted().toList(), List.of("JPN-2021.0a1b"))));
        assertThat(workspace.listDataSets()).isEmpty();
        assertThat(workspace.trash()).isEmptyDirectory();
        assertThat(workspace.find(used.id())).isInstanceOfSatisfying(Outcome.Refused.class, r -> {
            var refusal = ((Outcome.Refused<?>) r).refusals().getFirst();
            assertThat(refusal.code() + "." + refusal.variant()).isEqualTo("KAN-DATA-055.absent");
        });
        assertThat(add(workspace, "a").contentHash())
                .as("added again it is the same")
                .isEqualTo(used.contentHash());
    }

    @Test
    void whatAKilledRemovalLeftIsGoneAtTheNextStartAndANamelessStagingToo() throws IOException {
        var workspace = TestWorkspaces.in(folder);
        var manifest = add(workspace, "a");
        var left = Files.createDirectories(workspace.trash().resolve("removed-1"));
        Files.move(workspace.dataSet(manifest.id()), left.resolve(manifest.id()));
        Files.createDirectories(workspace.staging().resolve("new-without-a-lock"));

        var reopened = TestWorkspaces.in(folder);

        assertThat(reopened.listDataSets()).isEmpty();
        assertThat(reopened.trash()).isEmptyDirectory();
        assertThat(reopened.staging()).isEmptyDirectory();
    }
}
