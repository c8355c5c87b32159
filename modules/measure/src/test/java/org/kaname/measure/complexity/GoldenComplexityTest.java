package org.kaname.measure.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Equal to what the Python and the R package computed on 226 economies and 785 goods, filters off, to the tolerances of measurement 4.5. */
@Tag("golden")
class GoldenComplexityTest {
    private static final double TIGHT = 1e-9;

    private static GoldenWorld world;
    private static HeldMatrix matrix;
    private static SymmetricEci index;

    @BeforeAll
    static void computeOnce() {
        world = GoldenWorld.whole();
        matrix = world.matrix(0);
        index = GoldenWorld.index(matrix);
    }

    private static int row(@Nullable String economy) {
        return matrix.findRow(world.economies.indexOf(Objects.requireNonNull(economy)));
    }

    private static int column(@Nullable String product) {
        return matrix.findColumn(Objects.requireNonNull(world.column.get(Objects.requireNonNull(product))));
    }

    /** The largest difference over all rows of a table. */
    private static double worst(
            List<Map<String, String>> rows, String name, ToDoubleFunction<Map<String, String>> ours) {
        double worst = 0;
        for (var row : rows) {
            double difference = Math.abs(ours.applyAsDouble(row) - Double.parseDouble(row.get(name)));
            worst = Math.max(worst, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        }
        assertThat(rows).isNotEmpty();
        return worst;
    }

    @Test
    void theMatrixHasTheirOnes() {
        assertThat(matrix.economies()).isEqualTo(226);
        assertThat(matrix.products()).isEqualTo(785);
        assertThat(matrix.ones()).isEqualTo(31_951);
    }

    @Test
    void economiesHaveTheirDiversityEciAndOutlook() {
        var theirs = GoldenWorld.table("ref_py_ecomplexity_country.csv");
        var density = ProductSpace.densities(matrix);
        var outlook = ProductSpace.outlook(matrix, density, index.rawPci());

        assertThat(theirs).hasSize(226);
        assertThat(worst(theirs, "diversity", r -> matrix.diversity(row(r.get("country")))))
                .isZero();
        assertThat(worst(theirs, "eci", r -> index.eci()[row(r.get("country"))]))
                .isLessThan(TIGHT);
        assertThat(worst(theirs, "coi", r -> outlook[row(r.get("country"))])).isLessThan(TIGHT);
    }

    @Test
    void goodsHaveTheirUbiquityAndPci() {
        var theirs = GoldenWorld.table("ref_py_ecomplexity_product.csv");

        assertThat(theirs).hasSize(785);
        assertThat(worst(theirs, "ubiquity", r -> matrix.ubiquity(column(r.get("product")))))
                .isZero();
        assertThat(worst(theirs, "pci", r -> index.pci()[column(r.get("product"))]))
                .isLessThan(TIGHT);
    }

    @Test
    void theSecondEigenvalueIsTheirs() {
        // measurement 4.5, step 3
        assertThat(index.lambda2()).isCloseTo(0.17913391945329674, within(1e-12));
        assertThat(index.lambda1()).isCloseTo(1, within(1e-12));
        assertThat(index.signByConvention()).isFalse();
    }

    @Test
    void everyCellHasTheirAdvantageDensityAndGain() {
        var theirs = GoldenWorld.table("ref_py_ecomplexity_full.csv.gz");
        var density = ProductSpace.densities(matrix);
        var gain = ProductSpace.gain(matrix, index.rawPci(), index.deviation());
        ToDoubleFunction<Map<String, String>> cell =
                r -> row(r.get("country")) * (double) matrix.products() + column(r.get("product"));

        assertThat(theirs).hasSize(226 * 785);
        assertThat(worst(theirs, "mcp", r -> matrix.held(row(r.get("country")), column(r.get("product"))) ? 1 : 0))
                .isZero();
        assertThat(worst(theirs, "rca", r -> matrix.rca(row(r.get("country")), column(r.get("product")))))
                .isLessThan(TIGHT);
        assertThat(worst(theirs, "density", r -> density[(int) cell.applyAsDouble(r)]))
                .isLessThan(TIGHT);
        assertThat(worst(theirs, "cog", r -> gain[(int) cell.applyAsDouble(r)])).isLessThan(1e-8);
    }

    @Test
    void theDensityOfOneGoodIsThatOfAll() {
        var all = ProductSpace.densities(matrix);
        for (int p : new int[] {0, 63, 64, 500, 784}) {
            var one = ProductSpace.density(matrix, p);
            for (int c = 0; c < matrix.economies(); c++) {
                assertThat(one[c]).isCloseTo(all[c * matrix.products() + p], within(1e-14));
            }
        }
    }

    @Test
    void pairsHaveTheirProximity() {
        var theirs = GoldenWorld.table("ref_py_proximity_first5000.csv");

        assertThat(theirs).hasSize(5000);
        assertThat(worst(
                        theirs,
                        "proximity",
                        r -> ProductSpace.proximity(matrix, column(r.get("product_1")), column(r.get("product_2")))))
                .isLessThan(1e-12);
    }

    @Test
    void theDensityOfTheRPackageIsOurs() {
        var theirs = GoldenWorld.table("ref_R_density.csv.gz");
        var density = ProductSpace.densities(matrix);
        double worst = 0;
        for (var row : theirs) {
            int c = row(row.get(""));
            for (var cell : row.entrySet()) {
                if (!cell.getKey().isEmpty()) {
                    double ours = density[c * matrix.products() + column(cell.getKey())];
                    worst = Math.max(worst, Math.abs(ours - Double.parseDouble(cell.getValue())));
                }
            }
        }

        assertThat(theirs).hasSize(226);
        assertThat(worst).isLessThan(TIGHT);
    }

    @Test
    void theIndexOfTheRPackageDiffersByItsDeviationOnly() {
        double n = matrix.economies();
        var pci = index.rawPci();
        double mean = SymmetricEci.mean(pci);
        double sample = SymmetricEci.deviation(pci, mean) * Math.sqrt(pci.length / (pci.length - 1.0));

        assertThat(worst(
                        GoldenWorld.table("ref_R_eigenvalues20_country.csv"),
                        "v",
                        r -> index.eci()[row(r.get("country"))] * Math.sqrt((n - 1) / n)))
                .isLessThan(TIGHT);
        assertThat(worst(
                        GoldenWorld.table("ref_R_eigenvalues20_product.csv"),
                        "v",
                        r -> (pci[column(r.get("product"))] - mean) / sample))
                .isLessThan(TIGHT);
        // coi@r: by that PCI, not standardised
        var standardised = SymmetricEci.standard(pci, mean, sample);
        var outlook = ProductSpace.rawOutlook(matrix, ProductSpace.densities(matrix), standardised);
        assertThat(worst(GoldenWorld.table("ref_R_coi_country.csv"), "coi", r -> outlook[row(r.get("country"))]))
                .isLessThan(TIGHT);
    }

    @Test
    void fitnessAfterNineteenUpdatesIsTheirs() {
        var fitness = Fitness.after(matrix, 19);

        assertThat(worst(
                        GoldenWorld.table("ref_R_fitness20_country.csv"),
                        "v",
                        r -> fitness.fitness()[row(r.get("country"))]))
                .isLessThan(TIGHT);
        assertThat(worst(
                        GoldenWorld.table("ref_R_fitness20_product.csv"),
                        "v",
                        r -> fitness.complexity()[column(r.get("product"))]))
                .isLessThan(TIGHT);
    }

    @Test
    void economiesThatAFilterLeavesOutLeaveTheSumsToo() {
        var known = new HashSet<String>();
        GoldenWorld.table("input_world_gdp_avg_1998_2000.csv").forEach(r -> known.add(r.get("country")));
        var theirs = new HashMap<String, Double>();
        GoldenWorld.table("ref_filtered_eci_country.csv")
                .forEach(r -> theirs.put(r.get("country"), Double.parseDouble(r.get("eci"))));
        // all economies of their second table are above their least trade too
        var large = GoldenWorld.of(known::contains);
        var filtered = large.matrix(1e6);

        var eci = GoldenWorld.index(filtered).eci();

        assertThat(filtered.economies()).isEqualTo(185);
        for (int c = 0; c < eci.length; c++) {
            assertThat(eci[c])
                    .isCloseTo(
                            Objects.requireNonNull(theirs.get(large.economies.get(filtered.sourceRow(c)))),
                            within(TIGHT));
        }
    }

    @Test
    void theIndexGoesWithTheMethodOfReflections() {
        var theirs = GoldenWorld.table("ref_R_reflections20_country.csv");
        var ours = new double[theirs.size()];
        var reflected = new double[theirs.size()];
        for (int i = 0; i < ours.length; i++) {
            ours[i] = index.eci()[row(theirs.get(i).get("country"))];
            reflected[i] = Double.parseDouble(theirs.get(i).get("v"));
        }
        double product = 0;
        double mean = SymmetricEci.mean(reflected);
        for (int i = 0; i < ours.length; i++) {
            product += ours[i] * (reflected[i] - mean);
        }

        assertThat(product / ours.length / SymmetricEci.deviation(reflected, mean))
                .isGreaterThan(0.9999);
    }
}
