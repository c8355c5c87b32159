package org.kaname.shock.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kaname.shock.recovery.RecoveryEvent.CapacityLoss;
import org.kaname.shock.recovery.RecoveryEvent.CapitalLoss;
import org.kaname.shock.recovery.RecoveryEvent.CapitalRebuilt;
import org.kaname.shock.recovery.RecoveryEvent.DemandLoss;
import org.kaname.shock.recovery.RecoveryEvent.LinkRestriction;

/**
 * The day of shock 3.2 and 3.6 as the text reads, with the matrix of orders written out: slow, for small tables only. Knows neither
 * state stocks nor credit stops.
 */
final class PlainRecovery {
    final double[][] production;
    final double[][] capacity;
    final double[][] overproduction;
    final double[][] finalShort;
    final double[][] finalRefused;
    final double[][] ordersRefused;
    /** Most that any delivery exceeded production, and least of x, S and O. */
    double overDelivered;

    double least = 0;

    private final int n;
    private final int products;
    private final int columns;
    private final double[] z;
    private final double[] y;
    private final double[] x0;
    private final boolean peer;
    private final RecoveryRequest request;

    PlainRecovery(
            int economies,
            int sectors,
            int columns,
            double[] yearlyZ,
            double[] yearlyY,
            double[] yearlyX,
            RecoveryRequest request) {
        this.n = economies * sectors;
        this.products = sectors;
        this.columns = columns;
        this.z = daily(yearlyZ);
        this.y = daily(yearlyY);
        this.x0 = daily(yearlyX);
        this.request = request;
        this.peer = request.parameters().mode() == RecoveryParameters.Mode.REFERENCE;
        int days = request.parameters().days();
        production = new double[days][];
        capacity = new double[days][];
        overproduction = new double[days][];
        finalShort = new double[days][columns];
        finalRefused = new double[days][columns];
        ordersRefused = new double[days][n];
        run(yearlyZ, yearlyX);
    }

    private static double[] daily(double[] yearly) {
        return java.util.Arrays.stream(yearly).map(v -> v / 365).toArray();
    }

    private void run(double[] yearlyZ, double[] yearlyX) {
        var par = request.parameters();
        var s = new double[products];
        for (int p = 0; p < products; p++) {
            double days = par.stockDays() * par.stockFactors().getOrDefault(p, 1.0);
            s[p] = days <= 1 ? 2 : days;
        }
        var coefficient = new double[products][n];
        var threshold = new boolean[products][n];
        var capital = new double[n];
        for (int f = 0; f < n; f++) {
            double inputs = 0;
            for (int p = 0; p < products; p++) {
                double bought = 0;
                for (int g = p; g < n; g += products) {
                    bought += yearlyZ[g * n + f];
                }
                inputs += bought;
                coefficient[p][f] = yearlyX[f] == 0 ? 0 : bought / yearlyX[f];
                threshold[p][f] = bought > 1e-5 * (peer ? yearlyX[f] / 365 : yearlyX[f]);
            }
            capital[f] = 4 * Math.max(0, yearlyX[f] - inputs);
        }
        var stock = new double[products][n];
        for (int p = 0; p < products; p++) {
            for (int f = 0; f < n; f++) {
                stock[p][f] = s[p] * coefficient[p][f] * x0[f];
            }
        }
        var orders = z.clone();
        var unplaced = new double[n];
        var share = new double[n * n];
        for (int g = 0; g < n; g++) {
            for (int f = 0; f < n; f++) {
                double all = 0;
                for (int other = g % products; other < n; other += products) {
                    all += z[other * n + f];
                }
                share[g * n + f] = all == 0 ? 0 : z[g * n + f] / all;
            }
        }
        var a = new double[n];
        java.util.Arrays.fill(a, 1);
        var x = x0.clone();
        var rebuilt = new ArrayList<double[]>();
        var rebuildEvents = events(CapitalRebuilt.class);
        for (var event : rebuildEvents) {
            var rest = new double[n * n];
            event.amounts()
                    .forEach((f, impact) -> event.builders().forEach((p, rho) -> {
                        double all = 0;
                        for (int g = p; g < n; g += products) {
                            all += yearlyZ[g * n + f];
                        }
                        for (int g = p; g < n; g += products) {
                            rest[g * n + f] = all == 0 ? 0 : rho * impact * yearlyZ[g * n + f] / all;
                        }
                    }));
            rebuilt.add(rest);
        }
        for (int t = 0; t < par.days(); t++) {
            // Steps 1 and 2.
            var lost = new double[n];
            for (var event : events(CapitalLoss.class)) {
                int day = t;
                event.amounts().forEach((f, v) -> lost[f] += round(v * path(event.path(), day), 1e7));
            }
            for (int e = 0; e < rebuildEvents.size(); e++) {
                var event = rebuildEvents.get(e);
                for (int f : event.amounts().keySet()) {
                    if (t >= event.start() && t < event.start() + event.durationDays()) {
                        lost[f] += event.amounts().getOrDefault(f, 0.0);
                    } else if (t >= event.start()) {
                        for (int g = 0; g < n; g++) {
                            lost[f] += rebuilt.get(e)[g * n + f];
                        }
                    }
                }
            }
            var c = new double[n];
            for (int f = 0; f < n; f++) {
                double ofCapital = capital[f] == 0 ? 0 : lost[f] / capital[f];
                var byNest = new HashMap<String, Double>();
                for (var event : events(CapacityLoss.class)) {
                    double v = round(event.shares().getOrDefault(f, 0.0) * path(event.path(), peer ? t - 1 : t), 1e6);
                    byNest.merge(event.nest(), v, Math::max);
                }
                double loss;
                if (peer) {
                    loss = byNest.values().stream().reduce(ofCapital, Math::max);
                } else {
                    loss = 1 - (1 - ofCapital) * (1 - combined(byNest));
                }
                c[f] = 1 - loss;
            }
            // Restrictions.
            var industryLoss = new double[n * n];
            var finalLoss = new double[n * columns];
            var demandLoss = new double[n * columns];
            for (int g = 0; g < n; g++) {
                for (int f = 0; f < n; f++) {
                    industryLoss[g * n + f] = linkLoss(g, f, true, t);
                }
                for (int k = 0; k < columns; k++) {
                    finalLoss[g * columns + k] = linkLoss(g, k, false, t);
                    demandLoss[g * columns + k] = demandLoss(g, k, t);
                }
            }
            // Steps 3 and 4.
            var admitted = new double[n * n];
            var finals = new double[n * columns];
            var rebuild = new double[n];
            var demand = new double[n];
            for (int g = 0; g < n; g++) {
                for (int f = 0; f < n; f++) {
                    double order = orders[g * n + f];
                    least = Math.min(least, order);
                    admitted[g * n + f] = (1 - industryLoss[g * n + f]) * order;
                    ordersRefused[t][f] += order - admitted[g * n + f];
                    demand[g] += admitted[g * n + f];
                    for (int e = 0; e < rebuilt.size(); e++) {
                        var event = rebuildEvents.get(e);
                        if (t >= event.start() + event.durationDays()) {
                            rebuild[g] += rebuilt.get(e)[g * n + f] / event.tauDays() * (1 - industryLoss[g * n + f]);
                        }
                    }
                }
                for (int k = 0; k < columns; k++) {
                    double wanted = y[g * columns + k] * (1 - demandLoss[g * columns + k]);
                    finals[g * columns + k] = wanted * (1 - finalLoss[g * columns + k]);
                    finalRefused[t][k] += wanted - finals[g * columns + k];
                    demand[g] += finals[g * columns + k];
                }
                demand[g] += rebuild[g];
            }
            for (int f = 0; f < n; f++) {
                ordersRefused[t][f] += unplaced[f];
            }
            // Steps 5 and 6.
            var wanted = new double[n];
            for (int f = 0; f < n; f++) {
                double scarcity = demand[f] == 0 ? 0 : (demand[f] - x[f]) / demand[f];
                if (t >= 2) {
                    boolean falls = peer ? scarcity == 0 : scarcity <= 1e-9;
                    a[f] += falls
                            ? (1 - a[f]) / par.overproductionDays()
                            : (par.overproductionMax() - a[f]) * scarcity / par.overproductionDays();
                    a[f] = Math.max(1, a[f]);
                }
                c[f] = x0[f] * c[f] * a[f];
                wanted[f] = Math.min(demand[f], c[f]);
                double part = 1;
                for (int p = 0; p < products; p++) {
                    double needed = par.psi() * s[p] * coefficient[p][f] * wanted[f];
                    if (threshold[p][f] && needed != 0) {
                        double has = Math.min(1, stock[p][f] / needed);
                        part = Math.min(
                                part,
                                switch (request.responses().inputs().of(p, f)) {
                                    case CRITICAL -> has;
                                    case IMPORTANT -> (1 + has) / 2;
                                    case OTHER -> 1;
                                });
                    }
                }
                x[f] = wanted[f] * part;
                least = Math.min(least, x[f]);
            }
            // Step 7.
            var received = new double[products][n];
            var left = new double[n];
            for (int g = 0; g < n; g++) {
                var filled = fill(g, x[g], demand[g], admitted, finals, rebuild[g]);
                double out = 0;
                for (int f = 0; f < n; f++) {
                    double part = filled[essential(f) ? 0 : 1] * admitted[g * n + f];
                    received[g % products][f] += part;
                    out += part;
                    for (int e = 0; e < rebuilt.size(); e++) {
                        var event = rebuildEvents.get(e);
                        if (t >= event.start() + event.durationDays()) {
                            double ask = rebuilt.get(e)[g * n + f] / event.tauDays() * (1 - industryLoss[g * n + f]);
                            double rest = rebuilt.get(e)[g * n + f] - ask * filled[3];
                            rebuilt.get(e)[g * n + f] = Math.max(0, round(rest, 1e7));
                            left[g] += ask - ask * filled[3];
                            out += ask * filled[3];
                        }
                    }
                }
                for (int k = 0; k < columns; k++) {
                    double order = finals[g * columns + k];
                    finalShort[t][k] += order - filled[2] * order;
                    out += filled[2] * order;
                }
                overDelivered = Math.max(overDelivered, out - x[g]);
            }
            // Step 8.
            boolean move = !peer;
            for (int p = 0; p < products; p++) {
                for (int f = 0; f < n; f++) {
                    move |= !close(received[p][f], coefficient[p][f] * x[f]);
                }
            }
            for (int p = 0; p < products && move; p++) {
                for (int f = 0; f < n; f++) {
                    double rest = stock[p][f] - coefficient[p][f] * x[f] + received[p][f];
                    stock[p][f] = peer ? rest : Math.max(0, rest);
                }
            }
            production[t] = x.clone();
            capacity[t] = c.clone();
            overproduction[t] = a.clone();
            // Step 11.
            boolean gaps = !peer;
            for (int p = 0; p < products; p++) {
                for (int f = 0; f < n; f++) {
                    double goal = s[p] * coefficient[p][f] * Math.min(demand[f] - rebuild[f] + left[f], c[f]);
                    gaps |= !close(stock[p][f], goal);
                }
            }
            java.util.Arrays.fill(unplaced, 0);
            for (int p = 0; p < products; p++) {
                for (int f = 0; f < n; f++) {
                    double goal = s[p] * coefficient[p][f] * Math.min(demand[f] - rebuild[f] + left[f], c[f]);
                    double gap = gaps ? Math.max(0, goal - stock[p][f]) : 0;
                    double need = gap / par.restorationDays() + coefficient[p][f] * x[f];
                    double all = 0;
                    for (int g = p; g < n; g += products) {
                        all += available(g, f, c, industryLoss);
                    }
                    double placed = 0;
                    for (int g = p; g < n; g += products) {
                        int cell = g * n + f;
                        double now = all == 0 ? 0 : available(g, f, c, industryLoss) / all;
                        if (par.resourcing() == 1) {
                            share[cell] = now;
                        } else if (all > 0) {
                            share[cell] += par.resourcing() * (now - share[cell]);
                        }
                        orders[cell] = need * share[cell];
                        placed += share[cell];
                    }
                    unplaced[f] += placed == 0 ? need : 0;
                }
            }
        }
    }

    private double available(int g, int f, double[] c, double[] loss) {
        double k = x0[g] == 0 ? 1 : c[g] / x0[g];
        return z[g * n + f] * k * (1 - loss[g * n + f]);
    }

    private boolean essential(int f) {
        return java.util.Arrays.binarySearch(request.responses().essential(), f) >= 0;
    }

    /** Parts filled of essential industries, other industries, households and rebuilding; λ by bisection. */
    private double[] fill(int g, double made, double demand, double[] admitted, double[] finals, double rebuild) {
        var rationing = request.responses().rationing();
        var o = new double[4];
        for (int f = 0; f < n; f++) {
            o[essential(f) ? 0 : 1] += admitted[g * n + f];
        }
        for (int k = 0; k < columns; k++) {
            o[2] += finals[g * columns + k];
        }
        o[3] = rebuild;
        var part = new double[4];
        switch (rationing.rule()) {
            case PROPORTIONAL -> java.util.Arrays.fill(part, demand == 0 ? 0 : made / demand);
            case STRICT -> {
                double rest = made;
                for (int i = 0; i < 4; i++) {
                    double give = Math.min(rest, o[i]);
                    part[i] = o[i] == 0 ? 0 : give / o[i];
                    rest -= give;
                }
            }
            case WEIGHTED -> {
                double low = 0;
                double high = 1e6;
                for (int round = 0; round < 200; round++) {
                    double lambda = (low + high) / 2;
                    double sum = 0;
                    for (int i = 0; i < 4; i++) {
                        part[i] = Math.min(1, lambda * rationing.weights()[i]);
                        sum += part[i] * o[i];
                    }
                    low = sum < made ? lambda : low;
                    high = sum < made ? high : lambda;
                }
            }
        }
        return part;
    }

    private double linkLoss(int g, int buyer, boolean industry, int t) {
        var byNest = new HashMap<String, Double>();
        for (var event : events(LinkRestriction.class)) {
            var buyers = industry ? event.buyerIndustries() : event.buyerColumns();
            if (contains(event.suppliers(), g) && contains(buyers, buyer)) {
                byNest.merge(event.nest(), event.path().at(t), Math::max);
            }
        }
        return combined(byNest);
    }

    private double demandLoss(int g, int column, int t) {
        var byNest = new HashMap<String, Double>();
        for (var event : events(DemandLoss.class)) {
            if (contains(event.suppliers(), g) && contains(event.buyerColumns(), column)) {
                byNest.merge(event.nest(), event.path().at(t), Math::max);
            }
        }
        return combined(byNest);
    }

    private static boolean contains(int[] set, int member) {
        for (int i : set) {
            if (i == member) {
                return true;
            }
        }
        return false;
    }

    private double combined(Map<String, Double> byNest) {
        if (request.parameters().overlap() == RecoveryParameters.Overlap.MAXIMUM) {
            return byNest.values().stream().reduce(0.0, Math::max);
        }
        return 1 - byNest.values().stream().map(r -> 1 - r).reduce(1.0, (p, q) -> p * q);
    }

    /** Hold, then recovery; in reference mode what is left at the end of a day counts from the next. */
    private double path(LossPath path, int t) {
        int end = path.start() + path.durationDays();
        if (!peer) {
            return path.at(t);
        }
        return t < path.start()
                ? 0
                : t <= end ? path.share() : path.share() * path.shape().left(t - 1 - end, path.tauDays());
    }

    private double round(double value, double power) {
        return peer ? Math.rint(value * power) / power : value;
    }

    private static boolean close(double value, double wanted) {
        return Math.abs(value - wanted) <= 1e-8 + 1e-5 * Math.abs(wanted);
    }

    private <E extends RecoveryEvent> List<E> events(Class<E> kind) {
        return request.events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
