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
        int importers = before.size() == 0 ? 0 : before.importer()[before.to() - 1] + 1;
        var imports = new double[importers];
        for (int i = before.from(); i < before.to(); i++) {
            imports[before.importer()[i]] += before.value()[i];
        }
        return cover(imports, absent);
    }

    /**
     * The same from sums.
     *
     * @param before the good's imports of the previous year by importer
     */
    public static double cover(double[] before, BitSet absent) {
        double world = 0;
        double missing = 0;
        for (int i = 0; i < before.length; i++) {
            world += before[i];
            if (absent.get(i)) {
                missing += before[i];
            }
        }
        return world > 0 ? 1 - missing / world : Double.NaN;
    }
}
