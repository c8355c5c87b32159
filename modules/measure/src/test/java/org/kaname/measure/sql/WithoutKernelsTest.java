package org.kaname.measure.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.measure.Judging;
import org.kaname.measure.MeasureConstants;

/** The reference files are a second implementation only if they run where the first one is not there. */
@Tag("two-implementations")
class WithoutKernelsTest {
    private static final Set<String> KERNELS =
            Set.of("concentration", "world", "advantage", "bloc", "complexity", "stage", "emergence", "rule", "verify");

    /** The product's classes again, without those of the kernels; what is not ours comes from the outer loader. */
    private static final class Hiding extends URLClassLoader {
        Hiding() throws MalformedURLException {
            super(classPath(), Hiding.class.getClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            var urls = new ArrayList<URL>();
            for (var entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(new URL[0]);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.kaname.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                for (var kernel : KERNELS) {
                    if (name.startsWith("org.kaname.measure." + kernel + ".")) {
                        throw new ClassNotFoundException(name);
                    }
                }
                return findClass(name);
            }
        }
    }

    @Test
    void theKernelsAreReallyHidden() throws IOException {
        try (var hiding = new Hiding()) {
            assertThatThrownBy(() -> hiding.loadClass("org.kaname.measure.concentration.Hhi"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> hiding.loadClass("org.kaname.measure.rule.RuleCatalogue"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void theReferenceFilesRunOnThePackWithoutTheKernels() throws ReflectiveOperationException, IOException {
        var settings = Judging.settings();
        var shared = Map.of(
                "t_unallocated_limit", settings.get(MeasureConstants.UNALLOCATED_LIMIT),
                "t_world_coverage", settings.get(MeasureConstants.WORLD_COVERAGE),
                "t_world_share", settings.get(MeasureConstants.DOMINANCE),
                "t_top_share", settings.get("cao@2021.top_share"));
        try (var hiding = new Hiding()) {
            var packClass = hiding.loadClass("org.kaname.data.source.kaname.StarterPack");
            var data = packClass
                    .getMethod("usd")
                    .invoke(packClass.getMethod("load").invoke(null));
            var referenceClass = hiding.loadClass("org.kaname.measure.sql.SqlReference");
            var constructor =
                    referenceClass.getConstructor(hiding.loadClass("org.kaname.data.DataSet"), String.class, Map.class);
            try (var reference = (AutoCloseable) constructor.newInstance(data, "HS17", shared)) {
                assertThat(rows(reference, "profile", Map.of())).isNotEmpty();
                assertThat(rows(reference, "partner", Map.of())).isNotEmpty();
                assertThat(rows(reference, "world_cover", Map.of())).isNotEmpty();
                assertThat(rows(reference, "dominance", Map.of())).isNotEmpty();
                assertThat(rows(reference, "reverse_dependence", Map.of())).isNotEmpty();
                assertThat(rows(reference, "rca", Map.of())).isNotEmpty();
                assertThat(rows(reference, "ec_bottom_up", Map.of("t_cdi1", 0.4, "t_cdi2", 0.5, "t_cdi3", 1.0)))
                        .isNotEmpty();
                assertThat(rows(reference, "stage_concentration", Map.of("t_unbalanced", 0.01)))
                        .isNotEmpty();
                var flagged = rows(
                        reference,
                        "rule_geodep_2024",
                        Map.of(
                                "t_import_hhi", 0.4,
                                "t_world_hhi", 0.4,
                                "t_import_export_ratio", 1.0,
                                "years", 2.0,
                                "window", 3.0));
                assertThat(flagged)
                        .anySatisfy(row -> assertThat(row)
                                .containsEntry("importer", "JPN")
                                .containsEntry("product", "282520")
                                .containsEntry("year", 2023.0)
                                .containsEntry("outcome", "FLAGGED"));
            } catch (ReflectiveOperationException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @SuppressWarnings("unchecked") // the rows are plain maps of the platform
    private static List<Map<String, Object>> rows(Object reference, String file, Map<String, Double> parameters)
            throws ReflectiveOperationException {
        return (List<Map<String, Object>>)
                reference.getClass().getMethod("table", String.class, Map.class).invoke(reference, file, parameters);
    }
}
