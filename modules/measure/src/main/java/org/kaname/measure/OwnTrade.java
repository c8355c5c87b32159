package org.kaname.measure;

import org.kaname.data.FlowBlock;
import org.kaname.measure.world.Exports;
import org.kaname.model.Code;

/**
 * The numbers of one subject, good and year in worlds in which nothing but its own purchases or its own sales is another. What the rest
 * of the world does is summed once, so that a search can try many worlds: a world costs one pass over economies instead of flows.
 * {@link GoodEvaluator#evaluate(int, Code, FlowBlock)} on a changed block is the reference; {@link GoodMeasure#PARTNER_RATIO} and the
 * list of dependents are left out. Uses its evaluator's scratch space: for the evaluator's thread alone.
 */
public final class OwnTrade {
    private final GoodEvaluator evaluator;
    private final int year;
    private final Code product;
    private final FlowBlock purchases;
    private final double[] exports;
    private final double[] bought;
    private final double[] total;
    private final double[] own;
    private final double[] largest;
    private final int[] largestAt;
    private final double[] unallocated;
    private final boolean[] judged;
    private final int observedDependents;
    private final double others;
    private int count;

    /** @param block the good's flows in the year, read only */
    public OwnTrade(GoodEvaluator evaluator, int year, Code product, FlowBlock block) {
        this.evaluator = evaluator;
        this.year = year;
        this.product = product;
        int economies = evaluator.named().length;
        int subject = evaluator.subject();
        exports = new double[economies];
        Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
        purchases = new FlowBlock(
                block.value(), block.exporter(), block.importer(), block.first(subject), block.end(subject));
        bought = new double[economies];
        for (int i = purchases.from(); i < purchases.to(); i++) {
            bought[block.exporter()[i]] += block.value()[i];
        }
        total = new double[economies];
        own = new double[economies];
        largest = new double[economies];
        largestAt = new int[economies];
        unallocated = new double[economies];
        judged = new boolean[economies];
        sumImporters(block);
        double sum = 0;
        for (int n = 0; n < count; n++) {
            sum += total[n];
        }
        others = sum;
        observedDependents = dependents(1, 0);
    }

    private void sumImporters(FlowBlock block) {
        var named = evaluator.named();
        var judgedImporters = evaluator.context(year, product).judgedImporters();
        int at = block.from();
        while (at < block.to()) {
            int importer = block.importer()[at];
            int n = count;
            total[n] = 0;
            largestAt[n] = named.length;
            while (at < block.to() && block.importer()[at] == importer) {
                int exporter = block.exporter()[at];
                double value = block.value()[at];
                total[n] += value;
                if (exporter == evaluator.subject()) {
                    own[n] += value;
                } else if (!named[exporter]) {
                    unallocated[n] += value;
                } else if (value > largest[n]) {
                    largest[n] = value;
                    largestAt[n] = exporter;
                }
                at++;
            }
            if (importer == evaluator.subject()) {
                total[n] = 0;
                own[n] = 0;
                largest[n] = 0;
                unallocated[n] = 0;
            } else {
                judged[n] = judgedImporters.get(importer);
                count++;
            }
        }
    }

    /** What all importers but the subject buy, in thousandths. */
    public double others() {
        return others;
    }

    /** A copy of what the subject buys from whom, by economy, in thousandths. */
    public double[] bought() {
        return bought.clone();
    }

    /**
     * The numbers where the subject buys this instead.
     *
     * @param instead by economy, in thousandths
     */
    public GoodYear withPurchases(double[] instead) {
        int size = 0;
        for (double value : instead) {
            if (value > 0) {
                size++;
            }
        }
        var value = new double[size];
        var exporter = new short[size];
        var importer = new short[size];
        var exported = new double[exports.length];
        int at = 0;
        for (int j = 0; j < instead.length; j++) {
            exported[j] = exports[j] - bought[j] + Math.max(0, instead[j]);
            if (instead[j] > 0) {
                value[at] = instead[j];
                exporter[at] = (short) j;
                importer[at] = (short) evaluator.subject();
                at++;
            }
        }
        return evaluator.evaluate(
                year, product, new FlowBlock(value, exporter, importer, 0, size), exported, observedDependents);
    }

    /**
     * The numbers where the subject sells {@code factor} times as much to everybody and, besides, to every other importer this part of
     * what that one buys in all today.
     */
    public GoodYear withSales(double factor, double begun) {
        var exported = exports.clone();
        int subject = evaluator.subject();
        exported[subject] = exports[subject] * factor + begun * others;
        return evaluator.evaluate(year, product, purchases, exported, dependents(factor, begun));
    }

    private int dependents(double factor, double begun) {
        int subject = evaluator.subject();
        if (!evaluator.named()[subject]) {
            return 0;
        }
        int found = 0;
        for (int n = 0; n < count; n++) {
            double sold = own[n] * factor + begun * total[n];
            boolean top = sold > largest[n] || sold == largest[n] && subject < largestAt[n];
            if (judged[n]
                    && sold > 0
                    && top
                    && sold / (total[n] - own[n] + sold - unallocated[n]) >= evaluator.dependentShare()) {
                found++;
            }
        }
        return found;
    }
}
