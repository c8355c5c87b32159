package org.kaname.measure.verify;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.GoodYear;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.sql.SqlReference;
import org.kaname.measure.tournament.Churn;
import org.kaname.measure.tournament.Tournament;
import org.kaname.model.Code;
import org.kaname.model.Condition;
import org.kaname.model.Truth;

/**
 * The tournament of every importer in every year that it reported, by kernel and by reference file. The files read the outcomes of the
 * rules' own files; counts may differ by as many goods as lie on a threshold but for the order of a sum.
 */
final class TournamentComparison {
    /** The checks that it fills. */
    static final List<String> CHECKS = List.of("agreement@1", "jaccard@1", "churn@1");

    private static final List<RuleVersion> RULES = RuleCatalogue.listRules();

    private final DataSet data;
    private final Settings settings;
    private final SqlReference sql;
    private final Tally agreement;
    private final Tally jaccard;
    private final Tally churn;
    private final Map<RuleVersion, RuleJudge> judges = new LinkedHashMap<>();

    /**
     * @param sql on the goods compared
     * @param whole on all goods: what its files say of rules that count goods is taken over
     */
    TournamentComparison(
            DataSet data, Settings settings, SqlReference sql, SqlReference whole, Function<String, Tally> tallies) {
        this.data = data;
        this.settings = settings;
        this.sql = sql;
        this.agreement = tallies.apply(CHECKS.get(0));
        this.jaccard = tallies.apply(CHECKS.get(1));
        this.churn = tallies.apply(CHECKS.get(2));
        for (var rule : RULES) {
            // Where goods are sampled, a rule that counts all of them has its outcomes in the other reference.
            if (sql == whole || !rule.countsGoods()) {
                judges.put(rule, new RuleJudge(rule, settings));
            }
        }
    }

    /** A figure of the rule's conditions lies on its threshold but for the order of a sum. */
    static boolean boundary(RuleJudge judge, GoodYear year) {
        for (int i = 0; i < judge.rule().conditions().size(); i++) {
            var condition = judge.rule().conditions().get(i);
            double actual = year.value(condition.measure());
            if (Double.isFinite(actual)
                    && Math.abs(condition.comparison().margin(actual, judge.threshold(i))) < Condition.BOUNDARY) {
                return true;
            }
        }
        return false;
    }

    void compare(List<Code> products) {
        sql.judge(judges.keySet().stream()
                .map(rule -> new SqlReference.RuleFile(
                        rule.id(), rule.votes(), rule.sqlFile(), Verification.parameters(rule, settings)))
                .toList());
        var votes = new HashMap<List<Object>, Map<String, Object>>();
        for (int year : data.cube().years()) {
            for (var row : sql.table("agreement", Map.of("year", (double) year))) {
                votes.put(List.of(year, text(row, "importer"), text(row, "product")), row);
            }
        }
        var changes = new HashMap<List<Object>, Map<String, Object>>();
        for (var row : sql.table("churn", Map.of())) {
            changes.put(
                    List.of(text(row, "rule"), text(row, "importer"), number(row, "year"), number(row, "next_year")),
                    row);
        }
        for (int subject = 0; subject < data.economies().size(); subject++) {
            if (data.economies().get(subject).named()) {
                importer(subject, products, votes, changes);
            }
        }
    }

    private void importer(
            int subject,
            List<Code> products,
            Map<List<Object>, Map<String, Object>> votes,
            Map<List<Object>, Map<String, Object>> changes) {
        var evaluator = new GoodEvaluator(data, subject, new BitSet(), settings);
        var code = data.economies().get(subject).code();
        var outcomes = new TreeMap<Integer, Map<RuleVersion, Map<Code, Truth>>>();
        var close = new HashMap<Integer, Map<RuleVersion, Integer>>();
        for (int year : data.cube().years()) {
            var profiles = products.stream()
                    .filter(p -> data.coverage().years(p).contains(year)
                            && data.coverage().importer(year, p, subject).known())
                    .map(p -> GoodProfile.at(data, evaluator, p, year, List.of(), settings))
                    .toList();
            if (profiles.isEmpty()) {
                continue;
            }
            var onThreshold = new HashMap<RuleVersion, Integer>();
            judges.forEach((rule, judge) -> onThreshold.put(rule, (int) profiles.stream()
                    .filter(p -> p.window().stream().anyMatch(y -> boundary(judge, y)))
                    .count()));
            close.put(year, onThreshold);
            year(code, year, profiles, onThreshold, votes);
            var byRule = new HashMap<RuleVersion, Map<Code, Truth>>();
            judges.forEach((rule, judge) -> {
                var byGood = new HashMap<Code, Truth>();
                profiles.forEach(p -> byGood.put(p.product(), judge.test(p.window(), p.singleYear())));
                byRule.put(rule, byGood);
            });
            outcomes.put(year, byRule);
        }
        for (int year : outcomes.keySet()) {
            for (int next : outcomes.tailMap(year, false).keySet()) {
                for (var rule : judges.keySet()) {
                    var found =
                            Churn.between(rule.id(), year, of(outcomes, year, rule), next, of(outcomes, next, rule));
                    int near = near(close, year, rule) + near(close, next, rule);
                    churn(found, changes.get(List.of(rule.id(), code, (double) year, (double) next)), near, code);
                }
            }
        }
    }

    private static Map<Code, Truth> of(
            Map<Integer, Map<RuleVersion, Map<Code, Truth>>> outcomes, int year, RuleVersion rule) {
        return outcomes.getOrDefault(year, Map.of()).getOrDefault(rule, Map.of());
    }

    private static int near(Map<Integer, Map<RuleVersion, Integer>> close, int year, RuleVersion rule) {
        return close.getOrDefault(year, Map.of()).getOrDefault(rule, 0);
    }

    private void churn(Churn found, @Nullable Map<String, Object> row, int near, String importer) {
        Supplier<String> where = () -> found.rule() + " " + importer + " " + found.year() + " to " + found.nextYear();
        if (row == null && found.compared() > near) {
            churn.alone(true, where);
            return;
        }
        count(churn, found.kept(), row, "kept", near, where);
        count(churn, found.leftOut(), row, "left_out", near, where);
        count(churn, found.entered(), row, "entered", near, where);
    }

    private void year(
            String importer,
            int year,
            List<GoodProfile> profiles,
            Map<RuleVersion, Integer> onThreshold,
            Map<List<Object>, Map<String, Object>> votes) {
        var rules = List.copyOf(judges.keySet());
        var inOrder = List.copyOf(judges.values());
        var tournament = Tournament.of(profiles, rules, settings);
        var voting = tournament.voting();
        for (int g = 0; g < tournament.goods().size(); g++) {
            var good = tournament.goods().get(g);
            var found = tournament.votes(g, voting);
            var row = votes.get(List.of(year, importer, good.product().value()));
            Supplier<String> where = () -> importer + " " + good.product() + " " + year;
            if (row == null) {
                agreement.alone(true, where);
                continue;
            }
            int near = (int) voting.stream()
                    .filter(r -> good.window().stream().anyMatch(y -> boundary(inOrder.get(r), y)))
                    .count();
            count(agreement, found.flagged(), row, "flagged", near, where);
            count(agreement, found.judges(), row, "judges", near, where);
            count(agreement, found.insufficient(), row, "insufficient", near, where);
        }
        var pairs = new HashMap<List<Object>, Map<String, Object>>();
        for (var row : sql.table("jaccard", Map.of("year", (double) year), Map.of("subject", importer))) {
            pairs.put(List.of(text(row, "rule_a"), text(row, "rule_b")), row);
        }
        for (int a = 0; a < rules.size(); a++) {
            for (int b = 0; b < rules.size(); b++) {
                int near = onThreshold.getOrDefault(rules.get(a), 0) + onThreshold.getOrDefault(rules.get(b), 0);
                pair(
                        tournament.pair(a, b),
                        pairs.get(List.of(rules.get(a).id(), rules.get(b).id())),
                        near,
                        importer + " " + year + " " + rules.get(a).id() + " and "
                                + rules.get(b).id());
            }
        }
    }

    private void pair(Tournament.Pair found, @Nullable Map<String, Object> row, int near, String where) {
        int either = found.both() + found.onlyFirst() + found.onlySecond();
        count(jaccard, found.both(), row, "both_flagged", near, () -> where);
        count(jaccard, either, row, "either_flagged", near, () -> where);
        if (row == null) {
            return;
        }
        boolean sameCounts = Double.valueOf(found.both()).equals(row.get("both_flagged"))
                && Double.valueOf(either).equals(row.get("either_flagged"));
        if (sameCounts) {
            jaccard.number(found.jaccard().orElse(Double.NaN), row.get("jaccard"), () -> where);
        }
    }

    /** Two counts; no row is none. They may differ by what lies on a threshold. */
    private static void count(
            Tally tally,
            int kernel,
            @Nullable Map<String, Object> row,
            String column,
            int near,
            Supplier<String> where) {
        double other = row == null ? 0 : number(row, column);
        if (other != kernel && Math.abs(other - kernel) <= near) {
            tally.truth(Truth.UNKNOWN, null, true, where);
        } else {
            tally.number(kernel, other, () -> where.get() + " " + column);
        }
    }

    private static String text(Map<String, Object> row, String column) {
        return String.valueOf(row.get(column));
    }

    private static double number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Double value ? value : Double.NaN;
    }
}
