package org.kaname.shock.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * The cells of a matrix that restrictions touch, and what survives in them today (shock 0.4). Cells under the same restrictions form a
 * group, so that a day costs one product a group.
 */
final class RestrictedCells {
    /** One restriction: every pair of rows and columns, both sorted. */
    record Layer(String nest, int[] rows, int[] columns, LossPath path) {}

    /** Sorted by row, then column. */
    final int[] cell;

    final int[] row;
    final int[] column;
    final int[] group;
    /** 1 − r of a group, today. */
    final double[] survivor;

    private final List<Layer> layers;
    private final int[][] layersOfGroup;
    private final RecoveryParameters.Overlap overlap;
    private final double[] lossOfLayer;

    private RestrictedCells(
            int columns,
            List<Layer> layers,
            RecoveryParameters.Overlap overlap,
            int[] cell,
            int[] group,
            int[][] layersOfGroup) {
        this.layers = layers;
        this.overlap = overlap;
        this.cell = cell;
        this.group = group;
        this.layersOfGroup = layersOfGroup;
        this.row = Arrays.stream(cell).map(c -> c / columns).toArray();
        this.column = Arrays.stream(cell).map(c -> c % columns).toArray();
        this.survivor = new double[layersOfGroup.length];
        this.lossOfLayer = new double[layers.size()];
        Arrays.fill(survivor, 1);
    }

    /** The cells that hold anything; empty cells cannot be restricted. */
    static RestrictedCells of(
            int rows, int columns, double[] matrix, List<Layer> layers, RecoveryParameters.Overlap overlap) {
        var cells = new ArrayList<int[]>();
        var sets = new ArrayList<int[]>(List.of(new int[0]));
        var next = new HashMap<Long, Integer>();
        var setOfColumn = new int[columns];
        for (int g = 0; g < rows && !layers.isEmpty(); g++) {
            boolean touched = false;
            for (int l = 0; l < layers.size(); l++) {
                if (Arrays.binarySearch(layers.get(l).rows(), g) < 0) {
                    continue;
                }
                touched = true;
                int layer = l;
                for (int b : layers.get(l).columns()) {
                    setOfColumn[b] = next.computeIfAbsent((long) setOfColumn[b] << 32 | l, key -> {
                        var set = sets.get((int) (key >> 32));
                        var longer = Arrays.copyOf(set, set.length + 1);
                        longer[set.length] = layer;
                        sets.add(longer);
                        return sets.size() - 1;
                    });
                }
            }
            for (int b = 0; touched && b < columns; b++) {
                if (setOfColumn[b] > 0 && matrix[g * columns + b] != 0) {
                    cells.add(new int[] {g * columns + b, setOfColumn[b]});
                }
                setOfColumn[b] = 0;
            }
        }
        return new RestrictedCells(
                columns,
                layers,
                overlap,
                cells.stream().mapToInt(c -> c[0]).toArray(),
                cells.stream().mapToInt(c -> c[1]).toArray(),
                sets.toArray(int[][]::new));
    }

    boolean isEmpty() {
        return cell.length == 0;
    }

    /** Sets what survives on a day; true where anything differs from the day before. */
    boolean advance(int day) {
        for (int l = 0; l < lossOfLayer.length; l++) {
            lossOfLayer[l] = layers.get(l).path().at(day);
        }
        boolean changed = false;
        for (int s = 1; s < survivor.length; s++) {
            double now = survivor(layersOfGroup[s], overlap);
            changed |= now != survivor[s];
            survivor[s] = now;
        }
        return changed;
    }

    /** The largest difference between the two rules of overlap, on the day last set. */
    double overlapDifference() {
        double most = 0;
        for (var set : layersOfGroup) {
            most = Math.max(
                    most,
                    survivor(set, RecoveryParameters.Overlap.MAXIMUM)
                            - survivor(set, RecoveryParameters.Overlap.MULTIPLY));
        }
        return most;
    }

    private double survivor(int[] set, RecoveryParameters.Overlap rule) {
        double product = 1;
        double least = 1;
        for (int i = 0; i < set.length; i++) {
            double most = lossOfLayer[set[i]];
            boolean first = true;
            for (int j = 0; j < set.length; j++) {
                if (layers.get(set[j]).nest().equals(layers.get(set[i]).nest())) {
                    first &= j >= i;
                    most = Math.max(most, lossOfLayer[set[j]]);
                }
            }
            if (first) {
                product *= 1 - most;
                least = Math.min(least, 1 - most);
            }
        }
        return rule == RecoveryParameters.Overlap.MULTIPLY ? product : least;
    }

    /** What survives today in a cell, 1 for one that nothing restricts. */
    double survivorAt(int anyCell) {
        int at = Arrays.binarySearch(cell, anyCell);
        return at < 0 ? 1 : survivor[group[at]];
    }
}
