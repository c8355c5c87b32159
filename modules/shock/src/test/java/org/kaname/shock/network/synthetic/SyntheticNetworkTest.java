package org.kaname.shock.network.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.shock.network.Draws;
import org.kaname.shock.network.FirmNetwork;

@Tag("invariant")
class SyntheticNetworkTest {
    private static final int SECTORS = 5;
    private static final int FIRMS = 20_000;

    private static SyntheticNetwork.Request request(Calibration calibration, double degree, long seed) {
        var z = new double[SECTORS * SECTORS];
        var x = new double[SECTORS];
        for (int p = 0; p < z.length; p++) {
            z[p] = 1_000 + 9_000 * Draws.unit(99, p);
            x[p / SECTORS] += 2 * z[p];
        }
        return new SyntheticNetwork.Request(
                FIRMS, degree, calibration, "AAA", List.of("a", "b", "c", "d", "e"), z, x, seed);
    }

    @Test
    void sumsOfSectorPairsAreThoseOfTheTable() {
        for (var calibration : Calibration.listCalibrations()) {
            var request = request(calibration, 5, 1);
            var made = SyntheticNetwork.make(request);
            var sums = new double[SECTORS * SECTORS];
            var net = made.network();
            for (int e = 0; e < net.links(); e++) {
                sums[
                                net.firms().sector()[net.supplier()[e]] * SECTORS
                                        + net.firms().sector()[net.buyer(e)]] +=
                        net.value()[e];
            }
            for (int p = 0; p < sums.length; p++) {
                assertThat(sums[p]).isCloseTo(request.deliveries()[p], within(.01 * request.deliveries()[p]));
            }
            assertThat(made.residual()).isZero();
            assertThat(net.giantComponentShare()).isBetween(.1, 1.0);
        }
    }

    @Test
    void degreesFollowTheScaledLogNormal() {
        for (var calibration : Calibration.listCalibrations()) {
            var made = SyntheticNetwork.make(request(calibration, 30, 2));
            var net = made.network();
            assertThat(distance(net.outPtr(), calibration, 0, made.outFactor())).isLessThanOrEqualTo(.05);
            assertThat(distance(net.inPtr(), calibration, 1, made.inFactor())).isLessThanOrEqualTo(.05);
        }
    }

    /** Kolmogorov and Smirnov's distance at half integers: a degree k is what rounding made of k − ½ to k + ½. */
    private static double distance(int[] ptr, Calibration calibration, int k, double factor) {
        int n = ptr.length - 1;
        var degree = new int[n];
        Arrays.setAll(degree, i -> ptr[i + 1] - ptr[i]);
        Arrays.sort(degree);
        double worst = 0;
        double mean = calibration.means().get(k) + Math.log(factor);
        double deviation = Math.sqrt(calibration.covariance().get(5 * k));
        for (int i = 0; i + 1 < n; i++) {
            if (degree[i] < degree[i + 1]) {
                double target = normal((Math.log(degree[i] + .5) - mean) / deviation);
                worst = Math.max(worst, Math.abs((i + 1.0) / n - target));
            }
        }
        return worst;
    }

    /** Normal distribution by Simpson's rule. */
    private static double normal(double z) {
        int steps = 2_000;
        double h = z / steps;
        double sum = 1 + Math.exp(-z * z / 2);
        for (int k = 1; k < steps; k++) {
            sum += (k % 2 == 1 ? 4 : 2) * Math.exp(-(k * h) * (k * h) / 2);
        }
        return .5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
    }

    @Test
    void logarithmsOfDegreesCorrelateAsInTheCalibration() {
        for (var calibration : Calibration.listCalibrations()) {
            var net = SyntheticNetwork.make(request(calibration, 100, 5)).network();
            var out = new double[FIRMS];
            var in = new double[FIRMS];
            int known = 0;
            for (int i = 0; i < FIRMS; i++) {
                int sells = net.outPtr()[i + 1] - net.outPtr()[i];
                int buys = net.inPtr()[i + 1] - net.inPtr()[i];
                if (sells > 0 && buys > 0) {
                    out[known] = Math.log(sells);
                    in[known++] = Math.log(buys);
                }
            }
            var covariance = calibration.covariance();
            double target = covariance.get(1) / Math.sqrt(covariance.get(0) * covariance.get(5));
            double found = correlation(Arrays.copyOf(out, known), Arrays.copyOf(in, known));
            assertThat(found).isCloseTo(target, within(.05));
        }
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void theSameSeedGivesTheSameNetworkAndAnotherSeedAnother() {
        var calibration = Calibration.listCalibrations().get(0);
        FirmNetwork one = SyntheticNetwork.make(request(calibration, 5, 3)).network();
        FirmNetwork same = SyntheticNetwork.make(request(calibration, 5, 3)).network();
        FirmNetwork other = SyntheticNetwork.make(request(calibration, 5, 4)).network();

        assertThat(same.supplier()).isEqualTo(one.supplier());
        assertThat(same.value()).isEqualTo(one.value());
        assertThat(other.value()).isNotEqualTo(one.value());
    }
}
