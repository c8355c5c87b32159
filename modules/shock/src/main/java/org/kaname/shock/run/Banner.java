package org.kaname.shock.run;

import java.util.ArrayList;
import java.util.List;
import org.kaname.shock.scenario.Restriction;
import org.kaname.shock.scenario.Scenario;

/**
 * What a run modelled, modelled in part, and did not model (shock 5): message keys {@code banner.*}, made from what ran.
 */
public record Banner(List<String> modelled, List<String> partly, List<String> notModelled) {
    /** Never modelled by any engine of today. */
    private static final List<String> NEVER = List.of(
            "banner.exchange-rates",
            "banner.third-parties",
            "banner.retaliation",
            "banner.hoarding",
            "banner.finance",
            "banner.quality",
            "banner.undisclosed-stocks");

    public Banner {
        modelled = List.copyOf(modelled);
        partly = List.copyOf(partly);
        notModelled = List.copyOf(notModelled);
    }

    /**
     * @param sectors true where losses of industries were computed
     * @param uses true where rows of use lead from goods to industries
     */
    public static Banner of(Scenario scenario, List<GoodRun> goods, boolean sectors, boolean uses) {
        var modelled = new ArrayList<String>();
        var partly = new ArrayList<String>();
        var not = new ArrayList<String>();
        if (!goods.isEmpty()) {
            modelled.add("banner.goods");
        }
        (sectors ? modelled : not).add("banner.sectors");
        (scenario.responses().price().isPresent() && !goods.isEmpty() ? modelled : not).add("banner.price");
        if (!uses) {
            not.add("banner.uses");
        }
        if (goods.stream().anyMatch(good -> good.supply().basis() == SupplyShares.Basis.IMPORTS)) {
            partly.add("banner.need-is-imports");
        }
        if (goods.stream().anyMatch(good -> good.supply().basis() == SupplyShares.Basis.SCENARIO)) {
            partly.add("banner.own-shares");
        }
        for (var channel : Restriction.Channel.values()) {
            if (channel != Restriction.Channel.GOODS
                    && scenario.restrictions().stream().anyMatch(r -> r.channel() == channel)) {
                (channel == Restriction.Channel.CAPITAL || sectors ? partly : not)
                        .add("banner.channel." + channel.name());
            }
        }
        if (scenario.restrictions().stream().anyMatch(r -> r.direction() == Restriction.Direction.IMPORT)) {
            partly.add("banner.lost-sales");
        }
        not.addAll(NEVER);
        return new Banner(modelled, partly, not);
    }
}
