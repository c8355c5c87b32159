package org.kaname.app.leverage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Settings;
import org.kaname.measure.chokepoint.CentralExporter;
import org.kaname.measure.chokepoint.SupplierCentrality;
import org.kaname.measure.leverage.Dependence;
import org.kaname.measure.leverage.Leverage;
import org.kaname.measure.power.Erosion;
import org.kaname.measure.power.PowerProfile;
import org.kaname.measure.world.Exports;
import org.kaname.measure.world.WorldShare;
import org.kaname.model.Code;
import org.kaname.model.Figure;

/** What is shown, computed once for the three forms of output. Not thread-safe. */
public final class LeverageView {
    /** Other exporters named beside a good. */
    private static final int ALTERNATIVES = 3;

    private static final String NEAR_SHARE = "triage@1.b2_world_share";
    private static final String NARROW = "triage@1.narrow_margin";
    private static final String ERODING_FALL = "triage@1.eroding_fall";

    private final DataSet data;
    private final Leverage leverage;
    private final int subject;
    private final int year;
    private final Settings settings;
    private final BitSet partners;
    private final Map<Integer, GoodEvaluator> evaluators = new HashMap<>();
    private final List<Held> held;
    private final List<Leverage.Pair> pairs;
    private final Optional<Leverage.Pair> partner;
    private final SupplierCentrality centrality;

    /**
     * One good of the subject: the world share, its proxies of market power and its trend.
     *
     * @param eroding the share fell by the constant of the tag ERODING or more
     * @param central how unequal the exporters of the good are, experimental
     */
    public record Shown(
            Code product,
            int year,
            Figure worldShare,
            Figure worldRank,
            Map<String, Figure> power,
            Erosion erosion,
            boolean eroding,
            CentralExporter central) {}

    /** A good in which the subject's world share is near the threshold of the colour Blue or above it. */
    private record Held(Code product, int year, double share) {}

    /**
     * One good of one direction of a pair.
     *
     * @param worldShare the supplier's
     * @param otherExporters named exporters but for the two; negative where the world side is not known
     * @param alternatives the largest of them; empty where the world side is not known
     */
    public record Bought(
            Dependence dependence, Figure worldShare, int otherExporters, List<Alternative> alternatives) {}

    /** @param worldShare of world exports of the good, 0..1 */
    public record Alternative(String economy, double worldShare) {}

    /**
     * Computes it.
     *
     * @param partners the partner set of the proxies, without the subject
     * @param other index of the economy asked about, or -1
     */
    public LeverageView(
            DataSet data, Leverage leverage, int subject, int year, Settings settings, BitSet partners, int other) {
        this.data = data;
        this.leverage = leverage;
        this.subject = subject;
        this.year = year;
        this.settings = settings;
        this.partners = partners;
        this.held = findHeld();
        this.pairs = leverage.listPairs();
        this.centrality = SupplierCentrality.of(data, leverage.years());
        this.partner = other < 0 ? Optional.empty() : Optional.of(leverage.pair(other));
    }

    public DataSet data() {
        return data;
    }

    public Leverage leverage() {
        return leverage;
    }

    /** Code of the subject. */
    public String subject() {
        return code(subject);
    }

    public int year() {
        return year;
    }

    public Settings settings() {
        return settings;
    }

    /** Economies as suppliers of suppliers, over the goods compared. */
    public SupplierCentrality centrality() {
        return centrality;
    }

    /** The subject's place and value there; rank 0 where it is outside the part. */
    public int centralityRank() {
        return centrality.rank(subject);
    }

    /** NaN where the subject is outside the part. */
    public double centralityValue() {
        return centrality.value()[subject];
    }

    public List<Leverage.Pair> pairs() {
        return pairs;
    }

    /** Both directions with the economy asked about. */
    public Optional<Leverage.Pair> partner() {
        return partner;
    }

    /** Codes of the partner set, in order. */
    public List<String> partners() {
        return partners.stream().mapToObj(this::code).sorted().toList();
    }

    public String code(int economy) {
        return data.economies().get(economy).code();
    }

    /** The world share from which a good is listed: a narrow margin below the threshold of the colour Blue. */
    public double nearShare() {
        return settings.get(NEAR_SHARE) * (1 - settings.get(NARROW));
    }

    private GoodEvaluator evaluator(int economy) {
        return evaluators.computeIfAbsent(economy, e -> new GoodEvaluator(data, e, new BitSet(), settings));
    }

    private List<Held> findHeld() {
        var found = new ArrayList<Held>();
        for (var product : data.cube().products()) {
            var judged = leverage.findYear(product);
            if (judged.isEmpty()) {
                continue;
            }
            // a look at the exports alone rules out most goods
            if (exportShare(product, judged.get()) >= nearShare()) {
                double share =
                        evaluator(subject).evaluate(judged.get(), product).value(GoodMeasure.WORLD_SHARE);
                if (share >= nearShare()) {
                    found.add(new Held(product, judged.get(), share));
                }
            }
        }
        found.sort(Comparator.comparingDouble((Held h) -> -h.share()).thenComparing(Held::product));
        return List.copyOf(found);
    }

    private double[] exports(Code product, int of) {
        var exports = new double[data.economies().size()];
        int y = data.cube().yearIndex(of);
        int p = data.cube().productIndex(product);
        if (y >= 0 && p >= 0) {
            var block = data.cube().block(y, p);
            Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
        }
        return exports;
    }

    private double exportShare(Code product, int of) {
        var exports = exports(product, of);
        return WorldShare.share(
                exports[subject],
                WorldShare.world(exports),
                WorldShare.unallocated(exports, data.economies().named()));
    }

    /** How many goods are near the threshold of the colour Blue or above it. */
    public int heldCount() {
        return held.size();
    }

    /** Goods near the threshold of the colour Blue or above it, the largest share first. */
    public List<Shown> listHeld(int most) {
        return held.stream().limit(most).map(h -> shown(h.product(), h.year())).toList();
    }

    /** The proxies and the trend of a good of the subject. */
    public Shown shown(Code product, int of) {
        var profile = GoodProfile.at(data, evaluator(subject), product, of, List.of(), settings);
        var erosion = Erosion.of(data, evaluator(subject), product, of, settings);
        return new Shown(
                product,
                of,
                profile.figure(GoodMeasure.WORLD_SHARE),
                profile.figure(GoodMeasure.WORLD_RANK),
                PowerProfile.of(data, profile, partners, settings),
                erosion,
                !erosion.change().isMissing() && -erosion.change().value() >= settings.get(ERODING_FALL),
                CentralExporter.of(exports(product, of), data.economies().named(), settings));
    }

    /** A good that one side buys from the other, with whom else there is. */
    public Bought bought(Dependence one) {
        var profile = GoodProfile.at(data, evaluator(one.supplier()), one.product(), one.year(), List.of(), settings);
        var share = profile.figure(GoodMeasure.WORLD_SHARE);
        if (share.isMissing()) {
            return new Bought(one, share, -1, List.of());
        }
        var named = data.economies().named();
        var exports = exports(one.product(), one.year());
        double world = WorldShare.world(exports);
        double unallocated = WorldShare.unallocated(exports, named);
        var others = IntStream.range(0, exports.length)
                .filter(j -> named[j] && exports[j] > 0 && j != one.supplier() && j != one.importer())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -exports[j]).thenComparing(this::code))
                .toList();
        return new Bought(
                one,
                share,
                others.size(),
                others.stream()
                        .limit(ALTERNATIVES)
                        .map(j -> new Alternative(code(j), WorldShare.share(exports[j], world, unallocated)))
                        .toList());
    }
}
