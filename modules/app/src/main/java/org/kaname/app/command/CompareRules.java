package org.kaname.app.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.app.json.TournamentJson;
import org.kaname.data.DataSet;
import org.kaname.data.Partition;
import org.kaname.data.Partitions;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.attribution.Shapley;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.tournament.Attribution;
import org.kaname.measure.tournament.Churn;
import org.kaname.measure.tournament.Flip;
import org.kaname.measure.tournament.FlipSearch;
import org.kaname.measure.tournament.RuleDifference;
import org.kaname.measure.tournament.Tournament;
import org.kaname.measure.tournament.VintageDifference;
import org.kaname.measure.tournament.YearDifference;
import org.kaname.model.Code;
import org.kaname.model.Result;
import org.kaname.model.Truth;
import org.kaname.triage.GoodTriage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The tournament: every rule on the same goods, who agrees, what turns a verdict, and why two answers differ. */
@Command(
        name = "compare",
        description =
                "Rules side by side for one economy: agreement, what they share, what flips them, churn, and why two answers differ.")
final class CompareRules extends Verb {
    static final String METHOD = "tournament@1";

    private static final String IDENTITY = "identity";
    private static final String AS_ONE = "-as-one";

    @Parameters(paramLabel = "ECONOMY", description = "Code or name of the economy, or of a bloc taken as one.")
    String economy = "";

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            description =
                    "Data set by id, prefix or slug (default: newest in the workspace, else the one that ships with Kaname).")
    @Nullable String dataset;

    @Option(
            names = "--bloc",
            paramLabel = "BLOC,…",
            split = ",",
            description = "Each of these blocs counts as one unit; trade inside it is left out (default: none).")
    List<String> blocs = new ArrayList<>();

    @Option(
            names = "--explain",
            paramLabel = "RULE_A,RULE_B",
            split = ",",
            description =
                    "Why two rules flag different numbers of goods, in parts that add up; one rule with --against-year or --against: why another year or edition does.")
    List<String> explained = new ArrayList<>();

    @Option(
            names = "--against-year",
            paramLabel = "Y",
            description = "With --explain RULE: the year whose count is explained from that of --year.")
    @Nullable Integer againstYear;

    @Option(
            names = "--against",
            paramLabel = "ID",
            description =
                    "With --explain RULE: the other edition of the data whose count is explained from that of --dataset.")
    @Nullable String against;

    @Option(
            names = "--flips",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show so many flips, the nearest first; 0 for none (default: ${DEFAULT-VALUE}).")
    int flips = 20;

    @Mixin
    RuleOptions options = new RuleOptions();

    /** Everything the verb found, for the three forms of output. */
    record Found(
            DataSet data,
            String subject,
            int year,
            String partition,
            Tournament tournament,
            List<Integer> judges,
            List<Flip> flips,
            int flipsFound,
            List<Churn> churn,
            Optional<Explained> explained) {}

    /** @param question the rules, or the rule and the two years */
    record Explained(String first, String second, Attribution attribution) {}

    @Override
    public Integer call() {
        var session = session();
        var whole = session.dataSet(dataset);
        if (whole.cube().yearCount() == 0) {
            throw RuleOptions.nothingYearly(whole, session);
        }
        int year = options.year(whole, session);
        var data = partitioned(whole, year, session);
        var subject = session.economy(data, economy).code();
        var rules = options.rules(session).stream().map(RuleCatalogue::getRule).toList();
        boolean chosen = !rules.isEmpty();
        var asked = chosen ? rules : RuleCatalogue.listRules();
        var settings = options.settings(session);
        var partners = options.partners(data, year, session);
        echo(
                "economy",
                subject,
                "dataset",
                data.id() + "  (" + session.dataSetOrigin(dataset) + ")",
                "year",
                year + "  (" + say(options.yearOrigin(whole)) + ")",
                "partition",
                partition(),
                "partners",
                partners.isEmpty() ? "TOP" : String.join(" ", partners),
                "rules",
                chosen ? String.join(" ", options.rules(session)) : say("origin.default"));
        var triage = new GoodTriage(data, subject, partners, List.of(), settings);
        var profiles = profiles(triage, year);
        var tournament = Tournament.of(profiles, asked, settings);
        var judges = chosen ? places(asked) : tournament.voting();
        var all = flips == 0 ? List.<Flip>of() : flips(tournament, judges, triage, settings);
        var found = new Found(
                data,
                subject,
                year,
                partition(),
                tournament,
                judges,
                all.subList(0, Math.min(flips, all.size())),
                all.size(),
                churn(triage, asked, judges, year, settings),
                explain(tournament, triage, settings, session));
        switch (session.form()) {
            case JSON ->
                print(TournamentJson.of(
                        found.data(),
                        found.subject(),
                        found.year(),
                        found.partition(),
                        settings,
                        found.tournament(),
                        found.judges(),
                        found.flips(),
                        found.flipsFound(),
                        found.churn(),
                        found.explained().map(e -> TournamentJson.attribution(e.first(), e.second(), e.attribution())),
                        session.language()));
            case CSV -> session.console().results(csv(tournament));
            case TEXT -> session.console().results(new TournamentText(found, session).lines());
        }
        return 0;
    }

    private String partition() {
        return blocs.isEmpty() ? IDENTITY : String.join("+", blocs) + AS_ONE;
    }

    private DataSet partitioned(DataSet data, int year, Session session) {
        if (blocs.isEmpty()) {
            return data;
        }
        var units = new TreeMap<String, String>();
        for (var bloc : blocs) {
            switch (Partitions.of(data).resolve(bloc + AS_ONE, LocalDate.of(year, 12, 31))) {
                case Result.Ok<Map<String, String>> ok -> units.putAll(ok.value());
                case Result.Failed<Map<String, String>> failed ->
                    throw new Stop(
                            Stop.USAGE,
                            session.phrases()
                                    .say(
                                            "error.partition",
                                            "partition",
                                            bloc,
                                            "known",
                                            Partitions.of(data).listNames()));
            }
        }
        return Partition.of(partition(), units).apply(data);
    }

    private static List<Integer> places(List<RuleVersion> rules) {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < rules.size(); i++) {
            places.add(i);
        }
        return places;
    }

    private static List<GoodProfile> profiles(GoodTriage triage, int year) {
        return triage.data().cube().products().stream()
                .flatMap(product -> triage.profile(product, year).stream())
                .toList();
    }

    /** Every flip of the judges' verdicts, the cheapest first, then by code and rule. */
    private static List<Flip> flips(Tournament tournament, List<Integer> judges, GoodTriage triage, Settings settings) {
        var search =
                new FlipSearch(triage.evaluator(), triage.data().economies().named(), settings);
        var flips = new ArrayList<Flip>();
        for (var good : tournament.goods()) {
            for (int rule : judges) {
                flips.addAll(search.find(good, tournament.rules().get(rule)));
            }
        }
        flips.sort(Comparator.comparingDouble(Flip::cost)
                .thenComparing(f -> f.code().toString())
                .thenComparing(Flip::rule)
                .thenComparing(Flip::lever)
                .thenComparing(Flip::destination));
        return flips;
    }

    /** From each year to the next, and from the first to the last, for the rules that are judges. */
    private static List<Churn> churn(
            GoodTriage triage, List<RuleVersion> rules, List<Integer> judges, int year, Settings settings) {
        var years = new ArrayList<Integer>();
        for (int y : triage.data().cube().years()) {
            if (y <= year) {
                years.add(y);
            }
        }
        var churn = new ArrayList<Churn>();
        if (years.size() < 2) {
            return churn;
        }
        var outcomes = new LinkedHashMap<Integer, Map<Integer, Map<Code, Truth>>>();
        for (int y : years) {
            var profiles =
                    profiles(triage, y).stream().filter(p -> p.dataYear() == y).toList();
            var byRule = new TreeMap<Integer, Map<Code, Truth>>();
            for (int rule : judges) {
                var judge = new RuleJudge(rules.get(rule), settings);
                var byGood = new LinkedHashMap<Code, Truth>();
                profiles.forEach(p -> byGood.put(p.product(), judge.test(p.window(), p.singleYear())));
                byRule.put(rule, byGood);
            }
            outcomes.put(y, byRule);
        }
        for (int rule : judges) {
            for (int i = 1; i < years.size(); i++) {
                churn.add(between(outcomes, rules.get(rule), rule, years.get(i - 1), years.get(i)));
            }
            if (years.size() > 2) {
                churn.add(between(outcomes, rules.get(rule), rule, years.getFirst(), years.getLast()));
            }
        }
        return churn;
    }

    private static Churn between(
            Map<Integer, Map<Integer, Map<Code, Truth>>> outcomes, RuleVersion rule, int place, int first, int second) {
        return Churn.between(
                rule.id(),
                first,
                outcomes.getOrDefault(first, Map.of()).getOrDefault(place, Map.of()),
                second,
                outcomes.getOrDefault(second, Map.of()).getOrDefault(place, Map.of()));
    }

    private Optional<Explained> explain(Tournament tournament, GoodTriage triage, Settings settings, Session session) {
        if (explained.isEmpty()) {
            if (againstYear != null || against != null) {
                throw usage(
                        "--against and --against-year say with what to compare, not which rule.\nMaybe add --explain RULE.");
            }
            return Optional.empty();
        }
        explained.forEach(id -> RuleOptions.requireRule(id, session));
        if (against != null) {
            return Optional.of(editions(triage, tournament, settings, session));
        }
        if (againstYear != null) {
            if (explained.size() != 1) {
                throw usage("Two years are compared by one rule (given: " + explained.size() + ").\nMaybe --explain "
                        + explained.getFirst() + ".");
            }
            return Optional.of(years(triage, explained.getFirst(), againstYear, tournament, settings, session));
        }
        if (explained.size() != 2) {
            throw usage("--explain takes two rules (given: " + explained.size()
                    + ").\nMaybe --explain RULE_A,RULE_B, or --explain RULE --against-year Y.");
        }
        var first = RuleCatalogue.getRule(explained.get(0));
        var second = RuleCatalogue.getRule(explained.get(1));
        if (RuleDifference.factors(
                        first, second, settings, triage.evaluator().partners().isEmpty())
                > Shapley.MOST_FACTORS) {
            throw usage("The rules (" + first.id() + ") and (" + second.id() + ") differ in more than "
                    + Shapley.MOST_FACTORS + " ways.\nMaybe compare each with a rule between them.");
        }
        var difference = new RuleDifference(
                first, second, settings, triage.evaluator().partners().isEmpty());
        return Optional.of(new Explained(first.id(), second.id(), difference.attribute(tournament.goods())));
    }

    private Explained editions(GoodTriage triage, Tournament tournament, Settings settings, Session session) {
        if (explained.size() != 1 || againstYear != null || !blocs.isEmpty()) {
            throw usage("Two editions are compared by one rule, in one year, economy by economy.\nMaybe --explain "
                    + explained.getFirst() + " alone with --against.");
        }
        var rule = RuleCatalogue.getRule(explained.getFirst());
        if (rule.countsGoods()) {
            throw usage(
                    "The rule (" + rule.id()
                            + ") looks at all goods at once, so that two editions cannot be mixed good by good.\nMaybe another rule.");
        }
        var first = triage.data();
        var second = session.dataSet(against);
        session.economy(second, triage.subject());
        int year = tournament.goods().stream()
                .mapToInt(GoodProfile::dataYear)
                .max()
                .orElse(0);
        var difference = new VintageDifference(
                first,
                second,
                rule,
                triage.subject(),
                triage.evaluator().partners().stream()
                        .mapToObj(i -> first.economies().get(i).code())
                        .toList(),
                year,
                settings);
        return new Explained(rule.id() + " " + first.id(), rule.id() + " " + second.id(), difference.attribute());
    }

    private static Explained years(
            GoodTriage triage, String rule, int other, Tournament tournament, Settings settings, Session session) {
        if (triage.data().cube().yearIndex(other) < 0) {
            throw new Stop(
                    Stop.REFUSED,
                    session.phrases()
                            .say(
                                    "error.no-year",
                                    "year",
                                    Integer.toString(other),
                                    "dataset",
                                    triage.data().id()));
        }
        var first = new ArrayList<GoodProfile>();
        var second = new ArrayList<GoodProfile>();
        int year = 0;
        for (var good : tournament.goods()) {
            var then = triage.profile(good.product(), other);
            if (then.isPresent() && then.get().dataYear() == other) {
                first.add(good);
                second.add(then.get());
                year = Math.max(year, good.dataYear());
            }
        }
        return new Explained(
                rule + " " + year,
                rule + " " + other,
                new YearDifference(RuleCatalogue.getRule(rule), settings).attribute(first, second));
    }

    private static List<String> csv(Tournament tournament) {
        var lines = new ArrayList<String>();
        lines.add("scheme,code,data_year,rule,outcome");
        for (int g = 0; g < tournament.goods().size(); g++) {
            var good = tournament.goods().get(g);
            for (int r = 0; r < tournament.rules().size(); r++) {
                lines.add(Csv.line(
                        good.product().scheme(),
                        good.product().value(),
                        good.dataYear(),
                        tournament.rules().get(r).id(),
                        TournamentJson.outcome(tournament.outcome(r, g))));
            }
        }
        return lines;
    }
}
