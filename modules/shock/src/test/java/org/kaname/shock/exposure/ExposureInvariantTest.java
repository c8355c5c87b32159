package org.kaname.shock.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.inputoutput.IoTable;

/** Laws on made-up tables; the seed is in the message. */
@Tag("invariant")
class ExposureInvariantTest {
    private static final int CASES = 60;

    private static Leontief factorised(IoTable table) {
        return Tables.taken(Leontief.of(table));
    }

    @Test
    void bothInversesKeepTheirIdentities() {
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var table = Tables.random(random, 1 + random.nextInt(4), 1 + random.nextInt(5));
            var leontief = factorised(table);
            int n = table.industries();
            assertThat(leontief.solve(leontief.closure()))
                    .as("seed %d", seed)
                    .containsExactly(table.output(), within(1e-9 * 100));
            assertThat(product(Leontief.identityLess(leontief.coefficients(), n), leontief.inverse(), n))
                    .as("seed %d", seed)
                    .containsExactly(identity(n), within(1e-12));
            assertThat(product(Leontief.identityLess(leontief.allocations(), n), leontief.ghoshInverse(), n))
                    .as("seed %d", seed)
                    .containsExactly(identity(n), within(1e-10));
            var unchanged = IntStream.range(0, n)
                    .mapToDouble(i -> leontief.valueAddedRates()[i] * table.output()[i])
                    .toArray();
            assertThat(leontief.supplyPush(unchanged))
                    .as("seed %d", seed)
                    .containsExactly(table.output(), within(1e-9));
        }
    }

    @Test
    void manyRightSidesAreSolvedAsOneByOneAndTransposedIsTransposed() {
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var table = Tables.random(random, 2, 3);
            var leontief = factorised(table);
            int n = table.industries();
            var inverse = leontief.inverse();
            var b = random.doubles(n).toArray();
            var expected = new double[n];
            var transposed = new double[n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    expected[i] += inverse[i * n + j] * b[j];
                    transposed[j] += inverse[i * n + j] * b[i];
                }
            }
            assertThat(leontief.solve(b)).as("seed %d", seed).containsExactly(expected, within(1e-12));
            assertThat(leontief.solveTransposed(b)).as("seed %d", seed).containsExactly(transposed, within(1e-12));
            var unit = identity(n);
            var columns = leontief.solveManyTransposed(unit, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    assertThat(columns[j * n + i]).isCloseTo(inverse[i * n + j], within(1e-12));
                }
            }
        }
    }

    /** From L itself, by the formulas of shock 1.4, without solving row by row. */
    @Test
    void exposuresAreWhatThePlainFormulasGive() {
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var table = Tables.random(random, 3, 2);
            var leontief = factorised(table);
            var exposures = Tables.taken(Exposures.of(leontief));
            int n = table.industries();
            int s = random.nextInt(3);
            int c = random.nextInt(3);
            var l = leontief.inverse();
            var g = leontief.ghoshInverse();
            var x = table.output();
            double throughPart = 0;
            double throughAll = 0;
            double origin = 0;
            double finals = 0;
            double soldPart = 0;
            double soldAll = 0;
            for (int i = 0; i < n; i++) {
                double pulled = 0;
                for (int j = 0; j < n; j++) {
                    double tier = l[i * n + j] - (i == j ? 1 : 0);
                    if (table.economyOf(j) == c) {
                        throughAll += tier * x[j];
                        throughPart += table.economyOf(i) == s ? tier * x[j] : 0;
                    }
                    pulled += l[i * n + j] * table.finalDemand()[j * 3 + c];
                    if (table.economyOf(i) == s) {
                        double push = x[i] * (g[i * n + j] - (i == j ? 1 : 0));
                        soldAll += push;
                        soldPart += table.economyOf(j) == c ? push : 0;
                    }
                }
                origin += table.economyOf(i) == s ? leontief.valueAddedRates()[i] * pulled : 0;
                finals += table.finalDemand()[i * 3 + c];
            }
            var shares = Tables.taken(exposures.ofEconomy("E" + c));
            assertThat(shares.share(ExposureMeasure.LOOKTHROUGH_INPUT_SHARE, "E" + s))
                    .as("seed %d", seed)
                    .hasValueCloseTo(throughPart / throughAll, within(1e-11));
            assertThat(shares.share(ExposureMeasure.VA_BY_ORIGIN, "E" + s))
                    .as("seed %d", seed)
                    .hasValueCloseTo(origin / finals, within(1e-11));
            assertThat(shares.share(ExposureMeasure.SALES_LOOKTHROUGH, "E" + s))
                    .as("seed %d", seed)
                    .hasValueCloseTo(soldPart / soldAll, within(1e-11));
            for (var measure : List.of(
                    ExposureMeasure.FACE_INTERMEDIATE,
                    ExposureMeasure.FACE_FINAL,
                    ExposureMeasure.LOOKTHROUGH_INPUT_SHARE,
                    ExposureMeasure.VA_BY_ORIGIN)) {
                assertThat(shares.share(measure, Set.of("E0", "E1", "E2")))
                        .as("seed %d, %s", seed, measure)
                        .hasValueCloseTo(1.0, within(1e-11));
            }
        }
    }

    @Test
    void extractionByUpdateIsTheDirectSolution() {
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var table = Tables.random(random, 3, 4);
            var extraction = new Extraction(factorised(table));
            var link = random.nextBoolean()
                    ? ExtractedLink.between(
                            table, random.nextInt(3), random.nextInt(3), random.nextBoolean(), random.nextDouble())
                    : ExtractedLink.ofIndustry(table, random.nextInt(12), random.nextDouble());
            var fast = Tables.taken(extraction.compute(link));
            var plain = Tables.taken(extraction.direct(link));
            assertThat(fast.direct()).as("seed %d", seed).isFalse();
            assertThat(fast.outputChange()).as("seed %d", seed).containsExactly(plain.outputChange(), within(1e-10));
            assertThat(fast.valueAddedLoss()).as("seed %d", seed).isGreaterThanOrEqualTo(-1e-12);
        }
    }

    @Test
    void manyExtractionsAreThoseMadeOneByOne() {
        var table = Tables.random(new Random(3), 30, 6);
        var links = IntStream.range(0, table.industries())
                .mapToObj(i -> i % 2 == 0
                        ? ExtractedLink.ofIndustry(table, i, .7)
                        : ExtractedLink.between(table, i / 6, (i / 6 + 1) % 30, true, 1))
                .toList();
        var leontief = factorised(table);
        var together = new Extraction(leontief).computeAll(links);
        for (int k = 0; k < links.size(); k++) {
            assertThat(Tables.taken(together.get(k)).outputChange())
                    .as("link %d", k)
                    .containsExactly(
                            Tables.taken(new Extraction(leontief).compute(links.get(k)))
                                    .outputChange(),
                            within(1e-11));
        }
    }

    /** Larger than a block, with rows to exchange. */
    @Test
    void factorisingInBlocksIsFactorisingByColumns() {
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            int n = 1 + random.nextInt(200);
            var matrix = random.doubles((long) n * n, -1, 1).toArray();
            var b = random.doubles(n).toArray();
            var blocks = LuSolver.factorise(matrix.clone(), n).orElseThrow();
            var plain = LuSolver.factorisePlainly(matrix.clone(), n).orElseThrow();
            for (boolean transposed : new boolean[] {false, true}) {
                var x = transposed ? blocks.solveTransposed(b) : blocks.solve(b);
                var y = transposed ? plain.solveTransposed(b) : plain.solve(b);
                for (int i = 0; i < n; i++) {
                    assertThat(x[i]).as("seed %d", seed).isCloseTo(y[i], within(1e-7 * (1 + Math.abs(y[i]))));
                    double back = 0;
                    for (int j = 0; j < n; j++) {
                        back += (transposed ? matrix[j * n + i] : matrix[i * n + j]) * x[j];
                    }
                    assertThat(back).as("seed %d", seed).isCloseTo(b[i], within(1e-8));
                }
            }
        }
    }

    @Test
    void nothingIsLostWhereNothingIsExtracted() {
        var table = Tables.random(new Random(7), 2, 3);
        var result =
                Tables.taken(new Extraction(factorised(table)).compute(ExtractedLink.between(table, 0, 1, true, 0)));
        assertThat(result.outputChange()).containsExactly(new double[6], within(1e-12));
    }

    @Test
    void anIndustryWithoutOutputHasNoRateAndItsColumnIsTheIdentitys() {
        var z = new double[] {1, 0, 2, 0, 0, 0, 1, 0, 3};
        var table = Tables.table(1, 3, z, new double[] {5, 0, 4}, 1);
        var leontief = factorised(table);

        assertThat(leontief.valueAddedRates()[1]).isZero();
        assertThat(leontief.inverse()[1 * 3 + 1]).isEqualTo(1);
        assertThat(leontief.inverse()[0 * 3 + 1]).isZero();
        assertThat(Tables.taken(Tables.taken(wrapped(leontief)).ofIndustry("E0", "s1"))
                        .share(ExposureMeasure.FACE_INPUT_SHARE, "E0"))
                .isEmpty();
    }

    private static org.kaname.data.Outcome<Exposures> wrapped(Leontief leontief) {
        return Exposures.of(leontief);
    }

    @Test
    void industriesThatBuyAllTheyMakeHaveNoInverse() {
        var closed = Tables.table(1, 2, new double[] {0, 4, 4, 0}, new double[] {0, 0}, 1);
        assertThat(Tables.code(Leontief.of(closed))).isEqualTo("KAN-SHOCK-032");
    }

    @Test
    void aTableOfSomeBlocksIsRefused() {
        var whole = Tables.threeSectors();
        var partial = new IoTable(
                Tables.head(IoTable.Scope.PARTIAL),
                whole.economies(),
                whole.sectors(),
                whole.sectorNames(),
                whole.finalColumns(),
                whole.deliveries(),
                whole.finalDemand(),
                whole.output(),
                null);
        assertThat(Tables.code(Leontief.of(partial))).isEqualTo("KAN-SHOCK-031");
    }

    @Test
    void unknownEconomiesAndSectorsAreRefused() {
        var exposures = Tables.taken(Exposures.of(factorised(Tables.random(new Random(1), 2, 2))));
        assertThat(Tables.code(exposures.ofEconomy("XXX"))).isEqualTo("KAN-SHOCK-030");
        assertThat(Tables.code(exposures.ofIndustry("E1", "s9"))).isEqualTo("KAN-SHOCK-030");
    }

    @Test
    void aFactorisationIsMadeOnceForATable() {
        var kept = new Factorisations(2);
        var table = Tables.threeSectors();
        assertThat(Tables.taken(kept.of(table))).isSameAs(Tables.taken(kept.of(table)));
    }

    private static double[] identity(int n) {
        var identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        return identity;
    }

    private static double[] product(double[] a, double[] b, int n) {
        var c = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    c[i * n + j] += a[i * n + k] * b[k * n + j];
                }
            }
        }
        return c;
    }
}
