import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.GoodProfile;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.assess.AssessmentConstants;

/**
 * Re-triage of one economy on the starter pack after a threshold changed: profiles are kept, every good is decided again. Prints the
 * median and the 95th percentile of the runs after warm-up, in milliseconds. Run by bench/run.sh.
 */
public final class Retriage {
    public static void main(String[] args) {
        var data = StarterPack.load().usd();
        var economy = args[0];
        int runs = Integer.parseInt(args[1]);
        var settings = AssessmentConstants.settings();
        var triage = new GoodTriage(data, economy, List.of(), List.of(), settings);
        int year = data.cube().year(data.cube().yearCount() - 1);
        var profiles = new ArrayList<GoodProfile>();
        for (var product : data.cube().products()) {
            triage.profile(product, year).ifPresent(profiles::add);
        }
        var millis = new double[runs];
        long coloured = 0;
        for (int run = -runs; run < runs; run++) {
            long start = System.nanoTime();
            // another threshold each time, as a slider would send it
            var changed = triage.withSettings(settings.with("geodep@2024.import_hhi", 0.3 + 0.001 * Math.floorMod(run, 200)));
            for (var profile : profiles) {
                GoodDecision decision = changed.decide(profile, year);
                coloured += decision.colours().size();
            }
            if (run >= 0) {
                millis[run] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "retriage %s: goods %d, runs %d, median %.2f ms, p95 %.2f ms (coloured %d)%n",
                economy, profiles.size(), runs, millis[runs / 2], millis[(int) (runs * 0.95)], coloured);
    }
}
