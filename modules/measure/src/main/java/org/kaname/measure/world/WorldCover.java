package org.kaname.measure.world;

import java.util.BitSet;
import org.kaname.data.FlowBlock;

/**
 * Reporter coverage of one good and year: the part of the previous year's world imports that was made by importers present now
 * (measurement 1.2). Reference: {@code world_cover.sql}.
 */
public final class WorldCover {
    private WorldCover() {}

    /**
     * 1 − Σ_{i absent now} M_before[i] / W_before. NaN where nothing was traded before.
     *
     * @param before the good's flows of the previous year in the set
     * @param absent indexes of importers without data in the year asked about
     */
    public static double cover(FlowBlock before, BitSet absent) {
        double world = 0;
        double missing = 0;
        for (int i = before.from(); i < before.to(); i++) {
            world += before.value()[i];
            if (absent.get(before.importer()[i])) {
                missing += before.value()[i];
            }
        }
        return world > 0 ? 1 - missing / world : Double.NaN;
    }
}
