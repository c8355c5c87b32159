package org.kaname.measure.bloc;

import java.util.BitSet;
import org.kaname.data.FlowBlock;

/**
 * What the members of a bloc buy, each by itself and added up: purchases from other members stay in the base. The other base, purchases
 * from outside alone, is that of the bloc as one unit of a {@link org.kaname.data.Partition}.
 *
 * @param all Σ v into members, an economy's own trade with itself excluded; in the unit of the block
 * @param unallocated the part of it of unspecified origin
 * @param partner the part of it from the partners asked about
 */
public record BlocPurchases(double all, double unallocated, double partner) {

    /**
     * @param members by economy index: belongs to the bloc
     * @param partners the partners asked about
     * @param named by economy index: may be a supplier
     */
    public static BlocPurchases of(FlowBlock block, boolean[] members, BitSet partners, boolean[] named) {
        double all = 0;
        double unallocated = 0;
        double partner = 0;
        for (int i = block.from(); i < block.to(); i++) {
            int from = block.exporter()[i];
            int to = block.importer()[i];
            if (!members[to] || from == to) {
                continue;
            }
            double v = block.value()[i];
            all += v;
            if (!named[from]) {
                unallocated += v;
            } else if (partners.get(from)) {
                partner += v;
            }
        }
        return new BlocPurchases(all, unallocated, partner);
    }

    /** Share of the partners: Σ v(partner) / (M − n), 0..1; NaN where no supplier is named. */
    public double partnerShare() {
        return all > unallocated ? partner / (all - unallocated) : Double.NaN;
    }

    /** The share were nothing of unspecified origin the partners'; NaN where nothing is bought. */
    public double partnerShareLow() {
        return all > 0 ? partner / all : Double.NaN;
    }

    /** The share were all of unspecified origin the partners'. */
    public double partnerShareHigh() {
        return all > 0 ? (partner + unallocated) / all : Double.NaN;
    }
}
