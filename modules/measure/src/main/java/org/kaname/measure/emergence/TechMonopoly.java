package org.kaname.measure.emergence;

import org.kaname.measure.Settings;
import org.kaname.model.Figure;

/**
 * {@code tech-monopoly@2024} (measurement 5.3, from secondary sources): the risk that one economy holds a technology alone, by the
 * number of the world's ten leading institutions in the lead economy and by its lead ratio. The source's output is the top-cited papers
 * of five years; here the lead is that of the proxy. Without a ranking of institutions nothing is judged, however large the lead.
 */
public final class TechMonopoly {
    public static final String METHOD = "tech-monopoly@2024";
    /** Measure of the technology table: how many of the world's ten leading institutions an economy has. */
    public static final String RANKING = "top10_institutions";
    /** Figure of a proxy: the count of {@link #RANKING} of its lead economy. */
    public static final String INSTITUTIONS = "lead_institutions";

    private static final String HIGH_INSTITUTIONS = METHOD + ".high_institutions";
    private static final String HIGH_LEAD_RATIO = METHOD + ".high_lead_ratio";
    private static final String MEDIUM_INSTITUTIONS = METHOD + ".medium_institutions";
    private static final String MEDIUM_LEAD_RATIO = METHOD + ".medium_lead_ratio";

    private TechMonopoly() {}

    /** The outcome; INSUFFICIENT is no level between LOW and HIGH. */
    public enum Risk {
        HIGH,
        MEDIUM,
        LOW,
        INSUFFICIENT
    }

    /**
     * Borders count as reached.
     *
     * @param institutions of the ten leading ones in the lead economy; NaN without a ranking
     * @param leadRatio share of the first by share of the second; infinite with one active economy, NaN where missing
     */
    public static Risk judge(double institutions, double leadRatio, Settings settings) {
        if (Double.isNaN(institutions) || Double.isNaN(leadRatio)) {
            return Risk.INSUFFICIENT;
        }
        if (institutions >= settings.get(HIGH_INSTITUTIONS) && leadRatio >= settings.get(HIGH_LEAD_RATIO)) {
            return Risk.HIGH;
        }
        return institutions >= settings.get(MEDIUM_INSTITUTIONS) && leadRatio >= settings.get(MEDIUM_LEAD_RATIO)
                ? Risk.MEDIUM
                : Risk.LOW;
    }

    /** The outcome of a proxy's figures. */
    public static Risk judge(ProxyProfile proxy, Settings settings) {
        var institutions = proxy.figure(INSTITUTIONS);
        return judge(
                institutions.isMissing() ? Double.NaN : institutions.value(), leadRatio(proxy.leadRatio()), settings);
    }

    private static double leadRatio(Figure figure) {
        return figure.isMissing() && !figure.isUnbounded() ? Double.NaN : figure.value();
    }

    /** The lead ratio alone reaches that of HIGH: all that can be said without a ranking. */
    public static boolean leadIsLarge(ProxyProfile proxy, Settings settings) {
        return leadRatio(proxy.leadRatio()) >= settings.get(HIGH_LEAD_RATIO);
    }
}
