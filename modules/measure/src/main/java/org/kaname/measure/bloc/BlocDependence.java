package org.kaname.measure.bloc;

import org.kaname.data.FlowBlock;

/**
 * The three figures of {@code ec-bottom-up@2021} for a home set H with an inner set N ⊇ H (measurement 1.4): concentration of outer
 * supply, outer part of all imports, outer imports over home exports. Reference: {@code ec_bottom_up.sql}.
 *
 * @param outer Σ v into H from outside N
 * @param inner Σ v into H from N, an economy's own trade with itself excluded
 * @param homeExports Σ v out of H to everybody, members of H included
 * @param homeExportsOutside Σ v out of H to outside N
 * @param cdi1 HHI over named outer suppliers, H taken as one importer; NaN without outer imports
 * @param cdi2 outer / (outer + inner); NaN without imports
 * @param cdi3 outer / homeExports; infinite where H exports nothing
 * @param cdi3Outside outer / homeExportsOutside, the variant {@code .extra}
 */
public record BlocDependence(
        double outer,
        double inner,
        double homeExports,
        double homeExportsOutside,
        double cdi1,
        double cdi2,
        double cdi3,
        double cdi3Outside) {

    /**
     * @param home by economy index: belongs to H
     * @param innerSet by economy index: belongs to N
     * @param named by economy index: may be a supplier
     */
    public static BlocDependence of(FlowBlock block, boolean[] home, boolean[] innerSet, boolean[] named) {
        double outer = 0;
        double inner = 0;
        double homeExports = 0;
        double outside = 0;
        var supply = new double[home.length];
        for (int i = block.from(); i < block.to(); i++) {
            double v = block.value()[i];
            int from = block.exporter()[i];
            int to = block.importer()[i];
            if (home[to]) {
                if (innerSet[from]) {
                    inner += v;
                } else {
                    outer += v;
                    supply[from] += v;
                }
            }
            if (home[from]) {
                homeExports += v;
                if (!innerSet[to]) {
                    outside += v;
                }
            }
        }
        double squares = 0;
        double base = 0;
        for (int j = 0; j < supply.length; j++) {
            if (named[j]) {
                squares += supply[j] * supply[j];
                base += supply[j];
            }
        }
        return new BlocDependence(
                outer,
                inner,
                homeExports,
                outside,
                base > 0 ? squares / (base * base) : Double.NaN,
                outer / (outer + inner),
                outer / homeExports,
                outer / outside);
    }

    /** The verdict of {@code ec-bottom-up@2021}; each condition by "above". Without outer imports there is none to flag. */
    public boolean flagged(double concentration, double outerPart, double ratio) {
        return outer > 0 && cdi1 > concentration && cdi2 > outerPart && cdi3 > ratio;
    }

    /** The same with exports to outside the inner set as denominator. */
    public boolean flaggedExtra(double concentration, double outerPart, double ratio) {
        return outer > 0 && cdi1 > concentration && cdi2 > outerPart && cdi3Outside > ratio;
    }
}
