package org.kaname.triage;

import java.util.ArrayList;
import java.util.List;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodYear;
import org.kaname.measure.RuleVersion.Persistence;
import org.kaname.measure.Settings;
import org.kaname.model.Comparison;
import org.kaname.model.Truth;

/**
 * One row of the table {@code triage@1} for goods, as data: conditions that must hold together in enough years of the window, and
 * conditions on the newest year. Rows are tried all; a colour is YES if any of its rows is.
 *
 * @param id as in measurement 6.1
 * @param rule the rule or measure it rests on, for the explanation
 * @param yearly must hold together in the same year
 * @param persistence in how many years of the window; (1,1) where a set holds the good for one year only
 * @param once must hold in the newest year
 * @param importSide NO where the subject is known to import nothing, UNKNOWN where its purchases are not known
 * @param onlyWithoutDetail applies only where comparative advantage or dependents cannot be judged
 */
record Row(
        String id,
        Colour colour,
        String rule,
        List<Part> yearly,
        Persistence persistence,
        List<Part> once,
        boolean importSide,
        boolean onlyWithoutDetail) {

    /** @param constant full name of the threshold in {@link Settings} */
    record Part(String name, GoodMeasure measure, Comparison comparison, String constant) {}

    /** A row with the thresholds of given settings. */
    static final class Bound {
        final Row row;
        final double[] yearly;
        final double[] once;

        Bound(Row row, Settings settings) {
            this.row = row;
            this.yearly = thresholds(row.yearly(), settings);
            this.once = thresholds(row.once(), settings);
        }

        private static double[] thresholds(List<Part> parts, Settings settings) {
            var values = new double[parts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = settings.get(parts.get(i).constant());
            }
            return values;
        }

        Truth testYear(GoodYear year) {
            if (row.importSide && !year.importsKnown()) {
                return Truth.UNKNOWN;
            }
            if (row.importSide && importsNothing(year)) {
                return Truth.NO;
            }
            return conjunction(row.yearly, yearly, year);
        }

        Truth testOnce(GoodYear newest) {
            return conjunction(row.once, once, newest);
        }

        private static Truth conjunction(List<Part> parts, double[] thresholds, GoodYear year) {
            var truth = Truth.YES;
            for (int i = 0; i < thresholds.length; i++) {
                var part = parts.get(i);
                truth = truth.and(year.test(part.measure(), part.comparison(), thresholds[i]));
            }
            return truth;
        }

        boolean applies(GoodYear newest, double dependentsNeeded) {
            return !row.onlyWithoutDetail
                    || Double.isNaN(newest.value(GoodMeasure.RCA))
                    || newest.test(GoodMeasure.DEPENDENTS, Comparison.AT_LEAST, dependentsNeeded) == Truth.UNKNOWN;
        }

        /**
         * Whether thresholds moved by less than this could make the row hold: a necessary condition, found without building conditions.
         * Where it says no, no search for the least change need be made.
         *
         * @param limit relative change of each threshold
         */
        boolean couldHoldWithin(double limit, List<GoodYear> window, boolean singleYear, double dependentsNeeded) {
            if (window.isEmpty() || !applies(window.getLast(), dependentsNeeded)) {
                return false;
            }
            if (!within(limit, row.once, once, window.getLast())) {
                return false;
            }
            int needed = singleYear ? 1 : row.persistence.years();
            int could = 0;
            for (var year : window) {
                could += within(limit, row.yearly, yearly, year) ? 1 : 0;
            }
            return could >= needed;
        }

        private static boolean within(double limit, List<Part> parts, double[] thresholds, GoodYear year) {
            for (int i = 0; i < thresholds.length; i++) {
                var part = parts.get(i);
                if (year.test(part.measure(), part.comparison(), thresholds[i]) != Truth.YES) {
                    double actual = year.intervalDecides(part.measure())
                            ? part.comparison().wantsMore() ? year.low(part.measure()) : year.high(part.measure())
                            : year.value(part.measure());
                    // written so that a missing number fails too
                    if (!(Math.abs(actual - thresholds[i]) < limit * Math.abs(thresholds[i]))) {
                        return false;
                    }
                }
            }
            return true;
        }

        Truth test(List<GoodYear> window, boolean singleYear, double dependentsNeeded) {
            if (window.isEmpty()) {
                return Truth.UNKNOWN;
            }
            var newest = window.getLast();
            if (!applies(newest, dependentsNeeded)) {
                return Truth.NO;
            }
            var persistence = singleYear ? new Persistence(1, 1) : row.persistence;
            Truth lasting;
            if (persistence.window() == 1) {
                lasting = testYear(newest);
            } else {
                var truths = new ArrayList<Truth>(window.size());
                for (var year : window) {
                    truths.add(testYear(year));
                }
                lasting = Truth.persists(persistence.years(), persistence.window(), truths);
            }
            return lasting.and(testOnce(newest));
        }
    }

    static boolean importsNothing(GoodYear year) {
        return year.importsKnown() && year.value(GoodMeasure.IMPORTS) == 0;
    }
}
