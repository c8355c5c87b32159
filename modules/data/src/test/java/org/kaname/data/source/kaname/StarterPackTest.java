package org.kaname.data.source.kaname;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Coverage;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.TradeCube;
import org.kaname.model.Code;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/** Facts of the pack's README, not of its reader. */
@Tag("golden")
class StarterPackTest {
    private static final Path TABLES = Path.of("src/main/starter");
    private final StarterPack pack = StarterPack.load();

    @Test
    void everyRowIsTakenAndCounted() {
        var usd = pack.usd();
        assertThat(usd.cube().flows()).isEqualTo(53_508);
        assertThat(usd.activity()).hasSize(30_573);
        assertThat(usd.stages()).hasSize(2_449);
        assertThat(usd.publishedShares()).hasSize(77);
        assertThat(usd.links()).hasSize(199);
        assertThat(usd.products()).hasSize(86);
        assertThat(usd.strategicFields()).hasSize(17);
        assertThat(usd.sources()).hasSize(21);
        assertThat(usd.economies().size()).isEqualTo(254);
        assertThat(usd.blocs().stream()
                        .filter(b -> !KanameBlocs.list().contains(b))
                        .mapToInt(b -> b.members().size())
                        .sum())
                .isEqualTo(336);
        assertThat(usd.manifest().rows().quarantined()).isZero();
        assertThat(pack.yen().cube().flows() + pack.yenTotals().size()).isEqualTo(15_728);
        assertThat(pack.statuses()).isEqualTo(new TreeSet<>(java.util.List.of("check", "clear")));
        assertThat(pack.leftOut()).isEmpty();
    }

    @Test
    void eachSetHasOneCurrencyAndItsOwnName() {
        assertThat(pack.usd().cube().unit()).isEqualTo(Unit.KUSD);
        assertThat(pack.yen().cube().unit()).isEqualTo(Unit.BN_JPY);
        assertThat(pack.usd().id()).matches("starter\\.[0-9a-f]{12}");
        assertThat(pack.yen().id()).matches("starter-yen\\.[0-9a-f]{12}");
    }

    @Test
    void listedImportersAreThirteenAndTheOthersHideInARemainder() {
        var coverage = pack.usd().coverage();
        var economies = pack.usd().economies();
        var good = new Code("HS17", "282520");
        var listed = new TreeSet<String>();
        for (int i = 0; i < economies.size(); i++) {
            if (coverage.importer(2023, good, i) != Coverage.State.HIDDEN) {
                listed.add(economies.get(i).code());
            }
        }
        assertThat(String.join(" ", listed)).isEqualTo("AUS CAN CHN DEU FRA GBR IND ITA JPN KOR NLD TWN USA XRW");
        assertThat(coverage.importer(2023, good, economies.indexOf("JPN"))).isEqualTo(Coverage.State.REPORTED);
        assertThat(coverage.importer(2023, good, economies.indexOf("DEU"))).isEqualTo(Coverage.State.NOT_REPORTED);
        assertThat(coverage.importer(2023, good, economies.indexOf("XRW"))).isEqualTo(Coverage.State.REPORTED);
        assertThat(coverage.worldDeclared(2023, good)).isTrue();
        assertThat(coverage.worldDeclared(2010, good)).isFalse();
        assertThat(coverage.importer(2010, good, economies.indexOf("JPN"))).isEqualTo(Coverage.State.EXCERPT);
        assertThat(coverage.allProducts()).isFalse();
        assertThat(coverage.excerpt()).isTrue();
    }

    @Test
    void everyCellWithFlowsIsDeclaredAndNoFlowIsToOneself() {
        var usd = pack.usd();
        var cube = usd.cube();
        for (int y = 0; y < cube.yearCount(); y++) {
            for (int p = 0; p < cube.products().size(); p++) {
                var block = cube.block(y, p);
                if (block.size() > 0) {
                    assertThat(usd.coverage()
                                    .worldDeclared(cube.year(y), cube.products().get(p)))
                            .isTrue();
                }
                for (int flow = block.from(); flow < block.to(); flow++) {
                    assertThat(block.exporter()[flow]).isNotEqualTo(block.importer()[flow]);
                }
            }
        }
    }

    @Test
    void everyGoodOfAFlowHasANameAndEveryLinkLeadsSomewhere() {
        var usd = pack.usd();
        for (var good : usd.cube().products()) {
            assertThat(usd.findProduct(good)).as(good.toString()).isPresent();
        }
        var fields = new HashSet<String>();
        usd.strategicFields().forEach(f -> fields.add(f.id()));
        for (var link : usd.links()) {
            if (link.kind().equals("hs-field") || link.kind().equals("wipo-field")) {
                assertThat(fields).contains(link.to());
            }
        }
    }

    @Test
    void mineralSharesAddUpToAboutOne() {
        var sums = new java.util.HashMap<String, Double>();
        for (var row : pack.usd().stages()) {
            var kind = pack.economies().findEconomy(row.economy()).orElseThrow().kind();
            if (!Double.isNaN(row.share()) && kind != Economy.Kind.WORLD) {
                sums.merge(
                        row.year()
                                + row.material()
                                + row.stage()
                                + row.source()
                                + row.status().equals("PROJECTED"),
                        row.share(),
                        Double::sum);
            }
        }
        assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isBetween(0.953 - 1e-3, 1.058 + 1e-3));
    }

    @Test
    void flowsAddUpToTheImportersOwnTotals() {
        var usd = pack.usd();
        var cube = usd.cube();
        int off = 0;
        int compared = 0;
        for (var total : pack.totals()) {
            int importer = cube.economies().indexOf(total.importer());
            int product = cube.productIndex(total.product());
            int year = cube.yearIndex(total.year());
            if (pack.economies().get(importer).kind() == Economy.Kind.WORLD || year < 0 || product < 0) {
                continue;
            }
            var block = cube.block(year, product);
            double sum = 0;
            for (int flow = block.first(importer); flow < block.end(importer); flow++) {
                sum += block.value()[flow] / TradeCube.SCALE;
            }
            compared++;
            double expected = total.value() - total.leftOut();
            if (Math.abs(sum - expected) > expected * 1e-3) {
                off++;
            }
        }
        assertThat(compared).isGreaterThan(2_800);
        assertThat(off).isLessThanOrEqualTo(1);
    }

    @Test
    void theBookInYenKnowsItsReportersPurchasesAndNothingOfTheWorld() {
        var yen = pack.yen();
        var good = new Code("JPC", "petroleum");
        assertThat(yen.findProduct(good)).isPresent();
        int japan = yen.economies().indexOf("JPN");
        assertThat(yen.coverage().importer(2024, good, japan)).isEqualTo(Coverage.State.REPORTED);
        assertThat(yen.coverage().importer(2024, good, yen.economies().indexOf("CHN")))
                .isEqualTo(Coverage.State.EXCERPT);
        assertThat(yen.coverage().worldDeclared(2024, good)).isFalse();
        for (int flow = 0; flow < yen.cube().flows(); flow++) {
            assertThat(yen.economies().get(yen.cube().exporter(flow)).kind()).isNotEqualTo(Economy.Kind.WORLD);
            assertThat(yen.economies().get(yen.cube().importer(flow)).kind()).isNotEqualTo(Economy.Kind.WORLD);
        }
    }

    @Test
    void aFlowLeadsBackToItsLine() {
        var usd = pack.usd();
        for (int flow = 0; flow < usd.cube().flows(); flow += 997) {
            var line = usd.lines().line(usd.cube().origin(flow)).orElseThrow();
            assertThat(line)
                    .contains(","
                            + usd.economies().get(usd.cube().exporter(flow)).code() + ","
                            + usd.economies().get(usd.cube().importer(flow)).code() + ",");
        }
        assertThat(usd.lines().fileName(usd.cube().origin(0))).isEqualTo("starter/flows.csv");
        var stage = usd.stages().getLast();
        assertThat(usd.lines().line(stage.origin()).orElseThrow()).contains(stage.material());
    }

    @Test
    void theHashesWrittenByTheBuildAreTheHashesOfThePackedTables() {
        var files = PackFiles.embedded();
        for (var input : pack.usd().manifest().inputs()) {
            var table = input.path().replace("starter/", "").replace(".csv", "");
            assertThat(input.sha256())
                    .isEqualTo(PackFiles.sha256(files.find(table).orElseThrow()));
        }
    }

    @Test
    void aFolderGivesTheSameRowsAsTheEmbeddedPack() {
        var read = StarterPack.read(TABLES, Progress.NONE);
        assertThat(read).isInstanceOfSatisfying(Outcome.Taken.class, taken -> {
            var fromFolder = ((StarterPack) taken.value()).usd();
            assertThat(fromFolder.cube().flows()).isEqualTo(pack.usd().cube().flows());
            assertThat(fromFolder.activity()).isEqualTo(pack.usd().activity());
            assertThat(fromFolder.stages()).hasSameSizeAs(pack.usd().stages());
        });
    }

    @Test
    void aPackWithOnlyItsHeadersStillLoads(@TempDir Path folder) throws Exception {
        try (var tables = Files.list(TABLES)) {
            for (var table : (Iterable<Path>) tables::iterator) {
                var name = table.getFileName().toString();
                var keep = name.equals("flows.csv") || name.equals("coverage.csv") || name.equals("trade_totals.csv");
                if (keep) {
                    Files.writeString(
                            folder.resolve(name), Files.readAllLines(table).getFirst() + "\n");
                } else {
                    Files.copy(table, folder.resolve(name));
                }
            }
        }
        var read = StarterPack.read(folder, Progress.NONE);
        assertThat(read).isInstanceOfSatisfying(Outcome.Taken.class, taken -> {
            var usd = ((StarterPack) taken.value()).usd();
            assertThat(usd.cube().flows()).isZero();
            assertThat(usd.cube().products()).isEmpty();
            assertThat(usd.coverage().worldDeclared(2023, new Code("HS17", "282520")))
                    .isFalse();
        });
    }

    @Test
    void everyFaultOfAPackIsReportedWithItsLineAndNothingIsTaken(@TempDir Path folder) throws Exception {
        try (var tables = Files.list(TABLES)) {
            for (var table : (Iterable<Path>) tables::iterator) {
                Files.copy(table, folder.resolve(table.getFileName().toString()));
            }
        }
        var flows = Files.readAllLines(folder.resolve("flows.csv")).subList(0, 3);
        flows.add(flows.get(1));
        flows.add("2010,QQQ,AUS,HS-2,27,1,,ct-27");
        flows.add("2010,BHR,AUS,HS-2,27,-4,,ct-27");
        flows.add("2010,AGO,AUS,HS-2,27,5,,nobody");
        flows.add("2010,AUT,AUS,HS-2,27,5");
        Files.write(folder.resolve("flows.csv"), flows);
        assertThat(StarterPack.read(folder, Progress.NONE)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            var found = new TreeSet<String>();
            for (var refusal : ((Outcome.Refused<?>) refused).refusals()) {
                found.add(refusal.line() + " " + refusal.code());
            }
            assertThat(found)
                    .containsExactly(
                            "4 KAN-DATA-017", "5 KAN-DATA-016", "6 KAN-DATA-018", "7 KAN-DATA-056", "8 KAN-DATA-012");
        });
    }
}
