package org.kaname.measure.noise;

import java.util.Arrays;
import org.kaname.data.MirrorPairs;

/**
 * How far both reports of a flow lie apart in one data set, by section of the Harmonized System and {@link ValueClass}: where a section
 * has too few pairs in a class, all sections speak for it (measurement 6.4). The median gap (transport and insurance, habits) is no
 * noise and is taken out. Immutable.
 */
public final class GapTable {
    /** All sections together. */
    public static final int ALL = 0;

    private final double[][] sigma;
    private final double[][][] deviations;
    private final double[] oneSided;
    private final int pairs;

    private GapTable(double[][] sigma, double[][][] deviations, double[] oneSided, int pairs) {
        this.sigma = sigma;
        this.deviations = deviations;
        this.oneSided = oneSided;
        this.pairs = pairs;
    }

    /**
     * The table of the flows up to a year.
     *
     * @param least pairs that a section, and all sections, need in a class
     */
    public static GapTable of(MirrorPairs mirror, int untilYear, int least) {
        int sections = 1;
        for (int i = 0; i < mirror.size(); i++) {
            sections = Math.max(sections, mirror.section(i) + 1);
        }
        var count = new int[sections][ValueClass.COUNT];
        var silent = new int[ValueClass.COUNT];
        int pairs = 0;
        for (int i = 0; i < mirror.size(); i++) {
            if (mirror.year(i) > untilYear) {
                continue;
            }
            int of = valueClass(mirror, i);
            if (mirror.both(i)) {
                pairs++;
                count[ALL][of]++;
                if (mirror.section(i) != ALL) {
                    count[mirror.section(i)][of]++;
                }
            } else {
                silent[of]++;
            }
        }
        var gaps = gaps(mirror, untilYear, count);
        var sigma = new double[sections][ValueClass.COUNT];
        var deviations = new double[sections][ValueClass.COUNT][];
        var oneSided = new double[ValueClass.COUNT];
        for (int of = 0; of < ValueClass.COUNT; of++) {
            double flows = count[ALL][of] + silent[of];
            oneSided[of] = flows > 0 ? silent[of] / flows : Double.NaN;
            for (int section = 0; section < sections; section++) {
                boolean enough = count[section][of] >= least;
                deviations[section][of] = enough ? MirrorGap.deviations(gaps[section][of]) : new double[0];
                sigma[section][of] = enough ? MirrorGap.sigma(deviations[section][of]) : Double.NaN;
            }
        }
        return new GapTable(sigma, deviations, oneSided, pairs);
    }

    private static int valueClass(MirrorPairs mirror, int pair) {
        double importer = mirror.importerKusd(pair);
        double exporter = mirror.exporterKusd(pair);
        double kusd = mirror.both(pair) ? MirrorGap.size(importer, exporter) : importer + exporter;
        return ValueClass.of(kusd * 1000);
    }

    private static double[][][] gaps(MirrorPairs mirror, int untilYear, int[][] count) {
        var gaps = new double[count.length][ValueClass.COUNT][];
        for (int section = 0; section < gaps.length; section++) {
            for (int of = 0; of < ValueClass.COUNT; of++) {
                gaps[section][of] = new double[count[section][of]];
            }
        }
        var next = new int[count.length][ValueClass.COUNT];
        for (int i = 0; i < mirror.size(); i++) {
            if (mirror.year(i) > untilYear || !mirror.both(i)) {
                continue;
            }
            int of = valueClass(mirror, i);
            double gap = MirrorGap.gap(mirror.importerKusd(i), mirror.exporterKusd(i));
            gaps[ALL][of][next[ALL][of]++] = gap;
            int section = mirror.section(i);
            if (section != ALL) {
                gaps[section][of][next[section][of]++] = gap;
            }
        }
        return gaps;
    }

    /** Flows that both sides reported, of all classes. */
    public int pairs() {
        return pairs;
    }

    /** Some class has pairs enough to speak. */
    public boolean speaks() {
        return Arrays.stream(sigma[ALL]).anyMatch(s -> !Double.isNaN(s));
    }

    /**
     * σ of the gap between two reports, of the section where it has pairs enough, else of all; NaN where all have too few.
     *
     * @param section from 1, or {@link #ALL}
     */
    public double sigma(int section, int valueClass) {
        return sigma[speaker(section, valueClass)][valueClass];
    }

    /** Gap less its median, by its place among those seen: what {@link #sigma} says without a normal distribution. NaN as there. */
    public double deviation(int section, int valueClass, double u) {
        var seen = deviations[speaker(section, valueClass)][valueClass];
        return Quantile.of(seen, seen.length, u);
    }

    /** Part of the flows of a class that one side alone reported although both are reporters, 0..1; NaN without flows. */
    public double oneSided(int valueClass) {
        return oneSided[valueClass];
    }

    private int speaker(int section, int valueClass) {
        return section < sigma.length && !Double.isNaN(sigma[section][valueClass]) ? section : ALL;
    }
}
