package org.kaname.shock.network.synthetic;

import java.util.Arrays;
import java.util.List;
import org.kaname.shock.network.Draws;
import org.kaname.shock.network.Evidence;
import org.kaname.shock.network.FirmNetwork;
import org.kaname.shock.network.Firms;
import org.kaname.shock.network.Links;

/**
 * A made-up network (shock 4.5): sectors by output, degrees and strengths from a {@link Calibration}, stubs matched with the counts of
 * sector pairs fitted to k_out · k_in · Z, weights s_out · s_in scaled to Z pair by pair. Runs in one thread from counter-based draws:
 * the same request gives the same bytes on any machine.
 *
 * @param outFactor by which drawn out-degrees were multiplied to reach the mean degree
 * @param inFactor the same of in-degrees
 * @param lostStubs stubs that met themselves and were dropped
 * @param residual largest relative miss of a sector pair against the table; 1 where a pair got no link
 */
public record SyntheticNetwork(FirmNetwork network, double outFactor, double inFactor, int lostStubs, double residual) {
    /**
     * @param deliveries Z, sectors × sectors row by row, money a year, not negative
     * @param output x of each sector, money a year
     */
    public record Request(
            int firms,
            double meanDegree,
            Calibration calibration,
            String economy,
            List<String> sectors,
            double[] deliveries,
            double[] output,
            long seed) {
        public Request {
            sectors = List.copyOf(sectors);
            if (deliveries.length != sectors.size() * sectors.size() || output.length != sectors.size()) {
                throw new IllegalArgumentException("The table does not have (" + sectors.size() + ") sectors.");
            }
            if (firms < 2 * sectors.size() || !(meanDegree > 0)) {
                throw new IllegalArgumentException("(" + firms + ") firms are too few for the sectors, or no degree.");
            }
        }
    }

    private static final int MOST_SWEEPS = 100;
    private static final double CLOSE = 1e-9;
    private static final int STUBS = 1;
    private static final int BUYERS = 2;

    /** Makes the network of a request. */
    public static SyntheticNetwork make(Request request) {
        int n = request.firms();
        int s = request.sectors().size();
        var firstOf = firstOfSector(request);
        var sector = new int[n];
        for (int a = 0; a < s; a++) {
            Arrays.fill(sector, firstOf[a], firstOf[a + 1], a);
        }
        var drawn = draw(request);
        long stubs = Math.round(n * request.meanDegree());
        double outFactor = stubs / total(drawn[0]);
        double inFactor = stubs / total(drawn[1]);
        var out = degrees(drawn[0], outFactor, stubs);
        var in = degrees(drawn[1], inFactor, stubs);

        var counts = counts(request, sums(out, firstOf), sums(in, firstOf));
        var sellers = stubs(out, firstOf, request.seed(), STUBS);
        var buyers = stubs(in, firstOf, request.seed(), BUYERS);
        var matched = match(counts, sellers, buyers, s, (int) stubs, drawn);
        var pairSum = new double[s * s];
        var links = matched.links;
        for (int e = 0; e < matched.size; e++) {
            pairSum[sector[matched.from[e]] * s + sector[matched.to[e]]] += matched.weight[e];
        }
        double residual = 0;
        for (int p = 0; p < s * s; p++) {
            residual = request.deliveries()[p] > 0 && pairSum[p] == 0 ? 1 : residual;
        }
        for (int e = 0; e < matched.size; e++) {
            int p = sector[matched.from[e]] * s + sector[matched.to[e]];
            double value = matched.weight[e] * (request.deliveries()[p] / pairSum[p]);
            if (value > 0) {
                links.add(matched.from[e], matched.to[e], sector[matched.from[e]], value, Evidence.SYNTHETIC);
            }
        }
        var columns = new Firms(
                List.of(),
                List.of(request.economy()),
                request.sectors(),
                request.sectors(),
                new int[n],
                sector,
                unknown(n),
                finalSales(request, drawn[2], firstOf),
                unknown(n));
        return new SyntheticNetwork(
                FirmNetwork.of(columns, links), outFactor, inFactor, (int) stubs - matched.size, residual);
    }

    /** Kolmogorov and Smirnov's distance of the out-degrees to the calibration scaled by {@link #outFactor()}. */
    public double outDistance(Calibration calibration) {
        return distance(network.outPtr(), calibration, 0, outFactor);
    }

    /** The same of the in-degrees. */
    public double inDistance(Calibration calibration) {
        return distance(network.inPtr(), calibration, 1, inFactor);
    }

    private static double distance(int[] ptr, Calibration calibration, int k, double factor) {
        double mean = calibration.means().get(k) + StrictMath.log(factor);
        double variance = calibration.covariance().get(k * Calibration.DRAWS + k);
        return DegreeFit.distance(ptr, mean, Math.sqrt(variance));
    }

    private static double[] unknown(int n) {
        var values = new double[n];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** Firms of each sector in proportion to its output, at least two, so that every pair of sectors can trade. */
    private static int[] firstOfSector(Request request) {
        int s = request.sectors().size();
        double all = total(request.output());
        var share = new double[s];
        for (int a = 0; a < s; a++) {
            share[a] = request.output()[a] / all * (request.firms() - 2 * s);
        }
        var sizes = rounded(share, request.firms() - 2L * s);
        var first = new int[s + 1];
        for (int a = 0; a < s; a++) {
            first[a + 1] = first[a] + sizes[a] + 2;
        }
        return first;
    }

    /** exp of four correlated normals a firm. */
    private static double[][] draw(Request request) {
        var root = request.calibration().root();
        var drawn = new double[Calibration.DRAWS][request.firms()];
        var z = new double[Calibration.DRAWS];
        for (int i = 0; i < request.firms(); i++) {
            for (int k = 0; k < z.length; k++) {
                z[k] = Draws.gaussian(request.seed(), (long) Calibration.DRAWS * i + k);
            }
            for (int k = 0; k < z.length; k++) {
                double log = request.calibration().means().get(k);
                for (int m = 0; m <= k; m++) {
                    log += root[k][m] * z[m];
                }
                drawn[k][i] = StrictMath.exp(log);
            }
        }
        return drawn;
    }

    private static int[] degrees(double[] drawn, double factor, long sum) {
        var scaled = new double[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            scaled[i] = drawn[i] * factor;
        }
        return rounded(scaled, sum);
    }

    /** Largest remainder: floors, and one more for those that lost most, the first among equals. */
    static int[] rounded(double[] values, long sum) {
        var whole = new int[values.length];
        var keys = new long[values.length];
        long left = sum;
        for (int i = 0; i < values.length; i++) {
            whole[i] = (int) Math.floor(values[i]);
            left -= whole[i];
            long lost = (long) ((1 - (values[i] - whole[i])) * (1L << 30));
            keys[i] = lost << 32 | i;
        }
        Arrays.sort(keys);
        for (int k = 0; k < left; k++) {
            whole[(int) (keys[k % keys.length] & 0xFFFF_FFFFL)]++;
        }
        return whole;
    }

    private static double total(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double[] sums(int[] degrees, int[] firstOf) {
        var sums = new double[firstOf.length - 1];
        for (int a = 0; a < sums.length; a++) {
            for (int i = firstOf[a]; i < firstOf[a + 1]; i++) {
                sums[a] += degrees[i];
            }
        }
        return sums;
    }

    /** Links of each sector pair: k_out · k_in · Z fitted to the stubs of both sides (RAS), at least one where the table trades. */
    private static int[] counts(Request request, double[] rows, double[] columns) {
        int s = rows.length;
        var m = new double[s * s];
        for (int p = 0; p < m.length; p++) {
            m[p] = request.deliveries()[p] * rows[p / s] * columns[p % s];
        }
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double miss = 0;
            for (int side = 0; side < 2; side++) {
                for (int a = 0; a < s; a++) {
                    double sum = 0;
                    for (int b = 0; b < s; b++) {
                        sum += m[side == 0 ? a * s + b : b * s + a];
                    }
                    double wanted = side == 0 ? rows[a] : columns[a];
                    miss = Math.max(miss, Math.abs(sum - wanted));
                    for (int b = 0; b < s && sum > 0; b++) {
                        m[side == 0 ? a * s + b : b * s + a] *= wanted / sum;
                    }
                }
            }
            if (miss < CLOSE) {
                break;
            }
        }
        var counts = new int[s * s];
        for (int p = 0; p < m.length; p++) {
            counts[p] = request.deliveries()[p] > 0 ? (int) Math.max(1, Math.rint(m[p])) : 0;
        }
        return counts;
    }

    /** The stubs of each sector, shuffled by a draw of each. */
    private static int[][] stubs(int[] degrees, int[] firstOf, long seed, int side) {
        var all = new int[firstOf.length - 1][];
        long own = Draws.mix64(seed, -side);
        long item = 0;
        for (int a = 0; a < all.length; a++) {
            int size = 0;
            for (int i = firstOf[a]; i < firstOf[a + 1]; i++) {
                size += degrees[i];
            }
            var stubs = new int[Math.max(1, size)];
            stubs[0] = firstOf[a];
            int at = 0;
            for (int i = firstOf[a]; i < firstOf[a + 1]; i++) {
                Arrays.fill(stubs, at, at + degrees[i], i);
                at += degrees[i];
            }
            for (int k = stubs.length - 1; k > 0; k--) {
                int other = (int) (Draws.unit(own, item++) * (k + 1));
                int swap = stubs[k];
                stubs[k] = stubs[other];
                stubs[other] = swap;
            }
            all[a] = stubs;
        }
        return all;
    }

    private static final class Matched {
        private final Links links = new Links();
        private int[] from;
        private int[] to;
        private double[] weight;
        private int size;

        Matched(int room) {
            from = new int[room];
            to = new int[room];
            weight = new double[room];
        }
    }

    /** Walks both sides' shuffled stubs pair of sectors by pair; a side that runs out begins again. */
    private static Matched match(int[] counts, int[][] sellers, int[][] buyers, int s, int stubs, double[][] drawn) {
        int room = Arrays.stream(counts).sum();
        var matched = new Matched(Math.max(room, stubs));
        var nextBuyer = new int[s];
        for (int a = 0; a < s; a++) {
            int nextSeller = 0;
            for (int b = 0; b < s; b++) {
                for (int k = 0; k < counts[a * s + b]; k++) {
                    int from = sellers[a][nextSeller++ % sellers[a].length];
                    int to = buyers[b][nextBuyer[b]++ % buyers[b].length];
                    for (int tries = 0; from == to && tries < buyers[b].length; tries++) {
                        to = buyers[b][nextBuyer[b]++ % buyers[b].length];
                    }
                    if (from != to) {
                        matched.from[matched.size] = from;
                        matched.to[matched.size] = to;
                        matched.weight[matched.size++] = drawn[2][from] * drawn[3][to];
                    }
                }
            }
        }
        return matched;
    }

    /** What a sector's output leaves after its deliveries, shared by drawn sales. */
    private static double[] finalSales(Request request, double[] sales, int[] firstOf) {
        int s = request.sectors().size();
        var all = new double[sales.length];
        for (int a = 0; a < s; a++) {
            double left = request.output()[a];
            for (int b = 0; b < s; b++) {
                left -= request.deliveries()[a * s + b];
            }
            double sum = 0;
            for (int i = firstOf[a]; i < firstOf[a + 1]; i++) {
                sum += sales[i];
            }
            for (int i = firstOf[a]; i < firstOf[a + 1]; i++) {
                all[i] = Math.max(0, left) * (sales[i] / sum);
            }
        }
        return all;
    }
}
