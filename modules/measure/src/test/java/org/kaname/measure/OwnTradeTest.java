package org.kaname.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaname.data.DataSet;
import org.kaname.model.Code;

/** The short way against the evaluator on a data set that was built with the changed flows. */
class OwnTradeTest {
    private static final Code GOOD = new Code("HS17", "280530");
    private static final List<GoodMeasure> COMPARED = List.of(
            GoodMeasure.IMPORTS,
            GoodMeasure.HHI,
            GoodMeasure.TOP_SHARE,
            GoodMeasure.EXPORTS,
            GoodMeasure.WORLD_SHARE,
            GoodMeasure.WORLD_RANK,
            GoodMeasure.WORLD_HHI,
            GoodMeasure.DEPENDENTS,
            GoodMeasure.RATIO,
            GoodMeasure.RCA,
            GoodMeasure.WORLD_HHI_OTHERS,
            GoodMeasure.OTHER_EXPORTERS,
            GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO,
            GoodMeasure.SUPPLIER_COUNT_RATIO,
            GoodMeasure.BALANCE,
            GoodMeasure.IMPORT_RANK_SHARE);

    /** Eight traders, one unspecified origin and a second good, from a seed. */
    private record Trade(double[][] value) {
        static final String[] CODES = {"AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "SUB", "XNS"};
        static final int SUBJECT = 6;

        static Trade of(long seed) {
            var random = new Random(seed);
            var value = new double[CODES.length][CODES.length];
            for (int from = 0; from < CODES.length; from++) {
                for (int to = 0; to < CODES.length - 1; to++) {
                    if (from != to && random.nextInt(3) > 0) {
                        value[from][to] = 1 + random.nextInt(from == SUBJECT ? 9_000 : 4_000);
                    }
                }
            }
            value[0][SUBJECT] = 500;
            return new Trade(value);
        }

        DataSet data() {
            var lines = new ArrayList<String>();
            for (int from = 0; from < CODES.length; from++) {
                for (int to = 0; to < CODES.length; to++) {
                    if (value[from][to] > 0) {
                        lines.add(CODES[from] + ">" + CODES[to] + " 280530 " + value[from][to]);
                    }
                }
            }
            lines.add("AAA>BBB 850110 70000");
            lines.add("SUB>BBB 850110 3000");
            return Flows.of(lines).economies(CODES).allProducts().data();
        }
    }

    private static GoodEvaluator evaluator(DataSet data) {
        return new GoodEvaluator(data, data.economies().indexOf("SUB"), new BitSet(), Judging.settings());
    }

    private static void assertSame(GoodYear found, GoodYear expected, long seed) {
        for (var measure : COMPARED) {
            double value = expected.value(measure);
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                assertThat(found.value(measure)).as(measure + ", seed " + seed).isEqualTo(value);
            } else {
                assertThat(found.value(measure))
                        .as(measure + ", seed " + seed)
                        .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
            }
        }
    }

    @ParameterizedTest
    @Tag("two-implementations")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void otherPurchasesGiveWhatTheChangedFlowsGive(long seed) {
        var trade = Trade.of(seed);
        var observed = trade.data();
        var own = new OwnTrade(
                evaluator(observed), Flows.YEAR, GOOD, evaluator(observed).observed(Flows.YEAR, GOOD));
        var bought = own.bought();
        var changed = Trade.of(seed);
        for (int from = 0; from < Trade.CODES.length; from++) {
            if (from != Trade.SUBJECT) {
                double instead = from % 2 == 0 ? trade.value()[from][Trade.SUBJECT] * 2 : 300 + from;
                changed.value()[from][Trade.SUBJECT] = instead;
                bought[observed.economies().indexOf(Trade.CODES[from])] = instead * 1_000;
            }
        }

        assertSame(own.withPurchases(bought), evaluator(changed.data()).evaluate(Flows.YEAR, GOOD), seed);
    }

    @ParameterizedTest
    @Tag("two-implementations")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void otherSalesGiveWhatTheChangedFlowsGive(long seed) {
        var trade = Trade.of(seed);
        var observed = trade.data();
        var own = new OwnTrade(
                evaluator(observed), Flows.YEAR, GOOD, evaluator(observed).observed(Flows.YEAR, GOOD));
        var changed = Trade.of(seed);
        for (int to = 0; to < Trade.CODES.length; to++) {
            double total = 0;
            for (int from = 0; from < Trade.CODES.length; from++) {
                total += trade.value()[from][to];
            }
            if (to != Trade.SUBJECT) {
                changed.value()[Trade.SUBJECT][to] = 3 * trade.value()[Trade.SUBJECT][to] + 0.5 * total;
            }
        }

        assertSame(own.withSales(3, 0.5), evaluator(changed.data()).evaluate(Flows.YEAR, GOOD), seed);
    }
}
