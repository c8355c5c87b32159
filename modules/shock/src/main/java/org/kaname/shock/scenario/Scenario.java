package org.kaname.shock.scenario;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kaname.model.Explanation.Bilingual;

/**
 * What is asked: restrictions, the responses that the subject may take, and ranges for everything uncertain (shock 0). Immutable.
 *
 * @param id {@code [a-z0-9-]{2,40}}
 * @param originDate day 0
 * @param horizonDays 1..3650
 * @param subject who asks: economies or bloc ids
 * @param supply who supplies a good where no data set covers it (clarification 22)
 * @param correlated lists of paths whose ranges move together: one draw decides all of a list
 * @param published what is known of the outcome, for historical cases
 */
public record Scenario(
        String id,
        Status status,
        Bilingual title,
        LocalDate originDate,
        int horizonDays,
        List<String> subject,
        List<Restriction> restrictions,
        Responses responses,
        List<Supply> supply,
        Overlap overlap,
        long seed,
        int draws,
        List<List<String>> correlated,
        List<Published> published,
        List<Bilingual> notes) {
    /** The schema that files name. */
    public static final String SCHEMA = "kaname/scenario@1";

    public static final int LONGEST_HORIZON = 3650;

    /** Printed on every output. */
    public enum Status {
        HISTORICAL,
        HYPOTHETICAL,
        EXERCISE
    }

    /** How restrictions of different nests on one flow combine (shock 0.4). */
    public enum Overlap {
        MULTIPLY,
        MAX
    }

    /**
     * Who supplies one good to some buyers, where no data set says so.
     *
     * @param code {@code SCHEME:code}
     * @param to buyers: economies, bloc ids or {@code *}
     */
    public record Supply(String code, List<String> to, List<Supplier> suppliers) {
        public Supply {
            to = List.copyOf(to);
            suppliers = List.copyOf(suppliers);
        }
    }

    /** @param share of the buyers' need, 0..1 */
    public record Supplier(String economy, Range share, Evidence evidence) {}

    /**
     * A published outcome beside which a run is shown.
     *
     * @param use {@code gate}: compared and the result published; {@code show}: shown only
     * @param check empty where the fact is shown only
     */
    public record Published(int id, Bilingual fact, String source, String use, Optional<Check> check) {}

    /**
     * Bounds on one number of a run.
     *
     * @param metric name of the number, see {@code docs/GUIDE.md}
     */
    public record Check(String metric, Optional<Double> atLeast, Optional<Double> atMost) {}

    public Scenario {
        subject = List.copyOf(subject);
        restrictions = List.copyOf(restrictions);
        supply = List.copyOf(supply);
        correlated = correlated.stream().map(List::copyOf).toList();
        published = List.copyOf(published);
        notes = List.copyOf(notes);
    }

    /** Every range by its path, in the order of the file: what a draw needs. */
    public Map<String, Range> ranges() {
        var all = new LinkedHashMap<String, Range>();
        for (var restriction : restrictions) {
            var path = "restrictions." + restriction.id() + ".";
            all.put(path + "share_lost", restriction.shareLost());
            for (int i = 0; i < restriction.steps().size(); i++) {
                all.put(path + "steps." + i, restriction.steps().get(i).shareLost());
            }
            restriction.duration().ifPresent(range -> all.put(path + "duration_days", range));
            all.put(path + "recovery.tau_days", restriction.recovery().tauDays());
            all.put(path + "front_loading.factor", restriction.frontLoading().factor());
            all.put(path + "rerouted_share", restriction.reroutedShare());
        }
        for (var good : supply) {
            for (var supplier : good.suppliers()) {
                all.put("supply." + good.code() + "." + supplier.economy(), supplier.share());
            }
        }
        addResponses(all);
        return all;
    }

    private void addResponses(Map<String, Range> all) {
        responses.stockDays().ifPresent(range -> all.put("responses.stock_days", range));
        all.put("responses.transit_days", responses.transitDays());
        responses.thrift().ifPresent(ramp -> addRamp(all, "responses.thrift.", ramp));
        responses.substitution().ifPresent(ramp -> addRamp(all, "responses.substitution.", ramp));
        responses.recycling().ifPresent(ramp -> addRamp(all, "responses.recycling.", ramp));
        responses.release().ifPresent(release -> {
            all.put("responses.release.stock_days", release.stockDays());
            all.put("responses.release.rate", release.rate());
            all.put("responses.release.lead_days", release.leadDays());
        });
        for (var spare : responses.spare()) {
            addRamp(
                    all,
                    "responses.spare." + spare.economy() + ".",
                    new Responses.Ramp(spare.share(), spare.leadDays(), spare.tauDays()));
        }
        responses.price().ifPresent(price -> {
            all.put("responses.price.elasticity", price.elasticity());
            all.put("responses.price.delay_days", price.delayDays());
            all.put("responses.price.adjustment_days", price.adjustmentDays());
            all.put("responses.price.ceiling_ratio", price.ceilingRatio());
            all.put("responses.price.speculation", price.speculation());
            price.exportedShare().ifPresent(range -> all.put("responses.price.exported_share", range));
        });
    }

    private static void addRamp(Map<String, Range> all, String path, Responses.Ramp ramp) {
        all.put(path + "share", ramp.share());
        all.put(path + "lead_days", ramp.leadDays());
        all.put(path + "tau_days", ramp.tauDays());
    }
}
