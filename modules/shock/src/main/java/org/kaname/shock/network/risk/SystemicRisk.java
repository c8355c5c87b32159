package org.kaname.shock.network.risk;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.kaname.shock.ShockConstants;
import org.kaname.shock.network.FirmNetwork;

/**
 * The economic systemic risk index of firms (Diem and others 2022; equations of shock 4.4). Weights are out-strengths. Losses l = 1 − h
 * are propagated instead of levels, and only firms with a supplier or a buyer that changed are computed again; the plain dense form
 * stands beside the tests and agrees to 1e-12. Immutable and safe for many threads; each thread takes its own {@link Walk}.
 */
public final class SystemicRisk {
    /**
     * Index of one scenario.
     *
     * @param total with h = min(h_d, h_u)
     * @param downstream with h_d alone
     * @param upstream with h_u alone
     * @param steps synchronous updates until the largest change was at most eps
     */
    public record Index(double total, double downstream, double upstream, int steps) {}

    /**
     * @param eps stop when no loss changed by more; part of the figure: a loose one understates losses
     * @param replaceable a failing supplier is replaced by firms of its sector according to its share of what the sector still makes
     */
    public record Options(double eps, boolean replaceable) {
        public Options {
            if (!(eps > 0 && eps < 1)) {
                throw new IllegalArgumentException("The eps (" + eps + ") is outside 0 to 1.");
            }
        }

        /** eps of the constants, no replacement. */
        public static Options standard() {
            return new Options(ShockConstants.value("esri@1.eps"), false);
        }
    }

    private final int firms;
    private final int sectors;
    private final int[] sector;
    private final double[] out;
    private final double total;
    private final double[] sectorOut;
    private final Options options;

    // purchases of firm j that matter: rows of shares, essential sectors first, then one row of all non-essential links
    private final int[] rowPtr;
    private final int[] rowEnd;
    private final int[] seller;
    private final double[] share;
    private final int[] buyersPtr;
    private final int[] buyers;

    // sales of firm i: share of each buyer in its out-strength
    private final int[] salesPtr;
    private final int[] customer;
    private final double[] salesShare;
    private final int[] sellersPtr;
    private final int[] sellers;

    private SystemicRisk(FirmNetwork network, Essentiality essentiality, Options options) {
        this.options = options;
        firms = network.size();
        sector = network.firms().sector();
        sectors = network.firms().sectors().size();
        int links = network.links();
        var inPtr = network.inPtr();
        var supplier = network.supplier();
        var value = network.value();
        var buyer = new int[links];
        for (int j = 0; j < firms; j++) {
            Arrays.fill(buyer, inPtr[j], inPtr[j + 1], j);
        }
        out = new double[firms];
        sectorOut = new double[sectors];
        double sum = 0;
        for (int i = 0; i < firms; i++) {
            out[i] = network.soldToFirms(i);
            sectorOut[sector[i]] += out[i];
            sum += out[i];
        }
        total = sum;

        salesPtr = network.outPtr();
        customer = new int[links];
        salesShare = new double[links];
        for (int i = 0; i < firms; i++) {
            for (int k = salesPtr[i]; k < salesPtr[i + 1]; k++) {
                int e = network.outEdge()[k];
                customer[k] = buyer[e];
                salesShare[k] = value[e] / out[i];
            }
        }
        sellersPtr = inPtr;
        sellers = supplier;

        rowPtr = new int[firms + 1];
        var ends = new int[links + firms];
        seller = new int[links];
        share = new double[links];
        int at = 0;
        int rows = 0;
        var bySector = new double[sectors];
        for (int j = 0; j < firms; j++) {
            int from = inPtr[j];
            int size = inPtr[j + 1] - from;
            double in = 0;
            for (int e = from; e < inPtr[j + 1]; e++) {
                bySector[sector[supplier[e]]] += value[e];
                in += value[e];
            }
            var keys = new long[size];
            int kept = 0;
            for (int k = 0; k < size; k++) {
                int e = from + k;
                int kind = essentiality.of(e, sector[supplier[e]], sector[j]);
                if (kind != Essentiality.NONE) {
                    long row = kind == Essentiality.ESSENTIAL ? sector[supplier[e]] : sectors;
                    keys[kept++] = row << 32 | k;
                }
            }
            Arrays.sort(keys, 0, kept);
            for (int k = 0; k < kept; k++) {
                int e = from + (int) keys[k];
                int row = (int) (keys[k] >>> 32);
                seller[at] = supplier[e];
                share[at++] = value[e] / (row == sectors ? in : bySector[row]);
                if (k + 1 == kept || (int) (keys[k + 1] >>> 32) != row) {
                    ends[rows++] = at;
                }
            }
            rowPtr[j + 1] = rows;
            for (int e = from; e < inPtr[j + 1]; e++) {
                bySector[sector[supplier[e]]] = 0;
            }
        }
        rowEnd = Arrays.copyOf(ends, rows);
        buyersPtr = new int[firms + 1];
        buyers = new int[at];
        for (int k = 0; k < at; k++) {
            buyersPtr[seller[k] + 1]++;
        }
        for (int i = 0; i < firms; i++) {
            buyersPtr[i + 1] += buyersPtr[i];
        }
        var next = Arrays.copyOf(buyersPtr, firms);
        int k = 0;
        for (int j = 0; j < firms; j++) {
            int end = rowPtr[j + 1] == 0 ? 0 : rowEnd[rowPtr[j + 1] - 1];
            for (; k < end; k++) {
                buyers[next[seller[k]]++] = j;
            }
        }
    }

    public static SystemicRisk of(FirmNetwork network, Essentiality essentiality, Options options) {
        return new SystemicRisk(network, essentiality, options);
    }

    public Options options() {
        return options;
    }

    /** The index of each firm, failing alone; firms share nothing, so threads change no bit. */
    public Index[] ofEachFirm() {
        return of(IntStream.range(0, firms).toArray());
    }

    /** The index of each of these firms, failing alone. */
    public Index[] of(int[] failing) {
        var indexes = new Index[failing.length];
        int parts = Math.max(1, Math.min(failing.length, Runtime.getRuntime().availableProcessors() * 4));
        IntStream.range(0, parts).parallel().forEach(part -> {
            var walk = new Walk();
            int end = (int) ((long) failing.length * (part + 1) / parts);
            for (int k = (int) ((long) failing.length * part / parts); k < end; k++) {
                indexes[k] = walk.fail(failing[k]);
            }
        });
        return indexes;
    }

    public Walk walk() {
        return new Walk();
    }

    /** Room for one scenario after another. Not thread-safe. */
    public final class Walk {
        private final double[] down = new double[firms];
        private final double[] up = new double[firms];
        private final double[] floor = new double[firms];
        private final double[] replaced = new double[sectors];
        private final double[] sectorLoss = new double[sectors];
        private final Front downFront = new Front(firms);
        private final Front upFront = new Front(firms);
        private final int[] touched = new int[firms];
        private final boolean[] isTouched = new boolean[firms];
        private int touchedCount;

        private Walk() {}

        /** One firm fails wholly. */
        public Index fail(int firm) {
            return run(new int[] {firm}, new double[] {1});
        }

        /**
         * Firms lose shares of what they can make.
         *
         * @param shock 1 − ψ of each, 0..1
         */
        public Index run(int[] shocked, double[] shock) {
            reset();
            for (int k = 0; k < shocked.length; k++) {
                int i = shocked[k];
                floor[i] = Math.max(floor[i], shock[k]);
                touch(i);
                downFront.add(i);
                upFront.add(i);
            }
            int steps = 0;
            double change;
            do {
                change = Math.max(stepDown(), stepUp());
                steps++;
            } while (change > options.eps());
            double lost = 0;
            double lostDown = 0;
            double lostUp = 0;
            Arrays.sort(touched, 0, touchedCount);
            for (int k = 0; k < touchedCount; k++) {
                int i = touched[k];
                lost += out[i] * Math.max(down[i], up[i]);
                lostDown += out[i] * down[i];
                lostUp += out[i] * up[i];
            }
            return total > 0
                    ? new Index(lost / total, lostDown / total, lostUp / total, steps)
                    : new Index(0, 0, 0, steps);
        }

        /** 1 − h_d of a firm in the last scenario. */
        public double downstreamLoss(int firm) {
            return down[firm];
        }

        /** 1 − h_u of a firm in the last scenario. */
        public double upstreamLoss(int firm) {
            return up[firm];
        }

        private void reset() {
            for (int k = 0; k < touchedCount; k++) {
                int i = touched[k];
                down[i] = 0;
                up[i] = 0;
                floor[i] = 0;
                isTouched[i] = false;
            }
            touchedCount = 0;
            Arrays.fill(sectorLoss, 0);
            downFront.clear();
            upFront.clear();
        }

        private void touch(int i) {
            if (!isTouched[i]) {
                isTouched[i] = true;
                touched[touchedCount++] = i;
            }
        }

        private double stepDown() {
            if (options.replaceable()) {
                weighSectors();
            }
            var front = downFront;
            double most = 0;
            for (int q = 0; q < front.size; q++) {
                int j = front.queue[q];
                double loss = floor[j];
                int k = rowPtr[j] == 0 ? 0 : rowEnd[rowPtr[j] - 1];
                for (int row = rowPtr[j]; row < rowPtr[j + 1]; row++) {
                    double sum = 0;
                    for (int end = rowEnd[row]; k < end; k++) {
                        int i = seller[k];
                        double l = down[i];
                        if (l != 0) {
                            sum += options.replaceable() ? replacement(i) * share[k] * l : share[k] * l;
                        }
                    }
                    loss = Math.max(loss, sum);
                }
                front.fresh[q] = Math.min(1, loss);
            }
            int size = front.size;
            front.turn();
            for (int q = 0; q < size; q++) {
                int j = front.last[q];
                double delta = front.fresh[q] - down[j];
                if (Math.abs(delta) > QUIET) {
                    most = Math.max(most, Math.abs(delta));
                    down[j] = front.fresh[q];
                    touch(j);
                    sectorLoss[sector[j]] += out[j] * delta;
                    for (int k = buyersPtr[j]; k < buyersPtr[j + 1]; k++) {
                        front.add(buyers[k]);
                    }
                }
            }
            if (options.replaceable() && most > 0) {
                // a firm of a sector in which another one failed is harder to replace: all its buyers are asked again
                for (int k = 0; k < touchedCount; k++) {
                    int i = touched[k];
                    if (down[i] != 0) {
                        for (int b = buyersPtr[i]; b < buyersPtr[i + 1]; b++) {
                            front.add(buyers[b]);
                        }
                    }
                }
            }
            return most;
        }

        private void weighSectors() {
            for (int s = 0; s < sectors; s++) {
                replaced[s] = sectorOut[s] - sectorLoss[s];
            }
        }

        /** σ: a supplier's share of what its sector still makes, at most 1; 1 where nothing is left. */
        private double replacement(int i) {
            double left = replaced[sector[i]];
            return left <= sectorOut[sector[i]] * NOTHING_LEFT ? out[i] > 0 ? 1 : 0 : Math.min(1, out[i] / left);
        }

        private double stepUp() {
            var front = upFront;
            double most = 0;
            for (int q = 0; q < front.size; q++) {
                int i = front.queue[q];
                double loss = 0;
                for (int k = salesPtr[i]; k < salesPtr[i + 1]; k++) {
                    loss += salesShare[k] * up[customer[k]];
                }
                front.fresh[q] = Math.min(1, Math.max(floor[i], loss));
            }
            int size = front.size;
            front.turn();
            for (int q = 0; q < size; q++) {
                int i = front.last[q];
                double delta = front.fresh[q] - up[i];
                if (Math.abs(delta) > QUIET) {
                    most = Math.max(most, Math.abs(delta));
                    up[i] = front.fresh[q];
                    touch(i);
                    for (int k = sellersPtr[i]; k < sellersPtr[i + 1]; k++) {
                        front.add(sellers[k]);
                    }
                }
            }
            return most;
        }
    }

    /** A change below this is not passed on: the dense form loses it too when it holds levels near 1. */
    private static final double QUIET = 1e-16;

    /** What is left of a sector after sums that cancel. */
    private static final double NOTHING_LEFT = 1e-15;

    /** Firms to compute again, each once. */
    private static final class Front {
        private int[] queue;
        private int[] last;
        private final double[] fresh;
        private final boolean[] queued;
        private int size;

        Front(int firms) {
            queue = new int[firms];
            last = new int[firms];
            fresh = new double[firms];
            queued = new boolean[firms];
        }

        void add(int i) {
            if (!queued[i]) {
                queued[i] = true;
                queue[size++] = i;
            }
        }

        /** The firms computed become {@link #last}, and the queue is empty. */
        void turn() {
            var swap = last;
            last = queue;
            queue = swap;
            for (int q = 0; q < size; q++) {
                queued[last[q]] = false;
            }
            size = 0;
        }

        void clear() {
            for (int q = 0; q < size; q++) {
                queued[queue[q]] = false;
            }
            size = 0;
        }
    }
}
