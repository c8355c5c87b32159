package org.kaname.shock.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kaname.shock.product.Provision;
import org.kaname.shock.scenario.Draw;
import org.kaname.shock.scenario.LossPath;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Range;
import org.kaname.shock.scenario.Responses;
import org.kaname.shock.scenario.Restriction;
import org.kaname.shock.scenario.Scenario;

/** Turns a scenario and the supply of one good into what the survive/recover engine takes. The daily need is 1 unit. */
public final class Provisions {
    private final Scenario scenario;
    private final Membership membership;
    private final SupplyShares supply;
    private final Map<String, List<Restriction>> acting = new ConcurrentHashMap<>();

    public Provisions(Scenario scenario, Membership membership, SupplyShares supply) {
        this.scenario = scenario;
        this.membership = membership;
        this.supply = supply;
    }

    /** The restrictions on what a seller delivers of the good to the buyer. */
    public List<Restriction> acting(String seller) {
        return acting.computeIfAbsent(seller, this::findActing);
    }

    private List<Restriction> findActing(String seller) {
        var found = new ArrayList<Restriction>();
        for (var restriction : scenario.restrictions()) {
            if (restriction.channel() == Restriction.Channel.GOODS
                    && restriction.scope().covers(supply.code())
                    && membership.affects(restriction, seller, supply.economy())) {
                found.add(restriction);
            }
        }
        return List.copyOf(found);
    }

    /** Suppliers that nobody names: only a restriction on all economies reaches them. */
    public static final String UNNAMED = "";

    private static final double ROUNDING = 1e-9;

    /** True where some supplier is restricted inside the horizon. */
    public boolean affected() {
        return sellers().stream()
                .flatMap(seller -> acting(seller).stream())
                .anyMatch(restriction -> LossPath.startDay(scenario, restriction) < scenario.horizonDays());
    }

    /** Who delivers something; {@link #UNNAMED} where the shares lack to 1. */
    private List<String> sellers() {
        var sellers = new ArrayList<String>();
        double sum = 0;
        for (var part : supply.parts()) {
            sum += part.share();
            if (part.share() > 0) {
                sellers.add(part.economy());
            }
        }
        if (sum < 1 - ROUNDING) {
            sellers.add(UNNAMED);
        }
        return sellers;
    }

    /** The first day on which a supplier of the good is restricted, counted from the origin; 0 where it was before. */
    public int startDay() {
        int first = scenario.horizonDays() - 1;
        for (var seller : sellers()) {
            for (var restriction : acting(seller)) {
                first = Math.min(first, Math.max(0, LossPath.startDay(scenario, restriction)));
            }
        }
        return first;
    }

    /** @param stockDays in days of need */
    public Provision of(Draw draw, Responsiveness responsiveness, double stockDays, Scenario.Overlap overlap) {
        var settled = responsiveness == Responsiveness.FULL ? full(draw) : draw;
        var responses = scenario.responses();
        boolean any = responsiveness != Responsiveness.NONE;
        int start = startDay();
        var suppliers = suppliers(settled, any, overlap);
        return new Provision(
                scenario.horizonDays(),
                start,
                start + responses.alarmDay(),
                1,
                stockDays,
                suppliers,
                any ? ramp("thrift", responses.thrift(), settled) : Provision.Ramp.NONE,
                any ? ramp("substitution", responses.substitution(), settled) : Provision.Ramp.NONE,
                any ? ramp("recycling", responses.recycling(), settled) : Provision.Ramp.NONE,
                any ? release(responses, settled) : Provision.Release.NONE,
                any ? price(settled, suppliers) : Optional.empty(),
                any ? responses.policy() : Responses.Policy.RUN_FLAT);
    }

    private List<Provision.Supplier> suppliers(Draw draw, boolean responses, Scenario.Overlap overlap) {
        double sum = 0;
        var shares = new ArrayList<Double>();
        for (var part : supply.parts()) {
            double share = part.path().map(draw::value).orElse(part.share());
            shares.add(share);
            sum += share;
        }
        double scale = sum > 1 ? 1 / sum : 1;
        int transit = responses ? (int) Math.rint(draw.value("responses.transit_days")) : 0;
        var all = new ArrayList<Provision.Supplier>();
        for (int i = 0; i < supply.parts().size(); i++) {
            all.add(supplier(
                    supply.parts().get(i).economy(), shares.get(i) * scale, draw, responses, transit, overlap));
        }
        for (var spare : scenario.responses().spare()) {
            if (supply.parts().stream().noneMatch(part -> part.economy().equals(spare.economy()))) {
                all.add(supplier(spare.economy(), 0, draw, responses, transit, overlap));
            }
        }
        if (sum < 1 - ROUNDING) {
            all.add(supplier(UNNAMED, 1 - sum, draw, false, 0, overlap));
        }
        return all;
    }

    private Provision.Supplier supplier(
            String economy, double share, Draw draw, boolean responses, int transit, Scenario.Overlap overlap) {
        var acting = acting(economy);
        double spare = 0;
        var ramp = Provision.Ramp.NONE;
        for (var offer : scenario.responses().spare()) {
            if (responses && offer.economy().equals(economy)) {
                var path = "responses.spare." + economy + ".";
                spare = draw.value(path + "share");
                ramp = new Provision.Ramp(1, draw.value(path + "lead_days"), draw.value(path + "tau_days"));
            }
        }
        return new Provision.Supplier(
                economy,
                share,
                LossPath.combined(scenario, acting, draw, overlap),
                LossPath.frontLoading(scenario, acting, draw),
                transit,
                spare,
                ramp);
    }

    private static Provision.Ramp ramp(String name, Optional<Responses.Ramp> ramp, Draw draw) {
        if (ramp.isEmpty()) {
            return Provision.Ramp.NONE;
        }
        var path = "responses." + name + ".";
        return new Provision.Ramp(
                draw.value(path + "share"), draw.value(path + "lead_days"), draw.value(path + "tau_days"));
    }

    private static Provision.Release release(Responses responses, Draw draw) {
        if (responses.release().isEmpty()) {
            return Provision.Release.NONE;
        }
        return new Provision.Release(
                draw.value("responses.release.stock_days"),
                draw.value("responses.release.rate"),
                draw.value("responses.release.lead_days"));
    }

    private Optional<Provision.Price> price(Draw draw, List<Provision.Supplier> suppliers) {
        return scenario.responses()
                .price()
                .map(price -> new Provision.Price(
                        draw.value("responses.price.elasticity"),
                        (int) Math.rint(draw.value("responses.price.delay_days")),
                        draw.value("responses.price.adjustment_days"),
                        draw.value("responses.price.ceiling_ratio"),
                        draw.value("responses.price.speculation"),
                        price.exportedShare().map(range -> draw.value("responses.price.exported_share")),
                        freed(suppliers)));
    }

    /** What the restrictors withhold: the largest share lost among the suppliers, by day. */
    private double[] freed(List<Provision.Supplier> suppliers) {
        var most = new double[scenario.horizonDays()];
        for (var supplier : suppliers) {
            for (int t = 0; t < most.length; t++) {
                most[t] = Math.max(most[t], supplier.lost()[t]);
            }
        }
        return most;
    }

    /** Every response at the end of its range that leaves least unmet. */
    private Draw full(Draw draw) {
        var changed = draw;
        for (var entry : scenario.ranges().entrySet()) {
            var path = entry.getKey();
            if (path.startsWith("responses.") && !UNTOUCHED.contains(path)) {
                changed = changed.with(path, better(path, entry.getValue(), draw.value(path)));
            }
        }
        return changed;
    }

    private static double better(String path, Range range, double drawn) {
        boolean lower = path.endsWith("lead_days")
                || path.endsWith("tau_days")
                || path.endsWith("delay_days")
                || path.endsWith("adjustment_days");
        return lower ? Math.min(drawn, range.low()) : Math.max(drawn, range.high());
    }

    /** Numbers of the world, not of a response. */
    private static final List<String> UNTOUCHED = List.of(
            "responses.stock_days",
            "responses.price.ceiling_ratio",
            "responses.price.speculation",
            "responses.price.exported_share");
}
