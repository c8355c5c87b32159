package org.kaname.measure.chokepoint;

import java.util.List;
import org.kaname.measure.Settings;
import org.kaname.model.Truth;

/**
 * {@code central-exporter@1}, Kaname's reading of the fragility approach of the IMF and no formula of its authors; experimental: the
 * exporters of a good are so unequal in size that the largest do not average out (2 &lt; α &lt; 3), and there are enough of them to fit.
 *
 * @param exporters how many named economies export the good
 * @param fit over their exports
 * @param flagged UNKNOWN with too few exporters or without a fit
 */
public record CentralExporter(int exporters, PowerLaw fit, Truth flagged) {
    public static final String METHOD = "central-exporter@1";
    public static final String LOW = METHOD + ".alpha_low";
    public static final String HIGH = METHOD + ".alpha_high";
    public static final String EXPORTERS = METHOD + ".exporters";

    /** The constants of the package, from {@code constants.csv}. */
    public static List<Settings.Constant> constants() {
        return Settings.read(CentralExporter.class);
    }

    /** @param exports by economy, in any unit; those not named are left out */
    public static CentralExporter of(double[] exports, boolean[] named, Settings settings) {
        var sizes = new double[exports.length];
        int count = 0;
        for (int j = 0; j < exports.length; j++) {
            if (named[j] && exports[j] > 0) {
                sizes[count++] = exports[j];
            }
        }
        var fit = PowerLaw.fit(java.util.Arrays.copyOf(sizes, count));
        if (count < settings.get(EXPORTERS) || Double.isNaN(fit.alpha())) {
            return new CentralExporter(count, fit, Truth.UNKNOWN);
        }
        return new CentralExporter(
                count, fit, Truth.of(fit.alpha() > settings.get(LOW) && fit.alpha() < settings.get(HIGH)));
    }
}
