package org.kaname.measure.chokepoint;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.model.Code;

/**
 * {@code supplier-centrality@1}: how much economies are suppliers of suppliers (measurement 4.9). A[i,j] = Σ_p s[i,j,p]·M[i,p] / M[i,·]
 * over named suppliers; the centrality is the eigenvector x = x·A, by power iteration without teleport, normalised to sum 1. It is taken
 * on the largest strongly connected part where the graph is not connected that way.
 *
 * @param value by economy, 0..1; NaN outside the part
 * @param part economies in the largest strongly connected part
 * @param whole all economies that trade are in the part
 * @param converged the last step changed no value by more than the tolerance
 */
public record SupplierCentrality(double[] value, int part, boolean whole, boolean converged) {
    public static final String METHOD = "supplier-centrality@1";
    static final int MOST_STEPS = 10_000;
    private static final double TOLERANCE = 1e-12;

    public SupplierCentrality {
        value = value.clone();
    }

    @Override
    public double[] value() {
        return value.clone();
    }

    /**
     * Over goods, each in one year.
     *
     * @param years the year of each good
     */
    public static SupplierCentrality of(DataSet data, Map<Code, Integer> years) {
        var named = data.economies().named();
        var matrix = new double[named.length][named.length];
        years.forEach((product, year) -> {
            int y = data.cube().yearIndex(year);
            if (y < 0) {
                return;
            }
            var block = data.cube().block(y, data.cube().productIndex(product));
            int from = block.from();
            while (from < block.to()) {
                int importer = block.importer()[from];
                int to = block.end(importer);
                add(block.value(), block.exporter(), named, from, to, named[importer] ? matrix[importer] : null);
                from = to;
            }
        });
        for (var row : matrix) {
            double sum = Arrays.stream(row).sum();
            for (int j = 0; j < row.length && sum > 0; j++) {
                row[j] /= sum;
            }
        }
        return of(matrix);
    }

    /** Σ_p s·M: what named suppliers sell, scaled to all imports of the good. */
    private static void add(
            double[] value, short[] exporter, boolean[] named, int from, int to, double @Nullable [] row) {
        if (row == null) {
            return;
        }
        double imports = 0;
        double fromNamed = 0;
        for (int i = from; i < to; i++) {
            imports += value[i];
            fromNamed += named[exporter[i]] ? value[i] : 0;
        }
        for (int i = from; i < to && fromNamed > 0; i++) {
            if (named[exporter[i]]) {
                row[exporter[i]] += value[i] / fromNamed * imports;
            }
        }
    }

    /** @param matrix A[i][j] ≥ 0, the part of importer i that supplier j delivers */
    static SupplierCentrality of(double[][] matrix) {
        var part = largestPart(matrix);
        int trading = 0;
        for (int i = 0; i < matrix.length; i++) {
            boolean trades = false;
            for (int j = 0; j < matrix.length; j++) {
                trades |= matrix[i][j] > 0 || matrix[j][i] > 0;
            }
            trading += trades ? 1 : 0;
        }
        var value = new double[matrix.length];
        Arrays.fill(value, Double.NaN);
        int size = part.cardinality();
        if (size < 2) {
            return new SupplierCentrality(value, size, false, false);
        }
        var members = part.stream().toArray();
        var x = new double[size];
        Arrays.fill(x, 1.0 / size);
        boolean converged = false;
        for (int step = 0; step < MOST_STEPS && !converged; step++) {
            var next = step(matrix, members, x);
            double change = 0;
            for (int k = 0; k < size; k++) {
                change = Math.max(change, Math.abs(next[k] - x[k]));
            }
            x = next;
            converged = change <= TOLERANCE;
        }
        for (int k = 0; k < size && converged; k++) {
            value[members[k]] = x[k];
        }
        return new SupplierCentrality(value, size, size == trading, converged);
    }

    private static double[] step(double[][] matrix, int[] members, double[] x) {
        var next = new double[members.length];
        double sum = 0;
        for (int k = 0; k < members.length; k++) {
            for (int i = 0; i < members.length; i++) {
                next[k] += x[i] * matrix[members[i]][members[k]];
            }
            sum += next[k];
        }
        for (int k = 0; k < next.length; k++) {
            next[k] /= sum;
        }
        return next;
    }

    /** The largest set in which everybody reaches everybody; the one with the lowest index of equals. */
    private static BitSet largestPart(double[][] matrix) {
        var best = new BitSet();
        var done = new BitSet();
        for (int i = 0; i < matrix.length; i++) {
            if (done.get(i)) {
                continue;
            }
            var component = reached(matrix, i, false);
            component.and(reached(matrix, i, true));
            done.or(component);
            if (component.cardinality() > best.cardinality()) {
                best = component;
            }
        }
        return best;
    }

    private static BitSet reached(double[][] matrix, int start, boolean backwards) {
        var reached = new BitSet();
        var open = new ArrayDeque<Integer>();
        reached.set(start);
        open.add(start);
        while (!open.isEmpty()) {
            int i = open.remove();
            for (int j = 0; j < matrix.length; j++) {
                if ((backwards ? matrix[j][i] : matrix[i][j]) > 0 && !reached.get(j)) {
                    reached.set(j);
                    open.add(j);
                }
            }
        }
        return reached;
    }

    /** 1 + the number of economies with a larger value; 0 outside the part. */
    public int rank(int economy) {
        if (Double.isNaN(value[economy])) {
            return 0;
        }
        int rank = 1;
        for (double other : value) {
            rank += other > value[economy] ? 1 : 0;
        }
        return rank;
    }
}
