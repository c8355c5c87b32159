package org.kaname.app.tournament;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.attribution.Shapley;
import org.kaname.measure.tournament.Attribution;
import org.kaname.measure.tournament.Churn;
import org.kaname.measure.tournament.Flip;
import org.kaname.measure.tournament.FlipSearch;
import org.kaname.measure.tournament.RuleDifference;
import org.kaname.measure.tournament.Tournament;
import org.kaname.measure.tournament.VintageDifference;
import org.kaname.measure.tournament.YearDifference;
import org.kaname.model.Code;
import org.kaname.model.Passport;
import org.kaname.model.Truth;
import org.kaname.triage.GoodTriage;

/**
 * Rules side by side for one economy as of a year: who flags what, what turns a verdict, how the flagged goods change from year to
 * year, and why two answers differ. Not thread-safe.
 */
public final class RuleContest {
    private final GoodTriage triage;
    private final int year;
    private final Tournament tournament;
    private final Map<Integer, List<GoodProfile>> ofYear = new HashMap<>();
    private final Map<String, Map<Code, Truth>> outcomes = new HashMap<>();

    /** @param rules in the order of the matrix */
    public RuleContest(GoodTriage triage, int year, List<RuleVersion> rules) {
        this.triage = triage;
        this.year = year;
        this.tournament = Tournament.of(profiles(year), rules, triage.settings());
    }

    public Tournament tournament() {
        return tournament;
    }

    /** The passport that all figures share, but for their own keys. */
    public Passport passport(String partition, List<String> partners) {
        var parameters = new TreeMap<String, String>(triage.settings().parameters());
        parameters.put("subject", triage.subject());
        parameters.put("year", Integer.toString(year));
        if (!partition.isEmpty()) {
            parameters.put("partition", partition);
        }
        if (!partners.isEmpty()) {
            parameters.put("partners", String.join(" ", partners));
        }
        return new Passport(triage.data().id(), Tournament.METHOD, "", parameters);
    }

    private List<GoodProfile> profiles(int asOf) {
        return triage.data().cube().products().stream()
                .flatMap(product -> triage.profile(product, asOf).stream())
                .toList();
    }

    /** Every flip of these rules' verdicts, the cheapest first, then by code and rule. */
    public List<Flip> flips(List<RuleVersion> judges) {
        return flips(tournament.goods(), judges);
    }

    /** The flips of one good. */
    public List<Flip> flips(Code product, RuleVersion judge) {
        return flips(
                tournament.goods().stream()
                        .filter(g -> g.product().equals(product))
                        .toList(),
                List.of(judge));
    }

    private List<Flip> flips(List<GoodProfile> goods, List<RuleVersion> judges) {
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, goods.size()));
        var next = new AtomicInteger();
        var found = new ArrayList<Future<List<Flip>>>();
        var flips = new ArrayList<Flip>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                var own = triage.fork().evaluator();
                found.add(pool.submit(() -> {
                    var search = new FlipSearch(own, triage.data().economies().named(), triage.settings());
                    var some = new ArrayList<Flip>();
                    for (int i = next.getAndIncrement(); i < goods.size(); i = next.getAndIncrement()) {
                        for (var judge : judges) {
                            some.addAll(search.find(goods.get(i), judge));
                        }
                    }
                    return some;
                }));
            }
            for (var some : found) {
                flips.addAll(some.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        flips.sort(Comparator.comparingDouble(Flip::cost)
                .thenComparing(f -> f.code().toString())
                .thenComparing(Flip::rule)
                .thenComparing(Flip::lever)
                .thenComparing(Flip::destination));
        return flips;
    }

    /** From each year to the next, and from the first to the last, until the contest's year. */
    public List<Churn> churn(List<RuleVersion> judges) {
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
        for (var rule : judges) {
            for (int i = 1; i < years.size(); i++) {
                churn.add(churn(rule, years.get(i - 1), years.get(i)));
            }
            if (years.size() > 2) {
                churn.add(churn(rule, years.getFirst(), years.getLast()));
            }
        }
        return churn;
    }

    /** From one year to another, over goods with data of both. */
    public Churn churn(RuleVersion rule, int first, int second) {
        return Churn.between(rule.id(), first, outcomes(rule, first), second, outcomes(rule, second));
    }

    private Map<Code, Truth> outcomes(RuleVersion rule, int of) {
        return outcomes.computeIfAbsent(rule.id() + " " + of, unknown -> {
            var judge = new RuleJudge(rule, triage.settings());
            var byGood = new LinkedHashMap<Code, Truth>();
            for (var good : ofYear.computeIfAbsent(
                    of, y -> profiles(y).stream().filter(p -> p.dataYear() == y).toList())) {
                byGood.put(good.product(), judge.test(good.window(), good.singleYear()));
            }
            return byGood;
        });
    }

    /** Why the second rule flags another number of goods than the first; empty where they differ in too many ways. */
    public Optional<Attribution> attribute(RuleVersion first, RuleVersion second) {
        boolean top = triage.evaluator().partners().isEmpty();
        return RuleDifference.factors(first, second, triage.settings(), top) > Shapley.MOST_FACTORS
                ? Optional.empty()
                : Optional.of(new RuleDifference(first, second, triage.settings(), top).attribute(tournament.goods()));
    }

    /**
     * Why a rule flags another number of goods in another year.
     *
     * @param year of the newest data among the goods compared; 0 where none is
     */
    public record OfYears(int year, Attribution attribution) {}

    /** Compares the contest's year with another, over goods with data of both. */
    public OfYears attribute(RuleVersion rule, int other) {
        var first = new ArrayList<GoodProfile>();
        var second = new ArrayList<GoodProfile>();
        int newest = 0;
        for (var good : tournament.goods()) {
            var then = triage.profile(good.product(), other).filter(p -> p.dataYear() == other);
            if (then.isPresent()) {
                first.add(good);
                second.add(then.get());
                newest = Math.max(newest, good.dataYear());
            }
        }
        return new OfYears(newest, new YearDifference(rule, triage.settings()).attribute(first, second));
    }

    /** Compares the contest's data set with another edition of it, as of the newest year of the goods compared. */
    public Attribution attribute(RuleVersion rule, DataSet other) {
        int newest = tournament.goods().stream()
                .mapToInt(GoodProfile::dataYear)
                .max()
                .orElse(year);
        var economies = triage.data().economies();
        var partners = triage.evaluator().partners().stream()
                .mapToObj(i -> economies.get(i).code())
                .toList();
        return new VintageDifference(triage.data(), other, rule, triage.subject(), partners, newest, triage.settings())
                .attribute();
    }

    public String subject() {
        return triage.subject();
    }
}
