package org.kaname.measure.emergence;

import java.util.Arrays;

/** Kernels over series by year and shares by economy. NaN is missing. Reference: field_profile.sql */
public final class Series {
    private Series() {}

    /** Mean of the years present in [from, to); NaN where there is none. */
    static double mean(double[] series, int from, int to) {
        double sum = 0;
        int present = 0;
        for (int i = Math.max(0, from); i < Math.min(series.length, to); i++) {
            if (!Double.isNaN(series[i])) {
                sum += series[i];
                present++;
            }
        }
        return present > 0 ? sum / present : Double.NaN;
    }

    /** How many years of [from, to) are present. */
    static int present(double[] series, int from, int to) {
        int present = 0;
        for (int i = Math.max(0, from); i < Math.min(series.length, to); i++) {
            if (!Double.isNaN(series[i])) {
                present++;
            }
        }
        return present;
    }

    /** Σ part / Σ whole over the years of [from, to) in which both are present: a year not estimated is in neither sum. */
    static double share(double[] part, double[] whole, int from, int to) {
        double parts = 0;
        double wholes = 0;
        for (int i = Math.max(0, from); i < Math.min(whole.length, to); i++) {
            if (!Double.isNaN(part[i]) && !Double.isNaN(whole[i])) {
                parts += part[i];
                wholes += whole[i];
            }
        }
        return wholes > 0 ? parts / wholes : Double.NaN;
    }

    /** g = ln(A(a)/A(b)) / L per year; NaN where one of them is not positive. */
    static double growth(double last, double previous, double years) {
        return last > 0 && previous > 0 ? Math.log(last / previous) / years : Double.NaN;
    }

    /** How many hold a part. */
    static int active(double[] share) {
        int active = 0;
        for (double s : share) {
            if (s > 0) {
                active++;
            }
        }
        return active;
    }

    /** Place of an economy among the active: 1 = largest, equals by index; 0 where it is not active. */
    static int rank(double[] share, int economy) {
        if (!(share[economy] > 0)) {
            return 0;
        }
        int rank = 1;
        for (int i = 0; i < share.length; i++) {
            if (share[i] > share[economy] || (share[i] == share[economy] && i < economy)) {
                rank++;
            }
        }
        return rank;
    }

    /** Index of the economy at a place, -1 where there is none. */
    static int at(double[] share, int place) {
        for (int i = 0; i < share.length; i++) {
            if (rank(share, i) == place) {
                return i;
            }
        }
        return -1;
    }

    /** Share of the first over share of the second; infinite with one active economy, NaN with none. */
    static double leadRatio(double[] share) {
        int first = at(share, 1);
        int second = at(share, 2);
        return first < 0 ? Double.NaN : second < 0 ? Double.POSITIVE_INFINITY : share[first] / share[second];
    }

    /**
     * 1 − |top(a) ∩ top(c)| / n, ties by index; NaN with fewer than n active economies in either.
     *
     * <p>The trap: with n = 10 and two newcomers the double of this formula is 0.2 less one unit in the last place, which is below
     * the double of 0.2. The expected results of the fields rest on the formula as written; a condition on it is a boundary case.
     */
    static double churn(double[] last, double[] early, int n) {
        if (active(last) < n || active(early) < n) {
            return Double.NaN;
        }
        int common = 0;
        for (int i = 0; i < last.length; i++) {
            int now = rank(last, i);
            int then = rank(early, i);
            if (now > 0 && now <= n && then > 0 && then <= n) {
                common++;
            }
        }
        return 1 - (double) common / n;
    }

    /** −Σ p ln p / ln n over the n active economies, p their shares of the active sum, so that it lies in 0..1; NaN below two. */
    static double entropy(double[] share) {
        int active = active(share);
        if (active < 2) {
            return Double.NaN;
        }
        double sum = 0;
        for (double s : share) {
            sum += s > 0 ? s : 0;
        }
        double entropy = 0;
        for (double s : share) {
            if (s > 0) {
                entropy -= s / sum * Math.log(s / sum);
            }
        }
        return entropy / Math.log(active);
    }

    /** Σ s² over shares of the world; NaN without an active economy. */
    static double hhi(double[] share) {
        if (active(share) == 0) {
            return Double.NaN;
        }
        double squares = 0;
        for (double s : share) {
            squares += s > 0 ? s * s : 0;
        }
        return squares;
    }

    /** Σ of the last shares of economies whose early share is known and was below the limit; NaN where no early share is known. */
    static double entrantShare(double[] last, double[] early, double limit) {
        double sum = 0;
        boolean known = false;
        for (int i = 0; i < last.length; i++) {
            known |= !Double.isNaN(early[i]);
            if (early[i] < limit && last[i] > 0) {
                sum += last[i];
            }
        }
        return known ? sum : Double.NaN;
    }

    /** Slope of ordinary least squares of ln(share) on year over the years present; NaN below two years or with a zero share. */
    public static double slope(double[] share, int from, int to) {
        double n = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = Math.max(0, from); i < Math.min(share.length, to); i++) {
            if (!Double.isNaN(share[i])) {
                if (!(share[i] > 0)) {
                    return Double.NaN;
                }
                n++;
                sumX += i;
                sumY += Math.log(share[i]);
            }
        }
        double xy = 0;
        double xx = 0;
        for (int i = Math.max(0, from); i < Math.min(share.length, to); i++) {
            if (!Double.isNaN(share[i])) {
                xy += (i - sumX / n) * (Math.log(share[i]) - sumY / n);
                xx += (i - sumX / n) * (i - sumX / n);
            }
        }
        return xx > 0 ? xy / xx : Double.NaN;
    }

    /** √(Σ residual² / (n − 2) / Σ (x − x̄)²); NaN below three years or with a zero share. */
    public static double slopeError(double[] share, int from, int to) {
        double slope = slope(share, from, to);
        double n = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = Math.max(0, from); i < Math.min(share.length, to); i++) {
            if (share[i] > 0) {
                n++;
                sumX += i;
                sumY += Math.log(share[i]);
            }
        }
        if (Double.isNaN(slope) || n < 3) {
            return Double.NaN;
        }
        double squares = 0;
        double xx = 0;
        for (int i = Math.max(0, from); i < Math.min(share.length, to); i++) {
            if (share[i] > 0) {
                double residual = Math.log(share[i]) - sumY / n - slope * (i - sumX / n);
                squares += residual * residual;
                xx += (i - sumX / n) * (i - sumX / n);
            }
        }
        return Math.sqrt(squares / (n - 2) / xx);
    }

    /** Type-7 quantile: linear between the order statistics around (n − 1) · q; NaN where no value is known. */
    public static double quantile(double[] values, double q) {
        var sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = (sorted.length - 1) * q;
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The largest q whose type-7 quantile is not above one of the values: its highest place / (n − 1); NaN below two values. */
    public static double quantilePlace(double[] values, double value) {
        var sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length < 2) {
            return Double.NaN;
        }
        int highest = -1;
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] <= value) {
                highest = i;
            }
        }
        return highest < 0 ? Double.NaN : (double) highest / (sorted.length - 1);
    }
}
