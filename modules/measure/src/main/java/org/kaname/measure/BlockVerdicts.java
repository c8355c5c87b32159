package org.kaname.measure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.data.Economies;
import org.kaname.model.Code;
import org.kaname.model.Truth;

/**
 * The outcome of many rules for every single economy as importer and every good, by one walk over the flows of each good and year. The
 * reference is {@link RuleJudge} over {@link GoodProfile#of}, good by good and importer by importer: each cell is equal to it.
 *
 * <p>Years are taken one at a time, in ascending order and without a gap; after each the outcomes are those as of that year. Of earlier
 * years only what windows need is kept: a byte for each rule, good and importer, and the good's imports of the year before. So a long
 * series needs the flows of one year in memory. Judging is spread over threads by goods; outcomes do not depend on how many. Not
 * thread-safe itself.
 */
public final class BlockVerdicts {
    /** Goods that a thread takes at a time. */
    private static final int GOODS_AT_A_TIME = 16;

    private final Economies economies;
    private final boolean[] named;
    private final List<Code> products;
    private final List<BlockRule> rules = new ArrayList<>();
    private final List<BlockRule.Test> tests = new ArrayList<>();
    private final BitSet partners;
    private final Settings settings;
    private final int threads;
    private final @Nullable BlockGood[] goods;
    private int taken = Integer.MIN_VALUE;

    /** How often a rule came to which outcome. */
    public record Counts(int flagged, int notFlagged, int insufficient) {}

    /**
     * A pass before its first year.
     *
     * @param products the goods to judge: those of the whole set, whatever years hold them
     * @param partners the user's partner set; empty: the top supplier is the partner
     * @param threads at least 1
     */
    public BlockVerdicts(
            Economies economies,
            List<Code> products,
            List<RuleVersion> rules,
            BitSet partners,
            Settings settings,
            int threads) {
        this.economies = economies;
        this.named = economies.named();
        this.products = List.copyOf(products);
        this.partners = (BitSet) partners.clone();
        this.settings = settings;
        this.threads = threads;
        this.goods = new BlockGood[products.size()];
        for (var rule : rules) {
            this.rules.add(new BlockRule(new RuleJudge(rule, settings), tests));
        }
    }

    /** All goods of a set in memory, as of a year; parameters as of the constructor. */
    public static BlockVerdicts asOf(
            DataSet data, int year, List<RuleVersion> rules, BitSet partners, Settings settings, int threads) {
        var products = data.cube().products();
        var verdicts = new BlockVerdicts(data.economies(), products, rules, partners, settings, threads);
        products.stream()
                .flatMap(product -> data.coverage().years(product).stream())
                .filter(covered -> covered <= year)
                .distinct()
                .sorted()
                .forEach(covered -> verdicts.take(data, covered));
        return verdicts;
    }

    public List<RuleVersion> listRules() {
        return rules.stream().map(rule -> rule.judge.rule()).toList();
    }

    /**
     * The rules that compare a figure for which the pass has no {@link BlockColumn column}: judged by the reference, right but slow.
     */
    public List<RuleVersion> listJudgedOneByOne() {
        return rules.stream()
                .filter(rule -> rule.oneByOne)
                .map(rule -> rule.judge.rule())
                .toList();
    }

    public List<Code> listProducts() {
        return products;
    }

    /**
     * Judges one more year. Goods that the set does not cover in it keep their outcome. Throws for a year that does not come after all
     * years taken, and where an earlier year that the set covers a good in was left out: outcomes would hang on what is not known here.
     *
     * @param data holds the flows of the year; its coverage and economies are those of the whole set
     */
    public void take(DataSet data, int year) {
        if (year <= taken) {
            throw new IllegalArgumentException("The year (" + year + ") does not come after (" + taken + ").");
        }
        if (!data.economies().listEconomies().equals(economies.listEconomies())) {
            throw new IllegalArgumentException("The year (" + year + ") has other economies than the pass.");
        }
        taken = year;
        var reference = new GoodEvaluator(data, 0, partners, settings);
        var next = new AtomicInteger();
        Callable<Boolean> work = () -> {
            var pass = new BlockPass(data, year, rules, tests, reference, settings);
            int from = next.getAndAdd(GOODS_AT_A_TIME);
            while (from < goods.length) {
                for (int p = from; p < Math.min(goods.length, from + GOODS_AT_A_TIME); p++) {
                    judge(pass, data, year, p);
                }
                from = next.getAndAdd(GOODS_AT_A_TIME);
            }
            return true;
        };
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<Future<Boolean>>();
            for (int t = 0; t < threads; t++) {
                running.add(pool.submit(work));
            }
            for (var future : running) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The pass was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The year (" + year + ") could not be judged.", e.getCause());
        }
    }

    private void judge(BlockPass pass, DataSet data, int year, int p) {
        var product = products.get(p);
        var years = data.coverage().years(product);
        int place = years.indexOf(year);
        if (place < 0) {
            return;
        }
        var known = goods[p];
        var good = known == null ? new BlockGood(rules.size(), named.length) : known;
        int before = place == 0 ? Integer.MIN_VALUE : years.get(place - 1);
        if (before != good.newest) {
            throw new IllegalStateException(
                    "The good (" + product + ") is covered in (" + before + "), which was not taken.");
        }
        goods[p] = good;
        pass.judge(product, good, place == 0, years.size() == 1);
    }

    /** The set covers the good at or before the newest year taken, and the importer is a single economy. */
    public boolean isJudged(int product, int importer) {
        return goods[product] != null && named[importer];
    }

    private BlockGood judged(int product, int importer) {
        var good = goods[product];
        if (good == null || !named[importer]) {
            throw new IllegalArgumentException("The good (" + products.get(product) + ") is not judged for ("
                    + economies.get(importer).code() + ").");
        }
        return good;
    }

    /** The outcome of a rule by its place: YES flagged, NO not flagged, UNKNOWN insufficient. Throws where nothing {@link #isJudged}. */
    public Truth truth(int rule, int product, int importer) {
        return TruthCode.truth(judged(product, importer).outcome(rule * named.length + importer));
    }

    /** The year outcomes are of: the newest in which the importer's purchases are known, else the newest covered. Throws likewise. */
    public int dataYear(int product, int importer) {
        return Math.abs(judged(product, importer).dataYear[importer]);
    }

    /** Over all judged goods and importers. */
    public Counts counts(int rule) {
        var counts = new int[TruthCode.UNKNOWN + 1];
        for (var good : goods) {
            if (good != null) {
                for (int i = 0; i < named.length; i++) {
                    counts[good.outcome(rule * named.length + i)]++;
                }
            }
        }
        return new Counts(counts[TruthCode.YES], counts[TruthCode.NO], counts[TruthCode.UNKNOWN]);
    }
}
