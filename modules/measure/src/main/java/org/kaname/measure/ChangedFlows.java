package org.kaname.measure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;
import org.kaname.data.FlowBlock;

/**
 * Copies of the flows of one good in one year with one thing changed: what counterfactuals and flips are verified on. Values in
 * thousandths, sorted by importer, then exporter, as every block is; the block given is only read.
 */
public final class ChangedFlows {
    private ChangedFlows() {}

    /** What one importer buys from whom, by exporter index. */
    public static double[] purchases(FlowBlock block, int importer, int economies) {
        var bought = new double[economies];
        for (int i = block.first(importer); i < block.end(importer); i++) {
            bought[block.exporter()[i]] += block.value()[i];
        }
        return bought;
    }

    /** A block in which one importer buys this instead; sorted as every block is. */
    public static FlowBlock withPurchases(FlowBlock block, int importer, double[] bought) {
        int first = block.first(importer);
        int end = block.end(importer);
        int count = 0;
        for (double v : bought) {
            if (v > 0) {
                count++;
            }
        }
        int size = block.size() - (end - first) + count;
        var value = new double[size];
        var exporters = new short[size];
        var importers = new short[size];
        int before = first - block.from();
        System.arraycopy(block.value(), block.from(), value, 0, before);
        System.arraycopy(block.exporter(), block.from(), exporters, 0, before);
        System.arraycopy(block.importer(), block.from(), importers, 0, before);
        int at = before;
        for (int j = 0; j < bought.length; j++) {
            if (bought[j] > 0) {
                value[at] = bought[j];
                exporters[at] = (short) j;
                importers[at] = (short) importer;
                at++;
            }
        }
        int after = block.to() - end;
        System.arraycopy(block.value(), end, value, at, after);
        System.arraycopy(block.exporter(), end, exporters, at, after);
        System.arraycopy(block.importer(), end, importers, at, after);
        return new FlowBlock(value, exporters, importers, 0, size);
    }

    /**
     * A block in which each of these importers buys something else; one pass, sorted as every block is.
     *
     * @param instead what an importer buys from whom, by exporter index; at most one exporter more than today
     */
    public static FlowBlock withPurchases(FlowBlock block, BitSet importers, IntFunction<double[]> instead) {
        int most = block.size() + importers.cardinality();
        var value = new double[most];
        var exporter = new short[most];
        var importer = new short[most];
        int at = 0;
        int from = block.from();
        while (from < block.to()) {
            short buyer = block.importer()[from];
            int to = from;
            while (to < block.to() && block.importer()[to] == buyer) {
                to++;
            }
            if (importers.get(buyer)) {
                var bought = instead.apply(buyer);
                for (int j = 0; j < bought.length; j++) {
                    if (bought[j] > 0) {
                        value[at] = bought[j];
                        exporter[at] = (short) j;
                        importer[at] = buyer;
                        at++;
                    }
                }
            } else {
                System.arraycopy(block.value(), from, value, at, to - from);
                System.arraycopy(block.exporter(), from, exporter, at, to - from);
                System.arraycopy(block.importer(), from, importer, at, to - from);
                at += to - from;
            }
            from = to;
        }
        return new FlowBlock(value, exporter, importer, 0, at);
    }

    /** A block in which one exporter sells {@code factor} times as much to everybody. */
    public static FlowBlock withExports(FlowBlock block, int exporter, double factor) {
        var value = Arrays.copyOfRange(block.value(), block.from(), block.to());
        for (int i = 0; i < value.length; i++) {
            if (block.exporter()[block.from() + i] == exporter) {
                value[i] *= factor;
            }
        }
        return new FlowBlock(
                value,
                Arrays.copyOfRange(block.exporter(), block.from(), block.to()),
                Arrays.copyOfRange(block.importer(), block.from(), block.to()),
                0,
                value.length);
    }

    /** A block in which every other importer buys from the exporter this part of what it buys today, besides; one pass. */
    public static FlowBlock withNewExports(FlowBlock block, int exporter, double share) {
        var value = new double[2 * block.size()];
        var exporters = new short[value.length];
        var importers = new short[value.length];
        int at = 0;
        int from = block.from();
        while (from < block.to()) {
            short importer = block.importer()[from];
            double total = 0;
            int to = from;
            while (to < block.to() && block.importer()[to] == importer) {
                total += block.value()[to];
                to++;
            }
            boolean open = importer != exporter;
            for (int i = from; i < to; i++) {
                if (open && block.exporter()[i] >= exporter) {
                    boolean same = block.exporter()[i] == exporter;
                    value[at] = share * total + (same ? block.value()[i] : 0);
                    exporters[at] = (short) exporter;
                    importers[at] = importer;
                    at++;
                    open = false;
                    if (same) {
                        continue;
                    }
                }
                value[at] = block.value()[i];
                exporters[at] = block.exporter()[i];
                importers[at] = importer;
                at++;
            }
            if (open) {
                value[at] = share * total;
                exporters[at] = (short) exporter;
                importers[at] = importer;
                at++;
            }
            from = to;
        }
        return new FlowBlock(value, exporters, importers, 0, at);
    }
}
