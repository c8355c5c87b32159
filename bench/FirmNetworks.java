import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kaname.shock.network.Draws;
import org.kaname.shock.network.daily.FirmModel;
import org.kaname.shock.network.daily.FirmShocks;
import org.kaname.shock.network.risk.SystemicRisk;
import org.kaname.shock.network.synthetic.Calibration;
import org.kaname.shock.network.synthetic.SyntheticNetwork;

/** Build, day step and systemic risk index of made-up networks, from a seed. Arguments: firms, mean degree, days, scenarios, eps of the index. Run by bench/firm-networks.sh. */
public final class FirmNetworks {
    public static void main(String[] args) {
        int firms = Integer.parseInt(args[0]);
        double degree = Double.parseDouble(args[1]);
        int days = Integer.parseInt(args[2]);
        int scenarios = Integer.parseInt(args[3]);
        double eps = Double.parseDouble(args[4]);
        int sectors = 20;
        var z = new double[sectors * sectors];
        var x = new double[sectors];
        for (int p = 0; p < z.length; p++) {
            z[p] = 1e6 * (1 + 9 * Draws.unit(1, p));
            x[p / sectors] += 2 * z[p];
        }
        var names = IntStream.range(0, sectors).mapToObj(a -> "s" + a).toList();
        long start = System.nanoTime();
        var made = SyntheticNetwork.make(new SyntheticNetwork.Request(firms, degree, Calibration.listCalibrations().get(0), "made-up", names, z, x, 42));
        var network = made.network();
        System.out.printf("build %d firms, %d links: %.0f ms%n", firms, network.links(), since(start));
        if (days > 0) {
            var hit = IntStream.range(0, firms / 5).toArray();
            var shocks = new FirmShocks(List.of(new FirmShocks.Loss(hit, day -> .5)), List.of());
            for (double eta : new double[] {0, .5}) {
                start = System.nanoTime();
                var model = FirmModel.start(network, shocks, new FirmModel.Options(FirmModel.Rationing.PROPORTIONAL, true, 6, eta, 42));
                System.out.printf("start: %.0f ms%n", since(start));
                var took = new double[days];
                double last = 0;
                for (int day = 0; day < days; day++) {
                    start = System.nanoTime();
                    last = model.step().production();
                    took[day] = since(start);
                }
                System.gc();
                long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
                Arrays.sort(took);
                System.out.printf("day, eta %.1f: median of %d %.0f ms, worst %.0f ms, heap %d MB (production %.6g)%n", eta, days, took[days / 2], took[days - 1], used / 1_000_000, last);
            }
        }
        for (int kind = 1; kind <= 2 && scenarios > 0; kind++) {
            int one = kind;
            start = System.nanoTime();
            var mixed = SystemicRisk.of(network, (link, from, to) -> one == 1 ? 1 : (int) (Draws.unit(7, from * sectors + to) * 3), new SystemicRisk.Options(eps, false));
            System.out.printf("risk prepared: %.0f ms%n", since(start));
            var walk = mixed.walk();
            var took = new double[scenarios];
            double sum = 0;
            long steps = 0;
            for (int k = 0; k < scenarios; k++) {
                start = System.nanoTime();
                var index = walk.fail((int) ((long) k * firms / scenarios));
                sum += index.total();
                steps += index.steps();
                took[k] = since(start);
            }
            double all = Arrays.stream(took).sum();
            Arrays.sort(took);
            System.out.printf("risk, %s: %d scenarios, median %.3f ms, p95 %.3f ms, all %.0f ms (mean index %.6g, eps %.0e, mean steps %d)%n", kind == 1 ? "all in proportion" : "mixed classes", scenarios, took[scenarios / 2], took[scenarios * 95 / 100], all, sum / scenarios, eps, steps / scenarios);
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
