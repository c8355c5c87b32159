package org.kaname.measure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBlock;
import org.kaname.measure.world.WorldCover;
import org.kaname.model.Code;

/** Judges goods of one year: what one thread of {@link BlockVerdicts} needs. */
final class BlockPass {
    private static final FlowBlock NO_FLOWS = new FlowBlock(new double[0], new short[0], new short[0], 0, 0);

    private final DataSet data;
    private final int year;
    private final int yearIndex;
    private final boolean[] named;
    private final List<BlockRule> rules;
    private final List<BlockRule.Test> tests;
    private final BlockNumbers numbers;
    private final BlockColumn[] columns;
    /** The first test of the same column: it owns the column's two ends. */
    private final int[] owner;

    private final double[][] low;
    private final double[][] high;
    /** By test and buyer. */
    private final byte[][] holds;
    /** By economy: the truth of every rule where nothing is bought or nothing is known of it. */
    private final byte[] withoutPurchases;
    /** By economy: the truth of one rule in this year. */
    private final byte[] truths;
    /** By economy: outcomes are of this year from now on. */
    private final boolean[] decides;

    private final GoodEvaluator reference;
    private final @Nullable GoodEvaluator[] evaluators;
    /** By economy: the good's numbers by the reference, where a rule that is judged by it asked; other rules share them. */
    private final @Nullable GoodYear[] evaluated;

    /** @param reference for any subject, with the partners asked about */
    BlockPass(
            DataSet data,
            int year,
            List<BlockRule> rules,
            List<BlockRule.Test> tests,
            GoodEvaluator reference,
            Settings settings) {
        this.data = data;
        this.year = year;
        this.yearIndex = data.cube().yearIndex(year);
        this.rules = rules;
        this.tests = tests;
        this.reference = reference;
        numbers = new BlockNumbers(data.economies(), reference.partners(), settings);
        named = numbers.named;
        withoutPurchases = new byte[named.length];
        truths = new byte[named.length];
        decides = new boolean[named.length];
        evaluators = new GoodEvaluator[named.length];
        evaluated = new GoodYear[named.length];
        columns = new BlockColumn[tests.size()];
        owner = new int[tests.size()];
        low = new double[tests.size()][];
        high = new double[tests.size()][];
        holds = new byte[tests.size()][named.length];
        for (int t = 0; t < columns.length; t++) {
            columns[t] = BlockColumn.of(tests.get(t).measure()).orElseThrow();
            while (columns[owner[t]] != columns[t]) {
                owner[t]++;
            }
            low[t] = owner[t] < t ? low[owner[t]] : new double[named.length];
            high[t] = owner[t] < t ? high[owner[t]] : new double[named.length];
        }
    }

    /**
     * Moves a good on to this year.
     *
     * @param first the year is the first that the set covers the good in
     * @param only and the only one
     */
    void judge(Code product, BlockGood good, boolean first, boolean only) {
        Arrays.fill(evaluated, null);
        var context = read(product, good, first);
        for (int i = 0; i < named.length; i++) {
            boolean known = numbers.known.get(i);
            withoutPurchases[i] = (byte) (known ? TruthCode.NO : TruthCode.UNKNOWN);
            decides[i] = named[i] && (known || !good.everKnown(i));
        }
        int gap = first ? 0 : Math.min(GoodProfile.WINDOW, year - good.newest);
        for (int r = 0; r < rules.size(); r++) {
            judge(rules.get(r), product, context);
            keep(rules.get(r), r, good, gap, only);
        }
        for (int i = 0; i < named.length; i++) {
            if (decides[i]) {
                good.dataYear[i] = (short) (numbers.known.get(i) ? year : -year);
            }
        }
        System.arraycopy(numbers.bought, 0, good.bought, 0, named.length);
        good.newest = year;
    }

    /** Walks the flows and fills the tests. */
    private GoodEvaluator.GoodContext read(Code product, BlockGood good, boolean first) {
        var coverage = data.coverage();
        int index = data.cube().productIndex(product);
        var block = yearIndex < 0 || index < 0 ? NO_FLOWS : data.cube().block(yearIndex, index);
        var known = coverage.importersKnown(year, product, named.length);
        for (int i = known.nextSetBit(0); i >= 0; i = known.nextSetBit(i + 1)) {
            if (!named[i]) {
                known.clear(i);
            }
        }
        boolean declared = coverage.worldDeclared(year, product);
        double cover = declared && !first
                ? WorldCover.cover(good.bought, coverage.importersWithoutData(year, product))
                : Double.NaN;
        numbers.read(block, known, declared, cover);
        for (int t = 0; t < columns.length; t++) {
            if (owner[t] == t) {
                columns[t].fill(numbers, low[t], high[t]);
            }
            tests.get(t).fill(low[t], high[t], holds[t], numbers.buyers);
        }
        return new GoodEvaluator.GoodContext(
                declared, cover, Coverage.State.NOT_REPORTED, known, numbers.unknownImporters());
    }

    /** A rule in this year: no purchases fail it whatever the rest tells, unknown ones leave it open. */
    private void judge(BlockRule rule, Code product, GoodEvaluator.GoodContext context) {
        System.arraycopy(withoutPurchases, 0, truths, 0, truths.length);
        if (!rule.oneByOne) {
            rule.fill(holds, numbers.importer, numbers.buyers, truths);
            return;
        }
        for (int k = 0; k < numbers.buyers; k++) {
            truths[numbers.importer[k]] = (byte) oneByOne(rule, product, numbers.importer[k], context);
        }
    }

    private int oneByOne(BlockRule rule, Code product, int importer, GoodEvaluator.GoodContext context) {
        var known = evaluated[importer];
        if (known == null) {
            var own = new GoodEvaluator.GoodContext(
                    context.worldDeclared(),
                    context.cover(),
                    data.coverage().importer(year, product, importer),
                    context.judgedImporters(),
                    context.unknownImporters());
            known = evaluator(importer).evaluate(year, product, numbers.block, own);
            evaluated[importer] = known;
        }
        return TruthCode.of(rule.judge.test(known));
    }

    private GoodEvaluator evaluator(int subject) {
        var known = evaluators[subject];
        if (known == null) {
            known = reference.of(subject);
            evaluators[subject] = known;
        }
        return known;
    }

    /** Moves the window of a rule on; the outcome changes where this is the year to judge by. */
    private void keep(BlockRule rule, int place, BlockGood good, int gap, boolean only) {
        int from = place * named.length;
        int shift = gap * TruthCode.BITS;
        for (int i = 0; i < named.length; i++) {
            if (named[i]) {
                int window = good.window(from + i) << shift & BlockRule.WINDOW_MASK | truths[i];
                good.put(from + i, window, decides[i] ? rule.outcome(window, only) : good.outcome(from + i));
            }
        }
    }
}
