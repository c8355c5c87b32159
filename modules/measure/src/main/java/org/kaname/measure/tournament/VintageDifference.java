package org.kaname.measure.tournament;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Economies;
import org.kaname.data.Origin;
import org.kaname.data.TradeCube;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.model.Code;
import org.kaname.model.Economy;
import org.kaname.model.Truth;

/**
 * Why a rule flags another number of goods on another edition of the same data: values revised, flows added and removed, economies that
 * only one edition knows, who is known to have reported, codes that only one edition has. Each mix of the two editions is a small data set
 * of its own, judged as any other.
 */
public final class VintageDifference {
    /** The factors in the order of their bits. */
    public static final List<String> FACTORS = List.of(
            "vintage:revised",
            "vintage:added",
            "vintage:removed",
            "vintage:economies",
            "vintage:coverage",
            "vintage:codes");

    private static final int REVISED = 0;
    private static final int ADDED = 1;
    private static final int REMOVED = 2;
    private static final int ECONOMIES = 3;
    private static final int COVERAGE = 4;
    private static final int CODES = 5;
    /** Years that can enter a verdict: those of a window and the one before it, for reporter coverage. */
    private static final int YEARS = GoodProfile.WINDOW + 1;

    private final DataSet first;
    private final DataSet second;
    private final Economies economies;
    private final int[] inFirst;
    private final int[] inSecond;
    private final RuleJudge judge;
    private final Settings settings;
    private final String subject;
    private final List<String> partners;
    private final int asOf;

    /**
     * Two editions.
     *
     * @param rule not one that ranks a good among all others: a mix holds one good
     * @param subject code of an economy of both
     * @param partners as of {@link GoodEvaluator}
     */
    public VintageDifference(
            DataSet first,
            DataSet second,
            RuleVersion rule,
            String subject,
            List<String> partners,
            int asOf,
            Settings settings) {
        if (rule.countsGoods()) {
            throw new IllegalArgumentException(
                    "The rule (" + rule.id() + ") looks at all goods at once; editions are mixed good by good.");
        }
        this.first = first;
        this.second = second;
        this.judge = new RuleJudge(rule, settings);
        this.settings = settings;
        this.subject = subject;
        this.partners = List.copyOf(partners);
        this.asOf = asOf;
        var known = new TreeMap<String, Economy>();
        second.economies().listEconomies().forEach(e -> known.put(e.code(), e));
        first.economies().listEconomies().forEach(e -> known.put(e.code(), e));
        this.economies = new Economies(known.values());
        this.inFirst = places(first.economies());
        this.inSecond = places(second.economies());
    }

    private int[] places(Economies of) {
        var places = new int[economies.size()];
        Arrays.setAll(places, i -> of.indexOf(economies.get(i).code()));
        return places;
    }

    /** The difference of the counts over all goods of either edition, shared out. */
    public Attribution attribute() {
        var codes = new TreeSet<Code>(java.util.Comparator.comparing(Code::toString));
        codes.addAll(first.cube().products());
        codes.addAll(second.cube().products());
        var listed = List.copyOf(codes);
        return Attribution.of(FACTORS, listed, g -> answers(listed.get(g)));
    }

    /** A flow of either edition; NaN where the edition has none. */
    private static final class Pair {
        double first = Double.NaN;
        double second = Double.NaN;
    }

    private record Key(int year, int importer, int exporter) {}

    private Truth[] answers(Code code) {
        var truths = new Truth[1 << FACTORS.size()];
        boolean inBoth = first.cube().productIndex(code) >= 0 && second.cube().productIndex(code) >= 0;
        if (!inBoth) {
            // A good of one edition is there or not, whatever else differs; where it is not, it is not flagged.
            boolean isOfFirst = first.cube().productIndex(code) >= 0;
            var there = judge(isOfFirst ? first : second, code);
            Arrays.setAll(truths, set -> has(set, CODES) == isOfFirst ? Truth.NO : there);
            return truths;
        }
        var flows = flows(code);
        int matters = differs(code, flows);
        var known = new HashMap<Integer, Truth>();
        for (int set = 0; set < truths.length; set++) {
            truths[set] = known.computeIfAbsent(set & matters, mix -> judge(mixed(code, flows, mix), code));
        }
        return truths;
    }

    private static boolean has(int set, int factor) {
        return (set & 1 << factor) != 0;
    }

    private Truth judge(DataSet data, Code code) {
        int index = data.economies().indexOf(subject);
        if (index < 0) {
            return Truth.UNKNOWN;
        }
        var set = new BitSet();
        partners.stream()
                .mapToInt(data.economies()::indexOf)
                .filter(i -> i >= 0)
                .forEach(set::set);
        return GoodProfile.of(data, new GoodEvaluator(data, index, set, settings), code, asOf, partners, settings)
                .map(profile -> judge.test(profile.window(), profile.singleYear()))
                .orElse(Truth.UNKNOWN);
    }

    private Map<Key, Pair> flows(Code code) {
        var flows = new HashMap<Key, Pair>();
        collect(first, code, true, flows);
        collect(second, code, false, flows);
        return flows;
    }

    private void collect(DataSet data, Code code, boolean isFirst, Map<Key, Pair> flows) {
        int product = data.cube().productIndex(code);
        var place = new int[data.economies().size()];
        Arrays.setAll(place, i -> economies.indexOf(data.economies().get(i).code()));
        for (int y = 0; y < data.cube().yearCount(); y++) {
            int year = data.cube().year(y);
            if (year > asOf || year <= asOf - YEARS) {
                continue;
            }
            var block = data.cube().block(y, product);
            for (int i = block.from(); i < block.to(); i++) {
                var pair = flows.computeIfAbsent(
                        new Key(year, place[block.importer()[i]], place[block.exporter()[i]]), key -> new Pair());
                if (isFirst) {
                    pair.first = block.value()[i];
                } else {
                    pair.second = block.value()[i];
                }
            }
        }
    }

    private boolean ofOneEdition(Key key) {
        return inFirst[key.importer()] < 0
                || inFirst[key.exporter()] < 0
                || inSecond[key.importer()] < 0
                || inSecond[key.exporter()] < 0;
    }

    /** The factors that change anything in this good, as a set. */
    private int differs(Code code, Map<Key, Pair> flows) {
        int factors = 1 << COVERAGE;
        for (var flow : flows.entrySet()) {
            var pair = flow.getValue();
            if (ofOneEdition(flow.getKey())) {
                factors |= 1 << ECONOMIES;
            } else if (Double.isNaN(pair.first)) {
                factors |= 1 << ADDED;
            } else if (Double.isNaN(pair.second)) {
                factors |= 1 << REMOVED;
            } else if (pair.first != pair.second) {
                factors |= 1 << REVISED;
            }
        }
        return sameCoverage(code) ? factors & ~(1 << COVERAGE) : factors;
    }

    private boolean sameCoverage(Code code) {
        if (!first.coverage().years(code).equals(second.coverage().years(code))) {
            return false;
        }
        for (int year : first.coverage().years(code)) {
            if (first.coverage().worldDeclared(year, code) != second.coverage().worldDeclared(year, code)) {
                return false;
            }
            var a = new Known(true);
            var b = new Known(false);
            for (int i = 0; i < economies.size(); i++) {
                if (a.importer(year, code, i) != b.importer(year, code, i)) {
                    return false;
                }
            }
            if (!a.importersWithoutData(year, code).equals(b.importersWithoutData(year, code))) {
                return false;
            }
        }
        return true;
    }

    /** What one edition knows of who reported, asked by the places of both editions' economies. */
    private final class Known implements Coverage {
        private final Coverage coverage;
        private final int[] places;

        Known(boolean isFirst) {
            this.coverage = isFirst ? first.coverage() : second.coverage();
            this.places = isFirst ? inFirst : inSecond;
        }

        @Override
        public State importer(int year, Code product, int economyIndex) {
            return places[economyIndex] < 0
                    ? State.NOT_REPORTED
                    : coverage.importer(year, product, places[economyIndex]);
        }

        @Override
        public boolean worldDeclared(int year, Code product) {
            return coverage.worldDeclared(year, product);
        }

        @Override
        public BitSet importersWithoutData(int year, Code product) {
            var own = coverage.importersWithoutData(year, product);
            var joined = new BitSet();
            for (int i = 0; i < places.length; i++) {
                joined.set(i, places[i] >= 0 && own.get(places[i]));
            }
            return joined;
        }

        @Override
        public List<Integer> years(Code product) {
            return coverage.years(product);
        }

        @Override
        public boolean partial(int year) {
            return coverage.partial(year);
        }

        @Override
        public boolean allProducts() {
            return false;
        }

        @Override
        public boolean excerpt() {
            return coverage.excerpt();
        }
    }

    private DataSet mixed(Code code, Map<Key, Pair> flows, int set) {
        var builder = new TradeCube.Builder(economies, first.cube().unit());
        var origin = new Origin(0, 0);
        var years = new ArrayList<>(first.coverage().years(code));
        // a good that nobody trades in a year is still a good of that year
        years.forEach(year -> builder.add(year, code, 0, 0, 0, origin));
        flows.forEach((key, pair) -> {
            double value = value(key, pair, set);
            if (value > 0) {
                builder.add(key.year(), code, key.importer(), key.exporter(), value / TradeCube.SCALE, origin);
            }
        });
        return new DataSet(
                first.manifest(),
                economies,
                first.findProduct(code).stream().toList(),
                first.blocs(),
                builder.build(),
                new Known(!has(set, COVERAGE)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                first.lines());
    }

    /** The flow's value in a mix, NaN where the mix has none. */
    private double value(Key key, Pair pair, int set) {
        if (ofOneEdition(key)) {
            return has(set, ECONOMIES) ? pair.second : pair.first;
        }
        if (Double.isNaN(pair.first)) {
            return has(set, ADDED) ? pair.second : Double.NaN;
        }
        if (Double.isNaN(pair.second)) {
            return has(set, REMOVED) ? Double.NaN : pair.first;
        }
        return has(set, REVISED) ? pair.second : pair.first;
    }
}
