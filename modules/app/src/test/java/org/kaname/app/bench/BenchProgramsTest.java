package org.kaname.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks are outside the build: this keeps them in step with the code that they time. */
@Tag("architecture")
class BenchProgramsTest {
    @TempDir
    private Path folder;

    @Test
    void everyBenchmarkCompilesAgainstThePresentCode() {
        assertThat(BenchPrograms.compile("", folder).messages()).isEmpty();
        assertThat(folder)
                .isDirectoryContaining(file -> file.endsWith("FullYear.class"))
                .isDirectoryContaining(file -> file.endsWith("Retriage.class"))
                .isDirectoryContaining(file -> file.endsWith("DuckCsvToParquet.class"));
        assertThat(folder).isDirectoryNotContaining(Files::isDirectory);
    }
}
