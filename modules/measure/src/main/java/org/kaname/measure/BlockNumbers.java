package org.kaname.measure;

import java.util.Arrays;
import java.util.BitSet;
import org.kaname.data.Economies;
import org.kaname.data.FlowBlock;
import org.kaname.measure.concentration.Hhi;
import org.kaname.measure.concentration.ImportTotals;
import org.kaname.measure.concentration.TopSupplier;
import org.kaname.measure.world.Exports;
import org.kaname.measure.world.WorldHhi;
import org.kaname.measure.world.WorldShare;

/**
 * What one walk over the flows of a good and year tells of the world side and of every importer at once: the raw material of
 * {@link BlockColumn}s. Arrays named "by buyer" have a cell for each importer that buys the good and whose purchases are known, in
 * ascending order, {@link #buyers} of them; what lies behind is of an earlier good. Values in thousandths of the data set's unit.
 * Filled anew for each good without allocating: scratch of one thread.
 */
final class BlockNumbers {
    private static final FlowBlock NO_FLOWS = new FlowBlock(new double[0], new short[0], new short[0], 0, 0);

    final boolean[] named;
    final BitSet partners;
    private final double worldCoverageNeeded;
    private final double unallocatedLimit;
    final double dependentShare;
    private final int singleEconomies;

    FlowBlock block = NO_FLOWS;

    /** Named importers whose purchases are known. */
    BitSet known = new BitSet();

    int buyers;
    /** By buyer: index of the economy. */
    final int[] importer;
    /** By buyer: M. */
    final double[] imports;
    /** By buyer: n, of unspecified origin. */
    final double[] unallocated;
    /** By buyer: n / M is so large that a condition must hold at both ends of the interval. */
    final boolean[] wide;
    /** By buyer: position of the top supplier's flow, or -1. */
    final int[] top;
    /** By buyer: v1; 0 where no supplier is named. */
    final double[] first;
    /** By buyer: Σ v² over named suppliers. */
    final double[] squares;

    /** First flow of each economy as importer; one cell more than economies. */
    private final int[] start;
    /** Imports of every importer, known or not, remainders too: what the next year's coverage is weighed by. */
    final double[] bought;

    /** The sum over all importers is in the set; X is known. */
    boolean worldDeclared;
    /** Shares of world exports are known besides: coverage is high enough and something is traded by named exporters. */
    boolean worldKnown;
    /** As {@link #wide}, of world exports. */
    boolean worldWide;
    /** X of every economy; not filled unless {@link #worldDeclared}. */
    final double[] exports;

    double world;
    double worldUnallocated;
    private double worldHhiLow;
    private double worldHhiHigh;
    /** By economy; filled by the column that counts them. */
    final int[] dependents;

    BlockNumbers(Economies economies, BitSet partners, Settings settings) {
        this.named = economies.named();
        this.partners = partners;
        this.worldCoverageNeeded = settings.get(MeasureConstants.WORLD_COVERAGE);
        this.unallocatedLimit = settings.get(MeasureConstants.UNALLOCATED_LIMIT);
        this.dependentShare = settings.get("cao@2021.top_share");
        int size = named.length;
        int single = 0;
        for (boolean is : named) {
            single += is ? 1 : 0;
        }
        singleEconomies = single;
        importer = new int[size];
        imports = new double[size];
        unallocated = new double[size];
        wide = new boolean[size];
        top = new int[size];
        first = new double[size];
        squares = new double[size];
        start = new int[size + 1];
        bought = new double[size];
        exports = new double[size];
        dependents = new int[size];
    }

    /**
     * Walks the flows of one good in one year.
     *
     * @param knownImporters named importers whose purchases are known
     * @param declared the sum over all importers is in the set
     * @param cover reporter coverage; NaN where there is no year before
     */
    void read(FlowBlock flows, BitSet knownImporters, boolean declared, double cover) {
        block = flows;
        known = knownImporters;
        worldDeclared = declared;
        worldKnown = false;
        buyers = 0;
        Arrays.fill(bought, 0);
        var of = flows.importer();
        int at = flows.from();
        int next = 0;
        while (at < flows.to()) {
            int economy = of[at];
            int end = at + 1;
            while (end < flows.to() && of[end] == economy) {
                end++;
            }
            Arrays.fill(start, next, economy + 1, at);
            next = economy + 1;
            bought[economy] = ImportTotals.imports(flows.value(), at, end);
            if (knownImporters.get(economy) && bought[economy] > 0) {
                readBuyer(economy, at, end);
            }
            at = end;
        }
        Arrays.fill(start, next, start.length, flows.to());
        if (declared) {
            readWorld(cover);
        }
    }

    private void readBuyer(int economy, int from, int to) {
        int k = buyers++;
        var value = block.value();
        var exporter = block.exporter();
        importer[k] = economy;
        imports[k] = bought[economy];
        unallocated[k] = ImportTotals.unallocated(value, exporter, named, from, to);
        wide[k] = unallocated[k] / imports[k] > unallocatedLimit;
        top[k] = TopSupplier.position(value, exporter, named, from, to);
        first[k] = top[k] < 0 ? 0 : value[top[k]];
        squares[k] = Hhi.squares(value, exporter, named, from, to);
    }

    private void readWorld(double cover) {
        Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
        world = WorldShare.world(exports);
        worldUnallocated = WorldShare.unallocated(exports, named);
        worldKnown = !(cover < worldCoverageNeeded) && world - worldUnallocated > 0;
        worldWide = worldUnallocated / world > unallocatedLimit;
        double squares = WorldHhi.squares(exports, named);
        if (worldWide) {
            worldHhiLow = WorldHhi.low(squares, world);
            worldHhiHigh = WorldHhi.high(squares, WorldHhi.largest(exports, named), world, worldUnallocated);
        } else {
            worldHhiLow = WorldHhi.point(squares, world, worldUnallocated);
            worldHhiHigh = worldHhiLow;
        }
    }

    /** HW, or its lower end where too much is of unspecified origin; NaN where missing. */
    double worldHhiLow() {
        return worldKnown ? worldHhiLow : Double.NaN;
    }

    /** HW, or its upper end likewise. */
    double worldHhiHigh() {
        return worldKnown ? worldHhiHigh : Double.NaN;
    }

    /** First flow of an economy's purchases, known or not. */
    int from(int economy) {
        return start[economy];
    }

    /** One past the last flow of an economy's purchases. */
    int to(int economy) {
        return start[economy + 1];
    }

    /** Named importers whose purchases are not known. */
    int unknownImporters() {
        return singleEconomies - known.cardinality();
    }

    /** The value of the flow from an exporter to an importer, or 0. */
    double flow(int exporterOf, int importerOf) {
        int at = Arrays.binarySearch(block.exporter(), from(importerOf), to(importerOf), (short) exporterOf);
        return at < 0 ? 0 : block.value()[at];
    }
}
