package org.kaname.app.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.app.json.TournamentJson;
import org.kaname.app.json.TournamentJson.Explained;
import org.kaname.app.tournament.RuleContest;
import org.kaname.data.DataSet;
import org.kaname.data.Partition;
import org.kaname.data.Partitions;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.attribution.Shapley;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.tournament.Churn;
import org.kaname.measure.tournament.Flip;
import org.kaname.measure.tournament.Tournament;
import org.kaname.model.Passport;
import org.kaname.model.Result;
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
            Passport passport,
            Tournament tournament,
            List<Integer> judges,
            List<Flip> flips,
            int flipsFound,
            List<Churn> churn,
            Optional<Explained> explained) {}

    @Override
    public Integer call() {
        if (flips < 0) {
            throw usage("The number of flips (" + flips + ") is below 0.\nMaybe 20, or 0 for none.");
        }
        requireValues("--bloc", blocs);
        requireValues("--explain", explained);
        requireValues("--partners", options.partners);
        requireValues("--rules", options.rules);
        var session = session();
        var whole = session.dataSet(dataset);
        if (whole.cube().yearCount() == 0) {
            throw RuleOptions.nothingYearly(whole, session);
        }
        int year = options.year(whole, session);
        var data = partitioned(whole, year, session);
        var subject = session.economy(data, economy, year).code();
        var rules = options.rules(session).stream()
                .distinct()
                .map(RuleCatalogue::getRule)
                .toList();
        boolean chosen = !rules.isEmpty();
        var asked = chosen ? rules : RuleCatalogue.listRules();
        var settings = options.settings(session);
        var partners = options.partners(data, year, subject, session);
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
        var contest = new RuleContest(triage, year, asked);
        var tournament = contest.tournament();
        var judges = chosen ? places(asked) : tournament.voting();
        var judging = judges.stream().map(asked::get).toList();
        var all = flips == 0 ? List.<Flip>of() : contest.flips(judging);
        var found = new Found(
                data,
                subject,
                year,
                partition(),
                contest.passport(blocs.isEmpty() ? "" : partition(), partners),
                tournament,
                judges,
                all.subList(0, Math.min(flips, all.size())),
                all.size(),
                contest.churn(judging),
                explain(contest, year, data, session));
        switch (session.form()) {
            case JSON ->
                print(new TournamentJson(data, found.passport(), tournament, judges, session.language())
                        .document(
                                found.partition(),
                                settings,
                                found.flips(),
                                flips > 0,
                                found.flipsFound(),
                                found.churn(),
                                found.explained()));
            case CSV -> session.console().results(csv(tournament));
            case TEXT -> session.console().results(new TournamentText(found, session).lines());
        }
        return 0;
    }

    private String partition() {
        return blocs.isEmpty() ? Partitions.IDENTITY : String.join("+", blocs) + AS_ONE;
    }

    private DataSet partitioned(DataSet data, int year, Session session) {
        if (blocs.isEmpty()) {
            return data;
        }
        var day = LocalDate.of(year, 12, 31);
        var seen = new HashSet<String>();
        for (var bloc : blocs) {
            if (!seen.add(bloc.toUpperCase(Locale.ROOT))) {
                throw usage(say("error.bloc.twice", "bloc", bloc));
            }
            if (Partitions.of(data).resolve(bloc + AS_ONE, day) instanceof Result.Failed<?>) {
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
        return switch (Partitions.of(data).resolve(partition(), day)) {
            case Result.Ok<Map<String, String>> ok ->
                Partition.of(partition(), ok.value()).apply(data);
            case Result.Failed<Map<String, String>> failed ->
                throw usage(failed.why().detail() + "\nMaybe compare once for each bloc.");
        };
    }

    private static List<Integer> places(List<RuleVersion> rules) {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < rules.size(); i++) {
            places.add(i);
        }
        return places;
    }

    private Optional<Explained> explain(RuleContest contest, int year, DataSet data, Session session) {
        if (explained.isEmpty()) {
            if (againstYear != null || against != null) {
                throw usage(
                        "--against and --against-year say with what to compare, not which rule.\nMaybe add --explain RULE.");
            }
            return Optional.empty();
        }
        explained.forEach(id -> RuleOptions.requireRule(id, session));
        if (against != null) {
            return Optional.of(editions(contest, data, against, session));
        }
        if (againstYear != null) {
            if (explained.size() != 1) {
                throw usage("Two years are compared by one rule (given: " + explained.size() + ").\nMaybe --explain "
                        + explained.getFirst() + ".");
            }
            return Optional.of(years(contest, explained.getFirst(), againstYear, year, data, session));
        }
        if (explained.size() != 2) {
            throw usage("--explain takes two rules (given: " + explained.size()
                    + ").\nMaybe --explain RULE_A,RULE_B, or --explain RULE --against-year Y.");
        }
        var first = RuleCatalogue.getRule(explained.get(0));
        var second = RuleCatalogue.getRule(explained.get(1));
        if (first.equals(second)) {
            throw usage(say("error.explain.same-rule", "rule", first.id()));
        }
        return Optional.of(contest.attribute(first, second)
                .map(parts ->
                        new Explained(first.id(), second.id(), Map.of("rules", first.id() + " " + second.id()), parts))
                .orElseThrow(() -> usage("The rules (" + first.id() + ") and (" + second.id() + ") differ in more than "
                        + Shapley.MOST_FACTORS + " ways.\nMaybe compare each with a rule between them.")));
    }

    private Explained editions(RuleContest contest, DataSet data, String other, Session session) {
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
        var second = session.dataSet(other);
        session.economy(second, contest.subject());
        // a passport names one data set, so that parts of a difference of two have none
        return new Explained(
                rule.id() + " " + data.id(), rule.id() + " " + second.id(), Map.of(), contest.attribute(rule, second));
    }

    private static Explained years(
            RuleContest contest, String rule, int other, int year, DataSet data, Session session) {
        if (data.cube().yearIndex(other) < 0) {
            throw new Stop(
                    Stop.REFUSED,
                    session.phrases().say("error.no-year", "year", Integer.toString(other), "dataset", data.id()));
        }
        var found = contest.attribute(RuleCatalogue.getRule(rule), other);
        if (other == year || other == found.year()) {
            throw new Stop(
                    Stop.USAGE,
                    session.phrases()
                            .say(
                                    "error.explain.same-year",
                                    "year",
                                    Integer.toString(other),
                                    "known",
                                    known(data, other)));
        }
        return new Explained(
                rule + " " + (found.year() == 0 ? year : found.year()),
                rule + " " + other,
                Map.of("rule", rule, "against_year", Integer.toString(other)),
                found.attribution());
    }

    /** The years of the set but for one. */
    private static List<String> known(DataSet data, int without) {
        return Arrays.stream(data.cube().years())
                .filter(y -> y != without)
                .mapToObj(Integer::toString)
                .toList();
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
