package org.kaname.measure.known;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import org.kaname.measure.attribution.Shapley;
import org.kaname.measure.known.Question.Count;
import org.kaname.measure.known.Standing.Counted;
import org.kaname.measure.known.Standing.Shared;
import org.kaname.measure.known.Standing.State;
import org.kaname.measure.known.Standing.Value;
import org.kaname.measure.tournament.Attribution;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Truth;
import org.kaname.model.Unit;

/**
 * Computes published numbers on a data set by every reading of their sources, compares them within the gate, and shares out what the
 * other readings would change (measurement 2.7). The difference to the published number itself is stated plainly: data of another
 * edition cannot say what of it is whose. Not thread-safe.
 */
final class Reproduction {
    private final DataSet data;
    private final KnownWorld world;

    Reproduction(DataSet data, Settings settings) {
        this.data = data;
        this.world = new KnownWorld(data, settings);
    }

    /** A number between the two ends that the goods left open allow. */
    private record Tally(double value, double low, double high, int open) {}

    /** A reading that was run. */
    private record Run(Value value, Tally tally, int rule) {}

    Standing reproduce(KnownAnswer answer) {
        if (answer.question().counts().isEmpty()) {
            var need = Needs.noRule();
            return new Standing(answer, List.of(), List.of(need), Truth.UNKNOWN, notRun(List.of(need)));
        }
        var judge = new Judge(answer, world);
        var counted = new ArrayList<Counted>();
        Optional<Run> preferred = Optional.empty();
        for (var count : answer.question().counts()) {
            var needs = new LinkedHashMap<String, Need>();
            var runs = run(answer, count, judge, needs);
            var best = best(runs, count, preferred);
            preferred = preferred.isPresent() ? preferred : best;
            counted.add(
                    best.isEmpty()
                            ? new Counted(
                                    count,
                                    State.NOT_RUN,
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(),
                                    List.copyOf(needs.values()),
                                    notRun(needs.values()))
                            : counted(answer, count, judge, runs, best.get(), List.copyOf(needs.values())));
        }
        return standing(answer, counted);
    }

    private List<Run> run(KnownAnswer answer, Count count, Judge judge, LinkedHashMap<String, Need> missing) {
        var needs = new Needs(answer, world);
        needs.ofSource(count).forEach(n -> missing.putIfAbsent(n.requirement(), n));
        if (!missing.isEmpty()) {
            return List.of();
        }
        var runs = new ArrayList<Run>();
        for (int rule = 0; rule < count.rules().size(); rule++) {
            for (var partition : answer.question().partitions()) {
                for (int year : answer.question().asOf()) {
                    for (var base : answer.question().bases()) {
                        var reading = new Reading(count.rules().get(rule), partition, year, base);
                        if (!applies(answer, count, reading)) {
                            continue;
                        }
                        var lacking = needs.of(count, reading);
                        lacking.forEach(n -> missing.putIfAbsent(n.requirement(), n));
                        if (lacking.isEmpty()) {
                            var goods = world.goods(answer.question().classification(), year);
                            var tally = tally(count, judge, Setup.of(reading), goods);
                            if (tally.open()
                                    == goods.size()
                                            * Math.max(1, count.partners().size())) {
                                var need = Needs.nothingJudged(goods.size());
                                missing.putIfAbsent(need.requirement(), need);
                            } else {
                                runs.add(new Run(
                                        new Value(reading, tally.value(), tally.open(), goods.size()), tally, rule));
                            }
                        }
                    }
                }
            }
        }
        return runs;
    }

    /** A unit of the answer's partition is no subject of another partition, which then is no reading of the number. */
    private boolean applies(KnownAnswer answer, Count count, Reading reading) {
        var unit = count.subject();
        return unit.isEmpty()
                || world.units(reading.partition(), reading.year()).containsValue(unit)
                || !world.units(answer.partition(), reading.year()).containsValue(unit);
    }

    private static List<String> partners(Count count) {
        return count.partners().isEmpty() ? List.of("") : count.partners();
    }

    private static Tally tally(Count count, Judge judge, Setup setup, List<Code> goods) {
        int counted = 0;
        int flagged = 0;
        int open = 0;
        for (var partner : partners(count)) {
            for (var product : goods) {
                var all = count.part() ? judge.flagged(count, partner, setup, product) : Truth.NO;
                var in = judge.counted(count, partner, setup, product);
                counted += in == Truth.YES ? 1 : 0;
                flagged += all == Truth.YES ? 1 : 0;
                open += in == Truth.UNKNOWN || all == Truth.UNKNOWN ? 1 : 0;
            }
        }
        return count.part()
                ? new Tally(
                        (double) counted / flagged,
                        (double) counted / (flagged + open),
                        Math.min(1, (double) (counted + open) / Math.max(1, flagged)),
                        open)
                : new Tally(counted, counted, counted + open, open);
    }

    /** The reading that fits the main number best is that of the others too, where they have it: none is picked for each alone. */
    private static Optional<Run> best(List<Run> runs, Count count, Optional<Run> preferred) {
        var same = runs.stream()
                .filter(r -> preferred.isPresent() && isSame(r, preferred.get()))
                .findFirst();
        return same.isPresent()
                ? same
                : runs.stream()
                        .min(Comparator.comparingDouble(r -> Math.abs(r.value().value() - count.published())));
    }

    private static boolean isSame(Run a, Run b) {
        var first = a.value().reading();
        var second = b.value().reading();
        return a.rule() == b.rule() && first.withRule(second.rule()).equals(second);
    }

    private Counted counted(KnownAnswer answer, Count count, Judge judge, List<Run> runs, Run best, List<Need> needs) {
        var state = state(answer, count, best.tally());
        boolean within = isWithin(best.value().value(), count);
        boolean shown = !within && count.gate().isPresent();
        return new Counted(
                count,
                state,
                runs.stream().map(Run::value).toList(),
                Optional.of(best.value()),
                shown && !count.part() && count.partners().size() < 2
                        ? attribute(answer, count, judge, runs, best)
                        : Optional.empty(),
                within ? List.of() : candidates(answer, best.value()),
                needs,
                explain(answer, count, state, best));
    }

    private static boolean isWithin(double value, Count count) {
        return count.gate().isPresent()
                && Math.abs(value - count.published()) <= count.gate().getAsDouble() * count.published();
    }

    private State state(KnownAnswer answer, Count count, Tally tally) {
        if (count.gate().isEmpty()) {
            return State.REPORTED;
        }
        double margin = count.gate().getAsDouble() * count.published();
        if (isWithin(tally.low(), count) && isWithin(tally.high(), count)) {
            return State.INSIDE;
        }
        if (tally.low() > count.published() + margin || tally.high() < count.published() - margin) {
            return isEdition(answer) ? State.BEYOND : State.OTHER_EDITION;
        }
        return State.OPEN;
    }

    /** The data set is the very edition that the source names; one that names no vintage is never met. */
    private boolean isEdition(KnownAnswer answer) {
        var vintage = data.manifest().vintage();
        return answer.question().edition().stream()
                .anyMatch(e -> !e.vintage().isEmpty()
                        && vintage != null
                        && e.provider().equalsIgnoreCase(data.manifest().provider())
                        && (e.product().isEmpty()
                                || e.product().equalsIgnoreCase(data.manifest().product()))
                        && e.vintage().equalsIgnoreCase(vintage));
    }

    private String edition() {
        var vintage = data.manifest().vintage();
        var text = (data.manifest().provider() + " " + data.manifest().product() + " "
                        + (vintage == null ? "" : vintage))
                .strip()
                .replaceAll(" +", " ");
        return text.isEmpty() ? data.id() : text + " (" + data.id() + ")";
    }

    private List<Explanation> candidates(KnownAnswer answer, Value best) {
        var candidates = new ArrayList<Explanation>();
        if (!isEdition(answer)) {
            candidates.add(Explanation.of("known.candidate.edition", "edition", edition(), "theirs", answer.data()));
        }
        var classifications = world
                .goods(answer.question().classification(), best.reading().year())
                .stream()
                .map(Code::scheme)
                .distinct()
                .sorted()
                .toList();
        candidates.add(Explanation.of("known.candidate.revision", "classifications", classifications));
        var theirs = answer.question().goods();
        if (theirs.isPresent() && theirs.getAsInt() != best.goods()) {
            candidates.add(Explanation.of(
                    "known.candidate.goods",
                    "goods",
                    Explanation.number(best.goods(), Unit.COUNT),
                    "theirs",
                    Explanation.number(theirs.getAsInt(), Unit.COUNT)));
        }
        if (best.open() > 0) {
            candidates.add(Explanation.of("known.candidate.open", "open", Explanation.number(best.open(), Unit.COUNT)));
        }
        return candidates;
    }

    /** From the best reading to all others at once, for the factors that this set can vary. */
    private Optional<Shared> attribute(KnownAnswer answer, Count count, Judge judge, List<Run> runs, Run best) {
        var factors = new LinkedHashMap<String, UnaryOperator<Setup>>();
        var from = best.value().reading();
        var other = answer.question().otherwise();
        var read = runs.stream().map(r -> r.value().reading()).toList();
        read.stream()
                .filter(r -> r.equals(from.withRule(r.rule())) && !r.equals(from))
                .findFirst()
                .or(() -> other.rule().isEmpty() ? Optional.empty() : Optional.of(from.withRule(other.rule())))
                .filter(r -> isRunnable(answer, count, r))
                .ifPresent(r ->
                        factors.put("rule:" + r.rule(), s -> s.with(s.reading().withRule(r.rule()))));
        read.stream()
                .filter(r -> r.equals(from.withPartition(r.partition())) && !r.equals(from))
                .findFirst()
                .or(() -> other.partition().isEmpty()
                        ? Optional.empty()
                        : Optional.of(from.withPartition(other.partition())))
                .filter(r -> isRunnable(answer, count, r))
                .ifPresent(r -> factors.put(
                        "partition:" + r.partition(), s -> s.with(s.reading().withPartition(r.partition()))));
        read.stream()
                .filter(r -> r.equals(from.withYear(r.year())) && !r.equals(from))
                .findFirst()
                .ifPresent(r -> factors.put(
                        "window:" + r.year(), s -> s.with(s.reading().withYear(r.year()))));
        read.stream()
                .filter(r -> r.equals(from.withBase(r.base())) && !r.equals(from))
                .findFirst()
                .ifPresent(r -> factors.put(
                        "base:" + r.base().name().toLowerCase(Locale.ROOT),
                        s -> s.with(s.reading().withBase(r.base()))));
        if (other.strictness()) {
            factors.put("strictness:all", s -> new Setup(s.reading(), true, s.otherThresholds(), s.floored()));
        }
        if (!other.thresholds().isEmpty()) {
            var names = other.thresholds().entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue())
                    .toList();
            factors.put(
                    "threshold:" + String.join(" ", names),
                    s -> new Setup(s.reading(), s.flipped(), true, s.floored()));
        }
        if (other.floorKusd().isPresent() && data.cube().unit() == Unit.KUSD) {
            factors.put(
                    "floor:" + other.floorKusd().getAsDouble(),
                    s -> new Setup(s.reading(), s.flipped(), s.otherThresholds(), true));
        }
        if (factors.isEmpty() || factors.size() > Shapley.MOST_FACTORS) {
            return Optional.empty();
        }
        return Optional.of(new Shared(from, attribute(answer, count, judge, from, factors)));
    }

    private boolean isRunnable(KnownAnswer answer, Count count, Reading reading) {
        return new Needs(answer, world).of(count, reading).isEmpty();
    }

    private Attribution attribute(
            KnownAnswer answer,
            Count count,
            Judge judge,
            Reading from,
            LinkedHashMap<String, UnaryOperator<Setup>> factors) {
        var moves = List.copyOf(factors.values());
        var setups = new Setup[1 << moves.size()];
        for (int set = 0; set < setups.length; set++) {
            var setup = Setup.of(from);
            for (int k = 0; k < moves.size(); k++) {
                setup = (set & 1 << k) == 0 ? setup : moves.get(k).apply(setup);
            }
            setups[set] = setup;
        }
        var years =
                Arrays.stream(setups).map(s -> s.reading().year()).distinct().toList();
        var goods = world.goods(answer.question().classification(), from.year());
        var partner = partners(count).getFirst();
        return Attribution.of(List.copyOf(factors.keySet()), goods, g -> {
            var truths = new Truth[setups.length];
            var product = goods.get(g);
            // A good that another window does not hold has no answer there.
            boolean held = data.coverage().years(product).containsAll(years);
            Arrays.setAll(truths, set -> held ? judge.counted(count, partner, setups[set], product) : Truth.UNKNOWN);
            return truths;
        });
    }

    private static Standing standing(KnownAnswer answer, List<Counted> counted) {
        var needs = new LinkedHashMap<String, Need>();
        counted.forEach(c -> c.needs().forEach(n -> needs.putIfAbsent(n.requirement(), n)));
        var outcome = Truth.UNKNOWN;
        for (var count : counted) {
            var truth = count.state().outcome();
            if (truth == Truth.NO || outcome == Truth.UNKNOWN) {
                outcome = truth;
            }
        }
        boolean none = counted.stream().allMatch(c -> c.state() == State.NOT_RUN);
        var sentences = counted.stream()
                .map(c -> c.count().name().en().isEmpty()
                        ? c.explanation()
                        : Explanation.of("known.named", "name", c.count().name(), "explanation", c.explanation()))
                .toList();
        return new Standing(
                answer,
                counted,
                List.copyOf(needs.values()),
                outcome,
                none
                        ? notRun(needs.values())
                        : sentences.size() == 1
                                ? sentences.getFirst()
                                : Explanation.of("known.counts", "counts", sentences));
    }

    private static Explanation notRun(Collection<Need> needs) {
        return Explanation.of(
                "known.not_run",
                "needs",
                needs.stream().map(Need::why).distinct().toList());
    }

    private Explanation explain(KnownAnswer answer, Count count, State state, Run best) {
        var value = best.value();
        var explanation = Explanation.of(
                "known." + state.name().toLowerCase(Locale.ROOT),
                "published",
                number(count, count.published()),
                "computed",
                number(count, value.value()),
                "change",
                change(count, value.value()));
        return switch (state) {
            case REPORTED -> explanation;
            case INSIDE, BEYOND -> explanation.withArgument("gate", gate(count));
            case OTHER_EDITION -> explanation.withArgument("gate", gate(count)).withArgument("edition", edition());
            case OPEN ->
                explanation
                        .withArgument("gate", gate(count))
                        .withArgument("open", Explanation.number(value.open(), Unit.COUNT));
            case NOT_RUN -> throw new IllegalArgumentException("What was not run has no value.");
        };
    }

    private static Explanation.Quantity number(Count count, double value) {
        return Explanation.number(value, count.part() ? Unit.SHARE : Unit.COUNT);
    }

    private static String change(Count count, double value) {
        return String.format(Locale.ROOT, "%+.1f %%", (value / count.published() - 1) * 100);
    }

    private static String gate(Count count) {
        return String.format(Locale.ROOT, "±%.1f %%", count.gate().orElse(Double.NaN) * 100);
    }
}
