package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.shock.recovery.LossPath;
import org.kaname.shock.recovery.RecoveryEvent;
import org.kaname.shock.recovery.RecoveryShape;
import org.kaname.shock.scenario.Draw;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Restriction;
import org.kaname.shock.scenario.Scenario;

/**
 * A scenario's restrictions as events of a table, all ranges at mid (shock 0.5): what names sectors of the table
 * ({@code scope.io_sectors}) takes part. Goods become restricted links, people lost demand, business lost capacity of the sellers'
 * industries, capital a stop of credit for the buyers' industries. Bringing forward is no part of it.
 */
final class ScenarioEvents {
    private static final String ANY = "*";

    private final Scenario scenario;
    private final Membership membership;
    private final IoTable table;
    private final Predicate<String> rest;
    private final Draw mid;
    private final List<Refusal> problems = new ArrayList<>();
    private final TreeSet<String> outside = new TreeSet<>();
    private final List<RecoveryEvent> events = new ArrayList<>();

    /**
     * @param outside members of blocs that the table does not show one by one: they take no part
     * @param frontLoading true where a restriction that takes part is brought forward, which is ignored
     */
    record Events(List<RecoveryEvent> events, List<String> outside, boolean frontLoading) {
        Events {
            events = List.copyOf(events);
            outside = List.copyOf(outside);
        }
    }

    private ScenarioEvents(Scenario scenario, Membership membership, IoTable table, Predicate<String> rest) {
        this.scenario = scenario;
        this.membership = membership;
        this.table = table;
        this.rest = rest;
        this.mid = Draw.mid(scenario);
    }

    /** True where a restriction names sectors of any table. */
    static boolean any(Scenario scenario) {
        return scenario.restrictions().stream().anyMatch(ScenarioEvents::namesSectors);
    }

    private static boolean namesSectors(Restriction restriction) {
        return !restriction.scope().ioSectors().isEmpty();
    }

    /**
     * @param rest true for codes of the table that stand for several economies: only {@code *} means them
     * @return refused with {@code KAN-SHOCK-030} for an economy, {@code 065} for a data set, {@code 066} for a sector that the table is not or
     *     does not have
     */
    static Outcome<Events> of(Scenario scenario, Membership membership, IoTable table, Predicate<String> rest) {
        var reading = new ScenarioEvents(scenario, membership, table, rest);
        boolean early = false;
        for (var restriction : scenario.restrictions()) {
            if (namesSectors(restriction)) {
                reading.add(restriction);
                early |= restriction.frontLoading().days() > 0;
            }
        }
        return reading.problems.isEmpty()
                ? new Outcome.Taken<>(new Events(reading.events, List.copyOf(reading.outside), early))
                : new Outcome.Refused<>(reading.problems.stream().distinct().toList());
    }

    private void add(Restriction restriction) {
        var sectors = sectors(restriction);
        var sellers = economies(restriction, restriction.from());
        var buyers = economies(restriction, restriction.to());
        switch (restriction.channel()) {
            case GOODS -> eachSeller(restriction, sellers, buyers, sectors);
            case PEOPLE -> eachSeller(restriction, sellers, buyers, sectors);
            case BUSINESS ->
                events.add(new RecoveryEvent.CapacityLoss(
                        restriction.id(), restriction.nestOrOwn(), shares(sellers, sectors, 1), path(restriction)));
            case CAPITAL ->
                events.add(new RecoveryEvent.CreditStop(restriction.id(), shares(buyers, sectors, held(restriction))));
        }
    }

    /** One event a seller, for nobody is restricted toward itself; they share the nest, so that no flow is hit twice. */
    private void eachSeller(
            Restriction restriction, List<Integer> sellers, List<Integer> buyers, List<Integer> sectors) {
        for (int seller : sellers) {
            var suppliers = industries(List.of(seller), sectors);
            var others = buyers.stream().filter(buyer -> buyer != seller).toList();
            var columns = columns(others);
            if (others.isEmpty()) {
                continue;
            }
            var nest = restriction.nestOrOwn();
            events.add(
                    restriction.channel() == Restriction.Channel.PEOPLE
                            ? new RecoveryEvent.DemandLoss(
                                    restriction.id(), nest, suppliers, columns, path(restriction))
                            : new RecoveryEvent.LinkRestriction(
                                    restriction.id(),
                                    nest,
                                    suppliers,
                                    industries(others, allSectors()),
                                    columns,
                                    path(restriction)));
        }
    }

    private List<Integer> sectors(Restriction restriction) {
        var found = new TreeSet<Integer>();
        boolean known = false;
        for (var entry : restriction.scope().ioSectors()) {
            int colon = entry.indexOf(':');
            if (!isTable(entry.substring(0, colon))) {
                continue;
            }
            known = true;
            var code = entry.substring(colon + 1);
            int sector = table.sector(code);
            if (sector >= 0) {
                found.add(sector);
            } else {
                problems.add(unknownSector(restriction, code));
            }
        }
        if (!known) {
            problems.add(refusal(
                    "KAN-SHOCK-068",
                    restriction,
                    "sectors",
                    String.join(", ", restriction.scope().ioSectors())));
        }
        return List.copyOf(found);
    }

    /** The table's id, or its first parts ({@code wiod-2013} for every year and content). */
    private boolean isTable(String dataset) {
        var id = table.head().id();
        return dataset.equals(ANY) || id.equals(dataset) || id.startsWith(dataset + "-");
    }

    private Refusal unknownSector(Restriction restriction, String code) {
        var near = NearestName.find(code, table.sectors());
        return refusal(
                near.isPresent() ? "KAN-SHOCK-069.near" : "KAN-SHOCK-069",
                restriction,
                "sector",
                code,
                "near",
                near.orElse(""),
                "known",
                String.join(", ", table.sectors()));
    }

    private Refusal refusal(String code, Restriction restriction, Object... more) {
        var all = new ArrayList<Object>(
                List.of("restriction", restriction.id(), "table", table.head().id()));
        all.addAll(List.of(more));
        return Refusal.of(code, scenario.id(), 0, all.toArray());
    }

    /** Indices of the table, ascending. */
    private List<Integer> economies(Restriction restriction, List<String> list) {
        var day = restriction.start();
        for (var entry : list) {
            var members = membership.members(entry, day);
            if (members.isPresent()) {
                members.get().stream().filter(member -> !shown(member)).forEach(outside::add);
            }
            boolean none = members.isPresent() ? members.get().stream().noneMatch(this::shown) : !shown(entry);
            if (!entry.equals(ANY) && none) {
                problems.add(refusal(
                        "KAN-SHOCK-030", restriction, "economy", entry, "known", String.join(", ", table.economies())));
            }
        }
        var found = new ArrayList<Integer>();
        for (int e = 0; e < table.economies().size(); e++) {
            var code = table.economies().get(e);
            boolean named = rest.test(code)
                    ? list.contains(ANY)
                    : membership.holds(list, code, day) && !membership.holds(restriction.except(), code, day);
            if (named) {
                found.add(e);
            }
        }
        return found;
    }

    private boolean shown(String code) {
        return table.economy(code) >= 0 && !rest.test(code);
    }

    private List<Integer> allSectors() {
        return java.util.stream.IntStream.range(0, table.sectors().size())
                .boxed()
                .toList();
    }

    private int[] industries(List<Integer> economies, List<Integer> sectors) {
        return economies.stream()
                .flatMap(e -> sectors.stream().map(s -> table.industry(e, s)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int[] columns(List<Integer> economies) {
        return java.util.stream.IntStream.range(0, table.finalColumns().size())
                .filter(k -> economies.contains(table.finalColumns().get(k).economy()))
                .toArray();
    }

    private Map<Integer, Double> shares(List<Integer> economies, List<Integer> sectors, double share) {
        var shares = new TreeMap<Integer, Double>();
        for (int industry : industries(economies, sectors)) {
            shares.put(industry, share);
        }
        return shares;
    }

    /** The largest share while a restriction holds, less what is rerouted: a stop of credit has no path. */
    private double held(Restriction restriction) {
        var path = "restrictions." + restriction.id() + ".";
        double most = restriction.steps().isEmpty() ? mid.value(path + "share_lost") : 0;
        for (int i = 0; i < restriction.steps().size(); i++) {
            most = Math.max(most, mid.value(path + "steps." + i));
        }
        return most * (1 - mid.value(path + "rerouted_share"));
    }

    private LossPath path(Restriction restriction) {
        return path(scenario, restriction, mid);
    }

    /** The scenario's path of a loss as the engine's; a hold of a broken number of days ends with the day begun. */
    static LossPath path(Scenario scenario, Restriction restriction, Draw draw) {
        var path = "restrictions." + restriction.id() + ".";
        var steps = new ArrayList<LossPath.Step>();
        for (int i = 0; i < restriction.steps().size(); i++) {
            steps.add(new LossPath.Step(restriction.steps().get(i).day(), draw.value(path + "steps." + i)));
        }
        return new LossPath(
                org.kaname.shock.scenario.LossPath.startDay(scenario, restriction),
                restriction.duration().isPresent()
                        ? (int) Math.ceil(draw.value(path + "duration_days"))
                        : LossPath.OPEN,
                steps.isEmpty() ? draw.value(path + "share_lost") : 0,
                steps,
                RecoveryShape.valueOf(restriction.recovery().shape().name()),
                draw.value(path + "recovery.tau_days"),
                draw.value(path + "rerouted_share"));
    }
}
