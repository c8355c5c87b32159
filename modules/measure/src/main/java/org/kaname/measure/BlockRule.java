package org.kaname.measure;

import java.util.List;
import org.kaname.model.Comparison;
import org.kaname.model.Truth;

/** A rule made ready for a walk over blocks: which of the pass's tests must all hold, and what a window of years comes to. */
final class BlockRule {
    /** Bits of a window: the truth of each year, the newest lowest. */
    static final int WINDOW_BITS = GoodProfile.WINDOW * TruthCode.BITS;

    static final int WINDOW_MASK = (1 << WINDOW_BITS) - 1;

    /** A comparison that one or several rules make. */
    record Test(GoodMeasure measure, Comparison comparison, double threshold) {
        /** As {@link GoodYear#test} for a column; a {@link TruthCode} for each buyer. */
        void fill(double[] low, double[] high, byte[] holds, int buyers) {
            for (int k = 0; k < buyers; k++) {
                boolean atLow = comparison.test(low[k], threshold);
                boolean atHigh = comparison.test(high[k], threshold);
                boolean missing = Double.isNaN(low[k]);
                int yes = missing || atLow || atHigh ? TruthCode.YES : 0;
                int no = missing || !atLow || !atHigh ? TruthCode.NO : 0;
                holds[k] = (byte) (yes | no);
            }
        }
    }

    final RuleJudge judge;
    /** A figure that has no {@link BlockColumn}, or a threshold that is no number: judged by the reference. */
    final boolean oneByOne;

    private final int[] tests;
    private final byte[] outcomes = new byte[WINDOW_MASK + 1];

    /** @param all tests of the pass; those of this rule are added */
    BlockRule(RuleJudge judge, List<Test> all) {
        this.judge = judge;
        var conditions = judge.rule().conditions();
        boolean known = true;
        for (int i = 0; i < conditions.size(); i++) {
            known &= BlockColumn.of(conditions.get(i).measure()).isPresent() && !Double.isNaN(judge.threshold(i));
        }
        oneByOne = !known;
        tests = new int[known ? conditions.size() : 0];
        for (int i = 0; i < tests.length; i++) {
            var test = new Test(conditions.get(i).measure(), judge.comparison(i), judge.threshold(i));
            if (!all.contains(test)) {
                all.add(test);
            }
            tests[i] = all.indexOf(test);
        }
        var persistence = judge.rule().persistence();
        for (int window = 0; window < outcomes.length; window++) {
            outcomes[window] = (byte)
                    (persistence == null
                            ? newest(window)
                            : TruthCode.of(Truth.persists(
                                    persistence.years(),
                                    persistence.window(),
                                    TruthCode.years(window, GoodProfile.WINDOW))));
        }
    }

    private static int newest(int window) {
        return window & TruthCode.UNKNOWN;
    }

    /**
     * The conjunction of the rule's tests.
     *
     * @param holds by test of the pass and buyer
     * @param importer by buyer
     * @param truths by economy; the buyers' cells are set
     */
    void fill(byte[][] holds, int[] importer, int buyers, byte[] truths) {
        for (int k = 0; k < buyers; k++) {
            int truth = TruthCode.YES;
            for (int test : tests) {
                truth = TruthCode.and(truth, holds[test][k]);
            }
            truths[importer[k]] = (byte) truth;
        }
    }

    /** The outcome over a window; a set that holds the good for one year only is judged by that year. */
    int outcome(int window, boolean singleYear) {
        return singleYear ? newest(window) : outcomes[window];
    }
}
