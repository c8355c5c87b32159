package org.kaname.measure.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.MirrorPairs;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.workspace.DataAdd;
import org.kaname.data.workspace.Workspace;
import org.kaname.model.Result;
import org.kaname.model.testing.SharedFolder;

/**
 * Both reports of real flows. The spreads are those of the text (measurement 6.4). The coverage test learns on earlier years and asks
 * later ones: how often does the 90 % interval around the exporter's report hold the importer's?
 */
@Tag("golden")
class RealMirrorTest {
    private static final String NICKEL = "data/trade/nickel/UN_nickel_trade.csv.gz";
    private static final String ENERGY = "data/trade/hs27-energy";
    private static final int LEAST = 30;

    /** Φ⁻¹(0.95) */
    private static final double Z90 = 1.6448536269514722;
    /** Φ⁻¹(0.995): chance alone moves a share of n cases by less in 99 of 100 samples. */
    private static final double Z99 = 2.5758293035489004;
    /** Allowed beside chance, for years that are not like the years before: stated before anything was measured. */
    private static final double DRIFT = 0.05;
    /**
     * What 1.645 · 1.4826 · MAD holds of a Cauchy distribution, 2/π · atan(2.4387): tails as fat as that have no mean, and no gap
     * between two reports should be worse.
     */
    private static final double CAUCHY = 2 / Math.PI * Math.atan(Z90 * 1.4826);

    @TempDir
    Path folder;

    private MirrorPairs pairs(String classification, String... files) {
        var workspace = switch (Workspace.open(folder.resolve("workspace"))) {
            case Outcome.Taken<Workspace> taken -> taken.value();
            case Outcome.Refused<Workspace> refused ->
                throw new AssertionError(refused.refusals().toString());
        };
        var paths = List.of(files).stream().map(SharedFolder::require).toList();
        var clock = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
        var added = DataAdd.read(
                new DataAdd.Request(workspace, paths).classification(classification), Progress.NONE, clock);
        if (!(added instanceof DataAdd.Published published)) {
            throw new AssertionError("Not published: " + added);
        }
        return switch (workspace.load(published.manifest().id())) {
            case Result.Ok<org.kaname.data.DataSet> ok -> ok.value().mirror();
            case Result.Failed<org.kaname.data.DataSet> failed ->
                throw new AssertionError(failed.why().detail());
        };
    }

    private static void check(MirrorPairs mirror, int pairs, double... sigma) {
        var table = GapTable.of(mirror, Integer.MAX_VALUE, LEAST);
        assertThat(table.pairs()).isEqualTo(pairs);
        for (int of = 0; of < ValueClass.COUNT; of++) {
            assertThat(table.sigma(GapTable.ALL, of)).as("class " + of).isCloseTo(sigma[of], within(0.01));
        }
    }

    /** The exporter's report as known, the importer's as asked for: what was seen until a year, by class of the known report. */
    private static List<List<Double>> gaps(MirrorPairs mirror, int from, int to) {
        var gaps = new ArrayList<List<Double>>();
        IntStream.range(0, ValueClass.COUNT).forEach(of -> gaps.add(new ArrayList<>()));
        for (int i = 0; i < mirror.size(); i++) {
            if (mirror.both(i) && mirror.year(i) >= from && mirror.year(i) <= to) {
                gaps.get(ValueClass.of(mirror.exporterKusd(i) * 1000))
                        .add(MirrorGap.gap(mirror.importerKusd(i), mirror.exporterKusd(i)));
            }
        }
        return gaps;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).sorted().toArray();
    }

    /** Held-back pairs, and how many of them each kind of interval holds. */
    private record Held(int cases, int normal, int seen) {}

    private static Held held(MirrorPairs mirror, int learnedUntil) {
        var learned = gaps(mirror, Integer.MIN_VALUE, learnedUntil);
        var asked = gaps(mirror, learnedUntil + 1, Integer.MAX_VALUE);
        int cases = 0;
        int normal = 0;
        int seen = 0;
        for (int of = 0; of < ValueClass.COUNT; of++) {
            var known = array(learned.get(of));
            assertThat(known).as("class " + of).hasSizeGreaterThan(LEAST);
            double middle = MirrorGap.median(known);
            double half = Z90 * MirrorGap.sigma(MirrorGap.deviations(known));
            double low = Quantile.of(known, known.length, 0.05);
            double high = Quantile.of(known, known.length, 0.95);
            for (double gap : asked.get(of)) {
                cases++;
                normal += Math.abs(gap - middle) <= half ? 1 : 0;
                seen += gap >= low && gap <= high ? 1 : 0;
            }
        }
        return new Held(cases, normal, seen);
    }

    private static void check(Held held) {
        double chance = Z99 * Math.sqrt(0.9 * 0.1 / held.cases());
        assertThat((double) held.seen() / held.cases()).as("quantiles seen").isCloseTo(0.9, within(chance + DRIFT));
        assertThat((double) held.normal() / held.cases())
                .as("robust normal")
                .isBetween(CAUCHY - chance - DRIFT, 0.9 + chance + DRIFT);
    }

    @Test
    void nickelSpreadsAndCoversAsTheTextSays() {
        var mirror = pairs("HS17", NICKEL);

        check(mirror, 1_601, 2.41, 1.94, 1.78, 0.75, 0.40, 0.31);
        check(held(mirror, 2016));
    }

    @Test
    void fuelsSpreadAndCoverAsTheTextSays() {
        var mirror = pairs(
                "",
                IntStream.rangeClosed(2012, 2016)
                        .mapToObj(year -> ENERGY + "/processed_data_" + year + ".csv.gz")
                        .toArray(String[]::new));

        check(mirror, 27_972, 3.15, 2.07, 1.44, 1.36, 0.90, 0.41);
        check(held(mirror, 2014));
    }
}
