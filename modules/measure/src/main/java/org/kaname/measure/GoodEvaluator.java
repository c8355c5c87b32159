package org.kaname.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBlock;
import org.kaname.measure.advantage.Rca;
import org.kaname.measure.concentration.Hhi;
import org.kaname.measure.concentration.ImportExportRatio;
import org.kaname.measure.concentration.ImportRank;
import org.kaname.measure.concentration.ImportTotals;
import org.kaname.measure.concentration.TopSupplier;
import org.kaname.measure.concentration.TradeBalance;
import org.kaname.measure.world.Exports;
import org.kaname.measure.world.OtherExporters;
import org.kaname.measure.world.ReverseDependence;
import org.kaname.measure.world.WorldCover;
import org.kaname.measure.world.WorldHhi;
import org.kaname.measure.world.WorldShare;
import org.kaname.model.Code;
import org.kaname.model.Reason;

/**
 * Turns the flows of a good and year into the numbers of one subject. The same path serves observed flows, perturbed draws and
 * counterfactual worlds: only the values of the block differ. Identity partition. Not thread-safe: one instance for each thread
 * ({@link #fork}).
 */
public final class GoodEvaluator {
    private final DataSet data;
    private final int subject;
    private final BitSet partners;
    private final boolean[] named;
    private final double worldCoverageNeeded;
    private final double unallocatedLimit;
    private final double dependentShare;
    private final Shared shared;
    private final double[] exports;
    private final double[] observedExports;
    private int observedYear = Integer.MIN_VALUE;
    private @Nullable Code observedProduct;
    private double observedTotal;
    /** The context asked for last: worlds of one good ask for the same again and again. */
    private @Nullable GoodContext lastContext;

    private int lastYear;
    private @Nullable Code lastProduct;
    private int importedYear = Integer.MIN_VALUE;
    private String importedScheme = "";
    private double[] imported = {};

    /** Figures of the import side, which are missing together. */
    private static final GoodMeasure[] IMPORT_SIDE = {
        GoodMeasure.TOP_VALUE,
        GoodMeasure.TOP_SHARE,
        GoodMeasure.HHI,
        GoodMeasure.EFFECTIVE_SUPPLIERS,
        GoodMeasure.PARTNER_SHARE,
        GoodMeasure.CDI1,
        GoodMeasure.CDI2
    };

    /** Figures of the other exporters, which are missing together. */
    private static final GoodMeasure[] OTHERS = {
        GoodMeasure.WORLD_HHI_OTHERS,
        GoodMeasure.OTHER_EXPORTERS,
        GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO,
        GoodMeasure.SUPPLIER_COUNT_RATIO
    };

    /** What does not change between worlds; filled on demand, guarded by its own lock. */
    private static final class Shared {
        final Map<Long, GoodContext> contexts = new HashMap<>();
        final Map<String, double[]> imported = new HashMap<>();
        /** Of no subject alone, so that subjects may share it; guarded by itself. */
        final Map<Integer, Totals> totals;

        Shared(Map<Integer, Totals> totals) {
            this.totals = totals;
        }
    }

    /** Facts about a good and year that no perturbed value changes. */
    record GoodContext(
            boolean worldDeclared,
            double cover,
            Coverage.State subjectState,
            BitSet judgedImporters,
            int unknownImporters) {}

    /** X[c,·] by economy and X[·,·], over all goods of a year, in thousandths. */
    record Totals(double[] byExporter, double world) {}

    /**
     * @param partners the user's partner set; empty: the top supplier is the partner
     */
    public GoodEvaluator(DataSet data, int subject, BitSet partners, Settings settings) {
        this(
                data,
                subject,
                partners,
                settings.get(MeasureConstants.WORLD_COVERAGE),
                settings.get(MeasureConstants.UNALLOCATED_LIMIT),
                settings.get("cao@2021.top_share"),
                new Shared(new HashMap<>()));
    }

    private GoodEvaluator(
            DataSet data,
            int subject,
            BitSet partners,
            double worldCoverageNeeded,
            double unallocatedLimit,
            double dependentShare,
            Shared shared) {
        this.data = data;
        this.subject = subject;
        this.partners = partners;
        this.named = data.economies().named();
        this.worldCoverageNeeded = worldCoverageNeeded;
        this.unallocatedLimit = unallocatedLimit;
        this.dependentShare = dependentShare;
        this.shared = shared;
        this.exports = new double[data.economies().size()];
        this.observedExports = new double[exports.length];
    }

    /** An instance for another thread that shares what was already computed. */
    public GoodEvaluator fork() {
        return new GoodEvaluator(
                data, subject, partners, worldCoverageNeeded, unallocatedLimit, dependentShare, shared);
    }

    /** An instance with other constants that shares what was already read from the flows. */
    public GoodEvaluator withSettings(Settings settings) {
        return new GoodEvaluator(
                data,
                subject,
                partners,
                settings.get(MeasureConstants.WORLD_COVERAGE),
                settings.get(MeasureConstants.UNALLOCATED_LIMIT),
                settings.get("cao@2021.top_share"),
                shared);
    }

    /** An instance for another subject; sums over all goods are shared. */
    GoodEvaluator of(int otherSubject) {
        return new GoodEvaluator(
                data,
                otherSubject,
                partners,
                worldCoverageNeeded,
                unallocatedLimit,
                dependentShare,
                new Shared(shared.totals));
    }

    public int subject() {
        return subject;
    }

    public BitSet partners() {
        return partners;
    }

    /** The observed flows of a good and year; empty where the cube has none. */
    public FlowBlock observed(int year, Code product) {
        int y = data.cube().yearIndex(year);
        int p = data.cube().productIndex(product);
        return y < 0 || p < 0
                ? new FlowBlock(new double[0], new short[0], new short[0], 0, 0)
                : data.cube().block(y, p);
    }

    public GoodYear evaluate(int year, Code product) {
        return evaluate(year, product, observed(year, product));
    }

    /** The numbers of the subject in a world in which the good's flows are these. */
    public GoodYear evaluate(int year, Code product, FlowBlock block) {
        return evaluate(year, product, block, context(year, product));
    }

    /** The same where what the data set says of the good and year is known already, the year before included. */
    GoodYear evaluate(int year, Code product, FlowBlock block, GoodContext context) {
        var result = new GoodYear(year);
        result.reporterCoverage = context.cover();
        Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
        importSide(block, context, result);
        if (context.worldDeclared()) {
            dependents(block, context, result);
        }
        worldSide(year, product, context, result);
        ratios(context, result);
        importRank(year, product, result);
        partnerRatio(block, context, result);
        if (!data.cube().bounds().isEmpty()) {
            ConvertedBounds.widen(
                    data.cube(),
                    data.cube().yearIndex(year),
                    data.cube().productIndex(product),
                    block,
                    named,
                    subject,
                    partners,
                    result);
        }
        return result;
    }

    /**
     * The numbers of the subject in a world in which nothing but its own purchases or sales is another: what {@link OwnTrade} asks.
     *
     * @param purchases the subject's flows alone
     * @param exported by exporter, of the whole good
     * @param dependents their number, where the world side is known
     */
    GoodYear evaluate(int year, Code product, FlowBlock purchases, double[] exported, int dependents) {
        var context = context(year, product);
        var result = new GoodYear(year);
        result.reporterCoverage = context.cover();
        System.arraycopy(exported, 0, exports, 0, exports.length);
        importSide(purchases, context, result);
        if (context.worldDeclared()) {
            putDependents(dependents, context, result);
        }
        worldSide(year, product, context, result);
        ratios(context, result);
        importRank(year, product, result);
        result.missing(GoodMeasure.PARTNER_RATIO, Reason.LEFT_OUT);
        return result;
    }

    boolean[] named() {
        return named;
    }

    double dependentShare() {
        return dependentShare;
    }

    private void importSide(FlowBlock block, GoodContext context, GoodYear result) {
        result.importsKnown = context.subjectState().known();
        if (!result.importsKnown) {
            var why = why(context.subjectState());
            result.missing(GoodMeasure.IMPORTS, why);
            for (var side : IMPORT_SIDE) {
                result.missing(side, why);
            }
            return;
        }
        var v = block.value();
        var e = block.exporter();
        int from = block.first(subject);
        int to = block.end(subject);
        double imports = ImportTotals.imports(v, from, to);
        double unallocated = ImportTotals.unallocated(v, e, named, from, to);
        int top = TopSupplier.position(v, e, named, from, to);
        result.put(GoodMeasure.IMPORTS, imports / SCALE);
        if (top < 0) {
            var why = imports > 0 ? Reason.NO_NAMED_SUPPLIER : Reason.NO_DENOMINATOR;
            for (var side : IMPORT_SIDE) {
                result.missing(side, why);
            }
            result.unallocatedShare = imports > 0 ? 1 : 0;
            return;
        }
        double first = v[top];
        double squares = Hhi.squares(v, e, named, from, to);
        boolean wide = unallocated / imports > unallocatedLimit;
        result.topSupplier = e[top];
        result.tied = TopSupplier.tied(v, e, named, from, to, first);
        result.suppliers = suppliers(e, from, to);
        result.unallocatedShare = unallocated / imports;
        result.put(GoodMeasure.TOP_VALUE, first / SCALE);
        result.put(
                GoodMeasure.TOP_SHARE,
                TopSupplier.share(first, imports, unallocated),
                TopSupplier.low(first, imports),
                TopSupplier.high(first, imports, unallocated),
                wide);
        double hhi = Hhi.point(squares, imports, unallocated);
        double hhiLow = Hhi.low(squares, imports);
        double hhiHigh = Hhi.high(squares, first, imports, unallocated);
        result.put(GoodMeasure.HHI, hhi, hhiLow, hhiHigh, wide);
        result.put(
                GoodMeasure.EFFECTIVE_SUPPLIERS,
                Hhi.effectiveSuppliers(hhi),
                Hhi.effectiveSuppliers(hhiHigh),
                Hhi.effectiveSuppliers(hhiLow),
                wide);
        result.put(GoodMeasure.CDI1, hhi, hhiLow, hhiHigh, wide);
        result.put(GoodMeasure.CDI2, 1);
        double fromPartner = partners.isEmpty() ? first : fromPartners(v, e, from, to);
        result.put(
                GoodMeasure.PARTNER_SHARE,
                TopSupplier.share(fromPartner, imports, unallocated),
                TopSupplier.low(fromPartner, imports),
                TopSupplier.high(fromPartner, imports, unallocated),
                wide);
    }

    private int suppliers(short[] exporter, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (named[exporter[i]]) {
                count++;
            }
        }
        return count;
    }

    private double fromPartners(double[] value, short[] exporter, int from, int to) {
        double total = 0;
        for (int i = from; i < to; i++) {
            if (partners.get(exporter[i])) {
                total += value[i];
            }
        }
        return total;
    }

    private void worldSide(int year, Code product, GoodContext context, GoodYear result) {
        if (!context.worldDeclared()) {
            result.missing(GoodMeasure.EXPORTS, Reason.EXCERPT);
            result.missing(GoodMeasure.WORLD_SHARE, Reason.EXCERPT);
            result.missing(GoodMeasure.WORLD_RANK, Reason.EXCERPT);
            result.missing(GoodMeasure.WORLD_HHI, Reason.EXCERPT);
            result.missing(GoodMeasure.PARTNER_WORLD_SHARE, Reason.EXCERPT);
            result.missing(GoodMeasure.DEPENDENTS, Reason.EXCERPT);
            result.missing(GoodMeasure.RCA, Reason.EXCERPT);
            othersMissing(result, Reason.EXCERPT);
            return;
        }
        result.put(GoodMeasure.EXPORTS, exports[subject] / SCALE);
        double world = WorldShare.world(exports);
        double unallocated = WorldShare.unallocated(exports, named);
        rca(year, product, world, result);
        boolean thin = context.cover() < worldCoverageNeeded;
        if (thin || !(world - unallocated > 0)) {
            var why = thin ? Reason.WORLD_COVERAGE_LOW : Reason.NO_DENOMINATOR;
            result.missing(GoodMeasure.WORLD_SHARE, why);
            result.missing(GoodMeasure.WORLD_RANK, why);
            result.missing(GoodMeasure.WORLD_HHI, why);
            result.missing(GoodMeasure.PARTNER_WORLD_SHARE, why);
            othersMissing(result, why);
            return;
        }
        others(result);
        boolean wide = unallocated / world > unallocatedLimit;
        putWorldShare(result, GoodMeasure.WORLD_SHARE, exports[subject], world, unallocated, wide);
        if (exports[subject] > 0) {
            result.put(GoodMeasure.WORLD_RANK, WorldShare.rank(exports, named, subject));
        } else {
            result.missing(GoodMeasure.WORLD_RANK, Reason.NO_EXPORTS);
        }
        double squares = WorldHhi.squares(exports, named);
        result.put(
                GoodMeasure.WORLD_HHI,
                WorldHhi.point(squares, world, unallocated),
                WorldHhi.low(squares, world),
                WorldHhi.high(squares, WorldHhi.largest(exports, named), world, unallocated),
                wide);
        if (!partners.isEmpty()) {
            double partnersExports =
                    partners.stream().mapToDouble(j -> exports[j]).sum();
            putWorldShare(result, GoodMeasure.PARTNER_WORLD_SHARE, partnersExports, world, unallocated, wide);
        } else if (result.topSupplier >= 0) {
            putWorldShare(
                    result, GoodMeasure.PARTNER_WORLD_SHARE, exports[result.topSupplier], world, unallocated, wide);
        } else {
            result.missing(GoodMeasure.PARTNER_WORLD_SHARE, Reason.NO_NAMED_SUPPLIER);
        }
    }

    private static void othersMissing(GoodYear result, Reason why) {
        for (var measure : OTHERS) {
            result.missing(measure, why);
        }
    }

    /** Whom the subject could buy from, and how much of that it does; the import side must have been put. */
    private void others(GoodYear result) {
        int count = OtherExporters.count(exports, named, subject);
        double hhi = OtherExporters.hhi(exports, named, subject);
        if (count == 0) {
            othersMissing(result, Reason.NO_DENOMINATOR);
            result.put(GoodMeasure.OTHER_EXPORTERS, 0);
            return;
        }
        result.put(GoodMeasure.WORLD_HHI_OTHERS, hhi);
        result.put(GoodMeasure.OTHER_EXPORTERS, count);
        var why = result.reason(GoodMeasure.HHI);
        if (why != null) {
            result.missing(GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO, why);
            result.missing(GoodMeasure.SUPPLIER_COUNT_RATIO, why);
            return;
        }
        boolean wide = result.intervalDecides(GoodMeasure.HHI);
        result.put(
                GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO,
                OtherExporters.effectiveRatio(result.value(GoodMeasure.HHI), hhi),
                OtherExporters.effectiveRatio(result.high(GoodMeasure.HHI), hhi),
                OtherExporters.effectiveRatio(result.low(GoodMeasure.HHI), hhi),
                wide);
        double ratio = (double) result.suppliers / count;
        // What is of no known origin may come from one more supplier, or from all there are.
        result.put(
                GoodMeasure.SUPPLIER_COUNT_RATIO,
                ratio,
                ratio,
                result.unallocatedShare > 0 ? Math.max(1, ratio) : ratio,
                wide);
    }

    private static void putWorldShare(
            GoodYear result, GoodMeasure measure, double x, double world, double unallocated, boolean wide) {
        result.put(
                measure,
                WorldShare.share(x, world, unallocated),
                WorldShare.low(x, world),
                WorldShare.high(x, world, unallocated),
                wide);
    }

    /** Counts who depends on the subject; importers that are not listed one by one widen the count to an interval. */
    private void dependents(FlowBlock block, GoodContext context, GoodYear result) {
        double world = WorldShare.world(exports);
        var found = new ArrayList<GoodYear.Dependent>();
        double supplied = 0;
        double demand = 0;
        int from = block.from();
        while (from < block.to()) {
            int importer = block.importer()[from];
            int to = from;
            while (to < block.to() && block.importer()[to] == importer) {
                to++;
            }
            if (importer != subject
                    && block.exporter()[from] <= subject
                    && context.judgedImporters().get(importer)
                    && ReverseDependence.depends(
                            block.value(), block.exporter(), named, from, to, subject, dependentShare)) {
                int top = TopSupplier.position(block.value(), block.exporter(), named, from, to);
                double value = block.value()[top];
                double imports = ImportTotals.imports(block.value(), from, to);
                double unallocated = ImportTotals.unallocated(block.value(), block.exporter(), named, from, to);
                found.add(new GoodYear.Dependent(importer, TopSupplier.share(value, imports, unallocated), value));
                supplied += value;
                demand += imports;
            }
            from = to;
        }
        found.sort((a, b) -> a.share() != b.share()
                ? Double.compare(b.share(), a.share())
                : Integer.compare(a.economy(), b.economy()));
        result.dependents = List.copyOf(found);
        result.dependentsCover = ReverseDependence.cover(supplied, demand);
        result.dependentsReach = ReverseDependence.reach(demand, world);
        putDependents(found.size(), context, result);
    }

    private static void putDependents(int count, GoodContext context, GoodYear result) {
        if (context.unknownImporters() == 0) {
            result.put(GoodMeasure.DEPENDENTS, count);
        } else {
            result.put(GoodMeasure.DEPENDENTS, count, count, count + context.unknownImporters(), true);
        }
    }

    private void rca(int year, Code product, double productTotal, GoodYear result) {
        if (!data.coverage().allProducts()) {
            result.missing(GoodMeasure.RCA, Reason.PRODUCTS_PARTIAL);
            return;
        }
        // Totals over all goods are observed ones, moved by what this good's exports changed.
        var totals = totals(year);
        observe(year, product);
        double change = productTotal - observedTotal;
        double economyTotal = totals.byExporter()[subject] - observedExports[subject] + exports[subject];
        double rca = Rca.rca(exports[subject], economyTotal, productTotal, totals.world() + change);
        if (Double.isNaN(rca)) {
            result.missing(GoodMeasure.RCA, Reason.NO_DENOMINATOR);
        } else {
            result.put(GoodMeasure.RCA, rca);
        }
    }

    /** Fills the observed exports, which many worlds of one good share. */
    private void observe(int year, Code product) {
        if (year == observedYear && product.equals(observedProduct)) {
            return;
        }
        var observed = observed(year, product);
        Exports.byExporter(observed.value(), observed.exporter(), observed.from(), observed.to(), observedExports);
        observedTotal = WorldShare.world(observedExports);
        observedYear = year;
        observedProduct = product;
    }

    private static void ratios(GoodContext context, GoodYear result) {
        double imports = result.value(GoodMeasure.IMPORTS);
        if (Double.isNaN(imports)) {
            var why = why(context.subjectState());
            result.missing(GoodMeasure.RATIO, why);
            result.missing(GoodMeasure.CDI3, why);
            result.missing(GoodMeasure.CDI3_EXTRA, why);
            result.missing(GoodMeasure.BALANCE, why);
            return;
        }
        double own = result.value(GoodMeasure.EXPORTS);
        putRatio(result, GoodMeasure.RATIO, imports, own);
        putRatio(result, GoodMeasure.CDI3, imports, own);
        putRatio(result, GoodMeasure.CDI3_EXTRA, imports, own);
        if (Double.isNaN(own)) {
            result.missing(GoodMeasure.BALANCE, Reason.EXCERPT);
            return;
        }
        double balance = TradeBalance.balance(imports, own);
        if (Double.isNaN(balance)) {
            result.missing(GoodMeasure.BALANCE, Reason.NO_DENOMINATOR);
        } else {
            result.put(GoodMeasure.BALANCE, balance);
        }
    }

    /** Where the good stands among all that the subject imports: observed imports, but for this good's own. */
    private void importRank(int year, Code product, GoodYear result) {
        var why = result.reason(GoodMeasure.IMPORTS);
        double imports = result.value(GoodMeasure.IMPORTS);
        if (why != null) {
            result.missing(GoodMeasure.IMPORT_RANK_SHARE, why);
        } else if (!data.coverage().allProducts()) {
            result.missing(GoodMeasure.IMPORT_RANK_SHARE, Reason.PRODUCTS_PARTIAL);
        } else if (!(imports > 0)) {
            result.missing(GoodMeasure.IMPORT_RANK_SHARE, Reason.NO_DENOMINATOR);
        } else {
            result.put(
                    GoodMeasure.IMPORT_RANK_SHARE,
                    ImportRank.share(
                            imported(year, product.scheme()), bought(observed(year, product)) / SCALE, imports));
        }
    }

    private double bought(FlowBlock block) {
        return ImportTotals.imports(block.value(), block.first(subject), block.end(subject));
    }

    /** The subject's imports of every good of a classification with any, ascending, in the set's unit. */
    private double[] imported(int year, String scheme) {
        if (year != importedYear || !scheme.equals(importedScheme)) {
            synchronized (shared) {
                imported = shared.imported.computeIfAbsent(scheme + year, unknown -> computeImported(year, scheme));
            }
            importedYear = year;
            importedScheme = scheme;
        }
        return imported;
    }

    private double[] computeImported(int year, String scheme) {
        var cube = data.cube();
        if (cube.allGoods().isPresent()) {
            return Arrays.stream(cube.allGoods().get().imports(year, subject))
                    .map(value -> value / SCALE)
                    .sorted()
                    .toArray();
        }
        int y = cube.yearIndex(year);
        var values = new double[cube.products().size()];
        int count = 0;
        for (int p = 0; y >= 0 && p < values.length; p++) {
            if (cube.products().get(p).scheme().equals(scheme)) {
                double value = bought(cube.block(y, p));
                if (value > 0) {
                    values[count++] = value / SCALE;
                }
            }
        }
        var ascending = Arrays.copyOf(values, count);
        Arrays.sort(ascending);
        return ascending;
    }

    private void partnerRatio(FlowBlock block, GoodContext context, GoodYear result) {
        if (!result.importsKnown()) {
            result.missing(GoodMeasure.PARTNER_RATIO, why(context.subjectState()));
            return;
        }
        var asked = partners;
        if (asked.isEmpty()) {
            if (result.topSupplier < 0) {
                result.missing(GoodMeasure.PARTNER_RATIO, Reason.NO_NAMED_SUPPLIER);
                return;
            }
            asked = new BitSet();
            asked.set(result.topSupplier);
        }
        double bought = 0;
        for (int i = block.first(subject); i < block.end(subject); i++) {
            if (asked.get(block.exporter()[i])) {
                bought += block.value()[i];
            }
        }
        double sold = 0;
        for (int partner = asked.nextSetBit(0); partner >= 0; partner = asked.nextSetBit(partner + 1)) {
            if (!context.judgedImporters().get(partner)) {
                result.missing(GoodMeasure.PARTNER_RATIO, Reason.BILATERAL_EXPORTS);
                return;
            }
            for (int i = block.first(partner); i < block.end(partner); i++) {
                if (block.exporter()[i] == subject) {
                    sold += block.value()[i];
                }
            }
        }
        putRatio(result, GoodMeasure.PARTNER_RATIO, bought / SCALE, sold / SCALE);
    }

    private static void putRatio(GoodYear result, GoodMeasure measure, double imports, double exported) {
        if (Double.isNaN(exported)) {
            result.missing(measure, Reason.EXCERPT);
            return;
        }
        double ratio = ImportExportRatio.ratio(imports, exported);
        if (Double.isNaN(ratio)) {
            result.missing(measure, Reason.NO_DENOMINATOR);
        } else if (Double.isInfinite(ratio)) {
            result.unbounded(measure, Reason.NO_EXPORTS);
        } else {
            result.put(measure, ratio);
        }
    }

    private static Reason why(Coverage.State state) {
        return switch (state) {
            case NOT_REPORTED -> Reason.NOT_REPORTED;
            case HIDDEN -> Reason.HIDDEN_IN_REST;
            case EXCERPT -> Reason.EXCERPT;
            case REPORTED, RECONCILED -> Reason.NO_DENOMINATOR;
        };
    }

    GoodContext context(int year, Code product) {
        var last = lastContext;
        if (last == null || year != lastYear || !product.equals(lastProduct)) {
            last = sharedContext(year, product);
            lastContext = last;
            lastYear = year;
            lastProduct = product;
        }
        return last;
    }

    private GoodContext sharedContext(int year, Code product) {
        int p = data.cube().productIndex(product);
        long key = ((long) year << 32) | (p & 0xFFFFFFFFL);
        synchronized (shared) {
            var known = shared.contexts.get(key);
            if (known == null) {
                known = computeContext(year, product);
                shared.contexts.put(key, known);
            }
            return known;
        }
    }

    private GoodContext computeContext(int year, Code product) {
        var coverage = data.coverage();
        boolean declared = coverage.worldDeclared(year, product);
        double cover = Double.NaN;
        int before = previousYear(coverage.years(product), year);
        if (declared && before != Integer.MIN_VALUE) {
            cover = WorldCover.cover(observed(before, product), coverage.importersWithoutData(year, product));
        }
        var judged = new BitSet();
        int unknown = 0;
        for (int i = 0; i < data.economies().size(); i++) {
            if (!named[i]) {
                continue;
            }
            if (coverage.importer(year, product, i).known()) {
                judged.set(i);
            } else {
                unknown++;
            }
        }
        return new GoodContext(declared, cover, coverage.importer(year, product, subject), judged, unknown);
    }

    /** The newest year of the good before this one, or {@link Integer#MIN_VALUE}. */
    static int previousYear(List<Integer> years, int year) {
        int before = Integer.MIN_VALUE;
        for (int candidate : years) {
            if (candidate < year) {
                before = Math.max(before, candidate);
            }
        }
        return before;
    }

    private Totals totals(int year) {
        synchronized (shared.totals) {
            var known = shared.totals.get(year);
            if (known == null) {
                known = computeTotals(year);
                shared.totals.put(year, known);
            }
            return known;
        }
    }

    private Totals computeTotals(int year) {
        var cube = data.cube();
        if (cube.allGoods().isPresent()) {
            var known = cube.allGoods().get().exports(year);
            return new Totals(known, Arrays.stream(known).sum());
        }
        var total = new double[exports.length];
        var one = new double[exports.length];
        int y = cube.yearIndex(year);
        for (int p = 0; y >= 0 && p < cube.products().size(); p++) {
            var block = cube.block(y, p);
            Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), one);
            for (int j = 0; j < total.length; j++) {
                total[j] += one[j];
            }
        }
        return new Totals(total, Arrays.stream(total).sum());
    }

    private static final double SCALE = org.kaname.data.TradeCube.SCALE;
}
