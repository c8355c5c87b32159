package org.kaname.measure.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBlock;
import org.kaname.data.TradeCube;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.GoodYear;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.Settings;
import org.kaname.measure.bloc.BlocDependence;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.concentration.ImportTotals;
import org.kaname.measure.concentration.TopSupplier;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.sql.SqlReference;
import org.kaname.measure.stage.StageConcentration;
import org.kaname.measure.world.Dominance;
import org.kaname.measure.world.Exports;
import org.kaname.measure.world.WorldShare;
import org.kaname.model.Code;
import org.kaname.model.Condition;
import org.kaname.model.Result;
import org.kaname.model.Truth;

/**
 * Runs every measure twice on a data set, by kernel as the product runs it and by reference file, and compares cell by cell: every
 * economy that may be a subject, every good and every year it is covered in. Identity partition, the top supplier as partner.
 */
public final class Verification {
    /** Goods are not sampled. */
    public static final int ALL = Integer.MAX_VALUE;

    private static final String IMPORT_SHARE = "import-share@1";
    private static final String WORLD_COVER = "world-cover@1";
    private static final String DOMINANCE = "dominance@2023";
    private static final String BLOC = "ec-bottom-up@2021";
    private static final int MOST_SUBJECTS_OF_FIELDS = 6;

    private final DataSet data;
    private final Settings settings;
    private final int sample;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    private Verification(DataSet data, Settings settings, int sample) {
        this.data = data;
        this.settings = settings;
        this.sample = sample;
        listChecks().forEach(this::tally);
    }

    /** Names of all checks, in their order, whether or not a data set can be asked. */
    public static List<String> listChecks() {
        var names = new LinkedHashSet<String>();
        for (var measure : GoodMeasure.values()) {
            if (!measure.sqlFile().isEmpty()) {
                names.add(measure.method());
            }
        }
        names.addAll(List.of(IMPORT_SHARE, WORLD_COVER, DOMINANCE));
        RuleCatalogue.listRules().forEach(rule -> names.add(rule.id()));
        names.addAll(TournamentComparison.CHECKS);
        names.add(StageConcentration.METHOD);
        names.add(FieldProfiles.METHOD);
        names.addAll(ComplexityComparison.methods());
        names.addAll(LeverageComparison.methods());
        return List.copyOf(names);
    }

    /** Compares all goods. */
    public static List<Check> run(DataSet data, Settings settings) {
        return run(data, settings, ALL);
    }

    /**
     * One check for each measure and rule, in the order in which they are listed.
     *
     * @param sample at most so many goods of each classification, spread evenly
     */
    public static List<Check> run(DataSet data, Settings settings, int sample) {
        var verification = new Verification(data, settings, sample);
        verification.compare();
        return verification.tallies.values().stream().map(Tally::check).toList();
    }

    /** The numbers that reference files take as parameters, those of a single rule left out. */
    public static Map<String, Double> parameters(Settings settings) {
        return Map.of(
                "t_unallocated_limit", settings.get(MeasureConstants.UNALLOCATED_LIMIT),
                "t_world_coverage", settings.get(MeasureConstants.WORLD_COVERAGE),
                "t_world_share", settings.get(MeasureConstants.DOMINANCE),
                "t_top_share", settings.get("cao@2021.top_share"));
    }

    /** The numbers that the file of a rule takes: its thresholds, and its window. */
    public static Map<String, Double> parameters(RuleVersion rule, Settings settings) {
        var constants = new TreeMap<String, Double>();
        rule.constants().forEach((name, value) -> constants.put("t_" + name, settings.get(rule.id() + "." + name)));
        var persistence = rule.persistence();
        if (persistence != null) {
            constants.put("years", (double) persistence.years());
            constants.put("window", (double) persistence.window());
        }
        return constants;
    }

    /** Goods of one classification, at most so many, spread evenly over their order. */
    public static List<Code> sample(DataSet data, String scheme, int most) {
        var all = data.cube().products().stream()
                .filter(p -> p.scheme().equals(scheme))
                .toList();
        if (all.size() <= most) {
            return all;
        }
        var some = new ArrayList<Code>();
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) ((long) i * all.size() / most)));
        }
        return some;
    }

    /** The classifications of a data set's flows. */
    public static Set<String> schemes(DataSet data) {
        var schemes = new TreeSet<String>();
        data.cube().products().forEach(p -> schemes.add(p.scheme()));
        return schemes;
    }

    private Tally tally(String name) {
        return tallies.computeIfAbsent(name, Tally::new);
    }

    private Tally tally(GoodMeasure measure) {
        return tally(measure.method());
    }

    private void compare() {
        for (var scheme : schemes(data)) {
            var goods = sample(data, scheme, sample);
            boolean all = goods.size() == sample(data, scheme, ALL).size();
            try (var whole = new SqlReference(data, scheme, parameters(settings))) {
                if (all) {
                    new Scheme(whole, whole, scheme, goods).compare();
                } else {
                    try (var some = new SqlReference(data, scheme, parameters(settings), new HashSet<>(goods))) {
                        new Scheme(some, whole, scheme, goods).compare();
                    }
                }
            }
        }
        if (!data.stages().isEmpty() || !data.activity().isEmpty()) {
            try (var sql = new SqlReference(data, "", parameters(settings))) {
                stages(sql);
                fields(sql);
            }
        }
    }

    /** Rows of a reference table by their key; remembers which were asked for. */
    private static final class Table {
        private final Map<List<Object>, Map<String, Object>> rows = new HashMap<>();
        private final Set<List<Object>> met = new HashSet<>();

        Table(List<Map<String, Object>> read, String... keys) {
            for (var row : read) {
                var key = new ArrayList<Object>();
                for (var name : keys) {
                    var cell = row.getOrDefault(name, "");
                    key.add(cell instanceof Double number ? (Object) number.intValue() : cell);
                }
                rows.put(List.copyOf(key), row);
            }
        }

        @Nullable Map<String, Object> find(Object... key) {
            var list = List.of(key);
            met.add(list);
            return rows.get(list);
        }

        /** Rows that nobody asked for. */
        List<List<Object>> others() {
            return rows.keySet().stream().filter(k -> !met.contains(k)).toList();
        }
    }

    /** One classification. */
    private final class Scheme {
        private final SqlReference sql;
        private final SqlReference whole;
        private final List<Code> products;
        private final Set<String> codes = new HashSet<>();
        private final Table profile;
        private final Table partner;
        private final Table worldShare;
        private final Table worldHhi;
        private final Table worldCover;
        private final Table reverse;
        private final Table rca;
        private final Table importShare;
        private final Table others;
        private final Table importRank;
        private final Map<RuleJudge, Table> rules = new LinkedHashMap<>();
        private final Map<List<Object>, BitSet> sellersByCell = new HashMap<>();

        /**
         * @param sql on the goods compared
         * @param whole on all goods, for what counts them
         */
        Scheme(SqlReference sql, SqlReference whole, String scheme, List<Code> goods) {
            this.sql = sql;
            this.whole = whole;
            products = goods;
            products.forEach(p -> codes.add(p.value()));
            profile = table("profile", "year", "importer", "product");
            partner = table("partner", "year", "importer", "product");
            worldShare = table("world_share", "year", "exporter", "product");
            worldHhi = table("world_hhi", "year", "product");
            worldCover = table("world_cover", "year", "product");
            reverse = table("reverse_dependence", "year", "exporter", "product");
            importShare = table("import_share", "year", "importer", "product", "supplier");
            others = table("others", "year", "importer", "product");
            importRank = new Table(whole.table("import_rank", Map.of()), "year", "importer", "product");
            rca = data.coverage().allProducts()
                    ? table("rca", "year", "exporter", "product")
                    : new Table(List.of(), "year", "exporter", "product");
            for (var rule : RuleCatalogue.listRules()) {
                var constants = parameters(rule, settings);
                rules.put(
                        new RuleJudge(rule, settings),
                        new Table(
                                (rule.countsGoods() ? whole : sql).table(rule.sqlFile(), constants),
                                "year",
                                "importer",
                                "product"));
            }
        }

        private Table table(String file, String... keys) {
            return new Table(sql.table(file, Map.of()), keys);
        }

        void compare() {
            boolean first = true;
            for (int subject = 0; subject < data.economies().size(); subject++) {
                if (data.economies().get(subject).named()) {
                    var evaluator = new GoodEvaluator(data, subject, new BitSet(), settings);
                    for (var product : products) {
                        for (int year : data.coverage().years(product)) {
                            if (concerned(evaluator, product, year)) {
                                cell(evaluator, product, year);
                            }
                            if (first) {
                                shares(evaluator.observed(year, product), product, year);
                                cover(evaluator, product, year);
                            }
                        }
                    }
                    first = false;
                }
            }
            rest(profile, tally(GoodMeasure.IMPORTS), 2);
            rest(worldShare, tally(GoodMeasure.WORLD_SHARE), 2);
            rest(worldHhi, tally(GoodMeasure.WORLD_HHI), 1);
            rest(reverse, tally(GoodMeasure.DEPENDENTS), 2);
            rest(rca, tally(GoodMeasure.RCA), 2);
            rest(importShare, tally(IMPORT_SHARE), 2);
            rest(others, tally(GoodMeasure.WORLD_HHI_OTHERS), 2);
            rest(importRank, tally(GoodMeasure.IMPORT_RANK_SHARE), 2);
            rules.forEach((judge, table) -> rest(table, tally(judge.rule().id()), 2));
            dominance();
            new TournamentComparison(data, settings, sql, whole, Verification.this::tally).compare(products);
            complexity();
            new LeverageComparison(data, settings, products, sql, Verification.this::tally).compare();
            try {
                blocs();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** It reported or sold something. Of anybody else no side has a row, and one that stands in SQL alone is found as such. */
        private boolean concerned(GoodEvaluator evaluator, Code product, int year) {
            if (data.coverage().importer(year, product, evaluator.subject()).known()) {
                return true;
            }
            var sellers = sellersByCell.computeIfAbsent(List.of(product, year), cell -> {
                var found = new BitSet();
                var block = evaluator.observed(year, product);
                for (int i = block.from(); i < block.to(); i++) {
                    found.set(block.exporter()[i]);
                }
                return found;
            });
            return sellers.get(evaluator.subject());
        }

        private void rest(Table table, Tally tally, int productAt) {
            for (var key : table.others()) {
                if (codes.contains(String.valueOf(key.get(productAt)))) {
                    tally.alone(false, key::toString);
                }
            }
        }

        private void cell(GoodEvaluator evaluator, Code product, int year) {
            var numbers = evaluator.evaluate(year, product);
            var economy = data.economies().get(evaluator.subject()).code();
            Supplier<String> where = () -> economy + " " + product + " " + year;
            exporter(evaluator, numbers, economy, product, year, where);
            if (!data.coverage().importer(year, product, evaluator.subject()).known()) {
                return;
            }
            var row = profile.find(year, economy, product.value());
            var ofPartner = partner.find(year, economy, product.value());
            if (row == null || ofPartner == null) {
                tally(GoodMeasure.IMPORTS).alone(true, where);
                return;
            }
            importer(numbers, row, where);
            others(numbers, economy, product, year, where);
            partner(numbers, ofPartner, where);
            rules(evaluator, product, year, economy);
        }

        private void importer(GoodYear numbers, Map<String, Object> row, Supplier<String> where) {
            number(GoodMeasure.IMPORTS, numbers, row, "imports_kusd", where);
            number(GoodMeasure.TOP_VALUE, numbers, row, "top_value_kusd", where);
            int top = numbers.topSupplier();
            tally(GoodMeasure.TOP_VALUE)
                    .same(top < 0 ? null : data.economies().get(top).code(), row.get("top_supplier"), where);
            tally(GoodMeasure.TOP_VALUE).number(top < 0 ? Double.NaN : numbers.tied(), row.get("tied"), where);
            tally(GoodMeasure.IMPORTS).number(numbers.suppliers(), row.get("suppliers"), where);
            interval(GoodMeasure.TOP_SHARE, numbers, row, "top_share", where);
            interval(GoodMeasure.HHI, numbers, row, "hhi", where);
            number(GoodMeasure.EFFECTIVE_SUPPLIERS, numbers, row, "effective_suppliers", where);
            number(GoodMeasure.EXPORTS, numbers, row, "exports_kusd", where);
            ratio(GoodMeasure.RATIO, numbers, row, "import_export_ratio", "no_exports", where);
            interval(GoodMeasure.WORLD_SHARE, numbers, row, "world_share", where);
            interval(GoodMeasure.WORLD_HHI, numbers, row, "hhi_world", where);
        }

        private void others(GoodYear numbers, String economy, Code product, int year, Supplier<String> where) {
            var row = others.find(year, economy, product.value());
            if (row == null) {
                tally(GoodMeasure.WORLD_HHI_OTHERS).alone(true, where);
                return;
            }
            number(GoodMeasure.WORLD_HHI_OTHERS, numbers, row, "hhi_world_others", where);
            number(GoodMeasure.OTHER_EXPORTERS, numbers, row, "other_exporters", where);
            interval(GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO, numbers, row, "effective_suppliers_ratio", where);
            interval(GoodMeasure.SUPPLIER_COUNT_RATIO, numbers, row, "supplier_count_ratio", where);
            number(GoodMeasure.BALANCE, numbers, row, "trade_balance", where);
            var rank = importRank.find(year, economy, product.value());
            tally(GoodMeasure.IMPORT_RANK_SHARE)
                    .number(
                            numbers.value(GoodMeasure.IMPORT_RANK_SHARE),
                            rank == null ? null : rank.get("import_rank_share"),
                            where);
        }

        private void partner(GoodYear numbers, Map<String, Object> row, Supplier<String> where) {
            interval(GoodMeasure.PARTNER_SHARE, numbers, row, "partner_share", where);
            ratio(GoodMeasure.PARTNER_RATIO, numbers, row, "partner_ratio", "partner_no_exports", where);
            interval(GoodMeasure.PARTNER_WORLD_SHARE, numbers, row, "partner_world_share", where);
        }

        /** Two counts; they may differ by what lies so close to a boundary that the order of a sum decides. */
        private void count(
                GoodMeasure measure, double kernel, @Nullable Object sql, IntSupplier close, Supplier<String> where) {
            boolean differs = sql instanceof Number number && number.doubleValue() != kernel;
            boolean boundary = differs
                    && Math.abs(((Number) java.util.Objects.requireNonNull(sql)).doubleValue() - kernel)
                            <= close.getAsInt();
            if (boundary) {
                tally(measure).truth(Truth.UNKNOWN, null, true, where);
            } else {
                tally(measure).number(kernel, sql, where);
            }
        }

        /** Other named exporters whose exports equal the subject's but for the order of a sum. */
        private int sameExports(GoodEvaluator evaluator, Code product, int year) {
            var named = data.economies().named();
            var exports = new double[named.length];
            var block = evaluator.observed(year, product);
            Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
            int subject = evaluator.subject();
            int equal = 0;
            for (int j = 0; j < exports.length; j++) {
                if (j != subject
                        && named[j]
                        && Math.abs(exports[j] - exports[subject]) <= Condition.BOUNDARY * exports[subject]) {
                    equal++;
                }
            }
            return equal;
        }

        /** Dependents whose share lies at the threshold but for the order of a sum. */
        private int near(GoodEvaluator evaluator, Code product, int year) {
            double threshold = settings.get("cao@2021.top_share");
            return (int) evaluator.evaluate(year, product).dependents().stream()
                    .filter(d -> Math.abs(d.share() - threshold) <= Condition.BOUNDARY * threshold)
                    .count();
        }

        /** What holds for every named economy, whether or not it reported its imports. */
        private void exporter(
                GoodEvaluator evaluator,
                GoodYear numbers,
                String economy,
                Code product,
                int year,
                Supplier<String> where) {
            var row = worldShare.find(year, economy, product.value());
            double share = numbers.value(GoodMeasure.WORLD_SHARE);
            if (row == null) {
                // Who sells nothing has no row.
                tally(GoodMeasure.WORLD_SHARE).number(share == 0 ? Double.NaN : share, null, where);
            } else {
                interval(GoodMeasure.WORLD_SHARE, numbers, row, "world_share", where);
                count(
                        GoodMeasure.WORLD_RANK,
                        numbers.value(GoodMeasure.WORLD_RANK),
                        row.get("world_rank"),
                        () -> sameExports(evaluator, product, year),
                        where);
                number(GoodMeasure.EXPORTS, numbers, row, "exports_kusd", where);
            }
            var ofWorld = worldHhi.find(year, product.value());
            tally(GoodMeasure.WORLD_HHI)
                    .number(
                            numbers.value(GoodMeasure.WORLD_HHI),
                            ofWorld == null ? null : ofWorld.get("hhi_world"),
                            where);
            var hanging = reverse.find(year, economy, product.value());
            double dependents = numbers.value(GoodMeasure.DEPENDENTS);
            var tally = tally(GoodMeasure.DEPENDENTS);
            boolean close = dependents > 0 && hanging == null && near(evaluator, product, year) >= dependents;
            if (close) {
                tally.truth(Truth.UNKNOWN, null, true, where);
            } else if (hanging == null) {
                tally.number(dependents == 0 ? Double.NaN : dependents, null, where);
            } else {
                tally.number(dependents, hanging.get("dependents"), where);
                double value = numbers.dependents().stream()
                        .mapToDouble(GoodYear.Dependent::valueThousandths)
                        .sum();
                tally.number(value / TradeCube.SCALE, hanging.get("value_kusd"), where);
                tally.number(numbers.dependentsCover(), hanging.get("cover"), where);
                tally.number(numbers.dependentsReach(), hanging.get("reach"), where);
            }
            if (data.coverage().allProducts()) {
                var advantage = rca.find(year, economy, product.value());
                double ours = numbers.value(GoodMeasure.RCA);
                tally(GoodMeasure.RCA)
                        .number(
                                advantage == null && ours == 0 ? Double.NaN : ours,
                                advantage == null ? null : advantage.get("rca"),
                                where);
            }
        }

        /** Every importer of a block, remainders too. */
        private void shares(FlowBlock block, Code product, int year) {
            var named = data.economies().named();
            int from = block.from();
            while (from < block.to()) {
                int importer = block.importer()[from];
                int to = block.end(importer);
                double imports = ImportTotals.imports(block.value(), from, to);
                double unallocated = ImportTotals.unallocated(block.value(), block.exporter(), named, from, to);
                var code = data.economies().get(importer).code();
                for (int i = from; i < to; i++) {
                    if (named[block.exporter()[i]]) {
                        var supplier = data.economies().get(block.exporter()[i]).code();
                        var row = importShare.find(year, code, product.value(), supplier);
                        tally(IMPORT_SHARE)
                                .number(
                                        TopSupplier.share(block.value()[i], imports, unallocated),
                                        row == null ? null : row.get("import_share"),
                                        () -> code + " " + product + " " + year + " from " + supplier);
                    }
                }
                from = to;
            }
        }

        private void rules(GoodEvaluator evaluator, Code product, int year, String economy) {
            var found = GoodProfile.of(data, evaluator, product, year, List.of(), settings);
            if (found.isEmpty()) {
                return;
            }
            var profiled = found.get();
            rules.forEach((judge, table) -> {
                var tally = tally(judge.rule().id());
                Supplier<String> where = () -> economy + " " + product + " " + year;
                var row = table.find(year, economy, product.value());
                if (row == null) {
                    tally.alone(true, where);
                    return;
                }
                boolean boundary = profiled.window().stream().anyMatch(y -> boundary(judge, y));
                for (int i = 0; i < judge.rule().conditions().size(); i++) {
                    var condition = judge.rule().conditions().get(i);
                    var truth = profiled.newest().test(condition.measure(), condition.comparison(), judge.threshold(i));
                    int number = i + 1;
                    tally.truth(
                            truth,
                            row.get("c" + number),
                            boundary(judge, profiled.newest()),
                            () -> where.get() + " condition " + number);
                }
                var truth = judge.test(profiled.window(), profiled.singleYear());
                var outcome = row.get("outcome");
                tally.truth(
                        truth,
                        "FLAGGED".equals(outcome) ? Boolean.TRUE : "NOT_FLAGGED".equals(outcome) ? Boolean.FALSE : null,
                        boundary,
                        where);
                if (!judge.rule().bands().isEmpty() && !boundary) {
                    tally.same(judge.band(profiled.newest()).orElse(null), row.get("band"), where);
                }
            });
        }

        /** Two numbers that differ by rounding alone may decide otherwise; and the reference decides by ends of its own. */
        private boolean boundary(RuleJudge judge, GoodYear year) {
            if (TournamentComparison.boundary(judge, year)) {
                return true;
            }
            for (var condition : judge.rule().conditions()) {
                if (year.converted() && year.intervalDecides(condition.measure())) {
                    return true;
                }
            }
            for (int i = 0; i < judge.rule().bands().size(); i++) {
                var band = judge.rule().bands().get(i);
                if (Math.abs(band.comparison().margin(year.value(band.measure()), judge.bandThreshold(i)))
                        < Condition.BOUNDARY) {
                    return true;
                }
            }
            return false;
        }

        private void cover(GoodEvaluator evaluator, Code product, int year) {
            if (data.coverage().worldDeclared(year, product)) {
                var row = worldCover.find(year, product.value());
                tally(WORLD_COVER)
                        .number(
                                evaluator.evaluate(year, product).reporterCoverage(),
                                row == null ? null : row.get("cover"),
                                () -> product + " " + year);
            }
        }

        /** Over all goods, sampled or not; with the filter in force, and with none. */
        private void complexity() {
            if (products.isEmpty()) {
                return;
            }
            for (int year : data.cube().years()) {
                for (var filter : List.of(settings, Complexity.withMinTrade(settings, 0))) {
                    if (Complexity.of(data, products.getFirst().scheme(), year, false, filter)
                            instanceof Result.Ok<Complexity> ok) {
                        ComplexityComparison.compare(ok.value(), whole, sample, Verification.this::tally);
                    }
                }
            }
        }

        /** Over all goods, sampled or not: the reference counts goods. */
        private void dominance() {
            var table = new Table(whole.table("dominance", Map.of()), "year", "exporter");
            var goods = new TreeMap<Integer, Map<Integer, double[]>>();
            var named = data.economies().named();
            var exports = new double[named.length];
            int any = data.economies().listEconomies().stream()
                    .filter(e -> e.named())
                    .mapToInt(e -> data.economies().indexOf(e.code()))
                    .findFirst()
                    .orElse(0);
            var evaluator = new GoodEvaluator(data, any, new BitSet(), settings);
            for (var product :
                    sample(data, products.isEmpty() ? "" : products.getFirst().scheme(), ALL)) {
                for (int year : data.coverage().years(product)) {
                    if (Double.isNaN(evaluator.evaluate(year, product).value(GoodMeasure.WORLD_HHI))) {
                        continue;
                    }
                    var block = evaluator.observed(year, product);
                    Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
                    var dominant = Dominance.all(
                            exports,
                            named,
                            WorldShare.world(exports),
                            WorldShare.unallocated(exports, named),
                            settings.get(MeasureConstants.DOMINANCE));
                    for (int j = dominant.nextSetBit(0); j >= 0; j = dominant.nextSetBit(j + 1)) {
                        var sum = goods.computeIfAbsent(year, y -> new TreeMap<>())
                                .computeIfAbsent(j, k -> new double[2]);
                        sum[0]++;
                        sum[1] += exports[j] / TradeCube.SCALE;
                    }
                }
            }
            goods.forEach((year, byExporter) -> byExporter.forEach((exporter, sum) -> {
                var code = data.economies().get(exporter).code();
                Supplier<String> where = () -> code + " " + year;
                var row = table.find(year, code);
                if (row == null) {
                    tally(DOMINANCE).alone(true, where);
                } else {
                    tally(DOMINANCE).number(sum[0], row.get("goods"), where);
                    tally(DOMINANCE).number(sum[1], row.get("value_kusd"), where);
                }
            }));
            table.others().forEach(key -> tally(DOMINANCE).alone(false, key::toString));
        }

        /** Each bloc of the data set as home and inner set, and one set that any data set has: every other economy. */
        private void blocs() throws SQLException {
            var sets = new LinkedHashMap<String, List<String>>();
            var years = data.cube().years();
            for (var bloc : data.blocs()) {
                var members = years.length == 0
                        ? List.<String>of()
                        : bloc.membersAtEndOf(years[years.length - 1]).stream()
                                .filter(m -> data.economies().indexOf(m) >= 0)
                                .toList();
                if (!members.isEmpty()) {
                    sets.put(bloc.code(), members);
                }
            }
            var everyOther = new ArrayList<String>();
            for (int i = 0; i < data.economies().size(); i += 2) {
                everyOther.add(data.economies().get(i).code());
            }
            sets.put("every other economy", everyOther);
            for (var set : sets.entrySet()) {
                // The inner set is wider than home where there is an economy to add.
                bloc(set.getKey(), set.getValue(), set.getValue());
                var wider = new TreeSet<>(set.getValue());
                wider.add(data.economies().get(data.economies().size() / 2).code());
                bloc(set.getKey() + " with one more inside", set.getValue(), List.copyOf(wider));
            }
        }

        private void bloc(String name, List<String> home, List<String> inner) throws SQLException {
            var views = sql.changing();
            views.economies("home", home);
            views.economies("inner_set", inner);
            double concentration = settings.get(BLOC + ".cdi1");
            double outer = settings.get(BLOC + ".cdi2");
            double ratio = settings.get(BLOC + ".cdi3");
            var table = new Table(
                    sql.table("ec_bottom_up", Map.of("t_cdi1", concentration, "t_cdi2", outer, "t_cdi3", ratio)),
                    "year",
                    "product");
            var tally = tally(BLOC);
            for (var product : products) {
                for (int year : data.cube().years()) {
                    var block = data.cube()
                            .block(data.cube().yearIndex(year), data.cube().productIndex(product));
                    if (block.size() == 0) {
                        continue;
                    }
                    Supplier<String> where = () -> name + " " + product + " " + year;
                    var found = BlocDependence.of(
                            block, set(home), set(inner), data.economies().named());
                    var row = table.find(year, product.value());
                    if (row == null) {
                        tally.alone(true, where);
                        continue;
                    }
                    tally.number(found.outer() / TradeCube.SCALE, row.get("outer_kusd"), where);
                    tally.number(found.inner() / TradeCube.SCALE, row.get("inner_kusd"), where);
                    tally.number(found.homeExports() / TradeCube.SCALE, row.get("home_exports_kusd"), where);
                    tally.number(
                            found.homeExportsOutside() / TradeCube.SCALE, row.get("home_exports_outside_kusd"), where);
                    tally.number(found.cdi1(), row.get("cdi1"), where);
                    tally.number(found.cdi2(), row.get("cdi2"), where);
                    tally.number(finite(found.cdi3()), row.get("cdi3"), where);
                    tally.number(finite(found.cdi3Outside()), row.get("cdi3_extra"), where);
                    tally.same(
                            found.flagged(concentration, outer, ratio), Boolean.TRUE.equals(row.get("flagged")), where);
                    tally.same(
                            found.flaggedExtra(concentration, outer, ratio),
                            Boolean.TRUE.equals(row.get("flagged_extra")),
                            where);
                }
            }
            rest(table, tally, 1);
        }

        private boolean[] set(List<String> economies) {
            var set = new boolean[data.economies().size()];
            for (var code : economies) {
                set[data.economies().indexOf(code)] = true;
            }
            return set;
        }

        private void number(
                GoodMeasure measure, GoodYear numbers, Map<String, Object> row, String column, Supplier<String> where) {
            tally(measure).number(numbers.value(measure), row.get(column), () -> where.get() + " " + column);
        }

        private void interval(
                GoodMeasure measure, GoodYear numbers, Map<String, Object> row, String column, Supplier<String> where) {
            number(measure, numbers, row, column, where);
            if (numbers.converted()) {
                // the reference knows nothing of conversions: its ends lie inside
                tally(measure)
                        .same(
                                Boolean.TRUE,
                                inside(numbers.low(measure), row.get(column + "_low"), numbers.high(measure))
                                        && inside(
                                                numbers.low(measure), row.get(column + "_high"), numbers.high(measure)),
                                () -> where.get() + " " + column + " inside its bounds");
                return;
            }
            tally(measure)
                    .number(numbers.low(measure), row.get(column + "_low"), () -> where.get() + " " + column + "_low");
            tally(measure)
                    .number(
                            numbers.high(measure),
                            row.get(column + "_high"),
                            () -> where.get() + " " + column + "_high");
        }

        /** A ratio to nothing has no value in a table and stands above every threshold in the kernel. */
        private void ratio(
                GoodMeasure measure,
                GoodYear numbers,
                Map<String, Object> row,
                String column,
                String noExports,
                Supplier<String> where) {
            double value = numbers.value(measure);
            if (Double.isInfinite(value)) {
                tally(measure).same(Boolean.TRUE, row.get(noExports), where);
            }
            tally(measure).number(finite(value), row.get(column), () -> where.get() + " " + column);
        }
    }

    private static boolean inside(double low, @Nullable Object reference, double high) {
        return Double.isNaN(low)
                || reference instanceof Number number
                        && number.doubleValue() >= low - INSIDE
                        && number.doubleValue() <= high + INSIDE;
    }

    /** Sums in another order. */
    private static final double INSIDE = 1e-9;

    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private void stages(SqlReference sql) {
        var tally = tally(StageConcentration.METHOD);
        var table = new Table(
                sql.table(
                        "stage_concentration",
                        Map.of("t_unbalanced", settings.get(StageConcentration.METHOD + ".unbalanced"))),
                "material",
                "stage",
                "source",
                "year");
        for (var row : StageConcentration.rows(data, settings)) {
            Supplier<String> where = () -> row.material() + " " + row.stage() + " " + row.source() + " " + row.year();
            var other = table.find(row.material(), row.stage(), row.source(), row.year());
            if (other == null) {
                tally.alone(true, where);
                continue;
            }
            tally.number(row.economies(), other.get("economies"), where);
            tally.same(row.topEconomy().isEmpty() ? null : row.topEconomy(), other.get("top_economy"), where);
            tally.same(row.tied(), other.get("tied"), where);
            tally.same(row.unbalanced(), other.get("unbalanced"), where);
            tally.number(row.topShare(), other.get("top_share"), where);
            tally.number(row.hhiLow(), other.get("hhi_low"), where);
            tally.number(row.hhiHigh(), other.get("hhi_high"), where);
            tally.number(row.hhiHighTopList(), other.get("hhi_high_top_list"), where);
            tally.number(row.worldTotal(), other.get("world_total"), where);
            tally.number(row.namedTotal(), other.get("named_total"), where);
            tally.number(row.restTotal(), other.get("rest_total"), where);
            tally.number(row.base(), other.get("base"), where);
        }
        table.others().forEach(key -> tally.alone(false, key::toString));
    }

    private void fields(SqlReference sql) {
        int newest = 0;
        var economies = new TreeSet<String>();
        for (var row : data.activity()) {
            newest = Math.max(newest, row.year());
            if (data.economies()
                    .findEconomy(row.economy())
                    .filter(e -> e.named())
                    .isPresent()) {
                economies.add(row.economy());
            }
        }
        var profiles = new FieldProfiles(data, newest, settings);
        var subjects = List.copyOf(economies);
        int step = Math.max(1, subjects.size() / MOST_SUBJECTS_OF_FIELDS);
        for (int i = 0; i < subjects.size(); i += step) {
            fields(sql, profiles, subjects.get(i), newest);
        }
    }

    private void fields(SqlReference sql, FieldProfiles profiles, String subject, int asOf) {
        var tally = tally(FieldProfiles.METHOD);
        var table = new Table(
                sql.table(
                        "field_profile",
                        Map.of(
                                "year",
                                (double) asOf,
                                "t_window",
                                settings.get(FieldProfiles.METHOD + ".window"),
                                "t_top_list",
                                settings.get(FieldProfiles.METHOD + ".top_list"),
                                "t_entrant",
                                settings.get(FieldProfiles.METHOD + ".entrant")),
                        Map.of("subject", subject)),
                "scheme",
                "measure",
                "field");
        for (var row : profiles.rows(subject)) {
            Supplier<String> where = () -> subject + " " + row.scheme() + " " + row.measure() + " " + row.field();
            var other = table.find(row.scheme(), row.measure(), row.field());
            if (other == null) {
                tally.alone(true, where);
                continue;
            }
            tally.number(row.dataYear(), other.get("data_year"), where);
            tally.number(row.growth(), other.get("growth"), where);
            tally.number(row.relativeGrowth(), other.get("relative_growth"), where);
            tally.same(row.leader().isEmpty() ? null : row.leader(), other.get("leader"), where);
            tally.number(row.leaderShare(), other.get("leader_share"), where);
            tally.number(row.leadRatio(), other.get("lead_ratio"), where);
            tally.number(row.active(), other.get("active"), where);
            tally.number(row.churn(), other.get("churn"), where);
            tally.number(row.entropy(), other.get("entropy"), where);
            tally.number(row.entropyTrend(), other.get("entropy_trend"), where);
            tally.number(row.hhi(), other.get("hhi"), where);
            tally.number(row.hhiTrend(), other.get("hhi_trend"), where);
            tally.number(row.entrantShare(), other.get("entrant_share"), where);
            tally.number(row.share(), other.get("subject_share"), where);
            tally.number(row.rank() == 0 ? Double.NaN : row.rank(), other.get("subject_rank"), where);
            tally.same(row.windowPartial(), other.get("window_partial"), where);
        }
        table.others().forEach(key -> tally.alone(false, key::toString));
    }
}
