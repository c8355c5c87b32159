package org.kaname.measure.emergence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.kaname.data.ActivityRow;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import org.kaname.model.Economy;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Truth;
import org.kaname.model.Unit;

/**
 * The field profiles of one data set as of one year (measurement 5.2). Each proxy stands in its own newest year. The world's row is
 * the total; rows of named economies are ranked. Safe for many threads. Reference: field_profile.sql
 */
public final class FieldProfiles {
    public static final String METHOD = "field-profile@1";
    /** Figure that says whether an economy other than the subject may hold the field alone. */
    public static final String MONOPOLY_RISK = "monopoly_risk";

    private static final String WINDOW = METHOD + ".window";
    private static final String TOP_LIST = METHOD + ".top_list";
    private static final String ENTRANT = METHOD + ".entrant";
    private static final String TREND_YEARS = METHOD + ".trend_years";
    private static final String DISAGREE_RANK = METHOD + ".disagree_rank";
    private static final String DISAGREE_RATIO = METHOD + ".disagree_ratio";

    /** The kernel's result for one field in one proxy; NaN where it cannot be computed, leader empty and rank 0 likewise. */
    public record Row(
            String scheme,
            String measure,
            String field,
            int dataYear,
            double growth,
            double relativeGrowth,
            String leader,
            double leaderShare,
            double leadRatio,
            int active,
            double churn,
            double entropy,
            double entropyTrend,
            double hhi,
            double hhiTrend,
            double entrantShare,
            double share,
            int rank,
            boolean windowPartial) {}

    private record Key(String scheme, String measure) {}

    /** Series of one field: the world's and each economy's, over the years of its proxy. */
    private record Table(double[] world, double[][] byEconomy) {}

    /** One proxy: economies in order of code, years from {@code firstYear} to {@code lastYear}. */
    private record Proxy(int firstYear, int lastYear, List<String> economies, SortedMap<String, Table> fields) {}

    private final DataSet data;
    private final Settings settings;
    private final int asOf;
    private final Fields kinds = new Fields();
    private final Map<Key, Proxy> proxies = new LinkedHashMap<>();
    private final Map<Key, List<ActivityRow>> indices = new LinkedHashMap<>();
    private final Map<String, List<FieldProfile>> bySubject = new ConcurrentHashMap<>();

    public FieldProfiles(DataSet data, int asOf, Settings settings) {
        this.data = data;
        this.asOf = asOf;
        this.settings = settings;
        var byKey = new TreeMap<List<String>, List<ActivityRow>>((a, b) -> {
            int byScheme = a.get(0).compareTo(b.get(0));
            return byScheme != 0 ? byScheme : a.get(1).compareTo(b.get(1));
        });
        for (var row : data.activity()) {
            if (kinds.proxy(row.measure()) && kinds.total(row.scheme(), row.field())) {
                continue;
            }
            byKey.computeIfAbsent(List.of(row.scheme(), row.measure()), k -> new ArrayList<>())
                    .add(row);
        }
        byKey.forEach((names, rows) -> {
            var key = new Key(names.get(0), names.get(1));
            if (kinds.proxy(key.measure())) {
                read(rows).ifPresent(p -> proxies.put(key, p));
            } else {
                indices.put(key, rows);
            }
        });
    }

    /** The constants of this method, from {@code constants.csv}. */
    public static List<Settings.Constant> constants() {
        return Settings.read(FieldProfiles.class);
    }

    private Optional<Proxy> read(List<ActivityRow> rows) {
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        var economies = new TreeSet<String>();
        for (var row : rows) {
            if (row.year() > asOf) {
                continue;
            }
            first = Math.min(first, row.year());
            if (world(row)) {
                last = Math.max(last, row.year());
            } else if (named(row)) {
                economies.add(row.economy());
            }
        }
        if (last < first) {
            return Optional.empty();
        }
        var codes = List.copyOf(economies);
        var place = new TreeMap<String, Integer>();
        codes.forEach(code -> place.put(code, place.size()));
        int years = last - first + 1;
        var fields = new TreeMap<String, Table>();
        for (var row : rows) {
            if (row.year() > last || !(world(row) || named(row))) {
                continue;
            }
            var table = fields.computeIfAbsent(row.field(), f -> empty(codes.size(), years));
            var series = world(row) ? table.world() : table.byEconomy()[place.getOrDefault(row.economy(), 0)];
            series[row.year() - first] = row.value();
        }
        return Optional.of(new Proxy(first, last, codes, fields));
    }

    private static Table empty(int economies, int years) {
        var world = new double[years];
        Arrays.fill(world, Double.NaN);
        var byEconomy = new double[economies][years];
        for (var series : byEconomy) {
            Arrays.fill(series, Double.NaN);
        }
        return new Table(world, byEconomy);
    }

    private boolean world(ActivityRow row) {
        return data.economies()
                .findEconomy(row.economy())
                .map(e -> e.kind() == Economy.Kind.WORLD)
                .orElse(false);
    }

    private boolean named(ActivityRow row) {
        return data.economies().findEconomy(row.economy()).map(Economy::named).orElse(false);
    }

    /** The fields of the universe by scheme: totals left out. */
    public SortedMap<String, List<String>> listFields() {
        var fields = new TreeMap<String, List<String>>();
        proxies.forEach((key, proxy) -> {
            var known = new TreeSet<>(fields.getOrDefault(key.scheme(), List.of()));
            known.addAll(proxy.fields().keySet());
            fields.put(key.scheme(), List.copyOf(known));
        });
        return fields;
    }

    /** All rows in order of scheme, measure and field, for one subject; totals left out. */
    public List<Row> rows(String subject) {
        var rows = new ArrayList<Row>();
        proxies.forEach((key, proxy) -> rows.addAll(rows(key, proxy, subject)));
        return rows;
    }

    /** The view {@code activity} that both implementations read: economies and the world, proxies only, totals left out. */
    public static List<ActivityRow> view(DataSet data) {
        var kinds = new Fields();
        return data.activity().stream()
                .filter(r -> kinds.proxy(r.measure()) && !kinds.total(r.scheme(), r.field()))
                .filter(r -> data.economies()
                        .findEconomy(r.economy())
                        .map(e -> e.named() || e.kind() == Economy.Kind.WORLD)
                        .orElse(false))
                .toList();
    }

    private int window() {
        return (int) settings.get(WINDOW);
    }

    private List<Row> rows(Key key, Proxy proxy, String subject) {
        int l = window();
        int end = proxy.lastYear() - proxy.firstYear() + 1;
        double allLast = 0;
        double allPrevious = 0;
        for (var entry : proxy.fields().entrySet()) {
            double last = Series.mean(entry.getValue().world(), end - l, end);
            double previous = Series.mean(entry.getValue().world(), end - 2 * l, end - l);
            if (last > 0 && previous > 0) {
                allLast += last;
                allPrevious += previous;
            }
        }
        double all = Series.growth(allLast, allPrevious, l);
        var rows = new ArrayList<Row>();
        for (var entry : proxy.fields().entrySet()) {
            var table = entry.getValue();
            var last = shares(table, end - l, end);
            // the early window ends where the previous one begins, so that both share one year
            var early = shares(table, end - 2 * l - 2, end - l - 2);
            double growth = Series.growth(
                    Series.mean(table.world(), end - l, end), Series.mean(table.world(), end - 2 * l, end - l), l);
            int leader = Series.at(last, 1);
            int self = proxy.economies().indexOf(subject);
            rows.add(new Row(
                    key.scheme(),
                    key.measure(),
                    entry.getKey(),
                    proxy.lastYear(),
                    growth,
                    growth - all,
                    leader < 0 ? "" : proxy.economies().get(leader),
                    leader < 0 ? Double.NaN : last[leader],
                    Series.leadRatio(last),
                    Series.active(last),
                    Series.churn(last, early, (int) settings.get(TOP_LIST)),
                    Series.entropy(last),
                    Series.entropy(last) - Series.entropy(early),
                    Series.hhi(last),
                    Series.hhi(last) - Series.hhi(early),
                    Series.entrantShare(last, early, settings.get(ENTRANT)),
                    self < 0 ? Double.NaN : last[self],
                    self < 0 ? 0 : Series.rank(last, self),
                    Series.present(table.world(), end - l, end) < l
                            || Series.present(table.world(), end - 2 * l, end - l) < l
                            || Series.present(table.world(), end - 2 * l - 2, end - l - 2) < l));
        }
        return rows;
    }

    private static double[] shares(Table table, int from, int to) {
        var shares = new double[table.byEconomy().length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Series.share(table.byEconomy()[i], table.world(), from, to);
        }
        return shares;
    }

    /** The profiles of all fields in order of scheme and field; computed once for each subject. */
    public List<FieldProfile> listProfiles(String subject) {
        return bySubject.computeIfAbsent(subject, this::profiles);
    }

    private List<FieldProfile> profiles(String subject) {
        var byField = new TreeMap<String, Map<String, List<ProxyProfile>>>();
        var rows = rows(subject);
        for (var row : rows) {
            var universe = rows.stream()
                    .filter(r -> r.scheme().equals(row.scheme()) && r.measure().equals(row.measure()))
                    .map(Row::relativeGrowth)
                    .filter(r -> !Double.isNaN(r))
                    .toList();
            byField.computeIfAbsent(row.scheme(), s -> new TreeMap<>())
                    .computeIfAbsent(row.field(), f -> new ArrayList<>())
                    .add(profile(row, subject, universe));
        }
        var profiles = new ArrayList<FieldProfile>();
        byField.forEach((scheme, fields) -> fields.forEach((field, of) -> {
            var differences = new LinkedHashSet<String>();
            var disagree = disagree(of, differences);
            profiles.add(new FieldProfile(
                    data.id(),
                    scheme,
                    field,
                    subject,
                    asOf,
                    of,
                    shown(scheme, field, subject),
                    disagree,
                    List.copyOf(differences)));
        }));
        return List.copyOf(profiles);
    }

    private ProxyProfile profile(Row row, String subject, List<Double> universe) {
        var parameters = new TreeMap<String, String>(settings.parametersOf(METHOD));
        parameters.putAll(settings.parametersOf(TechMonopoly.METHOD));
        parameters.put("scheme", row.scheme());
        parameters.put("measure", row.measure());
        parameters.put("field", row.field());
        parameters.put("year", Integer.toString(row.dataYear()));
        var passport = new Passport(data.id(), METHOD, "growth", parameters);
        var figures = new LinkedHashMap<String, Figure>();
        var notes = new ArrayList<String>();
        if (row.windowPartial()) {
            notes.add(ProxyProfile.WINDOW_PARTIAL);
        }
        put(figures, "growth", row.growth(), Unit.PER_YEAR, Reason.YEARS_MISSING, passport);
        put(figures, "relative_growth", row.relativeGrowth(), Unit.PER_YEAR, Reason.YEARS_MISSING, passport);
        put(figures, "leader_share", row.leaderShare(), Unit.SHARE, Reason.NO_DENOMINATOR, passport);
        if (row.leadRatio() == Double.POSITIVE_INFINITY) {
            notes.add(ProxyProfile.ONE_ACTIVE);
            figures.put(
                    "lead_ratio",
                    Figure.unbounded(
                            Reason.TOO_FEW,
                            "only one economy is active",
                            Unit.RATIO,
                            passport.withFigure("lead_ratio")));
        } else {
            put(figures, "lead_ratio", row.leadRatio(), Unit.RATIO, Reason.TOO_FEW, passport);
        }
        put(figures, "churn", row.churn(), Unit.SHARE, Reason.TOO_FEW, passport);
        put(figures, "entropy", row.entropy(), Unit.SHARE, Reason.TOO_FEW, passport);
        put(figures, "entropy_trend", row.entropyTrend(), Unit.SHARE, Reason.YEARS_MISSING, passport);
        put(figures, "hhi", row.hhi(), Unit.HHI, Reason.NO_DENOMINATOR, passport);
        put(figures, "hhi_trend", row.hhiTrend(), Unit.HHI, Reason.YEARS_MISSING, passport);
        put(figures, "entrant_share", row.entrantShare(), Unit.SHARE, Reason.YEARS_MISSING, passport);
        var own = passport.with("economy", subject);
        put(figures, "share", row.share(), Unit.SHARE, Reason.NOT_IN_SOURCE, own);
        put(figures, "rank", row.rank() == 0 ? Double.NaN : row.rank(), Unit.RANK, Reason.NOT_IN_SOURCE, own);
        var institutions = institutions(row, passport.withFigure(TechMonopoly.INSTITUTIONS));
        figures.put(TechMonopoly.INSTITUTIONS, institutions);
        figures.put(MONOPOLY_RISK, monopolyRisk(row, subject, institutions, own.withFigure(MONOPOLY_RISK)));
        trend(row, subject, figures, notes, own);
        return new ProxyProfile(
                row.measure(), row.dataYear(), row.leader(), figures, universe, notes, kinds.caution(row.measure()));
    }

    /** How many of the ten leading institutions the lead economy has, by the newest ranking until the year asked about. */
    private Figure institutions(Row row, Passport passport) {
        return indices.getOrDefault(new Key(row.scheme(), TechMonopoly.RANKING), List.of()).stream()
                .filter(r -> r.field().equals(row.field()) && r.economy().equals(row.leader()) && r.year() <= asOf)
                .max((a, b) -> Integer.compare(a.year(), b.year()))
                .map(r -> Figure.of(r.value(), Unit.COUNT, passport))
                .orElseGet(() -> Figure.missing(
                        Reason.TABLE_ABSENT, "no table ranks the institutions of this field", Unit.COUNT, passport));
    }

    /** 1 where an economy other than the subject holds the field alone with a risk of MEDIUM or more, else 0. */
    private Figure monopolyRisk(Row row, String subject, Figure institutions, Passport passport) {
        if (row.leader().equals(subject)) {
            return Figure.of(0, Unit.TRUTH, passport);
        }
        double count = institutions.isMissing() ? Double.NaN : institutions.value();
        return switch (TechMonopoly.judge(count, row.leadRatio(), settings)) {
            case HIGH, MEDIUM -> Figure.of(1, Unit.TRUTH, passport);
            case LOW -> Figure.of(0, Unit.TRUTH, passport);
            case INSUFFICIENT ->
                Figure.missing(
                        Reason.TABLE_ABSENT, "no table ranks the institutions of this field", Unit.TRUTH, passport);
        };
    }

    private void trend(Row row, String subject, Map<String, Figure> figures, List<String> notes, Passport passport) {
        var proxy = Objects.requireNonNull(proxies.get(new Key(row.scheme(), row.measure())));
        var table = Objects.requireNonNull(proxy.fields().get(row.field()));
        int self = proxy.economies().indexOf(subject);
        var share = new double[table.world().length];
        int end = share.length;
        int from = Math.max(0, end - (int) settings.get(TREND_YEARS));
        double first = Double.NaN;
        double last = Double.NaN;
        boolean zero = false;
        for (int i = 0; i < end; i++) {
            share[i] = self < 0 ? Double.NaN : Series.share(table.byEconomy()[self], table.world(), i, i + 1);
            if (i >= from && !Double.isNaN(share[i])) {
                first = Double.isNaN(first) ? share[i] : first;
                last = share[i];
                zero |= share[i] == 0;
            }
        }
        if (zero) {
            notes.add(ProxyProfile.ENDS_ONLY);
        }
        var reason = zero ? Reason.ZERO_IN_SERIES : Double.isNaN(first) ? Reason.NOT_IN_SOURCE : Reason.TOO_FEW;
        put(figures, "slope", Series.slope(share, from, end), Unit.PER_YEAR, reason, passport);
        put(figures, "slope_error", Series.slopeError(share, from, end), Unit.PER_YEAR, reason, passport);
        put(figures, "first_share", first, Unit.SHARE, Reason.NOT_IN_SOURCE, passport);
        put(figures, "last_share", last, Unit.SHARE, Reason.NOT_IN_SOURCE, passport);
    }

    private static void put(
            Map<String, Figure> figures, String name, double value, Unit unit, Reason reason, Passport passport) {
        var own = passport.withFigure(name);
        figures.put(
                name,
                Double.isNaN(value)
                        ? Figure.missing(reason, "the series does not give it", unit, own)
                        : Figure.of(value, unit, own));
    }

    /** Sign of the trend, rank, leader, share: one difference between two proxies is enough (measurement 5.2). */
    private Truth disagree(List<ProxyProfile> of, Set<String> differences) {
        if (of.size() < 2) {
            return Truth.UNKNOWN;
        }
        var all = Truth.NO;
        for (int i = 0; i < of.size(); i++) {
            for (int j = i + 1; j < of.size(); j++) {
                var a = of.get(i);
                var b = of.get(j);
                all = all.or(note(differences, "trend", trendDiffers(a, b)))
                        .or(note(
                                differences,
                                "rank",
                                known(a.rank(), b.rank())
                                        ? Truth.of(Math.abs(a.rank().value()
                                                        - b.rank().value())
                                                > settings.get(DISAGREE_RANK))
                                        : Truth.UNKNOWN))
                        .or(note(
                                differences,
                                "leader",
                                a.leader().isEmpty() || b.leader().isEmpty()
                                        ? Truth.UNKNOWN
                                        : Truth.of(!a.leader().equals(b.leader()))))
                        .or(note(
                                differences,
                                "share",
                                known(a.share(), b.share())
                                        ? Truth.of(Math.max(
                                                        a.share().value(),
                                                        b.share().value())
                                                > settings.get(DISAGREE_RATIO)
                                                        * Math.min(
                                                                a.share().value(),
                                                                b.share().value()))
                                        : Truth.UNKNOWN));
            }
        }
        return all;
    }

    private static Truth note(Set<String> differences, String name, Truth differs) {
        if (differs == Truth.YES) {
            differences.add(name);
        }
        return differs;
    }

    private static boolean known(Figure a, Figure b) {
        return !a.isMissing() && !b.isMissing();
    }

    private static Truth trendDiffers(ProxyProfile a, ProxyProfile b) {
        double first = direction(a);
        double second = direction(b);
        return Double.isNaN(first) || Double.isNaN(second) ? Truth.UNKNOWN : Truth.of(first * second < 0);
    }

    /** Sign of the slope; where a zero share forbids logarithms, of last minus first share; NaN where neither is known. */
    private static double direction(ProxyProfile proxy) {
        return !proxy.slope().isMissing()
                ? Math.signum(proxy.slope().value())
                : Math.signum(proxy.figure("last_share").value()
                        - proxy.figure("first_share").value());
    }

    private List<FieldProfile.IndexValue> shown(String scheme, String field, String subject) {
        var shown = new ArrayList<FieldProfile.IndexValue>();
        indices.forEach((key, rows) -> {
            if (!key.scheme().equals(scheme)) {
                return;
            }
            rows.stream()
                    .filter(r -> r.field().equals(field) && r.economy().equals(subject) && r.year() <= asOf)
                    .max((a, b) -> Integer.compare(a.year(), b.year()))
                    .ifPresent(r -> shown.add(new FieldProfile.IndexValue(
                            r.measure(),
                            r.year(),
                            Figure.of(
                                    r.value(),
                                    Unit.VALUE,
                                    new Passport(
                                            data.id(),
                                            METHOD,
                                            "index",
                                            Map.of(
                                                    "scheme", scheme,
                                                    "measure", r.measure(),
                                                    "field", field,
                                                    "economy", subject,
                                                    "year", Integer.toString(r.year())))))));
        });
        return shown;
    }

    /** The figure that a passport of {@link #METHOD} names. */
    public static Result<Figure> recompute(DataSet data, Passport passport) {
        int year;
        try {
            year = Integer.parseInt(passport.parameter("year"));
        } catch (NumberFormatException e) {
            return Result.failure(Reason.MALFORMED, "The passport (" + passport + ") names no year.");
        }
        return Settings.of(constants())
                .withParameters(passport.parameters())
                .then(settings -> new FieldProfiles(data, year, settings).find(passport));
    }

    /** The figure that a passport of this year and these settings names. */
    public Result<Figure> find(Passport passport) {
        for (var profile : listProfiles(passport.parameter("economy"))) {
            if (!profile.scheme().equals(passport.parameter("scheme"))
                    || !profile.field().equals(passport.parameter("field"))) {
                continue;
            }
            for (var proxy : profile.proxies()) {
                var figure = proxy.figures().get(passport.figure());
                if (proxy.measure().equals(passport.parameter("measure"))
                        && passport.parameter("year").equals(Integer.toString(proxy.dataYear()))
                        && figure != null) {
                    return Result.ok(figure);
                }
            }
            for (var index : profile.shown()) {
                if (index.value().passport().equals(passport)) {
                    return Result.ok(index.value());
                }
            }
        }
        return Result.failure(Reason.NOT_IN_SOURCE, "No rows for (" + passport + ").");
    }
}
