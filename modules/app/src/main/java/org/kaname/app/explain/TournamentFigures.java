package org.kaname.app.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kaname.app.tournament.RuleContest;
import org.kaname.data.DataSet;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.sql.SqlReference;
import org.kaname.measure.tournament.Attribution;
import org.kaname.measure.tournament.Tournament;
import org.kaname.measure.verify.Verification;
import org.kaname.model.Code;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;
import org.kaname.triage.GoodTriage;

/** Figures of {@code tournament@1}: counts of verdicts, by {@link RuleContest} and by the files of the tournament. Not thread-safe. */
final class TournamentFigures {
    private static final String CHURN = "churn_";
    private static final String PART = "part";
    private static final String FLAGGED = "FLAGGED";
    private static final String INSUFFICIENT = "INSUFFICIENT";

    private final DataSet data;
    private final References references;
    private final Map<List<Object>, RuleContest> contests = new HashMap<>();
    private final Map<List<Object>, Optional<Attribution>> attributions = new HashMap<>();

    /** @param value NaN where there is none, by definition */
    private record Found(double value, Unit unit, String formula, String file) {}

    TournamentFigures(DataSet data, References references) {
        this.data = data;
        this.references = references;
    }

    Result<Explained> find(Passport passport, Settings settings) {
        int subject = data.economies().indexOf(passport.parameter("subject"));
        var partners = Profiles.partners(passport);
        if (subject < 0 || partners.stream().anyMatch(p -> data.economies().indexOf(p) < 0)) {
            return Result.failure(Reason.MALFORMED, "An economy of the passport is not in the data set: " + passport);
        }
        boolean churn = passport.figure().startsWith(CHURN);
        for (var key : churn ? List.of("as_of", "year", "next_year") : List.of("year")) {
            if (passport.parameter(key).isEmpty()) {
                return Result.failure(Reason.MALFORMED, "The passport has no (" + key + "): " + passport);
            }
        }
        if (churn && passport.parameter("year").equals(passport.parameter("next_year"))) {
            return Result.failure(
                    Reason.MALFORMED,
                    "The passport compares the year (" + passport.parameter("year") + ") with itself: " + passport);
        }
        return Profiles.year(passport, passport.parameter("as_of").isEmpty() ? "year" : "as_of")
                .then(year -> {
                    var contest = contests.computeIfAbsent(
                            List.of(subject, partners, year, settings.changes()),
                            k -> new RuleContest(
                                    new GoodTriage(data, passport.parameter("subject"), partners, List.of(), settings),
                                    year,
                                    RuleCatalogue.listRules()));
                    return find(passport, contest, year)
                            .map(found -> explained(passport, found, contest, year, partners, settings))
                            .orElseGet(() -> Result.failure(
                                    Reason.MALFORMED, "The passport names no figure of a tournament: " + passport));
                });
    }

    private Result<Explained> explained(
            Passport passport, Found found, RuleContest contest, int year, List<String> partners, Settings settings) {
        var figure = Double.isNaN(found.value())
                ? Figure.missing(Reason.NO_DENOMINATOR, "neither flags a good", found.unit(), passport)
                : Figure.of(found.value(), found.unit(), passport);
        double sql = Double.NaN;
        var why = "no reference file holds it: every world and mix is judged by the rules themselves";
        if (!found.file().isEmpty() && !partners.isEmpty()) {
            why = "the reference files answer for the top supplier only";
        } else if (!found.file().isEmpty()
                && contest.tournament().goods().stream().anyMatch(g -> g.dataYear() != year)) {
            why = "a good is judged in an older year than this; the reference files answer for one year";
        } else if (!found.file().isEmpty()) {
            sql = bySql(passport, settings);
            why = "";
        }
        return Result.ok(new Explained(
                passport,
                figure,
                "",
                figure.isMissing() ? Double.NaN : sql,
                "",
                why,
                found.formula(),
                found.file(),
                settings.all().values().stream()
                        .filter(c -> settings.changes().containsKey(c.name()))
                        .collect(
                                java.util.TreeMap::new,
                                (all, c) -> all.put(c.name(), c.value()),
                                java.util.TreeMap::putAll),
                List.of(),
                0,
                0,
                null));
    }

    // ---- kernel

    private Optional<Found> find(Passport passport, RuleContest contest, int year) {
        var tournament = contest.tournament();
        var rules = rules(passport, tournament);
        var figure = passport.figure();
        if (figure.startsWith(CHURN)) {
            return rules.size() == 1
                    ? churn(passport, contest, tournament.rules().get(rules.getFirst()))
                    : Optional.empty();
        }
        if (figure.startsWith(PART)) {
            return part(passport, contest, rules, year);
        }
        return switch (figure) {
            case "goods" -> count(tournament.goods().size(), "goods imported, or of which it is not known", "");
            case "goods_imported" -> count(tournament.imported(), "goods known to be imported", "");
            case "goods_imports_unknown" -> unknown(passport, tournament);
            case "goods_not_imported" -> count(tournament.notImported(), "goods known not to be imported", "");
            case "flagged" ->
                rules.size() == 1
                        ? count(tournament.flagged(rules.getFirst()), "goods that the rule flags", "agreement")
                        : Optional.empty();
            case "judged" ->
                rules.size() == 1
                        ? count(tournament.judged(rules.getFirst()), "goods that the rule could judge", "agreement")
                        : Optional.empty();
            case "agreement" -> agreement(passport, tournament, rules);
            case "jaccard" ->
                rules.size() == 2
                        ? Optional.of(new Found(
                                tournament
                                        .pair(rules.get(0), rules.get(1))
                                        .jaccard()
                                        .orElse(Double.NaN),
                                Unit.SHARE,
                                "|A ∩ B| / |A ∪ B| over goods that both judged",
                                "jaccard"))
                        : Optional.empty();
            case "excluded" ->
                rules.size() == 2
                        ? count(
                                tournament.pair(rules.get(0), rules.get(1)).excluded(),
                                "goods that one of the two could not judge",
                                "")
                        : Optional.empty();
            case "flips_found" ->
                count(
                        rules.isEmpty()
                                ? 0
                                : contest.flips(rules.stream()
                                                .map(tournament.rules()::get)
                                                .toList())
                                        .size(),
                        "least changes that turn a verdict of a judge",
                        "");
            case "cost", "value_at_flip" ->
                rules.size() == 1
                        ? flip(passport, contest, tournament.rules().get(rules.getFirst()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** All, or those of one reason. */
    private static Optional<Found> unknown(Passport passport, Tournament tournament) {
        var reason = passport.parameter("reason");
        int count = reason.isEmpty()
                ? tournament.unknown()
                : tournament.unknownByReason().entrySet().stream()
                        .filter(e -> e.getKey().name().equals(reason))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
        return count(count, "goods of which it is not known whether they are imported", "");
    }

    private static Optional<Found> count(int count, String formula, String file) {
        return Optional.of(new Found(count, Unit.COUNT, formula, file));
    }

    /** Places of the rules that the passport names, in its order; none where one is unknown. */
    private static List<Integer> rules(Passport passport, Tournament tournament) {
        var text = passport.parameter("rules").isEmpty() ? passport.parameter("rule") : passport.parameter("rules");
        var places = new ArrayList<Integer>();
        for (var id : text.isEmpty() ? List.<String>of() : List.of(text.split(" "))) {
            for (int r = 0; r < tournament.rules().size(); r++) {
                if (tournament.rules().get(r).id().equals(id)) {
                    places.add(r);
                }
            }
        }
        return places.size() == text.split(" ").length ? places : List.of();
    }

    private static Optional<Found> agreement(Passport passport, Tournament tournament, List<Integer> judges) {
        try {
            int flagged = Integer.parseInt(passport.parameter("flagged"));
            return judges.isEmpty()
                    ? Optional.empty()
                    : count(
                            tournament.agreement(judges).getOrDefault(flagged, 0),
                            "goods that so many of these rules flag",
                            "agreement");
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Found> churn(Passport passport, RuleContest contest, RuleVersion rule) {
        if (!(Profiles.year(passport, "year") instanceof Result.Ok<Integer> first)
                || !(Profiles.year(passport, "next_year") instanceof Result.Ok<Integer> second)) {
            return Optional.empty();
        }
        var churn = contest.churn(rule, first.value(), second.value());
        return switch (passport.figure().substring(CHURN.length())) {
            case "kept" -> count(churn.kept(), "flagged in both years", "churn");
            case "left_out" -> count(churn.leftOut(), "flagged in the first year only", "churn");
            case "entered" -> count(churn.entered(), "flagged in the second year only", "churn");
            case "compared" -> count(churn.compared(), "goods judged in both years", "");
            case "excluded" -> count(churn.excluded(), "goods of either year that are not compared", "");
            case "exit" -> share(churn.exit(), "left out / (kept + left out)");
            case "entry" -> share(churn.entry(), "entered / (kept + entered)");
            case "persistence" -> share(churn.persistence(), "kept / (kept + left out)");
            case "jaccard" -> share(churn.jaccard(), "kept / (kept + left out + entered)");
            default -> Optional.empty();
        };
    }

    private static Optional<Found> share(OptionalDouble value, String formula) {
        return Optional.of(new Found(value.orElse(Double.NaN), Unit.SHARE, formula, "churn"));
    }

    private static Optional<Found> flip(Passport passport, RuleContest contest, RuleVersion rule) {
        if (!(Code.parse(passport.parameter("product")) instanceof Result.Ok<Code> product)) {
            return Optional.empty();
        }
        return contest.flips(product.value(), rule).stream()
                .filter(f -> f.lever().name().equals(passport.parameter("lever"))
                        && f.destination().equals(passport.parameter("destination")))
                .findFirst()
                .flatMap(f -> passport.figure().equals("cost")
                        ? Optional.of(f.cost())
                        : Optional.ofNullable(f.valueAtFlip().get(passport.parameter("constant"))))
                .map(value -> new Found(value, Unit.RATIO, "least change of the lever that turns the verdict", ""));
    }

    private Optional<Found> part(Passport passport, RuleContest contest, List<Integer> rules, int year) {
        var all = contest.tournament().rules();
        var against = passport.parameter("against_year");
        var found = attributions.computeIfAbsent(
                List.of(contest, passport.parameter("rules"), passport.parameter("rule"), against), k -> {
                    if (!against.isEmpty()) {
                        return rules.size() == 1
                                        && Profiles.year(passport, "against_year") instanceof Result.Ok<Integer> other
                                ? Optional.of(contest.attribute(all.get(rules.getFirst()), other.value())
                                        .attribution())
                                : Optional.empty();
                    }
                    return rules.size() == 2
                            ? contest.attribute(all.get(rules.get(0)), all.get(rules.get(1)))
                            : Optional.empty();
                });
        return found.flatMap(a -> switch (passport.figure()) {
            case PART ->
                a.parts().stream()
                        .filter(p -> p.factor().equals(passport.parameter("factor")))
                        .findFirst()
                        .map(p -> new Found(
                                p.count().value(),
                                Unit.COUNT,
                                "Σ |S|! (n − |S| − 1)! / n! · (f(S ∪ k) − f(S)) over the sets S of factors",
                                ""));
            case "part_flagged_first" -> count(a.first(), "goods compared that the first side flags", "");
            case "part_flagged_second" -> count(a.second(), "goods compared that the second side flags", "");
            case "part_difference" -> count(a.second() - a.first(), "second − first", "");
            case "part_compared" -> count(a.compared(), "goods on which every mix has an answer", "");
            case "part_excluded" -> count(a.excluded(), "goods on which a mix has none", "");
            default -> Optional.empty();
        });
    }

    // ---- reference

    private double bySql(Passport passport, Settings settings) {
        double total = 0;
        double kept = 0;
        double left = 0;
        double entered = 0;
        boolean churn = passport.figure().startsWith(CHURN);
        double both = 0;
        double either = 0;
        for (var scheme : Verification.schemes(data)) {
            var sql = references.judged(scheme, settings);
            if (churn) {
                for (var row : sql.table("churn", Map.of())) {
                    if (is(row, "rule", passport.parameter("rule"))
                            && is(row, "importer", passport.parameter("subject"))
                            && year(row, "year").equals(passport.parameter("year"))
                            && year(row, "next_year").equals(passport.parameter("next_year"))) {
                        kept += number(row, "kept");
                        left += number(row, "left_out");
                        entered += number(row, "entered");
                    }
                }
            } else if (passport.figure().equals("jaccard")) {
                var pair = passport.parameter("rules").split(" ");
                for (var row : sql.table(
                        "jaccard",
                        Map.of("year", Double.valueOf(passport.parameter("year"))),
                        Map.of("subject", passport.parameter("subject")))) {
                    if (is(row, "rule_a", pair[0]) && is(row, "rule_b", pair[1])) {
                        both += number(row, "both_flagged");
                        either += number(row, "either_flagged");
                    }
                }
            } else {
                total += verdicts(sql, passport);
            }
        }
        return switch (passport.figure()) {
            case "jaccard" -> both / either;
            case "churn_kept" -> kept;
            case "churn_left_out" -> left;
            case "churn_entered" -> entered;
            case "churn_exit" -> left / (kept + left);
            case "churn_entry" -> entered / (kept + entered);
            case "churn_persistence" -> kept / (kept + left);
            case "churn_jaccard" -> kept / (kept + left + entered);
            default -> total;
        };
    }

    /** Goods flagged or judged by a rule, or flagged by so many of the rules, counted over the outcomes of the rule files. */
    private static double verdicts(SqlReference sql, Passport passport) {
        var rules = passport.parameter("rules").isEmpty() ? passport.parameter("rule") : passport.parameter("rules");
        var flagged = new HashMap<String, Integer>();
        var judged = new HashMap<String, Integer>();
        for (var row : sql.query(
                "select rule, product, outcome from verdict where coalesce(imported, true) and year = "
                        + Integer.parseInt(passport.parameter("year")) + " and importer = '"
                        + References.quoted(passport.parameter("subject")) + "'",
                List.of(),
                Map.of())) {
            if (List.of(rules.split(" ")).contains(String.valueOf(row.get("rule")))) {
                var product = String.valueOf(row.get("product"));
                flagged.merge(product, is(row, "outcome", FLAGGED) ? 1 : 0, Integer::sum);
                judged.merge(product, is(row, "outcome", INSUFFICIENT) ? 0 : 1, Integer::sum);
            }
        }
        return switch (passport.figure()) {
            case "flagged" -> flagged.values().stream().mapToInt(n -> n).sum();
            case "judged" -> judged.values().stream().mapToInt(n -> n).sum();
            default ->
                flagged.entrySet().stream()
                        .filter(e -> judged.getOrDefault(e.getKey(), 0) > 0
                                && e.getValue().toString().equals(passport.parameter("flagged")))
                        .count();
        };
    }

    private static boolean is(Map<String, Object> row, String column, String text) {
        return Objects.equals(row.get(column), text);
    }

    private static double number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Double value ? value : 0;
    }

    private static String year(Map<String, Object> row, String column) {
        return Integer.toString((int) number(row, column));
    }
}
