package org.kaname.shock.recovery;

import java.util.ArrayList;
import java.util.List;
import org.kaname.shock.ShockConstants;
import org.kaname.shock.recovery.RecoveryOutcome.UnstableReason;

/** Which results are artefacts (shock 3.7). */
final class Stability {
    private Stability() {}

    private static double constant(String name) {
        return ShockConstants.value("ario@1." + name);
    }

    static List<UnstableReason> reasons(RecoverySeries series, RecoveryParameters parameters, double shortestStock) {
        var reasons = new ArrayList<UnstableReason>();
        if (parameters.restorationDays() > shortestStock) {
            reasons.add(UnstableReason.RESTORATION_LONGER_THAN_STOCK);
        }
        if (stillFalling(series.totalOutput, series.directLoss, series.baseTotal())) {
            reasons.add(UnstableReason.STILL_FALLING);
        }
        if (parameters.restorationDays() < constant("unstable_restoration_days")) {
            reasons.add(UnstableReason.RESTORATION_TOO_FAST);
        }
        if (series.lowestShare() < constant("unstable_collapse_share")
                && meanDirectShare(series) < constant("unstable_direct_share")) {
            reasons.add(UnstableReason.COLLAPSE);
        }
        return List.copyOf(reasons);
    }

    /**
     * @param total output by day
     * @param direct direct loss by day; the last day above 0 is the last day of the shock
     * @param start output before the shock
     */
    static boolean stillFalling(double[] total, double[] direct, double start) {
        int last = total.length - 1;
        int shock = last;
        while (shock >= 0 && direct[shock] <= 0) {
            shock--;
        }
        double earlier = total[Math.max(0, last - (int) constant("unstable_fall_days"))];
        return total[last] < constant("unstable_last_share") * start
                && earlier - total[last] > constant("unstable_fall") * start
                && total[last] < (shock < 0 ? start : total[shock]);
    }

    /** Mean over the days of the shock, as a share of output before it. */
    private static double meanDirectShare(RecoverySeries series) {
        double sum = 0;
        int days = 0;
        for (double loss : series.directLoss) {
            sum += loss;
            days += loss > 0 ? 1 : 0;
        }
        return days == 0 ? 0 : sum / days / series.baseTotal();
    }

    static RecoveryOutcome.Headline headline(RecoverySeries series) {
        double loss = series.outputLoss();
        double direct = series.directLossTotal();
        double ratio = direct > 0 ? loss / direct : Double.NaN;
        return new RecoveryOutcome.Headline(
                loss, loss / (series.baseTotal() * series.days()), ratio, ratio > constant("amplified_ratio"));
    }
}
