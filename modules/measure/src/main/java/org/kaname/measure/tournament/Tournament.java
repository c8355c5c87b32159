package org.kaname.measure.tournament;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.model.Reason;
import org.kaname.model.Truth;

/**
 * What several rules say of the same goods, side by side (measurement 3.1 and 3.2). References: {@code agreement.sql}, {@code jaccard.sql}.
 * Immutable.
 */
public final class Tournament {
    /** Method with version, as in passports. */
    public static final String METHOD = "tournament@1";

    private final List<RuleVersion> rules;
    private final List<GoodProfile> goods;
    private final int notImported;
    private final Truth[][] outcomes;

    private Tournament(List<RuleVersion> rules, List<GoodProfile> goods, int notImported, Truth[][] outcomes) {
        this.rules = rules;
        this.goods = goods;
        this.notImported = notImported;
        this.outcomes = outcomes;
    }

    /**
     * Judges every good by every rule.
     *
     * @param profiles of one subject; goods that it is known not to import have no judges and are only counted
     */
    public static Tournament of(List<GoodProfile> profiles, List<RuleVersion> rules, Settings settings) {
        var goods = profiles.stream()
                .filter(p -> !p.newest().importsKnown() || p.newest().value(GoodMeasure.IMPORTS) > 0)
                .toList();
        var outcomes = new Truth[rules.size()][goods.size()];
        for (int r = 0; r < rules.size(); r++) {
            var judge = new RuleJudge(rules.get(r), settings);
            for (int g = 0; g < goods.size(); g++) {
                outcomes[r][g] = judge.test(goods.get(g).window(), goods.get(g).singleYear());
            }
        }
        return new Tournament(List.copyOf(rules), goods, profiles.size() - goods.size(), outcomes);
    }

    public List<RuleVersion> rules() {
        return rules;
    }

    /** The goods that are imported, or of which it is not known. */
    public List<GoodProfile> goods() {
        return goods;
    }

    /** How many goods the subject is known not to import; they are no part of anything here. */
    public int notImported() {
        return notImported;
    }

    /** How many of {@link #goods} the subject is known to import. */
    public int imported() {
        return goods.size() - unknown();
    }

    /** How many of {@link #goods} it may or may not import. */
    public int unknown() {
        return unknownByReason().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Why it is not known of how many of {@link #goods} whether they are imported; no reason without a good. */
    public SortedMap<Reason, Integer> unknownByReason() {
        var reasons = new TreeMap<Reason, Integer>();
        for (var good : goods) {
            var why = good.newest().reason(GoodMeasure.IMPORTS);
            if (!good.newest().importsKnown()) {
                reasons.merge(why == null ? Reason.NOT_REPORTED : why, 1, Integer::sum);
            }
        }
        return reasons;
    }

    /** YES flagged, NO not flagged, UNKNOWN insufficient; by place in {@link #rules} and {@link #goods}. */
    public Truth outcome(int rule, int good) {
        return outcomes[rule][good];
    }

    public int flagged(int rule) {
        return count(rule, Truth.YES);
    }

    /** Flagged or not flagged. */
    public int judged(int rule) {
        return goods.size() - count(rule, Truth.UNKNOWN);
    }

    private int count(int rule, Truth truth) {
        int count = 0;
        for (var outcome : outcomes[rule]) {
            count += outcome == truth ? 1 : 0;
        }
        return count;
    }

    /**
     * Two rules over the goods that both judged.
     *
     * @param excluded goods that one of them could not judge
     */
    public record Pair(int both, int onlyFirst, int onlySecond, int excluded) {
        /** |A ∩ B| / |A ∪ B|, 0..1; none where neither flags anything. */
        public OptionalDouble jaccard() {
            int either = both + onlyFirst + onlySecond;
            return either == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) both / either);
        }
    }

    public Pair pair(int first, int second) {
        int both = 0;
        int onlyFirst = 0;
        int onlySecond = 0;
        int excluded = 0;
        for (int g = 0; g < goods.size(); g++) {
            var a = outcomes[first][g];
            var b = outcomes[second][g];
            if (a == Truth.UNKNOWN || b == Truth.UNKNOWN) {
                excluded++;
            } else if (a == Truth.YES) {
                both += b == Truth.YES ? 1 : 0;
                onlyFirst += b == Truth.NO ? 1 : 0;
            } else {
                onlySecond += b == Truth.YES ? 1 : 0;
            }
        }
        return new Pair(both, onlyFirst, onlySecond, excluded);
    }

    /** How many of these rules flag a good, how many could judge it. */
    public record Votes(int flagged, int judges, int insufficient) {}

    /** The votes on a good by the rules at these places. */
    public Votes votes(int good, List<Integer> judges) {
        int flagged = 0;
        int judging = 0;
        for (int rule : judges) {
            flagged += outcomes[rule][good] == Truth.YES ? 1 : 0;
            judging += outcomes[rule][good] == Truth.UNKNOWN ? 0 : 1;
        }
        return new Votes(flagged, judging, judges.size() - judging);
    }

    /** Number of goods by the number of judges that flag them; goods that no judge could judge are left out. */
    public SortedMap<Integer, Integer> agreement(List<Integer> judges) {
        var agreement = new TreeMap<Integer, Integer>();
        for (int g = 0; g < goods.size(); g++) {
            var votes = votes(g, judges);
            if (votes.judges() > 0) {
                agreement.merge(votes.flagged(), 1, Integer::sum);
            }
        }
        return Collections.unmodifiableSortedMap(agreement);
    }

    /** Places of the rules that vote. */
    public List<Integer> voting() {
        var voting = new ArrayList<Integer>();
        for (int r = 0; r < rules.size(); r++) {
            if (rules.get(r).votes()) {
                voting.add(r);
            }
        }
        return voting;
    }
}
