package org.kaname.shock.network.risk;

/** The equations of shock 4.4 as they stand there, dense: the reference of {@link SystemicRisk}. W is row = supplier. */
final class PlainCascade {
    final double[] down;
    final double[] up;
    final double total;
    final double downstream;
    final double upstream;

    PlainCascade(double[][] w, int[] sector, int sectors, int[][] kind, double eps, boolean replaceable, double[] psi) {
        int n = w.length;
        var out = new double[n];
        var in = new double[n];
        var fromSector = new double[sectors][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                out[i] += w[i][j];
                in[j] += w[i][j];
                fromSector[sector[i]][j] += w[i][j];
            }
        }
        var sales = new double[n][n]; // row = buyer, so that both loops run along rows
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sales[j][i] = w[i][j];
            }
        }
        var hd = new double[n];
        var hu = new double[n];
        java.util.Arrays.fill(hd, 1);
        java.util.Arrays.fill(hu, 1);
        double change;
        do {
            var vol = new double[sectors];
            for (int i = 0; i < n; i++) {
                vol[sector[i]] += out[i] * hd[i];
            }
            var nextD = new double[n];
            var nextU = new double[n];
            for (int j = 0; j < n; j++) {
                var essential = new double[sectors];
                double other = 0;
                double sold = 0;
                for (int i = 0; i < n; i++) {
                    sold += w[j][i] * hu[i];
                    if (sales[j][i] == 0) {
                        continue;
                    }
                    double sigma = !replaceable || vol[sector[i]] == 0 ? 1 : Math.min(1, out[i] / vol[sector[i]]);
                    double lost = sigma * sales[j][i] * (1 - hd[i]);
                    if (kind[i][j] == 2) {
                        essential[sector[i]] += lost / fromSector[sector[i]][j];
                    } else if (kind[i][j] == 1) {
                        other += lost / in[j];
                    }
                }
                double h = Math.min(psi[j], 1 - other);
                for (double e : essential) {
                    h = Math.min(h, 1 - e);
                }
                nextD[j] = Math.max(0, h);
                nextU[j] = out[j] == 0 ? psi[j] : Math.min(psi[j], sold / out[j]);
            }
            change = 0;
            for (int j = 0; j < n; j++) {
                change = Math.max(change, Math.max(Math.abs(nextD[j] - hd[j]), Math.abs(nextU[j] - hu[j])));
            }
            hd = nextD;
            hu = nextU;
        } while (change > eps);
        double all = 0;
        double lost = 0;
        double lostD = 0;
        double lostU = 0;
        for (int i = 0; i < n; i++) {
            all += out[i];
            lost += out[i] * (1 - Math.min(hd[i], hu[i]));
            lostD += out[i] * (1 - hd[i]);
            lostU += out[i] * (1 - hu[i]);
        }
        down = hd;
        up = hu;
        total = lost / all;
        downstream = lostD / all;
        upstream = lostU / all;
    }
}
