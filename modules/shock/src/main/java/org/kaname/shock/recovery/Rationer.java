package org.kaname.shock.recovery;

import org.kaname.shock.recovery.Responses.Rationing;

/** Which part of the orders of each tier is filled (extension E3). One a run; not for several threads. */
final class Rationer {
    /** Part filled by tier, of the last call. */
    final double[] filled;

    private final Rationing rationing;
    private final boolean[] whole;

    Rationer(Rationing rationing) {
        this.rationing = rationing;
        this.filled = new double[rationing.weights().length];
        this.whole = new boolean[filled.length];
    }

    /**
     * @param made what there is to deliver, at most the sum of the orders
     * @param orders by tier, 0 or more
     */
    void share(double made, double[] orders) {
        switch (rationing.rule()) {
            case PROPORTIONAL -> proportional(made, orders);
            case STRICT -> strict(made, orders);
            case WEIGHTED -> weighted(made, orders, rationing.weights());
        }
    }

    private void proportional(double made, double[] orders) {
        double all = 0;
        for (double order : orders) {
            all += order;
        }
        java.util.Arrays.fill(filled, all > 0 ? Math.min(1, Math.max(0, made / all)) : 0);
    }

    private void strict(double made, double[] orders) {
        double rest = made;
        for (int tier = 0; tier < orders.length; tier++) {
            filled[tier] = orders[tier] > 0 ? Math.min(1, Math.max(0, rest / orders[tier])) : 0;
            rest -= filled[tier] * orders[tier];
        }
    }

    /** λ grows until all is delivered; a tier with a large weight is full first and leaves the rest to the others. */
    private void weighted(double made, double[] orders, double[] weights) {
        java.util.Arrays.fill(whole, false);
        for (int round = 0; round <= orders.length; round++) {
            double rest = made;
            double weighted = 0;
            for (int tier = 0; tier < orders.length; tier++) {
                rest -= whole[tier] ? orders[tier] : 0;
                weighted += whole[tier] ? 0 : weights[tier] * orders[tier];
            }
            double lambda = weighted > 0 ? Math.max(0, rest) / weighted : 0;
            boolean more = false;
            for (int tier = 0; tier < orders.length; tier++) {
                boolean full = whole[tier] || lambda * weights[tier] >= 1;
                more |= full && !whole[tier];
                whole[tier] = full;
                filled[tier] = full ? 1 : lambda * weights[tier];
            }
            if (!more) {
                return;
            }
        }
    }
}
