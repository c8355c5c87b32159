package org.kaname.measure.world;

import org.kaname.measure.concentration.ImportTotals;
import org.kaname.measure.concentration.TopSupplier;

/**
 * Who hangs on the subject for one good: the importers of which it is the top supplier with at least the threshold share, which is
 * {@code cao@2021} (measurement 4.3). Reference: {@code reverse_dependence.sql}.
 */
public final class ReverseDependence {
    private ReverseDependence() {}

    /**
     * Whether the importer with the flows [from, to) depends on the subject.
     *
     * @param threshold least share of the top supplier, compared by "at least"
     */
    public static boolean depends(
            double[] value, short[] exporter, boolean[] named, int from, int to, int subject, double threshold) {
        return supplier(value, exporter, named, from, to, threshold) == subject;
    }

    /** The supplier on which the importer with the flows [from, to) depends, by the same test, or -1. */
    public static int supplier(double[] value, short[] exporter, boolean[] named, int from, int to, double threshold) {
        int top = TopSupplier.position(value, exporter, named, from, to);
        if (top < 0) {
            return -1;
        }
        double imports = ImportTotals.imports(value, from, to);
        double unallocated = ImportTotals.unallocated(value, exporter, named, from, to);
        return TopSupplier.share(value[top], imports, unallocated) >= threshold ? exporter[top] : -1;
    }

    /** For how much of the dependents' imports: Σ v / Σ M over dependents. NaN without dependents. */
    public static double cover(double suppliedValue, double dependentsImports) {
        return suppliedValue / dependentsImports;
    }

    /** How much of world demand the dependents are: Σ M over dependents / W. */
    public static double reach(double dependentsImports, double world) {
        return dependentsImports / world;
    }
}
