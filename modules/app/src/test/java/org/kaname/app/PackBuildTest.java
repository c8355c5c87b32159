package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.app.json.Json;
import tools.jackson.databind.JsonNode;

/** The allow-list of source statuses: a build of the clear sources alone, and the default one, both run the demo and say what they lack. */
class PackBuildTest {
    private static final String LEFT_OUT = "gap.starter-rows-left-out";

    @TempDir
    Path folder;

    @Test
    void aBuildOfClearSourcesAloneRunsTheDemoAndSaysWhyFiguresAreMissing() throws Exception {
        var document = demo("clear");

        assertThat(gaps(document)).contains(LEFT_OUT);
        assertThat(document.path("limits").toString())
                .contains("leaves out rows whose source awaits confirmation")
                .contains("確認");
        document.path("dataset_info")
                .path("sources")
                .forEach(source -> assertThat(source.path("status").asString()).isEqualTo("clear"));
        // flows are rows of sources that await confirmation: no good is judged, and nothing is made up
        assertThat(document.path("counts").path("goods").asInt()).isZero();
        assertThat(document.path("materials")).isNotEmpty();
        assertThat(document.path("fields")).isNotEmpty();
        for (var material : document.path("materials")) {
            if (material.path("outcome").asString().equals("INSUFFICIENT")) {
                assertThat(material.path("explanation").toString()).contains("\"missing\"", "\"detail\"");
            }
        }
    }

    @Test
    void theDefaultBuildRunsTheDemoAndLeavesNothingOut() throws Exception {
        var document = demo("clear,check");

        assertThat(gaps(document)).isNotEmpty().doesNotContain(LEFT_OUT);
        assertThat(document.path("counts").path("goods").asInt()).isPositive();
    }

    private JsonNode demo(String statuses) throws IOException, InterruptedException {
        var root = OtherBuild.pack(OtherBuild.starter(), folder.resolve("pack"), statuses);
        var out = folder.resolve("out");
        for (var language : List.of("ja", "en")) {
            var run = new OtherBuild(List.of(root))
                    .run(
                            "demo",
                            "--draws",
                            "5",
                            "--out",
                            out.toString(),
                            "--lang",
                            language,
                            "--workspace",
                            folder.resolve("workspace").toString());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).doesNotContain("KAN-");
            assertThat(Files.readString(out.resolve("report.html"))).contains("</html>");
        }
        return Json.MAPPER.readTree(Files.readString(out.resolve("assessment.json")));
    }

    private static List<String> gaps(JsonNode document) {
        return document.path("dataset_info").path("known_gaps").findValuesAsString("key");
    }
}
