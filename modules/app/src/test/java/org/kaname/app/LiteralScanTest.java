package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No economy, good or year is a literal in main code; and the scan that says so finds planted ones. */
@Tag("architecture")
class LiteralScanTest {
    private static final LiteralScan SCAN = new LiteralScan(economies());

    @Test
    void mainCodeNamesNoEconomyNoGoodAndNoYear() throws IOException {
        var findings = new ArrayList<String>();
        for (var file : Repository.listMainFiles(".java")) {
            findings.addAll(SCAN.scanJava(Repository.root().relativize(file).toString(), Files.readString(file)));
        }
        for (var file : Repository.listMainFiles(".sql")) {
            findings.addAll(SCAN.scanSql(Repository.root().relativize(file).toString(), Files.readString(file)));
        }
        assertThat(findings).as("""
                        Economies, goods and years are data, never literals.
                        Maybe it is a size: then write it with underscores (122_880). Maybe it is the first or last year that a year can be:
                        then name it MIN_YEAR or MAX_YEAR.""").isEmpty();
        assertThat(Repository.listMainFiles(".java")).hasSizeGreaterThan(10);
    }

    @Test
    void aPlantedEconomyIsFoundWithItsLine() {
        assertThat(SCAN.scanJava("A.java", "class A {\n    String home = \"JPN\";\n}"))
                .containsExactly("A.java:2 the economy (JPN)");
        assertThat(SCAN.scanJava("A.java", "var sql = \"where importer = 'KOR' and value > 0\";"))
                .containsExactly("A.java:1 the economy (KOR)");
        assertThat(SCAN.scanJava("A.java", "var sql = \"\"\"\n    where importer = 'DEU'\n    \"\"\";"))
                .containsExactly("A.java:1 the economy (DEU)");
        assertThat(SCAN.scanSql("a.sql", "select 1\nfrom flow where importer = 'CHN'"))
                .containsExactly("a.sql:2 the economy (CHN)");
    }

    @Test
    void aCodeThatIsAlsoAWordCountsOnlyAlone() {
        assertThat(SCAN.scanJava("A.java", "var economy = \"CAN\";")).containsExactly("A.java:1 the economy (CAN)");
        assertThat(SCAN.scanJava("A.java", "var sql = \"a > 0 AND b > 0\";")).isEmpty();
    }

    @Test
    void aPlantedGoodIsFound() {
        assertThat(SCAN.scanJava("A.java", "f(\"282520\"); g(\"HS17:282520\"); h(\"code = '282520'\"); i(\"2825\");"))
                .containsExactly(
                        "A.java:1 the good (282520)",
                        "A.java:1 the good (282520)",
                        "A.java:1 the good (282520)",
                        "A.java:1 the heading or year (2825)");
        assertThat(SCAN.scanSql("a.sql", "where product = '2825' or product = '282520'"))
                .containsExactly("a.sql:1 the heading or year (2825)", "a.sql:1 the good (282520)");
    }

    @Test
    void aGoodAsANumberIsFoundAndASizeIsNot() {
        assertThat(SCAN.scanJava("A.java", "int a = 282520; int b = 500000; int c = 131072; int d = 122_880;"))
                .containsExactly("A.java:1 the good (282520)");
        assertThat(SCAN.scanSql("a.sql", "where product = 282520")).containsExactly("a.sql:1 the good (282520)");
    }

    @Test
    void aPlantedYearIsFound() {
        assertThat(SCAN.scanJava(
                        "A.java", "int a = 2023;\nlong b = 1_999L;\nvar c = \"2023\";\nvar d = \"2023-12-31\";"))
                .containsExactly(
                        "A.java:1 the year (2023)",
                        "A.java:2 the year (1_999L)",
                        "A.java:3 the heading or year (2023)",
                        "A.java:4 the date (2023-12-31)");
        assertThat(SCAN.scanSql("a.sql", "where year >= 2020")).containsExactly("a.sql:1 the year (2020)");
    }

    @Test
    void theBoundsOfYearsAndPlainNumbersAreFree() {
        assertThat(SCAN.scanJava("A.java", "static final int MIN_YEAR = 1900;\nstatic final int MAX_YEAR = 2100;"))
                .isEmpty();
        assertThat(SCAN.scanJava(
                        "A.java",
                        "int a = 2048; int b = 0x2023; double c = 2023.5; int d = 12023; int e2023 = 7; var f = \"000000\";"
                                + " var g = \"geodep@2024\"; char h = '\"'; var i = \"not \\\" \" + \"US$ 1\";"))
                .isEmpty();
        assertThat(SCAN.scanSql("a.sql", "select value_2023, \"JPN\", 1e-12, 0.2020 from t"))
                .isEmpty();
    }

    @Test
    void commentsAreFree() {
        assertThat(SCAN.scanJava(
                        "A.java", "/** E.g. \"JPN\" in 2023: \"282520\". */\nint a; // \"CHN\" 2023\n/* 'x */ int b;"))
                .isEmpty();
        assertThat(SCAN.scanSql("a.sql", "-- 'JPN' in 2023\nselect 1 /* 'CHN', 282520, 2023 */"))
                .isEmpty();
    }

    /** The pseudo-codes of the table (world, rest, not specified) are no economies: they are kinds of row that every rule knows. */
    private static Set<String> economies() {
        return Repository.readStarterTable("economies").stream()
                .filter(row -> Set.of("ECONOMY", "FORMER").contains(row.get("kind")))
                .map(row -> row.get("iso3"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
