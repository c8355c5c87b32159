import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.kaname.measure.complexity.ExportTable;
import org.kaname.measure.complexity.HeldMatrix;
import org.kaname.measure.complexity.ProductSpace;
import org.kaname.measure.complexity.SymmetricEci;
import org.kaname.model.Result;
import org.kaname.triage.assess.AssessmentConstants;

/**
 * The matrix, ECI and PCI, and all densities of made-up exports of the size of a year of world trade, from a seed. Prints the first run
 * and the median of the runs after warm-up, in milliseconds. Arguments: economies, goods, runs. Run by bench/run.sh.
 */
public final class Complexity {
    public static void main(String[] args) {
        int economies = Integer.parseInt(args[0]);
        int goods = Integer.parseInt(args[1]);
        int runs = Integer.parseInt(args[2]);
        var exports = exports(economies, goods, new Random(42));
        var settings = AssessmentConstants.settings();
        var matrix = HeldMatrix.of(exports, 0, 0);
        System.out.printf("complexity %d x %d: %d ones%n", matrix.economies(), matrix.products(), matrix.ones());
        time("matrix", runs, () -> HeldMatrix.of(exports, 0, 0).ones());
        time("ECI and PCI", runs, () -> {
            if (SymmetricEci.of(matrix, settings) instanceof Result.Ok<SymmetricEci> ok) {
                return ok.value().lambda2();
            }
            throw new IllegalStateException("The made-up world has no index.");
        });
        time("all proximities and densities", Math.max(3, runs / 10), () -> ProductSpace.densities(matrix)[1]);
    }

    /** Few economies make hard goods, and who makes them makes most others: sizes and abilities are log-normal. */
    private static ExportTable exports(int economies, int goods, Random random) {
        var value = new double[economies * goods];
        var able = new double[economies];
        var size = new double[economies];
        for (int c = 0; c < economies; c++) {
            able[c] = random.nextGaussian();
            size[c] = Math.exp(2 * random.nextGaussian());
        }
        for (int p = 0; p < goods; p++) {
            double hard = random.nextGaussian();
            for (int c = 0; c < economies; c++) {
                if (random.nextDouble() < 1 / (1 + Math.exp(hard - able[c]))) {
                    value[c * goods + p] = Math.rint(1000 * size[c] * Math.exp(able[c] * hard + 2 * random.nextGaussian()));
                }
            }
        }
        return new ExportTable(economies, goods, value, new double[goods]);
    }

    private static void time(String what, int runs, Supplier<Number> work) {
        var millis = new double[runs];
        double sum = 0;
        double first = 0;
        for (int run = -runs; run < runs; run++) {
            long start = System.nanoTime();
            sum += work.get().doubleValue();
            double took = (System.nanoTime() - start) / 1e6;
            if (run == -runs) {
                first = took;
            }
            if (run >= 0) {
                millis[run] = took;
            }
        }
        Arrays.sort(millis);
        System.out.printf("%s: first %.1f ms, median of %d warm runs %.1f ms, worst %.1f ms (%.3g)%n", what, first, runs, millis[runs / 2], millis[runs - 1], sum);
    }
}
