package org.kaname.shock.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.kaname.shock.recovery.RecoveryEvent.CapacityLoss;
import org.kaname.shock.recovery.RecoveryEvent.CapitalLoss;
import org.kaname.shock.recovery.RecoveryEvent.CapitalRebuilt;
import org.kaname.shock.recovery.RecoveryEvent.DemandLoss;
import org.kaname.shock.recovery.RecoveryEvent.LinkRestriction;
import org.kaname.shock.recovery.RecoveryParameters.Mode;
import org.kaname.shock.recovery.RecoveryParameters.Overlap;
import org.kaname.shock.recovery.Responses.InputClass;
import org.kaname.shock.recovery.Responses.Rationing;

/** A small balanced table, and events on it, from a seed. */
final class RandomWorld {
    final int economies;
    final int sectors;
    final int columns;
    final double[] z;
    final double[] y;
    final double[] x;
    final Random random;

    RandomWorld(long seed) {
        random = new Random(seed);
        economies = 2 + random.nextInt(3);
        sectors = 2 + random.nextInt(3);
        columns = economies;
        int n = economies * sectors;
        z = new double[n * n];
        y = new double[n * columns];
        x = new double[n];
        for (int g = 0; g < n; g++) {
            for (int f = 0; f < n; f++) {
                z[g * n + f] = random.nextInt(4) == 0 ? 0 : 1000 * Math.exp(random.nextGaussian());
                x[g] += z[g * n + f];
            }
            for (int c = 0; c < columns; c++) {
                y[g * columns + c] = n * 2000 * Math.exp(random.nextGaussian()) / columns;
                x[g] += y[g * columns + c];
            }
        }
    }

    int industries() {
        return economies * sectors;
    }

    RecoveryTable table() {
        return RecoveryTable.of(economies, sectors, columns, z, y, x);
    }

    RecoveryTable scaled(double factor) {
        return RecoveryTable.of(economies, sectors, columns, times(z, factor), times(y, factor), times(x, factor));
    }

    private static double[] times(double[] values, double factor) {
        return java.util.Arrays.stream(values).map(v -> v * factor).toArray();
    }

    PlainRecovery plain(RecoveryRequest request) {
        return new PlainRecovery(economies, sectors, columns, z, y, x, request);
    }

    LossPath path() {
        var shape = RecoveryShape.values()[random.nextInt(RecoveryShape.values().length)];
        return LossPath.of(
                random.nextInt(10), 5 + random.nextInt(30), random.nextDouble(), shape, 5 + random.nextInt(60));
    }

    int[] some(int of) {
        return random.ints(1 + random.nextInt(of), 0, of).toArray();
    }

    LinkRestriction link(String id, String nest) {
        return new LinkRestriction(id, nest, some(industries()), some(industries()), some(columns), path());
    }

    /** Events of all kinds; of links and demand only in kaname mode. */
    List<RecoveryEvent> events(Mode mode) {
        var table = table();
        int n = industries();
        var events = new ArrayList<RecoveryEvent>();
        if (random.nextBoolean()) {
            events.add(new CapacityLoss("cut", "a", Map.of(random.nextInt(n), random.nextDouble()), path()));
            events.add(
                    new CapacityLoss("cut2", random.nextBoolean() ? "a" : "b", Map.of(random.nextInt(n), .5), path()));
        }
        if (random.nextBoolean()) {
            int f = random.nextInt(n);
            events.add(new CapitalLoss("fire", Map.of(f, table.capital(f) * .3 * random.nextDouble()), path()));
        }
        if (random.nextBoolean()) {
            var amounts = new TreeMap<Integer, Double>();
            for (int f : some(n)) {
                amounts.put(f, table.capital(f) * .02);
            }
            events.add(new CapitalRebuilt("quake", amounts, 4, 6, 40, Map.of(0, .7, 1, .3)));
            events.add(new CapitalRebuilt("quake2", amounts, 20, 3, 90, Map.of(1, 1.0)));
        }
        if (mode == Mode.KANAME && random.nextInt(3) > 0) {
            events.add(link("ban", "n1"));
            events.add(link("ban2", random.nextBoolean() ? "n1" : "n2"));
            events.add(link("ban3", "n3"));
        }
        if (mode == Mode.KANAME && random.nextBoolean()) {
            events.add(new DemandLoss("tourists", "d", some(n), some(columns), path()));
        }
        return events;
    }

    RecoveryRequest request(Mode mode, int days) {
        double[] etas = {0, .2, 1, 1};
        boolean kaname = mode == Mode.KANAME;
        var parameters = RecoveryParameters.of(mode, days)
                .withStock(5 + random.nextInt(60), 5 + random.nextInt(40))
                .withResourcing(kaname ? etas[random.nextInt(4)] : random.nextInt(2))
                .withOverlap(Overlap.values()[random.nextInt(2)])
                .withStockFactors(random.nextBoolean() ? Map.of() : Map.of(1, .1 + random.nextDouble()));
        if (random.nextInt(5) == 0) {
            parameters = parameters.baseModel();
        }
        var responses = Responses.NONE;
        if (kaname && random.nextBoolean()) {
            var rationing = switch (random.nextInt(3)) {
                case 0 -> Rationing.PROPORTIONAL;
                case 1 -> Rationing.STRICT;
                default -> Rationing.weighted(4, 2, 1, .5);
            };
            int salt = random.nextInt(100);
            responses = new Responses(
                    (p, f) -> InputClass.values()[(p * 7 + f * 3 + salt) % 3],
                    rationing,
                    some(industries()),
                    List.of());
        }
        return RecoveryRequest.of(events(mode), parameters).withResponses(responses);
    }
}
