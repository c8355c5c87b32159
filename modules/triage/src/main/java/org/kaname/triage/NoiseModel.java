package org.kaname.triage;

import java.nio.charset.StandardCharsets;
import org.kaname.data.DataSet;
import org.kaname.data.reference.Goods;
import org.kaname.data.reference.Reference;
import org.kaname.measure.Settings;
import org.kaname.measure.noise.GapTable;
import org.kaname.measure.noise.ValueClass;
import org.kaname.model.Code;

/**
 * The reporting noise of one data set: σ of a flow by its value, its good and whether one report or a mean of two was read (measurement
 * 6.4). Made once for a run; safe for many threads.
 */
public final class NoiseModel {
    private static final double SINGLE = Math.sqrt(2);
    private static final double MERGED = 2;

    private final NoiseChoice.Kind kind;
    private final double fixed;
    private final boolean drop;
    private final GapTable gaps;
    private final double[] fallback;
    private final double[] lost;
    private final byte[][] codes;

    private NoiseModel(
            NoiseChoice.Kind kind,
            double fixed,
            boolean drop,
            GapTable gaps,
            double[] fallback,
            double[] lost,
            byte[][] codes) {
        this.kind = kind;
        this.fixed = fixed;
        this.drop = drop;
        this.gaps = gaps;
        this.fallback = fallback;
        this.lost = lost;
        this.codes = codes;
    }

    /**
     * The noise for a set as of a year. Later years do not enter it. Where both reports are asked for and the set has too few, the table
     * of constants stands in and the {@link #label} says so.
     */
    public static NoiseModel of(DataSet data, NoiseChoice choice, Settings settings, int asOf) {
        var gaps = GapTable.of(data.mirror(), asOf, (int) settings.get("noise@1.mirror_pairs"));
        var kind = choice.kind();
        if (!gaps.speaks() && choice.needsMirror()) {
            kind = NoiseChoice.Kind.FALLBACK;
        } else if (kind == NoiseChoice.Kind.BEST) {
            kind = gaps.speaks() ? NoiseChoice.Kind.MIRROR : NoiseChoice.Kind.FALLBACK;
        }
        var codes = new byte[data.economies().size()][];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = data.economies().get(i).code().getBytes(StandardCharsets.UTF_8);
        }
        var fallback = byClass(settings, "noise@1.sigma_");
        var lost = byClass(settings, "noise@1.one_sided_");
        for (int of = 0; of < lost.length; of++) {
            double seen = gaps.oneSided(of);
            lost[of] = (gaps.speaks() && !Double.isNaN(seen) ? seen : lost[of]) / 2;
        }
        return new NoiseModel(kind, choice.sigma(), choice.drop(), gaps, fallback, lost, codes);
    }

    /** Whether a set holds flows that both sides reported, in numbers enough. */
    public static boolean hasMirror(DataSet data, Settings settings, int asOf) {
        return GapTable.of(data.mirror(), asOf, (int) settings.get("noise@1.mirror_pairs"))
                .speaks();
    }

    private static double[] byClass(Settings settings, String prefix) {
        return new double[] {
            settings.get(prefix + "below_1e4"),
            settings.get(prefix + "1e4_1e5"),
            settings.get(prefix + "1e5_1e6"),
            settings.get(prefix + "1e6_1e7"),
            settings.get(prefix + "1e7_1e8"),
            settings.get(prefix + "from_1e8")
        };
    }

    /** {@code mirror}, {@code empirical}, {@code fallback} or {@code fixed:SIGMA}, with {@code +drop} where flows may vanish. */
    public String label() {
        var label = label(kind);
        return (kind == NoiseChoice.Kind.FIXED ? label + ":" + fixed : label) + (drop ? "+drop" : "");
    }

    /** The kind alone, as each robustness has it. */
    String kindLabel() {
        return label(kind);
    }

    private static String label(NoiseChoice.Kind kind) {
        return switch (kind) {
            case MIRROR -> "mirror";
            case EMPIRICAL -> "empirical";
            case FIXED -> "fixed";
            case BEST, FALLBACK -> "fallback";
        };
    }

    boolean empirical() {
        return kind == NoiseChoice.Kind.EMPIRICAL;
    }

    boolean drops() {
        return drop;
    }

    /** Section of the Harmonized System, from 1; {@link GapTable#ALL} for goods of other lists. */
    static int section(Code good) {
        if (!Goods.REVISIONS.contains(scheme(good))) {
            return GapTable.ALL;
        }
        var goods = Reference.load().goods();
        return goods.findSection(good.value())
                        .map(goods.listSections()::indexOf)
                        .orElse(-1)
                + 1;
    }

    private static String scheme(Code good) {
        int level = good.scheme().indexOf('-');
        return level < 0 ? good.scheme() : good.scheme().substring(0, level);
    }

    /**
     * σ of one flow: the gap's σ over √2 for a single report, over 2 for a reconciled mean of two.
     *
     * @param section from {@link #section}
     */
    double sigma(double dollars, int section, boolean singleReport) {
        return sigma(dollars, section, singleReport, false);
    }

    /**
     * The same for a value that may be an estimate, which is as unsure as a report of the next smaller class: the wider one (OURS).
     *
     * @param estimated no report, but what the source or the program made of others
     */
    double sigma(double dollars, int section, boolean singleReport, boolean estimated) {
        if (kind == NoiseChoice.Kind.FIXED) {
            return fixed;
        }
        int of = valueClass(dollars, estimated);
        double gap = kind == NoiseChoice.Kind.FALLBACK ? Double.NaN : gaps.sigma(section, of);
        return (Double.isNaN(gap) ? fallback[of] : gap) / reports(singleReport);
    }

    /** By how much the logarithm of one flow moves at a place among the gaps seen; NaN where too few were seen. */
    double move(double dollars, int section, boolean singleReport, boolean estimated, double u) {
        return gaps.deviation(section, valueClass(dollars, estimated), u) / reports(singleReport);
    }

    private static int valueClass(double dollars, boolean estimated) {
        int of = ValueClass.of(dollars);
        return estimated ? Math.max(0, of - 1) : of;
    }

    private static double reports(boolean single) {
        return single ? SINGLE : MERGED;
    }

    /** Probability that a flow of this value vanishes. */
    double lost(double dollars) {
        return lost[ValueClass.of(dollars)];
    }

    /** Key of a flow, as {@link Noise#key} gives it: {@code start} is the key of the text {@code year|product|}. */
    long key(long start, int exporter, int importer) {
        return Noise.extend(Noise.extend(Noise.extend(start, codes[exporter]), Noise.BAR), codes[importer]);
    }
}
