package org.kaname.measure.leverage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.DataSet;
import org.kaname.data.TradeCube;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.concentration.ImportTotals;
import org.kaname.measure.concentration.TopSupplier;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.world.Exports;
import org.kaname.measure.world.ReverseDependence;
import org.kaname.measure.world.WorldShare;
import org.kaname.model.Code;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;

/**
 * The two sides of one economy's trade under a rule: who depends on it for which goods, and on whom it depends (measurement 4.3). Each
 * good stands in the subject's own data year, so the number of dependents under {@code cao@2021} is the one that triage counts, but for
 * importers whose unspecified origin is so large that the rule cannot judge them. References: {@code dependents.sql},
 * {@code dependence.sql}.
 */
public final class Leverage {
    /** Figures of a good, in passports with {@code product}, {@code rule}, {@code subject}, {@code year}. */
    public static final String DEPENDENTS = "dependents";

    public static final String VALUE = "value_kusd";
    public static final String COVER = "cover";
    public static final String REACH = "reach";

    /** Figures of a pair, in passports with {@code supplier} and {@code importer} beside the scheme. */
    public static final String PAIR_GOODS = "pair_goods";

    public static final String PAIR_VALUE = "pair_value_kusd";
    public static final String PAIR_SHARE = "pair_imports_share";

    public static final String TOTAL_PAIRS = "total_pairs";
    public static final String TOTAL_ECONOMIES = "total_economies";
    public static final String TOTAL_GOODS = "total_goods";
    public static final String TOTAL_VALUE = "total_value_kusd";
    public static final String TOTAL_COVER = "total_cover";
    /** Goods that the set covers until the year asked for. */
    public static final String GOODS_COVERED = "goods_covered";
    /** Goods that the rule could not judge for the subject. */
    public static final String GOODS_NOT_JUDGED = "goods_not_judged";

    private static final List<String> WHOLE = List.of(
            TOTAL_PAIRS, TOTAL_ECONOMIES, TOTAL_GOODS, TOTAL_VALUE, TOTAL_COVER, GOODS_COVERED, GOODS_NOT_JUDGED);

    private final DataSet data;
    private final int subject;
    private final String scheme;
    private final int asOf;
    private final RuleVersion rule;
    private final Settings settings;
    private final Map<Code, Integer> years;
    private final Dependences all;
    private final List<Good> goods;
    private final Map<Integer, Double> importsOf = new HashMap<>();

    /**
     * A good for which others depend on the subject.
     *
     * @param open importers that might be dependents too: the rule could not judge them, or their purchases are not known
     * @param cover for how much of the dependents' imports, 0..1
     * @param reach how much of world demand the dependents are, 0..1; NaN where the world side is not known
     * @param list largest share first, then by code
     */
    public record Good(
            Code product, int year, List<Dependence> list, int open, double value, double cover, double reach) {}

    /** Over all goods: pairs of an economy and a good, distinct economies and goods, value in thousandths, cover 0..1 or NaN. */
    public record Total(int pairs, int economies, int goods, double value, double cover) {}

    /**
     * One direction of a pair: what the importer that the rule flags buys most of from the supplier.
     *
     * @param value in thousandths
     * @param share of the importer's imports of all goods compared, 0..1; NaN where it imports nothing
     */
    public record Side(int supplier, int importer, List<Dependence> list, double value, double share) {}

    /** The subject and another economy: what the subject depends on it for, and what it supplies. */
    public record Pair(int economy, Side depends, Side supplies) {
        /** Both directions together, in thousandths. */
        public double atStake() {
            return depends.value() + supplies.value();
        }
    }

    private Leverage(
            DataSet data,
            int subject,
            String scheme,
            int asOf,
            RuleVersion rule,
            Settings settings,
            Map<Code, Integer> years,
            Dependences all) {
        this.data = data;
        this.subject = subject;
        this.scheme = scheme;
        this.asOf = asOf;
        this.rule = rule;
        this.settings = settings;
        this.years = years;
        this.all = all;
        this.goods = findGoods();
    }

    /**
     * Judges all importers of all goods of one classification.
     *
     * @param subject index of a named economy
     * @param scheme one classification: goods of two may hold the same trade
     * @param threads at least 1
     */
    public static Leverage of(
            DataSet data, int subject, String scheme, int asOf, RuleVersion rule, Settings settings, int threads) {
        var products = data.cube().products().stream()
                .filter(p -> p.scheme().equals(scheme))
                .toList();
        return of(data, subject, scheme, products, asOf, rule, settings, threads);
    }

    private static Leverage of(
            DataSet data,
            int subject,
            String scheme,
            List<Code> products,
            int asOf,
            RuleVersion rule,
            Settings settings,
            int threads) {
        var years = Dependences.yearsOf(data, subject, products, asOf);
        var all = Dependences.of(
                data,
                products,
                rule,
                asOf,
                (product, year) -> years.getOrDefault(product, Integer.MIN_VALUE) == year,
                settings,
                threads);
        return new Leverage(data, subject, scheme, asOf, rule, settings, years, all);
    }

    public RuleVersion rule() {
        return rule;
    }

    public String scheme() {
        return scheme;
    }

    /** How many goods the set covers until the year asked for. */
    public int goodsCovered() {
        return years.size();
    }

    /** The year a good is judged in, if the set covers it. */
    public Optional<Integer> findYear(Code product) {
        return Optional.ofNullable(years.get(product));
    }

    /** The year in which each good is judged, goods in one order: sums over them are then the same bytes in every run. */
    public Map<Code, Integer> years() {
        var sorted = new TreeMap<Code, Integer>(Comparator.comparing(Code::toString));
        sorted.putAll(years);
        return Collections.unmodifiableMap(sorted);
    }

    /** Goods for which anybody depends on the subject: most dependents first, then by value, then by code. */
    public List<Good> listGoods() {
        return goods;
    }

    private List<Good> findGoods() {
        var byGood = new TreeMap<Code, List<Dependence>>();
        for (var one : all.list()) {
            if (one.supplier() == subject) {
                byGood.computeIfAbsent(one.product(), p -> new ArrayList<>()).add(one);
            }
        }
        var found = new ArrayList<Good>();
        byGood.forEach((product, list) -> found.add(good(product, list)));
        found.sort(Comparator.comparingInt((Good g) -> -g.list().size())
                .thenComparingDouble(g -> -g.value())
                .thenComparing(Good::product));
        return List.copyOf(found);
    }

    private Good good(Code product, List<Dependence> list) {
        int year = years.getOrDefault(product, asOf);
        double value = value(list);
        double demand = list.stream().mapToDouble(Dependence::imports).sum();
        var sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparingDouble((Dependence d) -> -d.share()).thenComparingInt(Dependence::importer));
        return new Good(
                product,
                year,
                List.copyOf(sorted),
                open(product, year),
                value,
                list.isEmpty() ? Double.NaN : ReverseDependence.cover(value, demand),
                list.isEmpty() || !data.coverage().worldDeclared(year, product)
                        ? Double.NaN
                        : ReverseDependence.reach(demand, world(product, year)));
    }

    /** Importers that stay unknown and of which the subject is the top supplier, or may be. */
    private int open(Code product, int year) {
        var block = Dependences.block(data, product, year);
        var named = data.economies().named();
        int open = 0;
        for (int importer : all.unknown().getOrDefault(new Dependences.Cell(product, year), new BitSet()).stream()
                .toArray()) {
            if (importer == subject) {
                continue;
            }
            if (!data.coverage().importer(year, product, importer).known()) {
                open++;
                continue;
            }
            int from = block.first(importer);
            int to = block.end(importer);
            int top = TopSupplier.position(block.value(), block.exporter(), named, from, to);
            double own = 0;
            for (int i = from; i < to; i++) {
                own += block.exporter()[i] == subject ? block.value()[i] : 0;
            }
            double hidden = ImportTotals.unallocated(block.value(), block.exporter(), named, from, to);
            boolean may = top < 0 || block.exporter()[top] == subject || own + hidden >= block.value()[top];
            open += may ? 1 : 0;
        }
        return open;
    }

    private double world(Code product, int year) {
        var block = Dependences.block(data, product, year);
        var exports = new double[data.economies().size()];
        Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
        return WorldShare.world(exports);
    }

    private static double value(List<Dependence> list) {
        return list.stream().mapToDouble(Dependence::value).sum();
    }

    /** Over the goods of {@link #listGoods}. */
    public Total total() {
        var economies = new TreeSet<Integer>();
        int pairs = 0;
        double value = 0;
        double demand = 0;
        for (var good : goods) {
            for (var one : good.list()) {
                economies.add(one.importer());
                pairs++;
                value += one.value();
                demand += one.imports();
            }
        }
        return new Total(
                pairs,
                economies.size(),
                goods.size(),
                value,
                pairs == 0 ? Double.NaN : ReverseDependence.cover(value, demand));
    }

    /** Every economy with at least one good in either direction: most value at stake first, then by code. */
    public List<Pair> listPairs() {
        var others = new TreeSet<Integer>();
        for (var one : all.list()) {
            if (one.importer() == subject) {
                others.add(one.supplier());
            } else if (one.supplier() == subject) {
                others.add(one.importer());
            }
        }
        var pairs = new ArrayList<Pair>();
        others.forEach(other -> pairs.add(pair(other)));
        pairs.sort(Comparator.comparingDouble((Pair p) -> -p.atStake())
                .thenComparing(p -> data.economies().get(p.economy()).code()));
        return List.copyOf(pairs);
    }

    /** Both directions between the subject and another economy; sides without goods are empty. */
    public Pair pair(int other) {
        return new Pair(other, side(other, subject), side(subject, other));
    }

    private Side side(int supplier, int importer) {
        var list = new ArrayList<Dependence>();
        for (var one : all.list()) {
            if (one.supplier() == supplier && one.importer() == importer) {
                list.add(one);
            }
        }
        list.sort(Comparator.comparingDouble((Dependence d) -> -d.value()).thenComparing(Dependence::product));
        double value = value(list);
        double imports = importsOf(importer);
        return new Side(supplier, importer, List.copyOf(list), value, imports > 0 ? value / imports : Double.NaN);
    }

    /** Known imports of all goods compared, each in its year, in thousandths. */
    private double importsOf(int importer) {
        return importsOf.computeIfAbsent(importer, i -> {
            double sum = 0;
            for (var entry : years.entrySet()) {
                var block = Dependences.block(data, entry.getKey(), entry.getValue());
                sum += ImportTotals.imports(block.value(), block.first(i), block.end(i));
            }
            return sum;
        });
    }

    /** How many goods the rule could not judge for the subject. */
    public int subjectUnknown() {
        return (int) all.unknown().values().stream()
                .filter(importers -> importers.get(subject))
                .count();
    }

    // ---- figures with passports

    /** A figure of a good by its name; a good for which nobody depends on the subject counts 0 and has no cover. */
    public Figure figure(Good good, String name) {
        var passport = new Passport(
                data.id(),
                Dependences.METHOD,
                name,
                parameters(Map.of(
                        "product", good.product().toString(),
                        "year", Integer.toString(good.year()))));
        return switch (name) {
            case DEPENDENTS -> {
                var figure = Figure.of(good.list().size(), Unit.COUNT, passport);
                yield good.open() == 0
                        ? figure
                        : figure.withInterval(good.list().size(), good.list().size() + good.open());
            }
            case VALUE -> Figure.of(good.value() / TradeCube.SCALE, data.cube().unit(), passport);
            case COVER -> share(good.cover(), Reason.NO_DENOMINATOR, "nobody depends on it for this good", passport);
            case REACH ->
                share(
                        good.reach(),
                        good.list().isEmpty() ? Reason.NO_DENOMINATOR : Reason.EXCERPT,
                        good.list().isEmpty()
                                ? "nobody depends on it for this good"
                                : "the data set is an excerpt without the world side of this good",
                        passport);
            default -> throw new IllegalArgumentException("A good has no figure (" + name + ") of leverage.");
        };
    }

    /** A figure of one direction of a pair by its name. */
    public Figure figure(Side side, String name) {
        var passport = new Passport(
                data.id(),
                Dependences.METHOD,
                name,
                parameters(Map.of(
                        "supplier", data.economies().get(side.supplier()).code(),
                        "importer", data.economies().get(side.importer()).code(),
                        "scheme", scheme,
                        "year", Integer.toString(asOf))));
        return switch (name) {
            case PAIR_GOODS -> Figure.of(side.list().size(), Unit.COUNT, passport);
            case PAIR_VALUE ->
                Figure.of(side.value() / TradeCube.SCALE, data.cube().unit(), passport);
            case PAIR_SHARE ->
                share(side.share(), Reason.NO_IMPORTS, "it imports none of the goods compared", passport);
            default -> throw new IllegalArgumentException("A pair has no figure (" + name + ") of leverage.");
        };
    }

    /** A figure of {@link #total} or of the goods compared by its name. */
    public Figure figure(String name) {
        var passport = new Passport(
                data.id(),
                Dependences.METHOD,
                name,
                parameters(Map.of("scheme", scheme, "year", Integer.toString(asOf))));
        var total = total();
        return switch (name) {
            case TOTAL_PAIRS -> Figure.of(total.pairs(), Unit.COUNT, passport);
            case TOTAL_ECONOMIES -> Figure.of(total.economies(), Unit.COUNT, passport);
            case TOTAL_GOODS -> Figure.of(total.goods(), Unit.COUNT, passport);
            case TOTAL_VALUE ->
                Figure.of(total.value() / TradeCube.SCALE, data.cube().unit(), passport);
            case TOTAL_COVER -> share(total.cover(), Reason.NO_DENOMINATOR, "nobody depends on it", passport);
            case GOODS_COVERED -> Figure.of(goodsCovered(), Unit.COUNT, passport);
            case GOODS_NOT_JUDGED -> Figure.of(subjectUnknown(), Unit.COUNT, passport);
            default -> throw new IllegalArgumentException("There is no figure (" + name + ") of leverage.");
        };
    }

    private static Figure share(double value, Reason why, String detail, Passport passport) {
        return Double.isNaN(value)
                ? Figure.missing(why, detail, Unit.SHARE, passport)
                : Figure.of(value, Unit.SHARE, passport);
    }

    private Map<String, String> parameters(Map<String, String> own) {
        var parameters = new TreeMap<>(own);
        parameters.put("subject", data.economies().get(subject).code());
        parameters.put("rule", rule.id());
        parameters.putAll(settings.parameters());
        return parameters;
    }

    /** The formula of a figure, as the method page has it; empty for a figure that is none of these. */
    public static String formula(String figure) {
        return switch (figure) {
            case DEPENDENTS -> "count of i that the rule flags with top(i) = subject";
            case VALUE -> "Σ v(subject → i) over dependents i";
            case COVER -> "Σ v(subject → i) / Σ M(i) over dependents i";
            case REACH -> "Σ M(i) over dependents i / W";
            case PAIR_GOODS -> "count of goods that the rule flags for the importer with top = supplier";
            case PAIR_VALUE -> "Σ v(supplier → importer) over these goods";
            case PAIR_SHARE -> "Σ v(supplier → importer) over these goods / Σ M(importer) over all goods";
            case TOTAL_PAIRS -> "count of (i, good) that the rule flags with top = subject";
            case TOTAL_ECONOMIES -> "count of i in these pairs";
            case TOTAL_GOODS -> "count of goods in these pairs";
            case TOTAL_VALUE -> "Σ v(subject → i) over these pairs";
            case TOTAL_COVER -> "Σ v(subject → i) / Σ M(i) over these pairs";
            case GOODS_COVERED -> "count of goods with data until the year";
            case GOODS_NOT_JUDGED -> "count of goods that the rule cannot judge for the subject";
            default -> "";
        };
    }

    /** The figure is of all goods together. */
    public static boolean isWhole(String figure) {
        return WHOLE.contains(figure);
    }

    /** The figure of a passport of this method and the pairs it rests on. */
    public record Recomputed(Figure figure, List<Dependence> rests) {}

    /**
     * The figure that a passport names, from the flows.
     *
     * @param settings with the changes that the passport states
     */
    public static Result<Recomputed> recompute(DataSet data, Passport passport, Settings settings) {
        var rule = RuleCatalogue.findRule(passport.parameter("rule"));
        int subject = data.economies().indexOf(passport.parameter("subject"));
        int year;
        try {
            year = Integer.parseInt(passport.parameter("year"));
        } catch (NumberFormatException e) {
            return Result.failure(Reason.MALFORMED, "The passport's year is no number: " + passport);
        }
        if (rule.isEmpty() || subject < 0) {
            return Result.failure(
                    Reason.MALFORMED, "The passport names no rule and economy that are known here: " + passport);
        }
        if (formula(passport.figure()).isEmpty()) {
            return Result.failure(
                    Reason.MALFORMED, "There is no figure (" + passport.figure() + ") of " + Dependences.METHOD + ".");
        }
        if (isWhole(passport.figure())) {
            if (data.cube().products().stream().noneMatch(p -> p.scheme().equals(passport.parameter("scheme")))) {
                return Result.failure(Reason.MALFORMED, "The passport names no classification of the set: " + passport);
            }
            var leverage = of(data, subject, passport.parameter("scheme"), year, rule.get(), settings, 1);
            var rests = leverage.goods.stream().flatMap(g -> g.list().stream()).toList();
            return Result.ok(new Recomputed(
                    leverage.figure(passport.figure()), passport.figure().startsWith("total_") ? rests : List.of()));
        }
        if (passport.figure().startsWith("pair_")) {
            int supplier = data.economies().indexOf(passport.parameter("supplier"));
            int importer = data.economies().indexOf(passport.parameter("importer"));
            if (supplier < 0 || importer < 0) {
                return Result.failure(Reason.MALFORMED, "The passport names no pair of economies: " + passport);
            }
            var leverage = of(data, subject, passport.parameter("scheme"), year, rule.get(), settings, 1);
            var side = leverage.side(supplier, importer);
            return Result.ok(new Recomputed(leverage.figure(side, passport.figure()), side.list()));
        }
        return Code.parse(passport.parameter("product")).then(product -> {
            if (!data.coverage().years(product).contains(year)) {
                return Result.failure(
                        Reason.NOT_IN_SOURCE, "The set does not cover (" + product + ") in (" + year + ").");
            }
            var leverage = of(data, subject, product.scheme(), List.of(product), year, rule.get(), settings, 1);
            var good = leverage.listGoods().stream().findFirst().orElseGet(() -> leverage.good(product, List.of()));
            return Result.ok(new Recomputed(leverage.figure(good, passport.figure()), good.list()));
        });
    }
}
