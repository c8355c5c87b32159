package org.kaname.measure.power;

import java.util.BitSet;
import org.kaname.data.FlowBlock;

/** Kernels of measurement 4.8 over a world share w, 0..1. NaN is missing. Reference: {@code market_power.sql}. */
public final class MarketPower {
    private MarketPower() {}

    /** 1 − w: what everybody else supplies, 0..1. */
    public static double residualShare(double worldShare) {
        return 1 - worldShare;
    }

    /**
     * max(0, w − g·(1 − w)): the part of world imports that nobody replaces if all others expand by g, 0..1.
     *
     * @param expansion g, 0 or more
     */
    public static double capacityGap(double worldShare, double expansion) {
        double gap = worldShare - expansion * (1 - worldShare);
        return gap < 0 ? 0 : gap;
    }

    /**
     * w / (ε_D + (1 − w)·ε_F): the Lerner index of a dominant supplier with a competitive fringe.
     *
     * @param demand ε_D, size of the elasticity of demand, above 0
     * @param fringe ε_F, elasticity of the others' supply, 0 or more; NaN in either gives NaN
     */
    public static double lernerFringe(double worldShare, double demand, double fringe) {
        return demand > 0 && fringe >= 0 ? worldShare / (demand + (1 - worldShare) * fringe) : Double.NaN;
    }

    /**
     * What others supply of the purchases of some importers: 1 − Σ_{i∈N} v[i,j] / Σ_{i∈N} Σ_k v[i,k] over named suppliers k; NaN where
     * they buy nothing of named origin.
     *
     * @param importers N, without the supplier itself
     */
    public static double residualShareInside(FlowBlock block, boolean[] named, BitSet importers, int supplier) {
        double bought = 0;
        double own = 0;
        for (int i = block.from(); i < block.to(); i++) {
            if (importers.get(block.importer()[i]) && named[block.exporter()[i]]) {
                bought += block.value()[i];
                own += block.exporter()[i] == supplier ? block.value()[i] : 0;
            }
        }
        return bought > 0 ? 1 - own / bought : Double.NaN;
    }
}
