package org.kaname.shock.network.daily;

import org.kaname.shock.network.FirmNetwork;

/** Shock 4.2 link by link, nothing compressed, levels found by halving: the reference of {@link FirmModel}. */
final class PlainFirms {
    private static final double DAYS = 365;

    private final FirmNetwork net;
    private final FirmShocks shocks;
    private final FirmModel.Options options;
    private final int n;
    private final int links;
    private final int[] buyer;
    final double[] p0;
    private final double[] c;
    private final double[] want;
    private final double[] a;
    final double[] s;
    double[] d;
    double[] p;
    private int day;

    PlainFirms(FirmNetwork net, FirmShocks shocks, FirmModel.Options options, double[] stockDays) {
        this.net = net;
        this.shocks = shocks;
        this.options = options;
        n = net.size();
        links = net.links();
        want = stockDays;
        buyer = new int[links];
        p0 = new double[n];
        c = new double[n];
        a = new double[links];
        s = new double[links];
        for (int i = 0; i < n; i++) {
            c[i] = net.finalSales(i) / DAYS;
            p0[i] = c[i];
        }
        for (int e = 0; e < links; e++) {
            buyer[e] = net.buyer(e);
            a[e] = net.value()[e] / DAYS;
            s[e] = want[buyer[e]] * a[e];
            p0[net.supplier()[e]] += a[e];
        }
        d = p0.clone();
        p = p0.clone();
    }

    private boolean sameGroup(int e, int f) {
        return buyer[e] == buyer[f] && net.product()[e] == net.product()[f];
    }

    void step() {
        var o = new double[links];
        var pass = new double[links];
        for (int e = 0; e < links; e++) {
            int i = buyer[e];
            o[e] = Math.max(
                    0, a[e] * (p0[i] > 0 ? d[i] / p0[i] : 1) + (want[i] * a[e] - s[e]) / options.adjustmentDays());
            pass[e] = 1;
        }
        for (var loss : shocks.links()) {
            for (int e : loss.items()) {
                pass[e] *= 1 - loss.share().on(day);
            }
        }
        var able = new double[n];
        for (int i = 0; i < n; i++) {
            able[i] = p0[i];
        }
        for (var loss : shocks.capacity()) {
            for (int i : loss.items()) {
                able[i] *= 1 - loss.share().on(day);
            }
        }
        var ratio = new double[n];
        java.util.Arrays.fill(ratio, Double.POSITIVE_INFINITY);
        var groupStock = new double[links];
        var groupNeed = new double[links];
        for (int e = 0; e < links; e++) {
            for (int f = 0; f < links; f++) {
                if (sameGroup(e, f)) {
                    groupStock[e] += s[f];
                    groupNeed[e] += a[f];
                }
            }
            ratio[buyer[e]] = Math.min(ratio[buyer[e]], groupStock[e] / groupNeed[e]);
        }
        d = c.clone();
        for (int e = 0; e < links; e++) {
            d[net.supplier()[e]] += o[e] * pass[e];
        }
        var got = new double[links];
        p = new double[n];
        for (int i = 0; i < n; i++) {
            able[i] = p0[i] > 0 ? Math.min(able[i], ratio[i] * p0[i]) : 0;
            p[i] = Math.min(able[i], d[i]);
            deliver(i, o, pass, got);
        }
        if (options.substitutionRate() > 0) {
            substitute(o, got, able);
        }
        for (int e = 0; e < links; e++) {
            int i = buyer[e];
            double rate = p0[i] > 0 ? p[i] / p0[i] : Math.min(1, ratio[i]);
            double used = Math.min(rate * groupNeed[e], groupStock[e]);
            s[e] += got[e] - (groupStock[e] > 0 ? used * s[e] / groupStock[e] : 0);
        }
        day++;
    }

    private void deliver(int i, double[] o, double[] pass, double[] got) {
        double forFirms = d[i] - c[i];
        boolean last = options.consumersLast();
        double low = 0;
        double high = 1e6;
        for (int k = 0; k < 200; k++) {
            double level = (low + high) / 2;
            double sum = last ? 0 : Math.min(c[i], level * c[i]);
            for (int e = 0; e < links; e++) {
                sum += net.supplier()[e] == i ? Math.min(o[e] * pass[e], level * a[e]) : 0;
            }
            if (sum < p[i]) {
                low = level;
            } else {
                high = level;
            }
        }
        for (int e = 0; e < links; e++) {
            if (net.supplier()[e] != i) {
                continue;
            }
            double ordered = o[e] * pass[e];
            if (p[i] >= d[i] || last && p[i] >= forFirms) {
                got[e] = ordered;
            } else if (options.rationing() == FirmModel.Rationing.PROPORTIONAL) {
                got[e] = ordered * p[i] / (last ? forFirms : d[i]);
            } else {
                got[e] = Math.min(ordered, high * a[e]);
            }
        }
    }

    private boolean spare(int i, double[] able) {
        return able[i] - p[i] > 1e-9 * p0[i];
    }

    private void substitute(double[] o, double[] got, double[] able) {
        var ask = new double[links];
        for (int e = 0; e < links; e++) {
            double unmet = 0;
            double weight = 0;
            for (int f = 0; f < links; f++) {
                if (sameGroup(e, f)) {
                    boolean full = o[f] - got[f] <= 1e-9 * a[f];
                    unmet += full ? 0 : o[f] - got[f];
                    weight += full && spare(net.supplier()[f], able) ? a[f] : 0;
                }
            }
            boolean free = o[e] - got[e] <= 1e-9 * a[e] && spare(net.supplier()[e], able);
            ask[e] = free && unmet > 0 ? options.substitutionRate() * unmet * a[e] / weight : 0;
        }
        for (int i = 0; i < n; i++) {
            double all = 0;
            for (int e = 0; e < links; e++) {
                all += net.supplier()[e] == i ? ask[e] : 0;
            }
            double granted = Math.min(all, able[i] - p[i]);
            for (int e = 0; e < links; e++) {
                got[e] += net.supplier()[e] == i && all > 0 ? ask[e] * granted / all : 0;
            }
            p[i] += granted;
            d[i] += granted;
        }
    }
}
