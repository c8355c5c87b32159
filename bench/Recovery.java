import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.kaname.shock.recovery.DynamicRecovery;
import org.kaname.shock.recovery.LossPath;
import org.kaname.shock.recovery.RecoveryEvent;
import org.kaname.shock.recovery.RecoveryOutcome;
import org.kaname.shock.recovery.RecoveryParameters;
import org.kaname.shock.recovery.RecoveryRequest;
import org.kaname.shock.recovery.RecoveryShape;
import org.kaname.shock.recovery.RecoveryTable;

/**
 * A day of dynamic recovery on made-up full tables from a seed: a capacity loss (1,800 industries), rebuilding (48 and 800), and the grid
 * of a year (240). A day is the difference of a long and a short run over the days between them. One thread; wall and CPU of it.
 * Argument: runs.
 */
public final class Recovery {
    public static void main(String[] args) {
        int runs = Integer.parseInt(args[0]);
        day("capacity loss, N 1800", 50, 36, false, 10, 60, runs);
        day("rebuilding, N 48", 6, 8, true, 50, 1050, runs);
        day("rebuilding, N 800", 20, 40, true, 10, 110, runs);
        var engine = new DynamicRecovery(table(12, 20));
        var request = request(false, 365);
        time("grid, N 240, 365 days", runs, 1, () -> engine.run(request));
    }

    private static void day(String what, int economies, int sectors, boolean rebuild, int few, int many, int runs) {
        var engine = new DynamicRecovery(table(economies, sectors));
        var wall = new double[runs];
        var cpu = new double[runs];
        for (int run = -2; run < runs; run++) {
            var a = measure(() -> engine.runOnce(request(rebuild, few)));
            var b = measure(() -> engine.runOnce(request(rebuild, many)));
            if (run >= 0) {
                wall[run] = (b[0] - a[0]) / (many - few);
                cpu[run] = (b[1] - a[1]) / (many - few);
            }
        }
        print(what + ", a day", wall, cpu);
    }

    private static void time(String what, int runs, int warm, Runnable work) {
        var wall = new double[runs];
        var cpu = new double[runs];
        for (int run = -warm; run < runs; run++) {
            var took = measure(work);
            if (run >= 0) {
                wall[run] = took[0];
                cpu[run] = took[1];
            }
        }
        print(what, wall, cpu);
    }

    private static double[] measure(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        work.run();
        return new double[] {(System.nanoTime() - start) / 1e6, (threads.getCurrentThreadCpuTime() - cpu) / 1e6};
    }

    private static void print(String what, double[] wall, double[] cpu) {
        Arrays.sort(wall);
        Arrays.sort(cpu);
        System.out.printf(
                "%s: median of %d: wall %.3f ms (%.3f to %.3f), CPU %.3f ms (%.3f to %.3f)%n",
                what,
                wall.length,
                wall[wall.length / 2],
                wall[0],
                wall[wall.length - 1],
                cpu[cpu.length / 2],
                cpu[0],
                cpu[cpu.length - 1]);
    }

    private static RecoveryRequest request(boolean rebuild, int days) {
        RecoveryEvent event = rebuild
                ? new RecoveryEvent.CapitalRebuilt("quake", Map.of(3, 5e4, 7, 5e4), 2, 2, 180, Map.of(0, .6, 1, .4))
                : new RecoveryEvent.CapacityLoss(
                        "cut", "cut", Map.of(3, .8, 7, .5), LossPath.whole(2, 60, RecoveryShape.LINEAR, 60));
        return RecoveryRequest.of(List.of(event), RecoveryParameters.of(RecoveryParameters.Mode.KANAME, days));
    }

    /** Full: every industry buys from every other. */
    private static RecoveryTable table(int economies, int sectors) {
        int n = economies * sectors;
        int columns = economies * 4;
        var random = new Random(42);
        var z = new double[n * n];
        var y = new double[n * columns];
        var x = new double[n];
        for (int g = 0; g < n; g++) {
            for (int f = 0; f < n; f++) {
                z[g * n + f] = 100_000 / n * Math.exp(random.nextGaussian());
                x[g] += z[g * n + f];
            }
            for (int c = 0; c < columns; c++) {
                y[g * columns + c] = 250_000 / columns * Math.exp(random.nextGaussian());
                x[g] += y[g * columns + c];
            }
        }
        return RecoveryTable.of(economies, sectors, columns, z, y, x);
    }
}
