import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.kaname.data.DataSet;
import org.kaname.data.Outcome;
import org.kaname.data.workspace.Workspace;
import org.kaname.measure.BlockVerdicts;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.sql.SqlReference;
import org.kaname.measure.verify.Verification;
import org.kaname.model.Result;
import org.kaname.model.Truth;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.assess.AssessmentConstants;

/**
 * A full year in one warm process: loading, heap of the cube, all voting rules over all importers and goods by kernel and by SQL, and
 * re-triage of one economy after a changed threshold. {@code FullYear WORKSPACE DATASET ECONOMY RUNS [load|rules|rules-good-by-good|sql|retriage|years ...]}.
 * Counts of the kernel and of the SQL stand side by side: a fast wrong answer would show. Run by bench/full-year.sh.
 */
public final class FullYear {
    private static final List<String> ALL = List.of("load", "rules", "rules-good-by-good", "sql", "retriage");

    private final Path workspace;
    private final String id;
    private final String economy;
    private final int runs;
    private final Settings settings = AssessmentConstants.settings();
    private final List<RuleVersion> rules =
            RuleCatalogue.listRules().stream().filter(RuleVersion::votes).toList();

    private FullYear(String[] args) {
        workspace = Path.of(args[0]);
        id = args[1];
        economy = args[2];
        runs = Integer.parseInt(args[3]);
    }

    public static void main(String[] args) throws Exception {
        var bench = new FullYear(args);
        var parts = args.length > 4 ? List.of(args).subList(4, args.length) : ALL;
        if (parts.contains("years")) {
            bench.years();
        }
        if (parts.equals(List.of("years"))) {
            return;
        }
        var data = bench.load(parts.contains("load"));
        if (parts.contains("rules")) {
            bench.rules(data);
        }
        if (parts.contains("rules-good-by-good")) {
            bench.rulesGoodByGood(data);
        }
        if (parts.contains("sql")) {
            bench.sql(data);
        }
        if (parts.contains("retriage")) {
            bench.retriage(data);
        }
    }

    /** A stretch of work: wall and CPU time of the whole process, for a shared machine makes wall time alone say little. */
    private static final class Watch {
        private static final com.sun.management.OperatingSystemMXBean SYSTEM =
                (com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean();

        private final long wall = System.nanoTime();
        private final long cpu = SYSTEM.getProcessCpuTime();

        double wall() {
            return (System.nanoTime() - wall) / 1e6;
        }

        double cpu() {
            return (SYSTEM.getProcessCpuTime() - cpu) / 1e6;
        }
    }

    private static void print(String what, Watch watch, String more) {
        print(what, new double[] {watch.wall()}, String.format(Locale.ROOT, "CPU %.0f ms %s", watch.cpu(), more));
    }

    /** Prints median and all runs; wall time, in milliseconds. */
    private static void print(String what, double[] millis, String more) {
        var sorted = millis.clone();
        Arrays.sort(sorted);
        var all = new StringBuilder();
        for (double run : millis) {
            all.append(String.format(Locale.ROOT, " %.1f", run));
        }
        System.out.printf(
                Locale.ROOT, "%s: median %.1f ms of %d runs (%s) %s%n", what, sorted[sorted.length / 2], millis.length, all.substring(1), more);
    }

    private String perRun(Watch all) {
        return String.format(Locale.ROOT, "CPU %.0f ms a run", all.cpu() / runs);
    }

    private DataSet open() {
        return switch (Workspace.open(workspace)) {
            case Outcome.Refused<Workspace> refused -> throw new IllegalStateException(refused.refusals().toString());
            case Outcome.Taken<Workspace> taken ->
                value(taken.value().load(id));
        };
    }

    private DataSet load(boolean measured) throws InterruptedException {
        long before = used();
        var cold = new Watch();
        var data = open();
        if (!measured) {
            return data;
        }
        print("load, first in the process", cold, "");
        var warm = new double[runs];
        var all = new Watch();
        for (int run = 0; run < runs; run++) {
            data = null;
            var watch = new Watch();
            data = open();
            warm[run] = watch.wall();
        }
        print("load, warm", warm, perRun(all) + ", " + data.cube().flows() + " flows");
        double bytes = used() - before;
        System.out.printf(
                Locale.ROOT,
                "heap of the loaded set: %.0f MB, %.1f bytes for each flow%n",
                bytes / 1e6,
                bytes / data.cube().flows());
        return data;
    }

    private static long used() throws InterruptedException {
        for (int n = 0; n < 3; n++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Every voting rule for every economy and every good of the newest year, by one walk over the flows of each good, on all cores. */
    private void rules(DataSet data) throws InterruptedException {
        var cube = data.cube();
        int year = cube.year(cube.yearCount() - 1);
        int threads = Runtime.getRuntime().availableProcessors();
        long before = used();
        var cold = new Watch();
        var verdicts = BlockVerdicts.asOf(data, year, rules, new BitSet(), settings, threads);
        print("rules by blocks, first in the process", cold, "");
        System.out.printf(Locale.ROOT, "heap of the outcomes: %.0f MB%n", (used() - before) / 1e6);
        var millis = new double[runs];
        var all = new Watch();
        for (int run = 0; run < runs; run++) {
            var watch = new Watch();
            verdicts = BlockVerdicts.asOf(data, year, rules, new BitSet(), settings, threads);
            millis[run] = watch.wall();
        }
        print(
                "all voting rules (" + rules.size() + ") by blocks, " + data.economies().size() + " economies x "
                        + cube.products().size() + " goods",
                millis,
                perRun(all) + ", " + threads + " threads");
        var counting = new Watch();
        var counts = new TreeMap<String, BlockVerdicts.Counts>();
        for (int r = 0; r < rules.size(); r++) {
            counts.put(rules.get(r).id(), verdicts.counts(r));
        }
        print("counting", counting, "");
        counts.forEach((rule, count) -> System.out.println("  " + rule + ": " + count));
    }

    /** Every rule over all years of the set, which are read one at a time; memory is what the process holds after each. */
    private void years() throws InterruptedException {
        var opening = new Watch();
        var years = switch (Workspace.open(workspace)) {
            case Outcome.Refused<Workspace> refused -> throw new IllegalStateException(refused.refusals().toString());
            case Outcome.Taken<Workspace> taken -> value(taken.value().years(id));
        };
        print("years: opened", opening, years.listYears().size() + " years, " + years.products().size() + " goods");
        var verdicts = new BlockVerdicts(
                years.economies(),
                years.products(),
                RuleCatalogue.listRules(),
                new BitSet(),
                settings,
                Runtime.getRuntime().availableProcessors());
        for (int year : years.listYears()) {
            var loading = new Watch();
            var data = value(years.load(year));
            print("year " + year + " loaded", loading, data.cube().flows() + " flows");
            var judging = new Watch();
            verdicts.take(data, year);
            print("year " + year + " judged", judging, verdicts.counts(0).toString());
            data = null;
            System.out.printf(Locale.ROOT, "heap without the year: %.0f MB%n", used() / 1e6);
        }
    }

    private static <T> T value(Result<T> result) {
        return switch (result) {
            case Result.Ok<T> ok -> ok.value();
            case Result.Failed<T> failed -> throw new IllegalStateException(failed.why().toString());
        };
    }

    /** The same by the reference, one importer and one good at a time. */
    private void rulesGoodByGood(DataSet data) throws Exception {
        var cube = data.cube();
        int year = cube.year(cube.yearCount() - 1);
        var subjects = new ArrayList<Integer>();
        for (int i = 0; i < data.economies().size(); i++) {
            if (data.economies().get(i).named()) {
                subjects.add(i);
            }
        }
        int threads = Runtime.getRuntime().availableProcessors();
        var millis = new double[runs];
        Map<String, Integer> counts = Map.of();
        var all = new Watch();
        for (int run = 0; run < runs; run++) {
            var watch = new Watch();
            counts = judgeAll(data, subjects, year, threads);
            millis[run] = watch.wall();
        }
        print(
                "all voting rules (" + rules.size() + "), " + subjects.size() + " importers x " + cube.products().size() + " goods",
                millis,
                perRun(all) + ", " + threads + " threads");
        System.out.println("  flagged by kernel: " + counts);
    }

    private Map<String, Integer> judgeAll(DataSet data, List<Integer> subjects, int year, int threads) throws Exception {
        var judges = rules.stream().map(rule -> new RuleJudge(rule, settings)).toList();
        var next = new AtomicInteger();
        Callable<int[]> work = () -> {
            var flagged = new int[judges.size()];
            for (int at = next.getAndIncrement(); at < subjects.size(); at = next.getAndIncrement()) {
                var evaluator = new GoodEvaluator(data, subjects.get(at), new BitSet(), settings);
                for (var product : data.cube().products()) {
                    var profile = GoodProfile.of(data, evaluator, product, year, List.of(), settings);
                    if (profile.isEmpty()) {
                        continue;
                    }
                    for (int r = 0; r < flagged.length; r++) {
                        var truth = judges.get(r).test(profile.get().window(), profile.get().singleYear());
                        flagged[r] += truth == Truth.YES ? 1 : 0;
                    }
                }
            }
            return flagged;
        };
        var counts = new TreeMap<String, Integer>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var futures = new ArrayList<java.util.concurrent.Future<int[]>>();
            for (int t = 0; t < threads; t++) {
                futures.add(pool.submit(work));
            }
            for (var future : futures) {
                for (int r = 0; r < judges.size(); r++) {
                    counts.merge(rules.get(r).id(), future.get()[r], Integer::sum);
                }
            }
        }
        return counts;
    }

    /** The same rules by their reference files: views filled once, then every file, counting in the engine. */
    private void sql(DataSet data) {
        var scheme = data.cube().products().getFirst().scheme();
        var fill = new Watch();
        try (var sql = new SqlReference(data, scheme, Verification.parameters(settings))) {
            print("SQL: views filled", fill, "");
            var profiles = new Watch();
            sql.query("select count(*) as rows from partner", List.of("partner"), Map.of());
            print("SQL: profiles and partners", profiles, "");
            var counts = new TreeMap<String, Integer>();
            var judging = new Watch();
            int year = data.cube().year(data.cube().yearCount() - 1);
            for (var rule : rules) {
                var constants = new HashMap<String, Double>();
                rule.constants().forEach((name, value) -> constants.put("t_" + name, settings.get(rule.id() + "." + name)));
                var persistence = rule.persistence();
                if (persistence != null) {
                    constants.put("years", (double) persistence.years());
                    constants.put("window", (double) persistence.window());
                }
                var row = sql.query(
                                "select count(*) as flagged from (" + SqlReference.text(rule.sqlFile())
                                        + ") where outcome = 'FLAGGED' and year = " + year,
                                List.of("profile", "partner"),
                                constants)
                        .getFirst();
                counts.put(rule.id(), ((Number) java.util.Objects.requireNonNull(row.get("flagged"))).intValue());
            }
            print("SQL: all voting rules on the profiles", judging, "");
            System.out.println("  flagged by SQL:    " + counts);
        }
    }

    /** All goods of one economy are decided again with another threshold; profiles are kept. */
    private void retriage(DataSet data) {
        var triage = new GoodTriage(data, economy, List.of(), List.of(), settings);
        int year = data.cube().year(data.cube().yearCount() - 1);
        var profiling = new Watch();
        var profiles = new ArrayList<GoodProfile>();
        for (var product : data.cube().products()) {
            triage.profile(product, year).ifPresent(profiles::add);
        }
        print("profiles of " + economy, profiling, profiles.size() + " goods");
        var decide = new double[Math.max(runs, 20)];
        var truths = new double[decide.length];
        long coloured = 0;
        for (int run = -decide.length; run < decide.length; run++) {
            var changed = triage.withSettings(settings.with("geodep@2024.import_hhi", 0.3 + 0.001 * Math.floorMod(run, 200)));
            long start = System.nanoTime();
            for (var profile : profiles) {
                coloured += changed.decide(profile, year).colours().size();
            }
            long middle = System.nanoTime();
            for (var profile : profiles) {
                coloured += changed.truths(profile.window(), profile.singleYear()).size();
            }
            if (run >= 0) {
                decide[run] = (middle - start) / 1e6;
                truths[run] = (System.nanoTime() - middle) / 1e6;
            }
        }
        print("re-triage of " + economy + ", decisions (explanations are made when read)", decide, "(" + coloured + ")");
        print("re-triage of " + economy + ", colours only", truths, "");
    }
}
