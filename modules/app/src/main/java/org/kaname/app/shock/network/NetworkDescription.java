package org.kaname.app.shock.network;

import java.util.EnumMap;
import java.util.Map;
import org.kaname.shock.network.Evidence;

/**
 * What can be said of a network without a shock.
 *
 * @param unlinked firms without any link
 * @param giantShare of firms in the largest strongly connected component
 * @param outDistance Kolmogorov and Smirnov's distance of out-degrees to the scaled target; NaN where the network is not made up
 */
public record NetworkDescription(
        NetworkSource source,
        double meanDegree,
        int mostCustomers,
        int mostSuppliers,
        int unlinked,
        double giantShare,
        Map<Evidence, Integer> evidence,
        double outDistance,
        double inDistance) {
    public static NetworkDescription of(NetworkSource source) {
        var network = source.network();
        int out = 0;
        int in = 0;
        int unlinked = 0;
        for (int i = 0; i < network.size(); i++) {
            int sells = network.outPtr()[i + 1] - network.outPtr()[i];
            int buys = network.inPtr()[i + 1] - network.inPtr()[i];
            out = Math.max(out, sells);
            in = Math.max(in, buys);
            unlinked += sells + buys == 0 ? 1 : 0;
        }
        var evidence = new EnumMap<Evidence, Integer>(Evidence.class);
        for (int e = 0; e < network.links(); e++) {
            evidence.merge(network.evidence(e), 1, Integer::sum);
        }
        return new NetworkDescription(
                source,
                (double) network.links() / network.size(),
                out,
                in,
                unlinked,
                network.giantComponentShare(),
                evidence,
                source.made()
                        .map(m -> m.result().outDistance(m.spec().calibration()))
                        .orElse(Double.NaN),
                source.made()
                        .map(m -> m.result().inDistance(m.spec().calibration()))
                        .orElse(Double.NaN));
    }
}
