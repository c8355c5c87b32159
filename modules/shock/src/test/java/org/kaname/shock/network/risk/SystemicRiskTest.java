package org.kaname.shock.network.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.model.testing.SharedFolder;
import org.kaname.shock.network.Evidence;
import org.kaname.shock.network.FirmNetwork;
import org.kaname.shock.network.Firms;
import org.kaname.shock.network.Links;

@Tag("golden")
class SystemicRiskTest {
    private static final double ROUNDED_TO_3_DECIMALS = 5e-4 + 1e-12;

    /** A network of the folder, dense and compressed. */
    private record Case(double[][] w, int[] sector, int sectors, int[][] kind, FirmNetwork network) {
        static Case of(double[][] w, int[] sector, int[][] bySector) {
            int n = w.length;
            var kind = new int[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    kind[i][j] = bySector[sector[i]][sector[j]];
                }
            }
            return ofLinks(w, sector, kind);
        }

        static Case ofLinks(double[][] w, int[] sector, int[][] kind) {
            int n = w.length;
            int sectors = Arrays.stream(sector).max().orElseThrow() + 1;
            var links = new Links();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (w[i][j] > 0) {
                        links.add(i, j, sector[i], w[i][j], Evidence.SYNTHETIC);
                    }
                }
            }
            var unknown = new double[n];
            Arrays.fill(unknown, Double.NaN);
            var codes = IntStream.range(0, sectors).mapToObj(Integer::toString).toList();
            var firms =
                    new Firms(List.of(), List.of("AAA"), codes, codes, new int[n], sector, unknown, unknown, unknown);
            return new Case(w, sector, sectors, kind, FirmNetwork.of(firms, links));
        }

        SystemicRisk risk(double eps, boolean replaceable) {
            Essentiality ess = (link, from, to) -> kind[network.supplier()[link]][network.buyer(link)];
            return SystemicRisk.of(network, ess, new SystemicRisk.Options(eps, replaceable));
        }

        PlainCascade plain(int firm, double eps, boolean replaceable) {
            var psi = new double[w.length];
            Arrays.fill(psi, 1);
            psi[firm] = 0;
            return new PlainCascade(w, sector, sectors, kind, eps, replaceable, psi);
        }
    }

    private static List<String[]> rows(String file) throws IOException {
        var rows = new ArrayList<String[]>();
        for (var line : Files.readAllLines(SharedFolder.require("golden/systemic-risk/" + file))) {
            rows.add(line.replace("\"", "").split(","));
        }
        return rows.subList(1, rows.size());
    }

    private static int[] sectors(String file) throws IOException {
        return rows(file).stream().mapToInt(r -> Integer.parseInt(r[1]) - 1).toArray();
    }

    private static int[][] matrix(String file) throws IOException {
        return rows(file).stream()
                .map(r -> Arrays.stream(r).skip(1).mapToInt(Integer::parseInt).toArray())
                .toArray(int[][]::new);
    }

    private static Case edges(String name) throws IOException {
        var sector = sectors(name + "_sectors.csv");
        var w = new double[sector.length][sector.length];
        for (var r : rows(name + "_edges.csv")) {
            w[Integer.parseInt(r[0]) - 1][Integer.parseInt(r[1]) - 1] += Double.parseDouble(r[2]);
        }
        return Case.of(w, sector, matrix(name + "_ess.csv"));
    }

    private static Case fig1(int kind) throws IOException {
        var w = rows("paper_fig1_W.csv").stream()
                .map(r -> Arrays.stream(r).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
        var all = new int[5][5];
        for (var row : all) {
            Arrays.fill(row, kind);
        }
        return Case.of(w, sectors("paper_fig1_p.csv"), all);
    }

    private static void assertIndexes(Case world, double eps, String file, double tolerance) throws IOException {
        var expected = rows(file);
        var seen = world.risk(eps, false).of(IntStream.range(0, expected.size()).toArray());
        double worst = 0;
        for (int f = 0; f < expected.size(); f++) {
            var row = expected.get(f);
            worst = Math.max(worst, Math.abs(seen[f].total() - Double.parseDouble(row[1])));
            worst = Math.max(worst, Math.abs(seen[f].downstream() - Double.parseDouble(row[2])));
            worst = Math.max(worst, Math.abs(seen[f].upstream() - Double.parseDouble(row[3])));
        }
        assertThat(worst).as(file).isLessThanOrEqualTo(tolerance);
    }

    private static void assertLosses(Case world, double eps, String name) throws IOException {
        var down = rows(name + "_hd.csv");
        var up = rows(name + "_hu.csv");
        var walk = world.risk(eps, false).walk();
        for (int f = 0; f < world.w().length; f++) {
            walk.fail(f);
            for (int i = 0; i < world.w().length; i++) {
                assertThat(walk.downstreamLoss(i))
                        .as(name + " down, firm " + i + ", failing " + f)
                        .isCloseTo(Double.parseDouble(down.get(i)[f + 1]), within(ROUNDED_TO_3_DECIMALS));
                assertThat(walk.upstreamLoss(i))
                        .as(name + " up, firm " + i + ", failing " + f)
                        .isCloseTo(Double.parseDouble(up.get(i)[f + 1]), within(ROUNDED_TO_3_DECIMALS));
            }
        }
    }

    @Test
    void elevenFirmsOfThePaperWithEveryInputInProportion() throws IOException {
        assertIndexes(fig1(1), 1e-2, "fig1_linear_ESRI.csv", 1e-12);
        assertLosses(fig1(1), 1e-2, "fig1_linear");
    }

    @Test
    void elevenFirmsOfThePaperWithEveryInputEssential() throws IOException {
        assertIndexes(fig1(2), 1e-2, "fig1_leontief_ESRI.csv", 1e-12);
        assertIndexes(fig1(2), 1e-9, "fig1_leontief_eps1e-9_ESRI.csv", 1e-12);
        assertLosses(fig1(2), 1e-2, "fig1_leontief");
        assertLosses(fig1(2), 1e-9, "fig1_leontief_eps1e-9");
    }

    @Test
    void twoHundredFirmsEachFailingOnce() throws IOException {
        assertIndexes(edges("syn200"), 1e-2, "syn200_R_ESRI.csv", 1e-12);
        assertIndexes(edges("syn200"), 1e-2, "syn200_cpp_ESRI.csv", 1e-12);
        assertLosses(edges("syn200"), 1e-2, "syn200_R");
        var all = edges("syn200").risk(1e-2, false).ofEachFirm();
        assertThat(Arrays.stream(all)
                        .mapToDouble(SystemicRisk.Index::total)
                        .max()
                        .orElseThrow())
                .isCloseTo(.9186291, within(5e-8));
        assertThat(Arrays.stream(all)
                        .mapToDouble(SystemicRisk.Index::total)
                        .average()
                        .orElseThrow())
                .isCloseTo(.4660445, within(5e-8));
    }

    @Test
    void aTighterEpsFindsLargerLosses() throws IOException {
        var world = edges("syn200");
        var loose = world.risk(1e-2, false).ofEachFirm();
        var tight = world.risk(1e-9, false).ofEachFirm();

        for (int f = 0; f < tight.length; f++) {
            assertThat(tight[f].total()).isGreaterThanOrEqualTo(loose[f].total());
        }
        agree(world, 40, 1e-9, false);
    }

    @Test
    void theFirstFiftyOfAThousandFirms() throws IOException {
        assertIndexes(edges("syn1000"), 1e-2, "syn1000_cpp_first50_ESRI.csv", 1e-12);
    }

    @Test
    void thirteenFirmsWithReplaceableSuppliers() throws IOException {
        var world = replaceableFirms();
        var expected = rows("test_esri.csv");
        var seen = world.risk(1e-2, true).ofEachFirm();

        for (int f = 0; f < expected.size(); f++) {
            assertThat(seen[f].total())
                    .as(expected.get(f)[0])
                    .isCloseTo(Double.parseDouble(expected.get(f)[1]), within(1e-9));
        }
    }

    private static Case replaceableFirms() throws IOException {
        var names = rows("test_esri.csv").stream().map(r -> r[0]).toList();
        var codes = new ArrayList<String>();
        var sector = new int[names.size()];
        var w = new double[names.size()][names.size()];
        var kind = new int[names.size()][names.size()];
        for (var r : rows("test_list.csv")) {
            for (int side = 0; side < 2; side++) {
                if (!codes.contains(r[2 + side])) {
                    codes.add(r[2 + side]);
                }
                sector[names.indexOf(r[side])] = codes.indexOf(r[2 + side]);
            }
            w[names.indexOf(r[0])][names.indexOf(r[1])] = Double.parseDouble(r[4]);
            kind[names.indexOf(r[0])][names.indexOf(r[1])] = Integer.parseInt(r[5]);
        }
        return Case.ofLinks(w, sector, kind);
    }

    @Test
    @Tag("two-implementations")
    void theSparseKernelAgreesWithTheDenseForm() throws IOException {
        for (double eps : new double[] {1e-2, 1e-6}) {
            for (boolean replaceable : new boolean[] {false, true}) {
                agree(fig1(1), 1, eps, replaceable);
                agree(fig1(2), 1, eps, replaceable);
                agree(replaceableFirms(), 1, eps, replaceable);
                agree(edges("syn200"), 3, eps, replaceable);
                agree(edges("syn1000"), 400, eps, replaceable);
            }
        }
    }

    private static void agree(Case world, int stride, double eps, boolean replaceable) {
        var walk = world.risk(eps, replaceable).walk();
        for (int f = 0; f < world.w().length; f += stride) {
            var plain = world.plain(f, eps, replaceable);
            var fast = walk.fail(f);
            var name = world.w().length + " firms, failing " + f + ", eps " + eps + ", replaceable " + replaceable;
            assertThat(fast.total()).as(name).isCloseTo(plain.total, within(1e-12));
            assertThat(fast.downstream()).as(name).isCloseTo(plain.downstream, within(1e-12));
            assertThat(fast.upstream()).as(name).isCloseTo(plain.upstream, within(1e-12));
        }
    }

    @Test
    void theOrderOfScenariosAndOfLinksChangesNothing() throws IOException {
        var risk = edges("syn200").risk(1e-6, false);
        var forth = IntStream.range(0, 200).boxed().toList();
        var back = new ArrayList<>(forth);
        Collections.reverse(back);
        var walk = risk.walk();
        var all = risk.ofEachFirm();

        for (int f : back) {
            assertThat(walk.fail(f)).isEqualTo(all[f]);
        }
    }
}
