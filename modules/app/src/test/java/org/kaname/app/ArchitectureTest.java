package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of {@link Architecture} hold in the product, and each of them fails on classes planted to break it. */
@Tag("architecture")
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("org.kaname");

    private static final String PLANTED_ROOT = "org.kaname.app.planted";
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(PLANTED_ROOT);

    @TestFactory
    Stream<DynamicTest> theProductKeepsEveryRule() {
        return new Architecture("org.kaname")
                .listRules().stream().map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(PRODUCT)));
    }

    @Test
    void theRulesSeeTheModulesOfTheProductAndNoTests() {
        assertThat(PRODUCT.containPackage("org.kaname.model")).isTrue();
        assertThat(PRODUCT.containPackage("org.kaname.data")).isTrue();
        assertThat(PRODUCT.containPackage("org.kaname.model.testing")).isFalse();
        assertThat(PRODUCT.containPackage(PLANTED_ROOT)).isFalse();
    }

    @Test
    void aModuleThatKnowsALaterOneIsFound() {
        assertThat(broken(planted().arrowsPointOneWay()))
                .anyMatch(line -> line.contains("planted.model.KnowsMeasure"))
                .anyMatch(line -> line.contains("planted.shock.KnowsMeasure"))
                .anyMatch(line -> line.contains("planted.elsewhere.StandsInNoTier"))
                .noneMatch(line -> line.contains("planted.app.KnowsEverybody"))
                .noneMatch(line -> line.contains("planted.briefing.KnowsTriage"));
    }

    @Test
    void aCycleOfPackagesIsFound() {
        assertThat(broken(planted().packagesHaveNoCycles()))
                .anyMatch(line -> line.contains("measure.one") && line.contains("measure.two"));
    }

    @Test
    void printingOutsideTheAppIsFound() {
        assertThat(broken(planted().onlyAppPrints()))
                .anyMatch(line -> line.contains("planted.data.Careless"))
                .noneMatch(line -> line.contains("planted.app."));
    }

    @Test
    void leavingTheProcessOutsideTheAppIsFound() {
        assertThat(broken(planted().onlyAppExits()))
                .anyMatch(line -> line.contains("planted.data.Careless"))
                .noneMatch(line -> line.contains("planted.app."));
    }

    @Test
    void aDrawerIsFound() {
        assertThat(broken(planted().noDrawers())).anyMatch(line -> line.contains("the drawer (util)"));
    }

    @Test
    void aPackageWithoutNullMarkedIsFound() {
        assertThat(broken(planted().packagesAreNullMarked()))
                .anyMatch(line -> line.contains("planted.data)"))
                .noneMatch(line -> line.contains("planted.app)"));
    }

    @Test
    void chanceAndTheClockAreFound() {
        assertThat(broken(planted().chanceAndTimeComeFromOutside()))
                .anyMatch(line -> line.contains("java.util.Random.<init>()"))
                .anyMatch(line -> line.contains("java.lang.Math.random()"))
                .anyMatch(line -> line.contains("java.time.Instant.now()"))
                .anyMatch(line -> line.contains("java.time.LocalDate.now("))
                .noneMatch(line -> line.contains("java.util.Random.<init>(long)"))
                .noneMatch(line -> line.contains("java.time.Instant.now(java.time.Clock)"))
                .noneMatch(line -> line.contains("planted.app."));
    }

    @Test
    void aConnectionIsFound() {
        assertThat(broken(planted().nothingOpensAConnection()))
                .anyMatch(line -> line.contains("java.net.http.HttpClient"))
                .anyMatch(line -> line.contains("java.net.URL.openStream()"));
    }

    private static Architecture planted() {
        return new Architecture(PLANTED_ROOT);
    }

    private static List<String> broken(ArchRule rule) {
        return rule.evaluate(PLANTED).getFailureReport().getDetails();
    }
}
