package org.kaname.triage;

import java.util.ArrayList;
import java.util.List;
import org.kaname.data.FlowBlock;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodProfile;

/** The flows of one good in the window, and copies of them with one thing changed. Immutable. */
record World(List<FlowBlock> years) {

    static World observed(GoodProfile profile, GoodEvaluator evaluator) {
        var blocks = new ArrayList<FlowBlock>();
        for (var year : profile.window()) {
            blocks.add(evaluator.observed(year.year(), profile.product()).copy());
        }
        return new World(List.copyOf(blocks));
    }

    /** What one importer buys from whom, by exporter index. */
    static double[] purchases(FlowBlock block, int importer, int economies) {
        var bought = new double[economies];
        for (int i = block.first(importer); i < block.end(importer); i++) {
            bought[block.exporter()[i]] += block.value()[i];
        }
        return bought;
    }

    /** A block in which one importer buys this instead; sorted as every block is. */
    static FlowBlock withPurchases(FlowBlock block, int importer, double[] bought) {
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

    /** A block in which one exporter sells {@code factor} times as much to everybody. */
    static FlowBlock withExports(FlowBlock block, int exporter, double factor) {
        var value = java.util.Arrays.copyOfRange(block.value(), block.from(), block.to());
        for (int i = 0; i < value.length; i++) {
            if (block.exporter()[block.from() + i] == exporter) {
                value[i] *= factor;
            }
        }
        return new FlowBlock(
                value,
                java.util.Arrays.copyOfRange(block.exporter(), block.from(), block.to()),
                java.util.Arrays.copyOfRange(block.importer(), block.from(), block.to()),
                0,
                value.length);
    }
}
