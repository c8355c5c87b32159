package org.kaname.measure.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of measurement 9.2 on made-up exports; the seed is the parameter, so it stands in every failure. */
@Tag("invariant")
class LawsOfComplexityTest {
    private static final int ECONOMIES = 14;
    private static final int GOODS = 40;
    private static final double TIGHT = 1e-9;

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    /** Whole numbers, about half of the cells zero, economies of very different size. */
    private static double[][] world(long seed) {
        var random = new Random(seed);
        var world = new double[ECONOMIES][GOODS];
        for (var economy : world) {
            double size = Math.exp(2 * random.nextGaussian());
            for (int p = 0; p < GOODS; p++) {
                economy[p] = random.nextDouble() < 0.6 ? Math.rint(1000 * size * Math.exp(random.nextGaussian())) : 0;
            }
        }
        return world;
    }

    private static HeldMatrix matrix(double[][] world) {
        int goods = world[0].length;
        return HeldMatrix.of(
                new ExportTable(
                        world.length,
                        goods,
                        Arrays.stream(world).flatMapToDouble(Arrays::stream).toArray(),
                        new double[goods]),
                0,
                0);
    }

    private static int[] shuffled(int size, long seed) {
        var order = new java.util.ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(i -> i).toArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfEconomiesAndGoodsDoesNotMatter(long seed) {
        var world = world(seed);
        var economies = shuffled(ECONOMIES, seed + 1);
        var goods = shuffled(GOODS, seed + 2);
        var moved = new double[ECONOMIES][GOODS];
        for (int c = 0; c < ECONOMIES; c++) {
            for (int p = 0; p < GOODS; p++) {
                moved[c][p] = world[economies[c]][goods[p]];
            }
        }
        var one = matrix(world);
        var other = matrix(moved);

        var index = GoldenWorld.index(one);
        var again = GoldenWorld.index(other);

        for (int c = 0; c < other.economies(); c++) {
            int before = one.findRow(economies[other.sourceRow(c)]);
            assertThat(again.eci()[c]).isCloseTo(index.eci()[before], within(TIGHT));
        }
        for (int p = 0; p < other.products(); p++) {
            int before = one.findColumn(goods[other.sourceColumn(p)]);
            assertThat(again.pci()[p]).isCloseTo(index.pci()[before], within(TIGHT));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eciIsTheMeanPciOfTheGoodsHeldWithMeanZeroAndDeviationOne(long seed) {
        var matrix = matrix(world(seed));
        var index = GoldenWorld.index(matrix);

        for (int c = 0; c < matrix.economies(); c++) {
            double sum = 0;
            for (int p = 0; p < matrix.products(); p++) {
                sum += matrix.held(c, p) ? index.pci()[p] : 0;
            }
            assertThat(sum / matrix.diversity(c)).isCloseTo(index.eci()[c], within(1e-12));
        }
        double mean = SymmetricEci.mean(index.eci());
        assertThat(mean).isCloseTo(0, within(1e-12));
        assertThat(SymmetricEci.deviation(index.eci(), mean)).isCloseTo(1, within(1e-12));
    }

    /** Against the definition written out over full tables, and a solver that does not know that the problem can be made symmetric. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theIndexIsThatOfTheProblemThatIsNotSymmetric(long seed) {
        var matrix = matrix(world(seed));
        int n = matrix.economies();
        var kernel = new DMatrixRMaj(n, n);
        for (int c = 0; c < n; c++) {
            for (int d = 0; d < n; d++) {
                double sum = 0;
                for (int p = 0; p < matrix.products(); p++) {
                    sum += matrix.held(c, p) && matrix.held(d, p) ? 1.0 / matrix.ubiquity(p) : 0;
                }
                kernel.set(c, d, sum / matrix.diversity(c));
            }
        }
        var solver = DecompositionFactory_DDRM.eig(n, true, false);
        assertThat(solver.decompose(kernel)).isTrue();
        var order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Double.compare(
                        solver.getEigenvalue(b).getReal(),
                        solver.getEigenvalue(a).getReal()))
                .toList();
        var raw = solver.getEigenVector(order.get(1)).getData();
        double mean = SymmetricEci.mean(raw);
        var theirs = SymmetricEci.standard(raw, mean, SymmetricEci.deviation(raw, mean));

        var index = GoldenWorld.index(matrix);

        assertThat(index.lambda2()).isCloseTo(solver.getEigenvalue(order.get(1)).getReal(), within(TIGHT));
        double sign = Math.signum(theirs[0] * index.eci()[0]);
        for (int c = 0; c < n; c++) {
            assertThat(index.eci()[c]).isCloseTo(sign * theirs[c], within(1e-8));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLargerUnitChangesNothing(long seed) {
        var world = world(seed);
        var larger = Arrays.stream(world)
                .map(row -> Arrays.stream(row).map(v -> v * 1000).toArray())
                .toArray(double[][]::new);

        assertThat(GoldenWorld.index(matrix(larger)).eci())
                .containsExactly(GoldenWorld.index(matrix(world)).eci());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEconomyAndAGoodWithoutTradeChangeNothing(long seed) {
        var world = world(seed);
        var wider = new double[ECONOMIES + 1][GOODS + 1];
        for (int c = 0; c < ECONOMIES; c++) {
            System.arraycopy(world[c], 0, wider[c], 0, GOODS);
        }

        var matrix = matrix(wider);

        assertThat(matrix.absentRows()).containsEntry(ECONOMIES, HeldMatrix.Absence.NO_EXPORTS);
        assertThat(matrix.absentColumns()).containsEntry(GOODS, HeldMatrix.Absence.NO_EXPORTS);
        assertThat(GoldenWorld.index(matrix).eci())
                .containsExactly(GoldenWorld.index(matrix(world)).eci());
        assertThat(GoldenWorld.index(matrix).pci())
                .containsExactly(GoldenWorld.index(matrix(world)).pci());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theIndexGoesWithDiversity(long seed) {
        var matrix = matrix(world(seed));
        var eci = GoldenWorld.index(matrix).eci();
        double along = 0;
        for (int c = 0; c < eci.length; c++) {
            along += matrix.diversity(c) * eci[c];
        }

        assertThat(along).isPositive();
    }

    /** The product space by the formulas over full tables. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theProductSpaceIsThatOfTheFormulas(long seed) {
        var matrix = matrix(world(seed));
        int goods = matrix.products();
        var index = GoldenWorld.index(matrix);
        var near = new double[goods][goods];
        for (int p = 0; p < goods; p++) {
            for (int q = 0; q < goods; q++) {
                int together = 0;
                for (int c = 0; c < matrix.economies(); c++) {
                    together += matrix.held(c, p) && matrix.held(c, q) ? 1 : 0;
                }
                near[p][q] = (double) together / Math.max(matrix.ubiquity(p), matrix.ubiquity(q));
            }
        }

        var density = ProductSpace.densities(matrix);
        var gain = ProductSpace.gain(matrix, index.rawPci(), index.deviation());

        for (int p = 0; p < goods; p++) {
            assertThat(ProductSpace.proximities(matrix, p)).containsExactly(near[p], within(1e-15));
            assertThat(near[p][p]).isEqualTo(1);
            for (int c = 0; c < matrix.economies(); c++) {
                double own = 0;
                double all = 0;
                double opened = 0;
                for (int q = 0; q < goods; q++) {
                    own += matrix.held(c, q) ? near[q][p] : 0;
                    all += near[q][p];
                    opened += matrix.held(c, q)
                            ? 0
                            : near[q][p]
                                    * index.rawPci()[q]
                                    / Arrays.stream(near[q]).sum();
                }
                int cell = c * goods + p;
                assertThat(density[cell]).isCloseTo(own / all, within(1e-12));
                assertThat(gain[cell]).isCloseTo(matrix.held(c, p) ? 0 : opened / index.deviation(), within(TIGHT));
            }
        }
    }
}
