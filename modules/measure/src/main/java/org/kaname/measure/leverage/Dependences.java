package org.kaname.measure.leverage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBlock;
import org.kaname.measure.BlockVerdicts;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.concentration.ImportTotals;
import org.kaname.measure.concentration.TopSupplier;
import org.kaname.model.Code;
import org.kaname.model.Truth;

/**
 * All pairs of an importer that a rule flags and its top supplier (measurement 4.3), read from the importers' side by one walk over
 * all importers and goods. Reference: {@code dependence.sql}; counted from the exporters' side in the tests.
 *
 * @param list by good, year and importer
 * @param unknown by good and year: the importers that the rule could not judge or whose purchases are not known
 */
public record Dependences(List<Dependence> list, Map<Cell, BitSet> unknown) {
    /** Method id of everything in this package. */
    public static final String METHOD = "leverage@1";

    /** A good in a year. */
    public record Cell(Code product, int year) {}

    /** Which years of a good are asked about. */
    @FunctionalInterface
    public interface Years {
        boolean takes(Code product, int year);
    }

    public Dependences {
        list = List.copyOf(list);
        unknown = Map.copyOf(unknown);
    }

    /**
     * Judges every importer.
     *
     * @param products goods of the data set
     * @param asOf no later year is read
     * @param years outcomes of rules with a window are as of each of these years
     * @param threads at least 1
     */
    public static Dependences of(
            DataSet data,
            List<Code> products,
            RuleVersion rule,
            int asOf,
            Years years,
            Settings settings,
            int threads) {
        var verdicts = new BlockVerdicts(data.economies(), products, List.of(rule), new BitSet(), settings, threads);
        var covered = new TreeSet<Integer>();
        products.forEach(
                p -> data.coverage().years(p).stream().filter(y -> y <= asOf).forEach(covered::add));
        var found = new ArrayList<Dependence>();
        var unknown = new HashMap<Cell, BitSet>();
        for (int year : covered) {
            verdicts.take(data, year);
            for (int p = 0; p < products.size(); p++) {
                var product = products.get(p);
                if (data.coverage().years(product).contains(year) && years.takes(product, year)) {
                    unknown.put(new Cell(product, year), read(data, verdicts, p, year, found));
                }
            }
        }
        return new Dependences(found, unknown);
    }

    /** Adds the pairs of one good and year; the importers that stay unknown. */
    private static BitSet read(DataSet data, BlockVerdicts verdicts, int p, int year, List<Dependence> found) {
        var product = verdicts.listProducts().get(p);
        var block = block(data, product, year);
        var named = data.economies().named();
        var unknown = new BitSet();
        for (int importer = 0; importer < named.length; importer++) {
            if (!verdicts.isJudged(p, importer)) {
                continue;
            }
            var truth = data.coverage().importer(year, product, importer).known()
                    ? verdicts.truth(0, p, importer)
                    : Truth.UNKNOWN;
            if (truth == Truth.UNKNOWN) {
                unknown.set(importer);
                continue;
            }
            int from = block.first(importer);
            int to = block.end(importer);
            int top = TopSupplier.position(block.value(), block.exporter(), named, from, to);
            if (truth == Truth.YES && top >= 0) {
                double imports = ImportTotals.imports(block.value(), from, to);
                double unallocated = ImportTotals.unallocated(block.value(), block.exporter(), named, from, to);
                found.add(new Dependence(
                        importer,
                        block.exporter()[top],
                        product,
                        year,
                        block.value()[top],
                        imports,
                        TopSupplier.share(block.value()[top], imports, unallocated)));
            }
        }
        return unknown;
    }

    static FlowBlock block(DataSet data, Code product, int year) {
        int y = data.cube().yearIndex(year);
        int p = data.cube().productIndex(product);
        return y < 0 || p < 0
                ? new FlowBlock(new double[0], new short[0], new short[0], 0, 0)
                : data.cube().block(y, p);
    }

    /**
     * The year in which each good is judged for a subject (measurement 1.5): the newest until {@code asOf} in which the subject's
     * purchases are known, else the newest covered. Goods that the set does not cover until then are no keys.
     */
    public static Map<Code, Integer> yearsOf(DataSet data, int subject, List<Code> products, int asOf) {
        var years = new TreeMap<Code, Integer>();
        for (var product : products) {
            var covered = data.coverage().years(product).stream()
                    .filter(y -> y <= asOf)
                    .toList();
            if (covered.isEmpty()) {
                continue;
            }
            years.put(
                    product,
                    covered.stream()
                            .filter(y -> data.coverage()
                                    .importer(y, product, subject)
                                    .known())
                            .reduce((a, b) -> b)
                            .orElse(covered.getLast()));
        }
        return years;
    }
}
