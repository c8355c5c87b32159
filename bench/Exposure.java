import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kaname.data.Outcome;
import org.kaname.data.inputoutput.IoTables;
import org.kaname.shock.exposure.Exposures;
import org.kaname.shock.exposure.ExtractedLink;
import org.kaname.shock.exposure.Extraction;
import org.kaname.shock.exposure.Leontief;

/**
 * Load, factorisation and all exposures of one economy, then extraction of up to 1,000 industries and of every economy's deliveries to it,
 * from one table. Wall and CPU time of each run, the first of a cold process. Run by bench/exposure.sh.
 */
public final class Exposure {
    private static final List<String> LINES = new ArrayList<>();

    public static void main(String[] args) {
        for (int run = 1; run <= Integer.parseInt(args[3]); run++) {
            LINES.clear();
            double[] start = now();
            var table = taken(IoTables.read(
                            Path.of(args[0]), IoTables.Options.none().withYear(Integer.parseInt(args[1]))))
                    .table();
            double[] read = step("read", start);
            var leontief = taken(Leontief.of(table));
            double[] factorised = step("factorise", read);
            var exposures = taken(Exposures.of(leontief));
            taken(exposures.ofEconomy(args[2]));
            for (var sector : table.sectors()) {
                taken(exposures.ofIndustry(args[2], sector));
            }
            double[] exposed = step("exposures", factorised);
            step("all three", start);
            var industries = new ArrayList<ExtractedLink>();
            for (int i = 0; i < Math.min(1_000, table.industries()); i++) {
                industries.add(ExtractedLink.ofIndustry(table, i, 1));
            }
            exposed = now();
            double lost = 0;
            for (var result : new Extraction(leontief).computeAll(industries)) {
                lost += taken(result).outputLoss();
            }
            double[] single = step(industries.size() + " industries", exposed);
            var economies = new ArrayList<ExtractedLink>();
            int buyer = table.economy(args[2]);
            for (int s = 0; s < table.economies().size(); s++) {
                economies.add(ExtractedLink.between(table, s, buyer, true, 1));
            }
            for (var result : new Extraction(leontief).computeAll(economies)) {
                lost += taken(result).outputLoss();
            }
            step(economies.size() + " economies", single);
            System.out.printf(Locale.ROOT, "run %d, N %d: %s (sum %.6g)%n", run, table.industries(), String.join(", ", LINES), lost);
        }
    }

    private static double[] now() {
        return new double[] {
            System.nanoTime() / 1e6, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6
        };
    }

    private static double[] step(String name, double[] since) {
        var now = now();
        LINES.add(String.format(Locale.ROOT, "%s %.0f ms (%.0f CPU)", name, now[0] - since[0], now[1] - since[1]));
        return now;
    }

    private static <T> T taken(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Taken<T> taken -> taken.value();
            case Outcome.Refused<T> refused -> throw new IllegalStateException(refused.refusals().toString());
        };
    }
}
