package org.kaname.app.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import org.kaname.measure.chokepoint.SupplierCentrality;
import org.kaname.measure.leverage.Dependences;
import org.kaname.measure.leverage.Leverage;
import org.kaname.measure.power.Erosion;
import org.kaname.measure.power.PowerProfile;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.sql.SqlReference;
import org.kaname.model.Code;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;

/** Passports of leverage, market power and erosion: the figure by kernel, by SQL, and its source rows. */
final class LeverageAnswers {
    /** No figure rests on the sign of what a user left out: any numbers stand where the elasticities are not set. */
    private static final double NOT_SET = 1;

    private final DataSet data;
    private final References references;
    private final SourceRows sources;

    LeverageAnswers(DataSet data, References references, SourceRows sources) {
        this.data = data;
        this.references = references;
        this.sources = sources;
    }

    static boolean answers(String method) {
        return List.of(Dependences.METHOD, PowerProfile.METHOD, Erosion.METHOD, SupplierCentrality.METHOD)
                .contains(method);
    }

    Result<Explained> explain(Passport passport, Settings settings) {
        return switch (passport.method()) {
            case Dependences.METHOD ->
                Leverage.recompute(data, passport, settings).then(found -> leverage(passport, found, settings));
            case SupplierCentrality.METHOD -> centrality(passport);
            case PowerProfile.METHOD ->
                PowerProfile.recompute(data, passport, settings).then(figure -> power(passport, figure, settings));
            default -> Erosion.recompute(data, passport, settings).then(figure -> erosion(passport, figure, settings));
        };
    }

    // ---- leverage

    private Result<Explained> leverage(Passport passport, Leverage.Recomputed found, Settings settings) {
        boolean ofPair = passport.figure().startsWith("pair_");
        var rule = RuleCatalogue.getRule(passport.parameter("rule"));
        var figure = found.figure();
        var flows = new ArrayList<Explained.Row>();
        for (var one : found.rests()) {
            var block = data.cube()
                    .block(data.cube().yearIndex(one.year()), data.cube().productIndex(one.product()));
            for (int i = block.first(one.importer()); i < block.end(one.importer()); i++) {
                if (block.exporter()[i] == one.supplier()) {
                    flows.add(sources.flowRow(i, one.year(), one.product()));
                }
            }
        }
        var constants = new TreeMap<String, Double>();
        rule.constants().keySet().forEach(c -> constants.put(rule.id() + "." + c, settings.get(rule.id() + "." + c)));
        double recomputed = Double.NaN;
        boolean ofAll = Leverage.isWhole(passport.figure());
        if (!figure.isMissing() && ofAll) {
            recomputed = wholeBySql(passport, settings);
        } else if (!figure.isMissing()) {
            recomputed = ofPair ? pairBySql(passport, settings) : goodBySql(passport, rule.sqlFile(), settings);
        }
        return Result.ok(explained(
                passport,
                figure,
                recomputed,
                passport.figure().equals(Leverage.PAIR_SHARE)
                        ? "the reference gives the value bought; what is imported in all is a sum over years of goods"
                        : ofAll ? "the reference holds flagged pairs only, not the goods that are none" : "",
                Leverage.formula(passport.figure()),
                ofPair || ofAll ? "dependence" : "dependents",
                constants,
                sources.rows(flows)));
    }

    private double goodBySql(Passport passport, String ruleFile, Settings settings) {
        return Code.parse(passport.parameter("product")) instanceof Result.Ok<Code> product
                ? goodBySql(passport, product.value(), ruleFile, settings)
                : Double.NaN;
    }

    private double goodBySql(Passport passport, Code product, String ruleFile, Settings settings) {
        boolean ranks = RuleCatalogue.getRule(passport.parameter("rule")).countsGoods();
        var sql = ranks ? references.reference(product.scheme(), settings) : references.reference(product, settings);
        sql.give("verdict", ruleFile, References.own(ruleFile, settings));
        var row = find(
                sql.table("dependents", Map.of()),
                r -> product.value().equals(r.get("product"))
                        && passport.parameter("subject").equals(r.get("exporter"))
                        && isYear(r, passport));
        // Nobody who depends is no row.
        return row == null ? 0 : number(row, passport.figure()).orElse(Double.NaN);
    }

    private double pairBySql(Passport passport, Settings settings) {
        if (passport.figure().equals(Leverage.PAIR_SHARE)) {
            return Double.NaN;
        }
        var file = RuleCatalogue.getRule(passport.parameter("rule")).sqlFile();
        var sql = references.reference(passport.parameter("scheme"), settings);
        sql.give("verdict", file, References.own(file, settings));
        int subject = data.economies().indexOf(passport.parameter("subject"));
        int asOf = Integer.parseInt(passport.parameter("year"));
        var years = Dependences.yearsOf(data, subject, data.cube().products(), asOf);
        double goods = 0;
        double value = 0;
        for (var row : sql.table("dependence", Map.of())) {
            var product = new Code(passport.parameter("scheme"), String.valueOf(row.get("product")));
            var year = years.get(product);
            if (year != null
                    && number(row, "year").orElse(Double.NaN) == year
                    && passport.parameter("supplier").equals(row.get("supplier"))
                    && passport.parameter("importer").equals(row.get("importer"))) {
                goods++;
                value += number(row, "value_kusd").orElse(Double.NaN);
            }
        }
        return passport.figure().equals(Leverage.PAIR_GOODS) ? goods : value;
    }

    private double wholeBySql(Passport passport, Settings settings) {
        if (!passport.figure().startsWith("total_")) {
            return Double.NaN;
        }
        var scheme = passport.parameter("scheme");
        var file = RuleCatalogue.getRule(passport.parameter("rule")).sqlFile();
        var sql = references.reference(scheme, settings);
        sql.give("verdict", file, References.own(file, settings));
        int subject = data.economies().indexOf(passport.parameter("subject"));
        var years = Dependences.yearsOf(data, subject, data.cube().products(), year(passport));
        int pairs = 0;
        var importers = new HashSet<Object>();
        var goods = new HashSet<Code>();
        double value = 0;
        double imports = 0;
        for (var row : sql.table("dependence", Map.of())) {
            var product = new Code(scheme, String.valueOf(row.get("product")));
            var year = years.get(product);
            if (year != null
                    && number(row, "year").orElse(Double.NaN) == year
                    && passport.parameter("subject").equals(row.get("supplier"))) {
                pairs++;
                importers.add(String.valueOf(row.get("importer")));
                goods.add(product);
                value += number(row, "value_kusd").orElse(Double.NaN);
                imports += number(row, "imports_kusd").orElse(Double.NaN);
            }
        }
        return switch (passport.figure()) {
            case Leverage.TOTAL_PAIRS -> pairs;
            case Leverage.TOTAL_ECONOMIES -> importers.size();
            case Leverage.TOTAL_GOODS -> goods.size();
            case Leverage.TOTAL_VALUE -> value;
            default -> value / imports;
        };
    }

    // ---- suppliers of suppliers

    private Result<Explained> centrality(Passport passport) {
        int subject = data.economies().indexOf(passport.parameter("subject"));
        var scheme = passport.parameter("scheme");
        var products = data.cube().products().stream()
                .filter(p -> p.scheme().equals(scheme))
                .toList();
        return Profiles.year(passport, "year").then(year -> {
            if (subject < 0 || products.isEmpty() || !List.of("value", "rank").contains(passport.figure())) {
                return Result.failure(
                        Reason.MALFORMED,
                        "The passport names no figure, economy or classification that is known here: " + passport);
            }
            var years = new TreeMap<Code, Integer>(Comparator.comparing(Code::toString));
            years.putAll(Dependences.yearsOf(data, subject, products, year));
            var found = SupplierCentrality.of(data, years);
            int rank = found.rank(subject);
            boolean ofValue = passport.figure().equals("value");
            var unit = ofValue ? Unit.INDEX : Unit.RANK;
            var figure = rank == 0
                    ? Figure.missing(Reason.LEFT_OUT, "it is outside the part that reaches itself", unit, passport)
                    : Figure.of(ofValue ? found.value()[subject] : rank, unit, passport);
            return Result.ok(explained(
                    passport,
                    figure,
                    Double.NaN,
                    "no reference file holds it: it is an eigenvector over all flows",
                    ofValue ? "the subject's entry of the eigenvector" : "1 + number of economies with a larger entry",
                    "",
                    new TreeMap<>(),
                    sources.rows(List.of())));
        });
    }

    // ---- proxies and trend

    private Result<Explained> power(Passport passport, Figure figure, Settings settings) {
        var constants = new TreeMap<String, Double>();
        for (var constant : PowerProfile.constants()) {
            // an elasticity that the user did not set is no number
            if (!Double.isNaN(settings.get(constant.name())) && enters(passport.figure(), constant.name())) {
                constants.put(constant.name(), settings.get(constant.name()));
            }
        }
        return Code.parse(passport.parameter("product")).then(product -> {
            double recomputed = Double.NaN;
            if (!figure.isMissing()) {
                var sql = references.reference(product, settings);
                var members = new ArrayList<List<Object>>();
                for (var code : passport.parameter("partners").split(" ")) {
                    if (!code.isEmpty()) {
                        members.add(List.of(code));
                    }
                }
                sql.give("partner_set", "economy varchar", members);
                recomputed = bySql(sql, "market_power", parameters(settings), passport, product);
            }
            return Result.ok(explained(
                    passport,
                    figure,
                    recomputed,
                    "",
                    PowerProfile.formula(passport.figure()),
                    "market_power",
                    constants,
                    exports(passport, product, List.of(year(passport)))));
        });
    }

    private static boolean enters(String figure, String constant) {
        return figure.equals(PowerProfile.LERNER)
                ? constant.endsWith("_elasticity")
                : constant.equals(PowerProfile.EXPANSIONS.get(figure));
    }

    private static Map<String, Double> parameters(Settings settings) {
        var parameters = new TreeMap<String, Double>();
        for (var name : List.of(PowerProfile.DEMAND_ELASTICITY, PowerProfile.FRINGE_ELASTICITY)) {
            double value = settings.get(name);
            parameters.put("t_" + name.substring(name.lastIndexOf('.') + 1), Double.isNaN(value) ? NOT_SET : value);
        }
        PowerProfile.EXPANSIONS
                .values()
                .forEach(name -> parameters.put("t_" + name.substring(name.lastIndexOf('.') + 1), settings.get(name)));
        return parameters;
    }

    private Result<Explained> erosion(Passport passport, Figure figure, Settings settings) {
        var constants = new TreeMap<String, Double>();
        constants.put(Erosion.YEARS, settings.get(Erosion.YEARS));
        constants.put(Erosion.TREND_YEARS, settings.get(Erosion.TREND_YEARS));
        return Code.parse(passport.parameter("product")).then(product -> {
            double recomputed = figure.isMissing()
                    ? Double.NaN
                    : bySql(
                            references.reference(product, settings),
                            "erosion",
                            Map.of(
                                    "t_years", settings.get(Erosion.YEARS),
                                    "t_trend_years", settings.get(Erosion.TREND_YEARS)),
                            passport,
                            product);
            int year = year(passport);
            var years = data.coverage().years(product).stream()
                    .filter(y -> y <= year && y > year - Erosion.span(settings))
                    .toList();
            return Result.ok(explained(
                    passport,
                    figure,
                    recomputed,
                    "",
                    Erosion.formula(passport.figure()),
                    "erosion",
                    constants,
                    exports(passport, product, years)));
        });
    }

    private static double bySql(
            SqlReference sql, String file, Map<String, Double> parameters, Passport passport, Code product) {
        var row = find(
                sql.table(file, parameters),
                r -> product.value().equals(r.get("product"))
                        && passport.parameter("subject").equals(r.get("exporter"))
                        && isYear(r, passport));
        return row == null ? Double.NaN : number(row, passport.figure()).orElse(Double.NaN);
    }

    /** The subject's exports of the good in these years; of a partner set's figure, its purchases alone. */
    private Rows exports(Passport passport, Code product, List<Integer> years) {
        int subject = data.economies().indexOf(passport.parameter("subject"));
        var importers = new BitSet();
        for (var code : passport.parameter("partners").split(" ")) {
            if (!code.isEmpty()) {
                importers.set(data.economies().indexOf(code));
            }
        }
        var rows = new ArrayList<Explained.Row>();
        for (int year : new HashSet<>(years)) {
            int y = data.cube().yearIndex(year);
            int p = data.cube().productIndex(product);
            if (y < 0 || p < 0) {
                continue;
            }
            var block = data.cube().block(y, p);
            for (int i = block.from(); i < block.to(); i++) {
                boolean shown =
                        importers.isEmpty() ? block.exporter()[i] == subject : importers.get(block.importer()[i]);
                if (shown) {
                    rows.add(sources.flowRow(i, year, product));
                }
            }
        }
        return sources.rows(rows);
    }

    private static int year(Passport passport) {
        return Integer.parseInt(passport.parameter("year"));
    }

    private static boolean isYear(Map<String, Object> row, Passport passport) {
        return number(row, "year").orElse(Double.NaN) == year(passport);
    }

    private static OptionalDouble number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Double value ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static @Nullable Map<String, Object> find(
            List<Map<String, Object>> rows, Predicate<Map<String, Object>> which) {
        return rows.stream().filter(which).findFirst().orElse(null);
    }

    private static Explained explained(
            Passport passport,
            Figure figure,
            double recomputed,
            String missing,
            String formula,
            String file,
            SortedMap<String, Double> constants,
            Rows rows) {
        return new Explained(
                passport,
                figure,
                "",
                recomputed,
                "",
                figure.isMissing() || !Double.isNaN(recomputed)
                        ? ""
                        : missing.isEmpty() ? "the reference gives no row" : missing,
                formula,
                file,
                constants,
                rows.shown(),
                rows.restCount(),
                rows.restSum(),
                null);
    }
}
