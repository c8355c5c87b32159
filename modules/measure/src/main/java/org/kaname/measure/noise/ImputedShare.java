package org.kaname.measure.noise;

import org.kaname.data.FlowBlock;
import org.kaname.data.TradeCube;

/** How much of an economy's imports of a good rests on values that are estimates and no reports. */
public final class ImputedShare {
    private ImputedShare() {}

    /**
     * Σ estimated v / Σ v over the importer's suppliers, 0..1, unspecified origin included. NaN where nothing is imported, and where the
     * set does not say which values are estimates.
     *
     * @param block observed flows of the cube itself, not a copy
     */
    public static double of(TradeCube cube, FlowBlock block, int importer) {
        double all = 0;
        double estimated = 0;
        for (int i = block.first(importer); i < block.end(importer); i++) {
            all += block.value()[i];
            estimated += cube.estimated(i) ? block.value()[i] : 0;
        }
        return cube.statesEstimates() && all > 0 ? estimated / all : Double.NaN;
    }
}
