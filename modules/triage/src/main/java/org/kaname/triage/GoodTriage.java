package org.kaname.triage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.GoodYear;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.Verdict;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Code;
import org.kaname.model.Condition;
import org.kaname.model.Explanation;
import org.kaname.model.Truth;

/** Colours goods for one subject by the rows of {@code triage@1}. One instance for each thread ({@link #fork}). */
public final class GoodTriage {
    private final DataSet data;
    private final String subject;
    private final List<String> partners;
    private final Settings settings;
    private final List<Row.Bound> rows = new ArrayList<>();
    private final List<RuleJudge> judges = new ArrayList<>();
    private final GoodEvaluator evaluator;
    private final Map<Integer, BitSet> entrepots = new HashMap<>();
    /** Read once: {@link #truths} runs for every perturbed world. */
    private final double dependentsNeeded;

    /**
     * @param subject code of an economy of the data set
     * @param partners the user's partner set for rules that ask about one; empty: the top supplier
     * @param rules ids of the rules to show; empty: all
     */
    public GoodTriage(DataSet data, String subject, List<String> partners, List<String> rules, Settings settings) {
        this.data = data;
        this.subject = subject;
        this.partners = List.copyOf(partners);
        this.settings = settings;
        var set = new BitSet();
        for (var partner : partners) {
            int index = data.economies().indexOf(partner);
            if (index >= 0) {
                set.set(index);
            }
        }
        this.evaluator = new GoodEvaluator(data, data.economies().indexOf(subject), set, settings);
        this.dependentsNeeded = settings.get("triage@1.b2_dependents");
        for (var row : GoodRows.ALL) {
            this.rows.add(new Row.Bound(row, settings));
        }
        for (var rule : RuleCatalogue.listRules()) {
            if (rules.isEmpty() || rules.contains(rule.id())) {
                judges.add(new RuleJudge(rule, settings));
            }
        }
    }

    private GoodTriage(GoodTriage other, Settings changed) {
        this.data = other.data;
        this.subject = other.subject;
        this.partners = other.partners;
        this.settings = changed;
        this.evaluator = other.evaluator.withSettings(changed);
        this.dependentsNeeded = changed.get("triage@1.b2_dependents");
        for (var row : GoodRows.ALL) {
            this.rows.add(new Row.Bound(row, changed));
        }
        for (var judge : other.judges) {
            this.judges.add(new RuleJudge(judge.rule(), changed));
        }
    }

    private GoodTriage(GoodTriage other) {
        this.data = other.data;
        this.subject = other.subject;
        this.partners = other.partners;
        this.settings = other.settings;
        this.rows.addAll(other.rows);
        this.judges.addAll(other.judges);
        this.evaluator = other.evaluator.fork();
        this.dependentsNeeded = other.dependentsNeeded;
    }

    /** The same triage for another thread; shares what was already computed. */
    public GoodTriage fork() {
        return new GoodTriage(this);
    }

    public GoodEvaluator evaluator() {
        return evaluator;
    }

    public DataSet data() {
        return data;
    }

    public String subject() {
        return subject;
    }

    public Settings settings() {
        return settings;
    }

    /** The same triage with other constants; shares what was computed from the flows. */
    public GoodTriage withSettings(Settings changed) {
        return new GoodTriage(this, changed);
    }

    /** Profiles a good as of a year; empty where the set does not cover it until then. */
    public Optional<GoodProfile> profile(Code product, int asOf) {
        return GoodProfile.of(data, evaluator, product, asOf, partners, settings);
    }

    /** The same with other thresholds; those of rows enter no number, so the window stands. */
    Map<Colour, Truth> truths(Settings changed, List<GoodYear> window, boolean singleYear) {
        var bound =
                GoodRows.ALL.stream().map(row -> new Row.Bound(row, changed)).toList();
        return truths(bound, changed.get("triage@1.b2_dependents"), window, singleYear);
    }

    /** The truth of each colour from the numbers of a window alone: what perturbed and changed worlds are judged by. */
    public Map<Colour, Truth> truths(List<GoodYear> window, boolean singleYear) {
        return truths(rows, dependentsNeeded, window, singleYear);
    }

    private static Map<Colour, Truth> truths(
            List<Row.Bound> rows, double dependentsNeeded, List<GoodYear> window, boolean singleYear) {
        var truths = new EnumMap<Colour, Truth>(Colour.class);
        for (var colour : Colour.values()) {
            truths.put(colour, Truth.NO);
        }
        for (var bound : rows) {
            var truth = bound.test(window, singleYear, dependentsNeeded);
            truths.merge(bound.row.colour(), truth, Truth::or);
        }
        return truths;
    }

    /** Whether thresholds moved by less than this could give a good without colours one: a necessary condition, at little cost. */
    public boolean couldGainColour(GoodProfile profile, double limit) {
        return rows.stream()
                .anyMatch(b -> b.couldHoldWithin(limit, profile.window(), profile.singleYear(), dependentsNeeded));
    }

    /** The truth of each row, in the order of the table. */
    List<Truth> rowTruths(List<GoodYear> window, boolean singleYear) {
        return rows.stream()
                .map(b -> b.test(window, singleYear, dependentsNeeded))
                .toList();
    }

    List<Row.Bound> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** The decision about one good, without robustness and counterfactuals. */
    public GoodDecision decide(GoodProfile profile, int asOf) {
        // R2 asks for links with a known specificity; a proposal without one is "related, not decisive" (measurement
        // 5.4), so RED is never met here.
        var rowTruths = rowTruths(profile.window(), profile.singleYear());
        var truths = new EnumMap<Colour, Truth>(Colour.class);
        for (var colour : Colour.values()) {
            truths.put(colour, Truth.NO);
        }
        for (int i = 0; i < rowTruths.size(); i++) {
            truths.merge(rows.get(i).row.colour(), rowTruths.get(i), Truth::or);
        }
        var met = new ArrayList<Colour>();
        truths.forEach((colour, truth) -> {
            if (truth == Truth.YES) {
                met.add(colour);
            }
        });
        var reasons = new GoodReasons(this, profile, truths);
        if (met.size() > 1) {
            met.sort(Comparator.comparingDouble((Colour c) -> -strength(reasons.rows(), c))
                    .thenComparing(c -> c));
        }
        var colours = Collections.unmodifiableSortedSet(new TreeSet<>(met.subList(0, Math.min(2, met.size()))));
        var alsoMet = met.size() > 2 ? List.copyOf(met.subList(2, met.size())) : List.<Colour>of();
        return new GoodDecision(
                profile,
                colours,
                alsoMet,
                Collections.unmodifiableMap(truths),
                tags(profile, asOf, colours, rowTruths),
                reasons);
    }

    /** Every row with the comparisons that decided it. */
    List<GoodRowOutcome> outcomes(GoodProfile profile) {
        var outcomes = new ArrayList<GoodRowOutcome>();
        for (var bound : rows) {
            outcomes.add(outcome(bound, profile));
        }
        outcomes.add(new GoodRowOutcome("R2", Colour.RED, "triage@1", Truth.NO, false, null, List.of(), List.of(), 0));
        return List.copyOf(outcomes);
    }

    /** What every rule says of the good. */
    List<Verdict> verdicts(GoodProfile profile) {
        return judges.stream().map(judge -> judge.judge(profile)).toList();
    }

    private static double strength(List<GoodRowOutcome> outcomes, Colour colour) {
        return outcomes.stream()
                .filter(r -> r.colour() == colour)
                .mapToDouble(GoodRowOutcome::strength)
                .max()
                .orElse(0);
    }

    private GoodRowOutcome outcome(Row.Bound bound, GoodProfile profile) {
        var row = bound.row;
        var persistence = profile.singleYear() ? new RuleVersion.Persistence(1, 1) : row.persistence();
        var years = new ArrayList<GoodRowOutcome.YearConditions>();
        for (var year : profile.window()) {
            years.add(new GoodRowOutcome.YearConditions(
                    year.year(), bound.testYear(year), conditions(row.yearly(), bound.yearly, profile, year)));
        }
        var once = conditions(row.once(), bound.once, profile, profile.newest());
        var truth = bound.test(profile.window(), profile.singleYear(), dependentsNeeded);
        boolean applies = bound.applies(profile.newest(), dependentsNeeded);
        return new GoodRowOutcome(
                row.id(),
                row.colour(),
                row.rule(),
                truth,
                applies,
                persistence.window() == 1 && years.size() <= 1 ? null : persistence,
                years,
                once,
                truth == Truth.YES ? strength(years, once) : 0);
    }

    /** Of the newest year that holds, with the conditions on the newest year. */
    private static double strength(List<GoodRowOutcome.YearConditions> years, List<Condition> once) {
        double least = 4;
        for (int i = years.size() - 1; i >= 0; i--) {
            if (years.get(i).truth() == Truth.YES) {
                for (var condition : years.get(i).conditions()) {
                    least = Math.min(least, condition.strength());
                }
                break;
            }
        }
        for (var condition : once) {
            least = Math.min(least, condition.strength());
        }
        return least;
    }

    private List<Condition> conditions(List<Row.Part> parts, double[] thresholds, GoodProfile profile, GoodYear year) {
        var conditions = new ArrayList<Condition>();
        for (int i = 0; i < thresholds.length; i++) {
            var part = parts.get(i);
            conditions.add(new Condition(
                    part.name(),
                    profile.figure(part.measure(), year),
                    part.comparison(),
                    thresholds[i],
                    part.constant() + " (" + settings.origin(part.constant()) + ")"));
        }
        return conditions;
    }

    private SortedSet<String> tags(GoodProfile profile, int asOf, SortedSet<Colour> colours, List<Truth> rowTruths) {
        var tags = new TreeSet<String>();
        if (asOf - profile.dataYear() > settings.get("triage@1.old_data_years")) {
            tags.add("OLD_DATA");
        }
        if (profile.singleYear()) {
            tags.add("SINGLE_YEAR");
        }
        if (colours.contains(Colour.GREEN) && colours.contains(Colour.BLUE)) {
            tags.add("MIXED_CODE");
        }
        if (colours.contains(Colour.BLUE)) {
            boolean others = false;
            for (int i = 0; i < rowTruths.size(); i++) {
                var row = rows.get(i).row;
                others |= row.colour() == Colour.BLUE
                        && rowTruths.get(i) == Truth.YES
                        && !row.id().equals(GoodRows.B2E.id());
            }
            if (!others) {
                tags.add("SHARE_ONLY");
            }
            if (!data.coverage()
                    .importersWithoutData(profile.dataYear(), profile.product())
                    .isEmpty()) {
                tags.add("COVERAGE_DOUBT");
            }
        }
        if (eroding(profile)) {
            tags.add("ERODING");
        }
        int top = profile.newest().topSupplier();
        if (top >= 0 && entrepots(profile.dataYear()).get(top)) {
            tags.add("ENTREPOT");
        }
        return Collections.unmodifiableSortedSet(tags);
    }

    private BitSet entrepots(int year) {
        return entrepots.computeIfAbsent(year, y -> {
            var members = new BitSet();
            data.findBloc("entrepots")
                    .ifPresent(bloc -> bloc.membersAtEndOf(y).forEach(member -> {
                        int index = data.economies().indexOf(member);
                        if (index >= 0) {
                            members.set(index);
                        }
                    }));
            return members;
        });
    }

    /** The subject's world share fell by the constant or more over the constant's number of years. */
    private boolean eroding(GoodProfile profile) {
        int before = profile.dataYear() - (int) settings.get("triage@1.eroding_years");
        if (!data.coverage().years(profile.product()).contains(before)) {
            return false;
        }
        double then = evaluator.evaluate(before, profile.product()).value(GoodMeasure.WORLD_SHARE);
        double now = profile.newest().value(GoodMeasure.WORLD_SHARE);
        return then - now >= settings.get("triage@1.eroding_fall");
    }

    /** The decision as a tree of its rows. */
    Explanation explanation(
            GoodProfile profile, SortedSet<Colour> colours, Map<Colour, Truth> truths, List<GoodRowOutcome> outcomes) {
        var key = !colours.isEmpty()
                ? "colour.decision"
                : truths.containsValue(Truth.UNKNOWN) ? "colour.insufficient" : "colour.none";
        var root = colours.isEmpty()
                ? Explanation.of(
                        key,
                        "economy",
                        Explanation.economy(subject),
                        "good",
                        profile.product().toString(),
                        "year",
                        Integer.toString(profile.dataYear()))
                : Explanation.of(
                        key,
                        "economy",
                        Explanation.economy(subject),
                        "good",
                        profile.product().toString(),
                        "year",
                        Integer.toString(profile.dataYear()),
                        "colours",
                        colours.stream()
                                .map(c -> Explanation.key("colour." + c.name()))
                                .toList());
        for (var colour : Colour.values()) {
            var truth = truths.getOrDefault(colour, Truth.NO);
            var node = Explanation.of("colour.branch", "colour", Explanation.key("colour." + colour.name()))
                    .withTruth(truth);
            for (var outcome : outcomes) {
                if (outcome.colour() == colour) {
                    var child = outcome.explain();
                    node = node.with(outcome.truth() == truth && outcome.applies() ? child : child.nonDeciding());
                }
            }
            root = root.with(node);
        }
        return root;
    }
}
