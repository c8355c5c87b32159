package org.kaname.model.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class TagRecordTest {
    @TempDir
    Path folder;

    @Test
    void eachTestLeavesALinePerTagWithItsStatusAndReason() throws IOException {
        var lines = run(TaggedExample.class);

        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "outer\t" + TaggedExample.class.getName() + "#passes\tSUCCESSFUL\t",
                        "inner\t" + TaggedExample.class.getName() + "#misses\tSKIPPED\t"
                                + "Assumption failed: skipped: ../shared/no/such/file is absent; "
                                + "it is not part of the repository",
                        "outer\t" + TaggedExample.class.getName() + "#misses\tSKIPPED\t"
                                + "Assumption failed: skipped: ../shared/no/such/file is absent; "
                                + "it is not part of the repository");
    }

    @Test
    void aClassThatStopsBeforeItsTestsIsRecordedItself() throws IOException {
        assertThat(run(StoppedExample.class))
                .singleElement()
                .asString()
                .startsWith("outer\t" + StoppedExample.class.getName())
                .contains("\tSKIPPED\tAssumption failed: skipped: ");
    }

    private List<String> run(Class<?> example) throws IOException {
        var file = folder.resolve("target/test-tags.tsv");
        // Without the registered services: the record of this very build must not see the examples.
        var launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new TagRecord(file))
                .build());
        launcher.execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(example))
                .build());
        return Files.readAllLines(file);
    }
}
