package org.kaname.measure.emergence;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kaname.model.Figure;

/**
 * One field as one proxy sees it, in the proxy's own newest year.
 *
 * @param leader code of the economy with the largest share, empty where there is none
 * @param figures by name: growth, relative_growth, leader_share, lead_ratio, churn, entropy, entropy_trend, hhi, hhi_trend,
 *     entrant_share, share, rank, lead_institutions, monopoly_risk, slope, slope_error, first_share, last_share
 * @param universe relative growth of every field of the scheme in this proxy that has one, totals left out
 * @param notes {@code WINDOW_PARTIAL}, {@code ONE_ACTIVE}, {@code ENDS_ONLY}
 * @param caution key of a sentence that is printed with the numbers, or empty
 */
public record ProxyProfile(
        String measure,
        int dataYear,
        String leader,
        Map<String, Figure> figures,
        List<Double> universe,
        List<String> notes,
        String caution) {
    public static final String WINDOW_PARTIAL = "WINDOW_PARTIAL";
    public static final String ONE_ACTIVE = "ONE_ACTIVE";
    public static final String ENDS_ONLY = "ENDS_ONLY";

    public ProxyProfile {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        universe = List.copyOf(universe);
        notes = List.copyOf(notes);
    }

    /** Throws on a name that the method does not give. */
    public Figure figure(String name) {
        var figure = figures.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("A field profile has no figure (" + name + ").");
        }
        return figure;
    }

    public Figure growth() {
        return figure("growth");
    }

    public Figure relativeGrowth() {
        return figure("relative_growth");
    }

    public Figure leadRatio() {
        return figure("lead_ratio");
    }

    public Figure churn() {
        return figure("churn");
    }

    public Figure share() {
        return figure("share");
    }

    public Figure rank() {
        return figure("rank");
    }

    public Figure slope() {
        return figure("slope");
    }

    public Figure slopeError() {
        return figure("slope_error");
    }
}
