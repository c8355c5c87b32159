package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kaname.measure.verify.Verification;

/**
 * {@code verify} can fail: for each measure, one change in its kernel makes the program compiled with it end with exit code 4 and name
 * the measure. Goods are judged on a small made-up table that holds every case (unspecified origin, an importer that missed a year,
 * economies that export nothing); stages and fields on the shipped tables without their trade flows.
 */
@Tag("two-implementations")
class MutantsTest {
    private static final String MEASURE = "modules/measure/src/main/java/org/kaname/measure/";
    private static final String TRIAGE = "modules/triage/src/main/java/org/kaname/triage/";
    private static final String BELOW = "org.kaname.model.Comparison.BELOW";

    /** A change of one text in one file, and the checks that must see it. */
    private record Mutant(String file, String text, String instead, List<String> seenBy) {
        String className() {
            return file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
        }

        @Override
        public String toString() {
            return className() + ": " + text.strip() + " becomes " + instead.strip();
        }
    }

    @TempDir
    static Path folder;

    private static Path workspace;
    private static Path withoutTables;
    private static Path withoutFlows;
    private static String goods;
    private static String tables;

    static List<Mutant> mutantsOfGoods() {
        return List.of(
                mutant(
                        "concentration/ImportTotals",
                        "for (int i = from; i < to; i++) {\n            total += value[i];",
                        "for (int i = from + 1; i < to; i++) {\n            total += value[i];",
                        "imports@1"),
                mutant("concentration/ImportTotals", "if (!named[", "if (named[", "top-share@1"),
                mutant(
                        "concentration/TopSupplier",
                        "value[i] > value[best]",
                        "value[i] < value[best]",
                        "top-supplier@1"),
                mutant(
                        "concentration/TopSupplier",
                        "? top / base",
                        "? top / (base + top)",
                        "top-share@1",
                        "partner-share@1",
                        "import-share@1"),
                mutant("concentration/Hhi", "squares += value[i] * value[i]", "squares += value[i]", "hhi@1"),
                mutant("concentration/Hhi", "return 1 / hhi", "return 2 / hhi", "effective-suppliers@1"),
                mutant(
                        "concentration/ImportExportRatio",
                        "return imports / exports",
                        "return exports / imports",
                        "import-export-ratio@1",
                        "partner-ratio@1"),
                mutant("world/Exports", "] += value[i]", "] = value[i]", "exports@1"),
                mutant(
                        "world/WorldShare",
                        "? exports / base",
                        "? exports / (base + exports)",
                        "world-share@1",
                        "partner-world-share@1"),
                mutant(
                        "world/WorldShare",
                        "exports[j] > exports[subject]",
                        "exports[j] < exports[subject]",
                        "world-rank@1"),
                mutant("world/WorldHhi", "squares += exports[j] * exports[j]", "squares += exports[j]", "world-hhi@1"),
                mutant("world/WorldCover", "? 1 - missing / world", "? missing / world", "world-cover@1"),
                mutant("world/Dominance", "unallocated) > threshold", "unallocated) < threshold", "dominance@2023"),
                mutant("world/ReverseDependence", ">= threshold", "< threshold", "reverse-dependence@1"),
                mutant("advantage/Rca", "exports * worldTotal", "exports * productTotal", "rca@ge"),
                mutant("complexity/HeldMatrix", ">= rowTotal[row]", "< rowTotal[row]", "matrix@1"),
                mutant(
                        "complexity/SymmetricEci",
                        "rawPci[p] /= matrix.ubiquity(p)",
                        "rawPci[p] /= 1 + matrix.ubiquity(p)",
                        "eci@symmetric"),
                mutant("complexity/ProductSpace", "Math.max(matrix", "Math.min(matrix", "proximity@1", "density@full"),
                mutant("complexity/ProductSpace", "if (!matrix.held(c, p))", "if (matrix.held(c, p))", "coi@cid"),
                mutant("complexity/ProductSpace", "(total[p] - gain[cell])", "(total[p] + gain[cell])", "cog@cid"),
                mutant("complexity/Fitness", "q[p] = 1 / sum", "q[p] = sum", "fitness@20r"),
                mutant("bloc/BlocDependence", "inner += v", "inner -= v", "ec-bottom-up@2021"),
                mutant("rule/Cao2021", "Comparison.AT_LEAST", BELOW, "cao@2021"),
                mutant(
                        "rule/Geodep2024",
                        "GoodMeasure.HHI, ABOVE",
                        "GoodMeasure.HHI, " + BELOW,
                        "geodep@2024",
                        "geodep@2024.year"),
                mutant(
                        "rule/EcBottomUp2021",
                        "GoodMeasure.CDI1, ABOVE",
                        "GoodMeasure.CDI1, " + BELOW,
                        "ec-bottom-up@2021"),
                mutant("rule/EcBottomUp2021", "ratio, ABOVE", "ratio, " + BELOW, "ec-bottom-up@2021.extra"),
                mutant(
                        "rule/Kiet2021",
                        "PARTNER_SHARE, AT_LEAST",
                        "PARTNER_SHARE, " + BELOW,
                        "kiet@2021.attention.world",
                        "kiet@2021.attention.partner",
                        "kiet@2021.vulnerable.world",
                        "kiet@2021.vulnerable.partner"),
                mutant(
                        "world/OtherExporters",
                        "named[j] && j != subject && exports[j] > 0",
                        "named[j] && exports[j] > 0",
                        "other-exporters@1",
                        "supplier-count-ratio@1"),
                mutant(
                        "world/OtherExporters",
                        "squares += exports[j] * exports[j]",
                        "squares += exports[j]",
                        "world-hhi-others@1",
                        "effective-suppliers-ratio@1"),
                mutant(
                        "concentration/TradeBalance",
                        "(exports - imports) / both",
                        "(imports - exports) / both",
                        "trade-balance@1"),
                mutant("concentration/ImportRank", "(1.0 + more)", "(2.0 + more)", "import-rank@1"),
                mutant(
                        "rule/Merics2020",
                        "PARTNER_SHARE, ABOVE",
                        "PARTNER_SHARE, " + BELOW,
                        "merics@2020",
                        "merics@2020.critical"),
                mutant(
                        "rule/Merics2024",
                        "PARTNER_SHARE, AT_LEAST",
                        "PARTNER_SHARE, " + BELOW,
                        "merics@2024.c12",
                        "merics@2024"),
                mutant("rule/Fki2022", "PARTNER_SHARE, AT_LEAST", "PARTNER_SHARE, " + BELOW, "fki@2022"),
                mutant("rule/Hjs2020", "PARTNER_SHARE, ABOVE", "PARTNER_SHARE, " + BELOW, "hjs@2020"),
                mutant(
                        "rule/CbsBands1",
                        "\"import_hhi\", GoodMeasure.HHI, ABOVE",
                        "\"import_hhi\", GoodMeasure.HHI, BELOW",
                        "cbs-bands@1"),
                mutant(
                        "RuleJudge",
                        "if (truth == Truth.YES) {\n                return Optional.of(band.name())",
                        "if (truth == Truth.NO) {\n                return Optional.of(band.name())",
                        "cbs-bands@1"),
                mutant("rule/MetiWp2024", "HHI, ABOVE", "HHI, " + BELOW, "meti-wp@2024"),
                mutant(
                        "rule/OecdConcentration2025",
                        "ratio, BELOW",
                        "ratio, ABOVE",
                        "oecd-concentration@2025",
                        "oecd-concentration@2025.count"),
                mutant(
                        "RuleJudge",
                        "truth = truth.and(",
                        "truth = truth.or(",
                        "geodep@2024",
                        "ec-refined@2023",
                        "meti-domestic-use@2020"),
                mutant(
                        "leverage/Dependences",
                        "truth == Truth.YES && top >= 0",
                        "truth == Truth.NO && top >= 0",
                        "leverage@1"),
                mutant("power/MarketPower", "return 1 - worldShare;", "return worldShare;", "market-power@1"),
                mutant("power/Erosion", ": Series.slope(shares,", ": -Series.slope(shares,", "erosion@1"),
                mutant(
                        "tournament/Tournament",
                        "flagged += outcomes[rule][good] == Truth.YES",
                        "flagged += outcomes[rule][good] == Truth.NO",
                        "agreement@1"),
                mutant("tournament/Tournament", "both += b == Truth.YES", "both += b == Truth.NO", "jaccard@1"),
                mutant(
                        "tournament/Churn",
                        "kept += then == Truth.YES && now == Truth.YES",
                        "kept += then == Truth.YES && now == Truth.NO",
                        "churn@1"),
                mutantOfTriage("GoodRows", "GoodMeasure.HHI, ABOVE", "GoodMeasure.HHI, " + BELOW),
                mutantOfTriage("GoodRows", "GoodMeasure.WORLD_SHARE, ABOVE", "GoodMeasure.WORLD_SHARE, " + BELOW),
                mutantOfTriage("Row", "return lasting.and(testOnce(newest))", "return lasting"));
    }

    static List<Mutant> mutantsOfTables() {
        var stage = "stage-concentration@1";
        var field = "field-profile@1";
        return List.of(
                mutant("stage/StageConcentration", "return squares / (base * base)", "return squares / base", stage),
                mutant("stage/StageConcentration", "value[i] > value[top]", "value[i] < value[top]", stage),
                mutant("emergence/Series", "Math.log(last / previous) / years", "Math.log(last / previous)", field),
                mutant("emergence/Series", "return 1 - (double) common / n", "return (double) common / n", field),
                mutant("emergence/Series", "parts / wholes", "wholes / parts", field),
                mutant("emergence/Series", "return entropy / Math.log(active)", "return entropy", field));
    }

    private static Mutant mutant(String file, String text, String instead, String... seenBy) {
        return new Mutant(MEASURE + file + ".java", text, instead, List.of(seenBy));
    }

    private static Mutant mutantOfTriage(String file, String text, String instead) {
        return new Mutant(TRIAGE + file + ".java", text, instead, List.of("triage@1"));
    }

    @BeforeAll
    static void makeTheDataSets() throws IOException, InterruptedException {
        var cli = new Cli(folder);
        workspace = cli.workspace();
        var map = SmallWorld.write(cli);
        goods = cli.run(
                        "data",
                        "add",
                        folder.resolve(SmallWorld.FILE).toString(),
                        "--map",
                        map.toString(),
                        "--complete",
                        "--complete-products",
                        "--json")
                .json()
                .path("id")
                .asString();
        withoutTables = OtherBuild.pack(
                OtherBuild.starterWithout(folder.resolve("goods-tables"), "technology", "flows", "mineral_stages"),
                folder.resolve("without-tables"),
                "clear,check");
        withoutFlows = OtherBuild.pack(
                OtherBuild.starterWithout(folder.resolve("other-tables"), "flows"),
                folder.resolve("without-flows"),
                "clear,check");
        tables = "starter";
    }

    @Test
    void theProgramAsItIsPassesAndAMutantStandsForEveryCheck() {
        var runs = List.of(verify(List.of(withoutTables), goods), verify(List.of(withoutFlows), tables));
        var listed = new ArrayList<String>();
        var compared = new ArrayList<String>();
        for (var run : runs) {
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.json().path("ok").asBoolean()).isTrue();
            assertThat(failing(run)).isEmpty();
            run.json().path("checks").forEach(check -> {
                listed.add(check.path("name").asString());
                if (check.path("cells").asLong() > 0) {
                    compared.add(check.path("name").asString());
                }
            });
        }
        var mutated = new ArrayList<String>();
        mutantsOfGoods().forEach(m -> mutated.addAll(m.seenBy()));
        mutantsOfTables().forEach(m -> mutated.addAll(m.seenBy()));

        assertThat(compared).as("every check compares something").containsAll(listed);
        assertThat(mutated).as("every check has a mutant").containsAll(listed);
    }

    @Test
    void everyMethodPageWithSqlHasACheckAndEveryCheckAMutant() throws IOException {
        var checks = new ArrayList<>(Verification.listChecks());
        checks.add("triage@1");
        var withSql = new ArrayList<String>();
        try (var pages = Files.list(Repository.root().resolve("docs/methods"))) {
            for (var page : pages.toList()) {
                if (Files.readString(page).contains("\n## SQL: ")) {
                    withSql.add(page.getFileName().toString().replaceAll("\\.md$", ""));
                }
            }
        }
        var mutated = new ArrayList<String>();
        mutantsOfGoods().forEach(m -> mutated.addAll(m.seenBy()));
        mutantsOfTables().forEach(m -> mutated.addAll(m.seenBy()));

        assertThat(withSql).contains("geodep@2024", "hhi@1", "churn@1");
        assertThat(checks).containsAll(withSql);
        assertThat(mutated).containsAll(checks);
    }

    @ParameterizedTest
    @MethodSource("mutantsOfGoods")
    void aChangedKernelOfGoodsIsSeen(Mutant mutant) throws IOException {
        assertSeen(mutant, withoutTables, goods);
    }

    @ParameterizedTest
    @MethodSource("mutantsOfTables")
    void aChangedKernelOfStagesAndFieldsIsSeen(Mutant mutant) throws IOException {
        assertSeen(mutant, withoutFlows, tables);
    }

    private static void assertSeen(Mutant mutant, Path pack, String dataset) throws IOException {
        var source = Repository.read(mutant.file());
        assertThat(source.split(java.util.regex.Pattern.quote(mutant.text()), -1))
                .as("the text to change stands exactly once: " + mutant)
                .hasSize(2);
        var into = Files.createTempDirectory(folder, "mutant");
        OtherBuild.compile(mutant.className(), source.replace(mutant.text(), mutant.instead()), into);

        var run = verify(List.of(into, pack), dataset);

        assertThat(run.exit()).as(run.err()).isEqualTo(4);
        assertThat(run.json().path("ok").asBoolean()).isFalse();
        assertThat(failing(run)).containsAll(mutant.seenBy());
    }

    private static Cli.Run verify(List<Path> first, String dataset) {
        return new OtherBuild(first)
                .run(
                        "verify",
                        "--dataset",
                        dataset,
                        "--sample",
                        "10",
                        "--json",
                        "--quiet",
                        "--workspace",
                        workspace.toString());
    }

    private static List<String> failing(Cli.Run run) {
        var failing = new ArrayList<String>();
        run.json().path("checks").forEach(check -> {
            // a check that compared nothing is neither right nor wrong
            if (check.path("ok").isBoolean() && !check.path("ok").asBoolean()) {
                assertThat(check.path("first_difference").asString()).isNotBlank();
                failing.add(check.path("name").asString());
            }
        });
        return failing;
    }
}
