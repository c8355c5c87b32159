package org.kaname.shock.network;

import java.util.Arrays;

/**
 * Firms and links, compressed by buyer and by supplier (shock 4.1). Links are numbered by buyer, then product group, then supplier;
 * links of the same three are one. A group is what one buyer takes of one product: groups are numbered along the links. Money is a
 * year's. The arrays are the network's own: callers do not write to them. Safe for many readers.
 */
public final class FirmNetwork {
    private final Firms firms;
    private final int[] inPtr;
    private final int[] supplier;
    private final int[] product;
    private final double[] value;
    private final byte[] evidence;
    private final int[] groupPtr;
    private final int[] groupEdge;
    private final int[] outPtr;
    private final int[] outEdge;
    private final int merged;

    private FirmNetwork(Firms firms, Links links) {
        this.firms = firms;
        int n = firms.size();
        int count = links.size();
        // two stable counting sorts and one short sort inside each buyer: no boxed rows
        var start = new int[n + 1];
        for (int e = 0; e < count; e++) {
            check(links, e, n);
            start[links.buyer[e] + 1]++;
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        var order = new int[count];
        var next = Arrays.copyOf(start, n);
        for (int e = 0; e < count; e++) {
            order[next[links.buyer[e]]++] = e;
        }
        var to = new int[n + 1];
        var s = new int[count];
        var p = new int[count];
        var v = new double[count];
        var how = new byte[count];
        var keys = new long[16];
        var ranks = new long[16];
        int at = 0;
        for (int i = 0; i < n; i++) {
            int size = start[i + 1] - start[i];
            if (keys.length < size) {
                keys = new long[size * 2];
                ranks = new long[size * 2];
            }
            sortInside(links, order, start[i], size, keys, ranks);
            int first = at;
            for (int k = start[i]; k < start[i + 1]; k++) {
                int e = order[k];
                if (at > first && s[at - 1] == links.supplier[e] && p[at - 1] == links.product[e]) {
                    v[at - 1] += links.value[e];
                    how[at - 1] = (byte) Math.max(how[at - 1], links.evidence[e]); // the weaker evidence of the two
                    continue;
                }
                s[at] = links.supplier[e];
                p[at] = links.product[e];
                v[at] = links.value[e];
                how[at++] = links.evidence[e];
            }
            to[i + 1] = at;
        }
        merged = count - at;
        inPtr = to;
        supplier = merged == 0 ? s : Arrays.copyOf(s, at);
        product = merged == 0 ? p : Arrays.copyOf(p, at);
        value = merged == 0 ? v : Arrays.copyOf(v, at);
        evidence = merged == 0 ? how : Arrays.copyOf(how, at);
        groupPtr = new int[n + 1];
        groupEdge = groups(n);
        outPtr = new int[n + 1];
        outEdge = new int[at];
        transpose(n);
    }

    /** Makes the network. A firm that does not exist, a link to itself or a value that is not above 0 is a bug of the caller. */
    public static FirmNetwork of(Firms firms, Links links) {
        return new FirmNetwork(firms, links);
    }

    private static void check(Links links, int e, int n) {
        int from = links.supplier[e];
        int into = links.buyer[e];
        if (from < 0 || from >= n || into < 0 || into >= n || from == into || !(links.value[e] > 0)) {
            throw new IllegalArgumentException(
                    "The link (" + from + " to " + into + ", " + links.value[e] + ") is none between two firms.");
        }
    }

    private static void sortInside(Links links, int[] order, int from, int size, long[] keys, long[] ranks) {
        // key: product, supplier; the rank keeps the order of the input among repeats, so that sums do not depend on
        // the sort
        for (int k = 0; k < size; k++) {
            int e = order[from + k];
            keys[k] = (long) links.product[e] << 32 | links.supplier[e];
            ranks[k] = e;
        }
        if (size < 64) {
            for (int k = 1; k < size; k++) {
                long key = keys[k];
                long rank = ranks[k];
                int j = k - 1;
                while (j >= 0 && keys[j] > key) {
                    keys[j + 1] = keys[j];
                    ranks[j + 1] = ranks[j];
                    j--;
                }
                keys[j + 1] = key;
                ranks[j + 1] = rank;
            }
        } else {
            var boxed = new Integer[size];
            Arrays.setAll(boxed, k -> k);
            var own = Arrays.copyOf(keys, size);
            Arrays.sort(boxed, (a, b) -> Long.compare(own[a], own[b]));
            var e = Arrays.copyOf(ranks, size);
            for (int k = 0; k < size; k++) {
                ranks[k] = e[boxed[k]];
            }
        }
        for (int k = 0; k < size; k++) {
            order[from + k] = (int) ranks[k];
        }
    }

    private int[] groups(int n) {
        int groups = 0;
        for (int pass = 0; pass < 2; pass++) {
            int at = 0;
            var edges = pass == 0 ? new int[0] : new int[groups + 1];
            for (int i = 0; i < n; i++) {
                for (int e = inPtr[i]; e < inPtr[i + 1]; e++) {
                    if (e == inPtr[i] || product[e] != product[e - 1]) {
                        if (pass == 1) {
                            edges[at] = e;
                        }
                        at++;
                    }
                }
                groupPtr[i + 1] = at;
            }
            groups = at;
            if (pass == 1) {
                edges[groups] = supplier.length;
                return edges;
            }
        }
        throw new IllegalStateException();
    }

    private void transpose(int n) {
        for (int s : supplier) {
            outPtr[s + 1]++;
        }
        for (int i = 0; i < n; i++) {
            outPtr[i + 1] += outPtr[i];
        }
        var next = Arrays.copyOf(outPtr, n);
        for (int e = 0; e < supplier.length; e++) {
            outEdge[next[supplier[e]]++] = e;
        }
    }

    public Firms firms() {
        return firms;
    }

    public int size() {
        return firms.size();
    }

    public int links() {
        return supplier.length;
    }

    public int groups() {
        return groupEdge.length - 1;
    }

    /** Links that stood more than once and were added up. */
    public int merged() {
        return merged;
    }

    /** The links into firm i are {@code inPtr[i]} up to, not including, {@code inPtr[i + 1]}. */
    public int[] inPtr() {
        return inPtr;
    }

    /** Firm that sells, of each link. */
    public int[] supplier() {
        return supplier;
    }

    /** Product group of each link. */
    public int[] product() {
        return product;
    }

    /** Money a year of each link. */
    public double[] value() {
        return value;
    }

    public Evidence evidence(int link) {
        return Evidence.values()[evidence[link]];
    }

    /** The groups of firm i are {@code groupPtr[i]} up to, not including, {@code groupPtr[i + 1]}. */
    public int[] groupPtr() {
        return groupPtr;
    }

    /** The links of group g are {@code groupEdge[g]} up to, not including, {@code groupEdge[g + 1]}. */
    public int[] groupEdge() {
        return groupEdge;
    }

    /** The links out of firm i stand in {@link #outEdge()} from {@code outPtr[i]} up to, not including, {@code outPtr[i + 1]}. */
    public int[] outPtr() {
        return outPtr;
    }

    /** Numbers of links, by supplier, then in the order of links. */
    public int[] outEdge() {
        return outEdge;
    }

    /** The firm that buys along a link, by search. */
    public int buyer(int link) {
        int low = 0;
        int high = size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (inPtr[middle] <= link) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Money a year to final consumers: as given, else what the output leaves after the links and never below 0, else 0.
     */
    public double finalSales(int firm) {
        double given = firms.finalSales()[firm];
        if (!Double.isNaN(given)) {
            return given;
        }
        double output = firms.output()[firm];
        return Double.isNaN(output) ? 0 : Math.max(0, output - soldToFirms(firm));
    }

    /** Money a year along all links out of a firm. */
    public double soldToFirms(int firm) {
        double sum = 0;
        for (int k = outPtr[firm]; k < outPtr[firm + 1]; k++) {
            sum += value[outEdge[k]];
        }
        return sum;
    }

    /** Share of firms in the largest strongly connected component (Tarjan 1972, with a stack of its own). */
    public double giantComponentShare() {
        int n = size();
        var buyer = new int[links()];
        for (int i = 0; i < n; i++) {
            Arrays.fill(buyer, inPtr[i], inPtr[i + 1], i);
        }
        var index = new int[n];
        var low = new int[n];
        var next = Arrays.copyOf(outPtr, n);
        var stack = new int[n];
        var path = new int[n];
        var onStack = new boolean[n];
        int counter = 0;
        int held = 0;
        int largest = 0;
        for (int root = 0; root < n; root++) {
            if (index[root] != 0) {
                continue;
            }
            int depth = 0;
            path[depth++] = root;
            while (depth > 0) {
                int i = path[depth - 1];
                if (index[i] == 0) {
                    index[i] = ++counter;
                    low[i] = counter;
                    stack[held++] = i;
                    onStack[i] = true;
                }
                if (next[i] < outPtr[i + 1]) {
                    int j = buyer[outEdge[next[i]++]];
                    if (index[j] == 0) {
                        path[depth++] = j;
                    } else if (onStack[j]) {
                        low[i] = Math.min(low[i], index[j]);
                    }
                    continue;
                }
                depth--;
                if (depth > 0) {
                    low[path[depth - 1]] = Math.min(low[path[depth - 1]], low[i]);
                }
                if (low[i] == index[i]) {
                    int members = 0;
                    int j;
                    do {
                        j = stack[--held];
                        onStack[j] = false;
                        members++;
                    } while (j != i);
                    largest = Math.max(largest, members);
                }
            }
        }
        return n == 0 ? 0 : (double) largest / n;
    }
}
