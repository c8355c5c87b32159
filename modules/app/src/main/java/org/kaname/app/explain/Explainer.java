package org.kaname.app.explain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kaname.app.wording.RowSource;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBlock;
import org.kaname.data.Link;
import org.kaname.data.Origin;
import org.kaname.data.Partition;
import org.kaname.data.Partitions;
import org.kaname.data.TradeCube;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.Settings;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.complexity.ComplexityMeasure;
import org.kaname.measure.complexity.ComplexityReference;
import org.kaname.measure.complexity.HeldMatrix;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.sql.SqlReference;
import org.kaname.measure.stage.StageProfiles;
import org.kaname.model.Code;
import org.kaname.model.Condition;
import org.kaname.model.Economy;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.triage.Colour;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.RowOutcome;
import org.kaname.triage.TriageConstants;
import org.kaname.triage.assess.AssessmentConstants;
import org.kaname.triage.assess.Assessor;
import org.kaname.triage.field.FieldDecision;
import org.kaname.triage.field.FieldTriage;
import org.kaname.triage.field.InputDecision;
import org.kaname.triage.field.InputTriage;
import org.kaname.triage.material.MaterialDecision;
import org.kaname.triage.material.MaterialTriage;

/**
 * Resolves the passports of one data set: the figure by the product's kernel, by the reference SQL, its formula and constants, and the
 * source rows. Opens the SQL views once and keeps their results, so that many passports cost little more than one. Not thread-safe.
 */
public final class Explainer implements AutoCloseable {
    private static final int ROWS_SHOWN = 20;
    private static final String SETTING = "set.";
    private static final String PARTITION = "partition";
    private static final String IMPORT_SHARE = "import-share@1";

    private final DataSet data;
    private final boolean large;
    private final boolean allRows;
    private final Map<String, SqlReference> references = new HashMap<>();
    private final Map<String, Map<List<String>, Map<String, Object>>> indexed = new HashMap<>();
    private final Settings published = AssessmentConstants.settings();
    private final Map<List<Object>, GoodEvaluator> evaluators = new HashMap<>();
    private final Map<List<Object>, GoodTriage> triages = new HashMap<>();
    private final Map<List<Object>, FieldProfiles> fieldProfiles = new HashMap<>();
    private final Map<List<Object>, List<MaterialDecision>> materials = new HashMap<>();
    private final Map<List<Object>, List<FieldDecision>> fields = new HashMap<>();
    private final Map<List<Object>, List<InputDecision>> inputs = new HashMap<>();

    private final Map<List<Object>, Result<Complexity>> matrices = new HashMap<>();
    private final Map<String, Explainer> byPartition = new HashMap<>();
    private @Nullable TableReference tables;

    /** @param allRows every source row instead of the largest */
    public Explainer(DataSet data, boolean allRows) {
        this.data = data;
        this.large = Assessor.isLarge(data);
        this.allRows = allRows;
    }

    /** Resolves a passport of this data set, or says why it cannot. */
    public Result<Explained> explain(Passport passport) {
        if (!passport.dataset().equals(data.id())) {
            return Result.failure(
                    Reason.DATASET_ABSENT,
                    "The passport is of the data set (" + passport.dataset() + "), not of (" + data.id() + ").");
        }
        var partition = passport.parameter(PARTITION);
        if (!partition.isEmpty() && !partition.equals(Partitions.IDENTITY)) {
            return ofUnits(passport, partition);
        }
        var settings = settings(passport);
        if (settings.isEmpty()) {
            return Result.failure(
                    Reason.MALFORMED,
                    "The passport changes a constant that does not exist, or not to a number: " + passport);
        }
        var method = passport.method();
        if (method.equals(TriageConstants.METHOD)
                && !passport.parameter("product").isEmpty()) {
            return decision(passport, settings.get());
        }
        if (method.equals(TriageConstants.METHOD)) {
            return otherDecision(passport, settings.get());
        }
        if (method.equals("stage-concentration@1")) {
            return table(
                    passport,
                    StageProfiles.recompute(data, passport),
                    stageRows(passport),
                    "stage_concentration",
                    settings.get());
        }
        if (method.equals("field-profile@1")) {
            return table(
                    passport,
                    year(passport, "year")
                            .then(year -> fieldProfiles(year, settings.get()).find(passport)),
                    fieldRows(passport),
                    "field_profile",
                    settings.get());
        }
        if (method.equals(InputTriage.PUBLISHED)) {
            return table(
                    passport,
                    year(passport, "year")
                            .then(year -> InputTriage.find(
                                    inputs(passport.parameter("economy"), year, settings.get()), passport)),
                    shareRows(passport),
                    "",
                    settings.get());
        }
        var rule = RuleCatalogue.findRule(method);
        if (rule.isPresent() && passport.figure().equals("verdict")) {
            return verdict(passport, new RuleJudge(rule.get(), settings.get()), settings.get());
        }
        if (method.equals(IMPORT_SHARE)) {
            return importShare(passport, settings.get());
        }
        if (LeverageAnswers.answers(method)) {
            return new LeverageAnswers(data, this).explain(passport, settings.get());
        }
        var ofMatrix = Complexity.findMeasure(passport);
        if (ofMatrix.isPresent()) {
            return complexity(passport, ofMatrix.get(), settings.get());
        }
        return Arrays.stream(GoodMeasure.values())
                .filter(m -> m.method().equals(method) && m.figure().equals(passport.figure()))
                .findFirst()
                .map(m -> measure(passport, m, settings.get()))
                .orElseGet(() -> Result.failure(
                        Reason.MALFORMED, "No method (" + method + ") gives a figure (" + passport.figure() + ")."));
    }

    /** The same figure of the units of a partition: flows are regrouped, then the path is the same. */
    private Result<Explained> ofUnits(Passport passport, String name) {
        var year = year(passport, "year");
        if (!(year instanceof Result.Ok<Integer> known)
                || passport.parameter("year").isEmpty()) {
            return Result.failure(Reason.MALFORMED, "The passport's year is no number: " + passport);
        }
        var day = LocalDate.of(known.value(), 12, 31);
        return Partitions.of(data).resolve(name, day).then(units -> {
            var regrouped = byPartition.computeIfAbsent(
                    name + day,
                    unknown -> new Explainer(Partition.of(name, units).apply(data), allRows));
            var parameters = new TreeMap<>(passport.parameters());
            parameters.remove(PARTITION);
            return regrouped.explain(
                    new Passport(passport.dataset(), passport.method(), passport.figure(), parameters));
        });
    }

    // ---- figures of goods

    private Result<Explained> measure(Passport passport, GoodMeasure measure, Settings settings) {
        return profile(passport, settings).then(profile -> {
            var year = profile.newest();
            var figure = profile.figure(measure, year);
            var constants = new TreeMap<String, Double>();
            if (measure == GoodMeasure.WORLD_SHARE
                    || measure == GoodMeasure.WORLD_RANK
                    || measure == GoodMeasure.WORLD_HHI
                    || measure == GoodMeasure.WORLD_HHI_OTHERS
                    || measure == GoodMeasure.OTHER_EXPORTERS
                    || measure == GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO
                    || measure == GoodMeasure.SUPPLIER_COUNT_RATIO
                    || measure == GoodMeasure.PARTNER_WORLD_SHARE) {
                constants.put(MeasureConstants.WORLD_COVERAGE, settings.get(MeasureConstants.WORLD_COVERAGE));
            }
            if (measure == GoodMeasure.DEPENDENTS) {
                constants.put("cao@2021.top_share", settings.get("cao@2021.top_share"));
            }
            if (year.hasInterval(measure)) {
                constants.put(MeasureConstants.UNALLOCATED_LIMIT, settings.get(MeasureConstants.UNALLOCATED_LIMIT));
            }
            var rows = flowRows(profile, measure);
            if (!profile.partners().isEmpty() && measure.sqlFile().equals("partner")) {
                return Result.ok(explained(
                        passport,
                        figure,
                        Double.NaN,
                        "the reference file answers for the top supplier only",
                        measure,
                        constants,
                        rows));
            }
            // A figure that is withheld is withheld by both.
            var sql = figure.isMissing() ? Optional.<Double>empty() : bySql(profile, measure, settings);
            return Result.ok(explained(
                    passport,
                    figure,
                    sql.orElse(Double.NaN),
                    sql.isPresent() || figure.isMissing() || figure.isUnbounded() ? "" : "the reference gives no row",
                    measure,
                    constants,
                    rows));
        });
    }

    private Explained explained(
            Passport passport,
            Figure figure,
            double recomputed,
            String missing,
            GoodMeasure measure,
            SortedMap<String, Double> constants,
            Rows rows) {
        return new Explained(
                passport,
                figure,
                "",
                recomputed,
                "",
                missing,
                measure.formula(),
                measure.sqlFile(),
                constants,
                rows.shown,
                rows.restCount,
                rows.restSum,
                null);
    }

    private Optional<Double> bySql(GoodProfile profile, GoodMeasure measure, Settings settings) {
        var file = measure.sqlFile();
        var year = profile.newest().year();
        var product = profile.product();
        if (file.equals("ec_bottom_up")) {
            // A single economy without an inner set: every supplier is outer, which profile.sql already holds.
            var row = row("profile", profile, year, settings);
            return row.flatMap(r -> switch (measure) {
                case CDI1 -> number(r, "hhi");
                case CDI2 -> number(r, "suppliers").filter(s -> s > 0).map(s -> 1.0);
                default -> number(r, "import_export_ratio");
            });
        }
        if (file.equals("world_share") || file.equals("rca") || file.equals("reverse_dependence")) {
            var keyed = index(file, product, settings, "exporter");
            var row = keyed.get(List.of(profile.subject(), product.value(), Integer.toString(year)));
            if (row == null) {
                boolean countsAsZero = switch (measure) {
                    case DEPENDENTS, WORLD_SHARE -> data.coverage().worldDeclared(year, product);
                    case RCA -> data.coverage().allProducts();
                    default -> false;
                };
                return countsAsZero ? Optional.of(0.0) : Optional.empty();
            }
            return number(row, measure.column());
        }
        if (file.equals("world_hhi")) {
            var keyed = index(file, product, settings, "");
            return Optional.ofNullable(keyed.get(List.of("", product.value(), Integer.toString(year))))
                    .flatMap(r -> number(r, "hhi_world"));
        }
        var own = row(file, profile, year, settings);
        if (own.isEmpty() && measure == GoodMeasure.EXPORTS) {
            // profile.sql has rows of importers that reported; exports are known of everybody
            var keyed = index("export_totals", product, settings, "exporter");
            var row = keyed.get(List.of(profile.subject(), product.value(), Integer.toString(year)));
            return row == null ? Optional.of(0.0) : number(row, "exports_kusd");
        }
        return own.flatMap(r -> number(r, measure.column()));
    }

    private Optional<Map<String, Object>> row(String file, GoodProfile profile, int year, Settings settings) {
        return Optional.ofNullable(index(file, profile.product(), settings, "importer")
                .get(List.of(profile.subject(), profile.product().value(), Integer.toString(year))));
    }

    private static Optional<Double> number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Double value ? Optional.of(value) : Optional.empty();
    }

    /** The rows of a reference file by (economy, product, year). */
    private Map<List<String>, Map<String, Object>> index(
            String file, Code product, Settings settings, String economyColumn) {
        boolean some = large && !countsGoods(file);
        var key = (some ? product.toString() : product.scheme()) + "/" + file + "/" + settings.changes();
        return indexed.computeIfAbsent(key, k -> {
            var rows = new HashMap<List<String>, Map<String, Object>>();
            var reference = some ? reference(product, settings) : reference(product.scheme(), settings);
            for (var row : reference.table(file, own(file, settings))) {
                var economy = economyColumn.isEmpty() ? "" : String.valueOf(row.get(economyColumn));
                rows.put(List.of(economy, String.valueOf(row.get("product")), year(row.get("year"))), row);
            }
            return rows;
        });
    }

    /** The file ranks goods, so that its answer about one rests on all. */
    private static boolean countsGoods(String file) {
        return Arrays.stream(GoodMeasure.values())
                        .anyMatch(m -> m.countsGoods() && m.sqlFile().equals(file))
                || RuleCatalogue.listRules().stream()
                        .anyMatch(r -> r.countsGoods() && r.sqlFile().equals(file));
    }

    private static String year(@Nullable Object value) {
        return value instanceof Double number ? Integer.toString(number.intValue()) : "";
    }

    /** The reference for what is asked of one good: on that good and one for the rest where there are many. */
    SqlReference reference(Code product, Settings settings) {
        return large
                ? reference(product.scheme(), settings, Set.of(product))
                : reference(product.scheme(), settings, Set.of());
    }

    SqlReference reference(String scheme, Settings settings) {
        return reference(scheme, settings, Set.of());
    }

    private SqlReference reference(String scheme, Settings settings, Set<Code> goods) {
        return references.computeIfAbsent(
                scheme + settings.changes() + goods,
                k -> new SqlReference(
                        data,
                        scheme,
                        Map.of(
                                "t_world_coverage",
                                settings.get(MeasureConstants.WORLD_COVERAGE),
                                "t_unallocated_limit",
                                settings.get(MeasureConstants.UNALLOCATED_LIMIT),
                                "t_top_share",
                                settings.get("cao@2021.top_share")),
                        goods));
    }

    /** The thresholds of a rule's file by the names of its constants, and its window. */
    static Map<String, Double> own(String file, Settings settings) {
        var own = new HashMap<String, Double>();
        RuleCatalogue.listRules().stream().filter(r -> r.sqlFile().equals(file)).forEach(rule -> {
            rule.constants().keySet().forEach(c -> own.put("t_" + c, settings.get(rule.id() + "." + c)));
            var persistence = rule.persistence();
            if (persistence != null) {
                own.put("years", (double) persistence.years());
                own.put("window", (double) persistence.window());
            }
        });
        return own;
    }

    private Result<Explained> importShare(Passport passport, Settings settings) {
        return profile(passport, settings).then(profile -> {
            int year = profile.newest().year();
            int supplier = data.economies().indexOf(passport.parameter("supplier"));
            if (supplier < 0) {
                return Result.failure(Reason.MALFORMED, "The passport names no supplier of the data set: " + passport);
            }
            var block = observed(year, profile.product());
            int subject = data.economies().indexOf(profile.subject());
            double base = 0;
            double bought = 0;
            var rows = new ArrayList<Integer>();
            for (int i = block.first(subject); i < block.end(subject); i++) {
                rows.add(i);
                if (data.economies().get(block.exporter()[i]).named()) {
                    base += block.value()[i];
                }
                if (block.exporter()[i] == supplier) {
                    bought += block.value()[i];
                }
            }
            var figure = base > 0
                    ? Figure.of(bought / base, org.kaname.model.Unit.SHARE, passport)
                    : Figure.missing(
                            Reason.NO_DENOMINATOR, "nothing is imported", org.kaname.model.Unit.SHARE, passport);
            var sql = reference(profile.product(), settings)
                    .query(
                            "select import_share from import_share where year = " + year + " and importer = '"
                                    + quoted(profile.subject()) + "' and product = '"
                                    + quoted(profile.product().value()) + "' and supplier = '"
                                    + quoted(passport.parameter("supplier")) + "'",
                            List.of("import_share"),
                            Map.of());
            double recomputed = sql.isEmpty()
                    ? Double.NaN
                    : number(sql.getFirst(), "import_share").orElse(Double.NaN);
            var shown = rows(rows, year, profile.product());
            return Result.ok(new Explained(
                    passport,
                    figure,
                    "",
                    recomputed,
                    "",
                    "",
                    "s = v / (M − n)",
                    "import_share",
                    new TreeMap<>(),
                    shown.shown,
                    shown.restCount,
                    shown.restSum,
                    null));
        });
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }

    // ---- figures of the matrix of goods held

    private Result<Explained> complexity(Passport passport, ComplexityMeasure measure, Settings settings) {
        return matrix(passport, settings)
                .then(matrix -> matrix.find(measure, passport).then(figure -> {
                    var reference = new ComplexityReference(matrix, reference(matrix.scheme(), settings));
                    boolean answered = reference.answers(measure);
                    double recomputed = figure.isMissing() || !answered
                            ? Double.NaN
                            : reference.recompute(measure, passport).orElse(Double.NaN);
                    var rows = soldRows(soldBy(passport, measure, matrix), matrix.year());
                    return Result.ok(new Explained(
                            passport,
                            figure,
                            "",
                            recomputed,
                            "",
                            figure.isMissing() || !Double.isNaN(recomputed)
                                    ? ""
                                    : answered
                                            ? "the reference gives no row"
                                            : "it rests on every pair of goods, and there are too many for the reference",
                            measure.formula(),
                            measure.sqlFile(),
                            constants(measure, matrix, settings),
                            rows.shown,
                            rows.restCount,
                            rows.restSum,
                            null));
                }));
    }

    /** The matrix behind a passport; many figures share one. */
    private Result<Complexity> matrix(Passport passport, Settings settings) {
        return matrices.computeIfAbsent(
                List.of(
                        passport.parameter("scheme"),
                        passport.parameter("product").replaceAll(":[^:]*$", ""),
                        passport.parameter("year"),
                        passport.parameter("part"),
                        settings.changes()),
                k -> Complexity.behind(data, passport, settings));
    }

    /** Constants that enter, the least trade as it is in force on this data set. */
    private static SortedMap<String, Double> constants(
            ComplexityMeasure measure, Complexity matrix, Settings settings) {
        var constants = new TreeMap<String, Double>();
        for (var constant : Complexity.constants()) {
            if (measure.needsIndex() || constant.name().startsWith(HeldMatrix.METHOD)) {
                constants.put(constant.name(), settings.get(constant.name()));
            }
        }
        constants.put(HeldMatrix.METHOD + ".min_trade_kusd", matrix.minTrade());
        return constants;
    }

    private record Sold(int flow, Code good) {}

    /** The exports that enter most: of the economy, of the good, or of both, as the figure is of one, of the other, or of a cell. */
    private List<Sold> soldBy(Passport passport, ComplexityMeasure measure, Complexity matrix) {
        int subject = data.economies().indexOf(passport.parameter("subject"));
        boolean ofGoods = switch (measure) {
            case RCA, UBIQUITY, PCI, PROXIMITY -> true;
            case DIVERSITY, ECI, DENSITY, COI, COG -> false;
        };
        var sold = new ArrayList<Sold>();
        for (var good : data.cube().products()) {
            boolean asked = good.toString().equals(passport.parameter("product"))
                    || good.toString().equals(passport.parameter("neighbour"));
            if (!good.scheme().equals(matrix.scheme()) || ofGoods && !asked) {
                continue;
            }
            var block = observed(matrix.year(), good);
            for (int i = block.from(); i < block.to(); i++) {
                if (subject < 0 || block.exporter()[i] == subject) {
                    sold.add(new Sold(i, good));
                }
            }
        }
        return sold;
    }

    private Rows soldRows(List<Sold> sold, int year) {
        var cube = data.cube();
        sold.sort(Comparator.comparingDouble((Sold s) -> -cube.value(s.flow())).thenComparingInt(Sold::flow));
        int shown = allRows ? sold.size() : Math.min(ROWS_SHOWN, sold.size());
        var rows = sold.subList(0, shown).stream()
                .map(s -> flowRow(s.flow(), year, s.good()))
                .toList();
        double rest = 0;
        for (var one : sold.subList(shown, sold.size())) {
            rest += cube.value(one.flow()) * TradeCube.SCALE;
        }
        return new Rows(rows, sold.size() - shown, rest / TradeCube.SCALE);
    }

    // ---- outcomes

    private Result<Explained> verdict(Passport passport, RuleJudge judge, Settings settings) {
        return asOf(passport, settings).then(profile -> {
            var verdict = judge.judge(profile);
            var row = profile.partners().isEmpty()
                    ? row(judge.rule().sqlFile(), profile, profile.dataYear(), settings)
                    : Optional.<Map<String, Object>>empty();
            var constants = new TreeMap<String, Double>();
            for (var name : judge.rule().constants().keySet()) {
                double value = settings.get(judge.rule().id() + "." + name);
                if (!Double.isNaN(value)) {
                    constants.put(judge.rule().id() + "." + name, value);
                }
            }
            var node = Explanation.of("explain.verdict", "rule", judge.rule().id(), "outcome", verdict.outcome())
                    .withTruth(verdict.truth());
            for (var year : verdict.years()) {
                var inYear = Explanation.of("condition.year", "year", Integer.toString(year.year()))
                        .withTruth(year.truth());
                for (var condition : year.conditions()) {
                    inYear = inYear.with(condition.explain());
                }
                node = node.with(inYear);
            }
            var rows = windowRows(profile);
            return Result.ok(new Explained(
                    passport,
                    null,
                    verdict.outcome(),
                    Double.NaN,
                    row.map(r -> String.valueOf(r.get("outcome"))).orElse(""),
                    row.isPresent()
                            ? ""
                            : "the reference answers for importers that reported, and for the top supplier",
                    String.join(
                            " and ",
                            judge.rule().conditions().stream()
                                    .map(c -> c.measure().formula() + " "
                                            + c.comparison().sign() + " "
                                            + threshold(
                                                    settings.get(judge.rule().id() + "." + c.constant())))
                                    .toList()),
                    judge.rule().sqlFile(),
                    constants,
                    rows.shown,
                    rows.restCount,
                    rows.restSum,
                    node));
        });
    }

    private static String threshold(double value) {
        return Double.isNaN(value) ? "a threshold that only the user can set" : Double.toString(value);
    }

    private Result<Explained> decision(Passport passport, Settings settings) {
        return asOf(passport, settings).then(profile -> {
            var triage = triages.computeIfAbsent(
                    List.of(profile.subject(), profile.partners(), settings.changes()),
                    k -> new GoodTriage(data, profile.subject(), profile.partners(), List.of(), settings));
            var decision = triage.decide(profile, profile.dataYear());
            var rows = windowRows(profile);
            var constants = new TreeMap<String, Double>();
            settings.all().values().stream()
                    .filter(c -> c.name().startsWith(TriageConstants.METHOD)
                            || c.name().startsWith("geodep@2024.")
                            || c.name().startsWith("kiet@2021.vulnerable.world")
                            || c.name().startsWith("dominance"))
                    .forEach(c -> constants.put(c.name(), c.value()));
            return Result.ok(new Explained(
                    passport,
                    null,
                    decision.outcome(),
                    Double.NaN,
                    "",
                    "the colours follow from figures and rules, each with its own passport and reference",
                    "rows G1, G2, B1, B2, B2e of triage@1",
                    "",
                    constants,
                    rows.shown,
                    rows.restCount,
                    rows.restSum,
                    decision.explanation()));
        });
    }

    private Result<Explained> otherDecision(Passport passport, Settings settings) {
        return year(passport, "as_of").then(year -> otherDecision(passport, year, settings));
    }

    private Result<Explained> otherDecision(Passport passport, int year, Settings settings) {
        var subject = passport.parameter("economy");
        if (!passport.parameter("material").isEmpty()) {
            return materials(subject, year, settings).stream()
                    .filter(d -> d.material().equals(passport.parameter("material")))
                    .findFirst()
                    .map(d -> outcome(
                            passport,
                            d.colours(),
                            d.rows(),
                            d.explanation(),
                            with(stageRows(passport), linkRows(l -> l.to().equals(d.material()))),
                            "rows G3, B3 of triage@1"))
                    .orElseGet(() -> Result.failure(Reason.TABLE_ABSENT, "No such material: " + passport));
        }
        if (!passport.parameter("field").isEmpty()) {
            return fields(subject, year, settings).stream()
                    .filter(d -> d.scheme().equals(passport.parameter("scheme"))
                            && d.field().equals(passport.parameter("field")))
                    .findFirst()
                    .map(d -> outcome(
                            passport,
                            d.colours(),
                            d.rows(),
                            d.explanation(),
                            with(
                                    fieldRows(passport),
                                    linkRows(l -> l.to().equals(d.field())
                                            || (l.fromScheme().equals(d.scheme())
                                                    && l.fromCode().equals(d.field())))),
                            "rows B4, R1 of triage@1"))
                    .orElseGet(() -> Result.failure(Reason.TABLE_ABSENT, "No such field: " + passport));
        }
        return inputs(subject, year, settings).stream()
                .filter(d -> d.scheme().equals(passport.parameter("scheme"))
                        && d.code().equals(passport.parameter("code")))
                .findFirst()
                .map(d -> outcome(
                        passport,
                        d.colours(),
                        d.rows(),
                        d.explanation(),
                        shareRows(passport),
                        "rows B2e, B3 of triage@1"))
                .orElseGet(() ->
                        Result.failure(Reason.TABLE_ABSENT, "No such material, field or published share: " + passport));
    }

    /** The year of a parameter; without it, the newest there is. */
    private static Result<Integer> year(Passport passport, String key) {
        var text = passport.parameter(key);
        try {
            return Result.ok(text.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return Result.failure(Reason.MALFORMED, "The passport's year (" + text + ") is no number: " + passport);
        }
    }

    private FieldProfiles fieldProfiles(int year, Settings settings) {
        return fieldProfiles.computeIfAbsent(
                List.of(year, settings.changes()), k -> new FieldProfiles(data, year, settings));
    }

    private List<MaterialDecision> materials(String subject, int year, Settings settings) {
        return materials.computeIfAbsent(List.of(subject, year, settings.changes()), k -> {
            var triage = new GoodTriage(data, subject, List.of(), List.of(), settings);
            return MaterialTriage.judgeAll(
                    data, subject, year, good -> Assessor.netImporter(triage, good, year), settings);
        });
    }

    private List<FieldDecision> fields(String subject, int year, Settings settings) {
        return fields.computeIfAbsent(
                List.of(subject, year, settings.changes()), k -> FieldTriage.judgeAll(data, subject, year, settings));
    }

    private List<InputDecision> inputs(String subject, int year, Settings settings) {
        return inputs.computeIfAbsent(
                List.of(subject, year, settings.changes()), k -> InputTriage.judgeAll(data, subject, year, settings));
    }

    /** The figure of a condition where the passport names one, else the colours. */
    private static Result<Explained> outcome(
            Passport passport,
            List<Colour> colours,
            List<RowOutcome> outcomes,
            Explanation explanation,
            Rows rows,
            String formula) {
        var figure = Stream.concat(
                        outcomes.stream().flatMap(o -> o.conditions().stream()).map(Condition::actual),
                        figures(explanation))
                .filter(f -> f.passport().equals(passport))
                .findFirst()
                .orElse(null);
        return Result.ok(new Explained(
                passport,
                figure,
                figure == null ? colours.toString() : "",
                Double.NaN,
                "",
                figure == null
                        ? "the colours follow from figures, each with its own passport and reference"
                        : "the figure is a comparison of the triage, made from figures with passports of their own",
                formula,
                "",
                new TreeMap<>(),
                rows.shown,
                rows.restCount,
                rows.restSum,
                explanation));
    }

    /** The figures that stand in the sentences of a tree: some are told and do not decide. */
    private static Stream<Figure> figures(Explanation tree) {
        return Stream.concat(
                tree.arguments().values().stream()
                        .filter(Figure.class::isInstance)
                        .map(Figure.class::cast),
                tree.children().stream().flatMap(Explainer::figures));
    }

    private Result<Explained> table(
            Passport passport, Result<Figure> figure, Rows rows, String sqlFile, Settings settings) {
        return figure.then(f -> {
            if (tables == null) {
                tables = new TableReference(data);
            }
            double recomputed = sqlFile.isEmpty()
                    ? Double.NaN
                    : tables.recompute(passport, settings).orElse(Double.NaN);
            return Result.ok(new Explained(
                    passport,
                    f,
                    "",
                    recomputed,
                    "",
                    Double.isNaN(recomputed) && !f.isMissing()
                            ? sqlFile.isEmpty()
                                    ? "a published share is read, not computed"
                                    : "the reference gives no such column"
                            : "",
                    TableReference.formula(passport),
                    sqlFile,
                    new TreeMap<>(),
                    rows.shown,
                    rows.restCount,
                    rows.restSum,
                    null));
        });
    }

    // ---- profiles behind passports

    /** The profile of exactly the year in the passport. */
    private Result<GoodProfile> profile(Passport passport, Settings settings) {
        return asOf(passport, settings);
    }

    private Result<GoodProfile> asOf(Passport passport, Settings settings) {
        return switch (Code.parse(passport.parameter("product"))) {
            case Result.Failed<Code> failed -> new Result.Failed<>(failed.why());
            case Result.Ok<Code> ok -> asOf(passport, ok.value(), settings);
        };
    }

    private Result<GoodProfile> asOf(Passport passport, Code product, Settings settings) {
        int subject = data.economies().indexOf(passport.parameter("subject"));
        if (subject < 0) {
            return Result.failure(Reason.MALFORMED, "The passport's economy is not in the data set: " + passport);
        }
        int year;
        try {
            year = Integer.parseInt(passport.parameter("year"));
        } catch (NumberFormatException e) {
            return Result.failure(Reason.MALFORMED, "The passport's year is no number: " + passport);
        }
        if (!data.coverage().years(product).contains(year)) {
            return Result.failure(Reason.TABLE_ABSENT, "The data set does not cover " + product + " in " + year + ".");
        }
        var partners = passport.parameter("partners").isEmpty()
                ? List.<String>of()
                : List.of(passport.parameter("partners").split(" "));
        for (var partner : partners) {
            if (data.economies().indexOf(partner) < 0) {
                return Result.failure(
                        Reason.MALFORMED,
                        "The passport's partner (" + partner + ") is not in the data set: " + passport);
            }
        }
        var evaluator = evaluators.computeIfAbsent(List.of(subject, partners, settings.changes()), k -> {
            var set = new BitSet();
            partners.forEach(p -> set.set(data.economies().indexOf(p)));
            return new GoodEvaluator(data, subject, set, settings);
        });
        return Result.ok(GoodProfile.at(data, evaluator, product, year, partners, settings));
    }

    private Optional<Settings> settings(Passport passport) {
        var settings = published;
        for (var entry : passport.parameters().entrySet()) {
            if (entry.getKey().startsWith(SETTING)) {
                var name = entry.getKey().substring(SETTING.length());
                if (!settings.knows(name)) {
                    return Optional.empty();
                }
                try {
                    double value = Double.parseDouble(entry.getValue());
                    if (!Double.isFinite(value)) {
                        return Optional.empty();
                    }
                    settings = settings.with(name, value);
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(settings);
    }

    // ---- source rows

    record Rows(List<Explained.Row> shown, int restCount, double restSum) {}

    private FlowBlock observed(int year, Code product) {
        int y = data.cube().yearIndex(year);
        int p = data.cube().productIndex(product);
        return y < 0 || p < 0
                ? new FlowBlock(new double[0], new short[0], new short[0], 0, 0)
                : data.cube().block(y, p);
    }

    /** The flows that enter a figure: the subject's purchases, its sales, the dependents' purchases, or all of the good. */
    private Rows flowRows(GoodProfile profile, GoodMeasure measure) {
        int year = profile.newest().year();
        var block = observed(year, profile.product());
        int subject = data.economies().indexOf(profile.subject());
        var flows = new ArrayList<Integer>();
        boolean bought = switch (measure) {
            case IMPORTS,
                    TOP_VALUE,
                    TOP_SHARE,
                    PARTNER_SHARE,
                    HHI,
                    EFFECTIVE_SUPPLIERS,
                    RATIO,
                    PARTNER_RATIO,
                    CDI1,
                    CDI2,
                    CDI3,
                    CDI3_EXTRA,
                    BALANCE,
                    IMPORT_RANK_SHARE,
                    ESSENTIAL,
                    DOMESTIC_USE,
                    REFINED_CDI1,
                    REFINED_CDI2,
                    REFINED_CDI3 -> true;
            case EXPORTS,
                    WORLD_SHARE,
                    WORLD_RANK,
                    WORLD_HHI,
                    WORLD_HHI_OTHERS,
                    OTHER_EXPORTERS,
                    EFFECTIVE_SUPPLIERS_RATIO,
                    SUPPLIER_COUNT_RATIO,
                    PARTNER_WORLD_SHARE,
                    RCA,
                    DEPENDENTS,
                    YEARS_HELD -> false;
        };
        boolean sold = switch (measure) {
            case EXPORTS, RATIO, PARTNER_RATIO, CDI3, CDI3_EXTRA, RCA, BALANCE, DOMESTIC_USE, REFINED_CDI3 -> true;
            case IMPORTS,
                    TOP_VALUE,
                    TOP_SHARE,
                    PARTNER_SHARE,
                    HHI,
                    EFFECTIVE_SUPPLIERS,
                    WORLD_SHARE,
                    WORLD_RANK,
                    WORLD_HHI,
                    PARTNER_WORLD_SHARE,
                    WORLD_HHI_OTHERS,
                    OTHER_EXPORTERS,
                    EFFECTIVE_SUPPLIERS_RATIO,
                    SUPPLIER_COUNT_RATIO,
                    DEPENDENTS,
                    CDI1,
                    CDI2,
                    IMPORT_RANK_SHARE,
                    ESSENTIAL,
                    REFINED_CDI1,
                    REFINED_CDI2,
                    YEARS_HELD -> false;
        };
        for (int i = block.from(); i < block.to(); i++) {
            boolean all = !bought && !sold;
            if (all || (bought && block.importer()[i] == subject) || (sold && block.exporter()[i] == subject)) {
                flows.add(i);
            }
        }
        return rows(flows, year, profile.product());
    }

    private Rows windowRows(GoodProfile profile) {
        int subject = data.economies().indexOf(profile.subject());
        var shown = new ArrayList<Explained.Row>();
        int rest = 0;
        double sum = 0;
        for (var year : profile.window()) {
            var block = observed(year.year(), profile.product());
            var flows = new ArrayList<Integer>();
            for (int i = block.first(subject); i < block.end(subject); i++) {
                flows.add(i);
            }
            var rows = rows(flows, year.year(), profile.product());
            shown.addAll(rows.shown);
            rest += rows.restCount;
            sum += rows.restSum;
        }
        return new Rows(shown, rest, sum);
    }

    Rows rows(List<Integer> flows, int year, Code product) {
        var cube = data.cube();
        flows.sort(Comparator.comparingDouble((Integer i) -> -cube.value(i)).thenComparing(i -> i));
        int shown = allRows ? flows.size() : Math.min(ROWS_SHOWN, flows.size());
        var rows = new ArrayList<Explained.Row>();
        for (int i : flows.subList(0, shown)) {
            rows.add(flowRow(i, year, product));
        }
        double rest = 0;
        for (int i : flows.subList(shown, flows.size())) {
            rest += cube.value(i) * TradeCube.SCALE;
        }
        return new Rows(rows, flows.size() - shown, rest / TradeCube.SCALE);
    }

    Explained.Row flowRow(int flow, int year, Code product) {
        var cube = data.cube();
        return row(
                "flow/" + product.scheme() + "/" + year + "/" + product.value() + "/"
                        + data.economies().get(cube.exporter(flow)).code() + "/"
                        + data.economies().get(cube.importer(flow)).code(),
                cube.value(flow),
                cube.origin(flow));
    }

    private Explained.Row row(String key, double value, Origin origin) {
        return new Explained.Row(
                key,
                value,
                data.lines().fileName(origin),
                origin.line(),
                data.lines().line(origin).orElse(""),
                RowSource.find(data, origin).map(s -> s.id()).orElse(""));
    }

    private Rows stageRows(Passport passport) {
        return rows(data.stages().stream()
                .filter(r -> r.material().equals(passport.parameter("material"))
                        && fits(passport, "stage", r.stage())
                        && fits(passport, "source", r.source())
                        && fits(passport, "year", Integer.toString(r.year())))
                .map(r -> row(
                        "material/" + r.material() + "/" + r.stage() + "/" + r.year() + "/" + r.economy() + "/"
                                + r.source(),
                        Double.isNaN(r.quantity()) ? r.share() : r.quantity(),
                        r.origin()))
                .toList());
    }

    /** The series of the field until the year: of the subject and of the world where the figure is the subject's, else of all. */
    private Rows fieldRows(Passport passport) {
        int until = year(passport, passport.parameter("year").isEmpty() ? "as_of" : "year")
                        instanceof Result.Ok<Integer> year
                ? year.value()
                : Integer.MAX_VALUE;
        return rows(data.activity().stream()
                .filter(r -> r.scheme().equals(passport.parameter("scheme"))
                        && r.field().equals(passport.parameter("field"))
                        && fits(passport, "measure", r.measure())
                        && (fits(passport, "economy", r.economy()) || world(r.economy()))
                        && r.year() <= until)
                .map(r -> row(
                        "field_share/" + r.scheme() + "/" + r.field() + "/" + r.measure() + "/" + r.year() + "/"
                                + r.economy(),
                        r.value(),
                        r.origin()))
                .toList());
    }

    private boolean world(String economy) {
        return data.economies()
                .findEconomy(economy)
                .filter(e -> e.kind() == Economy.Kind.WORLD)
                .isPresent();
    }

    /** The ties between goods, fields and lists that a decision rests on; none is official, and none has a number. */
    private List<Explained.Row> linkRows(Predicate<Link> which) {
        return data.links().stream()
                .filter(which)
                .map(l -> row(
                        "mapping/" + l.kind() + "/" + l.fromScheme() + "/" + l.fromCode() + "/" + l.to(),
                        Double.NaN,
                        l.origin()))
                .toList();
    }

    private static Rows with(Rows rows, List<Explained.Row> more) {
        var all = new ArrayList<>(rows.shown);
        all.addAll(more);
        return new Rows(all, rows.restCount, rows.restSum);
    }

    private Rows shareRows(Passport passport) {
        return rows(data.publishedShares().stream()
                .filter(r -> r.scheme().equals(passport.parameter("scheme"))
                        && r.code().equals(passport.parameter("code")))
                .map(r -> row(
                        "published_share/" + r.scheme() + "/" + r.code() + "/" + r.year() + "/" + r.economy(),
                        r.share(),
                        r.origin()))
                .toList());
    }

    /** The largest rows of a table; where no number is given, last. */
    Rows rows(List<Explained.Row> all) {
        var sorted = all.stream()
                .sorted(Comparator.comparingDouble(
                        (Explained.Row r) -> Double.isNaN(r.value()) ? Double.POSITIVE_INFINITY : -r.value()))
                .toList();
        int shown = allRows ? sorted.size() : Math.min(ROWS_SHOWN, sorted.size());
        double rest = 0;
        for (var row : sorted.subList(shown, sorted.size())) {
            rest += Double.isNaN(row.value()) ? 0 : row.value();
        }
        return new Rows(sorted.subList(0, shown), sorted.size() - shown, rest);
    }

    /** True where the passport does not narrow by this key, or narrows to this value. */
    private static boolean fits(Passport passport, String key, String value) {
        var asked = passport.parameter(key);
        return asked.isEmpty() || asked.equals(value);
    }

    @Override
    public void close() {
        byPartition.values().forEach(Explainer::close);
        references.values().forEach(SqlReference::close);
        if (tables != null) {
            tables.close();
        }
    }
}
