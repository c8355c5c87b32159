package org.kaname.shock.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kaname.data.Refusal;

/** All that a run needs beside the table. */
public record RecoveryRequest(List<RecoveryEvent> events, RecoveryParameters parameters, Responses responses) {
    public RecoveryRequest {
        events = List.copyOf(events);
    }

    public static RecoveryRequest of(List<? extends RecoveryEvent> events, RecoveryParameters parameters) {
        return new RecoveryRequest(List.copyOf(events), parameters, Responses.NONE);
    }

    public RecoveryRequest withParameters(RecoveryParameters newParameters) {
        return new RecoveryRequest(events, newParameters, responses);
    }

    public RecoveryRequest withResponses(Responses newResponses) {
        return new RecoveryRequest(events, parameters, newResponses);
    }

    /** The last day on which an event starts; -1 where there is none. */
    int lastStart() {
        int last = -1;
        for (var event : events) {
            int start = switch (event) {
                case RecoveryEvent.CapitalLoss e -> e.path().start();
                case RecoveryEvent.CapitalRebuilt e -> e.start();
                case RecoveryEvent.CapacityLoss e -> e.path().start();
                case RecoveryEvent.LinkRestriction e -> e.path().start();
                case RecoveryEvent.DemandLoss e -> e.path().start();
                case RecoveryEvent.CreditStop e -> -1;
            };
            last = Math.max(last, start);
        }
        return last;
    }

    /** Everything in the request that cannot be run, at once; empty where it can be. */
    public List<Refusal> problems() {
        var found = new ArrayList<Refusal>();
        atLeast(found, "days", parameters.days(), 1);
        above(found, "stock_days", parameters.stockDays(), 0);
        for (double factor : parameters.stockFactors().values()) {
            above(found, "stock_factor", factor, 0);
        }
        above(found, "restoration_days", parameters.restorationDays(), 0);
        above(found, "psi", parameters.psi(), 0);
        atLeast(found, "overproduction_max", parameters.overproductionMax(), 1);
        above(found, "overproduction_days", parameters.overproductionDays(), 0);
        share(found, "resourcing", parameters.resourcing());
        for (double weight : responses.rationing().weights()) {
            above(found, "rationing_weight", weight, 0);
        }
        for (var stockpile : responses.stockpiles()) {
            atLeast(found, "stockpile_amount", stockpile.amount(), 0);
            atLeast(found, "stockpile_release", stockpile.releasePerDay(), 0);
            atLeast(found, "stockpile_delay", stockpile.delayDays(), 0);
            atLeast(found, "stockpile_refill", stockpile.refillPerDay(), 0);
        }
        events.forEach(event -> check(found, event));
        return found;
    }

    private static void check(List<Refusal> found, RecoveryEvent event) {
        switch (event) {
            case RecoveryEvent.CapitalLoss e -> {
                amounts(found, e.id(), e.amounts());
                path(found, e.id(), e.path());
            }
            case RecoveryEvent.CapitalRebuilt e -> {
                amounts(found, e.id(), e.amounts());
                time(found, e.id(), RecoveryShape.LINEAR, e.tauDays());
                e.builders().values().forEach(share -> share(found, e.id(), share));
            }
            case RecoveryEvent.CapacityLoss e -> {
                e.shares().values().forEach(share -> share(found, e.id(), share));
                path(found, e.id(), e.path());
            }
            case RecoveryEvent.LinkRestriction e -> path(found, e.id(), e.path());
            case RecoveryEvent.DemandLoss e -> path(found, e.id(), e.path());
            case RecoveryEvent.CreditStop e -> e.shares().values().forEach(share -> share(found, e.id(), share));
        }
    }

    private static void path(List<Refusal> found, String id, LossPath path) {
        time(found, id, path.shape(), path.tauDays());
        share(found, id, path.share());
        share(found, id, path.reroutedShare());
        path.steps().forEach(step -> share(found, id, step.share()));
    }

    private static void time(List<Refusal> found, String id, RecoveryShape shape, double tauDays) {
        if (!shape.takes(tauDays)) {
            found.add(Refusal.of(
                    "KAN-SHOCK-040",
                    "",
                    0,
                    "event",
                    id,
                    "tau",
                    tauDays,
                    "shape",
                    shape.name().toLowerCase(java.util.Locale.ROOT),
                    "floor",
                    shape.tauFloor()));
        }
    }

    private static void amounts(List<Refusal> found, String id, Map<Integer, Double> amounts) {
        amounts.values().forEach(amount -> atLeast(found, id, amount, 0));
    }

    private static void share(List<Refusal> found, String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            found.add(Refusal.of("KAN-SHOCK-042", "", 0, "name", name, "value", value));
        }
    }

    private static void atLeast(List<Refusal> found, String name, double value, double least) {
        if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
            found.add(Refusal.of("KAN-SHOCK-043", "", 0, "name", name, "value", value, "least", least));
        }
    }

    private static void above(List<Refusal> found, String name, double value, double floor) {
        if (!(value > floor && value < Double.POSITIVE_INFINITY)) {
            found.add(Refusal.of("KAN-SHOCK-043.above", "", 0, "name", name, "value", value, "least", floor));
        }
    }

    /** An industry loses more capital than it has. */
    static Refusal tooMuchCapital(RecoveryTable table, int industry) {
        return Refusal.of(
                "KAN-SHOCK-041",
                "",
                0,
                "industry",
                table.label(industry),
                "capital",
                table.capital(industry),
                "unit",
                table.unit());
    }
}
